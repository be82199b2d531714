/* The cross-checks of model.md over 10,000 random books: every figure of the forecast and every
 * rate against a second calculation that goes its own way, in whole hundredths and by brute force.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "base/money.h"
#include "core/renewal_rates.h"

#define BOOKS 10000
#define MOST_ACCOUNTS 6

static uint64_t seed;

static uint32_t roll(uint32_t sides)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(seed >> 33) % sides;
}

struct book {
    struct arena arena;
    struct settings settings;
    day_number today;
    struct row *accounts[MOST_ACCOUNTS];
    struct row_list contracts[MOST_ACCOUNTS], renewals[MOST_ACCOUNTS];
    int count;
    struct due_list lines;
};

static const struct setting_rate rates[] = {{"EUR", 1.1}, {"JPY", .0067}};
static const char *const currencies[] = {"", "", "", "USD", "EUR", "JPY", "SEK"};
static const char *const categories[] = {
    "", "", "commit", "best case", "at risk", "expected loss", "omitted"};
static const char *const statuses[] = {
    "", "open", "open", "open", "open", "renewed", "reduced", "lost", "ended", "trial"};
static const char *const bands[] = {"red", "yellow", "green", "unknown"};

#define PICK(list) list[roll(COUNT_OF(list))]

static int64_t random_money(void)
{
    static const uint32_t sizes[] = {1, 4, 1000, 100000, 90000000};

    return roll(PICK(sizes));
}

static void maybe_day(struct row *row, int field, day_number from, uint32_t span)
{
    if (roll(4))
        row_set_day(row, field, from + (day_number)roll(span));
}

static void make_account(struct book *book, int at)
{
    struct row *row = row_new(&book->arena, KIND_ACCOUNT);

    row->key = at + 1;
    row_set_text(row, ACCOUNT_ID, "a");
    row_set_text(row, ACCOUNT_STAGE, roll(8) ? "steady" : "churned");
    row_set_text(row, ACCOUNT_CURRENCY, PICK(currencies));
    row_set_text(row, ACCOUNT_CATEGORY, PICK(categories));
    row_set_text(row, ACCOUNT_BAND, PICK(bands));
    if (roll(5))
        row_set_integer(row, ACCOUNT_ARR, random_money());
    maybe_day(row, ACCOUNT_RENEWAL, book->today - 300, 1000);
    maybe_day(row, ACCOUNT_START, book->today - 900, 1000);
    if (!roll(6))
        row_set_day(row, ACCOUNT_NOTICE_GIVEN, book->today - (day_number)roll(200));
    if (roll(2))
        row_set_integer(row, ACCOUNT_AUTO_RENEW, roll(2));
    if (roll(2))
        row_set_integer(row, ACCOUNT_TERM_MONTHS, 1 + roll(24));
    book->accounts[at] = row;
}

static void make_contract(struct book *book, int at)
{
    static const char *const ids[] = {"x", "y", "z"};
    struct row *row = row_new(&book->arena, KIND_CONTRACT);
    struct row_list *rows = &book->contracts[at];

    row->key = 100 * (at + 1) + (int64_t)rows->count;
    row_set_text(row, CONTRACT_ID, ids[rows->count]);
    row_set_text(row, CONTRACT_CURRENCY, PICK(currencies));
    row_set_text(row, CONTRACT_CATEGORY, PICK(categories));
    row_set_text(row, CONTRACT_STATUS, PICK(statuses));
    if (roll(6))
        row_set_integer(row, CONTRACT_ARR, random_money());
    if (!roll(3))
        row_set_integer(row, CONTRACT_TARGET, random_money());
    if (!roll(3))
        row_set_integer(row, CONTRACT_FORECAST, random_money());
    if (!roll(3))
        row_set_real(row, CONTRACT_PROBABILITY, roll(101) / 100.0);
    if (!roll(3))
        row_set_real(row, CONTRACT_UPLIFT, roll(30) / 100.0);
    maybe_day(row, CONTRACT_START, book->today - 900, 1000);
    maybe_day(row, CONTRACT_ENDS, book->today - 300, 1000);
    if (roll(2))
        row_set_integer(row, CONTRACT_TERM_MONTHS, 1 + roll(24));
    if (roll(2))
        row_set_integer(row, CONTRACT_AUTO_RENEW, roll(2));
    if (roll(2)) {
        row_set_integer(row, CONTRACT_NOTICE, roll(90));
        row_set_text(row, CONTRACT_NOTICE_UNIT, "days");
    }
    ARRAY_PUSH(rows, row);
}

/* Of a line that there is, at its own end or another, or of one that is gone. */
static void make_renewal(struct book *book, int at)
{
    static const char *const ids[] = {"", "x", "y", "gone"};
    struct row *row = row_new(&book->arena, KIND_RENEWAL);
    const struct row_list *contracts = &book->contracts[at];
    bool won = roll(3) != 0;

    row->key = 1000 * (at + 1) + (int64_t)book->renewals[at].count;
    row_set_text(row, RENEWAL_LINE, PICK(ids));
    row_set_day(row, RENEWAL_ENDS, book->today - 500 + (day_number)roll(700));
    if (contracts->count && roll(2)) {
        row_set_text(row, RENEWAL_LINE, "x");
        row_set(row, RENEWAL_ENDS, contracts->items[0]->values[CONTRACT_ENDS]);
    }
    row_set_text(row, RENEWAL_STATUS, won ? "won" : "lost");
    row_set_text(row, RENEWAL_CURRENCY, PICK(currencies));
    if (roll(8))
        row_set_integer(row, RENEWAL_TARGET, random_money());
    if (won && roll(8))
        row_set_integer(row, RENEWAL_FINAL, random_money());
    if (!roll(3))
        row_set_integer(row, RENEWAL_UPLIFT, random_money());
    if (roll(8))
        row_set_day(row, RENEWAL_CLOSED_ON, book->today - 400 + (day_number)roll(450));
    if (!roll(6))
        row_set_integer(row, RENEWAL_TERM_MONTHS, 1);
    ARRAY_PUSH(&book->renewals[at], row);
}

