/* Taking a person out of texts for good (contract.md, erase contact). Pure. */
#ifndef CORE_SCRUB_H
#define CORE_SCRUB_H

#include "core/row.h"

#define SCRUB_MARK "[erased]"

struct scrub {
    const char *name, *email, *id; /* "" where there is none */
};
struct scrub_count {
    int places;   /* in texts, that are the mark now */
    int mentions; /* fields that named the person: attendees, who it was promised to, ... */
};

/* Appends the text with the mark where the name or e-mail stood: case and accents aside, blanks and
 * line ends alike, whole words only. Returns how many places there were. */
int scrub_text(struct str *out, const char *text, const struct scrub *scrub);
/* Is this value the person: name, e-mail or id? */
bool scrub_is_person(const struct scrub *scrub, const char *text);
/* The same over the fields of `mask` of a row's stored values, which are changed; new texts live in
 * the arena. Attendees lose the person, reports_to is unknown then. Ids and what accounts and
 * people are called stay. Returns the fields that changed. */
uint64_t scrub_values(enum kind kind, struct value *values, uint64_t mask,
    const struct scrub *scrub, struct arena *arena, struct scrub_count *count);

#endif
