#include "ui/editor.h"

#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "editor_internal.h"

#define TAB_COLUMNS 2
#define DEFAULT_COLUMNS 80

void editor_fini(struct editor *editor)
{
    if (editor == NULL)
        return;
    editor_close_offer(editor);
    array_fini(&editor->completion.texts);
    array_fini(&editor->starts);
    edit_fini(&editor->edit);
    memset(editor, 0, sizeof(*editor));
}

void editor_take(struct editor *editor, const char *text, size_t len)
{
    edit_set(&editor->edit, text, len);
    editor_close_offer(editor);
    editor_unmark(editor);
    editor->top = 0;
    editor->goal = -1;
}

void editor_replace(struct editor *editor, const char *text, size_t len)
{
    editor_close_offer(editor);
    editor_unmark(editor);
    edit_put(&editor->edit, 0, editor->edit.text.len, text, len);
    editor->goal = -1;
}

bool editor_is_full(const struct editor *editor)
{
    return editor->is_full;
}

static void lay_out(struct editor *editor)
{
    editor_lay_out(editor, editor->columns > 0 ? editor->columns : DEFAULT_COLUMNS);
}

/* The caret into sight, with as little scrolling as that takes. */
static void follow_caret(struct editor *editor)
{
    size_t row = editor_row_of(editor, editor->edit.at), shown = (size_t)editor->rows_shown;
    if (editor->rows_shown <= 0) /* keys may come before the first drawing, which then follows */
        return;
    if (row < editor->top)
        editor->top = row;
    else if (row >= editor->top + shown)
        editor->top = row - shown + 1;
}

/* More room shows more of the text, not blank rows below it. */
static void fill_room(struct editor *editor)
{
    size_t shown = (size_t)editor->rows_shown, count = editor->starts.count;
    size_t last_top = count > shown ? count - shown : 0;

    if (editor->top > last_top)
        editor->top = last_top;
}

/* -- Tab */

static void put_blanks(struct editor *editor)
{
    size_t row = editor_row_of(editor, editor->edit.at);
    int column = editor_column_of(editor, row, editor->edit.at);
    edit_type(&editor->edit, "  ", (size_t)(TAB_COLUMNS - column % TAB_COLUMNS));
}

static void complete(struct editor *editor)
{
    editor_offer(editor, true);
    if (editor->completion.texts.count == 0)
        put_blanks(editor);
    else if (editor->completion.texts.count == 1)
        editor_run_offer(editor, "complete");
}

/* -- keys */

static bool run_move(struct editor *editor, const char *command)
{
    if (text_equal(command, "line-up"))
        editor_move_rows(editor, -1);
    else if (text_equal(command, "line-down"))
        editor_move_rows(editor, 1);
    else if (text_equal(command, "page-up"))
        editor_move_rows(editor, -editor_page(editor));
    else if (text_equal(command, "page-down"))
        editor_move_rows(editor, editor_page(editor));
    else
        return false;
    return true;
}

static bool run_edit(struct editor *editor, const char *command)
{
    enum edit_action action = edit_action_from_name(command);
    if (action == EDIT_NONE)
        return false;
    if (!editor_delete_selection(editor, action))
        edit_do(&editor->edit, action);
    return true;
}

/* A letter taken back asks anew what fits. */
static bool runs_offer_anew(struct editor *editor, const char *command)
{
    bool is_open = editor->completion.texts.count > 0;
    editor_close_offer(editor);
    if (!is_open || edit_action_from_name(command) != EDIT_DELETE_BACK)
        return false;
    run_edit(editor, command);
    editor_offer(editor, false);
    return true;
}

static bool is_esc(struct editor *editor, const char *command)
{
    size_t from, to;
    if (!text_equal(command, "keep-draft") || !editor_selection(editor, &from, &to))
        return false;
    editor_unmark(editor);
    return true;
}

static bool run(struct editor *editor, const char *command)
{
    if (editor_run_offer(editor, command) || runs_offer_anew(editor, command))
        return true;
    if (run_move(editor, command))
        return true;
    if (editor_run_selection(editor, command) || is_esc(editor, command))
        return true;
    editor->goal = -1;
    if (text_equal(command, "complete"))
        complete(editor);
    else if (text_equal(command, "new-line"))
        editor_new_line(editor);
    else
        return run_edit(editor, command);
    return true;
}

/* A move without Shift ends what Shift began to select. */
static bool run_command(struct editor *editor, const char *command)
{
    size_t before = editor->edit.at;
    if (text_starts(command, "select-") && !text_equal(command, "select-all")) {
        if (editor->marked == EDITOR_UNMARKED || editor->marked_changes != editor->edit.changes)
            editor_run_selection(editor, "mark-by-shift");
        return run(editor, command + strlen("select-"));
    }
    if (!run(editor, command))
        return false;
    if (editor->edit.at != before && editor->marked == EDITOR_MARKED_BY_SHIFT &&
        !text_equal(command, "select-all"))
        editor_unmark(editor);
    return true;
}

/* What is typed or pasted stands in the place of what is selected, as one step. */
static bool put_key(struct editor *editor, const struct key *key)
{
    struct edit *edit = &editor->edit;
    size_t from, to;
    char bytes[4];
    if (key->code != KEYCAP_PASTE && (key->code < ' ' || key->code >= KEYCAP_FIRST))
        return false;
    editor_drop_continued(editor, key->code);
    if (!editor_selection(editor, &from, &to))
        return edit_key(edit, key, false);
    if (key->code == KEYCAP_PASTE)
        edit_put(edit, from, to, key->text, key->len);
    else
        edit_type_over(edit, from, to, bytes, text_encode(key->code, bytes));
    return true;
}

