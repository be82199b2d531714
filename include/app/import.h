/* Import: files in, rows of the book out (contract.md, Kinds of import): CSV, JSON, calendars. One
 * transaction a file. */
#ifndef APP_IMPORT_H
#define APP_IMPORT_H

#include "app/import_preview.h"
#include "app/session.h"

struct import_progress {
    const char *path;
    int64_t rows, of; /* of: rows of the file; 0 while they are counted, in its first reading */
};

struct import_options {
    const char *kind; /* NULL: guessed from the headers */
    const char *map;  /* a user's map file or NULL */
    bool dry_run;     /* in a copy of the book: no lock is taken, and it may be read-only */
    bool overwrite, blank_erases;
    const char *encoding; /* NULL: found */
    char delimiter;       /* 0: found */
    const char *dates;    /* dmy, mdy, ymd or NULL */
    const char *numbers;  /* comma, point or NULL */
    int new_days;         /* contracts that began so many days ago are new still (model.md E1) */
    /* `HEADER=FIELD` each: what a column is, whatever the maps say of it; a role of a map too,
     * `fact` or `ignored`. */
    const char *const *columns;
    int column_count;
    bool asked_first; /* dates and numbers go before what an earlier import of the source proved */
    /* Called now and then, at most ten times a second; false stops, nothing of this file is kept.
     */
    bool (*progress)(void *context, const struct import_progress *progress);
    /* The same question without a word, asked every few rows; or NULL. */
    bool (*is_stopped)(void *context);
    void *context;
};

struct import_reject {
    int line;           /* where the row begins */
    const char *column; /* header or "" */
    const char *why;
};
struct import_reject_list ARRAY_OF(struct import_reject);

struct import_report {
    const char *path;
    bool taken; /* false: error says why, nothing was read into the book */
    struct error error;
    const char *kind, *encoding, *date_order; /* NULL where not known */
    char delimiter;
    int header_line; /* 0: there is no one header row */
    int64_t created, updated, unchanged, rejected;
    struct import_reject_list rejects; /* the first 10,000 */
    struct str notes; /* a line each: columns not taken, `kept`, MRR x 12, absent, contradictions */
    struct str fact_columns; /* joined by ", " */
    struct str kept_fields;
    int64_t absent;
    int open_columns;               /* not taken: their number form or date order is open; exit 1 */
    int open_days;                  /* of these: columns of days */
    int64_t change_id;              /* 0: nothing changed */
    struct import_preview *preview; /* of a dry run of rows, else NULL */
};
struct import_report_list ARRAY_OF(struct import_report);

/* The plan of a Salesforce tree (NAME-plan.json) is the files that it names, in its order; what is
 * no plan, or cannot be read, stays. In the arena. */
void import_expand(const char *const *paths, int count, struct arena *arena,
    const char *const **ret_paths, int *ret_count);

/* Files are taken in the order accounts, contracts, contacts, the rest. `-` is standard input.
 * Up to 2,000 touched accounts are scored at the end, more are left to whoever reads the book next.
 * False only where the maps cannot be read or a dry run cannot begin; faults of files, and a book
 * that took no more, are in the reports. Everything lives in the arena. */
bool import_files(struct session *session, const char *const *paths, int count,
    const struct import_options *options, struct arena *arena,
    struct import_report_list *ret_reports, struct error *err) CHECKED;

/* The end of what is said of a row that names no account, and what to do about it; marked, not
 * translated. */
extern const char *const import_names_none;
extern const char *const import_no_account; /* `no account %s` */

#endif
