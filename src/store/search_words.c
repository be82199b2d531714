/* Words of a query as the index sees them, and those of the index that begin as a word does. */
#include "search_internal.h"

#include <string.h>
#include "base/words.h"

#define LAST_LETTER "\364\217\277\277" /* U+10FFFF: nothing goes beyond */

static bool take(void *context, const struct token *token)
{
    struct search_tokens *tokens = context;

    ARRAY_PUSH(&tokens->list, (struct search_token){tokens->bytes.len, token->len});
    str_add_bytes(&tokens->bytes, token->text, token->len);
    return true;
}

bool search_cut(
    struct store *store, const char *text, struct search_tokens *tokens, struct error *err)
{
    struct str folded = {0};
    bool good;

    search_fold(&folded, text);
    good = store_tokens(store, str_text(&folded), folded.len, take, tokens, err);
    str_fini(&folded);
    return good;
}

void search_tokens_fini(struct search_tokens *tokens)
{
    str_fini(&tokens->bytes);
    array_fini(&tokens->list);
}

bool search_make_view(struct store *store, struct error *err)
{
    int code = sqlite3_exec(store->db,
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.entry_words"
        " USING fts5vocab(main, entry_fts, instance)",
        NULL, NULL, NULL);

    return code == SQLITE_OK || store_fault(store, _("could not search"), err);
}

/* The first word of the index from `least` on that begins as the text does. */
static bool next_word(struct store *store, const struct str *least, const struct str *beyond,
    struct search_tokens *words, bool *ret_found, struct error *err)
{
    sqlite3_stmt *statement = store_statement(store, SQL_NEXT_WORD, err);

    if (statement == NULL)
        return false;
    store_bind_bytes(statement, 1, str_text(least), least->len);
    store_bind_bytes(statement, 2, str_text(beyond), beyond->len);
    if (!store_step(store, statement, ret_found, err))
        return false;
    if (*ret_found) {
        struct token token = {(const char *)sqlite3_column_text(statement, 0),
            (size_t)sqlite3_column_bytes(statement, 0), 0, 0};

        take(words, &token);
    }
    sqlite3_reset(statement);
    return true;
}

bool search_beginnings(struct store *store, const char *text, size_t len, int most,
    struct search_tokens *ret_words, struct error *err)
{
    struct str least = {0}, beyond = {0};
    bool found = true, good = search_make_view(store, err);

    str_add_bytes(&least, text, len);
    str_add_bytes(&beyond, text, len);
    str_add(&beyond, LAST_LETTER);
    while (good && found && ret_words->list.count <= (size_t)most) {
        good = next_word(store, &least, &beyond, ret_words, &found, err);
        if (good && found) { /* the least text after that word */
            const struct search_token *last = &ret_words->list.items[ret_words->list.count - 1];

            str_clear(&least);
            str_add_bytes(&least, ret_words->bytes.data + last->from, last->len);
            str_add_char(&least, '\001');
        }
    }
    str_fini(&least);
    str_fini(&beyond);
    return good;
}
