/* What the files of the import share. One import_run is a call, an import_file one of its files, an
 * import_pass the second reading of that file, in one transaction. */
#ifndef APP_IMPORT_INTERNAL_H
#define APP_IMPORT_INTERNAL_H

#include "app/app_internal.h"
#include "app/import.h"
#include "core/ledger.h"
#include "core/merge.h"
#include "files/table_file.h"

#define IMPORT_MOST_ROWS 4000000 /* below the header: what 200 MB of memory hold */
#define IMPORT_MOST_REJECTS 10000
#define IMPORT_MOST_TOLD 50 /* contradictions and the like, a line each */
#define IMPORT_TWICE (-1)   /* in an index: two accounts have it, so it names none */

/* --- import_index.c: hashes of texts, each with a number --- */
struct import_index {
    struct import_index_part *parts; /* NULL: nothing is in it */
    size_t count;
};
void import_index_fini(struct import_index *index);
uint64_t import_hash(const char *text); /* never 0 */
uint64_t import_hash_parts(const int64_t numbers[2], const char *a, const char *b);
uint64_t import_hash_folded(const char *text); /* case and accents do not count */
int32_t *import_index_at(struct import_index *index, uint64_t hash);       /* 0 where it is new */
int64_t import_index_get(const struct import_index *index, uint64_t hash); /* 0: not there */
/* Puts an account's key; a second one under the same hash makes it IMPORT_TWICE. */
void import_index_put(struct import_index *index, uint64_t hash, int64_t key);

/* --- the call --- */
struct import_accounts {
    bool read, emails_read;
    struct import_index ids, domains, emails;
    struct import_index own;       /* keys of accounts that no export gave an id */
    struct import_index own_names; /* of these, folded */
    struct import_index former;    /* items of the field `former` */
};

struct import_file {
    const char *path;
    struct import_report *report;
    struct table_file *table; /* NULL: the report's error says why */
    int list;                 /* of the table */
    bool is_part;             /* one of the lists of a file, whose table it is */
    int header_line;
    int64_t rows; /* below the header */
    struct merge_plan plan;
    struct import_index domains, names; /* of account rows without id: how often */
    int rank;                           /* accounts, contracts, contacts, the rest */
    int64_t called_off;                 /* meetings of a calendar */
    bool is_calendar;                   /* it has no rows and no columns: import_meetings.c */
    bool is_book;                       /* rows that only daybook knows: import_book.c */
    struct import_file *parts;          /* a JSON file of several lists: import_lists.c */
    int part_count;
};

/* What the files so far made of the book. */
struct import_entry {
    int64_t change_id; /* 0: nothing */
    const char *names, *last;
    int files;
    int64_t created, updated, last_created, last_updated;
    size_t moved; /* dates of playbooks */
    bool has_meetings;
    int64_t called_off;
};

/* Rows of a kind, over all files of the call that bring some. */
struct import_presence {
    bool begun;
    int64_t before;          /* rows of the book when the first of these files came */
    int files;               /* that are still to come */
    struct key_list matched; /* by those before the last one */
};

struct import_run {
    struct session *session; /* of a dry run one over a copy of the book */
    struct session *live;
    const struct import_options *options;
    struct arena *arena; /* of the reports */
    struct import_map map;
    struct import_file *files;
    int count;
    struct import_accounts accounts;
    struct key_list references; /* accounts of the rows of accounts files, 0 for none */
    size_t references_from;     /* where those of the last such file begin: row N at N - 1 */
    const char *references_of;  /* the folder of that file, or where it was looked for */
    struct import_index named;  /* by folder and name in a Salesforce tree: place in these + 1 */
    struct key_list touched;
    struct key_list created; /* accounts that are new in the book */
    struct import_presence presence[KIND_COUNT];
    struct import_entry entry;
    int64_t last_told_ms;
    int64_t rows_of; /* rows of the file at hand, once they were counted */
    bool stopped;
};

/* --- import_entry.c: one journal entry for all files --- */
bool import_entry_begin(struct import_run *run, struct error *err) CHECKED;
bool import_entry_end(struct import_run *run, const struct import_file *file, size_t moved,
    struct error *err) CHECKED;

/* --- import_plan.c: the first reading --- */
/* Opens, finds header and kind, and decides the columns. False: *err says why, of this file. */
bool import_plan_file(struct import_run *run, struct import_file *file, struct error *err) CHECKED;
/* The same of one list of an open file. */
bool import_plan_list(struct import_run *run, struct import_file *file, struct error *err) CHECKED;
void import_file_fini(struct import_file *file);
/* Puts the reader behind the header row. */
bool import_file_rewind(struct import_file *file, struct error *err) CHECKED;
/* What this source was found to be is kept for its next export. */
bool import_remember(struct import_run *run, struct import_file *file, struct error *err) CHECKED;

