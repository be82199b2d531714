/* What the files of the painter share. */
#ifndef UI_PAINT_INTERNAL_H
#define UI_PAINT_INTERNAL_H

#include <assert.h>
#include <string.h>
#include "ui/paint.h"

#define PAINT_ERASED 0xff     /* as a role: cleared, on its ground */
#define PAINT_OWN_GROUND 0xff /* as a ground: the terminal's own */

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

/* They are not the same, and the cell is blank: do they look the same? */
bool paint_looks_shown(
    struct paint *paint, const struct canvas_cell *cell, const struct canvas_cell *shown);
/* Shows the terminal this cell already, or one that looks the same? Asked of every cell of a row
 * that changes, so the bytes are compared by words. */
static inline bool paint_is_shown(
    struct paint *paint, const struct canvas_cell *cell, const struct canvas_cell *shown)
{
    uint64_t left[3], right[3];

    static_assert(sizeof(*cell) == sizeof(left), "a cell is three words, without padding");
    memcpy(left, cell, sizeof(left));
    memcpy(right, shown, sizeof(right));
    return (left[0] == right[0] && left[1] == right[1] && left[2] == right[2]) ||
           (cell->codes[0] == ' ' && paint_looks_shown(paint, cell, shown));
}
void paint_go_to(struct paint *paint, int y, int x);
/* by_pens: the row may be written in any order, whatever is least. */
void paint_row(struct paint *paint, const struct canvas *canvas, int y, bool by_pens);

#endif
