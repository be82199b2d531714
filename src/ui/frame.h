/* The lines around the view: tabs above, what happened and the hints below. */
#ifndef UI_FRAME_H
#define UI_FRAME_H

#include "ui/shell.h"

void frame_draw(struct ui *ui, struct canvas *canvas);
/* The same after a step of the cursor: hints may be about its row. */
void frame_step(struct ui *ui, struct canvas *canvas);
/* A click on a tab, or on what was placed, runs it; on a row of the list it selects, on the
 * selected one it opens. */
void frame_click(struct ui *ui, int x, int y);
void frame_select(struct ui *ui, int64_t row); /* -1: none */

/* The commands that the hint bar offers as the screen stands now; borrowed. How many. */
enum { FRAME_HINTS_MOST = 12 };
size_t frame_hint_commands(struct ui *ui, const char *ret_commands[FRAME_HINTS_MOST]);

/* Is the day in the line of the tabs? Else the screen has it in its count line. */
bool frame_shows_day(struct ui *ui);

#endif
