/* All playbooks there are: the shipped ones with the user's laid over them, by file name. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "base/text.h"
#include "files/embedded.h"
#include "files/paths.h"
#include "files/yaml_tree.h"
#include "files/playbook_file.h"

static const char shipped_folder[] = "config/playbooks/";

/* --- files --- */

/* What is too large is a fault of the file; false: it cannot be read at all. */
static bool read_whole(
    const char *path, struct str *text, struct fault_list *faults, struct error *err)
{
    if (file_read_whole(path, TREE_MOST_BYTES, text, err))
        return true;
    if (err->code != ERROR_REFUSED)
        return false;
    fault_add(faults, path, 1, 1, "the file is larger than 1 MiB");
    return true;
}

static const char *bare_name(const char *path, struct arena *arena)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    size_t len = strlen(name);
    return arena_copy_bytes(arena, name, text_ends(name, ".yaml") ? len - 5 : len);
}

/* --- entries --- */

/* A shipped one: files of one folder have names of their own. */
static struct playbook_entry *find_name(struct playbook_catalogue *catalogue, const char *name)
{
    size_t count = catalogue->shipped_count;
    for (size_t i = 0; i < count && i < catalogue->entries.count; i++)
        if (text_equal(catalogue->entries.items[i].name, name))
            return &catalogue->entries.items[i];
    return NULL;
}

static struct playbook_entry *make_entry(struct playbook_catalogue *catalogue, const char *name)
{
    struct playbook_entry *entry = find_name(catalogue, name);
    if (entry)
        return entry;
    ARRAY_PUSH(&catalogue->entries, (struct playbook_entry){.name = name});
    return &catalogue->entries.items[catalogue->entries.count - 1];
}

static void drop_entry(struct playbook_catalogue *catalogue, const char *name)
{
    struct playbook_entry *entry = find_name(catalogue, name);
    if (!entry)
        return;
    fault_list_fini(&entry->faults);
    *entry = catalogue->entries.items[--catalogue->entries.count];
}

/* An entry of that file with nothing in it: what lay under it is gone. */
static struct playbook_entry *clear_entry(
    struct playbook_catalogue *catalogue, const char *path, bool shipped)
{
    struct playbook_entry *entry = make_entry(catalogue, bare_name(path, &catalogue->arena));
    fault_list_fini(&entry->faults);
    *entry = (struct playbook_entry){
        .name = entry->name, .path = arena_copy_text(&catalogue->arena, path), .shipped = shipped};
    return entry;
}

static void load(struct playbook_catalogue *catalogue, const struct playbook_source *source,
    bool shipped, const struct settings *settings)
{
    struct playbook_entry *entry = clear_entry(catalogue, source->path, shipped);
    if (!playbook_parse(source, settings, &catalogue->arena, &entry->faults, &entry->playbook))
        entry->playbook = NULL;
}

static void load_shipped(struct playbook_catalogue *catalogue, const struct settings *settings)
{
    const struct embedded *file = NULL;
    while ((file = embedded_next(shipped_folder, file))) {
        struct playbook_source source = {file->path, file->text, file->len};
        if (text_ends(file->path, ".yaml"))
            load(catalogue, &source, true, settings);
    }
}

static void load_user_file(
    struct playbook_catalogue *catalogue, const char *path, const struct settings *settings)
{
    struct str text = {0};
    struct error err = {0};
    struct fault_list faults = {0};
    if (!read_whole(path, &text, &faults, &err))
        fault_add_error(&faults, path, &err);
    if (faults.count) {
        fault_add_all(&clear_entry(catalogue, path, false)->faults, &faults);
    } else if (text_blank(str_text(&text)) && strlen(str_text(&text)) == text.len) {
        drop_entry(catalogue, bare_name(path, &catalogue->arena));
    } else {
        struct playbook_source source = {path, str_text(&text), text.len};
        load(catalogue, &source, false, settings);
    }
    fault_list_fini(&faults);
    str_fini(&text);
}

static bool is_playbook_name(const char *name)
{
    return name[0] != '.' && text_ends(name, ".yaml");
}

static bool load_folder(struct playbook_catalogue *catalogue, const char *folder,
    const struct settings *settings, struct error *err)
{
    DIR *dir = opendir(folder);
    if (!dir)
        return errno == ENOENT || error_set_at(err, ERROR_IO, folder, 0, 0, "%s", strerror(errno));
    for (const struct dirent *file; (file = readdir(dir));) {
        if (!is_playbook_name(file->d_name))
            continue;
        const char *path = arena_format(&catalogue->arena, "%s/%s", folder, file->d_name);
        load_user_file(catalogue, path, settings);
    }
    (void)closedir(dir);
    return true;
}

/* --- has the folder changed? --- */

static uint64_t mix(uint64_t mark, const void *bytes, size_t len)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < len; i++)
        mark = (mark ^ at[i]) * 0x100000001B3u;
    return mark;
}

static uint64_t mark_file(int folder, const char *name)
{
    struct stat info;
    uint64_t mark = mix(0xCBF29CE484222325u, name, strlen(name));
    if (fstatat(folder, name, &info, 0) != 0)
        return mark;
    mark = mix(mark, &info.st_size, sizeof(info.st_size));
    mark = mix(mark, &info.st_ino, sizeof(info.st_ino));
    mark = mix(mark, &info.st_mtim.tv_sec, sizeof(info.st_mtim.tv_sec));
    return mix(mark, &info.st_mtim.tv_nsec, sizeof(info.st_mtim.tv_nsec));
}

