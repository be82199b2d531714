/* What due lines come to and how they add up: model.md E5, E20. Amounts in cents, worked by hand.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "base/money.h"
#include "core/forecast.h"

static struct due_line make_line(enum due_state state, int64_t target, int64_t amount)
{
    return (struct due_line){.account = 1,
        .line = 2,
        .id = "",
        .account_id = "",
        .account_name = "",
        .product = "",
        .currency = "",
        .ends = 0,
        .state = state,
        .target = target,
        .amount = amount,
        .final_uplift = MONEY_NONE,
        .uplift = -1,
        .probability = -1,
        .called = FORECAST_NOT_CALLED,
        .health = -1,
        .band = BAND_UNKNOWN,
        .closed_on = DAY_NONE,
        .source = "",
        .reason = ""};
}

/* --- one line --- */

struct value_case {
    const char *what;
    enum due_state state;
    enum forecast_category called;
    double user_p;
    enum health_band band;
    int64_t target, amount;
    double rise;
    int64_t final_uplift;
    /* wanted */
    enum forecast_category category;
    int p; /* hundredths */
    int64_t retained, uplift, expansion, weighted, weighted_growth, risk, lands, lands_growth;
};

#define NONE MONEY_NONE
#define C(word) FORECAST_##word
static const struct value_case value_cases[] = {
    {"commit", DUE_OPEN, C(COMMIT), -1, BAND_RED, 10000, 10000, -1, NONE, C(COMMIT), 95, 10000, 0,
        0, 9500, 0, 500, 10000, 0},
    /* 10001 x .75 = 7500.75, x .25 = 2500.25 */
    {"best case", DUE_OPEN, C(BEST_CASE), -1, BAND_RED, 10001, 10001, -1, NONE, C(BEST_CASE), 75,
        10001, 0, 0, 7501, 0, 2500, 10001, 0},
    {"at risk", DUE_OPEN, C(AT_RISK), -1, BAND_GREEN, 10000, 10000, -1, NONE, C(AT_RISK), 45, 10000,
        0, 0, 4500, 0, 5500, 10000, 0},
    {"expected loss lands at nothing", DUE_OPEN, C(EXPECTED_LOSS), -1, BAND_GREEN, 10000, 10000, -1,
        NONE, C(EXPECTED_LOSS), 15, 10000, 0, 0, 1500, 0, 8500, 0, 0},
    {"omitted: no floor", DUE_OPEN, C(OMITTED), -1, BAND_GREEN, 10000, 10000, -1, NONE, C(OMITTED),
        0, 10000, 0, 0, 0, 0, 10000, 0, 0},
    {"omitted, whatever its p", DUE_OPEN, C(OMITTED), .9, BAND_GREEN, 10000, 10000, -1, NONE,
        C(OMITTED), 0, 10000, 0, 0, 0, 0, 10000, 0, 0},
    {"not called: green", DUE_OPEN, C(NOT_CALLED), -1, BAND_GREEN, 10000, 10000, -1, NONE,
        C(NOT_CALLED), 95, 10000, 0, 0, 9500, 0, 500, 10000, 0},
    {"not called: yellow", DUE_OPEN, C(NOT_CALLED), -1, BAND_YELLOW, 10000, 10000, -1, NONE,
        C(NOT_CALLED), 75, 10000, 0, 0, 7500, 0, 2500, 10000, 0},
    {"not called: red", DUE_OPEN, C(NOT_CALLED), -1, BAND_RED, 10000, 10000, -1, NONE,
        C(NOT_CALLED), 45, 10000, 0, 0, 4500, 0, 5500, 10000, 0},
    {"not called: unknown", DUE_OPEN, C(NOT_CALLED), -1, BAND_UNKNOWN, 10000, 10000, -1, NONE,
        C(NOT_CALLED), 75, 10000, 0, 0, 7500, 0, 2500, 10000, 0},
    {"the user's p wins", DUE_OPEN, C(COMMIT), .6, BAND_GREEN, 10000, 10000, -1, NONE, C(COMMIT),
        60, 10000, 0, 0, 6000, 0, 4000, 10000, 0},
    {"floor", DUE_OPEN, C(NOT_CALLED), 0, BAND_GREEN, 10000, 10000, -1, NONE, C(NOT_CALLED), 5,
        10000, 0, 0, 500, 0, 9500, 10000, 0},
    {"cap", DUE_OPEN, C(COMMIT), 1, BAND_GREEN, 10000, 10000, -1, NONE, C(COMMIT), 98, 10000, 0, 0,
        9800, 0, 200, 10000, 0},
    {"locked in", DUE_LOCKED_IN, C(AT_RISK), .3, BAND_RED, 10000, 10000, -1, NONE, C(COMMIT), 98,
        10000, 0, 0, 9800, 0, 200, 10000, 0},
    {"locked in, left out", DUE_LOCKED_IN, C(OMITTED), -1, BAND_RED, 10000, 10000, -1, NONE,
        C(OMITTED), 0, 10000, 0, 0, 0, 0, 10000, 0, 0},
    {"leaving", DUE_LEAVING, C(COMMIT), .9, BAND_GREEN, 10000, 10000, -1, NONE, C(EXPECTED_LOSS), 5,
        10000, 0, 0, 500, 0, 9500, 0, 0},
    /* 380,000.00 x .15 = 57,000.00; 420,000.00 x .85 = 357,000.00 */
    {"a smaller forecast", DUE_OPEN, C(EXPECTED_LOSS), -1, BAND_RED, 42000000, 38000000, -1, NONE,
        C(EXPECTED_LOSS), 15, 38000000, 0, 0, 5700000, 0, 35700000, 0, 0},
    /* 55,000 to 57,000 at .9: 49,500 and 1,800 */
    {"growth is no retention", DUE_OPEN, C(COMMIT), .9, BAND_GREEN, 5500000, 5700000, -1, NONE,
        C(COMMIT), 90, 5500000, 0, 200000, 4950000, 180000, 550000, 5500000, 200000},
    /* 5 % of 10,000.00 is 500.00 of the 1,000.00 */
    {"uplift first, then expansion", DUE_OPEN, C(COMMIT), -1, BAND_GREEN, 1000000, 1100000, .05,
        NONE, C(COMMIT), 95, 1000000, 50000, 50000, 950000, 95000, 50000, 1000000, 100000},
    {"less than the uplift", DUE_OPEN, C(COMMIT), -1, BAND_GREEN, 1000000, 1100000, .2, NONE,
        C(COMMIT), 95, 1000000, 100000, 0, 950000, 95000, 50000, 1000000, 100000},
    /* 333 x .035 = 11.655 */
    {"uplift is rounded half up", DUE_OPEN, C(COMMIT), -1, BAND_GREEN, 333, 400, .035, NONE,
        C(COMMIT), 95, 333, 12, 55, 316, 64, 17, 333, 67},
    /* 2 x .75 = 1.5, 2 x .25 = .5: both up */
    {"halves go up", DUE_OPEN, C(BEST_CASE), -1, BAND_GREEN, 2, 2, -1, NONE, C(BEST_CASE), 75, 2, 0,
        0, 2, 0, 1, 2, 0},
    {"a large amount stays exact", DUE_OPEN, C(COMMIT), -1, BAND_GREEN, 900000000000001,
        900000000000001, -1, NONE, C(COMMIT), 95, 900000000000001, 0, 0, 855000000000001, 0,
        45000000000000, 900000000000001, 0},
    {"nothing to renew", DUE_OPEN, C(COMMIT), -1, BAND_GREEN, 0, 500, .5, NONE, C(COMMIT), 95, 0, 0,
        500, 0, 475, 0, 0, 500},
    {"a forecast below nothing", DUE_OPEN, C(COMMIT), -1, BAND_GREEN, 1000, -5, -1, NONE, C(COMMIT),
        95, 0, 0, 0, 0, 0, 50, 0, 0},
    {"won with growth", DUE_WON, C(AT_RISK), .3, BAND_RED, 10000, 11000, .5, 300, C(AT_RISK), 100,
        10000, 300, 700, 10000, 1000, 0, 10000, 1000},
    {"won, uplift not told", DUE_WON, C(COMMIT), -1, BAND_RED, 10000, 11000, .05, NONE, C(COMMIT),
        100, 10000, 500, 500, 10000, 1000, 0, 10000, 1000},
    {"reduced", DUE_WON, C(COMMIT), -1, BAND_RED, 10000, 6000, .05, 0, C(COMMIT), 100, 6000, 0, 0,
        6000, 0, 0, 6000, 0},
    {"lost", DUE_LOST, C(COMMIT), .9, BAND_RED, 10000, 9000, -1, NONE, C(COMMIT), 0, 0, 0, 0, 0, 0,
        0, 0, 0},
};

