/* Rows of a CSV file: encoding and delimiter found by reading, physical lines counted, faulty rows
 * handed on with their place instead of ending the file (contract.md, Reading; groundwork.md 5). */
#ifndef FILES_CSV_H
#define FILES_CSV_H

#include <stdint.h>
#include "base/error.h"

#define CSV_MOST_CELL_BYTES (1024 * 1024)
#define CSV_MOST_ROW_BYTES (4 * 1024 * 1024)
#define CSV_MOST_COLUMNS 10000

struct csv_file;

struct csv_options {
    const char *encoding; /* utf-8, utf-16, utf-16le, utf-16be, windows-1252; NULL: found */
    char delimiter;       /* 0: comma, semicolon, tab or bar, found */
    /* Asked now and then while standard input comes in; false stops. May be NULL. */
    bool (*go_on)(void *context, int64_t bytes);
    void *context;
};

/* Cells are UTF-8, NUL-terminated and live until the next call. */
struct csv_row {
    int line; /* where the row begins, from 1 */
    int count;
    const char *const *cells;
    const char *fault; /* not NULL: the row cannot be read; one sentence */
    int fault_cell;    /* from 1; 0 not known */
    const char *name;  /* by which rows of other files call it, in a Salesforce tree; or NULL */
};

/* `-` is standard input, kept in a temporary file since it is read twice. ERROR_REFUSED by name: a
 * folder, a pipe, a device, a compressed file, a spreadsheet, JSON, UTF-32, no text, an empty file.
 */
bool csv_file_open(const char *path, const struct csv_options *options, struct csv_file **ret_file,
    struct error *err) CHECKED;
/* Is it a name that csv_options.encoding takes? NULL is. */
bool csv_encoding_check(const char *word, struct error *err) CHECKED;
void csv_file_close(struct csv_file *file); /* NULL is fine */
/* The next row that is not blank; *ret_there false at the end. False: the file cannot be read. */
bool csv_file_next(
    struct csv_file *file, struct csv_row *ret_row, bool *ret_there, struct error *err) CHECKED;
void csv_file_rewind(struct csv_file *file);                /* to the first row again */
const char *csv_file_encoding(const struct csv_file *file); /* UTF-8, UTF-16LE, ... */
char csv_file_delimiter(const struct csv_file *file);
/* Its head is that of a raw export of ours, whose cells bear no mark against formulas. */
bool csv_file_is_raw(const struct csv_file *file);

#endif
