/* The ledger over 10,000 random books, against a second calculation that goes day by day and knows
 * no lists (model.md E1, E2, cross-checks). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "base/money.h"
#include "base/str.h"
#include "core/retention.h"

enum { BOOKS = 10000, ACCOUNTS = 5, LINES = 3, DAYS = 40, MOST_MOVES = 24 };

static const char *const lines[LINES] = {"", "a", "b"};
static const char *const products[LINES] = {"", "seats", "support"};

static uint64_t seed;

static int below(int count)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (int)((seed >> 33) % (uint64_t)count);
}

/* --- books --- */

struct made {
    struct arr_move moves[MOST_MOVES * 2];
    size_t count;
    int64_t accounts[ACCOUNTS];
    int64_t arr[ACCOUNTS][LINES]; /* as the moves so far make it */
    bool seen[ACCOUNTS];
};

static void put(
    struct made *made, int account, int line, int day, enum arr_kind kind, int64_t amount)
{
    made->moves[made->count] = (struct arr_move){.key = (int64_t)made->count + 1,
        .account = account + 1,
        .day = day,
        .kind = kind,
        .amount = amount,
        .line = lines[line],
        .product = products[line],
        .currency = "USD"};
    made->count++;
    made->arr[account][line] += amount;
    made->seen[account] = true;
}

static void put_transfer(struct made *made, int from, int to, int line, int day, int64_t amount)
{
    put(made, from, line, day, ARR_TRANSFER, -amount);
    made->moves[made->count - 1].other = to + 1;
    put(made, to, line, day, ARR_TRANSFER, amount);
    made->moves[made->count - 1].other = from + 1;
}

/* Something that may happen to a line with this much ARR. */
static void happen(struct made *made, int account, int line, int day)
{
    int64_t arr = made->arr[account][line];
    int what = below(12);

    if (arr <= 0) {
        enum arr_kind kind = what < 6 ? ARR_NEW : what < 10 ? ARR_BOOK_IN : ARR_REACTIVATION;

        put(made, account, line, day, made->seen[account] && kind == ARR_NEW ? ARR_EXPANSION : kind,
            10 + below(90));
    } else if (what < 3) {
        put(made, account, line, day, ARR_EXPANSION, 1 + below(40));
    } else if (what < 5) {
        put(made, account, line, day, ARR_UPLIFT, 1 + below(10));
    } else if (what < 7) {
        put(made, account, line, day, ARR_CONTRACTION, -(1 + below((int)arr)));
    } else if (what < 8) {
        put(made, account, line, day, ARR_CHURN, -arr);
    } else if (what < 9) {
        put(made, account, line, day, ARR_BOOK_OUT, -arr);
    } else if (what < 10) {
        put(made, account, line, day, ARR_CORRECTION, below(21) - 10);
    } else {
        put_transfer(made, account, (account + 1 + below(ACCOUNTS - 1)) % ACCOUNTS, line, day,
            1 + below((int)arr));
    }
}

static void make(struct made *made)
{
    int moves = below(MOST_MOVES);

    memset(made, 0, sizeof(*made));
    for (int i = 0; i < ACCOUNTS; i++)
        made->accounts[i] = i + 1;
    for (int i = 0, day = 0; i < moves; i++) {
        happen(made, below(ACCOUNTS), below(LINES), day);
        day += below(2 * DAYS / MOST_MOVES + 1);
    }
    if (below(20) == 0 && made->count)
        made->moves[below((int)made->count)].amount = MONEY_NONE;
}

/* --- the second calculation --- */

struct naive {
    int64_t s, e, kept, bare, expansion, contraction, churn, came, handed, taken, lost, opening,
        closing;
    int cohort, kept_units;
};
/* Of one account. */
struct plain {
    int first;
    enum arr_kind first_kind;
    bool active, lacks_rate;
    int64_t at_s[LINES], at_e[LINES], uplift[LINES], lost[LINES];
    bool out[LINES], in[LINES];
    int64_t opening, closing, handed, taken;
};

static int line_of(const struct arr_move *move)
{
    for (int line = 0; line < LINES; line++)
        if (text_equal(move->line, lines[line]))
            return line;
    return 0;
}

static const struct arr_move *first_of(const struct made *made, int account)
{
    for (int day = 0; day <= DAYS * 4; day++)
        for (size_t i = 0; i < made->count; i++)
            if (made->moves[i].account == account + 1 && made->moves[i].day == day)
                return &made->moves[i];
    return NULL;
}

