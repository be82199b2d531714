/* The schema: tables from the lists of core/kind.h, then those of the store's own, then indexes.
 * Fewer than 110 objects: parsing them is part of the first paint. */
#include "store/making.h"
#include "store_internal.h"

#include "kind_sql_internal.h"
#include "base/words.h"

#define OPEN_TASK "status IS NOT 'done' AND status IS NOT 'cancelled'"
#define HELD_NOTE "state IS NOT 'prepared'"
#define STEP_WAITS                                                                                 \
    "due IS NOT NULL AND status IS NOT 'done' AND status IS NOT 'skipped'"                         \
    " AND status IS NOT 'cancelled'"

/* Without these nothing can be scored: statements name two of the indexes, and the signals of an
 * account are looked for by the third. */
static const char *const own_tables[] = {
    /* counted: what the account adds to the totals. folded: its name, for ties of the queue. */
    "CREATE TABLE score(key INTEGER PRIMARY KEY REFERENCES account(key) DEFERRABLE INITIALLY "
    "DEFERRED" SCORE_FIELDS(SQL_TYPED) ", counted INTEGER NOT NULL, folded TEXT) STRICT",
    "CREATE TABLE snapshot(account INTEGER NOT NULL REFERENCES account(key)"
    " DEFERRABLE INITIALLY DEFERRED, day INTEGER NOT NULL, health INTEGER NOT NULL,"
    " coverage REAL NOT NULL, band INTEGER, model INTEGER, PRIMARY KEY(account, day)) STRICT,"
    " WITHOUT ROWID",
    SQL_CREATE_LATE,
    "CREATE TABLE meta(name TEXT NOT NULL PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID",
    "CREATE TABLE change(id INTEGER PRIMARY KEY, stamp INTEGER NOT NULL, actor INTEGER NOT NULL,"
    " account INTEGER, undoes INTEGER, undone_by INTEGER, rows INTEGER NOT NULL,"
    " summary TEXT NOT NULL, day INTEGER) STRICT",
    "CREATE TABLE change_row(change INTEGER NOT NULL, seq INTEGER NOT NULL, kind INTEGER NOT NULL,"
    " key INTEGER NOT NULL, last_key INTEGER NOT NULL, op INTEGER NOT NULL, rev INTEGER,"
    " new_rev INTEGER, before BLOB, after BLOB, PRIMARY KEY(change, seq)) STRICT, WITHOUT ROWID",
    SQL_CREATE_FORECAST,
    "CREATE TABLE standing(account INTEGER NOT NULL, run INTEGER NOT NULL, playbook TEXT NOT NULL,"
    " halt_step TEXT NOT NULL" STANDING_EACH(STANDING_TYPED) ", PRIMARY KEY(account, run)) STRICT,"
                                                             " WITHOUT ROWID",
    SQL_CREATE_MOMENT,
    SQL_TASK_WANTED_INDEX,
    SQL_SIGNAL_ACCOUNT,
    "CREATE INDEX score_day ON score(scored_on)",
};

/* A book in the making has them after its rows: sorted once, which is cheaper than kept in order.
 */
