/* The full-text index stands in pieces: each write adds a small one, and many small ones are merged
 * into a larger. Left to itself SQLite does that in whatever write finds so many of them: in a book
 * of a million notes one note more merged them all, for four seconds and at a key. So it is told to
 * leave them alone, and they are merged a little at a time: by the screen in quiet moments, and by
 * those who have none in one write of many. */
#include "store/search.h"
#include "store_internal.h"

#define PIECES_MANY 16     /* of about one size: only so many are merged, and found to be many */
#define PIECES_MOST 1000   /* then SQLite merges after all: at 2000 it would write no more */
#define SLICE_PAGES 32     /* some milliseconds */
#define WRITES_A_MERGE 128 /* of others than the screen */

static bool is_left_alone(struct store *store, bool *ret_is, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_INDEX_SETTING, err);
    int64_t most;

    if (statement == NULL)
        return false;
    store_bind_text(statement, 1, "crisismerge");
    if (!store_integer(store, statement, 0, &most, err))
        return false;
    *ret_is = most == PIECES_MOST;
    return true;
}

/* Kept in the book, so that it is told once. */
bool store_index_leave_alone(struct store *store, struct error *err)
{
    struct index *index = &store->index;

    if (index->is_left_alone)
        return true;
    if (!is_left_alone(store, &index->is_left_alone, err))
        return false;
    if (!index->is_left_alone && !(store_index_tune(store, "automerge", 0, err) &&
                                     store_index_tune(store, "usermerge", PIECES_MANY, err) &&
                                     store_index_tune(store, "crisismerge", PIECES_MOST, err)))
        return false;
    index->is_left_alone = true;
    return true;
}

bool store_index_merge_some(struct store *store, struct error *err)
{
    return store_index_tune(store, "merge", SLICE_PAGES, err);
}

void store_index_note_change(struct store *store, int64_t change, enum actor actor)
{
    if (actor != ACTOR_APP && change % WRITES_A_MERGE == 0)
        store->index.has_turn = true;
}

static int64_t count_pieces(struct store *store)
{
    sqlite3_stmt *statement = store_statement(store, SQL_INDEX_PIECES, NULL);
    int64_t pieces;

    if (statement == NULL || !store_integer(store, statement, 0, &pieces, NULL))
        return 0;
    return pieces;
}

bool store_index_is_scattered(struct store *store)
{
    return count_pieces(store) >= store->index.pieces_kept + PIECES_MANY;
}

/* A merge that found nothing to do changes one row, as SQLite tells it. */
static bool merge_slice(struct store *store, bool *ret_more, struct error *err)
{
    int before;

    if (!store_index_leave_alone(store, err))
        return false;
    before = sqlite3_total_changes(store->db);
    if (!store_index_merge_some(store, err))
        return false;
    *ret_more = sqlite3_total_changes(store->db) - before >= 2;
    return true;
}

bool store_index_merge(struct store *store, bool *ret_more, struct error *err)
{
    *ret_more = false;
    if (!store_begin(store, err))
        return false;
    if (!merge_slice(store, ret_more, err) || !store_commit(store, err)) {
        store_rollback(store);
        return false;
    }
    if (!*ret_more) /* too few of each size: there is nothing to do until there are more */
        store->index.pieces_kept = count_pieces(store);
    return true;
}
