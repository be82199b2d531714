/* The dates of a run that is being changed (E14): what a step counts from, and who moves. */
#include "run_internal.h"

/* --- who moves --- */

static bool came_by_repeat(const struct run_draft *draft, const struct row *step)
{
    for (size_t i = 0; i < draft->steps.count && draft->steps.items[i] != step; i++)
        if (text_equal(row_text(draft->steps.items[i], STEP_STEP), row_text(step, STEP_STEP)))
            return true;
    return false;
}

bool run_draft_moves(const struct run_draft *draft, const struct row *step)
{
    return run_step_is_open(step) && row_integer(step, STEP_PINNED) == 0 &&
           !came_by_repeat(draft, step);
}

static int index_of(const struct playbook *playbook, const struct row *step)
{
    for (int i = 0; playbook && i < playbook->step_count; i++)
        if (text_equal(playbook->steps[i].id, row_text(step, STEP_STEP)))
            return i;
    return -1;
}

const struct playbook_step *run_playbook_step(
    const struct playbook *playbook, const struct row *step)
{
    int index = index_of(playbook, step);
    return index < 0 ? NULL : &playbook->steps[index];
}

struct row *run_draft_row(const struct run_draft *draft, const char *id)
{
    struct row *found = NULL;
    for (size_t i = 0; i < draft->steps.count; i++)
        if (text_equal(row_text(draft->steps.items[i], STEP_STEP), id))
            found = draft->steps.items[i];
    return found;
}

/* --- one step after another --- */

static day_number effective_day(const struct row *step)
{
    return row_is(step, STEP_STATUS, "done") ? row_day(step, STEP_DONE_ON)
                                             : row_day(step, STEP_DUE);
}

void run_set_days(struct row *step, day_number day)
{
    row_set_day(step, STEP_DUE, day);
    row_set_day(step, STEP_PLANNED, day);
}

void run_draft_follow(struct run_draft *draft, const struct row *step)
{
    const struct playbook *playbook = draft->ground->playbook;
    const struct calendar *calendar = &draft->ground->base.settings->calendar;
    int index = index_of(playbook, step);
    day_number anchor = effective_day(step);
    if (index < 0)
        return;
    for (size_t i = 0; i < draft->steps.count; i++) {
        struct row *other = draft->steps.items[i];
        const struct playbook_step *rule = run_playbook_step(playbook, other);
        if (!rule || rule->anchor != ANCHOR_STEP || rule->anchor_step != index ||
            !run_draft_moves(draft, other))
            continue;
        day_number day = playbook_date(rule->offset, rule->roll, anchor, calendar);
        if (day == row_day(other, STEP_DUE))
            continue;
        run_set_days(other, day);
        run_draft_follow(draft, other);
    }
}

/* --- all of them from the anchor --- */

/* A step that a late start had spread keeps its day while its true one stays past. */
bool run_keeps_spread(const struct row *step, day_number asked, day_number today)
{
    return run_step_is_open(step) && asked != DAY_NONE && asked < today &&
           row_day(step, STEP_DUE) != row_day(step, STEP_PLANNED);
}

struct days {
    const struct run_draft *draft;
    const struct playbook *playbook;
    day_number anchor;
    day_number *asked;
    bool *known;
};

static day_number asked_of(const struct days *days, int index);

/* The day that others count from. */
static day_number counted_from(const struct days *days, int index)
{
    const struct row *row = run_draft_row(days->draft, days->playbook->steps[index].id);
    day_number asked = asked_of(days, index);
    if (!row)
        return asked;
    bool stands = row_is(row, STEP_STATUS, "done") || row_integer(row, STEP_PINNED) ||
                  run_keeps_spread(row, asked, days->draft->ground->base.today);
    return stands ? effective_day(row) : asked;
}

/* Steps have no cycles, so the depth is that of the chain. */
static day_number asked_of(const struct days *days, int index)
{
    const struct run_ground *ground = days->draft->ground;
    const struct playbook_step *rule = &days->playbook->steps[index];
    day_number anchor = days->anchor;
    if (days->known[index])
        return days->asked[index];
    if (rule->anchor == ANCHOR_STEP)
        anchor = counted_from(days, rule->anchor_step);
    else if (rule->anchor != days->playbook->anchor)
        anchor =
            playbook_anchor_day(rule->anchor, &ground->base, row_day(ground->run, RUN_STARTED));
    days->asked[index] =
        playbook_date(rule->offset, rule->roll, anchor, &ground->base.settings->calendar);
    days->known[index] = true;
    return days->asked[index];
}

day_number *run_draft_days(
    const struct run_draft *draft, const struct playbook *playbook, day_number anchor)
{
    size_t count = (size_t)playbook->step_count;
    struct days days = {.draft = draft, .playbook = playbook, .anchor = anchor};
    days.asked = arena_alloc_array(draft->arena, count + 1, sizeof(*days.asked));
    days.known = arena_alloc_array(draft->arena, count + 1, sizeof(*days.known));
    for (int i = 0; i < playbook->step_count; i++)
        days.asked[i] = asked_of(&days, i);
    return days.asked;
}

day_number run_draft_asked(const struct run_draft *draft, const struct row *step)
{
    const struct run_ground *ground = draft->ground;
    const struct playbook_step *rule = run_playbook_step(ground->playbook, step);
    if (!rule)
        return row_day(step, STEP_PLANNED);
    const struct row *before =
        rule->anchor == ANCHOR_STEP
            ? run_draft_row(draft, ground->playbook->steps[rule->anchor_step].id)
            : NULL;
    if (before)
        return playbook_date(
            rule->offset, rule->roll, effective_day(before), &ground->base.settings->calendar);
    const day_number *days =
        run_draft_days(draft, ground->playbook, row_day(draft->run, RUN_ANCHOR));
    return days[rule - ground->playbook->steps];
}

/* The last required step, by the days that the playbook asks for. */
static day_number last_required(const struct run_draft *draft)
{
    day_number last = DAY_NONE;
    for (size_t i = 0; i < draft->steps.count; i++) {
        const struct row *step = draft->steps.items[i];
        if (!row_is(step, STEP_NEED, "optional") && row_day(step, STEP_PLANNED) > last)
            last = row_day(step, STEP_PLANNED); /* DAY_NONE is the least of all */
    }
    return last;
}

void run_draft_target(struct run_draft *draft)
{
    const struct playbook_span *span = &draft->ground->playbook->target;
    day_number anchor = row_day(draft->run, RUN_ANCHOR);
    if (row_knows(draft->run, RUN_TARGET) || anchor == DAY_NONE)
        return;
    row_set_day(draft->run, RUN_TARGET,
        span->source == SPAN_NONE ? last_required(draft)
                                  : playbook_span_end(span, &draft->ground->base, anchor));
}

void run_draft_move(struct run_draft *draft, day_number anchor)
{
    const struct run_ground *ground = draft->ground;
    row_set_day(draft->run, RUN_ANCHOR, anchor);
    row_set(draft->run, RUN_ANCHOR_GIVEN, value_integer(1));
    if (!ground->playbook)
        return;
    const day_number *days = run_draft_days(draft, ground->playbook, anchor);
    for (size_t i = 0; i < draft->steps.count; i++) {
        struct row *step = draft->steps.items[i];
        int index = index_of(ground->playbook, step);
        if (index < 0 || !run_draft_moves(draft, step))
            continue;
        if (run_keeps_spread(step, days[index], ground->base.today))
            row_set_day(step, STEP_PLANNED, days[index]);
        else
            run_set_days(step, days[index]);
    }
    run_draft_target(draft);
}
