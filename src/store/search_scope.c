/* The entries of a few accounts, from the indexes of their rows: no text is read. */
#include "search_internal.h"

#include <stdlib.h>

static int compare_falling(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

    return (left < right) - (left > right);
}

static void push(struct key_list *entries, enum kind kind, int64_t key, const struct value *values)
{
    int64_t entry = search_entry(kind, key, values);

    if (entry != 0)
        ARRAY_PUSH(entries, entry);
}

/* Notes may be many: their times stand in the index beside their keys. */
static bool add_notes(
    struct store *store, int64_t account, struct key_list *entries, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_NOTE_TIMES, err);
    struct value values[NOTE_STORED] = {0};
    bool row = true;

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, account);
    while (row) {
        if (!store_step(store, statement, &row, err))
            return false;
        if (!row)
            break;
        values[NOTE_AT] = store_value(statement, 1, NULL);
        push(entries, KIND_NOTE, sqlite3_column_int64(statement, 0), values);
    }
    return true;
}

static bool add_rows(struct store *store, enum kind kind, int64_t account, struct key_list *entries,
    struct error *err)
{
    struct row_list rows = {0};
    struct arena arena = {0};
    bool good = store_children(store, kind, account, &arena, &rows, err);

    for (size_t i = 0; good && i < rows.count; i++)
        push(entries, kind, rows.items[i]->key, rows.items[i]->values);
    arena_fini(&arena);
    return good;
}

static bool add_account(
    struct store *store, int64_t account, struct key_list *entries, struct error *err)
{
    push(entries, KIND_ACCOUNT, account, NULL);
    for (int i = 0; i < SEARCH_KINDS; i++) {
        enum kind kind = search_kind(i);

        if (kind == KIND_NOTE
                ? !add_notes(store, account, entries, err)
                : kind != KIND_ACCOUNT && !add_rows(store, kind, account, entries, err))
            return false;
    }
    return true;
}

bool search_entries_of(struct store *store, const struct key_list *accounts,
    struct key_list *ret_entries, struct error *err)
{
    array_clear(ret_entries);
    for (size_t i = 0; i < accounts->count; i++)
        if (!add_account(store, accounts->items[i], ret_entries, err))
            return false;
    if (ret_entries->count > 0)
        qsort(ret_entries->items, ret_entries->count, sizeof(*ret_entries->items), compare_falling);
    return true;
}

bool search_has_entry(const struct key_list *entries, int64_t entry)
{
    return entries->count > 0 && bsearch(&entry, entries->items, entries->count,
                                     sizeof(*entries->items), compare_falling) != NULL;
}
