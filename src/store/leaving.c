/* Reading that is left midway: SQLite asks every so many of its steps. */
#include "store/leaving.h"

#include "store_internal.h"

enum { STEPS = 4000 }; /* a fraction of a millisecond, more where each row is worked on */

static int is_left(void *context)
{
    struct store *store = context;

    return !store->is_whole && (!store->writing || store->is_copy) &&
           store->is_left(store->leaving);
}

void store_leave_when(struct store *store, bool (*asked)(void *context), void *context)
{
    store->is_left = asked;
    store->leaving = context;
    sqlite3_progress_handler(store->db, STEPS, asked ? is_left : NULL, store);
}

bool store_is_left(const struct store *store)
{
    return store->is_left != NULL && store->is_left(store->leaving);
}

void store_before_writes(struct store *store, void (*fn)(void *context), void *context)
{
    store->before_write = fn;
    store->before_context = context;
}
