/* Goals: how far, and whether on plan (model.md E18; defaults.md 1.2). */
#ifndef CORE_GOAL_H
#define CORE_GOAL_H

#include "core/dossier.h"

bool goal_is_reached(const struct row *goal);
bool goal_is_dropped(const struct row *goal);
/* Share of the way gone, 0..1: reach, keep (1 while held), yes/no. False: no data. */
bool goal_way(const struct row *goal, double *ret_way);
/* Share of the time gone, 0..1. False: start or due is not known. */
bool goal_time(const struct row *goal, day_number day, double *ret_time);
/* Is it on plan? Reached is, past its day is not; between them both shares must be known. False: it
 * cannot be told, or the goal does not exist on that day. */
bool goal_plan(const struct row *goal, day_number day, bool *ret_on_plan);
/* Goals on plan (way no more than 10 points behind time, reached ones too) of those with data. */
struct goal_count {
    int on_plan, all;
    day_number updated; /* the latest update, or DAY_NONE */
};
struct goal_count goals_on_plan(const struct dossier *dossier, day_number day);
/* The value entry, confirmed by the customer, that belongs to this goal; the latest, or NULL. */
const struct row *goal_result(
    const struct dossier *dossier, const struct row *goal, day_number day);

#endif
