/* What was deleted by app and command line and can still be brought back: it lies in the journal
 * (contract.md, trash). */
#ifndef STORE_TRASH_H
#define STORE_TRASH_H

#include "store/store.h"

/* A row that somebody deleted; what hung on it came along and stands under it. */
struct trash_item {
    int64_t change; /* undoing it brings the row back, with all that was deleted with it */
    day_number day; /* or DAY_NONE */
    enum kind kind;
    int64_t key;
    const char *id, *name; /* "" where it had none; cleaned by whoever draws it */
    int64_t with;          /* other rows of that change */
};
struct trash_list ARRAY_OF(struct trash_item);
/* Newest first, in the arena. */
bool store_trash(struct store *store, struct arena *arena, struct trash_list *ret_items,
    struct error *err) CHECKED;
/* Forgets them for good: their changes can no longer be taken back. *ret_rows: how many rows.
 * store_rewrite (store/erase.h) then takes them out of the file. */
bool store_trash_empty(struct store *store, int64_t *ret_rows, struct error *err) CHECKED;

#endif
