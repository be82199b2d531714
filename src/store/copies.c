/* Copies beside the book, and the way back from one. */
#include "store/copies.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/words.h"
#include "store_internal.h"

#define RESTORING _("could not restore")
#define WAIT_MS 5000
#define MOST_A_DAY 1000

/* --- names --- */

static const char *name_in(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? slash + 1 : path;
}

static void add_copy_name(struct str *out, const char *path, const char *sort, day_number day)
{
    char iso[16];

    str_addf(out, "%s.%s-%s", path, sort, day_iso(day, iso));
}

/* What follows NAME in a copy's name, behind `.backup-` or `.schema-`; NULL: it is none. */
static const char *rest_of_copy(const char *file, const char *book, const char *sort)
{
    size_t len = strlen(book);

    if (strncmp(file, book, len) != 0 || strncmp(file + len, sort, strlen(sort)) != 0)
        return NULL;
    return file + len + strlen(sort);
}

/* 2026-11-23 and a word. */
static const char *after_day(const char *rest)
{
    for (int i = 0; i < 10; i++)
        if (i == 4 || i == 7 ? rest[i] != '-' : rest[i] < '0' || rest[i] > '9')
            return NULL;
    return rest + 10;
}

bool store_is_own_copy(const char *file, const char *book)
{
    const char *rest = rest_of_copy(file, book, ".schema-");

    if (rest != NULL) {
        size_t digits = strspn(rest, "0123456789");

        if (digits > 0 && rest[digits] == '-') /* a second one of that schema */
            digits += 1 + strspn(rest + digits + 1, "0123456789");
        return digits > 0 && (rest[digits] == '\0' || strncmp(rest + digits, ".part-", 6) == 0);
    }
    rest = rest_of_copy(file, book, ".backup-");
    return rest != NULL && after_day(rest) != NULL;
}

/* --- beside the book --- */

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool is_backup(const char *file, const char *book)
{
    return store_is_own_copy(file, book) && rest_of_copy(file, book, ".backup-") != NULL &&
           strstr(file, ".part-") == NULL;
}

bool store_newest_copy(const char *path, struct str *ret_name)
{
    const char *newest = "", *book = name_in(path);
    struct str folder = {0};
    const struct dirent *entry;
    DIR *dir;

    str_clear(ret_name);
    store_folder_of(path, &folder);
    dir = opendir(str_text(&folder));
    while (dir != NULL && (entry = readdir(dir)) != NULL)
        if (is_backup(entry->d_name, book) && strcmp(entry->d_name, newest) > 0) {
            str_clear(ret_name);
            str_add(ret_name, entry->d_name);
            newest = str_text(ret_name);
        }
    if (dir != NULL)
        closedir(dir);
    str_fini(&folder);
    return ret_name->len > 0;
}

/* The oldest go first: their names begin with the day. What cannot be removed stays. */
static void rotate(struct store *store, int keep)
{
    struct copy_names ARRAY_OF(char *) names = {0};
    struct str folder = {0};
    const struct dirent *entry;
    DIR *dir;

    store_folder_of(store->path, &folder);
    dir = opendir(str_text(&folder));
    while (dir != NULL && (entry = readdir(dir)) != NULL)
        if (is_backup(entry->d_name, name_in(store->path)))
            ARRAY_PUSH(&names, mem_copy_text(entry->d_name));
    if (dir != NULL)
        closedir(dir);
    if (names.count > 0)
        qsort(names.items, names.count, sizeof(*names.items), compare_names);
    for (size_t i = 0; i < names.count; i++) {
        if (names.count - i > (size_t)keep) {
            size_t len = folder.len;

            str_addf(&folder, "/%s", names.items[i]);
            unlink(str_text(&folder));
            str_remove(&folder, len, folder.len - len);
        }
        free(names.items[i]);
    }
    array_fini(&names);
    str_fini(&folder);
}

bool store_copy_beside(
    struct store *store, const struct copy_order *order, bool *ret_made, struct error *err)
{
    struct str name = {0};
    bool good = true;

    *ret_made = false;
    if (order->keep <= 0)
        return true;
    add_copy_name(&name, store->path, "backup", order->day);
    str_addf(&name, "-%s", order->why);
    if (access(str_text(&name), F_OK) != 0) {
        good = store_backup(store, str_text(&name), err);
        if (good)
            rotate(store, order->keep);
        *ret_made = good;
    }
    str_fini(&name);
    return good;
}

/* --- the way back --- */

static bool is_there(const char *path)
{
    struct stat status;

    return lstat(path, &status) == 0;
}

static bool is_same_file(const char *a, const char *b)
{
    struct stat one, other;

    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino;
}

