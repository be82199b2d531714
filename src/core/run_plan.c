/* How one account goes through a playbook: which steps, when (E14), and what a late start does. */
#include "run_internal.h"

#include "base/words.h"

struct planner {
    const struct playbook *playbook;
    const struct playbook_ground *ground;
    struct run_plan *plan;
    day_number *planned;      /* by step of the playbook, left-out ones too */
    bool *known;              /* planned was worked out */
    struct plan_step **taken; /* by step of the playbook; NULL: left out */
};

static day_number anchor_of(const struct planner *planner, enum playbook_anchor anchor)
{
    return anchor == planner->playbook->anchor
               ? planner->plan->anchor
               : playbook_anchor_day(anchor, planner->ground, planner->plan->started);
}

/* The day that the playbook asks for. Steps have no cycles, so the depth is that of the chain. */
static day_number plan_day(const struct planner *planner, int index)
{
    const struct playbook_step *step = &planner->playbook->steps[index];
    if (planner->known[index])
        return planner->planned[index];
    day_number anchor = step->anchor == ANCHOR_STEP ? plan_day(planner, step->anchor_step)
                                                    : anchor_of(planner, step->anchor);
    planner->planned[index] =
        playbook_date(step->offset, step->roll, anchor, &planner->ground->settings->calendar);
    planner->known[index] = true;
    return planner->planned[index];
}

static const char *waiting_for(const struct playbook *playbook, const struct playbook_step *step)
{
    while (step->anchor == ANCHOR_STEP)
        step = &playbook->steps[step->anchor_step];
    return playbook_anchor_words(step->anchor);
}

enum step_need run_need_of(const struct playbook_step *step, const struct playbook_ground *ground)
{
    if (step->gate_when.count > 0 && playbook_holds(&step->gate_when, ground))
        return NEED_GATE;
    if (step->need == NEED_OPTIONAL && step->required_when.count > 0 &&
        playbook_holds(&step->required_when, ground))
        return NEED_REQUIRED;
    return step->need;
}

static void take_step(struct planner *planner, int index)
{
    const struct playbook_step *step = &planner->playbook->steps[index];
    struct run_plan *plan = planner->plan;
    day_number planned = plan_day(planner, index);
    if (!playbook_holds(&step->when, planner->ground))
        return;
    struct plan_step *taken = &plan->steps[plan->step_count++];
    *taken = (struct plan_step){.step = step,
        .number = plan->step_count,
        .planned = planned,
        .due = planned,
        .need = run_need_of(step, planner->ground)};
    planner->taken[index] = taken;
    if (planned == DAY_NONE) {
        taken->how = PLAN_WAITING;
        taken->waiting_for = waiting_for(planner->playbook, step);
    } else if (planned < plan->started) {
        taken->how = taken->need == NEED_OPTIONAL ? PLAN_SKIPPED : PLAN_SPREAD;
    }
}

/* The limit of the spreading: what is due today, or optional, leaves no room and sets none. */
static day_number first_ahead(const struct run_plan *plan)
{
    day_number first = DAY_NONE;
    for (int i = 0; i < plan->step_count; i++) {
        const struct plan_step *step = &plan->steps[i];
        if (step->how == PLAN_AHEAD && step->need != NEED_OPTIONAL &&
            step->planned > plan->started && (first == DAY_NONE || step->planned < first))
            first = step->planned;
    }
    return first;
}

struct run_spread run_spread_from(
    day_number today, day_number last, const struct calendar *calendar)
{
    return (struct run_spread){calendar, day_roll_forward(today, calendar), last};
}

day_number run_spread_take(struct run_spread *spread)
{
    day_number day = spread->next;
    spread->next = day_add_working(day, 1, spread->calendar);
    return spread->last != DAY_NONE && spread->last < day ? spread->last : day;
}

/* Missed required steps: one a working day in order, up to the first step still ahead. */
static void spread_missed(struct run_plan *plan, const struct calendar *calendar)
{
    struct run_spread spread = run_spread_from(plan->started, first_ahead(plan), calendar);
    for (int i = 0; i < plan->step_count; i++) {
        struct plan_step *step = &plan->steps[i];
        plan->skipped += step->how == PLAN_SKIPPED;
        if (step->how != PLAN_SPREAD)
            continue;
        plan->spread++;
        step->due = run_spread_take(&spread);
    }
}

/* A step ahead that counts from a spread one follows it. */
static day_number follow(const struct planner *planner, int index)
{
    const struct plan_step *taken = planner->taken[index];
    const struct playbook_step *step = &planner->playbook->steps[index];
    if (!taken)
        return planner->planned[index];
    if (taken->how != PLAN_AHEAD || step->anchor != ANCHOR_STEP)
        return taken->due;
    return playbook_date(step->offset, step->roll, follow(planner, step->anchor_step),
        &planner->ground->settings->calendar);
}

static day_number target_of(const struct planner *planner)
{
    const struct run_plan *plan = planner->plan;
    const struct playbook_span *span = &planner->playbook->target;
    if (span->source != SPAN_NONE)
        return playbook_span_end(span, planner->ground, plan->anchor);
    day_number last = DAY_NONE;
    for (int i = 0; i < plan->step_count; i++)
        if (plan->steps[i].need != NEED_OPTIONAL &&
            (last == DAY_NONE || plan->steps[i].planned > last))
            last = plan->steps[i].planned;
    return last;
}

