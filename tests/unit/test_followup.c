/* Follow-ups in a note, decided line by line: which lines are one, what it is called, and the day
 * that is meant. Days are those of a calendar on the wall; the traps have their reason beside them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "base/str.h"
#include "core/followup.h"

struct line_case {
    const char *line;
    const char *is; /* `kind|title|day|who`, day with HH:MM where there is a time; NULL: none */
};
struct on_day {
    const char *today, *line, *is;
};

/* On Monday, 23 Nov 2026. */
static const struct line_case lines[] = {
    /* --- which lines --- */
    {"- [ ] send deck", "task|send deck|-|-"},
    {"* [ ] send deck", "task|send deck|-|-"},
    {"  - [ ] send deck", "task|send deck|-|-"},
    {"\t- [ ] send deck", "task|send deck|-|-"},
    {"- [ ]  send deck ", "task|send deck|-|-"},
    {"- [ ] send deck\r", "task|send deck|-|-"},
    {"- [!] send deck", "promise|send deck|-|-"},
    {"- [ ]send deck", "task|send deck|-|-"},
    {"- [x] send deck", NULL},
    {"- [X] send deck fri", NULL},
    {"- [] send deck", NULL},
    {"- [?] send deck", NULL},
    {"- [ send deck", NULL},
    {"-[ ] send deck", NULL},
    {"[ ] send deck", NULL},
    {"+ [ ] send deck", NULL},
    {"- send deck", NULL},
    {"- [ ]", NULL},
    {"- [ ] ", NULL},
    {"- [!]   ", NULL},
    {"", NULL},
    {"see - [ ] send deck", NULL},
    {"1. [ ] send deck", NULL},
    {"> - [ ] send deck", NULL},
    {"- [ ] - [ ] send deck", "task|- [ ] send deck|-|-"},
    {"- [ ] !", "task|!|-|-"},
    {"- [ ] \xC3\xA9t\xC3\xA9", "task|\xC3\xA9t\xC3\xA9|-|-"},
    /* --- asks: a name right after the box, then something to do --- */
    {"- [ ] @product fix export", "ask|fix export|-|product"},
    {"- [ ] @product fix export fri", "ask|fix export|2026-11-27|product"},
    {"- [ ] @Ana-Ruiz look at it", "ask|look at it|-|Ana-Ruiz"},
    {"- [ ] @product", "task|@product|-|-"},
    {"- [ ] @ product fix", "task|@ product fix|-|-"},
    {"- [ ] fix export with @product", "task|fix export with @product|-|-"},
    {"- [ ] @support @sales agree", "ask|@sales agree|-|support"},
    {"- [!] @product fix export fri", "promise|@product fix export|2026-11-27|-"},
    {"- [ ] @product fri", "ask|fri|-|product"},
    /* --- days of the week: the next one after today, never today --- */
    {"- [ ] send deck fri", "task|send deck|2026-11-27|-"},
    {"- [ ] send deck friday", "task|send deck|2026-11-27|-"},
    {"- [ ] send deck FRI", "task|send deck|2026-11-27|-"},
    {"- [ ] send deck mon", "task|send deck|2026-11-30|-"},
    {"- [ ] send deck tue", "task|send deck|2026-11-24|-"},
    {"- [ ] send deck wed", "task|send deck|2026-11-25|-"},
    {"- [ ] send deck thu", "task|send deck|2026-11-26|-"},
    {"- [ ] send deck sat", "task|send deck|2026-11-28|-"},
    {"- [ ] send deck sun", "task|send deck|2026-11-29|-"},
    {"- [ ] send deck next fri", "task|send deck|2026-12-04|-"},
    {"- [ ] send deck next mon", "task|send deck|2026-11-30|-"},
    {"- [ ] send deck next sun", "task|send deck|2026-12-06|-"},
    {"- [ ] send deck last fri", "task|send deck last|2026-11-27|-"},
    {"- [ ] send deck fridays", "task|send deck fridays|-|-"},
    {"- [ ] send deck next week", "task|send deck next week|-|-"},
    /* --- today and around it --- */
    {"- [ ] send deck today", "task|send deck|2026-11-23|-"},
    {"- [ ] send deck tomorrow", "task|send deck|2026-11-24|-"},
    {"- [ ] send deck yesterday", "task|send deck|2026-11-22|-"},
    {"- [ ] send deck now", "task|send deck now|-|-"},
    /* --- so long from today --- */
    {"- [ ] send deck +3d", "task|send deck|2026-11-26|-"},
    {"- [ ] send deck +0d", "task|send deck|2026-11-23|-"},
    {"- [ ] send deck -2w", "task|send deck|2026-11-09|-"},
    {"- [ ] send deck +2w", "task|send deck|2026-12-07|-"},
    {"- [ ] send deck +1m", "task|send deck|2026-12-23|-"},
    {"- [ ] send deck +1q", "task|send deck|2027-02-23|-"},
    {"- [ ] send deck +1y", "task|send deck|2027-11-23|-"},
    {"- [ ] send deck +5bd", "task|send deck|2026-11-30|-"},
    {"- [ ] send deck +1bd", "task|send deck|2026-11-24|-"},
    {"- [ ] send deck -1bd", "task|send deck|2026-11-20|-"},
    {"- [ ] send deck 3d", "task|send deck 3d|-|-"},
    {"- [ ] send deck +3", "task|send deck +3|-|-"},
    {"- [ ] send deck +3 d", "task|send deck +3 d|-|-"},
    /* --- ends and starts: may be today, starts never --- */
    {"- [ ] send deck eow", "task|send deck|2026-11-27|-"},
    {"- [ ] send deck eom", "task|send deck|2026-11-30|-"},
    {"- [ ] send deck eoq", "task|send deck|2026-12-31|-"},
    {"- [ ] send deck eoy", "task|send deck|2026-12-31|-"},
    {"- [ ] send deck som", "task|send deck|2026-12-01|-"},
    {"- [ ] send deck soq", "task|send deck|2027-01-01|-"},
    /* --- dates written out --- */
    {"- [ ] send deck 2026-12-01", "task|send deck|2026-12-01|-"},
    {"- [ ] send deck 2026-11-01", "task|send deck|2026-11-01|-"},
    {"- [ ] send deck 12-01", "task|send deck|2026-12-01|-"},
    {"- [ ] send deck 11-22", "task|send deck|2027-11-22|-"},
    {"- [ ] send deck 11-23", "task|send deck|2026-11-23|-"},
    {"- [ ] send deck 12 dec", "task|send deck|2026-12-12|-"},
    {"- [ ] send deck 12 December", "task|send deck|2026-12-12|-"},
    {"- [ ] send deck 1 sept", "task|send deck|2027-09-01|-"},
    {"- [ ] send deck 12 dec 2027", "task|send deck|2027-12-12|-"},
    {"- [ ] send deck 22 nov", "task|send deck|2027-11-22|-"},
    {"- [ ] send deck 12/01/2026", "task|send deck 12/01/2026|-|-"},
    {"- [ ] send deck 1.12.2026", "task|send deck 1.12.2026|-|-"},
    {"- [ ] send deck dec 12", "task|send deck dec 12|-|-"},
    {"- [ ] send deck 12th", "task|send deck 12th|-|-"},
    /* A number alone is more often a count than a day. */
    {"- [ ] raise seats to 26", "task|raise seats to 26|-|-"},
    {"- [ ] send deck on 26", "task|send deck on 26|-|-"},
    {"- [ ] call room 12-45", "task|call room 12-45|-|-"},
    {"- [ ] order 500", "task|order 500|-|-"},
    /* A day that does not exist is none, and the words stay. */
    {"- [ ] send deck 31 apr", "task|send deck 31 apr|-|-"},
    {"- [ ] send deck 30 feb", "task|send deck 30 feb|-|-"},
    {"- [ ] send deck 29 feb", "task|send deck 29 feb|-|-"},
    {"- [ ] send deck 29 feb 2028", "task|send deck|2028-02-29|-"},
    {"- [ ] send deck 2026-02-29", "task|send deck 2026-02-29|-|-"},
    {"- [ ] send deck 02-29", "task|send deck 02-29|-|-"},
    {"- [ ] send deck 31 nov", "task|send deck 31 nov|-|-"},
    {"- [ ] send deck 2200-01-01", "task|send deck 2200-01-01|-|-"},
    /* --- times --- */
    {"- [ ] call Ana fri 14:30", "task|call Ana|2026-11-27 14:30|-"},
    {"- [ ] call Ana tomorrow 9:05", "task|call Ana|2026-11-24 09:05|-"},
    {"- [ ] call Ana today 00:00", "task|call Ana|2026-11-23 00:00|-"},
    {"- [ ] call Ana 12 dec 23:59", "task|call Ana|2026-12-12 23:59|-"},
    {"- [ ] call Ana 2026-12-01T09:30", "task|call Ana|2026-12-01 09:30|-"},
    {"- [ ] call Ana +2w 10:00", "task|call Ana|2026-12-07 10:00|-"},
    {"- [ ] call Ana next fri 10:00", "task|call Ana|2026-12-04 10:00|-"},
    {"- [ ] call Ana fri 24:00", "task|call Ana fri 24:00|-|-"},
    {"- [ ] call Ana fri 14:60", "task|call Ana fri 14:60|-|-"},
    {"- [ ] call Ana 14:30", "task|call Ana 14:30|-|-"},
    {"- [ ] call Ana 14:30 fri", "task|call Ana 14:30|2026-11-27|-"},
    {"- [ ] call Ana fri 2pm", "task|call Ana fri 2pm|-|-"},
    /* --- the word that leads to the date goes with it --- */
    {"- [ ] send deck by fri", "task|send deck|2026-11-27|-"},
    {"- [ ] send deck on fri", "task|send deck|2026-11-27|-"},
    {"- [ ] send deck until fri", "task|send deck|2026-11-27|-"},
    {"- [ ] send deck before fri", "task|send deck|2026-11-27|-"},
    {"- [ ] send deck due fri", "task|send deck|2026-11-27|-"},
    {"- [ ] send deck By fri", "task|send deck|2026-11-27|-"},
    {"- [ ] send deck, fri", "task|send deck|2026-11-27|-"},
    {"- [ ] send deck, by fri", "task|send deck|2026-11-27|-"},
    {"- [!] roadmap date by eom", "promise|roadmap date|2026-11-30|-"},
    {"- [ ] stand by fri", "task|stand|2026-11-27|-"},
    {"- [ ] goodbye fri", "task|goodbye|2026-11-27|-"},
    {"- [ ] send deck this fri", "task|send deck this|2026-11-27|-"},
    {"- [ ] send deck for fri", "task|send deck for|2026-11-27|-"},
    /* --- a full stop and tags behind the date --- */
    {"- [ ] send deck fri.", "task|send deck|2026-11-27|-"},
    {"- [ ] send deck fri!", "task|send deck|2026-11-27|-"},
    {"- [ ] send deck fri, ", "task|send deck|2026-11-27|-"},
    {"- [ ] send deck fri?", "task|send deck|2026-11-27|-"},
    {"- [ ] send deck fri #offer", "task|send deck #offer|2026-11-27|-"},
    {"- [ ] send deck fri #offer #q4", "task|send deck #offer #q4|2026-11-27|-"},
    {"- [ ] send deck #offer fri", "task|send deck #offer|2026-11-27|-"},
    {"- [ ] send deck fri (maybe)", "task|send deck fri (maybe)|-|-"},
    {"- [ ] send deck (fri)", "task|send deck (fri)|-|-"},
    {"- [ ] send deck fri #", "task|send deck #|2026-11-27|-"},
    {"- [ ] what about fri #offer", "task|what about #offer|2026-11-27|-"},
    {"- [ ] look into #4411", "task|look into #4411|-|-"},
    {"- [ ] Really?", "task|Really?|-|-"},
    /* --- only the last words are looked at, and there must be something before them --- */
    {"- [ ] fri send deck", "task|fri send deck|-|-"},
    {"- [ ] send fri deck", "task|send fri deck|-|-"},
    {"- [ ] fri", "task|fri|-|-"},
    {"- [ ] tomorrow", "task|tomorrow|-|-"},
    {"- [ ] 2026-12-01", "task|2026-12-01|-|-"},
    {"- [ ] next fri", "task|next fri|-|-"},
    {"- [ ] mon tue", "task|mon|2026-11-24|-"},
    {"- [ ] send deck fri or mon", "task|send deck fri or|2026-11-30|-"},
    {"- [ ] send deck fri fri", "task|send deck fri|2026-11-27|-"},
    {"- [ ] meet at the sun", "task|meet at the|2026-11-29|-"},
    {"- [ ] sat", "task|sat|-|-"},
    {"- [ ] send deck\tfri", "task|send deck|2026-11-27|-"},
    {"- [ ] send deck   fri", "task|send deck|2026-11-27|-"},
    {"- [ ] send deck \xC2\xA0"
     "fri",
        "task|send deck \xC2\xA0"
        "fri|-|-"},
    {"- [ ] %s%n fri", "task|%s%n|2026-11-27|-"},
};