static bool value_is(const struct value_case *want, const struct forecast_value *value)
{
    return value->category == want->category && fabs(value->p * 100 - want->p) < 1e-9 &&
           value->retained == want->retained && value->uplift == want->uplift &&
           value->expansion == want->expansion && value->weighted == want->weighted &&
           value->weighted_growth == want->weighted_growth && value->risk == want->risk &&
           value->lands == want->lands && value->lands_growth == want->lands_growth;
}

static void each_line_comes_to_what_it_should(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(value_cases); i++) {
        const struct value_case *want = &value_cases[i];
        struct due_line line = make_line(want->state, want->target, want->amount);

        line.called = want->called;
        line.probability = want->user_p;
        line.band = want->band;
        line.uplift = want->rise;
        line.final_uplift = want->final_uplift;
        struct forecast_value value = forecast_value_of(&line);
        if (!value_is(want, &value))
            fail_msg("%s: p %g retained %lld uplift %lld expansion %lld weighted %lld growth %lld "
                     "risk %lld lands %lld and %lld",
                want->what, value.p, (long long)value.retained, (long long)value.uplift,
                (long long)value.expansion, (long long)value.weighted,
                (long long)value.weighted_growth, (long long)value.risk, (long long)value.lands,
                (long long)value.lands_growth);
    }
}

