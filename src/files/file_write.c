/* Whole files out: all of it or nothing, by a temporary file and a rename. */
#include "files/file_stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/words.h"

#define TEMPORARY_MARK ".daybook-tmp-"

bool file_is_temporary(const char *name)
{
    return name[0] == '.' && strstr(name, TEMPORARY_MARK) != NULL;
}

/* Of the folders that a path goes through the first that is none. False: all are there. */
static bool missing_folder(const char *path, struct str *out)
{
    for (const char *slash = strchr(path, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        struct stat status;

        str_clear(out);
        str_add_bytes(out, path, (size_t)(slash - path));
        if (out->len > 0 && (stat(str_text(out), &status) != 0 || !S_ISDIR(status.st_mode)))
            return true;
    }
    return false;
}

/* ENOENT and ENOTDIR do not say which. */
static bool folder_fault(const char *path, struct error *err)
{
    int cause = errno;
    struct str folder = {0};
    bool is_missing = missing_folder(path, &folder);

    if (is_missing && cause == ENOENT)
        error_set_at(err, ERROR_IO, path, 0, 0,
            "the folder %s is not there: make it, or name another", str_text(&folder));
    else if (is_missing)
        error_set_at(err, ERROR_IO, path, 0, 0, "%s is a file, not a folder", str_text(&folder));
    else
        error_set_at(err, ERROR_IO, path, 0, 0, "cannot be written: %s", strerror(cause));
    str_fini(&folder);
    return false;
}

static bool write_fault(const char *path, const char *what, struct error *err)
{
    if (errno == ENOENT || errno == ENOTDIR)
        return folder_fault(path, err);
    if (errno == ENOSPC || errno == EDQUOT || errno == EFBIG)
        return error_set_at(err, ERROR_FULL, path, 0, 0, "the disk is full: nothing was written");
    return error_set_at(err, ERROR_IO, path, 0, 0, "%s: %s", what, strerror(errno));
}

bool file_put_all(int file, const char *bytes, size_t len)
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
        return write_fault(path, _("cannot be brought to the disk"), err);
    synced = fsync(file) == 0;
    if (close(file) != 0 || !synced || !sync_folder(path))
        return write_fault(path, _("cannot be brought to the disk"), err);
    return true;
}

static bool exists_fault(const char *path, struct error *err)
{
    return error_set_at(err, ERROR_REFUSED, path, 0, 0, "is there already; --force replaces it");
}

static bool place_fault(const char *path, struct error *err)
{
    return errno == EEXIST ? exists_fault(path, err)
                           : write_fault(path, _("cannot be written"), err);
}

bool file_stream_open(
    struct file_stream *stream, const char *path, unsigned flags, struct error *err)
{
    struct stat status;
    bool there = stat(path, &status) == 0;

    *stream = (struct file_stream){.path = path, .flags = flags};
    if (there && S_ISDIR(status.st_mode))
        return error_set_at(err, ERROR_IO, path, 0, 0, "is a folder, not a file");
    if (there && S_ISREG(status.st_mode) && !(flags & FILE_WRITE_REPLACE))
        return exists_fault(path, err);
    stream->straight = there && !S_ISREG(status.st_mode);
    temporary_of(path, &stream->temporary);
    stream->file = stream->straight ? open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY)
                                    : open_temporary(str_text(&stream->temporary));
    if (stream->file >= 0)
        return true;
    stream->file = 0;
    write_fault(path, _("cannot be written"), err);
    str_fini(&stream->temporary);
    return false;
}

bool file_stream_put(struct file_stream *stream, const char *bytes, size_t len, struct error *err)
{
    return file_put_all(stream->file, bytes, len) ||
           write_fault(stream->path, _("cannot be written"), err);
}

static bool close_file(struct file_stream *stream)
{
    bool sync = (stream->flags & FILE_WRITE_SYNC) && !stream->straight;
    bool good = !sync || fsync(stream->file) == 0;
    int why = errno;

    if (close(stream->file) != 0 && good) {
        good = false;
        why = errno;
    }
    stream->file = 0;
    errno = why;
    return good;
}

bool file_stream_finish(struct file_stream *stream, struct error *err)
{
    bool sync = stream->flags & FILE_WRITE_SYNC;
    bool good = close_file(stream);

    if (!stream->straight) {
        good = good && put_in_place(str_text(&stream->temporary), stream->path,
                           stream->flags & FILE_WRITE_REPLACE);
        if (!good) {
            place_fault(stream->path, err);
            unlink(str_text(&stream->temporary));
        } else if (sync && !sync_folder(stream->path)) {
            good = write_fault(stream->path, _("its folder cannot be brought to the disk"), err);
        }
    } else if (!good) {
        write_fault(stream->path, _("cannot be written"), err);
    }
    str_fini(&stream->temporary);
    return good;
}

void file_stream_drop(struct file_stream *stream)
{
    if (stream->file > 0) {
        close(stream->file);
        if (!stream->straight)
            unlink(str_text(&stream->temporary));
    }
    str_fini(&stream->temporary);
    stream->file = 0;
}

bool file_write_whole(
    const char *path, const char *bytes, size_t len, unsigned flags, struct error *err)
{
    struct file_stream stream;

    if (!file_stream_open(&stream, path, flags, err))
        return false;
    if (file_stream_put(&stream, bytes, len, err))
        return file_stream_finish(&stream, err);
    file_stream_drop(&stream);
    return false;
}
