/* Health: model.md E7-E11, from the user's models (config/health.yaml). Pure: dossier in, score out. */
#ifndef CORE_HEALTH_H
#define CORE_HEALTH_H

#include "core/contract.h"
#include "core/query.h"

enum health_band { BAND_RED, BAND_YELLOW, BAND_GREEN, BAND_UNKNOWN };
const char *health_band_word(enum health_band band);  /* red, yellow, green, unknown */
const char *health_band_label(enum health_band band); /* at risk, watch, good, unknown */
enum health_band health_band_of(int score);           /* 0..50, 51..75, 76..100; -1 unknown */

/* What a measure reads from a dossier. One row of the table in core/health_inputs.c each. */
enum health_input {
    INPUT_ADOPTION, INPUT_USAGE_TREND, INPUT_DEPTH, INPUT_GOALS, INPUT_ONBOARDING, INPUT_SENTIMENT,
    INPUT_TWO_WAY, INPUT_SPONSOR, INPUT_URGENT_TICKETS, INPUT_CSAT, INPUT_NPS, INPUT_PAYMENT,
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
    int min_age_days, max_age_days; /* since contract start, inclusive; 0 and INT_MAX where not given */
    bool not_applicable;      /* matches: measure does not apply */
    double zero, full;        /* numeric: values worth 0 and 100 */
};
struct health_freshness {
    int stale_days; /* -1: never stale */
    int fade_days;  /* -1: keeps its weight; else weight fades over so many days */
    int gone_days;  /* -1: never */
    int bad_stale_days, bad_gone_days; /* for scores of 60 and less; -1: as above */
};
struct health_measure {
    const char *id;     /* of the user's file */
    const char *label;  /* active users */
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
    const struct query *when; /* over account fields */
    const char *rule;         /* or the name of a built-in condition (core/health_caps.c); NULL */
    bool blocks_green;        /* one of the first three caps of defaults.md */
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
    uint64_t hash; /* of the file */
};

enum measure_state { MEASURE_KNOWN, MEASURE_STALE, MEASURE_MISSING, MEASURE_NOT_APPLICABLE, MEASURE_NOT_IN_USE };
struct health_part {
    const struct health_measure *measure;
    enum measure_state state;
    double value;       /* as read */
    const char *words;  /* `130 of 400, were 210`; in the arena */
    day_number date;    /* of the newest input, or DAY_NONE */
    int age_days;
    double score;       /* 0-100 */
    double weight;      /* effective, after E8 */
    double full_weight;
    double contribution; /* E10: sums to the score before caps */
    double loss;         /* sums to 100 minus it */
    const char *source;  /* metric, notes, tickets, ... */
};
struct health {
    const struct health_model *model;
    int score;          /* displayed integer after caps and override; -1 unknown */
    double raw;         /* roll-up before caps; meaningful where any weight is known */
    enum health_band band;
    double coverage;
    int known, groups_known;
    bool thin;          /* coverage under .7 */
    const struct health_cap *caps[16]; /* that lower it, lowest first */
    int cap_count;
    bool earned_cap;    /* at most 75: no usage and no outcome known */
    bool overridden;
    int computed;       /* the score without the override; -1 unknown */
    struct health_part *parts; /* by loss, most first; unknown ones last */
    int part_count;
    int change_7d, change_30d; /* HEALTH_NO_CHANGE where n/a */
};
#define HEALTH_NO_CHANGE INT32_MIN

struct rules; /* core/assess.h */
/* Of any day on or before today: values dated after `day` do not exist. */
void health_compute(const struct rules *rules, const struct dossier *dossier,
    const struct book_facts *book, day_number day, struct arena *arena, struct health *ret_health);
/* E7 alone, for tests and the explanation; false: null. */
bool health_measure_score(const struct health_measure *measure, const struct score_threshold *threshold,
    double value, const char *pick, double *ret_score);
double health_fade(const struct health_freshness *freshness, int age_days, double score); /* 0..1, E8 */

#endif
