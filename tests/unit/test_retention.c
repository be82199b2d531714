/* E1, E2, E4 and E23, each case worked out by hand. The period is (100, 465]. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>
#include "base/money.h"
#include "base/str.h"
#include "core/retention.h"
#include "core/settings.h"

enum { S = 100, E = 465, MOVES = 12 };

/* What one book must come to. Its accounts are 1, 2 and 3. */
struct expected {
    int units[ARR_PLACES];
    int64_t start, end, kept, bare; /* bare: kept without uplift */
    int64_t expansion, bought, contraction, churn;
    int64_t came, handed, taken, lost_by_moves;
    int kept_units;
};
struct book {
    const char *name;
    bool by_product;
    struct arr_move moves[MOVES]; /* ended by account 0 */
    struct expected is;
};

#define MOVE(account, line, day, kind, amount)                                                     \
    {                                                                                              \
        0, account, 0, day, ARR_##kind, amount, line, line, "USD"                                  \
    }
#define TRANSFER(account, other, day, amount)                                                      \
    {                                                                                              \
        0, account, other, day, ARR_TRANSFER, amount, "", "", "USD"                                \
    }
#define K ARR_KEPT_OR_LOST

static const struct book books[] = {
    {"stays as it is", false, {MOVE(1, "", 0, NEW, 100)},
        {{[K] = 1}, .start = 100, .end = 100, .kept = 100, .bare = 100, .kept_units = 1}},
    /* 100 - 30 + 30: point to point nothing was lost, by movement 30 was. */
    {"down and up again", false,
        {MOVE(1, "", 0, NEW, 100), MOVE(1, "", 150, CONTRACTION, -30),
            MOVE(1, "", 200, EXPANSION, 30)},
        {{[K] = 1}, .start = 100, .end = 100, .kept = 100, .bare = 100, .lost_by_moves = 30,
            .kept_units = 1}},
    {"lost on the very first day counts before", false,
        {MOVE(1, "", 0, NEW, 100), MOVE(1, "", S, CHURN, -100)}, {{[ARR_AT_NOTHING] = 1}}},
    {"lost on the day after", false, {MOVE(1, "", 0, NEW, 100), MOVE(1, "", S + 1, CHURN, -100)},
        {{[K] = 1}, .start = 100, .churn = 100, .lost_by_moves = 100}},
    {"lost on the very last day", false, {MOVE(1, "", 0, NEW, 100), MOVE(1, "", E, CHURN, -100)},
        {{[K] = 1}, .start = 100, .churn = 100, .lost_by_moves = 100}},
    {"lost a day too late", false, {MOVE(1, "", 0, NEW, 100), MOVE(1, "", E + 1, CHURN, -100)},
        {{[K] = 1}, .start = 100, .end = 100, .kept = 100, .bare = 100, .kept_units = 1}},
    /* 1 began on S and is in the cohort, 2 on S + 1 and 3 on E are new. */
    {"new ones about the ends", false,
        {MOVE(1, "", S, NEW, 10), MOVE(2, "", S + 1, NEW, 20), MOVE(3, "", E, NEW, 30)},
        {{[K] = 1, [ARR_CAME_NEW] = 2}, .start = 10, .end = 10, .kept = 10, .bare = 10, .came = 50,
            .kept_units = 1}},
    {"new after the end is not known yet", false, {MOVE(1, "", E + 1, NEW, 10)},
        {{[ARR_NOT_KNOWN] = 1}}},
    {"came and went within the period", false,
        {MOVE(1, "", 200, NEW, 10), MOVE(1, "", 300, CHURN, -10)}, {{[ARR_AT_NOTHING] = 1}}},
    {"came back after it was lost before", false,
        {MOVE(1, "", 0, NEW, 100), MOVE(1, "", 50, CHURN, -100),
            MOVE(1, "", 300, REACTIVATION, 70)},
        {{[ARR_CAME_BACK] = 1}, .came = 70}},
    /* 100 - 100 + 80: of the cohort, 20 less; by movement 100 was lost. */
    {"lost and back within the period", false,
        {MOVE(1, "", 0, NEW, 100), MOVE(1, "", 200, CHURN, -100),
            MOVE(1, "", 300, REACTIVATION, 80)},
        {{[K] = 1}, .start = 100, .end = 80, .kept = 80, .bare = 80, .contraction = 20,
            .lost_by_moves = 100, .kept_units = 1}},
    /* 100 + 10 - 15 = 95. GRR 95 %, without uplift (95 - 10) 85 %. */
    {"a price rise hides no seat loss", false,
        {MOVE(1, "", 0, NEW, 100), MOVE(1, "", 150, UPLIFT, 10),
            MOVE(1, "", 200, CONTRACTION, -15)},
        {{[K] = 1}, .start = 100, .end = 95, .kept = 95, .bare = 85, .contraction = 5,
            .lost_by_moves = 15, .kept_units = 1}},
    /* 100 + 30 + 10 = 140: expansion 40, of it bought 30; 140 - 10 is more than 100. */
    {"bought and raised", false,
        {MOVE(1, "", 0, NEW, 100), MOVE(1, "", 150, EXPANSION, 30), MOVE(1, "", 200, UPLIFT, 10)},
        {{[K] = 1}, .start = 100, .end = 140, .kept = 100, .bare = 100, .expansion = 40,
            .bought = 30, .kept_units = 1}},
    {"an uplift lost with the rest", false,
        {MOVE(1, "", 0, NEW, 100), MOVE(1, "", 150, UPLIFT, 10), MOVE(1, "", 200, CHURN, -110)},
        {{[K] = 1}, .start = 100, .churn = 100, .lost_by_moves = 110}},
    /* 100 + 50 (uplift) - 120 = 30: no more than 30 of uplift is contained in 30. */
    {"an uplift greater than what is left", false,
        {MOVE(1, "", 0, NEW, 100), MOVE(1, "", 150, UPLIFT, 50),
            MOVE(1, "", 200, CONTRACTION, -120)},
        {{[K] = 1}, .start = 100, .end = 30, .kept = 30, .bare = 0, .contraction = 70,
            .lost_by_moves = 120, .kept_units = 1}},

    {"handed to a colleague", false,
        {MOVE(1, "", 0, NEW, 100), MOVE(1, "", 200, BOOK_OUT, -100), MOVE(2, "", 0, NEW, 50)},
        {{[K] = 1, [ARR_HANDED_OVER] = 1}, .start = 50, .end = 50, .kept = 50, .bare = 50,
            .handed = 100, .kept_units = 1}},
    {"one of two lines handed over", false,
        {MOVE(1, "a", 0, NEW, 60), MOVE(1, "b", 0, NEW, 40), MOVE(1, "b", 200, BOOK_OUT, -40)},
        {{[K] = 1}, .start = 60, .end = 60, .kept = 60, .bare = 60, .handed = 40, .kept_units = 1}},
    /* b grew by 10 before it went: it leaves with its 40 of the first day, and nothing grew. */
    {"a line that grew, then handed over", false,
        {MOVE(1, "a", 0, NEW, 60), MOVE(1, "b", 0, NEW, 40), MOVE(1, "b", 150, EXPANSION, 10),
            MOVE(1, "b", 200, BOOK_OUT, -50)},
        {{[K] = 1}, .start = 60, .end = 60, .kept = 60, .bare = 60, .handed = 40, .kept_units = 1}},
    /* a is handed over, b is lost: the loss stays a loss. */
    {"one line handed over, the other lost", false,
        {MOVE(1, "a", 0, NEW, 60), MOVE(1, "b", 0, NEW, 40), MOVE(1, "a", 150, BOOK_OUT, -60),
            MOVE(1, "b", 200, CHURN, -40)},
        {{[K] = 1}, .start = 40, .churn = 40, .handed = 60, .lost_by_moves = 40}},
    {"handed over and back", false,
        {MOVE(1, "", 0, NEW, 100), MOVE(1, "", 200, BOOK_OUT, -100), MOVE(1, "", 300, BOOK_IN, 90)},
        {{[K] = 1}, .start = 100, .end = 90, .kept = 90, .bare = 90, .contraction = 10,
            .kept_units = 1}},
    /* Taken over at 100 and grown since: all of it came in, none of it is expansion or new. */
    {"taken over when it was running", false,
        {MOVE(1, "a", 200, BOOK_IN, 100), MOVE(1, "a", 250, EXPANSION, 20),
            MOVE(1, "b", 300, EXPANSION, 30)},
        {{[ARR_TAKEN_IN] = 1}, .taken = 150}},
    {"a line taken over beside one that was there", false,
        {MOVE(1, "a", 0, NEW, 60), MOVE(1, "b", 200, BOOK_IN, 40)},
        {{[K] = 1}, .start = 60, .end = 60, .kept = 60, .bare = 60, .taken = 40, .kept_units = 1}},
    {"taken over and handed on within the period", false,
        {MOVE(1, "", 200, BOOK_IN, 100), MOVE(1, "", 300, BOOK_OUT, -100)}, {{[ARR_TAKEN_IN] = 1}}},
    {"first seen when it was running, then lost", false,
        {MOVE(1, "", 200, BOOK_IN, 100), MOVE(1, "", 300, CHURN, -100)}, {{[ARR_TAKEN_IN] = 1}}},

    /* 1 splits: 40 of its 100 go to 2. One unit of 100, nothing lost, nothing new. */
    {"a split", false,
        {MOVE(1, "", 0, NEW, 100), TRANSFER(1, 2, 200, -40), TRANSFER(2, 1, 200, 40)},
        {{[K] = 1}, .start = 100, .end = 100, .kept = 100, .bare = 100, .kept_units = 1}},
    /* 1 buys 2 and then drops 20 of the 150: one customer of one, 20 less. */
    {"an acquisition, and less after it", false,
        {MOVE(1, "", 0, NEW, 100), MOVE(2, "", 0, NEW, 50), TRANSFER(2, 1, 200, -50),
            TRANSFER(1, 2, 200, 50), MOVE(1, "", 300, CONTRACTION, -20)},
        {{[K] = 1}, .start = 150, .end = 130, .kept = 130, .bare = 130, .contraction = 20,
            .lost_by_moves = 20, .kept_units = 1}},
    {"a transfer before the period joins nothing now", false,
        {MOVE(1, "", 0, NEW, 100), TRANSFER(1, 2, S, -40), TRANSFER(2, 1, S, 40),
            MOVE(2, "", 200, CHURN, -40)},
        {{[K] = 2}, .start = 100, .end = 60, .kept = 60, .bare = 60, .churn = 40,
            .lost_by_moves = 40, .kept_units = 1}},
    /* 9 is not in the book. */
    {"a transfer out of the book is a hand-over", false,
        {MOVE(1, "", 0, NEW, 100), TRANSFER(1, 0, 200, -100)},
        {{[ARR_HANDED_OVER] = 1}, .handed = 100}},

    /* It was 80 all along. */
    {"a correction within the period restates the start", false,
        {MOVE(1, "", 0, NEW, 100), MOVE(1, "", 200, CORRECTION, -20)},
        {{[K] = 1}, .start = 80, .end = 80, .kept = 80, .bare = 80, .kept_units = 1}},
    {"a correction before it", false, {MOVE(1, "", 0, NEW, 100), MOVE(1, "", 50, CORRECTION, -20)},
        {{[K] = 1}, .start = 80, .end = 80, .kept = 80, .bare = 80, .kept_units = 1}},
    {"a correction after the end restates both", false,
        {MOVE(1, "", 0, NEW, 100), MOVE(1, "", 200, EXPANSION, 10),
            MOVE(1, "", E + 9, CORRECTION, -20)},
        {{[K] = 1}, .start = 80, .end = 90, .kept = 80, .bare = 80, .expansion = 10, .bought = 10,
            .kept_units = 1}},
    {"a correction of what is not known yet", false,
        {MOVE(1, "", 200, NEW, 100), MOVE(1, "", 300, CORRECTION, -20)},
        {{[ARR_CAME_NEW] = 1}, .came = 80}},
    /* The implied line (100, then 120) becomes two lines of 70 and 50: neither new nor lost. */
    {"the implied line gives way to imported ones", false,
        {MOVE(1, "", 0, NEW, 100), MOVE(1, "", 150, EXPANSION, 20),
            MOVE(1, "", 200, CORRECTION, -120), MOVE(1, "a", 200, CORRECTION, 70),
            MOVE(1, "b", 200, CORRECTION, 50)},
        {{[K] = 1}, .start = 100, .end = 120, .kept = 100, .bare = 100, .expansion = 20,
            .bought = 20, .kept_units = 1}},
    {"the same, then all handed over", false,
        {MOVE(1, "", 0, NEW, 100), MOVE(1, "", 150, EXPANSION, 20),
            MOVE(1, "", 200, CORRECTION, -120), MOVE(1, "a", 200, CORRECTION, 120),
            MOVE(1, "a", 300, BOOK_OUT, -120)},
        {{[ARR_HANDED_OVER] = 1}, .handed = 100}},

    {"a currency without a rate stands beside", false,
        {MOVE(1, "", 0, NEW, MONEY_NONE), MOVE(1, "b", 0, NEW, 10), MOVE(2, "", 0, NEW, 50)},
        {{[K] = 1, [ARR_WITHOUT_RATE] = 1}, .start = 50, .end = 50, .kept = 50, .bare = 50,
            .kept_units = 1}},
    /* Product a falls by 30, b rises by 30: by account even, by product 120 of 150 kept. */
    {"netting by account", false,
        {MOVE(1, "a", 0, NEW, 100), MOVE(1, "b", 0, NEW, 50), MOVE(1, "a", 200, CONTRACTION, -30),
            MOVE(1, "b", 200, EXPANSION, 30)},
        {{[K] = 1}, .start = 150, .end = 150, .kept = 150, .bare = 150, .lost_by_moves = 30,
            .kept_units = 1}},
    {"netting by product", true,
        {MOVE(1, "a", 0, NEW, 100), MOVE(1, "b", 0, NEW, 50), MOVE(1, "a", 200, CONTRACTION, -30),
            MOVE(1, "b", 200, EXPANSION, 30)},
        {{[K] = 1}, .start = 150, .end = 150, .kept = 120, .bare = 120, .expansion = 30,
            .bought = 30, .contraction = 30, .lost_by_moves = 30, .kept_units = 1}},
    {"netting by product: a lost product", true,
        {MOVE(1, "a", 0, NEW, 100), MOVE(1, "b", 0, NEW, 50), MOVE(1, "a", 200, CHURN, -100),
            MOVE(1, "b", 200, UPLIFT, 5)},
        {{[K] = 1}, .start = 150, .end = 55, .kept = 50, .bare = 50, .expansion = 5,
            .contraction = 100, .lost_by_moves = 100, .kept_units = 1}},
};

