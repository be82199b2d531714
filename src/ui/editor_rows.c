/* Soft wrap: at which bytes the rows begin, found anew only where the text changed. */
#include <string.h>
#include "base/text.h"
#include "editor_internal.h"

/* The columns of a letter that no other joins and that is shown as it is; 0: look closer. Most of
 * what people write, so that long texts need no closer look. */
static int simple_columns(const struct editor *editor, uint32_t code)
{
    if ((code >= 0x20 && code < 0x7f) || (code >= 0xc0 && code < 0x2b0) ||
        (code >= 0x391 && code < 0x3c9) || (code >= 0x400 && code < 0x482) ||
        (code >= 0x5d0 && code <= 0x5ea) || (code >= 0x620 && code <= 0x64a))
        return 1;
    if ((code >= 0x3041 && code <= 0x3096) || (code >= 0x30a1 && code <= 0x30fa) ||
        (code >= 0x4e00 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xd7a3))
        return editor->wide_columns;
    return 0;
}

static size_t next_simple(
    const struct editor *editor, const char *text, size_t len, int *ret_columns)
{
    uint32_t code, next = ' ';
    size_t bytes = text_decode(text, len, &code);
    if (bytes < len)
        text_decode(text + bytes, len - bytes, &next);
    *ret_columns = simple_columns(editor, code);
    return *ret_columns > 0 && (next == '\n' || simple_columns(editor, next) > 0) ? bytes : 0;
}

/* One character as the canvas will show it: bytes, and columns once cleaned. */
static size_t next_shown(
    const struct editor *editor, const char *text, size_t len, int *ret_columns)
{
    unsigned char c = (unsigned char)text[0];
    if (c < 0x80 && (len == 1 || (unsigned char)text[1] < 0x80)) {
        *ret_columns = c == '\t' || (c >= 0x20 && c < 0x7f) ? 1 : c == '\n' ? 0 : 2;
        return 1;
    }
    size_t bytes = next_simple(editor, text, len, ret_columns);
    if (bytes > 0)
        return bytes;
    struct str clean = {0};
    bytes = text_next_grapheme(text, len, ret_columns);
    text_clean_lines(&clean, text, bytes);
    *ret_columns = text_columns(str_text(&clean));
    str_fini(&clean);
    return bytes ? bytes : 1;
}

/* Where the row after the one at `at` begins. Blanks at the end of a row may hang over its edge. */
static size_t next_start(const struct editor *editor, size_t at)
{
    const char *text = str_text(&editor->edit.text);
    size_t len = editor->edit.text.len;
    int used = 0;
    size_t word = at, i = at;
    while (i < len) {
        int width;
        if (text[i] == '\n')
            return i + 1;
        size_t bytes = next_shown(editor, text + i, len - i, &width);
        if (text[i] == ' ') {
            word = i + 1;
        } else if (used + width > editor->columns) {
            return word > at ? word : i > at ? i : i + bytes;
        }
        used += width;
        i += bytes;
    }
    return len;
}

static bool ends_line(const struct editor *editor, size_t at)
{
    return at > 0 && str_text(&editor->edit.text)[at - 1] == '\n';
}

/* The start after `at`, or false: `at` begins the last row. */
static bool step(const struct editor *editor, size_t *at)
{
    size_t len = editor->edit.text.len;
    if (*at >= len)
        return false;
    *at = next_start(editor, *at);
    return *at < len || ends_line(editor, *at);
}

static void lay_out_all(struct editor *editor)
{
    size_t at = 0;
    array_clear(&editor->starts);
    ARRAY_PUSH(&editor->starts, at);
    while (step(editor, &at))
        ARRAY_PUSH(&editor->starts, at);
}