static void what_is_not_known_is_no_amount(void **state)
{
    struct due_line line = make_line(DUE_OPEN, MONEY_NONE, MONEY_NONE);
    struct forecast_totals totals = {0};

    (void)state;
    line.unknown = true;
    line.value = forecast_value_of(&line);
    assert_int_equal(line.value.weighted, 0);
    assert_int_equal(line.value.retained, 0);
    forecast_add(&totals, &line);
    assert_int_equal(totals.unknown, 1);
    assert_int_equal(totals.all.count, 0);
    assert_int_equal(totals.all.target, 0);
}

static void words_of_other_systems_are_understood(void **state)
{
    static const struct {
        const char *word;
        enum forecast_category category;
    } words[] = {{"commit", C(COMMIT)}, {"Commit", C(COMMIT)}, {"Best Case", C(BEST_CASE)},
        {"best_case", C(BEST_CASE)}, {"BestCase", C(BEST_CASE)}, {"at risk", C(AT_RISK)},
        {"At_Risk", C(AT_RISK)}, {"expected loss", C(EXPECTED_LOSS)}, {"omitted", C(OMITTED)},
        {"", C(NOT_CALLED)}, {"pipeline", C(NOT_CALLED)}, {"no such word", C(NOT_CALLED)}};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(words); i++)
        assert_int_equal(forecast_category_of(words[i].word), words[i].category);
    for (int i = 0; i < FORECAST_CATEGORIES; i++)
        assert_int_equal(
            forecast_category_of(forecast_category_word((enum forecast_category)i)), i);
}

static void a_call_on_a_red_or_called_account_is_arr_at_risk(void **state)
{
    static const struct {
        const char *stage, *band, *category, *called;
        bool wanted;
    } cases[] = {{"steady", "green", "", "", false}, {"steady", "red", "", "", true},
        {"steady", "red", "commit", "commit", true}, {"steady", "yellow", "at risk", "", true},
        {"steady", "yellow", "expected loss", "", true}, {"churned", "red", "at risk", "", false},
        /* what its lines are called stands above what the account says */
        {"steady", "green", "", "at risk", true}, {"steady", "green", "at risk", "commit", false},
        /* scored, and none of its lines is open: an old call of the account is no call */
        {"steady", "green", "at risk", "-", false}};
    struct arena arena = {0};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct row *row = row_new(&arena, KIND_ACCOUNT);

        row_set_text(row, ACCOUNT_STAGE, cases[i].stage);
        row_set_text(row, ACCOUNT_BAND, cases[i].band);
        row_set_text(row, ACCOUNT_CATEGORY, cases[i].category);
        if (cases[i].called[0])
            row_set_day(row, ACCOUNT_SCORED_ON, 20780);
        if (cases[i].called[0] && strcmp(cases[i].called, "-") != 0)
            row_set_text(row, ACCOUNT_CALLED, cases[i].called);
        if (forecast_is_at_risk(row) != cases[i].wanted)
            fail_msg("case %zu", i);
    }
    arena_fini(&arena);
}

