/* New rows fed to SQLite as a table of its own kind: `INSERT ... SELECT ... FROM feed_NOTE` asks
 * for row after row, column after column. Nothing is bound, and no cursor is opened, for a row. */
#include "store_internal.h"

#include <stdlib.h>
#include "base/words.h"
#include "kind_sql_internal.h"

struct feed_table {
    sqlite3_vtab base;
    struct feed *feed;
};
struct feed_cursor {
    sqlite3_vtab_cursor base;
    struct feed *feed;
};

static struct feed *feed_of(sqlite3_vtab_cursor *cursor)
{
    return ((struct feed_cursor *)(void *)cursor)->feed;
}

static int connect_feed(sqlite3 *db, void *context, int count, const char *const *words,
    sqlite3_vtab **ret_table, char **ret_why)
{
    struct feed *feed = context;
    struct feed_table *table;
    int code = sqlite3_declare_vtab(db, store_kind_sql[feed->kind][KIND_SQL_FEED_TABLE]);

    (void)count;
    (void)words;
    (void)ret_why;
    if (code != SQLITE_OK)
        return code;
    table = mem_alloc(sizeof(*table));
    table->feed = feed;
    *ret_table = &table->base;
    return SQLITE_OK;
}

static int disconnect_feed(sqlite3_vtab *table)
{
    free(table);
    return SQLITE_OK;
}

static int plan_feed(sqlite3_vtab *table, sqlite3_index_info *info)
{
    (void)table;
    info->estimatedCost = 1000;
    return SQLITE_OK;
}

static int open_feed(sqlite3_vtab *table, sqlite3_vtab_cursor **ret_cursor)
{
    struct feed_cursor *cursor = mem_alloc(sizeof(*cursor));

    cursor->feed = ((struct feed_table *)(void *)table)->feed;
    *ret_cursor = &cursor->base;
    return SQLITE_OK;
}

static int close_feed(sqlite3_vtab_cursor *cursor)
{
    free(cursor);
    return SQLITE_OK;
}

static int start_feed(
    sqlite3_vtab_cursor *cursor, int number, const char *text, int count, sqlite3_value **values)
{
    (void)cursor;
    (void)number;
    (void)text;
    (void)count;
    (void)values;
    return SQLITE_OK;
}

static int next_of_feed(sqlite3_vtab_cursor *cursor)
{
    struct feed *feed = feed_of(cursor);

    feed->at++;
    arena_clear(&feed->store->scratch);
    return SQLITE_OK;
}

static int feed_is_over(sqlite3_vtab_cursor *cursor)
{
    return feed_of(cursor)->at >= feed_of(cursor)->count;
}

static int row_of_feed(sqlite3_vtab_cursor *cursor, sqlite3_int64 *ret_row)
{
    *ret_row = (sqlite3_int64)feed_of(cursor)->at;
    return SQLITE_OK;
}

static void give_value(sqlite3_context *context, struct value value)
{
    switch (value.type) {
    case VALUE_UNKNOWN: return; /* NULL, unless told otherwise */
    case VALUE_INTEGER: sqlite3_result_int64(context, value.integer); return;
    case VALUE_REAL: sqlite3_result_double(context, value.real); return;
    case VALUE_TEXT: sqlite3_result_text(context, value.text, -1, SQLITE_STATIC); return;
    }
}

/* key, rev, the stored fields, the folded name of an account. */
static int give_column(sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column)
{
    struct feed *feed = feed_of(cursor);
    const struct change_row *row = &feed->rows[feed->at];
    int field = column - 2;

    if (column == 0)
        sqlite3_result_int64(context, row->new_key);
    else if (column == 1)
        sqlite3_result_int64(context, feed->store->journal.id);
    else if (field < kind_info(feed->kind)->stored)
        give_value(context, row->values[field]);
    else
        sqlite3_result_text(context, store_folded(&feed->store->scratch, row->values[ACCOUNT_NAME]),
            -1, SQLITE_STATIC);
    return SQLITE_OK;
}

static const sqlite3_module module = {
    .xConnect = connect_feed,
    .xDisconnect = disconnect_feed,
    .xBestIndex = plan_feed,
    .xOpen = open_feed,
    .xClose = close_feed,
    .xFilter = start_feed,
    .xNext = next_of_feed,
    .xEof = feed_is_over,
    .xColumn = give_column,
    .xRowid = row_of_feed,
};

#define FEED_NAME(kind) [KIND_##kind] = "feed_" #kind,
static const char *const feed_names[KIND_COUNT] = {SQL_KINDS(FEED_NAME)};

static bool know_feeds(struct store *store, struct error *err)
{
    if (store->feeds != NULL)
        return true;
    store->feeds = mem_alloc_array(KIND_COUNT, sizeof(*store->feeds));
    for (unsigned kind = 0; kind < KIND_COUNT; kind++) {
        store->feeds[kind] = (struct feed){.store = store, .kind = (enum kind)kind};
        if (sqlite3_create_module(store->db, feed_names[kind], &module, &store->feeds[kind]) !=
            SQLITE_OK)
            return store_fault(store, _("could not write"), err);
    }
    return true;
}

bool store_feed(struct store *store, const struct change_row *rows, size_t count, size_t *ret_done,
    bool *ret_taken, struct error *err)
{
    enum kind kind = rows->kind;
    sqlite3_stmt *statement;
    struct feed *feed;
    bool good;

    *ret_done = 0;
    *ret_taken = false;
    if (!know_feeds(store, err))
        return false;
    feed = &store->feeds[kind];
    feed->rows = rows;
    feed->count = count;
    feed->at = 0;
    statement = store_kind_statement(store, kind, KIND_SQL_FEED, err);
    good = statement != NULL && store_run(store, statement, err);
    *ret_done = feed->at;
    *ret_taken = !good && sqlite3_extended_errcode(store->db) == SQLITE_CONSTRAINT_UNIQUE;
    feed->rows = NULL;
    feed->count = 0;
    return good;
}
