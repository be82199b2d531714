/* Facts of the contract that a step demands: asked for in the fields that hold them, of the first
 * contract line, else of the account. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/day_echo.h"
#include "ui/views/checklist_lead.h"

/* Where they are written. The first line of an account takes what else it is from there. */
struct facts_place {
    enum kind kind; /* KIND_CONTRACT, else KIND_ACCOUNT */
    int64_t key;    /* 0: a new line */
    int fields[UI_FORM_MOST];
    size_t count;
};

static size_t missing_facts(const struct checklist *checklist, struct contract_fact *facts)
{
    const struct playbook_demand *demand = lead_demand(checklist);
    size_t count = 0;

    for (int i = 0; demand && i < demand->word_count && count < UI_FORM_MOST; i++)
        if (run_contract_fact(&checklist->run_case.dossier, demand->words[i], &facts[count]) &&
            !facts[count].known)
            count++;
    return count;
}

static struct facts_place place_of(const struct checklist *checklist)
{
    const struct row *line = run_contract_row(&checklist->run_case.dossier);
    struct contract_fact facts[UI_FORM_MOST];
    struct facts_place place = {KIND_ACCOUNT, lead_account(checklist), {0}, 0};
    bool of_line = line != NULL;

    place.count = missing_facts(checklist, facts);
    for (size_t i = 0; i < place.count; i++)
        of_line = of_line || facts[i].account < 0;
    if (of_line) {
        place.kind = KIND_CONTRACT;
        place.key = line ? line->key : 0;
    }
    for (size_t i = 0; i < place.count; i++)
        place.fields[i] = of_line ? facts[i].line : facts[i].account;
    return place;
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

/* Of a line it is two fields, which are typed as one. */
static bool is_notice(const struct facts_place *place, size_t at)
{
    return place->kind == KIND_CONTRACT && place->fields[at] == CONTRACT_NOTICE;
}

static bool take_facts(
    struct ui *ui, const char *const *texts, void *context, size_t *ret_at, struct error *err)
{
    struct checklist *checklist = context;
    struct facts_place place = place_of(checklist);
    struct lead_facts facts = {0};
    bool ok = true;

    for (size_t i = 0; ok && i < place.count; i++) {
        *ret_at = i;
        if (is_notice(&place, i) && !text_blank(texts[i]))
            ok = add_notice(&facts, texts[i], err);
        else
            lead_add_fact(&facts, kind_info(place.kind)->fields[place.fields[i]].name, texts[i]);
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
    return lead_file_row(ui, checklist, (struct touched_row){place.kind, place.key}, &facts, err);
}

static void ask_facts(struct ui *ui, struct checklist *checklist)
{
    static const char *const yes_no[] = {"yes", "no", NULL};
    struct ui_form_field form[UI_FORM_MOST];
    struct facts_place place = place_of(checklist);
    const struct kind_info *info = kind_info(place.kind);

    for (size_t i = 0; i < place.count; i++) {
        const struct field *field = &info->fields[place.fields[i]];

        form[i] = (struct ui_form_field){.label = field->name,
            .hint = is_notice(&place, i) ? _("60d, 2m, 10bd") : _(field->help),
            .words = field->type == FIELD_BOOL ? yes_no : NULL,
            .echo = field->type == FIELD_DAY ? day_echo : NULL};
    }
    lead_ask_form(
        ui, checklist, &(struct lead_form){_("From the contract"), form, place.count, take_facts});
}

static void way_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    if (!lead_take_way_out(ui, context, id))
        ask_facts(ui, context);
}

void lead_ask_contract(struct ui *ui, struct checklist *checklist)
{
    const struct playbook_demand *demand = lead_demand(checklist);
    struct ui_choice choices[3] = {{_("write them down"), _("what the paper says"), NULL, 0}};
    size_t count;

    if (!demand->or_word) {
        ask_facts(ui, checklist);
        return;
    }
    count = lead_add_ways_out(checklist, demand, choices, 1);
    ui_choose_from(ui, &(struct ui_choosing){.title = _("The contract"),
                           .footer = row_text(checklist_step(checklist), STEP_TITLE),
                           .choices = choices,
                           .count = count,
                           .chosen = way_chosen,
                           .cancelled = lead_leave,
                           .context = checklist});
}
