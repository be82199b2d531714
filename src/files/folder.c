#include "files/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "base/text.h"
#include "files/paths.h"

static int compare_entries(const void *a, const void *b)
{
    return strcmp(((const struct folder_entry *)a)->name, ((const struct folder_entry *)b)->name);
}

static bool is_shown(const char *name, bool with_hidden)
{
    if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || file_is_temporary(name))
        return false;
    return (with_hidden || name[0] != '.') && text_is_utf8(name, strlen(name));
}

static bool look(int folder, const char *name, struct folder_entry *entry)
{
    struct stat status;

    if (fstatat(folder, name, &status, 0) != 0)
        return false;
    *entry = (struct folder_entry){
        name, S_ISDIR(status.st_mode), (int64_t)status.st_size, (int64_t)status.st_mtime};
    return entry->is_folder || S_ISREG(status.st_mode);
}

static void take(struct folder_entries *entries, int folder, const char *name, struct arena *arena)
{
    struct folder_entry entry;

    if (!look(folder, name, &entry))
        return;
    entry.name = arena_copy_text(arena, name);
    ARRAY_PUSH(entries, entry);
}

bool folder_read(const char *path, bool with_hidden, struct arena *arena,
    struct folder_entries *ret_entries, struct error *err)
{
    struct folder_entries entries = {0};
    const struct dirent *found;
    DIR *folder = opendir(path);

    if (folder == NULL)
        return error_set_at(
            err, ERROR_IO, path, 0, 0, "the folder cannot be read: %s", strerror(errno));
    while (entries.count < FOLDER_MOST && (found = readdir(folder)) != NULL)
        if (is_shown(found->d_name, with_hidden))
            take(&entries, dirfd(folder), found->d_name, arena);
    closedir(folder);
    if (entries.count > 1)
        qsort(entries.items, entries.count, sizeof(*entries.items), compare_entries);
    *ret_entries =
        (struct folder_entries){arena_alloc_array(arena, entries.count + 1, sizeof(*entries.items)),
            entries.count, entries.count};
    if (entries.count > 0)
        memcpy(ret_entries->items, entries.items, entries.count * sizeof(*entries.items));
    array_fini(&entries);
    return true;
}
