#include "app/columns.h"

#include <stdlib.h>
#include <string.h>
#include "store/store.h"

struct column ARRAY_OF(struct value); /* one a key */
struct columns {
    struct session *session;
    uint64_t writes; /* as of which all this was read */
    int64_t version;
    struct key_list keys;               /* rising */
    struct column fields[ACCOUNT_KEPT]; /* empty: not read */
    struct arena texts;
};

struct columns *columns_new(struct session *session)
{
    struct columns *columns = mem_alloc(sizeof(*columns));

    *columns = (struct columns){.session = session};
    return columns;
}

static void forget(struct columns *columns)
{
    array_clear(&columns->keys);
    for (int field = 0; field < ACCOUNT_KEPT; field++)
        array_clear(&columns->fields[field]);
    arena_clear(&columns->texts);
}

void columns_free(struct columns *columns)
{
    if (!columns)
        return;
    for (int field = 0; field < ACCOUNT_KEPT; field++)
        array_fini(&columns->fields[field]);
    array_fini(&columns->keys);
    arena_fini(&columns->texts);
    free(columns);
}

struct column_read {
    struct columns *columns;
    struct column *column;
    bool is_first; /* its keys are those of all columns */
};

/* Both rise by key. */
static bool take_value(void *context, int64_t key, struct value value)
{
    struct column_read *read = context;
    struct key_list *keys = &read->columns->keys;
    struct column *column = read->column;

    if (read->is_first)
        ARRAY_PUSH(keys, key);
    while (column->count < keys->count && keys->items[column->count] < key)
        ARRAY_PUSH(column, value_unknown());
    if (column->count < keys->count && keys->items[column->count] == key)
        ARRAY_PUSH(column, value_copy(&read->columns->texts, value));
    return true;
}

static bool read_field(struct columns *columns, int field, struct error *err)
{
    struct column *column = &columns->fields[field];
    struct column_read read = {columns, column, columns->keys.count == 0};

    if (column->count)
        return true;
    if (!store_column(session_store(columns->session), field, take_value, &read, err))
        return false;
    while (column->count < columns->keys.count)
        ARRAY_PUSH(column, value_unknown());
    return true;
}

/* Within a read, so that all columns are of one state of the book. */
static bool read_missing(struct columns *columns, const struct query *query, struct error *err)
{
    struct store *store = session_store(columns->session);
    int64_t version;

    if (!store_data_version(store, &version))
        return error_set(err, ERROR_BUSY, "another program is writing");
    if (version != columns->version || store_writes(store) != columns->writes)
        forget(columns);
    columns->version = version;
    columns->writes = store_writes(store);
    for (int field = 0; field < ACCOUNT_KEPT; field++)
        if (query_uses(query, field) && !read_field(columns, field, err))
            return false;
    return columns->keys.count || read_field(columns, ACCOUNT_HEALTH, err);
}

static bool bring(struct columns *columns, const struct query *query, struct error *err)
{
    struct store *store = session_store(columns->session);

    if (!store_begin_read(store, err))
        return false;
    if (read_missing(columns, query, err) && store_commit(store, err))
        return true;
    store_rollback(store);
    forget(columns);
    return false;
}

bool columns_match(struct columns *columns, const struct query *query, struct key_list *ret_keys,
    struct error *err)
{
    const struct settings *settings = session_settings(columns->session);
    day_number today = session_today(columns->session);
    struct value values[ACCOUNT_ALL];
    struct row row = {.kind = KIND_ACCOUNT, .values = values};
    int used[ACCOUNT_KEPT], count = 0;

    if (!bring(columns, query, err))
        return false;
    for (int field = 0; field < ACCOUNT_ALL; field++)
        values[field] = value_unknown();
    for (int field = 0; field < ACCOUNT_KEPT; field++)
        if (query_uses(query, field))
            used[count++] = field;
    array_clear(ret_keys);
    for (size_t i = 0; i < columns->keys.count; i++) {
        row.key = columns->keys.items[i];
        for (int n = 0; n < count; n++)
            values[used[n]] = columns->fields[used[n]].items[i];
        row_settle(&row, settings, today);
        if (query_matches(query, &row, settings, today))
            ARRAY_PUSH(ret_keys, row.key);
    }
    return true;
}
