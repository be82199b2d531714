/* What is done to the step under the cursor: ticked, skipped, blocked, given what it asks for. */
#include <string.h>
#include "base/text.h"
#include "ui/views/checklist.h"

static void order_step(struct ui *ui, struct checklist *checklist, const struct step_order *order)
{
    const struct row *step = checklist_step(checklist);
    struct outcome outcome;
    struct error err;

    if (!step)
        return;
    if (verb_step(ui_session(ui), step->key, order, &outcome, &err))
        ui_done(ui, &outcome);
    else
        ui_fault(ui, &err);
}

void checklist_run_tick(struct ui *ui, void *state, const char *rest)
{
    struct checklist *checklist = state;
    const struct row *step = checklist_step(checklist);
    struct step_order order = {.verb = STEP_VERB_DONE, .day = DAY_NONE};

    if (step && !run_step_is_open(step))
        order.verb = STEP_VERB_REOPEN;
    order_step(ui, checklist, &order);
}

static bool skip_why(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct step_order order = {.verb = STEP_VERB_SKIP, .why = text, .day = DAY_NONE};

    if (text_blank(text))
        return error_set(err, ERROR_USAGE, "say why it is skipped");
    order_step(ui, context, &order);
    return true;
}

void checklist_run_skip(struct ui *ui, void *state, const char *rest)
{
    if (checklist_step(state))
        ui_ask(ui,
            &(struct ui_question){.title = "Skip, because", .accept = skip_why, .context = state});
}

/* `customer: waiting for their IT`; without a side it is the customer's. */
static bool block_why(struct ui *ui, const char *text, void *context, struct error *err)
{
    bool us = text_starts(text, "us");
    const char *colon = strchr(text, ':');
    struct step_order order = {.verb = STEP_VERB_BLOCK,
        .side = us ? "us" : "customer",
        .why = colon ? colon + 1 + strspn(colon + 1, " ") : text,
        .day = DAY_NONE};

    if (text_blank(order.why))
        return error_set(err, ERROR_USAGE, "say what blocks it");
    order_step(ui, context, &order);
    return true;
}

void checklist_run_block(struct ui *ui, void *state, const char *rest)
{
    const struct row *step = checklist_step(state);
    struct step_order unblock = {.verb = STEP_VERB_UNBLOCK, .day = DAY_NONE};

    if (!step)
        return;
    if (row_is(step, STEP_STATUS, "blocked"))
        order_step(ui, state, &unblock);
    else
        ui_ask(ui, &(struct ui_question){.title = "Blocked by",
                       .initial = "customer: ",
                       .hint = "customer: why, or us: why",
                       .accept = block_why,
                       .context = state});
}

/* What the step asks to be told in words is given here, and kept for the tick. */
static bool give_text(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct checklist *checklist = context;
    const struct row *step = checklist_step(checklist);
    struct demand_list demands = {0};
    struct given_list given = {0};
    struct outcome outcome;
    bool ok;

    run_demands(&checklist->run_case.ground, step, NULL, &checklist->arena, &demands);
    for (size_t i = 0; i < demands.count; i++)
        if (!demands.items[i].met)
            ARRAY_PUSH(&given, (struct given){demands.items[i].demand->id, text});
    ok = verb_step(ui_session(ui), step->key,
        &(struct step_order){.verb = STEP_VERB_DONE, .day = DAY_NONE, .given = &given}, &outcome,
        err);
    array_fini(&given);
    if (ok)
        ui_done(ui, &outcome);
    return ok;
}

void checklist_run_give(struct ui *ui, void *state, const char *rest)
{
    if (checklist_step(state))
        ui_ask(ui, &(struct ui_question){.title = "What it asks for",
                       .hint = "the answer; it ticks the step",
                       .accept = give_text,
                       .context = state});
}

static bool add_value(struct ui *ui, const char *text, void *context, struct error *err)
{
    struct checklist *checklist = context;
    struct arena arena = {0};
    const char *comma = strrchr(text, ',');
    const char *assignments[] = {
        arena_format(&arena, "story=%.*s", (int)(comma ? comma - text : (long)strlen(text)), text),
        comma ? arena_format(&arena, "confirmed_by=%s", comma + 1 + strspn(comma + 1, " ")) : NULL,
        NULL};
    struct outcome outcome;
    bool ok =
        !text_blank(text) || error_set(err, ERROR_USAGE, "say the result in the customer's words");

    ok = ok && verb_add(ui_session(ui), KIND_RESULT, checklist->run_case.dossier.account->key,
                   assignments, &outcome, NULL, err);
    arena_fini(&arena);
    if (ok)
        ui_done(ui, &outcome);
    return ok;
}

void checklist_run_value(struct ui *ui, void *state, const char *rest)
{
    if (checklist_step(state))
        ui_ask(ui, &(struct ui_question){.title = "Result, and who confirmed it",
                       .hint = "orders take 31h, were 48h, Dana Ruiz",
                       .accept = add_value,
                       .context = state});
}

static void write_demands(struct checklist *checklist, const struct row *step, struct str *out)
{
    struct demand_list demands = {0};

    run_demands(&checklist->run_case.ground, step, NULL, &checklist->arena, &demands);
    if (demands.count)
        str_add(out, "\n# Before it can be ticked\n");
    for (size_t i = 0; i < demands.count; i++) {
        str_addf(out, "%s %s\n", demands.items[i].met ? "✓" : "☐", demands.items[i].words);
        if (demands.items[i].how && !demands.items[i].met)
            str_addf(out, "%s\n", demands.items[i].how);
    }
}

/* All of it, where the screen has no room for it. */
void checklist_run_read(struct ui *ui, void *state, const char *rest)
{
    struct checklist *checklist = state;
    const struct row *step = checklist_step(checklist);
    const struct playbook_step *text;
    struct str out = {0};
    char day[24];

    if (!step)
        return;
    text = run_playbook_step(checklist->run_case.ground.playbook, step);
    str_addf(&out, "%s, %s\t", row_text(step, STEP_KIND), row_text(step, STEP_NEED));
    if (run_step_is_open(step) && row_knows(step, STEP_DUE))
        str_addf(&out, "due %s", day_words(row_day(step, STEP_DUE), ui_show(ui).today, day));
    else
        str_add(&out, row_text(step, STEP_STATUS));
    str_addf(&out, "\n%s\n", text && text->guidance ? text->guidance : "");
    if (run_step_is_open(step))
        write_demands(checklist, step, &out);
    ui_read(ui, row_text(step, STEP_TITLE), str_text(&out));
    str_fini(&out);
}