static void make_book(struct book *book, int number)
{
    seed = (uint64_t)number * 7919 + 1;
    *book = (struct book){.today = day_make(2026, 1, 1) + (day_number)roll(800)};
    book->settings =
        (struct settings){.currency = "USD", .rates = rates, .rate_count = COUNT_OF(rates)};
    book->settings.calendar.fiscal_year_start = (uint8_t)roll(13);
    book->count = (int)roll(MOST_ACCOUNTS + 1);
    for (int i = 0; i < book->count; i++) {
        make_account(book, i);
        for (uint32_t k = roll(4); k > 0; k--)
            make_contract(book, i);
        for (uint32_t k = roll(3); k > 0; k--)
            make_renewal(book, i);
    }
}

static void read_lines(struct book *book)
{
    array_clear(&book->lines);
    for (int i = 0; i < book->count; i++) {
        struct due_ground ground = {book->accounts[i], &book->contracts[i], &book->renewals[i],
            &book->settings, book->today};

        due_lines_of(&ground, &book->lines);
    }
}

static void book_fini(struct book *book)
{
    for (int i = 0; i < book->count; i++) {
        array_fini(&book->contracts[i]);
        array_fini(&book->renewals[i]);
    }
    array_fini(&book->lines);
    arena_fini(&book->arena);
}

/* The ARR of the book, by the accounts and not by the forecast. */
static int64_t arr_of(const struct book *book)
{
    int64_t sum = 0;

    for (int i = 0; i < book->count; i++) {
        struct dossier dossier = {.account = book->accounts[i], .contracts = book->contracts[i]};
        struct account_contract contract =
            contract_of_account(&dossier, &book->settings, book->today);

        if (contract.arr != MONEY_NONE)
            sum += contract.arr;
    }
    return sum;
}

/* --- the second calculation of one line --- */

