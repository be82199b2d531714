/* What is done to a person besides setting fields: leaving, and being erased. */
#ifndef APP_PEOPLE_H
#define APP_PEOPLE_H

#include "app/session.h"
#include "core/scrub.h"

/* Left on that day; DAY_NONE: is there again. */
bool verb_person_left(struct session *session, int64_t contact, day_number day,
    struct outcome *ret_outcome, struct error *err) CHECKED;

/* What came of an erasing; texts in the arena. */
struct erasure {
    const char *account, *name; /* the name as it was: for telling, not for keeping */
    struct scrub_count count;   /* in rows of the book */
    int entries;                /* of the journal, written anew or dropped */
    int drafts;                 /* cleaned */
    const char *const *copies;  /* removed: those that daybook made itself; ended by NULL */
    int others;                 /* people who bear the name or e-mail, and stay */
    const char *left;           /* what could not be cleaned, a line each; "" all was */
};
/* Takes a person out of the book for good (contract.md): rows, versions, journal, index, drafts,
 * own copies; then the file is written anew. `typed` must be the name (the e-mail of one without a
 * name), else ERROR_USAGE. Not undoable. */
bool verb_person_erase(struct session *session, int64_t contact, const char *typed,
    struct arena *arena, struct erasure *ret_erasure, struct error *err) CHECKED;

#endif
