/* Signals: rules over an account's facts that are true now, with evidence in words (model.md
 * Signals, defaults.md 2). Rows come from config/signals.yaml; conditions are expressions over the
 * account's fields, or the name of a built-in condition, since many need the account's rows. */
#ifndef CORE_SIGNAL_H
#define CORE_SIGNAL_H

#include "core/health.h"

enum severity { SEVERITY_NONE, SEVERITY_LOW, SEVERITY_MEDIUM, SEVERITY_HIGH };
const char *severity_word(enum severity severity);

struct signal_rule {
    const char *id;
    bool growth;              /* else risk */
    const char *rule;         /* built-in condition (core/signal_rules.c) or NULL */
    const struct query *when; /* expression, or NULL; with `rule` both must hold */
    const char *when_text;    /* as it is written */
    enum severity severity;
    enum severity
        worse; /* where the built-in says that it is worse than plain; NONE: no difference */
    const struct query *high_when, *medium_when, *low_when; /* refine the severity; NULL: never */
    /* Evidence: {name} is what the built-in fills in or a field of the account; a part in [ ] goes
     * where a name in it is not known. */
    const char *text;
    const char *suggests; /* playbook id or NULL */
    bool suggests_worse;  /* only where it is worse than plain */
    const char *next;     /* the imperative shown as next step: `call {contact}` or NULL */
    int quiet_days;
    double params[4]; /* numbers that the rule reads, in the order of signal_rule_param */
};
struct signal_rules {
    const struct signal_rule *rules;
    int count;
};

/* One that fires. Evidence is in the arena. */
struct signal {
    const struct signal_rule *rule;
    enum severity severity;
    const char *text;
    const char *next;     /* or NULL */
    const char *suggests; /* playbook id or NULL: no expansion while red or unknown */
    const char
        *facts; /* store as handled_text: severity and what it is about; another ends the quiet */
    const struct row *state; /* its SIGNAL row, or NULL: new */
    bool hidden;             /* handled and quiet, muted, or closed with an outcome */
    bool planned;            /* somebody looks at it again on a day to come */
    bool look;               /* that day came */
};
struct signal_list ARRAY_OF(struct signal);
const char *signal_id(const struct signal *signal); /* of its rule; by hand: its own */
/* A risk that nobody muted or closed; a quiet one too. */
bool signal_is_open_risk(const struct signal *signal);

/* The rule of risks that are written by hand: nothing opens or shuts them but a person. */
extern const struct signal_rule signal_by_hand;
/* A row with an outcome whose facts are no longer true: what fires anew begins a new row. */
bool signal_is_past(const struct row *signal);
/* The row that stands for this signal now: the latest that is not past, or NULL. */
struct row *signal_current(const struct row_list *signals, const char *id);

/* The built-in conditions, for the reader of signals.yaml. -1, NULL: no such one. */
bool signal_rule_exists(const char *rule);
const char *signal_rule_after(const char *rule); /* all names in order: NULL gives the first */
int signal_rule_param(const char *rule, const char *name); /* its index in params */
const char *signal_rule_param_name(const char *rule, int index);
double signal_rule_default(const char *rule, int index);
bool signal_rule_fills(const char *rule, const char *name); /* may {name} stand in its evidence? */
/* The first fault of an evidence text: a brace not closed, a name nobody fills. Column from 1. */
bool signal_text_check(const char *text, const char *rule, struct error *err) CHECKED;

struct rules;
struct assessment;
/* What an evaluation looks at; all borrowed. `account` of the assessment is the settled row with
 * all computed fields filled. */
struct signal_ground {
    const struct rules *rules;
    const struct dossier *dossier;
    const struct assessment *assessment;
    const struct book_facts *book;
    day_number today;
};
/* All that fire and all written by hand, worst first; in the arena. */
void signal_evaluate(
    const struct signal_ground *ground, struct arena *arena, struct signal_list *ret_signals);

/* The same risk began on a third or more of the book within so many days: it is told once for all,
 * and brings no account to Today by itself. */
#define SIGNAL_PATTERN_DAYS 7
bool signal_pattern_has(const char *patterns, const char *signal); /* patterns: as of book_facts */

/* --- why it fires, or does not --- */

/* One comparison of a condition, in the order in which they are made; after the first that does not
 * hold the costly ones are not made. */
struct signal_fact {
    const char *name;   /* `days to the decision` */
    const char *value;  /* `12d`, `commit`; NULL: not known */
    const char *wanted; /* `at most 30d`; NULL: only told */
    bool holds;
};
struct signal_fact_list ARRAY_OF(struct signal_fact);

enum signal_standing {
    SIGNAL_FIRES,
    SIGNAL_IS_QUIET, /* it fires, and was handled */
    SIGNAL_IS_MUTED,
    SIGNAL_IS_CLOSED, /* it fires, and was given an outcome */
    SIGNAL_RESTS,     /* a comparison failed */
    SIGNAL_LACKS      /* a fact is not known */
};
const char *signal_standing_word(enum signal_standing standing);
struct signal_explanation {
    const struct signal_rule *rule;
    enum signal_standing standing;
    enum severity severity;  /* now; NONE where it does not fire */
    const struct row *state; /* its SIGNAL row, or NULL */
    const char *condition;   /* in words */
    const char *text;        /* evidence where it fires; else which comparison failed, or what is
                                not known */
    const char *state_text;  /* `since 12 Nov; quiet until 30 Nov`; or "" */
    const char *suggests;    /* where it fires, or NULL */
    struct signal_fact_list facts;
};
struct signal_explanations ARRAY_OF(struct signal_explanation);
const char *signal_explanation_id(const struct signal_explanation *explanation);
/* Of the rule with this id, or of all in the order of the file (NULL), then those by hand; in the
 * arena. */
void signal_explain(const struct signal_ground *ground, const char *id, struct arena *arena,
    struct signal_explanations *ret_explanations);

/* The same as lines to show, one explanation after the other. */
enum signal_line_kind {
    SIGNAL_LINE_HEAD,      /* `decision-uncalled   high: fires` */
    SIGNAL_LINE_CONDITION, /* what must be true, in words */
    SIGNAL_LINE_TEXT,      /* evidence, or why not */
    SIGNAL_LINE_TRUE,      /* a fact that holds */
    SIGNAL_LINE_FALSE,     /* one that does not */
    SIGNAL_LINE_UNKNOWN,   /* one that is not known */
    SIGNAL_LINE_STATE      /* since when, quiet until when, muted why */
};
struct signal_line {
    enum signal_line_kind kind;
    const char *text; /* no mark in front: the face draws it */
};
struct signal_line_list ARRAY_OF(struct signal_line);
void signal_explain_lines(const struct signal_explanations *explanations, struct arena *arena,
    struct signal_line_list *ret_lines);

#endif
