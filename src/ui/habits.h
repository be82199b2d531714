/* Long ways: a command found in the palette that has a key, a walk row by row, the way back screen
 * by screen. After the third time the short one is named, once, and never again; kept between
 * sessions. */
#ifndef UI_HABITS_H
#define UI_HABITS_H

#include "ui/ui_internal.h"

struct habits;
void habits_free(struct habits *habits);

/* The palette ran this line. */
void habits_palette(struct ui *ui, const char *line);
/* Any command line was run. */
void habits_command(struct ui *ui, const char *line);
/* A key was done with: what is to be said is said now, where nothing else is. True: it was. */
bool habits_tell(struct ui *ui);

#endif
