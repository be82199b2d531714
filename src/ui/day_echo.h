/* What a day or an amount that is typed was understood as, beside it while typing. */
#ifndef UI_DAY_ECHO_H
#define UI_DAY_ECHO_H

#include "ui/ui_internal.h"

/* `Fri 27 Nov 2026, in 4 days`. */
void day_tell(struct ui *ui, day_number day, struct str *out);
/* The same of words that name a day; of a day that there is not, as `31 feb`, that; nothing of
 * others. As echo of a question or a form wants it. */
void day_echo(struct ui *ui, const char *text, struct str *out);

/* A field of a row in a currency; NULL: the book's. */
struct echoed_field {
    enum kind kind;
    int field;
    const char *currency;
};
/* Reads the text as the field takes it, and tells what a day or an amount is: `$1,500`. False where
 * it cannot be read; of something like a day that there is not, that is told too. */
bool field_echo(struct ui *ui, const struct echoed_field *of, const char *text, struct str *out,
    struct error *err) CHECKED;

#endif
