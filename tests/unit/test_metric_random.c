/* What holds of every figure whatever the book says: over 10,000 random grounds its rows add up, a
 * filter and its opposite make the whole, and the blocks add up to the book. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "base/money.h"
#include "metric_scene.h"

enum { GROUNDS = 10000, ACCOUNTS = 6, MOST = 12, SPAN = 120 };

static uint64_t seed;

static int below(int count)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (int)((seed >> 33) % (uint64_t)count);
}

static int64_t any_account(void)
{
    return 1 + below(ACCOUNTS + 1); /* the last one is not of the book */
}

/* Some days lie ahead, some are those of the ends. */
static day_number any_day(void)
{
    return T - SPAN + below(SPAN + 4);
}

static day_number any_day_or_none(void)
{
    return below(4) ? any_day() : DAY_NONE;
}

struct random_ground {
    struct scene scene;
    struct arr_move moves[MOST];
    struct metric_note notes[MOST];
    struct metric_answer answers[MOST];
    struct metric_usage usage[MOST];
    struct metric_seats seats[MOST];
    struct metric_score scores[MOST];
    struct metric_risk risks[MOST];
    struct run_standing runs[MOST];
    struct renewal_line due[MOST];
};

static void fill_account(struct metric_account *account)
{
    account->tier = 1 + below(3);
    account->churned = below(5) == 0;
    account->called = below(5) == 0;
    account->health = below(102) - 1;
    account->band = health_band_of(account->health);
    account->arr = below(5) ? below(100000) : MONEY_NONE;
    account->without_rate = account->arr == MONEY_NONE && below(2);
    account->currency = below(2) ? "SEK" : "NOK";
    account->change_30d = below(4) ? below(40) - 20 : HEALTH_NO_CHANGE;
    account->value_share = below(3) ? below(101) / 100. : -1;
    account->start = any_day_or_none();
    account->left = account->churned ? any_day_or_none() : DAY_NONE;
    account->decides = any_day_or_none();
    account->seats = below(50);
    account->active = below(3) ? below(50) : -1;
}

/* Rows in the order that a ground has them: by account, then day. */
static int64_t next_account(int64_t before)
{
    int64_t account = before + below(3) / 2;

    return account < 1 ? 1 : account;
}

static void fill_moves(struct random_ground *made)
{
    for (int i = 0; i < MOST; i++)
        made->moves[i] = (struct arr_move){.key = i + 1,
            .account = any_account(),
            .other = below(2) ? 1 + below(ACCOUNTS) : 0,
            .day = any_day(),
            .kind = (enum arr_kind)below(ARR_KINDS),
            .amount = below(30) ? below(2000) - 600 : MONEY_NONE,
            .line = below(2) ? "a" : "",
            .product = below(2) ? "seats" : "",
            .currency = "SEK"};
    arr_moves_sort(made->moves, MOST);
}

static void fill_rows(struct random_ground *made, int i, int64_t account, day_number day)
{
    made->notes[i] = (struct metric_note){
        i + 1, account, day, (unsigned)below(3) * 20 & 0xff, (enum metric_work)below(3), below(2)};
    made->answers[i] = (struct metric_answer){i + 1, account, 7, day, below(11)};
    made->usage[i] =
        (struct metric_usage){i + 1, account, day, (enum metric_usage_kind)below(3), below(60)};
    made->seats[i] =
        (struct metric_seats){account, any_day_or_none(), any_day_or_none(), below(40)};
    made->scores[i] =
        (struct metric_score){account, day + i, below(102) - 1, (enum health_band)below(4)};
    made->risks[i] = (struct metric_risk){i + 1, account, any_day_or_none(), any_day_or_none(),
        below(2), below(2) ? "price" : "", below(3) ? below(9000) : MONEY_NONE};
    made->runs[i] = run_of(account, T - day, 10 + below(30), below(3) ? below(40) : N);
    made->runs[i].run = i + 1;
    made->due[i] = (struct renewal_line){.account = account,
        .line = below(3) - 1,
        .renewal = below(2) * (i + 1),
        .ends = any_day_or_none(),
        .state = (enum due_state)below(DUE_STATES),
        .target = below(5000),
        .amount = below(6000),
        .closed_on = any_day_or_none(),
        .unknown = below(8) == 0,
        .outside = below(8) == 0};
}

static void make(struct random_ground *made)
{
    struct metric_ground *ground = &made->scene.ground;
    int64_t account = 1;

    set_up(&made->scene, ACCOUNTS);
    for (int i = 0; i < ACCOUNTS; i++)
        fill_account(&made->scene.accounts[i]);
    fill_moves(made);
    for (int i = 0, day = 0; i < MOST; i++) {
        int64_t next = next_account(account);

        day = next == account ? day + below(20) : below(40);
        account = next;
        fill_rows(made, i, account, T - SPAN + (day > SPAN ? SPAN : day));
    }
    ground->ledger.moves = made->moves;
    ground->ledger.move_count = MOST;
    ground->history = any_day_or_none();
    ground->by_product = below(2);
#define LEND(field, number)                                                                        \
    ground->field = made->field;                                                                   \
    ground->number = (size_t)below(MOST + 1)
    LEND(notes, note_count);
    LEND(answers, answer_count);
    LEND(usage, usage_count);
    LEND(seats, seats_count);
    LEND(scores, score_count);
    LEND(risks, risk_count);
    LEND(runs, run_count);
    LEND(due, due_count);
#undef LEND
}

