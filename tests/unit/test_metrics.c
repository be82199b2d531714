/* Every figure of the demo book opens to rows that add up to it, at several dates and under
 * filters; and the blocks of the book add up to what its header says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "app/metrics.h"
#include "base/money.h"
#include "base/str.h"
#include "support/home.h"

static char *home;
static struct session *session;

static day_number day_of(const char *iso)
{
    day_number day;

    assert_true(day_parse_iso(iso, &day));
    return day;
}

static int open_demo(void **state)
{
    struct session_options options = {.demo = true, .today = day_of("2026-11-23")};
    struct error err = {0};
    bool more = true;

    home = home_new();
    setenv("TMPDIR", home, 1);
    if (!session_open(&options, &session, &err) || !session_rescore(session, 0, &more, &err))
        fail_msg("%s", err.text);
    return more;
}

static int close_demo(void **state)
{
    session_close(session);
    home_free(home);
    return unsetenv("TMPDIR");
}

static struct metrics *load(const char *where)
{
    struct metrics *metrics = NULL;
    struct error err = {0};

    if (!metrics_load(session, where, &metrics, &err))
        fail_msg("%s", err.text);
    return metrics;
}

static const struct {
    const char *from, *to;
} dates[] = {{"2025-11-23", "2026-11-23"}, {"2025-08-31", "2026-08-31"},
    {"2026-06-30", "2026-09-30"}, {"2026-10-31", "2026-11-23"}, {"2025-02-28", "2025-03-31"}};
static const char *const filters[] = {NULL, "tier = enterprise", "arr_now >= 100k",
    "not arr_now >= 100k", "health < 60", "name ~ zzz"};

static struct metric_span span_of(size_t at)
{
    return (struct metric_span){day_of(dates[at].from), day_of(dates[at].to)};
}

/* --- one figure and its rows --- */

static int compare_days(const void *left, const void *right)
{
    const int64_t *a = left, *b = right;

    return (*a > *b) - (*a < *b);
}

/* The mean of the middle two. */
static double median_of(const struct metric_rows *rows)
{
    int64_t *days = calloc(rows->count, sizeof(*days));
    size_t half = rows->count / 2;

    for (size_t i = 0; i < rows->count; i++)
        days[i] = rows->items[i].numerator;
    qsort(days, rows->count, sizeof(*days), compare_days);
    double median =
        rows->count % 2 ? (double)days[half] : (double)(days[half - 1] + days[half]) / 2;
    free(days);
    return median;
}

static double value_of(const struct metric_result *result, int64_t part, int64_t whole)
{
    const struct arr_period period = {result->span.from, result->span.to, false};
    double share = whole ? (double)part / (double)whole : 0;

    switch (metric_info(result->id)->unit) {
    case METRIC_UNIT_RATIO:
        return result->id == FIGURE_LOGO_CHURN_ANNUAL ? retention_annual(share, &period) : share;
    case METRIC_UNIT_MONEY:
    case METRIC_UNIT_COUNT: return (double)part;
    case METRIC_UNIT_DAYS: return median_of(&result->rows);
    case METRIC_UNIT_SCORE: return share * 100;
    }
    return -1;
}

/* Each row is a row of the book, and of the account that it names. */
static void check_row(const struct metric_row *row)
{
    struct arena arena = {0};
    struct row *stored = NULL;
    struct error err;

    assert_true(store_get(session_store(session), row->kind, row->key, &arena, &stored, &err));
    assert_non_null(stored);
    if (row->kind == KIND_ACCOUNT)
        assert_int_equal(row->key, row->account);
    else
        assert_int_equal(row_integer(stored, kind_info(row->kind)->account), row->account);
    arena_fini(&arena);
}

static void check_figure(const struct metric_result *result)
{
    const char *name = metric_info(result->id)->name;
    int64_t part = 0, whole = 0;

    for (size_t i = 0; i < result->rows.count; i++) {
        part += result->rows.items[i].numerator;
        whole += result->rows.items[i].denominator;
        check_row(&result->rows.items[i]);
    }
    if (part != result->numerator || whole != result->denominator)
        fail_msg("%s: rows make %lld of %lld, the figure says %lld of %lld", name, (long long)part,
            (long long)whole, (long long)result->numerator, (long long)result->denominator);
    if (!result->known) {
        assert_int_equal(result->rows.count, 0);
        return;
    }
    double value = value_of(result, part, whole);
    if (value - result->value > 1e-9 || result->value - value > 1e-9)
        fail_msg("%s: its rows make %f, not %f", name, value, result->value);
}

