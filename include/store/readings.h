/* The readings of one account, many at once. */
#ifndef STORE_READINGS_H
#define STORE_READINGS_H

#include "store/store.h"

/* By metric, day and key; fewer than `limit`: these are all. */
bool store_few_measures(struct store *store, int64_t account, int limit, struct arena *arena,
    struct row_list *ret_rows, struct error *err) CHECKED;

#endif
