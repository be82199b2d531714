#include "ui/rows.h"

#include <stdlib.h>
#include <string.h>
#include "store/position.h"
#include "ui/rows_sort.h"

enum { PAGE_ROWS = 96 };

void rows_init(struct rows *rows, struct session *session, enum store_order order)
{
    memset(rows, 0, sizeof(*rows));
    rows->session = session;
    rows->order = order;
}

static void drop_columns(struct rows *rows)
{
    columns_free(rows->columns);
    rows->columns = NULL;
}

void rows_fini(struct rows *rows)
{
    array_fini(&rows->keys);
    arena_fini(&rows->arena);
    drop_columns(rows);
}

/* --- keys that a filter leaves --- */

struct filtering {
    const struct rows *rows;
    struct key_list kept; /* ascending, as the store hands them */
};

static bool take_matching(void *context, const struct row *row)
{
    struct filtering *filtering = context;
    struct session *session = filtering->rows->session;

    if (query_matches(
            filtering->rows->filter, row, session_settings(session), session_today(session)))
        ARRAY_PUSH(&filtering->kept, row->key);
    return true;
}

static int compare_keys(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;

    return (a > b) - (a < b);
}

static bool find_matching(struct rows *rows, struct filtering *filtering, struct error *err)
{
    enum kind kind = store_order_kind(rows->order);

    if (kind != KIND_ACCOUNT)
        return store_each(session_store(rows->session), kind, take_matching, filtering, err);
    if (!rows->columns)
        rows->columns = columns_new(rows->session);
    return columns_match(rows->columns, rows->filter, &filtering->kept, err);
}

static bool keep_matching(struct rows *rows, struct error *err)
{
    struct filtering filtering = {rows, {0}};
    size_t kept = 0;

    if (!find_matching(rows, &filtering, err)) {
        array_fini(&filtering.kept);
        return false;
    }
    for (size_t i = 0; i < rows->keys.count && filtering.kept.count; i++)
        if (bsearch(&rows->keys.items[i], filtering.kept.items, filtering.kept.count,
                sizeof(int64_t), compare_keys))
            rows->keys.items[kept++] = rows->keys.items[i];
    rows->keys.count = filtering.kept.count ? kept : 0;
    array_fini(&filtering.kept);
    return true;
}

static bool read_all_keys(struct rows *rows, struct error *err)
{
    struct store *store = session_store(rows->session);

    if (rows->sort_count && store_order_kind(rows->order) == KIND_ACCOUNT)
        return rows_keys_by_columns(rows, err);
    if (rows->choice != TASKS_ALL)
        return store_task_keys(store, rows->choice, session_today(rows->session), &rows->keys, err);
    return store_keys(store, rows->order, &rows->keys, err);
}

static bool read_keys(struct rows *rows, struct error *err)
{
    bool sorts = rows->sort_count && store_order_kind(rows->order) != KIND_ACCOUNT;

    return read_all_keys(rows, err) && (!rows->filter || keep_matching(rows, err)) &&
           (!sorts || rows_sort_keys(rows, err));
}

bool rows_refresh(struct rows *rows, int64_t known_count, struct error *err)
{
    rows->page_read = false;
    if (!rows->filter)
        drop_columns(rows);
    rows->by_keys = rows->sort_count || rows->filter || known_count < 0;
    if (!rows->by_keys) {
        rows->count = known_count;
        return true;
    }
    array_clear(&rows->keys);
    if (!read_keys(rows, err))
        return false;
    rows->count = (int64_t)rows->keys.count;
    return true;
}

static bool read_page_by_keys(struct rows *rows, int64_t first, int64_t end, struct error *err)
{
    rows->page.items = arena_alloc_array(&rows->arena, (size_t)(end - first), sizeof(struct row *));
    for (int64_t i = first; i < end; i++) {
        struct row **row = &rows->page.items[rows->page.count++]; /* NULL: deleted meanwhile */

        if (!store_get(session_store(rows->session), store_order_kind(rows->order),
                rows->keys.items[i], &rows->arena, row, err))
            return false;
    }
    return true;
}

static bool read_page(struct rows *rows, int64_t first, int64_t end, struct error *err)
{
    bool ok;

    arena_clear(&rows->arena);
    rows->page = (struct row_list){0};
    rows->page_start = first;
    ok = rows->by_keys ? read_page_by_keys(rows, first, end, err)
                       : store_page(session_store(rows->session), rows->order, first,
                             (int)(end - first), &rows->arena, &rows->page, err);
    rows->page_read = ok;
    if (ok && store_order_kind(rows->order) == KIND_ACCOUNT)
        for (size_t i = 0; i < rows->page.count; i++)
            if (rows->page.items[i])
                row_settle(rows->page.items[i], session_settings(rows->session),
                    session_today(rows->session));
    return ok;
}

static bool holds(const struct rows *rows, int64_t first, int64_t end)
{
    return rows->page_read && first >= rows->page_start &&
           end <= rows->page_start + (int64_t)rows->page.count;
}

/* Nothing beyond the first screen is read before that is shown: not after a row that was asked for
 * alone either, as the one where somebody was last. */
bool rows_want(struct rows *rows, int64_t first, int count, struct error *err)
{
    int64_t end = first + count < rows->count ? first + count : rows->count;
    int64_t start = first - (PAGE_ROWS - count) / 2;

    if (first >= end || holds(rows, first, end))
        return true;
    if (!rows->page_read || (count > 1 && rows->page.count == 1))
        return read_page(rows, first, end, err);
    if (start > rows->count - PAGE_ROWS)
        start = rows->count - PAGE_ROWS;
    if (start < 0)
        start = 0;
    end = start + PAGE_ROWS < rows->count ? start + PAGE_ROWS : rows->count;
    return read_page(rows, start, end, err);
}

void rows_show(struct rows *rows, const struct list *list)
{
    struct error ignored;

    (void)!rows_want(rows, list->top, list->room, &ignored);
}

const struct row *rows_at(struct rows *rows, int64_t index)
{
    struct error ignored;

    if (index < 0 || index >= rows->count || !rows_want(rows, index, 1, &ignored) ||
        !holds(rows, index, index + 1))
        return NULL;
    return rows->page.items[index - rows->page_start];
}

static int64_t place_in(const struct key_list *keys, int64_t key)
{
    for (size_t i = 0; i < keys->count; i++)
        if (keys->items[i] == key)
            return (int64_t)i;
    return -1;
}

/* By keys alone: most rows around it are not shown. */
static int64_t find_near(const struct rows *rows, int64_t key, int64_t guess)
{
    int64_t first = guess > PAGE_ROWS / 2 ? guess - PAGE_ROWS / 2 : 0, at = -1;
    struct key_list keys = {0};
    struct error ignored;

    if (store_page_keys(
            session_store(rows->session), rows->order, first, PAGE_ROWS, &keys, &ignored))
        at = place_in(&keys, key);
    array_fini(&keys);
    return at < 0 ? -1 : first + at;
}

int64_t rows_find(struct rows *rows, int64_t key, int64_t guess)
{
    struct error ignored;
    int64_t found = -1;

    for (size_t i = 0; rows->page_read && i < rows->page.count; i++)
        if (rows->page.items[i] && rows->page.items[i]->key == key)
            return rows->page_start + (int64_t)i;
    if (rows->by_keys)
        return place_in(&rows->keys, key);
    if (guess >= 0)
        found = find_near(rows, key, guess);
    if (found >= 0 ||
        store_position(session_store(rows->session), rows->order, key, &found, &ignored))
        return found;
    return -1;
}
