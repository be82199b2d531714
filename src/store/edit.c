/* One row written: the row, the folded name, the full-text index, the mark that its account wants
 * scoring, and the journal. The only place that inserts, updates or deletes rows of the book. */
#include "meta_internal.h"

#include <string.h>
#include "base/bug.h"

/* Single statements are cheaper up to here: each moves only the indexes of its own field. */
#define FEW_FIELDS 6

static uint64_t bit(int field)
{
    return UINT64_C(1) << field;
}

static uint64_t all_fields(enum kind kind)
{
    int stored = kind_info(kind)->stored;

    return stored >= 64 ? UINT64_MAX : bit(stored) - 1;
}

/* --- keys and ids: never used twice, so that an undone row can always come back --- */

static bool load_counters(struct store *store, enum kind kind, struct error *err)
{
    const struct counter_names *names = &store_counter_names[kind];
    sqlite3_stmt *statement;
    int64_t last;

    if (store->has_counter[kind])
        return true;
    statement = store_kind_statement(store, kind, KIND_SQL_LAST_KEY, err);
    if (statement == NULL || !store_integer(store, statement, 0, &last, err) ||
        !store_meta_integer(store, names->next_key, 1, &store->next_key[kind], err) ||
        !store_meta_integer(store, names->next_id, 1, &store->next_id[kind], err))
        return false;
    if (store->next_key[kind] <= last)
        store->next_key[kind] = last + 1;
    store->has_counter[kind] = true;
    return true;
}

bool store_next_key(struct store *store, enum kind kind, int64_t *ret_key, struct error *err)
{
    if (!load_counters(store, kind, err))
        return false;
    *ret_key = store->next_key[kind]++;
    return true;
}

bool store_next_id(struct store *store, enum kind kind, int64_t *ret_number, struct error *err)
{
    if (!load_counters(store, kind, err))
        return false;
    *ret_number = store->next_id[kind]++;
    return true;
}

bool store_save_counters(struct store *store, struct error *err)
{
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const struct counter_names *names = &store_counter_names[kind];

        if (!store->has_counter[kind])
            continue;
        store->has_counter[kind] = false;
        if (!store_meta_put_integer(store, names->next_key, store->next_key[kind], err) ||
            !store_meta_put_integer(store, names->next_id, store->next_id[kind], err))
            return false;
    }
    return true;
}

/* --- what goes with a row --- */

static int64_t account_of(enum kind kind, int64_t key, const struct value *values)
{
    int field = kind_info(kind)->account;

    if (kind == KIND_ACCOUNT)
        return key;
    return values[field].type == VALUE_INTEGER ? values[field].integer : 0;
}

static bool touch(struct store *store, int64_t account, struct error *err)
{
    if (account == 0)
        return true;
    if (store->touched != NULL &&
        (store->touched->count == 0 || store->touched->items[store->touched->count - 1] != account))
        ARRAY_PUSH(store->touched, account);
    return store_mark(store, account, err);
}

/* REAL columns take what was given as a whole number too; SQLite makes it one. What stayed unknown
 * since the last new row is bound so still: most fields of a row are. */
static void bind_new(struct store *store, sqlite3_stmt *statement, const struct edit *edit)
{
    uint64_t *bound = &store->bound[edit->kind], known = 0;
    int stored = kind_info(edit->kind)->stored;

    for (int field = 0; field < stored; field++) {
        bool knows = edit->after[field].type != VALUE_UNKNOWN;

        known |= (uint64_t)knows << field;
        if (knows || (*bound & bit(field)))
            store_bind(statement, 3 + field, edit->after[field]);
    }
    *bound = known;
}

bool store_edit_insert(struct store *store, const struct edit *edit, struct error *err)
{
    sqlite3_stmt *statement = store_kind_statement(store, edit->kind, KIND_SQL_INSERT, err);
    int stored = kind_info(edit->kind)->stored;
    struct arena arena = {0};
    bool good;

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, edit->key);
    store_bind_integer(statement, 2, edit->new_rev);
    bind_new(store, statement, edit);
    if (edit->kind == KIND_ACCOUNT)
        store_bind_text(statement, 3 + stored, store_folded(&arena, edit->after[ACCOUNT_NAME]));
    good = store_run(store, statement, err);
    arena_fini(&arena);
    return good && store_edit_inserted(store, edit, err);
}

