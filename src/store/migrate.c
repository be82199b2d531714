/* From an older schema to this one: one transaction, after a verified backup beside the file. */
#include "store_internal.h"

#include <stdio.h>
#include <sys/stat.h>
#include "base/words.h"
#include "core/timeline.h"
#include "kind_sql_internal.h"

/* A row takes a file from `version` - 1 to `version`. */
struct migration {
    int version;
    const char *sql;
};

/* The days that the rows tell; those of rows that tell nothing are skipped in reading. */
#define TELL(source, number, told, kind, table, field, column)                                     \
    "INSERT OR IGNORE INTO moment SELECT " #number ", \"" column "\", key, 0, NULL FROM \"" table  \
    "\" WHERE \"" column "\" IS NOT NULL;"
#define BAND(health) "(" health " > 50) + (" health " > 75)"

#define ADD(table, column, type) "ALTER TABLE " table " ADD COLUMN \"" column "\" " type ";"

/* clang-format off */
static const char to_2[] =
    ADD("contact", "interval", "INTEGER")
    ADD("task", "chase", "INTEGER")
    ADD("task", "owed_to", "TEXT")
    ADD("task", "feedback", "TEXT")
    ADD("task", "line", "TEXT")
    ADD("task", "chased", "INTEGER")
    ADD("note", "state", "TEXT")
    ADD("note", "duration", "INTEGER")
    ADD("note", "pinned", "INTEGER")
    ADD("note", "template", "TEXT")
    ADD("note", "meeting", "TEXT")
    SQL_CREATE_NOTE_MEETING ";"
    ADD("feedback", "asked_by", "TEXT")
    ADD("feedback", "told_on", "INTEGER")
    ADD("run", "succeeded", "INTEGER")
    ADD("run", "was_success", "INTEGER")
    ADD("run", "anchor_given", "INTEGER")
    "DROP INDEX note_at;"
    "CREATE INDEX note_at ON note(at) WHERE state IS NOT 'prepared';"
    "CREATE INDEX note_prepared ON note(at) WHERE state = 'prepared';"
    "CREATE TABLE version(key INTEGER PRIMARY KEY, rev INTEGER NOT NULL,"
    " account INTEGER REFERENCES account(key) DEFERRABLE INITIALLY DEFERRED,"
    " note INTEGER REFERENCES note(key) DEFERRABLE INITIALLY DEFERRED, saved INTEGER,"
    " author TEXT, at INTEGER, kind TEXT, sentiment TEXT, attendees TEXT, body TEXT) STRICT;"
    "CREATE INDEX version_account ON version(account);"
    "CREATE INDEX version_note ON version(note);"
    "CREATE INDEX feedback_date ON feedback(date);"
    SQL_TASK_WANTED_INDEX ";"
    /* The index of notes becomes one of six kinds; it lists all of them later (index_later.c). */
    "DROP TABLE note_fts;"
    SQL_CREATE_INDEX ";"
    "INSERT INTO meta(name, value) VALUES ('index note from', 1), ('index task from', 1),"
    " ('index contact from', 1), ('index account from', 1), ('index goal from', 1),"
    " ('index feedback from', 1);"
    "CREATE TABLE standing(account INTEGER NOT NULL, run INTEGER NOT NULL, playbook TEXT NOT NULL,"
    " halt_step TEXT NOT NULL" STANDING_EACH(STANDING_TYPED) ", PRIMARY KEY(account, run)) STRICT,"
    " WITHOUT ROWID;"
    "CREATE INDEX signal_offered ON signal(account) WHERE kind = 'offer' AND open = 1;"
    SQL_CREATE_MOMENT ";" SQL_INDEX_MOMENT ";"
    TIMELINE_ROW_SOURCES(TELL)
    "INSERT INTO moment SELECT 25, stamp / 86400, id, 0, NULL FROM change WHERE actor = 2"
    " AND undoes IS NULL;"
    "INSERT INTO moment SELECT 1, day, account, 0, NULL FROM (SELECT account, day, health,"
    " lag(health) OVER (PARTITION BY account ORDER BY day) AS was FROM snapshot)"
    " WHERE (was < 0) <> (health < 0) OR (was >= 0 AND health >= 0 AND (abs(health - was) >= 10"
    " OR " BAND("health") " <> " BAND("was") "));"
    "UPDATE score SET scored_on = NULL;"; /* with the next scoring every run gets its standing */

