/* Two accounts that are one: the same customer twice (merge), or one customer that bought another
 * (absorb). Each is one change, which one undo takes back; history of ARR stays right (model.md
 * E1). */
#ifndef APP_JOIN_H
#define APP_JOIN_H

#include "app/session.h"

enum join_way {
    JOIN_MERGE, /* ARR counts once, `from` goes and its ids are remembered */
    JOIN_ABSORB /* ARR adds up, `from` stays as churned, its lines and people are with `into` */
};
struct join_order {
    enum join_way way;
    int64_t from, into;
};

/* What becomes of the rows of one kind that `from` has. */
struct join_count {
    enum kind kind;
    size_t moves;
    size_t same; /* `into` has them already: they count once */
};
struct join_preview {
    const char *from_name, *from_id, *into_name, *into_id;
    const char *currency;                  /* of the amounts */
    int64_t arr_from, arr_into, arr_after; /* of today; MONEY_NONE: not known */
    const char *filled; /* fields of `into` that were blank, joined by ", "; "" none */
    const char *wins;   /* fields in which they differ, and `into` stays as it is; likewise */
    struct join_count counts[KIND_COUNT]; /* the first `count` of them */
    int count;
};
/* What the join would do, tried in a transaction that is not kept; all in the arena. Refused where
 * the join is, and where the book cannot be written. */
bool verb_join_preview(struct session *session, const struct join_order *order, struct arena *arena,
    struct join_preview *ret_preview, struct error *err) CHECKED;
/* The same on a copy of the book: takes no lock, and asks no leave to write. */
bool verb_join_trial(struct session *session, const struct join_order *order, struct arena *arena,
    struct join_preview *ret_preview, struct error *err) CHECKED;
/* ERROR_USAGE: the same account twice, a churned one that would take in one that is not. */
bool verb_join(struct session *session, const struct join_order *order, struct outcome *ret_outcome,
    struct error *err) CHECKED;

/* --- possible duplicates: never merged by themselves --- */
struct duplicate {
    int64_t one, other; /* one < other */
    const char *one_id, *one_name, *other_id, *other_name;
    const char *why; /* `same name`, `same domain acme.com`, `near names, both know ann@acme.com` */
    int place;       /* in the list, the surest first; not without gaps */
};
struct duplicate_list ARRAY_OF(struct duplicate);
/* Pairs that look alike and were not said to be apart, surest first; of is NULL or
 * sorted keys of accounts: those that have one of them. In the arena. */
bool verb_duplicates(struct session *session, const struct key_list *of, struct arena *arena,
    struct duplicate_list *ret_duplicates, struct error *err) CHECKED;
/* The two are not the same, or (apart false) may be after all. */
bool verb_keep_apart(struct session *session, int64_t one, int64_t other, bool apart,
    struct outcome *ret_outcome, struct error *err) CHECKED;

#endif
