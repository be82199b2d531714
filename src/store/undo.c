/* Taking a change back: field by field where nothing touched it since. What moved on stays, and is
 * told. An undo is a change like any other, so redo is the undo of an undo. */
#include "store_internal.h"

#include <string.h>
#include "base/text.h"
#include "base/words.h"

#define KEPT_LINES 50
#define LABEL_COLUMNS 40
#define MANY_ROWS 5000

struct undoing {
    struct store *store;
    int64_t id; /* of the change taken back */
    struct str *kept;
    int64_t kept_count;
    uint64_t stays;     /* kinds whose inserts are left as they are */
    struct arena arena; /* cleared row by row */
};

/* --- telling what stays --- */

static void add_label(struct str *out, enum kind kind, int64_t key, const struct value *values)
{
    const struct kind_info *info = kind_info(kind);
    const int fields[] = {info->name, info->id};

    str_addf(out, "%s ", info->singular);
    for (size_t i = 0; values != NULL && i < COUNT_OF(fields); i++) {
        struct str clean = {0};
        const char *text;

        if (fields[i] < 0 || values[fields[i]].type != VALUE_TEXT)
            continue;
        text = values[fields[i]].text;
        text_clean(&clean, text, strlen(text));
        text_cut(out, str_text(&clean), LABEL_COLUMNS, false);
        str_fini(&clean);
        return;
    }
    str_addf(out, "%lld", (long long)key);
}

static bool keep(struct undoing *undoing, const struct journal_row *row, int64_t key,
    const struct value *values, const char *why)
{
    undoing->kept_count++;
    if (undoing->kept == NULL || undoing->kept_count > KEPT_LINES)
        return true;
    add_label(undoing->kept, row->kind, key, values);
    str_addf(undoing->kept, ": %s\n", why);
    return true;
}

static void end_kept(struct undoing *undoing)
{
    if (undoing->kept != NULL && undoing->kept_count > KEPT_LINES)
        str_addf(
            undoing->kept, _("and %lld more\n"), (long long)(undoing->kept_count - KEPT_LINES));
}

/* --- an insert is taken back by a delete --- */

static bool any_child(
    struct store *store, sqlite3_stmt *statement, int64_t key, bool *ret_any, struct error *err)
{
    int64_t child;

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, key);
    if (!store_integer(store, statement, 0, &child, err))
        return false;
    *ret_any = *ret_any || child != 0;
    return true;
}

/* What belongs to the row and did not come with it. Signals are derived and do not count. */
static bool has_children(
    struct store *store, enum kind kind, int64_t key, bool *ret_any, struct error *err)
{
    *ret_any = false;
    if (kind == KIND_RUN)
        return any_child(store, store_statement(store, SQL_STEPS_OF_RUN, err), key, ret_any, err);
    if (kind != KIND_ACCOUNT)
        return true;
    for (int child = KIND_ACCOUNT + 1; child < KIND_COUNT; child++)
        if (child != KIND_SIGNAL && child != KIND_MOVEMENT && /* what daybook writes of it */
            !(store->empty_kinds >> child & 1) &&
            !any_child(store,
                store_kind_statement(store, (enum kind)child, KIND_SQL_CHILD_KEYS, err), key,
                ret_any, err))
            return false;
    return true;
}

/* Tables without a row need not be asked for each account of an import. */
static bool find_empty(struct store *store, struct error *err)
{
    store->empty_kinds = 0;
    for (unsigned kind = 0; kind < KIND_COUNT; kind++) {
        sqlite3_stmt *statement =
            store_kind_statement(store, (enum kind)kind, KIND_SQL_LAST_KEY, err);
        int64_t last;

        if (statement == NULL || !store_integer(store, statement, 0, &last, err))
            return false;
        store->empty_kinds |= (uint64_t)(last == 0) << kind;
    }
    return true;
}

static bool undo_insert(
    struct undoing *undoing, const struct journal_row *row, int64_t key, struct error *err)
{
    struct store *store = undoing->store;
    struct row *now;
    bool any;

