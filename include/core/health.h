/* Health: model.md E7-E11, from the user's models (config/health.yaml). Pure: dossier in, score
 * out. */
#ifndef CORE_HEALTH_H
#define CORE_HEALTH_H

#include "core/contract.h"
#include "core/query.h"

enum health_band { BAND_RED, BAND_YELLOW, BAND_GREEN, BAND_UNKNOWN };
const char *health_band_word(enum health_band band);      /* red, yellow, green, unknown */
enum health_band health_band_from_word(const char *word); /* BAND_UNKNOWN where it is none */
const char *health_band_label(enum health_band band);     /* at risk, watch, good, unknown */
enum health_band health_band_of(int score); /* by the usual limits: 0..50, 51..75, 76..100; -1 */

/* What a model may set besides its measures (`limits` of health.yaml, model.md E9). */
struct health_limits {
    int red_most, yellow_most; /* upper-inclusive */
    double least_coverage;     /* under it the score is not known */
    int least_measures, least_groups;
    double thin_coverage; /* under it `thin` */
    int hand_days;        /* how long a score set by hand stands where no last day is told */
    int hand_most;        /* the most it says while a cap that is never green holds */
    double green_most, green_least; /* share of ARR: beyond them the thresholds do not separate */
};
extern const struct health_limits health_usual_limits;
enum health_band health_band_by(const struct health_limits *limits, int score);

/* What a measure reads from a dossier. One row of the table in core/health_inputs.c each. */
enum health_input {
    INPUT_ADOPTION,
    INPUT_USAGE_TREND,
    INPUT_DEPTH,
    INPUT_GOALS,
    INPUT_ONBOARDING,
    INPUT_SENTIMENT,
    INPUT_TWO_WAY,
    INPUT_SPONSOR,
    INPUT_URGENT_TICKETS,
    INPUT_CSAT,
    INPUT_NPS,
    INPUT_PAYMENT,
    INPUT_METRIC, /* the latest reading of a named metric */
    INPUT_COUNT
};
const char *health_input_name(enum health_input input);
bool health_input_from_name(const char *name, enum health_input *ret_input);

enum score_form { SCORE_NUMERIC, SCORE_TIERED, SCORE_PICKLIST };
struct score_pick {
    const char *word;
    double upto; /* tiered: upper bound, inclusive */
    int score;
};
struct score_threshold {
    const struct query *when; /* NULL: always; first that matches in file order wins */
    int min_age_days,
        max_age_days;    /* since contract start, inclusive; 0 and INT_MAX where not given */
    const char *of;      /* only for this form of the value (`account score` of NPS); NULL: any */
    bool not_applicable; /* matches: measure does not apply */
    double zero, full;   /* numeric: values worth 0 and 100 */
};
struct health_freshness {
    int stale_days; /* -1: never stale */
    int fade_days;  /* -1: keeps its weight; else weight fades over so many days */
    int gone_days;  /* -1: never */
    int bad_stale_days, bad_gone_days; /* for scores of 60 and less; -1: as above */
    bool by_feed; /* a feed that comes seldom: stale after twice its interval, gone as much later */
};
struct health_measure {
    const char *id;    /* of the user's file */
    const char *label; /* active users */
    enum health_input input;
    const char *metric; /* INPUT_METRIC */
    double weight;      /* group weight x share */
    int group;          /* index into model->groups */
    enum score_form form;
    const struct score_threshold *thresholds;
    int threshold_count;
    const struct score_pick *picks;
    int pick_count;
    struct health_freshness freshness;
    const struct query *when; /* applies only where true; NULL always */
};
struct health_cap {
    const char *id, *label; /* `champion left` */
    int at_most;
    const struct query *when; /* over account fields; NULL always */
    const char
        *rule;   /* a built-in condition (core/health_caps.c) or NULL; with `when` both must hold */
    double days; /* the number that the rule reads (idle days, days late, window); 0: its own */
    bool blocks_green; /* one of the first three caps of defaults.md */
};
struct health_model {
    const char *id, *title;
    const struct query *when; /* accounts it is for; first that matches wins; NULL: all */
    const char *const *groups;
    const bool *group_is_usage_or_outcome;
    int group_count;
    const struct health_measure *measures;
    int measure_count;
};
struct health_rules {
    const struct health_model *models;
    int model_count;
    const struct health_cap *caps;
    int cap_count;
    const struct health_limits *limits; /* NULL: the usual ones */
    uint64_t hash;                      /* of the file */
};
const struct health_limits *health_limits_of(const struct health_rules *rules);
bool health_cap_rule_exists(const char *rule);
const char *health_cap_rule_after(const char *rule); /* all names in order: NULL gives the first */