/* From when on its corrections count: a line that begins with one stands for another one, and was
 * there since the account was; before its first movement a line is not known. */
static int since_of(const struct made *made, int account, int line, int account_first)
{
    const struct arr_move *first = NULL;

    for (size_t i = 0; i < made->count; i++)
        if (made->moves[i].account == account + 1 && line_of(&made->moves[i]) == line &&
            (!first || made->moves[i].day < first->day))
            first = &made->moves[i];
    return !first || first->kind == ARR_CORRECTION ? account_first : first->day;
}

/* Every day anew: what is recorded of it moves the lines. */
static void live(const struct made *made, int account, int S, int E, struct plain *plain)
{
    int64_t arr[LINES] = {0};

    for (int day = plain->first; day <= DAYS * 4; day++) {
        for (size_t i = 0; i < made->count; i++) {
            const struct arr_move *move = &made->moves[i];
            int line = line_of(move);

            if (move->account != account + 1 || move->amount == MONEY_NONE) /* that one is later */
                continue;
            if (move->kind == ARR_CORRECTION && day == since_of(made, account, line, plain->first))
                arr[line] += move->amount;
            if (move->kind == ARR_CORRECTION || move->day != day)
                continue;
            arr[line] += move->amount;
            if (day <= S && move->amount > 0)
                plain->active = true;
            if (day <= S || day > E)
                continue;
            if (move->kind == ARR_UPLIFT)
                plain->uplift[line] += move->amount;
            if (move->kind == ARR_CHURN || move->kind == ARR_CONTRACTION)
                plain->lost[line] -= move->amount;
            if (move->kind == ARR_BOOK_IN || move->kind == ARR_BOOK_OUT) {
                plain->in[line] = move->kind == ARR_BOOK_IN;
                plain->out[line] = move->kind == ARR_BOOK_OUT;
            }
        }
        if (day <= S)
            memcpy(plain->at_s, arr, sizeof(arr));
        if (day <= E)
            memcpy(plain->at_e, arr, sizeof(arr));
    }
}

static void read_plain(const struct made *made, int account, int S, int E, struct plain *plain)
{
    const struct arr_move *first = first_of(made, account);
    int64_t lost = 0, sent = 0;

    memset(plain, 0, sizeof(*plain));
    plain->first = first && first->day <= E ? first->day : -1;
    for (size_t i = 0; i < made->count && plain->first >= 0; i++)
        if (made->moves[i].account == account + 1 && made->moves[i].amount == MONEY_NONE &&
            (made->moves[i].day <= E || made->moves[i].kind == ARR_CORRECTION))
            plain->lacks_rate = true;
    if (plain->first < 0 || plain->lacks_rate)
        return;
    live(made, account, S, E, plain);
    for (int line = 0; line < LINES; line++) {
        plain->out[line] = plain->out[line] && plain->at_s[line] > 0 && plain->at_e[line] <= 0;
        plain->in[line] = plain->in[line] && plain->at_s[line] <= 0 && plain->at_e[line] > 0;
        plain->opening += plain->at_s[line];
        plain->closing += plain->at_e[line];
        plain->handed += plain->out[line] ? plain->at_s[line] : 0;
        plain->taken += plain->in[line] ? plain->at_e[line] : 0;
        lost += plain->out[line] || plain->in[line] ? 0 : plain->lost[line];
    }
    plain->opening = plain->opening < 0 ? 0 : plain->opening;
    plain->closing = plain->closing < 0 ? 0 : plain->closing;
    if (plain->handed > plain->opening || (plain->handed && !plain->closing && !lost))
        plain->handed = plain->opening;
    bool own =
        first->kind == ARR_NEW || first->kind == ARR_REACTIVATION || first->kind == ARR_TRANSFER;
    if (plain->taken > plain->closing || (first->day > S && !own))
        plain->taken = plain->closing;
    /* What colleagues' accounts of the book sent it did not come into the book with it. */
    for (size_t i = 0; i < made->count && first->day > S && !own; i++) {
        const struct arr_move *move = &made->moves[i];

        if (move->account == account + 1 && move->kind == ARR_TRANSFER && move->other &&
            move->day > S && move->day <= E)
            sent += move->amount;
    }
    plain->taken -= sent < 0 ? 0 : sent;
    plain->taken = plain->taken < 0 ? 0 : plain->taken;
}

