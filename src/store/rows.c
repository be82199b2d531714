/* Reading rows of any kind. Every one lives in the caller's arena; accounts come with their score.
 */
#include "store_internal.h"

#include <stdlib.h>
#include <string.h>
#include "core/bounds.h"

/* How many values a statement of the kind gives. */
static int columns_of(enum kind kind)
{
    return kind == KIND_ACCOUNT ? ACCOUNT_KEPT : kind_info(kind)->stored;
}

struct row *store_row(sqlite3_stmt *statement, enum kind kind, int columns, struct arena *arena)
{
    const struct field *fields = kind_info(kind)->fields;
    struct row *row = row_new(arena, kind);

    row->key = sqlite3_column_int64(statement, 0);
    row->rev = sqlite3_column_int64(statement, 1);
    for (int field = 0; field < columns; field++)
        row->values[field] = bounds_keep(&fields[field], store_value(statement, field + 2, arena));
    return row;
}

/* Lists of rows live in the arena too, so they grow by copying there. */
void store_list_push(struct arena *arena, struct row_list *rows, struct row *row)
{
    if (rows->count == rows->room) {
        size_t room = rows->room == 0 ? 16 : rows->room * 2;
        struct row **items = arena_alloc_array(arena, room, sizeof(struct row *));

        if (rows->count > 0)
            memcpy(items, rows->items, rows->count * sizeof(struct row *));
        rows->items = items;
        rows->room = room;
    }
    rows->items[rows->count++] = row;
}

bool store_collect_rows(struct store *store, sqlite3_stmt *statement, enum kind kind,
    struct arena *arena, struct row_list *ret_rows, struct error *err)
{
    struct row_list rows = {0};
    bool row;

    for (;;) {
        if (!store_step(store, statement, &row, err))
            return false;
        if (!row)
            break;
        store_list_push(arena, &rows, store_row(statement, kind, columns_of(kind), arena));
    }
    *ret_rows = rows;
    return true;
}

/* The first row of a bound statement, or NULL. */
static bool first_row(struct store *store, sqlite3_stmt *statement, enum kind kind, int columns,
    struct arena *arena, struct row **ret_row, struct error *err)
{
    bool row;

    if (!store_step(store, statement, &row, err))
        return false;
    *ret_row = row ? store_row(statement, kind, columns, arena) : NULL;
    sqlite3_reset(statement);
    return true;
}

bool store_get(struct store *store, enum kind kind, int64_t key, struct arena *arena,
    struct row **ret_row, struct error *err)
{
    sqlite3_stmt *statement = store_kind_statement(store, kind, KIND_SQL_GET, err);

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, key);
    return first_row(store, statement, kind, columns_of(kind), arena, ret_row, err);
}

bool store_get_raw(struct store *store, enum kind kind, int64_t key, struct arena *arena,
    struct row **ret_row, struct error *err)
{
    sqlite3_stmt *statement = store_kind_statement(store, kind, KIND_SQL_RAW, err);

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, key);
    return first_row(store, statement, kind, kind_info(kind)->stored, arena, ret_row, err);
}

bool store_get_stored(struct store *store, enum kind kind, int64_t key, struct arena *arena,
    struct row **ret_row, struct error *err)
{
    return store_get_raw(store, kind, key, arena, ret_row, err);
}

bool store_exists(
    struct store *store, enum kind kind, int64_t key, bool *ret_exists, struct error *err)
{
    sqlite3_stmt *statement = store_kind_statement(store, kind, KIND_SQL_EXISTS, err);
    int64_t one;

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, key);
    if (!store_integer(store, statement, 0, &one, err))
        return false;
    *ret_exists = one == 1;
    return true;
}

static bool find_by_text(struct store *store, enum kind kind, enum kind_statement which,
    const char *text, struct arena *arena, struct row **ret_row, struct error *err)
{
    sqlite3_stmt *statement = store_kind_statement(store, kind, which, err);

    if (statement == NULL)
        return false;
    store_bind_text(statement, 1, text);
    return first_row(store, statement, kind, columns_of(kind), arena, ret_row, err);
}

