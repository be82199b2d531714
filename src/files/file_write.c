/* Whole files out: all of it or nothing, by a temporary file and a rename. */
#include "files/paths.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEMPORARY_MARK ".daybook-tmp-"

struct span {
    const char *data;
    size_t len;
};

bool file_is_temporary(const char *name)
{
    return name[0] == '.' && strstr(name, TEMPORARY_MARK) != NULL;
}

static bool write_fault(const char *path, const char *what, struct error *err)
{
    if (errno == ENOSPC || errno == EDQUOT || errno == EFBIG)
        return error_set_at(err, ERROR_FULL, path, 0, 0, "the disk is full: nothing was written");
    return error_set_at(err, ERROR_IO, path, 0, 0, "%s: %s", what, strerror(errno));
}

static bool write_bytes(int file, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t put = write(file, bytes, len);

        if (put < 0 && errno != EINTR)
            return false;
        if (put > 0) {
            bytes += put;
            len -= (size_t)put;
        }
    }
    return true;
}

static bool fill_file(int file, const char *bytes, size_t len, bool sync)
{
    bool filled = write_bytes(file, bytes, len) && (!sync || fsync(file) == 0);
    int why = errno;

    if (close(file) != 0 && filled)
        return false;
    errno = why;
    return filled;
}

/* .NAME.daybook-tmp-PID in the same folder. */
static void temporary_of(const char *path, struct str *out)
{
    const char *name = path_base(path);

    str_add_bytes(out, path, (size_t)(name - path));
    str_addf(out, ".%.200s%s%ld", name, TEMPORARY_MARK, (long)getpid());
}

/* One that is there under our own process number was left by a dead process. */
static int open_temporary(const char *path)
{
    int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    int file = open(path, flags, 0600);

    if (file < 0 && errno == EEXIST && unlink(path) == 0)
        file = open(path, flags, 0600);
    return file;
}

/* Onto its name; without leave to replace, a link fails where a file is there already. */
static bool put_in_place(const char *temporary, const char *path, bool replace)
{
    if (replace)
        return rename(temporary, path) == 0;
    if (link(temporary, path) == 0) {
        unlink(temporary);
        return true;
    }
    if (errno == EEXIST || file_is_there(path)) {
        errno = EEXIST;
        return false;
    }
    return rename(temporary, path) == 0; /* a file system without links */
}

static bool sync_folder(const char *path)
{
    struct str folder = {0};
    bool synced = false;
    int file;

    str_add_bytes(&folder, path, (size_t)(path_base(path) - path));
    file = open(folder.len > 0 ? str_text(&folder) : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    str_fini(&folder);
    if (file >= 0) {
        synced = fsync(file) == 0 || errno == EINVAL;
        close(file);
    }
    return synced;
}

bool file_sync(const char *path, struct error *err)
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    bool synced;

    if (file < 0)
        return write_fault(path, "cannot be brought to the disk", err);
    synced = fsync(file) == 0;
    if (close(file) != 0 || !synced || !sync_folder(path))
        return write_fault(path, "cannot be brought to the disk", err);
    return true;
}

static bool exists_fault(const char *path, struct error *err)
{
    return error_set_at(err, ERROR_USAGE, path, 0, 0, "is there already; --force replaces it");
}

static bool write_beside(const char *path, const char *temporary, const struct span *bytes,
    unsigned flags, struct error *err)
{
    int file = open_temporary(temporary);
    bool sync = flags & FILE_WRITE_SYNC;

    if (file < 0)
        return write_fault(path, "cannot be written", err);
    if (fill_file(file, bytes->data, bytes->len, sync) &&
        put_in_place(temporary, path, flags & FILE_WRITE_REPLACE)) {
        if (sync && !sync_folder(path))
            return write_fault(path, "its folder cannot be brought to the disk", err);
        return true;
    }
    if (errno == EEXIST)
        exists_fault(path, err);
    else
        write_fault(path, "cannot be written", err);
    unlink(temporary);
    return false;
}

static bool write_straight(const char *path, const struct span *bytes, struct error *err)
{
    int file = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);

    if (file < 0 || !fill_file(file, bytes->data, bytes->len, false))
        return write_fault(path, "cannot be written", err);
    return true;
}

bool file_write_whole(
    const char *path, const char *bytes, size_t len, unsigned flags, struct error *err)
{
    const struct span span = {bytes, len};
    struct str temporary = {0};
    struct stat status;
    bool there = stat(path, &status) == 0;
    bool written;

    if (there && S_ISDIR(status.st_mode))
        written = error_set_at(err, ERROR_IO, path, 0, 0, "is a folder, not a file");
    else if (there && !S_ISREG(status.st_mode))
        written = write_straight(path, &span, err);
    else if (there && !(flags & FILE_WRITE_REPLACE))
        written = exists_fault(path, err);
    else {
        temporary_of(path, &temporary);
        written = write_beside(path, str_text(&temporary), &span, flags, err);
    }
    str_fini(&temporary);
    return written;
}