/* Where it matters what today is. */
static const struct on_day days[] = {
    /* On that weekday itself: a week later. */
    {"2026-11-27", "- [ ] x fri", "task|x|2026-12-04|-"},
    {"2026-11-27", "- [ ] x next fri", "task|x|2026-12-04|-"},
    {"2026-11-28", "- [ ] x fri", "task|x|2026-12-04|-"},
    {"2026-11-28", "- [ ] x next fri", "task|x|2026-12-04|-"},
    {"2026-11-29", "- [ ] x mon", "task|x|2026-11-30|-"},
    {"2026-11-29", "- [ ] x next mon", "task|x|2026-11-30|-"},
    {"2026-11-29", "- [ ] x next sun", "task|x|2026-12-06|-"},
    {"2026-11-30", "- [ ] x mon", "task|x|2026-12-07|-"},
    /* The end of the week: this Friday, from Saturday on the next one. */
    {"2026-11-27", "- [ ] x eow", "task|x|2026-11-27|-"},
    {"2026-11-28", "- [ ] x eow", "task|x|2026-12-04|-"},
    {"2026-11-29", "- [ ] x eow", "task|x|2026-12-04|-"},
    {"2026-12-31", "- [ ] x eow", "task|x|2027-01-01|-"},
    /* A month on: the same day, or the month's last. */
    {"2027-01-31", "- [ ] x +1m", "task|x|2027-02-28|-"},
    {"2028-01-31", "- [ ] x +1m", "task|x|2028-02-29|-"},
    {"2027-01-30", "- [ ] x +1m", "task|x|2027-02-28|-"},
    {"2027-03-31", "- [ ] x +1m", "task|x|2027-04-30|-"},
    {"2027-03-31", "- [ ] x -1m", "task|x|2027-02-28|-"},
    {"2026-11-30", "- [ ] x +1q", "task|x|2027-02-28|-"},
    {"2028-02-29", "- [ ] x +1y", "task|x|2029-02-28|-"},
    {"2028-02-29", "- [ ] x -4y", "task|x|2024-02-29|-"},
    {"2026-12-31", "- [ ] x +1d", "task|x|2027-01-01|-"},
    /* Leap days. */
    {"2027-12-01", "- [ ] x 29 feb", "task|x|2028-02-29|-"},
    {"2027-02-01", "- [ ] x 29 feb", "task|x 29 feb|-|-"},
    {"2028-02-29", "- [ ] x 29 feb", "task|x|2028-02-29|-"},
    {"2028-03-01", "- [ ] x 29 feb", "task|x 29 feb|-|-"},
    {"2028-02-28", "- [ ] x tomorrow", "task|x|2028-02-29|-"},
    {"2027-02-28", "- [ ] x tomorrow", "task|x|2027-03-01|-"},
    {"2028-02-10", "- [ ] x eom", "task|x|2028-02-29|-"},
    /* Ends that are today, starts that never are. */
    {"2026-11-30", "- [ ] x eom", "task|x|2026-11-30|-"},
    {"2026-12-31", "- [ ] x eoq", "task|x|2026-12-31|-"},
    {"2026-12-31", "- [ ] x eoy", "task|x|2026-12-31|-"},
    {"2026-12-01", "- [ ] x som", "task|x|2027-01-01|-"},
    {"2027-01-01", "- [ ] x soq", "task|x|2027-04-01|-"},
    /* Working days step over the weekend. */
    {"2026-11-27", "- [ ] x +1bd", "task|x|2026-11-30|-"},
    {"2026-11-28", "- [ ] x +1bd", "task|x|2026-11-30|-"},
    {"2026-11-29", "- [ ] x -1bd", "task|x|2026-11-27|-"},
    {"2026-11-26", "- [ ] x +5bd", "task|x|2026-12-03|-"},
    /* Days of the year that have gone by are next year's. */
    {"2026-12-31", "- [ ] x 1 jan", "task|x|2027-01-01|-"},
    {"2026-12-31", "- [ ] x 31 dec", "task|x|2026-12-31|-"},
    {"2027-01-01", "- [ ] x 31 dec", "task|x|2027-12-31|-"},
    /* The last day that there is. */
    {"2199-12-31", "- [ ] x tomorrow", "task|x tomorrow|-|-"},
    {"2199-12-31", "- [ ] x eoy", "task|x|2199-12-31|-"},
};

