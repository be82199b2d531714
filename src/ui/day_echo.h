/* What a day that is typed was understood as, beside it while typing. */
#ifndef UI_DAY_ECHO_H
#define UI_DAY_ECHO_H

#include "ui/ui_internal.h"

/* `Fri 27 Nov 2026, in 4 days`. */
void day_tell(struct ui *ui, day_number day, struct str *out);
/* The same of words that name a day; of a day that there is not, as `31 feb`, that; nothing of
 * others. As echo of a question or a form wants it. */
void day_echo(struct ui *ui, const char *text, struct str *out);

#endif
