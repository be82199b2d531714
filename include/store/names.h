/* What an account is called, from its row alone. */
#ifndef STORE_NAMES_H
#define STORE_NAMES_H

#include "store/store.h"

struct store_name {
    const char *name, *id; /* "" where there is none; in the arena */
};
/* Both are "" where the account is gone. */
bool store_name_of(struct store *store, int64_t account, struct arena *arena,
    struct store_name *ret_name, struct error *err) CHECKED;
/* Is there an account whose name, in whatever case, or id begins with the text? By index. */
bool store_name_begins(
    struct store *store, const char *text, bool *ret_there, struct error *err) CHECKED;
/* Moves when an account is made, deleted, or given another name or id by this connection; two
 * stores of one program never have the same. What others did, store_data_version says. */
uint64_t store_namings(const struct store *store);

#endif
