/* Two questions that the rules ask of the settings. */
#include "core/settings.h"

#include "base/money.h"
#include "base/text.h"

int settings_tier(const struct settings *settings, const char *tier_word)
{
    if (text_blank(tier_word))
        return 2;
    for (int i = 0; i < settings->tier_count; i++)
        if (text_compare_folded(settings->tiers[i].word, tier_word) == 0)
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
