/* What a terminal that knows only ASCII shows. Every column stays a column. */
#include "text_internal.h"

#include <string.h>

static const struct {
    uint32_t code_point;
    char letter;
} look_alikes[] = {
    {0x00A0, ' '},
    {0x00AB, '"'},
    {0x00B4, '\''},
    {0x00B7, '.'},
    {0x00BB, '"'},
    {0x00D7, 'x'},
    {0x2009, ' '},
    {0x2010, '-'},
    {0x2011, '-'},
    {0x2012, '-'},
    {0x2013, '-'},
    {0x2014, '-'},
    {0x2018, '\''},
    {0x2019, '\''},
    {0x201A, '\''},
    {0x201C, '"'},
    {0x201D, '"'},
    {0x201E, '"'},
    {0x2022, '*'},
    {0x2026, '.'},
    {0x202F, ' '},
    {0x2190, '<'},
    {0x2191, '^'},
    {0x2192, '>'},
    {0x2193, 'v'},
    {0x21B5, '/'},
    {0x2212, '-'},
    {0x2500, '-'},
    {0x2502, '|'},
};

/* Capitals of the Latin blocks that char_plain_letters knows. */
static bool is_latin_capital(uint32_t code_point)
{
    if (code_point < 0x0100)
        return code_point >= 0xC0 && code_point <= 0xDE;
    if (code_point == 0x0178 || code_point == 0x1E9E)
        return true;
    if (code_point == 0x0131 || code_point == 0x0138 || code_point == 0x0149 ||
        code_point == 0x017F || code_point == 0x01F0 ||
        (code_point >= 0x1E96 && code_point <= 0x1E9D))
        return false;
    if ((code_point >= 0x0139 && code_point <= 0x0148) ||
        (code_point >= 0x0179 && code_point <= 0x017E) ||
        (code_point >= 0x01AF && code_point <= 0x01DC))
        return (code_point & 1u) != 0;
    return (code_point & 1u) == 0;
}

static char letter_for(uint32_t code_point)
{
    const char *plain = char_plain_letters(code_point);

    for (size_t i = 0; i < COUNT_OF(look_alikes); i++)
        if (look_alikes[i].code_point == code_point)
            return look_alikes[i].letter;
    if (plain == NULL || (unsigned char)plain[0] >= 0x80)
        return '?';
    return is_latin_capital(code_point) ? (char)(plain[0] - 'a' + 'A') : plain[0];
}

void text_to_ascii(struct str *out, const char *text)
{
    size_t len = strlen(text);
    size_t at = 0;

    while (at < len) {
        uint32_t code_point;

        at += text_decode(text + at, len - at, &code_point);
        if (code_point < 0x80) {
            str_add_char(out, (char)code_point);
            continue;
        }
        for (int columns = char_columns(code_point); columns > 0; columns--)
            str_add_char(out, letter_for(code_point));
    }
}
