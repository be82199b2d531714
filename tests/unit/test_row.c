/* Rows, and fields in words and out of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "base/money.h"
#include "core/row.h"
#include "core/settings.h"

static const struct setting_word tiers[] = {{"enterprise", 1}, {"smb", 3}};
static const struct setting_rate rates[] = {{"EUR", 1.1}};
static const struct settings settings = {
    .currency = "USD", .rates = rates, .rate_count = 1, .tiers = tiers, .tier_count = 2};

static void readers_are_mild_where_nothing_is_known(void **state)
{
    struct arena arena = {0};
    struct row *row = row_new(&arena, KIND_ACCOUNT);

    (void)state;
    assert_false(row_knows(row, ACCOUNT_ARR));
    assert_string_equal(row_text(row, ACCOUNT_NAME), "");
    assert_int_equal(row_integer(row, ACCOUNT_SEATS), 0);
    assert_true(row_day(row, ACCOUNT_START) == DAY_NONE);
    assert_true(row_money(row, ACCOUNT_ARR) == MONEY_NONE);
    assert_string_equal(row_currency(row, "USD"), "USD");
    row_set_text(row, ACCOUNT_CURRENCY, "SEK");
    assert_string_equal(row_currency(row, "USD"), "SEK");
    assert_string_equal(field_currency(row, ACCOUNT_ARR_NOW, "USD"), "USD");
    assert_string_equal(field_currency(row, ACCOUNT_ARR, "USD"), "SEK");
    arena_fini(&arena);
}

static void tags_are_whole_words(void **state)
{
    struct arena arena = {0};
    struct row *row = row_new(&arena, KIND_ACCOUNT);

    (void)state;
    assert_false(row_has_tag(row, ACCOUNT_TAGS, "pilot"));
    row_set_text(row, ACCOUNT_TAGS, "pilot;Big Fish");
    assert_true(row_has_tag(row, ACCOUNT_TAGS, "pilot"));
    assert_true(row_has_tag(row, ACCOUNT_TAGS, "big fish"));
    assert_false(row_has_tag(row, ACCOUNT_TAGS, "big"));
    assert_false(row_has_tag(row, ACCOUNT_TAGS, "pilots"));
    arena_fini(&arena);
}

static void a_copy_stands_alone(void **state)
{
    struct arena first = {0}, second = {0};
    struct row *row = row_new(&first, KIND_TASK);
    struct row *copy;

    (void)state;
    row->key = 4;
    row_set_text(row, TASK_TITLE, arena_copy_text(&first, "call"));
    copy = row_copy(&second, row);
    arena_fini(&first);
    assert_int_equal(copy->key, 4);
    assert_string_equal(row_text(copy, TASK_TITLE), "call");
    assert_true(row_is(copy, TASK_TITLE, "CALL"));
    arena_fini(&second);
}

static void settling_counts_from_today(void **state)
{
    struct arena arena = {0};
    struct row *row = row_new(&arena, KIND_ACCOUNT);
    day_number today = day_make(2026, 11, 23);

    (void)state;
    row_settle(row, &settings, today);
    assert_false(row_knows(row, ACCOUNT_DECIDES_IN));
    assert_false(row_knows(row, ACCOUNT_TOUCH_DAYS));
    assert_int_equal(row_integer(row, ACCOUNT_TIER_NUMBER), 2);
    row_set_day(row, ACCOUNT_DECIDES_ON, today + 8);
    row_set_day(row, ACCOUNT_LAST_TOUCH, today - 34);
    row_set_day(row, ACCOUNT_START, today - 100);
    row_set_text(row, ACCOUNT_TIER, "Enterprise");
    row_settle(row, &settings, today);
    assert_int_equal(row_integer(row, ACCOUNT_DECIDES_IN), 8);
    assert_int_equal(row_integer(row, ACCOUNT_TOUCH_DAYS), 34);
    assert_int_equal(row_integer(row, ACCOUNT_TIER_NUMBER), 1);
    assert_int_equal(row_integer(row, ACCOUNT_AGE_DAYS), 100);
    arena_fini(&arena);
}

static void money_is_converted_by_the_rates(void **state)
{
    int64_t minor;

    (void)state;
    assert_true(settings_convert(&settings, 1000, "usd", &minor) && minor == 1000);
    assert_true(settings_convert(&settings, 1000, "", &minor) && minor == 1000);
    assert_true(settings_convert(&settings, 1000, "EUR", &minor) && minor == 1100);
    assert_false(settings_convert(&settings, 1000, "SEK", &minor));
}

struct parsed {
    enum kind kind;
    int field;
    const char *typed;
    const char *plain; /* NULL: refused */
    const char *words; /* NULL: not asked */
};