    if (!store_get_raw(store, row->kind, key, &undoing->arena, &now, err))
        return false;
    if (now == NULL)
        return true; /* deleted since: as wanted */
    if (now->rev != row->new_rev)
        return keep(undoing, row, key, now->values, _("stays: it was changed since"));
    if (!has_children(store, row->kind, key, &any, err))
        return false;
    if (any)
        return keep(undoing, row, key, now->values, _("stays: later rows belong to it"));
    return store_edit_delete_row(store, now, err);
}

/* Readings come by the hundred thousand, and nothing hangs on them. Snapshots that they changed are
 * to be made anew. */
static bool drop_readings(struct store *store, const struct journal_row *row, struct error *err)
{
    static const enum statement steps[] = {SQL_MEASURES_LATE, SQL_MEASURES_DROP};

    for (size_t i = 0; i < COUNT_OF(steps); i++) {
        sqlite3_stmt *statement = store_statement(store, steps[i], err);

        if (statement == NULL)
            return false;
        store_bind_integer(statement, 1, row->key);
        store_bind_integer(statement, 2, row->last_key);
        store_bind_integer(statement, 3, row->new_rev);
        if (steps[i] == SQL_MEASURES_LATE)
            store_bind_integer(statement, 4, store->today);
        if (!store_run(store, statement, err))
            return false;
    }
    return true;
}

static bool undo_inserts(struct undoing *undoing, const struct journal_row *row, struct error *err)
{
    if (undoing->stays & (UINT64_C(1) << row->kind))
        return true;
    if (undoing->store->rewinding && row->kind == KIND_MEASURE)
        return drop_readings(undoing->store, row, err);
    for (int64_t key = row->last_key; key >= row->key; key--) {
        if (!undo_insert(undoing, row, key, err))
            return false;
        arena_clear(&undoing->arena);
    }
    return true;
}

/* --- an update, field by field --- */

/* A link goes back only to a row that is still there. */
static bool link_is_good(struct store *store, enum kind kind, int field, struct value value,
    bool *ret_good, struct error *err)
{
    *ret_good = true;
    if (kind_info(kind)->fields[field].type != FIELD_LINK || value.type != VALUE_INTEGER)
        return true;
    return store_exists(store, store_link_target(kind, field), value.integer, ret_good, err);
}

static bool takes_back(struct undoing *undoing, const struct journal_row *row,
    const struct row *now, int field, bool *ret_takes, struct error *err)
{
    const char *name = kind_info(row->kind)->fields[field].name;
    bool good;

    *ret_takes = false;
    if (!value_equal(now->values[field], row->after[field]))
        return keep(undoing, row, row->key, now->values,
            arena_format(&undoing->arena, _("%s stays: it was changed since"), name));
    if (!link_is_good(undoing->store, row->kind, field, row->before[field], &good, err))
        return false;
    if (!good)
        return keep(undoing, row, row->key, now->values,
            arena_format(&undoing->arena, _("%s stays: what it was linked to is gone"), name));
    *ret_takes = true;
    return true;
}

static bool undo_update(struct undoing *undoing, const struct journal_row *row, struct error *err)
{
    struct store *store = undoing->store;
    struct edit edit = {.kind = row->kind, .key = row->key, .after = row->before};
    struct row *now;

    if (!store_get_raw(store, row->kind, row->key, &undoing->arena, &now, err))
        return false;
    if (now == NULL)
        return keep(undoing, row, row->key, row->before, _("was deleted since"));
    for (int field = 0; field < kind_info(row->kind)->stored; field++) {
        bool takes = false;

        if (!(row->mask & (UINT64_C(1) << field)))
            continue;
        if (!takes_back(undoing, row, now, field, &takes, err))
            return false;
        if (takes)
            edit.mask |= UINT64_C(1) << field;
    }
    if (edit.mask == 0)
        return true;
    edit.before = now->values;
    edit.old_rev = now->rev;
    /* As it was before in every field: then it counts as untouched since that time. */
    edit.new_rev =
        edit.mask == row->mask && now->rev == row->new_rev ? row->rev : store->journal.id;
    return store_edit_update(store, &edit, err);
}