static void describe(const char *body, const char *today_text, struct arena *arena, struct str *out)
{
    struct followup_list list = {0};
    day_number today;
    char day[24];

    assert_true(day_parse_iso(today_text, &today));
    followups_of(body, today, &(struct calendar){0}, arena, &list);
    for (size_t i = 0; i < list.count; i++) {
        const struct followup *item = &list.items[i];

        str_addf(out, "%s%s|%s|%s", i ? "\n" : "", item->kind, item->title,
            item->due == DAY_NONE ? "-" : day_iso(item->due, day));
        if (item->at_minute >= 0)
            str_addf(out, " %02d:%02d", item->at_minute / 60, item->at_minute % 60);
        str_addf(out, "|%s", item->waiting_on ? item->waiting_on : "-");
    }
    array_fini(&list);
}

static int check(const char *today, const char *line, const char *is)
{
    struct arena arena = {0};
    struct str out = {0};
    int wrong;

    describe(line, today, &arena, &out);
    wrong = strcmp(str_text(&out), is ? is : "") != 0;
    if (wrong)
        fprintf(stderr, "on %s, '%s': %s, wanted %s\n", today, line, str_text(&out), is);
    str_fini(&out);
    arena_fini(&arena);
    return wrong;
}

static void each_line(void **state)
{
    int wrong = 0;

    for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++)
        wrong += check("2026-11-23", lines[i].line, lines[i].is);
    for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++)
        wrong += check(days[i].today, days[i].line, days[i].is);
    assert_true(sizeof(lines) / sizeof(*lines) + sizeof(days) / sizeof(*days) >= 150);
    assert_int_equal(wrong, 0);
}

static void a_body_of_many_lines(void **state)
{
    assert_int_equal(
        check("2026-11-23",
            "They like it.\n- [ ] one fri\n\n  - [!] two\r\n- [x] old\n- [ ] @ops three",
            "task|one|2026-11-27|-\npromise|two|-|-\nask|three|-|ops"),
        0);
}

/* A day that does not exist is told. */
static void a_wrong_day_is_told(void **state)
{
    struct followup_list list = {0};
    struct arena arena = {0};
    day_number today;

    assert_true(day_parse_iso("2026-11-23", &today));
    followups_of("- [ ] a 31 apr\n- [ ] b fri", today, &(struct calendar){0}, &arena, &list);
    assert_int_equal(list.count, 2);
    assert_non_null(list.items[0].fault);
    assert_null(list.items[1].fault);
    array_fini(&list);
    arena_fini(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_line),
        cmocka_unit_test(a_body_of_many_lines),
        cmocka_unit_test(a_wrong_day_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
