/* Renewals: its window, months and categories, its pages, what is done about a line; the tab Money.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "app/renewal.h"
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

static int make_empty(void **state)
{
    scene_init(&scene, true);
    return 0;
}

static int end_scene(void **state)
{
    scene_fini(&scene);
    return 0;
}

/* --- pictures --- */

static void the_window(void **state)
{
    scene_check_sizes(&scene, "renewals", "6");
}

static void all_by_quarter(void **state)
{
    scene_check_sizes(&scene, "renewals-quarters", "g r ] w s s");
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "6 ]");
    scene_command(&scene, "sort target");
    scene_check(&scene, "renewals-sorted");
}

/* The first of these stands above the second. */
static void check_above(const char *first, const char *second)
{
    int at = -1, below = -1;

    for (int y = 13; y < scene.ui->canvas.rows - 5; y++) {
        if (at < 0 && strstr(scene_row(&scene, y), first))
            at = y;
        if (below < 0 && strstr(scene_row(&scene, y), second))
            below = y;
    }
    if (at < 0 || at >= below)
        fail_msg("%s stands in row %d, %s in %d", first, at, second, below);
}

/* Umbrella and Vega are to renew the same amount: the second column says who comes first. */
static void columns_sort_one_after_the_other(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "6 ]");
    scene_command(&scene, "sort target");
    scene_command(&scene, "sort-then account");
    scene_see(&scene, "target ↓");
    scene_see(&scene, "account ↑");
    check_above("Umbrella Health ", "Vega Insurance");
    check_above("Northwind Traders ", "Umbrella Health ");
    scene_command(&scene, "sort-then account");
    scene_see(&scene, "account ↓");
    check_above("Vega Insurance", "Umbrella Health ");
    check_above("Northwind Traders ", "Vega Insurance");
    scene_command(&scene, "sort +target, account");
    scene_see(&scene, "target ↑");
    check_above("Umbrella Health ", "Vega Insurance");
    scene_command(&scene, "sort account"); /* as letters, not as bytes */
    scene_keys(&scene, "g g G");
    scene_command(&scene, "modify name=Ångström Vega");
    check_above("Ångström Vega", "Globex");
    scene_keys(&scene, "u");
    scene_command(&scene, "sort -decides");
    scene_keys(&scene, "G");
    check_above("Northwind Traders ", "Quill & Co "); /* no day: last, whichever way */
    scene_command(&scene, "sort nothing");
    scene_see(&scene, "no column 'nothing' to sort by");
    scene_keys(&scene, "s d");
    scene_see(&scene, "decides ↑");
    assert_false(scene_has(&scene, "account ↑"));
    scene_keys(&scene, "[");
}

static void without_shapes(void **state)
{
    scene_start_ascii(&scene, 110, 32);
    scene_keys(&scene, "6 Space Space");
    scene_check(&scene, "renewals-ascii");
}

static void why_and_bridge(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "6 i");
    scene_see(&scene, "Forecast: ");
    scene_see(&scene, "retained: the lesser of forecast and target");
    scene_check(&scene, "renewals-why");
    scene_keys(&scene, "Esc");
    scene_command(&scene, "bridge");
    scene_see(&scene, "There is no forecast of a week ago yet");
    scene_keys(&scene, "Esc Tab Tab");
    scene_see(&scene, "There is no forecast of a week ago yet");
}

static void nothing_there(void **state)
{
    scene_check_sizes(&scene, "renewals-empty", "6");
    scene_start(&scene, 80, 24);
    scene_keys(&scene, "6 ]");
    scene_see(&scene, "No contract with an end is known.");
    scene_keys(&scene, "Tab");
    scene_see(&scene, "No renewal was won or lost in the last twelve months.");
}

static void money(void **state)
{
    scene_check_sizes(&scene, "account-money-lines", "6 ] g e k Enter");
}

/* --- what is shown adds up as shown --- */

/* `$1,900k`, `$57.0k`, `−$40`, `·` in tenths of a unit of money; false: no amount. */
static bool read_amount(const char *text, long *ret_tenths)
{
    const char *at = strstr(text, "$");
    long sign = strncmp(text, "−", strlen("−")) == 0 ? -1 : 1, number = 0, tenths = 0;

    if (!at || at > text + 4)
        return false;
    for (at++; (*at >= '0' && *at <= '9') || *at == ','; at++)
        number = *at == ',' ? number : number * 10 + (*at - '0');
    if (*at == '.')
        tenths = at[1] - '0', at += 2;
    *ret_tenths = sign * (number * 10 + tenths) * (*at == 'k' ? 1000 : 1);
    return true;
}

/* The byte at which the column begins in which the row's head stands, by its end. */
static long amount_at(const char *row, int end_column)
{
    char cell[64];
    int column = 0, from = 0;
    long amount = 0;

    for (const char *at = row; *at && column < end_column; at++) {
        if ((*at & 0xc0) == 0x80)
            continue;
        column += (unsigned char)*at >= 0xe3 && (unsigned char)*at <= 0xe9 ? 2 : 1;
        if (column <= end_column && *at == ' ')
            from = (int)(at - row) + 1;
    }
    snprintf(cell, sizeof(cell), "%.40s", row + from);
    return read_amount(cell, &amount) ? amount : 0;
}

static int column_end(const char *heads, const char *head)
{
    const char *at = strstr(heads, head);
    int column = 0;

    assert_non_null(at);
    for (const char *c = heads; c < at; c++)
        column += (*c & 0xc0) != 0x80;
    return column + (int)strlen(head);
}

static int row_with(const char *words, int from)
{
    for (int y = from; y < scene.ui->canvas.rows; y++)
        if (strstr(scene_row(&scene, y), words))
            return y;
    fail_msg("no row with %s", words);
    return -1;
}

