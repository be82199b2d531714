/* The date words mean the same day wherever a person writes them: in a prompt and on the command
 * line, in a note, in an expression. A file may not use them: its cells are refused by name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "core/cell.h"
#include "core/followup.h"
#include "core/query.h"
#include "core/settings.h"

struct word {
    const char *text;
    bool bare;    /* a number alone: a count where it ends a line of a note */
    bool is_date; /* also what a file may say */
};
static const struct word words[] = {
    {"2026-12-01", false, true},
    {"26", true, false},
    {"31", true, false},
    {"12-01", false, false},
    {"12 dec", false, false},
    {"12 dec 2027", false, true},
    {"today", false, false},
    {"tomorrow", false, false},
    {"yesterday", false, false},
    {"mon", false, false},
    {"fri", false, false},
    {"sunday", false, false},
    {"next fri", false, false},
    {"next mon", false, false},
    {"+3d", false, false},
    {"-2w", false, false},
    {"+1m", false, false},
    {"+1q", false, false},
    {"+1y", false, false},
    {"+5bd", false, false},
    {"-1bd", false, false},
    {"eow", false, false},
    {"eom", false, false},
    {"eoq", false, false},
    {"eoy", false, false},
    {"som", false, false},
    {"soq", false, false},
    {"Fri", false, false},
    {"EOM", false, false},
    {"Next Tuesday", false, false},
};
static const char *const todays[] = {"2026-11-23", "2026-11-27", "2026-11-28", "2026-11-29",
    "2026-11-30", "2026-12-31", "2027-01-31", "2028-02-29", "2028-02-28"};

static day_number in_note(
    const char *word, day_number today, const struct calendar *calendar, struct arena *arena)
{
    struct followup_list list = {0};
    day_number day;

    followups_of(arena_format(arena, "- [ ] x %s", word), today, calendar, arena, &list);
    assert_int_equal(list.count, 1);
    day = list.items[0].due;
    array_fini(&list);
    return day;
}

static bool in_expression(const char *word, day_number day, day_number today,
    const struct settings *settings, struct arena *arena)
{
    struct row *task = row_new(arena, KIND_TASK);
    struct query *query;
    struct error err;

    row_set_day(task, TASK_DUE, day);
    if (!query_parse(
            arena_format(arena, "due = %s", word), KIND_TASK, settings, arena, &query, &err))
        fail_msg("due = %s: %s", word, err.text);
    return query_matches(query, task, settings, today);
}

static void they_mean_the_same_day(void **state)
{
    static const day_number holidays[] = {20786}; /* some day, so that +5bd has to know of it */
    struct settings settings = {
        .currency = "USD", .calendar = {.holidays = holidays, .holiday_count = 1}};
    struct arena arena = {0};
    int wrong = 0;

    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        for (size_t k = 0; k < sizeof(todays) / sizeof(*todays); k++) {
            day_number today, day, noted;
            struct error err;

            assert_true(day_parse_iso(todays[k], &today));
            assert_true(day_parse(words[i].text, today, &settings.calendar, &day, &err));
            noted = in_note(words[i].text, today, &settings.calendar, &arena);
            if (noted != (words[i].bare ? DAY_NONE : day) ||
                !in_expression(words[i].text, day, today, &settings, &arena) ||
                in_expression(words[i].text, day + 1, today, &settings, &arena)) {
                fprintf(stderr, "%s on %s\n", words[i].text, todays[k]);
                wrong++;
            }
        }
    assert_int_equal(wrong, 0);
    arena_fini(&arena);
}

static void a_file_may_not_use_them(void **state)
{
    int wrong = 0;

    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
        struct error err = {0};
        day_number day;
        int minute;
        bool taken = cell_day(words[i].text, DATE_DMY, &day, &minute, &err);

        if (taken != words[i].is_date ||
            (!taken && (!strstr(err.text, words[i].text) || !strstr(err.text, "date word")))) {
            fprintf(stderr, "'%s': %d, %s\n", words[i].text, taken, taken ? "" : err.text);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

/* Milliseconds since 1970, as some systems write days. */
static void milliseconds(void **state)
{
    static const struct {
        const char *text, *is;
    } rows[] = {
        {"1764000000000", "2025-11-24"},
        {"7258118399999", "2199-12-31"},
        {"7258118400000", ""},
        {"9999999999999", ""},
        {"-100000000000", ""},
        {"-10000000000", ""},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct error err = {0};
        day_number day = DAY_NONE;
        char iso[24];
        int minute;

        if (!cell_day(rows[i].text, DATE_DMY, &day, &minute, &err))
            day = DAY_NONE;
        assert_string_equal(day_iso(day, iso), rows[i].is);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(milliseconds),
        cmocka_unit_test(they_mean_the_same_day),
        cmocka_unit_test(a_file_may_not_use_them),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
