/* The book's one SQLite file. Every write goes through store_apply or store_put_computed inside a
 * transaction; undo is by inverse changes in the journal. No statement stays open after a call. */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "core/change.h"
#include "core/dossier.h"
#include "core/run_standing.h"
#include "base/error.h"

struct store;

struct store_options {
    const char *path;
    bool read_only;  /* refuses writes; never creates; a hot journal beside it is ERROR_REFUSED */
    bool create;     /* make the file (0600) and its folders (0700) where missing */
    bool throw_away; /* the demo: no syncs */
    int busy_timeout_ms;    /* 5000 for command line and worker, 0 for the screen */
    int64_t (*stamp)(void); /* seconds since 1970 UTC for the journal (clock_stamp); NULL gives 0 */
};

/* Opens, checks (application_id, user_version, no trigger, no view), migrates after a verified
 * backup. Errors: missing, not ours, newer, damaged, locked; the file stays as it was. One that
 * cannot be written (file or folder) opens read-only: see store_is_read_only. */
bool store_open(
    const struct store_options *options, struct store **ret_store, struct error *err) CHECKED;
void store_close(struct store *store);             /* NULL is fine */
const char *store_path(const struct store *store); /* resolved, borrowed */
bool store_is_read_only(const struct store *store);
/* Moves when another connection committed; false and unchanged on BUSY. */
bool store_data_version(struct store *store, int64_t *ret_version) CHECKED;

uint64_t store_writes(const struct store *store); /* moves with every commit of this connection */

/* Transactions. begin takes the write lock at once. Nested begins count; the outermost commits.
 * After a failure call store_rollback. begin_read gives one consistent state until commit. */
bool store_begin(struct store *store, struct error *err) CHECKED;
bool store_begin_read(struct store *store, struct error *err) CHECKED;
bool store_commit(struct store *store, struct error *err) CHECKED;
void store_rollback(struct store *store);

/* --- reading: rows, and the items of a row_list, live in the caller's arena --- */
bool store_get(struct store *store, enum kind kind, int64_t key, struct arena *arena,
    struct row **ret_row,
    struct error *err) CHECKED; /* *ret_row NULL: no such row; accounts with score */
/* The same without the score: what an import compares with. */
bool store_get_stored(struct store *store, enum kind kind, int64_t key, struct arena *arena,
    struct row **ret_row, struct error *err) CHECKED;
/* The row whose text field `id` equals text exactly (any kind with an id); NULL if none. */
bool store_find_id(struct store *store, enum kind kind, const char *id, struct arena *arena,
    struct row **ret_row, struct error *err) CHECKED;
/* The row whose natural key equals text; NULL if none. */
bool store_find_natural(struct store *store, enum kind kind, const char *natural,
    struct arena *arena, struct row **ret_row, struct error *err) CHECKED;
/* Rows of a kind of one account (0: rows under no account), oldest first. */
bool store_children(struct store *store, enum kind kind, int64_t account, struct arena *arena,
    struct row_list *ret_rows, struct error *err) CHECKED;
/* Every row of a kind, in key order, handed one by one (arena cleared between rows); callback false
 * stops. Accounts come joined with their score. */
typedef bool (*store_row_fn)(void *context, const struct row *row);
bool store_each(
    struct store *store, enum kind kind, store_row_fn fn, void *context, struct error *err) CHECKED;
bool store_count(
    struct store *store, enum kind kind, int64_t *ret_count, struct error *err) CHECKED;

/* Lists that page by index. Each order is one prepared statement pair. */
enum store_order {
    ORDER_QUEUE,      /* accounts with listed = 1, urgency falling, then next_due, ARR, name, id */
    ORDER_SNOOZED,    /* accounts with listed = 2 */
    ORDER_NO_DATA,    /* accounts with listed = -1, by ARR falling */
    ORDER_DECISION,   /* accounts, decides_on rising, unknown last */
    ORDER_NAME,       /* accounts by name, then id */
    ORDER_ARR,        /* accounts by arr_now falling */
    ORDER_HEALTH,     /* accounts by health rising, unknown last */
    ORDER_EXPOSURE,   /* accounts by exposure falling */
    ORDER_TASKS,      /* open tasks by due, no day last, then key */
    ORDER_TASKS_DONE, /* done tasks, latest first */
    ORDER_NOTES,      /* notes but prepared ones by time, latest first */
    ORDER_PREPARED,   /* notes that wait for their meeting, the next first */
    ORDER_RUNS,       /* open runs by target day */
    ORDER_STEPS_DUE,  /* open steps of runs not done that have a day, by due */
    ORDER_COUNT
};
enum kind store_order_kind(enum store_order order);
/* Rows offset .. offset+limit-1 in that order. */
bool store_page(struct store *store, enum store_order order, int64_t offset, int limit,
    struct arena *arena, struct row_list *ret_rows, struct error *err) CHECKED;
