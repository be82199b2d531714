/* The month of the agenda: a grid of days with what is due on each, and the list of one day. */
#include <stdio.h>
#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/sizes.h"
#include "ui/views/agenda.h"

enum { CELL_LEAST = 5, CELL_MOST = 22, CELL_NAMES = 14, CELL_SHAPES = 8 };

static int weeks_of(const struct agenda *agenda)
{
    return (agenda->span.last - agenda->span.first + 1) / 7;
}

day_number agenda_day_at(const struct agenda *agenda, int x, int y)
{
    const struct area *grid = &agenda->grid; /* columns and rows are those of a cell */
    int column, week;

    if (!grid->columns || !grid->rows || x < grid->x || y < grid->y)
        return DAY_NONE;
    column = (x - grid->x) / grid->columns;
    week = (y - grid->y) / grid->rows;
    return column < 7 && week < weeks_of(agenda) ? agenda->span.first + 7 * week + column
                                                 : DAY_NONE;
}

/* --- a cell --- */

static struct agenda_item *first_item(const struct agenda *agenda, day_number day)
{
    for (size_t i = 0; i < agenda->items.count; i++)
        if (agenda->items.items[i].due == day)
            return &agenda->items.items[i];
    return NULL;
}

/* For whom something is due, a row each; the last one says how many more there are. */
static void draw_cell_names(
    struct ui *ui, struct agenda *agenda, struct canvas *canvas, struct area cell, day_number day)
{
    struct agenda_item *item = first_item(agenda, day);
    const struct agenda_item *end = agenda->items.items + agenda->items.count;
    int64_t count = agenda_count(agenda, day);
    int rows = cell.rows - 2;
    char number[48];

    for (int row = 0; item && item < end && item->due == day && row < rows; row++, item++) {
        int y = cell.y + 1 + row;

        if (row == rows - 1 && count > rows) {
            canvas_putf(
                canvas, cell.x + 3, y, ROLE_MUTED, _("%s more"), number_whole(count - row, number));
            return;
        }
        agenda_name_item(ui, agenda, item);
        canvas_put(canvas, cell.x + 1, y, ROLE_MUTED, item->shape);
        canvas_put_cut(canvas, cell.x + 3, y, ROLE_TEXT, *item->name ? item->name : item->title,
            cell.columns - 5);
    }
}

/* A shape each: steps and tasks. */
static void draw_cell_shapes(
    const struct agenda *agenda, struct canvas *canvas, struct area cell, day_number day)
{
    const int64_t *counts = agenda->counts[day - agenda->span.first];
    int columns = cell.columns - 2, rows = cell.rows > 2 ? cell.rows - 2 : 1;

    for (int i = 0; i < counts[0] + counts[1] && i < columns * rows; i++)
        canvas_put(canvas, cell.x + 1 + i % columns, cell.y + 1 + i / columns, ROLE_MUTED,
            i < counts[1] ? "→" : "☐");
}

static enum role day_role(struct ui *ui, const struct agenda *agenda, day_number day)
{
    if (day == ui_show(ui).today)
        return ROLE_TITLE;
    if (day_to_civil(day).month != agenda_month(agenda).month ||
        !day_is_working(day, &session_settings(ui_session(ui))->calendar))
        return ROLE_FAINT;
    return ROLE_TEXT;
}

/* The number of the day, and how many things are due: what is past and still open is late. */
static void draw_cell(
    struct ui *ui, struct agenda *agenda, struct canvas *canvas, struct area cell, day_number day)
{
    day_number today = ui_show(ui).today;
    int64_t count = agenda_count(agenda, day);
    bool other = day_to_civil(day).month != agenda_month(agenda).month;
    enum role role = day < today ? ROLE_OVERDUE : other ? ROLE_MUTED : ROLE_TITLE;

    canvas_putf(
        canvas, cell.x + 1, cell.y, day_role(ui, agenda, day), "%2d", day_to_civil(day).day);
    if (cell.columns < CELL_SHAPES && count)
        canvas_putf(canvas, cell.x + 3, cell.y, role, count > 9 ? ":+" : ":%lld", (long long)count);
    else if (count)
        canvas_count_right(canvas, cell.x + cell.columns - 2, cell.y, role, count);
    else if (cell.columns >= CELL_SHAPES)
        canvas_put_right(canvas, cell.x + cell.columns - 2, cell.y, ROLE_FAINT, "·");
    if (cell.rows > 2 && cell.columns >= CELL_NAMES)
        draw_cell_names(ui, agenda, canvas, cell, day);
    else if (cell.rows > 1 && cell.columns >= CELL_SHAPES)
        draw_cell_shapes(agenda, canvas, cell, day);
    if (day == agenda->day) {
        canvas_select_rows(canvas,
            (struct area){cell.x, cell.y, cell.columns - (cell.columns >= CELL_SHAPES),
                cell.rows > 1 ? cell.rows - 1 : 1},
            !agenda->in_list);
        if (!agenda->in_list)
            canvas_set_cursor(canvas, cell.x, cell.y, false);
    }
    if (day == today)
        canvas_put(canvas, cell.x, cell.y, ROLE_TITLE, "┃");
}

