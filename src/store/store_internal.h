/* What the files of this room share. */
#ifndef STORE_INTERNAL_H
#define STORE_INTERNAL_H

#include <sqlite3.h>
#include <sys/types.h>
#include "core/search.h"
#include "store/scoring.h"
#include "store/tasks.h"

#define STORE_APPLICATION_ID 1684169323 /* "dbok" */

/* The full-text index: it keeps no texts of its own, and its rows are the entries of core/search.
 */
#define SQL_CREATE_INDEX                                                                           \
    "CREATE VIRTUAL TABLE entry_fts USING fts5(text, names, people, tags, facts, content='',"      \
    " tokenize='unicode61 remove_diacritics 2', prefix='2 3')"

/* All that the choices of open tasks look at (store/tasks.h). */
#define SQL_TASK_WANTED_INDEX                                                                      \
    "CREATE INDEX task_wanted ON task(kind, waiting_on, chase, due, at, status)"                   \
    " WHERE status IS NOT 'done' AND status IS NOT 'cancelled'"

/* Notes of a calendar by what it calls them. */
#define SQL_CREATE_NOTE_MEETING                                                                    \
    "CREATE INDEX note_meeting ON note(meeting) WHERE meeting IS NOT NULL"

/* Where the moments of the timeline stand: core/timeline.h. Account: of what its rows do not tell.
 */
#define SQL_CREATE_MOMENT                                                                          \
    "CREATE TABLE moment(source INTEGER NOT NULL, day INTEGER NOT NULL, key INTEGER NOT NULL,"     \
    " part INTEGER NOT NULL, account INTEGER, PRIMARY KEY(source, day, key, part)) STRICT,"        \
    " WITHOUT ROWID"
#define SQL_INDEX_MOMENT                                                                           \
    "CREATE INDEX moment_account ON moment(account, day) WHERE account IS NOT NULL"

/* An account has one row a signal that is not history: by SIGNAL_OUTCOME, see store_put_signals. */
#define SQL_SIGNAL_ACCOUNT "CREATE INDEX signal_account ON signal(account, signal)"

/* The forecast of a contract line as it stood from that day on: a row only where it differs from
 * the one before. line: its key, or minus the key of the account whose implied line it is; amounts
 * in the book's currency. */
#define SQL_CREATE_FORECAST                                                                        \
    "CREATE TABLE forecast(line INTEGER NOT NULL, day INTEGER NOT NULL,"                           \
    " account INTEGER NOT NULL REFERENCES account(key) DEFERRABLE INITIALLY DEFERRED,"             \
    " state TEXT NOT NULL, ends INTEGER, target INTEGER, amount INTEGER, uplift REAL,"             \
    " probability REAL, category TEXT, PRIMARY KEY(line, day)) STRICT, WITHOUT ROWID"
#define SQL_INDEX_MONEY                                                                            \
    "CREATE INDEX forecast_account ON forecast(account);"                                          \
    "CREATE INDEX movement_account ON movement(account, date);"                                    \
    "CREATE UNIQUE INDEX movement_id ON movement(id);"                                             \
    "CREATE INDEX renewal_account ON renewal(account, ends);"                                      \
    "CREATE UNIQUE INDEX renewal_id ON renewal(id);"                                               \
    "CREATE INDEX reference_account ON reference(account);"                                        \
    "CREATE UNIQUE INDEX reference_id ON reference(id)"

/* From which day on the snapshots of an account are to be computed anew. */
#define SQL_CREATE_LATE                                                                            \
    "CREATE TABLE late(account INTEGER PRIMARY KEY, day INTEGER NOT NULL) STRICT"

/* Fixed statements: statements_internal.def. */
enum statement {
#define STATEMENT(ident, sql) SQL_##ident,
#include "statements_internal.def"
#undef STATEMENT
    STATEMENT_COUNT
};

