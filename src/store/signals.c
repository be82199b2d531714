/* Signals and snapshots as the rules found them. What a person did to a signal (handled, muted)
 * goes through changes; here only what is derived is written, and only where it moved. */
#include "store_internal.h"

#include <math.h>
#include "base/bug.h"
#include "core/signal_rows.h"
#include "core/timeline.h"

static const int derived[] = {SIGNAL_KIND, SIGNAL_SEVERITY, SIGNAL_TEXT, SIGNAL_SUGGESTS};

static bool add_signal(
    struct store *store, int64_t account, const struct row *signal, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_SIGNAL_PUT, err);
    int64_t key;

    if (statement == NULL || !store_next_key(store, KIND_SIGNAL, &key, err))
        return false;
    store_bind_integer(statement, 1, key);
    store_bind_integer(statement, 2, account);
    store_bind(statement, 3, signal->values[SIGNAL_SIGNAL]);
    for (size_t i = 0; i < COUNT_OF(derived); i++)
        store_bind(statement, 4 + (int)i, signal->values[derived[i]]);
    store_bind(statement, 8, signal->values[SIGNAL_SINCE]);
    return store_run(store, statement, err) && store_signal_was(store, key, NULL, err) &&
           store_moment_signal(store, signal, key, signal->values[SIGNAL_SINCE], err);
}

/* A signal that stayed true keeps the day on which it began. */
static struct value since_of(const struct row *old, const struct row *signal)
{
    if (row_integer(old, SIGNAL_OPEN) == 1 && row_knows(old, SIGNAL_SINCE))
        return old->values[SIGNAL_SINCE];
    return signal->values[SIGNAL_SINCE];
}

static bool is_as_before(const struct row *old, const struct row *signal)
{
    if (row_integer(old, SIGNAL_OPEN) != 1 ||
        !value_equal(old->values[SIGNAL_SINCE], since_of(old, signal)))
        return false;
    for (size_t i = 0; i < COUNT_OF(derived); i++)
        if (!value_equal(old->values[derived[i]], signal->values[derived[i]]))
            return false;
    return true;
}

/* Is it a new spell of the signal? The one before is kept for whoever looks back. */
static bool keep_spell(
    struct store *store, const struct row *old, struct value since, struct error *err)
{
    return (row_integer(old, SIGNAL_OPEN) == 1 && value_equal(old->values[SIGNAL_SINCE], since)) ||
           store_signal_was(store, old->key, old, err);
}

static bool update_signal(
    struct store *store, const struct row *old, const struct row *signal, struct error *err)
{
    sqlite3_stmt *statement;

    if (is_as_before(old, signal))
        return true;
    statement = store_statement(store, SQL_SIGNAL_AGAIN, err);
    if (statement == NULL || !keep_spell(store, old, since_of(old, signal), err))
        return false;
    store_bind_integer(statement, 1, old->key);
    for (size_t i = 0; i < COUNT_OF(derived); i++)
        store_bind(statement, 2 + (int)i, signal->values[derived[i]]);
    store_bind(statement, 6, since_of(old, signal));
    return store_run(store, statement, err) && store_moment_signal_over(store, old, err) &&
           store_moment_signal(store, signal, old->key, since_of(old, signal), err);
}

static bool shut_signal(struct store *store, const struct row *old, struct error *err)
{
    return store_run_for(store, SQL_SIGNAL_SHUT, old->key, err) &&
           store_signal_was(store, old->key, old, err) && store_moment_signal_over(store, old, err);
}

static bool write_signals(struct store *store, int64_t account, const struct row_list *olds,
    const struct row_list *signals, struct error *err)
{
    for (size_t i = 0; i < signals->count; i++) {
        const struct row *signal = signals->items[i];
        const struct row *old = signal_row_before(olds, signal);

        if (old == NULL ? !add_signal(store, account, signal, err)
                        : !update_signal(store, old, signal, err))
            return false;
    }
    for (size_t i = 0; i < olds->count; i++)
        if (signal_row_is_over(olds->items[i], olds, signals) &&
            !shut_signal(store, olds->items[i], err))
            return false;
    return true;
}

static bool put_signals(struct store *store, int64_t account, const struct row_list *signals,
    struct arena *arena, struct error *err)
{
    struct row_list olds;
    bool there;

    if (!store_exists(store, KIND_ACCOUNT, account, &there, err))
        return false;
    return !there || (store_children(store, KIND_SIGNAL, account, arena, &olds, err) &&
                         write_signals(store, account, &olds, signals, err));
}

bool store_put_signals(
    struct store *store, int64_t account, const struct row_list *signals, struct error *err)
{
    bool own = store->depth == 0, good;
    struct arena arena = {0};

    if (!store_begin(store, err))
        return false;
    good = put_signals(store, account, signals, &arena, err);
    arena_fini(&arena);
    if (good && store_commit(store, err))
        return true;
    if (own)
        store_rollback(store);
    return false;
}

bool store_put_signals_over(struct store *store, int64_t account, const struct row_list *stored,
    const struct row_list *signals, struct error *err)
{
    bool own = store->depth == 0;

    if (!store_begin(store, err))
        return false;
    if (write_signals(store, account, stored, signals, err) && store_commit(store, err))
        return true;
    if (own)
        store_rollback(store);
    return false;
}

/* --- snapshots: a row only where it differs from the one before (model.md E11) --- */

struct earlier {
    bool there, same;
    int health;
};

