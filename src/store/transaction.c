/* Begin and commit, nested by counting. What was gathered in memory during a write (counters,
 * totals) goes into the file just before the outermost commit. */
#include "store/wait.h"
#include "store_internal.h"

/* A connection of the screen never waits to read, but a write may wait out another's short one. */
#define WRITE_WAIT_MS 60

/* A wait that a person would wonder about. */
#define LONG_WAIT_MS 1000

static void (*tell_wait)(void);
static _Thread_local struct {
    bool (*asked)(void *context);
    void *context;
} leaving;

void store_tell_wait(void (*tell)(void))
{
    tell_wait = tell;
}

void store_leave_waits(bool (*asked)(void *context), void *context)
{
    leaving.asked = asked;
    leaving.context = context;
}

/* SQLite's own waiting sleeps ever longer, up to 100 ms, and so meets no gap between the commits of
 * a program that writes on and on. Nobody keeps a queue, and such a gap is one two-hundredth of the
 * time on a slow disk: it takes thousands of looks to be sure of one. */
static int nap(void *context, int tries)
{
    enum { NAP_MS = 1 };

    if ((intptr_t)tries * NAP_MS >= (intptr_t)context ||
        (leaving.asked && leaving.asked(leaving.context)))
        return 0;
    if (tell_wait && tries == LONG_WAIT_MS / NAP_MS)
        tell_wait();
    sqlite3_sleep(NAP_MS);
    return 1;
}

/* One wait for all that a screen wants to read: once it was in vain, nothing waits any more until
 * something was read again. */
static int nap_beside(void *context, int tries)
{
    struct store *store = context;

    if (store->gave_up)
        return 0;
    store->gave_up = tries >= store->patience_ms;
    if (!store->gave_up)
        sqlite3_sleep(1);
    return !store->gave_up;
}

void store_wait_at_most(sqlite3 *db, int ms)
{
    sqlite3_busy_handler(db, ms > 0 ? nap : NULL, (void *)(intptr_t)ms);
}

static void forget(struct store *store)
{
    for (int kind = 0; kind < KIND_COUNT; kind++)
        store->has_counter[kind] = false;
    store->has_totals = false;
    store_marks_forget(store);
    store->newborn = 0;
    store->seen = (struct metrics_seen){0};
    store->journal = (struct journal){0};
    store->bulk = false;
    store->touched = NULL;
    store_index_forget(store);
}

static void wait_for_write(struct store *store, bool wait)
{
    if (store->busy_timeout_ms >= WRITE_WAIT_MS)
        return;
    if (!wait && store->patience_ms > store->busy_timeout_ms)
        sqlite3_busy_handler(store->db, nap_beside, store);
    else
        store_wait_at_most(store->db, wait ? WRITE_WAIT_MS : store->busy_timeout_ms);
}

/* Who leaves does so between the beginning and the end: a beginning that is left has begun, and an
 * end has ended. */
static bool run_whole(struct store *store, enum statement which, struct error *err)
{
    bool ran;

    store->is_whole = true;
    ran = store_run_plain(store, which, err);
    store->is_whole = false;
    return ran;
}

bool store_may_write(struct store *store, struct error *err)
{
    if (!store->read_only)
        return true;
    if (store->sealed != NULL)
        return error_set(err, ERROR_READ_ONLY, "%s", store->sealed);
    return error_set_at(
        err, ERROR_READ_ONLY, store->path, 0, 0, "the book is open read-only: nothing was changed");
}

void store_beside(
    struct store *store, void (*told)(void *context, bool writes), void *context, int patience_ms)
{
    store->told = told;
    store->told_context = context;
    store->has_told = false;
    store->patience_ms = patience_ms;
    wait_for_write(store, false);
}

void store_tell_beside(struct store *store, bool writes)
{
    if (store->told == NULL || store->has_told == writes)
        return;
    store->has_told = writes;
    store->told(store->told_context, writes);
}

static bool begin_write(struct store *store, struct error *err)
{
    bool began;

    store_tell_beside(store, true);
    if (store->before_write)
        store->before_write(store->before_context);
    wait_for_write(store, true);
    store->writing = true; /* a fault from here on is one of writing */
    began = run_whole(store, SQL_BEGIN_IMMEDIATE, err);
    wait_for_write(store, false);
    if (began && !store_check_schema(store, err)) {
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
        began = false;
    }
    store->writing = began;
    if (!began)
        store_tell_beside(store, false);
    return began;
}

bool store_begin(struct store *store, struct error *err)
{
    if (store->depth > 0 && store->writing) {
        store->depth++;
        return true;
    }
    if (store->depth > 0)
        return error_set(err, ERROR_BUSY, "a write was asked for in the midst of a read");
    if (!store_may_write(store, err) || !begin_write(store, err))
        return false;
    forget(store);
    store->depth = 1;
    return true;
}

bool store_begin_read(struct store *store, struct error *err)
{
    if (store->depth == 0) {
        if (!run_whole(store, SQL_BEGIN, err))
            return false;
        store->writing = false;
    }
    store->depth++;
    return true;
}

static bool commit_outermost(struct store *store, struct error *err)
{
    bool committed;

    if (store->writing && (!store_marks_settle(store, err) || !store_index_settle(store, err) ||
                              !store_index_flush(store, err) || !store_index_usual(store, err) ||
                              !store_save_counters(store, err) || !store_seen_save(store, err) ||
                              !store_totals_save(store, err)))
        return false;
    wait_for_write(store, store->writing);
    committed = run_whole(store, SQL_COMMIT, err);
    wait_for_write(store, false);
    return committed;
}

bool store_commit(struct store *store, struct error *err)
{
    if (store->depth > 1) {
        store->depth--;
        return true;
    }
    if (store->depth == 0)
        return error_set(
            err, ERROR_IO, "what was to be written was taken back before: nothing was changed");
    if (!commit_outermost(store, err))
        return false;
    if (store->writing) {
        store->writes++;
        store_index_forget(store);
        store_tell_beside(store, false);
    }
    store->depth = 0;
    store->writing = false;
    return true;
}

void store_rollback(struct store *store)
{
    if (store->depth == 0)
        return;
    /* A failed write may have ended the transaction already; then there is nothing to roll back. */
    if (!sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    if (store->writing) {
        store_index_recover(store);
        store_tell_beside(store, false);
    }
    store->writes += store->writing; /* a reading that failed moved nothing */
    store->depth = 0;
    store->writing = false;
    store->tally.known = false;
    store_forget_many(store);
    forget(store);
}

bool store_data_version(struct store *store, int64_t *ret_version)
{
    sqlite3_stmt *statement = store_statement(store, SQL_DATA_VERSION, NULL);

    return statement != NULL && store_integer(store, statement, 0, ret_version, NULL);
}

uint64_t store_writes(const struct store *store)
{
    return store->writes;
}
