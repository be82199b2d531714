/* The agenda: weeks and months of what is due. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "base/attributes.h"
#include "support/scene.h"
#include "ui/shell.h"

static struct scene scene;

static int make_scene(void **state)
{
    scene_init(&scene, false);
    return 0;
}

static int end_scene(void **state)
{
    scene_fini(&scene);
    return 0;
}

static void a_week(void **state)
{
    scene_check_sizes(&scene, "agenda-week", "g w");
}

static void a_month(void **state)
{
    scene_check_sizes(&scene, "agenda-month", "4 w w");
}

static void without_shapes(void **state)
{
    scene_start_ascii(&scene, 80, 24);
    scene_keys(&scene, "g w");
    scene_check(&scene, "agenda-week-ascii");
    scene_keys(&scene, "w");
    scene_check(&scene, "agenda-month-ascii");
}

/* What is overdue leads, and the keys of a row work on it. */
static void goes_by_day_and_week(void **state)
{
    static const struct {
        const char *keys, *head, *row;
    } steps[] = {
        {"g w", "23–29 Nov 2026", "3d late"},
        {"Right", "23–29 Nov 2026", "Mon 23 Nov"},
        {"Right", "23–29 Nov 2026", "Tue 24 Nov"},
        {"Left", "23–29 Nov 2026", "Mon 23 Nov"},
        {"]", "30 Nov – 6 Dec 2026", "Mon 30 Nov"},
        {"]", "7–13 Dec 2026", "Mon  7 Dec"},
        {"Left", "30 Nov – 6 Dec 2026", "Sun  6 Dec"},
        {"[", "23–29 Nov 2026", "Mon 23 Nov"},
        {"[", "16–22 Nov 2026", "Mon 16 Nov"},
        {"0", "23–29 Nov 2026", "Mon 23 Nov"},
        {"w", "Nov 2026", NULL},
        {"]", "Dec 2026", NULL},
        {"j", "Dec 2026", NULL},
        {"w", "28 Dec 2026 – 3 Jan 2027", "Wed 30 Dec"},
    };

    scene_start(&scene, 110, 32);
    for (size_t i = 0; i < COUNT_OF(steps); i++) {
        scene_keys(&scene, steps[i].keys);
        assert_non_null(strstr(scene_row(&scene, 2), steps[i].head));
        if (steps[i].row)
            assert_non_null(strstr(scene_row(&scene, scene.ui->canvas.cursor_y), steps[i].row));
    }
}

static void opens_what_is_due(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "g w G n N Right");
    while (!strstr(scene_row(&scene, scene.ui->canvas.cursor_y), "→"))
        scene_keys(&scene, "j");
    scene_keys(&scene, "Enter");
    assert_int_equal(scene.ui->current, VIEW_CHECKLIST);
    scene_keys(&scene, "- w Enter");
    assert_int_equal(scene.ui->current, VIEW_AGENDA);
    scene_keys(&scene, "Enter");
    assert_int_not_equal(scene.ui->current, VIEW_AGENDA);
}

/* A click on a day shows its list; the next one goes into it. */
static void a_click_on_a_day(void **state)
{
    scene_start(&scene, 80, 24);
    scene_keys(&scene, "g w w");
    scene_click(&scene, 13, 8);
    assert_non_null(strstr(scene_row(&scene, 11), "Tue 24 Nov 2026"));
    scene_click(&scene, 13, 8);
    assert_int_equal(scene.ui->canvas.cursor_y, 12);
}

/* Last, since it writes. */
static void a_task_for_the_day(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "g w ] a");
    scene_type(&scene, "send the slides");
    scene_keys(&scene, "Enter");
    assert_non_null(strstr(scene_row(&scene, scene.ui->canvas.cursor_y), "Mon 30 Nov"));
    assert_non_null(strstr(scene_row(&scene, scene.ui->canvas.cursor_y), "send the slides"));
    scene_keys(&scene, "x");
    assert_null(strstr(scene_row(&scene, scene.ui->canvas.cursor_y), "send the slides"));
    scene_keys(&scene, "u");
    assert_non_null(strstr(scene_row(&scene, scene.ui->canvas.cursor_y), "send the slides"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_week),
        cmocka_unit_test(a_month),
        cmocka_unit_test(without_shapes),
        cmocka_unit_test(goes_by_day_and_week),
        cmocka_unit_test(opens_what_is_due),
        cmocka_unit_test(a_click_on_a_day),
        cmocka_unit_test(a_task_for_the_day),
    };

    return cmocka_run_group_tests(tests, make_scene, end_scene);
}
