/* Renewals in the app, on the demo book: what is shown adds up, and what is done there is taken
 * back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "e2e/desk.h"

enum { ROWS = 50, COLUMNS = 130 };

static void sit_down(struct desk *desk)
{
    desk_open_with(desk, ROWS, COLUMNS, (const char *const[]){"--demo", NULL});
    desk_type_see(desk, "6", "1–15 of 15"); /* the last row but one: all others are there */
}

/* --- the screen, read as a person would --- */

/* `$1,900k`, `−$40k`, `$57.0k`: in hundreds of dollars. */
static long amount_of(const char *at)
{
    long whole = 0, tenth = 0;

    for (at++; (*at >= '0' && *at <= '9') || *at == ','; at++)
        whole = *at == ',' ? whole : whole * 10 + (*at - '0');
    if (*at == '.')
        tenth = at[1] - '0';
    return whole * 10 + tenth;
}

/* The amounts in a line without a sign before them: target, forecast, weighted. */
static int read_amounts(const char *line, const char *end, long *amounts)
{
    int count = 0;

    for (const char *at = line; at < end && count < 3; at++)
        if (*at == '$' && at > line && at[-1] == ' ')
            amounts[count++] = amount_of(at);
    return count;
}

struct sums {
    long rows[3], total[3];
    int count;
};

static struct sums read_screen(struct desk *desk)
{
    char *picture = desk_picture(desk);
    const char *line = strstr(picture, "decides");
    struct sums sums = {.count = 0};

    assert_non_null(line);
    for (line = strchr(line, '\n'); line; line = strchr(line, '\n')) {
        const char *end = strchr(++line, '\n');
        long amounts[3] = {0};

        if (!end || (read_amounts(line, end, amounts) == 0 && sums.count))
            continue;
        if (strstr(line, "total") && strstr(line, "total") < end) {
            memcpy(sums.total, amounts, sizeof(amounts));
            break;
        }
        for (int i = 0; i < 3; i++)
            sums.rows[i] += amounts[i];
        sums.count++;
    }
    free(picture);
    return sums;
}

static void check_sums(struct desk *desk, int least)
{
    struct sums sums = read_screen(desk);

    assert_true(sums.count >= least);
    for (int i = 0; i < 3; i++)
        if (sums.total[i] == 0 || sums.rows[i] != sums.total[i])
            fail_msg("column %d: %d rows come to %ld, the total says %ld", i, sums.count,
                sums.rows[i], sums.total[i]);
}

/* --- tests --- */

static void what_is_shown_adds_up(void **state)
{
    struct desk *desk = *state;

    sit_down(desk);
    check_sums(desk, 15);
    desk_type_see(desk, "[", "1–11 of 11");
    check_sums(desk, 11);
    desk_type_see(desk, "[", "1–6 of 6");
    check_sums(desk, 6);
    desk_leave(desk);
}

/* $90k of $120k, at risk: as the demo book has it. */
#define AS_CALLED "−$30k   45%"

static void called_won_lost_and_taken_back(void **state)
{
    struct desk *desk = *state;

    sit_down(desk);
    desk_type_see(desk, "/", "Filter");
    desk_type_see(desk, "name ~ Lumen\r", "filter name ~ Lumen");
    desk_see(desk, AS_CALLED);
    desk_type_see(desk, "rf", "Forecast of Lumen Retail");
    desk_type(desk, CTRL_SENT('u'));
    desk_type_see(desk, "commit", "commit");
    desk_type_see(desk, CTRL_SENT('s'), "● commit");
    desk_type_see(desk, "u", "undid: Lumen Retail");
    desk_see(desk, AS_CALLED);
    desk_type_see(desk, "rw", "Lumen Retail, Store tasks is renewed");
    desk_type_see(desk, CTRL_SENT('s'), "✓ won");
    desk_type_see(desk, "u", AS_CALLED);
    desk_type_see(desk, "rl", "Lumen Retail, Store tasks is lost");
    desk_type_see(desk, "competitor", "competitor");
    desk_type_see(desk, CTRL_SENT('s'), "× lost");
    desk_type_see(desk, "u", AS_CALLED);
    desk_type(desk, "\033");
    desk_see_gone(desk, "filter name ~ Lumen");
    desk_type_see(desk, "jk", "1–15 of 15"); /* what was said gives way to it */
    check_sums(desk, 15);
    desk_leave(desk);
}

static void what_moved_and_why(void **state)
{
    struct desk *desk = *state;

    sit_down(desk);
    desk_type_see(desk, "\t\t", "forecast $400k → $380k");
    desk_type_see(desk, ":bridge\r", "The forecast between two days");
    desk_see(desk, "Mon 16 Nov 2026");
    desk_type(desk, "\033");
    desk_see_gone(desk, "The forecast between two days");
    desk_type_see(desk, "\t", "decides");
    desk_type_see(desk, "i", "retained: the lesser of forecast and target");
    desk_type(desk, "\033");
    desk_see_gone(desk, "retained: the lesser");
    desk_leave(desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_shown_adds_up, desk_set_up, desk_tear_down),
        cmocka_unit_test_setup_teardown(
            called_won_lost_and_taken_back, desk_set_up, desk_tear_down),
        cmocka_unit_test_setup_teardown(what_moved_and_why, desk_set_up, desk_tear_down),
    };

    return cmocka_run_group_tests_name("renewals", tests, NULL, NULL);
}