/* --- a delete is taken back by an insert --- */

static bool id_is_taken(
    struct undoing *undoing, const struct journal_row *row, bool *ret_taken, struct error *err)
{
    int field = kind_info(row->kind)->id;
    struct row *other = NULL;

    *ret_taken = false;
    if (field < 0 || row->before[field].type != VALUE_TEXT)
        return true;
    if (!store_find_id(
            undoing->store, row->kind, row->before[field].text, &undoing->arena, &other, err))
        return false;
    *ret_taken = other != NULL;
    return true;
}

static bool links_are_good(
    struct undoing *undoing, const struct journal_row *row, bool *ret_good, struct error *err)
{
    *ret_good = true;
    for (int field = 0; *ret_good && field < kind_info(row->kind)->stored; field++)
        if (!link_is_good(undoing->store, row->kind, field, row->before[field], ret_good, err))
            return false;
    return true;
}

static bool undo_delete(struct undoing *undoing, const struct journal_row *row, struct error *err)
{
    struct edit edit = {
        .kind = row->kind, .key = row->key, .new_rev = row->rev, .after = row->before};
    bool there, taken, good;

    if (!store_exists(undoing->store, row->kind, row->key, &there, err) ||
        !id_is_taken(undoing, row, &taken, err) || !links_are_good(undoing, row, &good, err))
        return false;
    if (there || taken)
        return keep(undoing, row, row->key, row->before, _("stays away: its id is in use again"));
    if (!good)
        return keep(
            undoing, row, row->key, row->before, _("stays away: what it belongs to is gone"));
    return store_edit_insert(undoing->store, &edit, err);
}

/* --- the whole change, newest row first --- */

/* What others hang on goes last, and comes back first. */
#define LEVELS 5
static int level_of(const struct journal_row *row)
{
    bool parent = row->kind == KIND_RUN || row->kind == KIND_NOTE;

    switch (row->op) {
    case CHANGE_DELETE: return row->kind == KIND_ACCOUNT ? 0 : parent ? 1 : 2;
    case CHANGE_INSERT: return row->kind == KIND_ACCOUNT ? 4 : parent ? 3 : 2;
    case CHANGE_UPDATE: return 2;
    }
    return 2;
}

static bool undo_row(struct undoing *undoing, const struct journal_row *row, struct error *err)
{
    if (row->kind == KIND_COUNT || (row->op != CHANGE_INSERT && row->before == NULL) ||
        (row->op == CHANGE_UPDATE && row->after == NULL))
        return undoing->store->rewinding || /* it told of a person who was erased */
               error_set(err, ERROR_REFUSED, "the journal of this change cannot be read");
    switch (row->op) {
    case CHANGE_INSERT: return undo_inserts(undoing, row, err);
    case CHANGE_UPDATE: return undo_update(undoing, row, err);
    case CHANGE_DELETE: return undo_delete(undoing, row, err);
    }
    return true;
}

static bool undo_level(struct undoing *undoing, int level, struct error *err)
{
    struct store *store = undoing->store;
    sqlite3_stmt *statement = store_statement(store, SQL_CHANGE_ROWS_BACK, err);
    bool more = true;

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, undoing->id);
    while (more) {
        struct journal_row row;

        if (!store_step(store, statement, &more, err))
            return false;
        if (!more)
            break;
        store_journal_read(statement, undoing->id, &undoing->arena, &row);
        if (level_of(&row) == level && !undo_row(undoing, &row, err)) {
            sqlite3_reset(statement);
            return false;
        }
        arena_clear(&undoing->arena);
    }
    return true;
}

static bool mark(struct store *store, int64_t id, int64_t by, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_CHANGE_UNDONE_BY, err);

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, id);
    store_bind_link(statement, 2, by);
    return store_run(store, statement, err);
}

/* What is to be taken back: the entry asked for; for a redo, the change that it brought back. */
struct plan {
    struct journal_entry entry;
    struct journal_entry original; /* of an undo: what it took back; else id 0 */
};

