/* What is done to the step under the cursor: ticked, skipped, blocked, dated, read, written about.
 */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/commands_internal.h"
#include "ui/day_echo.h"
#include "ui/views/checklist.h"

/* --- orders --- */

/* The account's name stands in the head already. */
static void drop_name(struct str *summary, const struct row *account)
{
    struct str name = {0};

    str_addf(&name, "%s: ", part_name(account));
    if (text_starts(str_text(summary), str_text(&name)))
        str_remove(summary, 0, name.len);
    str_fini(&name);
}

/* What comes next stands right after what was done; what else came of it follows. */
static void add_next(const struct run_case *run, day_number today, struct str *summary)
{
    const struct row *next = run->state.next;
    const char *done = strstr(str_text(summary), "; ");
    struct str words = {0};
    char day[24];

    if (!next || !row_is(run->ground.run, RUN_STATUS, "open"))
        return;
    str_addf(&words, _("; next: %s"), row_text(next, STEP_TITLE));
    if (row_knows(next, STEP_DUE))
        str_addf(&words, ", %s", day_words(row_day(next, STEP_DUE), today, day));
    str_insert(summary, done ? (size_t)(done - str_text(summary)) : summary->len, str_text(&words),
        words.len);
    str_fini(&words);
}

/* The run is over: what came of it. */
static void show_end(struct ui *ui, struct checklist *checklist)
{
    struct telling telling = {.ui = ui, .checklist = checklist, .columns = 60, .is_roomy = true};
    struct str text = {0};

    checklist_tell_end(&telling);
    checklist_told_text(&telling, &text);
    ui_read(ui, part_name(checklist->run_case.dossier.account), str_text(&text));
    str_fini(&text);
    array_fini(&telling.lines);
}

static void go_on(struct ui *ui, struct checklist *checklist, struct outcome *outcome)
{
    const struct run_case *run = &checklist->run_case;
    struct error err;
    bool ended;

    if (!checklist_read(ui, checklist, &err)) {
        ui_fault(ui, &err);
        outcome_fini(outcome);
        return;
    }
    ended = row_is(run->ground.run, RUN_STATUS, "done");
    add_next(run, ui_show(ui).today, &outcome->summary);
    if (run->state.next)
        checklist_go_to(checklist, run->state.next->key);
    ui_done(ui, outcome);
    if (ended)
        show_end(ui, checklist);
}

bool checklist_order(struct ui *ui, struct checklist *checklist, int64_t step,
    const struct step_order *order, struct error *err)
{
    struct outcome outcome;

    if (!verb_step(ui_session(ui), step, order, &outcome, err))
        return false;
    drop_name(&outcome.summary, checklist->run_case.dossier.account);
    if (order->verb == STEP_VERB_DONE || order->verb == STEP_VERB_SKIP)
        go_on(ui, checklist, &outcome);
    else
        ui_done(ui, &outcome);
    return true;
}

static void order_here(struct ui *ui, struct checklist *checklist, const struct step_order *order)
{
    const struct row *step = checklist_step(checklist);
    struct error err;

    if (step && !checklist_order(ui, checklist, step->key, order, &err))
        ui_fault(ui, &err);
}

/* --- done --- */

void checklist_run_tick(struct ui *ui, void *state, const char *rest)
{
    struct checklist *checklist = state;
    const struct row *step = checklist_step(checklist);
    struct step_order order = {.verb = STEP_VERB_REOPEN, .day = DAY_NONE};

    if (!step)
        return;
    if (run_step_is_open(step))
        checklist_lead(ui, checklist);
    else
        order_here(ui, checklist, &order);
}

void ui_open_step(struct ui *ui, int64_t step)
{
    struct arena arena = {0};
    struct row *row = NULL;
    struct checklist *checklist;
    struct error err;

    if (!store_get(session_store(ui_session(ui)), KIND_STEP, step, &arena, &row, &err)) {
        ui_fault(ui, &err);
    } else if (row) {
        ui_open_checklist(ui, row_integer(row, STEP_RUN), row_integer(row, STEP_ACCOUNT));
        checklist = ui_state(ui, VIEW_CHECKLIST);
        if (checklist)
            checklist_go_to(checklist, step);
    }
    arena_fini(&arena);
}

