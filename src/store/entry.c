/* One journal entry in several pieces: what follows from a change stands in its entry, so that one
 * undo takes all back. */
#include "store_internal.h"

#include "base/bug.h"

bool store_entry_begin(struct store *store, const struct change *head, struct error *err)
{
    BUG_ON(store->depth == 0 || store->bulk || store->journal.id != 0);
    if (!store_journal_begin(store, err))
        return false;
    store->journal.actor = head->actor;
    store->journal.account = head->account;
    store->journal.undoes = head->undoes;
    return true;
}

bool store_entry_rows(
    struct store *store, struct change *rows, struct key_list *touched, struct error *err)
{
    int64_t *account = &store->journal.account;
    bool good;

    BUG_ON(store->journal.id == 0);
    store->touched = touched;
    good = store_apply_rows(store, rows, err);
    store->touched = NULL;
    if (*account < 0) /* the name of a row of this very change */
        *account =
            (size_t) - *account <= store->names.count ? store->names.items[-*account - 1] : 0;
    return good;
}

bool store_entry_end(
    struct store *store, const char *summary, int64_t *ret_change_id, struct error *err)
{
    return store_check_links(store, err) && store_journal_end(store, summary, ret_change_id, err);
}
