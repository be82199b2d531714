/* Statements: prepared once, on first use; bound; stepped; never left open. */
#include "store_internal.h"

#include <errno.h>
#include <string.h>
#include "base/bug.h"
#include "base/words.h"
#include "kind_sql_internal.h"

static const char *const statement_sql[STATEMENT_COUNT] = {
#define STATEMENT(ident, sql) [SQL_##ident] = sql,
#include "statements_internal.def"
#undef STATEMENT
};

sqlite3_stmt *store_prepared(
    struct store *store, sqlite3_stmt **slot, const char *sql, struct error *err)
{
    if (*slot != NULL) {
        sqlite3_reset(*slot); /* a callback that stopped early leaves none open, but be sure */
        return *slot;
    }
    if (sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, slot, NULL) !=
        SQLITE_OK) {
        store_fault(store, _("could not read the book"), err);
        return NULL;
    }
    return *slot;
}

sqlite3_stmt *store_statement(struct store *store, enum statement which, struct error *err)
{
    return store_prepared(store, &store->statements[which], statement_sql[which], err);
}

sqlite3_stmt *store_kind_statement(
    struct store *store, enum kind kind, enum kind_statement which, struct error *err)
{
    return store_prepared(
        store, &store->kind_statements[kind][which], store_kind_sql[kind][which], err);
}

static void finalize(sqlite3_stmt **statements, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        sqlite3_finalize(statements[i]);
        statements[i] = NULL;
    }
}

void store_finalize_all(struct store *store)
{
    finalize(store->statements, STATEMENT_COUNT);
    finalize(&store->kind_statements[0][0], (size_t)KIND_COUNT * KIND_SQL_COUNT);
    memset(store->bound, 0, sizeof(store->bound));
    finalize(&store->field_updates[0][0], (size_t)KIND_COUNT * 64);
    finalize(store->orders, ORDER_COUNT);
    finalize(&store->columns[0][0], 2 * (size_t)ACCOUNT_KEPT);
    finalize(store->scores, COUNT_OF(store->scores));
}

/* A bad index is a fault of ours; no memory ends the program. */
static void check_bound(int code)
{
    if (code == SQLITE_NOMEM)
        bug_out_of_memory();
    BUG_ON(code != SQLITE_OK && code != SQLITE_TOOBIG);
}

void store_bind_integer(sqlite3_stmt *statement, int at, int64_t integer)
{
    check_bound(sqlite3_bind_int64(statement, at, integer));
}

void store_bind_text(sqlite3_stmt *statement, int at, const char *text)
{
    check_bound(text == NULL ? sqlite3_bind_null(statement, at)
                             : sqlite3_bind_text(statement, at, text, -1, SQLITE_STATIC));
}

void store_bind_bytes(sqlite3_stmt *statement, int at, const char *text, size_t len)
{
    check_bound(sqlite3_bind_text64(statement, at, text, len, SQLITE_STATIC, SQLITE_UTF8));
}

void store_bind_blob(sqlite3_stmt *statement, int at, const struct str *bytes)
{
    check_bound(sqlite3_bind_blob64(statement, at, str_text(bytes), bytes->len, SQLITE_STATIC));
}

void store_bind_link(sqlite3_stmt *statement, int at, int64_t key)
{
    check_bound(
        key == 0 ? sqlite3_bind_null(statement, at) : sqlite3_bind_int64(statement, at, key));
}

void store_bind(sqlite3_stmt *statement, int at, struct value value)
{
    switch (value.type) {
    case VALUE_UNKNOWN: check_bound(sqlite3_bind_null(statement, at)); return;
    case VALUE_TEXT: store_bind_text(statement, at, value.text); return;
    case VALUE_INTEGER: store_bind_integer(statement, at, value.integer); return;
    case VALUE_REAL: check_bound(sqlite3_bind_double(statement, at, value.real)); return;
    }
}

bool store_step(struct store *store, sqlite3_stmt *statement, bool *ret_row, struct error *err)
{
    int code;

    errno = 0; /* for store_fault: SQLite forgets it when it rolls back */
    code = sqlite3_step(statement);
    store->gave_up = store->gave_up && code != SQLITE_ROW && code != SQLITE_DONE;
    if (code == SQLITE_ROW) {
        *ret_row = true;
        return true;
    }
    if (code == SQLITE_DONE) {
        sqlite3_reset(statement);
        *ret_row = false;
        return true;
    }
    store_fault(store, store->writing ? _("could not write") : _("could not read"), err);
    sqlite3_reset(statement);
    return false;
}

bool store_run(struct store *store, sqlite3_stmt *statement, struct error *err)
{
    bool row = true;

    while (row)
        if (!store_step(store, statement, &row, err))
            return false;
    return true;
}

bool store_run_plain(struct store *store, enum statement which, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, which, err);

    return statement != NULL && store_run(store, statement, err);
}

bool store_run_for(struct store *store, enum statement which, int64_t number, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, which, err);

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, number);
    return store_run(store, statement, err);
}

bool store_run_for_two(
    struct store *store, enum statement which, int64_t first, int64_t second, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, which, err);

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, first);
    store_bind_integer(statement, 2, second);
    return store_run(store, statement, err);
}

sqlite3_stmt *store_found(
    struct store *store, enum statement which, int64_t number, bool *ret_row, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, which, err);

    if (statement == NULL)
        return NULL;
    store_bind_integer(statement, 1, number);
    return store_step(store, statement, ret_row, err) ? statement : NULL;
}

/* The value is asked for once: a connection of ours is never of two threads at once. */
struct value store_value(sqlite3_stmt *statement, int column, struct arena *arena)
{
    sqlite3_value *value = sqlite3_column_value(statement, column);

    switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER: return value_integer(sqlite3_value_int64(value));
    case SQLITE_FLOAT: return value_real(sqlite3_value_double(value));
    case SQLITE_TEXT:
        return value_text(arena_copy_bytes(
            arena, (const char *)sqlite3_value_text(value), (size_t)sqlite3_value_bytes(value)));
    default: return value_unknown();
    }
}

bool store_integer(struct store *store, sqlite3_stmt *statement, int64_t absent,
    int64_t *ret_integer, struct error *err)
{
    bool row;

    if (!store_step(store, statement, &row, err))
        return false;
    *ret_integer = absent;
    if (row && sqlite3_column_type(statement, 0) != SQLITE_NULL)
        *ret_integer = sqlite3_column_int64(statement, 0);
    sqlite3_reset(statement);
    return true;
}

bool store_collect_keys(
    struct store *store, sqlite3_stmt *statement, struct key_list *ret_keys, struct error *err)
{
    bool row;

    for (;;) {
        if (!store_step(store, statement, &row, err))
            return false;
        if (!row)
            return true;
        ARRAY_PUSH(ret_keys, sqlite3_column_int64(statement, 0));
    }
}
