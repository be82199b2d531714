/* Full text over notes. What was typed is taken as plain words, the last one as the beginning of a
 * word, since it may still be being typed; as FTS5's own language only where it reads as that. */
#include "store_internal.h"

#include <stdlib.h>
#include <string.h>

/* Newest hits are found by key, which mostly follows time; these are then sorted by time. */
#define NEWEST 500
#define BLANKS " \t\r\n"

static bool has_operator(const char *query)
{
    static const char *const words[] = {" AND ", " OR ", " NOT ", "NEAR("};

    if (strpbrk(query, "\"*^:(") != NULL)
        return true;
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (strstr(query, words[i]) != NULL)
            return true;
    return false;
}

static void add_word(struct str *out, const char *word, size_t len)
{
    str_add(out, out->len > 0 ? " \"" : "\"");
    for (size_t i = 0; i < len; i++)
        if (word[i] != '"')
            str_add_char(out, word[i]);
    str_add(out, "\"");
}

/* Every word as it stands; with `begins` the last one is the beginning of a word. */
static void plain_query(struct str *out, const char *query, bool begins)
{
    while (*query != '\0') {
        size_t len = strcspn(query, BLANKS);

        if (len > 0)
            add_word(out, query, len);
        query += len + (query[len] != '\0');
    }
    if (begins && out->len > 0)
        str_add(out, "*");
}

static size_t last_word_len(const char *query)
{
    size_t end = strlen(query), start;

    while (end > 0 && strchr(BLANKS, query[end - 1]) != NULL)
        end--;
    for (start = end; start > 0 && strchr(BLANKS, query[start - 1]) == NULL; start--)
        ;
    return end - start;
}

static bool find(
    struct store *store, const char *query, struct key_list *ret_keys, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_FTS_FIND, err);

    if (statement == NULL)
        return false;
    store_bind_text(statement, 1, query);
    store_bind_integer(statement, 2, NEWEST);
    array_clear(ret_keys);
    return store_collect_keys(store, statement, ret_keys, err);
}

static bool find_words(struct store *store, const char *query, bool begins,
    struct key_list *ret_keys, struct error *err)
{
    struct str plain = {0};
    bool good = true;

    plain_query(&plain, query, begins);
    array_clear(ret_keys);
    if (plain.len > 0)
        good = find(store, str_text(&plain), ret_keys, err);
    str_fini(&plain);
    return good;
}

/* One letter is a word of its own: as a beginning it would match nearly every note. Beginnings of
 * two and three letters have an index. Longer ones that many words share are slow, so the whole
 * word goes first, and its hits are enough where they fill the page. */
static bool find_plain(
    struct store *store, const char *query, int limit, struct key_list *ret_keys, struct error *err)
{
    size_t len = last_word_len(query);

    if (len < 2)
        return find_words(store, query, false, ret_keys, err);
    if (len > 3) {
        if (!find_words(store, query, false, ret_keys, err))
            return false;
        if (ret_keys->count >= (size_t)limit)
            return true;
    }
    return find_words(store, query, true, ret_keys, err);
}

static int compare_times(const void *a, const void *b)
{
    const struct row *left = *(struct row *const *)a, *right = *(struct row *const *)b;
    int64_t left_at = row_integer(left, NOTE_AT), right_at = row_integer(right, NOTE_AT);

    if (left_at != right_at)
        return left_at < right_at ? 1 : -1;
    return left->key < right->key ? 1 : -1;
}

/* Keys follow time but for what was written down later: twice as many as are asked for are
 * compared. */
static bool read_hits(struct store *store, const struct key_list *keys, int limit,
    struct arena *arena, struct row_list *ret_rows, struct error *err)
{
    size_t enough = (size_t)limit * 2;
    struct row_list rows = {0};

    for (size_t i = 0; i < keys->count && i < enough; i++) {
        struct row *row;

        if (!store_get(store, KIND_NOTE, keys->items[i], arena, &row, err))
            return false;
        if (row != NULL)
            store_list_push(arena, &rows, row);
    }
    if (rows.count > 0)
        qsort(rows.items, rows.count, sizeof(struct row *), compare_times);
    if (rows.count > (size_t)limit)
        rows.count = (size_t)limit;
    *ret_rows = rows;
    return true;
}

bool store_search_notes(struct store *store, const char *query, int limit, struct arena *arena,
    struct row_list *ret_rows, struct error *err)
{
    struct key_list keys = {0};
    bool own = store->depth == 0, good;

    *ret_rows = (struct row_list){0};
    if (limit <= 0)
        return true;
    if (own && !store_begin_read(store, err))
        return false;
    good = (has_operator(query) && find(store, query, &keys, NULL)) ||
           find_plain(store, query, limit, &keys, err);
    good = good && read_hits(store, &keys, limit, arena, ret_rows, err);
    if (own && good)
        good = store_commit(store, err);
    if (own && !good)
        store_rollback(store);
    array_fini(&keys);
    return good;
}
