/* Readings by metric: what a metric is called, the readings up to a day, and the few sums that
 * health, signals and the account's own fields share (model.md E7, E21, E22; defaults.md 1.2). */
#ifndef CORE_MEASURE_H
#define CORE_MEASURE_H

#include "core/dossier.h"

enum metric {
    METRIC_ACTIVE_28D, /* people who used it in the last 28 days */
    METRIC_ACTIVE,     /* people who used it, of a day or a week */
    METRIC_LOGINS,
    METRIC_SEATS,
    METRIC_DEPTH, /* features in use, a share */
    METRIC_NPS,   /* a person's mark 0-10, or an account's own -100..100 */
    METRIC_CSAT,
    METRIC_PAYMENT, /* days past due of the oldest invoice */
    METRIC_SENTIMENT,
    METRIC_COUNT
};
/* By its name or a synonym, as stored (lower case, blanks as `_`); METRIC_COUNT: a metric of the
 * user's own. */
enum metric metric_of_name(const char *name);
const char *metric_word(enum metric metric); /* active users, logins, NPS, ... */

/* Readings of one metric in time order, none later than the day asked for. Borrowed from the
 * dossier. */
struct series {
    const struct reading *items;
    size_t count;
};
struct measures {
    const struct dossier *dossier;
    day_number day;
    struct series of[METRIC_COUNT];
};
/* One pass over the names of the metrics; no copy. */
void measures_read(const struct dossier *dossier, day_number day, struct measures *ret_measures);
struct series measures_named(const struct measures *measures, const char *metric);
const struct reading *series_last(const struct series *series); /* or NULL */
/* Those dated in (after, upto]. */
struct series series_between(const struct series *series, day_number after, day_number upto);
double series_mean(const struct series *series);  /* 0 where empty */
int series_interval(const struct series *series); /* usual days between two, 0 under two readings */

/* Active users: the 28-day ones where they come, else the latest reading of active users. */
const struct series *measures_active(const struct measures *measures);
/* The series by which usage is followed: active users, else logins; empty where neither came. */
const struct series *measures_usage(const struct measures *measures, const char **ret_word);
double measures_seats(
    const struct measures *measures); /* bought: contract lines, account, readings; 0 unknown */

/* E22 of one account. */
struct adoption {
    bool known;
    double active, seats, share;
    day_number date; /* DAY_NONE: from the account's own field, undated */
};
struct adoption measures_adoption(const struct measures *measures);

/* Mean of the last 4 weeks against the 4 before, counted back from the latest reading. */
struct usage_trend {
    bool known;
    const char *word;           /* active, or logins */
    double now, before, change; /* change: -0.38 */
    day_number date;
};
struct usage_trend measures_trend(const struct measures *measures);

/* CSAT on 1-5 of (upto - 90, upto]; answers of nobody in particular are an account's own mean. */
struct csat {
    double mean;
    int answers;
    bool own; /* some reading is of no person */
};
double csat_on_five(const struct series *series, double value); /* 0..1, 1-5, 0-10, 0-100 to 1-5 */
struct csat measures_csat(const struct measures *measures, day_number upto);

/* NPS: the mean of each person's latest mark of a year before the newest, else the account's own
 * score. */
struct nps {
    bool known;
    bool own; /* an account's own -100..100 score */
    double value;
    int people;
    day_number date;
};
struct nps measures_nps(const struct measures *measures);
bool reading_is_mark(const struct reading *reading); /* of a person, 0-10 */
/* The latest mark of that person up to the measures' day, or NULL. */
const struct reading *measures_mark_of(const struct measures *measures, const char *contact);

/* The CSM's latest word: good, mixed or bad, of notes and of readings; NULL none. */
const char *measures_sentiment(const struct measures *measures, day_number *ret_date);
const char *sentiment_word(const char *written); /* good, mixed, bad; else NULL */

/* Fills the account's fields that come from measures, tickets, people and runs: active_users,
 * adoption, usage_change, nps, sentiment, open_tickets, people, onboarding. */
void measures_fill_account(
    const struct measures *measures, const struct book_facts *book, struct row *account);

/* --- tickets --- */
bool ticket_is_open(const struct row *ticket, day_number day);
bool ticket_is_escalated(const struct row *ticket);
bool ticket_is_urgent(const struct row *ticket); /* priority urgent, or escalated */
bool ticket_is_high(const struct row *ticket);   /* priority high or urgent, or escalated */
int ticket_open_days(
    const struct row *ticket, day_number day); /* 0 where its first day is not known */

/* --- onboarding, E16, of an account with a run or without one --- */
struct onboarding {
    const char *word; /* on track, behind, stuck, blocked by us, blocked by customer, done; NULL:
                         not known */
    int day, target_days; /* 0 not known */
    int days_late;
    const struct row *step; /* the step that is late or blocked, or NULL */
    const char *side;       /* us, customer or NULL */
    day_number set_up;      /* day the set-up was done, or DAY_NONE */
    day_number first_value; /* or DAY_NONE */
};
struct onboarding onboarding_of(
    const struct dossier *dossier, const struct settings *settings, day_number day);

#endif
