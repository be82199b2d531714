/* Small facts about the book itself. */
#include "store_internal.h"

bool store_meta_get(struct store *store, const char *name, struct arena *arena,
    const char **ret_value, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_META_GET, err);
    bool row;

    if (statement == NULL)
        return false;
    store_bind_text(statement, 1, name);
    if (!store_step(store, statement, &row, err))
        return false;
    *ret_value = NULL;
    if (row && sqlite3_column_type(statement, 0) != SQLITE_NULL)
        *ret_value = arena_copy_text(arena, (const char *)sqlite3_column_text(statement, 0));
    sqlite3_reset(statement);
    return true;
}

static bool set(struct store *store, const char *name, const char *value, struct error *err)
{
    sqlite3_stmt *statement =
        store_statement(store, value != NULL ? SQL_META_SET : SQL_META_UNSET, err);

    if (statement == NULL)
        return false;
    store_bind_text(statement, 1, name);
    if (value != NULL)
        store_bind_text(statement, 2, value);
    return store_run(store, statement, err);
}

bool store_meta_set(struct store *store, const char *name, const char *value, struct error *err)
{
    bool own = store->depth == 0;

    if (!store_begin(store, err))
        return false;
    if (set(store, name, value, err) && store_commit(store, err))
        return true;
    if (own)
        store_rollback(store);
    return false;
}
