/* A throw-away book in the making, as the demo: rows first, in one transaction, scored from what is
 * in memory; indexes and what is searched after them. */
#ifndef STORE_MAKING_H
#define STORE_MAKING_H

#include "core/change.h"
#include "store/store.h"

/* In bulk, before any row of the book: the rows of a change, all of them new, kind by kind, those
 * of a kind by account. They get their keys, and store_dossier reads them and not the file. While
 * they are lent what a bulk ends with (the full-text index, the facts of the book) is left to the
 * commit. They stay the caller's, until lend_end. */
bool store_lend(struct store *store, struct change *rows, struct error *err) CHECKED;
/* In bulk: those of the kinds that a first frame or a score looks for in the file; then all others.
 * No account is marked by it. */
bool store_write_first(struct store *store, struct error *err) CHECKED;
bool store_write_later(struct store *store, struct error *err) CHECKED;
void store_lend_end(struct store *store);
/* What store_open left out of a new throw-away book: its indexes, the full-text index. */
bool store_make_indexes(struct store *store, struct error *err) CHECKED;

#endif
