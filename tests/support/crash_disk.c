#define _GNU_SOURCE
#undef _FILE_OFFSET_BITS
#include "support/crash_disk.h"
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SHOWN __attribute__((visibility("default")))
#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define SECTOR 512

enum { FILES = 400, WRITES = 20000, NAMES = 400 };

/* What of a file is on the disk for sure. */
struct file {
    ino_t number;
    char *bytes;
    size_t len;
};

/* What is not: bytes at a place, or a new length. */
struct unsynced {
    struct file *file;
    char *bytes; /* NULL: the length becomes `at` */
    size_t at, len;
};

/* A name in the folder, or its removal. */
struct entry {
    char name[NAME_MAX + 1];
    struct file *file; /* NULL: it is removed */
};

static struct {
    struct crash_plan plan;
    struct file files[FILES];
    struct unsynced writes[WRITES];
    struct entry entries[NAMES]; /* in their order; the first `synced` are on the disk */
    int file_count, write_count, entry_count, synced, calls;
    uint32_t seed;
    bool armed;
} disk;

static unsigned chance(unsigned below)
{
    disk.seed ^= disk.seed << 13;
    disk.seed ^= disk.seed >> 17;
    disk.seed ^= disk.seed << 5;
    return disk.seed % below;
}

static void need(bool holds, const char *what)
{
    if (holds)
        return;
    dprintf(STDERR_FILENO, "crash_disk: %s\n", what);
    abort();
}

/* --- what is where --- */

static struct file *file_of(int fd)
{
    struct stat status;

    if (!disk.armed || fstat(fd, &status) != 0 || !S_ISREG(status.st_mode))
        return NULL;
    for (int i = disk.file_count - 1; i >= 0; i--)
        if (disk.files[i].number == status.st_ino)
            return &disk.files[i];
    return NULL;
}

/* Its name within the folder, or NULL. */
static const char *name_of(const char *path)
{
    size_t len = disk.armed ? strlen(disk.plan.folder) : 0;

    if (!disk.armed || strncmp(path, disk.plan.folder, len) != 0 || path[len] != '/' ||
        strchr(path + len + 1, '/'))
        return NULL;
    return path + len + 1;
}

static struct file *named(const char *name)
{
    for (int i = disk.entry_count - 1; i >= 0; i--)
        if (!strcmp(disk.entries[i].name, name))
            return disk.entries[i].file;
    return NULL;
}

static void add_entry(const char *name, struct file *file)
{
    struct entry *entry = &disk.entries[disk.entry_count];

    need(++disk.entry_count < NAMES, "too many names");
    snprintf(entry->name, sizeof(entry->name), "%s", name);
    entry->file = file;
}

static struct file *add_file(ino_t number)
{
    struct file *file = &disk.files[disk.file_count];

    need(++disk.file_count < FILES, "too many files");
    *file = (struct file){.number = number};
    return file;
}

static void resize(struct file *file, size_t len)
{
    if (len > file->len) {
        file->bytes = realloc(file->bytes, len);
        need(file->bytes != NULL, "no memory");
        memset(file->bytes + file->len, 0, len - file->len);
    }
    file->len = len;
}

static void put(struct file *file, const char *bytes, size_t at, size_t len)
{
    if (at + len > file->len)
        resize(file, at + len);
    memcpy(file->bytes + at, bytes, len);
}

static void remember(struct file *file, const char *bytes, size_t at, size_t len)
{
    struct unsynced *write = &disk.writes[disk.write_count];

    need(++disk.write_count < WRITES, "too many writes");
    *write = (struct unsynced){.file = file, .at = at, .len = len};
    if (!bytes)
        return;
    write->bytes = malloc(len + 1);
    need(write->bytes != NULL, "no memory");
    memcpy(write->bytes, bytes, len);
}

static void apply(const struct unsynced *write)
{
    if (write->bytes)
        put(write->file, write->bytes, write->at, write->len);
    else
        resize(write->file, write->at);
}

static void sync_file(const struct file *file)
{
    int kept = 0;

    for (int i = 0; i < disk.write_count; i++) {
        struct unsynced *write = &disk.writes[i];

        if (write->file == file) {
            apply(write);
            free(write->bytes);
        } else {
            disk.writes[kept++] = *write;
        }
    }
    disk.write_count = kept;
}

static bool is_folder(int fd)
{
    struct stat one, other;

    return disk.armed && fstat(fd, &one) == 0 && stat(disk.plan.folder, &other) == 0 &&
           one.st_ino == other.st_ino && one.st_dev == other.st_dev;
}

/* --- the power goes --- */

/* All of it, nothing of it, or some of its sectors. */
static void apply_by_chance(const struct unsynced *write)
{
    unsigned how = chance(3);

    if (how == 0)
        return;
    if (how == 1 || !write->bytes) {
        apply(write);
        return;
    }
    for (size_t from = 0; from < write->len; from += SECTOR)
        if (chance(2))
            put(write->file, write->bytes + from, write->at + from,
                write->len - from < SECTOR ? write->len - from : SECTOR);
}

static void save(const char *name, const struct file *file)
{
    char path[PATH_MAX];
    int fd;

    snprintf(path, sizeof(path), "%s/%s", disk.plan.after, name);
    fd = REAL(open)(path, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0600);
    need(fd >= 0 && REAL(write)(fd, file->bytes, file->len) == (ssize_t)file->len, path);
    close(fd);
}

/* The last of a name counts. */
static void save_names(int names)
{
    for (int i = 0; i < names; i++) {
        bool is_last = true;

        for (int j = i + 1; j < names; j++)
            is_last &= strcmp(disk.entries[j].name, disk.entries[i].name) != 0;
        if (is_last && disk.entries[i].file)
            save(disk.entries[i].name, disk.entries[i].file);
    }
}

