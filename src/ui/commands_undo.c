/* Commands that take back the last change, do it again, or do it to another row. */
#include "base/words.h"
#include "ui/commands_internal.h"
#include "ui/shell.h"

/* context: the change that the question named; a newer one may have come since. */
static void undo_foreign(struct ui *ui, void *context)
{
    struct outcome outcome;
    struct error err;

    if (session_undo(ui->session, (int64_t)(intptr_t)context, &outcome, &err))
        ui_done(ui, &outcome);
    else
        ui_fault(ui, &err);
}

static void ask_undo_foreign(struct ui *ui)
{
    struct arena arena = {0};
    struct journal_entry entry;
    struct error err;
    bool foreign;

    if (store_undo_candidate(session_store(ui->session), &arena, &entry, &foreign, &err))
        ui_confirm(ui,
            arena_format(&arena, _("The newest change came from the %s: %s. Take it back?"),
                _(actor_word(entry.actor)), entry.summary),
            undo_foreign, (void *)(intptr_t)entry.id);
    else
        ui_fault(ui, &err);
    arena_fini(&arena);
}

void undo_run(struct ui *ui, const char *rest)
{
    struct outcome outcome;
    struct error err;

    if (session_undo(ui->session, 0, &outcome, &err)) {
        ui_done(ui, &outcome);
    } else if (err.code == ERROR_AMBIGUOUS) {
        ask_undo_foreign(ui);
    } else {
        ui_fault(ui, &err);
    }
}

void undo_run_redo(struct ui *ui, const char *rest)
{
    struct outcome outcome;
    struct error err;

    if (session_redo(ui->session, &outcome, &err))
        ui_done(ui, &outcome);
    else
        ui_fault(ui, &err);
}

void undo_run_repeat(struct ui *ui, const char *rest)
{
    struct str command = {0};

    if (!ui->last_change.len) {
        ui_toast(ui, "nothing to repeat yet: . does the last change again");
        return;
    }
    str_add(&command, str_text(&ui->last_change));
    ui_run(ui, str_text(&command));
    str_fini(&command);
}
