/* Ticking a step, and all that follows from it: dates, repeats, first value, the end of the run. */
#include "base/text.h"
#include "base/words.h"
#include "run_internal.h"

static const char *account_name(const struct run_ground *ground)
{
    return row_text(ground->base.dossier->account, ACCOUNT_NAME);
}

bool run_refuse_state(const struct row *step, const char *what, struct error *err)
{
    return error_set(err, ERROR_USAGE, "step %lld, %s, is %s: %s",
        (long long)row_integer(step, STEP_NUMBER), row_text(step, STEP_TITLE),
        row_text(step, STEP_STATUS), what);
}

/* A block by the customer counts its days: E16, target + days blocked by the customer. */
void run_end_block(struct row *step, day_number today)
{
    day_number since = row_day(step, STEP_BLOCKED_ON);
    if (row_is(step, STEP_SIDE, "customer") && since != DAY_NONE && since < today)
        row_set_integer(
            step, STEP_BLOCKED_DAYS, row_integer(step, STEP_BLOCKED_DAYS) + today - since);
    row_set_day(step, STEP_BLOCKED_ON, DAY_NONE);
    row_set_text(step, STEP_SIDE, NULL);
    row_set_text(step, STEP_WHY, NULL);
}

void run_close_step(struct row *step, const char *status, day_number today)
{
    run_end_block(step, today);
    row_set_text(step, STEP_STATUS, status);
    row_set_day(step, STEP_DONE_ON, today);
}

/* --- what follows from a tick --- */

/* A step that repeats comes again; the step that ends it calls the open one off. */
static void repeat_step(struct run_draft *draft, const struct row *done)
{
    const struct run_ground *ground = draft->ground;
    const struct playbook_step *rule = run_playbook_step(ground->playbook, done);
    if (!rule || rule->repeats.count <= 0)
        return;
    day_number day = playbook_date(
        rule->repeats, rule->roll, ground->base.today, &ground->base.settings->calendar);
    struct row *again = run_draft_repeat(draft, done);
    row_set_day(again, STEP_DUE, day);
    row_set_day(again, STEP_PLANNED, day);
}

static bool has_ended(const struct run_draft *draft, const char *id)
{
    for (size_t i = 0; i < draft->steps.count; i++)
        if (text_equal(row_text(draft->steps.items[i], STEP_STEP), id) &&
            row_is(draft->steps.items[i], STEP_STATUS, "done"))
            return true;
    return false;
}

static void end_repeats(struct run_draft *draft)
{
    const struct playbook *playbook = draft->ground->playbook;
    for (size_t i = 0; playbook && i < draft->steps.count; i++) {
        struct row *step = draft->steps.items[i];
        const struct playbook_step *rule = run_playbook_step(playbook, step);
        if (!rule || rule->repeats.count <= 0 || rule->repeats_until < 0 ||
            !run_step_is_open(step) || !has_ended(draft, playbook->steps[rule->repeats_until].id))
            continue;
        run_close_step(step, "cancelled", draft->ground->base.today);
        row_set_text(step, STEP_WHY, "no longer needed");
    }
}

void run_set_stage(struct run_draft *draft, const char *stage)
{
    row_set_text(draft->account, ACCOUNT_STAGE, stage);
    if (row_has_tag(draft->account, ACCOUNT_HAND, "stage"))
        return;
    const char *hand = row_text(draft->account, ACCOUNT_HAND);
    row_set_text(draft->account, ACCOUNT_HAND,
        arena_format(draft->arena, "%s%sstage", hand, *hand ? ";" : ""));
}

static void confirm_first_value(
    struct run_draft *draft, const struct row *step, struct str *summary)
{
    const struct run_ground *ground = draft->ground;
    const struct playbook_step *rule = run_playbook_step(ground->playbook, step);
    if (!rule || !rule->first_value)
        return;
    day_number day = run_demand_value_day(ground, step);
    row_set_day(draft->run, RUN_FIRST_VALUE, day == DAY_NONE ? ground->base.today : day);
    str_add(summary, _("; first value confirmed"));
    if (!row_is(draft->account, ACCOUNT_STAGE, "onboarding"))
        return;
    run_set_stage(draft, "adopting");
    str_add(summary, _(", stage onboarding to adopting"));
}

void run_finish(struct run_draft *draft, struct str *summary)
{
    struct run_state state;
    day_number today = draft->ground->base.today;
    end_repeats(draft);
    if (!row_is(draft->run, RUN_STATUS, "open"))
        return; /* a step that an exit kept */
    run_state(draft->run, &draft->steps, NULL, today, &state);
    bool done =
        state.required > 0 ? state.required_done == state.required : state.closed == state.steps;
    if (!done)
        return;
    row_set_text(draft->run, RUN_STATUS, "done");
    row_set_day(draft->run, RUN_FINISHED, today);
    str_addf(summary, _("; %s finished"), row_text(draft->run, RUN_TITLE));
}

