/* Screens that read the whole book: of a large one their frame comes first, with a word that they
 * count; what they count follows once that is seen. Of the keys that come meanwhile those of the
 * screen's own rows wait for it; any other, as Esc or one for another screen, ends it at once. */
#include <string.h>
#include "base/words.h"
#include "store/leaving.h"
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
    int64_t large = ui->large ? ui->large : LARGE_ACCOUNTS;

    return store_totals(session_store(ui->session), &totals, &ignored) && totals.accounts > large;
}

static bool is_due(struct ui *ui)
{
    return ui->loop && ui->stale[ui->current] && reads_book(ui->current) && is_large(ui);
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
    if (!is_due(ui))
        return false;
    if (shell_is_asked_about(ui))
        return true; /* when that is answered */
    loop_after(ui->loop, 0, counting_due, ui);
    return true;
}

/* --- keys that come meanwhile --- */

/* What is done to a row, or goes to one, wants the rows. */
static bool wants_rows(const struct view *view, const char *command)
{
    size_t len = strcspn(command, " ");
    const struct view_command *own = shell_view_command(view, command, len);
    const struct shell_command *global = shell_command_find(command, len);

    return own ? !own->needs_no_rows : !global || !global->needs_no_rows;
}

/* A key that begins several, or that means nothing here, is best answered at once. */
static bool ends_count(struct ui *ui, const struct key *key)
{
    const struct view *view = view_at(ui->current);
    const struct keymap_sections sections = {{view->name, "list"}, 2};
    const struct key_sequence sequence = {{key->code}, 1};
    const char *command = NULL;

    return modal_takes_keys(&ui->modal) || ui->keys.pressed.count ||
           keymap_find(&ui->keymap, &sections, &sequence, &command) != KEYMAP_COMMAND ||
           !wants_rows(view, command);
}

static enum loop_key judge(void *context, const struct key *key)
{
    return ends_count(context, key) ? LOOP_KEY_ENDS : LOOP_KEY_WAITS;
}

bool counting_gives_way(struct ui *ui, const struct key *key)
{
    return is_due(ui) && ends_count(ui, key);
}

bool counting_is_left(void *context)
{
    struct ui *ui = context;

    ui->is_left = ui->is_left || loop_is_awaited(ui->loop, judge, ui);
    return ui->is_left;
}

/* What is read on the way from one key to the next is left too: it is asked for again. */
void counting_begin(struct ui *ui)
{
    ui->is_left = false;
    ui->is_counting = ui->loop && reads_book(ui->current) && is_large(ui);
    if (ui->is_counting)
        store_leave_when(session_store(ui->session), counting_is_left, ui);
}

bool counting_end(struct ui *ui)
{
    if (ui->is_counting)
        store_leave_when(session_store(ui->session), NULL, NULL);
    ui->is_counting = false;
    return !ui->is_left;
}

/* --- the word --- */

void counting_draw(struct ui *ui, struct canvas *canvas)
{
    int y = ui->is_read[ui->current] ? canvas->rows - 2 : 2;
    struct area line = {0, y, canvas->columns, 1};

    if (ui->is_read[ui->current] && toast_is_shown(&ui->toast))
        return; /* what was just done is said there */
    canvas_blank(canvas, line, GROUND_SCREEN);
    canvas_put(canvas, 1, y, ROLE_MUTED, _("Counting..."));
}