/* Statements that every kind has: kind_sql.c. */
enum kind_statement {
    KIND_SQL_CREATE,
    KIND_SQL_INSERT,       /* key, rev, the stored fields, for accounts the folded name */
    KIND_SQL_FEED,         /* the same of all rows that the feed holds */
    KIND_SQL_FEED_TABLE,   /* how the feed looks to SQLite */
    KIND_SQL_UPDATE,       /* ?1 key, ?2 rev, ?3... the stored fields */
    KIND_SQL_DELETE,       /* ?1 key */
    KIND_SQL_RAW,          /* stored fields alone; ?1 key */
    KIND_SQL_GET,          /* accounts with score; ?1 key */
    KIND_SQL_ID,           /* ?1 id */
    KIND_SQL_NATURAL,      /* ?1 natural key */
    KIND_SQL_CHILDREN,     /* ?1 account, or NULL */
    KIND_SQL_CHILD_KEYS,   /* ?1 account */
    KIND_SQL_NEXT_ACCOUNT, /* with any rows, behind ?1 */
    KIND_SQL_EACH,
    KIND_SQL_FROM, /* stored fields alone; ?1 the first key */
    KIND_SQL_COUNT_ROWS,
    KIND_SQL_LAST_KEY,
    KIND_SQL_EXISTS,  /* ?1 key */
    KIND_SQL_SET_REV, /* ?1 key, ?2 rev */
    KIND_SQL_COUNT
};
extern const char *const store_kind_sql[KIND_COUNT][KIND_SQL_COUNT];
extern const char *const *const store_field_updates[KIND_COUNT]; /* ?1 key, ?2 rev, ?3 value */
/* Key and value of every account, by key; the second where some have no score yet. */
extern const char *const store_account_columns[ACCOUNT_KEPT];
extern const char *const store_account_columns_joined[ACCOUNT_KEPT];
extern const char *const store_score_updates[ACCOUNT_KEPT - ACCOUNT_STORED]; /* ?1 key, ?2 value */

/* The names under which counters stand in meta. */
struct counter_names {
    const char *next_key;
    const char *next_id;
};
extern const struct counter_names store_counter_names[KIND_COUNT];

/* The kind that a link field points at. */
enum kind store_link_target(enum kind kind, int field);

/* The journal entry being written. Inserts of one kind with running keys become one range. */
struct journal {
    int64_t id; /* 0: none is being written */
    int64_t seq;
    int64_t rows;
    int64_t rows_before; /* of an entry that goes on; else 0 */
    enum actor actor;
    int64_t account;
    int64_t undoes;
    bool has_range;
    enum kind kind;
    int64_t first;
    int64_t last;
};

/* What the full-text index is still to be told in this transaction: in the order of its entries,
 * since any other way would make it write out what it gathered at every step. */
struct index_word {
    int64_t entry;
    size_t turn; /* the order in which they came */
    bool removed;
    size_t at; /* of its texts in `bytes` */
    size_t lens[SEARCH_COLUMNS];
};
struct index {
    struct index_words ARRAY_OF(struct index_word) words;
    struct str bytes;
    struct search_texts texts; /* of the row at hand */
    bool tuned;                /* for many rows */
    bool is_left_alone;        /* SQLite merges nothing by itself: index_pieces.c */
    bool has_turn;             /* this write merges some pieces */
    int64_t pieces_kept;       /* as many were left when there was nothing to merge */
    /* Rows of a kind from this key on are not in the index yet; 0: all are. */
    bool knows_later[KIND_COUNT];
    bool later_moved[KIND_COUNT];
    int64_t later[KIND_COUNT];
    int64_t put_off[KIND_COUNT]; /* rows, in this transaction */
};

/* What this write transaction did for an account (marks.c). */
struct account_mark {
    int64_t account; /* 0: free */
    bool unscored;   /* marked so, and not scored since */
    bool waits;      /* but not in the file yet: store_marks_settle */
    day_number late; /* noted as late from that day on; DAY_NONE: not */
    bool late_waits; /* but not in the file yet: store_late_settle */
};
struct account_marks {
    struct account_mark *items;
    size_t count, room; /* room: a power of two */
    size_t waiting;
};

