/* Expected pictures: tests/data/golden/NAME.txt. DAYBOOK_GOLDEN=rewrite writes them anew; the
 * difference is reviewed like code. */
#ifndef SUPPORT_GOLDEN_H
#define SUPPORT_GOLDEN_H

#include "ui/canvas.h"

/* Fails the test, showing the first line that differs, where text is not what the file holds. */
void golden_check_text(const char *name, const char *text);
void golden_check(const char *name, const struct canvas *canvas);
/* The same of a canvas of one size: NAME-80x24.txt. */
void golden_check_size(const char *name, const struct canvas *canvas);

#endif
