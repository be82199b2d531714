/* Metrics: the scorecard, the blocks, rows behind a figure, its formula, a filter, another period.
 */
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

static int make_scene(void **state)
{
    scene_init(&scene, false);
    return 0;
}

static int make_empty_scene(void **state)
{
    scene_init(&scene, true);
    return 0;
}

static int end_scene(void **state)
{
    scene_fini(&scene);
    return 0;
}

static void all_sizes(void **state)
{
    scene_check_sizes(&scene, "metrics", "2 8");
}

static void without_shapes(void **state)
{
    scene_start_ascii(&scene, 110, 32);
    scene_keys(&scene, "2 8");
    scene_check(&scene, "metrics-ascii");
}

static void rows_behind_a_figure(void **state)
{
    scene_check_sizes(&scene, "metrics-rows", "2 8 j j j j Enter");
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "2 8 j j j j Enter");
    scene_see(&scene, "active users");
    scene_see(&scene, "total of");
    scene_keys(&scene, "Enter");
    assert_int_equal(scene.ui->current, VIEW_ACCOUNT);
    scene_keys(&scene, "-");
    scene_see(&scene, "total of"); /* as it was left */
    scene_keys(&scene, "h");
    scene_see(&scene, "scorecard");
}

static void the_wheel_takes_the_cursor_along(void **state)
{
    const struct list *list;

    scene_start(&scene, 110, 32);
    scene_keys(&scene, "2 8");
    list = view_at(VIEW_METRICS)->list(scene.ui->states[VIEW_METRICS]);
    for (int i = 0; i < 8; i++)
        scene_mouse(&scene, KEYCAP_WHEEL_DOWN, 20, 20);
    assert_int_equal(list->selected, 24);
    scene_mouse(&scene, KEYCAP_WHEEL_UP, 20, 20);
    assert_int_equal(list->selected, 21);
}

static void a_block_opens_too(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "2 8 Tab j j Enter");
    scene_see(&scene, "at risk");
    scene_see(&scene, "Northwind Traders");
    scene_see(&scene, "$420,000");
    scene_keys(&scene, "Esc S-Tab");
    scene_see(&scene, "scorecard");
}

/* On a small terminal the blocks take the place of the figures when one goes there. */
static void every_block_is_reached_at_any_size(void **state)
{
    scene_start(&scene, 40, 12);
    scene_keys(&scene, "2 8 Tab");
    scene_see(&scene, "Book by health");
    scene_keys(&scene, "Tab Tab");
    scene_see(&scene, "touches");
    scene_keys(&scene, "g g");
    scene_see(&scene, "gross revenue retention");
}

static void why_puts_the_numbers_in(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "2 8 j j j j i");
    scene_see(&scene, "sum of active users");
    scene_see(&scene, "aim 70–80%: not met");
    scene_keys(&scene, "Esc Tab i");
    scene_see(&scene, "by the band of their health");
    scene_keys(&scene, "Esc");
}

static void periods_and_filters(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "2 8 [");
    scene_see(&scene, "quarter to Mon 23 Nov 2026");
    scene_keys(&scene, "[");
    scene_see(&scene, "month to Mon 23 Nov 2026");
    scene_keys(&scene, "] ] ]");
    scene_see(&scene, "year to Mon 23 Nov 2026");
    scene_command(&scene, "metrics 2026-06-30 2026-09-30");
    scene_see(&scene, "Wed 1 Jul 2026 to Wed 30 Sep 2026");
    scene_command(&scene, "metrics 2026-09-30 2026-06-30");
    scene_see(&scene, "FROM before TO");
    scene_keys(&scene, "] /");
    scene_type(&scene, "tier = enterprise");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "12 months to Mon 23 Nov 2026");
    scene_see(&scene, "filter tier = enterprise");
    scene_keys(&scene, "/");
    scene_type(&scene, " and");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "Filter"); /* it is no expression: it stays open */
    scene_keys(&scene, "Esc F");
    assert_false(scene_has(&scene, "filter tier"));
}

static void nothing_in_it(void **state)
{
    scene_check_sizes(&scene, "metrics-empty", "8");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_sizes),
        cmocka_unit_test(without_shapes),
        cmocka_unit_test(rows_behind_a_figure),
        cmocka_unit_test(the_wheel_takes_the_cursor_along),
        cmocka_unit_test(a_block_opens_too),
        cmocka_unit_test(every_block_is_reached_at_any_size),
        cmocka_unit_test(why_puts_the_numbers_in),
        cmocka_unit_test(periods_and_filters),
    };
    const struct CMUnitTest empty[] = {cmocka_unit_test(nothing_in_it)};

    return cmocka_run_group_tests(tests, make_scene, end_scene) +
           cmocka_run_group_tests(empty, make_empty_scene, end_scene);
}
