/* The figures of the book: the ground is loaded once (one pass a table), and every figure of every
 * period is computed from it without the store. */
#ifndef APP_METRICS_H
#define APP_METRICS_H

#include "app/session.h"
#include "core/feedback.h"
#include "core/metric.h"

struct metrics; /* a ground as it was read */

/* where: an expression over accounts (contract.md) as they are now, or NULL. It takes accounts out
 * of the figures and changes no cohort; figures say beside how many it leaves. Yours: metrics_free.
 */
bool metrics_load(struct session *session, const char *where, struct metrics **ret_metrics,
    struct error *err) CHECKED;
void metrics_free(struct metrics *metrics); /* NULL is fine */
/* For metric_bands_on, metric_walk_of and the like; borrowed. */
const struct metric_ground *metrics_ground(const struct metrics *metrics);
/* The period that is meant where none was given: the twelve months up to today. */
struct metric_span metrics_year(const struct session *session);

/* By their id; all in the arena. */
struct metric_results {
    struct metric_result of[FIGURES];
};
void metrics_all(const struct metrics *metrics, struct metric_span span, struct arena *arena,
    struct metric_results *ret_results);
void metrics_one(const struct metrics *metrics, enum metric_id id, struct metric_span span,
    struct arena *arena, struct metric_result *ret_result);

/* The figure over time: periods as long as the span that end at the ends of months, oldest first;
 * the last one is the span itself. */
struct metric_point {
    struct metric_span span;
    bool known;
    double value;
};
enum { METRIC_POINTS = 12 };
struct metric_span metrics_point_span(struct metric_span span, int point); /* 0 .. METRIC_POINTS */
/* One of them; figures of one span after each other share what they are made from. */
struct metric_point metrics_point(
    const struct metrics *metrics, enum metric_id id, struct metric_span span);
void metrics_series(const struct metrics *metrics, enum metric_id id, struct metric_span span,
    struct metric_point ret_points[METRIC_POINTS]);

/* --- blocks of the whole book, of the accounts that the filter leaves (core/metric.h) --- */

void metrics_bands(const struct metrics *metrics, day_number day, struct arena *arena,
    struct metric_bands *ret_bands);
void metrics_walk(const struct metrics *metrics, struct metric_span span, struct arena *arena,
    struct metric_walk *ret_walk);
void metrics_times(const struct metrics *metrics, struct metric_span span, struct arena *arena,
    struct metric_times *ret_times);
void metrics_causes(const struct metrics *metrics, struct metric_span span, struct arena *arena,
    struct metric_causes *ret_causes);
/* The mean score at the ends of the last months, oldest first; the last one on the day itself. */
void metrics_means(
    const struct metrics *metrics, day_number day, struct metric_mean ret_means[METRIC_POINTS]);

/* --- patterns, as of today; these read the store --- */

/* What several accounts ask for and is not settled, by ARR asking, most first; in the arena. */
bool metrics_themes(const struct metrics *metrics, struct arena *arena,
    struct feedback_themes *ret_themes, struct error *err) CHECKED;
/* Steps at which runs came to a halt, over all playbooks, most runs first; in the arena. */
struct metric_stall {
    const char *playbook, *playbook_title;
    struct outcome_stall stall; /* its title is "" where the playbook is gone */
};
struct metric_stalls ARRAY_OF(struct metric_stall);
bool metrics_stalls(const struct metrics *metrics, struct arena *arena,
    struct metric_stalls *ret_stalls, struct error *err) CHECKED;

#endif
