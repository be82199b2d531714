/* What the files of the finder share. */
#ifndef UI_FINDER_INTERNAL_H
#define UI_FINDER_INTERNAL_H

#include "app/search.h"
#include "ui/finder.h"

struct named_account {
    int64_t key;
    const char *name, *id;
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
    struct session *session; /* whose they are; NULL: not read yet */
    uint64_t writes;
    int64_t version;
    /* What is shown now: lines, then accounts, then hits. */
    struct arena arena;
    struct finder_lines ARRAY_OF(struct finder_line) lines;
    struct arena hit_arena;
    struct finder_hit hits[FINDER_HITS_MOST];
    size_t hit_count;
    struct finder_asking asking;
};

bool finder_read_accounts(struct finder *finder, struct error *err) CHECKED;
/* People and notes that hold what is typed. */
void finder_search(struct finder *finder, const char *typed);

#endif
