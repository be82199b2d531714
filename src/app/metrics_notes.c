/* The ground of the figures: what was done with the customers. */
#include "metrics_internal.h"

bool metrics_read_notes(struct metrics_reading *reading, struct error *err)
{
    return true;
}
