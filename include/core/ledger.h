/* What is written down when ARR moves and when a renewal is decided: MOVEMENT and RENEWAL rows
 * (model.md E1, E3, E6). The movements of a line add up to its ARR of the day; what differs is what
 * has moved. Rows in, rows of a change out; no clock and no store. */
#ifndef CORE_LEDGER_H
#define CORE_LEDGER_H

#include "core/change.h"
#include "core/contract.h"

/* Where a change came from; CLOCK is the daily keeping, where nobody changed anything. */
enum ledger_source { LEDGER_IMPORT, LEDGER_RENEWAL, LEDGER_HAND, LEDGER_CLOCK };
const char *ledger_source_word(enum ledger_source source); /* import, renewal, hand, clock */

/* A line that a change touched, as it stood before. Of one that it made, only is_new is set. */
struct ledger_past {
    int64_t account;
    int64_t line; /* key of the CONTRACT row; 0: the implied one, or a new one */
    bool is_new;
    bool is_open;    /* neither won nor lost */
    int64_t arr;     /* live on the day, minor units of its currency; MONEY_NONE unknown */
    day_number ends; /* as written */
    double uplift;   /* -1 unknown */
};
struct ledger_past_list ARRAY_OF(struct ledger_past);

struct ledger_ground {
    const struct row *account; /* as it is now */
    struct row_list contracts; /* likewise */
    struct row_list movements; /* of the account, in any order */
    struct row_list renewals;  /* likewise */
    const struct settings *settings;
    const char *currency; /* the book's */
    day_number today;
    enum ledger_source source;
    const struct ledger_past *pasts; /* what was touched */
    size_t past_count;
    int new_days; /* a first import: a contract that began so many days ago is new still (E1) */
};

/* Does a change of these fields move what the ledger looks at? Cheap. */
bool ledger_is_moved_by(enum kind kind, uint64_t mask);
/* The line before a change that touches these fields of its row; contract NULL: the implied one.
 * False: nothing that the ledger looks at is among them. */
bool ledger_past_of(const struct row *account, const struct row *contract, uint64_t mask,
    const struct ledger_ground *ground, struct ledger_past *ret_past);

/* What was done, for words. */
struct ledger_deeds {
    size_t moved; /* movements */
    size_t won;   /* renewals closed as won, by an import or by themselves */
    size_t lost;
    bool first;     /* the account's first movements */
    bool left;      /* its stage became churned */
    bool came_back; /* its stage is churned no longer */
};
/* Adds the rows that follow from the change to it, and from what the clock brought: lines that
 * began or ended meanwhile, on their own days. With source CLOCK lines that renew by themselves are
 * rolled. Said twice it adds nothing. */
void ledger_record(
    const struct ledger_ground *ground, struct change *change, struct ledger_deeds *ret_deeds);

/* The same for an account that comes new into the book, before it has a key: `account` is its name
 * in the change. A row at most. */
void ledger_record_new(const struct row *account, int64_t name, const struct ledger_ground *ground,
    struct change *change);

/* One movement by hand of a verb. */
struct ledger_move {
    int64_t account;
    day_number date;
    const char *kind;                      /* core/retention.h: arr_kind_word */
    const char *line, *product, *currency; /* line "": the implied one */
    int64_t amount;                        /* signed; 0: nothing is added */
    const char *other;                     /* id of the other account of a transfer, or NULL */
    const char *reason;                    /* a cause, or NULL */
    enum ledger_source source;
};
void ledger_add_move(struct change *change, const struct ledger_move *move);

/* A line's renewal closed. */
struct ledger_close {
    const struct contract_line *line;
    int64_t account;
    bool won;
    day_number ends;       /* the due day */
    int64_t target, final; /* T and F, annual; MONEY_NONE unknown */
    int64_t uplift;        /* part of F that is price rise */
    day_number closed_on;
    const char *source;       /* hand, import or clock */
    const char *reason, *why; /* or NULL */
    day_number new_ends;
};
size_t ledger_add_close(struct change *change, const struct ledger_close *close);

/* The part of a rise from `arr` to `now` that the uplift explains: at most the whole rise. */
int64_t ledger_uplift_part(int64_t arr, int64_t now, double uplift);
/* Was that the end of the line (a CONTRACT row, or an account's implied one) before it was renewed?
 * A file that says it is from before. */
bool ledger_is_stale(
    const struct row *stored, const struct row_list *renewals, day_number said_ends);
/* Is the account one of the book of the setting `owner`? One that nobody looks after is. */
bool ledger_in_book(const struct row *account, const struct settings *settings);
bool ledger_is_mine(
    const char *owner, const struct settings *settings); /* by its cell; NULL: none */

#endif
