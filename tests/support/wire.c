#include "support/wire.h"
#include <stdint.h>
#include <string.h>
#include "base/text.h"

/* Modes that may be set and reset with CSI ? Pm h or l: cursor keys, wrap, cursor, blink, meta,
 * mouse, alternate screen, bracketed paste. */
static const int private_modes[] = {1, 5, 7, 12, 25, 1000, 1002, 1006, 1034, 1049, 2004};

/* Ranges of code points that drive, turn or hide text instead of showing it. */
static const uint32_t forbidden[][2] = {{0x7F, 0x9F}, {0xAD, 0xAD}, {0x61C, 0x61C},
    {0x200B, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x206F}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB},
    {0xE0000, 0xE0FFF}};

static bool is_private_mode(int number)
{
    for (size_t i = 0; i < sizeof(private_modes) / sizeof(private_modes[0]); i++)
        if (private_modes[i] == number)
            return true;
    return false;
}

/* Are all numbers in "25;12" private modes that we know? */
static bool modes_are_known(const char *numbers, size_t len)
{
    int number = 0;
    for (size_t i = 0; i <= len; i++) {
        if (i < len && numbers[i] != ';') {
            number = number < 100000 ? number * 10 + (numbers[i] - '0') : number;
            continue;
        }
        if (!is_private_mode(number))
            return false;
        number = 0;
    }
    return true;
}

static size_t digits(const char *bytes, size_t len)
{
    size_t count = 0;
    while (count < len && ((bytes[count] >= '0' && bytes[count] <= '9') || bytes[count] == ';'))
        count++;
    return count;
}

/* The bytes of a known sequence after ESC [; 0 if it is none. */
static size_t known_csi(const char *bytes, size_t len)
{
    bool is_private = len > 0 && bytes[0] == '?';
    size_t at = is_private;
    size_t numbers = digits(bytes + at, len - at);
    const char *first = bytes + at;
    at += numbers;
    if (at >= len)
        return 0;
    if (is_private)
        return (bytes[at] == 'h' || bytes[at] == 'l') && modes_are_known(first, numbers) ? at + 1
                                                                                         : 0;
    if (bytes[at] == 'h' || bytes[at] == 'l') /* insert mode, and nothing else */
        return numbers == 1 && first[0] == '4' ? at + 1 : 0;
    if (bytes[at] == 't') /* the title on and off its stack */
        return strncmp(first, "22;0;0t", 7) == 0 || strncmp(first, "23;0;0t", 7) == 0 ? at + 1 : 0;
    if (numbers == 0 && len >= 2 && bytes[0] == '!' && bytes[1] == 'p')
        return 2;
    return strchr("@ABCDGHIJKLMPSTXZbdfgmr", bytes[at]) ? at + 1 : 0;
}

/* The bytes of the known sequence at bytes, which start with ESC; 0 if it is none. */
static size_t known_escape(const char *bytes, size_t len)
{
    if (len < 2)
        return 0;
    if (bytes[1] == '[') {
        size_t rest = known_csi(bytes + 2, len - 2);
        return rest ? rest + 2 : 0;
    }
    if (bytes[1] == '(' || bytes[1] == ')')
        return len > 2 && (bytes[2] == 'B' || bytes[2] == '0') ? 3 : 0;
    return strchr("78=>MH", bytes[1]) && bytes[1] ? 2 : 0;
}

static bool is_forbidden(uint32_t code_point)
{
    for (size_t i = 0; i < sizeof(forbidden) / sizeof(forbidden[0]); i++)
        if (code_point >= forbidden[i][0] && code_point <= forbidden[i][1])
            return true;
    return code_point < ' ' && !strchr("\b\t\n\r\016\017", (int)code_point);
}

/* The bytes of the next clean part; 0 where it is not clean. */
static size_t clean_part(const char *bytes, size_t len)
{
    if (bytes[0] == '\033')
        return known_escape(bytes, len);
    uint32_t code_point;
    size_t part = text_decode(bytes, len, &code_point);
    if (code_point == 0 || is_forbidden(code_point))
        return 0;
    return code_point == TEXT_REPLACEMENT && !text_is_utf8(bytes, part) ? 0 : part;
}

bool wire_is_clean(const char *bytes, size_t len, struct str *why)
{
    for (size_t at = 0; at < len;) {
        size_t part = clean_part(bytes + at, len - at);
        if (part > 0) {
            at += part;
            continue;
        }
        str_addf(why, "byte %zu:", at);
        for (size_t i = at; i < len && i < at + 12; i++)
            str_addf(why, " %02X", (unsigned char)bytes[i]);
        return false;
    }
    return true;
}
