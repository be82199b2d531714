/* What the files of the canvas share. */
#ifndef UI_CANVAS_INTERNAL_H
#define UI_CANVAS_INTERNAL_H

#include "ui/canvas.h"

/* A row of the whole canvas is drawn on. */
static inline void canvas_touch(struct canvas *canvas, int row)
{
    canvas->drawn[row] = ++canvas->draw_count;
}
/* The cell at x, y of the entered area, to draw on it, or NULL outside of it. */
struct canvas_cell *canvas_cell_in(struct canvas *canvas, int x, int y);
/* One glyph; role decides between shapes that have two meanings in ASCII. */
uint32_t glyph_to_ascii(uint32_t code, enum role role); /* 0: not one of our shapes */

#endif
