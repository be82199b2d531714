/* Made-up names, texts and amounts in place of the book's own, for a screenshot or a bug report
 * (--redact). The same text always becomes the same made-up one, so that what belongs together
 * still does; nothing leads back from it but a list of guesses. */
#ifndef CORE_MASK_H
#define CORE_MASK_H

#include "core/change.h"

/* One company for each key; one person for each text, whatever its case. Into the arena. */
const char *mask_company(int64_t account, struct arena *arena);
const char *mask_person(const char *name, struct arena *arena);
const char *mask_id(const char *id, struct arena *arena); /* `db-12`, our own, stays */
/* Every word another one of its length, every digit another one; blanks, lines and signs stay, so
 * that a checklist is still one. Appends. */
void mask_text(struct str *out, const char *text);
/* Of all amounts of one account: hundredths between 50 and 149, so that they still add up. */
int mask_percent(int64_t account);
int64_t mask_money(int64_t minor, int64_t account); /* MONEY_NONE stays */

/* Adds to the change what makes the row's stored fields made up; nothing where all may stay. What a
 * field holds is known by its name and type: one that the table does not name is text, and goes. */
void mask_row(struct change *change, const struct row *row);

#endif
