/* Steps that come to a run when their condition comes true: an uplift that is found in the paper.
 * It is a move over to the run's own text, in which conditions are asked again. */
#include "base/text.h"
#include "run_move_internal.h"

bool run_step_comes(
    const struct run_ground *ground, const struct playbook_step *step, day_number day)
{
    /* An optional one whose day is past is of no use any more. */
    if (step->need == NEED_OPTIONAL && day != DAY_NONE && day < ground->base.today)
        return false;
    return step->when.count > 0 && playbook_holds(&step->when, &ground->base);
}

static bool has_row(const struct run_ground *ground, const struct playbook_step *step)
{
    const struct row_list *steps = &ground->base.dossier->steps;
    for (size_t i = 0; i < steps->count; i++)
        if (row_integer(steps->items[i], STEP_RUN) == ground->run->key &&
            text_equal(row_text(steps->items[i], STEP_STEP), step->id))
            return true;
    return false;
}

/* Where that is known without asking the other steps. */
static day_number day_of(const struct run_ground *ground, const struct playbook_step *step)
{
    if (step->anchor != ground->playbook->anchor)
        return DAY_NONE;
    return playbook_date(step->offset, step->roll, row_day(ground->run, RUN_ANCHOR),
        &ground->base.settings->calendar);
}

/* Asked of every run at every scoring: no move is made where no step may come. */
static bool may_grow(const struct run_ground *ground)
{
    const struct playbook *playbook = ground->playbook;
    if (!playbook || !row_is(ground->run, RUN_STATUS, "open"))
        return false;
    for (int i = 0; i < playbook->step_count; i++) {
        const struct playbook_step *step = &playbook->steps[i];
        if (step->when.count > 0 && !has_row(ground, step) &&
            run_step_comes(ground, step, day_of(ground, step)))
            return true;
    }
    return false;
}

size_t run_grow(const struct run_ground *ground, struct change *change)
{
    const struct playbook *playbook = ground->playbook;
    struct run_move move = {.was = playbook, .now = playbook, .ground = *ground, .grows = true};
    size_t came = 0;
    if (!may_grow(ground) || !run_draft_open(&move.ground, false, change, &move.draft, NULL))
        return 0;
    run_move_fill(&move);
    for (int i = 0; i < playbook->step_count; i++)
        came += move.added[i];
    if (came)
        run_draft_save(&move.draft, change);
    else
        run_draft_drop(&move.draft);
    return came;
}
