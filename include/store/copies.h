/* Copies of the whole book: kept beside it before what cannot be foreseen, and brought back
 * (contract.md, backup and restore). store_backup makes one anywhere. */
#ifndef STORE_COPIES_H
#define STORE_COPIES_H

#include "store/store.h"

/* NAME.backup-2026-11-23-WHY beside the book, at most one a day and reason; then the oldest of
 * these beyond `keep` go. *ret_made: false where today's was there already. keep 0: none is made. */
struct copy_order {
    const char *why; /* `import` */
    day_number day;
    int keep;
};
bool store_copy_beside(struct store *store, const struct copy_order *order, bool *ret_made,
    struct error *err) CHECKED;

/* Makes the book at `path` what the copy `from` is, in one step that others who have it open see as
 * a change. `from` is examined, and brought up to date, before anything is touched. What was at
 * `path` is kept beside it first, and named in *ret_kept ("": there was nothing); a file that is no
 * sound book is moved aside. Errors: not ours, newer, damaged, in use; then nothing changed. */
bool store_restore(const char *from, const char *path, day_number today, struct str *ret_kept,
    struct error *err) CHECKED;

/* The name of the newest NAME.backup-DAY-WHY beside the place of a book; false: there is none. */
bool store_newest_copy(const char *path, struct str *ret_name) CHECKED;

/* Was a file of that name, beside the book BOOK, made by daybook itself? (NAME.schema-N,
 * NAME.backup-DAY-WHY, and parts of them) */
bool store_is_own_copy(const char *file, const char *book);

#endif
