/* Follow-ups in the body of a note (model.md, Notes): `- [ ] send the deck fri` is a task, `- [ ]
 * @product fix export +2w` an ask, `- [!] roadmap date by eom` a promise. */
#ifndef CORE_FOLLOWUP_H
#define CORE_FOLLOWUP_H

#include "base/array.h"
#include "base/date.h"
#include "base/mem.h"

struct followup {
    const char *kind;       /* task, ask, promise */
    const char *title;      /* without box, @name and date words; in the arena */
    const char *waiting_on; /* ask: product; else NULL */
    day_number due;         /* or DAY_NONE */
    int at_minute;          /* or -1 */
    size_t line;            /* of the body, from 0 */
    size_t date_at;         /* byte of the line where the date words begin, or its length */
};
struct followup_list ARRAY_OF(struct followup);

void followups_of(const char *body, day_number today, const struct calendar *calendar,
    struct arena *arena, struct followup_list *ret_followups);
/* The #tags of a body, joined by ';' in order of first sight; "" if none. A tag is # and letters,
 * digits, - _ . */
const char *note_tags_of(const char *body, struct arena *arena);

#endif
