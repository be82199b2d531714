/* A query in the language of FTS5, made of words that its own tokenizer gave: nothing that was
 * typed reaches it as it stands.
 *
 * A beginning of two or three letters has an index of its own. For longer ones FTS5 would gather
 * every place of every such word before it gave the first, half a second where a word is in all
 * notes; so they are looked up, and asked for as whole words. */
#include "search_internal.h"

#include <string.h>
#include "base/text.h"

enum { BEGINNINGS_MOST = 128, INDEXED_LETTERS = 3 };

struct matching {
    struct store *store;
    const struct search_query *query;
    struct str *out;
    bool lonely; /* there is one word alone to look for */
};

static const char *const columns[SEARCH_COLUMNS] = {"text", "names", "people", "tags", "facts"};

static int letters_of(const char *text, size_t len)
{
    int letters = 0;

    for (size_t i = 0; i < len; i++)
        letters += ((unsigned char)text[i] & 0xC0) != 0x80;
    return letters;
}

/* Tokens first..first+count-1 and perhaps one more, as a phrase. */
static void add_phrase(
    struct str *out, const struct search_tokens *tokens, size_t count, const char *more, size_t len)
{
    str_add_char(out, '"');
    for (size_t i = 0; i < count; i++) {
        const struct search_token *token = &tokens->list.items[i];

        str_add(out, i > 0 ? " " : "");
        str_add_bytes(out, tokens->bytes.data + token->from, token->len);
    }
    if (len > 0) {
        str_add(out, count > 0 ? " " : "");
        str_add_bytes(out, more, len);
    }
    str_add_char(out, '"');
}

/* The phrase with each word of the index that begins as its last one does. */
static bool add_beginnings(
    struct matching *matching, const struct search_tokens *tokens, struct error *err)
{
    size_t before = tokens->list.count - 1;
    const struct search_token *last = &tokens->list.items[before];
    const char *text = tokens->bytes.data + last->from;
    struct search_tokens words = {0};
    bool good = search_beginnings(matching->store, text, last->len, BEGINNINGS_MOST, &words, err);

    if (good && words.list.count > BEGINNINGS_MOST) {
        add_phrase(matching->out, tokens, tokens->list.count, NULL, 0);
        str_add(matching->out, " *");
    } else if (good && words.list.count == 0) {
        add_phrase(matching->out, tokens, tokens->list.count, NULL, 0);
    } else {
        for (size_t i = 0; good && i < words.list.count; i++) {
            str_add(matching->out, i > 0 ? " OR " : "");
            add_phrase(matching->out, tokens, before, words.bytes.data + words.list.items[i].from,
                words.list.items[i].len);
        }
    }
    search_tokens_fini(&words);
    return good;
}

static bool add_tokens(struct matching *matching, struct search_tokens *tokens, bool begins,
    bool *ret_any, struct error *err)
{
    const struct search_token *last = &tokens->list.items[tokens->list.count - 1];
    int letters = letters_of(tokens->bytes.data + last->from, last->len);

    *ret_any = true;
    if (begins && letters == 1 && (tokens->list.count > 1 || !matching->lonely)) {
        /* Half of all rows hold a word with that letter: wait for the next one. */
        *ret_any = --tokens->list.count > 0;
        begins = false;
    }
    if (!*ret_any)
        return true;
    if (begins && letters > INDEXED_LETTERS)
        return add_beginnings(matching, tokens, err);
    add_phrase(matching->out, tokens, tokens->list.count, NULL, 0);
    if (begins && letters > 1)
        str_add(matching->out, " *");
    return true;
}

/* One word or phrase in its column; *ret_any: there was something in it. */
static bool add_word(
    struct matching *matching, const struct search_word *word, bool *ret_any, struct error *err)
{
    struct search_tokens tokens = {0};
    size_t start = matching->out->len;
    bool good = search_cut(matching->store, word->text, &tokens, err);

    *ret_any = good && tokens.list.count > 0;
    if (word->column != SEARCH_TEXT)
        str_addf(matching->out, "%s : ", columns[word->column]);
    str_add_char(matching->out, '(');
    if (*ret_any)
        good = add_tokens(matching, &tokens, word->begins, ret_any, err);
    str_add_char(matching->out, ')');
    if (!*ret_any)
        str_remove(matching->out, start, matching->out->len - start);
    search_tokens_fini(&tokens);
    return good;
}

/* --- what must be there --- */

