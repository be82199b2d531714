/* What the files about text share: what kind of code point is this? */
#ifndef BASE_TEXT_INTERNAL_H
#define BASE_TEXT_INTERNAL_H

#include "base/text.h"

enum char_kind {
    CHAR_PLAIN,     /* takes one or two columns */
    CHAR_MARK,      /* takes none and joins the one before */
    CHAR_SELECTOR,  /* a variation selector */
    CHAR_JOINER,    /* U+200D */
    CHAR_INVISIBLE, /* bidi controls, zero width, tags, soft hyphen, not assigned */
    CHAR_CONTROL,   /* C0, DEL, C1 */
};

struct char_range {
    uint32_t first;
    uint32_t last;
};

enum char_kind char_kind_of(uint32_t code_point);
int char_columns(uint32_t code_point); /* 0, 1 or 2 */
bool char_is_pictograph(uint32_t code_point);
bool char_is_skin_tone(uint32_t code_point);
bool char_is_flag_letter(uint32_t code_point);
/* Accents and vowel points, whatever the locale says: what folding drops. */
bool char_is_accent(uint32_t code_point);
/* Is it in one of these sorted ranges? */
bool char_in_ranges(uint32_t code_point, const struct char_range *ranges, size_t count);
/* The letters that one stands for when folded (UTF-8), or NULL where it has no accent to lose. */
const char *char_plain_letters(uint32_t code_point);

#endif
