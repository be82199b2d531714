#include "core/signal_rows.h"

#include "core/signal.h"

const struct row *signal_row_before(const struct row_list *stored, const struct row *signal)
{
    const struct row *old = signal_current(stored, row_text(signal, SIGNAL_SIGNAL));

    if (old && row_knows(old, SIGNAL_OUTCOME) && signal->key != old->key)
        return NULL;
    return old;
}

bool signal_row_is_over(
    const struct row *row, const struct row_list *stored, const struct row_list *found)
{
    if (row_integer(row, SIGNAL_OPEN) != 1 || row_integer(row, SIGNAL_BY_HAND) != 0)
        return false;
    for (size_t i = 0; i < found->count; i++)
        if (text_equal(row_text(found->items[i], SIGNAL_SIGNAL), row_text(row, SIGNAL_SIGNAL)))
            return signal_row_before(stored, found->items[i]) != row;
    return true;
}

/* What goes on in this row; NULL: nothing does. */
static struct row *goes_on(
    const struct row *row, const struct row_list *stored, const struct row_list *found)
{
    for (size_t i = 0; i < found->count; i++)
        if (signal_row_before(stored, found->items[i]) == row)
            return found->items[i];
    return NULL;
}

void signal_rows_after(const struct row_list *stored, const struct row_list *found,
    struct arena *arena, struct row_list *ret_open)
{
    struct row_list open = {
        .items = arena_alloc_array(arena, stored->count + found->count + 1, sizeof(struct row *))};

    for (size_t i = 0; i < stored->count; i++) {
        struct row *row = stored->items[i], *next = goes_on(row, stored, found);

        if (next)
            open.items[open.count++] = next;
        else if (row_integer(row, SIGNAL_OPEN) == 1 && !signal_row_is_over(row, stored, found))
            open.items[open.count++] = row;
    }
    for (size_t i = 0; i < found->count; i++)
        if (!signal_row_before(stored, found->items[i]))
            open.items[open.count++] = found->items[i];
    *ret_open = open;
}