static bool wants_answers(const struct run_case *run, const struct row *step, struct arena *arena)
{
    struct demand_list demands = {0};

    run_demands(&run->ground, step, NULL, arena, &demands);
    for (size_t i = 0; i < demands.count; i++)
        if (!demands.items[i].met)
            return true;
    return false;
}

static void tick_elsewhere(struct ui *ui, int64_t step, int64_t run, struct arena *arena)
{
    struct step_order order = {.verb = STEP_VERB_DONE, .day = DAY_NONE};
    struct run_case after;
    struct outcome outcome;
    struct error err;

    if (!verb_step(ui_session(ui), step, &order, &outcome, &err)) {
        ui_fault(ui, &err);
        return;
    }
    if (verb_run_load(ui_session(ui), run, arena, &after, &err))
        add_next(&after, ui_show(ui).today, &outcome.summary);
    ui_done(ui, &outcome);
}

/* At once where nothing is missing; else on its checklist, where it is asked for. */
void ui_tick_step(struct ui *ui, int64_t step)
{
    struct arena arena = {0};
    struct row *row = NULL;
    struct run_case run;
    struct error err = {0};
    struct checklist *checklist;
    bool ok =
        store_get(session_store(ui_session(ui)), KIND_STEP, step, &arena, &row, &err) &&
        (row || error_set(&err, ERROR_NOT_FOUND, "this step is gone; R reads the screen anew")) &&
        verb_run_load(ui_session(ui), row_integer(row, STEP_RUN), &arena, &run, &err);

    if (!ok) {
        ui_fault(ui, &err);
    } else if (run_step_is_open(row) && wants_answers(&run, row, &arena)) {
        ui_open_step(ui, step);
        checklist = ui_state(ui, VIEW_CHECKLIST);
        if (checklist && checklist_read(ui, checklist, &err))
            checklist_lead(ui, checklist);
    } else {
        tick_elsewhere(ui, step, row_integer(row, STEP_RUN), &arena);
    }
    arena_fini(&arena);
}

/* --- skipped and blocked --- */

static bool skip_why(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct checklist *checklist = context;
    struct step_order order = {.verb = STEP_VERB_SKIP, .why = text, .day = DAY_NONE};

    if (text_blank(text))
        return error_set(err, ERROR_USAGE, "say why it is skipped");
    return checklist_order(ui, checklist, checklist_step(checklist)->key, &order, err);
}

void checklist_run_skip(struct ui *ui, void *state, const char *rest)
{
    const struct row *step = checklist_step(state);
    struct str title = {0};

    if (!step)
        return;
    if (row_is(step, STEP_NEED, "gate") && run_step_is_open(step)) {
        ui_toast(ui, "%s is a gate: it cannot be skipped", row_text(step, STEP_TITLE));
        return;
    }
    str_addf(&title, _("Skip %lld, because"), (long long)row_integer(step, STEP_NUMBER));
    ui_ask(ui, &(struct ui_question){.title = str_text(&title),
                   .hint = _("not needed here: they did it with the old system"),
                   .accept = skip_why,
                   .recalls = "skip",
                   .context = state});
    str_fini(&title);
}

enum { SIDE_CUSTOMER, SIDE_US };

static bool block_why(struct ui *ui, const char *text, struct checklist *checklist,
    const char *side, struct error *err)
{
    struct step_order order = {.verb = STEP_VERB_BLOCK, .side = side, .why = text, .day = DAY_NONE};

    if (text_blank(text))
        return error_set(err, ERROR_USAGE, "say what blocks it");
    return checklist_order(ui, checklist, checklist_step(checklist)->key, &order, err);
}

static bool block_by_customer(struct ui *ui, const char *text, void *context, struct error *err)
{
    return block_why(ui, text, context, "customer", err);
}

static bool block_by_us(struct ui *ui, const char *text, void *context, struct error *err)
{
    return block_why(ui, text, context, "us", err);
}

static void side_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    if (id == SIDE_CUSTOMER)
        ui_ask(ui, &(struct ui_question){.title = _("They block it, because"),
                       .hint = _("waiting for their IT; its days are not counted against you"),
                       .accept = block_by_customer,
                       .recalls = "block",
                       .context = context});
    else if (id == SIDE_US)
        ui_ask(ui, &(struct ui_question){.title = _("We block it, because"),
                       .hint = _("the connector is not released"),
                       .accept = block_by_us,
                       .recalls = "block",
                       .context = context});
}

