/* Encodings: which one a file is in, and what it says as UTF-8. */
#include "csv_internal.h"

#include <string.h>
#include "base/text.h"

/* Windows-1252, 0x80-0x9F; the five places that it leaves open are what Latin-1 has there. */
static const uint16_t windows_high[32] = {0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020,
    0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019,
    0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E,
    0x0178};

/* A sequence that the next block may complete. */
static bool is_cut(const char *bytes, size_t len)
{
    unsigned char first = (unsigned char)bytes[0];
    size_t wanted = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;

    return len < wanted && first >= 0xC2;
}

static size_t count_wide(struct encoding_counts *counts, const char *bytes, size_t len, bool last)
{
    uint32_t code_point;
    size_t taken;

    if (!last && is_cut(bytes, len))
        return 0;
    taken = text_decode(bytes, len, &code_point);
    if (code_point == TEXT_REPLACEMENT && (taken != 3 || memcmp(bytes, "\xEF\xBF\xBD", 3) != 0))
        counts->bad++;
    else
        counts->wide++;
    return taken;
}

/* How many of the first bytes are plain: 1 to 127, as nearly all are, so eight are looked at in one
 * go. */
static size_t count_plain(const char *bytes, size_t len)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), highs = ones << 7;
    size_t at = 0;
    uint64_t word;

    for (; at + sizeof(word) <= len; at += sizeof(word)) {
        memcpy(&word, bytes + at, sizeof(word));
        if (((word - ones) | word) & highs)
            break;
    }
    while (at < len && (signed char)bytes[at] > 0)
        at++;
    return at;
}

bool encoding_is_plain(const char *bytes, size_t len)
{
    return count_plain(bytes, len) == len;
}

size_t encoding_count(struct encoding_counts *counts, const char *bytes, size_t len, bool last)
{
    size_t at = count_plain(bytes, len);

    while (at < len) {
        size_t taken = 1;

        if (bytes[at] == '\0') {
            counts->nuls++;
            counts->even_nuls += (counts->bytes + (int64_t)at) % 2 == 0;
        } else if ((signed char)bytes[at] < 0) {
            taken = count_wide(counts, bytes + at, len - at, last);
        }
        if (taken == 0)
            break;
        at += taken;
        at += count_plain(bytes + at, len - at);
    }
    counts->bytes += (int64_t)at;
    return at;
}

static unsigned unit_at(const char *bytes, bool big)
{
    unsigned char first = (unsigned char)bytes[0], second = (unsigned char)bytes[1];

    return big ? (unsigned)first << 8 | second : (unsigned)second << 8 | first;
}

static bool is_high_half(unsigned unit)
{
    return unit >= 0xD800 && unit < 0xDC00;
}

static bool is_low_half(unsigned unit)
{
    return unit >= 0xDC00 && unit < 0xE000;
}

size_t encoding_add_utf16(struct str *out, const char *bytes, size_t len, bool big, bool last)
{
    size_t at = 0;

    while (at + 2 <= len) {
        unsigned unit = unit_at(bytes + at, big);

        if (is_high_half(unit) && at + 4 > len && !last)
            break;
        if (is_high_half(unit) && at + 4 <= len && is_low_half(unit_at(bytes + at + 2, big))) {
            unsigned low = unit_at(bytes + at + 2, big);

            str_add_code_point(out, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
            at += 4;
            continue;
        }
        if (unit < 0x80)
            str_add_char(out, (char)unit);
        else
            str_add_code_point(
                out, is_high_half(unit) || is_low_half(unit) ? TEXT_REPLACEMENT : unit);
        at += 2;
    }
    if (last && at < len) {
        str_add_code_point(out, TEXT_REPLACEMENT);
        at = len;
    }
    return at;
}

static void add_windows(struct str *out, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char byte = (unsigned char)bytes[i];

        if (byte == 0)
            str_add_code_point(out, 0x2400);
        else if (byte < 0x80)
            str_add_char(out, (char)byte);
        else
            str_add_code_point(out, byte < 0xA0 ? windows_high[byte - 0x80] : byte);
    }
}

void encoding_add_cell(struct str *out, const char *bytes, size_t len, bool windows)
{
    if (encoding_is_plain(bytes, len))
        str_add_bytes(out, bytes, len);
    else if (windows)
        add_windows(out, bytes, len);
    else
        text_repair(out, bytes, len);
}
