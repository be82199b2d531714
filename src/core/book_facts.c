/* What the accounts of a book say of it together. */
#include "core/dossier.h"

#include <stdlib.h>
#include <string.h>
#include "base/order.h"

static const int64_t *sorted(const struct book_arrs *arrs, struct arena *arena)
{
    int64_t *kept = arena_alloc_array(arena, arrs->count, sizeof(*kept));

    if (arrs->count > 0) {
        memcpy(kept, arrs->items, arrs->count * sizeof(*kept));
        qsort(kept, arrs->count, sizeof(*kept), order_integers);
    }
    return kept;
}

void book_facts_count(struct book_facts *facts, struct book_counted *counted, struct arena *arena)
{
    facts->arr_sorted = sorted(&counted->arrs, arena);
    facts->accounts = (int)counted->arrs.count;
    facts->has_usage_median =
        order_median(counted->usages.items, counted->usages.count, &facts->usage_median);
}

void book_counted_fini(struct book_counted *counted)
{
    array_fini(&counted->arrs);
    array_fini(&counted->usages);
}