/* --- import_columns.c: columns that were named by hand --- */
/* Their rules before those of the maps. */
bool import_force_columns(struct import_run *run, struct error *err) CHECKED;
/* Each of them is a column of the file. */
bool import_columns_are_there(
    struct import_run *run, const struct import_file *file, struct error *err) CHECKED;

/* --- import_lists.c: a JSON file of several lists, each like a file of its kind, in one
 * transaction
 * --- */
bool import_plan_lists(struct import_run *run, struct import_file *file, struct error *err) CHECKED;
bool import_run_lists(struct import_run *run, struct import_file *file, struct error *err) CHECKED;

/* --- import_book.c: an export of ours with fields that no other program has --- */
bool import_is_book(
    struct import_run *run, struct import_file *file, bool *ret_is_book, struct error *err) CHECKED;
bool import_book_file(struct import_run *run, struct import_file *file, struct error *err) CHECKED;

/* --- import_meetings.c: an iCalendar file becomes prepared notes, in one change --- */
bool import_meetings_file(
    struct import_run *run, struct import_file *file, struct error *err) CHECKED;

/* --- import_links.c --- */
bool import_accounts_read(struct import_run *run, struct error *err) CHECKED;
void import_accounts_add(struct import_accounts *accounts, int64_t key, const struct row *account);
void import_accounts_fini(struct import_accounts *accounts);

struct import_pass;
/* The account that a row belongs to, 0 for none. *ret_said is what the row calls it, or NULL. */
bool import_link(struct import_pass *pass, int64_t *ret_account, const char **ret_said,
    struct error *err) CHECKED;

/* --- import_pass.c: the second reading --- */
struct import_newcomer { /* an account of the batch that has no key yet, in the batch's order */
    size_t reference;
    const struct row *row; /* in the batch's arena */
};
struct import_newcomer_list ARRAY_OF(struct import_newcomer);

/* import_nearby.c: what the book has of the account whose rows the file brings now. */
struct import_nearby {
    struct arena arena;
    int64_t account;
    int asked; /* readings of it, one after the other */
    bool has_all;
    struct row_list rows;
};
void import_nearby_fini(struct import_nearby *nearby);

struct import_pass {
    struct import_run *run;
    struct import_file *file;
    struct arena arena; /* of one row */
    struct merge_row row;
    struct merge_context context;
    struct merge_options merge;
    int line;
    const char *said; /* what the row calls its account, or NULL */
    struct change batch;
    struct import_newcomer_list newcomers;
    struct import_index seen_ids, seen_keys;
    struct key_list matched;
    struct key_list touched; /* accounts of this file's rows */
    size_t touched_limit;    /* beyond it they are sorted */
    size_t moved;            /* dates of playbooks that followed */
    struct import_nearby nearby;
    struct ledger_past_list pasts; /* lines that were touched, as they were before */
    struct key_list exchanging;    /* accounts between which lines moved */
    size_t closed;                 /* renewals that the file decided */
    bool book_has_rows, book_has_contracts;
    bool by_former;  /* the account of the row was found by an id of before a merge */
    bool only_match; /* nothing is written: which accounts are these rows? */
    bool names_kind; /* rows of several kinds: the preview says of each which one it is */
    int64_t told;
    uint64_t kept;
};
void import_reject(struct import_pass *pass, int line, const char *column, const char *why);
void import_tell(struct import_pass *pass, const char *text); /* `line N: text` into the notes */
/* The account that took in what a file still calls so (`id`, `contract`, `contact`, `key`); 0:
 * none.
 */
int64_t import_former(struct import_pass *pass, const char *what, const char *text);
/* Writes the batch, rows of a kind together, and leaves it as it is. */
bool import_put_batch(struct import_pass *pass, struct error *err) CHECKED;
bool import_run_file(struct import_run *run, struct import_file *file, struct error *err) CHECKED;
/* The keys of the rows of an accounts file that is not imported now. */
bool import_match_file(struct import_run *run, struct import_file *file, struct error *err) CHECKED;
/* A row of an accounts file that others call so: its place in run->references. */
void import_name_reference(struct import_run *run, const char *name, size_t place);
/* The folder of a file, "." for this one; in the arena of the run. */
const char *import_folder_of(struct import_run *run, const char *path);
/* False after a progress callback that wants to stop. */
bool import_may_go_on(
    struct import_run *run, const char *path, int64_t rows, struct error *err) CHECKED;

