/* What the rules computed of an account: a narrow table beside it, never in the journal. */
#include "store_internal.h"

#include "base/text.h"

#define SCORES (ACCOUNT_KEPT - ACCOUNT_STORED)
/* Those in no index first, then those that a score moves most often. Statements have them in this
 * order: SQL_SCORE_PLAIN the first ones, SQL_SCORE_TO_... more of them. */
static const int fields_by_cost[] = {ACCOUNT_BAND, ACCOUNT_COVERAGE, ACCOUNT_HEALTH_CHANGE,
    ACCOUNT_HEALTH_CHANGE_30D, ACCOUNT_TREND, ACCOUNT_DECIDES_BY, ACCOUNT_ACT_BY, ACCOUNT_ENDS,
    ACCOUNT_RENEWAL_STATE, ACCOUNT_LAST_TOUCH, ACCOUNT_NEXT_TOUCH, ACCOUNT_CADENCE, ACCOUNT_REASONS,
    ACCOUNT_TERMS, ACCOUNT_NEXT, ACCOUNT_NEXT_KIND, ACCOUNT_NEXT_KEY, ACCOUNT_TOP_SIGNAL,
    ACCOUNT_ACTIVE_USERS, ACCOUNT_ADOPTION, ACCOUNT_USAGE_CHANGE, ACCOUNT_OPEN_TASKS,
    ACCOUNT_OVERDUE_TASKS, ACCOUNT_OPEN_TICKETS, ACCOUNT_NPS, ACCOUNT_SENTIMENT, ACCOUNT_PEOPLE,
    ACCOUNT_ONBOARDING, ACCOUNT_VALUE_DELIVERED, ACCOUNT_RISKS, ACCOUNT_CALLED,
    /* those in an index: the day, the place in the queue, health, what is at stake */
    ACCOUNT_SCORED_ON, ACCOUNT_LISTED, ACCOUNT_URGENCY, ACCOUNT_NEXT_DUE, ACCOUNT_HEALTH,
    ACCOUNT_EXPOSURE};
enum { PLAIN_FIELDS = 31 };
#define INDEXED_FIELDS (SCORES - PLAIN_FIELDS)
_Static_assert(INDEXED_FIELDS == 8, "health, arr_now, decides_on, exposure, urgency, listed, "
                                    "next_due, scored_on");
/* What a person does scores one account or a few: there each page that is not written counts, at
 * its sync. */
#define FEW_ACCOUNTS 4

char *store_folded(struct arena *arena, struct value name)
{
    return name.type == VALUE_TEXT ? text_fold_copy(arena, name.text) : NULL;
}

bool store_scoreless(struct store *store, int64_t *ret_count, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_SCORE_MISSING, err);

    return statement != NULL && store_integer(store, statement, 0, ret_count, err);
}

/* What is computed of an account, but for its part of the totals. */
static const struct computed {
    enum statement any, drop;
} computed[] = {
    {SQL_STANDING_ANY, SQL_STANDING_DROP},
    {SQL_SNAPSHOT_ANY, SQL_SNAPSHOT_DELETE_ALL},
    {SQL_FORECAST_ANY, SQL_FORECAST_DELETE_ALL},
    {SQL_LATE_ANY, SQL_LATE_DROP},
};

bool store_find_uncomputed(struct store *store, struct error *err)
{
    store->uncomputed = 0;
    for (size_t i = 0; i < COUNT_OF(computed); i++) {
        sqlite3_stmt *statement = store_statement(store, computed[i].any, err);
        int64_t any;

        if (statement == NULL || !store_integer(store, statement, 0, &any, err))
            return false;
        store->uncomputed |= (any == 0 ? 1u : 0u) << i;
    }
    return true;
}

static bool drop_computed(struct store *store, int64_t account, struct error *err)
{
    struct account_mark *mark = store_mark_of(store, account);

    mark->late = DAY_NONE;
    mark->late_waits = false;
    store_marked(store, mark, true); /* there is none to mark any more */
    for (size_t i = 0; i < COUNT_OF(computed); i++)
        if (!(store->uncomputed >> i & 1) && !store_run_for(store, computed[i].drop, account, err))
            return false;
    return true;
}

