/* One account, whole: health, clock, cadence, signals, rank and next step. The explanation that `i`
 * and `show` print is this struct; what is stored is the filled account row. */
#ifndef CORE_ASSESS_H
#define CORE_ASSESS_H

#include "core/health.h"
#include "core/playbook.h"
#include "core/signal.h"

struct rules {
    const struct settings *settings;
    const struct health_rules *health;
    const struct signal_rules *signals;
    const struct playbook *const *playbooks; /* the sound ones of the catalogue, by name */
    int playbook_count;
};

/* E13. */
struct touch_state {
    day_number last; /* or DAY_NONE: never */
    const char *last_kind;
    day_number counted_from; /* last, else the later of contract start and entered */
    int cadence_days;
    day_number next;
};
struct touch_state cadence_of(const struct rules *rules, const struct dossier *dossier,
    const struct account_contract *contract, enum health_band band, day_number today);
bool note_is_touch(
    const struct row *note, const struct row_list *contacts); /* E13, model.md Words */

/* E12: each term printable. The sum of value x weight is urgency. */
enum rank_term {
    RANK_SIGNAL,
    RANK_DUE,
    RANK_RENEWAL,
    RANK_HEALTH,
    RANK_VALUE,
    RANK_PRIO,
    RANK_TOUCH,
    RANK_AGE,
    RANK_PIN,
    RANK_BLOCKED,
    RANK_TERMS
};
struct rank {
    double factor[RANK_TERMS];
    double points[RANK_TERMS]; /* factor x weight, signed */
    int urgency;               /* hundredths, the sum rounded half up */
    int shown[RANK_TERMS]; /* the points in hundredths as they are printed: they sum to urgency */
};
const char *rank_term_word(enum rank_term term);
int rank_term_weight(enum rank_term term);
/* What rank and exposure look at; all borrowed. */
struct standing {
    const struct dossier *dossier;
    const struct book_facts *book;
    const struct account_contract *contract;
    const struct touch_state *touch;
    const struct signal_list *signals;
    int health; /* -1 unknown */
    day_number today;
};
void rank_compute(const struct standing *standing, struct rank *ret_rank);
/* E20, in minor units of the reporting currency; MONEY_NONE where the ARR is not known. */
int64_t exposure_of(const struct account_contract *contract, int health);

enum reason_kind {
    REASON_SIGNAL,
    REASON_TASK,
    REASON_STEP,
    REASON_TOUCH,
    REASON_PIN,
    REASON_RENEWAL,
    REASON_OFFER /* a playbook that can start; beside other reasons only */
};
struct reason {
    enum reason_kind kind;
    enum severity severity;
    const char *id;   /* of the signal, step, task or playbook; or empty */
    int64_t key;      /* of the task or step */
    const char *text; /* `no touch 34d, cadence 30d` */
};
struct reason_list ARRAY_OF(struct reason);

/* A playbook that can start now. One whose call is BEGIN is begun by app/upkeep. */
struct offer {
    const struct playbook *playbook;
    enum playbook_call call; /* OFFER or BEGIN */
    const char *why;         /* `decision in 118 days` */
    const struct row *state; /* its SIGNAL row, or NULL: new */
};
struct offer_list ARRAY_OF(struct offer);

struct assessment {
    struct row *account; /* stored and computed fields filled and settled; in the arena */
    struct account_contract contract;
    struct health health;
    struct touch_state touch;
    struct signal_list signals; /* all that fire, hidden ones marked */
    struct offer_list offers;   /* risk, renewal, onboarding, ..., reviews last */
    struct row_list rows; /* SIGNAL rows to store: what fires, and what playbooks keep in mind */
    struct row_list
        now; /* all SIGNAL rows of the account as the conditions of playbooks see them */
    struct rank rank;
    struct reason_list reasons; /* worst first; empty: not in Today */
    int64_t exposure;           /* MONEY_NONE unknown */
};

/* What is assessed, and by what; all borrowed. */
struct assess_given {
    const struct rules *rules;
    const struct dossier *dossier;
    const struct book_facts *book;
};
/* What for: all but the first leave out what nobody would look at. */
enum assess_purpose {
    ASSESS_TO_SHOW,   /* whole */
    ASSESS_TO_SCORE,  /* for what is stored of it: the parts of its health bear no words */
    ASSESS_BUT_TREND, /* the same, but ACCOUNT_TREND, most of the cost, stays unknown */
    ASSESS_TO_COMPARE /* what tells two days apart: account (but for its trend, rank, reasons and
                         next step), contract, health, touch, exposure, signals and their rows; a
                         third of the cost */
};
/* Pure. Everything returned lives in the arena (lists too). Snapshot to store: health.score,
 * coverage. */
void assess(const struct assess_given *of, day_number today, enum assess_purpose purpose,
    struct arena *arena, struct assessment *ret_assessment);
/* The ACCOUNT_TREND that assess would have found; health: of today, -1 unknown. In the arena. */
const char *assess_trend(
    const struct assess_given *of, day_number today, int health, struct arena *arena);
/* Health as the dated rows say it was on that day; for the parts of a change (E10). */
void assess_health_on(const struct assess_given *past, day_number day, struct arena *arena,
    struct health *ret_health);
/* Health of today alone, as assess finds it; for another model. */
void assess_health(const struct assess_given *of, day_number today, struct arena *arena,
    struct health *ret_health);
/* Health of past days (weekly, oldest first) for pictures: fills scores[count], -1 unknown. */
void assess_history(
    const struct assess_given *of, day_number last_day, int step_days, int *scores, int count);

#endif
