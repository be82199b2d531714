/* Open tasks by what they want, feedback by its day: each from one index. */
#include "store/tasks.h"

#include "base/bug.h"
#include "base/words.h"
#include "store_internal.h"

static bool count_tasks(
    struct store *store, day_number today, struct task_counts *ret_counts, struct error *err)
{
    struct task_counts counts = {0};
    bool row = false;
    sqlite3_stmt *statement = store_found(store, SQL_TASK_COUNTS, today, &row, err);

    if (statement == NULL)
        return false;
    for (int i = 0; i < TASK_CHOICES; i++)
        counts.of[i] = sqlite3_column_int64(statement, i);
    counts.late_promises = sqlite3_column_int64(statement, TASK_CHOICES);
    counts.asks_to_chase = sqlite3_column_int64(statement, TASK_CHOICES + 1);
    sqlite3_reset(statement);
    *ret_counts = counts;
    return true;
}

/* A tick must not count a large book anew. The version is asked for first: what comes between it
 * and the count is counted again. */
bool store_task_counts(
    struct store *store, day_number today, struct task_counts *ret_counts, struct error *err)
{
    struct task_tally *tally = &store->tally;
    int64_t version;

    if (!store_data_version(store, &version))
        return store_fault(store, _("could not read"), err);
    if (!tally->known || tally->version != version || tally->today != today) {
        *tally = (struct task_tally){.today = today, .version = version};
        if (!count_tasks(store, today, &tally->counts, err))
            return false;
        tally->known = true;
    }
    *ret_counts = tally->counts;
    return true;
}

/* By the same words of SQL that count them all. */
static void weigh(struct task_tally *tally, sqlite3_stmt *statement, int sign)
{
    struct task_counts *counts = &tally->counts;
    bool has_day = sqlite3_column_type(statement, 0) != SQLITE_NULL;
    int64_t day = sqlite3_column_int64(statement, 0);
    bool promised = sqlite3_column_int(statement, 1), asked = sqlite3_column_int(statement, 2);
    bool late = has_day && day < tally->today, now = has_day && day == tally->today;

    counts->of[TASKS_ALL] += sign;
    counts->of[TASKS_TODAY] += now ? sign : 0;
    counts->of[TASKS_OVERDUE] += late ? sign : 0;
    counts->of[TASKS_PROMISES] += promised ? sign : 0;
    counts->of[TASKS_ASKS] += asked ? sign : 0;
    counts->late_promises += promised && late ? sign : 0;
    counts->asks_to_chase += asked && (late || now) ? sign : 0;
}

bool store_tally_move(struct store *store, enum kind kind, int64_t key, int sign, struct error *err)
{
    sqlite3_stmt *statement;
    bool row;

    if (kind != KIND_TASK || !store->tally.known)
        return true;
    store->tally.known = !store->bulk && !store->many;
    if (!store->tally.known)
        return true;
    statement = store_statement(store, SQL_TASK_WEIGHT, err);
    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, key);
    if (!store_step(store, statement, &row, err))
        return false;
    if (row)
        weigh(&store->tally, statement, sign);
    sqlite3_reset(statement);
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
