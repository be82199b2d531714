/* A run beside its playbook as the file has it now, and moving the run over to it (model.md
 * Playbooks: done stays done, new steps appear, removed open ones are dropped with a note). */
#ifndef CORE_RUN_DIFF_H
#define CORE_RUN_DIFF_H

#include "core/run.h"

/* What became of one step; several may hold, none: it is the same. */
enum run_diff_what {
    RUN_DIFF_ADDED = 1 << 0,
    RUN_DIFF_REMOVED = 1 << 1, /* open: it will be dropped; closed: it stays as it is */
    RUN_DIFF_TITLE = 1 << 2,
    RUN_DIFF_GUIDANCE = 1 << 3,
    RUN_DIFF_DEMANDS = 1 << 4,
    RUN_DIFF_DATE = 1 << 5, /* of an open step; a pinned one keeps its day all the same */
    RUN_DIFF_NEED = 1 << 6,
    RUN_DIFF_KIND = 1 << 7,
    RUN_DIFF_OWNER = 1 << 8,
    RUN_DIFF_AFTER = 1 << 9,
    RUN_DIFF_DETAILS = 1 << 10, /* repeats, template, who sees it */
    RUN_DIFF_REWORDED = RUN_DIFF_TITLE | RUN_DIFF_GUIDANCE | RUN_DIFF_DEMANDS,
};

struct run_diff_item {
    unsigned what; /* of enum run_diff_what; 0: the same */
    const char *id;
    const char *title;                     /* as the file has it; of a removed one: the run's */
    int number;                            /* after the move; of a removed one: now */
    const struct row *step;                /* the run's row, borrowed; NULL: added */
    const struct playbook_step *was, *now; /* NULL: not there, or not readable */
    day_number old_due, new_due;           /* DAY_NONE: none */
    const char *sentence; /* `step 4 Kickoff: due 3 Dec, was 1 Dec`; "" for the same */
};
struct run_diff_items ARRAY_OF(struct run_diff_item);
struct run_diff_lines ARRAY_OF(const char *);

struct run_diff {
    bool differs;        /* the texts do, perhaps in nothing that touches this run */
    const char *missing; /* why there is nothing to compare with; NULL: there is */
    const struct playbook *now;
    struct run_diff_items items; /* in the order of the file, then the removed ones */
    struct run_diff_lines whole; /* title, anchor, target, success, exit: a sentence each */
    int added, removed, reworded, redated, changed; /* steps; changed: in something else */
};

/* Cheap: is the open run's text another than that of its playbook? now may be NULL. */
bool run_is_outdated(const struct row *run, const struct playbook *now);
/* Everything of it lives in the arena, but for rows and playbooks, which are borrowed. now NULL:
 * `missing` says that the playbook is gone. */
void run_diff(const struct run_ground *ground, const struct playbook *now, struct arena *arena,
    struct run_diff *ret_diff);
/* One change: the run takes text, version, title and numbers of the file. Closed steps stay, new
 * ones appear with their dates (missed ones as at a late start), removed open ones are cancelled,
 * open ones are reworded, and re-dated where they are not pinned. The original target stays. */
bool run_move_over(const struct run_ground *ground, const struct playbook *now,
    struct change *change, struct error *err) CHECKED;

#endif