static size_t read_moves(const struct book *book, struct arr_move *moves)
{
    size_t count = 0;

    for (; count < MOVES && book->moves[count].account; count++) {
        moves[count] = book->moves[count];
        moves[count].key = (int64_t)count + 1;
    }
    arr_moves_sort(moves, count);
    return count;
}

/* Accounts of which nothing is recorded are left out of the book here. */
static size_t accounts_of(const struct arr_move *moves, size_t count, int64_t *accounts)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++)
        if (!kept || accounts[kept - 1] != moves[i].account)
            accounts[kept++] = moves[i].account;
    return kept;
}

static void compare(const char *name, const char *what, int64_t is, int64_t expected)
{
    if (is != expected)
        fail_msg("%s: %s is %lld, not %lld", name, what, (long long)is, (long long)expected);
}

static void check_sum(const struct book *book, const struct retention *sum)
{
    const struct expected *expected = &book->is;

    for (int place = 0; place < ARR_PLACES; place++) {
        char what[32];

        snprintf(what, sizeof(what), "place %d", place);
        compare(book->name, what, sum->units[place], expected->units[place]);
    }
    compare(book->name, "s", sum->start, expected->start);
    compare(book->name, "e", sum->end, expected->end);
    compare(book->name, "kept", sum->kept, expected->kept);
    compare(book->name, "without uplift", sum->kept_without_uplift, expected->bare);
    compare(book->name, "expansion", sum->expansion, expected->expansion);
    compare(book->name, "bought", sum->expansion_bought, expected->bought);
    compare(book->name, "contraction", sum->contraction, expected->contraction);
    compare(book->name, "churn", sum->churn, expected->churn);
    compare(book->name, "came", sum->came_new + sum->came_back, expected->came);
    compare(book->name, "handed", sum->handed, expected->handed);
    compare(book->name, "taken", sum->taken, expected->taken);
    compare(book->name, "lost by moves", sum->lost_by_moves, expected->lost_by_moves);
    compare(book->name, "units kept", sum->units_kept, expected->kept_units);
}

