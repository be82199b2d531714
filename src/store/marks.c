/* What was done already for an account in this write transaction: a million readings of some
 * thousand accounts mark each of them once. Open addressing by key. */
#include "store_internal.h"

#include <stdlib.h>
#include <string.h>

#define ROOM_FIRST 64
#define ROOM_KEPT 4096

static struct account_mark *slot_of(const struct account_marks *marks, int64_t account)
{
    size_t at = ((uint64_t)account * UINT64_C(0x9e3779b97f4a7c15)) >> 32;

    for (at &= marks->room - 1; marks->items[at].account != 0; at = (at + 1) & (marks->room - 1))
        if (marks->items[at].account == account)
            break;
    return &marks->items[at];
}

static void grow(struct account_marks *marks)
{
    struct account_marks larger = {
        .room = marks->room ? marks->room * 2 : ROOM_FIRST, .count = marks->count};

    larger.items = mem_alloc_array(larger.room, sizeof(*larger.items));
    for (size_t i = 0; i < marks->room; i++)
        if (marks->items[i].account != 0)
            *slot_of(&larger, marks->items[i].account) = marks->items[i];
    free(marks->items);
    *marks = larger;
}

struct account_mark *store_mark_of(struct store *store, int64_t account)
{
    struct account_marks *marks = &store->marks;
    struct account_mark *mark;

    if (marks->count * 2 >= marks->room)
        grow(marks);
    mark = slot_of(marks, account);
    if (mark->account == 0) {
        *mark = (struct account_mark){.account = account, .late = DAY_NONE};
        marks->count++;
    }
    return mark;
}

void store_marked(struct store *store, struct account_mark *mark, bool unscored)
{
    store->marks.waiting -= mark->waits;
    mark->waits = false;
    mark->unscored = unscored;
}

bool store_mark(struct store *store, int64_t account, struct error *err)
{
    struct account_mark *mark;

    if (store->newborn != 0 && account >= store->newborn)
        return true;
    mark = store_mark_of(store, account);
    if (mark->unscored)
        return true;
    mark->unscored = true;
    if (!store->many) { /* most are scored at once: then the mark would be written to be undone */
        mark->waits = true;
        store->marks.waiting++;
        return store_run_for(store, SQL_STANDING_DROP, account, err);
    }
    return store_run_for(store, SQL_SCORE_MARK, account, err) &&
           store_run_for(store, SQL_STANDING_DROP, account, err);
}

bool store_marks_settle(struct store *store, struct error *err)
{
    bool good = true;

    for (size_t i = 0; good && store->marks.waiting > 0 && i < store->marks.room; i++) {
        struct account_mark *mark = &store->marks.items[i];

        if (!mark->waits)
            continue;
        store_marked(store, mark, true);
        good = store_run_for(store, SQL_SCORE_MARK, mark->account, err);
    }
    return good;
}

void store_marks_forget(struct store *store)
{
    struct account_marks *marks = &store->marks;

    if (marks->room > ROOM_KEPT)
        store_marks_fini(store);
    else if (marks->count > 0)
        memset(marks->items, 0, marks->room * sizeof(*marks->items));
    marks->count = marks->waiting = 0;
}

void store_marks_fini(struct store *store)
{
    free(store->marks.items);
    store->marks = (struct account_marks){0};
}
