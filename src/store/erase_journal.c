/* A person taken out of the journal: old and new values of rows are written anew without the name,
 * those of the person's own row are dropped. */
#include "base/text.h"
#include "erase_internal.h"

/* (change, seq) pairs, one after the other. */
static bool collect_rows(struct store *store, struct key_list *ret_pairs, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_CHANGE_ROW_KEYS, err);
    bool more = statement != NULL;

    if (statement == NULL)
        return false;
    while (more) {
        if (!store_step(store, statement, &more, err))
            return false;
        if (!more)
            break;
        ARRAY_PUSH(ret_pairs, sqlite3_column_int64(statement, 0));
        ARRAY_PUSH(ret_pairs, sqlite3_column_int64(statement, 1));
    }
    return true;
}

struct place {
    int64_t change, seq;
};

static bool read_row(struct store *store, struct place place, struct arena *arena,
    struct journal_row *ret_row, int64_t *ret_account, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_CHANGE_ROW_GET, err);
    bool there;

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, place.change);
    store_bind_integer(statement, 2, place.seq);
    if (!store_step(store, statement, &there, err))
        return false;
    *ret_row = (struct journal_row){.kind = KIND_COUNT};
    if (there) {
        store_journal_read(statement, place.change, arena, ret_row);
        *ret_account = sqlite3_column_int64(statement, 8);
        sqlite3_reset(statement);
    }
    return true;
}

static bool is_of_facts(const struct erasing *erasing, const struct journal_row *row)
{
    for (size_t i = 0; i < erasing->facts.count; i++)
        if (erasing->facts.items[i] == row->key)
            return true;
    /* One that was deleted before the person was. */
    return row->before != NULL && row->before[FACT_OWNER].type == VALUE_INTEGER &&
           row->before[FACT_OWNER].integer == erasing->order->contact &&
           row->before[FACT_KIND].type == VALUE_TEXT &&
           text_equal(row->before[FACT_KIND].text, kind_info(KIND_CONTACT)->singular);
}

/* A row that cannot be read cannot be cleaned either. */
static bool is_to_go(const struct erasing *erasing, const struct journal_row *row)
{
    if (row->kind == KIND_COUNT || (row->before == NULL && row->after == NULL))
        return true;
    return (row->kind == KIND_CONTACT && row->key == erasing->order->contact) ||
           (row->kind == KIND_FACT && is_of_facts(erasing, row));
}

static bool drop_row(struct store *store, struct place place, struct error *err)
{
    return store_run_for_two(store, SQL_CHANGE_ROW_DROP, place.change, place.seq, err);
}

static bool put_row(
    struct store *store, struct place place, const struct journal_row *row, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_CHANGE_ROW_PUT, err);
    int count = kind_info(row->kind)->stored;
    struct str before = {0}, after = {0};
    bool good;

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, place.change);
    store_bind_integer(statement, 2, place.seq);
    store_bind_text(statement, 3, NULL);
    store_bind_text(statement, 4, NULL);
    if (row->before != NULL) {
        store_pack(&before, row->mask, row->before, count);
        store_bind_blob(statement, 3, &before);
    }
    if (row->after != NULL) {
        store_pack(&after, row->mask, row->after, count);
        store_bind_blob(statement, 4, &after);
    }
    good = store_run(store, statement, err);
    str_fini(&before);
    str_fini(&after);
    return good;
}

/* The account that the row says it belongs to, else that of the change. */
static int64_t account_of(const struct journal_row *row, int64_t account)
{
    int field = kind_info(row->kind)->account;
    const struct value *values = row->before ? row->before : row->after;

    if (row->kind == KIND_ACCOUNT)
        return row->key;
    if (field >= 0 && (row->mask & (UINT64_C(1) << field)))
        return values[field].type == VALUE_INTEGER ? values[field].integer : 0;
    return account;
}

static bool clean_row(
    struct erasing *erasing, struct place place, struct arena *arena, struct error *err)
{
    struct journal_row row;
    struct scrub_count ignored = {0};
    struct scrub scrub;
    uint64_t moved = 0;
    int64_t account = 0;