/* What stands in the file for an account, against what is to stand there. */
struct stored_score {
    bool there;
    int64_t counted;
    int64_t arr;
    uint64_t differs; /* bit f: field ACCOUNT_STORED + f */
};

/* But for the fields. */
static bool find_score(
    struct store *store, int64_t account, struct stored_score *ret_score, struct error *err)
{
    struct stored_score score = {0};
    sqlite3_stmt *statement = store_found(store, SQL_SCORE_COUNTED, account, &score.there, err);

    if (statement == NULL)
        return false;
    if (score.there) {
        score.counted = sqlite3_column_int64(statement, 0);
        score.arr = sqlite3_column_int64(statement, 1);
    }
    sqlite3_reset(statement);
    *ret_score = score;
    return true;
}

bool store_score_drop(struct store *store, int64_t account, struct error *err)
{
    struct stored_score old;

    return find_score(store, account, &old, err) &&
           store_totals_move(store, old.counted, old.arr, -1, err) &&
           (!old.there || store_run_for(store, SQL_SCORE_DELETE, account, err)) &&
           drop_computed(store, account, err);
}

bool store_mark_unscored(struct store *store, const struct key_list *accounts, struct error *err)
{
    bool own = store->depth == 0, good = true;

    if (!store_begin(store, err))
        return false;
    for (size_t i = 0; good && i < accounts->count; i++)
        good = store_mark(store, accounts->items[i], err);
    if (good && store_commit(store, err))
        return true;
    if (own)
        store_rollback(store);
    return false;
}

bool store_accounts_after(
    struct store *store, int64_t after, int limit, struct key_list *ret_keys, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_ACCOUNTS_AFTER, err);

    array_clear(ret_keys);
    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, after);
    store_bind_integer(statement, 2, limit);
    return store_collect_keys(store, statement, ret_keys, err);
}

static bool is_same(sqlite3_stmt *statement, int column, struct value value)
{
    int type = sqlite3_column_type(statement, column);

    switch (value.type) {
    case VALUE_UNKNOWN: return type == SQLITE_NULL;
    case VALUE_INTEGER:
        return type == SQLITE_INTEGER && sqlite3_column_int64(statement, column) == value.integer;
    case VALUE_REAL:
        return type == SQLITE_FLOAT && sqlite3_column_double(statement, column) == value.real;
    case VALUE_TEXT:
        return type == SQLITE_TEXT &&
               text_equal((const char *)sqlite3_column_text(statement, column), value.text);
    }
    return false;
}

static bool compare_score(struct store *store, const struct row *account,
    struct stored_score *ret_score, struct error *err)
{
    struct stored_score score = {0};
    sqlite3_stmt *statement = store_found(store, SQL_SCORE_GET, account->key, &score.there, err);

    if (statement == NULL)
        return false;
    if (score.there) {
        score.counted = sqlite3_column_int64(statement, 0);
        score.arr = sqlite3_column_int64(statement, 1 + ACCOUNT_ARR_NOW - ACCOUNT_STORED);
        for (int i = 0; i < SCORES; i++)
            if (!is_same(statement, i + 1, account->values[ACCOUNT_STORED + i]))
                score.differs |= UINT64_C(1) << i;
    }
    sqlite3_reset(statement);
    *ret_score = score;
    return true;
}
_Static_assert(SCORES <= 64, "a bit a field");

static void bind_score(sqlite3_stmt *statement, const struct row *account, int64_t counted)
{
    store_bind_integer(statement, 1, account->key);
    store_bind_integer(statement, 2, counted);
    for (int i = 0; i < SCORES; i++)
        store_bind(statement, 3 + i, account->values[ACCOUNT_STORED + i]);
}

/* The first score of an account, unless that was deleted meanwhile. */
static bool add_score(
    struct store *store, const struct row *account, int64_t counted, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_SCORE_ADD, err);
    struct arena arena = {0};
    bool there, good;

    if (statement == NULL || !store_exists(store, KIND_ACCOUNT, account->key, &there, err))
        return false;
    if (!there)
        return true;
    bind_score(statement, account, counted);
    store_bind_text(statement, 3 + SCORES, store_folded(&arena, account->values[ACCOUNT_NAME]));
    good = store_run(store, statement, err) &&
           store_totals_move(store, counted, row_integer(account, ACCOUNT_ARR_NOW), 1, err);
    arena_fini(&arena);
    return good;
}

