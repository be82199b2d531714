/* Runs with their steps, each written as one line of a table, as the figures take them. */
#ifndef SUPPORT_OUTCOME_MAKER_H
#define SUPPORT_OUTCOME_MAKER_H

#include "core/outcome.h"

#define FIRST_DAY 20454 /* Thu 1 Jan 2026: day 0 of the tables */
#define OUTCOME_MAKER_NONE (-1)

struct run_made {
    int64_t key;
    const char *playbook, *status;
    int start, target, end, success; /* days; OUTCOME_MAKER_NONE: not known */
    bool was;                        /* successful at its start */
    /* A letter a step: D done, S skipped, O open, B blocked, C cancelled with the run, X called off
     * before, G an open gate; small ones are optional. A digit after it: another row of that step.
     * The first is due 10 days after the start, each next one 10 days later. */
    const char *steps;
};

struct outcome_maker {
    struct arena arena;
};
/* Its texts live in the maker's arena. */
void outcome_made(struct outcome_maker *maker, const struct run_made *run, int today,
    struct run_standing *ret_standing);
/* Its rows, to be altered before run_standing_make. */
struct row *outcome_rows(
    struct outcome_maker *maker, const struct run_made *run, struct row_list *ret_steps);

#endif
