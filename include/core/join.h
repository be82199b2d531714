/* Two accounts that are one customer: what of the one is in the other already, and what their
 * history of ARR becomes (model.md E1). Rows in, rows of a change out; no clock and no store. */
#ifndef CORE_JOIN_H
#define CORE_JOIN_H

#include "core/change.h"

struct join_side {
    const struct row *account;
    struct row_list contracts, movements;
};
/* `from` goes, `into` stays. */
struct join_ground {
    struct join_side from, into;
    day_number today;
    struct arena *arena;
};

/* The same line by another id: product, first and last day; currency and ARR where both know it. */
const struct row *join_same_line(const struct row *line, const struct row_list *lines);
/* The same person: by e-mail, else by name where one of the two has no e-mail. */
const struct row *join_same_person(const struct row *person, const struct row_list *people);
/* Is the line that `from` only implies another one than those of `into`, to be taken over? */
bool join_takes_implied(const struct join_ground *ground);

/* Fields of `into` that are blank are filled, tags united, `former` told (see join_former), into an
 * update of its row. Returns how many fields were filled. */
int join_fill(const struct join_ground *ground, struct change *change, size_t at);
/* Blank fields of any other row likewise, but links and what the house keeps. */
int join_fill_row(const struct row *from, const struct row *into, struct change *change);

/* The movements of both as the movements of one customer. A line that both had counts once: as
 * `into` has it, from its first day there on; before it, as `from` has it. What no longer counts
 * stays as corrections that add up to nothing. Sums of the lines that stay do not move. */
void join_ledger(const struct join_ground *ground, struct change *change);

/* What files may still call an account, one item of its field `former`: `id=0017`, `contract=C-4`;
 * NULL where it cannot be kept (a `;` in it). In the arena. */
const char *join_former(struct arena *arena, const char *what, const char *text);

/* --- accounts that look alike --- */
enum join_likeness {
    JOIN_UNLIKE,
    JOIN_SAME_NAME,
    JOIN_SAME_DOMAIN,
    JOIN_NEAR_NAME /* with a person of the same e-mail */
};
/* The host without `www.`, folded; "" none. In the arena. */
const char *join_domain(const char *text, struct arena *arena);
/* The folded name without what says the legal form (inc, gmbh, ltd, ...). In the arena. */
const char *join_plain_name(const char *name, struct arena *arena);
/* Near: a letter or so apart, or one begins with all of the other. Of plain names. */
bool join_names_are_near(const char *one, const char *other);

#endif