/* Between these two accounts none has rows: sweep.c. By kind, and of what came late. */
struct gap {
    int64_t after, before;
};
enum { GAP_LATE = KIND_COUNT, GAP_COUNT };

struct store {
    sqlite3 *db;
    char *path;
    bool read_only;
    bool throw_away;
    bool is_copy;   /* of copy.c: a file without a name */
    bool rewinding; /* what is written leaves no journal and tells no moment of its own */
    dev_t device;   /* what its name stood for when it was opened: place.c */
    ino_t inode;
    char *sealed; /* why nothing may be written any more, or NULL */
    int busy_timeout_ms;
    void (*told)(void *context, bool writes); /* see store_beside */
    void *told_context;
    int patience_ms;
    bool has_told;                  /* that it writes */
    bool gave_up;                   /* such a wait was in vain */
    bool (*is_left)(void *context); /* see store_leave_when; or NULL */
    bool is_whole;                  /* what runs now is not left */
    void *leaving;
    void (*before_write)(void *context); /* see store_before_writes; or NULL */
    void *before_context;
    int64_t (*stamp)(void);

    bool has_today;
    day_number today; /* of what is written into the timeline */

    int depth; /* of nested begins */
    bool writing;
    bool bulk;            /* between bulk_begin and bulk_end */
    bool many;            /* settings for many rows are on */
    unsigned uncomputed;  /* the same of what is computed: score.c */
    uint64_t empty_kinds; /* while many rows are taken back: kinds of which there is no row */
    uint64_t writes;      /* moves with every commit of ours: what is cached from before is stale */
    uint64_t namings;     /* see store/names.h */

    /* Read when first needed in a write transaction, written back by its commit. */
    bool has_counter[KIND_COUNT];
    int64_t next_key[KIND_COUNT];
    int64_t next_id[KIND_COUNT];
    bool has_totals;
    struct totals totals;
    struct account_marks marks;
    int64_t newborn; /* accounts from that key on are new and have no score to mark; 0: none */
    struct metrics_seen {
        bool read, there, moved;
        uint64_t bits;
        day_number usage_feed;
    } seen;

    struct index index;
    struct tokenizer *tokenizer; /* of the full-text index, when first asked for */

    struct journal journal;
    struct key_list *touched; /* of the caller, while a change is applied */
    struct arena scratch;     /* cleared row by row */
    struct key_list names;    /* new keys under -1, -2, ... of the change being applied */

    /* Of tasks, kept in step with what is written here; another program's writes end it. */
    struct task_tally {
        bool known;
        day_number today;
        int64_t version;
        struct task_counts counts;
    } tally;

    struct key_list cached_keys; /* of cached_order, for pages far down */
    enum store_order cached_order;
    uint64_t cached_writes;
    int64_t cached_version;

    bool sweeps; /* between store_sweep_begin and _end */
    struct gap gaps[GAP_COUNT];
    struct reading_list readings; /* while SQLite hands them over: readings.c */
    struct arena *readings_arena;

    struct lent *lent;          /* the rows of a book in the making, or NULL: lend.c */
    struct feed *feeds;         /* by kind, once the first was asked for */
    uint64_t bound[KIND_COUNT]; /* fields that are not NULL in the statement of new rows */
    sqlite3_stmt *statements[STATEMENT_COUNT];
    sqlite3_stmt *kind_statements[KIND_COUNT][KIND_SQL_COUNT];
    sqlite3_stmt *field_updates[KIND_COUNT][64];
    sqlite3_stmt *orders[ORDER_COUNT];
    sqlite3_stmt *columns[2][ACCOUNT_KEPT];
    sqlite3_stmt *scores[ACCOUNT_KEPT - ACCOUNT_STORED];
};