static void test_books(void **state)
{
    for (size_t i = 0; i < COUNT_OF(books); i++) {
        struct arena arena = {0};
        struct arr_move moves[MOVES];
        int64_t accounts[MOVES];
        size_t count = read_moves(&books[i], moves);
        const struct arr_ledger ledger = {
            moves, count, accounts, accounts_of(moves, count, accounts)};
        const struct arr_period period = {S, E, books[i].by_product};
        struct arr_position_list positions;
        struct retention sum = {0};

        arr_positions_make(&ledger, &period, &arena, &positions);
        for (size_t k = 0; k < positions.count; k++)
            retention_add(&sum, &positions.items[k]);
        check_sum(&books[i], &sum);
        compare(books[i].name, "the check of E1",
            sum.start + sum.expansion - sum.contraction - sum.churn, sum.end);
        compare(books[i].name, "the walk",
            sum.opening - sum.handed + sum.taken - sum.churn - sum.contraction + sum.expansion +
                sum.came_new + sum.came_back,
            sum.closing);
        arena_fini(&arena);
    }
}

/* Lead and members of a unit: 1 has 150 at the end, so it leads. */
static void test_unit_leads(void **state)
{
    struct arr_move moves[] = {MOVE(1, "", 0, NEW, 100), MOVE(2, "", 0, NEW, 50),
        TRANSFER(2, 1, 200, -50), TRANSFER(1, 2, 200, 50), MOVE(7, "", 0, NEW, 5)};
    const int64_t accounts[] = {1, 2, 3};
    const struct arr_ledger ledger = {moves, COUNT_OF(moves), accounts, COUNT_OF(accounts)};
    const struct arr_period period = {S, E, false};
    struct arr_position_list positions;
    struct arena arena = {0};

    arr_moves_sort(moves, COUNT_OF(moves));
    arr_positions_make(&ledger, &period, &arena, &positions);
    /* 7 is of another book, 3 has no movement. */
    assert_int_equal(positions.count, 2);
    const struct arr_position *unit =
        &positions.items[positions.items[0].account_count == 2 ? 0 : 1];
    assert_int_equal(unit->account_count, 2);
    assert_int_equal(unit->accounts[0], 1);
    assert_int_equal(unit->accounts[1], 2);
    assert_int_equal(unit->first, 0);
    arena_fini(&arena);
}

