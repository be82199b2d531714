/* Amounts in columns: the coarsest unit in which what is shown adds up as shown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "base/attributes.h"
#include "base/money.h"
#include "ui/column_money.h"

struct column_case {
    const char *currency;
    int64_t amounts[4]; /* minor units; 0 ends them */
    const char *first, *total;
    bool is_rounded;
};

static const struct column_case cases[] = {
    {"USD", {42000000, 6000000, 12000000}, "$420k", "$600k", false},
    {"USD", {5700000, 900000, 23250000}, "$57k", "$299k", false},
    /* 40,640 is 41k to a fiftieth, and 420 + 41 is the 461 that the total says. */
    {"USD", {42000000, 4064000}, "$420k", "$461k", false},
    /* Two of them would be 82 and 81. */
    {"USD", {4040000, 4040000}, "$40.4k", "$80.8k", false},
    {"USD", {4045000, 4045000}, "$40,450", "$80,900", false},
    /* 1,500 as 2k nobody would know again. */
    {"USD", {150000, 10000000}, "$1.5k", "$101.5k", false},
    {"USD", {123456700, 100}, "$1,234,567", "$1,234,568", false},
    {"USD", {1049, 1049, 1049}, "$10", "$31", true},
    {"JPY", {500000, 250000}, "¥500k", "¥750k", false},
    {"USD", {0}, "$0", "$0", false},
};

static int64_t take_all(struct column_money *column, const struct column_case *test)
{
    int64_t sum = 0;

    column_money_begin(column, test->currency);
    for (int i = 0; i < 4 && test->amounts[i]; i++) {
        column_money_take(column, 0, test->amounts[i]);
        sum += test->amounts[i];
    }
    column_money_take(column, 1, MONEY_NONE);
    column_money_settle(column);
    return sum;
}

static void units(void **state)
{
    char text[COLUMN_MONEY_TEXT];

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct column_money column;
        int64_t sum = take_all(&column, &cases[i]);

        assert_string_equal(column_money_text(&column, cases[i].amounts[0], text), cases[i].first);
        assert_string_equal(column_money_text(&column, sum, text), cases[i].total);
        assert_int_equal(column.is_rounded, cases[i].is_rounded);
    }
}

static void changes(void **state)
{
    struct column_money column;
    char text[COLUMN_MONEY_TEXT];

    (void)state;
    column_money_begin(&column, "USD");
    column_money_take(&column, 0, -4000000);
    column_money_settle(&column);
    assert_string_equal(column_money_change(&column, -4000000, text), "−$40k");
    assert_string_equal(column_money_change(&column, 200000, text), "+$2k");
    assert_string_equal(column_money_change(&column, 0, text), "·");
    assert_string_equal(column_money_change(&column, MONEY_NONE, text), "");
    assert_string_equal(column_money_text(&column, MONEY_NONE, text), "--");
    assert_int_equal(column_money_width(&column, 0), 5);
}

/* 100.6k less 100.4k is .2k, not the 1k that 101k less 100k would be. */
static void a_difference_of_two_is_shown_too(void **state)
{
    struct column_money column;
    char text[COLUMN_MONEY_TEXT];

    (void)state;
    column_money_begin(&column, "USD");
    column_money_take_pair(&column, 10040000, 10060000);
    column_money_settle(&column);
    assert_string_equal(column_money_text(&column, 10060000, text), "$100.6k");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units),
        cmocka_unit_test(changes),
        cmocka_unit_test(a_difference_of_two_is_shown_too),
    };

    return cmocka_run_group_tests_name("column_money", tests, NULL, NULL);
}
