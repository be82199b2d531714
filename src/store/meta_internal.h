/* Small facts about the book itself, each by its name. Those of text: store_meta_get and
 * store_meta_set (store/store.h). */
#ifndef STORE_META_INTERNAL_H
#define STORE_META_INTERNAL_H

#include "store_internal.h"

/* On its row, whose first column the caller reads and then resets; NULL: it failed. */
sqlite3_stmt *store_meta_found(
    struct store *store, const char *name, bool *ret_row, struct error *err);
bool store_meta_integer(struct store *store, const char *name, int64_t absent, int64_t *ret_integer,
    struct error *err) CHECKED;
/* In the running write transaction; text NULL: it goes. */
bool store_meta_put_text(
    struct store *store, const char *name, const char *text, struct error *err) CHECKED;
bool store_meta_put_integer(
    struct store *store, const char *name, int64_t integer, struct error *err) CHECKED;
bool store_meta_put_blob(
    struct store *store, const char *name, const struct str *bytes, struct error *err) CHECKED;

#endif
