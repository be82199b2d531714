/* The one list of causes. */
#include "core/cause.h"
#include <string.h>
#include "base/mem.h"
#include "base/str.h"

#define CAUSES(X)                                                                                  \
    X(CAUSE_NO_VALUE, "no value seen")                                                             \
    X(CAUSE_LOW_ADOPTION, "low adoption")                                                          \
    X(CAUSE_PRODUCT_GAP, "product gap")                                                            \
    X(CAUSE_QUALITY, "quality")                                                                    \
    X(CAUSE_SUPPORT, "support")                                                                    \
    X(CAUSE_PRICE, "price or budget")                                                              \
    X(CAUSE_CHAMPION_LOST, "champion lost")                                                        \
    X(CAUSE_COMPANY_CHANGE, "company change")                                                      \
    X(CAUSE_COMPETITOR, "competitor")                                                              \
    X(CAUSE_POOR_FIT, "poor fit at sale")

static const char *const words[CAUSE_COUNT + 1] = {
#define WORD(cause, word) [cause] = word,
    CAUSES(WORD)
#undef WORD
        [CAUSE_OTHER] = "other",
};
_Static_assert(COUNT_OF(words) == CAUSE_COUNT + 1, "a word for each cause, and the end");

const char *cause_word(enum cause cause)
{
    return words[cause];
}

const char *const *cause_words(void)
{
    return words;
}

const char *cause_list(void)
{
#define LISTED(cause, word) word ", "
    return CAUSES(LISTED) "other";
#undef LISTED
}

static char plain(char c)
{
    if (c == '_' || c == '-')
        return ' ';
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* The length of the beginning that both share. */
static size_t shared(const char *text, size_t len, const char *word)
{
    size_t i = 0;

    while (i < len && plain(text[i]) == word[i])
        i++;
    return i;
}

bool cause_from_word(const char *text, enum cause *ret_cause)
{
    size_t len, fits = 0;
    enum cause found = CAUSE_OTHER;

    text += strspn(text, " ");
    len = strlen(text);
    while (len > 0 && text[len - 1] == ' ')
        len--;
    if (len == 0)
        return false;
    for (unsigned i = 0; i < CAUSE_COUNT; i++) {
        if (shared(text, len, words[i]) < len)
            continue;
        fits++;
        found = (enum cause)i;
        if (strlen(words[i]) == len) {
            fits = 1;
            break;
        }
    }
    if (fits == 1)
        *ret_cause = found;
    return fits == 1;
}
