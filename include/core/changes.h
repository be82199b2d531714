/* What changed on one account between two days: the account as it stood on each, compared fact by
 * fact. Values in, sentences out. */
#ifndef CORE_CHANGES_H
#define CORE_CHANGES_H

#include "core/health.h"
#include "core/row.h"

enum changed_part {
    CHANGED_BOOK, /* it came into the book, or left it */
    CHANGED_HEALTH,
    CHANGED_ARR,
    CHANGED_STAGE,
    CHANGED_PEOPLE,
    CHANGED_RENEWAL,
    CHANGED_SIGNALS,
    CHANGED_PARTS
};
const char *changed_part_word(enum changed_part part); /* account, health, ARR, ... */

/* Texts are in the arena or borrowed from the sides; "" where there is none. */
struct changed_fact {
    enum changed_part part;
    const char *what;       /* score, joined, left, role, ends, began, ...; of ARR a kind of move */
    const char *about;      /* a person, a contract line, a signal */
    const char *then, *now; /* plain: ISO days, whole numbers, minor units for money */
    const char *text;       /* one line for a person */
    const char *currency;   /* of a movement, whose amount `now` is; else NULL */
};
struct changed_facts ARRAY_OF(struct changed_fact);

/* An account on one of the two days. account NULL: it was not in the book; the lists are empty
 * then. */
struct change_side {
    day_number day;
    const struct row *account; /* with its score of that day */
    struct row_list contacts, contracts, signals;
    const struct health *health; /* for the cause (E10), or NULL */
};
struct changes_ask {
    const struct change_side *then, *now;
    const struct row_list *movements; /* of the account, as known on the later day */
    const char *currency;             /* the book's */
    day_number today;                 /* for words of days */
};
struct account_changes {
    int64_t account;
    const char *id, *name;
    int health_then, health_now; /* displayed integers; -1: unknown, or not in the book */
    int64_t arr_then, arr_now;   /* reporting units; MONEY_NONE: not known, or not in the book */
    int64_t exposure;            /* E20 on the later day it was in the book */
    struct changed_fact *facts;
    size_t count; /* 0: nothing changed */
};
/* Facts in the order of enum changed_part. What merely comes nearer is none: a state of the renewal
 * clock is told when it is another one, days are not. */
void changes_of_account(
    const struct changes_ask *ask, struct arena *arena, struct account_changes *ret_changes);
/* ARR moved, the most first; then exposure, points of health, name. */
int account_changes_compare(const void *one, const void *other);
/* What moved the score between the two, most first: `active users -12`; "" where it cannot be told.
 */
const char *health_cause(const struct health *then, const struct health *now, struct arena *arena);

#endif
