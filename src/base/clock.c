/* The only file that asks what time it is. */
#include "base/clock.h"
#include "date_internal.h"

#include <time.h>

/* The local day; a clock outside the years taken reads as their nearest day. */
static day_number day_of(const struct tm *local)
{
    day_number day;

    if (day_from_civil(local->tm_year + 1900, local->tm_mon + 1, local->tm_mday, &day))
        return day;
    return local->tm_year < 0 ? day_make(YEAR_FIRST, 1, 1) : day_make(YEAR_LAST, 12, 31);
}

static struct tm local_of(time_t moment)
{
    struct tm local = {0};

    tzset(); /* the zone may have changed since the last look */
    if (localtime_r(&moment, &local) == NULL)
        local.tm_mday = 1;
    return local;
}

static struct tm local_time(void)
{
    return local_of(time(NULL));
}

day_number clock_today(void)
{
    struct tm local = local_time();

    return day_of(&local);
}

minute_number clock_now(void)
{
    struct tm local = local_time();

    return minute_make(day_of(&local), local.tm_hour * 60 + local.tm_min);
}

minute_number clock_minute_of(int64_t stamp)
{
    struct tm local = local_of((time_t)stamp);

    return minute_make(day_of(&local), local.tm_hour * 60 + local.tm_min);
}

int64_t clock_stamp(void)
{
    return (int64_t)time(NULL);
}

int64_t clock_next_midnight(void)
{
    struct tm next = local_time();

    next.tm_mday++;
    next.tm_hour = next.tm_min = next.tm_sec = 0;
    next.tm_isdst = -1;
    return (int64_t)mktime(&next);
}