/* It has no score to mark. Those of an import have running keys. */
static void note_newborn(struct store *store, int64_t key)
{
    if (!store->bulk)
        store_mark_of(store, key)->unscored = true;
    else if (store->newborn == 0 || key < store->newborn)
        store->newborn = key;
}

bool store_edit_inserted(struct store *store, const struct edit *edit, struct error *err)
{
    store->empty_kinds &= ~(UINT64_C(1) << edit->kind);
    if (edit->kind == KIND_ACCOUNT) {
        note_newborn(store, edit->key);
        store_note_naming(store);
    }
    return store_tally_move(store, edit->kind, edit->key, 1, err) &&
           store_index_new(store, edit->kind, edit->key, edit->after, err) &&
           store_journal_insert(store, edit->kind, edit->key, edit->new_rev, err) &&
           store_moments_new(store, edit, err) &&
           store_late_note(store, edit->kind, edit->after, err) &&
           (edit->kind != KIND_MEASURE || store_seen_new(store, edit->after, err)) &&
           touch(store, account_of(edit->kind, edit->key, edit->after), err);
}

/* --- update --- */

#define NAMING_FIELDS (bit(ACCOUNT_NAME) | bit(ACCOUNT_ID))

static int count_bits(uint64_t mask)
{
    int count = 0;

    for (; mask != 0; mask &= mask - 1)
        count++;
    return count;
}

static bool update_field(struct store *store, const struct edit *edit, int field, struct error *err)
{
    sqlite3_stmt *statement = store_prepared(store, &store->field_updates[edit->kind][field],
        store_field_updates[edit->kind][field], err);

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, edit->key);
    store_bind_integer(statement, 2, edit->new_rev);
    store_bind(statement, 3, edit->after[field]);
    return store_run(store, statement, err);
}

static bool update_all(struct store *store, const struct edit *edit, struct error *err)
{
    sqlite3_stmt *statement = store_kind_statement(store, edit->kind, KIND_SQL_UPDATE, err);
    int stored = kind_info(edit->kind)->stored;

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, edit->key);
    store_bind_integer(statement, 2, edit->new_rev);
    for (int field = 0; field < stored; field++)
        store_bind(statement, 3 + field,
            edit->mask & bit(field) ? edit->after[field] : edit->before[field]);
    return store_run(store, statement, err);
}

#define TICK_FIELDS (bit(TASK_STATUS) | bit(TASK_DONE_ON))

/* Both stand in one index: one after the other they would move it twice. */
static bool update_tick(struct store *store, const struct edit *edit, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_TASK_TICK, err);

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, edit->key);
    store_bind_integer(statement, 2, edit->new_rev);
    store_bind(statement, 3, edit->after[TASK_STATUS]);
    store_bind(statement, 4, edit->after[TASK_DONE_ON]);
    return store_run(store, statement, err);
}

static bool write_fields(struct store *store, const struct edit *edit, struct error *err)
{
    uint64_t left = edit->mask;

    if (count_bits(left) > FEW_FIELDS)
        return update_all(store, edit, err);
    if (edit->kind == KIND_TASK && (left & TICK_FIELDS) == TICK_FIELDS) {
        if (!update_tick(store, edit, err))
            return false;
        left &= ~TICK_FIELDS;
    }
    for (int field = 0; field < kind_info(edit->kind)->stored; field++)
        if ((left & bit(field)) && !update_field(store, edit, field, err))
            return false;
    return true;
}

static bool fold_name(struct store *store, const struct edit *edit, struct error *err)
{
    static const enum statement folds[] = {SQL_ACCOUNT_FOLD, SQL_SCORE_FOLD};
    struct arena arena = {0};
    char *folded = store_folded(&arena, edit->after[ACCOUNT_NAME]);
    bool good = true;

    for (size_t i = 0; good && i < COUNT_OF(folds); i++) {
        sqlite3_stmt *statement = store_statement(store, folds[i], err);

        good = statement != NULL;
        if (!good)
            break;
        store_bind_integer(statement, 1, edit->key);
        store_bind_text(statement, 2, folded);
        good = store_run(store, statement, err);
    }
    arena_fini(&arena);
    return good;
}

