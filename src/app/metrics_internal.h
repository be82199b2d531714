/* The ground of the figures as it is read. */
#ifndef APP_METRICS_INTERNAL_H
#define APP_METRICS_INTERNAL_H

#include "app/app_internal.h"
#include "app/metrics.h"
#include "core/query.h"

struct metrics {
    struct session *session;
    struct arena arena;       /* texts */
    struct settings settings; /* with the reporting currency */
    struct metric_ground ground;
    struct metric_accounts ARRAY_OF(struct metric_account) accounts;
    struct account_keys ARRAY_OF(int64_t) keys;
    struct arr_moves ARRAY_OF(struct arr_move) moves;
    struct metric_notes ARRAY_OF(struct metric_note) notes;
};

/* While it is read. */
struct metrics_reading {
    struct metrics *metrics;
    const struct query *query;             /* NULL: all */
    const char *line, *product, *currency; /* of the last movement: kept once while they repeat */
    struct arena scratch;
};

/* One table each, in a running transaction. */
bool metrics_read_accounts(struct metrics_reading *reading, struct error *err) CHECKED;
bool metrics_read_moves(struct metrics_reading *reading, struct error *err) CHECKED;
bool metrics_read_notes(struct metrics_reading *reading, struct error *err) CHECKED;

#endif
