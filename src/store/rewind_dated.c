/* Before the first entry of the journal days in rows are all there is: what is dated later is not
 * there yet, what ended later has not ended. */
#include "store_internal.h"

#include "base/bug.h"

#define MINUTES_A_DAY 1440
#define RESETS 5

/* A field as it was before the day came; NULL: not known. */
struct reset {
    int field;
    const char *text;
};
struct dated {
    enum kind kind;
    int day;
    bool goes;                   /* the row itself; else these fields */
    struct reset resets[RESETS]; /* beside the day; ended by a field 0, which is always a link */
};

static const struct dated dates[] = {
    {KIND_TICKET, TICKET_OPENED, true, {{0, NULL}}},
    {KIND_TICKET, TICKET_CLOSED, false, {{TICKET_STATUS, "open"}}},
    {KIND_TASK, TASK_MADE_ON, true, {{0, NULL}}},
    {KIND_TASK, TASK_DONE_ON, false, {{TASK_STATUS, "open"}}},
    {KIND_NOTE, NOTE_AT, true, {{0, NULL}}},
    {KIND_OPPORTUNITY, OPPORTUNITY_MADE_ON, true, {{0, NULL}}},
    {KIND_OPPORTUNITY, OPPORTUNITY_CLOSED_ON, false,
        {{OPPORTUNITY_STAGE, "qualified"}, {OPPORTUNITY_WHY, NULL}}},
    {KIND_OPPORTUNITY, OPPORTUNITY_HANDED_ON, false, {{OPPORTUNITY_HANDED_TO, NULL}}},
    {KIND_GOAL, GOAL_START, true, {{0, NULL}}},
    {KIND_GOAL, GOAL_UPDATED_ON, false, {{GOAL_CURRENT, NULL}, {GOAL_STATUS, "open"}}},
    {KIND_RESULT, RESULT_DATE, true, {{0, NULL}}},
    {KIND_FEEDBACK, FEEDBACK_DATE, true, {{0, NULL}}},
    {KIND_FEEDBACK, FEEDBACK_TOLD_ON, false, {{0, NULL}}},
    {KIND_RUN, RUN_STARTED, true, {{0, NULL}}},
    {KIND_RUN, RUN_FINISHED, false, {{RUN_STATUS, "open"}, {RUN_WHY, NULL}}},
    {KIND_RUN, RUN_FIRST_VALUE, false, {{0, NULL}}},
    {KIND_RUN, RUN_SUCCEEDED, false, {{0, NULL}}},
    {KIND_STEP, STEP_DONE_ON, false, {{STEP_STATUS, "open"}, {STEP_WHY, NULL}}},
    {KIND_STEP, STEP_BLOCKED_ON, false,
        {{STEP_STATUS, "open"}, {STEP_SIDE, NULL}, {STEP_WHY, NULL}}},
    {KIND_SIGNAL, SIGNAL_SINCE, true, {{0, NULL}}},
    {KIND_SIGNAL, SIGNAL_HANDLED_ON, false,
        {{SIGNAL_QUIET_UNTIL, NULL}, {SIGNAL_HANDLED_TEXT, NULL}}},
    {KIND_SIGNAL, SIGNAL_CLOSED_ON, false, {{SIGNAL_OUTCOME, NULL}, {SIGNAL_WHY, NULL}}},
    {KIND_REFERENCE, REFERENCE_ASKED_ON, true, {{0, NULL}}},
    {KIND_REFERENCE, REFERENCE_GIVEN_ON, false, {{REFERENCE_STATUS, "asked"}}},
    {KIND_CONTACT, CONTACT_LEFT_ON, false, {{CONTACT_STATUS, "active"}}},
    {KIND_CONTACT, CONTACT_LAST_TOUCH, false, {{0, NULL}}},
    {KIND_CONTRACT, CONTRACT_NOTICE_GIVEN, false, {{0, NULL}}},
    {KIND_CONTRACT, CONTRACT_TOLD_ON, false, {{0, NULL}}},
    {KIND_ACCOUNT, ACCOUNT_NOTICE_GIVEN, false, {{0, NULL}}},
    {KIND_ACCOUNT, ACCOUNT_LAST_ACTIVITY, false, {{0, NULL}}},
    {KIND_ACCOUNT, ACCOUNT_CLEARED_ON, false, {{0, NULL}}},
    {KIND_ACCOUNT, ACCOUNT_HEALTH_FROM, false,
        {{ACCOUNT_HEALTH_SET, NULL}, {ACCOUNT_HEALTH_WHY, NULL}, {ACCOUNT_HEALTH_UNTIL, NULL},
            {ACCOUNT_HEALTH_BY, NULL}}},
    /* when it was hidden is not known: rather seen */
    {KIND_ACCOUNT, ACCOUNT_SNOOZED_UNTIL, false, {{ACCOUNT_SNOOZE_WHY, NULL}}},
};

/* --- one row --- */

struct cutting {
    struct store *store;
    day_number day;
    enum kind kind;
    struct key_list goes, moves;
};

static bool is_later(const struct row *row, const struct dated *dated, day_number day)
{
    int64_t at;

    if (!row_knows(row, dated->day))
        return false;
    at = row_integer(row, dated->day);
    return (dated->kind == KIND_NOTE ? at / MINUTES_A_DAY : at) > day;
}