/* today is Mon 23 Nov 2026 */
static const struct parsed parses[] = {
    {KIND_ACCOUNT, ACCOUNT_NAME, " Größe & Co ", " Größe & Co ", NULL},
    {KIND_ACCOUNT, ACCOUNT_NAME, "", "", ""},
    {KIND_ACCOUNT, ACCOUNT_NAME, "a\xFF", "a\xEF\xBF\xBD", NULL},
    {KIND_ACCOUNT, ACCOUNT_STAGE, " steady ", "steady", "steady"},
    {KIND_ACCOUNT, ACCOUNT_TAGS, "#pilot, big fish ,,Pilot", "pilot;big fish", "pilot;big fish"},
    {KIND_NOTE, NOTE_ATTENDEES, "Roe, Ann; Li", "Roe, Ann;Li", NULL},
    {KIND_ACCOUNT, ACCOUNT_ARR, "250k", "250000.00", "$250k"},
    {KIND_ACCOUNT, ACCOUNT_ARR, "$1,234.50", "1234.50", NULL},
    {KIND_ACCOUNT, ACCOUNT_ARR, "-5", NULL, NULL},
    {KIND_ACCOUNT, ACCOUNT_ARR, "€5", NULL, NULL},
    {KIND_ACCOUNT, ACCOUNT_ARR, "much", NULL, NULL},
    {KIND_ACCOUNT, ACCOUNT_START, "fri", "2026-11-27", "Fri 27 Nov"},
    {KIND_ACCOUNT, ACCOUNT_START, "2026-02-30", NULL, NULL},
    {KIND_ACCOUNT, ACCOUNT_START, "soonish", NULL, NULL},
    {KIND_ACCOUNT, ACCOUNT_SEATS, "400", "400", "400"},
    {KIND_ACCOUNT, ACCOUNT_SEATS, "4.5", NULL, NULL},
    {KIND_ACCOUNT, ACCOUNT_SEATS, "-4", NULL, NULL},
    {KIND_ACCOUNT, ACCOUNT_HEALTH_SET, "101", NULL, NULL},
    {KIND_ACCOUNT, ACCOUNT_AUTO_RENEW, "TRUE", "yes", "yes"},
    {KIND_ACCOUNT, ACCOUNT_AUTO_RENEW, "n", "no", "no"},
    {KIND_ACCOUNT, ACCOUNT_AUTO_RENEW, "maybe", NULL, NULL},
    {KIND_ACCOUNT, ACCOUNT_NOTICE_DAYS, "10BD", "10bd", NULL},
    {KIND_ACCOUNT, ACCOUNT_NOTICE_DAYS, "60", "60", NULL},
    {KIND_ACCOUNT, ACCOUNT_NOTICE_DAYS, "two", NULL, NULL},
    {KIND_ACCOUNT, ACCOUNT_HEALTH, "50", NULL, NULL},
    {KIND_CONTRACT, CONTRACT_UPLIFT, "7%", "0.07", "7%"},
    {KIND_CONTRACT, CONTRACT_UPLIFT, "0.07", "0.07", "7%"},
    {KIND_CONTRACT, CONTRACT_PROBABILITY, "80", "0.8", "80%"},
    {KIND_CONTRACT, CONTRACT_PROBABILITY, "800", NULL, NULL},
    {KIND_GOAL, GOAL_TARGET, "-0.1", "-0.1", "-0.1"},
    {KIND_GOAL, GOAL_TARGET, "many", NULL, NULL},
    {KIND_TASK, TASK_AT, "9:05", "09:05", "09:05"},
    {KIND_TASK, TASK_AT, "24:00", NULL, NULL},
    {KIND_TASK, TASK_AT, "930", NULL, NULL},
    {KIND_TASK, TASK_ACCOUNT, "12", "12", NULL},
    {KIND_TASK, TASK_ACCOUNT, "Globex", NULL, NULL},
    {KIND_NOTE, NOTE_AT, "2026-11-23T09:30", "2026-11-23T09:30", "today 09:30"},
    {KIND_NOTE, NOTE_AT, "yesterday", "2026-11-22T00:00", NULL},
};

