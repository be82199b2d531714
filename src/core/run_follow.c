/* What happens to a run without its user: its dates follow what they count from, it ends where its
 * exit condition comes true, and its success is noted. */
#include "base/text.h"
#include "run_internal.h"

/* --- dates that follow --- */

/* A day given by hand follows nothing; nor does that of a review, whose rhythm chose it. */
static bool anchor_follows(const struct run_ground *ground)
{
    if (row_integer(ground->run, RUN_ANCHOR_GIVEN) != 0)
        return false;
    switch (ground->playbook->anchor) {
    case ANCHOR_CONTRACT_START:
    case ANCHOR_HAND_OVER:
    case ANCHOR_ENTERED:
    case ANCHOR_DECISION:
    case ANCHOR_ENDS:
    case ANCHOR_NOTICE: return true;
    case ANCHOR_START:
    case ANCHOR_REVIEW:
    case ANCHOR_GIVEN:
    case ANCHOR_STEP:
    case ANCHORS: break;
    }
    return false;
}

/* What is no longer known erases no date. */
static day_number anchor_now(const struct run_ground *ground)
{
    day_number old = row_day(ground->run, RUN_ANCHOR);
    if (!anchor_follows(ground))
        return old;
    day_number day = playbook_anchor_day(
        ground->playbook->anchor, &ground->base, row_day(ground->run, RUN_STARTED));
    return day == DAY_NONE ? old : day;
}

/* Only where the playbook asks for another day than before: a run that was shifted, or spread by a
 * late start, keeps its days while nothing moves that they count from. */
static void follow_step(struct run_draft *draft, struct row *step, day_number asked)
{
    if (asked == DAY_NONE || asked == row_day(step, STEP_PLANNED))
        return;
    if (run_keeps_spread(step, asked, draft->ground->base.today))
        row_set_day(step, STEP_PLANNED, asked);
    else
        run_set_days(step, asked);
}

static void follow_steps(struct run_draft *draft, day_number anchor)
{
    const struct playbook *playbook = draft->ground->playbook;
    const day_number *days = run_draft_days(draft, playbook, anchor);
    for (size_t i = 0; i < draft->steps.count; i++) {
        struct row *step = draft->steps.items[i];
        const struct playbook_step *rule = run_playbook_step(playbook, step);
        if (rule && run_draft_moves(draft, step))
            follow_step(draft, step, days[rule - playbook->steps]);
    }
}

size_t run_follow(const struct run_ground *ground, struct change *change)
{
    struct run_draft draft;
    if (!ground->playbook || !run_draft_open(ground, false, change, &draft, NULL))
        return 0;
    day_number anchor = anchor_now(ground);
    row_set_day(draft.run, RUN_ANCHOR, anchor);
    follow_steps(&draft, anchor);
    run_draft_target(&draft);
    size_t moved = run_draft_moved(&draft);
    run_draft_save(&draft, change);
    return moved;
}

/* --- the end that nobody chose --- */

/* How it ends is said of its own steps: those of another run are no success of this one. */
static struct playbook_ground own_ground(const struct run_ground *ground)
{
    struct playbook_ground own = ground->base;
    own.run = ground->run->key;
    return own;
}

bool run_exits(const struct run_ground *ground)
{
    struct playbook_ground own = own_ground(ground);
    return ground->playbook && ground->playbook->exit_when.count > 0 &&
           row_is(ground->run, RUN_STATUS, "open") &&
           playbook_holds(&ground->playbook->exit_when, &own);
}

const char *run_exit_why(const struct run_ground *ground, struct arena *arena)
{
    struct playbook_ground own = own_ground(ground);
    return playbook_evidence(&ground->playbook->exit_when, &own, arena);
}

void run_exit(const struct run_ground *ground, struct change *change)
{
    struct run_draft draft;
    day_number today = ground->base.today;
    const char *why = run_exit_why(ground, &change->arena);
    if (!run_draft_open(ground, false, change, &draft, NULL))
        return;
    for (size_t i = 0; !ground->playbook->exit_keeps && i < draft.steps.count; i++)
        if (run_step_is_open(draft.steps.items[i]))
            run_close_step(draft.steps.items[i], "cancelled", today);
    row_set_text(draft.run, RUN_STATUS, "cancelled");
    row_set_day(draft.run, RUN_FINISHED, today);
    row_set_text(draft.run, RUN_WHY, why);
    run_draft_save(&draft, change);
}

/* --- success --- */

/* E15: 30 days after the end, unless the playbook says how long. */
day_number run_success_until(
    const struct playbook *playbook, day_number ended, const struct calendar *calendar)
{
    struct playbook_offset within = playbook->success_within;
    if (within.count <= 0)
        within = (struct playbook_offset){SUCCESS_DAYS, UNIT_DAYS};
    return playbook_date(within, ROLL_NONE, ended, calendar);
}

bool run_succeeds(const struct run_ground *ground)
{
    const struct row *run = ground->run;
    struct playbook_ground own = own_ground(ground);
    if (!ground->playbook || ground->playbook->success.count == 0 ||
        row_knows(run, RUN_SUCCEEDED) || row_integer(run, RUN_WAS_SUCCESS) != 0)
        return false;
    if (!row_is(run, RUN_STATUS, "open") &&
        run_success_until(ground->playbook, row_day(run, RUN_FINISHED),
            &ground->base.settings->calendar) < ground->base.today)
        return false;
    return playbook_holds(&ground->playbook->success, &own);
}

void run_note_success(const struct run_ground *ground, struct change *change)
{
    size_t row = change_update(change, KIND_RUN, ground->run->key);
    change_set_day(change, row, RUN_SUCCEEDED, ground->base.today);
}