static void every_figure_adds_up(void **state)
{
    size_t known = 0;

    for (size_t f = 0; f < COUNT_OF(filters); f++) {
        struct metrics *metrics = load(filters[f]);

        for (size_t d = 0; d < COUNT_OF(dates); d++) {
            struct metric_results results;
            struct arena arena = {0};

            metrics_all(metrics, span_of(d), &arena, &results);
            for (int id = 0; id < FIGURES; id++) {
                check_figure(&results.of[id]);
                known += results.of[id].known && results.of[id].rows.count;
                assert_int_equal(
                    filters[f] != NULL, strstr(results.of[id].beside, "the filter leaves") != NULL);
            }
            arena_fini(&arena);
        }
        metrics_free(metrics);
    }
    assert_true(known > COUNT_OF(filters) * COUNT_OF(dates) * FIGURES / 3);
}

/* --- a filter splits, and changes no cohort --- */

static void compare_split(const struct metrics *whole, const struct metrics *one,
    const struct metrics *other, struct metric_span span)
{
    struct metric_results all, some, rest;
    struct arena arena = {0};

    metrics_all(whole, span, &arena, &all);
    metrics_all(one, span, &arena, &some);
    metrics_all(other, span, &arena, &rest);
    for (int id = 0; id < FIGURES; id++) {
        assert_int_equal(all.of[id].numerator, some.of[id].numerator + rest.of[id].numerator);
        assert_int_equal(all.of[id].denominator, some.of[id].denominator + rest.of[id].denominator);
        assert_int_equal(all.of[id].rows.count, some.of[id].rows.count + rest.of[id].rows.count);
    }
    arena_fini(&arena);
}

static void a_filter_and_its_opposite_make_the_whole(void **state)
{
    struct metrics *whole = load(NULL), *one = load("arr_now >= 100k");
    struct metrics *other = load("not arr_now >= 100k");

    for (size_t d = 0; d < COUNT_OF(dates); d++)
        compare_split(whole, one, other, span_of(d));
    metrics_free(whole);
    metrics_free(one);
    metrics_free(other);
}

static void a_wrong_filter_is_told(void **state)
{
    struct metrics *metrics = NULL;
    struct error err = {0};

    assert_false(metrics_load(session, "helth < 4", &metrics, &err));
    assert_null(metrics);
    assert_non_null(strstr(err.text, "health"));
}

/* --- blocks --- */

static void check_bands(const struct metrics *metrics, day_number day)
{
    struct metric_bands bands;
    struct arena arena = {0};
    int64_t accounts = 0, arr = 0;

    metrics_bands(metrics, day, &arena, &bands);
    for (int band = 0; band <= BAND_UNKNOWN; band++) {
        int64_t sum = 0;

        for (size_t i = 0; i < bands.rows[band].count; i++)
            sum += bands.rows[band].items[i].numerator;
        assert_int_equal(sum, bands.arr[band]);
        assert_int_equal(bands.rows[band].count, bands.accounts[band]);
        accounts += bands.accounts[band];
        arr += bands.arr[band];
    }
    assert_int_equal(accounts, bands.total_accounts);
    assert_int_equal(arr, bands.total_arr);
    arena_fini(&arena);
}

static void bands_are_the_book(void **state)
{
    struct metrics *metrics = load(NULL);
    struct metric_bands bands;
    struct metric_result at_risk;
    struct totals totals;
    struct arena arena = {0};
    struct error err;

    assert_true(store_totals(session_store(session), &totals, &err));
    for (size_t d = 0; d < COUNT_OF(dates); d++)
        check_bands(metrics, span_of(d).to);
    metrics_bands(metrics, span_of(0).to, &arena, &bands);
    assert_int_equal(bands.total_accounts, totals.accounts);
    assert_int_equal(bands.total_arr, totals.arr);
    for (int band = 0; band <= BAND_UNKNOWN; band++) {
        assert_int_equal(bands.accounts[band], totals.band_count[band]);
        assert_int_equal(bands.arr[band], totals.band_arr[band]);
    }
    metrics_one(metrics, FIGURE_ARR_AT_RISK, span_of(0), &arena, &at_risk);
    assert_int_equal(at_risk.numerator, totals.at_risk_arr);
    assert_int_equal(at_risk.denominator, totals.arr);
    arena_fini(&arena);
    metrics_free(metrics);
}

/* From the ARR of one day to that of another, which of today is the book's. */
static void the_walk_adds_up(void **state)
{
    struct metrics *metrics = load(NULL);
    struct totals totals;
    struct error err;

    assert_true(store_totals(session_store(session), &totals, &err));
    for (size_t d = 0; d < COUNT_OF(dates); d++) {
        struct metric_walk walk;
        struct arena arena = {0};
        const struct retention *sum = &walk.sum;
        int64_t opening = 0, closing = 0;

        metrics_walk(metrics, span_of(d), &arena, &walk);
        assert_int_equal(sum->opening - sum->churn - sum->contraction + sum->expansion +
                             sum->came_new + sum->came_back + sum->taken - sum->handed,
            sum->closing);
        for (size_t i = 0; i < walk.positions.count; i++) {
            opening += walk.positions.items[i].opening;
            closing += walk.positions.items[i].closing;
        }
        assert_int_equal(opening, sum->opening);
        assert_int_equal(closing, sum->closing);
        if (span_of(d).to == session_today(session))
            assert_int_equal(sum->closing, totals.arr);
        arena_fini(&arena);
    }
    metrics_free(metrics);
}