static void where_p_comes_from(void **state)
{
    static const struct {
        enum due_state state;
        enum forecast_category called;
        double p;
        enum health_band band;
        const char *words;
    } cases[] = {{DUE_OPEN, C(COMMIT), -1, BAND_RED, "called commit"},
        {DUE_OPEN, C(COMMIT), .5, BAND_RED, "set by you"},
        {DUE_OPEN, C(NOT_CALLED), -1, BAND_UNKNOWN, "not called, health unknown"},
        {DUE_OPEN, C(OMITTED), .5, BAND_RED, "left out"},
        {DUE_LOCKED_IN, C(AT_RISK), .5, BAND_RED, "notice date passed"},
        {DUE_LEAVING, C(COMMIT), .5, BAND_RED, "notice received"},
        {DUE_WON, C(COMMIT), .5, BAND_RED, "won"}};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct due_line line = make_line(cases[i].state, 100, 100);
        struct str words = {0};

        line.called = cases[i].called;
        line.probability = cases[i].p;
        line.band = cases[i].band;
        forecast_p_words(&line, &words);
        assert_string_equal(str_text(&words), cases[i].words);
        str_fini(&words);
    }
}

static void what_stands_outside_is_counted_by_currency(void **state)
{
    static const char *const currencies[] = {"SEK", "USD", "sek", "", "NOK", "SEK", "SEK"};
    struct due_line lines[COUNT_OF(currencies)];
    struct str words = {0};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        lines[i] = make_line(i == 6 ? DUE_LOST : DUE_OPEN, MONEY_NONE, MONEY_NONE);
        lines[i].currency = currencies[i];
        lines[i].unknown = true;
    }
    forecast_outside_words(lines, 0, "USD", &words);
    assert_string_equal(str_text(&words), "");
    forecast_outside_words(lines, COUNT_OF(lines), "USD", &words);
    assert_string_equal(str_text(&words), "+3 in SEK, +2 without ARR, +1 in NOK");
    str_fini(&words);
}

/* --- the eleven lines of the picture of Renewals --- */

struct look {
    const char *decides; /* taken as the last day too: the picture has months by decision */
    const char *account;
    int target, forecast; /* thousands */
    enum forecast_category called;
    double p;         /* -1: by category */
    int64_t weighted; /* hundreds */
};
static const struct look looks[] = {
    {"2026-12-01", "Northwind Traders", 420, 380, C(EXPECTED_LOSS), -1, 570},
    {"2026-12-10", "Delta Freight", 60, 60, C(EXPECTED_LOSS), -1, 90},
    {"2026-12-17", "Kestrel Bank", 240, 220, C(AT_RISK), -1, 990},
    {"2026-12-23", "Solano Wines", 45, 45, C(AT_RISK), .4, 180},
    {"2026-12-31", "Lumen Retail", 120, 90, C(EXPECTED_LOSS), -1, 135},
    {"2027-01-07", "Willow Dental", 55, 57, C(COMMIT), .9, 495},
    {"2027-01-14", "Vega Insurance", 310, 310, C(BEST_CASE), -1, 2325},
    {"2027-01-23", "Sable Studios", 140, 147, C(COMMIT), -1, 1330},
    {"2027-02-02", "Globex", 180, 180, C(AT_RISK), -1, 810},
    {"2027-02-14", "Hanover Rail", 290, 319, C(COMMIT), -1, 2755},
    {"2027-02-19", "Yarrow Tea", 40, 42, C(COMMIT), -1, 380},
};
#define THOUSAND 100000

