#include "core/bounds.h"

#include <math.h>
#include "base/date.h"
#include "base/money.h"

#define FIRST_DAY (-25567) /* 1900-01-01 */
#define LAST_DAY 84005     /* 2199-12-31 */
#define DAY_MINUTES (24 * 60)

day_number bounds_day(int64_t day)
{
    return day >= FIRST_DAY && day <= LAST_DAY ? (day_number)day : DAY_NONE;
}

day_number bounds_day_near(int64_t day)
{
    return day < FIRST_DAY ? FIRST_DAY : day > LAST_DAY ? LAST_DAY : (day_number)day;
}

int64_t bounds_money(int64_t minor)
{
    return minor >= -BOUNDS_MONEY && minor <= BOUNDS_MONEY ? minor : MONEY_NONE;
}

static bool is_between(int64_t integer, int64_t least, int64_t most)
{
    return integer >= least && integer <= most;
}

static bool integer_fits(enum field_type type, int64_t integer)
{
    switch (type) {
    case FIELD_DAY: return is_between(integer, FIRST_DAY, LAST_DAY);
    case FIELD_MINUTE:
        return is_between(
            integer, (int64_t)FIRST_DAY * DAY_MINUTES, (int64_t)(LAST_DAY + 1) * DAY_MINUTES - 1);
    case FIELD_MONEY: return is_between(integer, -BOUNDS_MONEY, BOUNDS_MONEY);
    case FIELD_INTEGER: return is_between(integer, -BOUNDS_INTEGER, BOUNDS_INTEGER);
    case FIELD_BOOL: return is_between(integer, 0, 1);
    case FIELD_LINK: return integer >= 0;
    case FIELD_REAL:
    case FIELD_PERCENT: return true;
    case FIELD_TEXT:
    case FIELD_LONG:
    case FIELD_WORD:
    case FIELD_TAGS:
    case FIELD_SPAN: return false;
    }
    return false;
}

static bool is_text(enum field_type type)
{
    return type == FIELD_TEXT || type == FIELD_LONG || type == FIELD_WORD || type == FIELD_TAGS ||
           type == FIELD_SPAN;
}

static bool fits(const struct field *field, struct value value)
{
    switch (value.type) {
    case VALUE_UNKNOWN: return true;
    case VALUE_TEXT: return is_text(field->type);
    case VALUE_INTEGER: return integer_fits(field->type, value.integer);
    case VALUE_REAL:
        return (field->type == FIELD_REAL || field->type == FIELD_PERCENT) && isfinite(value.real);
    }
    return false;
}

struct value bounds_keep(const struct field *field, struct value value)
{
    return fits(field, value) ? value : value_unknown();
}
