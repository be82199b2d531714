#include "core/shown.h"

#include <math.h>

#define SAME 1e-9

static size_t most_cut(const double *values, size_t count, int scale, const int64_t *shown)
{
    size_t best = 0;

    for (size_t i = 1; i < count; i++)
        if (values[i] * scale - (double)shown[i] >
            values[best] * scale - (double)shown[best] + SAME)
            best = i;
    return best;
}

static size_t largest(const double *values, size_t count)
{
    size_t best = 0;

    for (size_t i = 1; i < count; i++)
        if (fabs(values[i]) > fabs(values[best]) + SAME)
            best = i;
    return best;
}

void shown_spread(const double *values, size_t count, int scale, int64_t total, int64_t *ret_shown)
{
    int64_t sum = 0;

    for (size_t i = 0; i < count; i++) {
        ret_shown[i] = (int64_t)floor(values[i] * scale + SAME);
        sum += ret_shown[i];
    }
    for (size_t left = count; left > 0 && sum < total; left--, sum++)
        ret_shown[most_cut(values, count, scale, ret_shown)]++;
    if (count > 0)
        ret_shown[largest(values, count)] += total - sum;
}