struct key_list ARRAY_OF(int64_t);
void store_keys_unique(struct key_list *keys); /* sorts, and drops what stands twice */
/* All keys in that order, in one pass over the index. */
bool store_keys(struct store *store, enum store_order order, struct key_list *ret_keys,
    struct error *err) CHECKED;
/* Open tasks, or open steps of runs not done (an exit may keep some), that are due from first to
 * last, both with: how many on each day that has some, and the keys by day, at most limit (-1:
 * all). By index. */
struct day_span {
    day_number first, last;
};
struct due_count {
    day_number day;
    int64_t count;
};
struct due_counts ARRAY_OF(struct due_count);
bool store_due_counts(struct store *store, enum kind kind, struct day_span span,
    struct due_counts *ret_counts, struct error *err) CHECKED;
bool store_due_keys(struct store *store, enum kind kind, struct day_span span, int limit,
    struct key_list *ret_keys, struct error *err) CHECKED;
/* Notes that wait for their meeting, whose time is from first to last, both with; by time. By
 * index.
 */
bool store_prepared_keys(struct store *store, minute_number first, minute_number last,
    struct key_list *ret_keys, struct error *err) CHECKED;
/* Notes whose field `meeting` stands from first to last in the order of bytes, both with. */
bool store_meeting_keys(struct store *store, const char *first, const char *last,
    struct key_list *ret_keys, struct error *err) CHECKED;
/* One field of every account (stored or computed), in key order: for sorts and filters of any
 * column. */
typedef bool (*store_value_fn)(void *context, int64_t key, struct value value);
bool store_column(struct store *store, int account_field, store_value_fn fn, void *context,
    struct error *err) CHECKED;
/* Accounts whose id, name or folded name matches: for ACCOUNT arguments and links. */
enum store_match {
    MATCH_ID,
    MATCH_NAME,
    MATCH_NAME_FOLDED,
    MATCH_NAME_PART,
    MATCH_ID_PREFIX,
    MATCH_DOMAIN
};
bool store_match_accounts(struct store *store, enum store_match match, const char *text, int limit,
    struct key_list *ret_keys, struct error *err) CHECKED;
/* How runs stand, by account and run: what the last scoring kept. A change that touches an account
 * drops those of its runs, so what is there is always true. */
typedef bool (*store_standing_fn)(
    void *context, const struct run_standing *standing); /* false stops */
bool store_each_standing(struct store *store, int64_t account, store_standing_fn fn, void *context,
    struct error *err) CHECKED; /* account 0: of all; texts are lent to the callback */
/* Accounts with a run that has none: to be told from the dossier. account 0: of all. */
bool store_standless(
    struct store *store, int64_t account, struct key_list *ret_accounts, struct error *err) CHECKED;
/* What playbooks offer now (signals of the kind PLAYBOOK_OFFERED that are open), by account,
 * without the rest of their rows; texts are lent to the callback. */
struct stored_offer {
    int64_t account;
    const char *signal, *suggests, *text; /* "" where there is none */
};
/* Open risks by rule that began after a day, on some of the accounts: a narrow pass in parts, as
 * short as one likes. */
struct begun_part {
    day_number after_day;
    int64_t after; /* the accounts behind this key, */
    int limit;     /* so many of them */
    int64_t last;  /* told: the last of them; `after`: there was none */
    int64_t book;  /* told: how many were in the book by that day and have not left */
};
struct begun_risk {
    const char *signal; /* lent to the callback */
    int64_t account;
    bool counts; /* the account is one of the book */
};
typedef bool (*store_begun_fn)(void *context, const struct begun_risk *begun); /* false stops */
bool store_each_begun(struct store *store, struct begun_part *part, store_begun_fn fn,
    void *context, struct error *err) CHECKED;
typedef bool (*store_offer_fn)(void *context, const struct stored_offer *offer); /* false stops */
bool store_each_offer(
    struct store *store, store_offer_fn fn, void *context, struct error *err) CHECKED;
/* A whole dossier; `today` bounds what is old. Readings included. */
bool store_dossier(struct store *store, int64_t account, day_number today, struct arena *arena,
    struct dossier *ret_dossier, struct error *err) CHECKED;
/* Custom facts of one row: name and value pairs as FACT rows (their `kind` is the singular word).
 */
bool store_facts(struct store *store, enum kind kind, int64_t key, struct arena *arena,
    struct row_list *ret_rows, struct error *err) CHECKED;
/* Contacts of an account by folded name or e-mail (for attendees and links); account 0: of any, by
 * e-mail; NULL if none. */
