/* A run on its way to another text of its playbook: the draft as it will be, and what became of
 * each row. The difference is told from it, the move is its saving. */
#ifndef CORE_RUN_MOVE_INTERNAL_H
#define CORE_RUN_MOVE_INTERNAL_H

#include "core/run_diff.h"
#include "run_internal.h"

struct run_move {
    const struct playbook *was; /* the run's own; NULL: not readable */
    const struct playbook *now;
    struct run_ground ground; /* the one given, with the new playbook */
    struct run_draft draft;
    struct row **rows;    /* by step of the new playbook; NULL: not in this run */
    bool grows;           /* conditions are asked again, and steps only come */
    bool *added;          /* the same: it was not in the run, or had been dropped */
    day_number *days_was; /* by step of the old playbook: what it asks for */
    day_number *days_now; /* by step of the new one */
};

/* What becomes of each row, where the draft is open. */
void run_move_fill(struct run_move *move);
/* Does a step that the run has not come to it on a day that it asks for? */
bool run_step_comes(
    const struct run_ground *ground, const struct playbook_step *step, day_number day);
/* False: nothing is made. any: also of a run that is not open, for looking at the difference. */
bool run_move_make(const struct run_ground *ground, const struct playbook *now, bool any,
    struct change *change, struct run_move *move, struct error *err) CHECKED;
/* The original behind a row of the draft, or NULL. */
const struct row *run_move_original(const struct run_move *move, const struct row *row);
/* The step stands in the new playbook, and in this run. */
bool run_move_has(const struct run_move *move, const struct row *row);
bool run_step_was_dropped(const struct row *row);
const struct playbook_step *run_step_by_id(const struct playbook *playbook, const char *id);
/* In the new playbook the step asks for another day than in the old one. */
bool run_move_redates(const struct run_move *move, const struct row *row);

/* run_diff_words.c: in the arena; "" for a step that is the same. */
const char *run_diff_sentence(
    const struct run_move *move, const struct run_diff_item *item, struct arena *arena);
void run_diff_whole(
    const struct run_move *move, struct arena *arena, struct run_diff_lines *ret_lines);

#endif
