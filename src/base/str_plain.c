/* Helpers on plain C strings and numbers that follow no locale. */
#include "base/str.h"

#include <float.h>
#include <limits.h>
#include <stdint.h>
#include <string.h>

static char ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool text_equal(const char *a, const char *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    return strcmp(a, b) == 0;
}

/* Of two that differ: they are the same letter. Most are not even one bit apart. */
static bool is_other_case(char a, char b)
{
    return (a ^ b) == 0x20 && ascii_lower(a) == ascii_lower(b);
}

bool text_equal_nocase(const char *a, const char *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    for (; *a != '\0'; a++, b++)
        if (*a != *b && !is_other_case(*a, *b))
            return false;
    return *b == '\0';
}

size_t text_place(const char *text, const char *const *texts, size_t count)
{
    size_t at = 0;

    while (at < count && !text_equal(text, texts[at]))
        at++;
    return at;
}

size_t text_place_nocase(const char *text, const char *const *texts, size_t count)
{
    size_t at = 0;

    while (at < count && !text_equal_nocase(text, texts[at]))
        at++;
    return at;
}

bool text_is_one_of(const char *text, const char *const *texts, size_t count)
{
    return text_place(text, texts, count) < count;
}

bool text_is_one_of_nocase(const char *text, const char *const *texts, size_t count)
{
    return text_place_nocase(text, texts, count) < count;
}

bool text_starts(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool text_ends(const char *text, const char *suffix)
{
    size_t len = strlen(text);
    size_t suffix_len = strlen(suffix);

    return suffix_len <= len && strcmp(text + len - suffix_len, suffix) == 0;
}

bool text_blank(const char *text)
{
    /* Most texts are told from blank ones by their first byte. */
    return text == NULL ||
           ((unsigned char)*text <= ' ' && text[strspn(text, " \t\r\n\v\f")] == '\0');
}

bool text_to_int(const char *text, long long *ret_value)
{
    bool negative = *text == '-';
    unsigned long long limit = negative ? (unsigned long long)LLONG_MAX + 1 : LLONG_MAX;
    unsigned long long value = 0;

    if (*text == '-' || *text == '+')
        text++;
    if (!is_digit(*text))
        return false;
    for (; is_digit(*text); text++) {
        unsigned digit = (unsigned)(*text - '0');

        if (value > (limit - digit) / 10)
            return false;
        value = value * 10 + digit;
    }
    if (*text != '\0')
        return false;
    if (negative)
        *ret_value = value == 0 ? 0 : -(long long)(value - 1) - 1;
    else
        *ret_value = (long long)value;
    return true;
}

/* A decimal number taken apart: digits * 10^scale. Digits beyond what 64 bits hold are dropped. */
struct decimal {
    uint64_t digits;
    int scale;
    bool any;
};

static void take_digit(struct decimal *decimal, char c, bool behind_point)
{
    decimal->any = true;
    if (decimal->digits > (UINT64_MAX - 9) / 10) {
        if (!behind_point && decimal->scale < INT_MAX / 4)
            decimal->scale++;
        return;
    }
    decimal->digits = decimal->digits * 10 + (uint64_t)(c - '0');
    if (behind_point)
        decimal->scale--;
}

static const char *take_exponent(const char *text, int *scale)
{
    const char *at = text + 1;
    bool negative = *at == '-';
    int exponent = 0;

    if (*at == '-' || *at == '+')
        at++;
    if (!is_digit(*at))
        return text;
    for (; is_digit(*at); at++)
        if (exponent < 100000)
            exponent = exponent * 10 + (*at - '0');
    *scale += negative ? -exponent : exponent;
    return at;
}

/* Long double keeps 64 bits or more, so that every double written with 17 digits comes back. */
static long double scaled(uint64_t digits, int scale)
{
    long double value = (long double)digits;
    long double power = 1;
    long double base = 10;
    unsigned left = (unsigned)(scale < 0 ? -scale : scale);

    if (digits == 0)
        return 0;
    if (left > 700)
        return scale < 0 ? 0 : (long double)DBL_MAX * 4;
    for (; left > 0; left >>= 1) {
        if (left & 1u)
            power *= base;
        base *= base;
    }
    return scale < 0 ? value / power : value * power;
}

bool text_to_real(const char *text, double *ret_value)
{
    bool negative = *text == '-';
    struct decimal decimal = {0};
    long double value;

    if (*text == '-' || *text == '+')
        text++;
    for (; is_digit(*text); text++)
        take_digit(&decimal, *text, false);
    if (*text == '.')
        for (text++; is_digit(*text); text++)
            take_digit(&decimal, *text, true);
    if (!decimal.any)
        return false;
    if (*text == 'e' || *text == 'E')
        text = take_exponent(text, &decimal.scale);
    value = scaled(decimal.digits, decimal.scale);
    if (*text != '\0' || value > (long double)DBL_MAX)
        return false;
    *ret_value = negative ? -(double)value : (double)value;
    return true;
}
