/* Leading through what a step demands, one question after the other, and ticking it at the end.
 * What was given is kept where it is left half-way. A gate lets nothing be left out. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/commands_internal.h"
#include "ui/views/checklist_lead.h"

void checklist_lead_clear(struct checklist *checklist)
{
    struct lead *lead = &checklist->lead;

    lead->step = lead->chosen = 0;
    lead->at = NULL;
    array_fini(&lead->given);
    array_clear(&lead->asked);
    arena_clear(&lead->arena);
}

static const struct row *step_of(const struct checklist *checklist)
{
    return checklist_step(checklist);
}

bool lead_is_gate(const struct checklist *checklist)
{
    const struct row *step = step_of(checklist);

    return step && row_is(step, STEP_NEED, "gate");
}

const struct playbook_demand *lead_demand(const struct checklist *checklist)
{
    const struct row *step = step_of(checklist);
    const struct playbook_step *rule =
        step ? run_playbook_step(checklist->run_case.ground.playbook, step) : NULL;

    for (int i = 0; rule && checklist->lead.at && i < rule->demand_count; i++)
        if (text_equal(rule->demands[i].id, checklist->lead.at))
            return &rule->demands[i];
    return NULL;
}

/* --- the end of it --- */

void lead_keep(struct ui *ui, struct checklist *checklist)
{
    struct step_order order = {
        .verb = STEP_VERB_GIVE, .day = DAY_NONE, .given = &checklist->lead.given};
    struct error err;

    if (checklist->lead.step && checklist->lead.given.count &&
        !checklist_order(ui, checklist, checklist->lead.step, &order, &err))
        ui_fault(ui, &err);
    array_clear(&checklist->lead.given);
}

/* Left with Esc: what was given so far is there the next time. */
void lead_leave(struct ui *ui, void *context)
{
    lead_keep(ui, context);
    checklist_lead_clear(context);
}

static void tick(struct ui *ui, void *context)
{
    struct checklist *checklist = context;
    struct step_order order = {
        .verb = STEP_VERB_DONE, .day = DAY_NONE, .given = &checklist->lead.given};
    struct error err;

    if (checklist->lead.step && !checklist_order(ui, checklist, checklist->lead.step, &order, &err))
        ui_fault(ui, &err);
    checklist_lead_clear(checklist);
}

static void add_unmet(const struct demand_list *demands, struct str *out)
{
    size_t count = 0;

    for (size_t i = 0; i < demands->count; i++)
        if (!demands->items[i].met)
            str_addf(out, "%s%s", count++ ? "; " : "", demands->items[i].words);
}

static void end(struct ui *ui, struct checklist *checklist, const struct demand_list *demands)
{
    struct str unmet = {0}, question = {0};

    add_unmet(demands, &unmet);
    str_addf(&question, _("Tick %s without %s?"), row_text(step_of(checklist), STEP_TITLE),
        str_text(&unmet));
    if (!unmet.len) {
        tick(ui, checklist);
    } else if (lead_is_gate(checklist)) {
        lead_leave(ui, checklist);
        ui_toast(ui, "It stays open, it is a gate: %s", str_text(&unmet));
    } else {
        ui_confirm_else(ui, str_text(&question), tick, lead_leave, checklist);
    }
    str_fini(&unmet);
    str_fini(&question);
}

/* --- one after the other --- */

static bool was_asked(const struct lead *lead, const char *id)
{
    for (size_t i = 0; i < lead->asked.count; i++)
        if (text_equal(lead->asked.items[i], id))
            return true;
    return false;
}

static const struct demand_state *next_unmet(
    const struct lead *lead, const struct demand_list *demands)
{
    for (size_t i = 0; i < demands->count; i++)
        if (!demands->items[i].met && !was_asked(lead, demands->items[i].demand->id))
            return &demands->items[i];
    return NULL;
}

void lead_on(struct ui *ui, struct checklist *checklist)
{
    struct lead *lead = &checklist->lead;
    struct demand_list demands = {0};
    const struct demand_state *next;
    struct error err;

    if (!lead->step)
        return;
    if (!checklist_read(ui, checklist, &err)) {
        ui_fault(ui, &err);
        checklist_lead_clear(checklist);
        return;
    }
    checklist_go_to(checklist, lead->step);
    if (!step_of(checklist) || step_of(checklist)->key != lead->step) {
        ui_toast(ui, "this step is gone; R reads the screen anew");
        checklist_lead_clear(checklist);
        return;
    }
    run_demands(
        &checklist->run_case.ground, step_of(checklist), &lead->given, &checklist->arena, &demands);
    next = next_unmet(lead, &demands);
    if (!next) {
        end(ui, checklist, &demands);
        return;
    }
    lead->at = arena_copy_text(&lead->arena, next->demand->id);
    ARRAY_PUSH(&lead->asked, lead->at);
    lead_ask(ui, checklist, next);
}

void checklist_lead(struct ui *ui, struct checklist *checklist)
{
    const struct row *step = checklist_step(checklist);
    struct step_order order = {.verb = STEP_VERB_DONE, .day = DAY_NONE};
    struct error err;

    if (!step)
        return;
    checklist_lead_clear(checklist);
    if (!row_is(checklist->run_case.ground.run, RUN_STATUS, "open") ||
        !run_step_ready(step, &checklist->run_case.steps)) {
        if (!checklist_order(ui, checklist, step->key, &order, &err)) /* which says why not */
            ui_fault(ui, &err);
        return;
    }
    checklist->lead.step = step->key;
    lead_on(ui, checklist);
}

void lead_give(struct ui *ui, struct checklist *checklist, const char *text)
{
    struct lead *lead = &checklist->lead;

    if (!text_blank(text))
        ARRAY_PUSH(&lead->given, (struct given){lead->at, arena_copy_text(&lead->arena, text)});
    lead_on(ui, checklist);
}
