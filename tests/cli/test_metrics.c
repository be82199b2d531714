/* metrics through the real program: two imports half a year apart make a ledger, whose figures are
 * worked out by hand; each opens to rows that add up. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <cmocka.h>
#include "cli/book.h"
#include "core/metric.h"
#include "support/home.h"
#include "support/jnode.h"

/* s = 100 + 50 + 30 = 180. Up to 1 March: 80 + 70 + 0; Delta is new with 40. */
static const char before[] = "id,name,arr,currency,start,renewal,tier\n"
                             "M1,Alpha,100000,USD,2025-10-31,2027-06-01,enterprise\n"
                             "M2,Beta,50000,USD,2024-01-01,2027-06-01,mid\n"
                             "M3,Gamma,30000,USD,2024-01-01,2027-06-01,smb\n";
static const char after[] = "id,name,arr,currency,start,renewal,tier\n"
                            "M1,Alpha,80000,USD,2025-10-31,2027-06-01,enterprise\n"
                            "M2,Beta,70000,USD,2024-01-01,2027-06-01,mid\n"
                            "M3,Gamma,0,USD,2024-01-01,2027-06-01,smb\n"
                            "M4,Delta,40000,USD,2026-03-01,2027-06-01,smb\n";

static char *make_ledger(void)
{
    char *home = home_new();

    free(home_write(home, "before.csv", before));
    free(home_write(home, "after.csv", after));
    free(book_text(home, "--today 2025-10-31 import before.csv"));
    free(book_text(home, "--today 2026-03-01 import after.csv"));
    return home;
}

static const struct jnode *read_figures(struct arena *arena, const char *home, const char *words)
{
    char *text = book_text(home, words);
    const struct jnode *node = jnode_read(arena, text);

    if (!node || node->type != JNODE_LIST)
        fail_msg("%s: no list in JSON", words);
    free(text);
    return node;
}

static void has_figure(const struct jnode *figures, const char *id, double part, double whole)
{
    const struct jnode *figure = jnode_find(figures, "id", id);

    assert_non_null(figure);
    if (jnode_number(figure, "numerator") != part || jnode_number(figure, "denominator") != whole)
        fail_msg("%s: %g of %g, not %g of %g", id, jnode_number(figure, "numerator"),
            jnode_number(figure, "denominator"), part, whole);
    if (whole > 0)
        assert_true(fabs(jnode_number(figure, "value") - part / whole) < 1e-9);
    else
        assert_int_equal(jnode_get(figure, "value")->type, JNODE_NULL);
}

static bool stands_beside(const struct jnode *figures, const char *id, const char *words)
{
    const struct jnode *list = jnode_get(jnode_find(figures, "id", id), "beside");

    for (const struct jnode *item = list->first; item; item = item->next)
        if (strcmp(item->text, words) == 0)
            return true;
    return false;
}

static void retention_is_that_of_the_imports(void **state)
{
    char *home = make_ledger();
    struct arena arena = {0};
    const struct jnode *figures = read_figures(&arena, home, "--today 2026-10-31 metrics --json");

    has_figure(figures, "grr", 80000 + 50000, 180000);
    has_figure(figures, "nrr", 80000 + 70000, 180000);
    has_figure(figures, "logo_retention", 2, 3);
    has_figure(figures, "expansion_share", 20000, 180000);
    assert_string_equal(jnode_text(jnode_at(figures, 0), "from"), "2025-10-31");
    assert_string_equal(jnode_text(jnode_at(figures, 0), "to"), "2026-10-31");
    assert_string_equal(jnode_text(jnode_at(figures, 0), "currency"), "USD");
    assert_int_equal(figures->count, FIGURES);
    arena_fini(&arena);
    home_free(home);
}

/* The day before the second import, and the day itself. */
static void a_period_ends_where_it_is_told(void **state)
{
    char *home = make_ledger();
    struct arena arena = {0};
    const struct jnode *figures = read_figures(
        &arena, home, "--today 2026-10-31 metrics --from 2025-10-31 --to 2026-02-28 --json");

    has_figure(figures, "nrr", 180000, 180000);
    has_figure(figures, "logo_retention", 3, 3);
    figures = read_figures(
        &arena, home, "--today 2026-10-31 metrics --from 2026-02-28 --to 2026-03-01 --json");
    has_figure(figures, "nrr", 150000, 180000);
    figures = read_figures(&arena, home, "--today 2026-10-31 metrics --from 2026-03-01 --json");
    has_figure(figures, "nrr", 190000, 190000);
    /* As the book stood: what came later is not there at all. */
    figures = read_figures(
        &arena, home, "--today 2026-10-31 --as-of 2026-02-28 metrics --from 2025-10-31 --json");
    has_figure(figures, "nrr", 180000, 180000);
    arena_fini(&arena);
    home_free(home);
}