static day_number day_of(const char *iso)
{
    day_number day;

    assert_true(day_parse_iso(iso, &day));
    return day;
}

static void look_lines(struct due_line *lines)
{
    for (size_t i = 0; i < COUNT_OF(looks); i++) {
        lines[i] = make_line(
            DUE_OPEN, (int64_t)looks[i].target * THOUSAND, (int64_t)looks[i].forecast * THOUSAND);
        lines[i].account = (int64_t)i + 1;
        lines[i].account_name = lines[i].account_id = looks[i].account;
        lines[i].called = looks[i].called;
        lines[i].probability = looks[i].p;
        lines[i].ends = lines[i].clock.decision = day_of(looks[i].decides);
        lines[i].arr = lines[i].target;
    }
}

static void the_picture_adds_up(void **state)
{
    struct forecast_terms terms = {.today = day_of("2026-11-23")};
    struct due_line lines[COUNT_OF(looks)];
    struct forecast_table table;
    struct arena arena = {0};
    double gross, net;

    (void)state;
    look_lines(lines);
    forecast_make(lines, COUNT_OF(looks), &terms, &arena, &table);
    for (size_t i = 0; i < COUNT_OF(looks); i++)
        assert_int_equal(lines[i].value.weighted, looks[i].weighted * (THOUSAND / 10));
    assert_int_equal(table.totals.all.count, 11);
    assert_int_equal(table.totals.all.target, 1900 * THOUSAND);
    assert_int_equal(table.totals.all.weighted, 1006 * THOUSAND);
    /* +2 +7 +29 +2 */
    assert_int_equal(table.totals.all.expansion, 40 * THOUSAND);
    assert_int_equal(table.totals.all.uplift, 0);
    assert_int_equal(forecast_closed(&table.totals), 0);
    assert_int_equal(forecast_running(&table.totals, C(COMMIT)), 525 * THOUSAND);
    assert_int_equal(forecast_running(&table.totals, C(BEST_CASE)), 835 * THOUSAND);
    assert_int_equal(forecast_running(&table.totals, C(AT_RISK)), 1280 * THOUSAND);
    assert_int_equal(forecast_running(&table.totals, C(EXPECTED_LOSS)), 1810 * THOUSAND);
    /* November is there though nothing is due in it. */
    assert_int_equal(table.period_count, 4);
    assert_int_equal(table.periods[0].totals.all.count, 0);
    static const int months[][2] = {{885, 5}, {505, 3}, {510, 3}};
    for (int i = 0; i < 3; i++) {
        assert_int_equal(table.periods[i + 1].totals.all.target, months[i][0] * THOUSAND);
        assert_int_equal(table.periods[i + 1].totals.all.count, months[i][1]);
    }
    /* 1,280 of 1,900 lands: 1,810 less the 530 of expected loss; 40 of growth */
    assert_true(forecast_landing(&table.totals, &gross, &net));
    assert_true(fabs(gross - 1280.0 / 1900) < 1e-12);
    assert_true(fabs(net - 1320.0 / 1900) < 1e-12);
    arena_fini(&arena);
}

/* --- periods --- */

struct span_case {
    const char *day;
    int fiscal; /* first month of the fiscal year; 0: January */
    bool quarter;
    const char *first, *last;
};
static const struct span_case span_cases[] = {
    {"2026-11-23", 0, false, "2026-11-01", "2026-11-30"},
    {"2028-02-29", 0, false, "2028-02-01", "2028-02-29"},
    {"2026-12-31", 0, false, "2026-12-01", "2026-12-31"},
    {"2026-11-23", 0, true, "2026-10-01", "2026-12-31"},
    {"2026-01-01", 0, true, "2026-01-01", "2026-03-31"},
    {"2026-03-31", 1, true, "2026-01-01", "2026-03-31"},
    /* a year from February: Feb-Apr, May-Jul, Aug-Oct, Nov-Jan */
    {"2027-01-31", 2, true, "2026-11-01", "2027-01-31"},
    {"2026-11-01", 2, true, "2026-11-01", "2027-01-31"},
    {"2026-10-31", 2, true, "2026-08-01", "2026-10-31"},
    {"2026-01-15", 12, true, "2025-12-01", "2026-02-28"},
    {"2028-02-29", 12, true, "2027-12-01", "2028-02-29"},
    {"2026-04-30", 4, true, "2026-04-01", "2026-06-30"},
};

