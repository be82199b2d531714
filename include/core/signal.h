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
    enum severity severity;
    enum severity
        worse; /* where the built-in says that it is worse than plain; NONE: no difference */
    const struct query *high_when, *medium_when, *low_when; /* refine the severity; NULL: never */
    /* Evidence: {name} is what the built-in fills in or a field of the account; a part in [ ] goes
     * where a name in it is not known. */
    const char *text;
    const char *suggests; /* playbook id or NULL */
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
    bool hidden;             /* handled and quiet, or muted */
};
struct signal_list ARRAY_OF(struct signal);

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
/* All that fire, worst first. `account` is the settled row with all computed fields filled. */
void signal_evaluate(const struct rules *rules, const struct dossier *dossier,
    const struct assessment *assessment, const struct book_facts *book, day_number today,
    struct arena *arena, struct signal_list *ret_signals);

#endif
