/* renewals and list renewals through the real program. Each figure is opened: the rows of the same
 * document add up to it, at three dates and under a filter. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "cli/book.h"
#include "support/jnode.h"

static const struct jnode *read_document(struct arena *arena, const char *home, const char *words)
{
    char *text = book_text(home, words);
    const struct jnode *node = jnode_read(arena, text);

    if (!node)
        fail_msg("%s: no JSON", words);
    free(text);
    return node;
}

/* --- figures against rows --- */

static bool text_is(const struct jnode *row, const char *key, const char *wanted)
{
    const char *text = jnode_text(row, key);

    return text && strcmp(text, wanted) == 0;
}

/* Which rows stand behind a block of totals. */
struct choice {
    const char *place;     /* NULL: due and slipped */
    const char *from, *to; /* of `ends`, or NULL */
    const char *status, *category;
};

static bool is_chosen(const struct jnode *row, const struct choice *choice)
{
    const char *ends = jnode_text(row, "ends");

    if (choice->place ? !text_is(row, "place", choice->place)
                      : !text_is(row, "place", "due") && !text_is(row, "place", "slipped"))
        return false;
    if (choice->from && (!ends || strcmp(ends, choice->from) < 0 || strcmp(ends, choice->to) > 0))
        return false;
    return (!choice->status || text_is(row, "status", choice->status)) &&
           (!choice->category || text_is(row, "category", choice->category));
}

static double number_of(const struct jnode *row, const char *key)
{
    const struct jnode *node = jnode_get(row, key);

    return node && node->type == JNODE_NUMBER ? node->number : 0;
}

static void block_adds_up(const char *what, const struct jnode *document,
    const struct jnode *totals, const struct choice *choice)
{
    static const char *const keys[] = {
        "arr", "target", "retained", "growth", "weighted", "weighted_growth", "risk", "lands"};
    const struct jnode *rows = jnode_get(document, "rows");
    double sums[COUNT_OF(keys)] = {0}, lines = 0;

    assert_non_null(totals);
    for (const struct jnode *row = rows->first; row; row = row->next) {
        const struct jnode *target = jnode_get(row, "target");

        if (!is_chosen(row, choice))
            continue;
        lines += target && target->type == JNODE_NUMBER;
        for (size_t i = 0; i < COUNT_OF(keys); i++)
            sums[i] += number_of(row, keys[i]);
    }
    for (size_t i = 0; i < COUNT_OF(keys); i++)
        if (fabs(sums[i] - jnode_number(totals, keys[i])) > 1e-6)
            fail_msg("%s: %s is %f, its rows are %f", what, keys[i], jnode_number(totals, keys[i]),
                sums[i]);
    if (fabs(lines - jnode_number(totals, "lines")) > .5)
        fail_msg("%s: %g lines, %g rows", what, jnode_number(totals, "lines"), lines);
}

static void categories_add_up(const char *what, const struct jnode *document,
    const struct jnode *totals, struct choice choice)
{
    static const struct {
        const char *key, *status, *category;
    } categories[] = {{"closed", "won", NULL}, {"lost", "lost", NULL}, {"commit", "open", "commit"},
        {"best_case", "open", "best case"}, {"not_called", "open", "not called"},
        {"at_risk", "open", "at risk"}, {"expected_loss", "open", "expected loss"},
        {"omitted", "open", "omitted"}};
    const struct jnode *list = jnode_get(totals, "categories");

    for (size_t i = 0; i < COUNT_OF(categories); i++) {
        choice.status = categories[i].status;
        choice.category = categories[i].category;
        block_adds_up(what, document, jnode_get(list, categories[i].key), &choice);
    }
}

static double retained_of(const struct jnode *totals, const char *category)
{
    return jnode_number(jnode_get(jnode_get(totals, "categories"), category), "retained");
}

static void running_is_cumulative(const struct jnode *totals)
{
    static const char *const order[] = {"closed", "commit", "best_case", "not_called", "at_risk"};
    const struct jnode *running = jnode_get(totals, "running");
    double sum = 0;

    for (size_t i = 0; i < COUNT_OF(order); i++) {
        sum += retained_of(totals, order[i]);
        assert_true(fabs(jnode_number(running, order[i]) - sum) < 1e-6);
    }
    sum += retained_of(totals, "expected_loss");
    assert_true(fabs(jnode_number(running, "all") - sum) < 1e-6);
}

