#include "base/bug.h"
#include "run_internal.h"

/* Of a run that its exit condition ended, the steps that the playbook keeps can still be done. */
static bool keeps_steps(const struct run_ground *ground)
{
    const struct row_list *steps = &ground->base.dossier->steps;
    if (!row_is(ground->run, RUN_STATUS, "cancelled"))
        return false;
    for (size_t i = 0; i < steps->count; i++)
        if (row_integer(steps->items[i], STEP_RUN) == ground->run->key &&
            run_step_is_open(steps->items[i]))
            return true;
    return false;
}

bool run_draft_open(const struct run_ground *ground, bool any, struct change *change,
    struct run_draft *draft, struct error *err)
{
    const struct dossier *dossier = ground->base.dossier;
    if (!any && !row_is(ground->run, RUN_STATUS, "open") && !keeps_steps(ground))
        return error_set(err, ERROR_USAGE, "%s is %s: nothing can be done in it",
            row_text(ground->run, RUN_TITLE), row_text(ground->run, RUN_STATUS));
    *draft = (struct run_draft){.ground = ground, .arena = &change->arena};
    draft->account = row_copy(draft->arena, dossier->account);
    draft->run = row_copy(draft->arena, ground->run);
    for (size_t i = 0; i < dossier->steps.count; i++) {
        struct row *step = dossier->steps.items[i];
        if (row_integer(step, STEP_RUN) != ground->run->key)
            continue;
        ARRAY_PUSH(&draft->originals, step);
        ARRAY_PUSH(&draft->steps, row_copy(draft->arena, step));
    }
    return true;
}

struct row *run_draft_step(const struct run_draft *draft, const struct row *step)
{
    for (size_t i = 0; i < draft->steps.count; i++)
        if (draft->steps.items[i]->key == step->key)
            return draft->steps.items[i];
    BUG_ON(true);
    return NULL;
}

struct row *run_draft_repeat(struct run_draft *draft, const struct row *step)
{
    static const int kept[] = {STEP_ACCOUNT, STEP_RUN, STEP_STEP, STEP_NUMBER, STEP_TITLE,
        STEP_KIND, STEP_NEED, STEP_AFTER, STEP_OWNER};
    struct row *copy = row_new(draft->arena, KIND_STEP);
    for (size_t i = 0; i < COUNT_OF(kept); i++)
        row_set(copy, kept[i], step->values[kept[i]]);
    row_set_text(copy, STEP_STATUS, "open");
    ARRAY_PUSH(&draft->steps, copy);
    ARRAY_PUSH(&draft->originals, NULL);
    return copy;
}

static void save_row(struct change *change, const struct row *row, const struct row *original)
{
    bool found = false;
    size_t at = 0;
    for (int field = 0; field < kind_info(row->kind)->stored; field++) {
        struct value before = original ? original->values[field] : value_unknown();
        if (value_equal(row->values[field], before))
            continue;
        if (!found)
            at = original ? change_update(change, row->kind, row->key)
                          : change_insert(change, row->kind);
        found = true;
        change_set(change, at, field, row->values[field]);
    }
}

/* Since when the customer holds this step up: as it is now, or was before the draft. */
static day_number held_since(const struct row *step)
{
    if (!step || !row_is(step, STEP_STATUS, "blocked") || !row_is(step, STEP_SIDE, "customer"))
        return DAY_NONE;
    return row_day(step, STEP_BLOCKED_ON);
}

/* The earliest day since when another step is held up too; of those whose block ends in the same
 * draft only later ones count, so that one of them bears the days. */
static day_number held_beside(const struct run_draft *draft, size_t at)
{
    day_number first = DAY_NONE;
    for (size_t i = 0; i < draft->steps.count; i++) {
        day_number since = held_since(draft->steps.items[i]);
        if (since == DAY_NONE && i > at)
            since = held_since(draft->originals.items[i]);
        if (i != at && since != DAY_NONE && (first == DAY_NONE || since < first))
            first = since;
    }
    return first;
}

/* Days on which the customer held up two steps of the run are days of one of them (E16). */
static void share_held_days(struct run_draft *draft, size_t at)
{
    struct row *step = draft->steps.items[at];
    const struct row *before = draft->originals.items[at];
    day_number since = held_since(before), beside = held_beside(draft, at);
    int64_t days = row_integer(step, STEP_BLOCKED_DAYS);
    if (since == DAY_NONE || beside == DAY_NONE || days == row_integer(before, STEP_BLOCKED_DAYS))
        return;
    day_number from = beside > since ? beside : since, today = draft->ground->base.today;
    if (from < today)
        row_set_integer(step, STEP_BLOCKED_DAYS, days - (today - from));
}

void run_draft_save(struct run_draft *draft, struct change *change)
{
    for (size_t i = 0; i < draft->steps.count; i++)
        share_held_days(draft, i);
    change->account = draft->account->key;
    save_row(change, draft->run, draft->ground->run);
    for (size_t i = 0; i < draft->steps.count; i++)
        save_row(change, draft->steps.items[i], draft->originals.items[i]);
    save_row(change, draft->account, draft->ground->base.dossier->account);
    run_draft_drop(draft);
}

void run_draft_drop(struct run_draft *draft)
{
    array_fini(&draft->steps);
    array_fini(&draft->originals);
}
