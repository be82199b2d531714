/* The journal: an entry a change, a row a touched row with the old and new values of the touched
 * fields. Rows that were inserted one after another are one range of keys. */
#include "store_internal.h"

#include <string.h>

bool store_journal_begin(struct store *store, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_CHANGE_LAST, err);
    int64_t last;

    if (statement == NULL || !store_integer(store, statement, 0, &last, err))
        return false;
    store->journal = (struct journal){.id = last + 1};
    return true;
}

bool store_journal_again(struct store *store, int64_t id, struct error *err)
{
    sqlite3_stmt *rows = store_statement(store, SQL_CHANGE_GOES_ON, err);
    sqlite3_stmt *seq = store_statement(store, SQL_CHANGE_SEQ, err);
    int64_t rows_before, last_seq;

    if (rows == NULL || seq == NULL)
        return false;
    store_bind_integer(rows, 1, id);
    store_bind_integer(rows, 2, store->journal.actor);
    store_bind_integer(seq, 1, id);
    if (!store_integer(store, rows, 0, &rows_before, err) ||
        !store_integer(store, seq, 0, &last_seq, err))
        return false;
    if (rows_before == 0)
        return true;
    store->journal.id = id;
    store->journal.rows = store->journal.rows_before = rows_before;
    store->journal.seq = last_seq;
    return true;
}

struct written {
    enum change_op op;
    enum kind kind;
    int64_t key, last_key;
    int64_t rev;      /* 0: NULL */
    bool has_new_rev; /* else that of the change itself */
    int64_t new_rev;
    const struct str *before, *after;
};

static bool write_row(struct store *store, const struct written *row, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_CHANGE_ROW_ADD, err);

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, store->journal.id);
    store_bind_integer(statement, 2, ++store->journal.seq);
    store_bind_integer(statement, 3, row->kind);
    store_bind_integer(statement, 4, row->key);
    store_bind_integer(statement, 5, row->last_key);
    store_bind_integer(statement, 6, row->op);
    store_bind_link(statement, 7, row->rev);
    store_bind_text(statement, 8, NULL);
    store_bind_text(statement, 9, NULL);
    store_bind_text(statement, 10, NULL);
    if (row->has_new_rev)
        store_bind_integer(statement, 8, row->new_rev);
    if (row->before != NULL)
        store_bind_blob(statement, 9, row->before);
    if (row->after != NULL)
        store_bind_blob(statement, 10, row->after);
    return store_run(store, statement, err);
}

static bool flush_range(struct store *store, struct error *err)
{
    struct journal *journal = &store->journal;

    if (!journal->has_range)
        return true;
    journal->has_range = false;
    return write_row(store,
        &(struct written){.op = CHANGE_INSERT,
            .kind = journal->kind,
            .key = journal->first,
            .last_key = journal->last},
        err);
}

/* A row brought back by an undo keeps its old rev, so it stands alone. */
bool store_journal_insert(
    struct store *store, enum kind kind, int64_t key, int64_t rev, struct error *err)
{
    struct journal *journal = &store->journal;

    if (store->rewinding)
        return true;
    journal->rows++;
    if (rev != journal->id)
        return flush_range(store, err) && write_row(store,
                                              &(struct written){.op = CHANGE_INSERT,
                                                  .kind = kind,
                                                  .key = key,
                                                  .last_key = key,
                                                  .has_new_rev = true,
                                                  .new_rev = rev},
                                              err);
    if (journal->has_range && journal->kind == kind && journal->last + 1 == key) {
        journal->last = key;
        return true;
    }
    if (!flush_range(store, err))
        return false;
    journal->has_range = true;
    journal->kind = kind;
    journal->first = journal->last = key;
    return true;
}

bool store_journal_row(
    struct store *store, enum change_op op, const struct edit *edit, struct error *err)
{
    struct written row = {.op = op, .kind = edit->kind, .key = edit->key, .last_key = edit->key};
    int count = kind_info(edit->kind)->stored;
    struct str before = {0}, after = {0};
    bool good;

