/* Long work in memory that a key may end, as reading is ended (store/leaving.h): asked about once a
 * millisecond. */
#ifndef APP_GIVING_WAY_H
#define APP_GIVING_WAY_H

#include "app/session.h"

/* False: whoever waits for it has left; ERROR_FOUND "given up", as a statement says it. */
bool work_goes_on(const struct session *session, struct error *err) CHECKED;
/* The same after every so many items of a loop: index counts them. */
bool work_goes_on_at(const struct session *session, size_t index, struct error *err) CHECKED;
/* As qsort, in parts and stable. Given up: the items are there, in no order. */
bool work_sort(const struct session *session, void *items, size_t count, size_t size,
    int (*compare)(const void *left, const void *right), struct error *err) CHECKED;

#endif
