/* The book as it stood: a throw-away copy of it, taken back to the end of a day.
 *
 * From the day on which the book was first written the journal tells all: every entry of a later
 * day is taken back, newest first, so the rows are those of that evening. What is computed and not
 * in the journal follows: snapshots and forecasts of later days go, signals are open or not as they
 * were then (places of source REWIND_SIGNAL), scores are to be made anew.
 *
 * Before that day, and where the journal was trimmed, only days in rows tell (`dated_only`): the
 * first import stands, all that is dated later goes, ARR is brought back by its movements, what
 * ended later is open again. What no day tells cannot be known and stays as first written: tier,
 * owner, stage, seats, titles, roles, texts.
 *
 * Never to be known: a person who was erased; the words of a signal that was over on that day and
 * began again later; health models, signals, rates and settings of then (those of now are used). */
#ifndef STORE_REWIND_H
#define STORE_REWIND_H

#include "store/store.h"

/* How far a long work is, 0..1; false gives it up: ERROR_FOUND. NULL where nobody asks. */
struct rewind_watch {
    bool (*tell)(void *context, double done);
    void *context;
};

/* A copy of the last commit in a file that has no name any more: nothing of it is left when its
 * store is closed, or its process is killed (at worst an empty file, which the next one removes).
 * Takes no write lock and touches no byte of `store`, which may be read-only. Close it with
 * store_close. */
bool store_open_copy(struct store *store, const struct rewind_watch *watch, struct store **ret_copy,
    struct error *err) CHECKED;

struct rewind_report {
    bool dated_only;
    day_number first_written; /* day of the oldest entry that has one; DAY_NONE: none */
    int64_t entries;          /* taken back */
};
/* Takes such a copy back to the end of `day`; any other store is a bug. Every account is unscored
 * then. On failure the copy is of no use. */
bool store_rewind(struct store *copy, day_number day, const struct rewind_watch *watch,
    struct rewind_report *ret_report, struct error *err) CHECKED;
/* From now on every write is refused, ERROR_READ_ONLY with this sentence. */
void store_seal(struct store *store, const char *sentence);

#endif
