/* The keys of rows, in the order of some columns. */
#include "ui/rows_sort.h"

#include <stdlib.h>
#include <string.h>
#include "base/text.h"

struct sort_item {
    int64_t key;
    int64_t place;                   /* where all is alike: by key, or where it stood before */
    struct value values[ROWS_SORTS]; /* text in the arena */
    const struct rows *rows;
};
struct sort_list ARRAY_OF(struct sort_item);
struct sorting {
    struct sort_list items;
    struct arena arena;
    const struct rows *rows;
    int column;
    size_t at; /* columns come in the order of keys, each alike */
};

static bool take_value(void *context, int64_t key, struct value value)
{
    struct sorting *sorting = context;

    if (value.type == VALUE_TEXT)
        value.text = text_fold_copy(&sorting->arena, value.text);
    if (sorting->column == 0)
        ARRAY_PUSH(
            &sorting->items, (struct sort_item){.key = key, .place = key, .rows = sorting->rows});
    if (sorting->at < sorting->items.count && sorting->items.items[sorting->at].key == key)
        sorting->items.items[sorting->at].values[sorting->column] = value;
    sorting->at++;
    return true;
}

static int compare_values(struct value a, struct value b)
{
    if (a.type == VALUE_TEXT)
        return strcmp(a.text, b.text);
    if (a.type == VALUE_REAL)
        return (a.real > b.real) - (a.real < b.real);
    return (a.integer > b.integer) - (a.integer < b.integer);
}

/* Unknown ones last, whichever way. */
static int compare_column(struct value a, struct value b, bool falling)
{
    bool known_a = value_is_known(a), known_b = value_is_known(b);
    int order = 0;

    if (known_a != known_b)
        return known_a ? -1 : 1;
    if (known_a && a.type == b.type)
        order = compare_values(a, b);
    return falling ? -order : order;
}

/* Equal ones by place, so that a list never jumps. */
static int compare_items(const void *left, const void *right)
{
    const struct sort_item *a = left, *b = right;
    int order = 0;

    for (int i = 0; i < a->rows->sort_count && !order; i++)
        order = compare_column(a->values[i], b->values[i], a->rows->sorts[i].falling);
    return order ? order : (a->place > b->place) - (a->place < b->place);
}

static void put_keys(struct rows *rows, struct sorting *sorting)
{
    if (sorting->items.count)
        qsort(sorting->items.items, sorting->items.count, sizeof(*sorting->items.items),
            compare_items);
    array_clear(&rows->keys);
    for (size_t i = 0; i < sorting->items.count; i++)
        ARRAY_PUSH(&rows->keys, sorting->items.items[i].key);
}

static void sorting_fini(struct sorting *sorting)
{
    array_fini(&sorting->items);
    arena_fini(&sorting->arena);
}

bool rows_keys_by_columns(struct rows *rows, struct error *err)
{
    struct sorting sorting = {.rows = rows};
    bool ok = true;

    for (; ok && sorting.column < rows->sort_count; sorting.column++) {
        sorting.at = 0;
        ok = store_column(session_store(rows->session), rows->sorts[sorting.column].field,
            take_value, &sorting, err);
    }
    if (ok)
        put_keys(rows, &sorting);
    sorting_fini(&sorting);
    return ok;
}

/* --- rows that are no accounts --- */

static int compare_keys(const void *left, const void *right)
{
    const struct sort_item *a = left, *b = right;

    return (a->key > b->key) - (a->key < b->key);
}

static bool take_row(void *context, const struct row *row)
{
    struct sorting *sorting = context;
    const struct rows *rows = sorting->rows;
    struct sort_item *item = bsearch(&(struct sort_item){.key = row->key}, sorting->items.items,
        sorting->items.count, sizeof(*item), compare_keys);

    for (int i = 0; item && i < rows->sort_count; i++) {
        item->values[i] = rows->sort_value(rows->sort_context, row, rows->sorts[i].field);
        if (item->values[i].type == VALUE_TEXT)
            item->values[i].text = text_fold_copy(&sorting->arena, item->values[i].text);
    }
    return true;
}

bool rows_sort_keys(struct rows *rows, struct error *err)
{
    struct sorting sorting = {.rows = rows};
    enum kind kind = store_order_kind(rows->order);
    bool ok;

    for (size_t i = 0; i < rows->keys.count; i++)
        ARRAY_PUSH(&sorting.items,
            (struct sort_item){.key = rows->keys.items[i], .place = (int64_t)i, .rows = rows});
    if (sorting.items.count)
        qsort(sorting.items.items, sorting.items.count, sizeof(*sorting.items.items), compare_keys);
    ok = !sorting.items.count ||
         store_each(session_store(rows->session), kind, take_row, &sorting, err);
    if (ok)
        put_keys(rows, &sorting);
    sorting_fini(&sorting);
    return ok;
}
