/* Days off of the countries: each is worked out here again from its rule, Easter by another way
 * than that of the files; then how they are chosen, laid over, and told when faulty. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include "base/array.h"
#include "base/str.h"
#include "files/embedded.h"
#include "files/holiday_file.h"
#include "files/settings_file.h"
#include "support/home.h"

enum { FIRST_YEAR = 2025, LAST_YEAR = 2029 };
enum { MON, TUE, WED, THU, FRI, SAT, SUN };
struct day_list ARRAY_OF(day_number);

/* --- rules --- */

enum rule_kind {
    FIXED,  /* month, day */
    EASTER, /* so many days from Easter Sunday */
    NTH,    /* month, weekday, n; 0 is the last */
    SPECIAL /* a function */
};
enum moved {
    STAYS,
    OBSERVED /* Sat: Friday; Sun: Monday */,
    IN_LIEU /* the next working day too */
};
struct rule {
    enum rule_kind kind;
    int month, day, n;
    enum moved moved;
    day_number (*find)(int year);
};

/* Of Clavius, as in the textbooks: golden number, century, corrections, epact. */
static day_number easter(int year)
{
    int golden = year % 19 + 1, century = year / 100 + 1;
    int dropped = 3 * century / 4 - 12, moon = (8 * century + 5) / 25 - 5;
    int sunday = 5 * year / 4 - dropped - 10;
    int epact = ((11 * golden + 20 + moon - dropped) % 30 + 30) % 30;
    if ((epact == 25 && golden > 11) || epact == 24)
        epact++;
    int full = 44 - epact;
    full += full < 21 ? 30 : 0;
    full += 7 - (sunday + full) % 7;
    return day_make(year, 3, 1) + full - 1;
}

static day_number nth(int year, int month, int weekday, int n)
{
    day_number found = DAY_NONE;
    int count = 0;
    for (day_number day = day_make(year, month, 1); day_to_civil(day).month == month; day++)
        if (day_weekday(day) == weekday && (n == 0 || ++count == n))
            found = n == 0 || found == DAY_NONE ? day : found;
    return found;
}

static day_number victoria(int year) /* the last Monday before 25 May */
{
    day_number day = day_make(year, 5, 24);
    while (day_weekday(day) != MON)
        day--;
    return day;
}

static day_number king(int year)
{
    day_number day = day_make(year, 4, 27);
    return day_weekday(day) == SUN ? day - 1 : day;
}

static day_number liberation(int year)
{
    return year % 5 == 0 ? day_make(year, 5, 5) : DAY_NONE;
}

static day_number brigid(int year)
{
    day_number day = day_make(year, 2, 1);
    return day_weekday(day) == FRI ? day : nth(year, 2, MON, 1);
}

/* By the moon: as announced, or as the almanacs have them. */
static day_number of_table(const char *const *table, int year)
{
    day_number day = DAY_NONE;
    if (year >= FIRST_YEAR && year <= LAST_YEAR)
        assert_true(day_parse_iso(table[year - FIRST_YEAR], &day));
    return day;
}

static day_number holi(int year)
{
    static const char *const days[] = {
        "2025-03-14", "2026-03-04", "2027-03-22", "2028-03-11", "2029-03-01"};
    return of_table(days, year);
}

static day_number dussehra(int year)
{
    static const char *const days[] = {
        "2025-10-02", "2026-10-20", "2027-10-09", "2028-09-27", "2029-10-16"};
    return of_table(days, year);
}

static day_number diwali(int year)
{
    static const char *const days[] = {
        "2025-10-20", "2026-11-08", "2027-10-29", "2028-10-17", "2029-11-05"};
    return of_table(days, year);
}

#define ON(month, day)                                                                             \
    {                                                                                              \
        FIXED, month, day, 0, STAYS, NULL                                                          \
    }
#define ON_OR(month, day, moved)                                                                   \
    {                                                                                              \
        FIXED, month, day, 0, moved, NULL                                                          \
    }
#define EASTER_AND(days)                                                                           \
    {                                                                                              \
        EASTER, 0, days, 0, STAYS, NULL                                                            \
    }
