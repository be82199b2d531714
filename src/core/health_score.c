/* E7, a value into a score, and E8, what age takes from its weight. */
#include <string.h>
#include "base/money.h"
#include "base/str.h"
#include "base/words.h"
#include "health_internal.h"

#define SAME 1e-9
#define BAD_SCORE 60

static bool numeric_score(const struct score_threshold *threshold, double value, double *ret_score)
{
    if (threshold == NULL || threshold->full == threshold->zero)
        return false;
    double score = 100 * (value - threshold->zero) / (threshold->full - threshold->zero);

    *ret_score = score < 0 ? 0 : score > 100 ? 100 : score;
    return true;
}

/* Above the last bound the last score holds. */
static bool tiered_score(const struct health_measure *measure, double value, double *ret_score)
{
    for (int i = 0; i < measure->pick_count; i++) {
        *ret_score = measure->picks[i].score;
        if (value <= measure->picks[i].upto + SAME)
            return true;
    }
    return measure->pick_count > 0;
}

static bool picked_score(const struct health_measure *measure, const char *pick, double *ret_score)
{
    for (int i = 0; i < measure->pick_count; i++) {
        if (text_equal_nocase(measure->picks[i].word, pick)) {
            *ret_score = measure->picks[i].score;
            return true;
        }
    }
    return false;
}

bool health_measure_score(const struct health_measure *measure,
    const struct score_threshold *threshold, double value, const char *pick, double *ret_score)
{
    switch (measure->form) {
    case SCORE_NUMERIC: return numeric_score(threshold, value, ret_score);
    case SCORE_TIERED: return tiered_score(measure, value, ret_score);
    case SCORE_PICKLIST: break;
    }
    return picked_score(measure, pick, ret_score);
}

struct limits {
    int stale; /* -1 never */
    int gone;  /* -1 never */
};

static struct limits limits_of(
    const struct health_freshness *freshness, double score, int interval_days)
{
    struct limits limits = {freshness->stale_days, freshness->gone_days};
    bool bad = score <= BAD_SCORE + SAME;

    if (bad && freshness->bad_stale_days >= 0)
        limits.stale = freshness->bad_stale_days;
    if (bad && freshness->bad_gone_days >= 0)
        limits.gone = freshness->bad_gone_days;
    if (freshness->by_feed && limits.stale >= 0 && 2 * interval_days > limits.stale) {
        if (limits.gone >= 0)
            limits.gone += 2 * interval_days - limits.stale;
        limits.stale = 2 * interval_days;
    }
    return limits;
}

bool health_is_stale(
    const struct health_freshness *freshness, int age_days, double score, int interval_days)
{
    struct limits limits = limits_of(freshness, score, interval_days);

    return limits.stale >= 0 && age_days > limits.stale;
}

double health_fade(
    const struct health_freshness *freshness, int age_days, double score, int interval_days)
{
    struct limits limits = limits_of(freshness, score, interval_days);

    if (limits.gone >= 0 && age_days > limits.gone)
        return 0;
    if (limits.stale < 0 || age_days <= limits.stale || freshness->fade_days < 0)
        return 1;
    if (score <= BAD_SCORE + SAME)
        return 1; /* silence never heals */
    if (freshness->fade_days == 0)
        return 0;
    double share = 1 - (double)(age_days - limits.stale) / freshness->fade_days;

    return share > 0 ? share : 0;
}

const char *health_band_word(enum health_band band)
{
    static const char *const words[] = {
        [BAND_RED] = "red",
        [BAND_YELLOW] = "yellow",
        [BAND_GREEN] = "green",
        [BAND_UNKNOWN] = "unknown",
    };
    return words[band];
}

enum health_band health_band_from_word(const char *word)
{
    for (int band = BAND_RED; band < BAND_UNKNOWN; band++)
        if (text_equal(health_band_word((enum health_band)band), word))
            return (enum health_band)band;
    return BAND_UNKNOWN;
}

const char *health_band_label(enum health_band band)
{
    static const char *const labels[] = {
        [BAND_RED] = N_("at risk"),
        [BAND_YELLOW] = N_("watch"),
        [BAND_GREEN] = N_("good"),
        [BAND_UNKNOWN] = N_("unknown"),
    };
    return labels[band];
}

const struct health_limits health_usual_limits = {
    .red_most = 50,
    .yellow_most = 75,
    .least_coverage = .5,
    .least_measures = 3,
    .least_groups = 2,
    .thin_coverage = .7,
    .hand_days = 30,
    .hand_most = 75,
    .green_most = .85,
    .green_least = .3,
};

const struct health_limits *health_limits_of(const struct health_rules *rules)
{
    return rules->limits ? rules->limits : &health_usual_limits;
}

enum health_band health_band_by(const struct health_limits *limits, int score)
{
    if (score < 0)
        return BAND_UNKNOWN;
    if (score <= limits->red_most)
        return BAND_RED;
    return score <= limits->yellow_most ? BAND_YELLOW : BAND_GREEN;
}

enum health_band health_band_of(int score)
{
    return health_band_by(&health_usual_limits, score);
}
