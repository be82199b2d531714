/* Commands that go to another screen, account or row, and back. */
#include "base/words.h"
#include "ui/commands_internal.h"
#include "ui/shell.h"

void going_run_back(struct ui *ui, const char *rest)
{
    if (ui->history_count)
        ui_back(ui);
    else
        ui_toast(ui, "there is no screen before this one");
}

void going_run_forward(struct ui *ui, const char *rest)
{
    if (!ui_forward(ui))
        ui_toast(ui, "there is nothing to go forward to: it undoes a step back");
}

void going_run_swap(struct ui *ui, const char *rest)
{
    ui_swap(ui);
}

/* At the root Esc has nothing more to peel. */
void going_run_clear(struct ui *ui, const char *rest)
{
    if (ui->current != VIEW_TODAY)
        ui_back(ui);
}

void going_run_view(struct ui *ui, const char *rest)
{
    enum view_id id;

    if (!view_from_name(rest, &id)) {
        if (!saved_show(ui, rest))
            ui_toast(ui, "no screen and no saved view '%s'; :view and a letter lists them", rest);
        return;
    }
    if (id == ui->current) {
        ui_toast(ui, "this is %s", view_at(id)->title);
        return;
    }
    if (id == VIEW_ACCOUNT) {
        int64_t account = ui_account(ui);

        ui_set_account(ui, ui->account ? ui->account : account);
        if (!ui->account) {
            ui_run(ui, "goto");
            return;
        }
    }
    ui_show_view(ui, id);
}

void going_run_next(struct ui *ui, const char *rest)
{
    if (!ui_step_account(ui, 1))
        ui_toast(ui, "this is the last account");
}

void going_run_previous(struct ui *ui, const char *rest)
{
    if (!ui_step_account(ui, -1))
        ui_toast(ui, "this is the first account");
}

enum { HIT_ROWS_MOST = 5000 }; /* looked at for one that wants something */

/* Round the end: whoever looks for the next one wants it wherever it is. */
static void step_hit(struct ui *ui, int step)
{
    const struct view *view = view_at(ui->current);
    void *state = ui->states[ui->current];
    struct list *list = view->list ? view->list(state) : NULL;
    int64_t count = list ? list->count : 0, from = list ? list->selected : 0;

    for (int64_t i = 1; i < count && i < HIT_ROWS_MOST; i++) {
        int64_t at = (from + i * step + count) % count;

        if (view->wants && !view->wants(ui, state, at))
            continue;
        list_select(list, at);
        if (view->moved)
            view->moved(ui, state);
        if (step > 0 ? at < from : at > from)
            ui_toast(ui, step > 0 ? N_("on from the top") : N_("on from the bottom"));
        return;
    }
    ui_toast(ui, "no other row here wants anything");
}

void going_run_next_hit(struct ui *ui, const char *rest)
{
    step_hit(ui, 1);
}

void going_run_previous_hit(struct ui *ui, const char *rest)
{
    step_hit(ui, -1);
}