#define THE(n, weekday, month)                                                                     \
    {                                                                                              \
        NTH, month, weekday, n, STAYS, NULL                                                        \
    }
#define BY(find)                                                                                   \
    {                                                                                              \
        SPECIAL, 0, 0, 0, STAYS, find                                                              \
    }

static const struct rule us[] = {ON_OR(1, 1, OBSERVED), THE(3, MON, 1), THE(3, MON, 2),
    THE(0, MON, 5), ON_OR(6, 19, OBSERVED), ON_OR(7, 4, OBSERVED), THE(1, MON, 9), THE(2, MON, 10),
    ON_OR(11, 11, OBSERVED), THE(4, THU, 11), ON_OR(12, 25, OBSERVED)};
static const struct rule gb[] = {ON_OR(1, 1, IN_LIEU), EASTER_AND(-2), EASTER_AND(1),
    THE(1, MON, 5), THE(0, MON, 5), THE(0, MON, 8), ON_OR(12, 25, IN_LIEU), ON_OR(12, 26, IN_LIEU)};
static const struct rule de[] = {ON(1, 1), EASTER_AND(-2), EASTER_AND(1), ON(5, 1), EASTER_AND(39),
    EASTER_AND(50), ON(10, 3), ON(12, 25), ON(12, 26)};
static const struct rule fr[] = {ON(1, 1), EASTER_AND(1), ON(5, 1), ON(5, 8), EASTER_AND(39),
    EASTER_AND(50), ON(7, 14), ON(8, 15), ON(11, 1), ON(11, 11), ON(12, 25)};
static const struct rule nl[] = {ON(1, 1), EASTER_AND(1), BY(king), BY(liberation), EASTER_AND(39),
    EASTER_AND(50), ON(12, 25), ON(12, 26)};
static const struct rule ca[] = {ON_OR(1, 1, IN_LIEU), EASTER_AND(-2), BY(victoria),
    ON_OR(7, 1, IN_LIEU), THE(1, MON, 9), ON(9, 30), THE(2, MON, 10), ON(11, 11),
    ON_OR(12, 25, IN_LIEU), ON_OR(12, 26, IN_LIEU)};
static const struct rule au[] = {ON_OR(1, 1, IN_LIEU), ON_OR(1, 26, IN_LIEU), EASTER_AND(-2),
    EASTER_AND(1), ON(4, 25), ON_OR(12, 25, IN_LIEU), ON_OR(12, 26, IN_LIEU)};
static const struct rule in[] = {ON(1, 26), BY(holi), EASTER_AND(-2), ON(8, 15), ON(10, 2),
    BY(dussehra), BY(diwali), ON(12, 25)};
static const struct rule ch[] = {ON(1, 1), EASTER_AND(-2), EASTER_AND(1), EASTER_AND(39),
    EASTER_AND(50), ON(8, 1), ON(12, 25), ON(12, 26)};
static const struct rule at[] = {ON(1, 1), ON(1, 6), EASTER_AND(1), ON(5, 1), EASTER_AND(39),
    EASTER_AND(50), EASTER_AND(60), ON(8, 15), ON(10, 26), ON(11, 1), ON(12, 8), ON(12, 25),
    ON(12, 26)};
static const struct rule ie[] = {ON_OR(1, 1, IN_LIEU), BY(brigid), ON_OR(3, 17, IN_LIEU),
    EASTER_AND(1), THE(1, MON, 5), THE(1, MON, 6), THE(1, MON, 8), THE(0, MON, 10),
    ON_OR(12, 25, IN_LIEU), ON_OR(12, 26, IN_LIEU)};

static const struct country {
    const char *code, *name;
    const struct rule *rules;
    size_t count;
} countries[] = {
    {"at", "Austria", at, COUNT_OF(at)},
    {"au", "Australia", au, COUNT_OF(au)},
    {"ca", "Canada", ca, COUNT_OF(ca)},
    {"ch", "Switzerland", ch, COUNT_OF(ch)},
    {"de", "Germany", de, COUNT_OF(de)},
    {"fr", "France", fr, COUNT_OF(fr)},
    {"gb", "United Kingdom", gb, COUNT_OF(gb)},
    {"ie", "Ireland", ie, COUNT_OF(ie)},
    {"in", "India", in, COUNT_OF(in)},
    {"nl", "Netherlands", nl, COUNT_OF(nl)},
    {"us", "United States", us, COUNT_OF(us)},
};