/* --- fault.c --- */
/* Fills *err from what SQLite said last and returns false. `doing` says what was tried. */
bool store_fault(struct store *store, const char *doing, struct error *err);
/* For a lock that another holds; 0: not at all. */
void store_wait_at_most(sqlite3 *db, int ms);
const char *store_folder_vfs(void);         /* folder.c: how a book is opened; may be NULL */
void store_note_place(struct store *store); /* place.c: after opening */
/* Within a write: false, and sealed, if another daybook brought the book up to date meanwhile. */
bool store_check_schema(struct store *store, struct error *err) CHECKED;
/* number: errno, as the system said it; 0: it said nothing. */
bool store_system_fault(int number, const char *path, const char *doing, struct error *err);
bool store_fault_of(sqlite3 *db, int code, const char *path, const char *doing, struct error *err);

/* --- statement.c: each prepares on first use; NULL with *err filled on failure --- */
sqlite3_stmt *store_statement(struct store *store, enum statement which, struct error *err);
sqlite3_stmt *store_kind_statement(
    struct store *store, enum kind kind, enum kind_statement which, struct error *err);
sqlite3_stmt *store_prepared(
    struct store *store, sqlite3_stmt **slot, const char *sql, struct error *err);
void store_finalize_all(struct store *store);
/* Binds; parameters count from 1. Text is borrowed until the statement is reset. */
void store_bind(sqlite3_stmt *statement, int at, struct value value);
void store_bind_integer(sqlite3_stmt *statement, int at, int64_t integer);
void store_bind_text(sqlite3_stmt *statement, int at, const char *text);
void store_bind_bytes(sqlite3_stmt *statement, int at, const char *text, size_t len);
void store_bind_blob(sqlite3_stmt *statement, int at, const struct str *bytes);
void store_bind_link(sqlite3_stmt *statement, int at, int64_t key); /* 0 is NULL */
/* Steps: *ret_row tells whether there is one; a statement without one more is reset. */
bool store_step(
    struct store *store, sqlite3_stmt *statement, bool *ret_row, struct error *err) CHECKED;
/* Runs to the end and resets. */
bool store_run(struct store *store, sqlite3_stmt *statement, struct error *err) CHECKED;
bool store_run_plain(struct store *store, enum statement which, struct error *err) CHECKED;
/* The same with ?1, and with ?1 and ?2. */
bool store_run_for(
    struct store *store, enum statement which, int64_t number, struct error *err) CHECKED;
bool store_run_for_two(struct store *store, enum statement which, int64_t first, int64_t second,
    struct error *err) CHECKED;
/* On its first row with ?1, which the caller reads and then resets; NULL: it failed. */
sqlite3_stmt *store_found(
    struct store *store, enum statement which, int64_t number, bool *ret_row, struct error *err);
struct value store_value(sqlite3_stmt *statement, int column, struct arena *arena);
/* One integer of a statement that gives at most one row; otherwise `absent`. */
bool store_integer(struct store *store, sqlite3_stmt *statement, int64_t absent,
    int64_t *ret_integer, struct error *err) CHECKED;
/* All first columns. */
bool store_collect_keys(struct store *store, sqlite3_stmt *statement, struct key_list *ret_keys,
    struct error *err) CHECKED;

/* --- rows.c --- */
/* The row that the statement stands on: key, rev, then values. */
struct row *store_row(sqlite3_stmt *statement, enum kind kind, int columns, struct arena *arena);
/* All rows of a bound statement that gives rows of a kind. */
bool store_collect_rows(struct store *store, sqlite3_stmt *statement, enum kind kind,
    struct arena *arena, struct row_list *ret_rows, struct error *err) CHECKED;
/* Stored fields alone; NULL where there is no such row. */
bool store_get_raw(struct store *store, enum kind kind, int64_t key, struct arena *arena,
    struct row **ret_row, struct error *err) CHECKED;
/* The columns day, health, coverage, band, model from that one on. */
struct snapshot store_snapshot(sqlite3_stmt *statement, int at);
void store_list_push(struct arena *arena, struct row_list *rows, struct row *row);

