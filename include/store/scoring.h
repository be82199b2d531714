/* What the rules computed, beside what was read for it in the same transaction: it is not read once
 * more, and only what differs is written. Otherwise as in store/store.h. */
#ifndef STORE_SCORING_H
#define STORE_SCORING_H

#include "store/store.h"

/* Is there such a row? */
bool store_exists(
    struct store *store, enum kind kind, int64_t key, bool *ret_exists, struct error *err) CHECKED;
/* Between the two, in one write transaction, many accounts are scored, best by rising key: nothing
 * is written but scores, signals, snapshots, standings and forecasts. What the next accounts have
 * no rows of is then not looked for in each. */
void store_sweep_begin(struct store *store);
void store_sweep_end(struct store *store);
/* before: the account with its score, as store_get gives it. */
bool store_put_score_over(struct store *store, const struct row *before, const struct row *account,
    struct error *err) CHECKED;
/* stored: all signals of the account, as store_children gives them. */
bool store_put_signals_over(struct store *store, int64_t account, const struct row_list *stored,
    const struct row_list *signals, struct error *err) CHECKED;

/* A thread of ours that writes the same file by a connection of its own, all the while: it is told
 * when this one begins to write and when it has ended, so that it can give way. Reads of this one
 * wait up to patience_ms for a commit of it; 0: as the store was opened. told NULL: it is gone. */
void store_beside(
    struct store *store, void (*told)(void *context, bool writes), void *context, int patience_ms);

#endif
