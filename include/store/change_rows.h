/* What a change of the journal did, row by row: to show it before it is taken back. */
#ifndef STORE_CHANGE_ROWS_H
#define STORE_CHANGE_ROWS_H

#include "store/store.h"

/* The values are of the stored fields and live until the next one. */
struct change_done {
    enum change_op op;
    enum kind kind;
    int64_t key, last_key;      /* of an insert the first and the last; else the same */
    uint64_t mask;              /* of an update: bit f set: field f changed */
    const struct value *before; /* NULL of an insert */
    const struct value *after;  /* NULL of a delete and of an insert */
};
typedef bool (*change_done_fn)(void *context, const struct change_done *done); /* false: enough */
bool store_each_done(struct store *store, int64_t change, change_done_fn each, void *context,
    struct error *err) CHECKED;

#endif
