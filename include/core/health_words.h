/* A health model in words, for people: what each measure gives points for, how long a value stays
 * true, what caps the score. Lines as `i` shows them: `# heading`, `left TAB right`. */
#ifndef CORE_HEALTH_WORDS_H
#define CORE_HEALTH_WORDS_H

#include "base/str.h"
#include "core/health.h"

/* Bands and what must be known. */
void health_write_limits(const struct health_limits *limits, struct str *out);
/* The measures of all models, each once: thresholds, freshness. */
void health_write_measures(const struct health_rules *rules, uint64_t in_use, struct str *out);
/* The measures of a model by group, with their weights; left out: those that are not in use
 * (book_facts.metrics_in_use). */
void health_write_model(const struct health_model *model, uint64_t in_use, struct str *out);
void health_write_caps(const struct health_rules *rules, struct str *out);
/* The measures of all models that no account of the book ever had, each once: `payment, CSAT`;
 * nothing where all are in use. */
void health_write_not_in_use(const struct health_rules *rules, uint64_t in_use, struct str *out);
bool health_measure_in_use(const struct health_measure *measure, uint64_t in_use);

/* How the ARR of the book lies in its bands. */
struct health_share {
    int64_t accounts[4], arr[4]; /* by enum health_band */
};
/* More than green_most or less than green_least of the known ARR is green: a sentence in `out`,
 * true. Accounts whose health is not known stand on neither side. */
bool health_write_separation(
    const struct health_limits *limits, const struct health_share *share, struct str *out);

#endif
