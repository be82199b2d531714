#include "ui/textarea.h"

#include <string.h>
#include "base/text.h"

void textarea_fini(struct textarea *area)
{
    edit_fini(&area->edit);
}

static const char *bytes_of(const struct textarea *area)
{
    return str_text(&area->edit.text);
}

/* Columns that one grapheme takes as it is drawn: what is not printable shows as more than itself. */
static int drawn_columns(const char *bytes, size_t len, int columns)
{
    struct str clean = {0};

    if (len == 1 && *bytes == '\t')
        return 1;
    if (len == 1 && (unsigned char)*bytes >= ' ' && *bytes != 0x7f)
        return 1;
    text_clean(&clean, bytes, len);
    columns = text_columns(str_text(&clean));
    str_fini(&clean);
    return columns;
}

size_t textarea_row_len(const char *text, size_t len, size_t start, int columns, size_t *ret_next)
{
    size_t at = start, blank = 0;
    int used = 0;

    while (at < len && text[at] != '\n') {
        int wide = 1;
        size_t bytes = text_next_grapheme(text + at, len - at, &wide);

        wide = drawn_columns(text + at, bytes, wide);
        if (used + wide > columns && at > start) {
            if (text[at] == ' ') { /* the blank that would stand past the edge is swallowed */
                *ret_next = at + 1;
                return at - start;
            }
            *ret_next = blank ? blank : at;
            return *ret_next - start;
        }
        if (text[at] == ' ')
            blank = at + 1;
        used += wide;
        at += bytes;
    }
    *ret_next = at < len ? at + 1 : at;
    return at - start;
}

/* The row that holds the byte `at`; its line begins at a line end, so few rows are laid out. */
static size_t row_start_of(const struct textarea *area, size_t at)
{
    size_t start = edit_line_start(&area->edit, at), next;

    for (;;) {
        size_t len = textarea_row_len(bytes_of(area), area->edit.text.len, start, area->columns, &next);

        if (at <= start + len && (at < next || next >= area->edit.text.len || bytes_of(area)[start + len] == '\n'))
            return start;
        if (next <= start)
            return start;
        start = next;
    }
}

static bool is_last_row(const struct textarea *area, size_t start)
{
    size_t next, len = textarea_row_len(bytes_of(area), area->edit.text.len, start, area->columns, &next);

    return start + len >= area->edit.text.len;
}

static size_t next_row(const struct textarea *area, size_t start)
{
    size_t next;

    (void)textarea_row_len(bytes_of(area), area->edit.text.len, start, area->columns, &next);
    return next;
}

static size_t previous_row(const struct textarea *area, size_t start)
{
    return start ? row_start_of(area, start - 1) : 0;
}

static int column_of(const struct textarea *area, size_t row, size_t at)
{
    struct str clean = {0};
    int columns;

    text_clean(&clean, bytes_of(area) + row, at - row);
    columns = text_columns(str_text(&clean));
    str_fini(&clean);
    return columns;
}

static void move_to_column(struct textarea *area, size_t row, int column)
{
    size_t next, len = textarea_row_len(bytes_of(area), area->edit.text.len, row, area->columns, &next);
    size_t at = row;
    int used = 0;

    while (at < row + len) {
        int wide = 1;
        size_t bytes = text_next_grapheme(bytes_of(area) + at, row + len - at, &wide);

        wide = drawn_columns(bytes_of(area) + at, bytes, wide);
        if (used + wide > column)
            break;
        used += wide;
        at += bytes;
    }
    edit_move(&area->edit, at);
}

static bool move_rows(struct textarea *area, int rows)
{
    size_t row = row_start_of(area, area->edit.at);

    if (area->wish < 0)
        area->wish = column_of(area, row, area->edit.at);
    if (rows < 0 && row == 0)
        return false;
    for (; rows < 0 && row > 0; rows++)
        row = previous_row(area, row);
    for (; rows > 0 && !is_last_row(area, row); rows--)
        row = next_row(area, row);
    move_to_column(area, row, area->wish);
    return true;
}

bool textarea_command(struct textarea *area, const char *command)
{
    enum edit_action action;
    int page = area->rows > 2 ? area->rows - 1 : 1;

    if (text_equal(command, "line-up"))
        return move_rows(area, -1);
    if (text_equal(command, "line-down"))
        return move_rows(area, 1), true;
    if (text_equal(command, "page-up"))
        return move_rows(area, -page), true;
    if (text_equal(command, "page-down"))
        return move_rows(area, page), true;
    area->wish = -1;
    if (text_equal(command, "new-line")) {
        edit_insert(&area->edit, "\n", 1);
        return true;
    }
    action = edit_action_from_name(command);
    if (action == EDIT_NONE)
        return false;
    (void)edit_do(&area->edit, action);
    return true;
}

bool textarea_key(struct textarea *area, const struct key *key)
{
    area->wish = -1;
    return edit_key(&area->edit, key, false);
}

/* Scrolls as little as it can so that the caret's row is in sight. */
static void scroll_to_caret(struct textarea *area)
{
    size_t caret = row_start_of(area, area->edit.at), row;
    int rows = 1;

    if (area->top > area->edit.text.len || area->top > caret) {
        area->top = caret;
        return;
    }
    area->top = row_start_of(area, area->top);
    for (row = caret; row > area->top && rows < area->rows; rows++)
        row = previous_row(area, row);
    if (row > area->top)
        area->top = row;
}

static void draw_row_text(struct textarea *area, struct canvas *canvas, struct area where, const struct textarea_row *row)
{
    canvas_put_bytes(canvas, where.x, row->y, ROLE_INPUT, bytes_of(area) + row->start, row->len);
}

void textarea_draw(struct textarea *area, struct canvas *canvas, struct area where, bool focused,
    textarea_row_fn *beside, void *context)
{
    size_t start, len = area->edit.text.len, line = 0;

    area->columns = where.columns - 1 > 1 ? where.columns - 1 : 1; /* the caret may stand past the last letter */
    area->rows = where.rows;
    if (where.rows < 1)
        return;
    scroll_to_caret(area);
    start = area->top;
    for (size_t i = 0; beside && i < start; i++)
        line += bytes_of(area)[i] == '\n';
    for (int y = 0; y < where.rows && start <= len; y++) {
        struct textarea_row row = {.start = start, .line = line, .y = where.y + y};
        size_t next;

        row.len = textarea_row_len(bytes_of(area), len, start, area->columns, &next);
        row.ends_line = start + row.len >= len || bytes_of(area)[start + row.len] == '\n';
        draw_row_text(area, canvas, where, &row);
        if (focused && area->edit.at >= start && (area->edit.at < next || (area->edit.at <= start + row.len && row.ends_line)))
            canvas_set_cursor(canvas, where.x + column_of(area, start, area->edit.at), row.y, true);
        if (beside)
            beside(context, canvas, &row);
        line += row.ends_line;
        if (row.ends_line && start + row.len >= len)
            break;
        start = next;
    }
}
