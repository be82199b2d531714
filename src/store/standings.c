/* How runs stand: a row a run, written where it moved, dropped with the score's mark. */
#include "store_internal.h"

#include "base/bug.h"
#include "kind_sql_internal.h"

static void read_standing(sqlite3_stmt *statement, struct run_standing *ret_standing)
{
    int at = 4;

    ret_standing->account = sqlite3_column_int64(statement, 0);
    ret_standing->run = sqlite3_column_int64(statement, 1);
    ret_standing->playbook = (const char *)sqlite3_column_text(statement, 2);
    ret_standing->halt_step = (const char *)sqlite3_column_text(statement, 3);
#define READ(name) ret_standing->name = sqlite3_column_int(statement, at++);
    STANDING_EACH(READ)
#undef READ
}

bool store_each_standing(
    struct store *store, int64_t account, store_standing_fn fn, void *context, struct error *err)
{
    sqlite3_stmt *statement =
        store_statement(store, account != 0 ? SQL_STANDINGS_OF : SQL_STANDINGS, err);
    bool row = statement != NULL, good = statement != NULL;

    if (good && account != 0)
        store_bind_integer(statement, 1, account);
    while (row) {
        struct run_standing standing;

        good = store_step(store, statement, &row, err);
        if (!good || !row)
            break;
        read_standing(statement, &standing);
        if (standing.playbook == NULL || standing.halt_step == NULL)
            bug_out_of_memory();
        if (!fn(context, &standing))
            break;
    }
    sqlite3_reset(statement);
    return good;
}

static bool put_standing(
    struct store *store, const struct run_standing *standing, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_STANDING_PUT, err);
    int at = 5;

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, standing->account);
    store_bind_integer(statement, 2, standing->run);
    store_bind_text(statement, 3, standing->playbook);
    store_bind_text(statement, 4, standing->halt_step);
#define BIND(name) store_bind_integer(statement, at++, standing->name);
    STANDING_EACH(BIND)
#undef BIND
    return store_run(store, statement, err);
}

bool store_put_standings(
    struct store *store, const struct run_standing_list *standings, struct error *err)
{
    bool good = true;

    if (standings->count == 0)
        return true;
    if (!store_begin(store, err))
        return false;
    for (size_t i = 0; i < standings->count && good; i++)
        good = put_standing(store, &standings->items[i], err);
    if (good && store_commit(store, err))
        return true;
    store_rollback(store);
    return false;
}

bool store_forget_standings(struct store *store, struct error *err)
{
    return store_run_plain(store, SQL_STANDINGS_FORGET, err);
}

/* Every one has its run, so where there are as many none lacks. */
static bool none_lacks(struct store *store, bool *ret_none, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_STANDING_LACK, err);
    int64_t lacking;

    if (statement == NULL || !store_integer(store, statement, 0, &lacking, err))
        return false;
    *ret_none = lacking == 0;
    return true;
}

bool store_standless(
    struct store *store, int64_t account, struct key_list *ret_accounts, struct error *err)
{
    sqlite3_stmt *statement;
    bool none = false;

    array_clear(ret_accounts);
    if (account == 0 && (!none_lacks(store, &none, err) || none))
        return none;
    statement = store_statement(store, account != 0 ? SQL_STANDLESS_OF : SQL_STANDLESS, err);
    if (statement == NULL)
        return false;
    if (account != 0)
        store_bind_integer(statement, 1, account);
    return store_collect_keys(store, statement, ret_accounts, err);
}
