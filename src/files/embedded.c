#include "files/embedded.h"
#include <string.h>
#include "base/order.h"
#include "embedded_internal.h"

static int against_path(const void *path, const void *row)
{
    return strcmp(path, ((const struct embedded *)row)->path);
}

/* The first row whose path is not before path; the row without one if there is none. */
static const struct embedded *first_from(const char *path)
{
    return &embedded_table[order_place(
        path, embedded_table, embedded_count, sizeof(*embedded_table), against_path)];
}

const struct embedded *embedded_find(const char *path)
{
    const struct embedded *row = first_from(path);
    return row->path && strcmp(row->path, path) == 0 ? row : NULL;
}

const struct embedded *embedded_next(const char *prefix, const struct embedded *after)
{
    const struct embedded *row = after ? after + 1 : first_from(prefix);
    return row->path && strncmp(row->path, prefix, strlen(prefix)) == 0 ? row : NULL;
}