static const char *const searched[] = {
    SQL_CREATE_INDEX,
    "CREATE UNIQUE INDEX account_id ON account(id)",
    "CREATE INDEX account_natural ON account(\"natural\") WHERE \"natural\" IS NOT NULL",
    "CREATE INDEX account_name ON account(folded, id)",
    "CREATE INDEX account_domain ON account(domain) WHERE domain IS NOT NULL",
    "CREATE INDEX account_cleared ON account(cleared_on) WHERE cleared_on IS NOT NULL",

    "CREATE INDEX contract_account ON contract(account)",
    "CREATE UNIQUE INDEX contract_id ON contract(id)",
    "CREATE INDEX contract_natural ON contract(\"natural\") WHERE \"natural\" IS NOT NULL",
    "CREATE INDEX contact_account ON contact(account)",
    "CREATE UNIQUE INDEX contact_id ON contact(id)",
    "CREATE INDEX contact_natural ON contact(\"natural\") WHERE \"natural\" IS NOT NULL",
    "CREATE INDEX measure_account ON measure(account, metric, date)",
    "CREATE INDEX ticket_account ON ticket(account)",
    "CREATE UNIQUE INDEX ticket_id ON ticket(id)",
    "CREATE INDEX ticket_natural ON ticket(\"natural\") WHERE \"natural\" IS NOT NULL",
    "CREATE INDEX task_account ON task(account)",
    "CREATE UNIQUE INDEX task_id ON task(id)",
    "CREATE INDEX task_natural ON task(\"natural\") WHERE \"natural\" IS NOT NULL",
    "CREATE INDEX task_note ON task(note) WHERE note IS NOT NULL",
    "CREATE INDEX task_open ON task((due IS NULL), due, at) WHERE " OPEN_TASK,
    "CREATE INDEX task_done ON task(done_on) WHERE status = 'done'",
    "CREATE INDEX note_account ON note(account, at)",
    "CREATE UNIQUE INDEX note_id ON note(id)",
    "CREATE INDEX note_natural ON note(\"natural\") WHERE \"natural\" IS NOT NULL",
    "CREATE INDEX note_at ON note(at) WHERE " HELD_NOTE,
    "CREATE INDEX note_prepared ON note(at) WHERE state = 'prepared'",
    SQL_CREATE_NOTE_MEETING,
    "CREATE INDEX opportunity_account ON opportunity(account)",
    "CREATE UNIQUE INDEX opportunity_id ON opportunity(id)",
    "CREATE INDEX opportunity_natural ON opportunity(\"natural\") WHERE \"natural\" IS NOT NULL",
    "CREATE INDEX goal_account ON goal(account)",
    "CREATE UNIQUE INDEX goal_id ON goal(id)",
    "CREATE INDEX goal_natural ON goal(\"natural\") WHERE \"natural\" IS NOT NULL",
    "CREATE INDEX value_account ON value(account)",
    "CREATE UNIQUE INDEX value_id ON value(id)",
    "CREATE INDEX value_natural ON value(\"natural\") WHERE \"natural\" IS NOT NULL",
    "CREATE INDEX feedback_account ON feedback(account)",
    "CREATE UNIQUE INDEX feedback_id ON feedback(id)",
    "CREATE INDEX feedback_date ON feedback(date)",
    "CREATE INDEX feedback_natural ON feedback(\"natural\") WHERE \"natural\" IS NOT NULL",
    "CREATE INDEX run_account ON run(account)",
    "CREATE UNIQUE INDEX run_id ON run(id)",
    "CREATE INDEX run_open ON run((target IS NULL), target) WHERE status = 'open'",
    "CREATE INDEX step_account ON step(account)",
    "CREATE INDEX step_run ON step(run, number)",
    "CREATE INDEX step_due ON step(due) WHERE " STEP_WAITS,
    "CREATE INDEX signal_offered ON signal(account) WHERE kind = 'offer' AND open = 1",
    "CREATE INDEX fact_account ON fact(account, kind, owner)",
    "CREATE INDEX version_account ON version(account)",
    "CREATE INDEX version_note ON version(note)",
    SQL_INDEX_MONEY,

    "CREATE INDEX score_queue ON score(listed, urgency DESC, (next_due IS NULL), next_due,"
    " arr_now DESC, folded) WHERE listed <> 0",
    "CREATE INDEX score_no_data ON score(arr_now DESC) WHERE listed = -1",
    "CREATE INDEX score_decides ON score((decides_on IS NULL), decides_on, arr_now DESC,"
    " counted)",
    "CREATE INDEX score_arr ON score(arr_now DESC)",
    "CREATE INDEX score_health ON score((health IS NULL), health)",
    "CREATE INDEX score_exposure ON score(exposure DESC)",
    "CREATE INDEX change_account ON change(account) WHERE account IS NOT NULL",
    SQL_INDEX_MOMENT,
};

static bool run_all(
    sqlite3 *db, const char *path, const char *const *sql, size_t count, struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        int code = sqlite3_exec(db, sql[i], NULL, NULL, NULL);

        if (code != SQLITE_OK)
            return store_fault_of(db, code, path, _("could not make the tables"), err);
    }
    return true;
}

bool store_create_first(sqlite3 *db, const char *path, struct error *err)
{
    for (int kind = 0; kind < KIND_COUNT; kind++)
        if (!run_all(db, path, &store_kind_sql[kind][KIND_SQL_CREATE], 1, err))
            return false;
    return run_all(db, path, own_tables, COUNT_OF(own_tables), err);
}

bool store_create_schema(sqlite3 *db, const char *path, struct error *err)
{
    return store_create_first(db, path, err) &&
           run_all(db, path, searched, COUNT_OF(searched), err);
}

bool store_make_indexes(struct store *store, struct error *err)
{
    return run_all(store->db, store->path, searched, COUNT_OF(searched), err);
}
