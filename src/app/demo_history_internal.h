/* The past of one contract line of the demo book, in the making. */
#ifndef APP_DEMO_HISTORY_INTERNAL_H
#define APP_DEMO_HISTORY_INTERNAL_H

#include "app/demo_internal.h"

struct demo_event {
    const char *kind;  /* of the movement; or `renewed`, `lost`: how a term ended */
    day_number day;    /* of a term: its last */
    int terms_ago;     /* which term ended: 0 the one of the contract line, 1 the one before */
    int64_t amount;    /* by how much ARR moved */
    int64_t uplift;    /* the part of it that is price */
    bool opens;        /* its amount is what is left when all else is taken away */
    day_number closed; /* or DAY_NONE: as is usual */
    const char *cause, *why, *other, *source; /* or NULL */
    const char *category;                     /* as it was called; or NULL */
    long long p;                              /* likewise, in percent; 0: of the category */
};
struct demo_event_list ARRAY_OF(struct demo_event);

struct demo_line {
    size_t row; /* of the contract in the change */
    const struct value *contract;
    day_number start;              /* or DAY_NONE */
    day_number opened;             /* the day of its first movement */
    struct demo_event_list events; /* by day, the opening first */
};

bool demo_event_renews(const struct demo_event *event);
/* Its movements and its closed renewals, as rows of the account's change. */
void demo_line_write(struct demo_account *account, const struct demo_line *line);
/* One movement; line NULL: of the implied one. Nothing for an amount of 0. */
void demo_movement(struct demo_account *account, const struct demo_line *line,
    const struct demo_event *event, int64_t amount);

#endif