/* Colours spread along transfers until none changes any more. */
static void colour(const struct made *made, int S, int E, int colours[ACCOUNTS])
{
    bool moved = true;

    for (int i = 0; i < ACCOUNTS; i++)
        colours[i] = i;
    while (moved) {
        moved = false;
        for (size_t i = 0; i < made->count; i++) {
            const struct arr_move *move = &made->moves[i];
            int one = (int)move->account - 1, other = (int)move->other - 1;

            if (move->kind != ARR_TRANSFER || move->day <= S || move->day > E || other < 0 ||
                colours[one] == colours[other])
                continue;
            moved = true;
            if (colours[one] < colours[other])
                colours[other] = colours[one];
            else
                colours[one] = colours[other];
        }
    }
}

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t positive(int64_t a)
{
    return a > 0 ? a : 0;
}

static void add_cohort(struct naive *sum, int64_t s, int64_t e, int64_t uplift)
{
    uplift = smaller(positive(uplift), e);
    sum->cohort++;
    sum->kept_units += e > 0;
    sum->s += s;
    sum->e += e;
    sum->kept += smaller(s, e);
    sum->bare += smaller(s, e - uplift);
    sum->expansion += positive(e - s);
    sum->contraction += e > 0 ? positive(s - e) : 0;
    sum->churn += e == 0 ? s : 0;
}

static void add_unit(const struct plain *plains, const int *colours, int unit, struct naive *sum)
{
    int64_t opening = 0, closing = 0, handed = 0, taken = 0, uplift = 0, lost = 0;

    for (int i = 0; i < ACCOUNTS; i++) {
        if (colours[i] != unit)
            continue;
        if (plains[i].lacks_rate)
            return;
        opening += plains[i].opening;
        closing += plains[i].closing;
        handed += plains[i].handed;
        taken += plains[i].taken;
        for (int line = 0; line < LINES; line++) {
            bool gone = plains[i].out[line] || plains[i].in[line];

            uplift += gone ? 0 : plains[i].uplift[line];
            lost += gone ? 0 : plains[i].lost[line];
        }
    }
    sum->opening += opening;
    sum->closing += closing;
    sum->handed += handed;
    sum->taken += taken;
    if (opening - handed > 0) {
        add_cohort(sum, opening - handed, closing - taken, uplift);
        sum->lost += lost;
    } else {
        sum->came += closing - taken;
    }
}

static struct naive calculate(const struct made *made, int S, int E)
{
    struct plain plains[ACCOUNTS];
    struct naive sum = {0};
    int colours[ACCOUNTS];

    for (int i = 0; i < ACCOUNTS; i++)
        read_plain(made, i, S, E, &plains[i]);
    colour(made, S, E, colours);
    for (int unit = 0; unit < ACCOUNTS; unit++)
        add_unit(plains, colours, unit, &sum);
    return sum;
}

/* --- comparing --- */

static void same(uint64_t book, const char *what, int64_t is, int64_t expected)
{
    if (is != expected)
        fail_msg("book %llu: %s is %lld, not %lld", (unsigned long long)book, what, (long long)is,
            (long long)expected);
}

static void check(uint64_t book, const struct retention *sum, const struct naive *naive)
{
    same(book, "cohort", sum->units[ARR_KEPT_OR_LOST], naive->cohort);
    same(book, "units kept", sum->units_kept, naive->kept_units);
    same(book, "s", sum->start, naive->s);
    same(book, "e", sum->end, naive->e);
    same(book, "kept", sum->kept, naive->kept);
    same(book, "without uplift", sum->kept_without_uplift, naive->bare);
    same(book, "expansion", sum->expansion, naive->expansion);
    same(book, "contraction", sum->contraction, naive->contraction);
    same(book, "churn", sum->churn, naive->churn);
    same(book, "came", sum->came_new + sum->came_back, naive->came);
    same(book, "handed", sum->handed, naive->handed);
    same(book, "taken", sum->taken, naive->taken);
    same(book, "lost by moves", sum->lost_by_moves, naive->lost);
    same(book, "opening", sum->opening, naive->opening);
    same(book, "closing", sum->closing, naive->closing);
}

