/* Text into HTML: entities, marks of a line, words from right to left. */
#include <string.h>
#include "base/text.h"
#include "html_internal.h"

static void add_escaped(struct str *out, char c)
{
    switch (c) {
    case '&': str_add(out, "&amp;"); break;
    case '<': str_add(out, "&lt;"); break;
    case '>': str_add(out, "&gt;"); break;
    case '"': str_add(out, "&quot;"); break;
    case '\'': str_add(out, "&#39;"); break;
    default:
        if ((unsigned char)c >= ' ' && c != 0x7f)
            str_add_char(out, c);
        else
            str_add_char(out, ' ');
    }
}

void html_add_text(struct str *out, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        add_escaped(out, text[i]);
}

/* Hebrew to Arabic with their extensions and shapes, and the scripts of the first extra plane. */
static bool is_right_to_left(uint32_t c)
{
    return (c >= 0x590 && c <= 0x8ff) || (c >= 0xfb1d && c <= 0xfdff) ||
           (c >= 0xfe70 && c <= 0xfeff) || (c >= 0x10800 && c <= 0x10fff) ||
           (c >= 0x1e800 && c <= 0x1efff);
}

/* How far words from right to left go on from here, what stands between two of them with them; 0:
 * none begins here. They end before a mark. */
static size_t right_to_left(const char *text, size_t len)
{
    size_t end = 0, at = 0;

    while (at < len && !strchr("\\`*", text[at])) {
        uint32_t c;
        size_t step = text_decode(text + at, len - at, &c);

        if (step == 0 || (end == 0 && !is_right_to_left(c)))
            break;
        if ((c < 0x80 && ((c | 0x20) >= 'a') && ((c | 0x20) <= 'z')))
            break;
        at += step;
        if (is_right_to_left(c))
            end = at;
    }
    return end;
}

static bool is_marked(const char *text, size_t len, const char *mark, size_t *ret_end)
{
    size_t width = strlen(mark);

    if (len < 2 * width + 1 || strncmp(text, mark, width) != 0)
        return false;
    for (size_t at = width + 1; at + width <= len; at++)
        if (!strncmp(text + at, mark, width) && text[at - 1] != '\\') {
            *ret_end = at;
            return true;
        }
    return false;
}

static bool is_punctuation(char c)
{
    return c && strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", c) != NULL;
}

/* Words between marks; returns the bytes taken, 0: no mark stands here. */
static size_t add_marked(struct str *out, const char *text, size_t len, bool plain)
{
    size_t end;

    if (is_marked(text, len, "**", &end)) {
        str_add(out, plain ? "" : "<strong>");
        if (plain)
            html_add_plain(out, text + 2, end - 2);
        else
            html_add_inline(out, text + 2, end - 2);
        str_add(out, plain ? "" : "</strong>");
        return end + 2;
    }
    if (is_marked(text, len, "`", &end)) {
        str_add(out, plain ? "" : "<code>");
        html_add_text(out, text + 1, end - 1);
        str_add(out, plain ? "" : "</code>");
        return end + 1;
    }
    return 0;
}

static void add_line(struct str *out, const char *text, size_t len, bool plain)
{
    for (size_t at = 0; at < len;) {
        size_t apart = right_to_left(text + at, len - at), taken;

        if (apart) {
            str_add(out, plain ? "" : "<bdi>");
            html_add_text(out, text + at, apart);
            str_add(out, plain ? "" : "</bdi>");
            at += apart;
            continue;
        }
        if (text[at] == '\\' && at + 1 < len && is_punctuation(text[at + 1])) {
            add_escaped(out, text[at + 1]);
            at += 2;
            continue;
        }
        taken = add_marked(out, text + at, len - at, plain);
        if (taken == 0) {
            add_escaped(out, text[at]);
            taken = 1;
        }
        at += taken;
    }
}

void html_add_inline(struct str *out, const char *text, size_t len)
{
    add_line(out, text, len, false);
}

void html_add_plain(struct str *out, const char *text, size_t len)
{
    add_line(out, text, len, true);
}