#define KEYED "(key INTEGER PRIMARY KEY, rev INTEGER NOT NULL, account INTEGER REFERENCES account(key)" \
    " DEFERRABLE INITIALLY DEFERRED, id TEXT"

static const char to_3[] =
    ADD("account", "health_by", "TEXT")
    ADD("account", "forecast", "INTEGER")
    ADD("account", "probability", "REAL")
    ADD("account", "target", "INTEGER")
    ADD("account", "paper", "TEXT")
    ADD("account", "told_on", "INTEGER")
    ADD("account", "former", "TEXT")
    ADD("account", "apart", "TEXT")
    ADD("contract", "target", "INTEGER")
    ADD("contract", "paper", "TEXT")
    ADD("contract", "told_on", "INTEGER")
    ADD("opportunity", "made_on", "INTEGER")
    ADD("opportunity", "signal", "TEXT")
    ADD("opportunity", "handed_to", "TEXT")
    ADD("opportunity", "handed_on", "INTEGER")
    ADD("opportunity", "closed_on", "INTEGER")
    ADD("opportunity", "why", "TEXT")
    ADD("goal", "weight", "REAL")
    ADD("value", "evidence", "TEXT")
    ADD("signal", "cause", "TEXT")
    ADD("signal", "exposed", "INTEGER")
    ADD("signal", "plan", "TEXT")
    ADD("signal", "look_on", "INTEGER")
    ADD("signal", "outcome", "TEXT")
    ADD("signal", "closed_on", "INTEGER")
    ADD("signal", "by_hand", "INTEGER")
    ADD("signal", "why", "TEXT")
    "DROP INDEX signal_account;"
    SQL_SIGNAL_ACCOUNT ";"
    ADD("score", "value_delivered", "REAL")
    ADD("score", "risks", "INTEGER")
    ADD("score", "called", "TEXT")
    ADD("snapshot", "band", "INTEGER")
    ADD("snapshot", "model", "INTEGER")
    SQL_CREATE_LATE ";"
    ADD("change", "day", "INTEGER")
    "UPDATE change SET day = stamp / 86400;"
    "CREATE TABLE movement" KEYED ", date INTEGER, kind TEXT, line TEXT, product TEXT,"
    " amount INTEGER, currency TEXT, other TEXT, reason TEXT, source TEXT) STRICT;"
    "CREATE TABLE renewal" KEYED ", line TEXT, product TEXT, ends INTEGER, status TEXT,"
    " target INTEGER, final INTEGER, uplift INTEGER, currency TEXT, closed_on INTEGER,"
    " source TEXT, reason TEXT, why TEXT, new_ends INTEGER, term_months INTEGER) STRICT;"
    "CREATE TABLE reference" KEYED ", kind TEXT, contact TEXT, asked_on INTEGER, status TEXT,"
    " given_on INTEGER, text TEXT) STRICT;"
    SQL_CREATE_FORECAST ";" SQL_INDEX_MONEY ";"
    "UPDATE score SET scored_on = NULL;";
/* clang-format on */

/* Version 1 is the first that was ever shipped, made by store_create_schema: rows begin with 2. */
static const struct migration migrations[] = {
    {2, to_2},
    {3, to_3},
};

