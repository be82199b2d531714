/* UTF-8 in and out. */
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* The lead byte says how many follow, and which second bytes are allowed (no overlong forms, no
 * surrogates, nothing above U+10FFFF). */
struct lead {
    unsigned char first;
    unsigned char last;
    unsigned char following;
    unsigned char second_least;
    unsigned char second_most;
};

static const struct lead leads[] = {
    {0xC2, 0xDF, 1, 0x80, 0xBF},
    {0xE0, 0xE0, 2, 0xA0, 0xBF},
    {0xE1, 0xEC, 2, 0x80, 0xBF},
    {0xED, 0xED, 2, 0x80, 0x9F},
    {0xEE, 0xEF, 2, 0x80, 0xBF},
    {0xF0, 0xF0, 3, 0x90, 0xBF},
    {0xF1, 0xF3, 3, 0x80, 0xBF},
    {0xF4, 0xF4, 3, 0x80, 0x8F},
};

static const struct lead *find_lead(unsigned char byte)
{
    for (size_t i = 0; i < COUNT_OF(leads); i++)
        if (byte >= leads[i].first && byte <= leads[i].last)
            return &leads[i];
    return NULL;
}

static size_t decode_long(const unsigned char *bytes, size_t len, uint32_t *ret_code_point)
{
    const struct lead *lead = find_lead(bytes[0]);
    size_t taken = 1;
    uint32_t value;

    *ret_code_point = TEXT_REPLACEMENT;
    if (lead == NULL)
        return 1;
    value = bytes[0] & (0x3Fu >> lead->following);
    for (; taken <= lead->following; taken++) {
        unsigned char least = taken == 1 ? lead->second_least : 0x80;
        unsigned char most = taken == 1 ? lead->second_most : 0xBF;

        if (taken >= len || bytes[taken] < least || bytes[taken] > most)
            return taken;
        value = value << 6 | (bytes[taken] & 0x3Fu);
    }
    *ret_code_point = value;
    return taken;
}

size_t text_decode(const char *text, size_t len, uint32_t *ret_code_point)
{
    const unsigned char *bytes = (const unsigned char *)text;

    if (len == 0) {
        *ret_code_point = 0;
        return 0;
    }
    if (bytes[0] < 0x80) {
        *ret_code_point = bytes[0];
        return 1;
    }
    return decode_long(bytes, len, ret_code_point);
}

size_t text_encode(uint32_t code_point, char *ret_bytes)
{
    if (code_point > 0x10FFFFu || (code_point >= 0xD800u && code_point <= 0xDFFFu))
        code_point = TEXT_REPLACEMENT;
    if (code_point < 0x80u) {
        ret_bytes[0] = (char)code_point;
        return 1;
    }
    if (code_point < 0x800u) {
        ret_bytes[0] = (char)(0xC0u | code_point >> 6);
        ret_bytes[1] = (char)(0x80u | (code_point & 0x3Fu));
        return 2;
    }
    if (code_point < 0x10000u) {
        ret_bytes[0] = (char)(0xE0u | code_point >> 12);
        ret_bytes[1] = (char)(0x80u | (code_point >> 6 & 0x3Fu));
        ret_bytes[2] = (char)(0x80u | (code_point & 0x3Fu));
        return 3;
    }
    ret_bytes[0] = (char)(0xF0u | code_point >> 18);
    ret_bytes[1] = (char)(0x80u | (code_point >> 12 & 0x3Fu));
    ret_bytes[2] = (char)(0x80u | (code_point >> 6 & 0x3Fu));
    ret_bytes[3] = (char)(0x80u | (code_point & 0x3Fu));
    return 4;
}

bool text_is_utf8(const char *text, size_t len)
{
    size_t at = 0;

    while (at < len) {
        uint32_t code_point;
        size_t taken = text_decode(text + at, len - at, &code_point);

        /* A real U+FFFD takes three bytes that spell it. */
        if (code_point == TEXT_REPLACEMENT &&
            (taken != 3 || memcmp(text + at, "\xEF\xBF\xBD", 3) != 0))
            return false;
        at += taken;
    }
    return true;
}

void text_repair(struct str *out, const char *text, size_t len)
{
    size_t at = 0;

    while (at < len) {
        uint32_t code_point;

        at += text_decode(text + at, len - at, &code_point);
        str_add_code_point(out, code_point == 0 ? 0x2400u : code_point);
    }
}

/* A text that was cut by its room may end inside of a character: its part is dropped. */
static void drop_cut_tail(char *text, size_t len)
{
    size_t start = len;

    while (start > 0 && ((unsigned char)text[start - 1] & 0xC0u) == 0x80u)
        start--;
    if (start > 0 && (unsigned char)text[start - 1] >= 0xC0u &&
        !text_is_utf8(text + start - 1, len - start + 1))
        text[start - 1] = '\0';
}

char *text_format_args(char *buffer, size_t size, const char *format, va_list args)
{
    int len = vsnprintf(buffer, size, format, args);

    if (len >= 0 && (size_t)len >= size && size > 0)
        drop_cut_tail(buffer, size - 1);
    return buffer;
}

char *text_format(char *buffer, size_t size, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    text_format_args(buffer, size, format, args);
    va_end(args);
    return buffer;
}
