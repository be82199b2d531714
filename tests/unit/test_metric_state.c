/* Figures of how the book stands, and its blocks, over small grounds, each worked out by hand. T is
 * today, a Monday. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "base/money.h"
#include "base/str.h"
#include "metric_scene.h"

/* --- health and risks --- */

static void test_health(void **state)
{
    static const struct metric_score scores[] = {{1, T - 60, 40, BAND_RED},
        {1, T - 20, 60, BAND_YELLOW}, {2, T - 60, 80, BAND_GREEN}, {3, T - 10, -1, BAND_UNKNOWN}};
    struct scene scene;

    set_up(&scene, 3);
    scene.ground.scores = scores;
    scene.ground.score_count = COUNT_OF(scores);
    scene.accounts[0].change_30d = 10;
    scene.accounts[1].change_30d = 9;
    compute(&scene, FIGURE_HEALTH_IMPROVED, T - 365, T);
    assert_figure(&scene, "1 of 2 | 1 without a score 30 days apart");
    /* On -5: 1 has 60 then, 40 thirty days before: 20 up. */
    compute(&scene, FIGURE_HEALTH_IMPROVED, T - 365, T - 5);
    assert_figure(&scene, "1 of 2 | 1 without a score 30 days apart · by the scores alone");
    /* On -25: 40 both times. */
    compute(&scene, FIGURE_HEALTH_IMPROVED, T - 365, T - 25);
    assert_figure(&scene, "0 of 2 | 1 without a score 30 days apart · by the scores alone");
    tear_down(&scene);
}

static void test_arr_at_risk(void **state)
{
    static const struct metric_score scores[] = {{2, T - 60, 40, BAND_RED}};
    struct arr_move moves[] = {MOVE(1, T - 50, NEW, 900), MOVE(2, T - 50, NEW, 300),
        MOVE(2, T - 5, EXPANSION, 100), MOVE(5, T - 50, NEW, 700), MOVE(5, T - 9, CHURN, -700)};
    struct scene scene;

    set_up(&scene, 6);
    scene.accounts[0].arr = 1000; /* red */
    scene.accounts[0].band = BAND_RED;
    scene.accounts[1].arr = 400; /* green, called at risk */
    scene.accounts[1].band = BAND_GREEN;
    scene.accounts[1].called = true;
    scene.accounts[2].arr = 50; /* unknown */
    scene.accounts[3].without_rate = true;
    scene.accounts[3].currency = "NOK";
    scene.accounts[4].churned = true; /* lost nine days ago */
    scene.accounts[4].left = T - 9;
    scene.accounts[4].band = BAND_RED;
    scene.ground.scores = scores;
    scene.ground.score_count = COUNT_OF(scores);
    scene.ground.ledger.moves = moves;
    scene.ground.ledger.move_count = COUNT_OF(moves);
    compute(&scene, FIGURE_ARR_AT_RISK, T - 365, T);
    assert_figure(&scene, "1400 of 1450 | 1 without known ARR · +1 in NOK");
    assert_words(&scene, "$14", "", "$14 of $15");
    /* Ten days ago 2 was red with 300, 1 not known, 5 still there. */
    compute(&scene, FIGURE_ARR_AT_RISK, T - 365, T - 10);
    assert_figure(&scene, "300 of 300 | 2 without a score of that day · 2 without known ARR · +1 "
                          "in NOK · by health alone: calls "
                          "of past days are not kept here");
    tear_down(&scene);
}

static void test_risks(void **state)
{
    static const struct metric_risk risks[] = {
        {1, 1, T - 90, T - 9, true, "price", MONEY_NONE},
        {2, 1, T - 90, DAY_NONE, false, "price", 500},
        {3, 2, T - 90, T - 40, false, "quality", 200},
        {4, 2, T - 90, T, false, "Price", 100},
        {5, 3, T - 90, DAY_NONE, false, "", MONEY_NONE},
        {6, 3, T + 1, DAY_NONE, false, "price", MONEY_NONE},
    };
    struct metric_causes causes;
    struct scene scene;

    set_up(&scene, 3);
    scene.accounts[0].arr = 300;
    scene.accounts[1].arr = 700;
    scene.ground.risks = risks;
    scene.ground.risk_count = COUNT_OF(risks);
    compute(&scene, FIGURE_RISKS_RESOLVED, T - 30, T);
    assert_figure(&scene, "1 of 2");
    compute(&scene, FIGURE_RISKS_RESOLVED, T - 365, T - 100);
    assert_figure(&scene, "n/a");
    /* price: account 1 once, by its greater exposure (300, then 200 more), and 2 with 100. 3 was
     * closed before; the one that begins tomorrow is not there; blank stands last. */
    metric_causes_of(&scene.ground, (struct metric_span){T - 30, T}, &scene.arena, &causes);
    assert_int_equal(causes.count, 2);
    assert_string_equal(causes.items[0].cause, "price");
    assert_int_equal(causes.items[0].accounts, 2);
    assert_int_equal(causes.items[0].exposed, 600);
    assert_int_equal(causes.items[0].rows.count, 3);
    assert_string_equal(causes.items[1].cause, "");
    assert_int_equal(causes.items[1].exposed, 0);
    tear_down(&scene);
}

