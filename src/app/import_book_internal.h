/* What the files of the import of a book of ours share. */
#ifndef APP_IMPORT_BOOK_INTERNAL_H
#define APP_IMPORT_BOOK_INTERNAL_H

#include "import_internal.h"

#define BOOK_LINK_KINDS 3

struct book_link {
    const char *id; /* in the arena of links */
    int64_t key;
};

/* One list of rows of one kind. */
struct book_pass {
    struct import_pass pass; /* run, file, batch, what was touched, the arena of a row */
    enum kind kind;
    struct arena arena; /* of the list */
    int *fields;        /* of each column: the field, BOOK_FACT or BOOK_NOTHING */
    const char **names; /* of each column: what its fact is called */
    int columns;
    bool has_rows; /* of this kind, before */
    struct row *row;
    struct book_link links[BOOK_LINK_KINDS]; /* those last looked for */
    struct arena links_arena[BOOK_LINK_KINDS];
};
enum { BOOK_FACT = -1, BOOK_NOTHING = -2 };

/* Without the mark that a CSV bears before what a spreadsheet takes for a formula. */
const char *book_unmarked(const struct book_pass *book, const char *text);
/* Cells into book->row and the facts. *ret_good false: the row is rejected. */
bool book_read(
    struct book_pass *book, const struct csv_row *cells, bool *ret_good, struct error *err) CHECKED;
/* The stored row that this one is, NULL: it is new. *ret_good false: the row is rejected. */
bool book_match(
    struct book_pass *book, struct row **ret_stored, bool *ret_good, struct error *err) CHECKED;
/* Fields that differ, and do not stay since a person set them. */
uint64_t book_compare(struct book_pass *book, const struct row *stored);

#endif
