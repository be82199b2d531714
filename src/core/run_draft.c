#include "base/bug.h"
#include "run_internal.h"

bool run_draft_open(const struct run_ground *ground, bool any, struct change *change,
    struct run_draft *draft, struct error *err)
{
    const struct dossier *dossier = ground->base.dossier;
    if (!any && !row_is(ground->run, RUN_STATUS, "open"))
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

void run_draft_save(struct run_draft *draft, struct change *change)
{
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

/* --- dates --- */

static bool moves(const struct row *step)
{
    return run_step_is_open(step) && row_integer(step, STEP_PINNED) == 0;
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

static day_number effective_day(const struct row *step)
{
    return row_is(step, STEP_STATUS, "done") ? row_day(step, STEP_DONE_ON)
                                             : row_day(step, STEP_DUE);
}

static void set_days(struct row *step, day_number day)
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
    if (index < 0 || anchor == DAY_NONE)
        return;
    for (size_t i = 0; i < draft->steps.count; i++) {
        struct row *other = draft->steps.items[i];
        const struct playbook_step *rule = run_playbook_step(playbook, other);
        if (!rule || !moves(other) || rule->anchor != ANCHOR_STEP || rule->anchor_step != index)
            continue;
        day_number day = playbook_date(rule->offset, rule->roll, anchor, calendar);
        if (day == row_day(other, STEP_DUE))
            continue;
        set_days(other, day);
        run_draft_follow(draft, other);
    }
}

/* The last row of a step of the playbook; NULL where the run left it out. */
static const struct row *row_of(const struct run_draft *draft, int index)
{
    const struct row *found = NULL;
    for (size_t i = 0; i < draft->steps.count; i++)
        if (index_of(draft->ground->playbook, draft->steps.items[i]) == index)
            found = draft->steps.items[i];
    return found;
}

/* What the playbook asks for now, done and pinned steps as they stand. */
static day_number day_asked(const struct run_draft *draft, int index, day_number run_anchor)
{
    const struct run_ground *ground = draft->ground;
    const struct playbook_step *rule = &ground->playbook->steps[index];
    day_number anchor = run_anchor;
    if (rule->anchor == ANCHOR_STEP) {
        const struct row *before = row_of(draft, rule->anchor_step);
        anchor = before && !moves(before) ? effective_day(before)
                                          : day_asked(draft, rule->anchor_step, run_anchor);
    } else if (rule->anchor != ground->playbook->anchor) {
        anchor =
            playbook_anchor_day(rule->anchor, &ground->base, row_day(ground->run, RUN_STARTED));
    }
    return playbook_date(rule->offset, rule->roll, anchor, &ground->base.settings->calendar);
}

day_number run_draft_asked(const struct run_draft *draft, const struct row *step)
{
    int index = index_of(draft->ground->playbook, step);
    return index < 0 ? row_day(step, STEP_PLANNED)
                     : day_asked(draft, index, row_day(draft->run, RUN_ANCHOR));
}

/* A step that a late start had spread keeps its day while its true one stays past. */
static bool keeps_spread(const struct row *step, day_number asked, day_number today)
{
    return row_day(step, STEP_DUE) != row_day(step, STEP_PLANNED) && asked < today;
}

void run_draft_move(struct run_draft *draft, day_number anchor)
{
    const struct run_ground *ground = draft->ground;
    row_set_day(draft->run, RUN_ANCHOR, anchor);
    if (!row_knows(draft->run, RUN_TARGET) && ground->playbook)
        row_set_day(draft->run, RUN_TARGET,
            playbook_span_end(&ground->playbook->target, &ground->base, anchor));
    for (size_t i = 0; i < draft->steps.count; i++) {
        struct row *step = draft->steps.items[i];
        int index = index_of(ground->playbook, step);
        if (index < 0 || !moves(step))
            continue;
        day_number asked = day_asked(draft, index, anchor);
        if (keeps_spread(step, asked, ground->base.today))
            row_set_day(step, STEP_PLANNED, asked);
        else
            set_days(step, asked);
    }
}
