/* Cells and words of money to exact minor units, or a refusal. */
#include "money_internal.h"

#include <string.h>
#include "base/str.h"
#include "base/text.h"
#include "base/words.h"

enum { QUOTED_COLUMNS = 40, QUOTED_BYTES = 400 };

static bool refuse(const char *text, struct error *err, const char *why)
{
    struct str quoted = {0};
    struct str whole = {0};

    text_clean(&whole, text, strlen(text) < QUOTED_BYTES ? strlen(text) : QUOTED_BYTES);
    text_cut(&quoted, str_text(&whole), QUOTED_COLUMNS, false);
    error_set(err, ERROR_USAGE, "'%s' %s", str_text(&quoted), why);
    str_fini(&quoted);
    str_fini(&whole);
    return false;
}

enum shift { SHIFT_DONE, SHIFT_INEXACT, SHIFT_TOO_LARGE };

/* digits * 10^power as a whole number. */
static enum shift shift_digits(const char *digits, int power, int64_t *ret_value)
{
    size_t len = strlen(digits);
    int64_t value = 0;

    for (; power < 0 && len > 0; power++)
        if (digits[--len] != '0')
            return SHIFT_INEXACT;
    for (size_t i = 0; i < len; i++)
        if (__builtin_mul_overflow(value, 10, &value) ||
            __builtin_add_overflow(value, digits[i] - '0', &value))
            return SHIFT_TOO_LARGE;
    for (; power > 0 && value != 0; power--)
        if (__builtin_mul_overflow(value, 10, &value))
            return SHIFT_TOO_LARGE;
    *ret_value = value;
    return SHIFT_DONE;
}

/* Digits alone, as most cells are: they mean the same in every form. */
static bool parse_plain(const char *text, const char *currency, int64_t *ret_minor)
{
    int64_t minor = 0;
    size_t len = 0;

    for (; len < 14 && text[len] >= '0' && text[len] <= '9'; len++)
        minor = minor * 10 + (text[len] - '0');
    if (len == 0 || text[len] != '\0')
        return false;
    for (int power = money_exponent(currency); power > 0; power--)
        minor *= 10;
    *ret_minor = minor;
    return true;
}

bool money_parse(const char *text, const char *currency, enum number_form form, int64_t *ret_minor,
    char ret_currency[4], struct error *err)
{
    struct amount_text amount;
    struct digit_text digits;
    int64_t minor;

    if (parse_plain(text, currency, ret_minor)) {
        memset(ret_currency, 0, sizeof(amount.currency));
        return true;
    }
    if (!amount_take_apart(text, currency, &amount) || amount.percent)
        return refuse(text, err, _("is not an amount of money"));
    switch (body_read(amount.body, form, &digits)) {
    case BODY_READ: break;
    case BODY_UNREADABLE:
        return refuse(text, err, _("is not an amount of money in this number form"));
    case BODY_AMBIGUOUS:
        return refuse(
            text, err, _("can be read with a decimal point or a decimal comma; say which"));
    }
    if (amount.currency[0] != '\0')
        currency = amount.currency;
    switch (shift_digits(
        digits.digits, money_exponent(currency) + amount.magnitude - digits.decimals, &minor)) {
    case SHIFT_DONE: break;
    case SHIFT_INEXACT: return refuse(text, err, _("has more decimals than its currency"));
    case SHIFT_TOO_LARGE: return refuse(text, err, _("is too large an amount"));
    }
    *ret_minor = amount.negative ? -minor : minor;
    memcpy(ret_currency, amount.currency, sizeof(amount.currency));
    return true;
}