/* --- the grid and the list --- */

static void draw_weekdays(const struct agenda *agenda, struct canvas *canvas, int y)
{
    for (int i = 0; i < 7; i++)
        canvas_putf(canvas, agenda->grid.x + i * agenda->grid.columns + 1, y, ROLE_MUTED, "%.*s",
            agenda->grid.columns > CELL_LEAST ? 3 : 2,
            day_weekday_name(day_weekday(agenda->span.first + i)));
}

static int clamp(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

/* Returns the rows it took. */
static int draw_grid(
    struct ui *ui, struct agenda *agenda, struct canvas *canvas, struct area area, int cell_rows)
{
    struct error err;

    agenda->grid = (struct area){
        area.x, area.y + 1, clamp(area.columns / 7, CELL_LEAST, CELL_MOST), cell_rows};
    draw_weekdays(agenda, canvas, area.y);
    if (agenda->grid.columns >= CELL_NAMES && !agenda_read_month(ui, agenda, &err))
        ui_fault(ui, &err);
    for (day_number day = agenda->span.first; day <= agenda->span.last; day++) {
        int at = day - agenda->span.first;
        struct area cell = {agenda->grid.x + at % 7 * agenda->grid.columns,
            agenda->grid.y + at / 7 * cell_rows, agenda->grid.columns, cell_rows};

        draw_cell(ui, agenda, canvas, cell, day);
    }
    return 1 + weeks_of(agenda) * cell_rows;
}

/* `3 due, 11 overdue`; what is overdue leads the list of today. */
static void sum_words(const struct agenda *agenda, bool is_today, char *words, size_t size)
{
    int64_t due = agenda_count(agenda, agenda->day);

    if (is_today && agenda->overdue)
        text_format(
            words, size, _("%lld due, %lld overdue"), (long long)due, (long long)agenda->overdue);
    else if (due)
        text_format(words, size, _("%lld due"), (long long)due);
    else
        text_format(words, size, _("nothing due"));
}

/* `Tue 24 Nov   3 due`, and the rows below. */
static void draw_list(struct ui *ui, struct agenda *agenda, struct canvas *canvas, struct area area)
{
    struct list *list = &agenda->list;
    day_number today = ui_show(ui).today;
    char day[24], sum[48];

    if (area.rows < 1)
        return;
    sum_words(agenda, agenda->day == today, sum, sizeof(sum));
    part_heading(
        canvas, area.x + 1, area.y, area.x + area.columns - 1, day_head(agenda->day, day), sum);
    area_take_rows(&area, 1);
    list_fit(list, (int64_t)agenda->lines.count, area.rows);
    for (int64_t i = list->top; i < list_end(list); i++) {
        struct area line = {area.x, area.y + (int)(i - list->top), area.columns, 1};

        agenda_draw_line(ui, agenda, canvas, line, i);
        if (ui_list_row(ui, canvas, list, i, line) && !agenda->in_list)
            canvas_set_ground(canvas, line, GROUND_SCREEN);
        if (i == list->selected && !agenda->in_list)
            canvas_put(canvas, line.x, line.y, ROLE_TEXT, " ");
    }
}

void agenda_draw_month(
    struct ui *ui, struct agenda *agenda, struct canvas *canvas, struct area area)
{
    int weeks = weeks_of(agenda);

    if (canvas->columns >= SCREEN_WIDE) {
        struct area grid = area_take_columns(
            &area, canvas->columns * (canvas->columns >= SCREEN_ROOMY ? 70 : 54) / 100);

        grid.x += 1;
        grid.columns -= 2;
        canvas_pane_line(canvas, grid.columns + 2, area.y, area.rows + 1);
        area.x += 1;
        area.columns -= 1;
        draw_list(ui, agenda, canvas, area);
        (void)draw_grid(ui, agenda, canvas, grid, clamp((area.rows - 1) / weeks, 1, 9));
        return;
    }
    draw_list(ui, agenda, canvas,
        (struct area){area.x, area.y + 1 + weeks + (canvas->rows >= SCREEN_LOW), area.columns,
            area.rows - 1 - weeks - (canvas->rows >= SCREEN_LOW)});
    if (canvas->rows >= SCREEN_LOW)
        canvas_rule(canvas, area.y + 1 + weeks);
    (void)draw_grid(
        ui, agenda, canvas, (struct area){area.x + 1, area.y, area.columns - 2, area.rows}, 1);
}
