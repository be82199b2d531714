#include "ui/paint.h"

#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "ui/paint_internal.h"

#define STEP_ROWS 8 /* that change at most with a step of the cursor */

void paint_fini(struct paint *paint)
{
    free(paint->shown);
    str_fini(&paint->out);
    memset(paint, 0, sizeof(*paint));
}

void paint_forget(struct paint *paint)
{
    paint->is_begun = false;
}

void paint_set_theme(struct paint *paint, const struct theme *theme, enum colour_depth depth)
{
    paint->theme = theme;
    paint->depth = depth;
    memset(paint->looks, 0, sizeof(paint->looks));
    paint_forget(paint);
}

/* -- frames */

static void begin(struct paint *paint, const struct canvas *canvas)
{
    size_t count = (size_t)canvas->columns * (size_t)canvas->rows;

    if (paint->columns != canvas->columns || paint->rows != canvas->rows)
        paint->shown = mem_resize(paint->shown, count, sizeof(*paint->shown));
    paint->cells = NULL;
    paint->columns = canvas->columns;
    paint->rows = canvas->rows;
    for (size_t i = 0; i < count; i++)
        paint->shown[i] = (struct canvas_cell){.codes = {' '}, .columns = 1, .role = PAINT_ERASED};
    str_add(&paint->out, paint->terminal->plain);
    str_add(&paint->out, paint->terminal->clear);
    str_add(&paint->out, paint->terminal->hide_cursor);
    paint->pen = (struct style){COLOUR_DEFAULT, COLOUR_DEFAULT, 0};
    paint->x = paint->y = -1;
    paint->has_cursor = false;
    paint->is_begun = true;
}

static void place_cursor(struct paint *paint, const struct canvas *canvas)
{
    paint_go_to(paint, canvas->cursor_y, canvas->cursor_x);
    if (canvas->cursor_shown != paint->has_cursor)
        str_add(&paint->out,
            canvas->cursor_shown ? paint->terminal->show_cursor : paint->terminal->hide_cursor);
    paint->has_cursor = canvas->cursor_shown;
}

struct step {
    int count;
    struct paint_line lines[STEP_ROWS];
};

/* May the row differ from what is shown? */
static bool is_drawn(const struct paint *paint, const struct canvas *canvas, int y)
{
    return paint->cells != canvas->cells || canvas->drawn[y] > paint->drawn;
}

/* False: more rows change than a step of the cursor changes. */
static bool find_step(struct paint *paint, const struct canvas *canvas, struct step *ret_step)
{
    struct paint_line line;

    ret_step->count = 0;
    for (int y = 0; y < canvas->rows; y++) {
        if (!is_drawn(paint, canvas, y) || !paint_find_line(paint, canvas, y, &line))
            continue;
        if (ret_step->count == STEP_ROWS)
            return false;
        ret_step->lines[ret_step->count++] = line;
    }
    return true;
}

/* The row that is painted last: the cursor's, since it is there then. The last two rows say what
 * one sees: they change with the screen, not with a step in it. */
static int last_of(const struct step *step, const struct canvas *canvas)
{
    int lowest = step->count ? step->lines[step->count - 1].y : 0;

    return lowest >= canvas->rows - 2 ? canvas->rows - 1 : canvas->cursor_y;
}

/* Rows on the ground that the pen has already come first: one change of ground less. */
static void paint_step(struct paint *paint, const struct step *step, int last)
{
    int own = paint->pen.background;

    for (int turn = 0; turn < 4; turn++)
        for (int i = 0; i < step->count; i++) {
            const struct paint_line *line = &step->lines[i];

            if ((line->background != own) * 2 + (line->y == last) == turn)
                paint_row(paint, line, true);
        }
}

/* A new screen is painted downwards, so that whoever sees its foot sees all of it. */
static void paint_screen(struct paint *paint, const struct canvas *canvas)
{
    struct paint_line line;

    for (int y = 0; y < canvas->rows; y++)
        if (is_drawn(paint, canvas, y) && paint_find_line(paint, canvas, y, &line))
            paint_row(paint, &line, false);
}

const struct str *paint_frame(struct paint *paint, const struct canvas *canvas)
{
    struct step step;

    str_clear(&paint->out);
    if (!paint->is_begun || paint->columns != canvas->columns || paint->rows != canvas->rows)
        begin(paint, canvas);
    if (find_step(paint, canvas, &step))
        paint_step(paint, &step, last_of(&step, canvas));
    else
        paint_screen(paint, canvas);
    paint->cells = canvas->cells;
    paint->drawn = canvas->draw_count;
    place_cursor(paint, canvas);
    return &paint->out;
}
