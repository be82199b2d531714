/* Figures of retention, usage, voice, work and renewals over small grounds, each worked out by
 * hand. T is today, a Monday. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "base/money.h"
#include "base/str.h"
#include "metric_scene.h"

/* --- the ledger --- */

static void test_retention(void **state)
{
    /* 1 falls from 1000 to 900, 2 grows from 500 to 650 (50 of it uplift), 3 is lost (500), 4 is
     * new, 5 came when it was running, 6 has no rate, 7 has no movement. s = 2000. */
    struct arr_move moves[] = {MOVE(1, T - 500, NEW, 100000), MOVE(1, T - 20, CONTRACTION, -10000),
        MOVE(2, T - 500, NEW, 50000), MOVE(2, T - 30, UPLIFT, 5000),
        MOVE(2, T - 20, EXPANSION, 10000), MOVE(3, T - 500, NEW, 50000),
        MOVE(3, T - 10, CHURN, -50000), MOVE(4, T - 5, NEW, 70000), MOVE(5, T - 5, BOOK_IN, 80000),
        MOVE(6, T - 500, NEW, MONEY_NONE)};
    struct scene scene;

    set_up(&scene, 7);
    moves[9].currency = "SEK";
    scene.ground.ledger.moves = moves;
    scene.ground.ledger.move_count = COUNT_OF(moves);
    scene.ground.history = T - 500;
    compute(&scene, FIGURE_GRR, T - 365, T);
    assert_figure(
        &scene, "140000 of 200000 | 1 came into the book · 1 without known ARR · +1 in SEK");
    assert_words(&scene, "70.0%", "90%", "$1.4k of $2k");
    assert_int_equal(metric_meets_aim(&scene.result), 0);
    compute(&scene, FIGURE_GRR_WITHOUT_UPLIFT, T - 365, T); /* 900 + min(500, 600) */
    assert_figure(
        &scene, "140000 of 200000 | 1 came into the book · 1 without known ARR · +1 in SEK");
    compute(&scene, FIGURE_NRR, T - 365, T); /* 900 + 650 */
    assert_int_equal(scene.result.numerator, 155000);
    compute(&scene, FIGURE_EXPANSION_SHARE, T - 365, T); /* 150 - 50 */
    assert_int_equal(scene.result.numerator, 10000);
    assert_words(&scene, "5.0%", "20–30%", "$100 of $2k");
    compute(&scene, FIGURE_LOGO_RETENTION, T - 365, T);
    assert_int_equal(scene.result.numerator, 2);
    assert_words(&scene, "66.7%", "90%", "2 of 3 accounts");
    compute(&scene, FIGURE_LOGO_CHURN_ANNUAL, T - 73, T); /* 1 - (2/3)^5 = 211/243 */
    assert_words(&scene, "86.8%", "", "1 of 3 accounts");
    tear_down(&scene);
}

static void test_retention_needs_history(void **state)
{
    struct arr_move moves[] = {MOVE(1, T - 100, BOOK_IN, 100000), MOVE(2, T - 100, BOOK_IN, 50000)};
    struct scene scene;

    set_up(&scene, 2);
    compute(&scene, FIGURE_NRR, day_add_months(T, -12), T);
    assert_figure(
        &scene, "n/a | needs the ARR of 12 months ago: none is recorded yet · 2 without known ARR");
    assert_words(&scene, "n/a", "100%", "");
    assert_int_equal(metric_meets_aim(&scene.result), -1);
    scene.ground.ledger.moves = moves;
    scene.ground.ledger.move_count = COUNT_OF(moves);
    scene.ground.history = T - 100;
    compute(&scene, FIGURE_NRR, day_add_months(T, -12), T);
    assert_figure(&scene, "n/a | needs 12 months of history: since 15 Aug · 2 without history");
    compute(&scene, FIGURE_NRR, T - 50, T);
    assert_figure(&scene, "150000 of 150000");
    tear_down(&scene);
}

