#include "words_internal.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"

#define MINUS "\xe2\x88\x92"
#define PHRASE_COLUMNS 60

const char *words_number(struct arena *arena, double value)
{
    int64_t tenths = round_half_up((value < 0 ? -value : value) * 10);
    const char *sign = value < 0 && tenths > 0 ? MINUS : "";
    char fraction[48];

    if (tenths % 10 == 0)
        return arena_format(arena, "%s%lld", sign, (long long)(tenths / 10));
    /* `,5` of `0,5`: the mark is the reader's, and thousands stay together. */
    return arena_format(arena, "%s%lld%s", sign, (long long)(tenths / 10),
        number_real((double)(tenths % 10) / 10, 1, fraction) + 1);
}

static const char *signed_words(
    struct arena *arena, double value, const char *plus, const char *unit)
{
    int64_t whole = round_half_up(value < 0 ? -value : value);
    const char *sign = whole == 0 ? "" : value < 0 ? MINUS : plus;

    return arena_format(arena, "%s%lld%s", sign, (long long)whole, unit);
}

const char *words_percent(struct arena *arena, double share)
{
    return signed_words(arena, share * 100, "", "%");
}

const char *words_change(struct arena *arena, double share)
{
    return signed_words(arena, share * 100, "+", "%");
}

const char *words_signed(struct arena *arena, double points)
{
    return signed_words(arena, points, "+", "");
}

const char *words_day(struct arena *arena, day_number day, day_number today)
{
    char buffer[24];

    return day == DAY_NONE ? "" : arena_copy_text(arena, day_short(day, today, buffer));
}

const char *words_count(struct arena *arena, int count, const char *one, const char *many)
{
    return arena_format(arena, "%d %s", count, words_plural(one, many, count));
}

const char *words_around(struct arena *arena, const char *text, const char *at)
{
    const char *from = at ? at : text;
    struct str phrase = {0};

    while (from > text && from[-1] != '\n')
        from--;
    while (at && at - from > PHRASE_COLUMNS / 2) {
        const char *blank = strchr(from, ' ');

        if (blank == NULL || blank >= at)
            break;
        from = blank + 1;
    }
    while (*from == '-' || *from == '*' || *from == ' ')
        from++;
    char *line = arena_copy_bytes(arena, from, strcspn(from, "\r\n"));

    text_cut(&phrase, line, PHRASE_COLUMNS, false);
    line = arena_copy_text(arena, str_text(&phrase));
    str_fini(&phrase);
    return line;
}
