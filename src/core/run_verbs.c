/* The verbs beside the tick. Each works on a draft of the run, which then becomes the change. */
#include "base/text.h"
#include "base/words.h"
#include "run_internal.h"

static bool came_again(const struct run_draft *draft, const struct row *step)
{
    for (size_t i = 0; i < draft->steps.count; i++) {
        const struct row *other = draft->steps.items[i];
        if (other != step && run_step_is_open(other) &&
            text_equal(row_text(other, STEP_STEP), row_text(step, STEP_STEP)))
            return true;
    }
    return false;
}

static void take_back_first_value(struct run_draft *draft, const struct row *step)
{
    const struct playbook_step *rule = run_playbook_step(draft->ground->playbook, step);
    if (!rule || !rule->first_value || !row_knows(draft->run, RUN_FIRST_VALUE))
        return;
    row_set_day(draft->run, RUN_FIRST_VALUE, DAY_NONE);
    if (row_is(draft->account, ACCOUNT_STAGE, "adopting"))
        run_set_stage(draft, "onboarding");
}

bool run_reopen(const struct run_ground *ground, const struct row *step, struct change *change,
    struct error *err)
{
    struct run_draft draft;
    struct str summary = {0};
    if (row_is(ground->run, RUN_STATUS, "cancelled"))
        return error_set(err, ERROR_USAGE, "%s is cancelled: undo brings it back",
            row_text(ground->run, RUN_TITLE));
    if (run_step_is_open(step))
        return run_refuse_state(step, _("there is nothing to reopen"), err);
    if (!run_draft_open(ground, true, change, &draft, err))
        return false;
    struct row *row = run_draft_step(&draft, step);
    if (came_again(&draft, row)) {
        run_draft_drop(&draft);
        return run_refuse_state(step, _("it repeats and is open again already"), err);
    }
    take_back_first_value(&draft, row);
    row_set_text(row, STEP_STATUS, "open");
    row_set_day(row, STEP_DONE_ON, DAY_NONE);
    row_set_text(row, STEP_WHY, NULL);
    run_draft_follow(&draft, row);
    str_addf(&summary, _("%s reopened"), row_text(step, STEP_TITLE));
    if (row_is(draft.run, RUN_STATUS, "done")) {
        row_set_text(draft.run, RUN_STATUS, "open");
        row_set_day(draft.run, RUN_FINISHED, DAY_NONE);
    }
    run_save(&draft, change, &summary);
    return true;
}

bool run_skip(const struct run_ground *ground, const struct row *step, const char *why,
    struct change *change, struct error *err)
{
    struct run_draft draft;
    struct str summary = {0};
    if (row_is(step, STEP_NEED, "gate"))
        return error_set(err, ERROR_USAGE, "step %lld, %s, is a gate: it cannot be skipped",
            (long long)row_integer(step, STEP_NUMBER), row_text(step, STEP_TITLE));
    if (!run_step_is_open(step))
        return run_refuse_state(step, _("only an open step can be skipped"), err);
    if (text_blank(why))
        return error_set(err, ERROR_USAGE, "say why step %lld, %s, is skipped",
            (long long)row_integer(step, STEP_NUMBER), row_text(step, STEP_TITLE));
    if (!run_draft_open(ground, false, change, &draft, err))
        return false;
    struct row *row = run_draft_step(&draft, step);
    run_close_step(row, "skipped", ground->base.today);
    row_set_text(row, STEP_WHY, why);
    str_addf(&summary, _("%s skipped, %s"), row_text(step, STEP_TITLE), why);
    run_finish(&draft, &summary);
    run_save(&draft, change, &summary);
    return true;
}

