/* A copy of the book taken back to the end of a day: what the journal tells, then what is computed
 * and dated. */
#include "store/rewind.h"
#include "base/bug.h"
#include "store_internal.h"
#include "store/timeline.h"

struct rewinding {
    struct store *store;
    day_number day;
    const struct rewind_watch *watch;
    int64_t base; /* the last entry that stays whatever its day */
    uint64_t
        stays; /* of entries that are taken back: kinds whose rows stay, since they are dated */
    struct rewind_report report;
};

/* --- how far back, and by what --- */

static bool find_base(struct rewinding *rewinding, int64_t first, struct error *err)
{
    struct store *store = rewinding->store;
    sqlite3_stmt *statement = store_statement(store, SQL_CHANGE_BASE, err);

    if (statement == NULL)
        return false;
    if (first > 1) { /* the entries before it were trimmed: all that is left goes back */
        rewinding->base = 0;
        return true;
    }
    store_bind_integer(statement, 1, rewinding->report.first_written);
    return store_integer(store, statement, 0, &rewinding->base, err);
}

/* Readings and the like say themselves when they were; where the journal tells nothing, one that
 * was imported later is as good. */
static const enum kind dated[] = {KIND_MEASURE, KIND_TICKET, KIND_NOTE, KIND_RESULT, KIND_FEEDBACK};

static bool find_ground(struct rewinding *rewinding, struct error *err)
{
    struct store *store = rewinding->store;
    sqlite3_stmt *statement = store_statement(store, SQL_CHANGE_FIRST, err);
    int64_t first = 0;
    bool row;

    if (statement == NULL || !store_step(store, statement, &row, err))
        return false;
    rewinding->report.first_written = DAY_NONE;
    if (row) {
        first = sqlite3_column_int64(statement, 0);
        if (sqlite3_column_type(statement, 1) != SQLITE_NULL)
            rewinding->report.first_written = (day_number)sqlite3_column_int64(statement, 1);
    }
    sqlite3_reset(statement);
    rewinding->report.dated_only = rewinding->report.first_written == DAY_NONE ||
                                   rewinding->day < rewinding->report.first_written;
    if (!rewinding->report.dated_only)
        return true;
    for (size_t i = 0; i < COUNT_OF(dated); i++)
        rewinding->stays |= UINT64_C(1) << dated[i];
    return find_base(rewinding, first, err);
}

/* --- the journal --- */

/* Its words for the index go there at once, so that they do not gather. */
static bool take_back(struct rewinding *rewinding, int64_t id, struct error *err)
{
    struct store *store = rewinding->store;
    struct arena arena = {0};
    struct journal_entry entry;
    uint64_t stays;
    bool good = store_journal_get(store, id, &arena, &entry, err);

    stays = good && entry.actor == ACTOR_IMPORT ? rewinding->stays : 0;
    good = good && store_take_back(store, id, stays, err) && store_index_flush(store, err) &&
           store_run_for(store, SQL_CHANGE_ROWS_DROP, id, err) &&
           store_run_for(store, SQL_CHANGE_DROP, id, err);
    arena_fini(&arena);
    return good;
}

static bool tell(const struct rewinding *rewinding, size_t done, size_t all, struct error *err)
{
    const struct rewind_watch *watch = rewinding->watch;

    return watch == NULL || watch->tell == NULL ||
           watch->tell(watch->context, (double)done / (double)all) ||
           error_set(err, ERROR_FOUND, "given up");
}

static bool take_back_all(struct rewinding *rewinding, struct error *err)
{
    struct store *store = rewinding->store;
    sqlite3_stmt *statement = store_statement(store, SQL_CHANGES_AFTER, err);
    struct key_list ids = {0};
    bool good = statement != NULL;

    if (good) {
        store_bind_integer(statement, 1, rewinding->day);
        store_bind_integer(statement, 2, rewinding->base);
        good = store_collect_keys(store, statement, &ids, err);
    }
    for (size_t i = 0; good && i < ids.count; i++)
        good = tell(rewinding, i, ids.count, err) && take_back(rewinding, ids.items[i], err);
    rewinding->report.entries = (int64_t)ids.count;
    array_fini(&ids);
    return good;
}

/* What was undone by an entry that is gone is not undone; what was redone is undone again. */
static bool mend_journal(struct store *store, struct error *err)
{
    return store_run_plain(store, SQL_CHANGE_FORGET_LATER, err) &&
           store_run_plain(store, SQL_CHANGE_UNDONE_AGAIN, err);
}

/* --- what no journal holds --- */

static bool drop_later(struct store *store, day_number day, struct error *err)
{
    static const enum statement later[] = {
        SQL_SNAPSHOTS_AFTER, SQL_FORECASTS_AFTER, SQL_MOMENTS_AFTER};

    for (size_t i = 0; i < COUNT_OF(later); i++)
        if (!store_run_for(store, later[i], day, err))
            return false;
    return store_rewind_signals(store, day, err);
}

static bool forget_computed(struct store *store, struct error *err)
{
    static const char *const names[] = {"rescoring", "ticket_feed"};

    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (!store_meta_set(store, names[i], NULL, err))
            return false;
    return store_run_plain(store, SQL_SCORES_FORGET, err) &&
           store_run_plain(store, SQL_STANDINGS_FORGET, err) && store_forget_book_facts(store, err);
}

static bool rewind_all(struct rewinding *rewinding, struct error *err)
{
    struct store *store = rewinding->store;

    return find_ground(rewinding, err) && take_back_all(rewinding, err) &&
           mend_journal(store, err) &&
           (!rewinding->report.dated_only || store_rewind_dated(store, rewinding->day, err)) &&
           drop_later(store, rewinding->day, err) && forget_computed(store, err);
}

bool store_rewind(struct store *copy, day_number day, const struct rewind_watch *watch,
    struct rewind_report *ret_report, struct error *err)
{
    struct rewinding rewinding = {.store = copy, .day = day, .watch = watch};
    bool good;

    BUG_ON(!copy->is_copy);
    if (!store_begin(copy, err))
        return false;
    store_set_today(copy, day); /* what was late is told against it */
    copy->rewinding = true;
    good = rewind_all(&rewinding, err) && store_commit(copy, err);
    copy->rewinding = false;
    if (!good) {
        store_rollback(copy);
        return false;
    }
    *ret_report = rewinding.report;
    return true;
}
