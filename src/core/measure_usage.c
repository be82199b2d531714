/* Usage: who is active, of how many seats, and which way it goes (model.md E22; defaults.md 1.2).
 */
#include "base/attributes.h"
#include "core/measure.h"

#define WINDOW_DAYS 28

const struct series *measures_active(const struct measures *measures)
{
    const struct series *month = &measures->of[METRIC_ACTIVE_28D];

    return month->count > 0 ? month : &measures->of[METRIC_ACTIVE];
}

const struct series *measures_usage(const struct measures *measures, const char **ret_word)
{
    const struct series *active = measures_active(measures);
    bool logins = active->count == 0;

    *ret_word = logins ? "logins" : "active";
    return logins ? &measures->of[METRIC_LOGINS] : active;
}

/* A line counts from its first day on, and to its end where it did not renew. */
static bool line_counts(const struct row *line, day_number day)
{
    day_number start = row_day(line, CONTRACT_START);
    day_number ends = row_day(line, CONTRACT_ENDS);
    bool over = row_is(line, CONTRACT_STATUS, "lost") || row_is(line, CONTRACT_STATUS, "ended");

    return (start == DAY_NONE || start <= day) && !(over && (ends == DAY_NONE || ends < day));
}

double measures_seats(const struct measures *measures)
{
    const struct dossier *dossier = measures->dossier;
    double seats = 0;

    for (size_t i = 0; i < dossier->contracts.count; i++) {
        if (line_counts(dossier->contracts.items[i], measures->day))
            seats += (double)row_integer(dossier->contracts.items[i], CONTRACT_SEATS);
    }
    if (seats > 0)
        return seats;
    if (row_integer(dossier->account, ACCOUNT_SEATS) > 0)
        return (double)row_integer(dossier->account, ACCOUNT_SEATS);
    const struct reading *last = series_last(&measures->of[METRIC_SEATS]);

    return last && last->value > 0 ? last->value : 0;
}

struct adoption measures_adoption(const struct measures *measures)
{
    const struct row *account = measures->dossier->account;
    const struct reading *last = series_last(measures_active(measures));
    struct adoption adoption = {.date = DAY_NONE, .seats = measures_seats(measures)};

    if (last) {
        adoption.active = last->value;
        adoption.date = last->date;
    } else if (row_knows(account, ACCOUNT_ACTIVE_SEATS)) {
        adoption.active = (double)row_integer(account, ACCOUNT_ACTIVE_SEATS);
    } else {
        return adoption;
    }
    adoption.known = adoption.seats > 0;
    if (adoption.known)
        adoption.share = adoption.active / adoption.seats;
    return adoption;
}

struct usage_trend measures_trend(const struct measures *measures)
{
    struct usage_trend trend = {.date = DAY_NONE};
    const struct series *usage = measures_usage(measures, &trend.word);
    const struct reading *last = series_last(usage);

    if (last == NULL || usage->items[0].date > last->date - 2 * WINDOW_DAYS + 7)
        return trend; /* under 8 weeks of it */
    struct series now = series_between(usage, last->date - WINDOW_DAYS, last->date);
    struct series before =
        series_between(usage, last->date - 2 * WINDOW_DAYS, last->date - WINDOW_DAYS);

    trend.date = last->date;
    trend.now = series_mean(&now);
    trend.before = series_mean(&before);
    trend.known = before.count > 0 && trend.before > 0;
    if (trend.known)
        trend.change = (trend.now - trend.before) / trend.before;
    return trend;
}
