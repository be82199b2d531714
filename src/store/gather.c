/* What SQLite writes into its journal is gathered, and goes to the disk in one call when it is
 * synced: of each page SQLite writes the number, the content and a checksum, three calls a page and
 * seventy a note. The book itself is not changed before that sync, so nothing is lost that would be
 * there otherwise. What was gathered is read from here until it is on the disk, after a failure
 * too: taking back a change that the disk was too full for needs none of it. */
#include "store_internal.h"

#include <stdlib.h>
#include <string.h>

/* Two dozen pages; more of them than that are written as they come. Short of what the allocator
 * would ask the system for, and give back, at each write. */
enum { ROOM = 96 * 1024 };

static int pass_on(struct gather *gather, sqlite3_file *file)
{
    int code = SQLITE_OK;

    if (gather->used > 0)
        code = gather->usual->xWrite(file, gather->bytes, (int)gather->used, gather->at);
    if (code == SQLITE_OK)
        gather->used = 0;
    return code;
}

static bool follows(const struct gather *gather, int len, sqlite3_int64 at)
{
    return gather->used == 0 ||
           (at == gather->at + (sqlite3_int64)gather->used && gather->used + (size_t)len <= ROOM);
}

int gather_write(
    struct gather *gather, sqlite3_file *file, const void *bytes, int len, sqlite3_int64 at)
{
    int code = follows(gather, len, at) ? SQLITE_OK : pass_on(gather, file);

    if (code != SQLITE_OK)
        return code;
    if (len > ROOM)
        return gather->usual->xWrite(file, bytes, len, at);
    if (gather->bytes == NULL)
        gather->bytes = mem_alloc(ROOM);
    if (gather->used == 0)
        gather->at = at;
    memcpy(gather->bytes + gather->used, bytes, (size_t)len);
    gather->used += (size_t)len;
    return SQLITE_OK;
}

/* From the file, and over it what is gathered. Past the end SQLite wants zeros, and to be told. */
int gather_read(struct gather *gather, sqlite3_file *file, void *bytes, int len, sqlite3_int64 at)
{
    sqlite3_int64 end = gather->at + (sqlite3_int64)gather->used;
    sqlite3_int64 from = at > gather->at ? at : gather->at, to = at + len < end ? at + len : end;
    int code = gather->usual->xRead(file, bytes, len, at);

    if (gather->used == 0 || from >= to || (code != SQLITE_OK && code != SQLITE_IOERR_SHORT_READ))
        return code;
    memcpy((char *)bytes + (from - at), gather->bytes + (from - gather->at), (size_t)(to - from));
    return at + len <= end ? SQLITE_OK : code;
}

int gather_truncate(struct gather *gather, sqlite3_file *file, sqlite3_int64 size)
{
    int code = SQLITE_OK;

    if (size == 0)
        gather->used = 0;
    else
        code = pass_on(gather, file);
    return code == SQLITE_OK ? gather->usual->xTruncate(file, size) : code;
}

int gather_sync(struct gather *gather, sqlite3_file *file, int flags)
{
    int code = pass_on(gather, file);

    return code == SQLITE_OK ? gather->usual->xSync(file, flags) : code;
}

int gather_size(struct gather *gather, sqlite3_file *file, sqlite3_int64 *ret_size)
{
    int code = gather->usual->xFileSize(file, ret_size);
    sqlite3_int64 end = gather->at + (sqlite3_int64)gather->used;

    if (code == SQLITE_OK && gather->used > 0 && end > *ret_size)
        *ret_size = end;
    return code;
}

/* What was never synced belongs to no page of the book that was changed: it goes. */
int gather_close(struct gather *gather, sqlite3_file *file)
{
    free(gather->bytes);
    *gather = (struct gather){.usual = gather->usual};
    return gather->usual->xClose(file);
}