    if (store->rewinding)
        return true;
    store->journal.rows++;
    row.rev = edit->old_rev;
    row.has_new_rev = edit->new_rev != store->journal.id;
    row.new_rev = edit->new_rev;
    store_pack(&before, edit->mask, edit->before, count);
    row.before = &before;
    if (op == CHANGE_UPDATE) {
        store_pack(&after, edit->mask, edit->after, count);
        row.after = &after;
    }
    good = flush_range(store, err) && write_row(store, &row, err);
    str_fini(&before);
    str_fini(&after);
    return good;
}

/* A change that touched nothing leaves no entry, unless it is an undo. */
bool store_journal_end(struct store *store, const char *summary, int64_t *ret_id, struct error *err)
{
    struct journal *journal = &store->journal;
    bool again = journal->rows_before > 0;
    sqlite3_stmt *statement;

    *ret_id = 0;
    if (journal->rows == journal->rows_before && journal->undoes == 0) {
        journal->id = 0;
        return true;
    }
    if (!flush_range(store, err))
        return false;
    statement = store_statement(store, again ? SQL_CHANGE_AGAIN : SQL_CHANGE_ADD, err);
    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, journal->id);
    store_bind_integer(statement, 2, store->stamp != NULL ? store->stamp() : 0);
    if (!again) {
        store_bind_integer(statement, 3, journal->actor);
        store_bind_link(statement, 4, journal->account);
        store_bind_link(statement, 5, journal->undoes);
    }
    store_bind_integer(statement, 6, journal->rows);
    store_bind_text(statement, 7, summary != NULL ? summary : "");
    store_bind(statement, 8, store->has_today ? value_day(store->today) : value_unknown());
    if (!store_run(store, statement, err))
        return false;
    if (journal->actor == ACTOR_IMPORT && journal->undoes == 0 && !again &&
        !store_moment_import(store, journal->id, err))
        return false;
    *ret_id = journal->id;
    store_index_note_change(store, journal->id, journal->actor);
    journal->id = 0;
    return true;
}

/* --- reading --- */

static struct value *unpack(
    sqlite3_stmt *statement, int column, struct arena *arena, struct journal_row *row)
{
    int count = kind_info(row->kind)->stored;
    struct value *values;

    if (sqlite3_column_type(statement, column) != SQLITE_BLOB)
        return NULL;
    values = arena_alloc_array(arena, (size_t)count, sizeof(*values));
    if (!store_unpack(sqlite3_column_blob(statement, column),
            (size_t)sqlite3_column_bytes(statement, column), arena, &row->mask, values, count))
        return NULL;
    return values;
}

void store_journal_read(
    sqlite3_stmt *statement, int64_t change, struct arena *arena, struct journal_row *ret_row)
{
    struct journal_row row = {
        .op = (enum change_op)sqlite3_column_int(statement, 0),
        .key = sqlite3_column_int64(statement, 2),
        .last_key = sqlite3_column_int64(statement, 3),
        .rev = sqlite3_column_int64(statement, 4),
        .new_rev = sqlite3_column_int64(statement, 5),
    };
    int kind = sqlite3_column_int(statement, 1);

    if (sqlite3_column_type(statement, 5) == SQLITE_NULL)
        row.new_rev = change;
    row.kind = kind >= 0 && kind < KIND_COUNT ? (enum kind)kind : KIND_COUNT;
    if (row.kind != KIND_COUNT) {
        row.before = unpack(statement, 6, arena, &row);
        row.after = unpack(statement, 7, arena, &row);
    }
    *ret_row = row;
}

