/* A change applied: names of new rows become keys, then each row is written. */
#include "store_internal.h"

#include <stdio.h>
#include <string.h>
#include "base/bug.h"

/* Gives every new row its key before any is written, since a row may link to a later one. */
bool store_give_keys(struct store *store, struct change *change, struct error *err)
{
    array_clear(&store->names);
    for (size_t i = 0; i < change->rows.count; i++) {
        struct change_row *row = &change->rows.items[i];

        if (row->op != CHANGE_INSERT)
            continue;
        if (!store_next_key(store, row->kind, &row->new_key, err))
            return false;
        if (row->key >= 0)
            continue;
        while (store->names.count < (size_t)-row->key)
            ARRAY_PUSH(&store->names, 0);
        store->names.items[-row->key - 1] = row->new_key;
    }
    return true;
}

static bool resolve(struct store *store, struct value *value, struct error *err)
{
    size_t name;

    if (value->type != VALUE_INTEGER || value->integer > 0)
        return true;
    if (value->integer == 0) {
        *value = value_unknown();
        return true;
    }
    name = (size_t)-value->integer;
    if (name > store->names.count || store->names.items[name - 1] == 0)
        return error_set(err, ERROR_NOT_FOUND, "a row links to one that was not made");
    value->integer = store->names.items[name - 1];
    return true;
}

static bool is_link(const struct kind_info *info, enum kind kind, int field)
{
    return info->fields[field].type == FIELD_LINK || (kind == KIND_FACT && field == FACT_OWNER);
}

/* The row's values as they go into the file: what is not under the mask is unknown, links are keys.
 */
static bool settle_values(
    struct store *store, const struct change_row *row, struct value *values, struct error *err)
{
    const struct kind_info *info = kind_info(row->kind);

    memset(values, 0, (size_t)info->stored * sizeof(*values));
    for (uint64_t left = row->mask; left != 0; left &= left - 1) {
        int field = __builtin_ctzll(left);

        values[field] = row->values[field];
        if (is_link(info, row->kind, field) && !resolve(store, &values[field], err))
            return false;
    }
    return true;
}

/* Rows born here are db-1, db-2, ... of their kind. */
static bool give_id(
    struct store *store, enum kind kind, char *buffer, size_t size, struct error *err)
{
    int64_t number;

    if (!store_next_id(store, kind, &number, err))
        return false;
    snprintf(buffer, size, "db-%lld", (long long)number);
    return true;
}

static bool lacks_id(enum kind kind, const struct value *values)
{
    int field = kind_info(kind)->id;

    return field >= 0 && (values[field].type != VALUE_TEXT || values[field].text[0] == '\0');
}

/* Numbers that came back by an import are taken: the index says so, and the next one is tried. */
static bool insert_with_new_id(
    struct store *store, const struct edit *edit, struct value *values, struct error *err)
{
    char id[32];

    for (;;) {
        if (!give_id(store, edit->kind, id, sizeof(id), err))
            return false;
        values[kind_info(edit->kind)->id] = value_text(id);
        if (store_edit_insert(store, edit, err))
            return true;
        if (sqlite3_extended_errcode(store->db) != SQLITE_CONSTRAINT_UNIQUE)
            return false;
    }
}

static bool insert(struct store *store, const struct change_row *row, struct error *err)
{
    struct value values[64];
    struct edit edit = {
        .kind = row->kind, .key = row->new_key, .new_rev = store->journal.id, .after = values};

    if (!settle_values(store, row, values, err))
        return false;
    if (lacks_id(row->kind, values))
        return insert_with_new_id(store, &edit, values, err);
    return store_edit_insert(store, &edit, err);
}

/* Only fields that differ are written and journaled; a row where none does stays as it is. */
static uint64_t differing(const struct row *row, uint64_t mask, const struct value *values)
{
    uint64_t differs = 0;

    for (int field = 0; field < kind_info(row->kind)->stored; field++)
        if ((mask & (UINT64_C(1) << field)) && !value_equal(row->values[field], values[field]))
            differs |= UINT64_C(1) << field;
    return differs;
}

static bool update(struct store *store, const struct change_row *change_row, struct error *err)
{
    struct value values[64];
    struct edit edit = {.kind = change_row->kind, .key = change_row->key, .after = values};
    struct row *row;

    if (!store_get_raw(store, edit.kind, edit.key, &store->scratch, &row, err))
        return false;
    if (row == NULL)
        return error_set(err, ERROR_NOT_FOUND, "the %s is gone: another terminal deleted it",
            kind_info(edit.kind)->singular);
    if (!settle_values(store, change_row, values, err))
        return false;
    edit.mask = differing(row, change_row->mask, values);
    if (edit.mask == 0)
        return true;
    edit.old_rev = row->rev;
    edit.new_rev = store->journal.id;
    edit.before = row->values;
    return store_edit_update(store, &edit, err);
}

