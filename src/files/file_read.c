/* Whole files in, within a cap and without ever waiting. */
#include "files/paths.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool file_is_there(const char *path)
{
    struct stat status;

    return lstat(path, &status) == 0;
}

static const char *type_word(mode_t mode)
{
    if (S_ISDIR(mode))
        return "a folder";
    if (S_ISFIFO(mode))
        return "a pipe";
    if (S_ISSOCK(mode))
        return "a socket";
    return "a device";
}

static bool check_file(int file, const char *path, size_t most, struct error *err)
{
    struct stat status;

    if (fstat(file, &status) != 0)
        return error_set_at(err, ERROR_IO, path, 0, 0, "cannot be read: %s", strerror(errno));
    if (!S_ISREG(status.st_mode))
        return error_set_at(
            err, ERROR_IO, path, 0, 0, "is %s, not a file", type_word(status.st_mode));
    if (status.st_size > 0 && (size_t)status.st_size > most)
        return error_set_at(err, ERROR_REFUSED, path, 0, 0, "is larger than %zu KiB", most / 1024);
    return true;
}

static bool read_all(
    int file, const char *path, size_t most, struct str *ret_text, struct error *err)
{
    char block[16384];
    ssize_t got;

    do {
        got = read(file, block, sizeof(block));
        if (got < 0 && errno != EINTR)
            return error_set_at(err, ERROR_IO, path, 0, 0, "cannot be read: %s", strerror(errno));
        if (got > 0)
            str_add_bytes(ret_text, block, (size_t)got);
        if (ret_text->len > most)
            return error_set_at(
                err, ERROR_REFUSED, path, 0, 0, "is larger than %zu KiB", most / 1024);
    } while (got != 0);
    return true;
}

bool file_read_if_there(
    const char *path, size_t most, struct str *ret_text, bool *ret_there, struct error *err)
{
    /* O_NONBLOCK: opening a pipe that nobody writes to would wait for ever. */
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    bool read_whole;

    str_clear(ret_text);
    if (file < 0) {
        if (errno != ENOENT && errno != ENOTDIR)
            return error_set_at(err, ERROR_IO, path, 0, 0, "cannot be opened: %s", strerror(errno));
        *ret_there = false;
        return true;
    }
    read_whole = check_file(file, path, most, err) && read_all(file, path, most, ret_text, err);
    close(file);
    if (read_whole)
        *ret_there = true;
    return read_whole;
}

bool file_read_whole(const char *path, size_t most, struct str *ret_text, struct error *err)
{
    bool there;

    if (!file_read_if_there(path, most, ret_text, &there, err))
        return false;
    if (!there)
        return error_set_at(err, ERROR_IO, path, 0, 0, "there is no such file");
    return true;
}
