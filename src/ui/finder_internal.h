/* What the files of the finder share. */
#ifndef UI_FINDER_INTERNAL_H
#define UI_FINDER_INTERNAL_H

#include "app/search.h"
#include "ui/finder.h"
#include "ui/fuzzy.h"

struct named_account {
    int64_t key;
    const char *name, *id;
    uint32_t letters; /* of both, as fuzzy_letters says */
};

struct finder_hit {
    struct touched_row row;
    int64_t account;
    const char *name, *about;
};

enum { FINDER_HITS_MOST = 12, FINDER_HITS = 6 }; /* of all kinds, of one */

struct finder {
    struct ui *ui;
    /* Names of all accounts, by name, as of a state of the book. */
    struct arena names;
    struct named_accounts ARRAY_OF(struct named_account) accounts;
    bool has_keys;           /* all are there, as keys at least */
    size_t named;            /* so many of them have their names */
    size_t offered;          /* so many stand in the list that is shown */
    struct session *session; /* whose they are; NULL: not read yet */
    uint64_t namings;
    int64_t version;
    /* What is shown now: lines, then accounts, then hits. */
    struct arena arena;
    struct finder_lines ARRAY_OF(struct finder_line) lines;
    struct arena hit_arena;
    struct finder_hit hits[FINDER_HITS_MOST];
    size_t hit_count;
    struct finder_asking asking;
};

/* So many names, or as many as are a large book where that is told. */
int finder_large(const struct finder *finder, int usual);
/* Of a large book only the first. */
bool finder_read_accounts(struct finder *finder, struct error *err) CHECKED;
bool finder_is_whole(const struct finder *finder);
/* The keys of all in the order of their names; then so many names more, at most. */
bool finder_read_more(struct finder *finder, size_t most, struct error *err) CHECKED;
/* People and notes that hold what is typed. */
void finder_search(struct finder *finder, const char *typed);

#endif