static void what_needs_history_says_so(void **state)
{
    char *home = make_ledger();
    struct arena arena = {0};
    const struct jnode *figures = read_figures(&arena, home, "--today 2026-06-30 metrics --json");

    has_figure(figures, "grr", 0, 0);
    assert_true(stands_beside(figures, "grr", "needs 12 months of history: since 31 Oct 2025"));
    assert_true(stands_beside(figures, "grr", "2 without history"));
    arena_fini(&arena);
    home_free(home);
}

static void a_filter_is_told_and_takes_out(void **state)
{
    char *home = make_ledger();
    struct arena arena = {0};
    const struct jnode *figures =
        read_figures(&arena, home, "--today 2026-10-31 metrics --json --where \"tier = smb\"");

    has_figure(figures, "grr", 0, 30000);
    assert_true(stands_beside(figures, "grr", "the filter leaves 2 of 4 accounts"));
    arena_fini(&arena);
    home_free(home);
}

static void set_setting(const char *home, const char *line)
{
    char *folder = home_path(home, "config/daybook");

    assert_int_equal(mkdir(folder, 0700), 0);
    free(folder);
    free(home_write(home, "config/daybook/daybook.yaml", line));
}

/* Seats fall by 30, support rises by 30: even by account, 120 of 150 kept by product. */
static void a_setting_nets_by_product(void **state)
{
    static const char first[] = "id,account,product,arr,currency,start,ends\n"
                                "L1,N1,seats,100000,USD,2025-10-31,2027-05-31\n"
                                "L2,N1,support,50000,USD,2025-10-31,2027-05-31\n";
    static const char second[] = "id,account,product,arr,currency,start,ends\n"
                                 "L1,N1,seats,70000,USD,2025-10-31,2027-05-31\n"
                                 "L2,N1,support,80000,USD,2025-10-31,2027-05-31\n";
    char *home = home_new();
    struct arena arena = {0};

    free(home_write(home, "accounts.csv", "id,name\nN1,Nova\n"));
    free(home_write(home, "first.csv", first));
    free(home_write(home, "second.csv", second));
    free(book_text(home, "--today 2025-10-31 import accounts.csv"));
    free(book_text(home, "--today 2025-10-31 import --kind contracts first.csv"));
    free(book_text(home, "--today 2026-03-01 import --kind contracts second.csv"));
    const struct jnode *figures = read_figures(&arena, home, "--today 2026-10-31 metrics --json");
    has_figure(figures, "grr", 150000, 150000);
    has_figure(figures, "nrr", 150000, 150000);
    assert_true(stands_beside(figures, "grr", "losses by movement $30k"));
    set_setting(home, "netting: product\n");
    figures = read_figures(&arena, home, "--today 2026-10-31 metrics --json");
    has_figure(figures, "grr", 120000, 150000);
    has_figure(figures, "nrr", 150000, 150000);
    assert_true(stands_beside(figures, "grr", "netted by product"));
    arena_fini(&arena);
    home_free(home);
}

/* A file says that K1 belongs to Bee now, for 100 more: one unit, 2200 at the start, 2300 at the
 * end; nothing was bought anew but the 100. */
static void a_line_in_another_account_is_a_transfer(void **state)
{
    static const char first[] = "id,account,product,arr,start,ends\n"
                                "K1,X1,Core,1000,2024-01-01,2026-12-31\n"
                                "K2,X1,Core,500,2024-01-01,2026-12-31\n"
                                "K3,X2,Core,700,2024-01-01,2026-12-31\n";
    static const char second[] = "id,account,product,arr,start,ends\n"
                                 "K1,X2,Core,1100,2024-01-01,2026-12-31\n";
    char *home = home_new();
    struct arena arena = {0};

    free(home_write(home, "accounts.csv", "id,name\nX1,Ay\nX2,Bee\n"));
    free(home_write(home, "first.csv", first));
    free(home_write(home, "second.csv", second));
    free(book_text(home, "--today 2025-10-31 import accounts.csv"));
    free(book_text(home, "--today 2025-10-31 import --kind contracts first.csv"));
    free(book_text(home, "--today 2026-03-01 import --kind contracts second.csv"));
    const struct jnode *figures = read_figures(&arena, home, "--today 2026-10-31 metrics --json");
    has_figure(figures, "grr", 2200, 2200);
    has_figure(figures, "nrr", 2300, 2200);
    has_figure(figures, "logo_retention", 1, 1);
    has_figure(figures, "expansion_share", 100, 2200);
    arena_fini(&arena);
    home_free(home);
}

