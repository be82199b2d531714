/* The full-text index, told of every row that is written in the transaction that writes it. It
 * keeps no texts (the rows have them), so what goes out of it must be given word for word as it
 * went in: core/search makes both from the row's values.
 *
 * The index writes out what it has gathered whenever it is given an entry that lies below the last
 * one. Entries follow the day of a row, and rows come in any order: so they are held here, sorted,
 * and handed over in one go. */
#include "store/search.h"
#include "store_internal.h"

#include <stdlib.h>
#include "base/bug.h"

#define BYTES_MOST 8000000 /* of texts held; then they are handed over in the midst */
#define BUFFER_MANY 16000000
#define BUFFER_USUAL 1048576

bool store_index_tune(struct store *store, const char *name, int64_t value, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_INDEX_TUNE, err);

    if (statement == NULL)
        return false;
    store_bind_text(statement, 1, name);
    store_bind_integer(statement, 2, value);
    return store_run(store, statement, err);
}

/* Many rows make fewer and larger pieces: half the time. */
static bool tune_for_many(struct store *store, bool many, struct error *err)
{
    if (store->index.tuned == many)
        return true;
    store->index.tuned = many;
    return store_index_tune(store, "hashsize", many ? BUFFER_MANY : BUFFER_USUAL, err);
}

static int compare_words(const void *a, const void *b)
{
    const struct index_word *left = a, *right = b;

    if (left->entry != right->entry)
        return left->entry < right->entry ? -1 : 1;
    return (left->turn > right->turn) - (left->turn < right->turn);
}

static bool hand_over(struct store *store, const struct index_word *word, struct error *err)
{
    sqlite3_stmt *statement =
        store_statement(store, word->removed ? SQL_INDEX_REMOVE : SQL_INDEX_ADD, err);
    const char *at = str_text(&store->index.bytes) + word->at;

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, word->entry);
    for (int i = 0; i < SEARCH_COLUMNS; i++) {
        store_bind_text(statement, i + 2, at);
        at += word->lens[i] + 1;
    }
    return store_run(store, statement, err);
}

static void clear(struct index *index)
{
    array_clear(&index->words);
    str_clear(&index->bytes);
}

bool store_index_flush(struct store *store, struct error *err)
{
    struct index *index = &store->index;
    bool good = true;

    if (index->words.count == 0)
        return true;
    good = store_index_leave_alone(store, err) && tune_for_many(store, store->many, err);
    qsort(index->words.items, index->words.count, sizeof(*index->words.items), compare_words);
    for (size_t i = 0; good && i < index->words.count; i++)
        good = hand_over(store, &index->words.items[i], err);
    clear(index);
    if (good && index->has_turn) {
        index->has_turn = false;
        good = store_index_merge_some(store, err);
    }
    return good;
}

/* SQLite's full-text index tells a failure of the disk again at its next use, after all was rolled
 * back; this use is for that, or the user's next try would fail on a good disk. */
void store_index_recover(struct store *store)
{
    sqlite3_stmt *statement = store_statement(store, SQL_INDEX_TOUCH, NULL);

    store->index.is_left_alone = false; /* was it told in what was rolled back? */
    if (statement == NULL)
        return;
    (void)sqlite3_step(statement);
    sqlite3_reset(statement);
}

/* A savepoint makes the index write out what it has gathered, while its buffer is large still. */
static bool write_out(struct store *store, struct error *err)
{
    return store_run_plain(store, SQL_INDEX_SAVEPOINT, err) &&
           store_run_plain(store, SQL_INDEX_RELEASE, err);
}

bool store_index_usual(struct store *store, struct error *err)
{
    return !store->index.tuned || (write_out(store, err) && tune_for_many(store, false, err));
}

static bool hold(struct store *store, int64_t entry, bool removed, struct error *err)
{
    struct index *index = &store->index;
    struct index_word word = {
        .entry = entry, .turn = index->words.count, .removed = removed, .at = index->bytes.len};

    for (int i = 0; i < SEARCH_COLUMNS; i++) {
        const struct str *column = &index->texts.columns[i];

        str_add_bytes(&index->bytes, str_text(column), column->len + 1); /* or it is copied later */
        word.lens[i] = column->len;
    }
    ARRAY_PUSH(&index->words, word);
    return index->bytes.len < BYTES_MOST || store_index_flush(store, err);
}

bool store_index_row(struct store *store, enum kind kind, int64_t key, const struct value *values,
    bool removed, struct error *err)
{
    int64_t entry;
    bool waits;

    if (search_number(kind) < 0)
        return true;
    entry = search_entry(kind, key, values);
    if (entry == 0)
        return true;
    if (!store_index_waits(store, kind, key, &waits, err))
        return false;
    if (waits)
        return true;
    search_read(kind, values, &store->index.texts);
    return hold(store, entry, removed, err);
}

bool store_index_new(
    struct store *store, enum kind kind, int64_t key, const struct value *values, struct error *err)
{
    if (store->bulk && kind != KIND_NOTE && search_number(kind) >= 0) {
        store_index_put_off(store, kind, key);
        return true;
    }
    return store_index_row(store, kind, key, values, false, err);
}

bool store_index_purge(struct store *store, struct error *err)
{
    return store_index_flush(store, err) && store_run_plain(store, SQL_INDEX_PURGE, err);
}

void store_index_forget(struct store *store)
{
    struct index *index = &store->index;

    clear(index);
    if (index->bytes.room > BUFFER_USUAL) {
        str_fini(&index->bytes);
        array_fini(&index->words);
    }
    index->tuned = index->has_turn = false;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        index->knows_later[kind] = index->later_moved[kind] = false;
        index->later[kind] = index->put_off[kind] = 0;
    }
}

void store_index_fini(struct store *store)
{
    str_fini(&store->index.bytes);
    array_fini(&store->index.words);
    search_texts_fini(&store->index.texts);
}