static bool has_day(const day_number *days, size_t count, day_number day)
{
    for (size_t i = 0; i < count; i++)
        if (days[i] == day)
            return true;
    return false;
}

static day_number day_of_rule(const struct rule *rule, int year)
{
    switch (rule->kind) {
    case FIXED: return day_make(year, rule->month, rule->day);
    case EASTER: return easter(year) + rule->day;
    case NTH: return nth(year, rule->month, rule->day, rule->n);
    case SPECIAL: return rule->find(year);
    }
    return DAY_NONE;
}

static void put(struct day_list *days, day_number day)
{
    int year = day == DAY_NONE ? 0 : day_to_civil(day).year;
    if (year >= FIRST_YEAR && year <= LAST_YEAR && !has_day(days->items, days->count, day))
        ARRAY_PUSH(days, day);
}

/* What is owed for those that fell on a weekend, after all of the year are known. */
static void put_moved(struct day_list *days, const struct rule *rule, day_number day)
{
    int weekday = day == DAY_NONE ? MON : day_weekday(day);
    if (weekday < SAT || rule->moved == STAYS)
        return;
    if (rule->moved == OBSERVED) {
        put(days, weekday == SAT ? day - 1 : day + 1);
        return;
    }
    while (day_weekday(day) >= SAT || has_day(days->items, days->count, day))
        day++;
    put(days, day);
}

static struct day_list work_out(const struct country *country)
{
    struct day_list days = {0};
    for (int year = FIRST_YEAR - 1; year <= LAST_YEAR + 1; year++) {
        for (size_t i = 0; i < country->count; i++)
            put(&days, day_of_rule(&country->rules[i], year));
        for (size_t i = 0; i < country->count; i++)
            put_moved(&days, &country->rules[i], day_of_rule(&country->rules[i], year));
    }
    return days;
}

static int tell_missing(const char *code, const char *what, const day_number *days, size_t count,
    const struct day_list *others)
{
    int missing = 0;
    char text[24];
    for (size_t i = 0; i < count; i++) {
        if (has_day(others->items, others->count, days[i]))
            continue;
        print_error("%s: %s %s\n", code, day_iso(days[i], text), what);
        missing++;
    }
    return missing;
}

static void every_day_follows_its_rule(void **state)
{
    (void)state;
    int bad = 0;
    for (size_t i = 0; i < COUNT_OF(countries); i++) {
        const struct country *country = &countries[i];
        struct arena arena = {0};
        struct fault_list faults = {0};
        struct holidays holidays;
        struct error err;
        struct day_list days = work_out(country);
        assert_true(holiday_file_find(NULL, country->code, &arena, &faults, &holidays, &err));
        assert_int_equal(faults.count, 0);
        assert_string_equal(holidays.name, country->name);
        struct day_list written = {
            (day_number *)(uintptr_t)holidays.days, (size_t)holidays.count, (size_t)holidays.count};
        bad += tell_missing(country->code, "is not in the file", days.items, days.count, &written);
        bad += tell_missing(country->code, "follows no rule", written.items, written.count, &days);
        for (int k = 1; k < holidays.count; k++)
            bad += holidays.days[k] <= holidays.days[k - 1];
        array_fini(&days);
        fault_list_fini(&faults);
        arena_fini(&arena);
    }
    assert_int_equal(bad, 0);
}

/* Read off a calendar, so that the rules are right too. */
static void some_days_by_hand(void **state)
{
    static const struct {
        int year;
        const char *easter;
    } easters[] = {{2025, "2025-04-20"}, {2026, "2026-04-05"}, {2027, "2027-03-28"},
        {2028, "2028-04-16"}, {2029, "2029-04-01"}, {2038, "2038-04-25"}, {2000, "2000-04-23"}};
    char text[24];
    (void)state;
    for (size_t i = 0; i < COUNT_OF(easters); i++)
        assert_string_equal(day_iso(easter(easters[i].year), text), easters[i].easter);
    assert_string_equal(day_iso(nth(2026, 11, THU, 4), text), "2026-11-26");
    assert_string_equal(day_iso(nth(2026, 5, MON, 0), text), "2026-05-25");
    assert_string_equal(day_iso(victoria(2027), text), "2027-05-24");
    assert_string_equal(day_iso(king(2025), text), "2025-04-26");
    assert_string_equal(day_iso(brigid(2028), text), "2028-02-07");
}

