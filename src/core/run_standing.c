#include "core/run_standing.h"
#include "core/contract.h"
#include "core/run.h"

static bool is_required(const struct row *step)
{
    return !row_is(step, STEP_NEED, "optional");
}

static bool is_of(const struct row *step, const struct run_standing *standing)
{
    return row_integer(step, STEP_RUN) == standing->run;
}

/* A step that is cancelled stands no more; but what a cancelled run was left with (E15) is what it
 * called off on its last day, or let stand open. */
static bool was_left(const struct row *step, const struct run_standing *standing)
{
    return run_step_is_open(step) ||
           (standing->status == STANDING_CANCELLED && row_is(step, STEP_STATUS, "cancelled") &&
               row_day(step, STEP_DONE_ON) == standing->finished);
}

/* The next row of the same step of the same run after `at`; steps->count: there is none. Asked for
 * each step of an account beside each other one, so it looks at the values as they lie there. */
static size_t same_step_after(const struct row_list *steps, size_t at, size_t of)
{
    int64_t run = row_integer(steps->items[of], STEP_RUN);
    const char *step = row_text(steps->items[of], STEP_STEP);

    for (size_t i = at + 1; i < steps->count; i++) {
        const struct value *its = &steps->items[i]->values[STEP_RUN];

        if ((its->type == VALUE_INTEGER ? its->integer : 0) == run &&
            text_equal(row_text(steps->items[i], STEP_STEP), step))
            return i;
    }
    return steps->count;
}

bool run_standing_counts(const struct row_list *steps, size_t at)
{
    if (row_is(steps->items[at], STEP_STATUS, "cancelled"))
        return false;
    for (size_t i = same_step_after(steps, at, at); i < steps->count;
         i = same_step_after(steps, i, at))
        if (!row_is(steps->items[i], STEP_STATUS, "cancelled"))
            return false;
    return true;
}

static bool was_called_off(const struct row *step, const struct run_standing *standing)
{
    return row_is(step, STEP_STATUS, "cancelled") && !was_left(step, standing);
}

/* The same for E15: what a cancelled run was left with counts too. */
static bool counts_in_outcome(
    const struct row_list *steps, size_t at, const struct run_standing *standing)
{
    if (standing->status != STANDING_CANCELLED)
        return run_standing_counts(steps, at);
    if (was_called_off(steps->items[at], standing))
        return false;
    for (size_t i = same_step_after(steps, at, at); i < steps->count;
         i = same_step_after(steps, i, at))
        if (!was_called_off(steps->items[i], standing))
            return false;
    return true;
}

static void keep_earlier(day_number *first, day_number day)
{
    if (day != DAY_NONE && (*first == DAY_NONE || day < *first))
        *first = day;
}

static void keep_later(day_number *latest, day_number day, day_number today)
{
    if (day != DAY_NONE && day <= today && (*latest == DAY_NONE || day > *latest))
        *latest = day;
}

static void add_open(const struct row *step, struct run_standing *standing)
{
    day_number due = row_day(step, STEP_DUE);
    standing->blocked |= row_is(step, STEP_STATUS, "blocked");
    keep_earlier(&standing->earliest, due);
    if (!is_required(step))
        return;
    keep_earlier(&standing->expected, due);
    if (due != DAY_NONE && (standing->ends == DAY_NONE || due > standing->ends))
        standing->ends = due;
}

static void add_step(const struct row_list *steps, size_t at, struct run_standing *standing)
{
    const struct row *step = steps->items[at];
    bool open = run_step_is_open(step), done = row_is(step, STEP_STATUS, "done");
    bool stands = is_required(step) && !row_is(step, STEP_STATUS, "skipped");
    if (stands && counts_in_outcome(steps, at, standing)) {
        standing->counted++;
        standing->counted_done += done;
    }
    if (!run_standing_counts(steps, at))
        return;
    standing->steps++;
    standing->closed += !open;
    standing->required += stands;
    standing->required_done += stands && done;
    if (open)
        add_open(step, standing);
}

/* Blocks that were ended are kept by step, as days that overlap no other's; those that last count
 * from the earliest. */
