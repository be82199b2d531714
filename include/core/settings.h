/* What config/daybook.yaml sets; read by files/settings, used by the rules. Owns nothing: all text
 * lives in the arena that it was read into. */
#ifndef CORE_SETTINGS_H
#define CORE_SETTINGS_H

#include "base/date.h"

struct setting_rate {
    const char *currency;
    double rate; /* reporting units for one of `currency` */
};

struct setting_word {
    const char *word; /* folded */
    int number;
};

struct settings {
    const char *currency; /* reporting currency; NULL: the book's most frequent */
    const struct setting_rate *rates;
    int rate_count;
    const char *owner;                /* whose accounts are the book; NULL: all */
    const struct setting_word *tiers; /* word -> 1, 2 or 3 */
    int tier_count;
    struct calendar calendar;
    const char *const *holidays_of; /* codes of the countries whose days off the calendar has */
    int holidays_of_count;
    int onboarding_days[4];    /* target by tier 1..3; [0] is the default, 30 */
    int cadence_days[4];       /* E13: by tier 1..3: 14, 30, 90 */
    int qbr_days[4];           /* by tier 1..3: 90, 180, 0 = none */
    int day_holds;             /* rows that a day holds: 12 */
    const char *theme;         /* name or NULL */
    const char *charts;        /* blocks, braille or NULL: blocks */
    const char *date_order;    /* dmy, mdy, ymd or NULL */
    const char *numbers;       /* comma, point or NULL */
    int journal_days;          /* 90 */
    int journal_megabytes;     /* 200 */
    int backups;               /* 7: copies kept beside the book; 0: none is made */
    const char *author;        /* name written on notes; NULL: the login name */
    const char *netting;       /* of retention: account, product or NULL: account */
    const char *const *rivals; /* names of competitors, folded */
    int rival_count;
};

int settings_tier(const struct settings *settings, const char *tier_word); /* 1, 2 or 3; else 2 */
/* Into the reporting currency, rounded half up; false: no rate for it. */
bool settings_convert(
    const struct settings *settings, int64_t minor, const char *currency, int64_t *ret_minor);

#endif
