/* Figures as they are shown, so that what is shown adds up as shown. */
#ifndef CORE_SHOWN_H
#define CORE_SHOWN_H

#include <stddef.h>
#include <stdint.h>

/* Values in units of 1/scale (10: tenths) whose sum is exactly `total`: each is its value rounded
 * down or up, up where the most was cut off; of equal ones the first. Only where the values
 * themselves do not sum to total, more is put on the largest one. */
void shown_spread(const double *values, size_t count, int scale, int64_t total, int64_t *ret_shown);

#endif
