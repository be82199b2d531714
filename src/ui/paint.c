#include "ui/paint.h"

#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "ui/paint_internal.h"

#define STEP_ROWS 8 /* that change at most with a step of the cursor */

void paint_fini(struct paint *paint)
{
    free(paint->shown);
    free(paint->before);
    str_fini(&paint->first);
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

    if (paint->columns != canvas->columns || paint->rows != canvas->rows) {
        paint->shown = mem_resize(paint->shown, count, sizeof(*paint->shown));
        paint->before = mem_resize(paint->before, (size_t)canvas->columns, sizeof(*paint->before));
    }
    paint->columns = canvas->columns;
    paint->rows = canvas->rows;
    for (size_t i = 0; i < count; i++)
        paint->shown[i] = (struct canvas_cell){
            .codes = {' '}, .columns = 1, .role = PAINT_ERASED, .ground = PAINT_OWN_GROUND};
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

/* The ground of the first cell that differs; false: the row is shown as it is. */
static bool row_differs(
    struct paint *paint, const struct canvas *canvas, int y, int *ret_background)
{
    size_t at = (size_t)y * (size_t)canvas->columns;

    if (memcmp(&canvas->cells[at], &paint->shown[at],
            (size_t)canvas->columns * sizeof(*canvas->cells)) == 0)
        return false;
    for (int x = 0; x < canvas->columns; x++, at++)
        if (!paint_is_shown(paint, &canvas->cells[at], &paint->shown[at])) {
            *ret_background = paint_look_of(paint, &canvas->cells[at])->style.background;
            return true;
        }
    return false;
}

/* The last two rows say what one sees: they change with the screen, not with a step in it. */
static bool foot_changes(struct paint *paint, const struct canvas *canvas)
{
    int background;

    return row_differs(paint, canvas, canvas->rows - 1, &background) ||
           (canvas->rows > 1 && row_differs(paint, canvas, canvas->rows - 2, &background));
}

struct step {
    int count;
    int rows[STEP_ROWS], backgrounds[STEP_ROWS];
};

/* False: more rows change than a step of the cursor changes. */
static bool find_step(struct paint *paint, const struct canvas *canvas, struct step *ret_step)
{
    struct step step = {0};
    int background;

    for (int y = 0; y < canvas->rows; y++) {
        if (!row_differs(paint, canvas, y, &background))
            continue;
        if (step.count == STEP_ROWS)
            return false;
        step.rows[step.count] = y;
        step.backgrounds[step.count++] = background;
    }
    *ret_step = step;
    return true;
}

/* Rows on the ground that the pen has already come first: one change of ground less. The cursor's
 * row comes last of its ground, since the cursor is there then. */
static void paint_step(
    struct paint *paint, const struct canvas *canvas, const struct step *step, int last)
{
    int own = paint->pen.background;

    for (int turn = 0; turn < 4; turn++)
        for (int i = 0; i < step->count; i++)
            if ((step->backgrounds[i] != own) * 2 + (step->rows[i] == last) == turn)
                paint_row(paint, canvas, step->rows[i], true);
}

/* A new screen is painted downwards, so that whoever sees its foot sees all of it. */
const struct str *paint_frame(struct paint *paint, const struct canvas *canvas)
{
    int last = canvas->cursor_y;
    struct step step;

    str_clear(&paint->out);
    if (!paint->is_begun || paint->columns != canvas->columns || paint->rows != canvas->rows)
        begin(paint, canvas);
    if (last < 0 || last >= canvas->rows || foot_changes(paint, canvas))
        last = canvas->rows - 1;
    if (find_step(paint, canvas, &step))
        paint_step(paint, canvas, &step, last);
    else
        for (int y = 0; y < canvas->rows; y++)
            paint_row(paint, canvas, y, false);
    place_cursor(paint, canvas);
    return &paint->out;
}