/* What holds of every book, whatever was calculated. */
static void check_laws(uint64_t book, const struct retention *sum)
{
    double grr, bare, nrr;

    same(book, "the check of E1", sum->start + sum->expansion - sum->contraction - sum->churn,
        sum->end);
    same(book, "the walk",
        sum->opening - sum->handed + sum->taken - sum->churn - sum->contraction + sum->expansion +
            sum->came_new + sum->came_back,
        sum->closing);
    assert_int_equal(retention_grr(sum, &grr), sum->start > 0);
    if (!retention_grr(sum, &grr) || !retention_nrr(sum, &nrr) ||
        !retention_grr_without_uplift(sum, &bare))
        return;
    assert_true(grr >= 0 && grr <= 1 && bare <= grr && grr <= nrr);
    if (!sum->expansion)
        assert_true(grr == nrr);
}

/* Any part of the accounts and the rest make the whole: the filter looks at who leads a unit. */
static void check_split(uint64_t book, const struct arr_position_list *positions, unsigned mask)
{
    struct retention whole = {0}, halves = {0};

    for (size_t i = 0; i < positions->count; i++)
        retention_add(&whole, &positions->items[i]);
    for (int half = 0; half < 2; half++)
        for (size_t i = 0; i < positions->count; i++)
            if ((int)(mask >> positions->items[i].accounts[0] & 1) == half)
                retention_add(&halves, &positions->items[i]);
    assert_memory_equal(&whole, &halves, sizeof(whole));
}

static struct retention sum_of(const struct arr_position_list *positions)
{
    struct retention sum = {0};
    size_t accounts = 0;

    for (size_t i = 0; i < positions->count; i++) {
        retention_add(&sum, &positions->items[i]);
        accounts += positions->items[i].account_count;
    }
    assert_int_equal(accounts, ACCOUNTS);
    return sum;
}

/* Netting by product is never kinder, and leaves s, e and who is kept alone. */
static void check_products(
    uint64_t book, const struct arr_ledger *ledger, int S, int E, const struct retention *sum)
{
    const struct arr_period period = {S, E, true};
    struct arr_position_list positions;
    struct arena arena = {0};

    arr_positions_make(ledger, &period, &arena, &positions);
    struct retention netted = sum_of(&positions);
    check_laws(book, &netted);
    same(book, "s by product", netted.start, sum->start);
    same(book, "e by product", netted.end, sum->end);
    same(book, "churn by product", netted.churn, sum->churn);
    same(book, "kept units by product", netted.units_kept, sum->units_kept);
    assert_true(netted.kept <= sum->kept && netted.kept_without_uplift <= netted.kept);
    arena_fini(&arena);
}

static void check_closings(const struct arr_ledger *ledger, int E, const struct retention *sum)
{
    struct arena arena = {0};
    int64_t *closings = arr_closings(ledger, E, &arena);
    int64_t all = 0;

    for (int i = 0; i < ACCOUNTS; i++)
        all += closings[i] == MONEY_NONE ? 0 : closings[i];
    /* A unit with one account without a rate stands beside as a whole. */
    if (!sum->units[ARR_WITHOUT_RATE])
        assert_int_equal(all, sum->closing);
    arena_fini(&arena);
}

static void test_random_books(void **state)
{
    int units = 0, transfers = 0;

    for (uint64_t book = 1; book <= BOOKS; book++) {
        struct made made;
        struct arr_position_list positions;
        struct arena arena = {0};

        seed = book;
        make(&made);
        int S = below(DAYS), E = S + 1 + below(DAYS);
        struct naive naive = calculate(&made, S, E);
        arr_moves_sort(made.moves, made.count);
        const struct arr_ledger ledger = {made.moves, made.count, made.accounts, ACCOUNTS};
        const struct arr_period period = {S, E, false};
        arr_positions_make(&ledger, &period, &arena, &positions);
        struct retention sum = sum_of(&positions);
        check(book, &sum, &naive);
        check_laws(book, &sum);
        check_split(book, &positions, (unsigned)below(64));
        check_products(book, &ledger, S, E, &sum);
        check_closings(&ledger, E, &sum);
        units += (int)sum.units[ARR_KEPT_OR_LOST];
        transfers += positions.count < ACCOUNTS;
        arena_fini(&arena);
    }
    /* The books are not all empty, nor all alone. */
    assert_true(units > BOOKS / 2 && transfers > BOOKS / 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_random_books)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
