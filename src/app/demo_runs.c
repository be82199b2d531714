/* Running and finished playbooks of a demo account: started on a past day by the rules of core/run,
 * then ticked as far as the line says. */
#include <stdio.h>
#include <string.h>
#include "app/demo_internal.h"
#include "base/money.h"
#include "core/contract.h"
#include "core/run.h"

/* `onboarding, started -34d, done 6, by -5d, hold live, side customer, since -9d: why` */
struct demo_order {
    const char *playbook;
    day_number started; /* DAY_NONE: as the playbook says */
    day_number given;   /* the day of its anchor, or DAY_NONE */
    long long done;     /* so many first steps; -1: all that were due by today */
    day_number by;      /* the last of them was done on this day at the latest */
    const char *hold;   /* id of a step that is blocked, or NULL */
    const char *side;
    const char *why;
    day_number since;
    day_number finished, first_value; /* or DAY_NONE */
};

/* Of the rules, which the scores need anyway. */
static const struct playbook *find_playbook(struct demo *demo, const char *id)
{
    const struct rules *rules;
    struct error ignored;

    if (!session_rules(demo->session, &rules, &ignored))
        return NULL;
    for (int i = 0; i < rules->playbook_count; i++)
        if (text_equal(rules->playbooks[i]->id, id))
            return rules->playbooks[i];
    return NULL;
}

static bool set_part(struct demo_account *account, const char *name, struct demo_span value,
    struct demo_order *order, struct error *err)
{
    struct arena *arena = &account->change.arena;
    const struct {
        const char *name;
        day_number *day;
    } days[] = {{"by", &order->by}, {"finished", &order->finished},
        {"first_value", &order->first_value}, {"given", &order->given}, {"since", &order->since},
        {"started", &order->started}};
    const struct {
        const char *name;
        const char **text;
    } texts[] = {{"hold", &order->hold}, {"side", &order->side}};

    for (size_t i = 0; i < COUNT_OF(days); i++)
        if (text_equal(name, days[i].name))
            return demo_day(account, value, days[i].day, err);
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        if (text_equal(name, texts[i].name)) {
            *texts[i].text = demo_copy(arena, value);
            return true;
        }
    if (text_equal(name, "done") && text_to_int(demo_copy(arena, value), &order->done))
        return true;
    return error_set(err, ERROR_USAGE, "a run has no \"%s\"", name);
}

static bool read_order(struct demo_account *account, struct demo_span line,
    struct demo_order *ret_order, struct error *err)
{
    const day_number today = account->demo->session->today;
    struct arena *arena = &account->change.arena;
    struct demo_order order = {.started = DAY_NONE,
        .given = DAY_NONE,
        .done = -1,
        .by = today,
        .since = today,
        .finished = DAY_NONE,
        .first_value = DAY_NONE};
    struct demo_span fields, piece, word;

    if (!demo_take(&line, ": ", &fields) || !demo_take(&fields, ",", &piece))
        return false;
    order.playbook = demo_copy(arena, piece);
    order.why = line.len > 0 ? demo_copy(arena, line) : NULL;
    while (demo_take(&fields, ",", &piece))
        if (!demo_take(&piece, " ", &word) ||
            !set_part(account, demo_copy(arena, word), demo_trim(piece), &order, err))
            return false;
    *ret_order = order;
    return true;
}

/* --- the plan as it went --- */

static int index_of_taken(const struct run_plan *plan, int step)
{
    for (int i = 0; i < plan->step_count; i++)
        if (plan->steps[i].step == &plan->playbook->steps[step])
            return i;
    return -1;
}

static bool is_done(
    const struct demo_order *order, const struct plan_step *step, int at, day_number today)
{
    if (step->how == PLAN_SKIPPED || step->due == DAY_NONE)
        return false;
    if (order->finished != DAY_NONE)
        return true;
    return order->done >= 0 ? at < order->done : step->due <= today;
}

/* Fills done[] and moves what counts from a step that was done on another day. */
static void go_through(struct run_plan *plan, const struct demo_order *order,
    const struct playbook_ground *ground, day_number today, day_number *done)
{
    day_number last = order->finished != DAY_NONE ? order->finished : order->by;

    for (int i = 0; i < plan->step_count; i++) {
        struct plan_step *step = &plan->steps[i];
        const struct playbook_step *rule = step->step;
        int before = rule->anchor == ANCHOR_STEP ? index_of_taken(plan, rule->anchor_step) : -1;

        done[i] = DAY_NONE;
        if (before >= 0 && done[before] != DAY_NONE)
            step->due = step->planned =
                playbook_date(rule->offset, rule->roll, done[before], &ground->settings->calendar);
        if (is_done(order, step, i, today))
            done[i] = step->due < last ? step->due : last;
    }
}

