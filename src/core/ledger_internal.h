/* What the files of the ledger tell each other. */
#ifndef CORE_LEDGER_INTERNAL_H
#define CORE_LEDGER_INTERNAL_H

#include "contract_internal.h"
#include "core/ledger.h"

/* One line with what was recorded of it. */
struct ledger_entry {
    struct contract_line line;
    const char *id;                 /* "" the implied one */
    int64_t now;                    /* ARR of the day; MONEY_NONE: not known */
    int64_t recorded;               /* what its movements add up to, in its currency */
    bool seen;                      /* it has movements */
    day_number last;                /* of the last one, or DAY_NONE */
    const struct ledger_past *past; /* NULL: nobody touched it */
};

struct ledger_book {
    const struct ledger_ground *ground;
    struct change *change;
    struct ledger_deeds *deeds;
    struct ledger_entry *entries;
    size_t count;
    bool in_book, churned;
    bool has_new;     /* the change made a line or the account */
    bool active;      /* some ARR was recorded */
    bool was_active;  /* at any time */
    bool was_out;     /* handed over, and not back */
    bool replaced;    /* a line with recorded ARR is there no more: another stands for it */
    day_number since; /* of the first movement; DAY_NONE: there is none */
};

void ledger_read(const struct ledger_ground *ground, struct change *change,
    struct ledger_deeds *deeds, struct ledger_book *ret_book);
/* ARR of the day, as stage and book say. */
int64_t ledger_arr_of(const struct ledger_book *book, const struct contract_line *line);
/* Is this the first movement of a line that is there no more, and what do they add up to? */
bool ledger_first_of(const struct ledger_book *book, size_t at, int64_t *ret_sum);
void ledger_move(struct ledger_book *book, const struct ledger_entry *entry,
    const struct ledger_move *move); /* of it: kind, amount, date, reason */
/* A price rises once a term: it did in the half term before that day. */
bool ledger_rose_lately(
    const struct ledger_book *book, const struct ledger_entry *entry, day_number day);
const char *ledger_currency(const struct ledger_book *book, const char *currency);

/* --- ledger_close.c --- */
/* An import, or a person, moved the end on, or said that the line is won or lost. */
void ledger_close_touched(struct ledger_book *book, const struct ledger_entry *entry);
/* The customer's notice has run out: the renewal is lost. */
void ledger_close_left(struct ledger_book *book, const struct ledger_entry *entry);
/* A line that renews by itself begins its next term, whatever terms ended meanwhile. */
void ledger_roll(struct ledger_book *book, struct ledger_entry *entry);

#endif