size_t run_draft_moved(const struct run_draft *draft)
{
    size_t moved = 0;
    for (size_t i = 0; i < draft->steps.count; i++)
        moved += draft->originals.items[i] && run_step_is_open(draft->steps.items[i]) &&
                 row_day(draft->steps.items[i], STEP_DUE) !=
                     row_day(draft->originals.items[i], STEP_DUE);
    return moved;
}

void run_save(struct run_draft *draft, struct change *change, struct str *summary)
{
    size_t moved = run_draft_moved(draft);
    if (moved > 0)
        str_addf(summary, words_plural("; %zu date moved", "; %zu dates moved", (long long)moved),
            moved);
    change_summarize(change, "%s: %s", account_name(draft->ground), str_text(summary));
    str_fini(summary);
    run_draft_save(draft, change);
}

/* --- done --- */

static bool may_tick(const struct run_draft *draft, const struct row *step, struct error *err)
{
    if (!run_step_is_open(step) && !row_is(step, STEP_STATUS, "skipped"))
        return run_refuse_state(step, _("reopen it first"), err);
    const struct row *before = run_step_waits_for(step, &draft->steps);
    if (before)
        return error_set(err, ERROR_USAGE,
            "step %lld, %s, comes after step %lld, %s: do that first%s",
            (long long)row_integer(step, STEP_NUMBER), row_text(step, STEP_TITLE),
            (long long)row_integer(before, STEP_NUMBER), row_text(before, STEP_TITLE),
            row_is(before, STEP_NEED, "gate") ? "" : _(", or skip it"));
    return true;
}

static bool gate_opens(const struct run_ground *ground, const struct row *step,
    const struct given_list *given, struct error *err)
{
    struct arena arena = {0};
    struct demand_list demands;
    struct str missing = {0};
    if (row_is(step, STEP_NEED, "gate")) {
        run_demands(ground, step, given, &arena, &demands);
        for (size_t i = 0; i < demands.count; i++)
            if (!demands.items[i].met)
                str_addf(&missing, "%s%s (%s)", missing.len ? "; " : "", demands.items[i].words,
                    demands.items[i].how);
    }
    bool opens = missing.len == 0;
    if (!opens)
        error_set(err, ERROR_USAGE, "step %lld, %s, is a gate; it still needs %s",
            (long long)row_integer(step, STEP_NUMBER), row_text(step, STEP_TITLE),
            str_text(&missing));
    str_fini(&missing);
    arena_fini(&arena);
    return opens;
}

static void use_note(struct run_draft *draft, struct row *step)
{
    const struct run_ground *ground = draft->ground;
    const struct playbook_step *rule = run_playbook_step(ground->playbook, step);
    const struct row *note = rule && run_demands_note(rule) ? run_demand_note(ground, step) : NULL;
    if (!note)
        return;
    struct given used = {RUN_GIVEN_NOTE, arena_format(draft->arena, "%lld", (long long)note->key)};
    struct given_list list = {.items = &used, .count = 1};
    run_given_merge(step, &list, draft->arena);
}

static void tick(struct run_draft *draft, struct row *step, struct change *change)
{
    struct str summary = {0};
    use_note(draft, step);
    run_close_step(step, "done", draft->ground->base.today);
    str_addf(&summary, _("%s done"), row_text(step, STEP_TITLE));
    run_draft_follow(draft, step);
    repeat_step(draft, step);
    confirm_first_value(draft, step, &summary);
    run_finish(draft, &summary);
    run_save(draft, change, &summary);
}

bool run_done(const struct run_ground *ground, const struct row *step,
    const struct given_list *given, struct change *change, struct error *err)
{
    struct run_draft draft;
    if (!run_draft_open(ground, false, change, &draft, err))
        return false;
    struct row *row = run_draft_step(&draft, step);
    bool fine = may_tick(&draft, row, err) && run_draft_give(&draft, row, given, err) &&
                gate_opens(ground, step, given, err);
    if (fine)
        tick(&draft, row, change);
    else
        run_draft_drop(&draft);
    return fine;
}

bool run_give(const struct run_ground *ground, const struct row *step,
    const struct given_list *given, struct change *change, struct error *err)
{
    struct run_draft draft;
    struct str summary = {0};
    if (!run_draft_open(ground, false, change, &draft, err))
        return false;
    struct row *row = run_draft_step(&draft, step);
    if (!run_draft_give(&draft, row, given, err)) {
        run_draft_drop(&draft);
        return false;
    }
    str_addf(&summary, _("%s: noted"), row_text(step, STEP_TITLE));
    run_save(&draft, change, &summary);
    return true;
}
