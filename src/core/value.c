/* Values: making, copying, comparing. */
#include "core/value.h"

#include "base/bug.h"
#include "base/str.h"

struct value value_unknown(void)
{
    return (struct value){.type = VALUE_UNKNOWN};
}

struct value value_text(const char *text)
{
    if (text == NULL)
        return value_unknown();
    return (struct value){.type = VALUE_TEXT, .text = text};
}

struct value value_integer(int64_t integer)
{
    return (struct value){.type = VALUE_INTEGER, .integer = integer};
}

struct value value_real(double real)
{
    return (struct value){.type = VALUE_REAL, .real = real};
}

struct value value_day(day_number day)
{
    return day == DAY_NONE ? value_unknown() : value_integer(day);
}

struct value value_copy(struct arena *arena, struct value value)
{
    if (value.type == VALUE_TEXT)
        value.text = arena_copy_text(arena, value.text);
    return value;
}

bool value_equal(struct value a, struct value b)
{
    if (a.type != b.type)
        return false;
    switch (a.type) {
    case VALUE_UNKNOWN: return true;
    case VALUE_TEXT: return text_equal(a.text, b.text);
    case VALUE_INTEGER: return a.integer == b.integer;
    case VALUE_REAL: return a.real == b.real;
    }
    BUG_ON(true);
    return false;
}