static void totals_add_up(const char *what, const struct jnode *document,
    const struct jnode *totals, struct choice choice)
{
    double target = jnode_number(totals, "target");

    block_adds_up(what, document, totals, &choice);
    categories_add_up(what, document, totals, choice);
    running_is_cumulative(totals);
    if (target > 0)
        assert_true(fabs(jnode_number(totals, "landing_gross") -
                         jnode_number(totals, "lands") / target) < 1e-9);
    else
        assert_int_equal(jnode_get(totals, "landing_gross")->type, JNODE_NULL);
}

/* The ARR of the accounts, from another command. */
static double arr_of_accounts(const char *home, const char *where, const char *today)
{
    struct arena arena = {0};
    char words[200];
    double sum = 0;

    snprintf(words, sizeof(words), "--demo --today %s list accounts --json%s%s%s", today,
        where ? " --where \"" : "", where ? where : "", where ? "\"" : "");
    const struct jnode *accounts = read_document(&arena, home, words);
    for (const struct jnode *account = accounts->first; account; account = account->next)
        if (!text_is(account, "stage", "churned"))
            sum += number_of(account, "arr_now");
    arena_fini(&arena);
    return sum;
}

static void document_adds_up(const struct jnode *document, const char *what)
{
    const struct jnode *periods = jnode_get(document, "periods");

    totals_add_up(what, document, jnode_get(document, "totals"), (struct choice){0});
    totals_add_up(
        what, document, jnode_get(document, "slipped"), (struct choice){.place = "slipped"});
    totals_add_up(what, document, jnode_get(document, "no_end_date"),
        (struct choice){.place = "no end date"});
    totals_add_up(what, document, jnode_get(document, "month_to_month"),
        (struct choice){.place = "month to month"});
    for (const struct jnode *period = periods->first; period; period = period->next)
        totals_add_up(what, document, period,
            (struct choice){.place = "due",
                .from = jnode_text(period, "from"),
                .to = jnode_text(period, "to")});
}

static double arr_of(const struct jnode *document, const char *block)
{
    return jnode_number(jnode_get(document, block), "arr");
}

struct look {
    const char *where, *form;
    bool whole; /* no window */
};

/* On the demo book, which has lines of every sort. */
static void figures_open_to_their_rows(void **state)
{
    static const char *const days[] = {"2026-11-23", "2027-01-31", "2028-02-29"};
    static const struct look looks[] = {{NULL, "", true}, {"arr < 100k", "--by quarter", true},
        {"stage = renewing", "--by quarter --window 90", false}};
    char *home = book_home();

    (void)state;
    for (size_t i = 0; i < COUNT_OF(days) * COUNT_OF(looks); i++) {
        const struct look *look = &looks[i % COUNT_OF(looks)];
        const char *day = days[i / COUNT_OF(looks)];
        struct arena arena = {0};
        char words[200];

        snprintf(words, sizeof(words), "--demo --today %s renewals --json %s%s%s%s", day,
            look->form, look->where ? " --where \"" : "", look->where ? look->where : "",
            look->where ? "\"" : "");
        const struct jnode *document = read_document(&arena, home, words);
        document_adds_up(document, words);
        double arr = arr_of_accounts(home, look->where, day);
        double parts = arr_of(document, "totals") + arr_of(document, "no_end_date") +
                       arr_of(document, "month_to_month");
        assert_true(fabs(jnode_number(document, "book_arr") - arr) < 1e-6);
        assert_true(!look->whole || fabs(parts - arr) < 1e-6);
        assert_true(jnode_number(jnode_get(document, "totals"), "lines") > 1);
        arena_fini(&arena);
    }
    home_free(home);
}

/* --- a quarter, week by week --- */

#define OCT "--today 2026-10-05 "
#define NOV "--today 2026-11-23 "
#define JAN "--today 2027-01-04 "

static void fill(const char *home)
{
    /* Every quarter began with a look, so that something was frozen. */
    static const struct book_line lines[] = {
        {"--today 2026-09-20 add account id=R1 name=Rivet", 0, "R1"},
        {"--today 2026-09-20 add contract R1 id=r1 product=Core arr=100k ends=2026-12-31 "
         "category=commit",
            0, "r1"},
        {"--today 2026-09-20 add contract R1 id=r2 product=Extra arr=40k ends=2026-12-15 "
         "category=\"best case\"",
            0, "r2"},
        {"--today 2026-09-20 add contract R1 id=r3 product=Move arr=20k ends=2026-12-20 "
         "category=commit",
            0, "r3"},
        {"--today 2026-11-20 set contract r2 category=\"at risk\" forecast=30k", 0, ""},
        {"--today 2026-11-20 set contract r3 ends=2027-03-20", 0, ""},
    };

    book_play(home, lines, COUNT_OF(lines));
}