static void months_and_fiscal_quarters(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(span_cases); i++) {
        const struct span_case *want = &span_cases[i];
        struct calendar calendar = {.fiscal_year_start = (uint8_t)want->fiscal};
        struct forecast_terms terms = {.by_quarter = want->quarter, .calendar = &calendar};
        struct forecast_span span = forecast_period_of(&terms, day_of(want->day));

        if (span.first != day_of(want->first) || span.last != day_of(want->last))
            fail_msg("%s by %d", want->day, want->fiscal);
    }
}

struct place_case {
    const char *what, *ends; /* "" none */
    enum due_state state;
    bool outside, live, quarterly;
    enum due_place place;
};
/* today 23 Nov 2026: the month began on 1 Nov, the quarter on 1 Oct */
static const struct place_case place_cases[] = {
    {"this month", "2026-11-30", DUE_OPEN, false, true, false, DUE_PERIOD},
    {"earlier this month", "2026-11-01", DUE_OPEN, false, true, false, DUE_PERIOD},
    {"last month, open", "2026-10-31", DUE_OPEN, false, true, false, DUE_SLIPPED},
    {"last month, by quarter", "2026-10-31", DUE_OPEN, false, true, true, DUE_PERIOD},
    {"last quarter, open", "2026-09-30", DUE_OPEN, false, true, true, DUE_SLIPPED},
    {"last month, won", "2026-10-31", DUE_WON, false, false, false, DUE_PERIOD},
    {"last quarter, won", "2026-09-30", DUE_WON, false, false, false, DUE_PAST},
    {"last quarter, lost", "2026-09-30", DUE_LOST, false, false, true, DUE_PAST},
    {"closed long ago and live", "2026-09-30", DUE_WON, false, true, true, DUE_NO_END},
    {"next year, won early", "2027-11-30", DUE_WON, false, true, true, DUE_PERIOD},
    {"no end", "", DUE_OPEN, false, true, false, DUE_NO_END},
    {"month to month", "2026-11-30", DUE_OPEN, true, true, false, DUE_OUTSIDE},
    {"a trial without end", "", DUE_OPEN, true, true, false, DUE_OUTSIDE},
};

static void each_line_has_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(place_cases); i++) {
        const struct place_case *want = &place_cases[i];
        struct forecast_terms terms = {day_of("2026-11-23"), want->quarterly, NULL};
        struct due_line line = make_line(want->state, 1000, 1000);
        struct forecast_table table;
        struct arena arena = {0};

        line.ends = want->ends[0] ? day_of(want->ends) : DAY_NONE;
        line.outside = want->outside;
        line.arr = want->live ? 1000 : 0;
        forecast_make(&line, 1, &terms, &arena, &table);
        if (line.place != want->place)
            fail_msg("%s: %s", want->what, due_place_word(line.place));
        int64_t arr = table.totals.all.arr + table.no_end.all.arr + table.outside.all.arr;
        assert_int_equal(arr, line.arr);
        assert_int_equal(table.slipped.all.count, want->place == DUE_SLIPPED);
        arena_fini(&arena);
    }
}

/* --- order --- */

static void by_decision_then_end_then_size(void **state)
{
    struct due_line lines[6];
    static const int wanted[] = {4, 1, 0, 3, 2, 5};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        lines[i] = make_line(DUE_OPEN, 1000, 1000);
        lines[i].account = (int64_t)i;
        lines[i].ends = 200;
        lines[i].clock.decision = 150;
    }
    lines[1].target = 2000;         /* larger first */
    lines[2].state = DUE_LOCKED_IN; /* decided: by its end */
    lines[3].account_id = "z";      /* then the id */
    lines[4].ends = 160;            /* the earlier end of one decision */
    lines[5].ends = lines[5].clock.decision = DAY_NONE;
    qsort(lines, COUNT_OF(lines), sizeof(*lines), forecast_compare);
    for (size_t i = 0; i < COUNT_OF(lines); i++)
        assert_int_equal(lines[i].account, wanted[i]);
}

/* --- where the book lands --- */

