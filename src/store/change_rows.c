/* The rows of a change, read for who looks on. */
#include "store/change_rows.h"
#include "store_internal.h"

bool store_each_done(
    struct store *store, int64_t change, change_done_fn each, void *context, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_CHANGE_ROWS, err);
    struct arena arena = {0};
    bool more = true, good = true;

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, change);
    while (more && (good = store_step(store, statement, &more, err)) && more) {
        struct journal_row row;

        store_journal_read(statement, change, &arena, &row);
        if (row.kind < KIND_COUNT)
            more = each(context, &(struct change_done){row.op, row.kind, row.key, row.last_key,
                                     row.mask, row.before, row.after});
        arena_clear(&arena);
    }
    sqlite3_reset(statement);
    arena_fini(&arena);
    return good;
}
