/* Searching: pages of hits, newest first, and what of each is shown. Contract.md, search. */
#ifndef STORE_SEARCH_H
#define STORE_SEARCH_H

#include "core/search.h"
#include "store/store.h"

/* Borrowed by the call. */
struct search_request {
    const struct search_query *query;
    bool has_accounts; /* only rows of these; none of them: no hits */
    struct key_list accounts;
    struct key_list without; /* no rows of these */
    bool ranked;             /* the newest SEARCH_RANKED hits, best first (bm25); one page */
    int limit;               /* about so many a page: a day is not parted, unless it is very full */
};
#define SEARCH_RANKED 1000

struct found {
    int64_t entry;    /* core/search: kind and key of the row */
    minute_number at; /* by which hits of one day stand; MINUTE_NONE */
    double rank;
};
struct found_list ARRAY_OF(struct found);

/* Where the next page begins. A zeroed one is the first: up to five accounts and people who are
 * called so, then what has a day, newest first, then the other accounts and people. */
enum { SEARCH_HEAD = 5 };
struct search_place {
    int part;
    int64_t below; /* entries that come next are less; 0: from the top of the part */
    int64_t head[SEARCH_HEAD];
    int head_count;
    bool done;
};

/* Appends a page to *found and moves the place. */
bool store_search(struct store *store, const struct search_request *request,
    struct search_place *place, struct found_list *found, struct error *err) CHECKED;

/* One hit for a person: its text in one line, cut to about `columns` bytes around the first place
 * that was looked for, and the bytes of all such places. Lives in the arena. */
struct search_mark {
    size_t from, to; /* bytes of the text */
};
struct search_hit {
    enum kind kind;
    int64_t key;
    int64_t account; /* 0: none */
    const char *id;
    day_number day;
    minute_number at;                /* of a note, else MINUTE_NONE */
    const char *text;                /* may hold hostile bytes: clean before drawing */
    const struct search_mark *marks; /* rising, apart */
    int mark_count;
};
/* *ret_there false: the row is gone. */
bool store_search_hit(struct store *store, const struct search_query *query, int64_t entry,
    int columns, struct arena *arena, struct search_hit *ret_hit, bool *ret_there,
    struct error *err) CHECKED;

/* Rows of a large import wait to be listed in the index. catch_up lists a slice of them, or all, in
 * a write of its own. */
bool store_index_is_behind(struct store *store);
bool store_index_catch_up(struct store *store, bool all, bool *ret_more, struct error *err) CHECKED;
/* The index in more pieces than it should be: each makes a search a little slower. A merge of some
 * of their pages, in a write of its own, takes some milliseconds; *ret_more: there was work. */
bool store_index_is_scattered(struct store *store);
bool store_index_merge(struct store *store, bool *ret_more, struct error *err) CHECKED;
/* What is deleted is only marked so in the index until its pieces are merged. This merges them all,
 * in the running write: words that no row has any more leave it (erase). Seconds in a large book.
 */
bool store_index_purge(struct store *store, struct error *err) CHECKED;

#endif
