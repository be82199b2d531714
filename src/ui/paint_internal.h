/* The pen of a paint: how the terminal writes from here on, in fewest bytes. */
#ifndef UI_PAINT_INTERNAL_H
#define UI_PAINT_INTERNAL_H

#include "ui/paint.h"

void paint_pen_plain(struct paint *paint);
void paint_pen_set(struct paint *paint, struct style style);

#endif
