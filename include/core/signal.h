/* Signals: rules over an account's facts that are true now, with evidence in words (model.md Signals,
 * defaults.md 2). Rows come from config/signals.yaml; conditions are expressions over the account's fields, or
 * the name of a built-in condition, since many need the account's rows. */
#ifndef CORE_SIGNAL_H
#define CORE_SIGNAL_H

#include "core/health.h"

enum severity { SEVERITY_NONE, SEVERITY_LOW, SEVERITY_MEDIUM, SEVERITY_HIGH };
const char *severity_word(enum severity severity);

struct signal_rule {
    const char *id;
    bool growth;            /* else risk */
    const char *rule;       /* built-in condition (core/signal_rules.c) or NULL */
    const struct query *when; /* expression, or NULL; with `rule` both must hold */
    enum severity severity;
    const struct query *high_when, *medium_when, *low_when; /* refine the severity; NULL: never */
    const char *text;       /* evidence with {field} and what the built-in fills in */
    const char *suggests;   /* playbook id or NULL */
    const char *next;       /* the imperative shown as next step: `call {contact}` or NULL */
    int quiet_days;
    double params[4];       /* numbers that the rule reads: least_change, days, ... */
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
    const char *next;       /* or NULL */
    const struct row *state; /* its SIGNAL row, or NULL: new */
    bool hidden;            /* handled and quiet, or muted */
};
struct signal_list ARRAY_OF(struct signal);

struct rules;
struct assessment;
/* All that fire, worst first. `account` is the settled row with all computed fields filled. */
void signal_evaluate(const struct rules *rules, const struct dossier *dossier,
    const struct assessment *assessment, const struct book_facts *book, day_number today,
    struct arena *arena, struct signal_list *ret_signals);

#endif