/* A word with all that may stand for it: `a OR b OR c`. */
static bool add_words(struct matching *matching, int *at, struct error *err)
{
    const struct search_query *query = matching->query;
    struct str *out = matching->out;
    size_t start = out->len, inside;
    bool any = false;

    str_add(out, start > 0 ? " AND (" : "(");
    inside = out->len;
    do {
        size_t before = out->len;
        bool more = false;

        if (any)
            str_add(out, " OR ");
        if (!query->words[*at].excluded && !add_word(matching, &query->words[*at], &more, err))
            return false;
        if (!more)
            str_remove(out, before, out->len - before);
        any = any || more;
        ++*at;
    } while (*at < query->word_count && query->words[*at].joins);
    if (out->len > inside)
        str_add_char(out, ')');
    else
        str_remove(out, start, out->len - start);
    return true;
}

static void add_fact(struct str *out, bool first, enum search_facet facet, const char *word)
{
    str_add(out, first ? "\"" : " OR \"");
    search_fact_word(out, facet, word);
    str_add_char(out, '"');
}

/* Those of one facet stand for each other. */
static void add_facts(struct matching *matching, enum search_facet facet)
{
    const struct search_query *query = matching->query;
    bool any = false;

    for (int i = 0; i < query->fact_count; i++) {
        if (query->facts[i].facet != facet || query->facts[i].excluded)
            continue;
        if (!any)
            str_addf(matching->out, "%s%s : (", matching->out->len > 0 ? " AND " : "",
                columns[SEARCH_FACTS]);
        add_fact(matching->out, !any, facet, query->facts[i].word);
        any = true;
    }
    if (any)
        str_add_char(matching->out, ')');
}

static void add_kinds(struct str *out, unsigned kinds)
{
    bool any = false;

    str_addf(out, "%s%s : (", out->len > 0 ? " AND " : "", columns[SEARCH_FACTS]);
    for (int i = 0; i < SEARCH_KINDS; i++) {
        if (!(kinds & (1u << i)))
            continue;
        str_add(out, any ? " OR \"" : "\"");
        search_kind_word(out, search_kind(i));
        str_add_char(out, '"');
        any = true;
    }
    str_add_char(out, ')');
}

static int wanted_words(const struct search_query *query)
{
    int wanted = 0;

    for (int i = 0; i < query->word_count; i++)
        wanted += !query->words[i].excluded;
    return wanted;
}

/* `!!!`, and nothing else: no word, so no hits rather than all rows. */
static bool is_void(const struct search_query *query)
{
    struct search_query rest = *query;

    rest.word_count = 0;
    return wanted_words(query) > 0 && search_is_empty(&rest);
}

static bool add_wanted(struct matching *matching, struct error *err)
{
    const struct search_query *query = matching->query;
    unsigned all = (1u << SEARCH_KINDS) - 1;

    for (int i = 0; i < query->word_count;)
        if (!add_words(matching, &i, err))
            return false;
    for (int facet = 0; facet < FACET_COUNT; facet++)
        add_facts(matching, (enum search_facet)facet);
    if (query->kinds != all || (matching->out->len == 0 && !is_void(query)))
        add_kinds(matching->out, query->kinds);
    return true;
}

/* --- what must not --- */

/* In one NOT: one within another takes twice as long for each. */
static bool add_unwanted(struct matching *matching, struct error *err)
{
    const struct search_query *query = matching->query;
    struct str *out = matching->out;
    size_t start = out->len, before, inside;

    str_add(out, " NOT (");
    inside = out->len;
    for (int i = 0; i < query->word_count; i++) {
        bool any = false;

        if (!query->words[i].excluded)
            continue;
        before = out->len;
        str_add(out, before > inside ? " OR " : "");
        if (!add_word(matching, &query->words[i], &any, err))
            return false;
        if (!any)
            str_remove(out, before, out->len - before);
    }
    for (int i = 0; i < query->fact_count; i++)
        if (query->facts[i].excluded) {
            str_addf(out, "%s%s : (", out->len > inside ? " OR " : "", columns[SEARCH_FACTS]);
            add_fact(out, true, query->facts[i].facet, query->facts[i].word);
            str_add_char(out, ')');
        }
    if (out->len == inside)
        str_remove(out, start, out->len - start);
    else
        str_add_char(out, ')');
    return true;
}

bool search_match(
    struct store *store, const struct search_query *query, struct str *ret_match, struct error *err)
{
    struct matching matching = {store, query, ret_match, wanted_words(query) == 1};

    str_clear(ret_match);
    if (query->kinds == 0)
        return true;
    if (!add_wanted(&matching, err))
        return false;
    if (ret_match->len == 0)
        return true;
    str_insert(ret_match, 0, "(", 1);
    str_add_char(ret_match, ')');
    return add_unwanted(&matching, err);
}
