/* How playbooks come out (E15), whether onboarding ends on time (E16) and how long value takes
 * (E17): from runs, added one after another. Every figure says what it is made of: numerator,
 * denominator, what stands beside, and the keys of the runs, for drilling down. Denominator 0 is
 * n/a. */
#ifndef CORE_OUTCOME_H
#define CORE_OUTCOME_H

#include "core/run.h"
#include "core/run_standing.h"

/* In the order in which they were added; items live in the arena of the figures. */
struct run_keys ARRAY_OF(int64_t);

/* part of whole: runs, or steps where it says so. */
struct figure {
    int64_t part, whole;
    struct run_keys in;  /* the runs of the numerator */
    struct run_keys out; /* the others of the denominator */
};
/* Days of some runs. Median: the mean of the middle two; p75: nearest rank. count 0: n/a. */
struct figure_days {
    size_t count;
    double median;
    int p75;
    struct run_keys runs;
    struct day_counts ARRAY_OF(int) days; /* of each run; ascending once finished */
};

/* --- E15 --- */

#define OUTCOME_LEAST 5     /* runs from which on a figure is shown */
#define OUTCOME_PATIENCE 30 /* days after the end in which success may come true */

/* A required step at which runs came to a halt: runs that are open and not on track, or that were
 * cancelled. A run stands at its blocked required step, else at the required step with the earliest
 * day that is neither done nor skipped. */
struct outcome_stall {
    const char *step;  /* its id */
    const char *title; /* NULL unless the caller sets it */
    int number;
    int late, cancelled; /* runs of either sort */
    struct run_keys runs;
};
struct outcome_stalls ARRAY_OF(struct outcome_stall);

/* A run has ended when it is done or cancelled, and counts as ended 30 days past its expected end
 * (its target, else the day of its last open required step) where it is still open then. */
struct playbook_outcome {
    const char *playbook; /* its id */
    bool has_success;     /* false: it names no success; set by the caller, else true */
    int runs, open, done, cancelled;
    int overdue;              /* open ones that count as ended */
    struct figure completion; /* required steps done, of ended runs; skipped ones are in neither */
    struct figure progress;   /* the same of the runs that have not ended */
    struct figure_days cycle; /* end - start of done ones */
    /* Of those ended 30 days ago or longer and not already successful at their start: success came
     * true between start and end + 30 d. It is called outcome, not effect. */
    struct figure success;
    struct run_keys too_young;    /* beside: ended less than 30 days ago */
    struct run_keys before;       /* beside: already successful at their start */
    struct run_keys no_end;       /* beside: done or cancelled on a day that is not known */
    struct outcome_stalls stalls; /* most runs first: [0] is where runs stall */
    int stalled;                  /* runs of all of them */
};
struct outcome_list ARRAY_OF(struct playbook_outcome); /* by id */

/* Adds a run to the outcome of its playbook; one that started after today does not exist. All lives
 * in the arena. */
void outcome_add(struct outcome_list *list, const struct run_standing *run, day_number today,
    struct arena *arena);
void outcome_finish(struct outcome_list *list); /* medians; stalls sorted */
/* NULL: it never ran. */
const struct playbook_outcome *outcome_find(const struct outcome_list *list, const char *playbook);

/* --- E16 and E17 --- */

struct onboarding_account; /* first value of one account, while runs are added */
struct onboarding_accounts ARRAY_OF(struct onboarding_account);

struct onboarding_figures {
    day_number after, until; /* the period (after, until] */
    day_number today;
    /* E16: finished (confirmed first value) by the original target, of those whose target, or
     * finish before it, lies in the period. One unfinished on its target day counts from the next
     * day. */
    struct figure on_time;
    struct figure on_time_held; /* the same, days blocked by the customer added to the target */
    struct run_keys cancelled;  /* before target: shown apart, and counted late in on_time */
    struct run_keys held;       /* of on_time_held: those that the customer held up */
    struct run_keys no_target;  /* beside: their target is not known */
    /* Open ones now, first value not confirmed: on track, behind, stuck, blocked. */
    struct run_keys pace[RUN_BLOCKED + 1];
    struct run_keys confirmed; /* beside: open, first value confirmed */
    /* E17, an account once, by its earliest first value, in the period. */
    struct figure_days value;
    struct run_keys value_negative; /* beside: before the contract's start, a fault of the data */
    struct run_keys value_no_start; /* beside: the start is not known */
    struct figure_days waiting;     /* ages of the accounts in onboarding without first value */
    struct run_keys waiting_no_start;
    struct onboarding_accounts accounts;
};

/* The period (after, until]. */
void onboarding_init(
    struct onboarding_figures *figures, day_number after, day_number until, day_number today);
/* Runs of other types, and those that started after today, are passed over. */
void onboarding_add(
    struct onboarding_figures *figures, const struct run_standing *run, struct arena *arena);
void onboarding_finish(struct onboarding_figures *figures, struct arena *arena);
/* --- in words --- */

size_t figure_runs(const struct figure *figure); /* of the denominator */
int figure_percent(const struct figure *figure); /* half up; -1: n/a */
/* `82%`, `31.5 d`; `n/a: 3 runs` where there are fewer than `least`. */
void figure_words(struct str *out, const struct figure *figure, int least);
void figure_days_words(struct str *out, const struct figure_days *days, int least);
/* What the outcome of a playbook says, a line each, for lists of label and text. NULL: never ran.
 */
enum outcome_line {
    OUTCOME_RUNS,       /* 14 runs: 3 open, 9 done, 2 cancelled */
    OUTCOME_COMPLETION, /* 91%, 82 of 90 required steps of 11 runs that ended */
    OUTCOME_CYCLE,      /* 31.5 d from start to end, 9 runs done */
    OUTCOME_SUCCESS,    /* 67%, 6 of 9 runs that ended 30 days ago or longer */
    OUTCOME_STALL,      /* at step 4, Train the admins: 3 of 5 runs (2 late, 1 cancelled) */
    OUTCOME_LINES
};
const char *outcome_label(enum outcome_line line); /* runs, completion, median time, ... */
void outcome_words(struct str *out, const struct playbook_outcome *outcome, enum outcome_line line);
enum onboarding_line {
    ONBOARDING_PACE,    /* 3 on track, 1 behind, 0 stuck, 1 blocked */
    ONBOARDING_ON_TIME, /* 80%, 4 of 5 runs */
    ONBOARDING_HELD,    /* 100%, 5 of 5 runs; the customer held up 1 */
    ONBOARDING_VALUE,   /* median 27 d, three quarters within 31 d, 9 accounts */
    ONBOARDING_WAITING, /* 4 accounts, median age 22 d */
    ONBOARDING_LINES
};
const char *onboarding_label(enum onboarding_line line);
void onboarding_words(
    struct str *out, const struct onboarding_figures *figures, enum onboarding_line line);

#endif
