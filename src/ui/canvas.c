#include "ui/canvas.h"

#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "canvas_internal.h"

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int most(int a, int b)
{
    return a > b ? a : b;
}

static void blank_cell(struct canvas_cell *cell, enum ground ground)
{
    memset(cell, 0, sizeof(*cell));
    cell->codes[0] = ' ';
    cell->columns = 1;
    cell->role = ROLE_TEXT;
    cell->ground = (uint8_t)ground;
}

void canvas_fini(struct canvas *canvas)
{
    if (canvas == NULL)
        return;
    free(canvas->cells);
    free(canvas->drawn);
    str_fini(&canvas->scratch);
    str_fini(&canvas->scratch_cut);
    memset(canvas, 0, sizeof(*canvas));
}

void canvas_resize(struct canvas *canvas, int columns, int rows)
{
    canvas->columns = most(1, least(columns, CANVAS_SIDE_MAX));
    canvas->rows = most(1, least(rows, CANVAS_SIDE_MAX));
    size_t count = (size_t)canvas->columns * (size_t)canvas->rows;
    if (count > canvas->room) {
        canvas->cells = mem_resize(canvas->cells, count, sizeof(*canvas->cells));
        canvas->room = count;
    }
    if (canvas->rows > canvas->row_room) {
        canvas->drawn = mem_resize(canvas->drawn, (size_t)canvas->rows, sizeof(*canvas->drawn));
        canvas->row_room = canvas->rows;
    }
    canvas_erase(canvas);
}

void canvas_erase(struct canvas *canvas)
{
    size_t count = (size_t)canvas->columns * (size_t)canvas->rows;
    for (size_t i = 0; i < count; i++)
        blank_cell(&canvas->cells[i], GROUND_SCREEN);
    for (int y = 0; y < canvas->rows; y++)
        canvas_touch(canvas, y);
    canvas->clip = (struct area){0, 0, canvas->columns, canvas->rows};
    canvas->origin_x = canvas->origin_y = 0;
    canvas->cursor_x = canvas->cursor_y = 0;
    canvas->cursor_shown = false;
    canvas->place_count = 0;
    canvas->popup = (struct area){0, 0, 0, 0};
}

/* An area of the entered one, cut to it, in cells of the whole canvas. */
static struct area clipped(const struct canvas *canvas, struct area area)
{
    int left = most(area.x + canvas->origin_x, canvas->clip.x);
    int top = most(area.y + canvas->origin_y, canvas->clip.y);
    int right =
        least(area.x + canvas->origin_x + area.columns, canvas->clip.x + canvas->clip.columns);
    int bottom = least(area.y + canvas->origin_y + area.rows, canvas->clip.y + canvas->clip.rows);
    return (struct area){left, top, most(0, right - left), most(0, bottom - top)};
}

void canvas_place(struct canvas *canvas, struct area area, const char *command)
{
    struct canvas_place *place = &canvas->places[canvas->place_count];

    if (canvas->place_count == CANVAS_PLACES || strlen(command) >= sizeof(place->command))
        return;
    place->area = clipped(canvas, area);
    memcpy(place->command, command, strlen(command) + 1);
    canvas->place_count++;
}

const char *canvas_place_at(const struct canvas *canvas, int x, int y)
{
    for (int i = canvas->place_count; i-- > 0;)
        if (area_has(canvas->places[i].area, x, y))
            return canvas->places[i].command;
    return NULL;
}

/* What comes back names the corner by x, y and is cut to the clip; an area half outside of its
 * parent keeps its own corner as origin only while it is inside, which all callers see to. */
struct area canvas_enter(struct canvas *canvas, struct area area)
{
    struct area before = canvas->clip;
    canvas->clip = clipped(canvas, area);
    canvas->origin_x = canvas->clip.x;
    canvas->origin_y = canvas->clip.y;
    return before;
}

void canvas_leave(struct canvas *canvas, struct area before)
{
    canvas->clip = before;
    canvas->origin_x = before.x;
    canvas->origin_y = before.y;
}

struct area canvas_area(const struct canvas *canvas)
{
    return (struct area){0, 0, canvas->clip.columns, canvas->clip.rows};
}