static bool index_again(struct store *store, const struct edit *edit, struct error *err)
{
    struct value values[64];

    for (int field = 0; field < kind_info(edit->kind)->stored; field++)
        values[field] = edit->mask & bit(field) ? edit->after[field] : edit->before[field];
    return store_index_row(store, edit->kind, edit->key, edit->before, true, err) &&
           store_index_row(store, edit->kind, edit->key, values, false, err);
}

/* As the row is now: fields outside the mask are as they were. */
static bool note_late_again(struct store *store, const struct edit *edit, struct error *err)
{
    struct value values[64];

    if (edit->kind != KIND_MEASURE && edit->kind != KIND_TICKET && edit->kind != KIND_NOTE)
        return true;
    for (int field = 0; field < kind_info(edit->kind)->stored; field++)
        values[field] = edit->mask & bit(field) ? edit->after[field] : edit->before[field];
    return store_late_note(store, edit->kind, values, err);
}

static bool touch_moved(struct store *store, const struct edit *edit, struct error *err)
{
    int field = kind_info(edit->kind)->account;

    if (!store_late_note(store, edit->kind, edit->before, err) ||
        !note_late_again(store, edit, err) ||
        (edit->kind == KIND_MEASURE && !store_seen_gone(store, err)) ||
        !touch(store, account_of(edit->kind, edit->key, edit->before), err))
        return false;
    if (field < 0 || !(edit->mask & bit(field)))
        return true;
    return touch(store, account_of(edit->kind, edit->key, edit->after), err);
}

bool store_edit_update(struct store *store, const struct edit *edit, struct error *err)
{
    if (!store_tally_move(store, edit->kind, edit->key, -1, err) ||
        !write_fields(store, edit, err) || !store_tally_move(store, edit->kind, edit->key, 1, err))
        return false;
    if (edit->kind == KIND_ACCOUNT && (edit->mask & NAMING_FIELDS))
        store_note_naming(store);
    if (edit->kind == KIND_ACCOUNT && (edit->mask & bit(ACCOUNT_NAME)) &&
        !fold_name(store, edit, err))
        return false;
    if ((edit->mask & search_fields(edit->kind)) && !index_again(store, edit, err))
        return false;
    return store_journal_row(store, CHANGE_UPDATE, edit, err) &&
           store_moments_moved(store, edit, err) && touch_moved(store, edit, err);
}

/* --- delete --- */

static bool delete_keys(
    struct store *store, enum kind kind, const struct key_list *keys, struct error *err)
{
    for (size_t i = 0; i < keys->count; i++)
        if (!store_edit_delete(store, kind, keys->items[i], err))
            return false;
    return true;
}

/* Deletes the rows of a kind whose keys the bound statement gives. */
static bool delete_found(
    struct store *store, enum kind kind, sqlite3_stmt *statement, struct error *err)
{
    struct key_list keys = {0};
    bool good =
        store_collect_keys(store, statement, &keys, err) && delete_keys(store, kind, &keys, err);

    array_fini(&keys);
    return good;
}

/* Those that hang on others come first. */
static const enum kind children[] = {KIND_FACT, KIND_VERSION, KIND_MOVEMENT, KIND_RENEWAL,
    KIND_REFERENCE, KIND_SIGNAL, KIND_STEP, KIND_RUN, KIND_TASK, KIND_NOTE, KIND_FEEDBACK,
    KIND_RESULT, KIND_GOAL, KIND_OPPORTUNITY, KIND_TICKET, KIND_MEASURE, KIND_CONTACT,
    KIND_CONTRACT};
_Static_assert(COUNT_OF(children) == KIND_COUNT - 1, "every kind but accounts");

static bool delete_children(struct store *store, int64_t account, struct error *err)
{
    for (size_t i = 0; i < COUNT_OF(children); i++) {
        sqlite3_stmt *statement;

        if (store->empty_kinds >> children[i] & 1)
            continue;
        statement = store_kind_statement(store, children[i], KIND_SQL_CHILD_KEYS, err);
        if (statement == NULL)
            return false;
        store_bind_integer(statement, 1, account);
        if (!delete_found(store, children[i], statement, err))
            return false;
    }
    return true;
}

