/* Renewal rates over due days: model.md E3, worked by hand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "base/money.h"
#include "core/renewal_rates.h"

/* The period is the days 101 to 200, both with: (100, 200]. */
struct due {
    int account, ends;
    enum due_state state;
    int64_t target, amount;
    int closed_on; /* 0: not known */
    bool outside, unknown;
    const char *source;
};

static size_t lines_of(const struct due *dues, size_t count, struct due_line *lines)
{
    for (size_t i = 0; i < count; i++)
        lines[i] = (struct due_line){.account = dues[i].account,
            .line = (int64_t)i + 1,
            .id = "",
            .account_id = "",
            .account_name = "",
            .product = "",
            .currency = "",
            .ends = dues[i].ends == 0 ? DAY_NONE : dues[i].ends,
            .state = dues[i].state,
            .target = dues[i].target,
            .amount = dues[i].amount,
            .final_uplift = MONEY_NONE,
            .uplift = -1,
            .probability = -1,
            .called = FORECAST_NOT_CALLED,
            .band = BAND_UNKNOWN,
            .outside = dues[i].outside,
            .unknown = dues[i].unknown,
            .closed_on = dues[i].closed_on == 0 ? DAY_NONE : dues[i].closed_on,
            .source = dues[i].source ? dues[i].source : "",
            .reason = ""};
    return count;
}

static const struct due dues[] = {
    {1, 101, DUE_WON, 1000, 1200, 90, false, false, "hand"},  /* early: its own period */
    {1, 200, DUE_LOST, 500, 0, 200, false, false, "hand"},    /* the last day is in */
    {2, 150, DUE_WON, 2000, 1500, 180, false, false, "hand"}, /* reduced, and late */
    {3, 150, DUE_LOST, 700, 0, 150, false, false, "import"},
    {4, 160, DUE_OPEN, 400, 400, 0, false, false, NULL},
    {4, 170, DUE_LOCKED_IN, 100, 100, 0, false, false, NULL},
    {5, 120, DUE_WON, 300, 330, 121, false, false, "clock"},  /* renewed by itself */
    {6, 100, DUE_WON, 9000, 9000, 100, false, false, "hand"}, /* the day before */
    {6, 201, DUE_LOST, 9000, 0, 190, false, false, "hand"},   /* the day after */
    {7, 150, DUE_LOST, 9000, 0, 150, true, false, "hand"},    /* month to month */
    {8, 0, DUE_OPEN, 9000, 9000, 0, false, false, NULL},      /* no end */
    {9, 150, DUE_OPEN, MONEY_NONE, MONEY_NONE, 0, false, true, NULL},
};

static void rate_is(struct rate rate, int64_t numerator, int64_t denominator)
{
    assert_int_equal(rate.numerator, numerator);
    assert_int_equal(rate.denominator, denominator);
}

static void the_rates_by_hand(void **state)
{
    struct due_line lines[COUNT_OF(dues)];
    size_t count = lines_of(dues, COUNT_OF(dues), lines);
    struct renewal_rates rates;

    (void)state;
    renewal_rates_of(lines, count, &(struct renewal_terms){100, 200, 300}, &rates);
    /* gross 1000 + 1500 + 300; net 1200 + 1500 + 330; R 1000 + 500 + 2000 + 700 + 400 + 100 + 300
     */
    rate_is(rates.gross, 2800, 5000);
    rate_is(rates.net, 3030, 5000);
    rate_is(rates.gross_resolved, 2800, 4500);
    rate_is(rates.net_resolved, 3030, 4500);
    assert_int_equal(rates.open_target, 500);
    /* accounts 1, 2, 3, 4, 5: won 1 (one of its two), 2 and 5; 4 is open */
    rate_is(rates.logo, 3, 5);
    rate_is(rates.logo_resolved, 3, 4);
    assert_int_equal(rates.open, 2);
    assert_int_equal(rates.won, 3);
    assert_int_equal(rates.lost, 2);
    assert_int_equal(rates.late, 1); /* on 180 for 150; the clock's own on 121 is in time */
    assert_int_equal(rates.by_itself, 1);
    assert_int_equal(rates.unknown, 1);
}

static void what_was_closed_later_is_open_yet(void **state)
{
    struct due_line lines[COUNT_OF(dues)];
    size_t count = lines_of(dues, COUNT_OF(dues), lines);
    struct renewal_rates rates;

    (void)state;
    /* On day 150 the late 2000 and the loss of day 200 have not been. */
    renewal_rates_of(lines, count, &(struct renewal_terms){100, 200, 150}, &rates);
    rate_is(rates.gross, 1300, 5000);
    rate_is(rates.gross_resolved, 1300, 2000);
    assert_int_equal(rates.open_target, 3000);
    rate_is(rates.logo, 2, 5);
}

static void an_empty_period_is_not_known(void **state)
{
    struct due_line lines[COUNT_OF(dues)];
    size_t count = lines_of(dues, COUNT_OF(dues), lines);
    struct renewal_rates rates;
    double value;

    (void)state;
    renewal_rates_of(lines, count, &(struct renewal_terms){300, 400, 400}, &rates);
    assert_false(rate_value(rates.gross, &value));
    assert_false(rate_value(rates.logo, &value));
    renewal_rates_of(lines, 0, &(struct renewal_terms){100, 200, 200}, &rates);
    assert_false(rate_value(rates.net, &value));
    assert_true(rate_value((struct rate){1, 4}, &value));
    assert_true(fabs(value - .25) < 1e-12);
}

static void shares_add_up(void **state)
{
    struct due_line lines[COUNT_OF(dues)];
    size_t count = lines_of(dues, COUNT_OF(dues), lines);

    (void)state;
    for (day_number on = 80; on <= 220; on += 10) {
        struct renewal_terms terms = {100, 200, on};
        struct renewal_rates rates;
        int64_t target = 0, resolved = 0, gross = 0, net = 0;

        renewal_rates_of(lines, count, &terms, &rates);
        for (size_t i = 0; i < count; i++) {
            const struct renewal_line line = renewal_line_of(&lines[i]);
            struct renewal_share share;

            if (!renewal_share_of(&line, &terms, &share))
                continue;
            target += share.target;
            resolved += share.closed ? share.target : 0;
            gross += share.gross;
            net += share.net;
        }
        rate_is(rates.gross, gross, target);
        rate_is(rates.net, net, target);
        rate_is(rates.gross_resolved, gross, resolved);
        assert_int_equal(rates.open_target, target - resolved);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_rates_by_hand),
        cmocka_unit_test(what_was_closed_later_is_open_yet),
        cmocka_unit_test(an_empty_period_is_not_known),
        cmocka_unit_test(shares_add_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