static const struct jnode *bridge_of(const struct jnode *document, const char *measure)
{
    return jnode_find(jnode_get(jnode_get(document, "since"), "bridges"), "measure", measure);
}

static void bridge_adds_up(const struct jnode *bridge)
{
    static const char *const parts[] = {
        "won", "lost", "moved_in", "moved_out", "slipped", "called_up", "called_down"};
    double sum = jnode_number(bridge, "opening");

    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        double rows = 0;

        for (const struct jnode *row = jnode_get(bridge, "rows")->first; row; row = row->next)
            rows += text_is(row, "part", parts[i]) ? jnode_number(row, "amount") : 0;
        assert_true(fabs(rows - jnode_number(bridge, parts[i])) < 1e-6);
        sum += rows;
    }
    assert_true(fabs(sum - jnode_number(bridge, "closing")) < 1e-6);
}

static void what_moved_since_a_day(void **state)
{
    struct arena arena = {0};
    char *home = book_home();

    (void)state;
    fill(home);
    const struct jnode *document =
        read_document(&arena, home, NOV "renewals --json --since 2026-10-05 --where \"id = R1\"");
    const struct jnode *all = bridge_of(document, "all");
    const struct jnode *commit = bridge_of(document, "commit");
    /* 100k + 40k + 20k; r2 is called down by 10k, r3 went to March */
    assert_true(fabs(jnode_number(all, "opening") - 160000) < 1e-6);
    assert_true(fabs(jnode_number(all, "called_down") + 10000) < 1e-6);
    assert_true(fabs(jnode_number(all, "moved_out") + 20000) < 1e-6);
    assert_true(fabs(jnode_number(all, "closing") - 130000) < 1e-6);
    assert_true(fabs(jnode_number(commit, "opening") - 120000) < 1e-6);
    assert_true(fabs(jnode_number(commit, "closing") - 100000) < 1e-6);
    for (const struct jnode *one = jnode_get(jnode_get(document, "since"), "bridges")->first; one;
         one = one->next)
        bridge_adds_up(one);
    const struct jnode *moves = jnode_get(jnode_get(document, "since"), "moves");
    assert_int_equal(moves->count, 2);
    assert_string_equal(jnode_text(jnode_find(moves, "line", "r2"), "text"),
        "best case to at risk, $40,000 to $30,000, p 75% to 45%");
    assert_string_equal(
        jnode_text(jnode_find(moves, "line", "r3"), "text"), "ends 2026-12-20 to 2027-03-20");
    arena_fini(&arena);
    home_free(home);
}

static void before_the_first_day_nothing_was_frozen(void **state)
{
    static const struct book_line lines[] = {
        {NOV "renewals --since 2026-09-01", 0, "Moved since 1 Sep: n/a"},
        {NOV "renewals", 0, "frozen 90 days before: n/a, nothing was frozen by 2 Jul"},
    };
    char *home = book_home();

    (void)state;
    fill(home);
    book_play(home, lines, COUNT_OF(lines));
    home_free(home);
}

