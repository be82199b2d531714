/* A stream of rows under one journal entry, in one transaction with little memory. */
#include "store_internal.h"

#include "base/bug.h"

/* Pages of a large import go through a larger cache: when SQLite's spills it takes the exclusive
 * lock, and other terminals could not read for the length of the import. Beyond this it spills. */
void store_begin_many(struct store *store)
{
    store->many = true;
    sqlite3_exec(store->db, "PRAGMA cache_size = -65536", NULL, NULL, NULL);
}

bool store_end_many(struct store *store, struct error *err)
{
    return store_late_settle(store, err) && store_index_settle(store, err) &&
           store_index_flush(store, err) && store_index_usual(store, err);
}

void store_forget_many(struct store *store)
{
    if (store->many)
        sqlite3_exec(store->db, "PRAGMA cache_size = -16000", NULL, NULL, NULL);
    store->many = false;
}

bool store_bulk_begin(struct store *store, enum actor actor, const char *summary, struct error *err)
{
    (void)summary; /* known at the end, with its counts */
    BUG_ON(store->bulk);
    if (!store_begin(store, err))
        return false;
    if (!store_journal_begin(store, err)) {
        store_rollback(store);
        return false;
    }
    store->journal.actor = actor;
    store->bulk = true;
    store_begin_many(store);
    return true;
}

bool store_bulk_again(struct store *store, enum actor actor, int64_t change_id, struct error *err)
{
    if (!store_bulk_begin(store, actor, "", err))
        return false;
    if (store_journal_again(store, change_id, err))
        return true;
    store->bulk = false;
    store_rollback(store);
    return false;
}

bool store_bulk_is_again(const struct store *store)
{
    return store->journal.rows_before > 0;
}

bool store_bulk_rows(
    struct store *store, struct change *rows, struct key_list *touched, struct error *err)
{
    bool good;

    BUG_ON(!store->bulk);
    store->touched = touched;
    good = store_apply_rows(store, rows, err);
    store->touched = NULL;
    return good;
}

/* While rows are lent the book is in the making: the commit tells the index, and what is known of
 * the book was taken with all of them. */
static bool settle(struct store *store, int64_t change, struct error *err)
{
    if (store->lent)
        return store_late_settle(store, err);
    return store_end_many(store, err) && (change == 0 || store_forget_book_facts(store, err));
}

bool store_bulk_end(
    struct store *store, const char *summary, int64_t *ret_change_id, struct error *err)
{
    int64_t id = 0;

    BUG_ON(!store->bulk);
    if (!store_check_links(store, err) || !store_journal_end(store, summary, &id, err))
        return false;
    if (!settle(store, id, err))
        return false;
    store->bulk = false;
    if (!store_commit(store, err))
        return false;
    store_forget_many(store);
    if (ret_change_id != NULL)
        *ret_change_id = id;
    return true;
}
