/* Work that is left midway: it asks as statements of SQLite do. */
#include "app/giving_way.h"

#include <stdlib.h>
#include <string.h>
#include "app/app_internal.h"
#include "store/leaving.h"

/* A fraction of a millisecond each, unless what is done to an item is long. */
enum { RUN = 512, STEP = 1024 };

bool work_goes_on(const struct session *session, struct error *err)
{
    return !store_is_left(session->store) || error_set(err, ERROR_FOUND, "given up");
}

bool work_goes_on_at(const struct session *session, size_t index, struct error *err)
{
    return index % STEP != STEP - 1 || work_goes_on(session, err);
}

/* Runs of a length are in order; pairs of them become one, from the one array into the other. */
struct merging {
    const struct session *session;
    size_t count, size;
    int (*compare)(const void *left, const void *right);
};

static bool merge_pair(const struct merging *merging, const char *from, char *to, size_t first,
    size_t run, struct error *err)
{
    size_t size = merging->size, middle = first + run, end = middle + run, left = first, right;

    middle = middle < merging->count ? middle : merging->count;
    end = end < merging->count ? end : merging->count;
    right = middle;
    for (size_t at = first; at < end; at++) {
        bool takes_left = right == end || (left < middle && merging->compare(from + left * size,
                                                                from + right * size) <= 0);

        memcpy(to + at * size, from + (takes_left ? left++ : right++) * size, size);
        if (!work_goes_on_at(merging->session, at - first, err))
            return false;
    }
    return true;
}

static bool merge_all(
    const struct merging *merging, char *items, char *room, size_t run, struct error *err)
{
    char *from = items, *to = room;

    for (; run < merging->count; run *= 2) {
        char *other = from;

        for (size_t first = 0; first < merging->count; first += 2 * run)
            if (!merge_pair(merging, from, to, first, run, err)) {
                if (to == items) /* some of them stand there twice by now */
                    memcpy(items, room, merging->count * merging->size);
                return false;
            }
        from = to;
        to = other;
    }
    if (from != items)
        memcpy(items, from, merging->count * merging->size);
    return true;
}

bool work_sort(const struct session *session, void *items, size_t count, size_t size,
    int (*compare)(const void *left, const void *right), struct error *err)
{
    const struct merging merging = {session, count, size, compare};
    char *room;
    bool goes_on = true;

    for (size_t first = 0; goes_on && first < count; first += RUN) {
        qsort(
            (char *)items + first * size, count - first < RUN ? count - first : RUN, size, compare);
        goes_on = work_goes_on(session, err);
    }
    if (!goes_on || count <= RUN)
        return goes_on;
    room = mem_alloc_array(count, size);
    goes_on = merge_all(&merging, items, room, RUN, err);
    free(room);
    return goes_on;
}
