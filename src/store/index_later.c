/* Rows that the full-text index is told of later. An import of very many accounts, people or tasks
 * would take half as long again if it listed each of them: it notes from which key on the rows of
 * that kind are not in the index yet (meta `index KIND from`), and whoever searches next, or the
 * screen in quiet moments, lists them. Small imports and all notes are listed at once.
 *
 * The rule is simple so that it can be kept: of a kind that waits, a row is in the index if and
 * only if its key is less. An update or delete beyond it tells the index nothing. */
#include "store/search.h"
#include "meta_internal.h"

#define FEW 5000 /* new rows of a kind that one import lists itself */
#define SLICE 500

static const char *const meta_names[KIND_COUNT] = {
    [KIND_NOTE] = "index note from",
    [KIND_TASK] = "index task from",
    [KIND_CONTACT] = "index contact from",
    [KIND_ACCOUNT] = "index account from",
    [KIND_GOAL] = "index goal from",
    [KIND_FEEDBACK] = "index feedback from",
};

static bool read_later(struct store *store, enum kind kind, int64_t *ret_key, struct error *err)
{
    return store_meta_integer(store, meta_names[kind], 0, ret_key, err);
}

static bool write_later(struct store *store, enum kind kind, int64_t key, struct error *err)
{
    return key > 0 ? store_meta_put_integer(store, meta_names[kind], key, err)
                   : store_meta_put_text(store, meta_names[kind], NULL, err);
}

/* Within a write transaction nobody else can move it. */
static bool know_later(struct store *store, enum kind kind, struct error *err)
{
    struct index *index = &store->index;

    if (index->knows_later[kind])
        return true;
    if (!read_later(store, kind, &index->later[kind], err))
        return false;
    index->knows_later[kind] = true;
    return true;
}

bool store_index_waits(
    struct store *store, enum kind kind, int64_t key, bool *ret_waits, struct error *err)
{
    if (!know_later(store, kind, err))
        return false;
    *ret_waits = store->index.later[kind] > 0 && key >= store->index.later[kind];
    return true;
}

void store_index_put_off(struct store *store, enum kind kind, int64_t key)
{
    struct index *index = &store->index;
    struct error ignored;

    if (!know_later(store, kind, &ignored))
        index->knows_later[kind] = true; /* then the import fails by itself */
    index->put_off[kind]++;
    if (index->later[kind] > 0)
        return; /* new keys are always beyond it */
    index->later[kind] = key;
    index->later_moved[kind] = true;
}

/* --- listing them --- */

/* Lists at most `limit` rows from the first that waits; *ret_next: the first one after, 0: none. */
static bool list_some(
    struct store *store, enum kind kind, int limit, int64_t *ret_next, struct error *err)
{
    sqlite3_stmt *statement = store_kind_statement(store, kind, KIND_SQL_FROM, err);
    int64_t from = store->index.later[kind], last = 0;
    struct arena arena = {0};
    int count = 0;
    bool row = statement != NULL, good = statement != NULL;

    store->index.later[kind] = 0; /* so that they are taken */
    if (good)
        store_bind_integer(statement, 1, from);
    while (row && count < limit) {
        struct row *read;

        good = store_step(store, statement, &row, err);
        if (!good || !row)
            break;
        read = store_row(statement, kind, kind_info(kind)->stored, &arena);
        last = read->key;
        count++;
        good = store_index_row(store, kind, read->key, read->values, false, err);
        arena_clear(&arena);
        if (!good)
            break;
    }
    sqlite3_reset(statement);
    arena_fini(&arena);
    *ret_next = row && good ? last + 1 : 0;
    store->index.later[kind] = *ret_next;
    return good;
}

bool store_index_settle(struct store *store, struct error *err)
{
    struct index *index = &store->index;

    for (int number = 0; number < SEARCH_KINDS; number++) {
        enum kind kind = search_kind(number);
        int64_t next = 0;

        if (!index->later_moved[kind])
            continue;
        if (index->put_off[kind] <= FEW) {
            if (!list_some(store, kind, FEW + 1, &next, err))
                return false;
        } else if (!write_later(store, kind, index->later[kind], err)) {
            return false;
        }
        index->later_moved[kind] = false;
        index->put_off[kind] = 0;
    }
    return true;
}

static bool list_slice(struct store *store, enum kind kind, int limit, struct error *err)
{
    int64_t next;

    return list_some(store, kind, limit, &next, err) && write_later(store, kind, next, err);
}

static bool first_waiting(
    struct store *store, enum kind *ret_kind, bool *ret_any, struct error *err)
{
    *ret_any = false;
    for (int number = 0; number < SEARCH_KINDS && !*ret_any; number++) {
        int64_t from;

        *ret_kind = search_kind(number);
        if (!read_later(store, *ret_kind, &from, err))
            return false;
        *ret_any = from > 0;
    }
    return true;
}

bool store_index_is_behind(struct store *store)
{
    struct error ignored;
    enum kind kind;
    bool any;

    return first_waiting(store, &kind, &any, &ignored) && any;
}

/* Each slice makes a piece of some pages: their merging keeps up with it. */
static bool merge_before(struct store *store, struct error *err)
{
    return store_index_leave_alone(store, err) && store_index_merge_some(store, err) &&
           store_index_merge_some(store, err);
}

static bool catch_up(struct store *store, bool all, bool *ret_more, struct error *err)
{
    enum kind kind;

    if (all)
        store_begin_many(store);
    do {
        if (!first_waiting(store, &kind, ret_more, err))
            return false;
        if (*ret_more && (!know_later(store, kind, err) ||
                             !list_slice(store, kind, all ? INT32_MAX : SLICE, err)))
            return false;
        if (*ret_more && !all && !merge_before(store, err))
            return false;
    } while (all && *ret_more);
    return store_end_many(store, err);
}

bool store_index_catch_up(struct store *store, bool all, bool *ret_more, struct error *err)
{
    *ret_more = false;
    if (!store_begin(store, err))
        return false;
    if (!catch_up(store, all, ret_more, err) || !store_commit(store, err)) {
        store_rollback(store);
        return false;
    }
    store_forget_many(store);
    return true;
}
