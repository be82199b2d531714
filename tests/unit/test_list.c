/* Where one is in a list: moves, scrolling, growth and loss of rows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/attributes.h"
#include "base/str.h"
#include "ui/list.h"

static void commands_move_and_scroll(void **state)
{
    static const struct {
        int64_t selected, top; /* before, of 100 rows with room for 10 */
        const char *command;
        int64_t selected_after, top_after;
    } cases[] = {
        {0, 0, "next", 1, 0},
        {9, 0, "next", 10, 1},
        {0, 0, "previous", 0, 0},
        {5, 5, "previous", 4, 4},
        {99, 90, "next", 99, 90},
        {0, 0, "page-down", 9, 9},
        {95, 90, "page-down", 99, 90},
        {50, 45, "page-up", 41, 36},
        {0, 0, "half-down", 5, 5},
        {50, 45, "half-up", 45, 40},
        {50, 45, "top", 0, 0},
        {0, 0, "bottom", 99, 90},
        {0, 0, "scroll-down", 3, 3}, /* the selection only as far as it must */
        {50, 45, "scroll-down", 50, 48},
        {54, 45, "scroll-up", 51, 42},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct list list = {.selected = cases[i].selected, .top = cases[i].top};
        list_fit(&list, 100, 10);
        assert_true(list_command(&list, cases[i].command));
        assert_int_equal(list.selected, cases[i].selected_after);
        assert_int_equal(list.top, cases[i].top_after);
    }
}

/* The wheel looks about; a step goes on from the selected row, a page from what is in sight. */
static void the_wheel_leaves_the_selected_row_where_it_is(void **state)
{
    struct list list = {.selected = 2};
    list_fit(&list, 100, 10);
    for (int i = 0; i < 4; i++)
        assert_true(list_command(&list, "wheel-down"));
    assert_int_equal(list.selected, 2);
    assert_int_equal(list.top, 12);
    list_fit(&list, 100, 10); /* drawn again, and read again */
    list_select(&list, 2);
    assert_int_equal(list.top, 12);
    struct list other = list;
    assert_true(list_command(&other, "next"));
    assert_int_equal(other.selected, 3);
    assert_true(list_is_shown(&other, 3));
    assert_true(list_command(&list, "half-down"));
    assert_int_equal(list.selected, 17);
}

static void what_is_no_move_is_refused(void **state)
{
    struct list list = {.count = 0};
    assert_false(list_command(&list, "done"));
    assert_false(list_command(&list, ""));
}

static void the_selection_stays_in_sight(void **state)
{
    struct list list = {.count = 0};
    list_fit(&list, 100, 10);
    list_select(&list, 70);
    assert_true(list_is_shown(&list, 70));
    list_fit(&list, 100, 3); /* a smaller window */
    assert_true(list_is_shown(&list, 70));
    list_fit(&list, 20, 3); /* rows went */
    assert_int_equal(list.selected, 19);
    assert_int_equal(list_end(&list), 20);
    list_fit(&list, 2, 10);
    assert_int_equal(list.top, 0);
}

static void an_empty_list_has_no_rows(void **state)
{
    static const char *const commands[] = {"next", "page-down", "bottom", "scroll-down", "half-up"};
    struct list list = {.count = 0};
    list_fit(&list, 0, 10);
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        assert_true(list_command(&list, commands[i]));
    assert_int_equal(list.selected, 0);
    assert_int_equal(list.top, 0);
    assert_int_equal(list_end(&list), 0);
    list_fit(&list, 5, 0); /* no room at all */
    assert_true(list_command(&list, "next"));
    assert_int_equal(list.selected, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commands_move_and_scroll),
        cmocka_unit_test(the_wheel_leaves_the_selected_row_where_it_is),
        cmocka_unit_test(what_is_no_move_is_refused),
        cmocka_unit_test(the_selection_stays_in_sight),
        cmocka_unit_test(an_empty_list_has_no_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