static void all_of_the_folder_are_here(void **state)
{
    struct arena arena = {0};
    int count;
    const char *const *codes = holiday_codes(NULL, &arena, &count);
    (void)state;
    assert_int_equal(count, COUNT_OF(countries));
    for (int i = 0; i < count; i++)
        assert_string_equal(codes[i], countries[i].code);
    arena_fini(&arena);
}

/* --- in the settings --- */

struct fixture {
    char *home;
    struct arena arena;
    struct fault_list faults;
    struct settings settings;
};

static void read_settings(struct fixture *fixture, const char *text)
{
    fault_list_fini(&fixture->faults);
    free(home_write(fixture->home, "config/daybook.yaml", text));
    char *folder = home_path(fixture->home, "config");
    settings_read(arena_copy_text(&fixture->arena, folder), &fixture->arena, &fixture->settings,
        &fixture->faults);
    free(folder);
}

static bool is_off(const struct fixture *fixture, const char *iso)
{
    day_number day = DAY_NONE;
    assert_true(day_parse_iso(iso, &day));
    return !day_is_working(day, &fixture->settings.calendar);
}

static void write_holidays(struct fixture *fixture, const char *name, const char *text)
{
    char *folder = home_path(fixture->home, "config/holidays");
    (void)mkdir(folder, 0700);
    free(folder);
    free(home_write(fixture->home, name, text));
}

static void assert_fault(const struct fixture *fixture, const char *wanted)
{
    struct str line = {0};
    assert_int_equal(fixture->faults.count, 1);
    fault_format(&fixture->faults.items[0], &line);
    if (!text_ends(str_text(&line), wanted))
        fail_msg("%s\nnot %s", str_text(&line), wanted);
    str_fini(&line);
}

static int begin(void **state)
{
    struct fixture *fixture = calloc(1, sizeof(*fixture));
    fixture->home = home_new();
    *state = fixture;
    return 0;
}

static int end(void **state)
{
    struct fixture *fixture = *state;
    home_free(fixture->home);
    fault_list_fini(&fixture->faults);
    arena_fini(&fixture->arena);
    free(fixture);
    return 0;
}

static void countries_are_chosen(void **state)
{
    struct fixture *fixture = *state;
    read_settings(fixture, "day_holds: 9\n");
    assert_int_equal(fixture->settings.calendar.holiday_count, 0);
    assert_false(is_off(fixture, "2026-12-25"));
    read_settings(fixture, "holidays_of: [us, de]\n");
    assert_int_equal(fixture->faults.count, 0);
    assert_int_equal(fixture->settings.holidays_of_count, 2);
    assert_true(is_off(fixture, "2026-12-25"));  /* both */
    assert_true(is_off(fixture, "2026-11-26"));  /* Thanksgiving */
    assert_true(is_off(fixture, "2027-03-29"));  /* Ostermontag */
    assert_false(is_off(fixture, "2026-11-27")); /* a Friday */
    read_settings(fixture, "holidays_of: gb\n");
    assert_true(is_off(fixture, "2026-12-28"));
    assert_false(is_off(fixture, "2026-11-26"));
    read_settings(fixture, "holidays_of: off\n");
    assert_int_equal(fixture->settings.calendar.holiday_count, 0);
}

static void own_lines_lie_over(void **state)
{
    struct fixture *fixture = *state;
    read_settings(
        fixture, "holidays:\n  2026-12-24: Christmas Eve\n  2026-11-26: off\nholidays_of: [us]\n");
    assert_int_equal(fixture->faults.count, 0);
    assert_true(is_off(fixture, "2026-12-24"));
    assert_true(is_off(fixture, "2026-12-25"));
    assert_false(is_off(fixture, "2026-11-26"));
    for (int i = 1; i < fixture->settings.calendar.holiday_count; i++)
        assert_true(
            fixture->settings.calendar.holidays[i - 1] < fixture->settings.calendar.holidays[i]);
}

