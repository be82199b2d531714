/* Facts of the contract that a step demands: asked for in the fields that hold them, of the first
 * contract line, else of the account. */
#include <string.h>
#include "base/text.h"
#include "ui/views/checklist_lead.h"

/* The line that takes them; NULL: the account does. */
static const struct row *line_of(const struct checklist *checklist)
{
    const struct row_list *lines = &checklist->run_case.dossier.contracts;

    for (size_t i = 0; i < lines->count; i++)
        if (!*row_text(lines->items[i], CONTRACT_STATUS) ||
            row_is(lines->items[i], CONTRACT_STATUS, "open"))
            return lines->items[i];
    return lines->count ? lines->items[0] : NULL;
}

/* The fields to ask for; returns how many. A fact that only a line holds is left out where there is
 * none. */
static size_t missing_fields(const struct checklist *checklist, int *fields)
{
    const struct playbook_demand *demand = lead_demand(checklist);
    const struct row *line = line_of(checklist);
    size_t count = 0;

    for (int i = 0; demand && i < demand->word_count && count < UI_FORM_MOST; i++) {
        struct contract_fact fact;

        if (!run_contract_fact(&checklist->run_case.dossier, demand->words[i], &fact) || fact.known)
            continue;
        if ((line ? fact.line : fact.account) >= 0)
            fields[count++] = line ? fact.line : fact.account;
    }
    return count;
}

/* `60d`, `2m`, `10bd` into the two fields of a line. */
static bool add_notice(struct lead_facts *facts, const char *text, struct error *err)
{
    size_t digits = strspn(text, "0123456789");
    const char *unit = text + digits;
    bool working = text_equal_nocase(unit, "bd") || text_equal_nocase(unit, "wd");
    bool months = text_equal_nocase(unit, "m");

    if (!digits || (*unit && !working && !months && !text_equal_nocase(unit, "d")))
        return error_set(err, ERROR_USAGE, "notice is so many days or months: 60d, 2m, 10bd");
    lead_add_fact(facts, "notice", arena_copy_bytes(&facts->arena, text, digits));
    lead_add_fact(facts, "notice_unit", working ? "working days" : months ? "months" : "days");
    return true;
}

static bool take_facts(
    struct ui *ui, const char *const *texts, void *context, size_t *ret_at, struct error *err)
{
    struct checklist *checklist = context;
    const struct row *line = line_of(checklist);
    enum kind kind = line ? KIND_CONTRACT : KIND_ACCOUNT;
    struct lead_facts facts = {0};
    int fields[UI_FORM_MOST];
    size_t count = missing_fields(checklist, fields);
    bool ok = true;

    for (size_t i = 0; ok && i < count; i++) {
        *ret_at = i;
        if (line && fields[i] == CONTRACT_NOTICE && !text_blank(texts[i]))
            ok = add_notice(&facts, texts[i], err);
        else
            lead_add_fact(&facts, kind_info(kind)->fields[fields[i]].name, texts[i]);
    }
    *ret_at = 0;
    if (!ok) {
        arena_fini(&facts.arena);
        return false;
    }
    if (!facts.count) {
        lead_on(ui, checklist);
        return true;
    }
    return lead_file_row(ui, checklist,
        (struct touched_row){kind, line ? line->key : lead_account(checklist)}, &facts, err);
}

static void ask_facts(struct ui *ui, struct checklist *checklist)
{
    static const char *const yes_no[] = {"yes", "no", NULL};
    struct ui_form_field form[UI_FORM_MOST];
    const struct row *line = line_of(checklist);
    const struct kind_info *info = kind_info(line ? KIND_CONTRACT : KIND_ACCOUNT);
    int fields[UI_FORM_MOST];
    size_t count = missing_fields(checklist, fields);

    if (!count) {
        ui_toast(ui, "uplift and forecast are facts of contract lines; this account has none");
        lead_on(ui, checklist);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const struct field *field = &info->fields[fields[i]];

        form[i] = (struct ui_form_field){.label = field->name,
            .hint = line && fields[i] == CONTRACT_NOTICE ? "60d, 2m, 10bd" : field->help,
            .words = field->type == FIELD_BOOL ? yes_no : NULL,
            .echo = field->type == FIELD_DAY ? lead_echo_day : NULL};
    }
    lead_ask_form(ui, checklist, &(struct lead_form){"From the contract", form, count, take_facts});
}

static void way_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    struct checklist *checklist = context;
    const struct playbook_demand *demand = lead_demand(checklist);

    if (id == LEAD_LEFT_OUT)
        lead_on(ui, checklist);
    else if (id == LEAD_OR_WORD && demand)
        lead_give(ui, checklist, demand->or_word);
    else
        ask_facts(ui, checklist);
}

void lead_ask_contract(struct ui *ui, struct checklist *checklist)
{
    const struct playbook_demand *demand = lead_demand(checklist);
    struct ui_choice choices[3] = {{"write them down", "what the paper says", NULL, 0}};
    size_t count;

    if (!demand->or_word) {
        ask_facts(ui, checklist);
        return;
    }
    count = lead_add_ways_out(checklist, demand, choices, 1);
    ui_choose_from(ui, &(struct ui_choosing){.title = "The contract",
                           .footer = row_text(checklist_step(checklist), STEP_TITLE),
                           .choices = choices,
                           .count = count,
                           .chosen = way_chosen,
                           .cancelled = lead_leave,
                           .context = checklist});
}
