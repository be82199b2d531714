/* What the files of joining share. */
#ifndef APP_JOIN_INTERNAL_H
#define APP_JOIN_INTERNAL_H

#include "app/app_internal.h"
#include "app/join.h"
#include "core/join.h"

struct join_tally {
    size_t moves[KIND_COUNT], same[KIND_COUNT];
    struct str filled, wins;
};
/* One join being written; rows live in the arena of the change. */
struct joining {
    struct session *session;
    const struct join_order *order;
    struct change change;
    struct join_ground ground;
    struct row_list of_from[KIND_COUNT], of_into[KIND_COUNT];
    struct join_tally *tally;
    struct str former; /* of lines and people that count once, as items of the field `former` */
};
/* Reads both accounts and their rows. */
bool joining_begin(struct joining *joining, struct session *session, const struct join_order *order,
    struct join_tally *tally, struct error *err) CHECKED;
void joining_fini(struct joining *joining);
const char *join_title(const struct row *account); /* its name, else its id */

/* The row to the other account, with its natural key. Returns its place in the change. */
bool joining_move(
    struct joining *joining, const struct row *row, size_t *ret_at, struct error *err) CHECKED;

/* join_merge.c, join_absorb.c: the change, not applied. */
bool join_write_merge(struct joining *joining, struct error *err) CHECKED;
bool join_write_absorb(struct joining *joining, struct error *err) CHECKED;

#endif
