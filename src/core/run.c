#include "core/run.h"
#include "base/words.h"
#include "core/run_standing.h"

const char *run_pace_word(enum run_pace pace)
{
    static const char *const words[] = {
        [RUN_ON_TRACK] = N_("on track"),
        [RUN_BEHIND] = N_("behind"),
        [RUN_STUCK] = N_("stuck"),
        [RUN_BLOCKED] = N_("blocked"),
        [RUN_DONE] = N_("done"),
        [RUN_CANCELLED] = N_("cancelled"),
    };
    return words[pace];
}

bool run_step_is_open(const struct row *step)
{
    return row_is(step, STEP_STATUS, "open") || row_is(step, STEP_STATUS, "blocked");
}

/* The open row of a step; none where it was done once already and comes again by repeating. */
static const struct row *open_row(
    const struct row *step, const struct row_list *steps, const char *id)
{
    const struct row *open = NULL;
    for (size_t i = 0; i < steps->count; i++) {
        const struct row *other = steps->items[i];
        if (row_integer(other, STEP_RUN) != row_integer(step, STEP_RUN) ||
            !text_equal(row_text(other, STEP_STEP), id))
            continue;
        if (row_is(other, STEP_STATUS, "done"))
            return NULL;
        if (run_step_is_open(other))
            open = other;
    }
    return open;
}

const struct row *run_step_waits_for(const struct row *step, const struct row_list *steps)
{
    struct str id = {0};
    const struct row *open = NULL;
    for (const char *at = row_text(step, STEP_AFTER); *at && !open; at++) {
        str_clear(&id);
        for (; *at && *at != ';'; at++)
            str_add_char(&id, *at);
        open = open_row(step, steps, str_text(&id));
        if (!*at)
            break;
    }
    str_fini(&id);
    return open;
}

bool run_step_ready(const struct row *step, const struct row_list *steps)
{
    return !run_step_waits_for(step, steps);
}

/* Earlier day first, no day last; the order of the checklist decides between equals. */
static bool comes_before(const struct row *step, const struct row *other)
{
    if (!other)
        return true;
    day_number a = row_day(step, STEP_DUE);
    day_number b = row_day(other, STEP_DUE);
    return a != DAY_NONE && (b == DAY_NONE || a < b);
}

/* The steps that a person is led to, and how many are late. */
static void point_out(
    const struct row *step, const struct row_list *steps, day_number today, struct run_state *state)
{
    day_number due = row_day(step, STEP_DUE);
    bool overdue = due != DAY_NONE && due < today;
    state->overdue += overdue;
    if (row_is(step, STEP_STATUS, "blocked") && !state->blocked)
        state->blocked = step;
    if (overdue && !row_is(step, STEP_NEED, "optional") && comes_before(step, state->late))
        state->late = step;
    if (row_is(step, STEP_STATUS, "open") && run_step_ready(step, steps) &&
        comes_before(step, state->next))
        state->next = step;
}

enum { STUCK_IDLE_DAYS = 14 };

/* E16. Idleness counts for onboarding always, elsewhere only where something waits to be done: a
 * renewal has quiet weeks by design. */
static bool is_stuck(const struct run_standing *standing, const struct run_state *state)
{
    if (state->target_days > 0 && state->day > (3 * state->target_days + 1) / 2)
        return true;
    return state->idle_days >= STUCK_IDLE_DAYS && (standing->onboarding || state->overdue > 0);
}

static enum run_pace pace_of(const struct run_standing *standing, const struct run_state *state)
{
    if (standing->status == STANDING_DONE)
        return RUN_DONE;
    if (standing->status == STANDING_CANCELLED)
        return RUN_CANCELLED;
    if (standing->blocked)
        return RUN_BLOCKED;
    if (is_stuck(standing, state))
        return RUN_STUCK;
    return state->days_behind > 0 ? RUN_BEHIND : RUN_ON_TRACK;
}

void run_state_of(
    const struct run_standing *standing, day_number today, struct run_state *ret_state)
{
    day_number target = standing->target, anchor = standing->anchor;
    struct run_state state = {.required = standing->required,
        .required_done = standing->required_done,
        .steps = standing->steps,
        .closed = standing->closed,
        .overdue = standing->earliest != DAY_NONE && standing->earliest < today,
        .expected = standing->expected,
        .target = target,
        .ends = standing->ends};
    if (target != DAY_NONE && (state.expected == DAY_NONE || target < state.expected))
        state.expected = target;
    if (anchor != DAY_NONE && target != DAY_NONE && target > anchor) {
        state.day = today - anchor;
        state.target_days = target - anchor;
    }
    if (state.expected != DAY_NONE && today > state.expected && standing->status == STANDING_OPEN)
        state.days_behind = today - state.expected;
    if (standing->moved != DAY_NONE && standing->moved < today)
        state.idle_days = today - standing->moved;
    state.pace = pace_of(standing, &state);
    *ret_state = state;
}

void run_state(const struct row *run, const struct row_list *steps, const struct row_list *notes,
    day_number today, struct run_state *ret_state)
{
    struct run_standing standing;
    run_standing_make(run, steps, notes, today, &standing);
    run_state_of(&standing, today, ret_state);
    ret_state->overdue = 0;
    for (size_t i = 0; i < steps->count; i++)
        if (row_integer(steps->items[i], STEP_RUN) == run->key &&
            run_step_is_open(steps->items[i]) && run_standing_counts(steps, i))
            point_out(steps->items[i], steps, today, ret_state);
}

/* Open before closed, then the later start. */
static bool speaks_before(const struct row *run, const struct row *other)
{
    if (!other)
        return true;
    bool open = row_is(run, RUN_STATUS, "open");
    if (open != row_is(other, RUN_STATUS, "open"))
        return open;
    return row_day(run, RUN_STARTED) >= row_day(other, RUN_STARTED);
}

const struct row *run_onboarding(const struct dossier *dossier)
{
    const struct row *best = NULL;
    for (size_t i = 0; i < dossier->runs.count; i++) {
        const struct row *run = dossier->runs.items[i];
        if (row_is(run, RUN_TYPE, "onboarding") && !row_is(run, RUN_STATUS, "cancelled") &&
            speaks_before(run, best))
            best = run;
    }
    return best;
}

const char *run_onboarding_word(const struct dossier *dossier, day_number today)
{
    const struct row *run = run_onboarding(dossier);
    if (!run)
        return "";
    day_number value = row_day(run, RUN_FIRST_VALUE);
    if (value != DAY_NONE && value <= today)
        return run_pace_word(RUN_DONE);
    struct run_state state;
    run_state(run, &dossier->steps, &dossier->notes, today, &state);
    return run_pace_word(state.pace);
}

day_number run_first_value(const struct dossier *dossier)
{
    day_number first = DAY_NONE;
    for (size_t i = 0; i < dossier->runs.count; i++) {
        const struct row *run = dossier->runs.items[i];
        day_number day = row_day(run, RUN_FIRST_VALUE);
        if (day != DAY_NONE && (first == DAY_NONE || day < first))
            first = day;
    }
    return first;
}