/* Given to a colleague, who is the owner now: it leaves both sums and stands beside. */
static void test_what_was_handed_over(void **state)
{
    struct arr_move moves[] = {MOVE(1, T - 500, NEW, 100000), MOVE(1, T - 20, BOOK_OUT, -100000),
        MOVE(2, T - 500, NEW, 50000)};
    static const struct metric_note notes[] = {{1, 1, T, 0, WORK_OTHER, true}};
    struct scene scene;

    set_up(&scene, 3);
    scene.accounts[0].mine = scene.accounts[0].wanted = false;
    scene.accounts[2].mine = scene.accounts[2].wanted = false; /* never was of the book */
    scene.ground.ledger.moves = moves;
    scene.ground.ledger.move_count = COUNT_OF(moves);
    scene.ground.history = T - 500;
    scene.ground.notes = notes;
    scene.ground.note_count = 1;
    compute(&scene, FIGURE_GRR, T - 365, T);
    assert_figure(&scene, "50000 of 50000 | 1 handed over");
    compute(&scene, FIGURE_TOUCHES, T - 365, T);
    assert_figure(&scene, "0 of 0");
    tear_down(&scene);
}

static void test_a_filter_is_told(void **state)
{
    struct arr_move moves[] = {MOVE(1, T - 500, NEW, 100000), MOVE(2, T - 500, NEW, 50000)};
    struct scene scene;

    set_up(&scene, 2);
    scene.ground.ledger.moves = moves;
    scene.ground.ledger.move_count = COUNT_OF(moves);
    scene.ground.history = T - 500;
    scene.ground.is_filtered = true;
    scene.ground.left = 1;
    scene.accounts[0].wanted = scene.accounts[0].chosen = false;
    compute(&scene, FIGURE_GRR, T - 365, T);
    assert_figure(&scene, "50000 of 50000 | the filter leaves 1 of 2 accounts");
    tear_down(&scene);
}

/* --- usage and voice --- */

static void test_adoption(void **state)
{
    /* 1: 28-day readings stand above others, its lines above its own cell. 2: its own cells. 3:
     * readings of both. 4: no seats. 5: no users. 6: left. 7: its line is over, its cell stands. */
    static const struct metric_usage usage[] = {
        {1, 1, T - 40, USAGE_ACTIVE_28D, 50},
        {2, 1, T - 5, USAGE_ACTIVE_28D, 60},
        {3, 1, T - 1, USAGE_ACTIVE, 99},
        {4, 3, T - 3, USAGE_ACTIVE, 9.6},
        {5, 3, T - 3, USAGE_SEATS, 40},
        {6, 4, T - 3, USAGE_ACTIVE, 7},
        {7, 7, T, USAGE_ACTIVE, 8},
    };
    static const struct metric_seats seats[] = {{1, DAY_NONE, DAY_NONE, 70},
        {1, T - 20, DAY_NONE, 30}, {5, DAY_NONE, DAY_NONE, 10}, {7, DAY_NONE, T - 1, 500}};
    struct scene scene;

    set_up(&scene, 7);
    scene.accounts[0].seats = 1000;
    scene.accounts[1].seats = 50;
    scene.accounts[1].active = 20;
    scene.accounts[5] = scene.accounts[1];
    scene.accounts[5].key = 6;
    scene.accounts[5].churned = true;
    scene.accounts[6].seats = 16;
    scene.ground.usage = usage;
    scene.ground.usage_count = COUNT_OF(usage);
    scene.ground.seats = seats;
    scene.ground.seats_count = COUNT_OF(seats);
    /* 60 + 20 + 10 + 8 of 100 + 50 + 40 + 16 */
    compute(&scene, FIGURE_ADOPTION, T - 365, T);
    assert_figure(&scene, "98 of 206 | 2 without active users or seats");
    assert_words(&scene, "47.6%", "70–80%", "98 of 206 seats");
    /* 30 days ago: 50 of 70, 20 of 50; 3 has no reading yet, 7 neither. */
    compute(&scene, FIGURE_ADOPTION, T - 365, T - 30);
    assert_figure(&scene, "70 of 120 | 4 without active users or seats");
    tear_down(&scene);
}

