/* Why customers leave, buy less, or are at risk: one list for losses, reductions and risks
 * (defaults.md 2). */
#ifndef CORE_CAUSE_H
#define CORE_CAUSE_H

#include <stdbool.h>

enum cause {
    CAUSE_NO_VALUE,
    CAUSE_LOW_ADOPTION,
    CAUSE_PRODUCT_GAP,
    CAUSE_QUALITY,
    CAUSE_SUPPORT,
    CAUSE_PRICE,
    CAUSE_CHAMPION_LOST,
    CAUSE_COMPANY_CHANGE,
    CAUSE_COMPETITOR,
    CAUSE_POOR_FIT,
    CAUSE_OTHER,
    CAUSE_COUNT,
};

const char *cause_word(enum cause cause); /* as it is stored and shown: `price or budget` */
/* Case does not count, `_` and `-` read as blanks, and the first words will do where they fit one
 * cause alone (`price`, `champion`). False: none, or several. */
bool cause_from_word(const char *text, enum cause *ret_cause);
const char *const *cause_words(void); /* in the order of enum cause, ended by NULL */
/* All of them, joined by a comma and a blank, for help and faults. */
const char *cause_list(void);

#endif
