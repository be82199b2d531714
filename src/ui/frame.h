/* The lines around the view: tabs above, what happened and the hints below. */
#ifndef UI_FRAME_H
#define UI_FRAME_H

#include "ui/shell.h"

void frame_draw(struct ui *ui, struct canvas *canvas);
/* A click on a tab, or on what was placed, runs it; on a row of the list it selects, on the
 * selected one it opens. */
void frame_click(struct ui *ui, int x, int y);
void frame_select(struct ui *ui, int64_t row); /* -1: none */

/* Is the day in the line of the tabs? Else the screen has it in its count line. */
bool frame_shows_day(struct ui *ui);

#endif
