/* The folder of a book is synced once for its journal, not at each write. SQLite opens the journal
 * anew for every write, and since it does so in a way that could make the file, it syncs the folder
 * too, lest the name be lost with the power. The journal of a book is emptied, never removed: once
 * it was synced with the folder, its name is on the disk for as long as the same file bears it. The
 * sync of the folder was one of the five of a save. A folder that could not be synced (no
 * descriptor left, a file system that cannot) fails no write, as with SQLite, but is synced at the
 * next. */
#define _GNU_SOURCE /* O_PATH */
#include "store_internal.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static sqlite3_vfs own, *usual;
static sqlite3_io_methods own_methods;
static const sqlite3_io_methods *usual_methods;

/* The journal that may have been made last. */
static struct {
    pthread_mutex_t lock; /* a re-score has a connection of its own */
    char *path;
    int held; /* so that no other file gets its number */
    const sqlite3_file *by;
    bool stands; /* its name is on the disk */
} journal = {.lock = PTHREAD_MUTEX_INITIALIZER, .held = -1};

static bool is_held(const char *path)
{
    struct stat held, there;

    return text_equal(journal.path, path) && journal.held >= 0 && fstat(journal.held, &held) == 0 &&
           lstat(path, &there) == 0 && held.st_dev == there.st_dev && held.st_ino == there.st_ino;
}

static bool name_stands(const char *path)
{
    bool stands;

    pthread_mutex_lock(&journal.lock);
    stands = journal.stands && is_held(path);
    pthread_mutex_unlock(&journal.lock);
    return stands;
}

/* Behind the file as the usual one knows it. */
static struct gather *gather_of(sqlite3_file *file)
{
    return (void *)((char *)file + usual->szOsFile);
}

static int sync_journal(sqlite3_file *file, int flags)
{
    int code = gather_sync(gather_of(file), file, flags);

    pthread_mutex_lock(&journal.lock);
    if (code == SQLITE_OK && journal.by == file) {
        journal.stands = store_sync_folder(journal.path);
        journal.by = NULL; /* once a write */
    }
    pthread_mutex_unlock(&journal.lock);
    return code;
}

static int write_journal(sqlite3_file *file, const void *bytes, int len, sqlite3_int64 at)
{
    return gather_write(gather_of(file), file, bytes, len, at);
}

static int read_journal(sqlite3_file *file, void *bytes, int len, sqlite3_int64 at)
{
    return gather_read(gather_of(file), file, bytes, len, at);
}

static int truncate_journal(sqlite3_file *file, sqlite3_int64 size)
{
    return gather_truncate(gather_of(file), file, size);
}

static int size_of_journal(sqlite3_file *file, sqlite3_int64 *ret_size)
{
    return gather_size(gather_of(file), file, ret_size);
}

static int close_journal(sqlite3_file *file)
{
    return gather_close(gather_of(file), file);
}

static void take_over(sqlite3_file *file)
{
    pthread_mutex_lock(&journal.lock);
    if (usual_methods == NULL) {
        usual_methods = file->pMethods;
        own_methods = *usual_methods;
        own_methods.xSync = sync_journal;
        own_methods.xWrite = write_journal;
        own_methods.xRead = read_journal;
        own_methods.xTruncate = truncate_journal;
        own_methods.xFileSize = size_of_journal;
        own_methods.xClose = close_journal;
    }
    pthread_mutex_unlock(&journal.lock);
    if (file->pMethods != usual_methods)
        return;
    *gather_of(file) = (struct gather){.usual = usual_methods};
    file->pMethods = &own_methods;
}

static void hold(const char *path, sqlite3_file *file)
{
    pthread_mutex_lock(&journal.lock);
    if (!is_held(path)) {
        if (journal.held >= 0)
            close(journal.held);
        free(journal.path);
        journal.path = mem_copy_text(path);
        journal.held = open(path, O_PATH | O_NOFOLLOW | O_CLOEXEC);
    }
    journal.stands = false;
    journal.by = file;
    pthread_mutex_unlock(&journal.lock);
}

/* Who writes the book holds its lock meanwhile: nobody else makes or removes the journal. One that
 * is there is not opened as if it were made: whether its name stands is for sync_journal then. */
static int open_file(
    sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *ret_flags)
{
    bool makes = (flags & SQLITE_OPEN_MAIN_JOURNAL) && (flags & SQLITE_OPEN_CREATE);
    bool stands = makes && name_stands(path);
    int code = SQLITE_CANTOPEN;

    if (makes)
        code = usual->xOpen(usual, path, file, flags & ~SQLITE_OPEN_CREATE, ret_flags);
    if (code != SQLITE_OK) {
        stands = false;
        code = usual->xOpen(usual, path, file, flags, ret_flags);
    }
    if (!makes || code != SQLITE_OK)
        return code;
    if (!stands)
        hold(path, file);
    take_over(file);
    return code;
}

static void make(void)
{
    usual = sqlite3_vfs_find(NULL);
    if (usual == NULL)
        return; /* no memory: opening says so */
    own = *usual;
    own.zName = "daybook";
    own.xOpen = open_file;
    own.szOsFile += (int)sizeof(struct gather);
    if (sqlite3_vfs_register(&own, 0) != SQLITE_OK)
        own.zName = NULL; /* then the usual one does it */
}

const char *store_folder_vfs(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, make);
    return own.zName;
}
