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
    const char *fault; /* its last words name a day that does not exist; in the arena, or NULL */
    size_t date_at;    /* byte of the line where the date words begin, or its length */
    bool done;         /* ticked in the text: `- [x]`; only followups_all gives these */
    const char *text;  /* what stands after the box, `! ` before a promise: its identity */
    const char *date_text; /* the date words of it, or "" */
};
struct followup_list ARRAY_OF(struct followup);

void followups_of(const char *body, day_number today, const struct calendar *calendar,
    struct arena *arena, struct followup_list *ret_followups);
/* One line, without its end; false: it is no follow-up. ret_followup->line is 0. */
bool followup_of_line(const char *line, size_t len, day_number today,
    const struct calendar *calendar, struct arena *arena, struct followup *ret_followup) CHECKED;
/* The same, ticked ones too. */
void followups_all(const char *body, day_number today, const struct calendar *calendar,
    struct arena *arena, struct followup_list *ret_followups);
/* The #tags of a body, joined by ';' in order of first sight; "" if none. A tag is # and letters,
 * digits, - _ . */
const char *note_tags_of(const char *body, struct arena *arena);
/* Bytes of the tag that begins here, behind its #; 0: none does. */
size_t note_tag_length(const char *text);

#endif
