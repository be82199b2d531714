/* Figures of how the book stands at the end of a day: value, health, ARR at risk. */
#include "base/money.h"
#include "base/words.h"
#include "metric_internal.h"

bool metric_is_customer(const struct metric_account *account, day_number day)
{
    if (account->churned && (account->left == DAY_NONE || day >= account->left))
        return false;
    return account->start == DAY_NONE || account->start <= day;
}

/* The last snapshot on or before the day; a row stands until the next one. */
static const struct metric_score *score_on(
    const struct metric_ground *ground, int64_t account, day_number day)
{
    const struct metric_score *scores = ground->scores;
    const struct metric_score *found = NULL;
    size_t at;

    METRIC_FIRST(scores, ground->score_count, account, &at);
    for (; at < ground->score_count && scores[at].account == account && scores[at].day <= day; at++)
        found = &scores[at];
    return found;
}

int metric_health_on(const struct metric_ground *ground, const struct metric_account *account,
    day_number day, enum health_band *ret_band)
{
    const struct metric_score *score = score_on(ground, account->key, day);

    *ret_band = score ? score->band : BAND_UNKNOWN;
    if (day >= ground->today)
        *ret_band = account->band;
    if (day >= ground->today && account->health >= 0)
        return account->health;
    return score && *ret_band != BAND_UNKNOWN ? score->health : -1;
}

const int64_t *metric_arr_on(
    const struct metric_ground *ground, day_number day, struct arena *arena)
{
    int64_t *arr;

    if (day < ground->today)
        return arr_closings(&ground->ledger, day, arena);
    arr = arena_alloc_array(arena, ground->account_count + 1, sizeof(*arr));
    for (size_t i = 0; i < ground->account_count; i++)
        arr[i] = ground->accounts[i].arr;
    return arr;
}

/* What is left out of ARR at risk. */
struct left_out {
    const char **currencies; /* of those without a rate */
    size_t without_rate, without_arr, without_score;
};

static void keep_at_risk(struct metric_make *make, const struct metric_account *account,
    int64_t arr, struct left_out *out)
{
    bool is_today = make->span.to >= make->ground->today;
    enum health_band band;

    if (arr == MONEY_NONE) {
        if (account->without_rate)
            out->currencies[out->without_rate++] = account->currency;
        else
            out->without_arr++;
        return;
    }
    metric_health_on(make->ground, account, make->span.to, &band);
    /* Of a past day nobody knows whether one without a score was at risk; today it may be called.
     */
    if (!is_today && band == BAND_UNKNOWN) {
        out->without_score++;
        return;
    }
    bool is_at_risk = band == BAND_RED || (is_today && account->called);
    metric_keep(make, (struct metric_row){.kind = KIND_ACCOUNT,
                          .key = account->key,
                          .account = account->key,
                          .numerator = is_at_risk ? arr : 0,
                          .denominator = arr});
}

void metric_make_at_risk(struct metric_make *make)
{
    const struct metric_ground *ground = make->ground;
    const int64_t *arr = metric_arr_on(ground, make->span.to, make->arena);
    struct left_out out = {.currencies = arena_alloc_array(
                               make->arena, ground->account_count + 1, sizeof(*out.currencies))};

    for (size_t i = 0; i < ground->account_count; i++)
        if (ground->accounts[i].wanted && metric_is_customer(&ground->accounts[i], make->span.to))
            keep_at_risk(make, &ground->accounts[i], arr[i], &out);
    make->result->known = make->result->rows.count > 0;
    make->result->value = (double)make->result->numerator;
    metric_beside_count(
        make, out.without_score, NP_("without a score of that day", "without a score of that day"));
    metric_beside_count(make, out.without_arr, NP_("without known ARR", "without known ARR"));
    metric_beside_currencies(make, out.currencies, out.without_rate);
    if (make->span.to < ground->today)
        metric_beside(make, _("by health alone: calls of past days are not kept here"));
}

/* Shares in ten thousandths, so that whole numbers add up. */
void metric_make_value(struct metric_make *make)
{
    const struct metric_ground *ground = make->ground;
    size_t without = 0;

    if (make->span.to < ground->today) {
        metric_beside(make, _("goals are known as they stand today"));
        return;
    }
    for (size_t i = 0; i < ground->account_count; i++) {
        const struct metric_account *account = &ground->accounts[i];

        if (!account->wanted || !metric_is_customer(account, make->span.to))
            continue;
        without += account->value_share < 0;
        if (account->value_share < 0)
            continue;
        metric_keep(make, (struct metric_row){.kind = KIND_ACCOUNT,
                              .key = account->key,
                              .account = account->key,
                              .numerator = round_half_up(account->value_share * 10000),
                              .denominator = 10000});
    }
    metric_set_ratio(make);
    metric_beside_count(make, without, NP_("without data on goals", "without data on goals"));
}

/* --- health improved --- */

#define IMPROVED_DAYS 30
#define IMPROVED_POINTS 10

/* Of past days the snapshots tell how much it rose, but not why. */
static int rise_of(const struct metric_make *make, const struct metric_account *account)
{
    enum health_band band;
    int then, now;

    if (make->span.to >= make->ground->today)
        return account->change_30d;
    now = metric_health_on(make->ground, account, make->span.to, &band);
    then = metric_health_on(make->ground, account, make->span.to - IMPROVED_DAYS, &band);
    return now < 0 || then < 0 ? HEALTH_NO_CHANGE : now - then;
}

void metric_make_health(struct metric_make *make)
{
    const struct metric_ground *ground = make->ground;
    size_t unknown = 0;

    for (size_t i = 0; i < ground->account_count; i++) {
        const struct metric_account *account = &ground->accounts[i];

        if (!account->wanted || !metric_is_customer(account, make->span.to))
            continue;
        int rise = rise_of(make, account);
        unknown += rise == HEALTH_NO_CHANGE;
        if (rise == HEALTH_NO_CHANGE)
            continue;
        metric_keep(make, (struct metric_row){.kind = KIND_ACCOUNT,
                              .key = account->key,
                              .account = account->key,
                              .numerator = rise >= IMPROVED_POINTS,
                              .denominator = 1});
    }
    make->result->known = make->result->rows.count > 0;
    make->result->value = (double)make->result->numerator;
    metric_beside_count(
        make, unknown, NP_("without a score 30 days apart", "without a score 30 days apart"));
    if (make->span.to < ground->today)
        metric_beside(make, _("by the scores alone"));
}
