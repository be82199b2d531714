/* One application of a playbook to an account: how it stands (E16), what comes next, what a step
 * demands, and what each verb changes. Nothing is done here: verbs fill a `struct change`. */
#ifndef CORE_RUN_H
#define CORE_RUN_H

#include "core/change.h"
#include "core/playbook.h"

/* --- how it stands: from the rows alone, without the playbook --- */

enum run_pace { RUN_ON_TRACK, RUN_BEHIND, RUN_STUCK, RUN_BLOCKED, RUN_DONE, RUN_CANCELLED };
const char *run_pace_word(
    enum run_pace pace); /* on track, behind, stuck, blocked, done, cancelled */

struct run_state {
    enum run_pace pace;
    int required, required_done; /* 7 of 11; skipped ones are in neither, repeats count once */
    int steps, closed;           /* of all */
    int overdue;                 /* open steps past their day */
    day_number expected;  /* day by which the next required step is due, the target at the latest */
    int days_behind;      /* today - expected, 0 while on track */
    int day, target_days; /* day 34 of 30, from the anchor; 0 where not known */
    day_number target;    /* the original one */
    day_number ends;      /* the last day of an open required step, or DAY_NONE */
    int idle_days;        /* since a step, note or block */
    const struct row *next;    /* the next step to do, or NULL */
    const struct row *late;    /* the required step that is longest overdue, or NULL */
    const struct row *blocked; /* the first blocked step, or NULL */
};
/* steps and notes may hold rows of other runs and times. */
void run_state(const struct row *run, const struct row_list *steps, const struct row_list *notes,
    day_number today, struct run_state *ret_state);
/* The same from what the store keeps of a run: no rows are pointed out, and overdue is 0 or 1. */
struct run_standing;
void run_state_of(
    const struct run_standing *standing, day_number today, struct run_state *ret_state);
/* The run that is the account's onboarding: the open one of that type, else the latest; or NULL. */
const struct row *run_onboarding(const struct dossier *dossier);
/* E16 in the word that ACCOUNT_ONBOARDING keeps: done once first value is confirmed; "" without a
 * run. */
const char *run_onboarding_word(const struct dossier *dossier, day_number today);
/* First value confirmed by any onboarding run of the account: its day, else DAY_NONE. */
day_number run_first_value(const struct dossier *dossier);

/* The first open step that this one comes after; NULL: none. One that repeats is behind it once it
 * was done the first time. */
const struct row *run_step_waits_for(const struct row *step, const struct row_list *steps);
/* May the step be done now, as far as the steps before it go? */
bool run_step_ready(const struct row *step, const struct row_list *steps);
bool run_step_is_open(const struct row *step); /* open or blocked */

/* --- starting --- */

enum plan_how {
    PLAN_AHEAD,
    PLAN_SPREAD,  /* missed and required: on one of the next working days */
    PLAN_SKIPPED, /* missed and optional */
    PLAN_WAITING  /* its anchor is not known */
};
struct plan_step {
    const struct playbook_step *step;
    int number; /* from 1, those left out not counted */
    enum step_need need;
    enum plan_how how;
    day_number planned; /* the day that the playbook asks for */
    day_number due;
    const char
        *waiting_for; /* `contract start`, or the title of a step; NULL unless PLAN_WAITING */
};
/* How one account would go through it: for the preview, and to start from. */
struct run_plan {
    const struct playbook *playbook;
    day_number started;
    day_number anchor; /* DAY_NONE: waiting */
    bool given;        /* the anchor, by hand: it follows nothing */
    day_number target; /* DAY_NONE: waiting */
    struct plan_step *steps;
    int step_count;
    int skipped, spread; /* how many */
};
/* given: the day of the anchor where the user gave one, else DAY_NONE. Lives in the arena. */
void run_plan_make(const struct playbook *playbook, const struct playbook_ground *ground,
    day_number given, struct arena *arena, struct run_plan *ret_plan);
/* Adds the run with its steps. */
void run_start(
    const struct run_plan *plan, const struct playbook_ground *ground, struct change *change);

/* --- what a step demands --- */

/* What was given by hand for demands, by their id; later ones win. */
struct given {
    const char *id;
    const char *text;
};
struct given_list ARRAY_OF(struct given);

/* A run under a verb. playbook is parsed from the run's own text; NULL where it cannot be read:
 * then there are no demands and no dates to move. */
struct run_ground {
    struct playbook_ground base;
    const struct playbook *playbook;
    const struct row *run;
};
struct demand_state {
    const struct playbook_demand *demand;
    bool met;
    const char *words; /* `a note: what they want`, `a champion, by name` */
    const char *how;   /* met: what meets it: `13 Oct call`; else what to do: `write the note` */
};
struct demand_list ARRAY_OF(struct demand_state);
/* `a note: what they want`, `a champion, by name`; in the arena. */
const char *run_demand_words(const struct playbook_demand *demand, struct arena *arena);
/* The demands of a step row; given may be NULL. Items live in the arena. */
void run_demands(const struct run_ground *ground, const struct row *step,
    const struct given_list *given, struct arena *arena, struct demand_list *ret_demands);
/* The note that meets a demand of the step, or NULL: no note of another step counts. */
const struct row *run_demand_note(const struct run_ground *ground, const struct row *step);
/* The kind of a note that is written for the step: internal is no touch, a review is held as what
 * it is. rule may be NULL. */
