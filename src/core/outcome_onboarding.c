/* E16 and E17: onboarding runs of a period. */
#include <stdlib.h>
#include "outcome_internal.h"

struct onboarding_account {
    int64_t account, run;
    day_number value; /* first value, or DAY_NONE */
    day_number start; /* of the contract, or DAY_NONE */
    bool is_open;
};

void onboarding_init(
    struct onboarding_figures *figures, day_number after, day_number until, day_number today)
{
    *figures = (struct onboarding_figures){.after = after, .until = until, .today = today};
}

/* Blocks that were ended are kept by step as days that overlap no other's (run_end_block); those
 * that last count from the earliest. */
int outcome_held_days(const struct row_list *steps, day_number until)
{
    int days = 0;
    day_number since = DAY_NONE;
    for (size_t i = 0; i < steps->count; i++) {
        const struct row *step = steps->items[i];
        day_number on = row_day(step, STEP_BLOCKED_ON);
        days += (int)row_integer(step, STEP_BLOCKED_DAYS);
        if (row_is(step, STEP_STATUS, "blocked") && row_is(step, STEP_SIDE, "customer") &&
            on != DAY_NONE && (since == DAY_NONE || on < since))
            since = on;
    }
    return days + (since != DAY_NONE && since < until ? until - since : 0);
}

/* --- E16 --- */

static bool is_in_period(const struct onboarding_figures *figures, day_number day)
{
    return day > figures->after && day <= figures->until;
}

/* What one target makes of a run. */
struct verdict {
    bool counts, on_time;
};

/* Finished by the target it counts on the day it was finished; else from the day after. */
static struct verdict judge(
    const struct onboarding_figures *figures, day_number target, day_number finished)
{
    bool on_time = finished != DAY_NONE && finished <= target;
    day_number day = on_time ? finished : target;
    return (struct verdict){.on_time = on_time,
        .counts = is_in_period(figures, day) && (on_time || target < figures->today)};
}

static void add_on_time(struct onboarding_figures *figures, const struct outcome_run *run,
    day_number finished, struct arena *arena)
{
    const struct row *row = run->run;
    day_number target = row_day(row, RUN_TARGET), ended = row_day(row, RUN_FINISHED);
    bool cancelled =
        finished == DAY_NONE && row_is(row, RUN_STATUS, "cancelled") && ended != DAY_NONE;
    if (target == DAY_NONE) {
        if (finished == DAY_NONE || is_in_period(figures, finished))
            KEEP(arena, &figures->no_target, row->key);
        return;
    }
    struct verdict verdict = judge(figures, target, finished);
    if (verdict.counts)
        figure_count(&figures->on_time, verdict.on_time, row->key, arena);
    if (verdict.counts && cancelled && ended < target)
        KEEP(arena, &figures->cancelled, row->key);
    int held = outcome_held_days(run->steps, finished != DAY_NONE ? finished
                                             : cancelled          ? ended
                                                                  : figures->today);
    verdict = judge(figures, target + held, finished);
    if (verdict.counts)
        figure_count(&figures->on_time_held, verdict.on_time, row->key, arena);
    if (verdict.counts && held > 0)
        KEEP(arena, &figures->held, row->key);
}

static void add_pace(struct onboarding_figures *figures, const struct outcome_run *run,
    day_number finished, struct arena *arena)
{
    if (!row_is(run->run, RUN_STATUS, "open"))
        return;
    if (finished != DAY_NONE)
        KEEP(arena, &figures->confirmed, run->run->key);
    else if (run->state->pace <= RUN_BLOCKED)
        KEEP(arena, &figures->pace[run->state->pace], run->run->key);
}

void onboarding_add(
    struct onboarding_figures *figures, const struct outcome_run *run, struct arena *arena)
{
    const struct row *row = run->run;
    day_number started = row_day(row, RUN_STARTED), finished = row_day(row, RUN_FIRST_VALUE);
    if (!row_is(row, RUN_TYPE, "onboarding") || (started != DAY_NONE && started > figures->today))
        return;
    if (!outcome_is_past(finished, figures->today))
        finished = DAY_NONE;
    add_on_time(figures, run, finished, arena);
    add_pace(figures, run, finished, arena);
    KEEP(arena, &figures->accounts,
        (struct onboarding_account){row_integer(row, RUN_ACCOUNT), row->key, finished,
            run->contract_start, row_is(row, RUN_STATUS, "open")});
}

/* --- E17 --- */

/* By account, then the earliest first value, none last, then open before closed. */
static int compare_accounts(const void *a, const void *b)
{
    const struct onboarding_account *left = a, *right = b;
    if (left->account != right->account)
        return left->account < right->account ? -1 : 1;
    if (left->value != right->value) {
        if (left->value == DAY_NONE || right->value == DAY_NONE)
            return right->value == DAY_NONE ? -1 : 1;
        return left->value < right->value ? -1 : 1;
    }
    if (left->is_open != right->is_open)
        return left->is_open ? -1 : 1;
    return (left->run > right->run) - (left->run < right->run);
}

static void add_value(struct onboarding_figures *figures, const struct onboarding_account *account,
    struct arena *arena)
{
    if (!is_in_period(figures, account->value))
        return;
    if (account->start == DAY_NONE)
        KEEP(arena, &figures->value_no_start, account->run);
    else if (account->value < account->start)
        KEEP(arena, &figures->value_negative, account->run);
    else
        figure_days_add(&figures->value, account->value - account->start, account->run, arena);
}

/* A contract that starts later is 0 days old. */
static void add_waiting(struct onboarding_figures *figures,
    const struct onboarding_account *account, struct arena *arena)
{
    day_number start = account->start, today = figures->today;
    if (start == DAY_NONE)
        KEEP(arena, &figures->waiting_no_start, account->run);
    else
        figure_days_add(&figures->waiting, start < today ? today - start : 0, account->run, arena);
}

void onboarding_finish(struct onboarding_figures *figures, struct arena *arena)
{
    struct onboarding_account *accounts = figures->accounts.items;
    if (figures->accounts.count)
        qsort(accounts, figures->accounts.count, sizeof(*accounts), compare_accounts);
    for (size_t i = 0; i < figures->accounts.count; i++) {
        if (i && accounts[i].account == accounts[i - 1].account)
            continue;
        if (accounts[i].value != DAY_NONE)
            add_value(figures, &accounts[i], arena);
        else if (accounts[i].is_open)
            add_waiting(figures, &accounts[i], arena);
    }
    figure_days_finish(&figures->value);
    figure_days_finish(&figures->waiting);
}
