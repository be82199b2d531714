/* The back-test of signals: how often each rule would have fired over the book's own history, week
 * by week, and what came after. Pure: dated rows in, counts out. */
#ifndef CORE_BACKTEST_H
#define CORE_BACKTEST_H

#include "core/assess.h"

/* The account as its dated rows say it stood at the end of a day: what came later is gone, what
 * ended later is open, a term that was renewed later is not yet renewed. What bears no day (tier,
 * seats, texts, calls of a forecast) stands as it is now. False: the account was not there, or
 * gone. Rows and lists are the arena's. */
struct backtest_history {
    const struct dossier *dossier; /* read far enough back */
    const struct row_list *renewals, *movements;
};
bool backtest_dossier(const struct backtest_history *history, day_number day, struct arena *arena,
    struct dossier *ret_dossier);

/* Rules that look at what bears no day are not tested: NULL, else what it is. */
const char *backtest_undated(const struct signal_rule *rule);

enum { BACKTEST_SPANS = 2 }; /* within 90 and 180 days */
int backtest_span_days(int span);
struct backtest_after {
    int64_t ripe;     /* starts whose span is wholly behind us: what the others are out of */
    int64_t fell;     /* health fell a band, on any week of the span */
    int64_t left;     /* churned or contracted */
    int64_t renewed;  /* a renewal was won */
    int64_t won_back; /* came back after it had left, or expanded */
};
struct backtest_line {
    const struct signal_rule *rule; /* NULL: any account on any week, to compare with */
    const char *undated;            /* why it is not tested; NULL: it is */
    int64_t weeks;                  /* weeks of accounts on which it was true */
    int64_t starts;                 /* how often it began */
    int64_t accounts;               /* on which it began */
    day_number last;                /* its last start, or DAY_NONE */
    struct backtest_after after[BACKTEST_SPANS];
};

/* One account, all weeks; adds to the lines. */
struct backtest_ground {
    const struct rules *rules;
    const struct book_facts *book;
    const double *medians;  /* of usage by week; NAN: not known */
    const day_number *days; /* of the weeks, oldest first */
    int weeks;
    day_number today;
};
/* lines: one a rule of the ground in its order, and last the one of any account. */
void backtest_account(const struct backtest_ground *ground, const struct backtest_history *history,
    struct backtest_line *lines);

#endif
