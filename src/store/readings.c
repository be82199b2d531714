/* The readings of an account. Of an account's rows most are readings, so SQLite hands them to an
 * aggregate of ours one after the other: half of what stepping to each and asking for its columns
 * would cost. */
#include "store_internal.h"

#include <string.h>
#include "base/words.h"
#include "core/bounds.h"

static const char *text_or_null(sqlite3_value *value, struct arena *arena)
{
    const char *text;

    if (sqlite3_value_type(value) != SQLITE_TEXT)
        return NULL;
    text = (const char *)sqlite3_value_text(value);
    if (text == NULL || text[0] == '\0')
        return NULL;
    return arena_copy_bytes(arena, text, (size_t)sqlite3_value_bytes(value));
}

/* Readings come by metric: one text is lent to a run of them. */
static const char *metric_of(
    sqlite3_value *value, const struct reading_list *before, struct arena *arena)
{
    const char *metric = (const char *)sqlite3_value_text(value);

    if (metric == NULL)
        return "";
    if (before->count > 0 && strcmp(before->items[before->count - 1].metric, metric) == 0)
        return before->items[before->count - 1].metric;
    return arena_copy_text(arena, metric);
}

/* metric, contact, comment, date, value */
static void take_reading(sqlite3_context *context, int count, sqlite3_value **values)
{
    struct store *store = sqlite3_user_data(context);
    struct arena *arena = store->readings_arena;
    struct reading reading = {
        .metric = metric_of(values[0], &store->readings, arena),
        .contact = text_or_null(values[1], arena),
        .comment = text_or_null(values[2], arena),
        .date = bounds_day_near(sqlite3_value_int64(values[3])),
        .value = sqlite3_value_double(values[4]),
    };

    (void)count;
    ARRAY_PUSH(&store->readings, reading);
}

static void end_readings(sqlite3_context *context)
{
    (void)context; /* its value is NULL */
}

static bool know_readings(struct store *store, struct error *err)
{
    if (store->statements[SQL_READINGS] != NULL)
        return true;
    return sqlite3_create_function_v2(store->db, "take_reading", 5, SQLITE_UTF8 | SQLITE_DIRECTONLY,
               store, NULL, take_reading, end_readings, NULL) == SQLITE_OK ||
           store_fault(store, _("could not read the book"), err);
}

bool store_read_readings(struct store *store, int64_t account, day_number oldest,
    struct arena *arena, struct reading_list *ret_readings, struct error *err)
{
    sqlite3_stmt *statement =
        know_readings(store, err) ? store_statement(store, SQL_READINGS, err) : NULL;
    struct reading_list *readings = &store->readings;

    if (statement == NULL)
        return false;
    array_clear(readings);
    store->readings_arena = arena;
    store_bind_integer(statement, 1, account);
    store_bind_integer(statement, 2, oldest);
    if (!store_run(store, statement, err))
        return false;
    *ret_readings = (struct reading_list){.count = readings->count, .room = readings->count};
    ret_readings->items = arena_alloc_array(arena, readings->count, sizeof(*readings->items));
    if (readings->count > 0)
        memcpy(ret_readings->items, readings->items, readings->count * sizeof(*readings->items));
    return true;
}