static void check_parse(size_t number, const struct parsed *parsed)
{
    struct arena arena = {0};
    struct row *row = row_new(&arena, parsed->kind);
    struct parse_context context = {&settings, day_make(2026, 11, 23), "USD"};
    struct error err = {0};
    struct value value;
    struct str out = {0};
    bool read =
        field_parse(parsed->kind, parsed->field, parsed->typed, &context, &arena, &value, &err);

    if (read != (parsed->plain != NULL))
        fail_msg("row %zu: \"%s\": %s", number, parsed->typed, read ? "taken" : err.text);
    if (read) {
        row_set(row, parsed->field, value);
        field_format_plain(&out, row, parsed->field, "USD");
        if (strcmp(str_text(&out), parsed->plain) != 0)
            fail_msg("row %zu: \"%s\" reads \"%s\"", number, parsed->typed, str_text(&out));
        str_clear(&out);
        field_format_words(&out, row, parsed->field, "USD", context.today);
        if (parsed->words && strcmp(str_text(&out), parsed->words) != 0)
            fail_msg("row %zu: \"%s\" says \"%s\"", number, parsed->typed, str_text(&out));
    } else {
        assert_int_equal(err.code, ERROR_USAGE);
        assert_true(strlen(err.text) > 10);
    }
    str_fini(&out);
    arena_fini(&arena);
}

static void what_is_typed_is_read_or_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(parses); i++)
        check_parse(i, &parses[i]);
}

static void urgency_is_in_hundredths(void **state)
{
    struct arena arena = {0};
    struct row *row = row_new(&arena, KIND_ACCOUNT);
    struct str out = {0};

    (void)state;
    row_set_integer(row, ACCOUNT_URGENCY, 2305);
    field_format_plain(&out, row, ACCOUNT_URGENCY, "USD");
    assert_string_equal(str_text(&out), "23.05");
    str_clear(&out);
    row_set_integer(row, ACCOUNT_URGENCY, -305);
    field_format_plain(&out, row, ACCOUNT_URGENCY, "USD");
    assert_string_equal(str_text(&out), "-3.05");
    str_fini(&out);
    arena_fini(&arena);
}

static void reals_read_back(void **state)
{
    static const struct {
        double value;
        const char *text;
    } rows[] = {
        {0, "0"}, {0.1, "0.1"}, {1.0 / 3, "0.3333333333333333"}, {1e21, "1e+21"}, {-2.5, "-2.5"}};
    struct str out = {0};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        str_clear(&out);
        str_add_real(&out, rows[i].value);
        assert_string_equal(str_text(&out), rows[i].text);
    }
    str_fini(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(readers_are_mild_where_nothing_is_known),
        cmocka_unit_test(tags_are_whole_words),
        cmocka_unit_test(a_copy_stands_alone),
        cmocka_unit_test(settling_counts_from_today),
        cmocka_unit_test(money_is_converted_by_the_rates),
        cmocka_unit_test(what_is_typed_is_read_or_refused),
        cmocka_unit_test(urgency_is_in_hundredths),
        cmocka_unit_test(reals_read_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
