/* Repeating meetings, rule by rule: the days are those of a calendar on the wall. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "base/str.h"
#include "core/meeting.h"

struct rule_case {
    const char *rule;
    const char *start; /* a day, at 09:30 */
    const char *from, *to;
    const char
        *days; /* MM-DD joined by blanks; a text with `!` in front: why the rule is refused */
};

static const struct rule_case cases[] = {
    /* --- daily --- */
    {"FREQ=DAILY", "2026-11-23", "2026-11-23", "2026-11-26", "11-23 11-24 11-25 11-26"},
    {"FREQ=DAILY", "2026-01-01", "2026-11-23", "2026-11-25", "11-23 11-24 11-25"},
    {"FREQ=DAILY;INTERVAL=2", "2026-11-20", "2026-11-23", "2026-11-27", "11-24 11-26"},
    {"FREQ=DAILY;INTERVAL=3;COUNT=3", "2026-11-20", "2026-11-20", "2026-12-31",
        "11-20 11-23 11-26"},
    {"FREQ=DAILY;COUNT=4", "2026-11-20", "2026-11-22", "2026-12-31", "11-22 11-23"},
    {"FREQ=DAILY;COUNT=1", "2026-11-20", "2026-11-01", "2026-12-31", "11-20"},
    {"FREQ=DAILY;COUNT=2", "2026-11-20", "2026-11-23", "2026-12-31", ""},
    {"FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "2026-11-20", "2026-11-20", "2026-11-24",
        "11-20 11-23 11-24"},
    {"FREQ=DAILY;BYDAY=MO;COUNT=2", "2026-11-20", "2026-11-20", "2026-12-31", "11-23 11-30"},
    {"FREQ=DAILY", "2026-11-23", "2026-11-20", "2026-11-22", ""},
    {"FREQ=DAILY", "2028-02-27", "2028-02-28", "2028-03-01", "02-28 02-29 03-01"},
    {"freq=daily;count=2", "2026-11-23", "2026-11-01", "2026-12-31", "11-23 11-24"},
    {"FREQ=DAILY;INTERVAL=10000", "1990-01-01", "2026-11-01", "2026-11-30", ""},
    {"FREQ=DAILY", "1900-01-01", "2199-12-30", "2199-12-31", "12-30 12-31"},
    /* --- weekly --- */
    {"FREQ=WEEKLY", "2026-11-02", "2026-11-10", "2026-11-30", "11-16 11-23 11-30"},
    {"FREQ=WEEKLY;BYDAY=MO,TH", "2026-11-02", "2026-11-23", "2026-11-30", "11-23 11-26 11-30"},
    {"FREQ=WEEKLY;BYDAY=TH,MO", "2026-11-02", "2026-11-23", "2026-11-30", "11-23 11-26 11-30"},
    {"FREQ=WEEKLY;INTERVAL=2", "2026-11-02", "2026-11-02", "2026-12-01", "11-02 11-16 11-30"},
    {"FREQ=WEEKLY;INTERVAL=2", "2020-01-06", "2026-11-16", "2026-12-07", "11-16 11-30"},
    {"FREQ=WEEKLY;BYDAY=MO,WE;COUNT=3", "2026-11-04", "2026-11-01", "2026-12-31",
        "11-04 11-09 11-11"},
    {"FREQ=WEEKLY;COUNT=5", "2026-11-02", "2026-11-20", "2026-12-31", "11-23 11-30"},
    /* every other week, where Sunday is the first day of it or the last */
    {"FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;COUNT=4;WKST=MO", "1997-08-05", "1997-08-01", "1997-12-31",
        "08-05 08-10 08-19 08-24"},
    {"FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;COUNT=4;WKST=SU", "1997-08-05", "1997-08-01", "1997-12-31",
        "08-05 08-17 08-19 08-31"},
    {"FREQ=WEEKLY;BYDAY=FR", "2026-12-25", "2026-12-20", "2027-01-09", "12-25 01-01 01-08"},
    {"FREQ=WEEKLY;BYDAY=SU", "2026-11-01", "2026-11-20", "2026-11-30", "11-22 11-29"},
    /* --- monthly --- */
    {"FREQ=MONTHLY", "2026-01-15", "2026-11-01", "2026-12-31", "11-15 12-15"},
    {"FREQ=MONTHLY", "2026-01-31", "2026-01-01", "2026-05-31", "01-31 03-31 05-31"},
    {"FREQ=MONTHLY;COUNT=3", "2026-01-31", "2026-01-01", "2026-12-31", "01-31 03-31 05-31"},
    {"FREQ=MONTHLY;INTERVAL=3", "2026-02-10", "2026-01-01", "2026-12-31",
        "02-10 05-10 08-10 11-10"},
    {"FREQ=MONTHLY;BYDAY=1MO", "2026-09-07", "2026-10-01", "2026-12-31", "10-05 11-02 12-07"},
    {"FREQ=MONTHLY;BYDAY=+2TU", "2026-09-08", "2026-10-01", "2026-11-30", "10-13 11-10"},
    {"FREQ=MONTHLY;BYDAY=-1FR", "2026-09-25", "2026-10-01", "2026-12-31", "10-30 11-27 12-25"},
    {"FREQ=MONTHLY;BYDAY=5MO", "2026-08-31", "2026-08-01", "2026-12-31", "08-31 11-30"},
    {"FREQ=MONTHLY;BYDAY=MO", "2026-11-02", "2026-11-01", "2026-11-30",
        "11-02 11-09 11-16 11-23 11-30"},
    {"FREQ=MONTHLY;BYDAY=1MO,3MO", "2026-11-02", "2026-11-01", "2026-12-31",
        "11-02 11-16 12-07 12-21"},
    {"FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-31", "2026-01-01", "2026-04-30",
        "01-31 02-28 03-31 04-30"},
    {"FREQ=MONTHLY;BYMONTHDAY=15", "2026-11-01", "2026-11-01", "2026-12-31", "11-15 12-15"},
    {"FREQ=MONTHLY;BYMONTHDAY=31", "2026-04-01", "2026-04-01", "2026-07-01", "05-31"},
    {"FREQ=MONTHLY;BYMONTHDAY=29", "2027-01-29", "2027-02-01", "2028-03-01",
        "03-29 04-29 05-29 06-29 07-29 08-29 09-29 10-29 11-29 12-29 01-29 02-29"},
    /* --- yearly --- */
    {"FREQ=YEARLY", "2020-11-24", "2026-01-01", "2026-12-31", "11-24"},
    {"FREQ=YEARLY", "2024-02-29", "2025-01-01", "2028-12-31", "02-29"},
    {"FREQ=YEARLY;BYMONTH=11", "2020-11-24", "2026-01-01", "2026-12-31", "11-24"},
    /* a rule that falls on no day does not go on for ever */
    {"FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31", "2026-06-01", "2026-06-01", "2199-12-31", ""},
    {"FREQ=MONTHLY;INTERVAL=12;BYDAY=5MO", "2026-02-01", "2026-02-01", "2027-12-31", ""},
    /* --- refused --- */
    {"", "2026-11-23", "2026-11-23", "2026-11-23", "!RRULE: FREQ is missing"},
    {"COUNT=3", "2026-11-23", "2026-11-23", "2026-11-23", "!RRULE: FREQ is missing"},
    {"FREQ=HOURLY", "2026-11-23", "2026-11-23", "2026-11-23",
        "!RRULE: 'FREQ=HOURLY' is not understood"},
    {"FREQ=DAILY;INTERVAL=0", "2026-11-23", "2026-11-23", "2026-11-23",
        "!RRULE: 'INTERVAL=0' is not understood"},
    {"FREQ=DAILY;INTERVAL=-1", "2026-11-23", "2026-11-23", "2026-11-23",
        "!RRULE: 'INTERVAL=-1' is not understood"},
    {"FREQ=DAILY;COUNT=0", "2026-11-23", "2026-11-23", "2026-11-23",
        "!RRULE: 'COUNT=0' is not understood"},
    {"FREQ=DAILY;COUNT=99999999999999999999", "2026-11-23", "2026-11-23", "2026-11-23",
        "!RRULE: 'COUNT=99999999999999999999' is not understood"},
    {"FREQ=WEEKLY;BYDAY=XX", "2026-11-23", "2026-11-23", "2026-11-23",
        "!RRULE: 'BYDAY=XX' is not understood"},
    {"FREQ=WEEKLY;BYDAY=", "2026-11-23", "2026-11-23", "2026-11-23",
        "!RRULE: 'BYDAY=' is not understood"},
    {"FREQ=WEEKLY;BYDAY=2MO", "2026-11-23", "2026-11-23", "2026-11-23",
        "!RRULE: a numbered weekday is read of monthly meetings only"},
    {"FREQ=MONTHLY;BYDAY=0MO", "2026-11-23", "2026-11-23", "2026-11-23",
        "!RRULE: 'BYDAY=0MO' is not understood"},
    {"FREQ=MONTHLY;BYDAY=6MO", "2026-11-23", "2026-11-23", "2026-11-23",
        "!RRULE: 'BYDAY=6MO' is not understood"},
    {"FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1", "2026-11-23", "2026-11-23", "2026-11-23",
        "!RRULE: 'BYSETPOS=1' is not understood"},
    {"FREQ=MONTHLY;BYMONTHDAY=32", "2026-11-23", "2026-11-23", "2026-11-23",
        "!RRULE: 'BYMONTHDAY=32' is not understood"},
    {"FREQ=WEEKLY;BYMONTHDAY=3", "2026-11-23", "2026-11-23", "2026-11-23",
        "!RRULE: BYMONTHDAY stands beside another rule"},
    {"FREQ=YEARLY;BYDAY=MO", "2026-11-23", "2026-11-23", "2026-11-23",
        "!RRULE: BYDAY of a yearly meeting is not read"},
    {"FREQ=WEEKLY;BYMONTH=3", "2026-11-23", "2026-11-23", "2026-11-23",
        "!RRULE: BYMONTH is read of yearly meetings only"},
    {"FREQ=DAILY;COUNT=2;UNTIL=20261201", "2026-11-23", "2026-11-23", "2026-11-23",
        "!RRULE: COUNT and UNTIL stand together"},
    {"FREQ=DAILY;WKST=XX", "2026-11-23", "2026-11-23", "2026-11-23",
        "!RRULE: 'WKST=XX' is not understood"},
    {"FREQ", "2026-11-23", "2026-11-23", "2026-11-23", "!RRULE: 'FREQ=' is not understood"},
};

