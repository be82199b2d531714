/* Facts of the whole book: one pass when they are taken anew, a small row of meta until then. */
#include "meta_internal.h"

#include "base/text.h"
#include "core/health.h"
#include "core/ledger.h"
#include "core/measure.h"
#include "core/people.h"
#include "store/kept.h"

#define FACTS "book facts"
#define ARRS "book arr"

/* --- one pass --- */

static bool read_currency(struct store *store, const struct settings *settings, struct arena *arena,
    struct book_facts *facts, struct error *err)
{
    sqlite3_stmt *statement;
    bool row;

    facts->currency = settings->currency;
    if (facts->currency != NULL)
        return true;
    statement = store_statement(store, SQL_BOOK_CURRENCY, err);
    if (statement == NULL || !store_step(store, statement, &row, err))
        return false;
    facts->currency =
        row ? arena_copy_text(arena, (const char *)sqlite3_column_text(statement, 0)) : "USD";
    sqlite3_reset(statement);
    return true;
}

/* The computed ARR; before the first scoring the account's own cell, if it has a rate. */
static bool arr_of(sqlite3_stmt *statement, const struct settings *settings, int64_t *ret_arr)
{
    const char *currency = (const char *)sqlite3_column_text(statement, 4);

    if (sqlite3_column_type(statement, 0) != SQLITE_NULL) {
        *ret_arr = sqlite3_column_int64(statement, 0);
        return true;
    }
    return sqlite3_column_type(statement, 2) == SQLITE_NULL &&
           sqlite3_column_type(statement, 3) != SQLITE_NULL &&
           settings_convert(settings, sqlite3_column_int64(statement, 3), currency, ret_arr);
}

static uint64_t bit(enum health_input input)
{
    return UINT64_C(1) << input;
}

/* What health may ask of any account: also of one that left. */
static uint64_t inputs_of(sqlite3_stmt *statement)
{
    uint64_t inputs = 0;

    if (text_equal_nocase((const char *)sqlite3_column_text(statement, 6), "onboarding"))
        inputs |= bit(INPUT_ONBOARDING);
    if (sqlite3_column_int(statement, 7))
        inputs |= bit(INPUT_TWO_WAY);
    if (sqlite3_column_int(statement, 8))
        inputs |= bit(INPUT_ADOPTION);
    return inputs;
}

static bool read_accounts(struct store *store, const struct settings *settings, struct arena *arena,
    struct book_facts *facts, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_BOOK_ACCOUNTS, err);
    struct book_counted counted = {0};
    bool row = statement != NULL && store_marks_settle(store, err), good = row;

    while (row) {
        int64_t arr;

        good = store_step(store, statement, &row, err);
        if (!good || !row)
            break;
        facts->metrics_in_use |= inputs_of(statement);
        if (text_equal_nocase((const char *)sqlite3_column_text(statement, 6), "churned") ||
            !ledger_is_mine((const char *)sqlite3_column_text(statement, 5), settings))
            continue;
        if (arr_of(statement, settings, &arr))
            ARRAY_PUSH(&counted.arrs, arr);
        if (sqlite3_column_type(statement, 1) != SQLITE_NULL)
            ARRAY_PUSH(&counted.usages, sqlite3_column_double(statement, 1));
    }
    if (good)
        book_facts_count(facts, &counted, arena);
    book_counted_fini(&counted);
    return good;
}

static bool read_metrics(struct store *store, struct book_facts *facts, struct error *err)
{
    return store_metrics_seen(store, &facts->metrics_in_use, &facts->usage_feed, err);
}

static bool read_roles(
    struct store *store, struct arena *arena, struct book_facts *facts, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_BOOK_ROLES, err);
    struct row *contact = row_new(arena, KIND_CONTACT);
    bool row = true;

    if (statement == NULL)
        return false;
    while (row) {
        enum person_role role;

        if (!store_step(store, statement, &row, err))
            return false;
        if (!row)
            break;
        row_set_text(contact, CONTACT_ROLE, (const char *)sqlite3_column_text(statement, 0));
        role = person_role_of(contact);
        if (role == PERSON_SPONSOR || role == PERSON_BUYER)
            facts->metrics_in_use |= bit(INPUT_SPONSOR);
    }
    return true;
}