/* --- transaction.c --- */
void store_tell_beside(struct store *store, bool writes); /* see store_beside */
bool store_may_write(struct store *store, struct error *err) CHECKED;

void store_note_naming(struct store *store); /* match.c; see store_namings */

/* --- gather.c: as the methods of a file of SQLite; each gives its code --- */
struct gather {
    const sqlite3_io_methods *usual;
    char *bytes;
    size_t used; /* of them, that are not in the file yet */
    sqlite3_int64 at;
};
int gather_write(
    struct gather *gather, sqlite3_file *file, const void *bytes, int len, sqlite3_int64 at);
int gather_read(struct gather *gather, sqlite3_file *file, void *bytes, int len, sqlite3_int64 at);
int gather_truncate(struct gather *gather, sqlite3_file *file, sqlite3_int64 size);
int gather_sync(struct gather *gather, sqlite3_file *file, int flags);
int gather_size(struct gather *gather, sqlite3_file *file, sqlite3_int64 *ret_size);
int gather_close(struct gather *gather, sqlite3_file *file);

/* --- edit.c: one row, written with its index, its marks and its journal --- */
struct edit {
    enum kind kind;
    int64_t key;
    int64_t old_rev;
    int64_t new_rev;
    uint64_t mask;              /* of an update */
    const struct value *before; /* stored fields; update, delete */
    const struct value *after;  /* stored fields; insert, update (where masked) */
};
bool store_edit_insert(struct store *store, const struct edit *edit, struct error *err) CHECKED;
/* What goes with a new row that stands in its table already. */
bool store_edit_inserted(struct store *store, const struct edit *edit, struct error *err) CHECKED;
bool store_edit_update(struct store *store, const struct edit *edit, struct error *err) CHECKED;
/* Takes with it what hangs on the row. */
bool store_edit_delete_row(struct store *store, const struct row *row, struct error *err) CHECKED;
bool store_edit_delete(struct store *store, enum kind kind, int64_t key, struct error *err) CHECKED;
bool store_next_key(
    struct store *store, enum kind kind, int64_t *ret_key, struct error *err) CHECKED;
bool store_next_id(
    struct store *store, enum kind kind, int64_t *ret_number, struct error *err) CHECKED;
bool store_save_counters(struct store *store, struct error *err) CHECKED;

/* --- feed.c: many new rows of a kind by one statement, which asks for them one by one: less than
 * half of what a statement a row costs --- */
struct feed {
    struct store *store;
    enum kind kind;
    const struct change_row *rows; /* values settled: links are keys */
    size_t count, at;
};
/* Inserts rows[from...]; *ret_done rows of them are in, all unless *ret_taken says that the unique
 * id of the next one is taken. */
bool store_feed(struct store *store, const struct change_row *rows, size_t count, size_t *ret_done,
    bool *ret_taken, struct error *err) CHECKED;

/* --- lend.c: what store_dossier reads instead of the file while rows are lent --- */
/* NULL: it has a score already, and the file tells it. */
bool store_lent_account(struct store *store, int64_t account, struct arena *arena,
    struct row **ret_row, struct error *err) CHECKED;
void store_lent_rows(const struct lent *lent, enum kind kind, int64_t account, struct arena *arena,
    struct row_list *ret_rows);
/* Those since a day, and the last ten. */
void store_lent_notes(const struct lent *lent, int64_t account, day_number oldest,
    struct arena *arena, struct row_list *ret_notes);
/* Those since a day, and the last one of each metric. */
void store_lent_readings(const struct lent *lent, int64_t account, day_number oldest,
    struct arena *arena, struct reading_list *ret_readings);

/* --- readings.c: those of an account since a day, and the last one of each metric --- */
bool store_read_readings(struct store *store, int64_t account, day_number oldest,
    struct arena *arena, struct reading_list *ret_readings, struct error *err) CHECKED;

