/* How a run stands, as numbers that no day moves: what its row and its steps say. Kept by the store
 * beside the scores, so that a pass over ten thousand runs reads no step; how it stands today (E16)
 * and what it came to (E15) follow from them alone. */
#ifndef CORE_RUN_STANDING_H
#define CORE_RUN_STANDING_H

#include "core/dossier.h"

enum standing_status { STANDING_OPEN, STANDING_DONE, STANDING_CANCELLED };

/* Each is a column of the store's table; never NULL. Days are DAY_NONE where not known.
 * status: enum standing_status; onboarding, was_success: 0 or 1
 * required, required_done: as in run_state: skipped ones are in neither, repeats count once
 * steps, closed: of all
 * counted, counted_done: the same as required, with the steps that a cancelled run left (E15)
 * blocked: a step is blocked; halt_number: of the required step at which it stands, 0: none
 * held: days that the customer held it up in blocks that ended
 * earliest: of any open step; expected, ends: the first and the last day of an open required one
 * moved: the last day on which something happened: start, step, block or note
 * held_since: the customer holds it up since then */
#define STANDING_NUMBERS(X)                                                                        \
    X(status)                                                                                      \
    X(onboarding)                                                                                  \
    X(was_success)                                                                                 \
    X(required) X(required_done) X(steps) X(closed) X(counted) X(counted_done) X(blocked)          \
        X(halt_number) X(held)
#define STANDING_DAYS(X)                                                                           \
    X(started)                                                                                     \
    X(anchor)                                                                                      \
    X(target)                                                                                      \
    X(finished) X(first_value) X(succeeded) X(contract_start) X(earliest) X(expected) X(ends)      \
        X(moved) X(held_since)

struct run_standing {
    int64_t account, run;
    const char *playbook;  /* id; never NULL */
    const char *halt_step; /* id of the step of halt_number, or "" */
#define STANDING_NUMBER(name) int name;
#define STANDING_DAY(name) day_number name;
    STANDING_NUMBERS(STANDING_NUMBER)
    STANDING_DAYS(STANDING_DAY)
#undef STANDING_NUMBER
#undef STANDING_DAY
};
struct run_standing_list ARRAY_OF(struct run_standing);

/* steps and notes may hold rows of other runs and times; those of one run stand by number. What is
 * dated after today does not exist. Texts are borrowed from the rows. contract_start may be
 * DAY_NONE. */
void run_standing_make(const struct row *run, const struct row_list *steps,
    const struct row_list *notes, day_number today, struct run_standing *ret_standing);
/* Does this row of a step count? Of a step that repeats only the last one does that was not called
 * off. */
bool run_standing_counts(const struct row_list *steps, size_t at);
/* Of all runs of an account, with the start of its contract; the list is yours. */
void run_standings_make(
    const struct dossier *dossier, day_number today, struct run_standing_list *ret_standings);

#endif
