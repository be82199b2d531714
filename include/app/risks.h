/* Risks and what is done about them, for keys and commands; and what they came from. */
#ifndef APP_RISKS_H
#define APP_RISKS_H

#include "app/session.h"
#include "core/risk.h"

/* A risk that no rule sees. */
struct risk_draft {
    int64_t account;
    const char *text;     /* one sentence */
    const char *severity; /* high, medium, low; NULL: medium */
    const char *cause;    /* or NULL */
    int64_t exposed;      /* minor units of the book's currency; MONEY_NONE: the account's ARR */
    day_number look;      /* or DAY_NONE */
};
/* ret_id: `risk-3`. */
bool verb_risk_add(struct session *session, const struct risk_draft *draft,
    struct outcome *ret_outcome, struct str *ret_id, struct error *err) CHECKED;
/* Cause, exposed, plan, look_on, why of any; text and severity of one by hand: FIELD=VALUE. */
bool verb_risk_set(struct session *session, int64_t risk, const char *const *assignments,
    struct outcome *ret_outcome, struct error *err) CHECKED;
/* A run of the playbook (NULL: the one it suggests) is started as its plan; one undo. given as in
 * verb_playbook_start. */
bool verb_risk_plan(struct session *session, int64_t risk, const char *playbook, day_number given,
    struct outcome *ret_outcome, struct error *err) CHECKED;
struct risk_end {
    const char *outcome; /* saved, partly, lost, passed */
    const char *why;     /* in words, or NULL */
    const char *cause;   /* or NULL: as it is; lost and partly need one */
};
/* It is history then: one by hand is shut; one of a rule stays hidden while it is of the same
 * matter. */
bool verb_risk_close(struct session *session, int64_t risk, const struct risk_end *end,
    struct outcome *ret_outcome, struct error *err) CHECKED;

/* `risk-3`, `#KEY`, or ACCOUNT/SIGNAL: `Globex/no-touch`. */
bool risk_find(struct session *session, const char *text, struct arena *arena,
    struct row **ret_risk, struct error *err) CHECKED;

/* An open risk as a line of the screen. Texts are "" where there is none. */
struct risk_line {
    const struct row *row; /* SIGNAL */
    int64_t account;
    const char *account_name;
    int rank;        /* of its severity: 3 high, 0 none that is known */
    int64_t exposed; /* reporting currency; MONEY_NONE not known */
    bool own_exposed;
    const char *plan_title, *plan_state; /* of the run that is to cure it: `behind, 3 of 9` */
    bool quiet;                          /* handled, and quiet today */
};
struct risk_list {
    struct risk_line *items; /* by severity, then exposed, then name */
    size_t count;
    int64_t accounts;
    int64_t exposed; /* each account once, with the greatest of its risks */
    int64_t unknown; /* accounts whose ARR is not known */
};
enum risk_choice {
    RISKS_OPEN,    /* risk_is_open: quiet ones too */
    SIGNALS_HEARD, /* risks and growth that ask for something today */
    SIGNALS_SILENT /* handled and quiet, muted, or closed while still true */
};
struct risks_wanted {
    enum risk_choice choice;
    int64_t account;    /* 0: of all */
    const char *signal; /* of this one alone; NULL: of all */
    const char *cause;  /* of this one alone, "": of none that is said; NULL: of all */
};
/* In the arena. Sums are of risks alone. */
bool risks_read(struct session *session, const struct risks_wanted *wanted, struct arena *arena,
    struct risk_list *ret_risks, struct error *err) CHECKED;
/* Found when the whole book was last scored. */
struct risk_pattern {
    const char *signal;
    int64_t accounts, book; /* on how many of how many it began in a week */
};
struct risk_patterns {
    struct risk_pattern items[8];
    size_t count;
};
bool risk_patterns_read(struct session *session, struct arena *arena,
    struct risk_patterns *ret_patterns, struct error *err) CHECKED;
/* `usage fall on 41 of 60 accounts this week: one cause?`; appends. */
void risk_pattern_words(const struct risk_pattern *pattern, struct str *out);

bool risks_causes(struct session *session, struct risk_period period,
    struct cause_summary *ret_summary, struct error *err) CHECKED;

#endif