/* --- sweep.c: of a kind, or GAP_LATE --- */
/* Is it known that this account has no rows of that? */
bool store_sweep_skips(const struct store *store, int kind, int64_t account);
/* It was asked and has none: how far is that so? */
bool store_sweep_lacks(struct store *store, int kind, int64_t account, struct error *err) CHECKED;

/* --- apply.c --- */
bool store_apply_rows(struct store *store, struct change *change, struct error *err) CHECKED;
/* Its parts: a key for each new row; then rows of one kind, one after the other, by one statement.
 */
bool store_give_keys(struct store *store, struct change *change, struct error *err) CHECKED;
bool store_insert_rows(struct store *store, struct change *change, size_t from, size_t count,
    struct error *err) CHECKED;
/* Links of a row of the change whose rows got keys last: keys, where they were names. */
bool store_resolve_links(struct store *store, struct change_row *row, struct error *err) CHECKED;
bool store_check_links(struct store *store, struct error *err) CHECKED;
/* bulk.c: settings for many rows in one transaction. begin, then end before the commit and forget
 * after it; a rollback forgets by itself. */
void store_begin_many(struct store *store);
bool store_end_many(struct store *store, struct error *err) CHECKED;
void store_forget_many(struct store *store);
bool store_forget_book_facts(struct store *store, struct error *err) CHECKED; /* book.c */

/* --- index.c: the full-text index, told of each row that is written. What it is told is gathered
 * and goes into it before the commit --- */
bool store_index_row(struct store *store, enum kind kind, int64_t key, const struct value *values,
    bool removed, struct error *err) CHECKED;
/* A new row of a large import: it may wait, unless it is a note. */
bool store_index_new(struct store *store, enum kind kind, int64_t key, const struct value *values,
    struct error *err) CHECKED;
/* After a write that failed: the index forgets it. */
void store_index_recover(struct store *store);
bool store_index_flush(struct store *store, struct error *err) CHECKED;
bool store_index_usual(struct store *store, struct error *err) CHECKED; /* after many rows */
bool store_index_tune(
    struct store *store, const char *name, int64_t value, struct error *err) CHECKED;
bool store_index_leave_alone(struct store *store, struct error *err) CHECKED;
bool store_index_merge_some(struct store *store, struct error *err) CHECKED;
void store_index_note_change(struct store *store, int64_t change, enum actor actor);
void store_index_forget(struct store *store); /* after a rollback or a commit */
void store_index_fini(struct store *store);
/* --- index_later.c: rows that the index is told of later --- */
bool store_index_waits(struct store *store, enum kind kind, int64_t key, bool *ret_waits,
    struct error *err) CHECKED; /* is this row not in it yet? */
void store_index_put_off(struct store *store, enum kind kind, int64_t key);
bool store_index_settle(struct store *store, struct error *err) CHECKED; /* before the commit */

/* --- check_index.c --- */
bool store_check_index(struct store *store, bool *ret_agrees, struct error *err) CHECKED;

/* --- tokenizer.c: the words of a text as the index sees them --- */
struct token {
    const char *text; /* folded */
    size_t len;
    size_t from, to; /* bytes of the text it was in */
};
/* Returns false to stop. */
typedef bool (*token_fn)(void *context, const struct token *token);
bool store_tokens(struct store *store, const char *text, size_t len, token_fn fn, void *context,
    struct error *err) CHECKED;
void store_tokenizer_free(struct store *store);

/* --- journal.c --- */
bool store_journal_begin(struct store *store, struct error *err) CHECKED; /* fills journal.id */
bool store_journal_again(struct store *store, int64_t id, struct error *err) CHECKED;
bool store_journal_insert(
    struct store *store, enum kind kind, int64_t key, int64_t rev, struct error *err) CHECKED;
bool store_journal_row(
    struct store *store, enum change_op op, const struct edit *edit, struct error *err) CHECKED;
bool store_journal_end(
    struct store *store, const char *summary, int64_t *ret_id, struct error *err) CHECKED;