void crash_disk_cut(const struct crash_way *way)
{
    int names = disk.entry_count;

    disk.seed = way->seed * 2654435761U + 1;
    if (!way->is_kill)
        names = disk.synced + (int)chance((unsigned)(disk.entry_count - disk.synced) + 1);
    for (int i = 0; i < disk.write_count; i++) {
        if (way->is_kill)
            apply(&disk.writes[i]);
        else
            apply_by_chance(&disk.writes[i]);
    }
    save_names(names);
}

/* Counts the call; false: it fails, errno says why. */
static bool passes(bool needs_room)
{
    const struct crash_plan *plan = &disk.plan;

    disk.calls++;
    if (plan->look)
        plan->look(plan->context, disk.calls);
    if (plan->at == 0 || disk.calls < plan->at || (disk.calls > plan->at && !plan->goes_on))
        return true;
    if (plan->goes_on && !needs_room)
        return true;
    errno = plan->error;
    return false;
}

/* --- the calls --- */

static ssize_t write_at(int fd, const void *bytes, size_t len, off64_t at)
{
    struct file *file = file_of(fd);

    if (file && !passes(true))
        return -1;
    if (file)
        remember(file, bytes, (size_t)at, len);
    return REAL(pwrite64)(fd, bytes, len, at);
}

SHOWN ssize_t pwrite64(int fd, const void *bytes, size_t len, off64_t at)
{
    return write_at(fd, bytes, len, at);
}

SHOWN ssize_t pwrite(int fd, const void *bytes, size_t len, off_t at)
{
    return write_at(fd, bytes, len, at);
}

static int sync_of(int fd)
{
    struct file *file = file_of(fd);
    bool folder = is_folder(fd);

    if ((file || folder) && !passes(true))
        return -1;
    if (file)
        sync_file(file);
    if (folder)
        disk.synced = disk.entry_count;
    return 0; /* a sync of the real disk is not wanted */
}

SHOWN int fsync(int fd)
{
    return sync_of(fd);
}

SHOWN int fdatasync(int fd)
{
    return sync_of(fd);
}

static int cut(int fd, off64_t len)
{
    struct file *file = file_of(fd);

    if (file && !passes(false))
        return -1;
    if (file)
        remember(file, NULL, (size_t)len, 0);
    return REAL(ftruncate64)(fd, len);
}

SHOWN int ftruncate64(int fd, off64_t len)
{
    return cut(fd, len);
}

SHOWN int ftruncate(int fd, off_t len)
{
    return cut(fd, len);
}

SHOWN int unlink(const char *path)
{
    const char *name = name_of(path);
    bool there = name && named(name);

    if (there && !passes(false))
        return -1;
    if (there)
        add_entry(name, NULL);
    return REAL(unlink)(path);
}

SHOWN int rename(const char *from, const char *to)
{
    const char *old = name_of(from), *new = name_of(to);
    struct file *file = old ? named(old) : NULL;

    if (file && !passes(false))
        return -1;
    if (file && new)
        add_entry(new, file);
    if (file)
        add_entry(old, NULL);
    return REAL(rename)(from, to);
}

SHOWN int link(const char *from, const char *to)
{
    const char *old = name_of(from), *new = name_of(to);
    struct file *file = old ? named(old) : NULL;
    int result;

    if (file && !passes(true))
        return -1;
    result = REAL(link)(from, to);
    if (result == 0 && file && new)
        add_entry(new, file);
    return result;
}

static int open_and_note(const char *path, int flags, mode_t mode)
{
    const char *name = name_of(path);
    bool makes = name && (flags & O_CREAT) && !named(name);
    struct stat status;
    int fd;

    if (makes && !passes(true))
        return -1;
    fd = REAL(open64)(path, flags, mode);
    if (fd >= 0 && makes && fstat(fd, &status) == 0)
        add_entry(name, add_file(status.st_ino));
    return fd;
}

#define OPEN(call)                                                                                 \
    SHOWN int call(const char *path, int flags, ...)                                               \
    {                                                                                              \
        va_list args;                                                                              \
        mode_t mode;                                                                               \
                                                                                                   \
        va_start(args, flags);                                                                     \
        mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0;                           \
        va_end(args);                                                                              \
        return open_and_note(path, flags, mode);                                                   \
    }
OPEN(open)
OPEN(open64)

/* --- on and off --- */

static void take_in(const char *name)
{
    char path[PATH_MAX];
    struct stat status;
    struct file *file;
    int fd;

    snprintf(path, sizeof(path), "%s/%s", disk.plan.folder, name);
    if (stat(path, &status) != 0 || !S_ISREG(status.st_mode))
        return;
    file = add_file(status.st_ino);
    resize(file, (size_t)status.st_size);
    fd = REAL(open)(path, O_RDONLY | O_CLOEXEC);
    need(fd >= 0 && read(fd, file->bytes, file->len) == (ssize_t)file->len, path);
    close(fd);
    add_entry(name, file);
}

/* Before anything has the book open: a close of it would drop the locks. */
void crash_disk_arm(const struct crash_plan *plan)
{
    DIR *folder = opendir(plan->folder);

    need(folder != NULL, plan->folder);
    memset(&disk, 0, sizeof(disk));
    disk.plan = *plan;
    for (const struct dirent *entry; (entry = readdir(folder));)
        take_in(entry->d_name);
    closedir(folder);
    disk.synced = disk.entry_count;
    disk.armed = true;
}

void crash_disk_disarm(void)
{
    disk.armed = false;
}

int crash_disk_calls(void)
{
    return disk.calls;
}