void store_journal_entry(
    sqlite3_stmt *statement, struct arena *arena, struct journal_entry *ret_entry)
{
    int actor = sqlite3_column_int(statement, 2);

    *ret_entry = (struct journal_entry){
        .id = sqlite3_column_int64(statement, 0),
        .stamp = sqlite3_column_int64(statement, 1),
        .actor = actor >= 0 && actor <= ACTOR_DAYBOOK ? (enum actor)actor : ACTOR_DAYBOOK,
        .account = sqlite3_column_int64(statement, 3),
        .undoes = sqlite3_column_int64(statement, 4),
        .undone = sqlite3_column_int64(statement, 5) != 0,
        .is_final = sqlite3_column_type(statement, 5) != SQLITE_NULL &&
                    sqlite3_column_int64(statement, 5) == 0,
        .rows = sqlite3_column_int64(statement, 6),
        .summary = arena_copy_text(arena, (const char *)sqlite3_column_text(statement, 7)),
    };
}

/* The entry of a bound statement; id 0 where it gives none. */
static bool one_entry(struct store *store, sqlite3_stmt *statement, struct arena *arena,
    struct journal_entry *ret_entry, struct error *err)
{
    bool row;

    if (!store_step(store, statement, &row, err))
        return false;
    *ret_entry = (struct journal_entry){.summary = ""};
    if (row)
        store_journal_entry(statement, arena, ret_entry);
    sqlite3_reset(statement);
    return true;
}

bool store_journal_get(struct store *store, int64_t id, struct arena *arena,
    struct journal_entry *ret_entry, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_CHANGE_GET, err);

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, id);
    return one_entry(store, statement, arena, ret_entry, err);
}

bool store_undo_candidate(struct store *store, struct arena *arena, struct journal_entry *ret_entry,
    bool *ret_foreign, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_CHANGE_LIVE, err);

    if (statement == NULL || !one_entry(store, statement, arena, ret_entry, err))
        return false;
    *ret_foreign =
        ret_entry->id != 0 && ret_entry->actor != ACTOR_APP && ret_entry->actor != ACTOR_CLI;
    return true;
}

bool store_redo_candidate(
    struct store *store, struct arena *arena, struct journal_entry *ret_entry, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_CHANGE_REDO, err);

    return statement != NULL && one_entry(store, statement, arena, ret_entry, err);
}

static bool collect_entries(struct store *store, sqlite3_stmt *statement, struct arena *arena,
    struct journal_list *ret_entries, struct error *err)
{
    bool row;

    array_clear(ret_entries);
    for (;;) {
        struct journal_entry entry;

        if (!store_step(store, statement, &row, err))
            return false;
        if (!row)
            return true;
        store_journal_entry(statement, arena, &entry);
        ARRAY_PUSH(ret_entries, entry);
    }
}

bool store_standing_changes(struct store *store, int limit, struct arena *arena,
    struct journal_list *ret_entries, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_CHANGE_STANDS, err);

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, limit);
    return collect_entries(store, statement, arena, ret_entries, err);
}

bool store_log(struct store *store, int64_t account, int limit, struct arena *arena,
    struct journal_list *ret_entries, struct error *err)
{
    sqlite3_stmt *statement =
        store_statement(store, account != 0 ? SQL_CHANGE_LOG_ACCOUNT : SQL_CHANGE_LOG, err);

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, limit);
    if (account != 0)
        store_bind_integer(statement, 2, account);
    return collect_entries(store, statement, arena, ret_entries, err);
}

static void add_touched(sqlite3_stmt *statement, int limit, struct touched_list *rows)
{
    int kind = sqlite3_column_int(statement, 1);
    int64_t last = sqlite3_column_int64(statement, 3);

    if (kind < 0 || kind >= KIND_COUNT)
        return;
    for (int64_t key = sqlite3_column_int64(statement, 2);
         key <= last && rows->count < (size_t)limit; key++)
        ARRAY_PUSH(rows, (struct touched_row){(enum kind)kind, key});
}

bool store_change_rows(
    struct store *store, int64_t id, int limit, struct touched_list *ret_rows, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_CHANGE_ROWS, err);
    bool row = true;

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, id);
    array_clear(ret_rows);
    while (row && ret_rows->count < (size_t)limit) {
        if (!store_step(store, statement, &row, err))
            return false;
        if (row)
            add_touched(statement, limit, ret_rows);
    }
    sqlite3_reset(statement);
    return true;
}