struct area area_take_rows(struct area *area, int rows)
{
    struct area taken = *area;
    taken.rows = most(0, least(rows, area->rows));
    area->y += taken.rows;
    area->rows -= taken.rows;
    return taken;
}

struct area area_take_last_rows(struct area *area, int rows)
{
    struct area taken = *area;
    taken.rows = most(0, least(rows, area->rows));
    area->rows -= taken.rows;
    taken.y = area->y + area->rows;
    return taken;
}

struct area area_take_columns(struct area *area, int columns)
{
    struct area taken = *area;
    taken.columns = most(0, least(columns, area->columns));
    area->x += taken.columns;
    area->columns -= taken.columns;
    return taken;
}

bool area_has(struct area area, int x, int y)
{
    return x >= area.x && x < area.x + area.columns && y >= area.y && y < area.y + area.rows;
}

struct canvas_cell *canvas_cell_in(struct canvas *canvas, int x, int y)
{
    int column = x + canvas->origin_x, row = y + canvas->origin_y;
    if (!area_has(canvas->clip, column, row))
        return NULL;
    canvas_touch(canvas, row);
    return &canvas->cells[(size_t)row * (size_t)canvas->columns + (size_t)column];
}

typedef void cell_change(struct canvas_cell *cell, int value);

static void change_cells(struct canvas *canvas, struct area area, cell_change *change, int value)
{
    struct area at = clipped(canvas, area);
    for (int row = at.y; row < at.y + at.rows; row++) {
        struct canvas_cell *cell =
            &canvas->cells[(size_t)row * (size_t)canvas->columns + (size_t)at.x];
        canvas_touch(canvas, row);
        for (int i = 0; i < at.columns; i++)
            change(&cell[i], value);
    }
}

static void change_role(struct canvas_cell *cell, int role)
{
    cell->role = (uint8_t)role;
}

static void change_ground(struct canvas_cell *cell, int ground)
{
    cell->ground = (uint8_t)ground;
}

static void change_to_blank(struct canvas_cell *cell, int ground)
{
    blank_cell(cell, (enum ground)ground);
}

void canvas_set_role(struct canvas *canvas, struct area area, enum role role)
{
    change_cells(canvas, area, change_role, (int)role);
}

void canvas_set_ground(struct canvas *canvas, struct area area, enum ground ground)
{
    change_cells(canvas, area, change_ground, (int)ground);
}

/* A wide character that the area's edge cuts in two must not leave one half behind. */
static void split_edges(struct canvas *canvas, struct area area)
{
    struct area at = clipped(canvas, area);
    for (int row = at.y; at.columns > 0 && row < at.y + at.rows; row++) {
        struct canvas_cell *line = &canvas->cells[(size_t)row * (size_t)canvas->columns];
        if (at.x > 0 && line[at.x].columns == 0)
            blank_cell(&line[at.x - 1], (enum ground)line[at.x - 1].ground);
        int right = at.x + at.columns;
        if (right < canvas->columns && line[right].columns == 0)
            blank_cell(&line[right], (enum ground)line[right].ground);
    }
}

void canvas_copy_cells(
    struct canvas *canvas, int x, int y, const struct canvas_cell *cells, int count)
{
    canvas_touch(canvas, y);
    memcpy(&canvas->cells[(size_t)y * (size_t)canvas->columns + (size_t)x], cells,
        (size_t)count * sizeof(*cells));
}

void canvas_blank(struct canvas *canvas, struct area area, enum ground ground)
{
    split_edges(canvas, area);
    change_cells(canvas, area, change_to_blank, (int)ground);
}

void canvas_select_rows(struct canvas *canvas, struct area area, bool focused)
{
    canvas_set_ground(canvas, area, focused ? GROUND_SELECTION : GROUND_SELECTION_UNFOCUSED);
    for (int row = 0; row < area.rows; row++)
        canvas_put(canvas, area.x, area.y + row, focused ? ROLE_ACCENT : ROLE_FAINT, "▎");
}

void canvas_set_cursor(struct canvas *canvas, int x, int y, bool shown)
{
    canvas->cursor_x = most(0, least(x + canvas->origin_x, canvas->columns - 1));
    canvas->cursor_y = most(0, least(y + canvas->origin_y, canvas->rows - 1));
    canvas->cursor_shown = shown;
}
