/* The timeline of the whole book, source by source: the store keeps where each moment stands, so
 * that a page is read by index whatever the size. What a moment says is made by core/timeline. */
#ifndef STORE_TIMELINE_H
#define STORE_TIMELINE_H

#include "core/timeline.h"
#include "store/store.h"

/* The day under which changes stand in the timeline from now on. Until it is set they stand in
 * none: a book that is just being made has no history. */
void store_set_today(struct store *store, day_number today);

/* Places of one source after `before` in the order of the stream, at most limit; appends. A row may
 * have moved on since: moment_of_row tells. */
struct place_list ARRAY_OF(struct moment_place);
bool store_moments(struct store *store, enum moment_source source,
    const struct moment_place *before, int limit, struct place_list *ret_places,
    struct error *err) CHECKED;
/* Of one account: what its rows alone do not tell (money, newcomers), the newest `limit`; appends.
 */
bool store_account_moments(struct store *store, int64_t account, int limit,
    struct place_list *ret_places, struct error *err) CHECKED;
/* Notes that are pinned, newest first. */
bool store_pinned_notes(struct store *store, int limit, struct arena *arena,
    struct row_list *ret_notes, struct error *err) CHECKED;
/* The snapshot of exactly that day and the one before it. False in *ret_there: there are none. */
struct health_step {
    int then, now;
    day_number then_day;
};
bool store_health_step(struct store *store, int64_t account, day_number day, bool *ret_there,
    struct health_step *ret_step, struct error *err) CHECKED;

/* --- the journal, looked into --- */

/* One entry; id 0: there is none. */
bool store_entry_get(struct store *store, int64_t id, struct arena *arena,
    struct journal_entry *ret_entry, struct error *err) CHECKED;
/* The day under which an import stands; DAY_NONE: under none. */
bool store_import_day(
    struct store *store, int64_t change, day_number *ret_day, struct error *err) CHECKED;
/* One row of a change, or of a whole range of inserts; values under the mask, lent to the callback.
 */
struct change_deed {
    enum change_op op;
    enum kind kind;
    int64_t key, last_key;
    uint64_t mask;
    const struct value *before, *after; /* NULL where there is none */
};
typedef bool (*store_deed_fn)(void *context, const struct change_deed *deed); /* false stops */
bool store_each_deed(struct store *store, int64_t change, store_deed_fn fn, void *context,
    struct error *err) CHECKED;
/* The row number `part` of a change, in the arena. */
bool store_deed(struct store *store, const struct moment_place *place, struct arena *arena,
    bool *ret_there, struct change_deed *ret_deed, struct error *err) CHECKED;

#endif
