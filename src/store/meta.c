/* Small facts about the book itself. */
#include "meta_internal.h"

static sqlite3_stmt *named(
    struct store *store, enum statement which, const char *name, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, which, err);

    if (statement != NULL)
        store_bind_text(statement, 1, name);
    return statement;
}

/* --- read --- */

sqlite3_stmt *store_meta_found(
    struct store *store, const char *name, bool *ret_row, struct error *err)
{
    sqlite3_stmt *statement = named(store, SQL_META_GET, name, err);

    return statement != NULL && store_step(store, statement, ret_row, err) ? statement : NULL;
}

bool store_meta_integer(
    struct store *store, const char *name, int64_t absent, int64_t *ret_integer, struct error *err)
{
    sqlite3_stmt *statement = named(store, SQL_META_GET, name, err);

    return statement != NULL && store_integer(store, statement, absent, ret_integer, err);
}

bool store_meta_get(struct store *store, const char *name, struct arena *arena,
    const char **ret_value, struct error *err)
{
    bool row;
    sqlite3_stmt *statement = store_meta_found(store, name, &row, err);

    if (statement == NULL)
        return false;
    *ret_value = NULL;
    if (row && sqlite3_column_type(statement, 0) != SQLITE_NULL)
        *ret_value = arena_copy_text(arena, (const char *)sqlite3_column_text(statement, 0));
    sqlite3_reset(statement);
    return true;
}

/* --- written --- */

bool store_meta_put_integer(
    struct store *store, const char *name, int64_t integer, struct error *err)
{
    sqlite3_stmt *statement = named(store, SQL_META_SET, name, err);

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 2, integer);
    return store_run(store, statement, err);
}

bool store_meta_put_blob(
    struct store *store, const char *name, const struct str *bytes, struct error *err)
{
    sqlite3_stmt *statement = named(store, SQL_META_SET, name, err);

    if (statement == NULL)
        return false;
    store_bind_blob(statement, 2, bytes);
    return store_run(store, statement, err);
}

bool store_meta_put_text(struct store *store, const char *name, const char *text, struct error *err)
{
    sqlite3_stmt *statement = named(store, text != NULL ? SQL_META_SET : SQL_META_UNSET, name, err);

    if (statement == NULL)
        return false;
    if (text != NULL)
        store_bind_text(statement, 2, text);
    return store_run(store, statement, err);
}

bool store_meta_set(struct store *store, const char *name, const char *value, struct error *err)
{
    bool own = store->depth == 0;

    if (!store_begin(store, err))
        return false;
    if (store_meta_put_text(store, name, value, err) && store_commit(store, err))
        return true;
    if (own)
        store_rollback(store);
    return false;
}