static void a_file_of_ones_own_stands_for_ours(void **state)
{
    struct fixture *fixture = *state;
    write_holidays(fixture, "config/holidays/us.yaml", "name: Ours\ndays:\n  2026-11-27: Black\n");
    write_holidays(fixture, "config/holidays/acme.yaml", "days:\n  2026-08-14: Outing\n");
    read_settings(fixture, "holidays_of: [us, acme]\n");
    assert_int_equal(fixture->faults.count, 0);
    assert_true(is_off(fixture, "2026-11-27"));
    assert_true(is_off(fixture, "2026-08-14"));
    assert_false(is_off(fixture, "2026-11-26"));
    assert_int_equal(fixture->settings.calendar.holiday_count, 2);
    write_holidays(fixture, "config/holidays/us.yaml", "");
    read_settings(fixture, "holidays_of: [us]\n");
    assert_int_equal(fixture->faults.count, 0);
    assert_int_equal(fixture->settings.calendar.holiday_count, 0);
}

static void faults_have_their_place(void **state)
{
    static const struct {
        const char *settings, *file; /* config/holidays/xx.yaml, or NULL */
        const char *told;
    } cases[] = {
        {"holidays_of: [us, dee]\n", NULL,
            "daybook.yaml:1:19: there is no holidays/dee.yaml; did you mean \"de\"?"},
        {"holidays_of: US\n", NULL,
            "daybook.yaml:1:14: there is no holidays/US.yaml; did you mean \"us\"?"},
        {"holidays_of: [../de]\n", NULL, "daybook.yaml:1:15: there is no holidays/../de.yaml"},
        {"holidays_of: {us: yes}\n", NULL,
            "daybook.yaml:1:14: holidays_of must be a list (\"- \" lines)"},
        {"holidays_of: [[us]]\n", NULL, "daybook.yaml:1:15: a country must be text"},
        {"holidays_of: [xx]\n", "days:\n  2026-02-30: no\n",
            "xx.yaml:2:3: \"2026-02-30\" is no day: write it as 2026-12-25"},
        {"holidays_of: [xx]\n", "dayz:\n  2026-02-03: x\n",
            "xx.yaml:1:1: \"dayz\" is not known here; did you mean \"days\"?"},
        {"holidays_of: [xx]\n", "name: X\n", "xx.yaml:1:1: \"days\" is missing"},
        {"holidays_of: [xx]\n", "days: [2026-12-25]\n",
            "xx.yaml:1:7: days must be a map (\"name: value\" lines)"},
        {"holidays_of: [xx]\n", "days:\n  2026-12-25: [x]\n",
            "xx.yaml:2:15: what the day is must be text"},
        {"holidays_of: [xx]\n", "days:\n  2026-12-25: a\n  2026-12-25: b\n",
            "xx.yaml:3:3: \"2026-12-25\" stands here a second time; the first is on line 2"},
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        if (cases[i].file)
            write_holidays(fixture, "config/holidays/xx.yaml", cases[i].file);
        read_settings(fixture, cases[i].settings);
        assert_fault(fixture, cases[i].told);
    }
    /* The rest goes on. */
    read_settings(fixture, "holidays_of: [us, dee]\nday_holds: 9\n");
    assert_true(is_off(fixture, "2026-12-25"));
    assert_int_equal(fixture->settings.day_holds, 9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_follows_its_rule),
        cmocka_unit_test(some_days_by_hand),
        cmocka_unit_test(all_of_the_folder_are_here),
        cmocka_unit_test_setup_teardown(countries_are_chosen, begin, end),
        cmocka_unit_test_setup_teardown(own_lines_lie_over, begin, end),
        cmocka_unit_test_setup_teardown(a_file_of_ones_own_stands_for_ours, begin, end),
        cmocka_unit_test_setup_teardown(faults_have_their_place, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
