/* Where one row stands in an order of the store. */
#ifndef STORE_POSITION_H
#define STORE_POSITION_H

#include "store/store.h"

/* Of the row with this key; -1: not in it. Reads no further than to there. */
bool store_position(struct store *store, enum store_order order, int64_t key, int64_t *ret_at,
    struct error *err) CHECKED;
/* The keys of rows offset .. offset+limit-1, appended: of rows that are only looked for. */
bool store_page_keys(struct store *store, enum store_order order, int64_t offset, int limit,
    struct key_list *ret_keys, struct error *err) CHECKED;

#endif
