/* Two questions that the rules ask of the settings. */
#include "core/settings.h"

#include "base/money.h"
#include "base/text.h"

static bool is_small(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Folded. Most differ in their first letter or are written the same: it is asked fifty times while
 * an account is scored. */
static bool is_same_word(const char *one, const char *other)
{
    if (*one != *other && is_small(*one) && is_small(*other))
        return false;
    return text_equal(one, other) || text_compare_folded(one, other) == 0;
}

int settings_tier(const struct settings *settings, const char *tier_word)
{
    if (text_blank(tier_word))
        return 2;
    for (int i = 0; i < settings->tier_count; i++)
        if (is_same_word(settings->tiers[i].word, tier_word))
            return settings->tiers[i].number;
    return 2;
}

bool settings_convert(
    const struct settings *settings, int64_t minor, const char *currency, int64_t *ret_minor)
{
    if (text_blank(currency) || text_equal_nocase(currency, settings->currency)) {
        *ret_minor = minor;
        return true;
    }
    if (settings->currency == NULL)
        return false;
    for (int i = 0; i < settings->rate_count; i++) {
        const struct setting_rate *rate = &settings->rates[i];

        if (text_equal_nocase(currency, rate->currency))
            return money_convert(minor, rate->currency, rate->rate, settings->currency, ret_minor);
    }
    return false;
}