static bool read_presence(struct store *store, struct book_facts *facts, struct error *err)
{
    static const struct {
        enum statement statement;
        enum health_input input;
    } rows[] = {
        {SQL_BOOK_HAS_GOAL, INPUT_GOALS},
        {SQL_BOOK_HAS_RUN, INPUT_ONBOARDING},
        {SQL_BOOK_HAS_NOTE, INPUT_TWO_WAY},
        {SQL_BOOK_HAS_SENTIMENT, INPUT_SENTIMENT},
        {SQL_BOOK_HAS_TICKET, INPUT_URGENT_TICKETS},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        sqlite3_stmt *statement = store_statement(store, rows[i].statement, err);
        int64_t one;

        if (statement == NULL || !store_integer(store, statement, 0, &one, err))
            return false;
        if (one == 1)
            facts->metrics_in_use |= bit(rows[i].input);
    }
    return true;
}

/* The day an import of tickets came, where one said so; else the newest day of any ticket. */
static bool read_ticket_feed(
    struct store *store, struct arena *arena, struct book_facts *facts, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_BOOK_TICKET_DAY, err);
    const char *told;
    long long number;
    int64_t day;

    if (statement == NULL || !store_integer(store, statement, DAY_NONE, &day, err) ||
        !store_meta_get(store, "ticket_feed", arena, &told, err))
        return false;
    if (told != NULL && text_to_int(told, &number))
        day = number;
    facts->ticket_feed = (day_number)day;
    return true;
}

static bool compute(struct store *store, const struct settings *settings, struct arena *arena,
    struct book_facts *ret_facts, struct error *err)
{
    struct book_facts facts = {.ticket_feed = DAY_NONE, .usage_feed = DAY_NONE};

    if (!read_currency(store, settings, arena, &facts, err) || !read_metrics(store, &facts, err) ||
        !read_accounts(store, settings, arena, &facts, err) ||
        !read_roles(store, arena, &facts, err) || !read_presence(store, &facts, err) ||
        !read_ticket_feed(store, arena, &facts, err))
        return false;
    *ret_facts = facts;
    return true;
}

/* --- kept in meta --- */

enum { KEPT_CURRENCY, KEPT_MEDIAN, KEPT_METRICS, KEPT_TICKETS, KEPT_USAGE, KEPT_COUNT };
#define KEPT_MASK ((UINT64_C(1) << KEPT_COUNT) - 1)

static bool keep(struct store *store, const struct book_facts *facts, struct error *err)
{
    const struct value values[KEPT_COUNT] = {
        [KEPT_CURRENCY] = value_text(facts->currency),
        [KEPT_MEDIAN] = facts->has_usage_median ? value_real(facts->usage_median) : value_unknown(),
        [KEPT_METRICS] = value_integer((int64_t)facts->metrics_in_use),
        [KEPT_TICKETS] = value_day(facts->ticket_feed),
        [KEPT_USAGE] = value_day(facts->usage_feed),
    };
    struct str bytes = {0}, arrs = {0};
    int64_t before = 0;
    bool good;

    store_pack(&bytes, KEPT_MASK, values, KEPT_COUNT);
    for (int i = 0; i < facts->accounts; i++) {
        store_pack_integer(&arrs, facts->arr_sorted[i] - before);
        before = facts->arr_sorted[i];
    }
    good = store_meta_put_blob(store, FACTS, &bytes, err) &&
           store_meta_put_blob(store, ARRS, &arrs, err);
    str_fini(&bytes);
    str_fini(&arrs);
    return good;
}

/* Keeping is a help, not a duty: a busy or read-only book is asked again next time. */
static void try_to_keep(struct store *store, const struct book_facts *facts)
{
    if (store->read_only || store->depth > 0 || !store_begin(store, NULL))
        return;
    if (!keep(store, facts, NULL) || !store_commit(store, NULL))
        store_rollback(store);
}

/* In the midst of a write a fault is that write's own: a rollback here would take away what others
 * did before, and they would go on as if it were there. */
static bool keep_it(struct store *store, const struct book_facts *facts, struct error *err)
{
    if (store->depth > 0 && store->writing)
        return keep(store, facts, err);
    try_to_keep(store, facts);
    return true;
}

