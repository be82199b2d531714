/* Civil days as numbers, with no clock and no time zone in them. Formulas: contract.md, Dates. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/error.h"

typedef int32_t day_number; /* days since 1970-01-01; years 1900-2199 */
#define DAY_NONE INT32_MIN

struct civil {
    int year;
    int month; /* 1-12 */
    int day;   /* 1-31 */
};

/* Weekends and chosen holidays, the first weekday, the fiscal year. Zeroed: Sat and Sun off, Monday
 * first, January. Borrowed holidays must be sorted. */
struct calendar {
    const day_number *holidays;
    int holiday_count;
    uint8_t weekend_mask;      /* bit 0 = Monday; 0 stands for Saturday and Sunday */
    uint8_t week_start;        /* 0 = Monday */
    uint8_t fiscal_year_start; /* month 1-12; 0 stands for January */
};

bool day_from_civil(
    int year, int month, int day, day_number *ret_day) CHECKED; /* false: no such day */
day_number day_make(int year, int month, int day); /* a day known to exist; else a bug */
struct civil day_to_civil(day_number day);
int day_weekday(day_number day);                        /* 0 = Monday */
day_number day_add_months(day_number day, int months);  /* clamped to the month's end */
int day_months_between(day_number from, day_number to); /* completed months */
bool day_is_working(day_number day, const struct calendar *calendar);
/* count working days beyond day, which never counts itself; negative goes back; 0 gives day. */
day_number day_add_working(day_number day, int count, const struct calendar *calendar);
day_number day_roll_forward(day_number day, const struct calendar *calendar);
day_number day_roll_back(day_number day, const struct calendar *calendar);

/* ISO YYYY-MM-DD only. */
bool day_parse_iso(const char *text, day_number *ret_day) CHECKED;
/* The words of contract.md: iso, 26, 12-01, 12 dec, today, fri, next fri, +3d, +5bd, eow, eom, eoq,
 * ... Any letter case. Errors say what was not understood. */
bool day_parse(const char *text, day_number today, const struct calendar *calendar,
    day_number *ret_day, struct error *err) CHECKED;
/* A day and perhaps HH:MM; *ret_minute is -1 where no time was given. */
bool day_parse_with_time(const char *text, day_number today, const struct calendar *calendar,
    day_number *ret_day, int *ret_minute, struct error *err) CHECKED;
/* Looks for a date at the end of a line of text ("send the deck fri", "call Ana 12 dec 14:30").
 * *ret_at is where its words begin. False: there is none. */
bool day_find_at_end(const char *text, day_number today, const struct calendar *calendar,
    day_number *ret_day, int *ret_minute, size_t *ret_at);
/* The same where there is none: do the words at the end name a day that does not exist (`31 apr`)?
 * err says so. */
bool day_find_wrong_at_end(
    const char *text, day_number today, const struct calendar *calendar, struct error *err);

/* Into a buffer of at least 24 bytes; returns it. DAY_NONE gives "". look/rules.md, Dates. */
char *day_iso(day_number day, char *buffer);                     /* 2026-11-23 */
char *day_words(day_number day, day_number today, char *buffer); /* today, Fri 27 Nov, 3 Feb 2027 */
char *day_short(
    day_number day, day_number today, char *buffer); /* 13 Oct, 3 Feb 2027; no weekday */
char *day_head(day_number day, char *buffer);        /* Mon 23 Nov 2026 */
/* How this thread shows days from now on; what it was before. The screen sets it while it draws,
 * the command line while a command reads, so that it never comes into what is written: there, and
 * within words_plain_begin(), it is DAY_FORM_USUAL. */
enum day_form { DAY_FORM_USUAL, DAY_FORM_MONTH_FIRST, DAY_FORM_ISO };
enum day_form day_show_as(enum day_form form);
const char *day_weekday_name(int weekday); /* Mon */
const char *day_month_name(int month);     /* Jan */

/* Minutes since 1970-01-01T00:00 of local civil time: the time of a note. */
typedef int64_t minute_number;
#define MINUTE_NONE INT64_MIN
day_number minute_day(minute_number minute); /* floors; MINUTE_NONE gives DAY_NONE */
minute_number minute_make(day_number day, int minute_of_day);
char *minute_iso(minute_number minute, char *buffer); /* 2026-11-23T09:30 */

/* The clock, asked only by app and faces. */
day_number clock_today(void);
minute_number clock_now(void);
int64_t clock_stamp(void);         /* seconds since 1970 UTC, for the journal */
int64_t clock_next_midnight(void); /* when the next local day begins, as clock_stamp counts */

#endif
