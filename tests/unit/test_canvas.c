/* The cell grid: clipping, wide characters, ASCII, lines, charts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <locale.h>
#include <math.h>
#include "support/golden.h"
#include "ui/canvas.h"
#include "ui/chart.h"

static struct canvas canvas;

static int set_up(void **state)
{
    canvas_resize(&canvas, 20, 6);
    return 0;
}

static int tear_down(void **state)
{
    canvas_fini(&canvas);
    return 0;
}

static void assert_row(int y, const char *want)
{
    struct str row = {0};
    canvas_row_text(&canvas, y, &row);
    assert_string_equal(str_text(&row), want);
    str_fini(&row);
}

static void puts_text_and_says_where_it_ended(void **state)
{
    assert_int_equal(canvas_put(&canvas, 1, 0, ROLE_TITLE, "Müller"), 7);
    assert_int_equal(canvas_put(&canvas, 1, 1, ROLE_TEXT, "東京 x"), 7);
    assert_int_equal(canvas_putf(&canvas, 0, 2, ROLE_TEXT, "%d of %d", 7, 11), 7);
    assert_row(0, " Müller");
    assert_row(1, " 東京 x");
    assert_int_equal(canvas_cell_at(&canvas, 1, 1)->columns, 2);
    assert_int_equal(canvas_cell_at(&canvas, 2, 1)->columns, 0);
    assert_int_equal(canvas_cell_at(&canvas, 1, 0)->role, ROLE_TITLE);
}

static void cuts_and_clips_by_cells(void **state)
{
    canvas_put(&canvas, 15, 0, ROLE_TEXT, "Northwind");
    assert_row(0, "               North");
    canvas_put_cut(&canvas, 0, 1, ROLE_TEXT, "Northwind, Ltd", 10);
    assert_row(1, "Northwind…");
    canvas_put(&canvas, 19, 2, ROLE_TEXT, "京");
    assert_row(2, "");
    canvas_put(&canvas, -2, 3, ROLE_TEXT, "abcd");
    assert_row(3, "cd");
    canvas_put(&canvas, 0, 99, ROLE_TEXT, "nowhere");
    canvas_put_right(&canvas, 20, 4, ROLE_MONEY, "$420k");
    assert_row(4, "               $420k");
}

static void half_of_a_wide_character_never_stays(void **state)
{
    canvas_put(&canvas, 0, 0, ROLE_TEXT, "京京");
    canvas_put(&canvas, 1, 0, ROLE_TEXT, "x");
    assert_row(0, " x京");
    canvas_put(&canvas, 2, 0, ROLE_TEXT, "y");
    assert_row(0, " xy");
    canvas_put(&canvas, 0, 1, ROLE_TEXT, "京京");
    canvas_blank(&canvas, (struct area){1, 1, 2, 1}, GROUND_POPUP);
    assert_row(1, "");
}

static void areas_move_the_origin_and_clip(void **state)
{
    struct area before = canvas_enter(&canvas, (struct area){5, 1, 6, 2});
    canvas_put(&canvas, 0, 0, ROLE_TEXT, "0123456789");
    canvas_put(&canvas, 0, 2, ROLE_TEXT, "below");
    struct area inner = canvas_enter(&canvas, (struct area){2, 1, 99, 9});
    canvas_put(&canvas, 0, 0, ROLE_TEXT, "abcdefgh");
    canvas_leave(&canvas, inner);
    canvas_leave(&canvas, before);
    assert_row(1, "     012345");
    assert_row(2, "       abcd");
    assert_row(3, "");
}

static void controls_are_shown_not_sent(void **state)
{
    canvas_put(&canvas, 0, 0, ROLE_TEXT, "a\x1b[31mb");
    assert_row(0, "a^[[31mb");
    canvas_put(&canvas, 0, 1, ROLE_TEXT, "e\xcc\x81x");
    assert_row(1, "e\xcc\x81x");
    assert_int_equal(canvas_cell_at(&canvas, 0, 1)->codes[1], 0x301);
}

static void ascii_keeps_the_columns(void **state)
{
    canvas.ascii = true;
    canvas_put(&canvas, 0, 0, ROLE_GOOD, "● ▲ ■ ○ ↑↓");
    canvas_put(&canvas, 0, 1, ROLE_CHART_1, "●");
    canvas_put(&canvas, 2, 1, ROLE_TEXT, "東京!");
    canvas_rule(&canvas, 2);
    canvas.ascii = false;
    assert_row(0, "+ ~ ! ? ^v");
    assert_row(1, "# ???" "?!");
    assert_row(2, "--------------------");
}

static void wraps_in_an_area(void **state)
{
    struct area area = {2, 1, 10, 3};
    assert_int_equal(canvas_put_wrapped(&canvas, area, ROLE_TEXT, "Budget freeze until May"), 3);
    assert_row(1, "  Budget");
    assert_row(2, "  freeze");
    assert_row(3, "  until May");
}

static void draws_lines_and_selection(void **state)
{
    canvas_rule(&canvas, 1);
    canvas_pane_line(&canvas, 12, 2, 4);
    canvas_spans(
        &canvas, 1, 2, SPANS({ROLE_RISK, "■"}, {ROLE_TITLE, " Globex "}, {ROLE_MUTED, "x"}));
    canvas_select_rows(&canvas, (struct area){0, 2, 12, 1}, true);
    canvas_frame(&canvas, (struct area){2, 3, 6, 3});
    canvas_set_cursor(&canvas, 0, 2, true);
    golden_check("canvas", &canvas);
}

static void draws_charts(void **state)
{
    static const double fall[] = {78, 76, 74, 71, 68, 64, 53, 41}, flat[] = {83, 84, 83, 84};
    const double gap[] = {10, NAN, 100};
    chart_line(&canvas, 0, 0, fall, 8, 20, ROLE_CHART_1);
    chart_line(&canvas, 10, 0, flat, 4, 20, ROLE_CHART_1);
    chart_bar(&canvas, 0, 1, 6, 0.001, ROLE_CHART_1);
    chart_bar(&canvas, 7, 1, 6, 0.999, ROLE_CHART_1);
    chart_bar(&canvas, 14, 1, 6, 0.5, ROLE_CHART_1);
    struct chart_columns columns = {gap, 3, 100, NULL};
    chart_columns_draw(&canvas, (struct area){0, 2, 5, 4}, &columns);
    assert_row(0, "▆▅▅▅▄▄▂▁  ▁▁▁▁");
    assert_row(1, "╸───── ━━━━━╸ ━━━───");
    assert_row(2, "    █");
    assert_row(5, "▃   █");
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(puts_text_and_says_where_it_ended, set_up, tear_down),
        cmocka_unit_test_setup_teardown(cuts_and_clips_by_cells, set_up, tear_down),
        cmocka_unit_test_setup_teardown(half_of_a_wide_character_never_stays, set_up, tear_down),
        cmocka_unit_test_setup_teardown(areas_move_the_origin_and_clip, set_up, tear_down),
        cmocka_unit_test_setup_teardown(controls_are_shown_not_sent, set_up, tear_down),
        cmocka_unit_test_setup_teardown(ascii_keeps_the_columns, set_up, tear_down),
        cmocka_unit_test_setup_teardown(wraps_in_an_area, set_up, tear_down),
        cmocka_unit_test_setup_teardown(draws_lines_and_selection, set_up, tear_down),
        cmocka_unit_test_setup_teardown(draws_charts, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
