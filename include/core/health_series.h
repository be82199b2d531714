/* The readings behind a measure of health, for its own line. */
#ifndef CORE_HEALTH_SERIES_H
#define CORE_HEALTH_SERIES_H

#include "core/health.h"
#include "core/measure.h"

/* Of the metric that the measure reads, up to that day, oldest first; empty where it reads none
 * (goals, notes, tickets). Borrowed from the dossier. */
struct series health_series_of(
    const struct dossier *dossier, const struct health_measure *measure, day_number day);

#endif
