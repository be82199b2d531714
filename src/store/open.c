/* Opening a book that may be anything: missing, foreign, newer, damaged, replaced, hostile. What
 * cannot be understood stays as it was, byte for byte. */
#include "store_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/bug.h"
#include "base/words.h"
#include "store/copies.h"
#include "store/search.h"

#define LEAST_SIZE 512 /* of a page; SQLite takes a shorter file for an empty one */
#define OPEN_WAIT_MS 1000
#define MAX_TEXT (64 * 1024 * 1024)

bool store_defend(sqlite3 *db, const char *path, struct error *err)
{
    static const struct {
        int option;
        int value;
    } options[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},
        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
        {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
        {SQLITE_DBCONFIG_ENABLE_FKEY, 1},
        {SQLITE_DBCONFIG_DQS_DDL, 0},
        {SQLITE_DBCONFIG_DQS_DML, 0},
    };
    int code;

    for (size_t i = 0; i < COUNT_OF(options); i++) {
        int now = -1;

        code = sqlite3_db_config(db, options[i].option, options[i].value, &now);
        BUG_ON(code != SQLITE_OK || now != options[i].value);
    }
    sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 1);
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, MAX_TEXT);
    sqlite3_limit(db, SQLITE_LIMIT_TRIGGER_DEPTH, 1);
    code = sqlite3_exec(db,
        "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY; "
        "PRAGMA cache_size = -16000",
        NULL, NULL, NULL);
    return code == SQLITE_OK || store_fault_of(db, code, path, _("could not open the book"), err);
}

/* One integer from a statement that is used once. */
static bool ask(struct store *store, const char *sql, int64_t *ret_integer, struct error *err)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL);

    *ret_integer = 0;
    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    if (code == SQLITE_ROW)
        *ret_integer = sqlite3_column_int64(statement, 0);
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        store_fault(store, _("could not open the book"), err);
    sqlite3_finalize(statement);
    return code == SQLITE_ROW || code == SQLITE_DONE;
}

static bool refuse(struct store *store, struct error *err, const char *why)
{
    return error_set_at(err, ERROR_REFUSED, store->path, 0, 0,
        "could not open the book: %s; it was left as it is", why);
}

static bool check_inside(struct store *store, int64_t *ret_version, struct error *err)
{
    int64_t application, foreign;

    if (!ask(store, "PRAGMA application_id", &application, err))
        return false;
    if (application != STORE_APPLICATION_ID)
        return refuse(store, err, _("it is an SQLite file of another program"));
    if (!ask(store, "PRAGMA user_version", ret_version, err))
        return false;
    if (*ret_version > STORE_SCHEMA_VERSION)
        return error_set_at(err, ERROR_REFUSED, store->path, 0, 0,
            "could not open the book: it was written by a newer daybook (schema %lld, this one "
            "knows "
            "up to %d); update daybook; it was left as it is",
            (long long)*ret_version, STORE_SCHEMA_VERSION);
    if (!ask(store, "SELECT count(*) FROM sqlite_schema WHERE type IN ('trigger', 'view')",
            &foreign, err))
        return false;
    if (foreign > 0)
        return refuse(store, err, _("it holds triggers or views, which daybook never makes"));
    return true;
}

/* How this connection writes. Only after the file is known to be ours: a mode may be stored in it.
 */
static bool set_modes(struct store *store, struct error *err)
{
    const char *sql = "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = EXTRA";
    int code;

    if (store->read_only)
        return true;
    if (store->throw_away)
        sql = "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF";
    code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
    return code == SQLITE_OK || store_fault(store, _("could not open the book"), err);
}

static bool open_connection(struct store *store, struct error *err)
{
    int flags = (store->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) |
                SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    int code = sqlite3_open_v2(store->path, &store->db, flags, store_folder_vfs());
    int64_t version = 0;
    bool good, more;

    if (code != SQLITE_OK)
        return store_fault_of(store->db, code, store->path, _("could not open the book"), err);
    /* Nothing is drawn yet: better to wait out another's commit than to say that the book is
     * locked. */
    store_wait_at_most(
        store->db, store->busy_timeout_ms > OPEN_WAIT_MS ? store->busy_timeout_ms : OPEN_WAIT_MS);
    if (!store_defend(store->db, store->path, err))
        return false;
    sqlite3_exec(store->db, "BEGIN", NULL, NULL, NULL);
    good = check_inside(store, &version, err);
    sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
    if (!good)
        return false;
    if (version < STORE_SCHEMA_VERSION && store->read_only)
        return refuse(store, err, _("it is of an older daybook: start once without --read-only"));
    if (!store_migrate(store->db, store->path, (int)version, err) || !set_modes(store, err) ||
        (version < STORE_SCHEMA_VERSION && !store_index_catch_up(store, true, &more, err)))
        return false;
    store_wait_at_most(store->db, store->busy_timeout_ms);
    store_note_place(store);
    return true;
}

