/* What arrives late: a dated input of a past day means that the snapshots from that day on are to
 * be computed anew (model.md E11). Kept until the account is scored again. */
#include "store_internal.h"

#include <stdlib.h>
#include "core/bounds.h"

#define MINUTES_A_DAY 1440

static day_number earlier(day_number day, struct value value, int a_day)
{
    day_number other;

    if (value.type != VALUE_INTEGER)
        return day;
    other = (day_number)(value.integer / a_day);
    return other < day ? other : day;
}

/* The first day of the past that these values tell something new about; today where none is. */
static day_number first_day(const struct store *store, enum kind kind, const struct value *values)
{
    day_number day = store->today;

    if (kind == KIND_MEASURE)
        return earlier(day, values[MEASURE_DATE], 1);
    if (kind == KIND_TICKET)
        return earlier(earlier(day, values[TICKET_OPENED], 1), values[TICKET_CLOSED], 1);
    return kind == KIND_NOTE ? earlier(day, values[NOTE_AT], MINUTES_A_DAY) : day;
}

bool store_late_note(
    struct store *store, enum kind kind, const struct value *values, struct error *err)
{
    struct account_mark *mark;
    struct value account;
    day_number day;

    if (kind != KIND_MEASURE && kind != KIND_TICKET && kind != KIND_NOTE)
        return true;
    account = values[kind_info(kind)->account];
    day = first_day(store, kind, values);
    if (!store->has_today || account.type != VALUE_INTEGER || day >= store->today)
        return true;
    mark = store_mark_of(store, account.integer);
    if (mark->late != DAY_NONE && mark->late <= day)
        return true;
    mark->late = day;
    mark->late_waits = store->many;
    return store->many || store_run_for_two(store, SQL_LATE_PUT, account.integer, day, err);
}

static int by_account(const void *a, const void *b)
{
    const struct account_mark *left = a, *right = b;

    return (left->account > right->account) - (left->account < right->account);
}

static bool any_snapshot(struct store *store, bool *ret_any, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_SNAPSHOT_ANY, err);
    int64_t any;

    if (statement == NULL || !store_integer(store, statement, 0, &any, err))
        return false;
    *ret_any = any != 0;
    return true;
}

/* Of a million readings most are the earliest of their account so far: only the last of these
 * counts, so that many of them are kept at the end, in the order of the table. */
bool store_late_settle(struct store *store, struct error *err)
{
    struct late_list ARRAY_OF(struct account_mark) late = {0};
    bool good, any;

    if (!any_snapshot(store, &any, err))
        return false;
    for (size_t i = 0; i < store->marks.room; i++) {
        struct account_mark *mark = &store->marks.items[i];

        if (mark->account == 0 || !mark->late_waits)
            continue;
        if (any)
            ARRAY_PUSH(&late, *mark);
        mark->late_waits = false;
    }
    if (late.count > 1)
        qsort(late.items, late.count, sizeof(*late.items), by_account);
    good = true;
    for (size_t i = 0; good && i < late.count; i++)
        good =
            store_run_for_two(store, SQL_LATE_PUT, late.items[i].account, late.items[i].late, err);
    array_fini(&late);
    return good;
}

bool store_take_late(
    struct store *store, int64_t account, bool *ret_there, day_number *ret_day, struct error *err)
{
    bool row;
    sqlite3_stmt *statement;

    *ret_there = false;
    if (store_sweep_skips(store, GAP_LATE, account))
        return true;
    statement = store_found(store, SQL_LATE_GET, account, &row, err);
    if (statement == NULL)
        return false;
    if (row)
        *ret_day = bounds_day_near(sqlite3_column_int64(statement, 0));
    sqlite3_reset(statement);
    *ret_there = row;
    return row ? store_late_drop(store, account, err)
               : store_sweep_lacks(store, GAP_LATE, account, err);
}

bool store_late_drop(struct store *store, int64_t account, struct error *err)
{
    struct account_mark *mark = store_mark_of(store, account);

    mark->late = DAY_NONE;
    mark->late_waits = false;
    return store_run_for(store, SQL_LATE_DROP, account, err);
}
