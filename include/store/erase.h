/* A person taken out of the book for good (contract.md, erase contact). */
#ifndef STORE_ERASE_H
#define STORE_ERASE_H

#include "core/scrub.h"
#include "store/store.h"

struct erase_order {
    int64_t contact; /* key */
    int64_t account; /* of that person */
    struct scrub scrub;
    /* Others bear the name too: it goes only where this account, or none, is spoken of. */
    bool name_is_shared;
    enum actor actor;
    const char *summary; /* of the journal's entry, without the name */
};
struct erase_report {
    int64_t change_id;
    int rows;    /* that named the person, the person's own not counted */
    int entries; /* of the journal: rows written anew, or dropped */
    struct scrub_count count;
};
/* In the running transaction. Deletes the row with its facts, and takes the person out of every
 * text of every row, of the journal and of the index. The change cannot be taken back. *touched as
 * in store_apply. On failure roll back. */
bool store_erase(struct store *store, const struct erase_order *order, struct key_list *touched,
    struct erase_report *ret_report, struct error *err) CHECKED;
/* After the commit: writes the file anew, so that nothing of what was erased stays in it. Waits for
 * others up to some seconds. */
bool store_rewrite(struct store *store, struct error *err) CHECKED;
/* The copies that daybook itself made beside the book before a schema change, an import or a restore: removes them, and
 * gives their names in the arena, ended by NULL; those removed before a fault too. */
bool store_drop_backups(struct store *store, struct arena *arena, const char *const **ret_names,
    struct error *err) CHECKED;

#endif
