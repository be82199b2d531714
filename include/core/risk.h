/* Risks (model.md Words): a signal of the kind risk, or one written by hand in the same form:
 * cause, sentence, ARR exposed, plan, day to look again, outcome. And what they, losses and
 * reductions came from. */
#ifndef CORE_RISK_H
#define CORE_RISK_H

#include "core/cause.h"
#include "core/row.h"
#include "core/settings.h"

enum risk_outcome { RISK_SAVED, RISK_PARTLY, RISK_LOST, RISK_PASSED, RISK_OUTCOMES };
const char *risk_outcome_word(enum risk_outcome outcome); /* saved, partly, lost, passed */
bool risk_outcome_from_word(const char *word, enum risk_outcome *ret_outcome);
/* What was lost or reduced needs a cause. */
bool risk_outcome_needs_cause(enum risk_outcome outcome);

bool risk_is(const struct row *signal); /* of the kind risk, by rule or by hand */
/* True now or by hand, neither closed nor muted. */
bool risk_is_open(const struct row *signal);
/* Minor units of the book's currency: its own, else the account's ARR; MONEY_NONE not known. */
int64_t risk_exposed(const struct row *signal, int64_t account_arr);

/* One cause: risks that it stands on, and what was lost or reduced for it in the period. */
struct cause_line {
    int64_t open;                  /* risks open now */
    int64_t closed[RISK_OUTCOMES]; /* risks closed in the period, by outcome */
    int64_t churns, churned;       /* movements: how many, ARR (positive) */
    int64_t contractions, contracted;
    int64_t renewals, unrenewed; /* lost or reduced renewals: how many, target less final */
    int64_t without_rate;        /* amounts that could not be converted */
};
struct cause_summary {
    struct cause_line lines[CAUSE_COUNT + 1]; /* the last: no cause said */
    struct cause_line all;
};
struct risk_period {
    day_number from, to; /* both with; DAY_NONE: no bound */
};
/* Adds one row to the summary: SIGNAL, MOVEMENT (churn, contraction) or RENEWAL (lost, or won for
 * less); any other is left alone. A renewal and the movement that it made are two views of one
 * loss: never add them up. */
void cause_summary_add(struct cause_summary *summary, const struct row *row,
    const struct settings *settings, struct risk_period period);

#endif
