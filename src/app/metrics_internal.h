/* The ground of the figures as it is read. */
#ifndef APP_METRICS_INTERNAL_H
#define APP_METRICS_INTERNAL_H

#include "app/app_internal.h"
#include "app/metrics.h"
#include "core/measure.h"
#include "core/query.h"
#include "core/value_delivered.h"

struct metrics {
    struct session *session;
    struct arena arena;       /* texts */
    struct settings settings; /* with the reporting currency */
    struct metric_ground ground;
    struct metric_units units;
    struct metric_accounts ARRAY_OF(struct metric_account) accounts;
    struct account_keys ARRAY_OF(int64_t) keys;
    struct arr_moves ARRAY_OF(struct arr_move) moves;
    struct metric_notes ARRAY_OF(struct metric_note) notes;
    struct metric_answers ARRAY_OF(struct metric_answer) answers;
    struct metric_usages ARRAY_OF(struct metric_usage) usage;
    struct metric_seats_list ARRAY_OF(struct metric_seats) seats;
    struct metric_scores ARRAY_OF(struct metric_score) scores;
    struct metric_risks ARRAY_OF(struct metric_risk) risks;
    struct run_standing_list runs;
    struct renewal_line_list due;
};

/* A name by which a contact of an account may be called. */
struct called {
    int64_t account;
    uint64_t hash;
};
struct called_list ARRAY_OF(struct called);

/* While it is read. */
struct metrics_reading {
    struct metrics *metrics;
    const struct query *query;  /* NULL: all */
    const char *texts[4];       /* the last of a sort of texts: kept once while they repeat */
    struct called_list called;  /* by account, hash */
    struct value_share *shares; /* as metrics->accounts */
    const char *metric;         /* name of the last reading; its sort */
    enum metric metric_of;
    struct arena scratch;
};
enum { TEXT_LINE, TEXT_PRODUCT, TEXT_CURRENCY, TEXT_CAUSE };

/* The last day of the month that lies `back` months before that of the day. */
day_number metrics_month_end(day_number day, int back);
const char *metrics_keep_text(struct metrics_reading *reading, int sort, const char *text);
/* The account of a row; NULL: not in the book. */
struct metric_account *metrics_account(struct metrics *metrics, int64_t key);

/* One table each or a few, in a running transaction. */
bool metrics_read_accounts(struct metrics_reading *reading, struct error *err) CHECKED;
bool metrics_read_moves(struct metrics_reading *reading, struct error *err) CHECKED;
bool metrics_read_notes(struct metrics_reading *reading, struct error *err) CHECKED;
bool metrics_read_readings(struct metrics_reading *reading, struct error *err) CHECKED;
bool metrics_read_contracts(struct metrics_reading *reading, struct error *err) CHECKED;
bool metrics_read_history(struct metrics_reading *reading, struct error *err) CHECKED;
bool metrics_read_risks(struct metrics_reading *reading, struct error *err) CHECKED;
bool metrics_read_goals(struct metrics_reading *reading, struct error *err) CHECKED;
bool metrics_read_rises(struct metrics_reading *reading, struct error *err) CHECKED;
bool metrics_read_runs(struct metrics_reading *reading, struct error *err) CHECKED;
/* Notes and readings into their order, once the transaction has ended: meanwhile others may write.
 */
void metrics_sort_notes(struct metrics *metrics);

#endif
