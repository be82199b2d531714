/* The earlier of two books that are compared: taken back, and assessed account by account, since
 * what an assessment costs to write is more than what it costs to make. */
#ifndef APP_CHANGES_INTERNAL_H
#define APP_CHANGES_INTERNAL_H

#include "app/app_internal.h"
#include "app/changes.h"

/* What an account's assessment says for the facts of the whole book. */
struct earlier_found {
    int64_t key;
    struct value arr, usage;
    bool counts; /* a customer, and of this book */
};
struct earlier {
    struct session *session;
    struct earlier_list ARRAY_OF(struct earlier_found) found;
};
/* The facts of the book, of the scores that it was copied with. */
bool earlier_begin(struct earlier *earlier, struct error *err) CHECKED;
/* The account as it stood, all in the arena; it must be in that book. */
bool earlier_side(struct earlier *earlier, int64_t key, struct arena *arena,
    struct change_side *ret_side, struct error *err) CHECKED;
/* All were read once: the facts of that day, and those to whom it matters that they are others. */
void earlier_settle(struct earlier *earlier, struct key_list *ret_again);
void earlier_fini(struct earlier *earlier);

#endif
