/* A picker as a popup: input, rule, rows, a line of hints. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "base/text.h"
#include "base/words.h"
#include "picker_internal.h"
#include "ui/popup.h"
#include "ui/prompt.h"

#define ROWS_MOST 12
#define ROWS_ABOVE 2 /* input and rule */
#define ROWS_BELOW 2 /* air and hints */
#define ABOUT_AT 21
#define ABOUT_LEAST 20

static int rows_wanted(const struct picker *picker, const struct canvas *canvas)
{
    int room = canvas->rows - POPUP_TOP - ROWS_ABOVE - ROWS_BELOW - 4; /* frame, and two below */
    size_t most = picker->is_tall && room > ROWS_MOST ? (size_t)room : ROWS_MOST;
    int rows = (int)(picker->count < most ? picker->count : most);
    return (rows > 0 ? rows : 1) + ROWS_ABOVE + ROWS_BELOW;
}

/* Each letter of the name in its role, those that matched in another; a long one is cut. Returns
 * the column after it. */
static int draw_name(
    struct picker *picker, struct canvas *canvas, struct area area, const char *name)
{
    struct fuzzy fuzzy;
    size_t len = strlen(name);
    int x = area.x;
    fuzzy_init(&fuzzy, picker_typed(picker));
    if (fuzzy.len == 0 || picker->by_words || canvas_columns_of(canvas, name) > area.columns)
        return canvas_put_cut(canvas, x, area.y, ROLE_TEXT, name, area.columns);
    bool *marks = mem_alloc(len + 1);
    fuzzy_match(&fuzzy, name, marks);
    for (size_t at = 0; at < len;) {
        int columns;
        size_t bytes = text_next_grapheme(name + at, len - at, &columns);
        enum role role = marks[at] ? ROLE_MATCH : ROLE_TEXT;
        x = canvas_put_bytes(canvas, x, area.y, role, name + at, bytes ? bytes : 1);
        at += bytes ? bytes : 1;
    }
    free(marks);
    return x;
}

static void draw_row(
    struct picker *picker, struct canvas *canvas, int y, size_t match, int about_at)
{
    struct picker_row row = {0};
    int columns = canvas_area(canvas).columns, end = columns - 1;
    picker->row(picker->context, picker->matches.items[match].index, &row);
    if (row.is_heading) {
        canvas_put_cut(canvas, 1, y, ROLE_TITLE, row.name, columns - 2);
        return;
    }
    if (picker->has_numbers && match - picker->top < 9)
        canvas_count(canvas, 1, y, ROLE_FAINT, (int64_t)match - picker->top + 1);
    if (row.key != NULL && row.key[0] != '\0')
        end = canvas_put_right(canvas, end, y, ROLE_HINT_KEY, row.key) - 2;
    int x = draw_name(picker, canvas, (struct area){3, y, end - 3, 1}, row.name) + 2;
    if (row.about != NULL && !picker->by_words && columns >= ABOUT_AT + ABOUT_LEAST)
        canvas_put_cut(canvas, x < about_at ? about_at : x, y, ROLE_MUTED, row.about,
            end - (x < about_at ? about_at : x));
    if (match == picker->at) {
        canvas_select_rows(canvas, (struct area){0, y, columns, 1}, true);
        canvas_set_cursor(canvas, 0, y, false);
    }
}

/* Beside the longest name in sight, as far as there is room, so that all stand in one column. */
static int about_column(struct picker *picker, struct canvas *canvas, int rows)
{
    int at = ABOUT_AT, most = canvas_area(canvas).columns / 2;

    for (size_t i = 0; i < (size_t)rows && picker->top + i < picker->matches.count; i++) {
        struct picker_row row = {0};
        int end;

        picker->row(picker->context, picker->matches.items[picker->top + i].index, &row);
        end = row.is_heading || !row.about ? 0 : 3 + canvas_columns_of(canvas, row.name) + 2;
        at = end > at && end <= most ? end : at;
    }
    return at;
}

static void draw_rows(struct picker *picker, struct canvas *canvas, struct area area)
{
    int about_at;

    picker->rows_shown = area.rows;
    if (picker->at < picker->top)
        picker->top = picker->at;
    if (picker->headings && picker->at == 1 && picker->top == 1)
        picker->top = 0; /* the heading of the first row */
    if (area.rows > 0 && picker->at >= picker->top + (size_t)area.rows)
        picker->top = picker->at - (size_t)area.rows + 1;
    about_at = about_column(picker, canvas, area.rows);
    for (int i = 0; i < area.rows && picker->top + (size_t)i < picker->matches.count; i++)
        draw_row(picker, canvas, area.y + i, picker->top + (size_t)i, about_at);
    if (picker->matches.count == 0)
        canvas_put(canvas, 3, area.y, ROLE_MUTED, _("Nothing fits. Backspace widens it."));
}

static void draw_input(struct picker *picker, struct canvas *canvas)
{
    char count[48];
    int end = canvas_area(canvas).columns - 1;
    size_t headings = *picker_typed(picker) ? 0 : picker->headings;
    text_format(count, sizeof(count), _("%zu of %zu"), picker->matches.count - headings,
        picker->count - picker->headings);
    end = canvas_put_right(canvas, end, 0, ROLE_MUTED, count) - 2;
    int x = canvas_put(canvas, 1, 0, ROLE_ACCENT, picker->label ? picker->label : "") + 1;
    edit_draw_line(&picker->edit, canvas, (struct area){x, 0, end - x, 1}, &picker->first_shown);
}

static void draw_hints(struct picker *picker, struct canvas *canvas, int y)
{
    char enter[64];
    int end = canvas_area(canvas).columns - 1;
    text_format(enter, sizeof(enter), " %.40s   ", picker->verb ? picker->verb : _("choose"));
    end = canvas_spans_right(canvas, end, y,
        SPANS({ROLE_HINT_KEY, picker->accept ? picker->accept : "Enter"}, {ROLE_HINT_TEXT, enter},
            {ROLE_HINT_KEY, picker->cancel ? picker->cancel : "Esc"},
            {ROLE_HINT_TEXT, _(" close")}));
    if (picker->footer != NULL)
        canvas_put_cut(canvas, 1, y, ROLE_MUTED, picker->footer, end - 3);
}

void picker_draw(struct picker *picker, struct canvas *canvas)
{
    picker_filter(picker);
    struct popup popup = popup_open(canvas, POPUP_COLUMNS, rows_wanted(picker, canvas));
    struct area inside = canvas_area(canvas);
    popup_divide(&popup, 1);
    draw_input(picker, canvas);
    draw_hints(picker, canvas, inside.rows - 1);
    int rows = inside.rows - ROWS_ABOVE - ROWS_BELOW;
    draw_rows(picker, canvas, (struct area){0, ROWS_ABOVE, inside.columns, rows > 0 ? rows : 1});
    popup_close(&popup);
}

size_t picker_at(const struct picker *picker, const struct canvas *canvas, int x, int y)
{
    struct area frame = popup_frame(canvas, POPUP_COLUMNS, rows_wanted(picker, canvas));
    int row = y - frame.y - 1 - ROWS_ABOVE;
    bool is_inside =
        x > frame.x && x < frame.x + frame.columns - 1 && row >= 0 && row < picker->rows_shown;
    size_t match = picker->top + (size_t)(is_inside ? row : 0);
    if (!is_inside || match >= picker->matches.count || picker_is_heading(picker, match))
        return SIZE_MAX;
    return picker->matches.items[match].index;
}