struct second {
    int64_t retained, growth, weighted, risk, lands;
};

/* Hundredths of p, by the words of E5. */
static int hundredths(const struct due_line *line)
{
    static const int by_category[] = {95, 75, -1, 45, 15, 0};
    static const int by_band[] = {45, 75, 95, 75};

    if (line->state == DUE_WON)
        return 100;
    if (line->state == DUE_LOST || line->called == FORECAST_OMITTED)
        return 0;
    if (line->state == DUE_LEAVING || line->state == DUE_LOCKED_IN)
        return line->state == DUE_LEAVING ? 5 : 98;
    int p =
        line->probability >= 0 ? (int)(line->probability * 100 + .5) : by_category[line->called];
    if (p < 0)
        p = by_band[line->band];
    return p < 5 ? 5 : p > 98 ? 98 : p;
}

static struct second second_of(const struct due_line *line)
{
    struct second second = {0};
    int p = hundredths(line);
    bool open = line->state != DUE_WON && line->state != DUE_LOST;
    bool falls = open && (line->called == FORECAST_OMITTED || line->state == DUE_LEAVING ||
                             (line->called == FORECAST_EXPECTED_LOSS && line->state == DUE_OPEN));

    if (line->unknown)
        return second;
    if (line->state != DUE_LOST)
        second.retained = line->amount < line->target ? line->amount : line->target;
    if (line->state != DUE_LOST && line->amount > line->target)
        second.growth = line->amount - line->target;
    second.weighted = (second.retained * p + 50) / 100;
    second.risk = open ? (line->target * (100 - p) + 50) / 100 : 0;
    second.lands = falls ? 0 : second.retained;
    return second;
}

static bool line_is_right(const struct due_line *line)
{
    struct second second = second_of(line);
    const struct forecast_value *value = &line->value;

    return value->retained == second.retained && value->weighted == second.weighted &&
           value->uplift + value->expansion == second.growth && value->uplift >= 0 &&
           value->expansion >= 0 && value->risk == second.risk && value->lands == second.lands;
}

/* --- the properties --- */

#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition))                                                                          \
            fail_msg("book %d: %s", number, #condition);                                           \
    } while (0)

/* Sums over the lines of a period, brute force. */
static struct second sum_of(const struct book *book, struct forecast_span span)
{
    struct second sum = {0};

    for (size_t i = 0; i < book->lines.count; i++) {
        const struct due_line *line = &book->lines.items[i];

        if (line->place != DUE_PERIOD || line->ends < span.first || line->ends > span.last)
            continue;
        sum.retained += second_of(line).retained;
        sum.growth += second_of(line).growth;
        sum.weighted += second_of(line).weighted;
        sum.risk += second_of(line).risk;
        sum.lands += second_of(line).lands;
    }
    return sum;
}

static void check_totals(int number, const struct forecast_totals *totals)
{
    int64_t below = forecast_closed(totals), parts = totals->won.retained;

    for (int i = 0; i < FORECAST_OMITTED; i++) {
        int64_t running = forecast_running(totals, (enum forecast_category)i);

        CHECK(running >= below);
        CHECK(running - below == totals->open[i].retained);
        below = running;
        parts += totals->open[i].retained;
    }
    CHECK(parts + totals->open[FORECAST_OMITTED].retained == totals->all.retained);
    CHECK(totals->all.retained <= totals->all.target);
    CHECK(totals->all.weighted <= totals->all.retained + totals->all.count);
}

