/* Civil days as numbers: the Gregorian calendar counted in whole cycles, no libc time in it. */
#include "base/date.h"
#include "date_internal.h"

#include "base/bug.h"

enum {
    DAYS_TO_1970 = 719162, /* from 0001-01-01 */
    DAYS_IN_400_YEARS = 146097,
    DAYS_IN_100_YEARS = 36524,
    DAYS_IN_4_YEARS = 1461,
    DAYS_IN_YEAR = 365,
    DAYS_IN_WEEK = 7,
    WEEKDAY_OF_1970 = 3,  /* a Thursday */
    MOST_MONTHS = 120000, /* no sum of months beyond this is meant */
    LAST_YEAR_COUNTED = 9999,
};

static const int days_before_month[] = {
    0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int day_month_length(int year, int month)
{
    int days = days_before_month[month + 1] - days_before_month[month];

    return month == 2 && is_leap(year) ? days + 1 : days;
}

/* Any day that exists from the year 1 on. */
static day_number count_days(int year, int month, int day)
{
    int before = year - 1;
    int days = before * DAYS_IN_YEAR + before / 4 - before / 100 + before / 400;

    days += days_before_month[month] + (month > 2 && is_leap(year) ? 1 : 0);
    return days + day - 1 - DAYS_TO_1970;
}

bool day_from_civil(int year, int month, int day, day_number *ret_day)
{
    if (year < YEAR_FIRST || year > YEAR_LAST || month < 1 || month > 12)
        return false;
    if (day < 1 || day > day_month_length(year, month))
        return false;
    *ret_day = count_days(year, month, day);
    return true;
}

day_number day_make(int year, int month, int day)
{
    day_number made = DAY_NONE;

    BUG_ON(!day_from_civil(year, month, day, &made));
    return made;
}

bool day_in_range(int64_t day)
{
    return day >= count_days(YEAR_FIRST, 1, 1) && day <= count_days(YEAR_LAST, 12, 31);
}

static int least_of(int a, int b)
{
    return a < b ? a : b;
}

struct civil day_to_civil(day_number day)
{
    struct civil civil = {0};
    int rest;
    int cycles;

    if (day < -DAYS_TO_1970 || day > INT32_MAX - DAYS_TO_1970)
        return civil;
    rest = day + DAYS_TO_1970;
    civil.year = 1 + rest / DAYS_IN_400_YEARS * 400;
    rest %= DAYS_IN_400_YEARS;
    /* The last year of four centuries, and of four years, is one day longer than the others. */
    cycles = least_of(rest / DAYS_IN_100_YEARS, 3);
    civil.year += cycles * 100;
    rest -= cycles * DAYS_IN_100_YEARS;
    civil.year += rest / DAYS_IN_4_YEARS * 4;
    rest %= DAYS_IN_4_YEARS;
    cycles = least_of(rest / DAYS_IN_YEAR, 3);
    civil.year += cycles;
    rest -= cycles * DAYS_IN_YEAR;
    for (civil.month = 1; rest >= day_month_length(civil.year, civil.month); civil.month++)
        rest -= day_month_length(civil.year, civil.month);
    civil.day = rest + 1;
    return civil;
}

int day_weekday(day_number day)
{
    int weekday = (day % DAYS_IN_WEEK + WEEKDAY_OF_1970) % DAYS_IN_WEEK;

    return weekday < 0 ? weekday + DAYS_IN_WEEK : weekday;
}

day_number day_add_months(day_number day, int months)
{
    struct civil civil = day_to_civil(day);
    int total;

    if (day == DAY_NONE || months == 0 || civil.year == 0 || civil.year > LAST_YEAR_COUNTED)
        return day;
    if (months < -MOST_MONTHS || months > MOST_MONTHS)
        months = months < 0 ? -MOST_MONTHS : MOST_MONTHS;
    total = civil.year * 12 + civil.month - 1 + months;
    if (total < 12 || total / 12 > LAST_YEAR_COUNTED)
        return count_days(months < 0 ? 1 : LAST_YEAR_COUNTED, 12, 31); /* far out of range */
    civil.year = total / 12;
    civil.month = total % 12 + 1;
    civil.day = least_of(civil.day, day_month_length(civil.year, civil.month));
    return count_days(civil.year, civil.month, civil.day);
}

int day_months_between(day_number from, day_number to)
{
    struct civil first = day_to_civil(from);
    struct civil last = day_to_civil(to);
    int months = (last.year - first.year) * 12 + last.month - first.month;

    return day_add_months(from, months) > to ? months - 1 : months;
}

day_number minute_day(minute_number minute)
{
    int64_t day;

    if (minute == MINUTE_NONE)
        return DAY_NONE;
    day = minute / MINUTES_IN_DAY;
    if (minute % MINUTES_IN_DAY < 0)
        day--;
    return day > INT32_MAX ? INT32_MAX : day <= INT32_MIN ? INT32_MIN + 1 : (day_number)day;
}

minute_number minute_make(day_number day, int minute_of_day)
{
    return day == DAY_NONE ? MINUTE_NONE : (minute_number)day * MINUTES_IN_DAY + minute_of_day;
}
