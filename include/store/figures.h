/* Whole tables, of each row only what the figures look at: one pass each. */
#ifndef STORE_FIGURES_H
#define STORE_FIGURES_H

#include "store/store.h"

/* Notes that were logged, by key, without body, author and the like; lent to the callback. */
bool store_each_note_head(
    struct store *store, store_row_fn fn, void *context, struct error *err) CHECKED;
/* Contacts: who they are called, and of which account; lent to the callback. */
bool store_each_contact_head(
    struct store *store, store_row_fn fn, void *context, struct error *err) CHECKED;
/* Signals of the kind risk, what is told of them; lent to the callback. */
bool store_each_risk_head(
    struct store *store, store_row_fn fn, void *context, struct error *err) CHECKED;
/* The first rows of ORDER_QUEUE in one statement, with what a line of text says of an account: id,
 * name, currency, band, health, ARR, decision, reasons, next step and its day; nothing else is
 * known of them. In the arena. */
bool store_queue_heads(struct store *store, int limit, struct arena *arena,
    struct row_list *ret_rows, struct error *err) CHECKED;
/* Every reading, by key; texts are lent. contact "" of none. */
struct stored_reading {
    int64_t key, account;
    day_number date;
    const char *metric, *contact;
    double value;
};
typedef bool (*store_reading_fn)(
    void *context, const struct stored_reading *reading); /* false stops */
bool store_each_reading(
    struct store *store, store_reading_fn fn, void *context, struct error *err) CHECKED;
/* Every snapshot, by account and day. */
typedef bool (*store_snapshot_fn)(
    void *context, int64_t account, const struct snapshot *snapshot); /* false stops */
bool store_each_snapshot(
    struct store *store, store_snapshot_fn fn, void *context, struct error *err) CHECKED;

#endif
