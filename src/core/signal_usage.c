/* Signals of usage. */
#include "base/str.h"
#include "signal_internal.h"

#define FEED_FRESH_DAYS 14
#define BEFORE_DAYS 28

static bool is_fresh(const struct signal_case *at, const struct series *usage)
{
    const struct reading *last = series_last(usage);
    int limit = 2 * series_interval(usage);

    return last && at->today - last->date <= (limit > FEED_FRESH_DAYS ? limit : FEED_FRESH_DAYS);
}

static bool is_all_zero(const struct series *series)
{
    for (size_t i = 0; i < series->count; i++) {
        if (series->items[i].value > 0)
            return false;
    }
    return series->count > 0;
}

static day_number last_active(const struct series *usage)
{
    for (size_t i = usage->count; i-- > 0;) {
        if (usage->items[i].value > 0)
            return usage->items[i].date;
    }
    return DAY_NONE;
}

enum signal_grade signal_usage_stopped(struct signal_case *at)
{
    const char *what;
    const struct series *usage = measures_usage(&at->measures, &what);
    day_number since = at->today - (day_number)at->rule->params[0];
    struct series now = series_between(usage, since, at->today);

    if (!signal_knows(at, "usage of late", now.count > 0) ||
        !signal_is(at, "active in that time", is_all_zero(&now) ? "nobody" : "somebody", "nobody",
            is_all_zero(&now)))
        return GRADE_NO;
    day_number last = last_active(usage);

    /* Never in use: that is no stop. */
    if (!signal_is(
            at, "in use before", last == DAY_NONE ? "never" : "yes", "yes", last != DAY_NONE))
        return GRADE_NO;
    struct series before = series_between(usage, last - BEFORE_DAYS, last);

    signal_fill_day(at, "date", last);
    signal_fill(at, "n", words_number(at->arena, (double)round_half_up(series_mean(&before))));
    signal_fill(at, "what", what);
    return GRADE_PLAIN;
}

static void fill_trend(struct signal_case *at)
{
    const struct usage_trend *trend = &at->trend;

    signal_fill(at, "change", words_change(at->arena, trend->change));
    signal_fill(at, "now", words_number(at->arena, (double)round_half_up(trend->now)));
    signal_fill(at, "then", words_number(at->arena, (double)round_half_up(trend->before)));
    signal_fill(at, "what", trend->word);
}

static bool has_trend(struct signal_case *at, double least_users)
{
    const char *what;
    bool fresh;

    if (!signal_knows(at, "usage of eight weeks", at->trend.known))
        return false;
    fresh = is_fresh(at, measures_usage(&at->measures, &what));
    return signal_compare(at,
               (struct signal_figure){"users before", at->trend.before, FIGURE_COUNT}, AT_LEAST,
               least_users) &&
           signal_is(at, "usage last came",
               at->tells ? words_day(at->arena, at->trend.date, at->today) : "", "of late", fresh);
}

/* A holiday or a broken feed takes the whole book down: only what is worse than the book counts. */
enum signal_grade signal_usage_fall(struct signal_case *at)
{
    const double *params = at->rule->params;
    const struct signal_figure change = {"change in 4 weeks", at->trend.change, FIGURE_CHANGE};

    if (!has_trend(at, params[2]) || !signal_compare(at, change, AT_MOST, -params[0]) ||
        !signal_compare(
            at, (struct signal_figure){"users now", at->trend.now, FIGURE_COUNT}, MORE_THAN, 0))
        return GRADE_NO;
    if (at->book->has_usage_median &&
        !signal_compare(at, (struct signal_figure){"against the book", change.value, FIGURE_CHANGE},
            AT_MOST, at->book->usage_median - params[3]))
        return GRADE_NO;
    fill_trend(at);
    signal_fill(at, "median",
        at->book->has_usage_median ? words_change(at->arena, at->book->usage_median) : NULL);
    return change.value <= -params[1] + 1e-9 ? GRADE_WORSE : GRADE_PLAIN;
}

enum signal_grade signal_usage_growth(struct signal_case *at)
{
    if (!has_trend(at, at->rule->params[1]) ||
        !signal_compare(at,
            (struct signal_figure){"change in 4 weeks", at->trend.change, FIGURE_CHANGE}, AT_LEAST,
            at->rule->params[0]))
        return GRADE_NO;
    fill_trend(at);
    return GRADE_PLAIN;
}

/* Two readings in a row: one full week is a visit. */
enum signal_grade signal_seats_full(struct signal_case *at)
{
    const struct series *active = measures_active(&at->measures);
    double seats = measures_seats(&at->measures);
    size_t count = active->count;

    if (!signal_knows(at, "two readings of active users", count >= 2) ||
        !signal_knows(at, "seats bought", seats > 0) ||
        !signal_knows(at, "active users of late", is_fresh(at, active)))
        return GRADE_NO;
    double now = active->items[count - 1].value / seats;
    double before = active->items[count - 2].value / seats;
    double least = at->rule->params[0];

    if (!signal_compare(
            at, (struct signal_figure){"seats in use", now, FIGURE_SHARE}, AT_LEAST, least) ||
        !signal_compare(at, (struct signal_figure){"the reading before", before, FIGURE_SHARE},
            AT_LEAST, least))
        return GRADE_NO;
    signal_fill(at, "active", words_number(at->arena, active->items[count - 1].value));
    signal_fill(at, "bought", words_number(at->arena, seats));
    return GRADE_PLAIN;
}