static day_number day(const char *iso)
{
    day_number number;

    assert_true(day_parse_iso(iso, &number));
    return number;
}

static void describe(const struct rule_case *given, struct arena *arena, struct str *out)
{
    struct meeting_span span = {
        minute_make(day(given->from), 0), minute_make(day(given->to), 1439)};
    struct minute_list times = {0};
    struct meeting_rule rule;
    const char *until;
    struct error err;
    char iso[24];

    if (!meeting_rule_read(given->rule, arena, &rule, &until, &err)) {
        str_addf(out, "!%s", err.text);
        return;
    }
    meeting_times(&rule, minute_make(day(given->start), 570), span, &times);
    for (size_t i = 0; i < times.count; i++) {
        minute_iso(times.items[i], iso);
        assert_string_equal(iso + 10, "T09:30");
        str_addf(out, "%s%.5s", out->len ? " " : "", iso + 5);
    }
    array_fini(&times);
}

static void falls_on_its_days(void **state)
{
    int wrong = 0;

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct arena arena = {0};
        struct str text = {0};

        describe(&cases[i], &arena, &text);
        if (!text_equal(str_text(&text), cases[i].days)) {
            print_error("%s from %s: is `%s`, not `%s`\n", cases[i].rule, cases[i].start,
                str_text(&text), cases[i].days);
            wrong++;
        }
        str_fini(&text);
        arena_fini(&arena);
    }
    assert_int_equal(wrong, 0);
}

/* UNTIL is with its own minute; an endless rule is cut at the span, and at so many times. */
static void ends_where_it_should(void **state)
{
    struct meeting_rule rule = {.every = MEETING_DAILY, .interval = 1, .until = MINUTE_NONE};
    minute_number start = minute_make(day("2026-11-23"), 570);
    struct meeting_span all = {start, minute_make(day("2199-12-31"), 0)};
    struct minute_list times = {0};

    (void)state;
    meeting_times(&rule, start, all, &times);
    assert_int_equal(times.count, MEETING_TIMES_MOST);
    array_clear(&times);
    rule.until = start + 1440;
    meeting_times(&rule, start, all, &times);
    assert_int_equal(times.count, 2);
    array_clear(&times);
    rule.until = start + 1439;
    meeting_times(&rule, start, all, &times);
    assert_int_equal(times.count, 1);
    array_clear(&times);
    rule.every = MEETING_ONCE;
    meeting_times(&rule, start, all, &times);
    assert_int_equal(times.count, 1);
    array_fini(&times);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(falls_on_its_days),
        cmocka_unit_test(ends_where_it_should),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
