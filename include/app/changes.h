/* What changed between two days, account by account: the book as it stood on each, compared. */
#ifndef APP_CHANGES_H
#define APP_CHANGES_H

#include "app/as_of.h"
#include "core/changes.h"

struct changes_span {
    day_number from, to; /* states at the end of both; from before to, to not after today */
    int64_t account;     /* 0: all */
};
struct changes {
    day_number from, to;
    struct account_changes *items; /* those with something that changed, the most ARR first */
    size_t count;
    size_t parts[CHANGED_PARTS]; /* accounts that have some of it */
    int64_t arr_up, arr_down;    /* reporting units: sums of what rose, of what fell (negative) */
    const char *limits;          /* what is not known of the earlier day; "" nothing */
};
/* All in the arena. Takes about as long as one or two books as of a day; watch may be NULL. */
bool changes_read(struct session *session, const struct changes_span *span,
    const struct as_of_watch *watch, struct arena *arena, struct changes *ret_changes,
    struct error *err) CHECKED;
/* The day from which on, by the words of a person; "": seven days before `to`. A day behind us. */
bool changes_from(struct session *session, const char *text, day_number to, day_number *ret_from,
    struct error *err) CHECKED;

#endif
