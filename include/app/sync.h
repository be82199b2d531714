/* Sources: commands of the user's whose output is imported (contract.md, sync). What each came to
 * is kept in the book, where every program that opens it sees it. */
#ifndef APP_SYNC_H
#define APP_SYNC_H

#include "app/import.h"
#include "files/sources_file.h"

#define SYNC_MOST_BYTES (INT64_C(1) << 30) /* of what one command prints */

enum sync_state {
    SYNC_NEVER, /* it did not run on this book yet */
    SYNC_DONE,
    SYNC_PART, /* rows were rejected, or a column could not be read */
    SYNC_FAILED
};
struct sync_last {
    enum sync_state state;
    minute_number at;      /* when the last run ended; MINUTE_NONE: never */
    minute_number good_at; /* the last one that imported */
    int64_t created, updated, unchanged, rejected;
    const char *why; /* SYNC_FAILED: one sentence; else "" */
};

struct sync_source {
    struct source source;
    const char *command; /* its words, those with blanks in quotes */
    struct sync_last last;
    bool is_due;          /* the last good run is older than `every` */
    minute_number due_at; /* MINUTE_NONE: it has no `every`, or is due now */
};
struct sync_list {
    struct sync_source *items; /* in the order of the file */
    int count;
    int due;             /* how many are */
    const char *path;    /* of sources.yaml, there or not; NULL: there is no config folder */
    bool is_there;       /* the file */
    const char *ignored; /* why it was left alone; NULL: it was not */
};
/* Everything lives in the arena. False: it cannot be read, or has faults (all in `faults`, the
 * first in *err). */
bool sync_read(struct session *session, struct arena *arena, struct fault_list *faults,
    struct sync_list *ret_list, struct error *err) CHECKED;
/* The source of that name; ERROR_NOT_FOUND names the nearest. */
bool sync_find(const struct sync_list *list, const char *name,
    const struct sync_source **ret_source, struct error *err) CHECKED;

/* How far a run is. */
struct sync_step {
    const char *name;
    bool imports;     /* the command has ended well */
    int64_t bytes;    /* printed so far */
    int64_t rows, of; /* read of it so far, while it imports; of: 0 while they are counted */
};
struct sync_options {
    bool dry_run;
    /* At most ten times a second; false stops: the command is ended, nothing is imported. */
    bool (*progress)(void *context, const struct sync_step *step);
    void *context;
};
/* Runs it and imports what it printed, as one change. report.path is the source's name;
 * report.taken false: report.error says why, and nothing was imported. All in the arena. */
struct sync_result {
    struct import_report report;
    bool stopped;
};
void sync_run(struct session *session, const struct sync_source *source,
    const struct sync_options *options, struct arena *arena, struct sync_result *ret_result);

/* `12 created, 3 updated, 4 unchanged, 0 rejected`, or why it failed. Appends. */
void sync_words(const struct sync_last *last, struct str *out);
/* `10m`, `12h`, `2d`: appends. */
void sync_age_words(int minutes, struct str *out);

#endif
