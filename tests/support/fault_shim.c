/* Preloaded into daybook by a test: call FAULT_AT that writes to a file, counted from 1, ends the
 * program (FAULT_KIND=kill), or it and all later ones find the disk full (full) or broken (io).
 * FAULT_KIND=watch: whoever opens the book but SQLite is named, and the program ends. bits: each
 * write takes but a part, and every other one is interrupted first. nfs: the disk is another
 * machine's. moments: FAULT_BOOK and its journal as they stand before each call are copied into the
 * folder FAULT_MOMENTS, as NUMBER and NUMBER-journal. FAULT_CLOCK=FILE: it is the second that
 * stands in the file. FAULT_NAP: no nap takes time (promises.md M1, D1, D4, D7, D8, C2, C9, K1). */
#define _GNU_SOURCE
#undef _FILE_OFFSET_BITS
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <time.h>
#include <sys/vfs.h>
#include <unistd.h>

#define SHOWN __attribute__((visibility("default")))
#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

enum { KILL = 'k', FULL = 'f', IO = 'i', WATCH = 'w', BITS = 'b', NFS = 'n', MOMENTS = 'm' };

static int wanted_kind(void)
{
    const char *kind = getenv("FAULT_KIND");

    return kind ? kind[0] : 0;
}

static void keep_file(const char *suffix, int number)
{
    char from[512], to[512];
    int in, out;

    snprintf(from, sizeof(from), "%s%s", getenv("FAULT_BOOK"), suffix);
    snprintf(to, sizeof(to), "%s/%d%s", getenv("FAULT_MOMENTS"), number, suffix);
    in = open(from, O_RDONLY | O_CLOEXEC);
    if (in < 0)
        return;
    out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    while (sendfile(out, in, NULL, 1 << 20) > 0)
        continue;
    close(in);
    close(out);
}

static bool keep_moment(int number)
{
    keep_file("", number);
    keep_file("-journal", number);
    return true;
}

/* Counts the call; false: it fails, errno says why. */
static bool may_write(void)
{
    static int calls;
    const char *at = getenv("FAULT_AT");
    int kind = wanted_kind();

    if (!at || ++calls < strtol(at, NULL, 10))
        return true;
    if (kind == MOMENTS)
        return keep_moment(calls);
    if (kind == KILL)
        raise(SIGKILL);
    errno = kind == FULL ? ENOSPC : EIO;
    return kind != FULL && kind != IO;
}

static bool is_file(int fd)
{
    struct stat status;

    return fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
}

SHOWN ssize_t pwrite64(int fd, const void *bytes, size_t len, off64_t at)
{
    return may_write() ? REAL(pwrite64)(fd, bytes, len, at) : -1;
}

SHOWN ssize_t pwrite(int fd, const void *bytes, size_t len, off_t at)
{
    return may_write() ? REAL(pwrite)(fd, bytes, len, at) : -1;
}

/* How much of it a write takes; 0: it is interrupted. */
static size_t some_of(size_t len)
{
    static int turn;

    if (wanted_kind() != BITS || len < 2)
        return len;
    return turn++ % 2 ? (len + 2) / 3 : 0;
}

SHOWN ssize_t write(int fd, const void *bytes, size_t len)
{
    size_t some = some_of(len);

    if (is_file(fd) && !may_write())
        return -1;
    if (some > 0 || len == 0)
        return REAL(write)(fd, bytes, some);
    errno = EINTR;
    return -1;
}

SHOWN int fsync(int fd)
{
    return may_write() ? REAL(fsync)(fd) : -1;
}

SHOWN int fdatasync(int fd)
{
    return may_write() ? REAL(fdatasync)(fd) : -1;
}

/* To make a file shorter takes no room. */
SHOWN int ftruncate64(int fd, off64_t len)
{
    return wanted_kind() == FULL || may_write() ? REAL(ftruncate64)(fd, len) : -1;
}

SHOWN int ftruncate(int fd, off_t len)
{
    return wanted_kind() == FULL || may_write() ? REAL(ftruncate)(fd, len) : -1;
}

SHOWN int unlink(const char *path)
{
    return wanted_kind() == FULL || may_write() ? REAL(unlink)(path) : -1;
}

