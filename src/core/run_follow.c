/* What happens to a run without its user: its dates follow what they count from, it ends where its
 * exit condition comes true, and its success is noted. */
#include "base/text.h"
#include "contract_internal.h"
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

/* --- another term: a run is of the decision for which it began --- */

static bool is_of_contract(enum playbook_anchor anchor)
{
    return anchor == ANCHOR_DECISION || anchor == ANCHOR_ENDS || anchor == ANCHOR_NOTICE;
}

/* Of the line that decides; a start may be that of the first term of many. */
static int term_months(const struct contract_line *line)
{
    int months = line->renewal_term_months > 0 ? line->renewal_term_months : line->term_months;
    if (months > 0)
        return months;
    if (line->start == DAY_NONE || line->ends == DAY_NONE)
        return 12;
    months = day_months_between(line->start, line->ends + 1);
    return months > 0 && months < 12 ? months : 12;
}

/* Model.md E1: half a term or more on is a renewal, less is a correction. */
static bool is_next_term(const struct run_ground *ground, day_number old, day_number day)
{
    struct account_contract contract =
        contract_of_account(ground->base.dossier, ground->base.settings, ground->base.today);
    int term = day_add_months(old, term_months(&contract.line)) - old;
    return day > old && 2 * (day - old) >= term;
}

static day_number day_of_line(enum playbook_anchor anchor, const struct renewal_clock *clock)
{
    if (anchor == ANCHOR_NOTICE)
        return clock->notice_deadline;
    return anchor == ANCHOR_ENDS ? clock->ends : clock->decision;
}

/* The line that it counts from is closed: what another one decides is not its matter. */
static bool is_closed(const struct run_ground *ground, enum playbook_anchor anchor, day_number old)
{
    const struct dossier *dossier = ground->base.dossier;
    for (size_t i = 0; i < contract_line_count(dossier); i++) {
        struct contract_line line;
        contract_line_get(dossier, i, &line);
        struct renewal_clock clock =
            contract_clock(&line, &ground->base.settings->calendar, ground->base.today);
        if (contract_line_status(&line) != LINE_OPEN && day_of_line(anchor, &clock) == old)
            return true;
    }
    return false;
}

static bool is_another_term(
    const struct run_ground *ground, enum playbook_anchor anchor, day_number old, day_number day)
{
    return is_of_contract(anchor) && old != DAY_NONE && day != DAY_NONE && day != old &&
           (is_next_term(ground, old, day) || is_closed(ground, anchor, old));
}

/* What is no longer known erases no date. */
static day_number anchor_now(const struct run_ground *ground)
{
    day_number old = row_day(ground->run, RUN_ANCHOR);
    if (!anchor_follows(ground))
        return old;
    day_number day = playbook_anchor_day(
        ground->playbook->anchor, &ground->base, row_day(ground->run, RUN_STARTED));
    return day == DAY_NONE || is_another_term(ground, ground->playbook->anchor, old, day) ? old
                                                                                          : day;
}

/* A step with an anchor of its own, of which only its day is known. */
static bool stays(const struct run_ground *ground, const struct playbook_step *rule,
    const struct row *step, day_number asked)
{
    day_number old = row_day(step, STEP_PLANNED);
    return rule->anchor != ground->playbook->anchor && is_of_contract(rule->anchor) &&
           old != DAY_NONE && asked != DAY_NONE && is_next_term(ground, old, asked);
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
        day_number asked = rule ? days[rule - playbook->steps] : DAY_NONE;
        if (rule && run_draft_moves(draft, step) && !stays(draft->ground, rule, step, asked))
            follow_step(draft, step, asked);
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
