/* What stands in order. */
#include "base/order.h"

#include <stdlib.h>

int order_integers(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

    return (left > right) - (left < right);
}

int order_days(const void *a, const void *b)
{
    int32_t left = *(const int32_t *)a, right = *(const int32_t *)b;

    return (left > right) - (left < right);
}

int order_reals(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;

    return (left > right) - (left < right);
}

size_t order_find(const int64_t *ascending, size_t count, int64_t wanted)
{
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (ascending[middle] == wanted)
            return middle;
        if (ascending[middle] < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return count;
}

bool order_has(const int64_t *ascending, size_t count, int64_t wanted)
{
    return order_find(ascending, count, wanted) < count;
}

size_t order_place(const void *key, const void *items, size_t count, size_t item_size,
    int (*compare)(const void *key, const void *item))
{
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (compare(key, (const char *)items + middle * item_size) > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool order_median(double *values, size_t count, double *ret_median)
{
    size_t half = count / 2;

    if (count == 0)
        return false;
    qsort(values, count, sizeof(*values), order_reals);
    *ret_median = count % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    return true;
}
