/* The ledger of ARR and what a period made of it: model.md E1, E2, E4 and E23. Movements in,
 * positions out; no clock and no store. Periods are (after, until], states at the end of the day;
 * money is minor units of the reporting currency. */
#ifndef CORE_RETENTION_H
#define CORE_RETENTION_H

#include <stdbool.h>
#include "base/array.h"
#include "base/date.h"
#include "base/mem.h"

enum arr_kind {
    ARR_NEW,
    ARR_EXPANSION,
    ARR_UPLIFT, /* the contracted part of an expansion */
    ARR_CONTRACTION,
    ARR_CHURN,
    ARR_REACTIVATION,
    ARR_TRANSFER, /* between two accounts, which become one unit: a split, an acquisition */
    ARR_BOOK_IN,  /* taken over from a colleague, or first seen when it was running already */
    ARR_BOOK_OUT,
    ARR_CORRECTION, /* restates history: true since the account's first movement */
    ARR_KINDS
};
const char *arr_kind_word(enum arr_kind kind);               /* as stored: new, book_in, ... */
bool arr_kind_of(const char *word, enum arr_kind *ret_kind); /* any case; false: no such word */

/* One movement: a line, a day. Texts are borrowed, never NULL. */
struct arr_move {
    int64_t key, account;
    int64_t other; /* of a transfer: the account on its other side; 0: not in the book */
    day_number day;
    enum arr_kind kind;
    int64_t amount; /* signed; MONEY_NONE: its currency has no rate */
    const char *line, *product, *currency;
};
struct settings;
/* Amounts in the currency of each move become reporting units, so that the sum up to any day is the
 * converted sum of the line, rounded once; MONEY_NONE without a rate. Moves are sorted. */
void arr_moves_convert(struct arr_move *moves, size_t count, const struct settings *settings);
/* What is dated after the day of which it is known (today) does not stand in it. */
struct arr_ledger {
    const struct arr_move *moves; /* sorted by arr_moves_sort */
    size_t move_count;
    const int64_t *accounts; /* those of the book, ascending; moves of others count nowhere */
    size_t account_count;
};
void arr_moves_sort(struct arr_move *moves, size_t count); /* by account, line, day, key */

enum arr_place {
    ARR_KEPT_OR_LOST, /* the cohort K: in the book at both ends, ARR at the first known and > 0 */
    ARR_CAME_NEW,     /* never active up to the first end */
    ARR_CAME_BACK,    /* 0 at the first end, active before it */
    ARR_TAKEN_IN,     /* first known within the period, when it was running already */
    ARR_HANDED_OVER,  /* left the book within the period */
    ARR_AT_NOTHING,   /* 0 at both ends */
    ARR_NOT_KNOWN,    /* no movement up to the second end */
    ARR_WITHOUT_RATE, /* some movement is in a currency without a rate */
    ARR_PLACES
};

/* One unit: an account, or several that a transfer within the period joined. Whatever its place:
 * opening - handed + taken - churn - contraction + expansion + came = closing. */
struct arr_position {
    const int64_t *accounts; /* the first one leads: it has most ARR now */
    size_t account_count;
    enum arr_place place;
    int64_t opening, closing; /* all of it, at the two ends */
    int64_t handed, taken;    /* lines that left and came by hand-over: in neither s nor e */
    int64_t came;             /* of new and returned ones */
    int64_t start, end;       /* s and e of E1; the following are 0 outside the cohort */
    int64_t expansion, contraction, churn;
    int64_t uplift;              /* contained in e */
    int64_t expansion_bought;    /* expansion without uplift: E23 */
    int64_t kept;                /* min(s, e); netted by product where asked: the sum over them */
    int64_t kept_without_uplift; /* the same of e - uplift */
    int64_t lost_by_moves;       /* contractions and churns in between, whatever came after */
    const char *currency;        /* of a place without rate, else NULL */
    day_number first;            /* of its first movement, or DAY_NONE */
};
struct arr_position_list ARRAY_OF(struct arr_position); /* in the arena; by leading account */

struct arr_period {
    day_number after, until;
    bool by_product; /* netting: per product instead of per account (E2) */
};
void arr_positions_make(const struct arr_ledger *ledger, const struct arr_period *period,
    struct arena *arena, struct arr_position_list *ret_positions);

/* ARR of each account of the ledger at the end of a day; MONEY_NONE: not known, or no rate. In the
 * arena. */
int64_t *arr_closings(const struct arr_ledger *ledger, day_number day, struct arena *arena);

/* Sums over positions, perhaps not all of them: a filter takes units out, and changes none. */
struct retention {
    int64_t units[ARR_PLACES];
    int64_t units_kept; /* of the cohort: e > 0 */
    int64_t units_lost, units_shrunk, units_grown;
    int64_t opening, closing, handed, taken, came_new, came_back; /* all units with known ARR */
    int64_t start, end, expansion, contraction, churn, uplift, expansion_bought;
    int64_t kept, kept_without_uplift, lost_by_moves;
};
void retention_add(struct retention *sum, const struct arr_position *position);

/* Shares of the cohort's s; false: s is 0, n/a. */
bool retention_grr(const struct retention *sum, double *ret_rate) CHECKED;
bool retention_grr_without_uplift(const struct retention *sum, double *ret_rate) CHECKED;
bool retention_nrr(const struct retention *sum, double *ret_rate) CHECKED;
bool retention_expansion_share(const struct retention *sum, double *ret_rate) CHECKED;
/* E4: units kept of those of the cohort. */
bool retention_logo(const struct retention *sum, double *ret_rate) CHECKED;
/* The share lost over the days of the period as a year's: 1 - (1 - churn)^(12 / months), whole
 * months by the calendar, else 365 / days. */
double retention_annual(double churn, const struct arr_period *period);

#endif
