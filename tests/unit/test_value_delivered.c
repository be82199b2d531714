/* Value delivered (model.md E18), worked out by hand. Today is Mon 23 Nov 2026. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include "base/money.h"
#include "core/value_delivered.h"
#include "support/dossier_maker.h"

static struct dossier_maker maker;

static int set_up(void **state)
{
    maker_init(&maker, "2026-11-23");
    return 0;
}

static int tear_down(void **state)
{
    maker_fini(&maker);
    return 0;
}

static void add_goal(
    const char *baseline, const char *target, const char *current, const char *weight)
{
    maker_add(&maker, KIND_GOAL, "kind", "reach", "baseline", baseline, "target", target, "current",
        current, "weight", weight, "status", "open", "start", "-50", NULL);
}

static struct value_share share(void)
{
    return value_delivered(&maker.dossier.goals, maker.today);
}

static void nothing_is_no_share(void **state)
{
    assert_int_equal(share().counted, 0);
    add_goal("0", "100", "", "");
    add_goal("", "100", "50", "");
    assert_int_equal(share().counted, 0);
    assert_int_equal(share().unknown, 2);
}

static void goals_weigh_one_unless_told(void **state)
{
    add_goal("0", "40", "18", "");  /* .45 */
    add_goal("48", "24", "31", ""); /* falling: 17/24 */
    add_goal("0", "3", "1", "");    /* 1/3 */
    assert_int_equal(share().counted, 3);
    assert_true(fabs(share().share - (.45 + 17.0 / 24 + 1.0 / 3) / 3) < 1e-12);
    add_goal("0", "10", "12", "3"); /* 1, thrice */
    assert_true(fabs(share().share - (.45 + 17.0 / 24 + 1.0 / 3 + 3) / 6) < 1e-12);
    assert_true(fabs(share().weight - 6) < 1e-12);
    add_goal("0", "10", "0", "0"); /* weighs nothing */
    add_goal("0", "10", "0", "-2");
    assert_int_equal(share().counted, 4);
}

static void kinds_count_and_dropped_ones_do_not(void **state)
{
    maker_add(&maker, KIND_GOAL, "kind", "keep", "target", "99", "current", "99.5", NULL);
    maker_add(&maker, KIND_GOAL, "kind", "yes/no", "status", "open", NULL);
    maker_add(&maker, KIND_GOAL, "kind", "yes/no", "status", "reached", NULL);
    assert_true(fabs(share().share - 2.0 / 3) < 1e-12);
    maker_add(&maker, KIND_GOAL, "kind", "yes/no", "status", "dropped", NULL);
    maker_add(&maker, KIND_GOAL, "kind", "yes/no", "status", "open", "start", "+1", NULL);
    assert_int_equal(share().counted, 3);
}

static void add_result(
    const char *day, const char *amount, const char *unit, const char *period, const char *by)
{
    maker_add(&maker, KIND_RESULT, "date", day, "amount", amount, "unit", unit, "period", period,
        "confirmed_by", by, NULL);
}

static void money_is_put_to_the_days(void **state)
{
    static const struct {
        const char *amount, *unit, *period;
        int days;
        int64_t minor; /* -1: none */
    } cases[] = {
        {"61000", "USD", "year", 365, 6100000},
        {"61000", "usd", "Year", 73, 1220000},
        {"61000", "$", "", 73, 6100000},
        {"500", "USD", "once", 1, 50000},
        {"1000", "USD", "month", 365, 1200000},
        {"1000", "USD", "per month", 365, 1200000},
        {"1000", "USD", "quarter", 365, 400000},
        {"70", "USD", "week", 365, 365000},
        {"70", "USD", "week", 7, 7000},
        {"1", "USD", "day", 30, 3000},
        {"100", "EUR", "once", 365, 11000},
        {"100", "JPY", "once", 365, -1}, /* no rate */
        {"17", "hours", "week", 365, -1},
        {"17", "", "", 365, -1},
        {"", "USD", "year", 365, -1},
        {"5", "USD", "sprint", 365, -1},
        {"0.004", "USD", "once", 365, 0},
        {"0.005", "USD", "once", 365, 1},
    };
    static const struct setting_rate rates[] = {{"EUR", 1.1}};

    maker.settings.currency = "USD";
    maker.settings.rates = rates;
    maker.settings.rate_count = 1;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct row *row = maker_add(&maker, KIND_RESULT, "amount", cases[i].amount, "unit",
            cases[i].unit, "period", cases[i].period, NULL);
        int64_t minor = -1;

        assert_int_equal(
            value_money(row, &maker.settings, cases[i].days, &minor), cases[i].minor >= 0);
        assert_int_equal(minor, cases[i].minor);
    }
}

static struct value_return returned(int64_t arr, const char *start)
{
    struct value_contract contract = {arr, maker_day(&maker, start)};

    maker.settings.currency = "USD";
    return value_return_of(&maker.dossier.results, &contract, &maker.settings,
        (struct value_window){maker.today - 365, maker.today});
}

