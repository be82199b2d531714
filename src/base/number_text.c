/* Cells with a number in them: contract.md, Reading; promises.md N1. */
#include "money_internal.h"

#include <stdio.h>
#include <string.h>
#include "base/str.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Bytes of the first of these texts that stands at `at`; 0 for none. */
static size_t take_one_of(const char *at, const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text_starts(at, texts[i]))
            return strlen(texts[i]);
    return 0;
}

/* A blank, also the no-break, thin and narrow ones that spreadsheets write. */
static size_t take_blank(const char *at)
{
    static const char *const blanks[] = {
        " ", "\t", "\xC2\xA0", "\xE2\x80\x89", "\xE2\x80\xAF", "\r", "\n"};

    /* Most of what stands here are digits. */
    if ((signed char)*at > ' ' || *at == '\0')
        return 0;
    return take_one_of(at, blanks, COUNT_OF(blanks));
}

static size_t take_apostrophe(const char *at)
{
    static const char *const apostrophes[] = {"'", "\xE2\x80\x99"};

    if ((signed char)*at > '\'' || *at == '\0')
        return 0;
    return take_one_of(at, apostrophes, COUNT_OF(apostrophes));
}

static const char *skip_blanks(const char *at)
{
    size_t taken;

    while ((taken = take_blank(at)) > 0)
        at += taken;
    return at;
}

/* At most one sign in a whole amount; false for a second. */
static bool take_sign(const char **at, int *signs, bool *negative)
{
    static const char *const texts[] = {"-", "+", "\xE2\x88\x92"};
    size_t taken = is_digit(**at) ? 0 : take_one_of(*at, texts, COUNT_OF(texts));

    if (taken == 0)
        return true;
    if (**at != '+')
        *negative = true;
    *at = skip_blanks(*at + taken);
    return ++*signs == 1;
}

static const char *take_body(const char *at, char body[NUMBER_ROOM])
{
    size_t count = 0;

    while (*at != '\0' && count < NUMBER_ROOM - 1) {
        size_t mark = take_blank(at);

        if (mark == 0)
            mark = take_apostrophe(at);
        if (is_digit(*at) || *at == '.' || *at == ',')
            body[count++] = *at++;
        else if (mark > 0 && count > 0 && is_digit(at[mark])) {
            body[count++] = '_';
            at += mark;
        } else
            break;
    }
    body[count] = '\0';
    return at;
}

/* k, m or b, which must not begin a longer word. */
static const char *take_magnitude(const char *at, const char *own, int *magnitude)
{
    static const char letters[] = "kmbKMB";
    const char *found = *at != '\0' ? strchr(letters, *at) : NULL;
    char currency[4];

    if (found == NULL || currency_take(at, own, currency) > 0)
        return at;
    *magnitude = (int)((found - letters) % 3 + 1) * 3;
    return at + 1;
}

/* The code behind an amount that has a sign before it must be one that the sign can mean:
 * `$5 CAD`, never `€5 USD`. */
static bool signs_agree(const char *prefix, const char *code)
{
    char meant[4];

    return currency_take(prefix, code, meant) > 0 && strcmp(meant, code) == 0;
}

/* What follows the number: k or m, a percent sign or a currency. NULL: it makes no sense. */
static const char *take_tail(
    const char *at, const char *own, const char *prefix, struct amount_text *amount)
{
    char currency[4] = "";
    size_t taken;

    at = skip_blanks(take_magnitude(skip_blanks(at), own, &amount->magnitude));
    if (*at == '%' && amount->magnitude == 0) {
        amount->percent = true;
        return skip_blanks(at + 1);
    }
    taken = currency_take(at, own, currency);
    if (taken > 0 && amount->currency[0] != '\0' && !signs_agree(prefix, currency))
        return NULL;
    if (taken > 0)
        memcpy(amount->currency, currency, sizeof(currency));
    return skip_blanks(at + taken);
}

/* Signs and a currency before the number. *ret_prefix is where the currency stands. NULL: no. */
static const char *take_head(
    const char *at, const char *own, const char **ret_prefix, struct amount_text *amount)
{
    int signs = amount->negative ? 1 : 0;

    if (!take_sign(&at, &signs, &amount->negative))
        return NULL;
    *ret_prefix = at;
    at = skip_blanks(at + currency_take(at, own, amount->currency));
    return take_sign(&at, &signs, &amount->negative) ? at : NULL;
}

