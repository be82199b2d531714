/* Contract lines and the renewal clock: model.md E6, and the ARR of a day (Words). */
#ifndef CORE_CONTRACT_H
#define CORE_CONTRACT_H

#include "core/dossier.h"

enum renewal_state {
    RENEWAL_UNKNOWN,   /* no end known */
    RENEWAL_QUIET,     /* > 120 days */
    RENEWAL_PLAN,      /* 120-91 */
    RENEWAL_PREPARE,   /* 90-61 */
    RENEWAL_NEGOTIATE, /* 60-31 */
    RENEWAL_CLOSE,     /* 30-0 */
    RENEWAL_SLIPPED,   /* < 0, open, not self-renewing */
    RENEWAL_LOCKED_IN, /* silent notice date passed on a self-renewing line */
    RENEWAL_LEAVING,   /* notice received */
    RENEWAL_GONE,      /* lost or ended */
};
const char *renewal_state_word(enum renewal_state state);

/* One line as the rules see it: a contract row, or the one implied by an account's own cells. */
struct contract_line {
    const struct row *row; /* CONTRACT row, or NULL for the implied line */
    int64_t key;
    const char *product, *currency, *status, *category;
    int64_t arr; /* minor units of currency, MONEY_NONE unknown */
    day_number start, ends, notice_given;
    int term_months, renewal_term_months;
    int notice;                 /* -1 unknown */
    char notice_unit;           /* d, b (working days), m */
    int auto_renew;             /* 1, 0, -1 unknown */
    double uplift, probability; /* -1 unknown */
    bool has_forecast;
    int64_t forecast;
    int64_t target;     /* what is to be renewed; MONEY_NONE: not set, the ARR */
    const char *paper;  /* none, quoted, verbal, in legal or signed; "" not known */
    day_number told_on; /* day the customer was told the new price, or DAY_NONE */
};

struct renewal_clock {
    enum renewal_state state;
    day_number ends;            /* last day of service, after rolling */
    day_number notice_deadline; /* or DAY_NONE */
    day_number decision;
    day_number act_by;     /* last working day on or before the decision */
    int decides_in;        /* days, meaningful where decision is known */
    bool by_notice;        /* decides_by: notice, else end */
    bool assumed;          /* notice known, auto-renewal unknown */
    bool computed;         /* the end was computed from start and term */
    int rolled;            /* whole terms rolled since the written end */
    double renewal_factor; /* E12: 1 at <= 30, 0 at 180 and beyond, unknown or locked in */
};

/* Fills lines (at most `room`) and returns how many the account has; one implied line without rows.
 * A line without a category or a notice of its own takes the account's. */
size_t contract_lines(const struct dossier *dossier, struct contract_line *lines, size_t room);
/* The account's contract start: its own cell, else the earliest start of a line, or DAY_NONE. */
day_number contract_start(const struct dossier *dossier);
struct renewal_clock contract_clock(
    const struct contract_line *line, const struct calendar *calendar, day_number today);
bool contract_is_live(const struct contract_line *line, day_number day);
/* Months of a renewed term: as written, else the term, else what start and end make; 0 unknown. */
int contract_term_months(const struct contract_line *line);
/* The last day of the count-th term of so many months after the one that ends on `ends`: counted
 * from the original day, the line's start where its terms fit, so that a month's end clamps no
 * later one (E6). */
day_number contract_term_end(
    const struct contract_line *line, day_number ends, int months, int count);
/* Is it the end of an earlier term of the line, by whole terms back from its own? */
bool contract_is_term_end(const struct contract_line *line, day_number day);

/* The account: its deciding line's clock, and ARR of the day in the reporting currency. */
struct account_contract {
    struct renewal_clock clock; /* of the line that decides */
    struct contract_line line;  /* the line that decides */
    bool has_line;
    int64_t arr;       /* reporting currency; MONEY_NONE: not known or no rate */
    bool without_rate; /* some line has no rate */
    int lines;
};
struct account_contract contract_of_account(
    const struct dossier *dossier, const struct settings *settings, day_number today);
/* `60`, `60d`, `2m`, `10bd` into a count and a unit; false: not understood. */
bool notice_parse(const char *text, int *ret_count, char *ret_unit) CHECKED;

#endif
