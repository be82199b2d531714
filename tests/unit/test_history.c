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

static void history_of_any_length(void **state)
{
    (void)state;
    struct scene scene;
    int scores[4];

    scene_init(&scene);
    scene_health(&scene, "-20", 60);
    scene_health(&scene, "-7", 80);
    assess_history(
        &scene.rules, &scene.maker.dossier, &scene.maker.book, scene.maker.today, 10, scores, 4);
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
        cmocka_unit_test(history_of_any_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
