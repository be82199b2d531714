/* Money as people and files read it: look/rules.md, Numbers. */
#include "money_internal.h"

#include <stdio.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"

static const char minus[] = "\xE2\x88\x92";

static _Thread_local enum number_marks shown_as;

enum number_marks money_show_as(enum number_marks marks)
{
    enum number_marks before = shown_as;

    shown_as = marks;
    return before;
}

/* What is stored keeps the point. */
static enum number_marks marks_in_use(void)
{
    return words_are_plain() ? MARKS_POINT : shown_as;
}

static char decimal_mark(void)
{
    return marks_in_use() == MARKS_POINT ? '.' : ',';
}

/* Between thousands. */
static char group_mark(void)
{
    enum number_marks marks = marks_in_use();

    return marks == MARKS_POINT ? ',' : marks == MARKS_COMMA ? '.' : ' ';
}

static uint64_t power_of_ten(int exponent)
{
    uint64_t power = 1;

    while (exponent-- > 0)
        power *= 10;
    return power;
}

static uint64_t size_of(int64_t minor)
{
    return minor < 0 ? (uint64_t)0 - (uint64_t)minor : (uint64_t)minor;
}

/* Rounded half up in size, so that a loss shows as much as the same gain. */
static uint64_t divide(uint64_t value, uint64_t by)
{
    return value / by + (value % by >= by - by / 2 ? 1 : 0);
}

/* "−SEK ", "$" */
static const char *lead(int64_t minor, const char *currency, char room[16])
{
    const char *sign = money_sign(currency);

    snprintf(room, 16, "%s%.8s%s", minor < 0 ? minus : "", sign,
        sign == currency && sign[0] != '\0' ? " " : "");
    return room;
}

char *money_plain(int64_t minor, const char *currency, char *buffer)
{
    int exponent = money_exponent(currency);
    uint64_t unit = power_of_ten(exponent);
    const char *sign = minor < 0 ? "-" : "";

    buffer[0] = '\0';
    if (minor == MONEY_NONE)
        return buffer;
    if (exponent == 0)
        snprintf(buffer, MONEY_TEXT_SIZE, "%s%llu", sign, (unsigned long long)size_of(minor));
    else
        snprintf(buffer, MONEY_TEXT_SIZE, "%s%llu.%0*llu", sign,
            (unsigned long long)(size_of(minor) / unit), exponent,
            (unsigned long long)(size_of(minor) % unit));
    return buffer;
}

/* Digits with a mark between thousands. */
static void add_grouped(uint64_t value, char *buffer, size_t size)
{
    char digits[24];
    size_t len = (size_t)snprintf(digits, sizeof(digits), "%llu", (unsigned long long)value);
    size_t out = strlen(buffer);

    for (size_t i = 0; i < len && out + 2 < size; i++) {
        if (i > 0 && (len - i) % 3 == 0)
            buffer[out++] = group_mark();
        buffer[out++] = digits[i];
    }
    buffer[out] = '\0';
}

char *number_whole(int64_t number, char *buffer)
{
    snprintf(buffer, MONEY_TEXT_SIZE, "%s", number < 0 ? minus : "");
    add_grouped(size_of(number), buffer, MONEY_TEXT_SIZE);
    return buffer;
}

char *number_real(double value, int decimals, char *buffer)
{
    uint64_t unit = power_of_ten(decimals);
    uint64_t units = (uint64_t)round_half_up((value < 0 ? -value : value) * (double)unit);
    size_t len;

    snprintf(buffer, MONEY_TEXT_SIZE, "%s", value < 0 && units ? minus : "");
    add_grouped(units / unit, buffer, MONEY_TEXT_SIZE);
    len = strlen(buffer);
    if (decimals > 0 && len + 1 < MONEY_TEXT_SIZE)
        buffer[len++] = decimal_mark();
    while (decimals-- > 0 && len + 1 < MONEY_TEXT_SIZE) {
        unit /= 10;
        buffer[len++] = (char)('0' + units / unit % 10);
    }
    buffer[len] = '\0';
    return buffer;
}

char *money_full(int64_t minor, const char *currency, char *buffer)
{
    int exponent = money_exponent(currency);
    uint64_t unit = power_of_ten(exponent);
    char room[16];
    size_t len;

    buffer[0] = '\0';
    if (minor == MONEY_NONE)
        return buffer;
    snprintf(buffer, MONEY_TEXT_SIZE, "%s", lead(minor, currency, room));
    add_grouped(size_of(minor) / unit, buffer, MONEY_TEXT_SIZE);
    len = strlen(buffer);
    if (size_of(minor) % unit != 0)
        snprintf(buffer + len, MONEY_TEXT_SIZE - len, "%c%0*llu", decimal_mark(), exponent,
            (unsigned long long)(size_of(minor) % unit));
    return buffer;
}

/* Below a thousand whole units, then k (one decimal under 10k where it says something), M, B. */
static void add_short(uint64_t value, uint64_t unit, char *buffer, size_t size)
{
    uint64_t tenths = divide(value, unit * 100);
    char letter = 'M';

    if (divide(value, unit) < 1000) {
        snprintf(buffer, size, "%llu", (unsigned long long)divide(value, unit));
        return;
    }
    if (tenths < 100 && tenths % 10 != 0) {
        snprintf(buffer, size, "%llu%c%lluk", (unsigned long long)(tenths / 10), decimal_mark(),
            (unsigned long long)(tenths % 10));
        return;
    }
    if (divide(value, unit * 1000) < 1000) {
        snprintf(buffer, size, "%lluk", (unsigned long long)divide(value, unit * 1000));
        return;
    }
    /* Hundredths of a million, or of a thousand millions. */
    if (divide(value, unit * 10000) >= 100000) {
        unit *= 1000;
        letter = 'B';
    }
    value = divide(value, unit * 10000);
    snprintf(buffer, size, "%llu%c%02llu%c", (unsigned long long)(value / 100), decimal_mark(),
        (unsigned long long)(value % 100), letter);
}

char *money_short(int64_t minor, const char *currency, char *buffer)
{
    char room[16];
    size_t len;

    buffer[0] = '\0';
    if (minor == MONEY_NONE)
        return buffer;
    snprintf(buffer, MONEY_TEXT_SIZE, "%s", lead(minor, currency, room));
    len = strlen(buffer);
    add_short(size_of(minor), power_of_ten(money_exponent(currency)), buffer + len,
        MONEY_TEXT_SIZE - len);
    return buffer;
}