void run_plan_make(const struct playbook *playbook, const struct playbook_ground *ground,
    day_number given, struct arena *arena, struct run_plan *ret_plan)
{
    size_t count = (size_t)playbook->step_count;
    struct run_plan plan = {.playbook = playbook,
        .started = ground->today,
        .anchor = given,
        .given = given != DAY_NONE};
    struct planner planner = {
        .playbook = playbook,
        .ground = ground,
        .plan = &plan,
        .planned = arena_alloc_array(arena, count, sizeof(*planner.planned)),
        .known = arena_alloc_array(arena, count, sizeof(*planner.known)),
        .taken = arena_alloc_array(arena, count, sizeof(struct plan_step *)),
    };
    if (given == DAY_NONE)
        plan.anchor = playbook_own_anchor_day(playbook, ground);
    plan.steps = arena_alloc_array(arena, count, sizeof(*plan.steps));
    for (int i = 0; i < playbook->step_count; i++)
        take_step(&planner, i);
    spread_missed(&plan, &ground->settings->calendar);
    for (int i = 0; i < playbook->step_count; i++)
        if (planner.taken[i])
            planner.taken[i]->due = follow(&planner, i);
    plan.target = target_of(&planner);
    *ret_plan = plan;
}

/* --- the rows of a new run --- */

static bool is_taken(const struct run_plan *plan, const struct playbook_step *step)
{
    for (int i = 0; i < plan->step_count; i++)
        if (plan->steps[i].step == step)
            return true;
    return false;
}

static const char *after_ids(
    const struct run_plan *plan, const struct playbook_step *step, struct arena *arena)
{
    struct str ids = {0};
    for (int i = 0; i < step->after_count; i++) {
        const struct playbook_step *before = &plan->playbook->steps[step->after[i]];
        if (!is_taken(plan, before))
            continue;
        if (ids.len)
            str_add_char(&ids, ';');
        str_add(&ids, before->id);
    }
    const char *text = ids.len ? arena_copy_text(arena, str_text(&ids)) : NULL;
    str_fini(&ids);
    return text;
}

static size_t insert_run(
    const struct run_plan *plan, const struct playbook_ground *ground, struct change *change)
{
    const struct row *account = ground->dossier->account;
    const struct playbook *playbook = plan->playbook;
    size_t run = change_insert(change, KIND_RUN);
    change_set_integer(change, run, RUN_ACCOUNT, account->key);
    change_set_text(change, run, RUN_PLAYBOOK, playbook->id);
    change_set_text(change, run, RUN_TITLE, playbook->title);
    change_set_day(change, run, RUN_STARTED, plan->started);
    change_set_day(change, run, RUN_ANCHOR, plan->anchor);
    change_set_day(change, run, RUN_TARGET, plan->target);
    change_set_text(change, run, RUN_STATUS, "open");
    change_set_text(change, run, RUN_TEXT, playbook->text);
    change_set_text(change, run, RUN_VERSION, playbook->version);
    change_set_text(change, run, RUN_TYPE, playbook_word(PLAYBOOK_LIST_TYPES, (int)playbook->type));
    if (plan->given)
        change_set_integer(change, run, RUN_ANCHOR_GIVEN, 1);
    struct playbook_ground own = *ground;
    own.run = PLAYBOOK_NEW_RUN;
    if (playbook->success.count > 0 && playbook_holds(&playbook->success, &own))
        change_set_integer(change, run, RUN_WAS_SUCCESS, 1);
    return run;
}

static void insert_step(const struct run_plan *plan, const struct plan_step *step,
    const struct row *account, int64_t run, struct change *change)
{
    size_t row = change_insert(change, KIND_STEP);
    change_set_integer(change, row, STEP_ACCOUNT, account->key);
    change_set_integer(change, row, STEP_RUN, run);
    change_set_text(change, row, STEP_STEP, step->step->id);
    change_set_integer(change, row, STEP_NUMBER, step->number);
    change_set_text(change, row, STEP_TITLE, step->step->title);
    change_set_text(change, row, STEP_KIND, step->step->kind);
    change_set_text(change, row, STEP_NEED, playbook_word(PLAYBOOK_LIST_NEEDS, (int)step->need));
    change_set_day(change, row, STEP_DUE, step->due);
    change_set_day(change, row, STEP_PLANNED, step->planned);
    change_set_text(change, row, STEP_AFTER, after_ids(plan, step->step, &change->arena));
    change_set_text(change, row, STEP_OWNER, step->step->owner);
    change_set_text(change, row, STEP_STATUS, step->how == PLAN_SKIPPED ? "skipped" : "open");
    if (step->how != PLAN_SKIPPED)
        return;
    change_set_day(change, row, STEP_DONE_ON, plan->started);
    change_set_text(change, row, STEP_WHY, "its day was past when the run started");
}

void run_start(
    const struct run_plan *plan, const struct playbook_ground *ground, struct change *change)
{
    const struct row *account = ground->dossier->account;
    char day[24];
    size_t run = insert_run(plan, ground, change);
    int64_t name = change_name(change, run);
    for (int i = 0; i < plan->step_count; i++)
        insert_step(plan, &plan->steps[i], account, name, change);
    change->account = account->key;
    if (plan->target == DAY_NONE)
        change_summarize(change,
            words_plural("%s: %s started, %d step, waiting for %s",
                "%s: %s started, %d steps, waiting for %s", plan->step_count),
            row_text(account, ACCOUNT_NAME), plan->playbook->title, plan->step_count,
            playbook_anchor_words(plan->playbook->anchor));
    else
        change_summarize(change,
            words_plural("%s: %s started, %d step, to be done by %s%s",
                "%s: %s started, %d steps, to be done by %s%s", plan->step_count),
            row_text(account, ACCOUNT_NAME), plan->playbook->title, plan->step_count,
            day_words(plan->target, ground->today, day),
            plan->target < ground->today ? _(", which is past") : "");
}
