/* Full text: what a query asks for, and which words of a row are looked through. Pure: the index
 * itself is the store's. The language is told in search_help. */
#ifndef CORE_SEARCH_H
#define CORE_SEARCH_H

#include "core/row.h"

enum { SEARCH_WORDS_MOST = 64, SEARCH_KINDS = 6 };

/* Where the words of a row stand in the index. Their order is that of its columns: new ones at the
 * end, with a migration. */
enum search_column {
    SEARCH_TEXT,   /* bodies, titles, statements; the first one takes least room */
    SEARCH_NAMES,  /* what accounts and people are called */
    SEARCH_PEOPLE, /* who was there, asks, owns */
    SEARCH_TAGS,
    SEARCH_FACTS, /* words of ours that no text holds: kind=call and the like */
    SEARCH_COLUMNS
};

/* `kind:call`: a word of a list, not of a text. */
enum search_facet {
    FACET_KIND,
    FACET_SENTIMENT,
    FACET_STATUS,
    FACET_PRIORITY,
    FACET_ROLE,
    FACET_COUNT
};

struct search_word {
    const char *text;          /* one word, or a phrase; as typed */
    enum search_column column; /* TEXT: anywhere; PEOPLE: with:; TAGS: # */
    bool begins;               /* its last word may go on */
    bool excluded;
    bool joins; /* `OR`: this or the one before it */
};
struct search_fact {
    enum search_facet facet;
    const char *word;
    bool excluded;
};
struct search_account {
    const char *text; /* ACCOUNT of contract.md, or a part of several names */
    bool excluded;
};

/* All words must be there. Facts of one facet are alternatives; so are accounts. */
struct search_query {
    struct search_word words[SEARCH_WORDS_MOST];
    int word_count;
    struct search_fact facts[SEARCH_WORDS_MOST];
    int fact_count;
    struct search_account accounts[SEARCH_WORDS_MOST];
    int account_count;
    unsigned kinds;   /* a bit per search_kind; all of them unless `in:` was said */
    day_number from;  /* first day, or DAY_NONE */
    day_number until; /* first day that is too late, or DAY_NONE */
};

/* Never fails: what is not understood is taken as plain words, beyond SEARCH_WORDS_MOST words
 * nothing is read. Bytes may be anything. Texts live in the arena. */
void search_parse(const char *text, size_t len, day_number today, const struct calendar *calendar,
    struct arena *arena, struct search_query *ret_query);
bool search_is_empty(const struct search_query *query); /* it asks for nothing */
const char *search_help(void);                          /* the language, a line an idea */

/* The kinds that are searched, in the order of their bits: a number of an index entry, so never
 * change it. */
enum kind search_kind(int number);
int search_number(enum kind kind);      /* -1: not searched */
uint64_t search_fields(enum kind kind); /* a bit per stored field that an entry is made of */

/* An entry's number falls with time: day, kind and key of the row. Accounts and people, who have no
 * day, stand above all days; what has none otherwise, below. 0: the key is too large to be listed.
 */
int64_t search_entry(enum kind kind, int64_t key, const struct value *values);
int64_t search_entry_of_day(day_number day); /* the least one of that day */
#define SEARCH_TOP (INT64_C(131071) << 34)   /* the least one above all days */
enum kind search_entry_kind(int64_t entry);
int64_t search_entry_key(int64_t entry);

/* The words of a row, column by column, folded as text_fold does. */
struct search_texts {
    struct str columns[SEARCH_COLUMNS];
};
void search_read(enum kind kind, const struct value *values, struct search_texts *texts);
void search_texts_fini(struct search_texts *texts);
/* As texts and queries go into the index: folded, and nothing in it that could be a fact. */
void search_fold(struct str *out, const char *text);
void search_fact_word(struct str *out, enum search_facet facet, const char *word);
void search_kind_word(struct str *out, enum kind kind);

/* The texts of a row for a person, best first; *ret_column is where each stands. NULL: no more. */
const char *search_shown(const struct row *row, int at, enum search_column *ret_column);

#endif
