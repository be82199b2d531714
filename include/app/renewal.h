/* What is done about a renewal: won, lost, called, moved, noted; each is one change, which one undo
 * takes back. A closed renewal becomes a RENEWAL row of its original due day, and ARR moves with it
 * (model.md E1, E3, E6). */
#ifndef APP_RENEWAL_H
#define APP_RENEWAL_H

#include "app/session.h"
#include "core/contract.h"

/* One contract line, or the line that an account's own cells imply. */
struct renewal_key {
    int64_t account;
    int64_t line; /* key of the CONTRACT row; 0: the implied one */
};
/* LINE-or-ACCOUNT: the exact id of a contract line, else an ACCOUNT, whose deciding line it is. */
bool verb_renewal_find(struct session *session, const char *text, struct renewal_key *ret_renewal,
    struct error *err) CHECKED;

/* The line as it stands, and what its forms begin with; in the arena. */
struct renewal_case {
    struct renewal_key key;
    const char *account_name;
    const char *id; /* of the line; "" the implied one */
    struct contract_line line;
    struct renewal_clock clock;
    const char *currency;       /* never "" */
    int64_t target;             /* T: as it was set, else the ARR; MONEY_NONE unknown */
    int64_t final, uplift;      /* proposed: T x (1 + uplift), and the price rise in it */
    int term_months;            /* of the next term; 0: not known */
    day_number new_ends;        /* proposed, or DAY_NONE */
    const struct row *contract; /* or NULL: the implied line */
    const struct row *account;
};
bool verb_renewal_load(struct session *session, struct renewal_key key, struct arena *arena,
    struct renewal_case *ret_case, struct error *err) CHECKED;

/* Won, as it was, for more or for less: the line begins its next term with its new ARR, and is no
 * longer called. Zeroed but for the amounts and the day, it is proposed as above. */
struct renewal_won {
    int64_t final;       /* annual; MONEY_NONE: as proposed */
    int64_t uplift;      /* part of it that is price rise; MONEY_NONE: by the line's own uplift */
    day_number new_ends; /* last day of the next term; DAY_NONE: by the term */
    int term_months;     /* of the next term; 0: as before */
    const char *reason;  /* a cause (core/cause.h); needed where final is below the target */
    const char *why;     /* how it came, in words; or NULL */
};
bool verb_renewal_won(struct session *session, struct renewal_key key,
    const struct renewal_won *won, struct outcome *ret_outcome, struct str *ret_id,
    struct error *err) CHECKED;

/* Lost: ARR counts to the last day, and is churn on the day after (today, where that has passed).
 */
struct renewal_lost {
    const char *reason;  /* a cause; needed */
    const char *why;     /* or NULL */
    day_number last_day; /* of service; DAY_NONE: the end of the term */
};
bool verb_renewal_lost(struct session *session, struct renewal_key key,
    const struct renewal_lost *lost, struct outcome *ret_outcome, struct str *ret_id,
    struct error *err) CHECKED;

/* The forecast of an open one. What is not set stays; a set "", MONEY_NONE, -1 or DAY_NONE clears.
 */
enum renewal_call_field {
    RENEWAL_CALL_CATEGORY = 1 << 0,
    RENEWAL_CALL_AMOUNT = 1 << 1,
    RENEWAL_CALL_PROBABILITY = 1 << 2,
    RENEWAL_CALL_PAPER = 1 << 3,
    RENEWAL_CALL_TOLD = 1 << 4,
    RENEWAL_CALL_TARGET = 1 << 5,
};
struct renewal_call {
    unsigned set;         /* of enum renewal_call_field */
    const char *category; /* commit, best case, at risk, expected loss, omitted */
    int64_t amount;       /* annual, expected */
    double probability;   /* 0..1 */
    const char *paper;    /* none, quoted, verbal, in legal, signed */
    day_number told_on;   /* the customer was told the new price */
    int64_t target;       /* what is to be renewed, where that is not the ARR */
};
bool verb_renewal_call(struct session *session, struct renewal_key key,
    const struct renewal_call *call, struct outcome *ret_outcome, struct error *err) CHECKED;

/* Another end of the term, and with it the decision: a correction, nothing is won or lost. */
bool verb_renewal_end(struct session *session, struct renewal_key key, day_number ends,
    struct outcome *ret_outcome, struct error *err) CHECKED;
/* What that would move, without doing it: a line each (`decision 1 Dec to 2 Jan`, `3 dates of
 * Renewal`), "" where nothing. */
bool verb_renewal_end_moves(struct session *session, struct renewal_key key, day_number ends,
    struct str *out, struct error *err) CHECKED;

/* Words about it: an internal note of the account. */
bool verb_renewal_note(struct session *session, struct renewal_key key, const char *text,
    struct outcome *ret_outcome, struct str *ret_id, struct error *err) CHECKED;

/* The customer gave notice on that day; DAY_NONE: it was withdrawn. */
bool verb_renewal_notice(struct session *session, struct renewal_key key, day_number given,
    struct outcome *ret_outcome, struct error *err) CHECKED;

/* The line goes to another account (a split, an acquisition): its ARR leaves the one and comes to
 * the other as a transfer. An implied line becomes a row first, in the same change; ERROR_USAGE
 * where there is no ARR. Imports that still name the old account leave it where it is. */
bool verb_renewal_transfer(struct session *session, struct renewal_key key, int64_t to,
    struct outcome *ret_outcome, struct error *err) CHECKED;

/* To or from a colleague: another owner. Where that takes it out of the book of the setting
 * `owner`, or into it, its ARR goes or comes as book_out or book_in. */
bool verb_account_hand_over(struct session *session, int64_t account, const char *owner,
    struct outcome *ret_outcome, struct error *err) CHECKED;

#endif
