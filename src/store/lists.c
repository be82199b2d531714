/* Lists that page by index: an order gives keys from an index alone, and only the rows of the page
 * are read. */
#include "store_internal.h"

#include <stdlib.h>
#include <string.h>
#include "base/bug.h"
#include "base/order.h"
#include "base/words.h"
#include "store/position.h"
#include "core/bounds.h"

/* From this row on a page is cut from all keys of the order, read once and kept until something was
 * written: so that going down a long list does not count from its top again and again. */
#define DEEP 2000

struct order {
    enum kind kind;
    const char *sql; /* ?1 limit, ?2 offset */
    bool all_scored; /* all accounts that have a score: those without follow, by name */
};

#define PAGED " LIMIT ?1 OFFSET ?2"
#define QUEUE_ORDER                                                                                \
    " ORDER BY listed, urgency DESC, (next_due IS NULL), next_due, arr_now DESC, folded, key"
/* The conditions repeat those of the partial indexes word by word, so that they are used. */
static const struct order orders[] = {
    [ORDER_QUEUE] = {KIND_ACCOUNT,
        "SELECT key FROM score WHERE listed = 1 AND listed <> 0" QUEUE_ORDER PAGED},
    [ORDER_SNOOZED] = {KIND_ACCOUNT,
        "SELECT key FROM score WHERE listed = 2 AND listed <> 0" QUEUE_ORDER PAGED},
    [ORDER_NO_DATA] = {KIND_ACCOUNT,
        "SELECT key FROM score WHERE listed = -1 ORDER BY arr_now DESC, key" PAGED},
    [ORDER_DECISION] = {KIND_ACCOUNT,
        "SELECT key FROM score"
        " ORDER BY (decides_on IS NULL), decides_on, arr_now DESC, counted, key" PAGED,
        true},
    [ORDER_NAME] = {KIND_ACCOUNT, "SELECT key FROM account ORDER BY folded, id, key" PAGED},
    [ORDER_ARR] = {KIND_ACCOUNT, "SELECT key FROM score ORDER BY arr_now DESC, key" PAGED, true},
    [ORDER_HEALTH] = {KIND_ACCOUNT,
        "SELECT key FROM score ORDER BY (health IS NULL), health, key" PAGED, true},
    [ORDER_EXPOSURE] = {KIND_ACCOUNT, "SELECT key FROM score ORDER BY exposure DESC, key" PAGED,
        true},
    [ORDER_TASKS] = {KIND_TASK,
        "SELECT key FROM task WHERE status IS NOT 'done' AND status IS NOT 'cancelled'"
        " ORDER BY (due IS NULL), due, at, key" PAGED},
    [ORDER_TASKS_DONE] = {KIND_TASK,
        "SELECT key FROM task WHERE status = 'done' ORDER BY done_on DESC, key DESC" PAGED},
    [ORDER_NOTES] = {KIND_NOTE,
        "SELECT key FROM note WHERE state IS NOT 'prepared' ORDER BY at DESC, key DESC" PAGED},
    [ORDER_PREPARED] = {KIND_NOTE,
        "SELECT key FROM note WHERE state = 'prepared' ORDER BY at, key" PAGED},
    [ORDER_RUNS] = {KIND_RUN,
        "SELECT key FROM run WHERE status = 'open' ORDER BY (target IS NULL), target, key" PAGED},
    [ORDER_STEPS_DUE] = {KIND_STEP,
        "SELECT step.key FROM step JOIN run ON run.key = step.run WHERE step.due IS NOT NULL"
        " AND step.status IS NOT 'done' AND step.status IS NOT 'skipped'"
        " AND step.status IS NOT 'cancelled' AND run.status IS NOT 'done'"
        " ORDER BY step.due, step.key" PAGED},
};

enum kind store_order_kind(enum store_order order)
{
    BUG_ON((unsigned)order >= ORDER_COUNT);
    return orders[order].kind;
}

