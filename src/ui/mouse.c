/* The mouse: hints, tabs, headings and rows are clicked, the wheel looks about, the right button
 * brings up what can be done with a row. On popups as on screens. */
#include <stdio.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/frame.h"
#include "ui/shell.h"

enum { GAP_MOST = 2, MENU_MOST = 64 };

/* --- hints: wherever one is drawn, a click presses its key --- */

static enum role role_at(const struct canvas *canvas, int x, int y)
{
    return (enum role)canvas_cell_at(canvas, x, y)->role;
}

static bool is_inside(const struct canvas *canvas, int x, int y)
{
    return x >= 0 && y >= 0 && x < canvas->columns && y < canvas->rows;
}

static void add_cell(const struct canvas *canvas, int x, int y, struct str *out)
{
    const struct canvas_cell *cell = canvas_cell_at(canvas, x, y);

    for (int i = 0; cell->columns && i < CANVAS_CODES && cell->codes[i]; i++)
        str_add_code_point(out, cell->codes[i]);
}

/* From its words to the key: a blank or two lie between them. */
static int key_before(const struct canvas *canvas, int x, int y)
{
    int gap = 0;

    while (x > 0 && gap <= GAP_MOST && role_at(canvas, x, y) != ROLE_HINT_KEY) {
        bool is_words = role_at(canvas, x, y) == ROLE_HINT_TEXT;

        gap = is_words ? 0 : gap + 1;
        x--;
    }
    return x;
}

static bool is_blank(const struct canvas *canvas, int x, int y)
{
    const struct canvas_cell *cell;

    if (x < 0 || x >= canvas->columns)
        return true;
    cell = canvas_cell_at(canvas, x, y);
    return cell->columns && (cell->codes[0] == ' ' || !cell->codes[0]);
}

/* Two blanks side by side part one hint from the next: beside `n` is not yet `y yes`. */
static bool is_between(const struct canvas *canvas, int x, int y)
{
    return is_blank(canvas, x, y) && (is_blank(canvas, x - 1, y) || is_blank(canvas, x + 1, y));
}

/* The keys drawn at the cell, or left of the words at it; at: how far into them the cell is. */
static bool find_hint(const struct canvas *canvas, int x, int y, struct str *keys, int *ret_at)
{
    int start, end = x;

    if (is_between(canvas, x, y))
        return false;
    if (role_at(canvas, x, y) == ROLE_HINT_TEXT)
        end = key_before(canvas, x, y);
    if (role_at(canvas, end, y) != ROLE_HINT_KEY)
        return false;
    for (start = end; start > 0 && role_at(canvas, start - 1, y) == ROLE_HINT_KEY;)
        start--;
    while (end + 1 < canvas->columns && role_at(canvas, end + 1, y) == ROLE_HINT_KEY)
        end++;
    for (int i = start; i <= end; i++)
        add_cell(canvas, i, y, keys);
    *ret_at = x <= end ? x - start : 0;
    return true;
}

/* `[ ]` and `j k` are two keys, `g t` is one of two strokes. */
static bool is_bound(struct ui *ui, const struct key_sequence *sequence)
{
    struct keymap_sections sections = shell_sections(ui);
    const char *command;

    return keymap_find(&ui->keymap, &sections, sequence, &command) == KEYMAP_COMMAND;
}

static void press(struct ui *ui, const struct key_sequence *sequence)
{
    for (int i = 0; i < sequence->count; i++)
        shell_key(ui, &(struct key){.code = sequence->keys[i]});
}

/* The word of the keys at that place. */
static void press_word(struct ui *ui, const char *keys, int at)
{
    struct key_sequence sequence;
    struct str word = {0};
    struct error ignored;
    size_t start = strlen(keys) > (size_t)at ? (size_t)at : 0;

    while (start && keys[start - 1] != ' ')
        start--;
    str_add_bytes(&word, keys + start, strcspn(keys + start, " "));
    if (key_sequence_parse(str_text(&word), &sequence, &ignored))
        press(ui, &sequence);
    else if (keys[start] == ':')
        ui_run(ui, str_text(&word) + 1);
    str_fini(&word);
}

static bool click_hint(struct ui *ui, int x, int y)
{
    struct key_sequence sequence;
    struct str keys = {0};
    struct error ignored;
    int at = 0;
    bool found = find_hint(&ui->canvas, x, y, &keys, &at);

    if (found && key_sequence_parse(str_text(&keys), &sequence, &ignored) &&
        (sequence.count == 1 || is_bound(ui, &sequence)))
        press(ui, &sequence);
    else if (found)
        press_word(ui, str_text(&keys), at);
    str_fini(&keys);
    return found;
}

/* --- the menu of a row --- */

/* What is done with a row, in the order of how often; some screens add their own. */
static const char *const verbs[] = {"open", "why", "log", "task", "done", "snooze", "date", "flag",
    "mark", "edit", "edit-outside", "pin", "playbook", "modify stage", "modify health_set",
    "modify owner", "modify tags", "modify arr", "renewal won", "renewal forecast", "renewal lost",
    "renewal end", "renewal note", "skip", "block", "value", "assign", "chase", "brief", "feedback",
    "risk", "link", "links", "copy row", "copy name", "copy email", "copy link", "copy markdown",
    "copy json", "copy tsv", "pipe", "delete", "cancel-run"};

