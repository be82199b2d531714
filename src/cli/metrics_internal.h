/* What the files of `metrics` share. */
#ifndef CLI_METRICS_INTERNAL_H
#define CLI_METRICS_INTERNAL_H

#include "app/metrics.h"
#include "cli_internal.h"

/* Health, ARR over the period, causes, time, themes and stalls, as text. */
bool metrics_print_book(struct cli *cli, const struct metrics *metrics, struct metric_span span,
    struct error *err) CHECKED;

#endif
