#include "files/embedded.h"
#include <string.h>
#include "embedded_internal.h"

/* The first row whose path is not before path; embedded_count if there is none. */
static size_t lower_bound(const char *path)
{
    size_t low = 0;
    size_t high = embedded_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(embedded_table[middle].path, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct embedded *embedded_find(const char *path)
{
    const struct embedded *row = &embedded_table[lower_bound(path)];
    return row->path && strcmp(row->path, path) == 0 ? row : NULL;
}

const struct embedded *embedded_next(const char *prefix, const struct embedded *after)
{
    const struct embedded *row = after ? after + 1 : &embedded_table[lower_bound(prefix)];
    return row->path && strncmp(row->path, prefix, strlen(prefix)) == 0 ? row : NULL;
}
