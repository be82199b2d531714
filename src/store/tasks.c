/* Open tasks by what they want, feedback by its day: each from one index. */
#include "store/tasks.h"

#include "base/bug.h"
#include "store_internal.h"

bool store_task_counts(
    struct store *store, day_number today, struct task_counts *ret_counts, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_TASK_COUNTS, err);
    struct task_counts counts = {0};
    bool row = false;

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, today);
    if (!store_step(store, statement, &row, err))
        return false;
    for (int i = 0; i < TASK_CHOICES; i++)
        counts.of[i] = sqlite3_column_int64(statement, i);
    counts.late_promises = sqlite3_column_int64(statement, TASK_CHOICES);
    counts.asks_to_chase = sqlite3_column_int64(statement, TASK_CHOICES + 1);
    sqlite3_reset(statement);
    *ret_counts = counts;
    return true;
}

bool store_task_keys(struct store *store, enum task_choice choice, day_number today,
    struct key_list *ret_keys, struct error *err)
{
    static const enum statement statements[] = {[TASKS_TODAY] = SQL_TASKS_TODAY,
        [TASKS_OVERDUE] = SQL_TASKS_OVERDUE,
        [TASKS_PROMISES] = SQL_TASKS_PROMISED,
        [TASKS_ASKS] = SQL_TASKS_ASKED};
    sqlite3_stmt *statement;

    BUG_ON((unsigned)choice >= TASK_CHOICES);
    array_clear(ret_keys);
    if (choice == TASKS_ALL)
        return store_keys(store, ORDER_TASKS, ret_keys, err);
    statement = store_statement(store, statements[choice], err);
    if (statement == NULL)
        return false;
    if (choice == TASKS_TODAY || choice == TASKS_OVERDUE)
        store_bind_integer(statement, 1, today);
    return store_collect_keys(store, statement, ret_keys, err);
}

bool store_feedback_keys(
    struct store *store, struct day_span span, struct key_list *ret_keys, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_FEEDBACK_SAID, err);

    array_clear(ret_keys);
    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, span.first);
    store_bind_integer(statement, 2, span.last);
    return store_collect_keys(store, statement, ret_keys, err);
}