enum measure_state {
    MEASURE_KNOWN,
    MEASURE_STALE,
    MEASURE_MISSING,
    MEASURE_NOT_APPLICABLE,
    MEASURE_NOT_IN_USE
};
struct health_part {
    const struct health_measure *measure;
    enum measure_state state;
    bool unlisted;     /* a word, in `words`, that the picks do not name: missing */
    double value;      /* as read */
    const char *words; /* `130 of 400, were 210`; in the arena */
    day_number date;   /* of the newest input, or DAY_NONE */
    int age_days;      /* 0 where undated */
    double score;      /* 0-100 */
    double weight;     /* effective, after E8 */
    double full_weight;
    double contribution; /* E10: sums to the score before caps */
    double loss;         /* sums to 100 minus it */
    int gives, costs;    /* both in tenths as they are shown: they add up to raw_tenths and to 1000
                            less it */
    const char *source;  /* metric, notes, tickets, ... */
};
struct health {
    const struct health_model *model;
    int score;      /* displayed integer after caps and override; -1 unknown */
    double raw;     /* roll-up before caps; meaningful where any weight is known */
    int raw_tenths; /* as it is shown */
    enum health_band band;
    double coverage;
    int known, groups_known;
    bool thin;                         /* coverage under .7 */
    const struct health_cap *caps[16]; /* that lower it, lowest first */
    int cap_count;
    bool earned_cap; /* the cap `unproven` lowers it: no usage and no outcome known */
    bool overridden;
    day_number hand_until;     /* its last day, or DAY_NONE: not set by hand, or without end */
    double capped;             /* after caps, before rounding */
    int computed;              /* the score without the override; -1 unknown */
    struct health_part *parts; /* by loss, most first; unknown ones last */
    int part_count;
    int change_7d, change_30d; /* HEALTH_NO_CHANGE where n/a */
};
#define HEALTH_NO_CHANGE INT32_MIN

struct rules; /* core/assess.h */
/* Of any day on or before today: values dated after `day` do not exist. */
void health_compute(const struct rules *rules, const struct dossier *dossier,
    const struct book_facts *book, day_number day, struct arena *arena, struct health *ret_health);
/* The same but for the words of its parts, which are "": for what is stored. */
void health_compute_wordless(const struct rules *rules, const struct dossier *dossier,
    const struct book_facts *book, day_number day, struct arena *arena, struct health *ret_health);
/* The same score, and nothing else: no parts, no words. */
int health_compute_score(const struct rules *rules, const struct dossier *dossier,
    const struct book_facts *book, day_number day, struct arena *arena);
/* What is kept of the health of a day; rules: those that it was computed by. */
struct snapshot health_snapshot(
    const struct health *health, const struct health_rules *rules, day_number day);
/* E7 alone, for tests and the explanation; false: null. */
bool health_measure_score(const struct health_measure *measure,
    const struct score_threshold *threshold, double value, const char *pick, double *ret_score);
/* E8: the share of its weight that a score keeps, 0..1; 0 where it is gone. interval_days: of its
 * feed, or 0. */
double health_fade(
    const struct health_freshness *freshness, int age_days, double score, int interval_days);
bool health_is_stale(
    const struct health_freshness *freshness, int age_days, double score, int interval_days);

/* Bit per input that this account ever had, for book_facts.metrics_in_use; a metric of the user's
 * own has the bit of health_metric_bit. */
uint64_t health_inputs_seen(const struct dossier *dossier);
uint64_t health_metric_bit(const char *metric);

/* E10: why the score moved between two days. The parts add up to `total` exactly. */
enum move_kind {
    MOVE_MEASURE,
    MOVE_LOST,
    MOVE_WEIGHTS,
    MOVE_NEW,
    MOVE_CAPS,
    MOVE_OVERRIDE,
    MOVE_ROUNDING
};
struct health_move {
    enum move_kind kind;
    const char *label;                    /* of the measure, or lost measures, weights, ... */
    const struct health_part *then, *now; /* MOVE_MEASURE, else NULL */
    double points;
    int tenths; /* as shown: all of them add up to ten times the total */
};
struct health_move_list ARRAY_OF(struct health_move);
struct health_change {
    struct health_move_list
        moves;          /* measures, greatest first, then the named parts; in the arena */
    double by_measures; /* the sum of MOVE_MEASURE: what E11 counts */
    int total;          /* displayed integers */
};
/* False: one of the two is unknown. */
bool health_explain_change(const struct health *then, const struct health *now, struct arena *arena,
    struct health_change *ret_change);

#endif