static bool make_plan(
    struct store *store, int64_t id, struct arena *arena, struct plan *plan, struct error *err)
{
    if (!store_journal_get(store, id, arena, &plan->entry, err))
        return false;
    plan->original = (struct journal_entry){.summary = ""};
    if (plan->entry.id == 0)
        return error_set(err, ERROR_NOT_FOUND, "there is no change %lld", (long long)id);
    if (plan->entry.is_final)
        return error_set(err, ERROR_REFUSED, "change %lld cannot be taken back", (long long)id);
    if (plan->entry.undone)
        return error_set(err, ERROR_REFUSED, "change %lld was taken back already", (long long)id);
    if (plan->entry.undoes == 0)
        return true;
    if (!store_journal_get(store, plan->entry.undoes, arena, &plan->original, err))
        return false;
    if (plan->original.undoes != 0) /* a redo: the change that it brought back stands for it */
        return make_plan(store, plan->original.undoes, arena, plan, err);
    return true;
}

static bool undo_all(
    struct undoing *undoing, const struct plan *plan, int64_t *ret_id, struct error *err)
{
    struct store *store = undoing->store;
    bool redo = plan->original.id != 0;
    struct str summary = {0};
    bool good = true;

    for (int level = 0; good && level < LEVELS; level++)
        good = undo_level(undoing, level, err);
    str_addf(&summary, "%s: %s", redo ? "redid" : "undid",
        redo ? plan->original.summary : plan->entry.summary);
    good = good && store_check_links(store, err) &&
           store_journal_end(store, str_text(&summary), ret_id, err) &&
           mark(store, plan->entry.id, *ret_id, err) &&
           (!redo || mark(store, plan->original.id, 0, err));
    str_fini(&summary);
    return good;
}

static bool start(struct store *store, const struct plan *plan, enum actor actor, struct error *err)
{
    if (!store_journal_begin(store, err))
        return false;
    store->journal.actor = actor;
    store->journal.account = plan->entry.account;
    store->journal.undoes = plan->entry.id;
    return true;
}

static bool undo(struct undoing *undoing, enum actor actor, struct arena *arena,
    struct journal_entry *ret_entry, struct error *err)
{
    struct store *store = undoing->store;
    struct plan plan;
    int64_t id;

    if (!make_plan(store, undoing->id, arena, &plan, err) || !start(store, &plan, actor, err))
        return false;
    undoing->id = plan.entry.id;
    if (plan.entry.rows > MANY_ROWS) {
        store_begin_many(store);
        if (!find_empty(store, err) || !store_find_uncomputed(store, err))
            return false;
    }
    return undo_all(undoing, &plan, &id, err) && store_end_many(store, err) &&
           (!store->many || store_forget_book_facts(store, err)) &&
           store_journal_get(store, id, arena, ret_entry, err);
}

bool store_undo(struct store *store, int64_t id, enum actor actor, struct key_list *touched,
    struct str *ret_kept, struct journal_entry *ret_entry, struct arena *arena, struct error *err)
{
    struct undoing undoing = {.store = store, .id = id, .kept = ret_kept};
    bool own = store->depth == 0, good;

    if (!store_begin(store, err))
        return false;
    store->touched = touched;
    good = undo(&undoing, actor, arena, ret_entry, err);
    store->touched = NULL;
    store->empty_kinds = 0;
    store->uncomputed = 0;
    end_kept(&undoing);
    arena_fini(&undoing.arena);
    good = good && store_commit(store, err);
    if (!good && own)
        store_rollback(store);
    if (good)
        store_forget_many(store);
    return good;
}

bool store_take_back(struct store *store, int64_t id, uint64_t stays, struct error *err)
{
    struct undoing undoing = {.store = store, .id = id, .stays = stays};
    bool good = true;

    for (int level = 0; good && level < LEVELS; level++)
        good = undo_level(&undoing, level, err);
    arena_fini(&undoing.arena);
    return good;
}
