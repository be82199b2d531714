/* The words of a text exactly as the full-text index sees them: its own tokenizer, borrowed. */
#include "store_internal.h"

#include "base/bug.h"

struct tokenizer {
    fts5_tokenizer calls;
    Fts5Tokenizer *self;
};

static fts5_api *find_api(struct store *store)
{
    sqlite3_stmt *statement = NULL;
    fts5_api *api = NULL;

    if (sqlite3_prepare_v2(store->db, "SELECT fts5(?1)", -1, &statement, NULL) == SQLITE_OK) {
        sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", NULL);
        sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
    return api;
}

/* With the same words as SQL_CREATE_INDEX. */
static bool make(struct store *store, struct tokenizer *tokenizer)
{
    static const char *options[] = {"remove_diacritics", "2"};
    fts5_api *api = find_api(store);
    void *user = NULL;

    return api != NULL &&
           api->xFindTokenizer(api, "unicode61", &user, &tokenizer->calls) == SQLITE_OK &&
           tokenizer->calls.xCreate(user, options, COUNT_OF(options), &tokenizer->self) ==
               SQLITE_OK;
}

static bool get(struct store *store, struct error *err)
{
    struct tokenizer *made;

    if (store->tokenizer != NULL)
        return true;
    made = mem_alloc(sizeof(*made));
    if (!make(store, made)) {
        free(made);
        return error_set(err, ERROR_IO, "this SQLite has no full-text search (FTS5)");
    }
    store->tokenizer = made;
    return true;
}

struct taking {
    token_fn fn;
    void *context;
};

static int take(void *context, int flags, const char *text, int len, int from, int to)
{
    const struct taking *taking = context;
    struct token token = {text, (size_t)len, (size_t)from, (size_t)to};

    (void)flags;
    return taking->fn(taking->context, &token) ? SQLITE_OK : SQLITE_DONE;
}

bool store_tokens(struct store *store, const char *text, size_t len, token_fn fn, void *context,
    struct error *err)
{
    struct taking taking = {fn, context};

    if (!get(store, err))
        return false;
    BUG_ON(len > INT32_MAX);
    (void)!store->tokenizer->calls.xTokenize(
        store->tokenizer->self, &taking, FTS5_TOKENIZE_AUX, text, (int)len, take);
    return true;
}

void store_tokenizer_free(struct store *store)
{
    if (store->tokenizer == NULL)
        return;
    store->tokenizer->calls.xDelete(store->tokenizer->self);
    free(store->tokenizer);
    store->tokenizer = NULL;
}
