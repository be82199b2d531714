/* Sums and conversions, each rounded once. */
#include "base/money.h"

#include "base/bug.h"

/* Doubles equal within this are equal: model.md, Formulas. */
static const long double slack = 1e-9L;

/* False: beyond what 64 bits hold. */
static bool round_long(long double value, int64_t *ret_value)
{
    int64_t whole;

    value += 0.5L + slack;
    if (!(value > -9.2e18L && value < 9.2e18L))
        return false;
    whole = (int64_t)value;
    *ret_value = (long double)whole > value ? whole - 1 : whole;
    return true;
}

int64_t round_half_up(double value)
{
    int64_t rounded = 0;

    BUG_ON(value != value);
    if (!round_long((long double)value, &rounded))
        return value < 0 ? INT64_MIN + 1 : INT64_MAX;
    return rounded;
}

bool money_convert(int64_t minor, const char *from, double rate, const char *to, int64_t *ret_minor)
{
    long double value = (long double)minor * (long double)rate;
    int shift = money_exponent(to) - money_exponent(from);

    if (minor == MONEY_NONE || !(rate > 0))
        return false;
    for (; shift > 0; shift--)
        value *= 10;
    for (; shift < 0; shift++)
        value /= 10;
    return round_long(value, ret_minor);
}

bool money_add(int64_t *sum, int64_t minor)
{
    int64_t total;

    if (minor == MONEY_NONE)
        return true;
    if (__builtin_add_overflow(*sum, minor, &total) || total == MONEY_NONE)
        return false;
    *sum = total;
    return true;
}