/* With the newest backup beside it named, if there is one. */
static bool refuse_empty(const char *path, struct error *err)
{
    struct str newest = {0};

    if (store_newest_copy(path, &newest))
        error_set_at(err, ERROR_REFUSED, path, 0, 0,
            "could not open the book: the file is empty; the last backup is %s: run daybook "
            "restore with it, or remove the file to begin anew",
            str_text(&newest));
    else
        error_set_at(err, ERROR_REFUSED, path, 0, 0,
            "could not open the book: the file is empty; restore a backup, or remove it to begin "
            "anew");
    str_fini(&newest);
    return false;
}

/* A book that has backups was there once: a new one in its place would look like a loss. */
static bool check_no_backups(const char *path, struct error *err)
{
    struct str newest = {0};
    bool none = !store_newest_copy(path, &newest);

    if (!none)
        error_set_at(err, ERROR_REFUSED, path, 0, 0,
            "the book is gone, but its backups stand beside its place; the last is %s: run daybook "
            "restore with it, or move the backups away to begin anew",
            str_text(&newest));
    str_fini(&newest);
    return none;
}

static bool check_kind_of_file(const char *path, const struct stat *status, struct error *err)
{
    if (S_ISDIR(status->st_mode))
        return error_set_at(
            err, ERROR_IO, path, 0, 0, "could not open the book: it is a folder, not a file");
    if (!S_ISREG(status->st_mode))
        return error_set_at(
            err, ERROR_IO, path, 0, 0, "could not open the book: it is no regular file");
    if (status->st_size == 0)
        return refuse_empty(path, err);
    if (status->st_size < LEAST_SIZE)
        return error_set_at(err, ERROR_REFUSED, path, 0, 0,
            "could not open the book: the file is no daybook: another kind of file, or cut off; it "
            "was left as it is");
    if (status->st_size % LEAST_SIZE != 0)
        return error_set_at(err, ERROR_REFUSED, path, 0, 0,
            "could not open the book: the file is damaged: its end is cut off; it was left as it "
            "is; "
            "restore a backup");
    return true;
}

/* A journal without its book would be played back into the new one. */
static bool check_no_stray_journal(const char *path, struct error *err)
{
    struct str name = {0};
    struct stat status;
    bool stray;

    str_addf(&name, "%s-journal", path);
    stray = stat(str_text(&name), &status) == 0 && status.st_size > 0;
    str_fini(&name);
    return !stray ||
           error_set_at(err, ERROR_REFUSED, path, 0, 0,
               "the book is gone but its journal stands beside its place: put the book back, or "
               "move the journal away");
}

/* Makes a missing file where that was asked for. */
static bool find_file(const struct store_options *options, struct error *err)
{
    struct stat status;

    if (stat(options->path, &status) == 0)
        return check_kind_of_file(options->path, &status, err);
    if (errno != ENOENT)
        return error_set_at(
            err, ERROR_IO, options->path, 0, 0, "could not open the book: %s", strerror(errno));
    if (!options->create || options->read_only)
        return error_set_at(err, ERROR_IO, options->path, 0, 0, "there is no book here");
    return check_no_stray_journal(options->path, err) && check_no_backups(options->path, err) &&
           store_make_folders(options->path, err) &&
           store_create_file(options->path, options->throw_away, err);
}

/* A file or folder that we may not write makes a view, not a failure: the journal needs the folder.
 */
static bool can_write(const char *path)
{
    struct str folder = {0};
    bool can;

    store_folder_of(path, &folder);
    can = access(path, W_OK) == 0 && access(str_text(&folder), W_OK | X_OK) == 0;
    str_fini(&folder);
    return can;
}

static struct store *store_new(const struct store_options *options, char *resolved)
{
    struct store *store = mem_alloc(sizeof(*store));

    store->path = mem_copy_text(resolved);
    store_note_naming(store);
    store->read_only = options->read_only || !can_write(resolved);
    store->throw_away = options->throw_away;
    store->busy_timeout_ms = options->busy_timeout_ms;
    store->stamp = options->stamp;
    free(resolved);
    return store;
}

bool store_open(const struct store_options *options, struct store **ret_store, struct error *err)
{
    struct store *store;
    char *resolved;

    /* Nobody asks SQLite how much memory it has; counting it takes a lock at every allocation. Of
     * no effect after the first open. */
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    if (!find_file(options, err))
        return false;
    resolved = realpath(options->path, NULL);
    if (resolved == NULL)
        return error_set_at(
            err, ERROR_IO, options->path, 0, 0, "could not open the book: %s", strerror(errno));
    store = store_new(options, resolved);
    if (!open_connection(store, err)) {
        store_close(store);
        return false;
    }
    *ret_store = store;
    return true;
}

void store_close(struct store *store)
{
    if (store == NULL)
        return;
    store_rollback(store);
    store_finalize_all(store);
    store_tokenizer_free(store);
    store_index_fini(store);
    sqlite3_close(store->db);
    free(store->path);
    free(store->sealed);
    free(store->feeds);
    free(store->lent);
    store_marks_fini(store);
    array_fini(&store->names);
    array_fini(&store->cached_keys);
    array_fini(&store->readings);
    arena_fini(&store->scratch);
    free(store);
}

const char *store_path(const struct store *store)
{
    return store->path;
}

bool store_is_read_only(const struct store *store)
{
    return store->read_only;
}

const char *store_library_version(void)
{
    return sqlite3_libversion();
}
