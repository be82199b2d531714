/* Does the full-text index agree with the rows? Nothing is written, so a book that is open for
 * reading is examined too.
 *
 * Up to FULL rows the whole of it is proved: the same index is made anew in memory from the rows,
 * and every word, place and row of both are compared, in both directions. Beyond that: each row has
 * its entry, there are no others, and of SAMPLES rows spread over the book the first words are
 * found. What neither looks at is the index of beginnings. */
#include "search_internal.h"

#include <string.h>

enum { FULL = 20000, SAMPLES = 1000, SAMPLE_WORDS = 8 };

struct checking {
    struct store *store;
    sqlite3 *fresh; /* in memory; NULL: only samples */
    sqlite3_stmt *add;
    int64_t rows;  /* that should be listed */
    int64_t every; /* the nth row is a sample */
    struct search_texts texts;
    bool agrees;
};

/* --- row by row --- */

static bool is_listed(struct checking *checking, int64_t entry, bool *ret_listed, struct error *err)
{
    sqlite3_stmt *statement = store_statement(checking->store, SQL_INDEX_LISTED, err);
    int64_t one;

    if (statement == NULL)
        return false;
    store_bind_integer(statement, 1, entry);
    if (!store_integer(checking->store, statement, 0, &one, err))
        return false;
    *ret_listed = one == 1;
    return true;
}

static bool add_fresh(struct checking *checking, int64_t entry)
{
    store_bind_integer(checking->add, 1, entry);
    for (int i = 0; i < SEARCH_COLUMNS; i++)
        store_bind_bytes(checking->add, i + 2, str_text(&checking->texts.columns[i]),
            checking->texts.columns[i].len);
    return sqlite3_step(checking->add) == SQLITE_DONE && sqlite3_reset(checking->add) == SQLITE_OK;
}

struct first_words {
    struct str match;
    int count;
};

static bool take_first(void *context, const struct token *token)
{
    struct first_words *words = context;

    str_add(&words->match, words->count > 0 ? " \"" : "\"");
    str_add_bytes(&words->match, token->text, token->len);
    str_add(&words->match, "\"");
    return ++words->count < SAMPLE_WORDS;
}

static bool find_sample(struct checking *checking, int64_t entry, struct error *err)
{
    struct first_words words = {0};
    const struct str *text = &checking->texts.columns[SEARCH_TEXT];
    sqlite3_stmt *statement = store_statement(checking->store, SQL_FIND, err);
    bool good = statement != NULL &&
                store_tokens(checking->store, str_text(text), text->len, take_first, &words, err);
    int64_t found = 0;

    if (good && words.count > 0) {
        store_bind_bytes(statement, 1, str_text(&words.match), words.match.len);
        store_bind_integer(statement, 2, entry);
        store_bind_integer(statement, 3, entry);
        store_bind_integer(statement, 4, 1);
        good = store_integer(checking->store, statement, 0, &found, err);
        checking->agrees = checking->agrees && found == entry;
    }
    str_fini(&words.match);
    return good;
}

static bool check_row(struct checking *checking, const struct row *row, struct error *err)
{
    int64_t entry = search_entry(row->kind, row->key, row->values);
    bool listed;

    if (entry == 0)
        return true;
    checking->rows++;
    search_read(row->kind, row->values, &checking->texts);
    if (checking->fresh != NULL)
        return add_fresh(checking, entry) ||
               error_set(err, ERROR_IO, "the index could not be made anew to compare");
    if (!is_listed(checking, entry, &listed, err))
        return false;
    checking->agrees = checking->agrees && listed;
    return checking->rows % checking->every != 0 || find_sample(checking, entry, err);
}

static bool check_kind(struct checking *checking, enum kind kind, struct error *err)
{
    sqlite3_stmt *statement = store_kind_statement(checking->store, kind, KIND_SQL_FROM, err);
    struct arena arena = {0};
    bool more = statement != NULL, good = statement != NULL;

    if (good)
        store_bind_integer(statement, 1, 1);
    while (more && checking->agrees) {
        struct row *row;
        bool waits = false;

        good = store_step(checking->store, statement, &more, err);
        if (!good || !more)
            break;
        row = store_row(statement, kind, kind_info(kind)->stored, &arena);
        good = store_index_waits(checking->store, kind, row->key, &waits, err) &&
               (waits || check_row(checking, row, err));
        arena_clear(&arena);
        if (!good)
            break;
    }
    sqlite3_reset(statement);
    arena_fini(&arena);
    return good;
}

