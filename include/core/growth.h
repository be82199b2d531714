/* Growth: expansion opportunities from signal to won (model.md Words). Renewals and new business
 * that a vendor's file brings among them are no growth. */
#ifndef CORE_GROWTH_H
#define CORE_GROWTH_H

#include "core/row.h"
#include "core/settings.h"

enum growth_stage {
    GROWTH_SIGNAL,
    GROWTH_QUALIFIED,
    GROWTH_HANDED_OVER,
    GROWTH_WON,
    GROWTH_LOST,
    GROWTH_STAGES
};
const char *growth_stage_word(enum growth_stage stage); /* signal, qualified, handed over, ... */
/* By the words of vendors too: `Closed Won` is won, `Proposal` handed over; a word that nobody
 * knows is qualified, none at all a signal. */
enum growth_stage growth_stage_of_word(const char *word);
enum growth_stage growth_stage_of(const struct row *opportunity);
bool growth_stage_is_open(enum growth_stage stage);
/* Upsell, cross-sell, seats, or a word of the user's own; not a renewal, not new business. */
bool growth_is(const struct row *opportunity);
/* 0..1: the row's own; else by stage .1, .3, .5, and 1 or 0 where it is closed. */
double growth_probability(const struct row *opportunity);

struct growth_line {
    int64_t count;
    int64_t amount;       /* reporting currency, of those whose amount is known */
    int64_t weighted;     /* sum of amount x probability, each rounded half up */
    int64_t unknown;      /* no amount */
    int64_t without_rate; /* a currency without a rate */
};
struct growth_totals {
    struct growth_line stages[GROWTH_STAGES];
    struct growth_line open;    /* signal, qualified and handed over */
    struct growth_line undated; /* of those open: no day to close by, in no period */
};
/* Of the opportunities that close within [from, to] (won and lost by the day they closed, else by
 * their day to close); DAY_NONE: no bound. With a bound the undated are counted apart alone. */
struct growth_period {
    day_number from, to;
};
void growth_totals(const struct row_list *opportunities, const struct settings *settings,
    struct growth_period period, struct growth_totals *ret_totals);

/* Advocacy: the latest of what an account was asked to say for us: `case study of Odile Marchand,
 * asked 9 Oct; 1 more before`. "" where it never was. Appends. */
void reference_words(const struct row_list *references, day_number today, struct str *out);

#endif
