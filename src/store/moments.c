/* Where the moments of the timeline stand: kept in step with the rows by those who write them, read
 * source by source. */
#include "store_internal.h"

#include "base/bug.h"
#include "core/playbook.h"
#include "store/timeline.h"

void store_set_today(struct store *store, day_number today)
{
    store->has_today = today != DAY_NONE;
    store->today = today;
}

/* --- writing --- */

static void bind_place(sqlite3_stmt *statement, const struct moment_place *place)
{
    store_bind_integer(statement, 1, place->source);
    store_bind_integer(statement, 2, place->day);
    store_bind_integer(statement, 3, place->key);
    store_bind_integer(statement, 4, place->part);
}

static bool put(
    struct store *store, const struct moment_place *place, int64_t account, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_MOMENT_PUT, err);

    if (statement == NULL)
        return false;
    bind_place(statement, place);
    store_bind_link(statement, 5, account);
    return store_run(store, statement, err);
}

static bool drop(struct store *store, const struct moment_place *place, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_MOMENT_DROP, err);

    if (statement == NULL)
        return false;
    bind_place(statement, place);
    return store_run(store, statement, err);
}

/* The days in these values of a row: there from now on, or no longer. */
static bool move_days(struct store *store, const struct edit *edit, uint64_t fields,
    const struct value *values, bool there, struct error *err)
{
    for (int field = 0; fields != 0; field++, fields >>= 1) {
        struct moment_place place = {.key = edit->key};

        if (!(fields & 1) || values[field].type != VALUE_INTEGER)
            continue;
        place.source = (int)timeline_source_of(edit->kind, field);
        place.day = (day_number)values[field].integer;
        if (there ? !put(store, &place, 0, err) : !drop(store, &place, err))
            return false;
    }
    return true;
}

static int64_t account_in(enum kind kind, int64_t key, const struct value *values)
{
    return kind == KIND_ACCOUNT ? key : values[kind_info(kind)->account].integer;
}

/* An import tells of its newcomers itself, and a row that an undo brings back is none. */
static bool put_newcomer(struct store *store, const struct edit *edit, struct error *err)
{
    bool is_line = edit->kind == KIND_CONTRACT;
    struct moment_place place = {.day = store->today,
        .source = is_line ? MOMENT_LINE_ADDED : MOMENT_PERSON_JOINED,
        .key = edit->key};

    if ((!is_line && edit->kind != KIND_CONTACT) || !store->has_today || store->rewinding ||
        store->journal.actor == ACTOR_IMPORT || edit->new_rev != store->journal.id)
        return true;
    return put(store, &place, account_in(edit->kind, edit->key, edit->after), err);
}

static bool move_pin(struct store *store, const struct edit *edit, const struct value *values,
    bool there, struct error *err)
{
    struct moment_place place = {.source = MOMENT_PIN, .key = edit->key};

    if (edit->kind != KIND_NOTE || values[NOTE_PINNED].type != VALUE_INTEGER ||
        values[NOTE_PINNED].integer != 1)
        return true;
    return there ? put(store, &place, 0, err) : drop(store, &place, err);
}

bool store_moments_new(struct store *store, const struct edit *edit, struct error *err)
{
    return move_days(store, edit, timeline_fields(edit->kind), edit->after, true, err) &&
           move_pin(store, edit, edit->after, true, err) && put_newcomer(store, edit, err);
}

/* After the journal has its row. */
static bool put_money(struct store *store, const struct edit *edit, struct error *err)
{
    struct moment_place place = {.day = store->today,
        .source = MOMENT_MONEY,
        .key = store->journal.id,
        .part = store->journal.seq};

    if (!store->has_today || store->rewinding || store->journal.undoes != 0)
        return true;
    return put(store, &place, account_in(edit->kind, edit->key, edit->before), err);
}