/* One row of the journal, read back. Values live in the arena. */
struct journal_row {
    enum change_op op;
    enum kind kind;
    int64_t key, last_key;
    int64_t rev;     /* before; 0 for an insert */
    int64_t new_rev; /* after */
    uint64_t mask;
    struct value *before, *after; /* stored fields, or NULL */
};
void store_journal_read(
    sqlite3_stmt *statement, int64_t change, struct arena *arena, struct journal_row *ret_row);
bool store_journal_get(struct store *store, int64_t id, struct arena *arena,
    struct journal_entry *ret_entry, struct error *err) CHECKED;
void store_journal_entry(
    sqlite3_stmt *statement, struct arena *arena, struct journal_entry *ret_entry);

/* --- undo.c: one entry, while rewinding; inserts of `stays` (bits of kinds) are left as they are
 * --- */
bool store_take_back(struct store *store, int64_t id, uint64_t stays, struct error *err) CHECKED;

/* --- rewind_dated.c: before the first entry days in rows are all there is --- */
bool store_rewind_dated(struct store *store, day_number day, struct error *err) CHECKED;
bool store_rewind_money(struct store *store, day_number day, struct error *err) CHECKED;
/* --- rewind_signals.c: what the rules wrote of signals is in no journal. Before the first write of
 * a day, where that changes whether a signal is open or since when, its state is put into a place
 * of its own --- */
bool store_signal_was(struct store *store, int64_t key, const struct row *before,
    struct error *err) CHECKED; /* before NULL: it is new */
bool store_rewind_signals(struct store *store, day_number day, struct error *err) CHECKED;

/* --- tasks.c: before and after a row is written, where it was counted before --- */
/* sign -1: as it stands it is counted no more; 1: as it stands now it is. */
bool store_tally_move(
    struct store *store, enum kind kind, int64_t key, int sign, struct error *err) CHECKED;

/* --- moments.c: after a row was written, with its journal --- */
bool store_moments_new(struct store *store, const struct edit *edit, struct error *err) CHECKED;
bool store_moments_moved(struct store *store, const struct edit *edit, struct error *err) CHECKED;
bool store_moments_gone(struct store *store, const struct edit *edit, struct error *err) CHECKED;
bool store_moment_import(struct store *store, int64_t change, struct error *err) CHECKED;
bool store_moment_signal(struct store *store, const struct row *signal, int64_t key,
    struct value since, struct error *err) CHECKED;
/* It went away by itself: it is told only if somebody handled it. */
bool store_moment_signal_over(
    struct store *store, const struct row *old, struct error *err) CHECKED;
bool store_moment_health(
    struct store *store, int64_t account, day_number day, bool told, struct error *err) CHECKED;

/* --- codec.c: values under a mask as bytes --- */
void store_pack(struct str *out, uint64_t mask, const struct value *values, int count);
/* False: not what store_pack wrote. Fields out of the mask are unknown. */
bool store_unpack(const void *bytes, size_t len, struct arena *arena, uint64_t *ret_mask,
    struct value *values, int count) CHECKED;
void store_pack_integer(struct str *out, int64_t integer);
bool store_unpack_integer(
    const unsigned char **at, const unsigned char *end, int64_t *ret_integer) CHECKED;

/* --- totals.c --- */
/* What an account adds to the totals: kept beside its score, since by the time that it is taken
 * back the account may read otherwise. Bits of score.counted. */
enum contribution {
    COUNTED = 1 << 0,
    COUNTED_BAND = 3 << 1, /* enum health_band */
    COUNTED_AT_RISK = 1 << 3,
    COUNTED_ONBOARDING = 1 << 4,
    COUNTED_WITHOUT_RATE = 1 << 5,
    COUNTED_LISTED = 1 << 6,
    COUNTED_SNOOZED = 1 << 7,
    COUNTED_NO_DATA = 1 << 8,
    COUNTED_DECIDING = 1 << 9,
};
int64_t store_contribution(const struct row *account);
/* sign is 1 or -1. */
bool store_totals_move(
    struct store *store, int64_t contribution, int64_t arr, int sign, struct error *err) CHECKED;
