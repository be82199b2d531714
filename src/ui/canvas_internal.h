/* What the files of the canvas share. */
#ifndef UI_CANVAS_INTERNAL_H
#define UI_CANVAS_INTERNAL_H

#include "ui/canvas.h"

/* The cell at x, y of the entered area, or NULL outside of it. */
struct canvas_cell *canvas_cell_in(struct canvas *canvas, int x, int y);
/* One glyph; role decides between shapes that have two meanings in ASCII. */
uint32_t glyph_to_ascii(uint32_t code, enum role role); /* 0: not one of our shapes */

#endif