bool store_find_contact(struct store *store, int64_t account, const char *name_or_email,
    struct arena *arena, struct row **ret_row, struct error *err) CHECKED;
/* The reading of exactly this account, metric, day and contact ("" or NULL: none); of several the
 * nth, from 0, as they came in; NULL if none. */
struct reading_key {
    int64_t account;
    const char *metric;
    day_number date;
    const char *contact;
    int nth;
};
bool store_find_measure(struct store *store, const struct reading_key *key, struct arena *arena,
    struct row **ret_row, struct error *err) CHECKED;
/* The latest one up to that day; nth is not looked at. */
bool store_last_measure(struct store *store, const struct reading_key *key, struct arena *arena,
    struct row **ret_row, struct error *err) CHECKED;
/* Full text: store/search.h. */

/* --- writing --- */
/* Applies a change with its journal entry, FTS and rev, in the running transaction or one of its
 * own. New rows without id get `db-N`; new keys stand in change->rows.items[i].new_key. An update
 * of a row that is gone is ERROR_NOT_FOUND. Deleting a row deletes what hangs on it (children of an
 * account, steps of a run, facts). Adds the keys of touched accounts to *touched (may be NULL; a
 * key may come twice, see store_keys_unique) and marks them unscored. */
bool store_apply(struct store *store, struct change *change, int64_t *ret_change_id,
    struct key_list *touched, struct error *err) CHECKED;
/* The same in pieces, in the running transaction: begin with the actor, the account and `undoes` of
 * head, rows any number of times (names link within one piece), end. What the rules computed may be
 * written between them. On failure roll back. */
bool store_entry_begin(struct store *store, const struct change *head, struct error *err) CHECKED;
bool store_entry_rows(
    struct store *store, struct change *rows, struct key_list *touched, struct error *err) CHECKED;
bool store_entry_end(
    struct store *store, const char *summary, int64_t *ret_change_id, struct error *err) CHECKED;
/* A stream of many rows under one journal entry (an import): begin, rows, end. The change passed to
 * bulk_row holds rows only; its rows are applied and may then be cleared by the caller. */
bool store_bulk_begin(
    struct store *store, enum actor actor, const char *summary, struct error *err) CHECKED;
/* The same, going on with an entry that is the newest one of the book and not taken back; any other
 * id, as 0, begins a new one. */
bool store_bulk_again(
    struct store *store, enum actor actor, int64_t change_id, struct error *err) CHECKED;
bool store_bulk_is_again(const struct store *store); /* it does go on */
bool store_bulk_rows(
    struct store *store, struct change *rows, struct key_list *touched, struct error *err) CHECKED;
bool store_bulk_end(
    struct store *store, const char *summary, int64_t *ret_change_id, struct error *err) CHECKED;

/* Computed fields of an account (ACCOUNT_STORED..ACCOUNT_KEPT-1 of row); no journal. Moves the
 * stored totals by the difference. Signal rows: derived fields of the listed signals are upserted,
 * others of the account get open = 0; handled, quiet and muted are never touched here. */
bool store_put_score(struct store *store, const struct row *account, struct error *err) CHECKED;
bool store_put_signals(struct store *store, int64_t account, const struct row_list *signals,
    struct error *err) CHECKED;
/* Of all runs of some account; only what moved is written. */
bool store_put_standings(
    struct store *store, const struct run_standing_list *standings, struct error *err) CHECKED;
/* Of all runs: they are to be made anew, with the scores. */
bool store_forget_standings(struct store *store, struct error *err) CHECKED;
bool store_put_snapshot(struct store *store, int64_t account, const struct snapshot *snapshot,
    struct error *err) CHECKED;
/* The earliest day of a dated input (measure, note, ticket) that was written after its day since
 * the account was last scored, and forgets it: its snapshots from there on are to be made anew. */
bool store_take_late(struct store *store, int64_t account, bool *ret_there, day_number *ret_day,
    struct error *err) CHECKED;
/* Accounts not scored for `today` yet: visible ones first is the caller's care. In key order after
 * `after`, at most limit. Marking: touch makes accounts unscored again. */
bool store_unscored(struct store *store, day_number today, int64_t after, int limit,
    struct key_list *ret_keys, struct error *err) CHECKED;
/* All accounts in key order, the next ones after a key, at most limit. */
bool store_accounts_after(struct store *store, int64_t after, int limit, struct key_list *ret_keys,
    struct error *err) CHECKED;
bool store_mark_unscored(
    struct store *store, const struct key_list *accounts, struct error *err) CHECKED;

/* The header of Today and Book: one stored row, moved by every store_put_score, rebuilt by
 * store_rebuild_totals. Money in the book's currency. Churned accounts count nowhere. */
