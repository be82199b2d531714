/* Metrics on the demo book, through the whole program: each figure opens to rows that add up to it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <ctype.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "e2e/desk.h"

enum { ROWS = 400, COLUMNS = 160, SCORES = 15, LEADING = 5, PART_END = 46, WHOLE_END = 62 };

#define NOTHING LLONG_MIN

/* The digits of the word that ends before this column: `-$5,298,540` is -5298540. */
static long long number_before(const char *row, int end)
{
    long long number = 0, places = 1;
    bool negative = false;
    int at = end - 1;

    if ((int)strlen(row) < end || row[at] == ' ')
        return NOTHING;
    for (; at >= 0 && row[at] != ' '; at--) {
        negative = negative || row[at] == '-';
        if (!isdigit((unsigned char)row[at]))
            continue;
        number += (long long)(row[at] - '0') * places;
        places *= 10;
    }
    return places == 1 ? NOTHING : negative ? -number : number;
}

/* The digits that a text begins with, after its sign. */
static long long first_number(const char *text)
{
    long long number = 0;
    bool negative = *text == '-';

    for (text += negative; isdigit((unsigned char)*text); text++)
        number = number * 10 + (*text - '0');
    return negative ? -number : number;
}

/* The rows are ASCII here: --ascii. */
struct opened {
    long long rows, part, whole;                   /* added up */
    long long total_rows, total_part, total_whole; /* as the last line says */
};

/* The row above the hints is painted last: where one is in the rows, or that there are none. */
static bool is_open(struct vt *vt, void *context)
{
    return (vt_find(vt, "total of ", NULL, NULL) && strstr(vt_row(vt, ROWS - 2), " of ")) ||
           strstr(vt_row(vt, ROWS - 2), "no row is behind it");
}

static bool is_figures(struct vt *vt, void *context)
{
    return vt_find(vt, "scorecard", NULL, NULL) && !*vt_row(vt, ROWS - 2);
}

static struct opened add_up(struct vt *vt)
{
    struct opened opened = {0};
    int first, last;

    assert_true(vt_find(vt, "account   ", &first, NULL));
    assert_true(vt_find(vt, "total of ", &last, NULL));
    for (int row = first + 1; row < last; row++) {
        long long whole = number_before(vt_row(vt, row), WHOLE_END);

        opened.rows++;
        opened.part += number_before(vt_row(vt, row), PART_END);
        opened.whole += whole == NOTHING ? 0 : whole;
    }
    opened.total_rows = first_number(strstr(vt_row(vt, last), "total of ") + strlen("total of "));
    opened.total_part = number_before(vt_row(vt, last), PART_END);
    opened.total_whole = number_before(vt_row(vt, last), WHOLE_END);
    return opened;
}

/* The figure at the head of the rows: `gross revenue retention   93.6%   $5.30M of ...`. */
static void check_head(struct vt *vt, const struct opened *opened)
{
    char head[COLUMNS + 1], share[32];
    const char *value;

    snprintf(head, sizeof(head), "%s", vt_row(vt, 2));
    value = strstr(head, "   ");
    assert_non_null(value);
    value += 3;
    if (opened->total_whole > 0 && strchr(value, '%') && !strstr(head, "value delivered") &&
        !strstr(head, "a year")) {
        snprintf(share, sizeof(share), "%.1f%%",
            floor((double)opened->part * 1000 / (double)opened->whole + 0.5 + 1e-9) / 10);
        if (strncmp(value, share, strlen(share)) != 0)
            fail_msg("%s: the rows make %s", head, share);
    } else if (strstr(head, "NPS")) {
        assert_int_equal(first_number(value),
            (long long)floor((double)opened->part * 100 / (double)opened->whole + .5));
    } else if (opened->total_whole == NOTHING && isdigit((unsigned char)*value) &&
               !strstr(head, "days to")) { /* a median is no sum */
        assert_int_equal(first_number(value), opened->part);
    }
}

/* 1: it had rows. */
static int check_figure(struct desk *desk, bool has_figure)
{
    struct vt *vt = pty_screen(desk->pty);
    struct opened opened;

    desk_type(desk, KEY_ENTER_SENT);
    assert_true(pty_wait_until(desk->pty, is_open, NULL, PTY_WITHIN));
    vt = pty_screen(desk->pty);
    if (!vt_find(vt, "total of ", NULL, NULL)) {
        desk_type(desk, "jk"); /* what was said goes */
        assert_true(pty_wait_until(desk->pty, is_figures, NULL, PTY_WITHIN));
        return 0;
    }
    opened = add_up(vt);
    assert_int_equal(opened.rows, opened.total_rows);
    assert_int_equal(opened.part, opened.total_part);
    if (opened.total_whole != NOTHING)
        assert_int_equal(opened.whole, opened.total_whole);
    if (has_figure)
        check_head(vt, &opened);
    desk_type(desk, "h");
    assert_true(pty_wait_until(desk->pty, is_figures, NULL, PTY_WITHIN));
    return 1;
}

static int check_part(struct desk *desk, int rows, bool has_figure)
{
    int opened = 0;

    for (int i = 0; i < rows; i++) {
        opened += check_figure(desk, has_figure);
        desk_type(desk, "j");
    }
    return opened;
}

static void each_figure_opens_to_rows_that_add_up(void **state)
{
    static const char *const args[] = {"--demo", "--ascii", "--today", DESK_TODAY, NULL};
    struct desk *desk = *state;

    desk_open_with(desk, ROWS, COLUMNS, args);
    desk_type_see(desk, "8", "gross revenue retention");
    assert_true(check_part(desk, SCORES, true) >= 13);
    assert_int_equal(check_part(desk, 4, false), 4); /* the bands */
    desk_type(desk, "gg\t\t\t\t");                   /* over bands, walk and themes */
    assert_true(check_part(desk, LEADING, true) >= 3);
    desk_leave(desk);
}

/* Another period and a filter: what is shown adds up all the same. */
static void under_a_filter_and_over_another_period(void **state)
{
    static const char *const args[] = {"--demo", "--ascii", "--today", DESK_TODAY, NULL};
    struct desk *desk = *state;

    desk_open_with(desk, ROWS, COLUMNS, args);
    desk_type_see(desk, "8", "gross revenue retention");
    desk_type_see(desk, "/tier = enterprise\r", "filter tier = enterprise");
    desk_type_see(desk, ":metrics 2026-01-01 2026-06-30\r", "Fri 2 Jan 2026 to Tue 30 Jun 2026");
    assert_true(check_part(desk, SCORES, true) >= 8);
    desk_leave(desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            each_figure_opens_to_rows_that_add_up, desk_set_up, desk_tear_down),
        cmocka_unit_test_setup_teardown(
            under_a_filter_and_over_another_period, desk_set_up, desk_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
