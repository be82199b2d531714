#include "bench/sample.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

static double share_of(const double *items, size_t count, double share)
{
    if (count == 0)
        return NAN;
    double *sorted = mem_alloc_array(count, sizeof(*sorted));
    memcpy(sorted, items, count * sizeof(*sorted));
    qsort(sorted, count, sizeof(*sorted), compare_doubles);
    size_t at = (size_t)(share * (double)count);
    double value = sorted[at < count ? at : count - 1];
    free(sorted);
    return value;
}

double samples_share(const struct samples *samples, double share)
{
    return share_of(samples->items, samples->count, share);
}

double samples_median(const struct samples *samples)
{
    return samples_share(samples, 0.5);
}

double samples_median_from(const struct samples *samples, size_t first)
{
    return first < samples->count ? share_of(samples->items + first, samples->count - first, 0.5)
                                  : NAN;
}
