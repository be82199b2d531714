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

/* Up to and with the day before `until`. */
static int held_days(const struct run_standing *run, day_number until)
{
    bool still = run->held_since != DAY_NONE && run->held_since < until;
    return run->held + (still ? until - run->held_since : 0);
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

/* The day up to which the customer can have held it up. */
static day_number over_on(
    const struct onboarding_figures *figures, const struct run_standing *run, day_number finished)
{
    if (finished != DAY_NONE)
        return finished;
    if (run->status == STANDING_CANCELLED && run->finished != DAY_NONE)
        return run->finished;
    return figures->today;
}

static void add_on_time(struct onboarding_figures *figures, const struct run_standing *run,
    day_number finished, struct arena *arena)
{
    if (run->target == DAY_NONE) {
        if (finished == DAY_NONE || is_in_period(figures, finished))
            KEEP(arena, &figures->no_target, run->run);
        return;
    }
    bool gave_up = finished == DAY_NONE && run->status == STANDING_CANCELLED &&
                   run->finished != DAY_NONE && run->finished < run->target;
    struct verdict verdict = judge(figures, run->target, finished);
    if (verdict.counts)
        figure_count(&figures->on_time, verdict.on_time, run->run, arena);
    if (verdict.counts && gave_up)
        KEEP(arena, &figures->cancelled, run->run);
    int held = held_days(run, over_on(figures, run, finished));
    verdict = judge(figures, run->target + held, finished);
    if (verdict.counts)
        figure_count(&figures->on_time_held, verdict.on_time, run->run, arena);
    if (verdict.counts && held > 0)
        KEEP(arena, &figures->held, run->run);
}

static void add_pace(struct onboarding_figures *figures, const struct run_standing *run,
    day_number finished, struct arena *arena)
{
    struct run_state state;
    if (run->status != STANDING_OPEN)
        return;
    run_state_of(run, figures->today, &state);
    if (finished != DAY_NONE)
        KEEP(arena, &figures->confirmed, run->run);
    else if (state.pace <= RUN_BLOCKED)
        KEEP(arena, &figures->pace[state.pace], run->run);
}

void onboarding_add(
    struct onboarding_figures *figures, const struct run_standing *run, struct arena *arena)
{
    if (!run->onboarding || (run->started != DAY_NONE && run->started > figures->today))
        return;
    day_number finished =
        outcome_is_past(run->first_value, figures->today) ? run->first_value : DAY_NONE;
    add_on_time(figures, run, finished, arena);
    add_pace(figures, run, finished, arena);
    KEEP(arena, &figures->accounts,
        (struct onboarding_account){
            run->account, run->run, finished, run->contract_start, run->status == STANDING_OPEN});
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
