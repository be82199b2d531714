/* A whole account for the rules: a statement a kind, in one consistent state. */
#include "store_internal.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include "core/bounds.h"
#include "core/health.h"

#define OLD_DAYS 400
#define MINUTES_A_DAY 1440

struct part {
    enum kind kind;
    size_t offset; /* of the row_list in struct dossier */
};

#define PART(kind, field)                                                                          \
    {                                                                                              \
        kind, offsetof(struct dossier, field)                                                      \
    }
/* Tasks and notes are cut down by age: below. */
static const struct part parts[] = {
    PART(KIND_CONTRACT, contracts),
    PART(KIND_CONTACT, contacts),
    PART(KIND_TICKET, tickets),
    PART(KIND_TASK, tasks),
    PART(KIND_OPPORTUNITY, opportunities),
    PART(KIND_GOAL, goals),
    PART(KIND_RESULT, results),
    PART(KIND_FEEDBACK, feedback),
    PART(KIND_RUN, runs),
    PART(KIND_STEP, steps),
    PART(KIND_SIGNAL, signals),
    PART(KIND_REFERENCE, references),
};

static bool read_parts(struct store *store, int64_t account, struct arena *arena,
    struct dossier *dossier, struct error *err)
{
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        struct row_list rows;

        if (store->lent && parts[i].kind != KIND_SIGNAL)
            store_lent_rows(store->lent, parts[i].kind, account, arena, &rows);
        else if (!store_children(store, parts[i].kind, account, arena, &rows, err))
            return false;
        memcpy((char *)dossier + parts[i].offset, &rows, sizeof(rows));
    }
    return true;
}

/* Drops tasks done longer ago than the rules look. */
static void drop_old_tasks(struct row_list *tasks, day_number oldest)
{
    size_t kept = 0;

    for (size_t i = 0; i < tasks->count; i++) {
        struct row *task = tasks->items[i];

        if (row_knows(task, TASK_DONE_ON) && row_day(task, TASK_DONE_ON) < oldest)
            continue;
        tasks->items[kept++] = task;
    }
    tasks->count = kept;
}

/* What is only prepared never took place: the rules do not see it among the notes. */
static void part_prepared(struct dossier *dossier, struct arena *arena)
{
    struct row_list *notes = &dossier->notes, *prepared = &dossier->prepared;
    size_t kept = 0, waiting = 0;

    for (size_t i = 0; i < notes->count; i++)
        waiting += row_is(notes->items[i], NOTE_STATE, "prepared");
    if (waiting == 0)
        return;
    prepared->items = arena_alloc_array(arena, waiting, sizeof(struct row *));
    for (size_t i = 0; i < notes->count; i++) {
        if (row_is(notes->items[i], NOTE_STATE, "prepared"))
            prepared->items[prepared->count++] = notes->items[i];
        else
            notes->items[kept++] = notes->items[i];
    }
    notes->count = kept;
}

static bool recent_notes(struct store *store, int64_t account, day_number oldest,
    struct arena *arena, struct row_list *ret_notes, struct error *err)
{
    sqlite3_stmt *statement;

    *ret_notes = (struct row_list){0};
    if (store_sweep_skips(store, KIND_NOTE, account))
        return true;
    statement = store_statement(store, SQL_RECENT_NOTES, err);
    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, account);
    store_bind_integer(statement, 2, (int64_t)oldest * MINUTES_A_DAY);
    return store_collect_rows(store, statement, KIND_NOTE, arena, ret_notes, err) &&
           (ret_notes->count > 0 || store_sweep_lacks(store, KIND_NOTE, account, err));
}

static bool read_notes(struct store *store, int64_t account, day_number oldest, struct arena *arena,
    struct dossier *dossier, struct error *err)
{
    if (store->lent)
        store_lent_notes(store->lent, account, oldest, arena, &dossier->notes);
    else if (!recent_notes(store, account, oldest, arena, &dossier->notes, err))
        return false;
    part_prepared(dossier, arena);
    return true;
}

/* An array that grew on the heap, moved into the arena. */
static void *into_arena(struct arena *arena, void *items, size_t count, size_t size)
{
    void *copy = arena_alloc_array(arena, count, size);

    if (count > 0)
        memcpy(copy, items, count * size);
    free(items);
    return copy;
}

static bool read_readings(struct store *store, int64_t account, day_number oldest,
    struct arena *arena, struct dossier *dossier, struct error *err)
{
    if (!store->lent)
        return store_read_readings(store, account, oldest, arena, &dossier->readings, err);
    store_lent_readings(store->lent, account, oldest, arena, &dossier->readings);
    return true;
}

struct snapshot store_snapshot(sqlite3_stmt *statement, int at)
{
    struct snapshot snapshot = {
        .day = bounds_day_near(sqlite3_column_int64(statement, at)),
        .health = sqlite3_column_int(statement, at + 1),
        .coverage = sqlite3_column_double(statement, at + 2),
        .model = (uint64_t)sqlite3_column_int64(statement, at + 4),
    };

    snapshot.band = sqlite3_column_type(statement, at + 3) == SQLITE_NULL
                        ? (int)health_band_of(snapshot.health)
                        : sqlite3_column_int(statement, at + 3);
    return snapshot;
}

static bool read_snapshots(struct store *store, int64_t account, struct arena *arena,
    struct dossier *dossier, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_SNAPSHOTS, err);
    struct snapshot_list snapshots = {0};
    bool row = statement != NULL, good = statement != NULL;

    if (statement != NULL)
        store_bind_integer(statement, 1, account);
    while (row) {
        good = store_step(store, statement, &row, err);
        if (!good || !row)
            break;
        ARRAY_PUSH(&snapshots, store_snapshot(statement, 0));
    }
    snapshots.items = into_arena(arena, snapshots.items, snapshots.count, sizeof(*snapshots.items));
    snapshots.room = snapshots.count;
    dossier->snapshots = snapshots;
    return good;
}

static bool read_dossier(struct store *store, int64_t account, day_number today,
    struct arena *arena, struct dossier *dossier, struct error *err)
{
    day_number oldest = today - OLD_DAYS;
    struct row *row;

    if (!store_lent_account(store, account, arena, &row, err) ||
        (row == NULL && !store_get(store, KIND_ACCOUNT, account, arena, &row, err)))
        return false;
    if (row == NULL)
        return error_set(err, ERROR_NOT_FOUND, "the account is gone");
    dossier->account = row;
    if (!read_parts(store, account, arena, dossier, err) ||
        !read_notes(store, account, oldest, arena, dossier, err) ||
        !read_readings(store, account, oldest, arena, dossier, err) ||
        !read_snapshots(store, account, arena, dossier, err))
        return false;
    drop_old_tasks(&dossier->tasks, oldest);
    return true;
}

bool store_dossier(struct store *store, int64_t account, day_number today, struct arena *arena,
    struct dossier *ret_dossier, struct error *err)
{
    struct dossier dossier = {0};
    bool own = store->depth == 0;

    if (own && !store_begin_read(store, err))
        return false;
    if (!read_dossier(store, account, today, arena, &dossier, err) ||
        (own && !store_commit(store, err))) {
        if (own)
            store_rollback(store);
        return false;
    }
    *ret_dossier = dossier;
    return true;
}
