/* From screen to screen: showing one, and the ones before it to go back and forward to. */
#include <stdlib.h>
#include <string.h>
#include "ui/shell.h"
#include "ui/state.h"

static bool open_view(struct ui *ui, enum view_id id, struct error *err)
{
    const struct view *view = view_at(id);

    if (ui->states[id])
        return true;
    ui->states[id] = mem_alloc(view->state_size);
    ui->stale[id] = true;
    ui->is_read[id] = false;
    if (!view->open || view->open(ui, ui->states[id], err)) {
        if (ui->recalled.len)
            state_recall_view(ui, (int)id);
        return true;
    }
    free(ui->states[id]);
    ui->states[id] = NULL;
    return false;
}

static void push(struct jump *jumps, int *count, struct jump here)
{
    if (*count == HISTORY_MOST)
        memmove(jumps, jumps + 1, (HISTORY_MOST - 1) * sizeof(*jumps));
    else
        ++*count;
    jumps[*count - 1] = here;
}

static void remember(struct ui *ui)
{
    push(ui->history, &ui->history_count, (struct jump){ui->current, ui->account});
}

/* What is being written, asked or begun is over once one left it. */
static bool is_lasting(enum view_id id)
{
    return !view_at(id)->edits && id != VIEW_PREVIEW && id != VIEW_IMPORT && id != VIEW_PRESENT &&
           id != VIEW_FIRST;
}

static void show(struct ui *ui, enum view_id id)
{
    struct error err;

    if (open_view(ui, id, &err))
        ui->current = id;
    else
        ui_fault(ui, &err);
}

bool ui_is_presenting(const struct ui *ui)
{
    return ui->presenting;
}

void ui_present(struct ui *ui, bool on)
{
    int64_t account = ui_account(ui);

    if (on && !account) {
        ui_toast(ui, "no account is chosen: presenting shows one");
        return;
    }
    ui->presenting = on;
    if (!on) {
        ui_back(ui);
        return;
    }
    ui_set_account(ui, account);
    ui->stale[VIEW_PRESENT] = true;
    ui_show_view(ui, VIEW_PRESENT);
}

void ui_show_view(struct ui *ui, enum view_id id)
{
    if (id == ui->current)
        return;
    if (ui->presenting && id != VIEW_PRESENT && id != VIEW_COMPOSER) {
        ui_toast(ui, "the screen is shared: Esc ends it");
        return;
    }
    if (view_at(id)->edits && shell_as_of_refuses(ui, "log", strlen("log")))
        return;
    remember(ui);
    ui->ahead_count = 0;
    show(ui, id);
}

void ui_start_view(struct ui *ui, enum view_id id)
{
    ui->current = id;
    show(ui, id);
    ui->came_from = VIEW_TODAY;
    ui->history_count = ui->ahead_count = 0;
}

static void jump(struct ui *ui, struct jump to)
{
    if (ui->presenting && to.view != VIEW_PRESENT && to.view != VIEW_COMPOSER)
        return;
    if (to.view == VIEW_ACCOUNT && to.account && to.account != ui->account) {
        ui->account = to.account;
        ui->stale[VIEW_ACCOUNT] = true;
    }
    show(ui, to.view);
}

void ui_back(struct ui *ui)
{
    if (!ui->history_count)
        return;
    if (is_lasting(ui->current))
        push(ui->ahead, &ui->ahead_count, (struct jump){ui->current, ui->account});
    jump(ui, ui->history[--ui->history_count]);
}

bool ui_forward(struct ui *ui)
{
    if (!ui->ahead_count)
        return false;
    remember(ui);
    jump(ui, ui->ahead[--ui->ahead_count]);
    return true;
}

void ui_swap(struct ui *ui)
{
    struct jump here = {ui->current, ui->account};

    if (!ui->history_count) {
        ui_toast(ui, "there is no screen before this one");
        return;
    }
    jump(ui, ui->history[ui->history_count - 1]);
    ui->history[ui->history_count - 1] = here;
}

void ui_set_account(struct ui *ui, int64_t account)
{
    if (!account)
        return;
    if (ui->current == VIEW_TODAY || ui->current == VIEW_BOOK)
        ui->came_from = ui->current;
    if (ui->current == VIEW_ACCOUNT && ui->account && account != ui->account) {
        remember(ui);
        ui->ahead_count = 0;
    }
    ui->account = account;
    ui->stale[VIEW_ACCOUNT] = true;
}
