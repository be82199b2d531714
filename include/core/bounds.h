/* How far a stored value may go, so that the rules can count with it: a book may be damaged, or
 * written by somebody else. */
#ifndef CORE_BOUNDS_H
#define CORE_BOUNDS_H

#include "core/kind.h"

#define BOUNDS_MONEY INT64_C(1000000000000000) /* minor units: ten trillion euros */
#define BOUNDS_INTEGER 2000000000

/* The value where the field can hold it, else unknown: another type, a day outside of 1900-2199, a
 * number that leaves no room to add. */
struct value bounds_keep(const struct field *field, struct value value);
day_number bounds_day(int64_t day);      /* DAY_NONE outside of 1900-2199 */
day_number bounds_day_near(int64_t day); /* of a row that must have one: the nearest of 1900-2199 */
int64_t bounds_money(int64_t minor);     /* MONEY_NONE beyond BOUNDS_MONEY */

#endif
