/* Times of a calendar: universal, in a named zone, floating, whole days; and zones that the file
 * itself describes, as the text that TZ takes. */
#include "ical_internal.h"

#include <string.h>
#include "base/words.h"
#include "files/zone.h"

/* So many digits as a number; -1: they are not all digits. */
static int digits(const char *text, int count)
{
    int number = 0;

    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

static bool read_day(const char *text, day_number *ret_day)
{
    int year = digits(text, 4), month = year < 0 ? -1 : digits(text + 4, 2);
    int day = month < 0 ? -1 : digits(text + 6, 2);

    return day >= 0 && day_from_civil(year, month, day, ret_day);
}

/* `T093000`, seconds dropped; a leap second is the last minute. */
static bool read_minute(const char *text, int *ret_minute)
{
    int hour, minute;

    if (text[0] != 'T' || (hour = digits(text + 1, 2)) < 0 || (minute = digits(text + 3, 2)) < 0 ||
        digits(text + 5, 2) < 0 || hour > 23 || minute > 59)
        return false;
    *ret_minute = hour * 60 + minute;
    return true;
}

static const char *zone_named(const char *name, const struct ical_zones *zones, struct arena *arena)
{
    const char *zone = zone_of_name(name, arena);

    for (size_t i = 0; !zone && i < zones->count; i++)
        if (text_equal(zones->items[i].name, name))
            zone = zones->items[i].zone;
    return zone;
}

const char *ical_time_read(const struct ical_line *line, const char *value,
    const struct ical_zones *zones, struct arena *arena, struct ical_time *ret_time)
{
    const char *name = ical_param(line, "TZID");
    struct ical_time time = {0};
    size_t len = strlen(value);
    int minute = 0;
    day_number day;

    if (len < 8 || !read_day(value, &day))
        return _("it is no day of the calendar");
    time.whole_day = len == 8;
    if (!time.whole_day && !(len >= 15 && read_minute(value + 8, &minute)))
        return _("it is no time of the day");
    if (len > 16 || (len == 16 && value[15] != 'Z'))
        return _("something follows the time");
    time.wall = minute_make(day, minute);
    if (len == 16)
        time.zone = "UTC0";
    else if (*name && !time.whole_day && !(time.zone = zone_named(name, zones, arena)))
        return arena_format(arena, _("the time zone '%.60s' is not known"), name);
    *ret_time = time;
    return NULL;
}

minute_number ical_time_at(const struct ical_time *time, const char *zone)
{
    if (time->whole_day || text_equal(time->zone, zone))
        return time->wall;
    return zone_from_universal(zone, zone_to_universal(time->zone, time->wall));
}

/* `PT1H30M`, `P1D`, `P2W`; seconds are dropped. */
bool ical_duration(const char *text, int *ret_minutes)
{
    static const char units[] = "WDHMS";
    static const int minutes[] = {7 * 1440, 1440, 60, 1, 0};
    long long sum = 0;

    text += *text == '+';
    if (*text++ != 'P')
        return false;
    while (*text) {
        const char *unit;
        int number, len;

        text += *text == 'T';
        len = (int)strspn(text, "0123456789");
        unit = text[len] ? strchr(units, text[len]) : NULL;
        if (len < 1 || len > 5 || !unit)
            return false;
        number = digits(text, len);
        sum += (long long)number * minutes[unit - units];
        text += len + 1;
    }
    if (sum > 366 * 1440)
        return false;
    *ret_minutes = (int)sum;
    return true;
}

/* --- zones of the file --- */

/* `+0130`, `-0500`, `+013000` into seconds */
static int offset_of(const char *text)
{
    int hours = *text ? digits(text + 1, 2) : -1, minutes = hours < 0 ? -1 : digits(text + 3, 2);
    int seconds = minutes < 0 ? 0 : hours * 3600 + minutes * 60;

    return *text == '-' ? -seconds : seconds;
}

void ical_shift_take(struct ical_shift *shift, const struct ical_line *line, struct arena *arena)
{
    struct meeting_rule rule;
    const char *month, *day;
    int minute;

    if (text_equal_nocase(line->name, "TZOFFSETTO")) {
        shift->there = true;
        shift->offset = offset_of(line->value);
    } else if (text_equal_nocase(line->name, "DTSTART")) {
        if (strlen(line->value) >= 15 && read_minute(line->value + 8, &minute))
            shift->minute = minute;
    } else if (text_equal_nocase(line->name, "RRULE")) {
        month = strstr(line->value, "BYMONTH=");
        day = strstr(line->value, "BYDAY=");
        if (!month || !day ||
            !meeting_rule_read(
                arena_format(arena, "FREQ=MONTHLY;%.*s", (int)strcspn(day, ";"), day), arena, &rule,
                &day, &(struct error){0}))
            return;
        month += strlen("BYMONTH=");
        shift->month = digits(month, (int)strspn(month, "0123456789") == 1 ? 1 : 2);
        shift->week = rule.days[0].nth < 0 || rule.days[0].nth > 5 ? 5 : rule.days[0].nth;
        shift->weekday = (rule.days[0].weekday + 1) % 7;
    }
}

/* TZ counts westward: Berlin is -1. */
static void add_offset(struct str *out, int seconds)
{
    int west = -seconds, size = west < 0 ? -west : west;

    str_addf(out, "%s%d:%02d", west < 0 ? "-" : "", size / 3600, size / 60 % 60);
}

static void add_change(struct str *out, const struct ical_shift *shift)
{
    str_addf(out, ",M%d.%d.%d/%d:%02d", shift->month, shift->week ? shift->week : 1, shift->weekday,
        shift->minute / 60, shift->minute % 60);
}

static bool repeats(const struct ical_shift *shift)
{
    return shift->there && shift->month >= 1 && shift->month <= 12;
}

const char *ical_zone_text(
    const struct ical_shift *standard, const struct ical_shift *daylight, struct arena *arena)
{
    struct str text = {0};
    const char *copy;

    if (!standard->there && !daylight->there)
        return NULL;
    str_add(&text, "<STD>");
    add_offset(&text, standard->there ? standard->offset : daylight->offset);
    if (repeats(standard) && repeats(daylight)) {
        str_add(&text, "<DST>");
        add_offset(&text, daylight->offset);
        add_change(&text, daylight);
        add_change(&text, standard);
    }
    copy = arena_copy_text(arena, str_text(&text));
    str_fini(&text);
    return copy;
}