/* The last row that begins at or before a byte, among rows of the old layout too. */
static size_t find_row(const struct editor *editor, size_t at)
{
    size_t low = 0, high = editor->starts.count;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (editor->starts.items[middle] <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Puts the new starts in the place of old rows first .. last-1, and moves those after by the
 * growth. */
static void splice(struct editor *editor, size_t first, size_t last,
    const struct editor_starts *fresh, size_t growth)
{
    size_t tail = editor->starts.count - last;
    array_reserve(&editor->starts, first + fresh->count + tail);
    size_t *items = editor->starts.items;
    memmove(items + first + fresh->count, items + last, tail * sizeof(*items));
    if (fresh->count > 0)
        memcpy(items + first, fresh->items, fresh->count * sizeof(*items));
    editor->starts.count = first + fresh->count + tail;
    /* Unsigned, so a text that shrank wraps round to the right value. */
    for (size_t i = first + fresh->count; i < editor->starts.count; i++)
        items[i] += growth;
}

/* One change: from the row before it (a shorter word may move up) until a row begins where one
 * began before; from there on all is as it was, only moved. */
static void lay_out_change(struct editor *editor)
{
    size_t change_end = editor->edit.change.at + editor->edit.change.added_len;
    size_t growth = editor->edit.change.added_len - editor->edit.change.removed_len;
    size_t row = find_row(editor, editor->edit.change.at);
    size_t first = (row > 0 ? row - 1 : 0) + 1, last = first;
    size_t at = editor->starts.items[first - 1];
    struct editor_starts fresh = {NULL, 0, 0};
    bool is_joined = false;
    while (!is_joined && step(editor, &at)) {
        if (at > change_end) {
            while (last < editor->starts.count && editor->starts.items[last] + growth < at)
                last++;
            is_joined = last < editor->starts.count && editor->starts.items[last] + growth == at;
        }
        if (!is_joined)
            ARRAY_PUSH(&fresh, at);
    }
    splice(editor, first, is_joined ? last : editor->starts.count, &fresh, growth);
    array_fini(&fresh);
}

void editor_lay_out(struct editor *editor, int columns)
{
    columns = columns < 2 ? 2 : columns;
    unsigned missed = editor->edit.changes - editor->laid;
    if (editor->columns == columns && editor->starts.count > 0 && missed == 0)
        return;
    bool is_one = editor->columns == columns && editor->starts.count > 0 && missed == 1;
    editor->columns = columns;
    editor->wide_columns = text_columns("\xe6\x9d\xb1"); /* 1 where the locale knows ASCII only */
    editor->laid = editor->edit.changes;
    if (is_one)
        lay_out_change(editor);
    else
        lay_out_all(editor);
}

size_t editor_row_of(const struct editor *editor, size_t at)
{
    return find_row(editor, at);
}

size_t editor_row_end(const struct editor *editor, size_t row)
{
    if (row + 1 >= editor->starts.count)
        return editor->edit.text.len;
    size_t end = editor->starts.items[row + 1];
    return ends_line(editor, end) ? end - 1 : end;
}

int editor_column_of(const struct editor *editor, size_t row, size_t at)
{
    const char *text = str_text(&editor->edit.text);
    int column = 0;
    for (size_t i = editor->starts.items[row]; i < at;) {
        int width;
        i += next_shown(editor, text + i, editor->edit.text.len - i, &width);
        column += width;
    }
    return column;
}

size_t editor_at_column(const struct editor *editor, size_t row, int column)
{
    const char *text = str_text(&editor->edit.text);
    size_t end = editor_row_end(editor, row), at = editor->starts.items[row];
    /* The end of a wrapped row is the start of the next, so its last place is before that. */
    bool is_wrapped = row + 1 < editor->starts.count && end == editor->starts.items[row + 1];
    for (int used = 0; at < end;) {
        int width;
        size_t bytes = next_shown(editor, text + at, end - at, &width);
        if (used + width > column || (is_wrapped && at + bytes >= end))
            break;
        used += width;
        at += bytes;
    }
    return at;
}

/* -- moves by rows */

void editor_move_rows(struct editor *editor, int rows)
{
    size_t row = editor_row_of(editor, editor->edit.at), last = editor->starts.count - 1;
    if (editor->goal < 0)
        editor->goal = editor_column_of(editor, row, editor->edit.at);
    size_t to = rows < 0 ? (row > (size_t)-rows ? row - (size_t)-rows : 0) : row + (size_t)rows;
    edit_move(&editor->edit, editor_at_column(editor, to < last ? to : last, editor->goal));
}

int editor_page(const struct editor *editor)
{
    return editor->rows_shown > 2 ? editor->rows_shown - 1 : 1;
}
