/* What keys do on the tab Money: contract lines and opportunities added and edited. What is done
 * about a renewal stands in ui/renewal_forms.c. */
#include "base/words.h"
#include "ui/row_form.h"
#include "ui/views/account_money.h"

static void ask(
    struct ui *ui, struct account_view *view, const struct row_form *form, const struct row *row)
{
    row_form_ask(ui, &(struct row_form_asking){.form = form, .row = row, .account = view->loaded});
}

static void kind_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    if (id >= 0)
        ask(ui, context, id == 0 ? &row_form_contract : &row_form_opportunity, NULL);
}

bool account_add_money(struct ui *ui, struct account_view *view)
{
    const struct ui_choice choices[] = {
        {_("contract line"), _("a product they bought, with its end and notice"), NULL, 0},
        {_("opportunity"), _("more that they may buy"), NULL, 1}};

    if (view->tab != TAB_MONEY)
        return false;
    ui_choose(ui, _("What is new?"), choices, COUNT_OF(choices), kind_chosen, view);
    return true;
}

bool account_edit_money(struct ui *ui, struct account_view *view)
{
    const struct money_row *here = account_money_here(view);

    if (!here || !here->row || (here->kind != KIND_CONTRACT && here->kind != KIND_OPPORTUNITY))
        return false;
    ask(ui, view, row_form_of(here->kind), here->row);
    return true;
}