static bool write_all(
    struct store *store, const struct row *account, int64_t counted, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_SCORE_PUT, err);

    if (statement == NULL)
        return false;
    bind_score(statement, account, counted);
    return store_run(store, statement, err);
}

static bool write_field(struct store *store, const struct row *account, int i, struct error *err)
{
    sqlite3_stmt *statement = store_prepared(store, &store->scores[i], store_score_updates[i], err);

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, account->key);
    store_bind(statement, 2, account->values[ACCOUNT_STORED + i]);
    return store_run(store, statement, err);
}

static int count_bits(uint64_t mask)
{
    int count = 0;

    for (; mask != 0; mask &= mask - 1)
        count++;
    return count;
}

/* The places in the queue: one index has all of them, so one statement moves it once. */
static const int queue_fields[] = {ACCOUNT_LISTED, ACCOUNT_URGENCY, ACCOUNT_NEXT_DUE};

/* Fields that are written by a statement of their own: ?1 key, then they. */
struct fields {
    enum statement sql;
    const int *items;
    size_t count;
};
static const struct fields plain = {SQL_SCORE_PLAIN, fields_by_cost, PLAIN_FIELDS};
static const struct fields queue = {SQL_SCORE_QUEUE, queue_fields, COUNT_OF(queue_fields)};
/* Each has the fields of those before it. */
static const struct fields wider[] = {
    {SQL_SCORE_PLAIN, fields_by_cost, PLAIN_FIELDS},
    {SQL_SCORE_TO_DAY, fields_by_cost, PLAIN_FIELDS + 1},
    {SQL_SCORE_TO_QUEUE, fields_by_cost, PLAIN_FIELDS + 4},
    {SQL_SCORE_TO_HEALTH, fields_by_cost, PLAIN_FIELDS + 5},
    {SQL_SCORE_TO_EXPOSURE, fields_by_cost, PLAIN_FIELDS + 6},
};
_Static_assert(COUNT_OF(fields_by_cost) == PLAIN_FIELDS + 6, "all of them");

static uint64_t mask_of(const struct fields *fields)
{
    uint64_t mask = 0;

    for (size_t i = 0; i < fields->count; i++)
        mask |= UINT64_C(1) << (fields->items[i] - ACCOUNT_STORED);
    return mask;
}

static bool write_fields(
    struct store *store, const struct row *account, const struct fields *fields, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, fields->sql, err);

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, account->key);
    for (size_t i = 0; i < fields->count; i++)
        store_bind(statement, 2 + (int)i, account->values[fields->items[i]]);
    return store_run(store, statement, err);
}

static bool write_counted(struct store *store, const struct row *account,
    const struct stored_score *old, int64_t counted, struct error *err)
{
    return old->counted == counted ||
           store_run_for_two(store, SQL_SCORE_COUNT, account->key, counted, err);
}

/* By one statement, the row is written once. */
static bool write_at_once(struct store *store, const struct row *account,
    const struct stored_score *old, int64_t counted, struct error *err)
{
    for (size_t i = 0; i < COUNT_OF(wider); i++)
        if ((old->differs & ~mask_of(&wider[i])) == 0)
            return write_fields(store, account, &wider[i], err) &&
                   write_counted(store, account, old, counted, err);
    return write_all(store, account, counted, err);
}

/* Each field in an index by itself, so that only its own indexes move. */
static bool write_by_field(
    struct store *store, const struct row *account, uint64_t differs, struct error *err)
{
    uint64_t indexed = differs & ~mask_of(&plain), queued = indexed & mask_of(&queue);

    if (indexed != differs && !write_fields(store, account, &plain, err))
        return false;
    if (count_bits(queued) > 1) {
        if (!write_fields(store, account, &queue, err))
            return false;
        indexed &= ~queued;
    }
    for (int i = 0; i < SCORES; i++)
        if ((indexed & (UINT64_C(1) << i)) && !write_field(store, account, i, err))
            return false;
    return true;
}

