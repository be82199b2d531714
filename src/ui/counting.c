/* Screens that read the whole book: of a large one their frame comes first, with a word that they
 * count; what they count follows once that is seen. A key that comes meanwhile waits for it. */
#include "base/words.h"
#include "ui/shell.h"

enum { LARGE_ACCOUNTS = 10000 }; /* below it is read before anybody could see the word */

static bool reads_book(enum view_id id)
{
    static const enum view_id readers[] = {VIEW_PLAYBOOKS, VIEW_RENEWALS, VIEW_VALUE, VIEW_GROWTH,
        VIEW_RISKS, VIEW_CHANGES, VIEW_FEEDBACK};

    for (size_t i = 0; i < COUNT_OF(readers); i++)
        if (readers[i] == id)
            return true;
    return false;
}

static bool is_large(struct ui *ui)
{
    struct totals totals;
    struct error ignored;

    return store_totals(session_store(ui->session), &totals, &ignored) &&
           totals.accounts > LARGE_ACCOUNTS;
}

static void counting_due(void *context)
{
    ((struct ui *)context)->may_count = true;
}

bool counting_first(struct ui *ui)
{
    if (ui->may_count || !ui->stale[ui->current]) {
        ui->may_count = false;
        return false;
    }
    if (!ui->loop || !reads_book(ui->current) || !is_large(ui))
        return false;
    loop_after(ui->loop, 0, counting_due, ui);
    return true;
}

void counting_draw(struct ui *ui, struct canvas *canvas)
{
    int y = ui->is_read[ui->current] ? canvas->rows - 2 : 2;
    struct area line = {0, y, canvas->columns, 1};

    if (ui->is_read[ui->current] && toast_is_shown(&ui->toast))
        return; /* what was just done is said there */
    canvas_blank(canvas, line, GROUND_SCREEN);
    canvas_put(canvas, 1, y, ROLE_MUTED, _("Counting..."));
}