static void test_nps(void **state)
{
    /* Twelve months up to T begin on 24 Nov 2025, T - 364. */
    static const struct metric_answer answers[] = {
        {1, 1, 11, T - 200, 3}, {2, 1, 11, T - 100, 9}, /* the latest counts: promoter */
        {3, 1, 12, T - 365, 0},                         /* a year ago to the day: out */
        {4, 1, 13, T - 364, 6},                         /* detractor */
        {5, 2, 11, T, 10},                              /* another account's: promoter */
        {6, 2, 14, T - 9, 7}, {7, 2, 15, T - 9, 8},     /* neither */
        {8, 3, 16, T - 9, 0},                           /* left */
    };
    struct scene scene;

    set_up(&scene, 3);
    scene.accounts[2].churned = true;
    scene.ground.answers = answers;
    scene.ground.answer_count = COUNT_OF(answers);
    compute(&scene, FIGURE_NPS, T - 365, T); /* 2 promoters, 1 detractor, 5 answers: 20 */
    assert_figure(&scene, "1 of 5 | 1 answer of those who left");
    assert_words(&scene, "20", "50", "2 − 1 of 5 answers");
    /* 150 days ago only 3, a detractor: -100; the year before begins later, 12 is in. */
    compute(&scene, FIGURE_NPS, T - 365, T - 150);
    assert_figure(&scene, "-3 of 3");
    assert_words(&scene, "−100", "50", "0 − 3 of 3 answers");
    tear_down(&scene);
}

/* --- work --- */

static void test_touches(void **state)
{
    static const struct metric_note notes[] = {
        {1, 1, T - 30, 30, WORK_OTHER, true},    /* the day itself is out */
        {2, 1, T - 29, 30, WORK_OTHER, true},    /* in */
        {3, 1, T - 9, 0, WORK_TRAINING, true},   /* in, a training */
        {4, 1, T - 9, 20, WORK_OTHER, false},    /* no touch */
        {5, 1, T - 9, 20, WORK_TRAINING, false}, /* nobody of theirs was there */
        {6, 2, T, 0, WORK_REVIEW, true},         /* in */
        {7, 9, T, 0, WORK_REVIEW, true},         /* of no account of the book */
    };
    struct scene scene;

    set_up(&scene, 2);
    scene.ground.notes = notes;
    scene.ground.note_count = COUNT_OF(notes);
    compute(&scene, FIGURE_TOUCHES, T - 30, T);
    assert_figure(&scene, "3 of 0");
    assert_words(&scene, "3", "", "");
    compute(&scene, FIGURE_TRAININGS, T - 30, T);
    assert_figure(&scene, "1 of 0");
    compute(&scene, FIGURE_TRAININGS, T - 9, T);
    assert_figure(&scene, "0 of 0");
    tear_down(&scene);
}

static void test_reviews(void **state)
{
    /* Tier 1, each 90 days. 1 starts 200 days ago: due -110, held -100 (in time); next due -10:
     * not held, 14 days not over. 2 starts -200: due -110, held -95 (15 days late); due -5:
     * pending. 3 starts -150: due -60, never held: late. 4 starts -104: due -14: today is its last
     * day. 5 starts -105: due -15: late. 6: no start, a review -95: due -5, pending. 7: neither. */
    static const struct metric_note notes[] = {{1, 1, T - 100, 0, WORK_REVIEW, true},
        {2, 2, T - 95, 0, WORK_REVIEW, true}, {3, 3, T - 60, 0, WORK_REVIEW, false},
        {4, 6, T - 95, 0, WORK_REVIEW, true}};
    static const int starts[] = {200, 200, 150, 104, 105};
    struct scene scene;

    set_up(&scene, 8);
    for (int i = 0; i < 7; i++)
        scene.accounts[i].tier = 1;
    for (int i = 0; i < 5; i++)
        scene.accounts[i].start = T - starts[i];
    scene.accounts[7].tier = 3; /* no reviews at all */
    scene.accounts[7].start = T - 999;
    scene.ground.notes = notes;
    scene.ground.note_count = COUNT_OF(notes);
    compute(&scene, FIGURE_REVIEWS_ON_SCHEDULE, T - 365, T);
    assert_figure(&scene, "1 of 4 | 4 due, within their 14 days · 1 without a start or a review");
    /* Of the days after -60, -60 itself is out; 5 alone is judged. */
    compute(&scene, FIGURE_REVIEWS_ON_SCHEDULE, T - 60, T);
    assert_figure(&scene, "0 of 1 | 4 due, within their 14 days · 1 without a start or a review");
    /* A year that is not over yet judges nothing that is still ahead. */
    compute(&scene, FIGURE_REVIEWS_ON_SCHEDULE, T - 60, T + 300);
    assert_figure(&scene, "0 of 1 | 4 due, within their 14 days · 1 without a start or a review");
    tear_down(&scene);
}