/* Dana gives Alpha to Eve and takes Gamma from her: Beta alone is judged. */
static void hand_overs_stand_beside(void **state)
{
    static const char first[] = "id,name,arr,currency,start,owner\n"
                                "H1,Alpha,100000,USD,2025-10-31,Dana\n"
                                "H2,Beta,50000,USD,2025-10-31,Dana\n"
                                "H3,Gamma,30000,USD,2025-10-31,Eve\n";
    char *home = home_new();
    struct arena arena = {0};

    set_setting(home, "owner: Dana\n");
    free(home_write(home, "first.csv", first));
    free(home_write(home, "second.csv", "id,name,owner\nH1,Alpha,Eve\nH3,Gamma,Dana\n"));
    free(book_text(home, "--today 2025-10-31 import first.csv"));
    free(book_text(home, "--today 2026-03-01 import second.csv"));
    const struct jnode *figures = read_figures(&arena, home, "--today 2026-10-31 metrics --json");
    has_figure(figures, "grr", 50000, 50000);
    has_figure(figures, "logo_retention", 1, 1);
    assert_true(stands_beside(figures, "nrr", "1 came into the book"));
    assert_true(stands_beside(figures, "nrr", "1 handed over"));
    arena_fini(&arena);
    home_free(home);
}

/* --- every figure opens --- */

static void opens_to_its_rows(const char *home, const char *id, const char *options)
{
    struct arena arena = {0};
    char *words = arena_format(&arena, "--today 2026-10-31 metrics %s --json %s", id, options);
    const struct jnode *figures = read_figures(&arena, home, words);
    const struct jnode *figure = jnode_at(figures, 0);
    double part = 0, whole = 0;

    assert_int_equal(figures->count, 1);
    assert_string_equal(jnode_text(figure, "id"), id);
    for (const struct jnode *row = jnode_get(figure, "parts")->first; row; row = row->next) {
        part += jnode_number(row, "numerator");
        whole += jnode_number(row, "denominator");
        assert_non_null(jnode_text(row, "account"));
    }
    assert_int_equal(jnode_get(figure, "parts")->count, jnode_get(figure, "rows")->count);
    assert_true(fabs(part - jnode_number(figure, "numerator")) < 1e-6);
    if (jnode_get(figure, "denominator")->type == JNODE_NUMBER)
        assert_true(fabs(whole - jnode_number(figure, "denominator")) < 1e-6);
    arena_fini(&arena);
}

static void every_figure_opens(void **state)
{
    static const char *const options[] = {
        "", "--to 2026-06-30", "--from 2026-02-27 --to 2026-03-02", "--where \"tier = mid\""};
    char *home = make_ledger();

    for (int id = 0; id < FIGURES; id++)
        for (size_t i = 0; i < COUNT_OF(options); i++)
            opens_to_its_rows(home, metric_info((enum metric_id)id)->name, options[i]);
    home_free(home);
}

/* --- words --- */

static void a_person_reads_it(void **state)
{
    static const struct book_line lines[] = {
        {"--today 2026-10-31 metrics", 0, "gross revenue retention  72.2%     90%  $130k of $180k"},
        {"--today 2026-10-31 metrics", 0, "lost                       1  −$30k"},
        {"--today 2026-10-31 metrics", 0, "at the end                    $190k"},
        {"--today 2026-10-31 metrics grr", 0, "Gamma                    $0      $30,000"},
        {"--today 2026-10-31 metrics grr", 0, "all of them  3     $130,000     $180,000"},
        {"metrics --help", 0, "nrr: net revenue retention, aim 100%"},
        {"metrics --help", 0, "sum of ARR at the end / sum of ARR at the start"},
        {"metrics gr", 2, "no figure 'gr'; did you mean 'grr'?"},
        {"metrics --from today --to yesterday", 2, "--from must lie before --to"},
        {"metrics --where \"helth < 3\"", 2, "health"},
    };
    char *home = make_ledger();

    book_play(home, lines, COUNT_OF(lines));
    home_free(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(retention_is_that_of_the_imports),
        cmocka_unit_test(a_period_ends_where_it_is_told),
        cmocka_unit_test(what_needs_history_says_so),
        cmocka_unit_test(a_filter_is_told_and_takes_out),
        cmocka_unit_test(a_setting_nets_by_product),
        cmocka_unit_test(a_line_in_another_account_is_a_transfer),
        cmocka_unit_test(hand_overs_stand_beside),
        cmocka_unit_test(every_figure_opens),
        cmocka_unit_test(a_person_reads_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