static bool apply_row(struct store *store, const struct change_row *row, struct error *err)
{
    switch (row->op) {
    case CHANGE_INSERT: return insert(store, row, err);
    case CHANGE_UPDATE: return update(store, row, err);
    case CHANGE_DELETE: return store_edit_delete(store, row->kind, row->key, err);
    }
    BUG_ON(true);
    return false;
}

/* --- new rows of a kind, one after the other: by one statement --- */

static size_t new_rows(const struct change *change, size_t from)
{
    const struct change_row *rows = change->rows.items;
    size_t end = from;

    while (end < change->rows.count && rows[end].op == CHANGE_INSERT &&
           rows[end].kind == rows[from].kind)
        end++;
    return end - from;
}

bool store_resolve_links(struct store *store, struct change_row *row, struct error *err)
{
    const struct kind_info *info = kind_info(row->kind);

    for (uint64_t left = row->mask; left != 0; left &= left - 1) {
        int field = __builtin_ctzll(left);

        if (is_link(info, row->kind, field) && !resolve(store, &row->values[field], err))
            return false;
    }
    return true;
}

/* Links become keys and missing ids are given, where the values stand. */
static bool settle_row(
    struct store *store, struct change *change, struct change_row *row, struct error *err)
{
    const struct kind_info *info = kind_info(row->kind);
    char id[32];

    if (!store_resolve_links(store, row, err))
        return false;
    if (!lacks_id(row->kind, row->values))
        return true;
    if (!give_id(store, row->kind, id, sizeof(id), err))
        return false;
    row->mask &= ~(UINT64_C(1) << info->id); /* an id of ours, should it be taken already */
    row->values[info->id] = value_text(arena_copy_text(&change->arena, id));
    return true;
}

static bool follow(
    struct store *store, const struct change_row *rows, size_t count, struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        struct edit edit = {.kind = rows[i].kind,
            .key = rows[i].new_key,
            .new_rev = store->journal.id,
            .after = rows[i].values};

        if (!store_edit_inserted(store, &edit, err))
            return false;
    }
    return true;
}

/* Numbers that came back by an import are taken: such a row goes its own way. */
bool store_insert_rows(
    struct store *store, struct change *change, size_t from, size_t count, struct error *err)
{
    struct change_row *rows = &change->rows.items[from];
    int id = kind_info(rows->kind)->id;
    size_t done;
    bool taken;

    for (size_t i = 0; i < count; i++)
        if (!settle_row(store, change, &rows[i], err))
            return false;
    for (; count > 0; rows += done, count -= done) {
        if (!store_feed(store, rows, count, &done, &taken, err) && !taken)
            return false;
        if (!follow(store, rows, done, err))
            return false;
        if (!taken)
            continue;
        if (id < 0 || (rows[done].mask & (UINT64_C(1) << id)))
            return false;
        rows[done].values[id] = value_unknown();
        if (!insert(store, &rows[done++], err))
            return false;
    }
    return true;
}

#define FEW_NEW_ROWS 4

bool store_apply_rows(struct store *store, struct change *change, struct error *err)
{
    bool good = store_give_keys(store, change, err);

    for (size_t i = 0; good && i < change->rows.count;) {
        size_t count = store->bulk ? new_rows(change, i) : 0;

        if (count >= FEW_NEW_ROWS) {
            good = store_insert_rows(store, change, i, count, err);
            i += count;
        } else {
            good = apply_row(store, &change->rows.items[i++], err);
        }
        arena_clear(&store->scratch);
    }
    return good;
}

/* Links are checked at the commit, which could not say more than that; so look here. */
bool store_check_links(struct store *store, struct error *err)
{
    int current = 0, high = 0;

    sqlite3_db_status(store->db, SQLITE_DBSTATUS_DEFERRED_FKS, &current, &high, 0);
    if (current == 0)
        return true;
    return error_set(err, ERROR_NOT_FOUND,
        "the row that this one belongs to is gone: another terminal deleted it");
}

bool store_apply(struct store *store, struct change *change, int64_t *ret_change_id,
    struct key_list *touched, struct error *err)
{
    bool own = store->depth == 0, good;
    int64_t id = 0;

    BUG_ON(store->bulk);
    if (!store_begin(store, err))
        return false;
    good = store_entry_begin(store, change, err) && store_entry_rows(store, change, touched, err) &&
           store_entry_end(store, change->summary, &id, err);
    if (good && store_commit(store, err)) {
        if (ret_change_id != NULL)
            *ret_change_id = id;
        return true;
    }
    if (own)
        store_rollback(store);
    return false;
}
