/* Days as people read them: look/rules.md, Dates. */
#include "base/date.h"
#include "base/text.h"
#include "date_internal.h"

#include <stdio.h>
#include <string.h>
#include "base/bug.h"
#include "base/words.h"

enum { DAYS_WITH_WEEKDAY_BACK = 7, DAYS_WITH_WEEKDAY_AHEAD = 31, LEAST_LETTERS = 3 };

static const char *const weekday_names[] = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
static const char *const month_names[] = {"january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december"};

/* As they are shown; a translation has at most three letters too, for columns. */
static const char *const weekday_heads[] = {
    N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun")};
static const char *const month_heads[] = {N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"),
    N_("Jun"), N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")};

const char *day_weekday_name(int weekday)
{
    BUG_ON(weekday < 0 || weekday > 6);
    return _(weekday_heads[weekday]);
}

const char *day_month_name(int month)
{
    BUG_ON(month < 1 || month > 12);
    return _(month_heads[month - 1]);
}

static int find_name(const char *word, const char *const *names, size_t count)
{
    size_t len = strlen(word);

    for (size_t i = 0; len >= LEAST_LETTERS && i < count; i++)
        if (strncmp(word, names[i], len) == 0)
            return (int)i;
    return -1;
}

int day_find_weekday(const char *word)
{
    return find_name(word, weekday_names, COUNT_OF(weekday_names));
}

int day_find_month(const char *word)
{
    int found = find_name(word, month_names, COUNT_OF(month_names));

    return found < 0 ? found : found + 1;
}

/* False for what is no day of the calendar; the buffer is then "". */
static bool take_apart(day_number day, char *buffer, struct civil *ret_civil)
{
    *ret_civil = day_to_civil(day);
    buffer[0] = '\0';
    return ret_civil->month >= 1;
}

char *day_iso(day_number day, char *buffer)
{
    struct civil civil;

    if (take_apart(day, buffer, &civil))
        snprintf(buffer, DAY_TEXT_SIZE, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
    return buffer;
}

/* --- shown to a person --- */

static _Thread_local enum day_form shown_as;

enum day_form day_show_as(enum day_form form)
{
    enum day_form before = shown_as;

    shown_as = form;
    return before;
}

/* What is stored keeps the usual form. */
static enum day_form form_in_use(void)
{
    return words_are_plain() ? DAY_FORM_USUAL : shown_as;
}

/* `13 Oct`, `Oct 13` or `10-13`, behind what stands in the buffer. */
static void add_month_day(const struct civil *civil, char *buffer)
{
    size_t len = strlen(buffer), room = DAY_TEXT_SIZE - len;

    switch (form_in_use()) {
    case DAY_FORM_MONTH_FIRST:
        text_format(buffer + len, room, "%s %d", day_month_name(civil->month), civil->day);
        break;
    case DAY_FORM_ISO: snprintf(buffer + len, room, "%02d-%02d", civil->month, civil->day); break;
    case DAY_FORM_USUAL:
        text_format(buffer + len, room, "%d %s", civil->day, day_month_name(civil->month));
        break;
    }
}

/* The same with the year: `13 Oct 2027`, `Oct 13 2027`, `2027-10-13`. */
static void add_whole_day(const struct civil *civil, char *buffer)
{
    size_t len;

    if (form_in_use() == DAY_FORM_ISO) {
        len = strlen(buffer);
        snprintf(buffer + len, DAY_TEXT_SIZE - len, "%04d-", civil->year);
        add_month_day(civil, buffer);
        return;
    }
    add_month_day(civil, buffer);
    len = strlen(buffer);
    snprintf(buffer + len, DAY_TEXT_SIZE - len, " %d", civil->year);
}

char *day_short(day_number day, day_number today, char *buffer)
{
    struct civil civil;

    if (!take_apart(day, buffer, &civil))
        return buffer;
    if (civil.year == day_to_civil(today).year)
        add_month_day(&civil, buffer);
    else
        add_whole_day(&civil, buffer);
    return buffer;
}

/* `Mon `. */
static void begin_with_weekday(day_number day, char *buffer)
{
    text_format(buffer, DAY_TEXT_SIZE, "%s ", day_weekday_name(day_weekday(day)));
}

char *day_words(day_number day, day_number today, char *buffer)
{
    static const char *const near[] = {N_("yesterday"), N_("today"), N_("tomorrow")};
    int64_t ahead = (int64_t)day - today;
    struct civil civil;

    if (day == DAY_NONE || today == DAY_NONE || ahead < -DAYS_WITH_WEEKDAY_BACK ||
        ahead > DAYS_WITH_WEEKDAY_AHEAD)
        return day_short(day, today, buffer);
    if (ahead >= -1 && ahead <= 1) {
        text_format(buffer, DAY_TEXT_SIZE, "%s", _(near[ahead + 1]));
    } else if (take_apart(day, buffer, &civil)) {
        begin_with_weekday(day, buffer);
        add_month_day(&civil, buffer);
    }
    return buffer;
}

char *day_head(day_number day, char *buffer)
{
    struct civil civil;

    if (take_apart(day, buffer, &civil)) {
        begin_with_weekday(day, buffer);
        add_whole_day(&civil, buffer);
    }
    return buffer;
}

char *minute_iso(minute_number minute, char *buffer)
{
    day_number day = minute_day(minute);
    size_t len = strlen(day_iso(day, buffer));

    if (len > 0) {
        unsigned of_day = (unsigned)(minute - minute_make(day, 0)) % MINUTES_IN_DAY;

        snprintf(buffer + len, DAY_TEXT_SIZE - len, "T%02u:%02u", of_day / 60, of_day % 60);
    }
    return buffer;
}
