/* The forecast frozen day by day: of each contract line, a row for the days on which it differs
 * from the row before, in force from its day on (model.md E5). */
#ifndef STORE_FORECAST_H
#define STORE_FORECAST_H

#include "core/forecast.h"
#include "store/store.h"

/* Freezes the lines of an account as they stand on that day; those with a RENEWAL of their own and
 * those outside are not kept. Only what moved is written; a line that is no longer there ends. One
 * read an account. */
bool store_put_forecast(struct store *store, int64_t account, day_number day,
    const struct due_list *lines, struct error *err) CHECKED;

struct frozen_line {
    int64_t account, line; /* as in struct due_line */
    day_number day;        /* from which it is in force */
    bool gone;             /* from that day on there is no such line */
    enum due_state state;
    day_number ends;
    int64_t target, amount; /* reporting currency */
    double uplift;          /* -1 unknown */
    double probability;     /* as it counted */
    enum forecast_category category;
};
typedef bool (*store_frozen_fn)(void *context, const struct frozen_line *frozen); /* false stops */
/* What is in force on each of these days: one call a line and day, of those that had anything
 * frozen by then; `at` is the day's place. One pass. */
#define FORECAST_DAYS_MOST 8
typedef bool (*store_frozen_on_fn)(void *context, size_t at, const struct frozen_line *frozen);
bool store_forecast_on(struct store *store, const day_number *days, size_t count,
    store_frozen_on_fn fn, void *context, struct error *err) CHECKED;
/* Of one account, by line, then day. */
bool store_forecast_of(struct store *store, int64_t account, store_frozen_fn fn, void *context,
    struct error *err) CHECKED;

#endif
