#include "ui/editor.h"

#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "editor_internal.h"

#define TAB_COLUMNS 2
#define DEFAULT_COLUMNS 80

static void clear_completion(struct editor *editor)
{
    for (size_t i = 0; i < editor->completion.texts.count; i++)
        free(editor->completion.texts.items[i]);
    array_clear(&editor->completion.texts);
}

void editor_fini(struct editor *editor)
{
    if (editor == NULL)
        return;
    clear_completion(editor);
    array_fini(&editor->completion.texts);
    array_fini(&editor->starts);
    edit_fini(&editor->edit);
    memset(editor, 0, sizeof(*editor));
}

void editor_take(struct editor *editor, const char *text, size_t len)
{
    edit_set(&editor->edit, text, len);
    clear_completion(editor);
    editor->top = 0;
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

/* -- moves by rows */

static void move_rows(struct editor *editor, int rows)
{
    size_t row = editor_row_of(editor, editor->edit.at), last = editor->starts.count - 1;
    if (editor->goal < 0)
        editor->goal = editor_column_of(editor, row, editor->edit.at);
    size_t to = rows < 0 ? (row > (size_t)-rows ? row - (size_t)-rows : 0) : row + (size_t)rows;
    edit_move(&editor->edit, editor_at_column(editor, to < last ? to : last, editor->goal));
}

static int page(const struct editor *editor)
{
    return editor->rows_shown > 2 ? editor->rows_shown - 1 : 1;
}

/* -- Tab */

static void put_blanks(struct editor *editor)
{
    size_t row = editor_row_of(editor, editor->edit.at);
    int column = editor_column_of(editor, row, editor->edit.at);
    edit_type(&editor->edit, "  ", (size_t)(TAB_COLUMNS - column % TAB_COLUMNS));
}

/* Goes round what fits; the first Tab asks for it. */
static void complete(struct editor *editor)
{
    struct completion *completion = &editor->completion;
    if (completion->texts.count == 0 && editor->complete != NULL) {
        completion->from = editor->edit.at;
        editor->completion_at = 0;
        editor->complete(
            editor->context, str_text(&editor->edit.text), editor->edit.at, completion);
    }
    if (completion->texts.count == 0) {
        put_blanks(editor);
        return;
    }
    edit_replace(&editor->edit, completion->from, editor->edit.at,
        completion->texts.items[editor->completion_at % completion->texts.count]);
    editor->completion_at++;
}

/* -- keys */

static bool run_move(struct editor *editor, const char *command)
{
    if (text_equal(command, "line-up"))
        move_rows(editor, -1);
    else if (text_equal(command, "line-down"))
        move_rows(editor, 1);
    else if (text_equal(command, "page-up"))
        move_rows(editor, -page(editor));
    else if (text_equal(command, "page-down"))
        move_rows(editor, page(editor));
    else
        return false;
    return true;
}

static bool run(struct editor *editor, const char *command)
{
    if (run_move(editor, command))
        return true;
    editor->goal = -1;
    if (text_equal(command, "complete")) {
        complete(editor);
        return true;
    }
    clear_completion(editor);
    if (text_equal(command, "new-line")) {
        edit_type(&editor->edit, "\n", 1);
        return true;
    }
    enum edit_action action = edit_action_from_name(command);
    edit_do(&editor->edit, action);
    return action != EDIT_NONE;
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
    return edit_key(&editor->edit, &taken, false);
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
        if (run(editor, command))
            return EDITOR_USED;
        *ret_command = command;
        return EDITOR_COMMAND;
    case KEYMAP_NONE: break;
    }
    if (in_prefix)
        return EDITOR_USED;
    editor->goal = -1;
    clear_completion(editor);
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

static void draw_row(struct editor *editor, struct canvas *canvas, size_t row, int y)
{
    struct editor_row shown = {
        str_text(&editor->edit.text), editor->starts.items[row], editor_row_end(editor, row), y};
    canvas_put_bytes(canvas, 0, y, ROLE_INPUT, shown.text + shown.start, shown.end - shown.start);
    if (editor->decorate != NULL)
        editor->decorate(editor->context, canvas, &shown);
}

static void draw_caret(struct editor *editor, struct canvas *canvas)
{
    size_t row = editor_row_of(editor, editor->edit.at);
    int y = (int)(row - editor->top);
    int last = canvas_area(canvas).columns - 1;
    if (row < editor->top || y >= editor->rows_shown)
        return;
    int x = editor_column_of(editor, row, editor->edit.at);
    canvas_set_role(canvas, (struct area){x < last ? x : last, y, 1, 1}, ROLE_CURSOR);
    canvas_set_cursor(canvas, x < last ? x : last, y, false);
}

/* One column is kept for the caret behind the last letter of a full row. */
void editor_draw(struct editor *editor, struct canvas *canvas, struct area area)
{
    bool is_new = editor->rows_shown != area.rows || editor->columns != area.columns - 1;
    editor_lay_out(editor, area.columns - 1);
    editor->rows_shown = area.rows;
    if (is_new || editor->top >= editor->starts.count)
        follow_caret(editor);
    struct area before = canvas_enter(canvas, area);
    for (int y = 0; y < area.rows && editor->top + (size_t)y < editor->starts.count; y++)
        draw_row(editor, canvas, editor->top + (size_t)y, y);
    draw_caret(editor, canvas);
    canvas_leave(canvas, before);
}
