/* Sums over positions, and the rates of E2, E4 and E23. */
#include "core/retention.h"

#include <math.h>
#include "retention_internal.h"

static void count_unit(struct retention *sum, const struct arr_position *position)
{
    sum->units[position->place]++;
    if (position->place != ARR_KEPT_OR_LOST)
        return;
    sum->units_kept += position->end > 0;
    sum->units_lost += position->churn > 0;
    sum->units_shrunk += position->contraction > 0;
    sum->units_grown += position->expansion > 0;
    arr_add(&sum->start, position->start);
    arr_add(&sum->end, position->end);
}

void retention_add(struct retention *sum, const struct arr_position *position)
{
    bool is_new = position->place == ARR_CAME_NEW;

    count_unit(sum, position);
    arr_add(&sum->opening, position->opening);
    arr_add(&sum->closing, position->closing);
    arr_add(&sum->handed, position->handed);
    arr_add(&sum->taken, position->taken);
    arr_add(is_new ? &sum->came_new : &sum->came_back, position->came);
    arr_add(&sum->expansion, position->expansion);
    arr_add(&sum->contraction, position->contraction);
    arr_add(&sum->churn, position->churn);
    arr_add(&sum->uplift, position->uplift);
    arr_add(&sum->expansion_bought, position->expansion_bought);
    arr_add(&sum->kept, position->kept);
    arr_add(&sum->kept_without_uplift, position->kept_without_uplift);
    arr_add(&sum->lost_by_moves, position->lost_by_moves);
}

static bool share(int64_t part, int64_t whole, double *ret_rate)
{
    if (whole <= 0)
        return false;
    *ret_rate = (double)part / (double)whole;
    return true;
}

bool retention_grr(const struct retention *sum, double *ret_rate)
{
    return share(sum->kept, sum->start, ret_rate);
}

bool retention_grr_without_uplift(const struct retention *sum, double *ret_rate)
{
    return share(sum->kept_without_uplift, sum->start, ret_rate);
}

bool retention_nrr(const struct retention *sum, double *ret_rate)
{
    return share(sum->end, sum->start, ret_rate);
}

bool retention_expansion_share(const struct retention *sum, double *ret_rate)
{
    return share(sum->expansion_bought, sum->start, ret_rate);
}

bool retention_logo(const struct retention *sum, double *ret_rate)
{
    return share(sum->units_kept, sum->units[ARR_KEPT_OR_LOST], ret_rate);
}

/* Whole months by the calendar; the end of a month counts as the end of any. 0: no whole months. */
static int whole_months(const struct arr_period *period)
{
    int months = day_months_between(period->after, period->until);

    if (months > 0 && day_add_months(period->after, months) == period->until)
        return months;
    months = day_months_between(period->after + 1, period->until + 1);
    return months > 0 && day_add_months(period->after + 1, months) == period->until + 1 ? months
                                                                                        : 0;
}

double retention_annual(double churn, const struct arr_period *period)
{
    int months = whole_months(period);
    double periods = months ? 12.0 / months : 365.0 / (period->until - period->after);

    return 1 - pow(1 - churn, periods);
}
