/* Growth: an opportunity from a signal to won or lost; and what customers were asked to say for us
 * (advocacy). */
#ifndef APP_GROWTH_H
#define APP_GROWTH_H

#include "app/session.h"
#include "core/growth.h"

struct growth_draft {
    int64_t account;
    const char *name;   /* NULL: the words of the signal */
    const char *kind;   /* upsell, cross-sell, seats; NULL: upsell */
    const char *signal; /* id of the growth signal it comes from, or NULL */
    int64_t amount;     /* minor units of the account's currency; MONEY_NONE */
    double probability; /* 0..1; negative: by its stage */
    day_number close;   /* or DAY_NONE */
};
/* Begins at the stage signal; the signal it comes from is handled. ERROR_USAGE: an open one came
 * from it already. */
bool verb_growth_add(struct session *session, const struct growth_draft *draft,
    struct outcome *ret_outcome, struct str *ret_id, struct error *err) CHECKED;
struct growth_step {
    enum growth_stage stage;
    const char *to;     /* handed over: the seller */
    const char *why;    /* won, lost */
    int64_t amount;     /* MONEY_NONE: as it is */
    double probability; /* negative: as it is */
};
/* To another stage. Qualified needs an amount, handed over a seller, lost a reason. Won moves no
 * ARR: that comes from the contract, once. */
bool verb_growth_step(struct session *session, int64_t opportunity, const struct growth_step *step,
    struct outcome *ret_outcome, struct error *err) CHECKED;
/* Did the account's ARR grow since the opportunity was made? False: the contract is yet to say so.
 */
bool growth_arr_moved(
    struct session *session, int64_t opportunity, bool *ret_moved, struct error *err) CHECKED;

/* All that are growth, by stage, then the greatest amount, in the arena. account 0: of all. */
struct growth_entry {
    const struct row *row;
    const char *account_name;
    enum growth_stage stage;
    double probability;
    int64_t amount;   /* reporting currency; MONEY_NONE */
    int64_t weighted; /* likewise */
    bool held;        /* an open high risk on the account: first things first */
};
struct growth_entries {
    struct growth_entry *items;
    size_t count;
    struct growth_totals totals;
};
bool growth_read(struct session *session, int64_t account, struct arena *arena,
    struct growth_entries *ret_entries, struct error *err) CHECKED;

/* --- advocacy --- */
struct reference_draft {
    int64_t account;
    const char *kind;    /* reference call, case study, quote, review, talk, referral */
    const char *contact; /* NULL: the promoter, else the main contact */
    const char *text;    /* or NULL */
};
/* ERROR_USAGE: the account was asked within the quiet of the signal promoter. */
bool verb_reference_ask(struct session *session, const struct reference_draft *draft,
    struct outcome *ret_outcome, struct str *ret_id, struct error *err) CHECKED;
/* agreed, given (its day is today), declined. */
bool verb_reference_set(struct session *session, int64_t reference, const char *status,
    const char *text, struct outcome *ret_outcome, struct error *err) CHECKED;

#endif
