/* Moments of the journal as people of this place read them. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include "base/date.h"

/* The local civil time of a moment that clock_stamp counted. */
minute_number clock_minute_of(int64_t stamp);

#endif