bool store_find_id(struct store *store, enum kind kind, const char *id, struct arena *arena,
    struct row **ret_row, struct error *err)
{
    *ret_row = NULL;
    return kind_info(kind)->id < 0 ||
           find_by_text(store, kind, KIND_SQL_ID, id, arena, ret_row, err);
}

bool store_find_natural(struct store *store, enum kind kind, const char *natural,
    struct arena *arena, struct row **ret_row, struct error *err)
{
    *ret_row = NULL;
    return kind_info(kind)->natural < 0 ||
           find_by_text(store, kind, KIND_SQL_NATURAL, natural, arena, ret_row, err);
}

static int by_key(const void *left, const void *right)
{
    const struct row *one = *(struct row *const *)left, *other = *(struct row *const *)right;

    return (one->key > other->key) - (one->key < other->key);
}

/* Signals are asked for as their index has them and put in order here: SQLite would copy all their
 * columns into a sorter, which costs more than reading them. */
bool store_children(struct store *store, enum kind kind, int64_t account, struct arena *arena,
    struct row_list *ret_rows, struct error *err)
{
    sqlite3_stmt *statement;

    if (kind == KIND_ACCOUNT) {
        *ret_rows = (struct row_list){0};
        return true;
    }
    if (kind != KIND_SIGNAL && store_sweep_skips(store, (int)kind, account)) {
        *ret_rows = (struct row_list){0};
        return true;
    }
    statement = store_kind_statement(store, kind, KIND_SQL_CHILDREN, err);
    if (statement == NULL)
        return false;
    store_bind_link(statement, 1, account);
    if (!store_collect_rows(store, statement, kind, arena, ret_rows, err))
        return false;
    if (kind == KIND_SIGNAL && ret_rows->count > 1)
        qsort(ret_rows->items, ret_rows->count, sizeof(*ret_rows->items), by_key);
    return ret_rows->count > 0 || kind == KIND_SIGNAL ||
           store_sweep_lacks(store, (int)kind, account, err);
}

bool store_each(
    struct store *store, enum kind kind, store_row_fn fn, void *context, struct error *err)
{
    sqlite3_stmt *statement = store_kind_statement(store, kind, KIND_SQL_EACH, err);
    struct arena arena = {0};
    bool row = statement != NULL, good = statement != NULL;

    while (row) {
        good = store_step(store, statement, &row, err);
        if (!good || !row)
            break;
        if (!fn(context, store_row(statement, kind, columns_of(kind), &arena)))
            break;
        arena_clear(&arena);
    }
    sqlite3_reset(statement);
    arena_fini(&arena);
    return good;
}

bool store_count(struct store *store, enum kind kind, int64_t *ret_count, struct error *err)
{
    sqlite3_stmt *statement = store_kind_statement(store, kind, KIND_SQL_COUNT_ROWS, err);

    return statement != NULL && store_integer(store, statement, 0, ret_count, err);
}

/* The account of a row: its own key where it is one; 0 for none. */
static bool account_of(
    struct store *store, enum kind kind, int64_t key, int64_t *ret_account, struct error *err)
{
    struct arena arena = {0};
    struct row *row = NULL;
    bool good = true;

    *ret_account = key;
    if (kind != KIND_ACCOUNT) {
        good = store_get_raw(store, kind, key, &arena, &row, err);
        *ret_account = row != NULL ? row_integer(row, kind_info(kind)->account) : 0;
    }
    arena_fini(&arena);
    return good;
}

bool store_facts(struct store *store, enum kind kind, int64_t key, struct arena *arena,
    struct row_list *ret_rows, struct error *err)
{
    sqlite3_stmt *statement;
    int64_t account;

    if (!account_of(store, kind, key, &account, err))
        return false;
    statement = store_statement(store, SQL_FACT_ROWS, err);
    if (statement == NULL)
        return false;
    store_bind_link(statement, 1, account);
    store_bind_text(statement, 2, kind_info(kind)->singular);
    store_bind_integer(statement, 3, key);
    return store_collect_rows(store, statement, KIND_FACT, arena, ret_rows, err);
}