static void test_value(void **state)
{
    struct scene scene;

    set_up(&scene, 3);
    scene.accounts[0].value_share = 1.0 / 3; /* 3333 of 10000 */
    scene.accounts[1].value_share = .5;
    compute(&scene, FIGURE_VALUE_DELIVERED, T - 365, T);
    assert_figure(&scene, "8333 of 20000 | 1 without data on goals");
    assert_words(&scene, "41.7%", "", "mean of 2 accounts");
    compute(&scene, FIGURE_VALUE_DELIVERED, T - 365, T - 1);
    assert_figure(&scene, "n/a | goals are known as they stand today");
    tear_down(&scene);
}

/* --- onboarding --- */

static void test_onboarding(void **state)
{
    /* 1 in 24 of 30 days, 2 in 40 of 30: late. 3 is open past its target, 4 within it. */
    struct run_standing runs[] = {
        run_of(1, 100, 30, 24), run_of(2, 90, 30, 40), run_of(3, 50, 30, N), run_of(4, 5, 30, N)};
    struct scene scene;

    set_up(&scene, 4);
    scene.ground.runs = runs;
    scene.ground.run_count = COUNT_OF(runs);
    compute(&scene, FIGURE_ON_TIME_ONBOARDING, T - 365, T);
    assert_figure(&scene, "1 of 3");
    assert_words(&scene, "33.3%", "90%", "1 of 3 runs");
    compute(&scene, FIGURE_TIME_TO_VALUE, T - 365, T); /* 24 and 40; open for 50 and 5 days */
    assert_figure(&scene, "64 of 2 | three quarters within 40 d · 2 open, median age 27.5 d");
    assert_words(&scene, "32 d", "30 d", "median of 2");
    assert_int_equal(metric_meets_aim(&scene.result), 0);
    scene.accounts[1].wanted = false;
    compute(&scene, FIGURE_TIME_TO_VALUE, T - 365, T);
    assert_words(&scene, "24 d", "30 d", "median of 1");
    assert_int_equal(metric_meets_aim(&scene.result), 1);
    tear_down(&scene);
}

/* --- blocks --- */

static void test_times(void **state)
{
    /* 1 was red until -10, then yellow, in onboarding all along, near a decision. */
    static const struct metric_score scores[] = {
        {1, T - 60, 40, BAND_RED}, {1, T - 10, 60, BAND_YELLOW}};
    static const struct metric_note notes[] = {{1, 1, T - 20, 30, WORK_OTHER, true},
        {2, 1, T - 9, 40, WORK_OTHER, false}, {3, 1, T - 8, 0, WORK_OTHER, true},
        {4, 2, T - 91, 10, WORK_OTHER, true}, {5, 2, T - 30, 20, WORK_OTHER, true},
        {6, 3, T - 30, 5, WORK_OTHER, true}, {7, 3, T + 1, 5, WORK_OTHER, true}};
    struct run_standing runs[] = {run_of(1, 30, 30, N)};
    struct metric_times times;
    struct scene scene;

    set_up(&scene, 3);
    scene.accounts[1].decides = T;
    scene.ground.scores = scores;
    scene.ground.score_count = COUNT_OF(scores);
    scene.ground.notes = notes;
    scene.ground.note_count = COUNT_OF(notes);
    scene.ground.runs = runs;
    scene.ground.run_count = COUNT_OF(runs);
    metric_times_of(&scene.ground, (struct metric_span){T - 365, T}, &scene.arena, &times);
    assert_int_equal(times.minutes[TIME_AT_RISK], 30);
    assert_int_equal(times.minutes[TIME_ONBOARDING], 40);
    assert_int_equal(times.minutes[TIME_RENEWALS], 20); /* -91 is more than 90 days ahead */
    assert_int_equal(times.minutes[TIME_REST], 15);
    assert_int_equal(times.total, 105);
    assert_int_equal(times.untimed, 1);
    tear_down(&scene);
}

static void test_bands(void **state)
{
    struct metric_bands bands;
    struct scene scene;

    set_up(&scene, 4);
    scene.accounts[0].band = BAND_RED;
    scene.accounts[0].arr = 100;
    scene.accounts[0].health = 40;
    scene.accounts[1].band = BAND_RED;
    scene.accounts[2].churned = true;
    scene.accounts[3].arr = 30;
    scene.accounts[3].health = 91;
    metric_bands_on(&scene.ground, T, &scene.arena, &bands);
    assert_int_equal(bands.accounts[BAND_RED], 2);
    assert_int_equal(bands.arr[BAND_RED], 100);
    assert_int_equal(bands.accounts[BAND_UNKNOWN], 1);
    assert_int_equal(bands.total_accounts, 3);
    assert_int_equal(bands.total_arr, 130);
    assert_int_equal(bands.unknown_arr, 1);
    struct metric_mean mean = metric_mean_on(&scene.ground, T, &scene.arena);
    assert_int_equal(mean.sum, 131);
    assert_int_equal(mean.known, 2);
    assert_int_equal(mean.accounts, 3);
    tear_down(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_health),
        cmocka_unit_test(test_arr_at_risk),
        cmocka_unit_test(test_risks),
        cmocka_unit_test(test_value),
        cmocka_unit_test(test_onboarding),
        cmocka_unit_test(test_times),
        cmocka_unit_test(test_bands),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
