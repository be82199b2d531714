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

/* Cells that are to be written, side by side and alike, from left to right. */
static void find_runs(struct paint *paint, const struct paint_line *line, int end)
{
    struct paint_run *last = NULL;

    paint->run_count = 0;
    for (int x = line->from; x < end; x++) {
        struct paint_run run;

        if (!paint_is_due(paint, line, x))
            continue;
        run = run_of(paint, line, x);
        if (last && last->end == x && last->look == run.look && last->is_blank == run.is_blank) {
            last->end = run.end;
        } else {
            last = &paint->runs[paint->run_count++];
            *last = run;
        }
        x = run.end - 1;
    }
}

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
        paint_add_cell(paint, &line->cells[at]);
    paint_go_to(paint, line->y, x);
}

static void write_run(
    struct paint *paint, const struct paint_line *line, const struct paint_run *run)
{
    for (int x = run->x; x < run->end; x++) {
        if (paint->x != x || paint->y != line->y)
            go_with_pen(paint, line, x);
        paint_add_cell(paint, &line->cells[x]);
        x += paint_is_wide(line, x);
    }
}

/* All that the pen can write as it is. */
static void write_with_pen(struct paint *paint, const struct paint_line *line)
{
    int left = 0;

    for (int i = 0; i < paint->run_count; i++)
        if (pen_distance(paint->pen, &paint->runs[i]) > 0)
            paint->runs[left++] = paint->runs[i];
        else
            write_run(paint, line, &paint->runs[i]);
    paint->run_count = left;
}

/* The pen of what is written first clears too, so that it changes once. */
static void clear_by_pen(struct paint *paint, struct paint_line *line)
{
    const struct paint_run *first;

    paint_go_to(paint, line->y, line->from);
    find_runs(paint, line, line->end);
    first = nearest_run(paint);
    if (first && !first->is_blank && first->look->clears &&
        first->look->style.background == line->background)
        paint_pen_set(paint, first->look->style);
    paint_clear_line(paint, line);
}

void paint_by_pens(struct paint *paint, struct paint_line *line, bool is_cleared, size_t most)
{
    const struct paint_run *run;

    if (is_cleared)
        clear_by_pen(paint, line);
    find_runs(paint, line, line->clear < line->end ? line->clear : line->end);
    while (paint->out.len < most && (run = nearest_run(paint))) {
        if (pen_distance(paint->pen, run) > 0)
            paint_pen_set(paint, run->look->style);
        write_with_pen(paint, line);
    }
    for (int x = line->clear; x < line->end; x++)
        if (paint_is_due(paint, line, x)) {
            paint_go_to(paint, line->y, x);
            paint_clear_rest(paint, paint_look_of(paint, &line->cells[x])->style.background);
            return;
        }
}