static bool write_score(struct store *store, const struct row *account,
    const struct stored_score *old, int64_t counted, struct error *err)
{
    if (old->differs != 0 && store->marks.count > FEW_ACCOUNTS)
        return write_at_once(store, account, old, counted, err);
    return write_by_field(store, account, old->differs, err) &&
           write_counted(store, account, old, counted, err);
}

static bool put_score(struct store *store, const struct row *account,
    const struct stored_score *old, struct error *err)
{
    int64_t counted = store_contribution(account);

    store_marked(store, store_mark_of(store, account->key), false);
    store->newborn = 0;
    if (!old->there)
        return add_score(store, account, counted, err);
    return store_totals_move(store, old->counted, old->arr, -1, err) &&
           store_totals_move(store, counted, row_integer(account, ACCOUNT_ARR_NOW), 1, err) &&
           write_score(store, account, old, counted, err);
}

/* What the account was read with, beside what it is to have now. */
static bool compare_rows(struct store *store, const struct row *before, const struct row *account,
    struct stored_score *ret_score, struct error *err)
{
    const struct account_mark *mark = store_mark_of(store, account->key);

    if (!find_score(store, account->key, ret_score, err))
        return false;
    for (int i = ACCOUNT_STORED; ret_score->there && i < ACCOUNT_KEPT; i++)
        if (!value_equal(before->values[i], account->values[i]))
            ret_score->differs |= UINT64_C(1) << (i - ACCOUNT_STORED);
    if (mark->unscored && !mark->waits) /* the file has its mark since the account was read */
        ret_score->differs |= UINT64_C(1) << (ACCOUNT_SCORED_ON - ACCOUNT_STORED);
    return true;
}

bool store_put_score_over(
    struct store *store, const struct row *before, const struct row *account, struct error *err)
{
    bool own = store->depth == 0;
    struct stored_score old;

    if (!store_begin(store, err))
        return false;
    if ((before == NULL ? compare_score(store, account, &old, err)
                        : compare_rows(store, before, account, &old, err)) &&
        put_score(store, account, &old, err) && store_commit(store, err))
        return true;
    if (own)
        store_rollback(store);
    return false;
}

bool store_put_score(struct store *store, const struct row *account, struct error *err)
{
    return store_put_score_over(store, NULL, account, err);
}

static bool scoreless_keys(
    struct store *store, int64_t after, int limit, struct key_list *ret_keys, struct error *err)
{
    sqlite3_stmt *statement;
    int64_t count;

    if (!store_scoreless(store, &count, err))
        return false;
    if (count == 0)
        return true;
    statement = store_statement(store, SQL_SCORELESS, err);
    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, after);
    store_bind_integer(statement, 2, limit);
    return store_collect_keys(store, statement, ret_keys, err);
}

bool store_unscored(struct store *store, day_number today, int64_t after, int limit,
    struct key_list *ret_keys, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_UNSCORED, err);

    array_clear(ret_keys);
    if (statement == NULL || !store_marks_settle(store, err) ||
        !scoreless_keys(store, after, limit, ret_keys, err))
        return false;
    store_bind_integer(statement, 1, today);
    store_bind_integer(statement, 2, after);
    store_bind_integer(statement, 3, limit);
    if (!store_collect_keys(store, statement, ret_keys, err))
        return false;
    store_keys_unique(ret_keys);
    if (ret_keys->count > (size_t)limit)
        ret_keys->count = (size_t)limit;
    return true;
}

bool store_cleared(struct store *store, day_number day, int64_t *ret_count, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_CLEARED, err);

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, day);
    return store_integer(store, statement, 0, ret_count, err);
}

bool store_lacking(struct store *store, int64_t ret_counts[LACKING_COUNT], struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_LACKING, err);
    bool row = false, ok = statement != NULL && store_step(store, statement, &row, err);

    for (int i = 0; ok && i < LACKING_COUNT; i++)
        ret_counts[i] = row ? sqlite3_column_int64(statement, i) : 0;
    sqlite3_reset(statement);
    return ok;
}
