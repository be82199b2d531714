/* Rows of one kind: chosen by an expression, sorted, counted off (contract.md, list). */
#ifndef APP_LISTING_H
#define APP_LISTING_H

#include "app/session.h"

struct listing_options {
    enum kind kind;
    const char *where;  /* an expression, or NULL */
    const char *sort;   /* `FIELD,-FIELD`, or NULL: by name, then id */
    int64_t limit;      /* -1: all */
    bool open_risks;    /* of signals: only open ones of the kind risk */
    bool settle_people; /* their heard and strength too: reads the notes of their accounts */
    bool of_the_book;   /* no rows of accounts of another owner */
};
/* Rows are settled and live in the arena. */
struct listing {
    struct row_list rows;
    struct arena arena;
};

/* Unknown values stand last, whichever way it is sorted. Errors: the expression's or the field's,
 * with the nearest name. */
bool listing_make(struct session *session, const struct listing_options *options,
    struct listing *ret_listing, struct error *err) CHECKED;
void listing_fini(struct listing *listing);

/* Fields by their names, joined by commas; -FIELD where `falling` is not NULL. At most
 * LISTING_FIELDS. Names of fields nobody may see are refused like unknown ones. */
#define LISTING_FIELDS 96
bool listing_fields(enum kind kind, const char *names, int *ret_fields, bool *falling,
    int *ret_count, struct error *err) CHECKED;

/* Is it a field that a person may see? */
bool listing_shows(enum kind kind, int field);

#endif