static struct metric_result figure(
    struct random_ground *made, enum metric_id id, struct metric_span span)
{
    struct metric_result result;

    metric_compute(&made->scene.ground, id, span, &made->scene.arena, &result);
    return result;
}

static void adds_up(uint64_t book, const struct metric_result *result)
{
    int64_t part = 0, whole = 0;

    for (size_t i = 0; i < result->rows.count; i++) {
        part += result->rows.items[i].numerator;
        whole += result->rows.items[i].denominator;
        assert_in_range(result->rows.items[i].account, 1, ACCOUNTS);
    }
    if (part != result->numerator || whole != result->denominator)
        fail_msg("ground %llu: the rows of %s do not add up", (unsigned long long)book,
            metric_info(result->id)->name);
    if (metric_info(result->id)->unit == METRIC_UNIT_RATIO && result->known)
        assert_true(whole > 0 && result->value == result->value);
}

static void want(struct random_ground *made, unsigned mask)
{
    for (int i = 0; i < ACCOUNTS; i++)
        made->scene.accounts[i].wanted = made->scene.accounts[i].chosen = mask >> i & 1;
}

static void check_figures(uint64_t book, struct random_ground *made, struct metric_span span)
{
    unsigned mask = (unsigned)below(1 << ACCOUNTS);

    for (int id = 0; id < FIGURES; id++) {
        want(made, ~0u);
        struct metric_result whole = figure(made, (enum metric_id)id, span);
        want(made, mask);
        struct metric_result some = figure(made, (enum metric_id)id, span);
        want(made, ~mask);
        struct metric_result rest = figure(made, (enum metric_id)id, span);

        adds_up(book, &whole);
        adds_up(book, &some);
        adds_up(book, &rest);
        assert_int_equal(whole.numerator, some.numerator + rest.numerator);
        assert_int_equal(whole.denominator, some.denominator + rest.denominator);
        assert_int_equal(whole.rows.count, some.rows.count + rest.rows.count);
    }
    want(made, ~0u);
}

static void check_rates(struct random_ground *made, struct metric_span span)
{
    struct metric_result grr = figure(made, FIGURE_GRR, span), nrr = figure(made, FIGURE_NRR, span);
    struct metric_result bare = figure(made, FIGURE_GRR_WITHOUT_UPLIFT, span);

    assert_int_equal(grr.known, nrr.known);
    if (grr.known)
        assert_true(grr.value <= 1 && grr.value <= nrr.value && bare.value <= grr.value);
}

static void check_blocks(struct random_ground *made, struct metric_span span)
{
    const struct metric_ground *ground = &made->scene.ground;
    struct metric_result at_risk = figure(made, FIGURE_ARR_AT_RISK, span);
    struct metric_bands bands;
    struct metric_times times;
    struct metric_walk walk;
    int64_t arr = 0, accounts = 0, minutes = 0;

    metric_bands_on(ground, span.to, &made->scene.arena, &bands);
    for (int band = 0; band <= BAND_UNKNOWN; band++) {
        arr += bands.arr[band];
        accounts += bands.accounts[band];
    }
    assert_int_equal(arr, bands.total_arr);
    assert_int_equal(accounts, bands.total_accounts);
    assert_int_equal(
        at_risk.denominator, bands.total_arr - (span.to < T ? bands.arr[BAND_UNKNOWN] : 0));
    assert_true(at_risk.numerator >= bands.arr[BAND_RED]);
    metric_times_of(ground, span, &made->scene.arena, &times);
    for (int time = 0; time < TIMES; time++)
        minutes += times.minutes[time];
    assert_int_equal(minutes, times.total);
    metric_walk_of(ground, span, &made->scene.arena, &walk);
    const struct retention *sum = &walk.sum;
    assert_int_equal(sum->opening - sum->handed + sum->taken - sum->churn - sum->contraction +
                         sum->expansion + sum->came_new + sum->came_back,
        sum->closing);
}

static void test_random_grounds(void **state)
{
    size_t known = 0;

    for (uint64_t book = 1; book <= GROUNDS; book++) {
        static struct random_ground made;
        struct metric_span span;

        seed = book;
        make(&made);
        span.to = below(3) ? T - below(SPAN) : T;
        span.from = span.to - 1 - below(SPAN);
        check_figures(book, &made, span);
        check_rates(&made, span);
        check_blocks(&made, span);
        known += figure(&made, FIGURE_GRR, span).known;
        tear_down(&made.scene);
    }
    assert_true(known > GROUNDS / 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_random_grounds)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