bool store_moments_moved(struct store *store, const struct edit *edit, struct error *err)
{
    uint64_t fields = timeline_fields(edit->kind) & edit->mask;

    if (fields != 0 && !(move_days(store, edit, fields, edit->before, false, err) &&
                           move_days(store, edit, fields, edit->after, true, err)))
        return false;
    if (edit->kind == KIND_NOTE && (edit->mask & (UINT64_C(1) << NOTE_PINNED)) &&
        !(move_pin(store, edit, edit->before, false, err) &&
            move_pin(store, edit, edit->after, true, err)))
        return false;
    return (edit->mask & timeline_money_fields(edit->kind)) == 0 || put_money(store, edit, err);
}

bool store_moments_gone(struct store *store, const struct edit *edit, struct error *err)
{
    return move_days(store, edit, timeline_fields(edit->kind), edit->before, false, err) &&
           move_pin(store, edit, edit->before, false, err) &&
           (edit->kind != KIND_CONTRACT || put_money(store, edit, err));
}

bool store_moment_import(struct store *store, int64_t change, struct error *err)
{
    struct moment_place place = {.day = store->today, .source = MOMENT_IMPORT, .key = change};

    return !store->has_today || put(store, &place, 0, err);
}

/* What playbooks keep in mind is no signal to a person, and low ones are no news: they would only
 * be read to be left out. */
bool store_moment_signal(struct store *store, const struct row *signal, int64_t key,
    struct value since, struct error *err)
{
    struct moment_place place = {.source = MOMENT_SIGNAL_SINCE, .key = key};

    if (since.type != VALUE_INTEGER || playbook_keeps(signal))
        return true;
    place.day = (day_number)since.integer;
    return row_is(signal, SIGNAL_SEVERITY, "low") ? drop(store, &place, err)
                                                  : put(store, &place, 0, err);
}

bool store_moment_signal_over(struct store *store, const struct row *old, struct error *err)
{
    struct moment_place place = {
        .source = MOMENT_SIGNAL_SINCE, .key = old->key, .day = row_day(old, SIGNAL_SINCE)};

    return row_knows(old, SIGNAL_HANDLED_ON) || drop(store, &place, err);
}

bool store_moment_health(
    struct store *store, int64_t account, day_number day, bool told, struct error *err)
{
    struct moment_place place = {.day = day, .source = MOMENT_HEALTH, .key = account};

    return told ? put(store, &place, 0, err) : drop(store, &place, err);
}

/* --- reading --- */

static bool collect_places(
    struct store *store, sqlite3_stmt *statement, struct place_list *ret_places, struct error *err)
{
    bool row;

    for (;;) {
        if (!store_step(store, statement, &row, err))
            return false;
        if (!row)
            return true;
        ARRAY_PUSH(
            ret_places, (struct moment_place){(day_number)sqlite3_column_int64(statement, 0), -1,
                            sqlite3_column_int(statement, 1), sqlite3_column_int64(statement, 2),
                            sqlite3_column_int64(statement, 3)});
    }
}

/* Notes alone have a time: those before it, by minute and key. */
static bool notes_after(struct store *store, const struct moment_place *before, int limit,
    struct place_list *ret_places, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_MOMENTS_OF_NOTES, err);
    size_t first = ret_places->count;

    if (statement == NULL)
        return false;
    store_bind_integer(
        statement, 1, minute_make(before->day, before->minute < 0 ? 0 : before->minute));
    store_bind_integer(
        statement, 2, before->source == MOMENT_NOTE && before->minute >= 0 ? before->key : 0);
    store_bind_integer(statement, 3, limit);
    if (!collect_places(store, statement, ret_places, err))
        return false;
    for (size_t i = first; i < ret_places->count; i++) {
        struct moment_place *place = &ret_places->items[i];
        minute_number at = place->part;

        place->part = 0;
        place->day = minute_day(at);
        place->minute = (int)(at - minute_make(place->day, 0));
    }
    return true;
}