uint64_t playbook_folder_mark(const char *folder)
{
    DIR *dir = folder ? opendir(folder) : NULL;
    uint64_t mark = 1;
    if (!dir)
        return 0;
    /* A sum, since the order in which a folder names its files says nothing. */
    for (const struct dirent *file; (file = readdir(dir));)
        if (is_playbook_name(file->d_name))
            mark += mark_file(dirfd(dir), file->d_name);
    (void)closedir(dir);
    return mark;
}

/* --- the whole --- */

static int compare_entries(const void *a, const void *b)
{
    return strcmp(
        ((const struct playbook_entry *)a)->name, ((const struct playbook_entry *)b)->name);
}

static int compare_ids(const void *a, const void *b)
{
    const struct playbook_entry *left = *(struct playbook_entry *const *)a;
    const struct playbook_entry *right = *(struct playbook_entry *const *)b;
    int order = strcmp(left->playbook->id, right->playbook->id);
    return order ? order : strcmp(left->name, right->name);
}

/* Runs know their playbook by its id, so no two may share one: the first by name has it. */
static void refuse_twins(struct playbook_catalogue *catalogue)
{
    size_t count = 0;
    struct playbook_entry **sorted =
        mem_alloc_array(catalogue->entries.count + 1, sizeof(struct playbook_entry *));
    for (size_t i = 0; i < catalogue->entries.count; i++)
        if (catalogue->entries.items[i].playbook)
            sorted[count++] = &catalogue->entries.items[i];
    qsort(sorted, count, sizeof(struct playbook_entry *), compare_ids);
    for (size_t i = 1, first = 0; i < count; i++) {
        const char *id = sorted[i]->playbook->id;
        if (!text_equal(sorted[first]->playbook->id, id)) {
            first = i;
            continue;
        }
        fault_add(&sorted[i]->faults, sorted[i]->path, 1, 1, "%s has the id \"%s\" already",
            sorted[first]->path, id);
        sorted[i]->playbook = NULL;
    }
    free(sorted);
}

bool playbook_catalogue_load(const char *folder, const struct settings *settings,
    struct playbook_catalogue *ret_catalogue, struct error *err)
{
    struct playbook_catalogue catalogue = {0};
    load_shipped(&catalogue, settings);
    catalogue.shipped_count = catalogue.entries.count;
    bool fine = !folder || load_folder(&catalogue, folder, settings, err);
    if (catalogue.entries.count)
        qsort(catalogue.entries.items, catalogue.entries.count, sizeof(*catalogue.entries.items),
            compare_entries);
    refuse_twins(&catalogue);
    *ret_catalogue = catalogue;
    return fine;
}

void playbook_catalogue_fini(struct playbook_catalogue *catalogue)
{
    if (!catalogue)
        return;
    for (size_t i = 0; i < catalogue->entries.count; i++)
        fault_list_fini(&catalogue->entries.items[i].faults);
    array_fini(&catalogue->entries);
    arena_fini(&catalogue->arena);
    *catalogue = (struct playbook_catalogue){0};
}

const struct playbook_entry *playbook_catalogue_find(
    const struct playbook_catalogue *catalogue, const char *name)
{
    const struct playbook_entry *by_title = NULL;
    for (size_t i = 0; i < catalogue->entries.count; i++) {
        const struct playbook_entry *entry = &catalogue->entries.items[i];
        if (text_equal_nocase(entry->name, name) ||
            (entry->playbook && text_equal_nocase(entry->playbook->id, name)))
            return entry;
        if (entry->playbook && text_compare_folded(entry->playbook->title, name) == 0)
            by_title = entry;
    }
    return by_title;
}

static bool refuse_name(
    const struct playbook_catalogue *catalogue, const char *name, struct error *err)
{
    size_t count = catalogue->entries.count;
    const char **names = mem_alloc_array(count + 1, sizeof(*names));
    for (size_t i = 0; i < count; i++)
        names[i] = catalogue->entries.items[i].name;
    const char *nearest = fault_nearest(name, names, count);
    free(names);
    if (nearest)
        return error_set(err, ERROR_NOT_FOUND, "there is no playbook \"%s\"; did you mean \"%s\"?",
            name, nearest);
    return error_set(err, ERROR_NOT_FOUND, "there is no playbook \"%s\"", name);
}

bool playbook_catalogue_need(const struct playbook_catalogue *catalogue, const char *name,
    const struct playbook **ret_playbook, struct error *err)
{
    const struct playbook_entry *entry = playbook_catalogue_find(catalogue, name);
    if (!entry)
        return refuse_name(catalogue, name, err);
    if (!entry->playbook && entry->faults.count > 0) {
        const struct fault *fault = &entry->faults.items[0];
        return error_set_at(err, ERROR_REFUSED, fault->path, fault->line, fault->column,
            "%s is faulty: %s", entry->name, fault->text);
    }
    if (!entry->playbook)
        return error_set(err, ERROR_REFUSED, "%s is faulty: run playbook check", entry->path);
    *ret_playbook = entry->playbook;
    return true;
}

bool playbook_check_file(
    const char *path, const struct settings *settings, struct fault_list *faults, struct error *err)
{
    struct str text = {0};
    struct arena arena = {0};
    size_t before = faults->count;
    bool fine = read_whole(path, &text, faults, err);
    if (fine && faults->count == before) {
        const struct playbook *playbook;
        struct playbook_source source = {path, str_text(&text), text.len};
        (void)!playbook_parse(&source, settings, &arena, faults, &playbook);
    }
    arena_fini(&arena);
    str_fini(&text);
    return fine;
}