/* --- rates --- */

static void test_rates(void **state)
{
    struct retention sum = {.start = 400,
        .end = 420,
        .kept = 360,
        .kept_without_uplift = 350,
        .expansion_bought = 50,
        .units = {[K] = 8},
        .units_kept = 6};
    double rate;

    assert_true(retention_grr(&sum, &rate) && rate == .9);
    assert_true(retention_grr_without_uplift(&sum, &rate) && rate == .875);
    assert_true(retention_nrr(&sum, &rate) && rate == 1.05);
    assert_true(retention_expansion_share(&sum, &rate) && rate == .125);
    assert_true(retention_logo(&sum, &rate) && rate == .75);
    sum = (struct retention){.units = {[ARR_CAME_NEW] = 3}, .came_new = 9};
    assert_false(retention_grr(&sum, &rate));
    assert_false(retention_grr_without_uplift(&sum, &rate));
    assert_false(retention_nrr(&sum, &rate));
    assert_false(retention_expansion_share(&sum, &rate));
    assert_false(retention_logo(&sum, &rate));
}

static bool is_near(double a, double b)
{
    return a - b < 1e-9 && b - a < 1e-9;
}

static void test_annual(void **state)
{
    /* 2 % a month: 1 - .98^12 = .2152836... (.98^2 = .9604, ^4 = .92236816, ^8 = .850763022...,
     * .850763022... x .92236816 = .784716723...) */
    const struct arr_period month = {day_make(2026, 1, 31), day_make(2026, 2, 28), false};
    const struct arr_period quarter = {day_make(2026, 3, 31), day_make(2026, 6, 30), false};
    const struct arr_period year = {day_make(2025, 12, 31), day_make(2026, 12, 31), false};
    const struct arr_period days = {day_make(2026, 1, 1), day_make(2026, 3, 15), false};

    assert_true(is_near(retention_annual(.02, &month), 1 - .784716723));
    /* 10 % a quarter: 1 - .9^4 = .3439; 73 days are a fifth of 365: 1 - .9^5 = .40951. */
    assert_true(is_near(retention_annual(.1, &quarter), .3439));
    assert_true(is_near(retention_annual(.1, &year), .1));
    assert_true(is_near(retention_annual(.1, &days), .40951));
    assert_true(is_near(retention_annual(0, &month), 0));
    assert_true(is_near(retention_annual(1, &month), 1));
}

