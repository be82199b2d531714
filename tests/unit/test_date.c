/* base/date: civil days, working days, words in and out. promises.md K4 and K5. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/attributes.h"
#include "base/date.h"

/* A calendar that only counts on, day by day: what the arithmetic is held against. */
struct walker {
    int year;
    int month;
    int day;
    int weekday;
};

static bool walker_leap(int year)
{
    if (year % 400 == 0)
        return true;
    return year % 100 != 0 && year % 4 == 0;
}

static void walk(struct walker *at)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int length = lengths[at->month - 1] + (at->month == 2 && walker_leap(at->year) ? 1 : 0);

    at->weekday = at->weekday == 6 ? 0 : at->weekday + 1;
    if (at->day++ < length)
        return;
    at->day = 1;
    if (at->month++ < 12)
        return;
    at->month = 1;
    at->year++;
}

static void four_hundred_years_go_round(void **state)
{
    struct walker at = {1800, 1, 1, 2}; /* a Wednesday */
    day_number day = -62091;

    for (; at.year < 2200; walk(&at), day++) {
        struct civil civil = day_to_civil(day);
        day_number back = DAY_NONE;

        if (civil.year != at.year || civil.month != at.month || civil.day != at.day)
            fail_msg("%d is %d-%d-%d", day, civil.year, civil.month, civil.day);
        assert_int_equal(day_weekday(day), at.weekday);
        assert_int_equal(day_from_civil(at.year, at.month, at.day, &back), at.year >= 1900);
        if (at.year >= 1900)
            assert_int_equal(back, day);
    }
    assert_int_equal(day_make(1970, 1, 1), 0);
    assert_int_equal(day_make(2199, 12, 31), day - 1);
}

static void days_that_do_not_exist_are_refused(void **state)
{
    static const int refused[][3] = {{1899, 12, 31}, {2200, 1, 1}, {0, 1, 1}, {10000, 1, 1},
        {2026, 0, 1}, {2026, 13, 1}, {2026, 4, 31}, {2026, 2, 29}, {1900, 2, 29}, {2100, 2, 29},
        {2026, 1, 0}, {2026, 1, 32}, {2026, -1, 1}, {2026, 1, -1}};
    day_number day;

    for (size_t i = 0; i < COUNT_OF(refused); i++)
        assert_false(day_from_civil(refused[i][0], refused[i][1], refused[i][2], &day));
    assert_true(day_from_civil(2000, 2, 29, &day));
    assert_true(day_from_civil(2028, 2, 29, &day));
    assert_false(day_parse_iso("2026-2-03", &day));
    assert_false(day_parse_iso("2026-02-30", &day));
    assert_false(day_parse_iso("2026-02-03 ", &day));
    assert_false(day_parse_iso("", &day));
    assert_true(day_parse_iso("2026-02-03", &day));
    assert_int_equal(day, day_make(2026, 2, 3));
}

static day_number iso(const char *text)
{
    day_number day = DAY_NONE;

    if (!day_parse_iso(text, &day))
        fail_msg("the test's own date is wrong: %s", text);
    return day;
}

static void assert_day(day_number day, const char *expected, const char *what)
{
    char text[24];

    if (strcmp(day_iso(day, text), expected) != 0)
        fail_msg("%s: %s, not %s", what, text, expected);
}

