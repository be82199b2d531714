/* What is kept of the whole book, for who cannot wait for a pass over it. */
#ifndef STORE_KEPT_H
#define STORE_KEPT_H

#include "store/store.h"

/* The facts that the last refresh left, as store_book_facts gives them; false: there are none, or a
 * bulk change came since. Reads one row. */
bool store_kept_book_facts(struct store *store, const struct settings *settings,
    struct arena *arena, struct book_facts *ret_facts) CHECKED;
/* A write of ours is open: what is read now is for it. */
bool store_is_writing(const struct store *store);

#endif
