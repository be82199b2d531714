/* What the engine of signals, its table and the built-in conditions tell each other. */
#ifndef CORE_SIGNAL_INTERNAL_H
#define CORE_SIGNAL_INTERNAL_H

#include "base/money.h"
#include "core/assess.h"
#include "core/measure.h"
#include "words_internal.h"

#define SIGNAL_FILLS_MOST 8
#define SIGNAL_FACTS_MOST 12

struct signal_fill {
    const char *name;
    const char *text; /* NULL: not known */
};

enum signal_grade { GRADE_NO, GRADE_PLAIN, GRADE_WORSE };

/* One account today, and the evidence of the condition that is being asked. */
struct signal_case {
    const struct rules *rules;
    const struct dossier *dossier;
    const struct assessment *assessment;
    const struct book_facts *book;
    day_number today;
    struct arena *arena;
    struct measures measures;
    struct usage_trend trend;
    struct onboarding onboarding;
    enum severity worst_risk; /* of the risks, before growth is asked */
    enum signal_grade grade;  /* of the last one asked */

    const struct signal_rule *rule;
    struct signal_fill fills[SIGNAL_FILLS_MOST];
    int fill_count;
    const char *about; /* person, ticket, note: another one is another fact; NULL: the account */

    bool tells; /* somebody asks why: the comparisons are kept */
    struct signal_fact facts[SIGNAL_FACTS_MOST];
    int fact_count;
};

typedef enum signal_grade (*signal_condition)(struct signal_case *at);

struct signal_builtin {
    const char *name;
    const char *words; /* the condition */
    signal_condition fires;
    const char *fills[SIGNAL_FILLS_MOST];
    struct {
        const char *name;
        double usual;
    } params[4];
};
const struct signal_builtin *signal_builtin_find(const char *name);

/* Evidence: the text is the arena's or lives as long. */
void signal_fill(struct signal_case *at, const char *name, const char *text);
void signal_fill_count(struct signal_case *at, const char *name, int count);
void signal_fill_day(struct signal_case *at, const char *name, day_number day);

/* --- comparisons: each gives whether it holds, and is kept where somebody asks why --- */
enum signal_unit { FIGURE_COUNT, FIGURE_DAYS, FIGURE_SHARE, FIGURE_CHANGE, FIGURE_POINTS };
struct signal_figure {
    const char *name;
    double value;
    enum signal_unit unit;
};
enum signal_comparison { AT_LEAST, AT_MOST, MORE_THAN, LESS_THAN };
bool signal_compare(struct signal_case *at, struct signal_figure is,
    enum signal_comparison comparison, double limit);
/* A word or a day against what is wanted in words. */
bool signal_is(
    struct signal_case *at, const char *name, const char *value, const char *wanted, bool holds);
/* Kept only where it is not known. */
bool signal_knows(struct signal_case *at, const char *name, bool known);
/* What the fields that the rule's filter names hold: `band green, tier_number 2`. */
const char *signal_filter_values(const struct signal_case *at);
/* Does the account decide within so many days, itself and not yet settled? Slipped ones do. */
bool signal_decides_within(struct signal_case *at, double days);

/* May the account be asked for a favour again (signal_voice.c)? */
bool signal_may_ask(struct signal_case *at);

/* --- the engine (signal.c) --- */
void signal_case_init(
    struct signal_case *at, const struct signal_ground *ground, struct arena *arena);
/* The rule of the case asked, with its evidence and its comparisons left in the case. NONE: it does
 * not fire. */
enum severity signal_ask(struct signal_case *at);
struct signal signal_make(const struct signal_case *at, enum severity severity);
/* The template with its names filled in, in the arena. */
const char *signal_text(const struct signal_case *at, const char *template);

#define SIGNAL_CONDITION(name) enum signal_grade name(struct signal_case *at)
/* signal_contract.c */
SIGNAL_CONDITION(signal_notice_received);
SIGNAL_CONDITION(signal_decision_uncalled);
SIGNAL_CONDITION(signal_renewal_not_green);
SIGNAL_CONDITION(signal_uplift_untold);
SIGNAL_CONDITION(signal_contract_unknown);
SIGNAL_CONDITION(signal_payment_late);
/* signal_usage.c */
SIGNAL_CONDITION(signal_usage_stopped);
SIGNAL_CONDITION(signal_usage_fall);
SIGNAL_CONDITION(signal_usage_growth);
SIGNAL_CONDITION(signal_seats_full);
/* signal_health.c */
SIGNAL_CONDITION(signal_health_drop);
SIGNAL_CONDITION(signal_data_thin);
SIGNAL_CONDITION(signal_sentiment_stale);
/* signal_support.c */
SIGNAL_CONDITION(signal_urgent_ticket);
SIGNAL_CONDITION(signal_tickets_up);
SIGNAL_CONDITION(signal_csat_falling);
/* signal_voice.c */
SIGNAL_CONDITION(signal_detractor);
SIGNAL_CONDITION(signal_promoter);
SIGNAL_CONDITION(signal_competitor);
SIGNAL_CONDITION(signal_new_need);
/* signal_people.c */
SIGNAL_CONDITION(signal_champion_left);
SIGNAL_CONDITION(signal_no_touch);
SIGNAL_CONDITION(signal_not_answering);
SIGNAL_CONDITION(signal_sponsor_silent);
SIGNAL_CONDITION(signal_single_threaded);
SIGNAL_CONDITION(signal_promise_overdue);
/* signal_value.c */
SIGNAL_CONDITION(signal_onboarding_behind);
SIGNAL_CONDITION(signal_first_value_missing);
SIGNAL_CONDITION(signal_goal_off_plan);
SIGNAL_CONDITION(signal_no_value_quarter);
SIGNAL_CONDITION(signal_goal_reached);

#endif