static bool sort_row(void *context, const struct row *row)
{
    struct cutting *cutting = context;
    bool goes = false, moves = false;

    for (size_t i = 0; i < COUNT_OF(dates); i++)
        if (dates[i].kind == cutting->kind && is_later(row, &dates[i], cutting->day)) {
            goes |= dates[i].goes;
            moves |= !dates[i].goes;
        }
    if (goes)
        ARRAY_PUSH(&cutting->goes, row->key);
    else if (moves)
        ARRAY_PUSH(&cutting->moves, row->key);
    return true;
}

static void set(struct edit *edit, struct value *after, int field, struct value value)
{
    after[field] = value;
    edit->mask |= UINT64_C(1) << field;
}

static void reset(const struct dated *dated, struct edit *edit, struct value *after)
{
    set(edit, after, dated->day, value_unknown());
    for (size_t i = 0; i < RESETS && dated->resets[i].field != 0; i++)
        set(edit, after, dated->resets[i].field,
            dated->resets[i].text != NULL ? value_text(dated->resets[i].text) : value_unknown());
}

static bool move_back(struct cutting *cutting, int64_t key, struct error *err)
{
    struct arena arena = {0};
    struct value after[64] = {0};
    struct row *row;
    bool good = store_get_raw(cutting->store, cutting->kind, key, &arena, &row, err);

    if (good && row != NULL) {
        struct edit edit = {.kind = cutting->kind,
            .key = key,
            .old_rev = row->rev,
            .new_rev = row->rev,
            .before = row->values,
            .after = after};

        for (size_t i = 0; i < COUNT_OF(dates); i++)
            if (dates[i].kind == cutting->kind && is_later(row, &dates[i], cutting->day))
                reset(&dates[i], &edit, after);
        good = store_edit_update(cutting->store, &edit, err);
    }
    arena_fini(&arena);
    return good;
}

/* --- one kind --- */

/* Of kinds with many rows only those are read that have a later day at all. */
static const struct {
    enum kind kind;
    enum statement later;
} by_day[] = {
    {KIND_NOTE, SQL_NOTES_LATER},
    {KIND_TASK, SQL_TASKS_LATER},
    {KIND_TICKET, SQL_TICKETS_LATER},
    {KIND_STEP, SQL_STEPS_LATER},
    {KIND_CONTACT, SQL_CONTACTS_LATER},
    {KIND_CONTRACT, SQL_CONTRACTS_LATER},
    {KIND_SIGNAL, SQL_SIGNALS_LATER},
};

static bool sort_later(struct cutting *cutting, enum statement later, struct error *err)
{
    struct store *store = cutting->store;
    sqlite3_stmt *statement = store_statement(store, later, err);
    struct arena arena = {0};
    struct key_list keys = {0};
    bool good = statement != NULL;

    if (good) {
        store_bind_integer(statement, 1, cutting->day);
        good = store_collect_keys(store, statement, &keys, err);
    }
    for (size_t i = 0; good && i < keys.count; i++) {
        struct row *row;

        arena_clear(&arena);
        good = store_get_raw(store, cutting->kind, keys.items[i], &arena, &row, err);
        if (good && row)
            (void)sort_row(cutting, row);
    }
    array_fini(&keys);
    arena_fini(&arena);
    return good;
}

static bool sort_rows(struct cutting *cutting, struct error *err)
{
    for (size_t i = 0; i < COUNT_OF(by_day); i++)
        if (by_day[i].kind == cutting->kind)
            return sort_later(cutting, by_day[i].later, err);
    return store_each(cutting->store, cutting->kind, sort_row, cutting, err);
}

static bool cut_kind(struct store *store, enum kind kind, day_number day, struct error *err)
{
    struct cutting cutting = {.store = store, .day = day, .kind = kind};
    bool good = sort_rows(&cutting, err);

    for (size_t i = 0; good && i < cutting.goes.count; i++)
        good = store_edit_delete(store, kind, cutting.goes.items[i], err);
    for (size_t i = 0; good && i < cutting.moves.count; i++)
        good = move_back(&cutting, cutting.moves.items[i], err);
    array_fini(&cutting.goes);
    array_fini(&cutting.moves);
    return good && store_index_flush(store, err);
}

/* --- accounts that were not in the book: nothing of them is as old as that day --- */

static bool drop_newcomers(struct store *store, day_number day, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_ACCOUNTS_LATER, err);
    struct key_list keys = {0};
    bool good = statement != NULL;

    if (good) {
        store_bind_integer(statement, 1, day);
        good = store_collect_keys(store, statement, &keys, err);
    }
    for (size_t i = 0; good && i < keys.count; i++)
        good = store_edit_delete(store, KIND_ACCOUNT, keys.items[i], err);
    array_fini(&keys);
    return good;
}

bool store_rewind_dated(struct store *store, day_number day, struct error *err)
{
    static const enum kind kinds[] = {KIND_TASK, KIND_NOTE, KIND_TICKET, KIND_RUN, KIND_STEP,
        KIND_OPPORTUNITY, KIND_GOAL, KIND_RESULT, KIND_FEEDBACK, KIND_REFERENCE, KIND_SIGNAL,
        KIND_CONTACT, KIND_CONTRACT, KIND_ACCOUNT};

    /* Signals, of which there are most, in one statement where nothing else hangs on them: their
     * place in the timeline goes with all of later days. */
    if (!store_run_for(store, SQL_MEASURES_AFTER, day, err) ||
        !store_run_for(store, SQL_SIGNALS_AFTER, day, err) || !store_rewind_money(store, day, err))
        return false;
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (!cut_kind(store, kinds[i], day, err))
            return false;
    return drop_newcomers(store, day, err);
}
