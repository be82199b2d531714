/* A row pen by pen: each change of colour costs eleven bytes of 256, each jump five. */
#include "ui/paint_internal.h"

/* How much is to change before the cells of a run can be written; 0: nothing. */
static int pen_distance(struct style pen, const struct paint_run *run)
{
    struct style style = run->look->style;

    if (run->is_blank && paint_is_same_blank(pen, style))
        return 0;
    return 4 * (pen.background != style.background) + 2 * (pen.foreground != style.foreground) +
           (pen.attributes != style.attributes);
}

static struct paint_run run_of(struct paint *paint, const struct paint_line *line, int x)
{
    const struct canvas_cell *cell = &line->cells[x];

    return (struct paint_run){
        paint_look_of(paint, cell), x, x + 1 + paint_is_wide(line, x), paint_is_blank(cell)};
}

/* Does what is to be written of the row at x go on with the run? Blanks go with what stands before
 * them; after a character that may be wider than we think the place is told anew. */
static bool goes_on(
    struct paint *paint, const struct paint_line *line, const struct paint_run *run, int x)
{
    const struct canvas_cell *cell = &line->cells[x], *first = &line->cells[run->x];

    if (run->end != x || (run->is_blank && !paint_is_blank(cell)) || paint_loses_place(cell) ||
        paint_loses_place(first))
        return false;
    return (cell->role == first->role && cell->ground == first->ground) ||
           paint_is_same_style(paint_look_of(paint, cell)->style, run->look->style);
}

void paint_find_runs(struct paint *paint, struct paint_line *line)
{
    int end = line->clear < line->end ? line->clear : line->end, x;
    struct paint_run *last = NULL;

    paint->run_count = 0;
    for (x = line->from; x < end; x++) {
        if (!paint_is_due(paint, line, x))
            continue;
        if (last && goes_on(paint, line, last, x)) {
            last->end = x + 1 + paint_is_wide(line, x);
        } else {
            last = &paint->runs[paint->run_count++];
            *last = run_of(paint, line, x);
        }
        x = last->end - 1;
    }
    for (x = line->clear; x < line->end && !paint_is_due(paint, line, x);)
        x++;
    line->rest = x < line->end ? x : -1;
}

/* -- which is next */

/* The run that is to be written with least change; NULL: none is left. */
static const struct paint_run *nearest_run(const struct paint *paint)
{
    const struct paint_run *nearest = NULL;
    int least = 8;

    for (int i = 0; i < paint->run_count && least > 0; i++) {
        int distance = pen_distance(paint->pen, &paint->runs[i]);

        if (distance < least) {
            nearest = &paint->runs[i];
            least = distance;
        }
    }
    return nearest;
}

/* To a cell of the row; a few in between are written again where the pen is theirs. */
static void go_with_pen(struct paint *paint, const struct paint_line *line, int x)
{
    int from = paint->x;
    bool is_near = paint->y == line->y && from >= 0 && from <= x && x - from <= paint_near(paint);

    for (int at = from; is_near && at < x; at++) {
        struct paint_run run = run_of(paint, line, at);

        is_near = line->cells[at].columns == 1 && pen_distance(paint->pen, &run) == 0;
    }
    for (int at = from; is_near && at < x && paint->x == at; at++)
        paint_add_cells(paint, &line->cells[at], 1);
    paint_go_to(paint, line->y, x);
}

/* All that the pen can write as it is. */
static void write_with_pen(struct paint *paint, const struct paint_line *line)
{
    int left = 0;

    for (int i = 0; i < paint->run_count; i++) {
        const struct paint_run *run = &paint->runs[i];

        if (pen_distance(paint->pen, run) > 0) {
            paint->runs[left++] = *run;
            continue;
        }
        if (paint->x != run->x || paint->y != line->y)
            go_with_pen(paint, line, run->x);
        paint_add_cells(paint, &line->cells[run->x], run->end - run->x);
    }
    paint->run_count = left;
}

/* -- all of it */

void paint_clear_line(
    struct paint *paint, const struct paint_line *line, const struct paint_run *next)
{
    if (next && next->look->clears && next->look->style.background == line->background)
        paint_pen_set(paint, next->look->style);
    paint_clear_rest(paint, line->background);
}

void paint_clear_end(struct paint *paint, const struct paint_line *line)
{
    if (line->rest < 0)
        return;
    paint_go_to(paint, line->y, line->rest);
    paint_clear_rest(paint, paint_look_of(paint, &line->cells[line->rest])->style.background);
}

void paint_by_pens(struct paint *paint, const struct paint_line *line, size_t most)
{
    const struct paint_run *run;

    if (line->cleared == line->from) {
        paint_go_to(paint, line->y, line->from);
        paint_clear_line(paint, line, nearest_run(paint));
    }
    while (paint->out.len < most && (run = nearest_run(paint))) {
        if (pen_distance(paint->pen, run) > 0)
            paint_pen_set(paint, run->look->style);
        write_with_pen(paint, line);
    }
    paint_clear_end(paint, line);
}
