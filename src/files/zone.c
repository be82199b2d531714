/* Wall time and universal time: libc knows the rules, TZ tells it which. */
#include "files/zone.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define ZONES "/usr/share/zoneinfo/"

/* Returns what TZ was, to be given back. */
static char *enter(const char *zone)
{
    const char *now = getenv("TZ");
    char *before = mem_copy_text(now);

    if (zone)
        setenv("TZ", zone, 1);
    tzset();
    return before;
}

static void leave(char *before)
{
    if (before)
        setenv("TZ", before, 1);
    else
        unsetenv("TZ");
    tzset();
    free(before);
}

int64_t zone_to_universal(const char *zone, minute_number wall)
{
    struct civil day = day_to_civil(minute_day(wall));
    int minute = (int)(wall - minute_make(minute_day(wall), 0));
    struct tm tm = {.tm_year = day.year - 1900,
        .tm_mon = day.month - 1,
        .tm_mday = day.day,
        .tm_hour = minute / 60,
        .tm_min = minute % 60,
        .tm_isdst = -1};
    char *before = enter(zone);
    time_t seconds = mktime(&tm);

    leave(before);
    return (int64_t)seconds / 60;
}

minute_number zone_from_universal(const char *zone, int64_t universal)
{
    time_t seconds = (time_t)(universal * 60);
    struct tm tm = {0};
    char *before = enter(zone);
    day_number day;
    bool there = localtime_r(&seconds, &tm) != NULL &&
                 day_from_civil(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, &day);

    leave(before);
    return there ? minute_make(day, tm.tm_hour * 60 + tm.tm_min) : MINUTE_NONE;
}

/* Names come from files of others: none may lead out of the folder. */
static bool is_plain(const char *name)
{
    size_t len = strlen(name);

    for (size_t i = 0; i < len; i++)
        if (!isalnum((unsigned char)name[i]) && !strchr("/_-+", name[i]))
            return false;
    return len > 0 && len < 64 && name[0] != '/';
}

const char *zone_of_name(const char *name, struct arena *arena)
{
    if (!is_plain(name) || access(arena_format(arena, ZONES "%s", name), R_OK) != 0)
        return NULL;
    return arena_format(arena, ":%s", name);
}