const char *run_note_kind(const struct playbook_step *rule);
/* The line whose facts a step asks for: the first open one, else the first; NULL: no line. */
const struct row *run_contract_row(const struct dossier *dossier);
/* A contract fact that a step may demand, as `notice`: the fields that hold it on the account and
 * on a line (-1: not there), and whether one of them says it; a line of a term that is over says nothing of this
 * one. False: no such fact. */
struct contract_fact {
    int account, line;
    bool known;
};
bool run_contract_fact(
    const struct dossier *dossier, const char *name, struct contract_fact *ret_fact) CHECKED;
/* The note that meets a demand of the step, or the nearest to it; NULL: none of this run is free,
 * for each note counts for one step. */
const struct row *run_demand_note(const struct run_ground *ground, const struct row *step);
/* The step of the playbook behind a row, or NULL. */
const struct playbook_step *run_playbook_step(
    const struct playbook *playbook, const struct row *step);
/* What was given, for showing and editing again: the items of the row's `given`. */
void run_given(const struct row *step, struct arena *arena, struct given_list *ret_given);

/* By number, id, or the beginning of its title. Errors name the nearest or the candidates. */
bool run_find_step(const struct run_ground *ground, const char *text, const struct row **ret_step,
    struct error *err) CHECKED;

/* --- verbs: each adds to the change and its summary, or says why it cannot --- */

/* Keeps what was given for demands without ticking. A date sets the anchor where the demand says
 * so, a category sets the account's. Errors: an id nobody demands, no date, a word not in the list.
 */
bool run_give(const struct run_ground *ground, const struct row *step,
    const struct given_list *given, struct change *change, struct error *err) CHECKED;
/* A gate needs what it demands; others may be ticked without (ask first, with run_demands). Moves
 * the dates that hang on the step, finishes the run with its last required step, and with confirmed
 * first value takes the account from onboarding to adopting. */
bool run_done(const struct run_ground *ground, const struct row *step,
    const struct given_list *given, struct change *change, struct error *err) CHECKED;
bool run_reopen(const struct run_ground *ground, const struct row *step, struct change *change,
    struct error *err) CHECKED;
bool run_skip(const struct run_ground *ground, const struct row *step, const char *why,
    struct change *change, struct error *err) CHECKED;
struct run_block {
    const char *side; /* us or customer */
    const char *why;
};
bool run_block(const struct run_ground *ground, const struct row *step, struct run_block block,
    struct change *change, struct error *err) CHECKED;
bool run_unblock(const struct run_ground *ground, const struct row *step, struct change *change,
    struct error *err) CHECKED;
/* Pins the step; DAY_NONE unpins it and takes the playbook's date again. */
bool run_set_day(const struct run_ground *ground, const struct row *step, day_number day,
    struct change *change, struct error *err) CHECKED;
/* The day of the anchor, given by hand: it follows nothing from then on. Open, unpinned steps move;
 * the original target stays. */
bool run_move_anchor(const struct run_ground *ground, day_number anchor, struct change *change,
    struct error *err) CHECKED;
/* All open steps by so much, rolled; pinned ones only where asked for. A step that stands where its
 * rule puts it after another open step follows that one, and so keeps its working days. The
 * playbook's own dates come back where the anchor moves later. */
struct run_shift {
    struct playbook_offset by;
    bool pinned_too;
};
bool run_shift(const struct run_ground *ground, struct run_shift shift, struct change *change,
    struct error *err) CHECKED;
/* Who does it: a step, or with NULL all open ones. owner blank: the account's own. */
bool run_assign(const struct run_ground *ground, const struct row *step, const char *owner,
    struct change *change, struct error *err) CHECKED;
bool run_cancel(const struct run_ground *ground, const char *why, struct change *change,
    struct error *err) CHECKED;

/* --- what happens without its user: each adds rows to the change, and no summary --- */

/* Open, unpinned steps of an open run get their dates anew where the account's own days moved
 * (decision, ends, notice, contract start, entered), and those that waited get theirs; the original
 * target stays. How many moved. A run is of the decision for which it began: one that is half a term
 * or more later (E1), or that of another line after its own was closed, moves nothing. */
size_t run_follow(const struct run_ground *ground, struct change *change);
/* Steps of an open run whose condition (`when`) has come true since the start come to it, dated from
 * its anchor; those missed are spread as at a late start, and an optional one whose day is past does
 * not come any more. How many. None goes again. */
size_t run_grow(const struct run_ground *ground, struct change *change);
/* Does the exit condition of this open run hold? The account is the assessed one. */
bool run_exits(const struct run_ground *ground);
const char *run_exit_why(const struct run_ground *ground, struct arena *arena); /* in words */
/* Ends it with the reason in words; open steps are cancelled, or kept as the playbook says: kept
 * ones can still be done. */
void run_exit(const struct run_ground *ground, struct change *change);
/* Has its success come true, now, for the first time, and within the window (E15: from the start to
 * 30 days after the end, or as the playbook says)? */
bool run_succeeds(const struct run_ground *ground);
void run_note_success(const struct run_ground *ground, struct change *change);
/* The last day of that window. */
#define SUCCESS_DAYS 30
day_number run_success_until(
    const struct playbook *playbook, day_number ended, const struct calendar *calendar);

#endif