bool store_totals_load(struct store *store, struct error *err) CHECKED;
bool store_totals_save(struct store *store, struct error *err) CHECKED;
/* From the scores, not from the stored row. */
bool store_count_totals(struct store *store, struct totals *ret_totals, struct error *err) CHECKED;

/* --- score.c --- */
/* Accounts that were never scored have no score row: how many? */
bool store_scoreless(struct store *store, int64_t *ret_count, struct error *err) CHECKED;
bool store_score_drop(struct store *store, int64_t account, struct error *err) CHECKED;
/* Which tables of computed things have no row: they are not asked while many rows go. */
bool store_find_uncomputed(struct store *store, struct error *err) CHECKED;
bool store_mark(struct store *store, int64_t account, struct error *err) CHECKED;
/* Marks that wait for a score in the same write: into the file. Before the commit, and before
 * scored_on is read. */
bool store_marks_settle(struct store *store, struct error *err) CHECKED;
/* A row of a dated kind was written, or is gone: is it of a past that has snapshots? */
bool store_late_note(
    struct store *store, enum kind kind, const struct value *values, struct error *err) CHECKED;
bool store_late_settle(struct store *store, struct error *err) CHECKED; /* of many, at their end */
/* The metrics that the book ever had, as bits of health inputs, and the last day of usage. */
bool store_metrics_seen(
    struct store *store, uint64_t *ret_bits, day_number *ret_usage_feed, struct error *err) CHECKED;
/* A reading is new; one was changed or deleted. */
bool store_seen_new(struct store *store, const struct value *values, struct error *err) CHECKED;
bool store_seen_gone(struct store *store, struct error *err) CHECKED;
bool store_seen_save(struct store *store, struct error *err) CHECKED; /* before the commit */
bool store_late_drop(struct store *store, int64_t account, struct error *err) CHECKED;
char *store_folded(struct arena *arena, struct value name); /* NULL for unknown */

/* --- open.c, create.c, migrate.c --- */
bool store_create_file(const char *path, bool throw_away, struct error *err) CHECKED;
/* The one that holds path. Some file systems cannot, and then nothing more can be done. */
bool store_sync_folder(const char *path);
bool store_make_folders(const char *path, struct error *err) CHECKED;
bool store_folder_of(const char *path, struct str *ret_folder);
bool store_migrate(sqlite3 *db, const char *path, int version, struct error *err) CHECKED;
bool store_create_schema(sqlite3 *db, const char *path, struct error *err) CHECKED;
/* The same without what store_make_indexes adds. */
bool store_create_first(sqlite3 *db, const char *path, struct error *err) CHECKED;
/* Pragmas and limits of every connection. Touches no page. */
bool store_defend(sqlite3 *db, const char *path, struct error *err) CHECKED;
/* A verified copy under a name that is not there yet. */
/* A file of ours that is no book yet, and the journal that a failure left of it. */
void store_remove_made(const char *path);
bool store_copy(sqlite3 *from, const char *path, struct error *err) CHECKED; /* backup.c */
/* The book as it is before a migration, under path, or path-2, path-3 ... where another stands
 * there; one of the same bytes is enough. None, if the book is of that schema no more. */
bool store_keep_schema(sqlite3 *from, const char *path, int version, struct error *err) CHECKED;
bool store_copy_onto(sqlite3 *from, sqlite3 *to, const char *path, struct error *err) CHECKED;

/* Until the next call. */
struct account_mark *store_mark_of(struct store *store, int64_t account);
/* It is scored, or has no score to be marked (unscored): nothing waits any more. */
void store_marked(struct store *store, struct account_mark *mark, bool unscored);
void store_marks_forget(struct store *store);
void store_marks_fini(struct store *store);

#endif
