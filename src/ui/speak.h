/* For a screen reader (--accessible): what a screen says, as words in reading order. */
#ifndef UI_SPEAK_H
#define UI_SPEAK_H

#include "ui/canvas.h"

enum { SPEAK_LEAST = 40, SPEAK_MOST = 59 };

/* How wide screens are drawn on a terminal of so many columns: one pane, and room for words. */
int speak_columns(int columns);
/* The picture, row by row: a shape becomes its word unless that follows it, lines and pictures of
 * numbers are left out, the rest stays in its order; the cursor goes along. */
void speak(const struct canvas *from, struct canvas *to);

#endif
