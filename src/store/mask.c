#include "store/mask.h"

#include "base/array.h"
#include "base/bug.h"
#include "store_internal.h"

static bool run(struct store *store, enum statement which, int64_t from, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, which, err);

    if (statement == NULL)
        return false;
    if (sqlite3_bind_parameter_count(statement) > 0)
        store_bind_integer(statement, 1, from);
    return store_run(store, statement, err);
}

bool store_mask_past(struct store *copy, struct error *err)
{
    static const enum statement all[] = {
        SQL_CHANGES_EMPTY, SQL_CHANGE_ROWS_EMPTY, SQL_MOMENTS_AFTER, SQL_SCORES_FORGET};

    BUG_ON(!copy->is_copy);
    for (size_t i = 0; i < COUNT_OF(all); i++)
        if (!run(copy, all[i], INT32_MIN, err))
            return false;
    return true;
}

bool store_mask_forecasts(struct store *copy, int64_t account, int percent, struct error *err)
{
    BUG_ON(!copy->is_copy);
    return store_run_for_two(copy, SQL_FORECASTS_SCALE, account, percent, err);
}
