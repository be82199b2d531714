#include "core/duration.h"

#include <stdio.h>
#include <string.h>
#include "base/text.h"

enum { DIGITS_MOST = 4 };

/* Digits at *at, which goes behind them; -1: there are none, or too many. */
static int take_number(const char **at)
{
    int number = 0, digits = 0;

    for (; **at >= '0' && **at <= '9'; ++*at)
        if (++digits <= DIGITS_MOST)
            number = number * 10 + (**at - '0');
    return digits && digits <= DIGITS_MOST ? number : -1;
}

static void skip_blanks(const char **at)
{
    *at += strspn(*at, " ");
}

/* `h`, `hrs`, `hours`: any word that begins so. */
static bool take_word(const char **at, char letter)
{
    skip_blanks(at);
    if ((**at | 0x20) != letter)
        return false;
    while ((**at | 0x20) >= 'a' && (**at | 0x20) <= 'z')
        ++*at;
    skip_blanks(at);
    return true;
}

/* What follows the hours: `:30`, `.5h`, `h`, `h30`, `h 30m`. -1: nothing of the kind. */
static int take_rest(const char **at)
{
    int part;

    if (**at == '.' || **at == ',') {
        ++*at;
        part = **at >= '0' && **at <= '9' ? (**at - '0') * 6 : -1;
        *at += part >= 0;
        return part >= 0 && take_word(at, 'h') ? part : -1;
    }
    if (**at == ':') {
        ++*at;
        part = take_number(at);
    } else if (!take_word(at, 'h')) {
        return -1;
    } else if (**at == '\0') {
        return 0;
    } else {
        part = take_number(at);
        (void)take_word(at, 'm');
    }
    return part < 60 ? part : -1;
}

bool duration_parse(const char *text, int *ret_minutes, struct error *err)
{
    const char *at = text ? text : "";
    int number, rest = 0, minutes = 0;

    skip_blanks(&at);
    if (*at) {
        number = take_number(&at);
        minutes = number;
        skip_blanks(&at);
        if (number >= 0 && *at && !take_word(&at, 'm')) {
            rest = take_rest(&at);
            minutes = rest < 0 ? -1 : number * 60 + rest;
        }
        skip_blanks(&at);
        if (minutes < 0 || *at)
            return error_set(err, ERROR_USAGE, "'%s' is no duration: 45, 1h, 1h30 or 1:30", text);
    }
    if (minutes > DURATION_MINUTES_MAX)
        return error_set(err, ERROR_USAGE, "'%s' is more than a day", text);
    *ret_minutes = minutes;
    return true;
}

char *duration_words(int64_t minutes, char *buffer)
{
    int whole = minutes > 0 && minutes <= 9999 ? (int)minutes : 0;

    buffer[0] = '\0';
    if (whole >= 60 && whole % 60)
        snprintf(buffer, 16, "%dh %dm", whole / 60, whole % 60);
    else if (whole >= 60)
        snprintf(buffer, 16, "%dh", whole / 60);
    else if (whole)
        snprintf(buffer, 16, "%d min", whole);
    return buffer;
}
