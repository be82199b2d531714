/* Shifting the open steps of a run, and saying who does them. */
#include "base/text.h"
#include "base/words.h"
#include "run_internal.h"

/* --- shifting --- */

struct shifter {
    struct run_draft *draft;
    struct run_shift shift;
    bool *done;             /* by row of the draft */
    const day_number *days; /* the same: as they were */
};

static bool shifts(const struct shifter *shifter, const struct row *step)
{
    return run_step_is_open(step) && row_knows(step, STEP_DUE) &&
           (shifter->shift.pinned_too || row_integer(step, STEP_PINNED) == 0);
}

static const struct calendar *calendar_of(const struct shifter *shifter)
{
    return &shifter->draft->ground->base.settings->calendar;
}

static size_t place_of(const struct shifter *shifter, const struct row *row)
{
    size_t at = 0;
    while (shifter->draft->steps.items[at] != row)
        at++;
    return at;
}

/* The row that this step counts from, where it shifts too and the step stands where its rule puts
 * it; else NULL. Such a step follows its rule, so that it keeps its distance in working days. */
static struct row *leader_of(
    const struct shifter *shifter, size_t at, const struct playbook_step *rule)
{
    const struct playbook *playbook = shifter->draft->ground->playbook;
    const struct row *step = shifter->draft->steps.items[at];
    if (!rule || rule->anchor != ANCHOR_STEP || row_integer(step, STEP_PINNED) ||
        !run_draft_moves(shifter->draft, step))
        return NULL;
    struct row *leader = run_draft_row(shifter->draft, playbook->steps[rule->anchor_step].id);
    if (!leader || !shifts(shifter, leader))
        return NULL;
    day_number day = shifter->days[place_of(shifter, leader)];
    bool by_rule =
        playbook_date(rule->offset, rule->roll, day, calendar_of(shifter)) == shifter->days[at];
    return by_rule ? leader : NULL;
}

static void shift_row(struct shifter *shifter, size_t at)
{
    struct row *step = shifter->draft->steps.items[at];
    const struct playbook_step *rule = run_playbook_step(shifter->draft->ground->playbook, step);
    if (shifter->done[at] || !shifts(shifter, step))
        return;
    shifter->done[at] = true;
    struct row *leader = leader_of(shifter, at, rule);
    if (leader) {
        shift_row(shifter, place_of(shifter, leader));
        row_set_day(step, STEP_DUE,
            playbook_date(
                rule->offset, rule->roll, row_day(leader, STEP_DUE), calendar_of(shifter)));
    } else {
        row_set_day(step, STEP_DUE,
            playbook_date(shifter->shift.by, rule ? rule->roll : ROLL_USUAL, shifter->days[at],
                calendar_of(shifter)));
    }
}

static size_t count_shifting(const struct shifter *shifter)
{
    size_t count = 0;
    for (size_t i = 0; i < shifter->draft->steps.count; i++)
        count += shifts(shifter, shifter->draft->steps.items[i]);
    return count;
}

bool run_shift(const struct run_ground *ground, struct run_shift shift, struct change *change,
    struct error *err)
{
    struct run_draft draft;
    struct str summary = {0};
    if (shift.by.count == 0)
        return error_set(err, ERROR_USAGE, "say by how much: +5d, -2wd, +1w or +1m");
    if (!run_draft_open(ground, false, change, &draft, err))
        return false;
    size_t count = draft.steps.count;
    day_number *days = arena_alloc_array(draft.arena, count + 1, sizeof(*days));
    struct shifter shifter = {.draft = &draft, .shift = shift, .days = days};
    shifter.done = arena_alloc_array(draft.arena, count + 1, sizeof(*shifter.done));
    for (size_t i = 0; i < count; i++)
        days[i] = row_day(draft.steps.items[i], STEP_DUE);
    if (count_shifting(&shifter) == 0) {
        run_draft_drop(&draft);
        return error_set(err, ERROR_USAGE, "%s has no open step with a day%s",
            row_text(ground->run, RUN_TITLE), shift.pinned_too ? "" : _(" that is not pinned"));
    }
    for (size_t i = 0; i < count; i++)
        shift_row(&shifter, i);
    str_addf(&summary, _("%s shifted by "), row_text(ground->run, RUN_TITLE));
    playbook_offset_add(&summary, shift.by);
    run_save(&draft, change, &summary);
    return true;
}

/* --- who does it --- */

bool run_assign(const struct run_ground *ground, const struct row *step, const char *owner,
    struct change *change, struct error *err)
{
    struct run_draft draft;
    struct str summary = {0};
    const char *usual = row_text(ground->base.dossier->account, ACCOUNT_OWNER);
    bool is_usual = text_blank(owner) || text_compare_folded(owner, usual) == 0;
    size_t count = 0;
    if (step && !run_step_is_open(step))
        return run_refuse_state(step, _("only an open step can go to somebody else"), err);
    if (!run_draft_open(ground, false, change, &draft, err))
        return false;
    for (size_t i = 0; i < draft.steps.count; i++) {
        struct row *row = draft.steps.items[i];
        if (!run_step_is_open(row) || (step && row->key != step->key))
            continue;
        row_set_text(row, STEP_OWNER, is_usual ? NULL : owner);
        count++;
    }
    str_addf(&summary, _("%s goes to %s"),
        step ? row_text(step, STEP_TITLE) : row_text(ground->run, RUN_TITLE),
        !is_usual           ? owner
        : text_blank(usual) ? _("the account's owner")
                            : usual);
    if (!step)
        str_addf(
            &summary, words_plural(", %zu open step", ", %zu open steps", (long long)count), count);
    run_save(&draft, change, &summary);
    return true;
}
