/* Accounts read one after the other, by key: a kind of which the next ones have no rows is not
 * asked for each of them. Of the kinds that a score reads most are of few accounts or of none. */
#include "store/scoring.h"
#include "store_internal.h"

#include <string.h>

void store_sweep_begin(struct store *store)
{
    memset(store->gaps, 0, sizeof(store->gaps));
    store->sweeps = true;
}

void store_sweep_end(struct store *store)
{
    store->sweeps = false;
}

bool store_sweep_skips(const struct store *store, int kind, int64_t account)
{
    const struct gap *gap = &store->gaps[kind];

    return store->sweeps && account > gap->after && account < gap->before;
}

/* The first account behind this one that has any. */
static sqlite3_stmt *find_next(struct store *store, int kind, struct error *err)
{
    if (kind == GAP_LATE)
        return store_statement(store, SQL_LATE_NEXT, err);
    return store_kind_statement(store, (enum kind)kind, KIND_SQL_NEXT_ACCOUNT, err);
}

bool store_sweep_lacks(struct store *store, int kind, int64_t account, struct error *err)
{
    sqlite3_stmt *statement;

    if (!store->sweeps)
        return true;
    statement = find_next(store, kind, err);
    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, account);
    store->gaps[kind].after = account;
    return store_integer(store, statement, INT64_MAX, &store->gaps[kind].before, err);
}