bool store_moments(struct store *store, enum moment_source source,
    const struct moment_place *before, int limit, struct place_list *ret_places, struct error *err)
{
    bool same = before->minute < 0 && before->source == (int)source;
    bool above = before->minute < 0 && before->source > (int)source;
    sqlite3_stmt *statement;

    if (source == MOMENT_NOTE)
        return notes_after(store, before, limit, ret_places, err);
    statement = store_statement(
        store, source == MOMENT_DECISION ? SQL_MOMENTS_OF_DECISIONS : SQL_MOMENTS, err);
    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, source);
    store_bind_integer(statement, 2, (int64_t)before->day - above);
    store_bind_integer(statement, 3, same ? before->key : INT64_MAX);
    store_bind_integer(statement, 4, same ? before->part : INT64_MAX);
    store_bind_integer(statement, 5, limit);
    return collect_places(store, statement, ret_places, err);
}

bool store_account_moments(struct store *store, int64_t account, int limit,
    struct place_list *ret_places, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_MOMENTS_OF_ACCOUNT, err);

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, account);
    store_bind_integer(statement, 2, limit);
    return collect_places(store, statement, ret_places, err);
}

bool store_pinned_notes(struct store *store, int limit, struct arena *arena,
    struct row_list *ret_notes, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_NOTES_PINNED, err);

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, limit);
    store_bind_integer(statement, 2, MOMENT_PIN);
    return store_collect_rows(store, statement, KIND_NOTE, arena, ret_notes, err);
}

bool store_health_step(struct store *store, int64_t account, day_number day, bool *ret_there,
    struct health_step *ret_step, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_SNAPSHOT_STEP, err);
    struct health_step step = {0, -1, DAY_NONE};
    bool row;

    *ret_there = false;
    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, account);
    store_bind_integer(statement, 2, day);
    if (!store_step(store, statement, &row, err))
        return false;
    if (!row)
        return true;
    step.now = sqlite3_column_int(statement, 0);
    if (!store_step(store, statement, &row, err))
        return false;
    if (row) {
        step.then = sqlite3_column_int(statement, 0);
        step.then_day = (day_number)sqlite3_column_int64(statement, 1);
        *ret_there = true;
        *ret_step = step;
    }
    sqlite3_reset(statement);
    return true;
}

/* --- the journal --- */

bool store_entry_get(struct store *store, int64_t id, struct arena *arena,
    struct journal_entry *ret_entry, struct error *err)
{
    return store_journal_get(store, id, arena, ret_entry, err);
}

bool store_import_day(struct store *store, int64_t change, day_number *ret_day, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_MOMENT_IMPORT_DAY, err);
    int64_t day;

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, MOMENT_IMPORT);
    store_bind_integer(statement, 2, change);
    if (!store_integer(store, statement, DAY_NONE, &day, err))
        return false;
    *ret_day = (day_number)day;
    return true;
}

static struct change_deed deed_of(sqlite3_stmt *statement, int64_t change, struct arena *arena)
{
    struct journal_row row;

    store_journal_read(statement, change, arena, &row);
    return (struct change_deed){
        row.op, row.kind, row.key, row.last_key, row.mask, row.before, row.after};
}

bool store_each_deed(
    struct store *store, int64_t change, store_deed_fn fn, void *context, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_CHANGE_ROWS, err);
    struct arena arena = {0};
    bool row = true, good = statement != NULL;

    if (good)
        store_bind_integer(statement, 1, change);
    while (good && row) {
        struct change_deed deed;

        good = store_step(store, statement, &row, err);
        if (!good || !row)
            break;
        arena_clear(&arena);
        deed = deed_of(statement, change, &arena);
        if (deed.kind != KIND_COUNT && !fn(context, &deed))
            break;
    }
    sqlite3_reset(statement);
    arena_fini(&arena);
    return good;
}

bool store_deed(struct store *store, const struct moment_place *place, struct arena *arena,
    bool *ret_there, struct change_deed *ret_deed, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_CHANGE_ROW, err);
    bool row;

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, place->key);
    store_bind_integer(statement, 2, place->part);
    if (!store_step(store, statement, &row, err))
        return false;
    *ret_there = row;
    if (row)
        *ret_deed = deed_of(statement, place->key, arena);
    sqlite3_reset(statement);
    *ret_there = row && ret_deed->kind != KIND_COUNT && ret_deed->before != NULL;
    return true;
}
