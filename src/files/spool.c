#include "files/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>
#include "files/paths.h"

static bool make_folder(const char *place, struct str *ret_folder, struct error *err)
{
    struct str state = {0};
    bool ok = path_of_state(&state, err);

    if (ok) {
        path_join(ret_folder, str_text(&state), "sync");
        str_addf(ret_folder, "/%s", place);
        ok = path_make_folder(str_text(ret_folder), err);
    }
    str_fini(&state);
    return ok;
}

/* Never through a link: what stands there was made by us, or is refused. */
static int open_own(const char *path, int flags, struct error *err)
{
    int file = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY | flags, 0600);

    if (file < 0)
        error_set_at(err, errno == ENOSPC || errno == EDQUOT ? ERROR_FULL : ERROR_IO, path, 0, 0,
            "cannot be written: %s", strerror(errno));
    return file;
}

static bool take_lock(const char *path, int *ret_lock, struct error *err)
{
    int lock = open_own(path, 0, err);

    if (lock < 0)
        return false;
    if (flock(lock, LOCK_EX | LOCK_NB) == 0) {
        *ret_lock = lock;
        return true;
    }
    close(lock);
    if (errno == EWOULDBLOCK)
        return error_set(err, ERROR_BUSY, "another daybook runs it now");
    return error_set_at(err, ERROR_IO, path, 0, 0, "cannot be locked: %s", strerror(errno));
}

/* The lock stays where it is: one that was removed while another waits for it guards nothing. */
bool spool_open(const char *place, const char *name, struct spool *ret_spool, struct error *err)
{
    struct spool spool = {.file = -1, .lock = -1};
    struct str folder = {0}, lock = {0};
    bool ok = make_folder(place, &folder, err);

    if (ok) {
        str_addf(&lock, "%s/.%s.lock", str_text(&folder), name);
        path_join(&spool.path, str_text(&folder), name);
        ok = take_lock(str_text(&lock), &spool.lock, err);
    }
    if (ok)
        spool.file = open_own(str_text(&spool.path), O_TRUNC, err);
    str_fini(&folder);
    str_fini(&lock);
    if (ok && spool.file >= 0) {
        *ret_spool = spool;
        return true;
    }
    if (spool.lock >= 0)
        close(spool.lock);
    str_fini(&spool.path);
    return false;
}

void spool_close(struct spool *spool)
{
    unlink(str_text(&spool->path));
    close(spool->file);
    close(spool->lock);
    str_fini(&spool->path);
}
