/* The display filter, and all that counts or cuts characters. */
#include <stdlib.h>
#include <string.h>
#include "base/str.h"
#include "base/text.h"
#include "core/markdown.h"
#include "core/mask.h"
#include "fuzz.h"

static void look_at_lines(const char *text, size_t size)
{
    struct str lines = {0};

    text_clean_lines(&lines, text, size);
    for (size_t i = 0; i < lines.len; i++)
        if (lines.data[i] == '\n')
            lines.data[i] = ' ';
    fuzz_look_at_clean(str_text(&lines));
    str_fini(&lines);
}

static void look_at_cuts(const char *clean)
{
    static const int widths[] = {0, 1, 2, 7, 80};
    size_t len = strlen(clean);

    for (size_t i = 0; i < COUNT_OF(widths); i++) {
        struct str cut = {0};

        BUG_ON(text_columns_bytes(clean, text_fit(clean, len, widths[i])) > widths[i]);
        text_cut(&cut, clean, widths[i], i % 2 == 1);
        BUG_ON(text_columns(str_text(&cut)) > widths[i]);
        fuzz_look_at_clean(str_text(&cut));
        str_fini(&cut);
    }
}

/* Forward and back by characters: the same borders, and an end. */
static void walk(const char *text, size_t size)
{
    size_t at = 0;

    while (at < size) {
        int columns = -1;
        size_t step = text_next_grapheme(text + at, size - at, &columns);

        BUG_ON(step == 0 || step > size - at || columns < 0 || columns > 2);
        at += step;
    }
    while (at > 0) {
        size_t before = text_previous_grapheme(text, at);

        BUG_ON(before >= at);
        at = before;
    }
}

static void look_at_folded(const char *text)
{
    struct str folded = {0}, ascii = {0};

    text_fold(&folded, text);
    BUG_ON(text_compare_folded(text, text) != 0);
    BUG_ON(!text_contains_folded(text, text));
    text_to_ascii(&ascii, text);
    for (size_t i = 0; i < ascii.len; i++)
        BUG_ON((unsigned char)ascii.data[i] > 0x7E);
    str_fini(&ascii);
    str_fini(&folded);
}

static void count_line(void *context, const char *start, size_t len)
{
    *(size_t *)context += len;
}

void fuzz_text_clean(const uint8_t *data, size_t size)
{
    char *text = fuzz_text(data, size);
    struct str clean = {0}, again = {0}, repaired = {0};
    size_t wrapped = 0;

    text_clean(&clean, text, size);
    fuzz_look_at_clean(str_text(&clean));
    text_clean(&again, str_text(&clean), clean.len);
    BUG_ON(!text_equal(str_text(&again), str_text(&clean)));
    text_repair(&repaired, text, size);
    BUG_ON(!text_is_utf8(str_text(&repaired), repaired.len));
    look_at_lines(text, size);
    look_at_cuts(str_text(&clean));
    look_at_folded(str_text(&clean));
    walk(text, size);
    text_wrap(str_text(&clean), 9, count_line, &wrapped);
    BUG_ON(wrapped > clean.len);
    str_clear(&again);
    markdown_add_text(&again, text);
    mask_text(&again, str_text(&repaired));
    str_fini(&repaired);
    str_fini(&again);
    str_fini(&clean);
    free(text);
}