void checklist_run_block(struct ui *ui, void *state, const char *rest)
{
    const struct ui_choice sides[] = {
        {_("the customer"), _("they hold it up; the days do not count"), NULL, SIDE_CUSTOMER},
        {_("us"), _("we hold it up; the days count"), NULL, SIDE_US}};
    struct step_order unblock = {.verb = STEP_VERB_UNBLOCK, .day = DAY_NONE};
    const struct row *step = checklist_step(state);

    if (!step)
        return;
    if (row_is(step, STEP_STATUS, "blocked"))
        order_here(ui, state, &unblock);
    else
        ui_choose(ui, _("Blocked by"), sides, COUNT_OF(sides), side_chosen, state);
}

/* --- its day --- */

static void echo_day(struct ui *ui, const char *text, struct str *out)
{
    if (text_blank(text))
        str_add(out, _("its own day"));
    else
        day_echo(ui, text, out);
}

static bool date_on(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct session *session = ui_session(ui);
    struct checklist *checklist = context;
    struct step_order order = {.verb = STEP_VERB_DATE, .day = DAY_NONE};

    if (!text_blank(text) && !day_parse(text, session_today(session),
                                 &session_settings(session)->calendar, &order.day, err))
        return false;
    return checklist_order(ui, checklist, checklist_step(checklist)->key, &order, err);
}

void checklist_run_date(struct ui *ui, void *state, const char *rest)
{
    const struct row *step = checklist_step(state);
    struct str title = {0};
    struct error err;

    if (!step)
        return;
    str_addf(&title, _("%lld due on"), (long long)row_integer(step, STEP_NUMBER));
    if (!*rest)
        ui_ask(ui, &(struct ui_question){.title = str_text(&title),
                       .hint = _("fri, 12 dec, +2w; empty: the playbook's own day"),
                       .accept = date_on,
                       .recalls = "date",
                       .echo = echo_day,
                       .context = state});
    else if (!date_on(ui, rest, state, &err))
        ui_fault(ui, &err);
    str_fini(&title);
}

void checklist_run_pin(struct ui *ui, void *state, const char *rest)
{
    const struct row *step = checklist_step(state);
    struct step_order order = {.verb = STEP_VERB_DATE, .day = DAY_NONE};

    if (!step)
        return;
    if (!row_integer(step, STEP_PINNED))
        order.day = row_day(step, STEP_DUE);
    if (!row_integer(step, STEP_PINNED) && order.day == DAY_NONE)
        ui_toast(ui, "it has no day yet: d sets one");
    else
        order_here(ui, state, &order);
}

/* --- read, and written about --- */

/* All of it, where the screen has no room for it. */
void checklist_run_read(struct ui *ui, void *state, const char *rest)
{
    struct checklist *checklist = state;
    struct telling telling = {.ui = ui, .checklist = checklist, .columns = 400, .is_roomy = true};
    struct str text = {0};

    if (!checklist_step(checklist))
        return;
    checklist_tell(&telling, &checklist->lines.items[checklist->list.selected]);
    checklist_told_text(&telling, &text);
    ui_read(ui, row_text(checklist_step(checklist), STEP_TITLE), str_text(&text));
    str_fini(&text);
    array_fini(&telling.lines);
}

/* The template of the step, its facts filled in; "" where it has none. */
static void fill_template(struct ui *ui, const struct checklist *checklist,
    const struct playbook_step *rule, struct str *out)
{
    struct template_order order = {.name = rule ? rule->template : NULL,
        .account = checklist->run_case.dossier.account->key,
        .step = rule ? rule->title : NULL};
    struct error err;

    if (order.name && !verb_template_fill(ui_session(ui), &order, out, &err))
        ui_fault(ui, &err);
}

void checklist_write_note(struct ui *ui, struct checklist *checklist, const char *kind)
{
    const struct row *step = checklist_step(checklist);
    const struct playbook_step *rule =
        step ? run_playbook_step(checklist->run_case.ground.playbook, step) : NULL;
    struct str text = {0};

    fill_template(ui, checklist, rule, &text);
    composer_start(ui, checklist->run_case.dossier.account->key, *kind ? kind : run_note_kind(rule),
        text.len ? str_text(&text) : NULL);
    str_fini(&text);
}

void checklist_run_log(struct ui *ui, void *state, const char *rest)
{
    if (((struct checklist *)state)->loaded)
        checklist_write_note(ui, state, rest);
}
