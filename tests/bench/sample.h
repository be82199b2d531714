/* Figures gathered in rounds, and what is told of them. */
#ifndef TESTS_SAMPLE_H
#define TESTS_SAMPLE_H

#include "base/array.h"

struct samples ARRAY_OF(double);

/* The value below which a share (0-1) of the samples lies; NAN of none. Sorts a copy. */
double samples_share(const struct samples *samples, double share);
double samples_median(const struct samples *samples);
/* The same of the samples from first on. */
double samples_median_from(const struct samples *samples, size_t first);

#endif
