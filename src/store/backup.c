/* A copy of one committed state, verified before it gets its name. */
#include "store_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define DOING "could not make the backup"

/* A lock held elsewhere fails the step and not the finish. */
bool store_copy_onto(sqlite3 *from, sqlite3 *to, const char *path, struct error *err)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    int step, code;

    if (backup == NULL)
        return store_fault_of(to, sqlite3_extended_errcode(to), path, DOING, err);
    step = sqlite3_backup_step(backup, -1);
    code = sqlite3_backup_finish(backup);
    if (code == SQLITE_OK && step != SQLITE_DONE)
        code = step;
    return code == SQLITE_OK || store_fault_of(to, code, path, DOING, err);
}

static bool verify(sqlite3 *db, const char *path, struct error *err)
{
    sqlite3_stmt *statement = NULL;
    bool good =
        sqlite3_prepare_v2(db, "PRAGMA quick_check(1)", -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW &&
        text_equal((const char *)sqlite3_column_text(statement, 0), "ok");

    sqlite3_finalize(statement);
    return good || error_set_at(err, ERROR_REFUSED, path, 0, 0,
                       DOING ": the copy did not pass its check; nothing was kept");
}

static bool fill(sqlite3 *from, const char *path, struct error *err)
{
    sqlite3 *to = NULL;
    int code = sqlite3_open_v2(
        path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
    bool good = code == SQLITE_OK ? store_defend(to, path, err)
                                  : store_fault_of(to, code, path, DOING, err);

    good = good && store_copy_onto(from, to, path, err) && verify(to, path, err);
    sqlite3_close(to);
    return good;
}

static bool system_error(const char *path, struct error *err)
{
    return error_set_at(err, errno == ENOSPC || errno == EDQUOT ? ERROR_FULL : ERROR_IO, path, 0, 0,
        DOING ": %s", strerror(errno));
}

/* The copy is no open database, so plain calls may touch it. */
static bool sync_file(const char *path, struct error *err)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    bool good = file >= 0 && fsync(file) == 0;

    if (!good)
        system_error(path, err);
    if (file >= 0)
        close(file);
    return good;
}

static bool make_empty(const char *path, struct error *err)
{
    int file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);

    if (file < 0)
        return system_error(path, err);
    close(file);
    return true;
}

static bool put_in_place(const char *made, const char *path, struct error *err)
{
    if (link(made, path) == 0)
        return true;
    if (errno == EEXIST || access(path, F_OK) == 0)
        return error_set_at(err, ERROR_IO, path, 0, 0, DOING ": a file of that name is there");
    return rename(made, path) == 0 || system_error(path, err);
}

bool store_copy(sqlite3 *from, const char *path, struct error *err)
{
    struct str name = {0};
    bool good;

    str_addf(&name, "%s.part-%ld", path, (long)getpid());
    unlink(str_text(&name));
    good = make_empty(str_text(&name), err) && fill(from, str_text(&name), err) &&
           sync_file(str_text(&name), err) && put_in_place(str_text(&name), path, err);
    unlink(str_text(&name));
    str_fini(&name);
    return good;
}

bool store_backup(struct store *store, const char *path, struct error *err)
{
    if (store->depth > 0)
        return error_set(err, ERROR_BUSY, DOING ": something is being written");
    if (access(path, F_OK) == 0)
        return error_set_at(err, ERROR_IO, path, 0, 0, DOING ": a file of that name is there");
    return store_copy(store->db, path, err);
}