struct totals {
    int64_t accounts, arr;
    int64_t band_count[4], band_arr[4]; /* red, yellow, green, unknown */
    int64_t at_risk_count, at_risk_arr; /* E20: red, or called at risk or expected loss */
    int64_t listed, snoozed, no_data;
    int64_t onboarding, without_rate; /* accounts whose ARR has no rate */
    int64_t deciding, deciding_arr;   /* decisions within STORE_DECIDING_DAYS of the day of score */
};
#define STORE_DECIDING_DAYS 90
bool store_totals(struct store *store, struct totals *ret_totals, struct error *err) CHECKED;
bool store_rebuild_totals(struct store *store, struct error *err) CHECKED;
/* How many of the accounts that lack data for a health score are without each of these. */
enum lacking { LACKING_ARR, LACKING_ENDS, LACKING_TOUCH, LACKING_USERS, LACKING_COUNT };
bool store_lacking(
    struct store *store, int64_t ret_counts[LACKING_COUNT], struct error *err) CHECKED;
/* Accounts that were done on that day; one that a snooze keeps away is not. */
bool store_cleared(
    struct store *store, day_number day, int64_t *ret_count, struct error *err) CHECKED;

/* Small facts about the book itself (currency, last looked, claimed re-score day, owner). */
bool store_meta_get(struct store *store, const char *name, struct arena *arena,
    const char **ret_value, struct error *err) CHECKED; /* NULL where not set */
bool store_meta_set(
    struct store *store, const char *name, const char *value, struct error *err) CHECKED;
/* Facts of the whole book for the rules. `book_facts` gives those kept by the last refresh (or
 * refreshes where there are none, or a bulk change came since); `refresh` is one pass over the
 * book. */
bool store_book_facts(struct store *store, const struct settings *settings, struct arena *arena,
    struct book_facts *ret_facts, struct error *err) CHECKED;
bool store_refresh_book_facts(struct store *store, const struct settings *settings,
    struct arena *arena, struct book_facts *ret_facts, struct error *err) CHECKED;

/* --- journal --- */
struct journal_entry {
    int64_t id;
    int64_t stamp; /* seconds since 1970 UTC */
    enum actor actor;
    int64_t account; /* or 0 */
    int64_t undoes;  /* or 0 */
    bool undone;
    bool is_final; /* cannot be taken back: a person was erased */
    int64_t rows;  /* touched */
    const char *summary;
};
struct journal_list ARRAY_OF(struct journal_entry);
bool store_log(struct store *store, int64_t account, int limit, struct arena *arena,
    struct journal_list *ret_entries,
    struct error *err) CHECKED; /* newest first; 0: all accounts */
/* Those of them, of whoever, that an undo by their id can take back, newest first. */
bool store_standing_changes(struct store *store, int limit, struct arena *arena,
    struct journal_list *ret_entries, struct error *err) CHECKED;
/* What undo would take next for app and command line; id 0 if nothing. *ret_foreign: the newest
 * live change overall came from elsewhere (import, daybook) and stands in *ret_entry instead. */
bool store_undo_candidate(struct store *store, struct arena *arena, struct journal_entry *ret_entry,
    bool *ret_foreign, struct error *err) CHECKED;
bool store_redo_candidate(struct store *store, struct arena *arena, struct journal_entry *ret_entry,
    struct error *err) CHECKED;
/* Takes a change back field by field where nothing touched it since; the rest is described in
 * ret_kept (one line each, may be NULL). Is itself a change, which *ret_entry tells ("undid: ...").
 * Redo is store_undo of an undo ("redid: ..."). A change taken back already is ERROR_REFUSED. */
bool store_undo(struct store *store, int64_t id, enum actor actor, struct key_list *touched,
    struct str *ret_kept, struct journal_entry *ret_entry, struct arena *arena,
    struct error *err) CHECKED;
/* Which rows did a change touch: (kind, key) pairs, for jumping to them. */
struct touched_row {
    enum kind kind;
    int64_t key;
};
struct touched_list ARRAY_OF(struct touched_row);
bool store_change_rows(struct store *store, int64_t id, int limit, struct touched_list *ret_rows,
    struct error *err) CHECKED;

/* --- care --- */
/* For doctor: a line a finding (`file: ok`); false with ERROR_FOUND where one is bad. */
bool store_check(struct store *store, struct str *ret_report, struct error *err) CHECKED;
/* A verified copy of the last commit, 0600; a file of that name is never replaced. */
bool store_backup(struct store *store, const char *path, struct error *err) CHECKED;
const char *store_library_version(void);
#define STORE_SCHEMA_VERSION 3

#endif
