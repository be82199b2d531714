/* What of a copy bears names beside the rows themselves (--redact). */
#ifndef STORE_MASK_H
#define STORE_MASK_H

#include "store/store.h"

/* In a transaction on a copy (store_open_copy; any other store is a bug): the journal goes with all
 * that it tells, and what imports were called. Accounts are unscored then. */
bool store_mask_past(struct store *copy, struct error *err) CHECKED;
/* The frozen forecasts of one account, in hundredths of what they were. */
bool store_mask_forecasts(
    struct store *copy, int64_t account, int percent, struct error *err) CHECKED;

#endif