static void check_periods(int number, const struct book *book, const struct forecast_table *table)
{
    struct forecast_sum all = table->slipped.all;
    day_number last = DAY_NONE;

    for (int i = 0; i < table->period_count; i++) {
        const struct forecast_period *period = &table->periods[i];
        struct second sum = sum_of(book, period->span);

        CHECK(period->span.first > last && period->span.last >= period->span.first);
        CHECK(period->totals.all.retained == sum.retained);
        CHECK(period->totals.all.weighted == sum.weighted);
        CHECK(period->totals.all.uplift + period->totals.all.expansion == sum.growth);
        CHECK(period->totals.all.risk == sum.risk);
        CHECK(period->totals.all.lands == sum.lands);
        check_totals(number, &period->totals);
        last = period->span.last;
        all.count += period->totals.all.count;
        all.arr += period->totals.all.arr;
        all.target += period->totals.all.target;
        all.weighted += period->totals.all.weighted;
    }
    CHECK(all.count == table->totals.all.count);
    CHECK(all.target == table->totals.all.target);
    CHECK(all.weighted == table->totals.all.weighted);
    CHECK(all.arr + table->no_end.all.arr + table->outside.all.arr == arr_of(book));
}

static void months_slipped_and_none_are_the_arr_of_the_book(void **state)
{
    int64_t seen = 0;

    (void)state;
    for (int number = 0; number < BOOKS; number++) {
        struct forecast_table table;
        struct book book;

        make_book(&book, number);
        read_lines(&book);
        for (int quarterly = 0; quarterly < 2; quarterly++) {
            struct forecast_terms terms = {book.today, quarterly, &book.settings.calendar};

            forecast_make(book.lines.items, book.lines.count, &terms, &book.arena, &table);
            check_periods(number, &book, &table);
            check_totals(number, &table.totals);
        }
        for (size_t i = 0; i < book.lines.count; i++)
            CHECK(line_is_right(&book.lines.items[i]));
        seen += table.totals.all.count;
        book_fini(&book);
    }
    assert_true(seen > BOOKS); /* they are not all empty */
}

/* --- the bridge --- */

/* A week of work: lines are called, moved, closed, bought and gone. */
static void move_on(struct book *book)
{
    book->today += (day_number)roll(120);
    for (int i = 0; i < book->count; i++) {
        for (size_t k = 0; k < book->contracts[i].count; k++) {
            struct row *row = book->contracts[i].items[k];

            if (!roll(3))
                row_set_text(row, CONTRACT_CATEGORY, PICK(categories));
            if (!roll(4))
                row_set_integer(row, CONTRACT_FORECAST, random_money());
            if (!roll(4))
                maybe_day(row, CONTRACT_ENDS, book->today - 200, 600);
            if (!roll(5))
                row_set_text(row, CONTRACT_STATUS, PICK(statuses));
        }
        if (book->contracts[i].count && !roll(6))
            book->contracts[i].count--;
        if (book->contracts[i].count < 3 && !roll(6))
            make_contract(book, i);
        if (!roll(3))
            make_renewal(book, i);
    }
}

static int64_t stand_sum(
    const struct forecast_stand *stand, struct forecast_span span, enum forecast_measure measure)
{
    int64_t sum = 0;

    for (size_t i = 0; i < stand->count; i++) {
        const struct due_line *line = &stand->lines[i];
        bool open = line->state != DUE_WON && line->state != DUE_LOST;
        bool counts =
            measure != FORECAST_CALLED_COMMIT || !open || (line->value.category == FORECAST_COMMIT);

        if (line->outside || line->unknown || line->ends == DAY_NONE || line->ends < span.first ||
            line->ends > span.last || (open && stand->day > span.last) || !counts)
            continue;
        if (measure == FORECAST_WEIGHTED)
            sum += second_of(line).weighted;
        else if (!open || line->value.category != FORECAST_OMITTED)
            sum += second_of(line).retained;
    }
    return sum;
}

