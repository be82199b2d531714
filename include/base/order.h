/* What stands in order: plain numbers compared for qsort and bsearch, looked for, and their middle;
 * where anything stands. */
#ifndef BASE_ORDER_H
#define BASE_ORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Ascending: of int64_t, of int32_t (days too), of double (no NaN among them). */
int order_integers(const void *a, const void *b);
int order_days(const void *a, const void *b);
int order_reals(const void *a, const void *b);

/* Where a number stands among ascending ones, or `count`: it does not. */
size_t order_find(const int64_t *ascending, size_t count, int64_t wanted);
bool order_has(const int64_t *ascending, size_t count, int64_t wanted);

/* Where a key stands among items that ascend, or would: before all that are not less than it;
 * `count` where all are less. compare: as for bsearch, the key first. items may be NULL without
 * any. */
size_t order_place(const void *key, const void *items, size_t count, size_t item_size,
    int (*compare)(const void *key, const void *item));

/* The middle one, or the mean of the two in the middle; false: there is none. Sorts the values, of
 * which none may be NaN. */
bool order_median(double *values, size_t count, double *ret_median);

#endif
