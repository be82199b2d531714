/* What config/daybook.yaml sets, and THE table of settings: read by files/settings, used by the
 * rules. Owns nothing: all text lives in the arena that it was read into. */
#ifndef CORE_SETTINGS_H
#define CORE_SETTINGS_H

#include <stddef.h>
#include "base/date.h"
#include "base/str.h"

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
    const char *keys;          /* default, vim, arrows or NULL: default */
    const char *charts;        /* blocks, braille or NULL: blocks */
    int date_form;             /* enum day_form: days on the screen, never in files */
    int number_form;           /* enum number_marks: likewise numbers */
    int pane_from;             /* 100: columns of a screen with a pane beside its list */
    int third_pane_from;       /* 150: columns of one with a third */
    bool accessible;           /* as --accessible */
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

/* What may be written for a setting; files/settings_rows.c reads each. */
enum setting_type {
    SETTING_TEXT,
    SETTING_NUMBER, /* a whole number from least to most */
    SETTING_YES,    /* yes or no */
    SETTING_WORD,   /* one of words, kept as text */
    SETTING_CHOICE, /* one of words, kept as its index */
    SETTING_CURRENCY,
    SETTING_RATES,   /* currency: number */
    SETTING_TIERS,   /* word: 1, 2 or 3 */
    SETTING_BY_TIER, /* 1, 2, 3 or default: a whole number */
    SETTING_WEEKDAY,
    SETTING_WEEKDAYS,
    SETTING_MONTH,
    SETTING_COUNTRIES,
    SETTING_DAYS, /* day: why, or off */
    SETTING_NAMES,
    SETTING_TYPE_COUNT
};

/* A row of the table; the default is what config/daybook.yaml says. */
struct setting_info {
    const char *name;
    const char *group; /* heading, in the order of the shipped file */
    const char *help;  /* one line */
    enum setting_type type;
    double least, most; /* both allowed; 0 and 0: no number */
    const char *unit;   /* of the number, or NULL */
    const char *const *words;
    size_t word_count;
    size_t offset; /* in struct settings, where one value is kept */
};

/* Every setting, in the order of the shipped file; NULL past the last. */
const struct setting_info *settings_info(size_t index);
const struct setting_info *settings_find(const char *name); /* or NULL */
/* What may be written, for a person: `a whole number from 1 to 365, days`. Appends. */
void settings_say_type(const struct setting_info *setting, struct str *out);

int settings_tier(const struct settings *settings, const char *tier_word); /* 1, 2 or 3; else 2 */
/* Into the reporting currency, rounded half up; false: no rate for it. */
bool settings_convert(
    const struct settings *settings, int64_t minor, const char *currency, int64_t *ret_minor);

#endif
