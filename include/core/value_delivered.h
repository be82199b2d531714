/* Value delivered: how far the goals are, and what it is worth against what it costs (model.md
 * E18). Counting windows are (after, until]. Nothing here is guessed: what cannot be told is
 * counted beside. */
#ifndef CORE_VALUE_DELIVERED_H
#define CORE_VALUE_DELIVERED_H

#include "core/contract.h"
#include "core/goal.h"

/* E18: the weighted mean of goal_way over the goals with data; goals weigh 1 unless told. Dropped
 * goals and those that begin later do not exist. */
struct value_share {
    double share;  /* 0..1, where counted > 0 */
    double weight; /* of those counted: the denominator */
    double way;    /* sum of weight x way: the numerator */
    int counted;   /* goals with data and a weight */
    int unknown;   /* without data: beside */
};
/* One goal more; the share is kept. */
void value_share_add(struct value_share *share, const struct row *goal, day_number day);
struct value_share value_delivered(const struct row_list *goals, day_number day);
/* What a goal weighs: 1 unless told, never less than 0. */
double goal_weight(const struct row *goal);
/* Does the goal exist on that day: begun, not dropped? */
bool goal_counts(const struct row *goal, day_number day);

/* How often a year an amount comes: `year` 1, `quarter` 4, `month` 12, `week` 365/7, `day` 365;
 * `once` and blank 0. False: a word that is none of them. */
bool value_times_a_year(const char *period, double *ret_times);
/* The money of an entry over so many days, in minor units of the reporting currency: once as it is,
 * what comes again amount x times a year x days / 365, each row rounded half up. False: no amount,
 * its unit is no currency, there is no rate for it, or its period is not known. */
bool value_money(
    const struct row *result, const struct settings *settings, int days, int64_t *ret_minor);
bool value_is_confirmed(const struct row *result); /* by a person */

/* E18: confirmed value of the entries dated in the window against what the contract cost in it, ARR
 * x days / 365. The window begins no earlier than the contract, so that both cover the same days.
 */
struct value_window {
    day_number after, until;
};
struct value_return {
    struct value_window window; /* as cut */
    int64_t cost;               /* MONEY_NONE: the ARR is not known */
    int64_t value, unconfirmed; /* sums of money; unconfirmed stands apart */
    int entries, open_entries;  /* rows in value and in unconfirmed */
    int beside;                 /* confirmed, but hours and the like, or no rate */
    bool known;                 /* cost and entries are there: times and roi are */
    double times;               /* value / cost: `3.2x` */
    double roi;                 /* (value - cost) / cost */
};
/* arr in the reporting currency, MONEY_NONE: unknown; start DAY_NONE: unknown. */
struct value_contract {
    int64_t arr;
    day_number start;
};
/* Begun, one entry more, ended: value_return_of for rows that come one by one. */
struct value_return value_return_begin(
    const struct value_contract *contract, struct value_window window);
void value_return_add(
    struct value_return *made, const struct row *result, const struct settings *settings);
void value_return_end(struct value_return *made);
struct value_return value_return_of(const struct row_list *results,
    const struct value_contract *contract, const struct settings *settings,
    struct value_window window);

/* `3.2x`, `n/a`; into a buffer of 24. */
char *value_times_words(const struct value_return *back, char *buffer);

/* The running scorecard: sums by year, unit and period as written, newest year first. */
struct value_sum {
    int year;           /* 0: no day */
    const char *unit;   /* "" none; borrowed of the first row */
    const char *period; /* likewise */
    double confirmed, unconfirmed;
    int confirmed_count, unconfirmed_count;
};
struct value_sums ARRAY_OF(struct value_sum);
/* Entries without an amount stand in none. In the arena. */
void value_sums_of(const struct row_list *results, day_number day, struct arena *arena,
    struct value_sums *ret_sums);

/* `1,400`, `31.5`: at most two decimals. Appends. */
void value_add_number(struct str *out, double number);
/* `$61k a year`, `17 hours a week`, `18 percent`; nothing without an amount. Appends. */
void value_add_amount(struct str *out, const struct row *result);

#endif