bool store_refresh_book_facts(struct store *store, const struct settings *settings,
    struct arena *arena, struct book_facts *ret_facts, struct error *err)
{
    bool own = store->depth == 0;

    if (own && !store_begin_read(store, err))
        return false;
    if (!compute(store, settings, arena, ret_facts, err) || (own && !store_commit(store, err))) {
        if (own)
            store_rollback(store);
        return false;
    }
    return keep_it(store, ret_facts, err);
}

bool store_forget_book_facts(struct store *store, struct error *err)
{
    return store_meta_set(store, FACTS, NULL, err) && store_meta_set(store, ARRS, NULL, err);
}

/* A blob of meta, in the arena; *ret_len 0 where there is none. */
static bool get_blob(struct store *store, const char *name, struct arena *arena,
    const unsigned char **ret_bytes, size_t *ret_len, struct error *err)
{
    bool row;
    sqlite3_stmt *statement = store_meta_found(store, name, &row, err);

    if (statement == NULL)
        return false;
    *ret_len = row ? (size_t)sqlite3_column_bytes(statement, 0) : 0;
    *ret_bytes = (const unsigned char *)arena_copy_bytes(
        arena, *ret_len > 0 ? sqlite3_column_blob(statement, 0) : "", *ret_len);
    sqlite3_reset(statement);
    return true;
}

static day_number day_or_none(struct value value)
{
    return value.type == VALUE_INTEGER ? (day_number)value.integer : DAY_NONE;
}

static bool unpack_facts(
    const unsigned char *bytes, size_t len, struct arena *arena, struct book_facts *facts)
{
    struct value values[KEPT_COUNT];
    uint64_t mask;

    if (!store_unpack(bytes, len, arena, &mask, values, KEPT_COUNT) || mask != KEPT_MASK ||
        values[KEPT_CURRENCY].type != VALUE_TEXT || values[KEPT_METRICS].type != VALUE_INTEGER)
        return false;
    facts->currency = values[KEPT_CURRENCY].text;
    facts->has_usage_median = values[KEPT_MEDIAN].type == VALUE_REAL;
    facts->usage_median = facts->has_usage_median ? values[KEPT_MEDIAN].real : 0;
    facts->metrics_in_use = (uint64_t)values[KEPT_METRICS].integer;
    facts->ticket_feed = day_or_none(values[KEPT_TICKETS]);
    facts->usage_feed = day_or_none(values[KEPT_USAGE]);
    return true;
}

static void unpack_arrs(
    const unsigned char *bytes, size_t len, struct arena *arena, struct book_facts *facts)
{
    const unsigned char *end = bytes + len;
    int64_t *arrs = arena_alloc_array(arena, len, sizeof(*arrs)); /* at least a byte each */
    int64_t sum = 0, more;
    int count = 0;

    while (bytes < end && store_unpack_integer(&bytes, end, &more)) {
        sum += more;
        arrs[count++] = sum;
    }
    facts->arr_sorted = arrs;
    facts->accounts = count;
}

bool store_is_writing(const struct store *store)
{
    return store->depth > 0 && store->writing;
}

bool store_kept_book_facts(struct store *store, const struct settings *settings,
    struct arena *arena, struct book_facts *ret_facts)
{
    struct book_facts facts = {0};
    const unsigned char *bytes, *arrs;
    size_t len, arrs_len;

    if (!get_blob(store, FACTS, arena, &bytes, &len, NULL) || len == 0 ||
        !unpack_facts(bytes, len, arena, &facts) ||
        !get_blob(store, ARRS, arena, &arrs, &arrs_len, NULL))
        return false;
    if (settings->currency != NULL && !text_equal_nocase(settings->currency, facts.currency))
        return false;
    unpack_arrs(arrs, arrs_len, arena, &facts);
    *ret_facts = facts;
    return true;
}

bool store_book_facts(struct store *store, const struct settings *settings, struct arena *arena,
    struct book_facts *ret_facts, struct error *err)
{
    return store_kept_book_facts(store, settings, arena, ret_facts) ||
           store_refresh_book_facts(store, settings, arena, ret_facts, err);
}
