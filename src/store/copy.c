/* A copy of the book that nobody else can see: its name is taken away before anything is in it. */
#include "store/leaving.h"
#include "store/rewind.h"
#include "store_internal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/words.h"

#define DOING _("could not make the copy of the book")
#define PAGES 4096 /* copied at a time: others write in between */
#define FOLDER "daybook-as-of-"
#define OLD_SECONDS 60

/* On a disk rather than in memory, where the user names no other place. */
static const char *parent_folder(void)
{
    static const char *const usual[] = {"/var/tmp", "/tmp"};
    const char *named = getenv("TMPDIR");
    struct stat status;

    if (named && named[0] == '/')
        return named;
    for (size_t i = 0; i < COUNT_OF(usual); i++)
        if (stat(usual[i], &status) == 0 && S_ISDIR(status.st_mode) &&
            access(usual[i], W_OK | X_OK) == 0)
            return usual[i];
    return usual[1];
}

static bool system_error(const char *path, struct error *err)
{
    return error_set_at(err, errno == ENOSPC || errno == EDQUOT ? ERROR_FULL : ERROR_IO, path, 0, 0,
        "could not make the copy of the book: %s", strerror(errno));
}

/* One that was killed between its folder and its file left both behind, and nothing in them. */
static void sweep_one(int parent, const char *name, int64_t now)
{
    struct stat status;
    int folder;

    if (fstatat(parent, name, &status, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISDIR(status.st_mode) ||
        status.st_uid != getuid() || now - (int64_t)status.st_mtime < OLD_SECONDS)
        return;
    folder = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder < 0)
        return;
    if (fstatat(folder, "book.db", &status, AT_SYMLINK_NOFOLLOW) == 0 && status.st_size == 0)
        unlinkat(folder, "book.db", 0);
    close(folder);
    unlinkat(parent, name, AT_REMOVEDIR);
}

static void sweep(const struct store *copy)
{
    DIR *parent = opendir(parent_folder());
    const struct dirent *entry;

    while (parent != NULL && copy->stamp != NULL && (entry = readdir(parent)) != NULL)
        if (text_starts(entry->d_name, FOLDER))
            sweep_one(dirfd(parent), entry->d_name, copy->stamp());
    if (parent != NULL)
        closedir(parent);
}

static bool open_empty(struct store *copy, struct error *err)
{
    int file = open(copy->path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    int code;

    if (file < 0)
        return system_error(copy->path, err);
    close(file);
    code = sqlite3_open_v2(copy->path, &copy->db,
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
    if (unlink(copy->path) != 0) /* nothing goes into a file that others can find */
        return system_error(copy->path, err);
    return code == SQLITE_OK || store_fault_of(copy->db, code, copy->path, DOING, err);
}

/* In a folder that only this user can look into, gone again at once. */
static bool open_nameless(struct store *copy, struct error *err)
{
    struct str folder = {0};
    char *name;
    bool good;

    sweep(copy);
    str_addf(&folder, "%s/" FOLDER "XXXXXX", parent_folder());
    name = mem_copy_text(str_text(&folder));
    str_fini(&folder);
    good = mkdtemp(name) != NULL || system_error(name, err);
    if (good) {
        str_addf(&folder, "%s/book.db", name);
        copy->path = mem_copy_text(str_text(&folder));
        good = open_empty(copy, err);
        rmdir(name);
    }
    str_fini(&folder);
    free(name);
    return good;
}

static bool step(sqlite3_backup *backup, const struct rewind_watch *watch, int *code)
{
    int total;

    *code = sqlite3_backup_step(backup, PAGES);
    total = sqlite3_backup_pagecount(backup);
    if (watch == NULL || watch->tell == NULL || total == 0)
        return true;
    return watch->tell(watch->context, (total - sqlite3_backup_remaining(backup)) / (double)total);
}

static bool copy_pages(
    struct store *from, struct store *to, const struct rewind_watch *watch, struct error *err)
{
    sqlite3_backup *backup = sqlite3_backup_init(to->db, "main", from->db, "main");
    bool goes_on = backup != NULL;
    int code = SQLITE_OK;

    if (backup == NULL)
        return store_fault_of(to->db, sqlite3_extended_errcode(to->db), to->path, DOING, err);
    store_tell_beside(from, true); /* each commit of another begins the copy anew */
    while (goes_on && code == SQLITE_OK)
        goes_on = step(backup, watch, &code);
    store_tell_beside(from, false);
    if (sqlite3_backup_finish(backup) != SQLITE_OK || (goes_on && code != SQLITE_DONE))
        return store_fault_of(to->db, code, from->path, DOING, err);
    return goes_on || error_set(err, ERROR_FOUND, "given up");
}

/* Nothing of it outlives the process, so nothing is made safe; a fault throws all of it away. A
 * connection that is defended would not leave the journal out. */
static bool set_modes(struct store *copy, struct error *err)
{
    int code = sqlite3_exec(copy->db,
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE",
        NULL, NULL, NULL);

    return code == SQLITE_OK || store_fault(copy, DOING, err);
}

bool store_open_copy(struct store *store, const struct rewind_watch *watch, struct store **ret_copy,
    struct error *err)
{
    struct store *copy = mem_alloc(sizeof(*copy));

    copy->throw_away = copy->is_copy = true;
    copy->stamp = store->stamp;
    if (open_nameless(copy, err) && set_modes(copy, err) &&
        store_defend(copy->db, copy->path, err) && copy_pages(store, copy, watch, err)) {
        store_leave_when(copy, store->is_left, store->leaving);
        *ret_copy = copy;
        return true;
    }
    store_close(copy);
    return false;
}

void store_seal(struct store *store, const char *sentence)
{
    free(store->sealed);
    store->sealed = mem_copy_text(sentence);
    store->read_only = true;
}