/* The page reaches beyond the accounts that have a score. */
static bool read_scoreless(
    struct store *store, int64_t offset, int64_t limit, struct key_list *keys, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_SCORE_ROWS, err);
    int64_t scored, missing;

    if (statement == NULL || !store_scoreless(store, &missing, err))
        return false;
    if (missing == 0)
        return true;
    if (!store_integer(store, statement, 0, &scored, err))
        return false;
    statement = store_statement(store, SQL_SCORELESS_BY_NAME, err);
    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, limit < 0 ? -1 : limit - (int64_t)keys->count);
    store_bind_integer(statement, 2, offset > scored ? offset - scored : 0);
    return store_collect_keys(store, statement, keys, err);
}

static bool read_keys(struct store *store, enum store_order order, int64_t offset, int64_t limit,
    struct key_list *ret_keys, struct error *err)
{
    sqlite3_stmt *statement = store_prepared(store, &store->orders[order], orders[order].sql, err);

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, limit);
    store_bind_integer(statement, 2, offset);
    if (!store_collect_keys(store, statement, ret_keys, err))
        return false;
    if (!orders[order].all_scored || (limit >= 0 && (int64_t)ret_keys->count >= limit))
        return true;
    return read_scoreless(store, offset, limit, ret_keys, err);
}

bool store_keys(
    struct store *store, enum store_order order, struct key_list *ret_keys, struct error *err)
{
    array_clear(ret_keys);
    return read_keys(store, order, 0, -1, ret_keys, err);
}

/* Stops at the row, since one is mostly at the top of a list. *ret_at: -1 where it is not there. */
static bool find_in(
    struct store *store, sqlite3_stmt *statement, int64_t key, int64_t *ret_at, struct error *err)
{
    bool row = true;

    store_bind_integer(statement, 1, -1);
    store_bind_integer(statement, 2, 0);
    for (int64_t at = 0; row; at++) {
        if (!store_step(store, statement, &row, err))
            return false;
        if (!row || sqlite3_column_int64(statement, 0) != key)
            continue;
        *ret_at = at;
        row = false;
    }
    sqlite3_reset(statement);
    return true;
}

/* Among the accounts without a score, which follow. */
static bool find_behind(
    struct store *store, enum store_order order, int64_t key, int64_t *ret_at, struct error *err)
{
    struct key_list keys = {0};
    bool good = store_keys(store, order, &keys, err);

    for (size_t i = 0; good && i < keys.count && *ret_at < 0; i++)
        if (keys.items[i] == key)
            *ret_at = (int64_t)i;
    array_fini(&keys);
    return good;
}

bool store_position(
    struct store *store, enum store_order order, int64_t key, int64_t *ret_at, struct error *err)
{
    sqlite3_stmt *statement = store_prepared(store, &store->orders[order], orders[order].sql, err);
    int64_t at = -1, missing = 0;

    if (statement == NULL || !find_in(store, statement, key, &at, err))
        return false;
    if (at < 0 && orders[order].all_scored &&
        (!store_scoreless(store, &missing, err) ||
            (missing > 0 && !find_behind(store, order, key, &at, err))))
        return false;
    *ret_at = at;
    return true;
}

static bool cache_is_good(struct store *store, enum store_order order, int64_t version)
{
    return store->cached_keys.items != NULL && store->cached_order == order &&
           store->cached_writes == store->writes && store->cached_version == version &&
           !store->writing;
}

/* Inside a transaction, so that version and keys belong together. */
static bool fill_cache(struct store *store, enum store_order order, struct error *err)
{
    int64_t version;

    if (!store_data_version(store, &version))
        return store_fault(store, _("could not read"), err);
    if (cache_is_good(store, order, version))
        return true;
    store->cached_version = 0;
    if (!store_keys(store, order, &store->cached_keys, err))
        return false;
    store->cached_order = order;
    store->cached_writes = store->writes;
    store->cached_version = version;
    return true;
}