static void time_and_causes_add_up(void **state)
{
    struct metrics *metrics = load(NULL);
    struct metric_times times;
    struct metric_causes causes;
    struct arena arena = {0};
    int64_t minutes = 0, risks = 0;

    metrics_times(metrics, span_of(0), &arena, &times);
    for (int time = 0; time < TIMES; time++) {
        int64_t sum = 0;

        for (size_t i = 0; i < times.rows[time].count; i++)
            sum += times.rows[time].items[i].numerator;
        assert_int_equal(sum, times.minutes[time]);
        minutes += sum;
    }
    assert_int_equal(minutes, times.total);
    metrics_causes(metrics, span_of(0), &arena, &causes);
    for (size_t c = 0; c < causes.count; c++) {
        int64_t exposed = 0, accounts = 0;

        for (size_t i = 0; i < causes.items[c].rows.count; i++) {
            exposed += causes.items[c].rows.items[i].numerator;
            accounts += causes.items[c].rows.items[i].denominator;
            risks++;
        }
        assert_int_equal(exposed, causes.items[c].exposed);
        assert_int_equal(accounts, causes.items[c].accounts);
    }
    assert_true(risks > 0);
    arena_fini(&arena);
    metrics_free(metrics);
}

static void patterns_are_of_several(void **state)
{
    struct metrics *metrics = load(NULL), *none = load("name ~ zzz");
    struct feedback_themes themes;
    struct metric_stalls stalls;
    struct arena arena = {0};
    struct error err;

    assert_true(metrics_themes(metrics, &arena, &themes, &err) && themes.count > 0);
    for (size_t i = 0; i < themes.count; i++)
        assert_true(themes.items[i].asking.accounts >= 2);
    assert_true(metrics_stalls(metrics, &arena, &stalls, &err) && stalls.count > 0);
    for (size_t i = 0; i < stalls.count; i++) {
        assert_int_equal(stalls.items[i].stall.runs.count,
            stalls.items[i].stall.late + stalls.items[i].stall.cancelled);
        assert_true(*stalls.items[i].stall.title);
    }
    assert_true(metrics_themes(none, &arena, &themes, &err));
    assert_int_equal(themes.count, 0);
    assert_true(metrics_stalls(none, &arena, &stalls, &err));
    assert_int_equal(stalls.count, 0);
    arena_fini(&arena);
    metrics_free(metrics);
    metrics_free(none);
}

/* --- over time --- */

static void check_series(const struct metrics *metrics, enum metric_id id)
{
    struct metric_point points[METRIC_POINTS];

    metrics_series(metrics, id, span_of(0), points);
    for (int i = 0; i < METRIC_POINTS; i++) {
        struct metric_result result;
        struct arena arena = {0};

        metrics_one(metrics, id, points[i].span, &arena, &result);
        assert_int_equal(result.known, points[i].known);
        assert_true(!result.known || result.value == points[i].value);
        arena_fini(&arena);
    }
    assert_int_equal(points[METRIC_POINTS - 1].span.to, day_of("2026-11-23"));
    assert_int_equal(points[METRIC_POINTS - 1].span.from, day_of("2025-11-23"));
    assert_int_equal(points[METRIC_POINTS - 2].span.to, day_of("2026-10-31"));
    assert_int_equal(points[METRIC_POINTS - 2].span.from, day_of("2025-10-31"));
    assert_int_equal(points[0].span.to, day_of("2025-12-31"));
}

static void series_are_figures_of_month_ends(void **state)
{
    struct metrics *metrics = load(NULL);
    struct metric_mean means[METRIC_POINTS];

    for (int id = 0; id < FIGURES; id++)
        check_series(metrics, (enum metric_id)id);
    metrics_means(metrics, session_today(session), means);
    for (int i = 0; i < METRIC_POINTS; i++)
        assert_true(means[i].known <= means[i].accounts && means[i].sum <= 100 * means[i].known);
    assert_true(means[METRIC_POINTS - 1].known > 0);
    metrics_free(metrics);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_figure_adds_up),
        cmocka_unit_test(a_filter_and_its_opposite_make_the_whole),
        cmocka_unit_test(a_wrong_filter_is_told),
        cmocka_unit_test(bands_are_the_book),
        cmocka_unit_test(the_walk_adds_up),
        cmocka_unit_test(time_and_causes_add_up),
        cmocka_unit_test(patterns_are_of_several),
        cmocka_unit_test(series_are_figures_of_month_ends),
    };

    return cmocka_run_group_tests(tests, open_demo, close_demo);
}
