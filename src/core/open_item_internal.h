/* What is open on an account: tasks and the steps of its runs, as rank and reasons see them.
 */
#ifndef CORE_OPEN_ITEM_INTERNAL_H
#define CORE_OPEN_ITEM_INTERNAL_H

#include "core/signal.h"

struct open_item {
    const struct row *row; /* TASK or STEP */
    const struct row *run; /* of a step, or NULL */
    day_number due;        /* of an ask the day to chase it; or DAY_NONE */
    day_number made;       /* of a step the start of its run; or DAY_NONE */
    bool blocked; /* a blocked step, one that waits for another, or an ask not yet to be chased */
    bool waits;   /* a step whose turn has not come */
};
/* Zeroed: before the first. Tasks, then steps. */
struct open_item_walk {
    size_t task;
    size_t step;
    const struct row *run;
};
bool open_item_next(const struct dossier *dossier, day_number today, struct open_item_walk *walk,
    struct open_item *ret_item);

/* E12, factors 0..1. */
double due_factor(day_number due, day_number today);
double signal_factor(const struct signal *signal);

#endif