/* --- both indexes side by side --- */

#define WORDS_OF(index) "SELECT term, doc, col, offset FROM " index

static bool same_text(sqlite3_stmt *a, sqlite3_stmt *b, int column)
{
    int len = sqlite3_column_bytes(a, column);

    return len == sqlite3_column_bytes(b, column) &&
           (len == 0 || memcmp(sqlite3_column_text(a, column), sqlite3_column_text(b, column),
                            (size_t)len) == 0);
}

static bool same_words(sqlite3_stmt *a, sqlite3_stmt *b)
{
    for (;;) {
        int left = sqlite3_step(a), right = sqlite3_step(b);

        if (left != right || left != SQLITE_ROW)
            return left == SQLITE_DONE && right == SQLITE_DONE;
        if (!same_text(a, b, 0) || sqlite3_column_int64(a, 1) != sqlite3_column_int64(b, 1) ||
            !same_text(a, b, 2) || sqlite3_column_int64(a, 3) != sqlite3_column_int64(b, 3))
            return false;
    }
}

static bool compare_indexes(struct checking *checking, struct error *err)
{
    sqlite3_stmt *mine = NULL, *fresh = NULL;
    bool good = search_make_view(checking->store, err);

    if (good)
        good =
            sqlite3_exec(checking->fresh,
                "CREATE VIRTUAL TABLE words USING fts5vocab(entry_fts, instance)", NULL, NULL,
                NULL) == SQLITE_OK &&
            sqlite3_prepare_v2(
                checking->store->db, WORDS_OF("temp.entry_words"), -1, &mine, NULL) == SQLITE_OK &&
            sqlite3_prepare_v2(checking->fresh, WORDS_OF("words"), -1, &fresh, NULL) == SQLITE_OK;
    if (good)
        checking->agrees = checking->agrees && same_words(mine, fresh);
    else
        error_set(err, ERROR_IO, "the words of the index could not be read");
    sqlite3_finalize(mine);
    sqlite3_finalize(fresh);
    return good;
}

static bool make_fresh(struct checking *checking)
{
    return sqlite3_open(":memory:", &checking->fresh) == SQLITE_OK &&
           sqlite3_exec(checking->fresh, SQL_CREATE_INDEX "; BEGIN", NULL, NULL, NULL) ==
               SQLITE_OK &&
           sqlite3_prepare_v2(checking->fresh,
               "INSERT INTO entry_fts(rowid, text, names, people, tags, facts)"
               " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
               -1, &checking->add, NULL) == SQLITE_OK;
}

/* --- the whole --- */

static bool count_listed(struct checking *checking, int64_t *ret_count, struct error *err)
{
    sqlite3_stmt *statement = store_statement(checking->store, SQL_INDEX_COUNT, err);

    return statement != NULL && store_integer(checking->store, statement, 0, ret_count, err);
}

static bool check_all(struct checking *checking, struct error *err)
{
    int64_t listed;

    if (!count_listed(checking, &listed, err))
        return false;
    checking->every = listed / SAMPLES + 1;
    if (listed <= FULL && !make_fresh(checking))
        return error_set(err, ERROR_IO, "the index could not be made anew to compare");
    for (int i = 0; i < SEARCH_KINDS; i++)
        if (!check_kind(checking, search_kind(i), err))
            return false;
    checking->agrees = checking->agrees && checking->rows == listed;
    return checking->fresh == NULL || !checking->agrees || compare_indexes(checking, err);
}

bool store_check_index(struct store *store, bool *ret_agrees, struct error *err)
{
    struct checking checking = {.store = store, .agrees = true};
    bool own = store->depth == 0, good;

    if (own && !store_begin_read(store, err))
        return false;
    store_index_forget(store); /* another program may have moved what waits */
    good = check_all(&checking, err);
    if (own && good)
        good = store_commit(store, err);
    if (own && !good)
        store_rollback(store);
    store_index_forget(store);
    sqlite3_finalize(checking.add);
    sqlite3_close(checking.fresh);
    search_texts_fini(&checking.texts);
    *ret_agrees = checking.agrees;
    return good;
}