bool run_block(const struct run_ground *ground, const struct row *step, struct run_block block,
    struct change *change, struct error *err)
{
    struct run_draft draft;
    struct str summary = {0};
    bool ours = text_equal_nocase(block.side, "us");
    if (!ours && !text_equal_nocase(block.side, "customer"))
        return error_set(err, ERROR_USAGE, "say who blocks it: us or customer");
    if (text_blank(block.why))
        return error_set(err, ERROR_USAGE, "say what blocks it");
    if (!run_step_is_open(step))
        return run_refuse_state(step, _("only an open step can be blocked"), err);
    if (!run_draft_open(ground, false, change, &draft, err))
        return false;
    struct row *row = run_draft_step(&draft, step);
    run_end_block(row, ground->base.today);
    row_set_text(row, STEP_STATUS, "blocked");
    row_set_text(row, STEP_SIDE, ours ? "us" : "customer");
    row_set_text(row, STEP_WHY, block.why);
    row_set_day(row, STEP_BLOCKED_ON, ground->base.today);
    str_addf(&summary, _("%s blocked by %s, %s"), row_text(step, STEP_TITLE),
        ours ? _("us") : _("the customer"), block.why);
    run_save(&draft, change, &summary);
    return true;
}

bool run_unblock(const struct run_ground *ground, const struct row *step, struct change *change,
    struct error *err)
{
    struct run_draft draft;
    struct str summary = {0};
    if (!row_is(step, STEP_STATUS, "blocked"))
        return run_refuse_state(step, _("it is not blocked"), err);
    if (!run_draft_open(ground, false, change, &draft, err))
        return false;
    struct row *row = run_draft_step(&draft, step);
    run_end_block(row, ground->base.today);
    row_set_text(row, STEP_STATUS, "open");
    row_set_day(row, STEP_BLOCKED_ON, ground->base.today); /* the end is a move too (E16) */
    str_addf(&summary, _("%s goes on"), row_text(step, STEP_TITLE));
    run_save(&draft, change, &summary);
    return true;
}

/* The playbook's own day; of a step that was missed when the run started the next working day. */
static day_number own_day(const struct run_draft *draft, const struct row *step)
{
    const struct playbook_ground *ground = &draft->ground->base;
    day_number asked = run_draft_asked(draft, step);
    bool missed = asked != DAY_NONE && asked < row_day(draft->run, RUN_STARTED);
    return missed ? day_roll_forward(ground->today, &ground->settings->calendar) : asked;
}

bool run_set_day(const struct run_ground *ground, const struct row *step, day_number day,
    struct change *change, struct error *err)
{
    struct run_draft draft;
    struct str summary = {0};
    char words[24];
    if (!run_step_is_open(step))
        return run_refuse_state(step, _("only an open step has a day to set"), err);
    if (!run_draft_open(ground, false, change, &draft, err))
        return false;
    struct row *row = run_draft_step(&draft, step);
    row_set(row, STEP_PINNED, day == DAY_NONE ? value_unknown() : value_integer(1));
    row_set_day(row, STEP_DUE, day == DAY_NONE ? own_day(&draft, row) : day);
    run_draft_follow(&draft, row);
    day_words(row_day(row, STEP_DUE), ground->base.today, words);
    str_addf(&summary, _("%s set for %s"), row_text(step, STEP_TITLE),
        *words ? words : _("when its anchor is known"));
    run_save(&draft, change, &summary);
    return true;
}

bool run_move_anchor(
    const struct run_ground *ground, day_number anchor, struct change *change, struct error *err)
{
    struct run_draft draft;
    struct str summary = {0};
    char words[24];
    if (!run_draft_open(ground, false, change, &draft, err))
        return false;
    run_draft_move(&draft, anchor);
    str_addf(&summary, _("%s counts from %s"), row_text(ground->run, RUN_TITLE),
        day_words(anchor, ground->base.today, words));
    run_save(&draft, change, &summary);
    return true;
}

bool run_cancel(
    const struct run_ground *ground, const char *why, struct change *change, struct error *err)
{
    struct run_draft draft;
    struct str summary = {0};
    day_number today = ground->base.today;
    if (!run_draft_open(ground, false, change, &draft, err))
        return false;
    for (size_t i = 0; i < draft.steps.count; i++)
        if (run_step_is_open(draft.steps.items[i]))
            run_close_step(draft.steps.items[i], "cancelled", today);
    row_set_text(draft.run, RUN_STATUS, "cancelled");
    row_set_day(draft.run, RUN_FINISHED, today);
    row_set_text(draft.run, RUN_WHY, text_blank(why) ? NULL : why);
    str_addf(&summary, _("%s cancelled"), row_text(ground->run, RUN_TITLE));
    run_save(&draft, change, &summary);
    return true;
}
