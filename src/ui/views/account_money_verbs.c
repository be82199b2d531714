/* What keys do on the tab Money: contract lines and opportunities added and edited. What is done
 * about a renewal stands in ui/renewal_forms.c. */
#include <string.h>
#include "base/text.h"
#include "ui/commands_internal.h"
#include "ui/views/account_money.h"

static const char *const yes_no[] = {"yes", "no", NULL};
static const char *const units[] = {"days", "working days", "months", NULL};
static const char *const kinds[] = {"upsell", "cross-sell", "seats", NULL};
static const char *const stages[] = {"signal", "qualified", "handed over", "won", "lost", NULL};

/* A form over fields of one kind of row. */
struct money_form {
    enum kind kind;
    const char *title_new, *title_old;
    struct money_field {
        int field;
        const char *label, *hint;
        const char *const *words;
    } fields[UI_FORM_MOST]; /* ended by a label NULL */
};

static const struct money_form contract_form = {KIND_CONTRACT, "A new contract line",
    "Contract line",
    {{CONTRACT_PRODUCT, "product", "what they bought", NULL},
        {CONTRACT_ARR, "ARR", "a year: 120k", NULL}, {CONTRACT_SEATS, "seats", "a number", NULL},
        {CONTRACT_START, "start", "first day", NULL},
        {CONTRACT_ENDS, "ends", "last day of service", NULL},
        {CONTRACT_TERM_MONTHS, "term", "in months", NULL},
        {CONTRACT_NOTICE, "notice", "a number, of the unit below", NULL},
        {CONTRACT_NOTICE_UNIT, "unit", "Tab: days, working days, months", units},
        {CONTRACT_AUTO_RENEW, "renews itself", "Tab: yes, no; blank: not known", yes_no},
        {CONTRACT_UPLIFT, "uplift", "price rise of the next term: 5%", NULL}}};
static const struct money_form opportunity_form = {KIND_OPPORTUNITY, "A new opportunity",
    "Opportunity",
    {{OPPORTUNITY_NAME, "opportunity", "forty seats for the north", NULL},
        {OPPORTUNITY_KIND, "kind", "Tab: upsell, cross-sell, seats", kinds},
        {OPPORTUNITY_AMOUNT, "amount", "a year: 40k", NULL},
        {OPPORTUNITY_STAGE, "stage", "Tab: signal, qualified, handed over, won, lost", stages},
        {OPPORTUNITY_PROBABILITY, "p", "in percent; blank: by its stage", NULL},
        {OPPORTUNITY_CLOSE, "close", "by when: eoq, +2m", NULL},
        {OPPORTUNITY_HANDED_TO, "with", "the seller who has it", NULL}}};

static size_t form_count(const struct money_form *form)
{
    size_t count = 0;

    while (count < UI_FORM_MOST && form->fields[count].label)
        count++;
    return count;
}

/* `arr=120k`, of what was changed; ended by NULL. */
static size_t assignments_of(const struct account_view *view, const struct money_form *form,
    const char *const *texts, struct arena *arena, const char **assignments)
{
    bool is_new = !view->asked_row.key;
    size_t count = 0;

    for (size_t i = 0; i < form_count(form); i++)
        if (is_new ? !text_blank(texts[i]) : !text_equal(texts[i], view->asked[i]))
            assignments[count++] = arena_format(arena, "%s=%s",
                kind_info(form->kind)->fields[form->fields[i].field].name, texts[i]);
    if (is_new && form->kind == KIND_CONTRACT)
        assignments[count++] = "status=open";
    assignments[count] = NULL;
    return count;
}

/* The line that is wrong, for the fault that names its field. */
static size_t fault_line(const struct money_form *form, const struct error *err)
{
    for (size_t i = 0; i < form_count(form); i++)
        if (strstr(err->text, kind_info(form->kind)->fields[form->fields[i].field].name))
            return i;
    return 0;
}

static bool take(struct ui *ui, const struct money_form *form, const char *const *texts,
    struct account_view *view, struct error *err)
{
    const char *assignments[UI_FORM_MOST + 2];
    struct arena arena = {0};
    struct outcome outcome;
    size_t count = assignments_of(view, form, texts, &arena, assignments);
    bool ok = true;

    if (!view->asked_row.key)
        ok = verb_add(ui_session(ui), form->kind, view->loaded, assignments, &outcome, NULL, err);
    else if (count)
        ok = verb_set(ui_session(ui), form->kind, view->asked_row.key, assignments, &outcome, err);
    arena_fini(&arena);
    if (ok && count)
        ui_done(ui, &outcome);
    return ok;
}

static bool take_contract(
    struct ui *ui, const char *const *texts, void *context, size_t *ret_at, struct error *err)
{
    if (take(ui, &contract_form, texts, context, err))
        return true;
    *ret_at = fault_line(&contract_form, err);
    return false;
}

static bool take_opportunity(
    struct ui *ui, const char *const *texts, void *context, size_t *ret_at, struct error *err)
{
    if (take(ui, &opportunity_form, texts, context, err))
        return true;
    *ret_at = fault_line(&opportunity_form, err);
    return false;
}

static const char *initial_of(
    struct ui *ui, struct account_view *view, int field, const struct row *row)
{
    struct str text = {0};
    const char *copy;

    if (row)
        field_format_plain(&text, row, field, ui_show(ui).currency);
    copy = arena_copy_text(&view->asked_arena, str_text(&text));
    str_fini(&text);
    return copy;
}

static void ask(
    struct ui *ui, struct account_view *view, const struct money_form *form, const struct row *row)
{
    struct ui_form_field fields[UI_FORM_MOST] = {{0}};
    size_t count = form_count(form);

    arena_clear(&view->asked_arena);
    view->asked = arena_alloc_array(&view->asked_arena, UI_FORM_MOST, sizeof(*view->asked));
    view->asked_row = (struct touched_row){form->kind, row ? row->key : 0};
    for (size_t i = 0; i < count; i++) {
        view->asked[i] = initial_of(ui, view, form->fields[i].field, row);
        fields[i] = (struct ui_form_field){.label = form->fields[i].label,
            .hint = form->fields[i].hint,
            .words = form->fields[i].words,
            .initial = view->asked[i],
            .is_needed = i == 0};
    }
    ui_ask_form(ui, &(struct ui_form){.title = row ? form->title_old : form->title_new,
                        .fields = fields,
                        .count = count,
                        .about = row ? row->key : view->loaded,
                        .accept = form->kind == KIND_CONTRACT ? take_contract : take_opportunity,
                        .context = view});
}

static void kind_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    if (id >= 0)
        ask(ui, context, id == 0 ? &contract_form : &opportunity_form, NULL);
}

bool account_add_money(struct ui *ui, struct account_view *view)
{
    static const struct ui_choice choices[] = {
        {"contract line", "a product they bought, with its end and notice", NULL, 0},
        {"opportunity", "more that they may buy", NULL, 1}};

    if (view->tab != TAB_MONEY)
        return false;
    ui_choose(ui, "What is new?", choices, COUNT_OF(choices), kind_chosen, view);
    return true;
}

bool account_edit_money(struct ui *ui, struct account_view *view)
{
    const struct money_row *here = account_money_here(view);

    if (!here || !here->row || (here->kind != KIND_CONTRACT && here->kind != KIND_OPPORTUNITY))
        return false;
    ask(ui, view, here->kind == KIND_CONTRACT ? &contract_form : &opportunity_form, here->row);
    return true;
}