static bool connect(const char *path, int flags, sqlite3 **ret_db, struct error *err)
{
    int code =
        sqlite3_open_v2(path, ret_db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);

    if (code != SQLITE_OK)
        return store_fault_of(*ret_db, code, path, RESTORING, err);
    store_wait_at_most(*ret_db, WAIT_MS);
    /* As a book is written: else the journal's end is told before it is on the disk. */
    if (!(flags & SQLITE_OPEN_READONLY))
        sqlite3_exec(*ret_db, "PRAGMA synchronous = EXTRA", NULL, NULL, NULL);
    return store_defend(*ret_db, path, err);
}

/* A sound book of this schema at `made`, or an error and nothing. */
static bool make_sound(const char *from, const char *made, struct error *err)
{
    struct store *store = NULL;
    struct str old = {0};
    sqlite3 *db = NULL;
    bool good = connect(from, SQLITE_OPEN_READONLY, &db, err) && store_copy(db, made, err);

    sqlite3_close(db);
    good = good && store_open(&(struct store_options){.path = made, .busy_timeout_ms = WAIT_MS},
                       &store, err);
    store_close(store);
    for (int version = 1; version < STORE_SCHEMA_VERSION; version++) {
        str_clear(&old);
        str_addf(&old, "%s.schema-%d", made, version);
        unlink(str_text(&old));
    }
    str_fini(&old);
    return good;
}

/* A free name: the plain one, else with a number. */
static bool free_name(struct str *name, struct error *err)
{
    size_t len = name->len;

    for (int i = 2; is_there(str_text(name)); i++) {
        if (i > MOST_A_DAY)
            return error_set_at(
                err, ERROR_IO, str_text(name), 0, 0, "could not restore: too many copies of today");
        str_remove(name, len, name->len - len);
        str_addf(name, "-%d", i);
    }
    return true;
}

/* No sound book: nothing can be copied out of it, so the file itself is put aside, with its
 * journal. */
static bool move_aside(const char *path, day_number today, struct str *kept, struct error *err)
{
    struct str journal = {0}, other = {0};
    bool good;

    str_clear(kept);
    add_copy_name(kept, path, "damaged", today);
    good = free_name(kept, err);
    str_addf(&journal, "%s-journal", path);
    str_addf(&other, "%s-journal", str_text(kept));
    if (good && rename(path, str_text(kept)) != 0)
        good = store_system_fault(errno, path, RESTORING, err);
    if (good)
        (void)!rename(str_text(&journal), str_text(&other));
    str_fini(&journal);
    str_fini(&other);
    return good;
}

/* Keeps what the book at `path` holds; *ret_db stays open to be written over, or is NULL where the
 * file was put aside. */
static bool keep_old(
    const char *path, day_number today, struct str *kept, sqlite3 **ret_db, struct error *err)
{
    sqlite3 *db = NULL;
    bool good;

    *ret_db = NULL;
    if (!is_there(path))
        return true;
    add_copy_name(kept, path, "backup", today);
    str_add(kept, "-restore");
    if (!free_name(kept, err))
        return false;
    good = connect(path, SQLITE_OPEN_READWRITE, &db, err) && store_copy(db, str_text(kept), err);
    if (good) {
        *ret_db = db;
        return true;
    }
    sqlite3_close(db);
    return err->code == ERROR_REFUSED ? move_aside(path, today, kept, err) : false;
}

static bool put(sqlite3 *onto, const char *made, const char *path, struct error *err)
{
    sqlite3 *db = NULL;
    bool good;

    if (onto == NULL) {
        if (rename(made, path) != 0)
            return store_system_fault(errno, path, RESTORING, err);
        store_sync_folder(path);
        return true;
    }
    good = connect(made, SQLITE_OPEN_READONLY, &db, err) && store_copy_onto(db, onto, path, err);
    sqlite3_close(db);
    return good;
}

bool store_restore(
    const char *from, const char *path, day_number today, struct str *ret_kept, struct error *err)
{
    struct str made = {0}, kept = {0};
    sqlite3 *old = NULL;
    bool good;

    if (!is_there(from))
        return error_set_at(err, ERROR_IO, from, 0, 0, "could not restore: there is no such file");
    if (is_same_file(from, path))
        return error_set_at(
            err, ERROR_REFUSED, from, 0, 0, "could not restore: it is the book itself");
    str_addf(&made, "%s.restore-%ld", path, (long)getpid());
    store_remove_made(str_text(&made));
    good = store_make_folders(path, err) && make_sound(from, str_text(&made), err) &&
           keep_old(path, today, &kept, &old, err) && put(old, str_text(&made), path, err);
    sqlite3_close(old);
    store_remove_made(str_text(&made));
    if (good)
        str_add(ret_kept, str_text(&kept));
    str_fini(&made);
    str_fini(&kept);
    return good;
}
