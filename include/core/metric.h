/* The figures that a CSM is measured on: THE table of them, and how each is computed from a ground
 * of plain arrays (model.md E1-E5, E15-E23). Periods are (from, to], states at the end of `to`. */
#ifndef CORE_METRIC_H
#define CORE_METRIC_H

#include "core/forecast.h"
#include "core/outcome.h"
#include "core/renewal_rates.h"
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
    int joined; /* further accounts that a transfer made one with this one */
    int64_t key, account;
    int64_t numerator, denominator;
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
    const char *beside; /* pieces joined by METRIC_BETWEEN: `2 handed over`, `+3 in SEK`; or "" */
    struct metric_rows rows;
};

#define METRIC_BETWEEN " · "
/* Are its numerator and denominator sums of money? */
bool metric_is_money(enum metric_id id);
/* A part of its numerator or denominator, exactly: `$120,000`, `24`. Appends. */
void metric_add_part(struct str *out, enum metric_id id, int64_t part, const char *currency);
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
    bool mine;   /* of the book: not of another owner (setting owner) */
    bool chosen; /* the filter lets it through; of others it tells what was handed over */
    bool wanted; /* both */
    bool called; /* at risk or expected loss */
    int health;  /* as of the last scoring; -1 unknown */
    enum health_band band;
    int64_t arr;          /* today, reporting currency; MONEY_NONE */
    const char *currency; /* of its own cell, or "" */
    bool without_rate;    /* it has ARR, in a currency without a rate */
    int change_30d;       /* of health by measures alone; HEALTH_NO_CHANGE */
    double value_share;   /* value delivered (E18), 0..1; negative: no data */
    day_number start;     /* of the contract, else of its first line, or DAY_NONE */
    day_number own_start; /* as its own cell says */
    day_number left;      /* day of its churn, where that is known, or DAY_NONE */
    day_number decides;   /* or DAY_NONE */
    double seats;         /* bought, of its own cell; 0: not known */
    double active;        /* undated, of its own cell; negative: not known */
};
enum metric_work { WORK_OTHER, WORK_TRAINING, WORK_REVIEW };
struct metric_note {
    int64_t key, account;
    day_number day;
    unsigned minutes : 28; /* 0: not known */
    enum metric_work work : 3;
    bool is_touch : 1;
};
/* An answer of a person to NPS, 0-10. */
struct metric_answer {
    int64_t key, account;
    uint64_t person; /* a hash of the name as it is compared */
    day_number day;
    int mark;
};
enum metric_usage_kind { USAGE_ACTIVE_28D, USAGE_ACTIVE, USAGE_SEATS };
struct metric_usage {
    int64_t key, account;
    day_number day;
    enum metric_usage_kind kind;
    double value;
};
/* Seats of a contract line, from its start to the last day where that is known. */
struct metric_seats {
    int64_t account;
    day_number start, last; /* DAY_NONE: always */
    double seats;
};
struct metric_score {
    int64_t account;
    day_number day;
    int health; /* -1 unknown */
    enum health_band band;
};
struct metric_risk {
    int64_t key, account;
    day_number since, closed; /* closed DAY_NONE: open */
    bool is_resolved;         /* saved or partly */
    const char *cause;        /* "" not known */
    int64_t exposed;          /* MONEY_NONE: the account's ARR */
};
/* The units of the ledger over a span, made once for all figures of that span. A zeroed one is
 * empty; arena_fini its arena. */
struct metric_units {
    struct arena arena;
    bool is_made;
    struct metric_span span;
    struct arr_position_list positions;
};
struct metric_ground {
    struct metric_units
        *units; /* of the span at hand, for one thread; NULL: made for each figure */
    day_number today;
    const struct settings *settings;
    const char *currency;
    bool is_filtered, by_product;
    size_t all, left; /* accounts of the book; those of them that the filter lets through */
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
    const struct metric_seats *seats; /* by account */
    size_t seats_count;
    const struct metric_score *scores; /* snapshots by account, day */
    size_t score_count;
    const struct metric_risk *risks; /* by account, key */
    size_t risk_count;
    const struct run_standing *runs;
    size_t run_count;
    const struct renewal_line *due; /* by account */
    size_t due_count;
};
const struct metric_account *metric_find_account(
    const struct metric_ground *ground, int64_t key); /* or NULL */
void metric_compute(const struct metric_ground *ground, enum metric_id id, struct metric_span span,
    struct arena *arena, struct metric_result *ret_result);

/* The same without its rows, which are counted alone: rows.items NULL where that is not 0. Answers
 * (FIGURE_NPS) are kept, since metric_add_behind looks at each. */
void metric_compute_counted(const struct metric_ground *ground, enum metric_id id,
    struct metric_span span, struct arena *arena, struct metric_result *ret_result);

/* The same without its rows and what stands beside it, for points of a curve. */
void metric_compute_value(const struct metric_ground *ground, enum metric_id id,
    struct metric_span span, struct metric_result *ret_result);

/* --- the book at the end of a day --- */

/* Accounts and ARR by band; all add up to the book. Accounts without a known ARR are in the counts
 * and not in the money. */
struct metric_bands {
    day_number day;
    int64_t accounts[BAND_UNKNOWN + 1], arr[BAND_UNKNOWN + 1];
    int64_t total_accounts, total_arr;
    int64_t unknown_arr, without_rate; /* accounts of them whose ARR is not known, has no rate */
    struct metric_rows rows[BAND_UNKNOWN + 1]; /* numerator: ARR, denominator: 1; in the arena */
};
void metric_bands_on(const struct metric_ground *ground, day_number day, struct arena *arena,
    struct metric_bands *ret_bands);
/* The mean of the known scores of the customers of that day. */
struct metric_mean {
    day_number day;
    int64_t sum, known, accounts; /* known 0: n/a */
};
struct metric_mean metric_mean_on(
    const struct metric_ground *ground, day_number day, struct arena *arena);
/* ARR from the first day of a span to its last: the sums of E1, which add up (core/retention.h),
 * with the positions that make them; those the filter leaves, which may be the units of the ground:
 * until a figure of another span is computed. */
struct metric_walk {
    struct retention sum;
    struct arr_position_list positions;
};
void metric_walk_of(const struct metric_ground *ground, struct metric_span span,
    struct arena *arena, struct metric_walk *ret_walk);
/* Where the minutes of the notes of a span went, by what the account was in on that day: red, else
 * with a run of onboarding that had not got its first value, else within 90 days of a decision or
 * of the end of a term. */
enum metric_time { TIME_AT_RISK, TIME_ONBOARDING, TIME_RENEWALS, TIME_REST, TIMES };
const char *metric_time_word(enum metric_time time); /* customers at risk, onboarding, ... */
struct metric_times {
    int64_t minutes[TIMES], total;
    int64_t notes[TIMES], untimed;  /* untimed: notes whose length nobody wrote */
    struct metric_rows rows[TIMES]; /* numerator: minutes, denominator: 1 */
};
void metric_times_of(const struct metric_ground *ground, struct metric_span span,
    struct arena *arena, struct metric_times *ret_times);
/* Causes of the risks that stood at some time in the span: by accounts, each once, and
 * by ARR exposed; most first. Those whose cause nobody named stand last, as "". */
struct metric_cause {
    const char *cause;
    int64_t accounts, exposed;
    struct metric_rows
        rows; /* of SIGNAL; numerator: exposed, denominator: 1 for an account's first */
};
struct metric_causes ARRAY_OF(struct metric_cause);
void metric_causes_of(const struct metric_ground *ground, struct metric_span span,
    struct arena *arena, struct metric_causes *ret_causes);

#endif