static bool delete_facts(
    struct store *store, enum kind kind, int64_t key, int64_t account, struct error *err)
{
    sqlite3_stmt *statement;

    if (store->empty_kinds >> KIND_FACT & 1)
        return true;
    statement = store_statement(store, SQL_FACTS_OF_ROW, err);
    if (statement == NULL)
        return false;
    store_bind_link(statement, 1, account);
    store_bind_text(statement, 2, kind_info(kind)->singular);
    store_bind_integer(statement, 3, key);
    return delete_found(store, KIND_FACT, statement, err);
}

/* The steps of a run, the earlier versions of a note. */
static bool delete_parts(
    struct store *store, enum kind kind, enum statement sql, int64_t whole, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, sql, err);

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, whole);
    return delete_found(store, kind, statement, err);
}

static bool unlink_task(struct store *store, int64_t key, struct error *err)
{
    struct arena arena = {0};
    struct value after[TASK_STORED] = {0};
    struct row *task;
    bool good = store_get_raw(store, KIND_TASK, key, &arena, &task, err);

    if (good && task != NULL) {
        struct edit edit = {
            KIND_TASK, key, task->rev, store->journal.id, bit(TASK_NOTE), task->values, after};

        good = store_edit_update(store, &edit, err);
    }
    arena_fini(&arena);
    return good;
}

/* A task stays when the note that it came from goes. */
static bool unlink_tasks(struct store *store, int64_t note, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_TASKS_OF_NOTE, err);
    struct key_list keys = {0};
    bool good;

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, note);
    good = store_collect_keys(store, statement, &keys, err);
    for (size_t i = 0; good && i < keys.count; i++)
        good = unlink_task(store, keys.items[i], err);
    array_fini(&keys);
    return good;
}

static bool delete_what_hangs(
    struct store *store, const struct row *row, int64_t account, struct error *err)
{
    if (row->kind == KIND_ACCOUNT) {
        store_note_naming(store);
        return delete_children(store, row->key, err) && store_score_drop(store, row->key, err);
    }
    if (row->kind == KIND_RUN && !delete_parts(store, KIND_STEP, SQL_STEPS_OF_RUN, row->key, err))
        return false;
    if (row->kind == KIND_NOTE &&
        !(unlink_tasks(store, row->key, err) &&
            delete_parts(store, KIND_VERSION, SQL_VERSIONS_OF_NOTE, row->key, err)))
        return false;
    return row->kind == KIND_FACT || delete_facts(store, row->kind, row->key, account, err);
}

bool store_edit_delete_row(struct store *store, const struct row *row, struct error *err)
{
    int64_t account = account_of(row->kind, row->key, row->values);
    struct edit edit = {
        row->kind, row->key, row->rev, store->journal.id, all_fields(row->kind), row->values, NULL};
    sqlite3_stmt *statement;

    if (!delete_what_hangs(store, row, account, err))
        return false;
    if (!store_index_row(store, row->kind, row->key, row->values, true, err) ||
        !store_tally_move(store, row->kind, row->key, -1, err))
        return false;
    statement = store_kind_statement(store, row->kind, KIND_SQL_DELETE, err);
    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, row->key);
    return store_run(store, statement, err) &&
           store_journal_row(store, CHANGE_DELETE, &edit, err) &&
           store_moments_gone(store, &edit, err) &&
           store_late_note(store, row->kind, row->values, err) &&
           (row->kind != KIND_MEASURE || store_seen_gone(store, err)) && touch(store, account, err);
}

bool store_edit_delete(struct store *store, enum kind kind, int64_t key, struct error *err)
{
    struct arena arena = {0};
    struct row *row;
    bool good = store_get_raw(store, kind, key, &arena, &row, err);

    if (good && row == NULL)
        good = error_set(err, ERROR_NOT_FOUND, "the %s is gone already", kind_info(kind)->singular);
    else if (good)
        good = store_edit_delete_row(store, row, err);
    arena_fini(&arena);
    return good;
}