/* What is over the limit is left out, at a border between characters. */
static bool type(struct editor *editor, const struct key *key)
{
    struct key taken = *key;
    size_t len = editor->edit.text.len;
    size_t room = editor->limit > len ? editor->limit - len : 0;
    editor->is_full = editor->limit > 0 && (key->code == KEYCAP_PASTE ? key->len : 4) > room;
    if (editor->is_full && key->code != KEYCAP_PASTE)
        return key->code >= ' ' && key->code < KEYCAP_FIRST;
    if (editor->is_full) {
        while (room > 0 && (key->text[room] & 0xc0) == 0x80)
            room--;
        taken.len = room;
    }
    if (!put_key(editor, &taken))
        return false;
    editor_close_offer(editor);
    if (key->code != KEYCAP_PASTE)
        editor_offer(editor, false);
    return true;
}

static enum editor_answer press(struct editor *editor, const struct keymap *keymap,
    const struct key *key, const char **ret_command)
{
    static const struct keymap_sections sections = {{"composer"}, 1};
    const char *command = NULL;
    bool in_prefix = editor->keys.pressed.count > 0;
    switch (keys_feed(&editor->keys, keymap, &sections, key->code, &command)) {
    case KEYMAP_PREFIX: return EDITOR_USED;
    case KEYMAP_COMMAND:
        if (run_command(editor, command))
            return EDITOR_USED;
        *ret_command = command;
        return EDITOR_COMMAND;
    case KEYMAP_NONE: break;
    }
    if (in_prefix)
        return EDITOR_USED;
    editor->goal = -1;
    return type(editor, key) ? EDITOR_USED : EDITOR_UNUSED;
}

enum editor_answer editor_key(struct editor *editor, const struct keymap *keymap,
    const struct key *key, const char **ret_command)
{
    lay_out(editor);
    enum editor_answer answer = press(editor, keymap, key, ret_command);
    lay_out(editor);
    if (answer == EDITOR_USED)
        follow_caret(editor);
    return answer;
}

void editor_click(struct editor *editor, int x, int y)
{
    lay_out(editor);
    size_t row = editor->top + (size_t)(y > 0 ? y : 0), last = editor->starts.count - 1;
    editor->goal = -1;
    editor_close_offer(editor);
    editor_unmark(editor);
    edit_move(&editor->edit, editor_at_column(editor, row < last ? row : last, x));
}

void editor_scroll(struct editor *editor, int rows)
{
    lay_out(editor);
    size_t last = editor->starts.count - 1;
    size_t up = rows < 0 ? (size_t)-rows : 0;
    if (rows < 0)
        editor->top = editor->top > up ? editor->top - up : 0;
    else
        editor->top = editor->top + (size_t)rows < last ? editor->top + (size_t)rows : last;
}

/* -- drawing */

/* The cells of what is selected in a row; where it goes on behind the line end, the cell there too.
 */
static void draw_selection(struct editor *editor, struct canvas *canvas, size_t row, int y)
{
    size_t from, to, start = editor->starts.items[row], end = editor_row_end(editor, row);
    if (!editor_selection(editor, &from, &to) || from > end || to <= start)
        return;
    int x = editor_column_of(editor, row, from > start ? from : start);
    int last = editor_column_of(editor, row, to < end ? to : end) + (to > end);
    canvas_set_ground(canvas, (struct area){x, y, last - x, 1}, GROUND_SELECTION);
}

static void draw_row(struct editor *editor, struct canvas *canvas, size_t row, int y)
{
    struct editor_row shown = {
        str_text(&editor->edit.text), editor->starts.items[row], editor_row_end(editor, row), y};
    canvas_put_bytes(canvas, 0, y, ROLE_INPUT, shown.text + shown.start, shown.end - shown.start);
    if (editor->decorate != NULL)
        editor->decorate(editor->context, canvas, &shown);
    draw_selection(editor, canvas, row, y);
}

static void draw_caret(struct editor *editor, struct canvas *canvas)
{
    size_t row = editor_row_of(editor, editor->edit.at);
    int y = (int)(row - editor->top);
    int last = canvas_area(canvas).columns - 1;
    if (row < editor->top || y >= editor->rows_shown)
        return;
    int x = editor_column_of(editor, row, editor->edit.at);
    struct area cell = {x < last ? x : last, y, 1, 1};
    canvas_set_ground(canvas, cell, GROUND_SCREEN); /* to be told from what is selected */
    canvas_set_role(canvas, cell, ROLE_CURSOR);
    canvas_set_cursor(canvas, x < last ? x : last, y, false);
}

/* One column is kept for the caret behind the last letter of a full row. */
void editor_draw(struct editor *editor, struct canvas *canvas, struct area area)
{
    bool is_new = editor->rows_shown != area.rows || editor->columns != area.columns - 1;
    editor_lay_out(editor, area.columns - 1);
    editor->rows_shown = area.rows;
    if (is_new)
        fill_room(editor);
    if (is_new || editor->top >= editor->starts.count)
        follow_caret(editor);
    struct area before = canvas_enter(canvas, area);
    for (int y = 0; y < area.rows && editor->top + (size_t)y < editor->starts.count; y++)
        draw_row(editor, canvas, editor->top + (size_t)y, y);
    if (!editor->is_left)
        draw_caret(editor, canvas);
    canvas_leave(canvas, before);
}
