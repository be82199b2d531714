/* What the files of the search share. */
#ifndef STORE_SEARCH_INTERNAL_H
#define STORE_SEARCH_INTERNAL_H

#include "store/search.h"
#include "store_internal.h"

/* --- search_match.c: the query in the index's own language --- */
/* Empty: it asks for nothing. */
bool search_match(struct store *store, const struct search_query *query, struct str *ret_match,
    struct error *err) CHECKED;

/* --- search_hit.c --- */
/* Is the account or person of this entry called by the words of the query? */
bool search_is_named(struct store *store, const struct search_query *query, int64_t entry,
    bool *ret_named, struct error *err) CHECKED;

/* --- search_words.c: words cut by the tokenizer --- */
struct search_token {
    size_t from, len; /* in bytes */
};
struct search_tokens {
    struct str bytes;
    struct search_token_list ARRAY_OF(struct search_token) list;
};
bool search_cut(struct store *store, const char *text, struct search_tokens *tokens,
    struct error *err) CHECKED; /* folded first */
void search_tokens_fini(struct search_tokens *tokens);
/* The words of the index as a table, temp.entry_words, of this connection alone. */
bool search_make_view(struct store *store, struct error *err) CHECKED;
/* Words of the index that begin so, at most `most`; more: *ret_count is most + 1. */
bool search_beginnings(struct store *store, const char *text, size_t len, int most,
    struct search_tokens *ret_words, struct error *err) CHECKED;

/* --- search_scope.c: entries of accounts --- */
/* All entries of rows of these accounts, falling. */
bool search_entries_of(struct store *store, const struct key_list *accounts,
    struct key_list *ret_entries, struct error *err) CHECKED;
/* Does it stand in a falling list? */
bool search_has_entry(const struct key_list *entries, int64_t entry);

#endif