static void verb_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    if (id >= 0)
        ui_run(ui, verbs[id]);
}

/* Known here, and by a key: what has none on this screen is not for its rows. */
static const char *key_of(struct ui *ui, const char *command, char *key, size_t size)
{
    struct keymap_sections sections = shell_sections(ui);
    const struct keymap_binding *binding = keymap_for_command(&ui->keymap, &sections, command);

    return binding && shell_line_is_known(command)
               ? key_sequence_text(&binding->sequence, key, size)
               : NULL;
}

static void show_menu(struct ui *ui)
{
    struct ui_choice choices[MENU_MOST];
    char keys[MENU_MOST][KEY_SEQUENCE * KEY_TEXT_ROOM];
    size_t count = 0;

    for (size_t i = 0; i < COUNT_OF(verbs) && count < MENU_MOST; i++) {
        const char *about = shell_about(ui, verbs[i]);

        if (about && key_of(ui, verbs[i], keys[count], sizeof(keys[count]))) {
            choices[count] = (struct ui_choice){verbs[i], about, keys[count], (int64_t)i};
            count++;
        }
    }
    ui_choose(ui, _("This row"), choices, count, verb_chosen, NULL);
}

static void right_click(struct ui *ui, int x, int y)
{
    int64_t row = shell_row_at(ui, x, y);

    if (row < 0 || view_at(ui->current)->edits || ui_is_presenting(ui))
        return;
    frame_select(ui, row);
    show_menu(ui);
}

/* --- on popups --- */

static bool is_on_popup(const struct canvas *canvas, int x, int y)
{
    return canvas->popup.columns > 0 && area_has(canvas->popup, x, y);
}

/* Beside a list, a text or a yes and no is the way out; a form or a question keeps what was typed.
 */
static bool leaves(const struct ui *ui, const struct key *key)
{
    enum modal_kind kind = ui->modal.kind;

    return key->code == KEYCAP_CLICK && !is_on_popup(&ui->canvas, key->x, key->y) &&
           (kind == MODAL_CHOICE || kind == MODAL_TEXT || kind == MODAL_CONFIRM);
}

static bool modal_mouse(struct ui *ui, const struct key *key)
{
    enum modal_kind kind = ui->modal.kind;
    bool is_wheel = key->code == KEYCAP_WHEEL_UP || key->code == KEYCAP_WHEEL_DOWN;
    bool is_list = kind == MODAL_CHOICE || kind == MODAL_FORM;

    if (is_wheel && is_list) {
        modal_key(
            ui, &(struct key){.code = key->code == KEYCAP_WHEEL_UP ? KEYCAP_UP : KEYCAP_DOWN});
        return true;
    }
    if (leaves(ui, key)) {
        modal_key(ui, &(struct key){.code = KEYCAP_ESC});
        return true;
    }
    return key->code == KEYCAP_CLICK && is_inside(&ui->canvas, key->x, key->y) &&
           click_hint(ui, key->x, key->y);
}

/* How a prefix goes on: a row runs, anything else leaves it. */
static void prefix_mouse(struct ui *ui, const struct key *key)
{
    const char *command = canvas_place_at(&ui->canvas, key->x, key->y);
    struct str line = {0};

    if (key->code != KEYCAP_CLICK)
        return;
    if (command && is_on_popup(&ui->canvas, key->x, key->y))
        str_add(&line, command);
    keys_clear(&ui->keys);
    modal_close(&ui->modal);
    if (line.len)
        ui_run(ui, str_text(&line));
    str_fini(&line);
}

/* The screen's own clicks come before those of lists. */
static bool is_taken(struct ui *ui, const struct key *key)
{
    const struct view *view = view_at(ui->current);

    return view->key && view->key(ui, ui->states[ui->current], key);
}

static void view_mouse(struct ui *ui, const struct key *key)
{
    if ((key->code == KEYCAP_CLICK && click_hint(ui, key->x, key->y)) || is_taken(ui, key))
        return;
    switch (key->code) {
    case KEYCAP_WHEEL_UP: ui_run(ui, "wheel-up"); return;
    case KEYCAP_WHEEL_DOWN: ui_run(ui, "wheel-down"); return;
    case KEYCAP_RIGHT_CLICK: right_click(ui, key->x, key->y); return;
    case KEYCAP_CLICK: frame_click(ui, key->x, key->y); return;
    default: return;
    }
}

bool mouse_key(struct ui *ui, const struct key *key)
{
    bool is_mouse = key->code >= KEYCAP_CLICK && key->code <= KEYCAP_WHEEL_DOWN;
    bool is_pointed = is_inside(&ui->canvas, key->x, key->y);

    if (!is_mouse)
        return false;
    if (!is_pointed)
        return true;
    if (modal_takes_keys(&ui->modal))
        return modal_mouse(ui, key);
    if (ui->modal.kind == MODAL_PREFIX)
        prefix_mouse(ui, key);
    else
        view_mouse(ui, key);
    return true;
}
