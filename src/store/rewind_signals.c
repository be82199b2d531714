/* Signals as they stood: their spells are written down as they change, in places of the moments
 * that no stream tells. */
#include "store_internal.h"

/* Beyond enum moment_source. */
#define SIGNAL_STATE 100

/* A state in a number: 0: there was no such row; else bit 0, bit 1: open, then since. */
#define DAYS_UP (INT64_C(1) << 20) /* so that a day before 1970 is none below 0 */

static int64_t state_of(const struct row *signal)
{
    int64_t since = row_knows(signal, SIGNAL_SINCE) ? row_day(signal, SIGNAL_SINCE) + DAYS_UP : 0;

    return since << 2 | (row_integer(signal, SIGNAL_OPEN) == 1 ? 2 : 0) | 1;
}

bool store_signal_was(struct store *store, int64_t key, const struct row *before, struct error *err)
{
    sqlite3_stmt *statement;

    if (!store->has_today || store->rewinding)
        return true;
    statement = store_statement(store, SQL_SIGNAL_WAS, err);
    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, SIGNAL_STATE);
    store_bind_integer(statement, 2, store->today);
    store_bind_integer(statement, 3, key);
    store_bind_integer(statement, 4, before != NULL ? state_of(before) : 0);
    return store_run(store, statement, err);
}

static bool drop(struct store *store, int64_t key, struct error *err)
{
    return store_run_for(store, SQL_SIGNAL_DROP, key, err);
}

/* An open one stands in the timeline. */
static bool restore(struct store *store, const struct row *signal, int64_t state, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_SIGNAL_RESTORE, err);
    bool is_open = (state & 2) != 0;
    struct value since = value_unknown();

    if (statement == NULL)
        return false;
    if (state >> 2 != 0)
        since = value_day((day_number)((state >> 2) - DAYS_UP));
    store_bind_integer(statement, 1, signal->key);
    store_bind_integer(statement, 2, is_open);
    store_bind(statement, 3, since);
    return store_run(store, statement, err) &&
           (!is_open || store_moment_signal(store, signal, signal->key, since, err));
}

static bool set_state(struct store *store, int64_t key, int64_t state, struct error *err)
{
    struct arena arena = {0};
    struct row *signal;
    bool good;

    if (state == 0)
        return drop(store, key, err);
    good = store_get_raw(store, KIND_SIGNAL, key, &arena, &signal, err);
    if (good && signal != NULL)
        good = restore(store, signal, state, err);
    arena_fini(&arena);
    return good;
}

struct was {
    int64_t key, state;
};
struct was_list ARRAY_OF(struct was);

static bool read_states(
    struct store *store, day_number day, struct was_list *list, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_SIGNALS_WERE, err);
    bool row = true;

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, SIGNAL_STATE);
    store_bind_integer(statement, 2, day);
    while (row) {
        if (!store_step(store, statement, &row, err))
            return false;
        if (row)
            ARRAY_PUSH(list, (struct was){sqlite3_column_int64(statement, 0),
                                 sqlite3_column_int64(statement, 1)});
    }
    return true;
}

/* Of spells from before they were written down only the last is known. */
bool store_rewind_signals(struct store *store, day_number day, struct error *err)
{
    struct was_list list = {0};
    bool good = read_states(store, day, &list, err);

    for (size_t i = 0; good && i < list.count; i++)
        good = set_state(store, list.items[i].key, list.items[i].state, err);
    array_fini(&list);
    return good && store_run_for(store, SQL_SIGNALS_LATER_DROP, day, err) &&
           store_run_for(store, SQL_SIGNALS_LATER_SHUT, day, err);
}
