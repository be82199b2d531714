/* Whole tables in one pass, of each row only what the figures look at. */
#include "store/figures.h"

#include "store_internal.h"

/* In the order of the statement. */
static const int note_fields[] = {
    NOTE_ACCOUNT, NOTE_AT, NOTE_KIND, NOTE_ATTENDEES, NOTE_TAGS, NOTE_DURATION};

bool store_each_note_head(struct store *store, store_row_fn fn, void *context, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_NOTE_HEADS, err);
    struct arena arena = {0};
    bool row = statement != NULL, good = statement != NULL;

    while (row) {
        good = store_step(store, statement, &row, err);
        if (!good || !row)
            break;
        struct row *note = row_new(&arena, KIND_NOTE);
        note->key = sqlite3_column_int64(statement, 0);
        for (size_t i = 0; i < COUNT_OF(note_fields); i++)
            note->values[note_fields[i]] = store_value(statement, (int)i + 1, &arena);
        if (!fn(context, note))
            break;
        arena_clear(&arena);
    }
    sqlite3_reset(statement);
    arena_fini(&arena);
    return good;
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
            .date = (day_number)sqlite3_column_int64(statement, 2),
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
