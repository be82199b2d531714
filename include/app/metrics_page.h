/* All that the screen Metrics shows of a period, computed at once: figures with their lines, and
 * the book around them. In an open app with many accounts it is made by a thread with its own
 * connection, so that no key waits. */
#ifndef APP_METRICS_PAGE_H
#define APP_METRICS_PAGE_H

#include "app/metrics.h"

/* Runs that stand still, stuck or blocked, by the step at which they do; most accounts first. */
struct metrics_stall {
    const char *step, *playbook; /* titles; step "" where it is not known */
    struct metric_rows rows;     /* of RUN; numerator 1 */
};
struct metrics_stalls ARRAY_OF(struct metrics_stall);

struct metrics_page {
    struct arena arena; /* of all below */
    struct metric_span span;
    day_number today, history;     /* history: first day of the ledger, or DAY_NONE */
    const char *where;             /* the filter; "" none */
    size_t left, all;              /* accounts the filter leaves, of all */
    struct metric_results results; /* rows by metrics_page_rows; here their count */
    struct metric_point points[FIGURES][METRIC_POINTS];
    struct metric_bands bands; /* at the end of the span */
    struct metric_walk walk;
    struct metric_times times;
    struct metric_causes causes;
    struct metric_mean means[METRIC_POINTS]; /* at the ends of months; the last: of the span */
    struct feedback_themes themes;           /* open, asked for by several; of now */
    struct metrics_stalls stalls;            /* of now */
};

struct metrics_wish {
    const char *where;       /* NULL or blank: all */
    struct metric_span span; /* (from, to] */
};
/* At once, on this thread. *ret_page is yours: metrics_page_free. */
bool metrics_page_make(struct session *session, const struct metrics_wish *wish,
    struct metrics_page **ret_page, struct error *err) CHECKED;
/* The rows of a figure, made when they are first asked for. */
const struct metric_rows *metrics_page_rows(struct metrics_page *page, enum metric_id id);
void metrics_page_free(struct metrics_page *page); /* NULL is fine */

/* The same on a thread. NULL: it cannot be (the demo, or the book of another day): make it at once.
 */
struct metrics_job;
struct metrics_job *metrics_job_start(struct session *session, const struct metrics_wish *wish);
/* False: it still runs. True: it ended, and the job is gone: *ret_page, or NULL with the fault;
 * ERROR_FOUND: it gave way to a write of the session that started it, and is to begin anew. */
bool metrics_job_take(
    struct metrics_job *job, struct metrics_page **ret_page, struct error *ret_err);
/* What it makes is not wanted any more; it ends by itself, within a figure, and leaves the file at
 * once. One at a time beside a session: drop it before the next. NULL is fine. */
void metrics_job_drop(struct metrics_job *job);
/* More accounts than are counted while a key waits. */
bool metrics_is_large(struct session *session);

#endif