static void months_clamp_to_their_end(void **state)
{
    static const struct {
        const char *from;
        int months;
        const char *to;
    } cases[] = {
        {"2026-01-31", 1, "2026-02-28"},
        {"2028-01-31", 1, "2028-02-29"},
        {"2026-01-31", 3, "2026-04-30"},
        {"2028-02-29", 12, "2029-02-28"},
        {"2028-02-29", 48, "2032-02-29"},
        {"2028-02-29", -12, "2027-02-28"},
        {"2026-03-31", -1, "2026-02-28"},
        {"2026-12-15", 1, "2027-01-15"},
        {"2026-01-15", -1, "2025-12-15"},
        {"2026-01-15", -13, "2024-12-15"},
        {"2026-05-31", 0, "2026-05-31"},
        {"2096-02-29", 48, "2100-02-28"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_day(day_add_months(iso(cases[i].from), cases[i].months), cases[i].to, cases[i].from);
    assert_int_equal(day_add_months(DAY_NONE, 1), DAY_NONE);
}

static void completed_months_are_counted(void **state)
{
    static const struct {
        const char *from;
        const char *to;
        int months;
    } cases[] = {
        {"2026-01-15", "2026-02-14", 0},
        {"2026-01-15", "2026-02-15", 1},
        {"2026-01-31", "2026-02-27", 0},
        {"2026-01-31", "2026-02-28", 1},
        {"2026-01-15", "2026-01-14", -1},
        {"2024-02-29", "2025-02-28", 12},
        {"2025-11-23", "2026-11-23", 12},
        {"2026-01-01", "2026-01-01", 0},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(day_months_between(iso(cases[i].from), iso(cases[i].to)), cases[i].months);
}

static void working_days_pass_over_days_off(void **state)
{
    const day_number holidays[] = {iso("2026-12-24"), iso("2026-12-25"), iso("2027-01-01")};
    const struct calendar plain = {0};
    const struct calendar feasts = {.holidays = holidays, .holiday_count = 3};
    const struct calendar gulf = {.weekend_mask = 1u << 4 | 1u << 5};
    const struct calendar never = {.weekend_mask = 0x7F};
    const struct {
        const struct calendar *calendar;
        const char *from;
        int count;
        const char *to;
    } cases[] = {
        {&plain, "2026-11-21", 1, "2026-11-23"},  /* Sat + 1 = Mon */
        {&plain, "2026-11-22", 1, "2026-11-23"},  /* Sun + 1 = Mon */
        {&plain, "2026-11-22", -1, "2026-11-20"}, /* Sun - 1 = Fri */
        {&plain, "2026-11-23", -1, "2026-11-20"}, /* Mon - 1 = Fri */
        {&plain, "2026-11-23", 5, "2026-11-30"},
        {&plain, "2026-11-20", 1, "2026-11-23"},
        {&plain, "2026-11-21", 0, "2026-11-21"},
        {&feasts, "2026-12-23", 1, "2026-12-28"},
        {&feasts, "2026-12-28", -1, "2026-12-23"},
        {&feasts, "2026-12-31", 1, "2027-01-04"},
        {&gulf, "2026-11-26", 1, "2026-11-29"}, /* Thu + 1 = Sun */
        {&never, "2026-11-20", 1, "2026-11-23"},
        {NULL, "2026-11-20", 1, "2026-11-23"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_day(day_add_working(iso(cases[i].from), cases[i].count, cases[i].calendar),
            cases[i].to, cases[i].from);
    assert_day(day_roll_forward(iso("2026-12-24"), &feasts), "2026-12-28", "forward");
    assert_day(day_roll_back(iso("2026-12-27"), &feasts), "2026-12-23", "back");
    assert_day(day_roll_back(iso("2026-12-23"), &feasts), "2026-12-23", "stays");
    assert_false(day_is_working(iso("2027-01-01"), &feasts));
    assert_true(day_is_working(iso("2027-01-01"), &plain));
}

struct word_case {
    const char *today;
    const char *word;
    const char *day; /* NULL: refused */
};

static const struct word_case word_cases[] = {
    /* 2026-11-23 is a Monday */
    {"2026-11-23", "2026-12-01", "2026-12-01"},
    {"2026-11-23", " 2026-12-01 ", "2026-12-01"},
    {"2026-11-23", "26", "2026-11-26"},
    {"2026-11-23", "23", "2026-11-23"},
    {"2026-11-23", "22", "2026-12-22"},
    {"2026-11-23", "5", "2026-12-05"},
    {"2026-11-23", "05", "2026-12-05"},
    {"2026-11-23", "31", "2026-12-31"},
    {"2027-02-01", "30", "2027-03-30"},
    {"2027-01-30", "29", "2027-03-29"},
    {"2028-01-30", "29", "2028-02-29"},
    {"2026-12-31", "30", "2027-01-30"},
    {"2026-11-23", "12-01", "2026-12-01"},
    {"2026-11-23", "11-23", "2026-11-23"},
    {"2026-11-23", "11-22", "2027-11-22"},
    {"2026-11-23", "12 dec", "2026-12-12"},
    {"2026-11-23", "12 DEC", "2026-12-12"},
    {"2026-11-23", "12  december", "2026-12-12"},
    {"2026-11-23", "1 sept", "2027-09-01"},
    {"2026-11-23", "12 dec 2027", "2027-12-12"},
    {"2026-11-23", "today", "2026-11-23"},
    {"2026-11-23", "Tomorrow", "2026-11-24"},
    {"2026-11-23", "yesterday", "2026-11-22"},
    {"2026-11-23", "fri", "2026-11-27"},
    {"2026-11-23", "mon", "2026-11-30"},
    {"2026-11-23", "friday", "2026-11-27"},
    {"2026-11-27", "fri", "2026-12-04"},
    {"2026-11-23", "next fri", "2026-12-04"},
    {"2026-11-23", "Next Monday", "2026-11-30"},
    {"2026-11-29", "next mon", "2026-11-30"},
    {"2026-11-29", "next fri", "2026-12-04"},
    {"2026-11-23", "+3d", "2026-11-26"},
    {"2026-11-23", "-2w", "2026-11-09"},
    {"2026-11-23", "-2W", "2026-11-09"},
    {"2026-01-31", "+1m", "2026-02-28"},
    {"2026-11-30", "+1q", "2027-02-28"},
    {"2028-02-29", "+1y", "2029-02-28"},
    {"2026-11-23", "+5bd", "2026-11-30"},
    {"2026-11-23", "-1bd", "2026-11-20"},
    {"2026-11-23", "+0d", "2026-11-23"},
    {"2026-11-23", "eow", "2026-11-27"},
    {"2026-11-27", "eow", "2026-11-27"},
    {"2026-11-28", "eow", "2026-12-04"},
    {"2026-11-29", "eow", "2026-12-04"},
    {"2026-11-23", "eom", "2026-11-30"},
    {"2026-11-30", "eom", "2026-11-30"},
    {"2028-02-01", "eom", "2028-02-29"},
    {"2026-11-23", "eoq", "2026-12-31"},
    {"2026-12-31", "eoq", "2026-12-31"},
    {"2027-01-01", "eoq", "2027-03-31"},
    {"2026-11-23", "eoy", "2026-12-31"},
    {"2026-12-31", "eoy", "2026-12-31"},
    {"2026-11-23", "som", "2026-12-01"},
    {"2026-12-01", "som", "2027-01-01"},
    {"2026-11-23", "soq", "2027-01-01"},
    {"2026-10-01", "soq", "2027-01-01"},
    {"2027-03-05", "29 feb", "2028-02-29"},
    {"2028-01-05", "02-29", "2028-02-29"},
    /* days that do not exist, never the next one that does */
    {"2026-11-23", "31 apr", NULL},
    {"2026-11-23", "29 feb", NULL},
    {"2026-11-23", "02-29", NULL},
    {"2027-01-05", "29 feb", NULL},
    {"2026-11-23", "2026-02-29", NULL},
    {"2026-11-23", "2100-02-29", NULL},
    {"2026-11-23", "0", NULL},
    {"2026-11-23", "00", NULL},
    {"2026-11-23", "32", NULL},
    {"2026-11-23", "13-01", NULL},
    {"2026-11-23", "0 dec", NULL},
    {"2026-11-23", "31 apr 2027", NULL},
    /* out of range */
    {"2026-11-23", "1899-12-31", NULL},
    {"2026-11-23", "2200-01-01", NULL},
    {"2026-11-23", "0000-01-01", NULL},
    {"2026-11-23", "+200y", NULL},
    {"2026-11-23", "-999999m", NULL},
    {"2026-11-23", "+999999y", NULL},
    {"2026-11-23", "+999999bd", NULL},
    {"2026-11-23", "+9999999d", NULL},
    {"2199-12-31", "tomorrow", NULL},
    {"2199-12-31", "31", "2199-12-31"},
    {"2199-12-31", "1", NULL},
    /* not our words */
    {"2026-11-23", "", NULL},
    {"2026-11-23", "   ", NULL},
    {"2026-11-23", "3d", NULL},
    {"2026-11-23", "+3", NULL},
    {"2026-11-23", "+d", NULL},
    {"2026-11-23", "+ 3d", NULL},
    {"2026-11-23", "+3x", NULL},
    {"2026-11-23", "++3d", NULL},
    {"2026-11-23", "+3dd", NULL},
    {"2026-11-23", "1.5d", NULL},
    {"2026-11-23", "fr", NULL},
    {"2026-11-23", "fridays", NULL},
    {"2026-11-23", "next", NULL},
    {"2026-11-23", "next week", NULL},
    {"2026-11-23", "last fri", NULL},
    {"2026-11-23", "12/01/2026", NULL},
    {"2026-11-23", "1.12.2026", NULL},
    {"2026-11-23", "2026-1-5", NULL},
    {"2026-11-23", "2026/12/01", NULL},
    {"2026-11-23", "20261201", NULL},
    {"2026-11-23", "123", NULL},
    {"2026-11-23", "12-1", NULL},
    {"2026-11-23", "someday", NULL},
    {"2026-11-23", "now", NULL},
    {"2026-11-23", "sonw", NULL},
    {"2026-11-23", "1st", NULL},
    {"2026-11-23", "fri 14:30", NULL},
    {"2026-11-23", "2026-12-01T09:30", NULL},
    {"2026-11-23", "fri fri fri fri fri", NULL},
    {"2026-11-23", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", NULL},
    {"2026-11-23", "\xD9\xA3", NULL},
    {"2026-11-23", "%n%n%s", NULL},
    {"2026-11-23", "\xF0\x9F", NULL},
};

static void date_words_are_read_or_refused(void **state)
{
    for (size_t i = 0; i < COUNT_OF(word_cases); i++) {
        const struct word_case *one = &word_cases[i];
        day_number day = DAY_NONE;
        struct error err = {0};
        bool taken = day_parse(one->word, iso(one->today), NULL, &day, &err);

        if (taken != (one->day != NULL))
            fail_msg("'%s' was %s", one->word, taken ? "taken" : "refused");
        if (taken) {
            assert_day(day, one->day, one->word);
            continue;
        }
        assert_int_equal(err.code, ERROR_USAGE);
        assert_true(strlen(err.text) > 10);
        assert_int_equal(day, DAY_NONE);
        assert_false(day_parse(one->word, iso(one->today), NULL, &day, NULL));
    }
}

static void the_calendar_moves_weeks_and_quarters(void **state)
{
    const struct calendar sunday = {.week_start = 6};
    const struct calendar fiscal = {.fiscal_year_start = 2};
    day_number monday = iso("2026-11-23");
    day_number day;

    assert_true(day_parse("next sun", iso("2026-11-21"), &sunday, &day, NULL));
    assert_day(day, "2026-11-22", "week begins on Sunday");
    assert_true(day_parse("next sun", iso("2026-11-21"), NULL, &day, NULL));
    assert_day(day, "2026-11-29", "week begins on Monday");
    assert_true(day_parse("eoq", monday, &fiscal, &day, NULL));
    assert_day(day, "2027-01-31", "fiscal quarter");
    assert_true(day_parse("soq", iso("2026-11-01"), &fiscal, &day, NULL));
    assert_day(day, "2027-02-01", "fiscal quarter");
    assert_true(day_parse("eoq", iso("2026-10-31"), &fiscal, &day, NULL));
    assert_day(day, "2026-10-31", "may be today");
}

static void times_follow_days(void **state)
{
    static const struct {
        const char *text;
        const char *day;
        int minute;
    } cases[] = {
        {"fri 14:30", "2026-11-27", 870},
        {"fri", "2026-11-27", -1},
        {"12 dec 9:05", "2026-12-12", 545},
        {"next fri 00:00", "2026-12-04", 0},
        {"+3d 23:59", "2026-11-26", 1439},
        {"2026-12-01T09:30", "2026-12-01", 570},
        {"2026-12-01 09:30", "2026-12-01", 570},
        {"fri 24:00", NULL, 0},
        {"fri 12:60", NULL, 0},
        {"fri 1230", NULL, 0},
        {"14:30", NULL, 0},
        {"fri 14:30:00", NULL, 0},
        {"fri 14:3", NULL, 0},
        {"31 apr 14:30", NULL, 0},
        {"2026-12-01T", NULL, 0},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        day_number day = DAY_NONE;
        int minute = -7;
        struct error err = {0};
        bool taken =
            day_parse_with_time(cases[i].text, iso("2026-11-23"), NULL, &day, &minute, &err);

        if (taken != (cases[i].day != NULL))
            fail_msg("'%s' was %s", cases[i].text, taken ? "taken" : "refused");
        if (taken)
            assert_day(day, cases[i].day, cases[i].text);
        assert_int_equal(minute, taken ? cases[i].minute : -7);
    }
}

static void dates_are_found_at_the_end(void **state)
{
    static const struct {
        const char *text;
        size_t at;
        const char *day;
        int minute;
    } cases[] = {
        {"send the deck fri", 14, "2026-11-27", -1},
        {"@product fix export +2w", 20, "2026-12-07", -1},
        {"call Ana 12 dec 14:30", 9, "2026-12-12", 870},
        {"call Ana next fri", 9, "2026-12-04", -1},
        {"call Ana by next fri", 9, "2026-12-04", -1},
        {"review on 2026-12-01  ", 7, "2026-12-01", -1},
        {"fri", 0, "2026-11-27", -1},
        {"by fri", 0, "2026-11-27", -1},
        {"pay 12 dec 2027", 4, "2027-12-12", -1},
        {"raise seats to 26", 0, NULL, 0},
        {"friday is full", 0, NULL, 0},
        {"call on 31 apr", 0, NULL, 0},
        {"meet at 14:30", 0, NULL, 0},
        {"", 0, NULL, 0},
        {"   ", 0, NULL, 0},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        day_number day = DAY_NONE;
        int minute = -7;
        size_t at = 99;
        bool found = day_find_at_end(cases[i].text, iso("2026-11-23"), NULL, &day, &minute, &at);

        if (found != (cases[i].day != NULL))
            fail_msg("'%s': %s", cases[i].text, found ? "found" : "not found");
        if (!found)
            continue;
        assert_day(day, cases[i].day, cases[i].text);
        assert_int_equal(at, cases[i].at);
        assert_int_equal(minute, cases[i].minute);
    }
}

static void days_that_do_not_exist_are_told(void **state)
{
    static const struct {
        const char *text, *why; /* NULL: nothing is wrong */
    } cases[] = {
        {"call on 31 apr", "there is no 31 Apr 2027"},
        {"call 30 feb 14:30", "there is no 30 Feb 2027"},
        {"call 29 feb 2027", "there is no 29 Feb 2027"},
        {"pay 2027-13-01", "there is no month 13"},
        {"meet fri 24:30", "there is no time 24:30; hours run from 00:00 to 23:59"},
        {"call on 30 apr", NULL},
        {"raise seats to 260", NULL},
        {"send the deck", NULL},
        {"", NULL},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct error err = {0};
        bool wrong = day_find_wrong_at_end(cases[i].text, iso("2026-11-23"), NULL, &err);

        if (wrong != (cases[i].why != NULL) || (wrong && strcmp(err.text, cases[i].why) != 0))
            fail_msg("'%s': %s", cases[i].text, wrong ? err.text : "nothing");
    }
}

static void days_are_shown_in_words(void **state)
{
    static const struct {
        const char *day;
        const char *words;
    } cases[] = {
        {"2026-11-22", "yesterday"},
        {"2026-11-23", "today"},
        {"2026-11-24", "tomorrow"},
        {"2026-11-27", "Fri 27 Nov"},
        {"2026-12-24", "Thu 24 Dec"},
        {"2026-12-25", "25 Dec"},
        {"2026-11-16", "Mon 16 Nov"},
        {"2026-11-15", "15 Nov"},
        {"2026-10-13", "13 Oct"},
        {"2027-02-03", "3 Feb 2027"},
        {"2025-11-23", "23 Nov 2025"},
    };
    day_number today = iso("2026-11-23");
    char text[24];

    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_string_equal(day_words(iso(cases[i].day), today, text), cases[i].words);
    assert_string_equal(day_words(iso("2027-01-02"), iso("2026-12-20"), text), "Sat 2 Jan");
    assert_string_equal(day_short(iso("2026-11-24"), today, text), "24 Nov");
    assert_string_equal(day_short(iso("2027-02-03"), today, text), "3 Feb 2027");
    assert_string_equal(day_head(today, text), "Mon 23 Nov 2026");
    assert_string_equal(day_iso(today, text), "2026-11-23");
    assert_string_equal(day_iso(DAY_NONE, text), "");
    assert_string_equal(day_words(DAY_NONE, today, text), "");
    assert_string_equal(day_short(DAY_NONE, today, text), "");
    assert_string_equal(day_head(DAY_NONE, text), "");
}

static void minutes_fall_on_their_days(void **state)
{
    char text[24];

    assert_string_equal(minute_iso(minute_make(iso("2026-11-23"), 570), text), "2026-11-23T09:30");
    assert_string_equal(minute_iso(-1, text), "1969-12-31T23:59");
    assert_int_equal(minute_day(-1), -1);
    assert_int_equal(minute_day(-1440), -1);
    assert_int_equal(minute_day(-1441), -2);
    assert_int_equal(minute_day(1440), 1);
    assert_int_equal(minute_day(MINUTE_NONE), DAY_NONE);
    assert_true(minute_make(DAY_NONE, 5) == MINUTE_NONE);
    assert_string_equal(minute_iso(MINUTE_NONE, text), "");
}

/* The same moment in several zones (promises.md K2): never a day away from what the zone's own
 * calendar says, and UTC where the zone is nonsense (K7). */
static void the_clock_gives_the_local_day(void **state)
{
    static const char *const zones[] = {"UTC", "XXX-14", "XXX12", "Not/A_Zone"};

    for (size_t i = 0; i < COUNT_OF(zones); i++) {
        int64_t offset = i == 1 ? 14 * 60 : i == 2 ? -12 * 60 : 0;
        int64_t before;
        int64_t after;
        minute_number now;

        assert_int_equal(setenv("TZ", zones[i], 1), 0);
        before = clock_stamp();
        now = clock_now();
        after = clock_stamp();
        assert_true(now >= before / 60 + offset && now <= after / 60 + offset);
        assert_true(clock_today() - minute_day(now) <= 1);
    }
}

/* Shown otherwise, by thread and setting; what files hold stays. */
static void days_follow_the_setting(void **state)
{
    static const struct {
        enum day_form form;
        const char *near, *there, *later, *head;
    } cases[] = {
        {DAY_FORM_USUAL, "Fri 27 Nov", "13 Oct", "3 Feb 2027", "Mon 23 Nov 2026"},
        {DAY_FORM_MONTH_FIRST, "Fri Nov 27", "Oct 13", "Feb 3 2027", "Mon Nov 23 2026"},
        {DAY_FORM_ISO, "Fri 11-27", "10-13", "2027-02-03", "Mon 2026-11-23"},
    };
    day_number today = day_make(2026, 11, 23);
    char buffer[24];

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_int_equal(day_show_as(cases[i].form), DAY_FORM_USUAL);
        assert_string_equal(day_words(today + 4, today, buffer), cases[i].near);
        assert_string_equal(day_words(today, today, buffer), "today");
        assert_string_equal(day_short(day_make(2026, 10, 13), today, buffer), cases[i].there);
        assert_string_equal(day_short(day_make(2027, 2, 3), today, buffer), cases[i].later);
        assert_string_equal(day_head(today, buffer), cases[i].head);
        assert_string_equal(day_iso(today, buffer), "2026-11-23");
        assert_string_equal(day_head(DAY_NONE, buffer), "");
        assert_int_equal(day_show_as(DAY_FORM_USUAL), cases[i].form);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_follow_the_setting),
        cmocka_unit_test(four_hundred_years_go_round),
        cmocka_unit_test(days_that_do_not_exist_are_refused),
        cmocka_unit_test(months_clamp_to_their_end),
        cmocka_unit_test(completed_months_are_counted),
        cmocka_unit_test(working_days_pass_over_days_off),
        cmocka_unit_test(date_words_are_read_or_refused),
        cmocka_unit_test(the_calendar_moves_weeks_and_quarters),
        cmocka_unit_test(times_follow_days),
        cmocka_unit_test(dates_are_found_at_the_end),
        cmocka_unit_test(days_that_do_not_exist_are_told),
        cmocka_unit_test(days_are_shown_in_words),
        cmocka_unit_test(minutes_fall_on_their_days),
        cmocka_unit_test(the_clock_gives_the_local_day),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
