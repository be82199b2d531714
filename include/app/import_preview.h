/* What an import recognised and would do: for a dry run, and for the screen that asks before it
 * goes on (contract.md, Commands: import --dry-run). Texts live in the arena of import_files. */
#ifndef APP_IMPORT_PREVIEW_H
#define APP_IMPORT_PREVIEW_H

#include <stdbool.h>
#include <stdint.h>

#define IMPORT_MOST_SHOWN 50 /* of new rows, and of changed fields; all are counted */

struct import_column {
    const char *header; /* as written */
    const char *means;  /* `arr`, `arr = MRR x 12`, `account`, `measure nps`, `fact`, `left out` */
    const char *how; /* what was decided of its cells: `dmy`, `point`, `comma`, `percent`, or "" */
    const char *sample; /* a cell, one that can be read two ways first; "" the column is empty */
    const char *reads;  /* what the sample says, where that is written otherwise; else "" */
    bool taken;         /* false: its form is open, or it is empty */
};

struct import_newcomer_shown {
    int line;
    const char *name;
};

/* A field that a row of the file sets, or leaves since it was set by hand (kept). */
struct import_field_change {
    int line;
    const char *name; /* of the row */
    const char *field;
    const char *before, *after; /* plain; "" not known */
    bool kept;
};

struct import_preview {
    int header_line;
    const char *maps; /* that knew its headers, but for plain words: `salesforce`; "" none */
    struct import_column *columns;
    int column_count;
    struct import_newcomer_shown *created; /* the first; all are report->created */
    int created_shown;
    struct import_field_change *changes; /* the first */
    int changes_shown;
    int64_t change_count, kept_count; /* all */
};

#endif