static void return_is_confirmed_value_over_cost(void **state)
{
    struct value_return made;

    add_result("-400", "900000", "USD", "year", "Ana Costa"); /* before the window */
    add_result("-365", "900000", "USD", "year", "Ana Costa"); /* its first day is the one after */
    add_result("-364", "100000", "USD", "once", "Ana Costa");
    add_result("-10", "61000", "USD", "year", "Ana Costa");
    add_result("-9", "17", "hours", "week", "Ana Costa"); /* beside */
    add_result("-8", "5000", "USD", "month", "");         /* nobody said so: apart */
    add_result("today", "500", "USD", "", "  ");
    add_result("+1", "9", "USD", "", "Ana Costa");
    made = returned(5000000, "-900");
    assert_int_equal(made.value, 16100000);
    assert_int_equal(made.entries, 2);
    assert_int_equal(made.unconfirmed, 6050000);
    assert_int_equal(made.open_entries, 2);
    assert_int_equal(made.beside, 1);
    assert_int_equal(made.cost, 5000000);
    assert_true(made.known && fabs(made.times - 3.22) < 1e-12 && fabs(made.roi - 2.22) < 1e-12);
}

static void the_window_begins_with_the_contract(void **state)
{
    struct value_return made;

    add_result("-100", "100000", "USD", "once", "Ana Costa"); /* before the contract */
    add_result("-20", "36500", "USD", "year", "Ana Costa");
    made = returned(36500000, "-72"); /* 73 days, today among them */
    assert_int_equal(made.cost, 7300000);
    assert_int_equal(made.value, 730000);
    assert_true(made.known && fabs(made.times - .1) < 1e-12 && fabs(made.roi + .9) < 1e-12);
    assert_false(returned(0, "-72").known);          /* no cost: n/a */
    assert_false(returned(MONEY_NONE, "-72").known); /* not known: n/a */
    assert_false(returned(100, "+5").known);         /* not yet begun */
    maker_reset(&maker);
    assert_false(returned(36500000, "-72").known); /* no value is not 0.0x */
}

static void sums_stand_by_year_unit_and_period(void **state)
{
    struct value_sums sums;

    add_result("2025-05-01", "10", "hours", "week", "Ana Costa");
    add_result("2026-01-01", "17", "hours", "week", "Ana Costa");
    add_result("2026-02-01", "3.5", "Hours", "Week", "Bo Lind");
    add_result("2026-02-01", "4", "hours", "week", "");
    add_result("2026-03-01", "61000", "USD", "year", "Ana Costa");
    add_result("2026-03-01", "8", "hours", "once", "Ana Costa");
    add_result("2026-03-02", "", "hours", "week", "Ana Costa"); /* no number */
    add_result("+1", "99", "hours", "week", "Ana Costa");       /* not yet */
    value_sums_of(&maker.dossier.results, maker.today, &maker.arena, &sums);
    assert_int_equal(sums.count, 4);
    assert_int_equal(sums.items[0].year, 2026);
    assert_string_equal(sums.items[0].period, "once");
    assert_string_equal(sums.items[1].period, "week");
    assert_true(fabs(sums.items[1].confirmed - 20.5) < 1e-12);
    assert_true(fabs(sums.items[1].unconfirmed - 4) < 1e-12);
    assert_int_equal(sums.items[1].confirmed_count, 2);
    assert_int_equal(sums.items[1].unconfirmed_count, 1);
    assert_string_equal(sums.items[2].unit, "USD");
    assert_int_equal(sums.items[3].year, 2025);
}

static void amounts_are_said_in_words(void **state)
{
    static const struct {
        const char *amount, *unit, *period, *words;
    } cases[] = {
        {"1400", "hours", "month", "1,400 hours a month"},
        {"61000", "USD", "year", "$61k a year"},
        {"210000", "EUR", "per year", "€210k a year"},
        {"18", "percent", "once", "18 percent"},
        {"31.5", "", "", "31.5"},
        {"1234567.891", "clicks", "sprint", "1,234,567.89 clicks per sprint"},
        {"-0.004", "", "", "0"},
        {"-1000", "x", "", "−1,000 x"},
        {"999.999", "", "", "1,000"},
        {"", "hours", "week", ""},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str words = {0};

        value_add_amount(&words, maker_add(&maker, KIND_RESULT, "amount", cases[i].amount, "unit",
                                     cases[i].unit, "period", cases[i].period, NULL));
        assert_string_equal(str_text(&words), cases[i].words);
        str_fini(&words);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nothing_is_no_share, set_up, tear_down),
        cmocka_unit_test_setup_teardown(goals_weigh_one_unless_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(kinds_count_and_dropped_ones_do_not, set_up, tear_down),
        cmocka_unit_test_setup_teardown(money_is_put_to_the_days, set_up, tear_down),
        cmocka_unit_test_setup_teardown(return_is_confirmed_value_over_cost, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_window_begins_with_the_contract, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sums_stand_by_year_unit_and_period, set_up, tear_down),
        cmocka_unit_test_setup_teardown(amounts_are_said_in_words, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
