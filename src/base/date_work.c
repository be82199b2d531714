/* Working days: weekends and chosen holidays left out (model.md E14). */
#include "base/date.h"

#include <stddef.h>

enum { ALL_WEEK = 0x7F, SATURDAY_AND_SUNDAY = 0x60 };

/* A week with no working day in it would never end; it stands for the usual one. */
static unsigned weekend_of(const struct calendar *calendar)
{
    unsigned mask = calendar != NULL ? calendar->weekend_mask & ALL_WEEK : 0;

    return mask == 0 || mask == ALL_WEEK ? SATURDAY_AND_SUNDAY : mask;
}

static bool is_holiday(day_number day, const struct calendar *calendar)
{
    int low = 0;
    int high = calendar != NULL ? calendar->holiday_count : 0;

    while (low < high) {
        int middle = low + (high - low) / 2;

        if (calendar->holidays[middle] == day)
            return true;
        if (calendar->holidays[middle] < day)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

bool day_is_working(day_number day, const struct calendar *calendar)
{
    if ((weekend_of(calendar) >> day_weekday(day) & 1u) != 0)
        return false;
    return !is_holiday(day, calendar);
}

static day_number roll(day_number day, int step, const struct calendar *calendar)
{
    while (!day_is_working(day, calendar))
        day += step;
    return day;
}

day_number day_add_working(day_number day, int count, const struct calendar *calendar)
{
    int step = count < 0 ? -1 : 1;

    if (day == DAY_NONE)
        return day;
    for (; count != 0; count -= step)
        day = roll(day + step, step, calendar);
    return day;
}

day_number day_roll_forward(day_number day, const struct calendar *calendar)
{
    return day == DAY_NONE ? day : roll(day, 1, calendar);
}

day_number day_roll_back(day_number day, const struct calendar *calendar)
{
    return day == DAY_NONE ? day : roll(day, -1, calendar);
}
