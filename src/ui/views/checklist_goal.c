/* A goal that a step demands: one of the account's brought up to date, or a new one. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/day_echo.h"
#include "ui/views/checklist_lead.h"

enum { GOALS_MOST = 20 };

enum {
    GOAL_FORM_STATEMENT,
    GOAL_FORM_BASELINE,
    GOAL_FORM_TARGET,
    GOAL_FORM_DUE,
    GOAL_FORM_OWNER,
    GOAL_FORM_FIELDS
};
static const int goal_fields[] = {GOAL_STATEMENT, GOAL_BASELINE, GOAL_TARGET, GOAL_DUE, GOAL_OWNER};
_Static_assert(COUNT_OF(goal_fields) == GOAL_FORM_FIELDS, "a field each");

static bool take_goal(
    struct ui *ui, const char *const *texts, void *context, size_t *ret_at, struct error *err)
{
    struct checklist *checklist = context;
    struct lead_facts facts = {0};

    if (lead_is_blank(texts, GOAL_FORM_FIELDS)) {
        lead_on(ui, checklist);
        return true;
    }
    if (!lead_check_day(ui, texts[GOAL_FORM_DUE], GOAL_FORM_DUE, ret_at, err))
        return false;
    for (size_t i = 0; i < GOAL_FORM_FIELDS; i++)
        lead_add_fact(&facts, kind_info(KIND_GOAL)->fields[goal_fields[i]].name, texts[i]);
    if (!checklist->lead.chosen) {
        lead_add_fact(&facts, "start", "today");
        lead_add_fact(&facts, "status", "open");
    }
    lead_add_fact(&facts, "updated_on", "today");
    return lead_file_row(
        ui, checklist, (struct touched_row){KIND_GOAL, checklist->lead.chosen}, &facts, err);
}

static bool goal_needs(const struct playbook_demand *demand, int field)
{
    for (int i = 0; demand && i < demand->word_count; i++)
        if (field_find(KIND_GOAL, demand->words[i]) == field)
            return true;
    return field == GOAL_STATEMENT;
}

static void ask_goal_facts(struct ui *ui, struct checklist *checklist, const struct row *goal)
{
    static const char *const hints[] = {N_("what they want, in their words"),
        N_("the number today: 48"), N_("the number to reach: 24"), N_("fri, 12 dec, +3m"),
        N_("who there owns it; Tab goes through the people")};
    static const char *const labels[] = {
        N_("the goal"), N_("from"), N_("to"), N_("by"), N_("owner")};
    struct ui_form_field fields[GOAL_FORM_FIELDS];
    struct str text = {0};

    for (size_t i = 0; i < GOAL_FORM_FIELDS; i++) {
        str_clear(&text);
        if (goal)
            field_format_plain(&text, goal, goal_fields[i], ui_show(ui).currency);
        fields[i] = (struct ui_form_field){.label = _(labels[i]),
            .initial = arena_copy_text(&checklist->lead.arena, str_text(&text)),
            .hint = _(hints[i]),
            .echo = i == GOAL_FORM_DUE ? day_echo : NULL,
            .words = i == GOAL_FORM_OWNER ? lead_people(ui, checklist) : NULL,
            .is_needed = goal_needs(lead_demand(checklist), goal_fields[i])};
    }
    checklist->lead.chosen = goal ? goal->key : 0;
    lead_ask_form(ui, checklist,
        &(struct lead_form){goal ? _("A goal, brought up to date") : _("A new goal"), fields,
            GOAL_FORM_FIELDS, take_goal});
    str_fini(&text);
}

static void goal_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    struct checklist *checklist = context;
    const struct row_list *goals = &checklist->run_case.dossier.goals;
    const struct row *goal = NULL;

    if (lead_take_way_out(ui, checklist, id))
        return;
    for (size_t i = 0; i < goals->count; i++)
        if (goals->items[i]->key == id)
            goal = goals->items[i];
    ask_goal_facts(ui, checklist, goal);
}

static void goal_about(const struct row *goal, day_number today, struct str *out)
{
    char day[24];

    if (row_knows(goal, GOAL_BASELINE) && row_knows(goal, GOAL_TARGET)) {
        struct str from = {0}, to = {0};

        str_add_real(&from, row_real(goal, GOAL_BASELINE));
        str_add_real(&to, row_real(goal, GOAL_TARGET));
        str_addf(out, _("from %s to %s"), str_text(&from), str_text(&to));
        str_fini(&to);
        str_fini(&from);
    }
    if (row_knows(goal, GOAL_DUE))
        str_addf(out, _("%sby %s"), out->len ? ", " : "",
            day_short(row_day(goal, GOAL_DUE), today, day));
}

void lead_ask_goal(struct ui *ui, struct checklist *checklist)
{
    const struct row_list *goals = &checklist->run_case.dossier.goals;
    const struct playbook_demand *demand = lead_demand(checklist);
    struct ui_choice choices[GOALS_MOST + 3];
    size_t count = 0;

    for (size_t i = 0; i < goals->count && count < GOALS_MOST; i++) {
        struct str about = {0};

        if (row_is(goals->items[i], GOAL_STATUS, "dropped"))
            continue;
        goal_about(goals->items[i], ui_show(ui).today, &about);
        choices[count++] = (struct ui_choice){row_text(goals->items[i], GOAL_STATEMENT),
            arena_copy_text(&checklist->lead.arena, str_text(&about)), NULL, goals->items[i]->key};
        str_fini(&about);
    }
    if (!count && !demand->or_word) {
        ask_goal_facts(ui, checklist, NULL);
        return;
    }
    choices[count++] = (struct ui_choice){_("a new goal"), _("agreed with them"), NULL, 0};
    count = lead_add_ways_out(checklist, demand, choices, count);
    ui_choose_from(ui, &(struct ui_choosing){.title = _("Which goal"),
                           .footer = row_text(checklist_step(checklist), STEP_TITLE),
                           .choices = choices,
                           .count = count,
                           .chosen = goal_chosen,
                           .cancelled = lead_leave,
                           .context = checklist});
}
