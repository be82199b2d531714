/* Renewal rates over the lines due in a period: model.md E3. */
#ifndef CORE_RENEWAL_RATES_H
#define CORE_RENEWAL_RATES_H

#include "core/forecast.h"

struct rate {
    int64_t numerator, denominator; /* minor units of the reporting currency, or accounts */
};
/* False: n/a, the denominator is 0. */
bool rate_value(struct rate rate, double *ret_value) CHECKED;

struct renewal_rates {
    struct rate gross, net;                   /* over all R */
    struct rate gross_resolved, net_resolved; /* over the closed ones */
    struct rate logo, logo_resolved;          /* accounts: won if any line of theirs is */
    int64_t open_target;                      /* always beside */
    int open, won, lost, late, by_itself;     /* lines; late: won after the day it was due */
    int unknown;                              /* lines of R without ARR or rate, counted beside */
};
/* (after, until] are the due days; a closing after `on` does not exist yet. Lines of any order;
 * those that are outside, have no end or no known ARR are no part of R. */
struct renewal_terms {
    day_number after, until, on;
};
void renewal_rates_of(const struct due_line *lines, size_t count, const struct renewal_terms *terms,
    struct renewal_rates *ret_rates);

/* What a due line is to the rates: a fifth of it, and nothing borrowed. */
struct renewal_line {
    int64_t account, line, renewal; /* keys, as of a due line */
    int64_t target, amount;
    day_number ends, closed_on;
    enum due_state state;
    bool outside, unknown, by_itself; /* by_itself: the clock closed it */
};
struct renewal_line_list ARRAY_OF(struct renewal_line);
struct renewal_line renewal_line_of(const struct due_line *line);
void renewal_rates_of_lines(const struct renewal_line *lines, size_t count,
    const struct renewal_terms *terms, struct renewal_rates *ret_rates);

/* What one line adds: sums over all lines give the rates above. False: it is no part of R. */
struct renewal_share {
    int64_t target;     /* to all denominators of money; closed only: of the resolved ones too */
    int64_t gross, net; /* min(F, T) and F of a won one, else 0 */
    bool closed, won, late;
};
bool renewal_share_of(const struct renewal_line *line, const struct renewal_terms *terms,
    struct renewal_share *ret_share);

#endif
