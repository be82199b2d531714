/* A row of a frame in few bytes: from left to right, or pen by pen where that is less. */
#include <string.h>
#include "ui/paint_internal.h"

#define CLEAR_COST 3       /* bytes of clear_line */
#define WRITE_AGAIN_COST 4 /* of a cell, most often a bar, with its part of a change of colour */
#define PENS_MOST 2        /* a row of so few changes of the pen is not written shorter */

/* -- what differs */

/* The column from which on the row is clear, all on one ground. */
static int clear_from(struct paint *paint, const struct paint_line *line)
{
    int from = line->columns;
    int background = paint_look_of(paint, &line->cells[from - 1])->style.background;

    if (!*paint->terminal->clear_line)
        return from;
    while (from > 0 && paint_is_clear(paint, &line->cells[from - 1]) &&
           paint_look_of(paint, &line->cells[from - 1])->style.background == background)
        from--;
    return from;
}

bool paint_find_line(
    struct paint *paint, const struct canvas *canvas, int y, struct paint_line *ret_line)
{
    size_t at = (size_t)y * (size_t)canvas->columns;
    struct paint_line line = {.cells = &canvas->cells[at],
        .shown = &paint->shown[at],
        .y = y,
        .columns = canvas->columns,
        .most = canvas->columns,
        .cleared = canvas->columns};

    if (memcmp(line.cells, line.shown, (size_t)line.columns * sizeof(*line.cells)) == 0)
        return false;
    if (paint->terminal->wraps_at_once && y == paint->rows - 1)
        line.most--;
    line.end = line.most;
    while (line.from < line.end && !paint_is_due(paint, &line, line.from))
        line.from++;
    if (line.from == line.end)
        return false;
    while (!paint_is_due(paint, &line, line.end - 1))
        line.end--;
    line.background = paint_look_of(paint, &line.cells[line.from])->style.background;
    line.clear = clear_from(paint, &line);
    *ret_line = line;
    return true;
}

/* -- cleared before it is written */

/* Bytes saved by skipping blanks. */
static int gain_of_skipping(int blanks)
{
    int gain = blanks - (blanks < 10 ? 4 : 5);

    return gain > 0 ? gain : 0;
}

/* Bytes saved by clearing the rest of a row before writing it: blanks are skipped then, but what
 * was shown already is written again. */
static int gain_of_clearing(struct paint *paint, const struct paint_line *line)
{
    int gain = 0, run = 0;

    for (int x = line->from; x < line->clear; x++) {
        const struct canvas_cell *cell = &line->cells[x];
        bool is_there = paint_is_there(paint, line, x);

        if (paint_is_clear(paint, cell) &&
            paint_look_of(paint, cell)->style.background == line->background) {
            run += !is_there;
            continue;
        }
        gain += gain_of_skipping(run) - (is_there ? WRITE_AGAIN_COST : 0);
        run = 0;
    }
    if (line->clear < line->columns &&
        paint_look_of(paint, &line->cells[line->clear])->style.background == line->background &&
        !paint_is_there(paint, line, line->clear))
        gain += CLEAR_COST; /* the end of the row is cleared with it */
    return gain - CLEAR_COST;
}

static bool is_better_cleared(struct paint *paint, const struct paint_line *line)
{
    return *paint->terminal->clear_line && paint->terminal->add_right &&
           paint_look_of(paint, &line->cells[line->from])->clears &&
           gain_of_clearing(paint, line) > 0;
}

/* -- from left to right */

static void go_to(struct paint *paint, const struct paint_line *line, int x)
{
    const struct canvas_cell *cells = line->cells;

    if (paint->y == line->y && paint->x >= 0 && paint->x <= x && x - paint->x <= paint_near(paint))
        while (paint->x >= 0 && paint->x < x && cells[paint->x].columns > 0)
            paint_add_cells(paint, &cells[paint->x], 1);
    paint_go_to(paint, line->y, x);
}

static void paint_straight(struct paint *paint, const struct paint_line *line)
{
    if (line->cleared == line->from) {
        go_to(paint, line, line->from);
        paint_clear_line(paint, line, paint->run_count ? paint->runs : NULL);
    }
    for (int i = 0; i < paint->run_count; i++) {
        const struct paint_run *run = &paint->runs[i];

        if (paint->x != run->x || paint->y != line->y)
            go_to(paint, line, run->x);
        paint_add_cells(paint, &line->cells[run->x], run->end - run->x);
    }
    if (line->rest >= 0)
        go_to(paint, line, line->rest);
    paint_clear_end(paint, line);
}

/* -- whichever is less */

struct place {
    struct style pen;
    int x, y;
    size_t len;
};

static struct place place_of(const struct paint *paint)
{
    return (struct place){paint->pen, paint->x, paint->y, paint->out.len};
}

static void set_place(struct paint *paint, const struct place *place)
{
    paint->pen = place->pen;
    paint->x = place->x;
    paint->y = place->y;
}

/* Written behind the bytes of the straight way, which then are taken out, or this one is. */
static void try_by_pens(
    struct paint *paint, const struct paint_line *line, const struct place *start)
{
    struct place straight = place_of(paint);
    size_t len = straight.len - start->len, most = straight.len + len;

    set_place(paint, start);
    paint_by_pens(paint, line, most);
    if (paint->out.len < most) {
        str_remove(&paint->out, start->len, len);
        return;
    }
    set_place(paint, &straight);
    str_remove(&paint->out, straight.len, paint->out.len - straight.len);
}

void paint_row(struct paint *paint, const struct paint_line *found, bool by_pens)
{
    struct place start = place_of(paint);
    struct paint_line line = *found;

    if (is_better_cleared(paint, &line)) {
        line.cleared = line.from;
        line.end = line.most;
    }
    paint_find_runs(paint, &line);
    paint->pens = 0;
    paint_straight(paint, &line);
    if (by_pens && paint->pens > PENS_MOST)
        try_by_pens(paint, &line, &start);
    memcpy(&paint->shown[(size_t)line.y * (size_t)line.columns], line.cells,
        (size_t)line.columns * sizeof(*line.cells));
}