/* store_find_measure, asked by many rows in turn; good until the next call. */
bool import_find_reading(struct import_pass *pass, const struct reading_key *key,
    struct row **ret_row, struct error *err) CHECKED;

/* --- import_match.c --- */
struct import_identity {
    struct row *stored;  /* NULL: a new row */
    const char *natural; /* of a row without id, else NULL */
    bool is_former;      /* by an id of before a merge: it fills what is blank */
    bool is_merged;      /* of a line or a person that counts once now: it changes nothing */
    bool is_rejected;
};
bool import_identify(struct import_pass *pass, int64_t account,
    struct import_identity *ret_identity, struct error *err) CHECKED;

/* --- import_write.c --- */
/* Where the facts and readings of a row hang: keys of stored rows, or names in the batch. */
struct import_place {
    enum kind kind;
    int64_t account, owner;
    bool is_new;
};
/* The facts of pass->row: new ones are added, changed ones changed, blank ones left. */
bool import_write_facts(struct import_pass *pass, const struct import_place *place,
    bool *ret_changed, struct error *err) CHECKED;
enum import_result { IMPORT_UNCHANGED, IMPORT_UPDATED, IMPORT_CREATED };
/* The row into the batch. */
bool import_write_row(struct import_pass *pass, int64_t account,
    const struct import_identity *identity, enum import_result *ret_result,
    struct error *err) CHECKED;
bool import_write_readings(struct import_pass *pass, int64_t account,
    enum import_result *ret_result, struct error *err) CHECKED;

/* --- import_preview.c: nothing but where the report has a preview --- */
void import_preview_begin(struct import_run *run, struct import_file *file);
/* Of a file that has no columns of its own: a calendar, a book of ours. */
void import_preview_begin_bare(struct import_run *run, struct import_file *file);
/* Of one whose header names nothing that is known: its first row, with the second as samples. */
void import_preview_unknown(
    struct import_run *run, struct import_file *file, const struct csv_row *row, int number);
void import_preview_created(struct import_pass *pass);
/* The same by hand; texts are cleaned, shortened and copied. */
void import_preview_add_new(
    struct import_run *run, struct import_file *file, int line, const char *name);
void import_preview_add(
    struct import_run *run, struct import_file *file, const struct import_field_change *change);
void import_preview_changed(
    struct import_pass *pass, const struct row *stored, struct merge_delta delta);
/* A fact. */
void import_preview_value(
    struct import_pass *pass, const char *name, const char *before, const char *after);
void import_preview_reading(
    struct import_pass *pass, const char *metric, const struct row *before, double after);
/* How many changes are shown so far; a row all of whose readings are new is one new row instead. */
int import_preview_shown(const struct import_pass *pass);
void import_preview_all_new(struct import_pass *pass, int shown, int made);

/* --- import_after.c --- */
/* How many files bring rows of each kind. */
void import_count_files(struct import_run *run);
/* Rows of the book that neither this file nor one before it brought, counted by the last file of
 * their kind, and the first ones named. */
bool import_count_absent(struct import_pass *pass, struct error *err) CHECKED;
/* Currency of the book, facts, totals and scores, once all files are in. */
bool import_finish(struct import_run *run, struct error *err) CHECKED;

/* import_alike.c: a note where accounts that are new look like others. */
void import_tell_alike(struct import_run *run);

/* --- import_ledger.c --- */
/* A new account, by its name in the batch: what is recorded first. */
void import_record_new(struct import_pass *pass, uint64_t mask, int64_t name);
/* A new line, and a row that is about to change. */
void import_note_line(struct import_pass *pass, int64_t account);
/* A line that goes to another account: it comes new there. */
void import_note_move(struct import_pass *pass, const struct row *stored, int64_t account);
bool import_note_past(
    struct import_pass *pass, const struct row *stored, uint64_t mask, struct error *err) CHECKED;
/* A row that was exported before the line was renewed says nothing of its term (E6). */
bool import_leave_stale(
    struct import_pass *pass, const struct row *stored, struct error *err) CHECKED;
bool import_record(struct import_pass *pass, struct error *err) CHECKED;

/* import_follow.c: open steps get their dates anew where the file moved what they count from. */
bool import_follow_dates(struct import_pass *pass, struct error *err) CHECKED;
/* What this file touched is scored with that of the others, once all are read. */
void import_keep_touched(struct import_pass *pass);

#endif
