/* Plain numbers in their order: compared for qsort and bsearch, looked for, and their middle. */
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

/* The middle one, or the mean of the two in the middle; false: there is none. Sorts the values, of
 * which none may be NaN. */
bool order_median(double *values, size_t count, double *ret_median);

#endif