static void how_good_the_last_quarter_was(void **state)
{
    struct arena arena = {0};
    char *home = book_home();
    static const struct book_line closings[] = {
        {"--today 2026-12-10 add renewal R1 line=r1 ends=2026-12-31 status=won target=100k "
         "final=110k closed_on=2026-12-10",
            0, ""},
        {"--today 2026-12-10 set contract r1 ends=2027-12-31 arr=110k", 0, ""},
    };

    (void)state;
    fill(home);
    book_play(home, closings, COUNT_OF(closings));
    const struct jnode *document =
        read_document(&arena, home, JAN "renewals --json --where \"id = R1\"");
    const struct jnode *last = jnode_get(document, "last_quarter");
    const struct jnode *frozen = jnode_at(jnode_get(last, "frozen"), 0);
    /* 90 days before 31 Dec is 2 Oct: commit 100k + 20k; weighted 95k + 30k + 19k. It came in at
     * 100k: 1 - 20/100, 1 - 44/100; bias -20/120, -44/144. r2 is open: it slipped. */
    assert_true(fabs(jnode_number(last, "actual") - 100000) < 1e-6);
    assert_string_equal(jnode_text(frozen, "day"), "2026-10-02");
    assert_true(fabs(jnode_number(frozen, "commit") - 120000) < 1e-6);
    assert_true(fabs(jnode_number(frozen, "weighted") - 144000) < 1e-6);
    assert_true(fabs(jnode_number(frozen, "accuracy") - .8) < 1e-9);
    assert_true(fabs(jnode_number(frozen, "bias") + 20.0 / 120) < 1e-9);
    assert_true(fabs(jnode_number(frozen, "weighted_accuracy") - .56) < 1e-9);
    assert_true(fabs(jnode_number(frozen, "weighted_bias") + 44.0 / 144) < 1e-9);
    frozen = jnode_at(jnode_get(last, "frozen"), 2);
    /* 1 Dec: r3 was gone to March, r2 was at risk */
    assert_true(fabs(jnode_number(frozen, "commit") - 100000) < 1e-6);
    assert_true(fabs(jnode_number(frozen, "weighted") - 108500) < 1e-6);
    assert_true(fabs(jnode_number(jnode_get(document, "slipped"), "target") - 40000) < 1e-6);
    arena_fini(&arena);
    home_free(home);
}

/* --- words --- */

static void what_a_person_sees(void **state)
{
    static const struct book_line lines[] = {
        {OCT "renewals --where \"id = R1\"", 0, "total"},
        {OCT "renewals --where \"id = R1\"", 0, "If all lands as called: $160,000 of $160,000"},
        {OCT "renewals --window 30 --where \"id = R1\"", 0, "0 due, decided by 4 Nov"},
        {OCT "renewals --by quarter", 0, "Oct to Dec 2026"},
        {OCT "renewals --explain Rivet", 0,
            "  p                     75%  called best case\n  weighted          $30,000  retained "
            "x p"},
        {OCT "renewals --explain Rivet", 0,
            "2 Oct  Rivet    best case  15 Dec   $40,000   $40,000  75%"},
        {OCT "renewals --explain Nobody", 2, "Nobody"},
        {"renewals --by week", 2, "--by month or quarter, not 'week'"},
        {"renewals --window 0", 2, "not '0'"},
        {"renewals --since today", 2, "a day before today"},
        {"renewals --where \"no_such = 1\"", 2, "--where:"},
        {"renewals --help", 0, "max(0, 1 - |came in - forecast| / came in)"},
        {OCT "list renewals --where \"product = Rivet\" --columns id,ends,category --csv", 0,
            "id,ends,category\nr2,2026-12-15,best "
            "case\nr3,2026-12-20,commit\nr1,2026-12-31,commit\n"},
        {OCT "list renewals --where \"probability > .9 and target > 50k and product = Rivet\" "
             "--columns id,weighted --csv",
            0, "id,weighted\nr1,95000.00\n"},
        {"list renewals --where \"id = A1\" --columns id,decides_in,status --csv", 0, "A1,87,open"},
    };
    char *home = book_home();
    static const struct book_line setting[] = {
        {"--today 2026-10-02 add account id=R1 name=Rivet", 0, "R1"},
        {"--today 2026-10-02 add contract R1 id=r1 product=Rivet arr=100k ends=2026-12-31 "
         "category=commit",
            0, ""},
        {"--today 2026-10-02 add contract R1 id=r2 product=Rivet arr=40k ends=2026-12-15 "
         "category=\"best case\"",
            0, ""},
        {"--today 2026-10-02 add contract R1 id=r3 product=Rivet arr=20k ends=2026-12-20 "
         "category=commit",
            0, ""},
    };

    (void)state;
    book_play(home, setting, COUNT_OF(setting));
    book_play(home, lines, COUNT_OF(lines));
    home_free(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_open_to_their_rows),
        cmocka_unit_test(what_moved_since_a_day),
        cmocka_unit_test(before_the_first_day_nothing_was_frozen),
        cmocka_unit_test(how_good_the_last_quarter_was),
        cmocka_unit_test(what_a_person_sees),
    };

    return cmocka_run_group_tests(tests, NULL, book_forget);
}
