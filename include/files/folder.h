/* What lies in a folder, for somebody who chooses a file. */
#ifndef FILES_FOLDER_H
#define FILES_FOLDER_H

#include <stdint.h>
#include "base/array.h"
#include "base/error.h"
#include "base/mem.h"

struct folder_entry {
    const char *name; /* in the arena */
    bool is_folder;
    int64_t bytes;
    int64_t changed; /* seconds since 1970 */
};
struct folder_entries ARRAY_OF(struct folder_entry);

enum { FOLDER_MOST = 5000 };

/* Files and folders, sorted by name; links as what they lead to; what is neither, names that are no
 * UTF-8, and what daybook writes meanwhile are left out. Names that begin with a dot come only
 * where they are asked for. At most FOLDER_MOST. */
bool folder_read(const char *path, bool with_hidden, struct arena *arena,
    struct folder_entries *ret_entries, struct error *err) CHECKED;

#endif