/* Rows of before it was kept tell nothing of their model. */
static bool is_of_model(sqlite3_stmt *statement, const struct snapshot *snapshot)
{
    return sqlite3_column_type(statement, 3) == SQLITE_NULL ||
           (sqlite3_column_int(statement, 2) == snapshot->band &&
               (uint64_t)sqlite3_column_int64(statement, 3) == snapshot->model);
}

static bool read_earlier(struct store *store, int64_t account, const struct snapshot *snapshot,
    struct earlier *ret_earlier, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_SNAPSHOT_BEFORE, err);
    bool row;

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, account);
    store_bind_integer(statement, 2, snapshot->day);
    if (!store_step(store, statement, &row, err))
        return false;
    *ret_earlier = (struct earlier){.there = row};
    if (row) {
        ret_earlier->health = sqlite3_column_int(statement, 0);
        ret_earlier->same = ret_earlier->health == snapshot->health &&
                            fabs(sqlite3_column_double(statement, 1) - snapshot->coverage) < 1e-9 &&
                            is_of_model(statement, snapshot);
    }
    sqlite3_reset(statement);
    return true;
}

static bool put_snapshot(
    struct store *store, int64_t account, const struct snapshot *snapshot, struct error *err)
{
    sqlite3_stmt *statement;
    struct earlier earlier;

    if (!read_earlier(store, account, snapshot, &earlier, err))
        return false;
    statement = store_statement(store, earlier.same ? SQL_SNAPSHOT_DELETE : SQL_SNAPSHOT_PUT, err);
    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, account);
    store_bind_integer(statement, 2, snapshot->day);
    if (!earlier.same) {
        store_bind_integer(statement, 3, snapshot->health);
        store_bind(statement, 4, value_real(snapshot->coverage));
        store_bind_integer(statement, 5, snapshot->band);
        store_bind_integer(statement, 6, (int64_t)snapshot->model);
    }
    return store_run(store, statement, err) &&
           store_moment_health(store, account, snapshot->day,
               earlier.there && timeline_tells_health(earlier.health, snapshot->health), err);
}

bool store_put_snapshot(
    struct store *store, int64_t account, const struct snapshot *snapshot, struct error *err)
{
    bool own = store->depth == 0;

    if (!store_begin(store, err))
        return false;
    if (put_snapshot(store, account, snapshot, err) && store_commit(store, err))
        return true;
    if (own)
        store_rollback(store);
    return false;
}

bool store_each_offer(struct store *store, store_offer_fn fn, void *context, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_SIGNALS_OFFERED, err);
    bool row = statement != NULL, good = statement != NULL;

    while (row) {
        struct stored_offer offer;

        good = store_step(store, statement, &row, err);
        if (!good || !row)
            break;
        offer = (struct stored_offer){sqlite3_column_int64(statement, 0),
            (const char *)sqlite3_column_text(statement, 1),
            (const char *)sqlite3_column_text(statement, 2),
            (const char *)sqlite3_column_text(statement, 3)};
        if (offer.signal == NULL || offer.suggests == NULL || offer.text == NULL)
            bug_out_of_memory();
        if (!fn(context, &offer))
            break;
    }
    sqlite3_reset(statement);
    return good;
}

/* A statement about the accounts of a part. */
static sqlite3_stmt *part_statement(
    struct store *store, enum statement sql, const struct begun_part *part, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, sql, err);

    if (statement != NULL) {
        store_bind_integer(statement, 1, part->after_day);
        store_bind_integer(statement, 2, part->after);
        store_bind_integer(statement, 3, part->last);
    }
    return statement;
}

/* settled: accounts of the part that count, by key. */
static bool find_part(
    struct store *store, struct begun_part *part, struct key_list *settled, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_BOOK_PART_END, err);

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, part->after);
    store_bind_integer(statement, 2, part->limit);
    if (!store_integer(store, statement, part->after, &part->last, err))
        return false;
    statement = part_statement(store, SQL_BOOK_SETTLED, part, err);
    if (statement == NULL || !store_collect_keys(store, statement, settled, err))
        return false;
    part->book = (int64_t)settled->count;
    return true;
}

struct begun_told {
    store_begun_fn fn;
    void *context;
};

/* Both come by account. */
static bool is_settled(const struct key_list *settled, size_t *at, int64_t account)
{
    while (*at < settled->count && settled->items[*at] < account)
        ++*at;
    return *at < settled->count && settled->items[*at] == account;
}

static bool each_begun(struct store *store, const struct begun_part *part,
    const struct key_list *settled, struct begun_told *told, struct error *err)
{
    sqlite3_stmt *statement = part_statement(store, SQL_BOOK_BEGUN, part, err);
    bool row = statement != NULL, good = statement != NULL;
    size_t at = 0;

    while (row) {
        struct begun_risk begun;

        good = store_step(store, statement, &row, err);
        if (!good || !row)
            break;
        begun.signal = (const char *)sqlite3_column_text(statement, 0);
        begun.account = sqlite3_column_int64(statement, 1);
        begun.counts = is_settled(settled, &at, begun.account);
        if (!told->fn(told->context, &begun))
            break;
    }
    sqlite3_reset(statement);
    return good;
}

bool store_each_begun(struct store *store, struct begun_part *part, store_begun_fn fn,
    void *context, struct error *err)
{
    struct key_list settled = {0};
    struct begun_told told = {fn, context};
    bool good =
        find_part(store, part, &settled, err) && each_begun(store, part, &settled, &told, err);

    array_fini(&settled);
    return good;
}