/* --- renewals --- */

/* Due in the month: 1 won at 90 of 100, late; 1 also lost 50; 2 won at 120 of 100; 3 open, 40;
 * 4 closed tomorrow, open today; 5 has no rate. One of 2 was due before. */
static const struct renewal_line due[] = {
    {.account = 1,
        .line = 11,
        .renewal = 111,
        .ends = T - 20,
        .state = DUE_WON,
        .target = 100,
        .amount = 90,
        .closed_on = T - 10},
    {.account = 1,
        .line = 12,
        .renewal = 112,
        .ends = T - 20,
        .state = DUE_LOST,
        .target = 50,
        .closed_on = T - 30},
    {.account = 2,
        .line = 21,
        .renewal = 211,
        .ends = T - 20,
        .state = DUE_WON,
        .target = 100,
        .amount = 120,
        .closed_on = T - 30},
    {.account = 2,
        .line = 22,
        .renewal = 212,
        .ends = T - 90,
        .state = DUE_LOST,
        .target = 70,
        .closed_on = T - 90},
    {.account = 3, .line = -3, .ends = T, .state = DUE_OPEN, .target = 40, .closed_on = DAY_NONE},
    {.account = 4,
        .line = 41,
        .renewal = 411,
        .ends = T - 1,
        .state = DUE_WON,
        .target = 60,
        .amount = 60,
        .closed_on = T + 1},
    {.account = 5, .line = 51, .ends = T - 1, .state = DUE_OPEN, .unknown = true},
};

static void test_renewals(void **state)
{
    struct scene scene;

    set_up(&scene, 5);
    scene.ground.due = due;
    scene.ground.due_count = COUNT_OF(due);
    compute(&scene, FIGURE_GROSS_RENEWAL_RATE, T - 30, T); /* (90 + 100) / 350 */
    assert_figure(
        &scene, "190 of 350 | 76.0% of those closed · 2 open, $1 · 1 late · 1 without known ARR");
    assert_int_equal(scene.result.rows.items[0].kind, KIND_RENEWAL);
    assert_int_equal(scene.result.rows.items[0].key, 111);
    assert_int_equal(scene.result.rows.items[3].kind, KIND_ACCOUNT);
    compute(&scene, FIGURE_NET_RENEWAL_RATE, T - 30, T); /* (90 + 120) / 350; of 250 84 % */
    assert_figure(
        &scene, "210 of 350 | 84.0% of those closed · 2 open, $1 · 1 late · 1 without known ARR");
    compute(&scene, FIGURE_LOGO_RENEWAL_RATE, T - 30, T); /* 1 and 2 of 1, 2, 3, 4 */
    assert_figure(
        &scene, "2 of 4 | 100.0% of those closed · 2 open, $1 · 1 late · 1 without known ARR");
    tear_down(&scene);
}

/* --- the table --- */

static void test_table(void **state)
{
    enum metric_id id;

    for (int i = 0; i < FIGURES; i++) {
        const struct metric_info *info = metric_info((enum metric_id)i);

        assert_true(metric_from_name(info->name, &id) && (int)id == i);
        assert_true(*info->label && strlen(info->formula) > 20);
        assert_true(info->aim_to >= info->aim_from);
    }
    assert_true(metric_from_name("GRR", &id) && id == FIGURE_GRR);
    assert_false(metric_from_name("gr", &id));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_retention),
        cmocka_unit_test(test_retention_needs_history),
        cmocka_unit_test(test_what_was_handed_over),
        cmocka_unit_test(test_a_filter_is_told),
        cmocka_unit_test(test_adoption),
        cmocka_unit_test(test_nps),
        cmocka_unit_test(test_touches),
        cmocka_unit_test(test_reviews),
        cmocka_unit_test(test_renewals),
        cmocka_unit_test(test_table),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