/* EUR at 1.005: 33.33 is 33.49665 = 33.50, 66.66 is 66.9933 = 66.99, 99.99 is 100.48995 = 100.49.
 * The sum up to any day is rounded once, and 0 comes back to 0. */
static void test_convert(void **state)
{
    static const struct setting_rate rates[] = {{"EUR", 1.005}};
    const struct settings settings = {.currency = "USD", .rates = rates, .rate_count = 1};
    struct arr_move moves[] = {MOVE(1, "", 0, NEW, 3333), MOVE(1, "", 1, EXPANSION, 3333),
        MOVE(1, "", 2, EXPANSION, 3333), MOVE(1, "", 3, CHURN, -9999), MOVE(1, "b", 0, NEW, 100),
        MOVE(2, "", 0, NEW, 500)};

    for (int i = 0; i < 4; i++)
        moves[i].currency = "eur";
    moves[5].currency = "SEK";
    arr_moves_convert(moves, COUNT_OF(moves), &settings);
    assert_int_equal(moves[0].amount, 3350);
    assert_int_equal(moves[1].amount, 6699 - 3350);
    assert_int_equal(moves[2].amount, 10049 - 6699);
    assert_int_equal(moves[3].amount, -10049);
    assert_int_equal(moves[4].amount, 100);
    assert_true(moves[5].amount == MONEY_NONE);
}

static void test_words(void **state)
{
    enum arr_kind kind;

    for (int i = 0; i < ARR_KINDS; i++) {
        assert_true(arr_kind_of(arr_kind_word((enum arr_kind)i), &kind));
        assert_int_equal(kind, i);
    }
    assert_true(arr_kind_of("Book_In", &kind) && kind == ARR_BOOK_IN);
    assert_false(arr_kind_of("growth", &kind));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_books),
        cmocka_unit_test(test_unit_leads),
        cmocka_unit_test(test_rates),
        cmocka_unit_test(test_annual),
        cmocka_unit_test(test_convert),
        cmocka_unit_test(test_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
