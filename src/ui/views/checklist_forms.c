/* Forms about rows of the account that a step demands: a value entry, an ask, an opportunity. */
#include "base/text.h"
#include "base/words.h"
#include "ui/day_echo.h"
#include "ui/views/checklist_lead.h"

/* --- a value entry --- */

enum { VALUE_STORY, VALUE_BY, VALUE_DATE, VALUE_FIELDS };

static bool take_value(
    struct ui *ui, const char *const *texts, void *context, size_t *ret_at, struct error *err)
{
    struct lead_facts facts = {0};

    if (text_blank(texts[VALUE_STORY])) {
        lead_on(ui, context);
        return true;
    }
    if (!lead_check_day(ui, texts[VALUE_DATE], VALUE_DATE, ret_at, err))
        return false;
    lead_add_fact(&facts, "story", texts[VALUE_STORY]);
    lead_add_fact(&facts, "confirmed_by", texts[VALUE_BY]);
    lead_add_fact(&facts, "date", text_blank(texts[VALUE_DATE]) ? "today" : texts[VALUE_DATE]);
    return lead_file_row(ui, context, (struct touched_row){KIND_RESULT, 0}, &facts, err);
}

void lead_ask_value(struct ui *ui, struct checklist *checklist)
{
    const struct playbook_demand *demand = lead_demand(checklist);
    const struct ui_form_field fields[VALUE_FIELDS] = {
        [VALUE_STORY] = {.label = _("what they got"),
            .hint = _("in their words, with the number: orders take 31h, were 48h"),
            .is_needed = true},
        [VALUE_BY] = {.label = _("confirmed by"),
            .hint = _("who there said so; Tab goes through the people"),
            .words = lead_people(ui, checklist),
            .is_needed = demand != NULL},
        [VALUE_DATE] = {.label = _("on"), .initial = "today", .echo = day_echo},
    };

    lead_ask_form(
        ui, checklist, &(struct lead_form){_("A value entry"), fields, VALUE_FIELDS, take_value});
}

void checklist_run_value(struct ui *ui, void *state, const char *rest)
{
    struct checklist *checklist = state;

    checklist_lead_clear(checklist);
    if (checklist->loaded)
        lead_ask_value(ui, checklist);
}

/* --- an ask to somebody inside, and an opportunity --- */

static bool take_ask(
    struct ui *ui, const char *const *texts, void *context, size_t *ret_at, struct error *err)
{
    struct checklist *checklist = context;
    struct session *session = ui_session(ui);
    struct task_draft draft = {.account = lead_account(checklist),
        .title = texts[0],
        .due = DAY_NONE,
        .at_minute = -1,
        .kind = "ask",
        .waiting_on = texts[1]};
    struct outcome outcome;

    if (text_blank(texts[0])) {
        lead_on(ui, checklist);
        return true;
    }
    *ret_at = 2;
    if (!text_blank(texts[2]) && !day_parse(texts[2], session_today(session),
                                     &session_settings(session)->calendar, &draft.due, err))
        return false;
    if (!verb_task_add(session, &draft, &outcome, NULL, err))
        return false;
    ui_done(ui, &outcome);
    lead_on(ui, checklist);
    return true;
}

void lead_ask_ask(struct ui *ui, struct checklist *checklist)
{
    static const char *const inside[] = {
        "product", "support", "sales", "engineering", "finance", "legal", "marketing", NULL};
    const struct playbook_demand *demand = lead_demand(checklist);
    const struct ui_form_field fields[] = {
        {.label = _("the ask"), .hint = demand ? demand->what : NULL, .is_needed = true},
        {.label = _("to"),
            .words = inside,
            .hint = _("who inside is waited for"),
            .is_needed = true},
        {.label = _("by"), .hint = _("fri, 12 dec, +2w"), .echo = day_echo},
    };

    lead_ask_form(
        ui, checklist, &(struct lead_form){_("An ask"), fields, COUNT_OF(fields), take_ask});
}

static bool take_opportunity(
    struct ui *ui, const char *const *texts, void *context, size_t *ret_at, struct error *err)
{
    static const char *const names[] = {"name", "kind", "amount", "close"};
    struct lead_facts facts = {0};

    if (text_blank(texts[0])) {
        lead_on(ui, context);
        return true;
    }
    if (!lead_check_day(ui, texts[3], 3, ret_at, err))
        return false;
    *ret_at = 2;
    for (size_t i = 0; i < COUNT_OF(names); i++)
        lead_add_fact(&facts, names[i], texts[i]);
    lead_add_fact(&facts, "stage", "open");
    return lead_file_row(ui, context, (struct touched_row){KIND_OPPORTUNITY, 0}, &facts, err);
}

void lead_ask_opportunity(struct ui *ui, struct checklist *checklist)
{
    static const char *const kinds[] = {"upsell", "cross-sell", "seats", NULL};
    const struct ui_form_field fields[] = {
        {.label = _("opportunity"), .hint = _("planning module for two depots"), .is_needed = true},
        {.label = _("kind"), .words = kinds, .initial = "upsell", .is_needed = true},
        {.label = _("amount"), .hint = _("a year: 40k"), .is_needed = true},
        {.label = _("closes"), .hint = _("12 dec, +3m"), .echo = day_echo, .is_needed = true},
    };

    lead_ask_form(ui, checklist,
        &(struct lead_form){_("An opportunity"), fields, COUNT_OF(fields), take_opportunity});
}