static void check_bridge(int number, const struct forecast_stand *before,
    const struct forecast_stand *after, const struct forecast_bridge *bridge)
{
    int64_t parts[BRIDGE_PARTS] = {0}, closing = bridge->opening;

    for (size_t i = 0; i < bridge->row_count; i++)
        parts[bridge->rows[i].part] += bridge->rows[i].amount;
    for (int i = 0; i < BRIDGE_PARTS; i++) {
        CHECK(parts[i] == bridge->parts[i]);
        closing += bridge->parts[i];
    }
    CHECK(closing == bridge->closing);
    CHECK(bridge->opening == stand_sum(before, bridge->span, bridge->measure));
    CHECK(bridge->closing == stand_sum(after, bridge->span, bridge->measure));
    CHECK(bridge->parts[BRIDGE_IN] >= 0 && bridge->parts[BRIDGE_OUT] <= 0);
    CHECK(bridge->parts[BRIDGE_UP] >= 0 && bridge->parts[BRIDGE_DOWN] <= 0);
    CHECK(bridge->parts[BRIDGE_SLIPPED] <= 0);
}

static void the_bridge_adds_up(void **state)
{
    size_t rows = 0;

    (void)state;
    for (int number = 0; number < BOOKS; number++) {
        struct due_list earlier = {0};
        struct book book;

        make_book(&book, number);
        read_lines(&book);
        struct forecast_span span = {
            book.today - (day_number)roll(100), book.today + (day_number)roll(400)};
        struct forecast_stand before = {book.today, book.lines.items, book.lines.count};
        earlier = book.lines;
        book.lines = (struct due_list){0};
        move_on(&book);
        read_lines(&book);
        struct forecast_stand after = {book.today, book.lines.items, book.lines.count};
        for (int measure = 0; measure <= FORECAST_WEIGHTED; measure++) {
            struct forecast_bridge bridge;

            forecast_bridge(
                &before, &after, span, (enum forecast_measure)measure, &book.arena, &bridge);
            check_bridge(number, &before, &after, &bridge);
            rows += bridge.row_count;
        }
        array_fini(&earlier);
        book_fini(&book);
    }
    assert_true(rows > BOOKS / 2);
}

/* --- the rates --- */

static void check_rates(int number, const struct book *book, const struct renewal_terms *terms)
{
    int64_t target = 0, resolved = 0, gross = 0, net = 0, won = 0, due = 0;
    struct renewal_rates rates_now;

    renewal_rates_of(book->lines.items, book->lines.count, terms, &rates_now);
    for (int account = 1; account <= book->count; account++) {
        bool is_due = false, is_won = false;

        for (size_t i = 0; i < book->lines.count; i++) {
            const struct due_line *line = &book->lines.items[i];

            if (line->account != account || line->outside || line->unknown ||
                line->ends == DAY_NONE || line->ends <= terms->after || line->ends > terms->until)
                continue;
            bool open = (line->state != DUE_WON && line->state != DUE_LOST) ||
                        (line->closed_on != DAY_NONE && line->closed_on > terms->on);
            int64_t final = open || line->state == DUE_LOST ? 0 : line->amount;
            is_due = true;
            is_won = is_won || (!open && line->state == DUE_WON);
            target += line->target;
            resolved += open ? 0 : line->target;
            gross += final < line->target ? final : line->target;
            net += final;
        }
        won += is_won;
        due += is_due;
    }
    CHECK(rates_now.gross.numerator == gross && rates_now.gross.denominator == target);
    CHECK(rates_now.net.numerator == net && rates_now.net.denominator == target);
    CHECK(rates_now.gross_resolved.denominator == resolved);
    CHECK(rates_now.open_target == target - resolved);
    CHECK(rates_now.logo.numerator == won && rates_now.logo.denominator == due);
    CHECK(gross <= net && gross <= target && won <= due);
}

static void rates_against_brute_force(void **state)
{
    (void)state;
    for (int number = 0; number < BOOKS; number++) {
        struct book book;

        make_book(&book, number);
        read_lines(&book);
        for (int i = 0; i < 3; i++) {
            day_number until = book.today - 200 + (day_number)roll(400);
            struct renewal_terms terms = {
                until - 1 - (day_number)roll(400), until, book.today - (day_number)roll(100)};

            check_rates(number, &book, &terms);
        }
        book_fini(&book);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(months_slipped_and_none_are_the_arr_of_the_book),
        cmocka_unit_test(the_bridge_adds_up),
        cmocka_unit_test(rates_against_brute_force),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
