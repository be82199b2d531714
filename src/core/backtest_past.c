/* An account as its dated rows say it stood on a day. */
#include <string.h>
#include "base/str.h"
#include "core/backtest.h"
#include "notes_internal.h"

struct past {
    const struct backtest_history *history;
    day_number day;
    struct arena *arena;
    struct row_list *list; /* that is being filled */
};

static struct row *copy_of(const struct past *past, const struct row *row)
{
    return row_copy(past->arena, row);
}

/* A day that was still to come that evening is not known, nor what it brought. */
static void forget(struct row *row, int field)
{
    row_set(row, field, value_unknown());
}

static bool was_later(const struct past *past, const struct row *row, int field)
{
    return row_knows(row, field) && row_day(row, field) > past->day;
}

typedef struct row *(*recall)(const struct past *past, struct row *row); /* NULL: not there yet */

static void keep(
    const struct past *past, const struct row_list *from, struct row_list *to, recall recall_row)
{
    struct row_list kept = {.room = from->count};

    kept.items = arena_alloc_array(past->arena, from->count + 1, sizeof(*kept.items));
    for (size_t i = 0; i < from->count; i++) {
        struct row *row = recall_row(past, from->items[i]);

        if (row)
            kept.items[kept.count++] = row;
    }
    *to = kept;
}

/* --- kinds --- */

/* The term that was running: the earliest one renewed or lost later whose end was still ahead. */
static day_number end_then(const struct past *past, const char *line, day_number now)
{
    const struct row_list *renewals = past->history->renewals;
    day_number end = now;

    for (size_t i = 0; i < renewals->count; i++) {
        const struct row *renewal = renewals->items[i];
        day_number ends = row_day(renewal, RENEWAL_ENDS);

        if (text_equal(row_text(renewal, RENEWAL_LINE), line) && ends != DAY_NONE &&
            was_later(past, renewal, RENEWAL_CLOSED_ON) && (end == DAY_NONE || ends < end))
            end = ends;
    }
    return end;
}

static struct row *recall_contract(const struct past *past, struct row *row)
{
    struct row *then;
    day_number ends = row_day(row, CONTRACT_ENDS);

    if (was_later(past, row, CONTRACT_START))
        return NULL;
    then = copy_of(past, row);
    row_set_day(then, CONTRACT_ENDS, end_then(past, row_text(row, CONTRACT_ID), ends));
    if (was_later(past, row, CONTRACT_NOTICE_GIVEN))
        forget(then, CONTRACT_NOTICE_GIVEN);
    if (was_later(past, row, CONTRACT_TOLD_ON))
        forget(then, CONTRACT_TOLD_ON);
    if (row_day(then, CONTRACT_ENDS) >= past->day)
        row_set_text(then, CONTRACT_STATUS, "open");
    return then;
}

static struct row *recall_contact(const struct past *past, struct row *row)
{
    struct row *then = copy_of(past, row);

    if (was_later(past, row, CONTACT_LEFT_ON)) {
        forget(then, CONTACT_LEFT_ON);
        forget(then, CONTACT_STATUS);
    }
    if (was_later(past, row, CONTACT_LAST_TOUCH))
        forget(then, CONTACT_LAST_TOUCH);
    return then;
}

static struct row *recall_ticket(const struct past *past, struct row *row)
{
    return was_later(past, row, TICKET_OPENED) ? NULL : row;
}

static struct row *recall_task(const struct past *past, struct row *row)
{
    struct row *then = row;

    if (was_later(past, row, TASK_MADE_ON))
        return NULL;
    if (was_later(past, row, TASK_DONE_ON)) {
        then = copy_of(past, row);
        forget(then, TASK_DONE_ON);
        row_set_text(then, TASK_STATUS, "open");
    }
    return then;
}

static struct row *recall_note(const struct past *past, struct row *row)
{
    day_number day = note_day(row);

    return day == DAY_NONE || day > past->day ? NULL : row;
}

static struct row *recall_goal(const struct past *past, struct row *row)
{
    struct row *then = row;

    if (was_later(past, row, GOAL_START))
        return NULL;
    if (was_later(past, row, GOAL_UPDATED_ON) && row_is(row, GOAL_STATUS, "reached")) {
        then = copy_of(past, row);
        row_set_text(then, GOAL_STATUS, "open");
    }
    return then;
}

static struct row *recall_result(const struct past *past, struct row *row)
{
    return was_later(past, row, RESULT_DATE) ? NULL : row;
}

static struct row *recall_run(const struct past *past, struct row *row)
{
    struct row *then;

    if (was_later(past, row, RUN_STARTED))
        return NULL;
    then = copy_of(past, row);
    if (was_later(past, row, RUN_FINISHED)) {
        forget(then, RUN_FINISHED);
        row_set_text(then, RUN_STATUS, "open");
    }
    if (was_later(past, row, RUN_FIRST_VALUE))
        forget(then, RUN_FIRST_VALUE);
    return then;
}

static bool has_run(const struct row_list *runs, const struct row *step)
{
    for (size_t i = 0; i < runs->count; i++)
        if (runs->items[i]->key == row_integer(step, STEP_RUN))
            return true;
    return false;
}

static struct row *recall_step(const struct past *past, struct row *row)
{
    struct row *then = row;

    if (!has_run(past->list, row))
        return NULL;
    if (was_later(past, row, STEP_DONE_ON) || was_later(past, row, STEP_BLOCKED_ON)) {
        then = copy_of(past, row);
        row_set_text(then, STEP_STATUS, "open");
        if (was_later(past, row, STEP_DONE_ON))
            forget(then, STEP_DONE_ON);
        if (was_later(past, row, STEP_BLOCKED_ON))
            forget(then, STEP_BLOCKED_ON);
    }
    return then;
}

