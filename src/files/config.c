/* The user's files over the shipped ones. */
#include "files/config.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "base/str.h"
#include "files/embedded.h"
#include "files/paths.h"

#define MOST_BYTES (1024 * 1024)
#define MOST_FILES 1000

/* Below the folder, and no way out of it. */
static bool is_plain_name(const char *name)
{
    if (name[0] == '\0' || name[0] == '/' || name[0] == '.' || strstr(name, "/.") != NULL)
        return false;
    for (const char *at = name; *at != '\0'; at++)
        if ((unsigned char)*at < 0x20 || *at == 0x7F)
            return false;
    return true;
}

/* Themes have a folder of their own at the top; the rest lies in config/. */
static const struct embedded *find_embedded(const char *name)
{
    struct str path = {0};
    const struct embedded *embedded;

    if (!text_starts(name, "themes/"))
        str_add(&path, "config/");
    str_add(&path, name);
    embedded = embedded_find(str_text(&path));
    str_fini(&path);
    return embedded;
}

bool config_shipped(const char *name, struct config_file *ret_file)
{
    const struct embedded *embedded = find_embedded(name);

    if (embedded == NULL)
        return false;
    *ret_file = (struct config_file){.name = name,
        .path = embedded->path,
        .text = embedded->text,
        .len = embedded->len,
        .shipped = true};
    return true;
}

bool config_of_user(const char *config_dir, const char *name, struct arena *arena,
    struct config_file *ret_file, bool *ret_there, struct error *err)
{
    struct str path = {0};
    struct str text = {0};
    bool there = false;
    bool read = true;

    if (!is_plain_name(name))
        return error_set(err, ERROR_USAGE, "\"%s\" is no name of a config file", name);
    if (config_dir != NULL) {
        path_join(&path, config_dir, name);
        read = file_read_if_there(str_text(&path), MOST_BYTES, &text, &there, err);
    }
    if (read && there)
        *ret_file = (struct config_file){.name = arena_copy_text(arena, name),
            .path = arena_copy_text(arena, str_text(&path)),
            .text = arena_copy_bytes(arena, str_text(&text), text.len),
            .len = text.len,
            .hidden = text_blank(str_text(&text))};
    if (read)
        *ret_there = there;
    str_fini(&path);
    str_fini(&text);
    return read;
}

bool config_find(const char *config_dir, const char *name, struct arena *arena,
    struct config_file *ret_file, struct error *err)
{
    bool there;

    if (!config_of_user(config_dir, name, arena, ret_file, &there, err))
        return false;
    if (there)
        return true;
    if (!config_shipped(name, ret_file))
        return error_set(err, ERROR_NOT_FOUND, "there is no %s", name);
    ret_file->name = arena_copy_text(arena, name);
    return true;
}

struct name_list ARRAY_OF(const char *);

static void add_name(struct name_list *names, struct arena *arena, const char *name)
{
    for (size_t i = 0; i < names->count; i++)
        if (text_equal(names->items[i], name))
            return;
    ARRAY_PUSH(names, arena_copy_text(arena, name));
}

static void add_embedded_names(
    struct name_list *names, const char *folder, const char *ending, struct arena *arena)
{
    bool themes = text_equal(folder, "themes");
    const char *prefix = arena_format(arena, "%s%s/", themes ? "" : "config/", folder);

    for (const struct embedded *row = embedded_next(prefix, NULL); row != NULL;
         row = embedded_next(prefix, row))
        if (text_ends(row->path, ending) && strchr(row->path + strlen(prefix), '/') == NULL)
            add_name(names, arena, row->path + (themes ? 0 : strlen("config/")));
}

static bool add_user_names(struct name_list *names, const char *config_dir, const char *folder,
    const char *ending, struct arena *arena, struct error *err)
{
    struct str path = {0};
    struct dirent *entry;
    DIR *dir;
    bool none;

    path_join(&path, config_dir, folder);
    dir = opendir(str_text(&path));
    none = dir == NULL && (errno == ENOENT || errno == ENOTDIR);
    if (dir == NULL && !none)
        error_set_at(err, ERROR_IO, str_text(&path), 0, 0, "cannot be listed: %s", strerror(errno));
    str_fini(&path);
    if (dir == NULL)
        return none;
    while ((entry = readdir(dir)) != NULL && names->count < MOST_FILES)
        if (entry->d_name[0] != '.' && text_ends(entry->d_name, ending))
            add_name(names, arena, arena_format(arena, "%s/%s", folder, entry->d_name));
    closedir(dir);
    return true;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void add_file(
    struct config_file_list *files, const char *config_dir, const char *name, struct arena *arena)
{
    struct config_file file;
    struct error err = {0};

    if (!config_find(config_dir, name, arena, &file, &err))
        file = (struct config_file){.name = name,
            .path = arena_copy_text(arena, err.path),
            .text = "",
            .fault = arena_copy_text(arena, err.text)};
    if (!file.hidden)
        ARRAY_PUSH(files, file);
}

/* The list's items move into the arena, where all that config gives lives. */
static void keep_in_arena(struct config_file_list *files, struct arena *arena)
{
    struct config_file *items = arena_alloc_array(arena, files->count, sizeof(*items));

    if (files->count > 0)
        memcpy(items, files->items, files->count * sizeof(*items));
    free(files->items);
    files->items = items;
    files->room = files->count;
}

bool config_list(const char *config_dir, const char *folder, const char *ending,
    struct arena *arena, struct config_file_list *ret_files, struct error *err)
{
    struct name_list names = {0};
    struct config_file_list files = {0};

    add_embedded_names(&names, folder, ending, arena);
    if (config_dir != NULL && !add_user_names(&names, config_dir, folder, ending, arena, err)) {
        array_fini(&names);
        return false;
    }
    if (names.count > 0)
        qsort(names.items, names.count, sizeof(*names.items), compare_names);
    for (size_t i = 0; i < names.count; i++)
        add_file(&files, config_dir, names.items[i], arena);
    array_fini(&names);
    keep_in_arena(&files, arena);
    *ret_files = files;
    return true;
}
