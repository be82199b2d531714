/* Links that stand in a row: its own, those in its texts, and that of its account. */
#ifndef UI_LINKS_H
#define UI_LINKS_H

#include "ui/ui_internal.h"

/* The first of them, in the arena; "" where there is none. */
const char *links_main(struct ui *ui, const struct row *row, struct arena *arena);

#endif
