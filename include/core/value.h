/* One value of one field. What is not known is VALUE_UNKNOWN and never a zero. */
#ifndef CORE_VALUE_H
#define CORE_VALUE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/date.h"
#include "base/mem.h"

enum value_type {
    VALUE_UNKNOWN,
    VALUE_TEXT,    /* text: borrowed, UTF-8, perhaps hostile: clean before drawing */
    VALUE_INTEGER, /* integer: whole numbers, days, minutes, minor units, keys, 0/1 */
    VALUE_REAL,    /* real */
};

struct value {
    enum value_type type;
    union {
        const char *text;
        int64_t integer;
        double real;
    };
};

struct value value_unknown(void);
struct value value_text(const char *text); /* borrowed; NULL gives unknown */
struct value value_integer(int64_t integer);
struct value value_real(double real);
struct value value_day(day_number day); /* DAY_NONE gives unknown */
struct value value_copy(struct arena *arena, struct value value);
bool value_equal(struct value a, struct value b); /* unknown equals unknown */
static inline bool value_is_known(struct value value)
{
    return value.type != VALUE_UNKNOWN;
}

#endif
