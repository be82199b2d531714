#include "core/health_series.h"

struct series health_series_of(
    const struct dossier *dossier, const struct health_measure *measure, day_number day)
{
    struct measures measures;
    const char *word;

    measures_read(dossier, day, &measures);
    switch (measure->input) {
    case INPUT_ADOPTION: return *measures_active(&measures);
    case INPUT_USAGE_TREND: return *measures_usage(&measures, &word);
    case INPUT_DEPTH: return measures.of[METRIC_DEPTH];
    case INPUT_CSAT: return measures.of[METRIC_CSAT];
    case INPUT_NPS: return measures.of[METRIC_NPS];
    case INPUT_PAYMENT: return measures.of[METRIC_PAYMENT];
    case INPUT_METRIC: return measures_named(&measures, measure->metric);
    case INPUT_SENTIMENT: return measures.of[METRIC_SENTIMENT];
    case INPUT_GOALS:
    case INPUT_ONBOARDING:
    case INPUT_TWO_WAY:
    case INPUT_SPONSOR:
    case INPUT_URGENT_TICKETS:
    case INPUT_COUNT: break;
    }
    return (struct series){0};
}
