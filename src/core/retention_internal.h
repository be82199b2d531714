/* What the files of the ledger tell each other. */
#ifndef CORE_RETENTION_INTERNAL_H
#define CORE_RETENTION_INTERNAL_H

#include "core/retention.h"

/* Adds without overrun: what is too large stays at the largest. */
void arr_add(int64_t *sum, int64_t amount);

/* A line of an account over the period. */
struct arr_atom {
    const char *product;
    int64_t start, end, uplift, lost;
    bool handed, taken; /* left or came by hand-over: in neither s nor e */
};
struct arr_atoms ARRAY_OF(struct arr_atom);

/* One account over the period. */
struct arr_account {
    int64_t key;
    day_number first;         /* of its first movement up to the end of the period, or DAY_NONE */
    bool was_active;          /* some ARR came on or before the first end */
    bool seen_running;        /* first known within the period, when it was running already */
    const char *without_rate; /* currency, or NULL */
    int64_t opening, closing, handed, taken, uplift, lost;
    size_t first_atom, atom_count; /* of all atoms; none where it stands in no figure */
    size_t unit;                   /* index of the account that stands for its unit */
};
/* Its moves are moves[0..count-1]. Atoms are appended. */
void arr_account_read(const struct arr_move *moves, size_t count, const struct arr_period *period,
    struct arr_atoms *atoms, struct arr_account *ret_account);

#endif
