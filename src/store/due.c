/* What is due in a span of days: counted by day, and the rows; meetings by their time. */
#include "store_internal.h"

#include "base/bug.h"
#include "core/bounds.h"

static enum statement due_statement(enum kind kind, bool counted)
{
    BUG_ON(kind != KIND_TASK && kind != KIND_STEP);
    if (kind == KIND_TASK)
        return counted ? SQL_TASKS_DUE_COUNT : SQL_TASKS_DUE;
    return counted ? SQL_STEPS_DUE_COUNT : SQL_STEPS_DUE;
}

static sqlite3_stmt *bound(struct store *store, enum statement which, struct day_span span,
    int64_t limit, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, which, err);

    if (statement == NULL)
        return NULL;
    store_bind_integer(statement, 1, span.first);
    store_bind_integer(statement, 2, span.last);
    store_bind_integer(statement, 3, limit);
    return statement;
}

bool store_due_counts(struct store *store, enum kind kind, struct day_span span,
    struct due_counts *ret_counts, struct error *err)
{
    sqlite3_stmt *statement = bound(store, due_statement(kind, true), span, -1, err);
    bool row = true;

    array_clear(ret_counts);
    if (statement == NULL)
        return false;
    while (store_step(store, statement, &row, err)) {
        if (!row)
            return true;
        ARRAY_PUSH(
            ret_counts, (struct due_count){bounds_day_near(sqlite3_column_int64(statement, 0)),
                            sqlite3_column_int64(statement, 1)});
    }
    return false;
}

bool store_due_keys(struct store *store, enum kind kind, struct day_span span, int limit,
    struct key_list *ret_keys, struct error *err)
{
    sqlite3_stmt *statement = bound(store, due_statement(kind, false), span, limit, err);

    array_clear(ret_keys);
    return statement != NULL && store_collect_keys(store, statement, ret_keys, err);
}

bool store_timed_keys(
    struct store *store, day_number day, int limit, struct key_list *ret_keys, struct error *err)
{
    sqlite3_stmt *statement =
        bound(store, SQL_TASKS_TIMED, (struct day_span){day, day}, limit, err);

    array_clear(ret_keys);
    return statement != NULL && store_collect_keys(store, statement, ret_keys, err);
}

bool store_prepared_keys(struct store *store, minute_number first, minute_number last,
    struct key_list *ret_keys, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_NOTES_PREPARED, err);

    array_clear(ret_keys);
    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, first);
    store_bind_integer(statement, 2, last);
    return store_collect_keys(store, statement, ret_keys, err);
}

bool store_meeting_keys(struct store *store, const char *first, const char *last,
    struct key_list *ret_keys, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_NOTES_OF_MEETING, err);

    array_clear(ret_keys);
    if (statement == NULL)
        return false;
    store_bind_text(statement, 1, first);
    store_bind_text(statement, 2, last);
    return store_collect_keys(store, statement, ret_keys, err);
}
