/* On which days a repeating meeting falls: period by period, from its start. */
#include "core/meeting.h"

#include <string.h>
#include "base/str.h"
#include "base/words.h"

enum { PERIODS_MOST = 120000, NUMBER_MOST = 10000, DAY_MINUTES = 1440 };

/* --- reading a rule --- */

static const char *const weekday_names[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

static bool weekday_of(const char *text, int *ret_weekday)
{
    for (int i = 0; i < 7; i++)
        if (text_equal_nocase(text, weekday_names[i])) {
            *ret_weekday = i;
            return true;
        }
    return false;
}

static bool number_of(const char *text, int least, int most, int *ret_number)
{
    long long number;

    if (!text_to_int(*text == '+' ? text + 1 : text, &number) || number < least || number > most)
        return false;
    *ret_number = (int)number;
    return true;
}

/* `MO`, `2TU`, `-1FR` */
static bool read_weekday(const char *text, struct arena *arena, struct meeting_rule *rule)
{
    struct meeting_weekday day = {0};
    size_t len = strlen(text);

    if (len < 2 || rule->day_count == MEETING_DAYS_MOST ||
        !weekday_of(text + len - 2, &day.weekday))
        return false;
    if (len > 2 &&
        (!number_of(arena_copy_bytes(arena, text, len - 2), -5, 5, &day.nth) || !day.nth))
        return false;
    rule->days[rule->day_count++] = day;
    return true;
}

static bool read_weekdays(const char *text, struct arena *arena, struct meeting_rule *rule)
{
    while (*text) {
        size_t len = strcspn(text, ",");

        if (!read_weekday(arena_copy_bytes(arena, text, len), arena, rule))
            return false;
        text += len + (text[len] == ',');
    }
    return rule->day_count > 0;
}

static bool read_frequency(const char *text, struct meeting_rule *rule, bool *ret_yearly)
{
    static const char *const names[] = {"", "DAILY", "WEEKLY", "MONTHLY"};

    *ret_yearly = text_equal_nocase(text, "YEARLY");
    if (*ret_yearly)
        rule->every = MEETING_MONTHLY;
    for (int i = MEETING_DAILY; i <= (int)MEETING_MONTHLY; i++)
        if (text_equal_nocase(text, names[i]))
            rule->every = (enum meeting_every)i;
    return rule->every != MEETING_ONCE;
}

struct rule_reader {
    struct arena *arena;
    struct meeting_rule rule;
    const char *until;
    bool yearly;
    int month; /* BYMONTH, which a yearly one may repeat */
};

static bool read_part(struct rule_reader *reader, const char *name, const char *value)
{
    struct meeting_rule *rule = &reader->rule;

    if (text_equal_nocase(name, "FREQ"))
        return read_frequency(value, rule, &reader->yearly);
    if (text_equal_nocase(name, "INTERVAL"))
        return number_of(value, 1, NUMBER_MOST, &rule->interval);
    if (text_equal_nocase(name, "COUNT"))
        return number_of(value, 1, NUMBER_MOST, &rule->count);
    if (text_equal_nocase(name, "WKST"))
        return weekday_of(value, &rule->week_start);
    if (text_equal_nocase(name, "BYDAY"))
        return read_weekdays(value, reader->arena, rule);
    if (text_equal_nocase(name, "BYMONTHDAY"))
        return number_of(value, -31, 31, &rule->month_day) && rule->month_day != 0;
    if (text_equal_nocase(name, "BYMONTH"))
        return number_of(value, 1, 12, &reader->month);
    if (text_equal_nocase(name, "UNTIL"))
        reader->until = value;
    return reader->until != NULL && text_equal_nocase(name, "UNTIL");
}

/* Rules that say two things, or that would need a search of their own. */
static const char *refusal_of(const struct rule_reader *reader)
{
    const struct meeting_rule *rule = &reader->rule;

    if (rule->every == MEETING_ONCE)
        return _("FREQ is missing");
    if (rule->count && reader->until)
        return _("COUNT and UNTIL stand together");
    if (rule->month_day && (rule->day_count || rule->every != MEETING_MONTHLY))
        return _("BYMONTHDAY stands beside another rule");
    if (reader->yearly && rule->day_count)
        return _("BYDAY of a yearly meeting is not read");
    if (reader->month && !reader->yearly)
        return _("BYMONTH is read of yearly meetings only");
    for (int i = 0; i < rule->day_count; i++)
        if (rule->days[i].nth && rule->every != MEETING_MONTHLY)
            return _("a numbered weekday is read of monthly meetings only");
    return NULL;
}

bool meeting_rule_read(const char *text, struct arena *arena, struct meeting_rule *ret_rule,
    const char **ret_until, struct error *err)
{
    struct rule_reader reader = {.arena = arena, .rule = {.interval = 1, .until = MINUTE_NONE}};
    const char *refusal;

    while (*text) {
        size_t len = strcspn(text, ";"), name = strcspn(text, "=;");
        const char *key = arena_copy_bytes(arena, text, name);
        const char *value =
            name < len ? arena_copy_bytes(arena, text + name + 1, len - name - 1) : "";

        if (len && !read_part(&reader, key, value))
            return error_set(
                err, ERROR_USAGE, "RRULE: '%.40s=%.40s' is not understood", key, value);
        text += len + (text[len] == ';');
    }
    refusal = refusal_of(&reader);
    if (refusal)
        return error_set(err, ERROR_USAGE, "RRULE: %s", refusal);
    if (reader.yearly)
        reader.rule.interval *= 12;
    *ret_rule = reader.rule;
    *ret_until = reader.until;
    return true;
}

/* --- the times --- */

struct walk {
    const struct meeting_rule *rule;
    minute_number start;
    struct meeting_span span;
    struct minute_list *times;
    int seen; /* of COUNT */
    size_t most;
};

static int minute_of_day(minute_number minute)
{
    return (int)(minute - minute_make(minute_day(minute), 0));
}

/* False: nothing follows any more. */
static bool take_day(struct walk *walk, day_number day)
{
    minute_number at = minute_make(day, minute_of_day(walk->start));

    if (at < walk->start)
        return true;
    if (at > walk->span.last || (walk->rule->until != MINUTE_NONE && at > walk->rule->until) ||
        (walk->rule->count && walk->seen == walk->rule->count) || walk->times->count == walk->most)
        return false;
    walk->seen++;
    if (at >= walk->span.first)
        ARRAY_PUSH(walk->times, at);
    return true;
}

static bool has_weekday(const struct meeting_rule *rule, int weekday)
{
    for (int i = 0; i < rule->day_count; i++)
        if (rule->days[i].weekday == weekday)
            return true;
    return false;
}

static bool take_daily(struct walk *walk, int64_t period)
{
    day_number day = minute_day(walk->start) + (day_number)period;

    return (walk->rule->day_count && !has_weekday(walk->rule, day_weekday(day))) ||
           take_day(walk, day);
}

static bool take_weekly(struct walk *walk, int64_t period)
{
    day_number start = minute_day(walk->start);
    int week_start = walk->rule->week_start;
    day_number first = start - (day_weekday(start) - week_start + 7) % 7 + (day_number)(period * 7);

    for (int i = 0; i < 7; i++) {
        int weekday = (week_start + i) % 7;
        bool falls = walk->rule->day_count ? has_weekday(walk->rule, weekday)
                                           : weekday == day_weekday(start);

        if (falls && !take_day(walk, first + i))
            return false;
    }
    return true;
}

static bool falls_in_month(const struct walk *walk, day_number day, int last_day)
{
    const struct meeting_rule *rule = walk->rule;
    int of_month = day_to_civil(day).day, wanted = rule->month_day;

    if (!rule->day_count) {
        if (!wanted)
            wanted = day_to_civil(minute_day(walk->start)).day;
        return wanted > 0 ? of_month == wanted : of_month == last_day + 1 + wanted;
    }
    for (int i = 0; i < rule->day_count; i++) {
        const struct meeting_weekday *weekday = &rule->days[i];
        int from_front = (of_month - 1) / 7 + 1, from_back = (last_day - of_month) / 7 + 1;

        if (weekday->weekday == day_weekday(day) &&
            (!weekday->nth || weekday->nth == from_front || weekday->nth == -from_back))
            return true;
    }
    return false;
}

/* A month without such a day has no meeting. */
static bool take_monthly(struct walk *walk, int64_t period)
{
    struct civil start = day_to_civil(minute_day(walk->start));
    day_number first = day_add_months(day_make(start.year, start.month, 1), (int)period);
    int last_day = (int)(day_add_months(first, 1) - first);

    for (int i = 0; i < last_day; i++)
        if (falls_in_month(walk, first + i, last_day) && !take_day(walk, first + i))
            return false;
    return true;
}

/* Whole periods before the span are passed over at once, where none of them must be counted. */
static int64_t first_period(const struct walk *walk)
{
    int64_t days = (walk->span.first - walk->start) / DAY_MINUTES;
    int64_t interval = walk->rule->interval > 0 ? walk->rule->interval : 1;
    int64_t length = walk->rule->every == MEETING_DAILY    ? interval
                     : walk->rule->every == MEETING_WEEKLY ? interval * 7
                                                           : interval * 31;

    return walk->rule->count || days <= 0 || days / length < 2 ? 0 : days / length - 1;
}

static bool take_period(struct walk *walk, int64_t number)
{
    int64_t period = number * (walk->rule->interval > 0 ? walk->rule->interval : 1);

    switch (walk->rule->every) {
    case MEETING_DAILY: return take_daily(walk, period);
    case MEETING_WEEKLY: return take_weekly(walk, period);
    case MEETING_MONTHLY: return take_monthly(walk, period);
    case MEETING_ONCE: break;
    }
    take_day(walk, minute_day(walk->start));
    return false;
}

/* A rule that falls on no day at all (the 31st of every 12th month from June) ends here. */
static bool is_past(const struct walk *walk, int64_t number)
{
    int64_t interval = walk->rule->interval > 0 ? walk->rule->interval : 1;
    int64_t length = walk->rule->every == MEETING_DAILY    ? interval
                     : walk->rule->every == MEETING_WEEKLY ? interval * 7
                                                           : interval * 28;

    return number > PERIODS_MOST ||
           walk->start + (number * length - 31) * DAY_MINUTES > walk->span.last;
}

void meeting_times(const struct meeting_rule *rule, minute_number start, struct meeting_span span,
    struct minute_list *times)
{
    struct walk walk = {.rule = rule,
        .start = start,
        .span = span,
        .times = times,
        .most = times->count + MEETING_TIMES_MOST};

    if (start > span.last)
        return;
    for (int64_t number = first_period(&walk); !is_past(&walk, number); number++)
        if (!take_period(&walk, number))
            break;
}
