/* Deleted rows, out of the journal. */
#include "store/trash.h"

#include "store_internal.h"

/* Those that only go with another row: they are told by that one's `with`. */
static bool hangs_on_another(enum kind kind)
{
    return kind == KIND_STEP || kind == KIND_FACT || kind == KIND_VERSION || kind == KIND_SIGNAL;
}

static const char *text_of(const struct value *values, int field, struct arena *arena)
{
    if (values == NULL || field < 0 || values[field].type != VALUE_TEXT)
        return "";
    return arena_copy_text(arena, values[field].text);
}

/* Rows of one change come together, the account after what hung on it. */
static void take(struct trash_list *items, size_t first, const struct trash_item *item)
{
    if (item->kind == KIND_ACCOUNT)
        while (items->count > first && items->items[items->count - 1].kind != KIND_ACCOUNT)
            items->count--;
    else if (hangs_on_another(item->kind) ||
             (items->count > first && items->items[items->count - 1].kind == KIND_ACCOUNT))
        return;
    ARRAY_PUSH(items, *item);
}

static void tell_with(struct trash_list *items, size_t first, int64_t rows)
{
    for (size_t i = first; i < items->count; i++)
        items->items[i].with = rows - 1;
}

static struct trash_item item_of(sqlite3_stmt *statement, struct arena *arena)
{
    struct journal_row row;
    struct trash_item item = {.change = sqlite3_column_int64(statement, 8),
        .day = sqlite3_column_type(statement, 9) == SQLITE_NULL
                   ? DAY_NONE
                   : (day_number)sqlite3_column_int64(statement, 9)};

    store_journal_read(statement, item.change, arena, &row);
    item.kind = row.kind;
    item.key = row.key;
    if (row.kind == KIND_COUNT)
        return item;
    item.id = text_of(row.before, kind_info(row.kind)->id, arena);
    item.name = text_of(row.before, kind_info(row.kind)->name, arena);
    return item;
}

bool store_trash(
    struct store *store, struct arena *arena, struct trash_list *ret_items, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_TRASH, err);
    size_t first = 0;
    int64_t change = 0, rows = 0;
    bool row = true, good = statement != NULL;

    array_clear(ret_items);
    while (good && row) {
        struct trash_item item;

        good = store_step(store, statement, &row, err);
        if (!good || !row)
            break;
        item = item_of(statement, arena);
        if (item.change != change) {
            tell_with(ret_items, first, rows);
            change = item.change;
            first = ret_items->count;
            rows = 0;
        }
        rows++;
        if (item.kind != KIND_COUNT)
            take(ret_items, first, &item);
    }
    tell_with(ret_items, first, rows);
    return good;
}

static bool empty(struct store *store, int64_t *ret_rows, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_TRASH_COUNT, err);

    if (statement == NULL || !store_integer(store, statement, 0, ret_rows, err))
        return false;
    statement = store_statement(store, SQL_TRASH_CLOSE, err);
    if (statement == NULL || !store_run(store, statement, err))
        return false;
    statement = store_statement(store, SQL_TRASH_FORGET, err);
    return statement != NULL && store_run(store, statement, err);
}

bool store_trash_empty(struct store *store, int64_t *ret_rows, struct error *err)
{
    bool own = store->depth == 0;

    if (!store_begin(store, err))
        return false;
    if (empty(store, ret_rows, err) && store_commit(store, err))
        return true;
    if (own)
        store_rollback(store);
    return false;
}
