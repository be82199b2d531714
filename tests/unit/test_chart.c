/* Small pictures of numbers, in eighth blocks, in braille and in ASCII. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <locale.h>
#include <math.h>
#include "support/golden.h"
#include "ui/chart.h"

static struct canvas canvas;

enum look { LOOK_BLOCKS, LOOK_BRAILLE, LOOK_ASCII };

static int set_up(void **state)
{
    canvas_resize(&canvas, 40, 20);
    canvas.braille = canvas.ascii = false;
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

static void set_look(enum look look)
{
    canvas_erase(&canvas);
    canvas.braille = look == LOOK_BRAILLE;
    canvas.ascii = look == LOOK_ASCII;
}

static const double fall[] = {78, 76, 74, 71, 68, 64, 53, 41};
static const double flat[] = {83, 84, 83, 84};
static const double gaps[] = {50, (double)NAN, 70, (double)NAN, (double)INFINITY, 50};

static void draw_lines(enum look look)
{
    set_look(look);
    assert_int_equal(chart_line(&canvas, 0, 0, fall, 8, 20, ROLE_CHART_1), 8);
    chart_line(&canvas, 10, 0, flat, 4, 20, ROLE_CHART_1);
    chart_line(&canvas, 16, 0, gaps, 6, 20, ROLE_CHART_1);
}

static void lines_are_flat_where_it_is_flat_and_leave_gaps(void **state)
{
    draw_lines(LOOK_BLOCKS);
    assert_row(0, "▆▅▅▅▄▄▂▁  ▁▁▁▁  ▁ ▆  ▁");
    draw_lines(LOOK_BRAILLE);
    assert_row(0, "⠉⠒⠒⠒⠒⠤⣀⡀  ⣀⣀⣀⡀  ⡀ ⠁  ⡀");
    draw_lines(LOOK_ASCII);
    assert_row(0, "+===--._  ____  _ +  _");
}

static void bars_are_never_empty_for_more_than_nothing(void **state)
{
    static const struct {
        double share;
        const char *row, *ascii;
    } cases[] = {
        {0, "──────", "------"},
        {0.001, "╸─────", "+-----"},
        {0.5, "━━━───", "===---"},
        {0.999, "━━━━━╸", "=====+"},
        {1, "━━━━━━", "======"},
        {1.7, "━━━━━━", "======"},
        {-1, "──────", "------"},
        {(double)NAN, "──────", "------"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        set_look(LOOK_BLOCKS);
        chart_bar(&canvas, 0, 0, 6, cases[i].share, ROLE_CHART_1);
        assert_row(0, cases[i].row);
        set_look(LOOK_ASCII);
        chart_bar(&canvas, 0, 0, 6, cases[i].share, ROLE_CHART_1);
        assert_row(0, cases[i].ascii);
    }
    set_look(LOOK_BLOCKS);
    chart_bar(&canvas, 0, 0, 99, 1, ROLE_CHART_1);
    assert_row(0, "━━━━━━━━━━━━━━━");
}

static void a_bar_bears_the_mark_of_the_plan(void **state)
{
    struct area line = {2, 0, 11, 1};

    chart_bar_plan(&canvas, line, 0.45, 0.6);
    assert_row(0, "  ━━━━━─│────");
    line.y = 1;
    chart_bar_plan(&canvas, line, (double)NAN, 1);
    assert_row(1, "  ──────────│");
    line.y = 2;
    chart_bar_plan(&canvas, line, 0.45, (double)NAN);
    assert_row(2, "  ━━━━━──────");
}

static void columns_stand_from_zero_in_their_frame(void **state)
{
    static const double scores[] = {66, (double)NAN, 71, 0, 100, 71};
    static const char *const labels[] = {"Dec", NULL, NULL, "Mar", NULL, "May"};
    struct chart_columns columns = {scores, 6, 100, NULL};
    struct chart_frame frame = {"100", "0", "71", labels};

    assert_int_equal(
        chart_columns_framed(&canvas, (struct area){0, 0, 18, 5}, &columns, &frame), 5);
    assert_row(0, "100         █");
    assert_row(1, "    ▅   ▇   █ ▇ 71");
    assert_row(2, "    █   █   █ █");
    assert_row(3, "  0 █   █   █ █");
    assert_row(4, "    Dec   Mar");
    assert_int_equal(chart_columns_framed(&canvas, (struct area){0, 6, 8, 5}, &columns, &frame), 0);
}

static void draw_plot(enum look look)
{
    static const double values[] = {90, 91, 92, 95, 97, 98, (double)NAN, 94, 93, 96, 99, 100};
    static const char *const labels[] = {
        "Dec", NULL, NULL, "Mar", NULL, NULL, "Jun", NULL, NULL, "Sep", NULL, "Nov"};
    struct chart_plot plot = {values, 12, 0, 0, ROLE_CHART_1};
    struct chart_frame frame = {"100%", "90%", "100.0%", labels};

    set_look(look);
    assert_true(chart_edges(values, 12, 5, &plot.bottom, &plot.top));
    assert_true(plot.bottom == 90 && plot.top == 100);
    assert_int_equal(chart_plot_draw(&canvas, (struct area){0, 0, 36, 5}, &plot, &frame), 5);
}

static void a_line_over_rows_has_its_axis(void **state)
{
    draw_plot(LOOK_BLOCKS);
    golden_check("chart-plot-blocks", &canvas);
    draw_plot(LOOK_BRAILLE);
    golden_check("chart-plot-braille", &canvas);
    draw_plot(LOOK_ASCII);
    golden_check("chart-plot-ascii", &canvas);
}

static void edges_are_round_and_hold_all(void **state)
{
    static const struct {
        double values[3], least, bottom, top;
    } cases[] = {
        {{41, 53, 78}, 20, 40, 80},
        {{83, 84, 83}, 20, 80, 100},
        {{94, 94, 94}, 5, 94, 100},
        {{0, 0, (double)NAN}, 5, 0, 6},
        {{-30, 10, 46}, 20, -40, 60},
        {{0.2, 0.4, 0.9}, 0, 0.2, 1},
        {{7, 7, 7}, 0, 7, 7.5},
    };
    double bottom, top;
    const double none[] = {(double)NAN};

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        assert_true(chart_edges(cases[i].values, 3, cases[i].least, &bottom, &top));
        assert_true(fabs(bottom - cases[i].bottom) < 1e-9);
        assert_true(fabs(top - cases[i].top) < 1e-9);
        for (int v = 0; v < 3; v++)
            assert_false(cases[i].values[v] < bottom - 1e-9 || cases[i].values[v] > top + 1e-9);
        assert_true(top - bottom >= cases[i].least - 1e-9);
    }
    assert_false(chart_edges(none, 1, 5, &bottom, &top));
}

static void marks_are_units_of_a_round_worth(void **state)
{
    static const struct {
        double most;
        int columns;
        double unit;
    } cases[] = {{885000, 45, 20000}, {885000, 44, 50000}, {885000, 3, 500000}, {10, 10, 1},
        {11, 10, 2}, {21, 10, 5}, {51, 10, 10}, {100, 10, 10}, {0, 10, 1}, {0.5, 10, 0.05}};
    struct chart_part parts[] = {{195000, "●", ROLE_CHART_1}, {310000, "◐", ROLE_CHART_2},
        {(double)NAN, "○", ROLE_CHART_3}, {1, "■", ROLE_CHART_4}};

    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_true(fabs(chart_unit(cases[i].most, cases[i].columns) - cases[i].unit) < 1e-9);
    assert_int_equal(chart_marks(30000, 20000), 2);
    assert_int_equal(chart_marks(29999, 20000), 1);
    assert_int_equal(chart_marks(1, 20000), 1);
    assert_int_equal(chart_marks(0, 20000), 0);
    assert_int_equal(chart_stack(&canvas, (struct area){2, 0, 38, 1}, parts, 4, 20000), 29);
    assert_row(0, "  ●●●●●●●●●●◐◐◐◐◐◐◐◐◐◐◐◐◐◐◐◐■");
    assert_int_equal(chart_stack(&canvas, (struct area){0, 1, 12, 1}, parts, 4, 20000), 12);
    canvas.ascii = true;
    chart_stack(&canvas, (struct area){0, 2, 38, 1}, parts, 4, 20000);
    assert_row(2, "##########%%%%%%%%%%%%%%%%!");
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            lines_are_flat_where_it_is_flat_and_leave_gaps, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            bars_are_never_empty_for_more_than_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_bar_bears_the_mark_of_the_plan, set_up, tear_down),
        cmocka_unit_test_setup_teardown(columns_stand_from_zero_in_their_frame, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_line_over_rows_has_its_axis, set_up, tear_down),
        cmocka_unit_test_setup_teardown(edges_are_round_and_hold_all, set_up, tear_down),
        cmocka_unit_test_setup_teardown(marks_are_units_of_a_round_worth, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
