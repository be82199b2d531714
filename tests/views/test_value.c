/* Value delivered over the book: worst first, those without a goal named, a filter. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "app/verbs.h"
#include "support/scene.h"
#include "support/small_book.h"
#include "ui/shell.h"

static struct scene scene;

static const struct {
    enum kind kind;
    const char *account;
    const char *fields[8];
} rows[] = {
    {KIND_GOAL, "globex",
        {"statement=hours to plan a week", "baseline=12", "target=4", "current=11",
            "start=2026-06-01", "due=2026-11-10", "owner=Amir Haddad"}},
    {KIND_GOAL, "vega", {"statement=claims settled in a day", "target=90"}},
    {KIND_RESULT, "globex",
        {"story=two planners less", "amount=90000", "unit=USD", "period=year", "date=2026-10-01",
            "confirmed_by=Amir Haddad"}},
};

static int make_scene(void **state)
{
    scene_init(&scene, false);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct outcome outcome = {0};
        struct error err;

        if (!verb_add(scene.session, rows[i].kind,
                small_book_account(scene.session, rows[i].account), rows[i].fields, &outcome, NULL,
                &err))
            fail_msg("%s", err.text);
        outcome_fini(&outcome);
    }
    return 0;
}

static int end_scene(void **state)
{
    scene_fini(&scene);
    return 0;
}

static void worst_first(void **state)
{
    scene_check_sizes(&scene, "value", "2 g d");
}

static void without_shapes(void **state)
{
    scene_start_ascii(&scene, 80, 24);
    scene_keys(&scene, "2 g d");
    scene_check(&scene, "value-ascii");
}

static void a_row_opens_its_goals(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "2 g d g g Enter");
    assert_int_equal(scene.ui->current, VIEW_ACCOUNT);
    scene_see(&scene, "Globex");
    scene_see(&scene, "12 → 11 of 4");
    scene_see(&scene, "13d late");
    scene_see(&scene, "$90k a year");
}

static void a_filter_stands_in_the_head(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "2 g d /");
    scene_type(&scene, "tier =");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "Filter"); /* it is no expression yet */
    scene_type(&scene, " enterprise");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "filter tier = enterprise");
    assert_false(scene_has(&scene, "Globex"));
    scene_keys(&scene, "F");
    scene_see(&scene, "Globex");
    scene_keys(&scene, "/");
    scene_type(&scene, "arr > 900m");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "No account matches.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(worst_first),
        cmocka_unit_test(without_shapes),
        cmocka_unit_test(a_row_opens_its_goals),
        cmocka_unit_test(a_filter_stands_in_the_head),
    };

    return cmocka_run_group_tests(tests, make_scene, end_scene);
}