static bool page_keys(struct store *store, enum store_order order, int64_t offset, int64_t limit,
    struct key_list *ret_keys, struct error *err)
{
    if (offset < DEEP)
        return read_keys(store, order, offset, limit, ret_keys, err);
    if (!fill_cache(store, order, err))
        return false;
    for (int64_t i = offset; i < offset + limit && i < (int64_t)store->cached_keys.count; i++)
        ARRAY_PUSH(ret_keys, store->cached_keys.items[i]);
    return true;
}

static bool read_page(struct store *store, enum kind kind, const struct key_list *keys,
    struct arena *arena, struct row_list *ret_rows, struct error *err)
{
    for (size_t i = 0; i < keys->count; i++) {
        struct row *row;

        if (!store_get(store, kind, keys->items[i], arena, &row, err))
            return false;
        if (row != NULL)
            store_list_push(arena, ret_rows, row);
    }
    return true;
}

bool store_page(struct store *store, enum store_order order, int64_t offset, int limit,
    struct arena *arena, struct row_list *ret_rows, struct error *err)
{
    struct row_list rows = {0};
    struct key_list keys = {0};
    bool good, own = store->depth == 0;

    if (own && !store_begin_read(store, err))
        return false;
    good = page_keys(store, order, offset, limit, &keys, err) &&
           read_page(store, store_order_kind(order), &keys, arena, &rows, err);
    if (good && own)
        good = store_commit(store, err);
    if (!good && own)
        store_rollback(store);
    if (good)
        *ret_rows = rows;
    array_fini(&keys);
    return good;
}

bool store_page_keys(struct store *store, enum store_order order, int64_t offset, int limit,
    struct key_list *ret_keys, struct error *err)
{
    bool own = store->depth == 0;

    if (own && !store_begin_read(store, err))
        return false;
    if (page_keys(store, order, offset, limit, ret_keys, err) && (!own || store_commit(store, err)))
        return true;
    if (own)
        store_rollback(store);
    return false;
}

/* As an import of new rows touches them. */
static bool is_rising(const struct key_list *keys)
{
    for (size_t i = 1; i < keys->count; i++)
        if (keys->items[i - 1] > keys->items[i])
            return false;
    return true;
}

void store_keys_unique(struct key_list *keys)
{
    size_t kept = 0;

    if (keys->count == 0)
        return;
    if (!is_rising(keys))
        qsort(keys->items, keys->count, sizeof(*keys->items), order_integers);
    for (size_t i = 1; i < keys->count; i++)
        if (keys->items[i] != keys->items[kept])
            keys->items[++kept] = keys->items[i];
    keys->count = kept + 1;
}

static sqlite3_stmt *column_statement(struct store *store, int field, struct error *err)
{
    int64_t scoreless = 0;

    if (field >= ACCOUNT_STORED && !store_scoreless(store, &scoreless, err))
        return NULL;
    if (scoreless > 0)
        return store_prepared(
            store, &store->columns[1][field], store_account_columns_joined[field], err);
    return store_prepared(store, &store->columns[0][field], store_account_columns[field], err);
}

bool store_column(
    struct store *store, int account_field, store_value_fn fn, void *context, struct error *err)
{
    const struct field *field = &kind_info(KIND_ACCOUNT)->fields[account_field];
    struct arena arena = {0};
    sqlite3_stmt *statement;
    bool row = true, good = true;

    BUG_ON(account_field < 0 || account_field >= ACCOUNT_KEPT);
    statement = column_statement(store, account_field, err);
    if (statement == NULL)
        return false;
    while (row) {
        good = store_step(store, statement, &row, err);
        if (!good || !row ||
            !fn(context, sqlite3_column_int64(statement, 0),
                bounds_keep(field, store_value(statement, 1, &arena))))
            break;
        arena_clear(&arena);
    }
    sqlite3_reset(statement);
    arena_fini(&arena);
    return good;
}