SHOWN int rename(const char *from, const char *to)
{
    return wanted_kind() == FULL || may_write() ? REAL(rename)(from, to) : -1;
}

SHOWN int statfs(const char *path, struct statfs *status)
{
    int result = REAL(statfs)(path, status);

    if (result == 0 && wanted_kind() == NFS)
        status->f_type = 0x6969;
    return result;
}

SHOWN int statfs64(const char *path, struct statfs64 *status)
{
    int result = REAL(statfs64)(path, status);

    if (result == 0 && wanted_kind() == NFS)
        status->f_type = 0x6969;
    return result;
}

/* --- who opens the book --- */

/* Where it is linked in, SQLite is known by how it opens: none of daybook's own openings is so. */
static bool is_sqlite(const char *object, int flags)
{
    return strstr(object, "libsqlite3") ||
           (flags & ~(O_ACCMODE | O_CREAT)) == (O_NOFOLLOW | O_CLOEXEC);
}

static void watch(const char *path, int flags, const void *caller)
{
    static const char name[] = "/daybook.db";
    size_t len = strlen(path);
    Dl_info from = {0};

    if (wanted_kind() != WATCH || len < sizeof(name) - 1 ||
        strcmp(path + len - (sizeof(name) - 1), name) != 0)
        return;
    if (dladdr(caller, &from) && from.dli_fname && is_sqlite(from.dli_fname, flags))
        return;
    dprintf(STDERR_FILENO, "fault_shim: %s was opened by %s\n", path,
        from.dli_fname ? from.dli_fname : "?");
    raise(SIGKILL);
}

static int mode_after(int flags, va_list args)
{
    return flags & (O_CREAT | O_TMPFILE) ? va_arg(args, int) : 0;
}

#define OPEN(name)                                                                                 \
    SHOWN int name(const char *path, int flags, ...)                                               \
    {                                                                                              \
        va_list args;                                                                              \
        int mode;                                                                                  \
                                                                                                   \
        va_start(args, flags);                                                                     \
        mode = mode_after(flags, args);                                                            \
        va_end(args);                                                                              \
        watch(path, flags, __builtin_return_address(0));                                           \
        return REAL(name)(path, flags, mode);                                                      \
    }
OPEN(open)
OPEN(open64)

SHOWN FILE *fopen(const char *path, const char *mode)
{
    watch(path, 0, __builtin_return_address(0));
    return REAL(fopen)(path, mode);
}

SHOWN FILE *fopen64(const char *path, const char *mode)
{
    watch(path, 0, __builtin_return_address(0));
    return REAL(fopen64)(path, mode);
}

/* --- naps --- */

/* FAULT_NAP: whoever naps wakes at once; a wait that is counted in naps is over soon. */
SHOWN int(usleep)(useconds_t time)
{
    return getenv("FAULT_NAP") ? 0 : REAL(usleep)(time);
}

SHOWN int(nanosleep)(const struct timespec *time, struct timespec *ret_left)
{
    return getenv("FAULT_NAP") ? 0 : REAL(nanosleep)(time, ret_left);
}

/* --- what time it is --- */

/* FAULT_CLOCK names a file with the seconds since 1970 that it is now. */
SHOWN time_t time(time_t *ret_now)
{
    const char *path = getenv("FAULT_CLOCK");
    char text[32] = {0};
    int file = path ? REAL(open)(path, O_RDONLY | O_CLOEXEC) : -1;
    struct timespec now;
    time_t moment;

    clock_gettime(CLOCK_REALTIME, &now);
    moment = now.tv_sec;
    if (file >= 0 && read(file, text, sizeof(text) - 1) > 0)
        moment = (time_t)strtoll(text, NULL, 10);
    if (file >= 0)
        close(file);
    if (ret_now)
        *ret_now = moment;
    return moment;
}

/* A moment of that clock is as far away as it is there. */
SHOWN int timerfd_settime(
    int fd, int flags, const struct itimerspec *when, struct itimerspec *ret_before)
{
    struct itimerspec moved = *when;
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    if (getenv("FAULT_CLOCK") && (flags & TFD_TIMER_ABSTIME))
        moved.it_value.tv_sec += now.tv_sec - time(NULL);
    return REAL(timerfd_settime)(fd, flags, &moved, ret_before);
}
