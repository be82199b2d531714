#include "ui/views/marks.h"

#include <string.h>

enum { MARKED_MOST = 10000 };

static int64_t *find(const struct marks *marks, int64_t key)
{
    for (size_t i = 0; i < marks->keys.count; i++)
        if (marks->keys.items[i] == key)
            return &marks->keys.items[i];
    return NULL;
}

bool marks_has(const struct marks *marks, int64_t key)
{
    return find(marks, key) != NULL;
}

static void take_away(struct marks *marks, int64_t *mark)
{
    size_t after = marks->keys.count - 1 - (size_t)(mark - marks->keys.items);

    memmove(mark, mark + 1, after * sizeof(*mark));
    marks->keys.count--;
}

void marks_toggle(struct marks *marks, int64_t key)
{
    int64_t *mark = find(marks, key);

    if (mark)
        take_away(marks, mark);
    else
        ARRAY_PUSH(&marks->keys, key);
}

static void add_rows(struct marks *marks, struct rows *rows, int64_t from, int64_t to)
{
    for (int64_t i = from; i <= to && i < rows->count && i - from < MARKED_MOST; i++) {
        const struct row *row = rows_at(rows, i);

        if (row && !marks_has(marks, row->key))
            ARRAY_PUSH(&marks->keys, row->key);
    }
}

void marks_range(struct marks *marks, struct rows *rows, int64_t to)
{
    size_t count = marks->keys.count;
    int64_t from = count ? rows_find(rows, marks->keys.items[count - 1], to) : to;

    if (from < 0)
        from = to;
    add_rows(marks, rows, from < to ? from : to, from < to ? to : from);
}

void marks_all(struct marks *marks, struct rows *rows)
{
    bool none = marks->keys.count == 0;

    array_clear(&marks->keys);
    if (none)
        add_rows(marks, rows, 0, rows->count - 1);
}

void marks_prune(struct marks *marks, struct rows *rows)
{
    for (size_t i = marks->keys.count; i-- > 0;)
        if (rows_find(rows, marks->keys.items[i], -1) < 0)
            take_away(marks, &marks->keys.items[i]);
}
