/* Tabs, hints and toasts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <locale.h>
#include <string.h>
#include "support/golden.h"
#include "ui/bars.h"

static const struct tab tab_list[] = {{"Today", '1'}, {"Book", '2'}, {"Account", '3'},
    {"Tasks", '4'}, {"Playbooks", '5'}, {"Renewals", '6'}, {"Notes", '7'}, {"Metrics", '8'}};
static const struct tabs tabs = {tab_list, COUNT_OF(tab_list), 1, "Book", "Mon 23 Nov 2026"};

static const struct hint hint_list[] = {{"Enter", "open"}, {"c", "log call"}, {"x", "done"},
    {"z", "snooze"}, {"i", "why"}, {".", "repeat"}, {"/", "filter"}};
static const struct hint kept_list[] = {{":", "commands"}, {"?", "help"}};
static const struct hints hints = {hint_list, COUNT_OF(hint_list), kept_list, COUNT_OF(kept_list)};

static void draw_all(struct canvas *canvas)
{
    struct toast toast = {.keys_left = 0}, fault = {.keys_left = 0};
    struct area row = {0, 0, canvas->columns, 1};
    tabs_draw(&tabs, canvas, row);
    row.y = 2;
    toast_say(&toast, "Globex: call planned for Tue 24 Nov", "u");
    toast_draw(&toast, canvas, row);
    row.y = 3;
    toast_fault(
        &fault, "Not saved: the disk is full. The note is kept in memory; C-s tries again.");
    toast_draw(&fault, canvas, row);
    row.y = 5;
    hints_draw(&hints, canvas, row);
}

static void bars_fit_every_width(void **state)
{
    static const int widths[] = {110, 80, 40};
    for (size_t i = 0; i < COUNT_OF(widths); i++) {
        struct canvas canvas = {.columns = 0};
        canvas_resize(&canvas, widths[i], 6);
        draw_all(&canvas);
        golden_check_size("bars", &canvas);
        canvas_fini(&canvas);
    }
}

/* A click finds what is drawn there, and nothing where nothing is. */
static void the_mouse_finds_them(void **state)
{
    struct area wide = {0, 0, 110, 1}, narrow = {0, 0, 40, 1};
    assert_int_equal(tabs_at(&tabs, wide, 1), 0);
    assert_int_equal(tabs_at(&tabs, wide, 8), -1);
    assert_int_equal(tabs_at(&tabs, wide, 12), 1);
    assert_int_equal(tabs_at(&tabs, wide, 100), -1);
    assert_int_equal(tabs_at(&tabs, narrow, 2), -1);
    assert_string_equal(hints_at(&hints, wide, 15)->key, "c");
    assert_null(hints_at(&hints, wide, 12));
    assert_string_equal(hints_at(&hints, wide, 105)->key, "?");
    assert_string_equal(hints_at(&hints, narrow, 35)->key, "?");
}

static void a_toast_goes_with_the_next_key_but_one(void **state)
{
    struct toast toast = {.keys_left = 0};
    assert_false(toast_is_shown(&toast));
    toast_say(&toast, "done", "u");
    toast_key(&toast);
    assert_true(toast_is_shown(&toast));
    toast_key(&toast);
    assert_false(toast_is_shown(&toast));
    toast_fault(&toast, "no");
    assert_true(toast_is_shown(&toast));
    toast_key(&toast);
    assert_false(toast_is_shown(&toast));
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bars_fit_every_width),
        cmocka_unit_test(the_mouse_finds_them),
        cmocka_unit_test(a_toast_goes_with_the_next_key_but_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
