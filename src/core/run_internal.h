/* A run being changed: copies of its rows, which verbs alter freely; what differs in the end
 * becomes the change. So one tick can move dates, finish the run and the onboarding, all at once.
 */
#ifndef CORE_RUN_INTERNAL_H
#define CORE_RUN_INTERNAL_H

#include "core/run.h"

struct run_draft {
    const struct run_ground *ground;
    struct arena *arena; /* the change's */
    struct row *account;
    struct row *run;
    struct row_list steps;     /* copies, those of the run */
    struct row_list originals; /* the rows behind them, in the same order; NULL: new */
};

/* Refuses where the run is not open, unless any is asked for. */
bool run_draft_open(const struct run_ground *ground, bool any, struct change *change,
    struct run_draft *draft, struct error *err) CHECKED;
/* The copy of a step row; a bug if it is not of this run. */
struct row *run_draft_step(const struct run_draft *draft, const struct row *step);
/* A new open row for the same step. */
struct row *run_draft_repeat(struct run_draft *draft, const struct row *step);
/* Adds what differs to the change and frees the lists. */
void run_draft_save(struct run_draft *draft, struct change *change);
void run_draft_drop(struct run_draft *draft);

/* --- dates: run_days.c --- */

/* Open, not pinned, and not come again by its own repeating: its day is the playbook's to move. */
bool run_draft_moves(const struct run_draft *draft, const struct row *step);
/* The last row of a step, dropped ones too; NULL where the run left it out. */
struct row *run_draft_row(const struct run_draft *draft, const char *id);
/* Steps that may move and count from this one follow its completion day, else its due day; so do
 * those that count from them. */
void run_draft_follow(struct run_draft *draft, const struct row *step);
/* Does the step that a late start had spread keep its day, though its true one moves to asked? */
bool run_keeps_spread(const struct row *step, day_number asked, day_number today);
/* The target of a run that had none while it waited for its anchor. */
void run_draft_target(struct run_draft *draft);
size_t run_draft_moved(const struct run_draft *draft); /* how many open steps got another day */
/* All steps that may move get the dates of an anchor anew that was given by hand. */
void run_draft_move(struct run_draft *draft, day_number anchor);
/* What a playbook, not necessarily the run's own text, asks for each of its steps when its dates
 * count from anchor: done, pinned and spread steps as they stand. In the arena of the draft. */
day_number *run_draft_days(
    const struct run_draft *draft, const struct playbook *playbook, day_number anchor);
/* The day that the playbook asks for this step, other steps as they stand. */
day_number run_draft_asked(const struct run_draft *draft, const struct row *step);
void run_set_days(struct row *step, day_number day); /* due and planned */
/* Missed steps: one a working day from today on, up to last (DAY_NONE: no limit). */
struct run_spread {
    const struct calendar *calendar;
    day_number next, last;
};
struct run_spread run_spread_from(
    day_number today, day_number last, const struct calendar *calendar);
day_number run_spread_take(struct run_spread *spread);
/* Optional ones may be required for this account. */
enum step_need run_need_of(const struct playbook_step *step, const struct playbook_ground *ground);

/* Checks what was given and keeps it in the step's row. */
bool run_draft_give(struct run_draft *draft, struct row *step, const struct given_list *given,
    struct error *err) CHECKED;

/* What the verbs share. */
bool run_refuse_state(const struct row *step, const char *what, struct error *err);
void run_end_block(struct row *step, day_number today);
void run_close_step(struct row *step, const char *status, day_number today);
void run_set_stage(struct run_draft *draft, const char *stage);
/* Finishes the run where no required step is open. */
void run_finish(struct run_draft *draft, struct str *summary);
/* Adds how many dates moved to the summary, and the draft to the change. */
void run_save(struct run_draft *draft, struct change *change, struct str *summary);

/* Merges into the row's `given`; later ones win. */
void run_given_merge(struct row *step, const struct given_list *given, struct arena *arena);
const char *run_given_find(const struct given_list *given, const char *id); /* or NULL */
#define RUN_GIVEN_NOTE "#note" /* key of the note that a done step used up */
bool run_demands_note(const struct playbook_step *rule);
/* The first day of a value entry that meets the step's demand, or DAY_NONE. */
day_number run_demand_value_day(const struct run_ground *ground, const struct row *step);
/* Is it one of the words, with its reason where one is wanted? Else: what to say. */
bool run_is_choice(const struct playbook_demand *demand, const char *given);
void run_add_choices(const struct playbook_demand *demand, struct str *how);
/* The forecast category in its own writing, or NULL. */
const char *run_category(const char *text);
bool run_given_day(const char *text, const struct playbook_ground *ground, day_number *ret_day);

#endif