static struct row *recall_reference(const struct past *past, struct row *row)
{
    return was_later(past, row, REFERENCE_ASKED_ON) ? NULL : row;
}

/* --- what is no row --- */

static void keep_readings(
    const struct past *past, const struct reading_list *from, struct reading_list *to)
{
    struct reading_list kept = {.room = from->count};

    kept.items = arena_alloc_array(past->arena, from->count + 1, sizeof(*kept.items));
    for (size_t i = 0; i < from->count; i++)
        if (from->items[i].date <= past->day)
            kept.items[kept.count++] = from->items[i];
    *to = kept;
}

static void keep_snapshots(
    const struct past *past, const struct snapshot_list *from, struct snapshot_list *to)
{
    *to = *from;
    while (to->count > 0 && to->items[to->count - 1].day > past->day)
        to->count--;
}

/* --- the account --- */

static day_number first_movement(const struct row_list *movements)
{
    day_number first = DAY_NONE;

    for (size_t i = 0; i < movements->count; i++) {
        day_number day = row_day(movements->items[i], MOVEMENT_DATE);

        if (first == DAY_NONE || (day != DAY_NONE && day < first))
            first = day;
    }
    return first;
}

/* Gone by that evening: the last of its churns and returns up to then was a churn. */
static bool was_gone(const struct past *past)
{
    const struct row_list *movements = past->history->movements;
    day_number last = DAY_NONE;
    bool gone = false;

    for (size_t i = 0; i < movements->count; i++) {
        const struct row *movement = movements->items[i];
        day_number day = row_day(movement, MOVEMENT_DATE);

        if (day > past->day || day < last)
            continue;
        last = day;
        gone = row_is(movement, MOVEMENT_KIND, "churn");
    }
    return gone;
}

static bool churned_later(const struct past *past)
{
    const struct row_list *movements = past->history->movements;

    for (size_t i = 0; i < movements->count; i++)
        if (row_is(movements->items[i], MOVEMENT_KIND, "churn") &&
            row_day(movements->items[i], MOVEMENT_DATE) > past->day)
            return true;
    return false;
}

static void recall_stage(const struct past *past, const struct dossier *then, struct row *account)
{
    bool onboarding = false;

    for (size_t i = 0; i < then->runs.count; i++)
        onboarding = onboarding || (row_is(then->runs.items[i], RUN_TYPE, "onboarding") &&
                                       !row_knows(then->runs.items[i], RUN_FIRST_VALUE) &&
                                       row_is(then->runs.items[i], RUN_STATUS, "open"));
    if (onboarding)
        row_set_text(account, ACCOUNT_STAGE, "onboarding");
    else if (row_is(account, ACCOUNT_STAGE, "churned"))
        row_set_text(account, ACCOUNT_STAGE, "steady");
}

static const struct row *recall_account(const struct past *past, const struct dossier *then)
{
    static const int later[] = {ACCOUNT_NOTICE_GIVEN, ACCOUNT_LAST_ACTIVITY, ACCOUNT_ENTERED,
        ACCOUNT_HEALTH_FROM, ACCOUNT_CLEARED_ON};
    const struct row *now = past->history->dossier->account;
    struct row *account = copy_of(past, now);
    day_number renewal = row_day(now, ACCOUNT_RENEWAL);
    day_number ends = end_then(past, "", renewal == DAY_NONE ? DAY_NONE : renewal - 1);

    if (was_later(past, now, ACCOUNT_HEALTH_FROM))
        forget(account, ACCOUNT_HEALTH_SET);
    for (size_t i = 0; i < COUNT_OF(later); i++)
        if (was_later(past, now, later[i]))
            forget(account, later[i]);
    row_set_day(account, ACCOUNT_RENEWAL, ends == DAY_NONE ? DAY_NONE : ends + 1);
    recall_stage(past, then, account);
    return account;
}

/* There by its first movement, else by the start of its contract or the day it came in. */
static bool was_there(const struct past *past)
{
    const struct row *account = past->history->dossier->account;
    day_number first = first_movement(past->history->movements);

    if (first == DAY_NONE)
        first = row_day(account, ACCOUNT_START);
    if (first == DAY_NONE)
        first = row_day(account, ACCOUNT_ENTERED);
    if (first != DAY_NONE && first > past->day)
        return false;
    return !was_gone(past) && (!row_is(account, ACCOUNT_STAGE, "churned") || churned_later(past));
}

bool backtest_dossier(const struct backtest_history *history, day_number day, struct arena *arena,
    struct dossier *ret_dossier)
{
    const struct dossier *now = history->dossier;
    struct dossier then = {0};
    struct past past = {history, day, arena, &then.runs};

    if (!was_there(&past))
        return false;
    keep(&past, &now->contracts, &then.contracts, recall_contract);
    keep(&past, &now->contacts, &then.contacts, recall_contact);
    keep(&past, &now->tickets, &then.tickets, recall_ticket);
    keep(&past, &now->tasks, &then.tasks, recall_task);
    keep(&past, &now->notes, &then.notes, recall_note);
    keep(&past, &now->goals, &then.goals, recall_goal);
    keep(&past, &now->results, &then.results, recall_result);
    keep(&past, &now->runs, &then.runs, recall_run);
    keep(&past, &now->steps, &then.steps, recall_step);
    keep(&past, &now->references, &then.references, recall_reference);
    keep_readings(&past, &now->readings, &then.readings);
    keep_snapshots(&past, &now->snapshots, &then.snapshots);
    then.account = recall_account(&past, &then);
    *ret_dossier = then;
    return true;
}