bool amount_take_apart(const char *text, const char *own, struct amount_text *ret_amount)
{
    struct amount_text amount = {0};
    const char *at = skip_blanks(text);
    const char *prefix;
    bool in_parens = *at == '(';

    amount.negative = in_parens;
    if (in_parens)
        at = skip_blanks(at + 1);
    at = take_head(at, own, &prefix, &amount);
    if (at == NULL)
        return false;
    at = take_body(at, amount.body);
    at = amount.body[0] != '\0' ? take_tail(at, own, prefix, &amount) : NULL;
    if (at == NULL || (in_parens && *at++ != ')'))
        return false;
    if (*skip_blanks(at) != '\0')
        return false;
    *ret_amount = amount;
    return true;
}

/* Are the digits before the point grouped as they should be? */
struct grouping {
    char mark; /* the one in use, or NUL */
    int size;  /* digits since the last one */
    bool first_is_zero;
};

static bool end_group(struct grouping *grouping, char mark)
{
    bool first = grouping->mark == '\0';

    if (first ? grouping->size < 1 || grouping->size > 3 || grouping->first_is_zero
              : grouping->size != 3 || grouping->mark != mark)
        return false;
    grouping->mark = mark;
    grouping->size = 0;
    return true;
}

static bool read_with_point(const char *body, char point, struct digit_text *ret_digits)
{
    struct grouping grouping = {.first_is_zero = body[0] == '0'};
    size_t count = 0;
    const char *at = body;

    for (; *at != '\0' && *at != point; at++) {
        if (is_digit(*at)) {
            ret_digits->digits[count++] = *at;
            grouping.size++;
        } else if (!end_group(&grouping, *at))
            return false;
    }
    if (grouping.mark != '\0' && grouping.size != 3)
        return false;
    ret_digits->decimals = 0;
    if (*at == point) {
        for (at++; is_digit(*at); at++) {
            ret_digits->digits[count++] = *at;
            ret_digits->decimals++;
        }
        if (ret_digits->decimals == 0)
            return false;
    }
    ret_digits->digits[count] = '\0';
    return *at == '\0' && count > 0;
}

enum body_reading body_read(const char *body, enum number_form form, struct digit_text *ret_digits)
{
    struct digit_text point;
    struct digit_text comma;
    bool fits_point = form != NUMBER_COMMA && read_with_point(body, '.', &point);
    bool fits_comma = form != NUMBER_POINT && read_with_point(body, ',', &comma);

    if (!fits_point && !fits_comma)
        return BODY_UNREADABLE;
    if (fits_point && fits_comma &&
        (point.decimals != comma.decimals || strcmp(point.digits, comma.digits) != 0))
        return BODY_AMBIGUOUS;
    *ret_digits = fits_point ? point : comma;
    return BODY_READ;
}

enum number_form number_form_of(const char *text)
{
    struct amount_text amount;
    struct digit_text digits;
    bool fits_point;
    bool fits_comma;

    if (!amount_take_apart(text, NULL, &amount))
        return NUMBER_UNKNOWN;
    fits_point = body_read(amount.body, NUMBER_POINT, &digits) == BODY_READ;
    fits_comma = body_read(amount.body, NUMBER_COMMA, &digits) == BODY_READ;
    if (fits_point == fits_comma)
        return NUMBER_UNKNOWN;
    return fits_point ? NUMBER_POINT : NUMBER_COMMA;
}

bool number_parse(const char *text, enum number_form form, double *ret_value, bool *ret_percent)
{
    char plain[NUMBER_ROOM + 16];
    struct amount_text amount;
    struct digit_text digits;
    double value;

    if (!amount_take_apart(text, NULL, &amount) || amount.currency[0] != '\0' ||
        amount.magnitude != 0)
        return false;
    if (body_read(amount.body, form, &digits) != BODY_READ)
        return false;
    /* One conversion, so that 12.3 % is the double nearest to 0.123. */
    snprintf(
        plain, sizeof(plain), "%se-%d", digits.digits, digits.decimals + (amount.percent ? 2 : 0));
    if (!text_to_real(plain, &value))
        return false;
    *ret_value = amount.negative && value != 0 ? -value : value;
    *ret_percent = amount.percent;
    return true;
}
