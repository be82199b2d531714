/* The figures that a CSM is measured on: THE table of them, and how each is computed from a ground
 * of plain arrays (model.md E1-E5, E15-E23). Periods are (from, to], states at the end of `to`. */
#ifndef CORE_METRIC_H
#define CORE_METRIC_H

#include "core/health.h"
#include "core/outcome.h"
#include "core/retention.h"

enum metric_id {
    FIGURE_GRR,
    FIGURE_GRR_WITHOUT_UPLIFT,
    FIGURE_NRR,
    FIGURE_LOGO_RETENTION,
    FIGURE_LOGO_CHURN_ANNUAL,
    FIGURE_GROSS_RENEWAL_RATE,
    FIGURE_NET_RENEWAL_RATE,
    FIGURE_LOGO_RENEWAL_RATE,
    FIGURE_EXPANSION_SHARE,
    FIGURE_ADOPTION,
    FIGURE_NPS,
    FIGURE_ON_TIME_ONBOARDING,
    FIGURE_TIME_TO_VALUE,
    FIGURE_VALUE_DELIVERED,
    FIGURE_ARR_AT_RISK,
    FIGURE_TOUCHES,
    FIGURE_REVIEWS_ON_SCHEDULE,
    FIGURE_HEALTH_IMPROVED,
    FIGURE_RISKS_RESOLVED,
    FIGURE_TRAININGS,
    FIGURES
};
enum metric_unit {
    METRIC_UNIT_RATIO, /* 0.94, shown as 94.0% */
    METRIC_UNIT_MONEY, /* minor units of the reporting currency */
    METRIC_UNIT_COUNT,
    METRIC_UNIT_DAYS,
    METRIC_UNIT_SCORE /* NPS: -100..100 */
};
struct metric_info {
    const char *name;  /* its id in JSON and on the command line: `grr` */
    const char *label; /* `gross revenue retention` */
    enum metric_unit unit;
    double aim_from, aim_to; /* the benchmark in the unit of the value; both 0: there is none;
                                equal: at least (where less is better, at most) so much */
    bool less_is_better;
    bool needs_history;  /* of ARR: says since when it is kept while that is too short */
    bool is_leading;     /* what leads to the others: touches, reviews, ... */
    enum kind rows;      /* of its rows */
    const char *formula; /* in words, for --help and `i` */
};
const struct metric_info *metric_info(enum metric_id id);
bool metric_from_name(const char *name, enum metric_id *ret_id); /* `grr`, any case */

/* A row behind a figure. The parts of all rows add up to its numerator and denominator. */
struct metric_row {
    enum kind kind;
    int64_t key, account;
    int64_t numerator, denominator;
    int joined; /* further accounts that a transfer made one with this one */
};
struct metric_rows ARRAY_OF(struct metric_row);

struct metric_span {
    day_number from, to; /* (from, to] */
};
/* A figure of a period. All in the arena. */
struct metric_result {
    enum metric_id id;
    struct metric_span span;
    bool known;                     /* false: n/a, and `beside` says why */
    double value;                   /* in the unit of the figure */
    int64_t numerator, denominator; /* denominator 0 of a count or a sum of money: it has none */
    const char *beside;             /* `2 taken in · +3 in SEK`; "" where nothing stands beside */
    struct metric_rows rows;
};

/* How the value reads: `94.0%`, `$420k`, `24 d`, `+46`; `n/a`. Appends. */
void metric_add_value(struct str *out, const struct metric_result *result, const char *currency);
/* The aim: `90%`, `20–30%`, `30 d`; nothing where there is none. */
void metric_add_aim(struct str *out, enum metric_id id);
/* What is behind it: `$5.58M of $5.94M`, `9 of 11 runs`. */
void metric_add_behind(struct str *out, const struct metric_result *result, const char *currency);
/* Does it meet its aim? 1 yes, 0 no, -1 n/a or no aim. */
int metric_meets_aim(const struct metric_result *result);

/* --- the ground: what the book says, once; all borrowed --- */

struct metric_account {
    int64_t key;
    int tier; /* 1-3 */
    bool churned;
    bool wanted; /* the filter lets it through */
    bool called; /* at risk or expected loss */
    enum health_band band;
    int64_t arr;        /* today, reporting currency; MONEY_NONE */
    int change_30d;     /* of health by measures alone; HEALTH_NO_CHANGE */
    double value_share; /* value delivered (E18), 0..1; negative: no data */
    day_number start;   /* of the contract, or DAY_NONE */
    double seats;       /* bought; 0: not known */
    double active;      /* undated, of its own cell; negative: not known */
};
enum metric_work { WORK_OTHER, WORK_TRAINING, WORK_REVIEW };
struct metric_note {
    int64_t key, account;
    day_number day;
    int minutes; /* 0: not known */
    enum metric_work work;
    bool is_touch;
};
/* An answer of a person to NPS, 0-10. */
struct metric_answer {
    int64_t key, account;
    day_number day;
    uint64_t person; /* folded name, hashed with the account */
    int mark;
};
struct metric_usage {
    int64_t key, account;
    day_number day;
    double value;
    bool is_seats, is_28d;
};
struct metric_score {
    int64_t account;
    day_number day;
    int health; /* -1 unknown */
};
struct metric_risk {
    int64_t key, account;
    day_number closed; /* DAY_NONE: open */
    bool is_resolved;  /* saved or partly */
    const char *cause; /* "" not known */
    int64_t exposed;   /* MONEY_NONE: the account's ARR */
};
struct metric_ground {
    day_number today;
    const struct settings *settings;
    const char *currency;
    bool is_filtered, by_product;
    size_t left; /* of all accounts of the book, those that the filter lets through */
    const struct metric_account *accounts; /* ascending */
    size_t account_count;
    struct arr_ledger ledger;
    day_number history;              /* first day of the ledger, or DAY_NONE */
    const struct metric_note *notes; /* by account, day, key */
    size_t note_count;
    const struct metric_answer *answers; /* by account, person, day, key */
    size_t answer_count;
    const struct metric_usage *usage; /* by account, day, key */
    size_t usage_count;
    const struct metric_score *scores; /* snapshots by account, day */
    size_t score_count;
    const struct metric_risk *risks; /* by account, key */
    size_t risk_count;
    const struct run_standing *runs;
    size_t run_count;
};
const struct metric_account *metric_find_account(
    const struct metric_ground *ground, int64_t key); /* or NULL */
void metric_compute(const struct metric_ground *ground, enum metric_id id, struct metric_span span,
    struct arena *arena, struct metric_result *ret_result);

#endif