    if (!read_row(erasing->store, place, arena, &row, &account, err))
        return false;
    if (is_to_go(erasing, &row)) {
        erasing->report->entries++;
        ARRAY_PUSH(&erasing->changes, place.change);
        return drop_row(erasing->store, place, err);
    }
    scrub = erasing_scrub(erasing, account_of(&row, account));
    if (row.before != NULL)
        moved |= scrub_values(row.kind, row.before, row.mask, &scrub, arena, &ignored);
    if (row.after != NULL)
        moved |= scrub_values(row.kind, row.after, row.mask, &scrub, arena, &ignored);
    erasing->report->entries += moved != 0;
    return moved == 0 || put_row(erasing->store, place, &row, err);
}

static bool clean_rows(struct erasing *erasing, struct error *err)
{
    struct key_list pairs = {0};
    struct arena arena = {0};
    bool good = collect_rows(erasing->store, &pairs, err);

    for (size_t i = 0; good && i + 1 < pairs.count; i += 2) {
        good = clean_row(erasing, (struct place){pairs.items[i], pairs.items[i + 1]}, &arena, err);
        arena_clear(&arena);
    }
    array_fini(&pairs);
    arena_fini(&arena);
    return good;
}

/* --- summaries: `Globex: contact 'Ana Ruiz' added` --- */

static bool put_summary(struct store *store, int64_t change, const char *summary, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_CHANGE_SUMMARIZE, err);

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, change);
    store_bind_text(statement, 2, summary);
    return store_run(store, statement, err);
}

static bool clean_summary(
    struct erasing *erasing, int64_t change, struct arena *arena, struct error *err)
{
    struct journal_entry entry;
    struct scrub scrub;
    struct str text = {0};
    bool good = store_journal_get(erasing->store, change, arena, &entry, err);

    if (good && entry.id != 0) {
        scrub = erasing_scrub(erasing, entry.account);
        if (scrub_text(&text, entry.summary, &scrub) > 0)
            good = put_summary(erasing->store, change, str_text(&text), err);
    }
    str_fini(&text);
    return good;
}

/* A change of nothing but the person says what was set: a telephone number. */
static bool forget_summary(struct erasing *erasing, int64_t change, struct error *err)
{
    struct store *store = erasing->store;
    sqlite3_stmt *statement = store_statement(store, SQL_CHANGE_ROWS_BESIDE, err);
    int64_t others;

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, change);
    store_bind_integer(statement, 2, KIND_CONTACT);
    store_bind_integer(statement, 3, erasing->order->contact);
    if (!store_integer(store, statement, 0, &others, err))
        return false;
    return others > 0 || put_summary(store, change, "a person, erased since", err);
}

static bool clean_summaries(struct erasing *erasing, struct error *err)
{
    sqlite3_stmt *statement = store_statement(erasing->store, SQL_CHANGE_KEYS, err);
    struct key_list changes = {0};
    struct arena arena = {0};
    bool good = statement != NULL && store_collect_keys(erasing->store, statement, &changes, err);

    for (size_t i = 0; good && i < changes.count; i++) {
        good = clean_summary(erasing, changes.items[i], &arena, err);
        arena_clear(&arena);
    }
    for (size_t i = 0; good && i < erasing->changes.count; i++)
        good = forget_summary(erasing, erasing->changes.items[i], err);
    array_fini(&changes);
    arena_fini(&arena);
    return good;
}

/* --- the erasing's own entry: it is told, and holds nothing to take back --- */

bool erase_from_journal(struct erasing *erasing, struct error *err)
{
    int64_t change = erasing->report->change_id;

    return store_run_for(erasing->store, SQL_CHANGE_ROWS_DROP, change, err) &&
           store_run_for(erasing->store, SQL_CHANGE_MAKE_FINAL, change, err) &&
           clean_rows(erasing, err) && clean_summaries(erasing, err);
}
