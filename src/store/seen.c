/* Which metrics the book ever had, and the last day of its usage: kept beside the readings, so that
 * nobody has to pass over all of them again. A new reading adds to it; one that is changed or goes
 * makes it unknown, until it is asked for. */
#include "store_internal.h"

#include <stdio.h>
#include <string.h>
#include "core/health.h"
#include "core/measure.h"

static const char seen_name[] = "metrics seen";

static uint64_t bit(enum health_input input)
{
    return UINT64_C(1) << input;
}

/* Which input a metric feeds; the same as health_inputs_seen says of one account. */
static uint64_t metric_bits(const char *name)
{
    switch (metric_of_name(name)) {
    case METRIC_ACTIVE_28D:
    case METRIC_ACTIVE: return bit(INPUT_ADOPTION) | bit(INPUT_USAGE_TREND);
    case METRIC_LOGINS: return bit(INPUT_USAGE_TREND);
    case METRIC_DEPTH: return bit(INPUT_DEPTH);
    case METRIC_NPS: return bit(INPUT_NPS);
    case METRIC_CSAT: return bit(INPUT_CSAT);
    case METRIC_PAYMENT: return bit(INPUT_PAYMENT);
    case METRIC_SENTIMENT: return bit(INPUT_SENTIMENT);
    case METRIC_SEATS: return 0;
    case METRIC_COUNT: return health_metric_bit(name) | bit(INPUT_METRIC);
    }
    return 0;
}

static void add(struct metrics_seen *seen, const char *metric, day_number day)
{
    uint64_t bits = metric_bits(metric);

    if ((seen->bits & bits) != bits) {
        seen->bits |= bits;
        seen->moved = true;
    }
    if ((bits & bit(INPUT_USAGE_TREND)) && day > seen->usage_feed) {
        seen->usage_feed = day;
        seen->moved = true;
    }
}

/* --- kept in meta --- */

static bool load(struct store *store, struct error *err)
{
    struct metrics_seen *seen = &store->seen;
    const char *text = NULL;
    struct arena arena = {0};
    long long bits = 0, feed = 0;
    bool ok = seen->read || store_meta_get(store, seen_name, &arena, &text, err);

    if (ok && !seen->read) {
        size_t len = text ? strcspn(text, " ") : 0;

        seen->there = text && text[len] &&
                      text_to_int(arena_copy_bytes(&arena, text, len), &bits) &&
                      text_to_int(text + len + 1, &feed);
        seen->bits = (uint64_t)bits;
        seen->usage_feed = (day_number)feed;
        seen->read = true;
    }
    arena_fini(&arena);
    return ok;
}

bool store_seen_save(struct store *store, struct error *err)
{
    struct metrics_seen *seen = &store->seen;
    char text[64];

    if (!seen->moved)
        return true;
    snprintf(text, sizeof(text), "%lld %d", (long long)seen->bits, (int)seen->usage_feed);
    seen->moved = false;
    return store_meta_set(store, seen_name, seen->there ? text : NULL, err);
}

bool store_seen_new(struct store *store, const struct value *values, struct error *err)
{
    if (values[MEASURE_METRIC].type != VALUE_TEXT || values[MEASURE_DATE].type != VALUE_INTEGER)
        return true;
    if (!load(store, err))
        return false;
    if (store->seen.there)
        add(&store->seen, values[MEASURE_METRIC].text, (day_number)values[MEASURE_DATE].integer);
    return true;
}

bool store_seen_gone(struct store *store, struct error *err)
{
    if (!load(store, err))
        return false;
    store->seen.moved = store->seen.moved || store->seen.there;
    store->seen.there = false;
    return true;
}

/* --- asked for --- */

static bool scan(struct store *store, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_BOOK_METRICS, err);
    bool row = true;

    store->seen = (struct metrics_seen){.read = true, .usage_feed = DAY_NONE, .moved = true};
    if (statement == NULL)
        return false;
    while (row) {
        if (!store_step(store, statement, &row, err))
            return false;
        if (row)
            add(&store->seen, (const char *)sqlite3_column_text(statement, 0),
                (day_number)sqlite3_column_int64(statement, 1));
    }
    store->seen.there = true;
    return true;
}

bool store_metrics_seen(
    struct store *store, uint64_t *ret_bits, day_number *ret_usage_feed, struct error *err)
{
    bool writing = store->depth > 0 && store->writing;

    if (!writing)
        store->seen = (struct metrics_seen){0}; /* another connection may have written */
    if (!load(store, err) || (!store->seen.there && !scan(store, err)))
        return false;
    *ret_bits |= store->seen.bits;
    if (store->seen.usage_feed > *ret_usage_feed)
        *ret_usage_feed = store->seen.usage_feed;
    if (!writing)
        store->seen = (struct metrics_seen){0};
    return true;
}