static void the_book_lands_by_account(void **state)
{
    struct due_line lines[4];
    struct forecast_book_landing landing;

    (void)state;
    /* A has two lines: 100 becomes 60, 100 becomes 150: 210 of 200. B: 300 is an expected loss. C
     * is due later. So s = 600 + 50, gross 200 + 0 + 50, net 210 + 0 + 50. */
    lines[0] = make_line(DUE_OPEN, 100, 60);
    lines[1] = make_line(DUE_OPEN, 100, 150);
    lines[2] = make_line(DUE_OPEN, 300, 300);
    lines[3] = make_line(DUE_OPEN, 50, 10);
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        lines[i].called = i == 2 ? C(EXPECTED_LOSS) : C(COMMIT);
        lines[i].account = i < 2 ? 1 : (int64_t)i;
        lines[i].arr = lines[i].target;
        lines[i].ends = lines[i].clock.decision = i == 3 ? 500 : 100;
        lines[i].value = forecast_value_of(&lines[i]);
    }
    forecast_book_landing(lines, COUNT_OF(lines), 200, &landing);
    assert_int_equal(landing.start, 550);
    assert_int_equal(landing.gross_end, 250);
    assert_int_equal(landing.net_end, 260);
    forecast_book_landing(lines, COUNT_OF(lines), DAY_NONE, &landing);
    assert_int_equal(landing.gross_end, 210);
    assert_int_equal(landing.net_end, 220);
    /* From month to month: as it is, but where it is lost or leaves. */
    for (size_t i = 0; i < COUNT_OF(lines); i++)
        lines[i].outside = true;
    lines[0].state = DUE_LOST;
    lines[2].state = DUE_LEAVING;
    for (size_t i = 0; i < COUNT_OF(lines); i++)
        lines[i].value = forecast_value_of(&lines[i]);
    forecast_book_landing(lines, COUNT_OF(lines), DAY_NONE, &landing);
    assert_int_equal(landing.start, 550);
    assert_int_equal(landing.gross_end, 150);
    assert_int_equal(landing.net_end, 150);
}

static void no_target_is_no_landing(void **state)
{
    struct forecast_totals totals = {0};
    double gross, net;

    (void)state;
    assert_false(forecast_landing(&totals, &gross, &net));
}

/* --- how good it was --- */

struct judge_case {
    int64_t forecast, actual;
    bool has_accuracy, has_bias;
    int accuracy, bias; /* ten thousandths */
};
static const struct judge_case judge_cases[] = {
    /* 1 - .09 / 1.51 = .9404; .09 / 1.42 = .0634 */
    {1420000, 1510000, true, true, 9404, 634},
    {1510000, 1420000, true, true, 9366, -596},
    {100, 100, true, true, 10000, 0},
    {300, 100, true, true, 0, -6667}, /* 1 - 2 is below nothing */
    {0, 100, true, false, 0, 0},
    {100, 0, false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static void accuracy_and_bias(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(judge_cases); i++) {
        const struct judge_case *want = &judge_cases[i];
        double accuracy = 0, bias = 0;

        assert_int_equal(
            forecast_accuracy(want->forecast, want->actual, &accuracy), want->has_accuracy);
        assert_int_equal(forecast_bias(want->forecast, want->actual, &bias), want->has_bias);
        assert_int_equal(lround(accuracy * 10000), want->accuracy);
        assert_int_equal(lround(bias * 10000), want->bias);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_line_comes_to_what_it_should),
        cmocka_unit_test(what_is_not_known_is_no_amount),
        cmocka_unit_test(words_of_other_systems_are_understood),
        cmocka_unit_test(a_call_on_a_red_or_called_account_is_arr_at_risk),
        cmocka_unit_test(where_p_comes_from),
        cmocka_unit_test(what_stands_outside_is_counted_by_currency),
        cmocka_unit_test(the_picture_adds_up),
        cmocka_unit_test(months_and_fiscal_quarters),
        cmocka_unit_test(each_line_has_its_place),
        cmocka_unit_test(by_decision_then_end_then_size),
        cmocka_unit_test(the_book_lands_by_account),
        cmocka_unit_test(no_target_is_no_landing),
        cmocka_unit_test(accuracy_and_bias),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
