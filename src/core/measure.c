/* Readings by metric. */
#include "core/measure.h"

#include <string.h>
#include "base/str.h"

struct synonym {
    const char *name;
    enum metric metric;
};

/* One table of what feeds call things; sorted by name. */
static const struct synonym synonyms[] = {
    {"active", METRIC_ACTIVE},
    {"active_28d", METRIC_ACTIVE_28D},
    {"active_seats", METRIC_ACTIVE_28D},
    {"active_users", METRIC_ACTIVE},
    {"active_users_28d", METRIC_ACTIVE_28D},
    {"active_users_30d", METRIC_ACTIVE_28D},
    {"adoption", METRIC_DEPTH},
    {"adoption_rate", METRIC_DEPTH},
    {"csat", METRIC_CSAT},
    {"csat_score", METRIC_CSAT},
    {"customer_satisfaction", METRIC_CSAT},
    {"days_late", METRIC_PAYMENT},
    {"days_overdue", METRIC_PAYMENT},
    {"days_past_due", METRIC_PAYMENT},
    {"depth", METRIC_DEPTH},
    {"depth_of_use", METRIC_DEPTH},
    {"feature_adoption", METRIC_DEPTH},
    {"feature_depth", METRIC_DEPTH},
    {"features_used", METRIC_DEPTH},
    {"invoice_days_late", METRIC_PAYMENT},
    {"licenses", METRIC_SEATS},
    {"login_count", METRIC_LOGINS},
    {"logins", METRIC_LOGINS},
    {"mau", METRIC_ACTIVE_28D},
    {"monthly_active_users", METRIC_ACTIVE_28D},
    {"nps", METRIC_NPS},
    {"nps_score", METRIC_NPS},
    {"payment", METRIC_PAYMENT},
    {"payment_days_late", METRIC_PAYMENT},
    {"seats", METRIC_SEATS},
    {"sentiment", METRIC_SENTIMENT},
    {"sessions", METRIC_LOGINS},
    {"users", METRIC_ACTIVE},
    {"wau", METRIC_ACTIVE},
    {"weekly_active_users", METRIC_ACTIVE},
};

static const char *const words[METRIC_COUNT] = {
    [METRIC_ACTIVE_28D] = "active users",
    [METRIC_ACTIVE] = "active users",
    [METRIC_LOGINS] = "logins",
    [METRIC_SEATS] = "seats",
    [METRIC_DEPTH] = "depth of use",
    [METRIC_NPS] = "NPS",
    [METRIC_CSAT] = "CSAT",
    [METRIC_PAYMENT] = "payment",
    [METRIC_SENTIMENT] = "sentiment",
};

/* As strcmp. Most differ in their first letter: that is no call, of which a past day of an account
 * made fifty. */
static int compare_names(const char *a, const char *b)
{
    return *a == *b ? strcmp(a, b) : (int)(unsigned char)*a - (int)(unsigned char)*b;
}

enum metric metric_of_name(const char *name)
{
    size_t low = 0;
    size_t high = COUNT_OF(synonyms);

    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = compare_names(name, synonyms[middle].name);

        if (order == 0)
            return synonyms[middle].metric;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return METRIC_COUNT;
}

const char *metric_word(enum metric metric)
{
    return metric < METRIC_COUNT ? words[metric] : "";
}

/* The store lends one text to a run of readings. */
static bool is_named(const struct reading *reading, const char *name)
{
    return reading->metric == name || compare_names(reading->metric, name) == 0;
}

/* The end of the run of readings that have the name of the first: readings stand by metric, so the
 * end is sought by doubling steps and not one by one. */
static size_t end_of_name(const struct reading *items, size_t count)
{
    size_t low = 0;
    size_t step = 1;

    while (low + step < count && is_named(&items[low + step], items[0].metric)) {
        low += step;
        step *= 2;
    }
    for (; step > 0; step /= 2) {
        while (low + step < count && is_named(&items[low + step], items[0].metric))
            low += step;
    }
    return low + 1;
}

/* How many of the series are dated on or before the day. */
static size_t count_upto(const struct reading *items, size_t count, day_number day)
{
    size_t low = 0;

    while (low < count) {
        size_t middle = low + (count - low) / 2;

        if (items[middle].date <= day)
            low = middle + 1;
        else
            count = middle;
    }
    return low;
}

/* Two names of one metric: the one that came last stands. */
static void take_series(struct series *series, const struct reading *items, size_t count)
{
    if (count == 0)
        return;
    if (series->count > 0 && items[count - 1].date < series->items[series->count - 1].date)
        return;
    *series = (struct series){items, count};
}

void measures_read(const struct dossier *dossier, day_number day, struct measures *ret_measures)
{
    const struct reading_list *all = &dossier->readings;

    memset(ret_measures, 0, sizeof(*ret_measures));
    ret_measures->dossier = dossier;
    ret_measures->day = day;
    for (size_t at = 0; at < all->count;) {
        const struct reading *first = &all->items[at];
        size_t count = end_of_name(first, all->count - at);
        enum metric metric = metric_of_name(first->metric);

        if (metric != METRIC_COUNT)
            take_series(&ret_measures->of[metric], first, count_upto(first, count, day));
        at += count;
    }
}

struct series measures_named(const struct measures *measures, const char *metric)
{
    const struct reading_list *all = &measures->dossier->readings;
    enum metric known = metric_of_name(metric);

    if (known != METRIC_COUNT)
        return measures->of[known];
    for (size_t at = 0; at < all->count;) {
        const struct reading *first = &all->items[at];
        size_t count = end_of_name(first, all->count - at);

        if (text_equal(first->metric, metric))
            return (struct series){first, count_upto(first, count, measures->day)};
        at += count;
    }
    return (struct series){0};
}

const struct reading *series_last(const struct series *series)
{
    return series->count > 0 ? &series->items[series->count - 1] : NULL;
}

struct series series_between(const struct series *series, day_number after, day_number upto)
{
    size_t from = count_upto(series->items, series->count, after);
    size_t to = count_upto(series->items, series->count, upto);

    if (to <= from)
        return (struct series){0};
    return (struct series){series->items + from, to - from};
}

double series_mean(const struct series *series)
{
    double sum = 0;

    for (size_t i = 0; i < series->count; i++)
        sum += series->items[i].value;
    return series->count > 0 ? sum / (double)series->count : 0;
}

int series_interval(const struct series *series)
{
    /* The last few steps: a feed that became weekly is weekly, whatever it was. */
    size_t steps = series->count > 5 ? 5 : series->count;

    if (steps < 2)
        return 0;
    day_number first = series->items[series->count - steps].date;
    day_number last = series->items[series->count - 1].date;

    return (int)((last - first) / (day_number)(steps - 1));
}
