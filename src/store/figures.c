/* Whole tables in one pass, of each row only what the figures look at. */
#include "store/figures.h"

#include "store_internal.h"

#include "base/bug.h"
#include "core/bounds.h"

/* Which fields a statement gives after the key, in its order. */
struct heads {
    enum kind kind;
    enum statement statement;
    int fields[10];
    int count;
};
static const struct heads note_heads = {KIND_NOTE, SQL_NOTE_HEADS,
    {NOTE_ACCOUNT, NOTE_AT, NOTE_KIND, NOTE_ATTENDEES, NOTE_TAGS, NOTE_DURATION}, 6};
static const struct heads contact_heads = {
    KIND_CONTACT, SQL_CONTACT_HEADS, {CONTACT_ACCOUNT, CONTACT_ID, CONTACT_NAME, CONTACT_EMAIL}, 4};

static const struct heads risk_heads = {KIND_SIGNAL, SQL_RISK_HEADS,
    {SIGNAL_ACCOUNT, SIGNAL_KIND, SIGNAL_SINCE, SIGNAL_OPEN, SIGNAL_MUTED, SIGNAL_OUTCOME,
        SIGNAL_CLOSED_ON, SIGNAL_EXPOSED, SIGNAL_CAUSE},
    9};

static const struct heads queue_heads = {KIND_ACCOUNT, SQL_QUEUE_HEADS,
    {ACCOUNT_ID, ACCOUNT_NAME, ACCOUNT_CURRENCY, ACCOUNT_BAND, ACCOUNT_HEALTH, ACCOUNT_ARR_NOW,
        ACCOUNT_DECIDES_ON, ACCOUNT_REASONS, ACCOUNT_NEXT, ACCOUNT_NEXT_DUE},
    10};

/* Texts are SQLite's own until the next step: of a million notes none is copied. */
static struct value lent_value(sqlite3_stmt *statement, int column)
{
    const char *text;

    if (sqlite3_column_type(statement, column) != SQLITE_TEXT)
        return store_value(statement, column, NULL);
    text = (const char *)sqlite3_column_text(statement, column);
    if (text == NULL)
        bug_out_of_memory();
    return value_text(text);
}

static bool each_head(struct store *store, const struct heads *heads, store_row_fn fn,
    void *context, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, heads->statement, err);
    const struct field *fields = kind_info(heads->kind)->fields;
    struct arena arena = {0};
    struct row *row = row_new(&arena, heads->kind);
    bool there = statement != NULL, good = statement != NULL;

    while (there) {
        good = store_step(store, statement, &there, err);
        if (!good || !there)
            break;
        row->key = sqlite3_column_int64(statement, 0);
        for (int i = 0; i < heads->count; i++)
            row->values[heads->fields[i]] =
                bounds_keep(&fields[heads->fields[i]], lent_value(statement, i + 1));
        if (!fn(context, row))
            break;
    }
    sqlite3_reset(statement);
    arena_fini(&arena);
    return good;
}

bool store_each_note_head(struct store *store, store_row_fn fn, void *context, struct error *err)
{
    return each_head(store, &note_heads, fn, context, err);
}

bool store_each_contact_head(struct store *store, store_row_fn fn, void *context, struct error *err)
{
    return each_head(store, &contact_heads, fn, context, err);
}

bool store_each_risk_head(struct store *store, store_row_fn fn, void *context, struct error *err)
{
    return each_head(store, &risk_heads, fn, context, err);
}

struct heads_kept {
    struct arena *arena;
    struct row_list rows;
};

static bool keep_head(void *context, const struct row *row)
{
    struct heads_kept *kept = context;

    store_list_push(kept->arena, &kept->rows, row_copy(kept->arena, row));
    return true;
}

bool store_queue_heads(struct store *store, int limit, struct arena *arena,
    struct row_list *ret_rows, struct error *err)
{
    struct heads_kept kept = {.arena = arena};
    sqlite3_stmt *statement = store_statement(store, SQL_QUEUE_HEADS, err);

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, limit);
    if (!each_head(store, &queue_heads, keep_head, &kept, err))
        return false;
    *ret_rows = kept.rows;
    return true;
}

static const char *column_text(sqlite3_stmt *statement, int column)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);

    return text ? text : "";
}

bool store_each_reading(struct store *store, store_reading_fn fn, void *context, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_ALL_READINGS, err);
    bool row = statement != NULL, good = statement != NULL;

    while (row) {
        good = store_step(store, statement, &row, err);
        if (!good || !row)
            break;
        const struct stored_reading reading = {.key = sqlite3_column_int64(statement, 0),
            .account = sqlite3_column_int64(statement, 1),
            .date = bounds_day_near(sqlite3_column_int64(statement, 2)),
            .metric = column_text(statement, 3),
            .contact = column_text(statement, 4),
            .value = sqlite3_column_double(statement, 5)};
        if (!fn(context, &reading))
            break;
    }
    sqlite3_reset(statement);
    return good;
}

bool store_each_snapshot(
    struct store *store, store_snapshot_fn fn, void *context, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_ALL_SNAPSHOTS, err);
    bool row = statement != NULL, good = statement != NULL;

    while (row) {
        good = store_step(store, statement, &row, err);
        if (!good || !row)
            break;
        const struct snapshot snapshot = store_snapshot(statement, 1);
        if (!fn(context, sqlite3_column_int64(statement, 0), &snapshot))
            break;
    }
    sqlite3_reset(statement);
    return good;
}