static bool migrate_to(
    sqlite3 *db, const char *path, const struct migration *migration, struct error *err)
{
    char version[64];
    int code = sqlite3_exec(db, migration->sql, NULL, NULL, NULL);

    if (code == SQLITE_OK) {
        /* A pragma takes no bound value; the number is our own. */
        snprintf(version, sizeof(version), "PRAGMA user_version = %d", migration->version);
        code = sqlite3_exec(db, version, NULL, NULL, NULL);
    }
    return code == SQLITE_OK ||
           store_fault_of(db, code, path, _("could not bring the book up to date"), err);
}

static bool back_up(sqlite3 *db, const char *path, int version, struct error *err)
{
    struct str name = {0};
    bool copied;

    str_addf(&name, "%s.schema-%d", path, version);
    copied = store_keep_schema(db, str_text(&name), version, err);
    str_fini(&name);
    return copied;
}

static bool run(sqlite3 *db, const char *path, const char *sql, struct error *err)
{
    int code = sqlite3_exec(db, sql, NULL, NULL, NULL);

    return code == SQLITE_OK ||
           store_fault_of(db, code, path, _("could not bring the book up to date"), err);
}

static bool ask(sqlite3 *db, const char *path, const char *sql, int *ret_number, struct error *err)
{
    sqlite3_stmt *statement = NULL;
    bool good = sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK &&
                sqlite3_step(statement) == SQLITE_ROW;

    if (good)
        *ret_number = sqlite3_column_int(statement, 0);
    else
        store_fault_of(
            db, sqlite3_extended_errcode(db), path, _("could not bring the book up to date"), err);
    sqlite3_finalize(statement);
    return good;
}

/* The lock is taken after the copy, which SQLite does not make within a write. *ret_version is
 * another one, or 0, if another program wrote in between: then nothing is locked. */
static bool lock(sqlite3 *db, const char *path, int version, int *ret_version, struct error *err)
{
    int before = 0, after = 0;
    bool good;

    if (!ask(db, path, "PRAGMA data_version", &before, err) || !back_up(db, path, version, err) ||
        !run(db, path, "BEGIN IMMEDIATE", err))
        return false;
    good = ask(db, path, "PRAGMA data_version", &after, err) &&
           ask(db, path, "PRAGMA user_version", ret_version, err);
    if (good && before == after && *ret_version == version)
        return true;
    (void)sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    if (good && *ret_version == version)
        *ret_version = 0;
    return good;
}

static bool migrate_all(sqlite3 *db, const char *path, int version, struct error *err)
{
    bool moved = true;

    for (size_t i = 0; moved && i < COUNT_OF(migrations); i++)
        if (migrations[i].version > version)
            moved = migrate_to(db, path, &migrations[i], err);
    if (moved && run(db, path, "COMMIT", err))
        return true;
    (void)sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return false;
}

/* Another daybook may do the same at this moment: then there is nothing left to do. */
static bool bring_up(sqlite3 *db, const char *path, int version, struct error *err)
{
    while (version != STORE_SCHEMA_VERSION) {
        int locked = 0;

        if (version < 1 || version > STORE_SCHEMA_VERSION)
            return error_set_at(err, ERROR_REFUSED, path, 0, 0,
                "the file has no schema that this daybook knows; it was left as it is");
        if (!lock(db, path, version, &locked, err))
            return false;
        if (locked == version)
            return migrate_all(db, path, version, err);
        if (locked != 0)
            version = locked;
    }
    return true;
}

/* A copy of it, and the pages that change twice: beside it, and in the journal. */
static long long room_needed(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 ? ((long long)status.st_size * 3 >> 20) + 1 : 1;
}

bool store_migrate(sqlite3 *db, const char *path, int version, struct error *err)
{
    if (bring_up(db, path, version, err))
        return true;
    return err == NULL || err->code != ERROR_FULL
               ? false
               : error_set_at(err, ERROR_FULL, path, 0, 0,
                     "could not bring the book up to date: the disk or your quota is full: it "
                     "needs about %lld MB beside the book; nothing was changed",
                     room_needed(path));
}
