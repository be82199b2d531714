/* Which inputs an account ever had: what no account of the book ever had is not in use (defaults.md
 * 1.1). */
#include <string.h>
#include "base/str.h"
#include "health_internal.h"
#include "core/people.h"

#define OWN_METRICS_FROM 16

static uint64_t bit_of(enum health_input input, bool seen)
{
    return seen ? UINT64_C(1) << input : 0;
}

/* Metrics of the user's own share 48 bits by a hash: a clash only keeps a measure in use. */
uint64_t health_metric_bit(const char *metric)
{
    uint32_t hash = 2166136261u;

    for (; *metric; metric++)
        hash = (hash ^ (unsigned char)*metric) * 16777619u;
    return UINT64_C(1) << (OWN_METRICS_FROM + hash % (64 - OWN_METRICS_FROM));
}

static uint64_t own_metrics(const struct dossier *dossier)
{
    uint64_t bits = 0;
    const char *last = "";

    for (size_t i = 0; i < dossier->readings.count; i++) {
        const char *metric = dossier->readings.items[i].metric;

        if (strcmp(metric, last) != 0 && metric_of_name(metric) == METRIC_COUNT)
            bits |= health_metric_bit(metric) | bit_of(INPUT_METRIC, true);
        last = metric;
    }
    return bits;
}

static bool has_sponsor(const struct dossier *dossier)
{
    for (size_t i = 0; i < dossier->contacts.count; i++) {
        enum person_role role = person_role_of(dossier->contacts.items[i]);

        if (role == PERSON_SPONSOR || role == PERSON_BUYER)
            return true;
    }
    return false;
}

static uint64_t from_readings(const struct measures *measures)
{
    const char *word;
    bool usage = measures_usage(measures, &word)->count > 0;
    bool active = measures_active(measures)->count > 0 ||
                  row_knows(measures->dossier->account, ACCOUNT_ACTIVE_SEATS);

    return bit_of(INPUT_ADOPTION, active) | bit_of(INPUT_USAGE_TREND, usage) |
           bit_of(INPUT_DEPTH, measures->of[METRIC_DEPTH].count > 0) |
           bit_of(INPUT_CSAT, measures->of[METRIC_CSAT].count > 0) |
           bit_of(INPUT_NPS, measures->of[METRIC_NPS].count > 0) |
           bit_of(INPUT_PAYMENT, measures->of[METRIC_PAYMENT].count > 0);
}

uint64_t health_inputs_seen(const struct dossier *dossier)
{
    struct measures measures;
    day_number said;

    measures_read(dossier, INT32_MAX, &measures);
    return from_readings(&measures) | own_metrics(dossier) |
           bit_of(INPUT_GOALS, dossier->goals.count > 0) |
           bit_of(INPUT_ONBOARDING,
               dossier->runs.count > 0 || row_is(dossier->account, ACCOUNT_STAGE, "onboarding")) |
           bit_of(INPUT_SENTIMENT, measures_sentiment(&measures, &said) != NULL) |
           bit_of(INPUT_TWO_WAY,
               dossier->notes.count > 0 || row_knows(dossier->account, ACCOUNT_LAST_ACTIVITY)) |
           bit_of(INPUT_SPONSOR, has_sponsor(dossier)) |
           bit_of(INPUT_URGENT_TICKETS, dossier->tickets.count > 0);
}
