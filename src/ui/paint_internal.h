/* What the files of the painter share. */
#ifndef UI_PAINT_INTERNAL_H
#define UI_PAINT_INTERNAL_H

#include "ui/paint.h"

#define PAINT_ERASED 0xff     /* as a role: cleared, on its ground */
#define PAINT_OWN_GROUND 0xff /* as a ground: the terminal's own */

/* The pen: how the terminal writes from here on, in fewest bytes. */
void paint_pen_plain(struct paint *paint);
void paint_pen_set(struct paint *paint, struct style style);

const struct paint_look *paint_look_of(struct paint *paint, const struct canvas_cell *cell);
/* Shows the terminal this cell already, or one that looks the same? */
bool paint_is_shown(
    struct paint *paint, const struct canvas_cell *cell, const struct canvas_cell *shown);
void paint_go_to(struct paint *paint, int y, int x);
/* by_pens: the row may be written in any order, whatever is least. */
void paint_row(struct paint *paint, const struct canvas *canvas, int y, bool by_pens);

#endif
