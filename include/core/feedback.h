/* What customers ask of the product, gathered by theme and counted in accounts and in ARR
 * (model.md, Words: feedback). */
#ifndef CORE_FEEDBACK_H
#define CORE_FEEDBACK_H

#include "core/signal.h"

/* Blank is open; done and declined are settled, and the customer is to be told. */
enum feedback_status { FEEDBACK_OPEN, FEEDBACK_PLANNED, FEEDBACK_DONE, FEEDBACK_DECLINED };
const char *feedback_status_word(enum feedback_status status);
enum feedback_status feedback_status_of(const char *word); /* any other word is open */
bool feedback_is_settled(enum feedback_status status);
/* The theme as it is compared: case, accents, hyphens and blanks aside; "" where it has none. */
const char *feedback_theme_key(const char *theme, struct arena *arena);

/* One row of feedback, with what is known of its account. */
struct feedback_voice {
    const struct row *said;
    const char *account; /* its name */
    int64_t arr;         /* in the reporting currency, or MONEY_NONE */
    bool churned;        /* counts nowhere */
    const char *key;     /* feedback_theme_key; filled by feedback_gather */
};
struct feedback_voices ARRAY_OF(struct feedback_voice);

/* Accounts, each once. */
struct feedback_weight {
    int64_t accounts;
    int64_t arr;     /* of those where it is known */
    int64_t unknown; /* accounts without a known ARR */
};

enum { FEEDBACK_PATTERN_DAYS = 30, FEEDBACK_PATTERN_ACCOUNTS = 3 };

struct feedback_theme {
    const char *key, *name;      /* name: as it was written last; "" for all that have none */
    enum feedback_status status; /* the least settled of its rows */
    enum severity severity;      /* the worst of those that count */
    const struct feedback_voice *voices; /* newest first */
    size_t voice_count;
    struct feedback_weight asking; /* rows not settled; of a settled theme all */
    day_number last;               /* when it was said last, or DAY_NONE */
    int64_t untold;                /* rows settled that nobody told the customer of */
    /* Not settled, said in (today - 30, today]: three accounts make a pattern. */
    struct feedback_weight month;
    day_number month_since; /* the first of these days */
    bool is_pattern;
};
struct feedback_themes ARRAY_OF(struct feedback_theme);

/* Orders the voices, and makes a theme of each run of them: what is asked for by most ARR first,
 * what is settled last. All in the arena; the themes borrow the voices. */
void feedback_gather(const struct feedback_voices *voices, day_number today, struct arena *arena,
    struct feedback_themes *ret_themes);
/* `$410k`, `$410k and 2 unknown`, `ARR not known`. Appends. */
void feedback_add_money(
    struct str *out, const struct feedback_weight *weight, const char *currency);
/* `3 accounts ask for bulk export since 2 Nov, $410k` of a pattern. Appends. */
void feedback_add_pattern(
    struct str *out, const struct feedback_theme *theme, const char *currency, day_number today);

#endif
