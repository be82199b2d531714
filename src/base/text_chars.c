/* Kinds and columns of code points. */
#include "text_internal.h"

#include <wchar.h>

/* Nothing is seen of these, or they move what is: default-ignorable ones and the bidi controls. */
static const struct char_range invisible[] = {
    {0x00AD, 0x00AD}, /* soft hyphen */
    {0x034F, 0x034F}, /* grapheme joiner */
    {0x0600,
        0x0605}, /* Arabic number signs: terminals disagree on their width, as on those below */
    {0x061C, 0x061C},   /* Arabic letter mark */
    {0x06DD, 0x06DD},   /* Arabic end of ayah */
    {0x070F, 0x070F},   /* Syriac abbreviation mark */
    {0x0890, 0x0891},   /* Arabic pound and piastre marks */
    {0x08E2, 0x08E2},   /* Arabic disputed end of ayah */
    {0x115F, 0x1160},   /* Hangul fillers */
    {0x17B4, 0x17B5},   /* Khmer inherent vowels */
    {0x180E, 0x180E},   /* Mongolian vowel separator */
    {0x200B, 0x200F},   /* zero width, left-to-right and right-to-left marks */
    {0x2028, 0x202E},   /* line and paragraph separators, embeddings, overrides */
    {0x2060, 0x206F},   /* word joiner, invisible operators, isolates */
    {0x3164, 0x3164},   /* Hangul filler */
    {0xFEFF, 0xFEFF},   /* byte order mark */
    {0xFFA0, 0xFFA0},   /* halfwidth Hangul filler */
    {0xFFF0, 0xFFFB},   /* interlinear annotations */
    {0xFFFE, 0xFFFF},   /* not characters */
    {0x110BD, 0x110BD}, /* Kaithi number signs */
    {0x110CD, 0x110CD}, {0x13430, 0x1343F}, /* joiners of hieroglyphs */
    {0x1BCA0, 0x1BCA3},                     /* shorthand format controls */
    {0x1D173, 0x1D17A},                     /* musical format controls */
    {0xE0000, 0xE0FFF},                     /* tags; its variation selectors are found first */
};

static const struct char_range selectors[] = {
    {0x180B, 0x180D},
    {0x180F, 0x180F},
    {0xFE00, 0xFE0F},
    {0xE0100, 0xE01EF},
};

static const struct char_range pictographs[] = {
    {0x00A9, 0x00A9},
    {0x00AE, 0x00AE},
    {0x203C, 0x203C},
    {0x2049, 0x2049},
    {0x2122, 0x2122},
    {0x2139, 0x2139},
    {0x2194, 0x21AA},
    {0x231A, 0x23FF},
    {0x24C2, 0x24C2},
    {0x25AA, 0x25FE},
    {0x2600, 0x27BF},
    {0x2934, 0x2935},
    {0x2B05, 0x2B55},
    {0x3030, 0x3030},
    {0x303D, 0x303D},
    {0x3297, 0x3299},
    {0x1F000, 0x1F1E5},
    {0x1F200, 0x1FAFF},
};

static const struct char_range accents[] = {
    {0x0300, 0x036F},
    {0x0483, 0x0489},
    {0x0591, 0x05BD},
    {0x05BF, 0x05BF},
    {0x05C1, 0x05C2},
    {0x05C4, 0x05C5},
    {0x05C7, 0x05C7},
    {0x0610, 0x061A},
    {0x064B, 0x065F},
    {0x0670, 0x0670},
    {0x06D6, 0x06DC},
    {0x06DF, 0x06E4},
    {0x06E7, 0x06E8},
    {0x06EA, 0x06ED},
    {0x1AB0, 0x1ACE},
    {0x1DC0, 0x1DFF},
    {0x20D0, 0x20F0},
    {0xFE20, 0xFE2F},
};

bool char_in_ranges(uint32_t code_point, const struct char_range *ranges, size_t count)
{
    size_t low = 0;
    size_t high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (code_point < ranges[middle].first)
            high = middle;
        else if (code_point > ranges[middle].last)
            low = middle + 1;
        else
            return true;
    }
    return false;
}

bool char_is_pictograph(uint32_t code_point)
{
    return char_in_ranges(code_point, pictographs, COUNT_OF(pictographs));
}

bool char_is_skin_tone(uint32_t code_point)
{
    return code_point >= 0x1F3FB && code_point <= 0x1F3FF;
}

bool char_is_flag_letter(uint32_t code_point)
{
    return code_point >= 0x1F1E6 && code_point <= 0x1F1FF;
}

bool char_is_accent(uint32_t code_point)
{
    return char_in_ranges(code_point, accents, COUNT_OF(accents));
}

/* In a locale of few letters, ASCII's or Latin-1's, wcwidth knows nothing of the rest. */
static int columns_or_unknown(uint32_t code_point)
{
    int columns = wcwidth((wchar_t)code_point);

    if (columns >= 0 || wcwidth(L'\u10d0') > 0)
        return columns;
    return char_is_accent(code_point) ? 0 : 1;
}

/* Dashes, arrows, lines, shapes: what we draw ourselves on every row. */
static bool is_shape(uint32_t code_point)
{
    return (code_point >= 0x2010 && code_point < 0x2028) ||
           (code_point >= 0x2190 && code_point < 0x2200) ||
           (code_point >= 0x2500 && code_point < 0x25FD);
}

enum char_kind char_kind_of(uint32_t code_point)
{
    int columns;

    if (is_shape(code_point))
        return CHAR_PLAIN;
    if (code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0))
        return CHAR_CONTROL;
    if (code_point < 0xAD)
        return CHAR_PLAIN;
    if (code_point == 0x200D)
        return CHAR_JOINER;
    if (char_in_ranges(code_point, selectors, COUNT_OF(selectors)))
        return CHAR_SELECTOR;
    if (char_in_ranges(code_point, invisible, COUNT_OF(invisible)))
        return CHAR_INVISIBLE;
    columns = columns_or_unknown(code_point);
    return columns < 0 ? CHAR_INVISIBLE : columns == 0 ? CHAR_MARK : CHAR_PLAIN;
}

int char_columns(uint32_t code_point)
{
    if ((code_point >= 0x20 && code_point < 0x7F) || is_shape(code_point))
        return 1;
    if (char_kind_of(code_point) != CHAR_PLAIN)
        return 0;
    return columns_or_unknown(code_point);
}
