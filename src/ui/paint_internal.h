/* What the files of the painter share. */
#ifndef UI_PAINT_INTERNAL_H
#define UI_PAINT_INTERNAL_H

#include <assert.h>
#include <string.h>
#include "ui/paint.h"

#define PAINT_ERASED 0xff /* as a role: cleared with the screen */

/* The pen: how the terminal writes from here on, in fewest bytes. */
void paint_pen_plain(struct paint *paint);
void paint_pen_set(struct paint *paint, struct style style);

void paint_learn_look(struct paint *paint, enum role role, enum ground ground);
static inline const struct paint_look *paint_look_of(
    struct paint *paint, const struct canvas_cell *cell)
{
    const struct paint_look *look = &paint->looks[cell->role][cell->ground];

    if (!look->is_known)
        paint_learn_look(paint, (enum role)cell->role, (enum ground)cell->ground);
    return look;
}

static inline bool paint_is_blank(const struct canvas_cell *cell)
{
    return cell->codes[0] == ' ' && cell->codes[1] == 0;
}

/* Looks as if it had been cleared on its ground. */
static inline bool paint_is_clear(struct paint *paint, const struct canvas_cell *cell)
{
    return paint_is_blank(cell) && paint_look_of(paint, cell)->clears;
}

static inline bool paint_is_same_style(struct style a, struct style b)
{
    return a.foreground == b.foreground && a.background == b.background &&
           a.attributes == b.attributes;
}

/* A blank shows neither colour nor weight of its letter. */
static inline bool paint_is_same_blank(struct style pen, struct style style)
{
    uint8_t seen = ATTRIBUTE_UNDERLINE | ATTRIBUTE_REVERSE;

    if ((pen.attributes & seen) != (style.attributes & seen) || pen.background != style.background)
        return false;
    return !(style.attributes & seen) || pen.foreground == style.foreground;
}

/* They are not the same: do they look the same? */
static inline bool paint_looks_shown(
    struct paint *paint, const struct canvas_cell *cell, const struct canvas_cell *shown)
{
    if (!paint_is_blank(cell) || !paint_is_blank(shown) || cell->columns != 1 ||
        shown->columns != 1)
        return false;
    if (shown->role == PAINT_ERASED)
        return paint_look_of(paint, cell)->clears &&
               paint_look_of(paint, cell)->style.background == COLOUR_DEFAULT;
    return paint_look_of(paint, cell)->blank == paint_look_of(paint, shown)->blank;
}

/* Shows the terminal this cell already, or one that looks the same? Asked of every cell of a row
 * that changes, so the bytes are compared by words, that of role and ground first. */
static inline bool paint_is_shown(
    struct paint *paint, const struct canvas_cell *cell, const struct canvas_cell *shown)
{
    uint64_t left[3], right[3];

    static_assert(sizeof(*cell) == sizeof(left), "a cell is three words, without padding");
    memcpy(left, cell, sizeof(left));
    memcpy(right, shown, sizeof(right));
    return (left[2] == right[2] && left[0] == right[0] && left[1] == right[1]) ||
           paint_looks_shown(paint, cell, shown);
}

/* A row that is to be painted. */
struct paint_line {
    const struct canvas_cell *cells, *shown;
    int y, columns;
    int from, end;      /* what is to be written lies between */
    int most;           /* where it ends at most */
    int clear;          /* from here on all cells are clear, on one ground */
    int rest;           /* the first of those that is to be cleared; -1: none */
    int cleared;        /* from here on the row is cleared before it is written, on the ... */
    int16_t background; /* ... background of its first cell that is to be written */
};

/* Is the terminal to be told of this cell? A wide one is written whole, by its left half. */
bool paint_is_half_due(struct paint *paint, const struct paint_line *line, int x);
static inline bool paint_is_there(struct paint *paint, const struct paint_line *line, int x)
{
    const struct canvas_cell *cell = &line->cells[x];

    if (x < line->cleared)
        return paint_is_shown(paint, cell, &line->shown[x]);
    return paint_is_clear(paint, cell) &&
           paint_look_of(paint, cell)->style.background == line->background;
}
static inline bool paint_is_due(struct paint *paint, const struct paint_line *line, int x)
{
    return line->cells[x].columns == 1 ? !paint_is_there(paint, line, x)
                                       : paint_is_half_due(paint, line, x);
}
/* Terminals disagree on how wide it is: where they go on is not known then. */
static inline bool paint_loses_place(const struct canvas_cell *cell)
{
    return cell->codes[0] >= 0x1f000 || cell->codes[1] != 0;
}
/* Its right half stands beside it. */
static inline bool paint_is_wide(const struct paint_line *line, int x)
{
    return line->cells[x].columns == 2 && x + 1 < line->columns && line->cells[x + 1].columns == 0;
}

/* -- where, and what is written there */

void paint_go_to(struct paint *paint, int y, int x);
/* Cells side by side, all of one look. */
void paint_add_cells(struct paint *paint, const struct canvas_cell *cells, int count);
/* Cells that did not change are written again where moving over them would take more bytes. */
static inline int paint_near(const struct paint *paint)
{
    return paint->terminal->add_right ? 3 : 5;
}
/* Clears what is left of its row, from where the terminal writes. */
void paint_clear_rest(struct paint *paint, int16_t background);

/* -- rows */

/* What differs of a row; false: the row is shown as it is. */
bool paint_find_line(
    struct paint *paint, const struct canvas *canvas, int y, struct paint_line *ret_line);
/* by_pens: the row may be written in any order, whatever is least. */
void paint_row(struct paint *paint, const struct paint_line *found, bool by_pens);
/* Cells that are to be written, side by side and alike, from left to right; and where the clear end
 * of the row begins. */
void paint_find_runs(struct paint *paint, struct paint_line *line);
/* Clears the row from its first cell on with the pen of the run that is written next, if that
 * clears too: so it changes once. */
void paint_clear_line(
    struct paint *paint, const struct paint_line *line, const struct paint_run *next);
/* And its end, where it is to be cleared. */
void paint_clear_end(struct paint *paint, const struct paint_line *line);
/* The runs pen by pen, which uses them up. Given up where it takes so many bytes in all. */
void paint_by_pens(struct paint *paint, const struct paint_line *line, size_t most);

#endif