static void check_column(const char *head)
{
    int top = row_with("account", 8), below = row_with("total", top);
    char heads[1024];
    long sum = 0, total;
    int end;

    snprintf(heads, sizeof(heads), "%s", scene_row(&scene, top));
    end = column_end(heads, head);
    for (int y = top + 1; y < below; y++)
        sum += amount_at(scene_row(&scene, y), end);
    total = amount_at(scene_row(&scene, below), end);
    if (sum != total)
        fail_msg("%s: the rows come to %ld, the total says %ld", head, sum, total);
    assert_true(total != 0);
}

static void totals_add_up(void **state)
{
    scene_start(&scene, 200, 60);
    scene_keys(&scene, "6 ]");
    check_column("target");
    check_column("forecast");
    check_column("weighted");
    scene_command(&scene, "filter tier = mid");
    check_column("target");
    check_column("weighted");
    scene_keys(&scene, "Esc");
}

/* --- what is done --- */

static void called_by_its_form(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "6");
    scene_see(&scene, "not called");
    scene_keys(&scene, "r f");
    scene_see(&scene, "Forecast of ");
    scene_type(&scene, "soon");
    scene_keys(&scene, "C-s");
    scene_see(&scene, "commit, best case, at risk");
    scene_keys(&scene, "C-u");
    scene_type(&scene, "best case");
    scene_keys(&scene, "Enter");
    scene_type(&scene, "400k");
    scene_keys(&scene, "Enter");
    scene_type(&scene, "60");
    scene_keys(&scene, "C-s");
    scene_see(&scene, "◐ best case");
    scene_see(&scene, "60%");
    scene_see(&scene, "$400k");
    scene_keys(&scene, "r f"); /* what is typed stands in place of a word and of a number */
    scene_type(&scene, "commit");
    scene_keys(&scene, "Enter");
    scene_type(&scene, "300k");
    scene_keys(&scene, "C-s");
    scene_see(&scene, "$300k");
    scene_keys(&scene, "u u");
    assert_non_null(strstr(scene_row(&scene, row_with("Northwind", 0)), "not called"));
}

static void many_are_called_at_once(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "6 Space Space r f");
    scene_see(&scene, "Call all marked lines");
    scene_type(&scene, "commit");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "Call 2 lines, ");
    scene_keys(&scene, "y");
    scene_see(&scene, "2 lines called commit");
    scene_keys(&scene, "Esc f c");
    scene_see(&scene, "only commit");
    scene_see(&scene, "1–2 of 2");
    scene_keys(&scene, "Esc u");
    assert_non_null(strstr(scene_row(&scene, row_with("Northwind", 0)), "not called"));
}

static void won_and_lost(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "6 r l C-s");
    scene_see(&scene, "cause");
    scene_type(&scene, "compet");
    scene_keys(&scene, "C-s");
    scene_see(&scene, "lost");
    scene_keys(&scene, "u j r w C-s");
    scene_see(&scene, "won");
    scene_keys(&scene, "Tab");
    scene_see(&scene, "92.6% gross"); /* 250 of 270: Gone Ltd was lost in May */
    scene_see(&scene, "1 won");
    scene_keys(&scene, "u");
    scene_see(&scene, "0.0% gross");
}

/* What moves with an end is named before it does. */
static void another_end(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "6 r d C-u");
    scene_type(&scene, "2027-06-30");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "Ends Wed 30 Jun 2027. Moves: ");
    scene_keys(&scene, "y");
    assert_false(scene_has(&scene, "Ends Wed 30 Jun 2027. Moves: "));
    scene_keys(&scene, "u");
}

static void paper_note_and_price(void **state)
{
    scene_start(&scene, 200, 60);
    scene_keys(&scene, "6");
    scene_command(&scene, "filter id = sgdl");
    scene_keys(&scene, "r p");
    scene_see(&scene, "Paper of ");
    scene_type(&scene, "in legal");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "in legal");
    scene_keys(&scene, "u r n");
    scene_type(&scene, "they want it signed by Christmas");
    scene_keys(&scene, "Enter");
    scene_keys(&scene, "u r t Enter u");
}

static void a_line_is_added(void **state)
{
    scene_start(&scene, 110, 32);
    scene_command(&scene, "goto sgdl");
    scene_command(&scene, "tab money");
    scene_see(&scene, "Planning");
    scene_keys(&scene, "a");
    scene_see(&scene, "What is new?");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "A new contract line");
    scene_type(&scene, "Spare parts");
    scene_keys(&scene, "Enter");
    scene_type(&scene, "30k");
    scene_keys(&scene, "C-s");
    scene_see(&scene, "Spare parts");
    scene_see(&scene, "$1.28M");
    scene_keys(&scene, "j j e");
    scene_see(&scene, "Contract line");
    scene_keys(&scene, "Esc u j j j");
    assert_false(scene_has(&scene, "$1.28M"));
    scene_see(&scene, "$1.25M");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_window),
        cmocka_unit_test(all_by_quarter),
        cmocka_unit_test(columns_sort_one_after_the_other),
        cmocka_unit_test(without_shapes),
        cmocka_unit_test(why_and_bridge),
        cmocka_unit_test(money),
        cmocka_unit_test(totals_add_up),
        cmocka_unit_test(called_by_its_form),
        cmocka_unit_test(many_are_called_at_once),
        cmocka_unit_test(won_and_lost),
        cmocka_unit_test(another_end),
        cmocka_unit_test(paper_note_and_price),
        cmocka_unit_test(a_line_is_added),
    };
    const struct CMUnitTest empty[] = {
        cmocka_unit_test(nothing_there),
    };
    int failed = cmocka_run_group_tests(tests, make_scene, end_scene);

    return failed + cmocka_run_group_tests(empty, make_empty, end_scene);
}