static void add_block(const struct row *step, struct run_standing *standing)
{
    standing->held += (int)row_integer(step, STEP_BLOCKED_DAYS);
    if (row_is(step, STEP_STATUS, "blocked") && row_is(step, STEP_SIDE, "customer"))
        keep_earlier(&standing->held_since, row_day(step, STEP_BLOCKED_ON));
}

static bool has_earlier_day(const struct row *step, const struct row *other)
{
    day_number day = row_day(step, STEP_DUE), than = row_day(other, STEP_DUE);
    return day != DAY_NONE && (than == DAY_NONE || day < than);
}

/* A blocked one, else the one with the earliest day. */
static bool halts_before(const struct row *step, const struct row *other)
{
    bool blocked = row_is(step, STEP_STATUS, "blocked");
    if (!other)
        return true;
    if (blocked != row_is(other, STEP_STATUS, "blocked"))
        return blocked;
    return !blocked && has_earlier_day(step, other);
}

static void find_halt(const struct row_list *steps, struct run_standing *standing)
{
    const struct row *halt = NULL;
    for (size_t i = 0; i < steps->count; i++) {
        const struct row *step = steps->items[i];
        if (is_of(step, standing) && is_required(step) && was_left(step, standing) &&
            counts_in_outcome(steps, i, standing) && halts_before(step, halt))
            halt = step;
    }
    if (!halt)
        return;
    standing->halt_number = (int)row_integer(halt, STEP_NUMBER);
    standing->halt_step = row_text(halt, STEP_STEP);
}

static void add_moves(const struct row_list *steps, const struct row_list *notes, day_number today,
    struct run_standing *standing)
{
    keep_later(&standing->moved, standing->started, today);
    for (size_t i = 0; i < steps->count; i++) {
        if (!is_of(steps->items[i], standing))
            continue;
        keep_later(&standing->moved, row_day(steps->items[i], STEP_DONE_ON), today);
        keep_later(&standing->moved, row_day(steps->items[i], STEP_BLOCKED_ON), today);
    }
    for (size_t i = 0; notes && i < notes->count; i++)
        if (row_knows(notes->items[i], NOTE_AT))
            keep_later(&standing->moved, minute_day(row_integer(notes->items[i], NOTE_AT)), today);
}

static enum standing_status status_of(const struct row *run)
{
    if (row_is(run, RUN_STATUS, "done"))
        return STANDING_DONE;
    return row_is(run, RUN_STATUS, "cancelled") ? STANDING_CANCELLED : STANDING_OPEN;
}

void run_standing_make(const struct row *run, const struct row_list *steps,
    const struct row_list *notes, day_number today, struct run_standing *ret_standing)
{
    struct run_standing standing = {.run = run->key,
        .account = row_integer(run, RUN_ACCOUNT),
        .playbook = row_text(run, RUN_PLAYBOOK),
        .halt_step = "",
        .status = status_of(run),
        .onboarding = row_is(run, RUN_TYPE, "onboarding"),
        .was_success = row_integer(run, RUN_WAS_SUCCESS) != 0,
        .started = row_day(run, RUN_STARTED),
        .anchor = row_day(run, RUN_ANCHOR),
        .target = row_day(run, RUN_TARGET),
        .finished = row_day(run, RUN_FINISHED),
        .first_value = row_day(run, RUN_FIRST_VALUE),
        .succeeded = row_day(run, RUN_SUCCEEDED),
        .contract_start = DAY_NONE,
        .earliest = DAY_NONE,
        .expected = DAY_NONE,
        .ends = DAY_NONE,
        .moved = DAY_NONE,
        .held_since = DAY_NONE};
    for (size_t i = 0; i < steps->count; i++) {
        if (!is_of(steps->items[i], &standing))
            continue;
        add_step(steps, i, &standing);
        add_block(steps->items[i], &standing);
    }
    find_halt(steps, &standing);
    add_moves(steps, notes, today, &standing);
    *ret_standing = standing;
}

void run_standings_make(
    const struct dossier *dossier, day_number today, struct run_standing_list *ret_standings)
{
    for (size_t i = 0; i < dossier->runs.count; i++) {
        struct run_standing standing;
        run_standing_make(
            dossier->runs.items[i], &dossier->steps, &dossier->notes, today, &standing);
        standing.contract_start = contract_start(dossier);
        ARRAY_PUSH(ret_standings, standing);
    }
}
