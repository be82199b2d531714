/* What SQLite says, in a sentence: what happened, to which file, what was kept, what to do. */
#include "store_internal.h"

#include <errno.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include "base/bug.h"
#include "base/words.h"

struct fault {
    int code;
    enum error_code error;
    const char *text;
};

/* Extended codes before the plain ones that they belong to. */
static const struct fault faults[] = {
    {SQLITE_READONLY_DBMOVED, ERROR_IO,
        N_("the file was moved, replaced or deleted by another program: nothing was written; start "
           "again")},
    {SQLITE_READONLY_ROLLBACK, ERROR_REFUSED,
        N_("another program stopped while it wrote: start once without --read-only to finish "
           "recovery")},
    {SQLITE_READONLY_CANTINIT, ERROR_REFUSED,
        N_("another program stopped while it wrote: start once without --read-only to finish "
           "recovery")},
    {SQLITE_READONLY_RECOVERY, ERROR_REFUSED,
        N_("another program stopped while it wrote: start once without --read-only to finish "
           "recovery")},
    {SQLITE_CONSTRAINT_UNIQUE, ERROR_REFUSED, N_("a row with this id is there already")},
    {SQLITE_CONSTRAINT_FOREIGNKEY, ERROR_NOT_FOUND, N_("the row that it belongs to is gone")},
    {SQLITE_READONLY, ERROR_READ_ONLY, N_("the file is read-only: nothing was changed")},
    {SQLITE_BUSY, ERROR_BUSY,
        N_("another program is writing to it: nothing was changed; try again")},
    {SQLITE_INTERRUPT, ERROR_FOUND, N_("given up")},
    {SQLITE_LOCKED, ERROR_BUSY, N_("another part is using it: nothing was changed; try again")},
    {SQLITE_FULL, ERROR_FULL,
        N_("the disk is full: nothing was changed; free some space, try again")},
    {SQLITE_CORRUPT, ERROR_REFUSED,
        N_("the file is damaged: it was left as it is; run `daybook doctor`, or restore a backup")},
    {SQLITE_NOTADB, ERROR_REFUSED,
        N_("the file is no daybook: another kind of file, encrypted or cut off; it was left as it "
           "is")},
    {SQLITE_TOOBIG, ERROR_REFUSED, N_("a text is too long: nothing was changed")},
    {SQLITE_CONSTRAINT, ERROR_REFUSED, N_("a value does not fit its field: nothing was changed")},
};

static const struct fault *find_fault(int code)
{
    for (size_t i = 0; i < COUNT_OF(faults); i++)
        if (faults[i].code == code || faults[i].code == (code & 0xff))
            return &faults[i];
    return NULL;
}

bool store_system_fault(int number, const char *path, const char *doing, struct error *err)
{
    if (number == ENOSPC || number == EFBIG)
        return error_set_at(err, ERROR_FULL, path, 0, 0,
            "%s: the disk is full: nothing was changed; free some space, try again", doing);
    if (number == EDQUOT)
        return error_set_at(err, ERROR_FULL, path, 0, 0,
            "%s: your disk quota is used up: nothing was changed", doing);
    if (number == EROFS)
        return error_set_at(err, ERROR_READ_ONLY, path, 0, 0,
            "%s: the disk is read-only: nothing was changed", doing);
    return error_set_at(err, ERROR_IO, path, 0, 0, "%s: %s: nothing was changed%s", doing,
        number != 0 ? strerror(number) : _("the disk failed"),
        number == 0 || number == EIO ? _("; check the disk") : "");
}

/* SQLite tries again to read only, and so forgets why the journal could not be made. */
static bool journal_fault(int number, const char *path, const char *doing, struct error *err)
{
    struct statvfs disk = {0};
    enum error_code code = ERROR_IO;

    if (number != ENOENT || access(path, F_OK) != 0)
        return error_set_at(err, ERROR_IO, path, 0, 0,
            "%s: the file or the journal beside it cannot be opened: %s", doing,
            number != 0 ? strerror(number) : _("unknown cause"));
    if (statvfs(path, &disk) == 0 && (disk.f_flag & ST_RDONLY))
        code = ERROR_READ_ONLY;
    else if (disk.f_blocks > 0 && disk.f_bavail == 0)
        code = ERROR_FULL;
    return error_set_at(err, code, path, 0, 0,
        "%s: the journal beside it cannot be made; the disk or your quota is full, or it is "
        "read-only: nothing was changed; check the disk",
        doing);
}

bool store_fault_of(sqlite3 *db, int code, const char *path, const char *doing, struct error *err)
{
    const struct fault *fault = find_fault(code);
    int number = errno;

    if (db != NULL && sqlite3_system_errno(db) != 0)
        number = sqlite3_system_errno(db);
    BUG_ON(code == SQLITE_MISUSE);
    if (code == SQLITE_NOMEM)
        bug_out_of_memory();
    if (fault != NULL)
        return error_set_at(err, fault->error, path, 0, 0, "%s: %s", doing, _(fault->text));
    if ((code & 0xff) == SQLITE_IOERR)
        return store_system_fault(number, path, doing, err);
    if ((code & 0xff) == SQLITE_CANTOPEN)
        return journal_fault(number, path, doing, err);
    return error_set_at(err, ERROR_IO, path, 0, 0, "%s: %s", doing,
        db != NULL ? sqlite3_errmsg(db) : _("no memory"));
}

bool store_fault(struct store *store, const char *doing, struct error *err)
{
    return store_fault_of(store->db, sqlite3_extended_errcode(store->db), store->path, doing, err);
}
