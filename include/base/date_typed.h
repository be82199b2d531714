/* A day while it is still being typed. */
#ifndef BASE_DATE_TYPED_H
#define BASE_DATE_TYPED_H

#include "base/date.h"

/* What may yet become a day is none so far; what names a day that no calendar has is wrong, as
 * `31 feb`, and stays so. */
enum day_typed { DAY_TYPED_NONE, DAY_TYPED_WHOLE, DAY_TYPED_WRONG };

/* As day_parse. *ret_day is set where it is whole, *err where it is wrong. */
enum day_typed day_read_typed(const char *text, day_number today, const struct calendar *calendar,
    day_number *ret_day, struct error *err);

#endif
