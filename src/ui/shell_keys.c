/* Where a key goes: what stands over the screen, the view, or the keymap and its command. */
#include <string.h>
#include "base/text.h"
#include "ui/commands_internal.h"
#include "ui/shell.h"
#include "ui/habits.h"
#include "ui/state.h"
#include "ui/sync.h"

struct keymap_sections shell_sections(const struct ui *ui)
{
    const struct view *view = view_at(ui->current);

    return (struct keymap_sections){{view->name, view->edits ? "composer" : "list", "global"}, 3};
}

/* What may follow a prefix is shown after a moment, so that quick fingers see nothing flash. */
static void prefix_due(void *context)
{
    struct ui *ui = context;

    if (ui->keys.pressed.count)
        modal_show_prefix(ui);
}

/* A letter that is bound to nothing: said, so that nobody presses it twice in doubt. */
static void say_unbound(struct ui *ui, key_code code)
{
    struct key_sequence sequence = {{code}, 1};
    char key[32];

    if (code > ' ' && code < KEYCAP_FIRST)
        ui_toast(ui, "%s does nothing on this screen; ? lists what does",
            key_sequence_text(&sequence, key, sizeof(key)));
}

static void mapped_key(struct ui *ui, const struct key *key)
{
    struct keymap_sections sections = shell_sections(ui);
    const char *command = NULL;
    bool in_prefix = ui->keys.pressed.count > 0;
    struct key_sequence pressed = ui->keys.pressed;

    pressed.keys[pressed.count++] = key->code;
    switch (keys_feed(&ui->keys, &ui->keymap, &sections, key->code, &command)) {
    case KEYMAP_PREFIX:
        if (!in_prefix)
            unheard_look(ui);
        if (ui->modal.kind == MODAL_NONE)
            ui_after(ui, KEYS_POPUP_MS, prefix_due, ui);
        break;
    case KEYMAP_COMMAND:
        modal_close(&ui->modal);
        unheard_begin(ui, &pressed, command);
        habits_command(ui, command);
        ui_run(ui, command);
        break;
    case KEYMAP_NONE:
        modal_close(&ui->modal);
        if (!in_prefix)
            say_unbound(ui, key->code);
        break;
    }
}

static void take_paste(struct ui *ui, const struct key *key)
{
    str_clear(&ui->pasted);
    if (!key->is_mended)
        str_add_bytes(&ui->pasted, key->text, key->len);
    ui_run(ui, "paste-note");
}

/* Stopping the program and painting anew are of the terminal, not of what stands on the screen:
 * their keys work in whatever is open, and leave it as it is. */
static bool take_terminal_key(struct ui *ui, const struct key *key)
{
    static const struct keymap_sections sections = {{"global"}, 1};
    const struct key_sequence sequence = {{key->code}, 1};
    bool is_open = modal_takes_keys(&ui->modal) || ui->keys.pressed.count;
    bool is_letter = key->code < KEYCAP_FIRST; /* typed, where one types */
    const char *command;

    if (is_letter || !is_open ||
        keymap_find(&ui->keymap, &sections, &sequence, &command) != KEYMAP_COMMAND ||
        (!text_equal(command, "suspend") && !text_equal(command, "redraw")))
        return false;
    shell_command_find(command, strlen(command))->run(ui, "");
    return true;
}

static void take_key(struct ui *ui, const struct key *key)
{
    const struct view *view = view_at(ui->current);

    if (take_terminal_key(ui, key))
        return;
    ui->had_toast = toast_is_shown(&ui->toast);
    toast_key(&ui->toast);
    if (mouse_key(ui, key))
        return;
    if (modal_takes_keys(&ui->modal)) {
        modal_key(ui, key);
        return;
    }
    if (key->code == KEYCAP_ESC && ui_sync_takes_esc(ui))
        return;
    if (view->key && !ui->keys.pressed.count && view->key(ui, ui->states[ui->current], key))
        return;
    if (key->code == KEYCAP_PASTE)
        take_paste(ui, key);
    else if (key->code < KEYCAP_PASTE || key->code >= KEYMOD_CTRL)
        mapped_key(ui, key);
}

/* What was said of one screen goes with it. */
static void take_key_on_screen(struct ui *ui, const struct key *key)
{
    enum view_id shown = ui->current;
    unsigned said = ui->toast.said;

    take_key(ui, key);
    if (ui->current != shown && ui->toast.said == said)
        toast_clear(&ui->toast);
}

/* What `.` does again: the command that wrote, or that asked for what was written. */
static void remember_change(struct ui *ui)
{
    static const char *const others[] = {"undo", "redo", "repeat", "import", "reload", "sync"};
    const char *line = str_text(&ui->running);

    for (size_t i = 0; i < COUNT_OF(others); i++)
        if (strlen(others[i]) == strcspn(line, " ") && text_starts(line, others[i]))
            return;
    str_clear(&ui->last_change);
    str_add(&ui->last_change, line);
}

void shell_key(struct ui *ui, const struct key *key)
{
    bool partial;
    uint64_t writes;

    shell_look_with_key(ui);
    /* Keys may come faster than pictures: each finds its view as the one before it left it. */
    partial = ui->is_partial && ui->modal.kind == MODAL_NONE && !toast_is_shown(&ui->toast) &&
              !ui->stale[ui->current];
    ui->is_left = false;
    if (!counting_gives_way(ui, key))
        shell_load(ui);
    if (ui->is_left)
        return; /* it was meant for the rows that were left */
    ui->moved = false;
    ui->is_change_told = false;
    writes = store_writes(session_store(ui->session));
    take_key_on_screen(ui, key);
    if (store_writes(session_store(ui->session)) != writes && !ui->is_change_told)
        remember_change(ui);
    if (ui->owes_drafts && !toast_is_shown(&ui->toast) && ui->modal.kind == MODAL_NONE) {
        ui->owes_drafts = false;
        drafts_offer(ui);
    }
    ui->is_partial = !habits_tell(ui) && partial && ui->moved && !toast_is_shown(&ui->toast);
    state_keep_soon(ui);
}
