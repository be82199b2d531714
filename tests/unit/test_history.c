/* Health of past days: model.md E11. 23 Nov 2026 is a Monday. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "support/assess_scene.h"

static void trend_from_dated_rows(void **state)
{
    (void)state;
    struct scene scene;

    /* 60 from nine weeks ago on, 70 from five weeks, 90 from five days ago. */
    scene_init(&scene);
    scene_health(&scene, "-60", 60);
    scene_health(&scene, "-35", 70);
    scene_health(&scene, "-5", 90);
    scene_assess(&scene);
    assert_string_equal(row_text(scene.made.account, ACCOUNT_TREND), "60,60,70,70,70,70,70,90");
    assert_int_equal(row_integer(scene.made.account, ACCOUNT_HEALTH_CHANGE), 20);
    assert_int_equal(row_integer(scene.made.account, ACCOUNT_HEALTH_CHANGE_30D), 20);
    assert_int_equal(scene.made.health.change_7d, 20);
    scene_fini(&scene);
}

static void what_was_not_known_stays_blank(void **state)
{
    (void)state;
    struct scene scene;

    scene_init(&scene);
    scene_health(&scene, "-10", 60);
    scene_assess(&scene);
    assert_string_equal(row_text(scene.made.account, ACCOUNT_TREND), ",,,,,,60,60");
    /* Seven days ago it was 60 already. */
    assert_int_equal(row_integer(scene.made.account, ACCOUNT_HEALTH_CHANGE), 0);
    assert_false(row_knows(scene.made.account, ACCOUNT_HEALTH_CHANGE_30D));
    scene_fini(&scene);
}

static void trend_from_snapshots(void **state)
{
    (void)state;
    struct scene scene;

    /* Snapshots stand until the next one, and hold against the rows; before the first: the rows. */
    scene_init(&scene);
    scene_health(&scene, "-60", 60);
    scene_health(&scene, "-1", 90);
    maker_snapshot(&scene.maker, "-30", 50);
    maker_snapshot(&scene.maker, "-8", 55);
    maker_snapshot(&scene.maker, "today", 12);
    scene_assess(&scene);
    assert_string_equal(row_text(scene.made.account, ACCOUNT_TREND), "60,60,60,50,50,50,55,90");
    assert_int_equal(row_integer(scene.made.account, ACCOUNT_HEALTH_CHANGE), 35);
    assert_int_equal(row_integer(scene.made.account, ACCOUNT_HEALTH_CHANGE_30D), 40);

    /* What an earlier scoring of today found is of no matter. */
    scene.maker.dossier.snapshots.items[2].health = -1;
    scene_assess(&scene);
    assert_int_equal(row_integer(scene.made.account, ACCOUNT_HEALTH_CHANGE), 35);

    /* One unknown day within the window, and the difference says nothing. */
    scene.maker.dossier.snapshots.items[1].health = -1;
    scene_assess(&scene);
    assert_string_equal(row_text(scene.made.account, ACCOUNT_TREND), "60,60,60,50,50,50,,90");
    assert_false(row_knows(scene.made.account, ACCOUNT_HEALTH_CHANGE));
    assert_false(row_knows(scene.made.account, ACCOUNT_HEALTH_CHANGE_30D));
    scene_fini(&scene);
}

/* Goals without a date could be judged on any day; but nobody had seen the account then. */
static void undated_facts_make_no_past(void **state)
{
    (void)state;
    static const struct score_threshold plain = {.max_age_days = INT32_MAX, .full = 1};
    static const struct health_measure measures[] = {{.id = "a",
                                                         .label = "a",
                                                         .input = INPUT_GOALS,
                                                         .weight = 1,
                                                         .thresholds = &plain,
                                                         .threshold_count = 1,
                                                         .freshness = {-1, -1, -1, -1, -1, false}},
        {.id = "b",
            .label = "b",
            .input = INPUT_GOALS,
            .weight = 1,
            .group = 1,
            .thresholds = &plain,
            .threshold_count = 1,
            .freshness = {-1, -1, -1, -1, -1, false}},
        {.id = "c",
            .label = "c",
            .input = INPUT_GOALS,
            .weight = 1,
            .group = 1,
            .thresholds = &plain,
            .threshold_count = 1,
            .freshness = {-1, -1, -1, -1, -1, false}}};
    static const char *const groups[] = {"x", "y"};
    static const bool usage[] = {true, false};
    static const struct health_model model = {.id = "m",
        .groups = groups,
        .group_is_usage_or_outcome = usage,
        .group_count = 2,
        .measures = measures,
        .measure_count = 3};
    static const struct health_rules health = {.models = &model, .model_count = 1};
    struct scene scene;

    scene_init(&scene);
    scene.rules.health = &health;
    maker_add(&scene.maker, KIND_GOAL, "statement", "halve the queue", "status", "reached", NULL);
    scene_assess(&scene);
    assert_true(row_knows(scene.made.account, ACCOUNT_HEALTH));
    assert_string_equal(row_text(scene.made.account, ACCOUNT_TREND), ",,,,,,,100");
    scene_fini(&scene);
}

static void history_of_any_length(void **state)
{
    (void)state;
    struct scene scene;
    int scores[4];

    scene_init(&scene);
    scene_health(&scene, "-20", 60);
    scene_health(&scene, "-7", 80);
    const struct assess_given given = {&scene.rules, &scene.maker.dossier, &scene.maker.book};
    assess_history(&given, scene.maker.today, 10, scores, 4);
    assert_int_equal(scores[0], -1); /* 30 days ago */
    assert_int_equal(scores[1], 60);
    assert_int_equal(scores[2], 60);
    assert_int_equal(scores[3], 80);
    scene_fini(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trend_from_dated_rows),
        cmocka_unit_test(what_was_not_known_stays_blank),
        cmocka_unit_test(trend_from_snapshots),
        cmocka_unit_test(undated_facts_make_no_past),
        cmocka_unit_test(history_of_any_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
