#include "support/lock.h"
#include <sqlite3.h>
#include <stdlib.h>
#include "base/bug.h"
#include "base/mem.h"

struct lock {
    sqlite3 *db;
};

static struct lock *take(const char *path, const char *sql)
{
    struct lock *lock = mem_alloc(sizeof(*lock));

    BUG_ON(sqlite3_open(path, &lock->db) != SQLITE_OK);
    sqlite3_busy_timeout(lock->db, 5000);
    BUG_ON(sqlite3_exec(lock->db, sql, NULL, NULL, NULL) != SQLITE_OK);
    return lock;
}

struct lock *lock_take(const char *path)
{
    return take(path, "BEGIN EXCLUSIVE");
}

struct lock *lock_take_to_write(const char *path)
{
    return take(path, "BEGIN IMMEDIATE");
}

void lock_release(struct lock *lock)
{
    BUG_ON(sqlite3_exec(lock->db, "ROLLBACK", NULL, NULL, NULL) != SQLITE_OK);
    sqlite3_close(lock->db);
    free(lock);
}