static void mark_steps(struct demo_account *account, const struct run_plan *plan,
    const struct demo_order *order, const day_number *done, size_t first)
{
    struct change *change = &account->change;

    for (int i = 0; i < plan->step_count; i++) {
        size_t row = first + (size_t)i;

        if (done[i] != DAY_NONE) {
            change_set_text(change, row, STEP_STATUS, "done");
            change_set_day(change, row, STEP_DONE_ON, done[i]);
        } else if (order->hold && text_equal(plan->steps[i].step->id, order->hold)) {
            change_set_text(change, row, STEP_STATUS, "blocked");
            change_set_text(change, row, STEP_SIDE, order->side);
            change_set_text(change, row, STEP_WHY, order->why);
            change_set_day(change, row, STEP_BLOCKED_ON, order->since);
        }
    }
}

static void mark_run(struct demo_account *account, const struct demo_order *order, size_t run)
{
    struct change *change = &account->change;

    change_set_text(change, run, RUN_ID,
        arena_format(&change->arena, "r-%d", 100 + ++account->demo->made[KIND_RUN]));
    change_set_day(change, run, RUN_FIRST_VALUE, order->first_value);
    if (order->finished == DAY_NONE)
        return;
    change_set_text(change, run, RUN_STATUS, "done");
    change_set_day(change, run, RUN_FINISHED, order->finished);
}

/* --- what playbooks look at --- */

static void see_contract(struct demo_account *account, struct row *row)
{
    const struct session *session = account->demo->session;
    struct account_contract contract =
        contract_of_account(&account->dossier, &session->settings, session->today);

    row_set_day(row, ACCOUNT_DECIDES_ON, contract.clock.decision);
    if (contract.arr != MONEY_NONE)
        row_set_integer(row, ACCOUNT_ARR_NOW, contract.arr);
}

static void see_account(struct demo_account *account)
{
    struct change *change = &account->change;
    struct row *row = row_new(&change->arena, KIND_ACCOUNT);

    memcpy(row->values, change->rows.items[account->row].values,
        (size_t)ACCOUNT_STORED * sizeof(*row->values));
    row->key = change_name(change, account->row);
    account->dossier.account = row;
    for (size_t i = 0; i < change->rows.count; i++) {
        struct row *line;

        if (change->rows.items[i].kind != KIND_CONTRACT)
            continue;
        line = arena_alloc(&change->arena, sizeof(*line));
        *line = (struct row){.kind = KIND_CONTRACT, .values = change->rows.items[i].values};
        ARRAY_PUSH(&account->dossier.contracts, line);
    }
    see_contract(account, row);
}

/* Begun by itself: so long before its anchor. */
static day_number usual_start(
    const struct playbook *playbook, const struct playbook_ground *ground, day_number given)
{
    const struct calendar *calendar = &ground->settings->calendar;
    struct playbook_offset back = playbook->before;
    day_number anchor =
        given != DAY_NONE ? given : playbook_anchor_day(playbook->anchor, ground, ground->today);

    if (anchor == DAY_NONE || playbook->how != PLAYBOOK_BEFORE)
        return anchor != DAY_NONE && anchor < ground->today ? anchor : ground->today;
    back.count = -back.count;
    return playbook_date(back, ROLL_FORWARD, anchor, calendar);
}

static bool add_run(struct demo_account *account, struct demo_span line, struct error *err)
{
    struct session *session = account->demo->session;
    struct playbook_ground ground = {&account->dossier, &session->settings, NULL, session->today};
    const struct playbook *playbook;
    struct demo_order order = {0};
    struct run_plan plan;

    if (!read_order(account, line, &order, err))
        return false;
    playbook = find_playbook(account->demo, order.playbook);
    if (playbook == NULL)
        return error_set(err, ERROR_USAGE, "no playbook %s", order.playbook);
    ground.today = order.started != DAY_NONE
                       ? day_roll_back(order.started, &session->settings.calendar)
                       : usual_start(playbook, &ground, order.given);
    /* The account as it stood then: only its days matter to the plan. */
    struct row *row = row_copy(&account->change.arena, account->dossier.account);
    const struct row *now = account->dossier.account;

    row_settle(row, &session->settings, ground.today);
    account->dossier.account = row;
    run_plan_make(playbook, &ground, order.given, &account->change.arena, &plan);

    day_number *done =
        arena_alloc_array(&account->change.arena, (size_t)plan.step_count, sizeof(*done));
    size_t run = account->change.rows.count;

    go_through(&plan, &order, &ground, session->today, done);
    run_start(&plan, &ground, &account->change);
    mark_run(account, &order, run);
    mark_steps(account, &plan, &order, done, run + 1);
    account->dossier.account = now;
    return true;
}

bool demo_runs(struct demo_account *account, struct error *err)
{
    const struct tree_node *block = tree_get(account->node, "runs");
    struct demo_span rest, line;
    bool good = true;

    if (block == NULL)
        return true;
    see_account(account);
    rest = (struct demo_span){block->text, strlen(block->text)};
    while (demo_take(&rest, "\n", &line)) {
        struct error why = {.text = "a run is `PLAYBOOK, started -9d, done 2`"};

        if (line.len > 0 && !add_run(account, line, &why))
            good = demo_fault(account, block, line.text, why.text);
    }
    array_fini(&account->dossier.contracts);
    return good || fault_none(&account->demo->faults, err);
}
