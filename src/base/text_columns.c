/* User-perceived characters, their columns, cutting and wrapping. */
#include "text_internal.h"

#include <string.h>

/* A run of marks longer than this is cut, rather than walked back through from its far end. */
enum { MOST_BACK = 512 };

static const char ellipsis[] = "\xE2\x80\xA6";

/* Bytes at `at` that join a base: marks, selectors, a skin tone or a joined emoji. 0: none. */
static size_t joined_bytes(const char *text, size_t len, size_t at, bool pictograph)
{
    uint32_t code_point;
    uint32_t next;
    size_t taken = text_decode(text + at, len - at, &code_point);
    enum char_kind kind;

    if (taken == 0 || code_point < 0x300)
        return 0;
    kind = char_kind_of(code_point);
    if (kind == CHAR_MARK || kind == CHAR_SELECTOR)
        return taken;
    if (!pictograph)
        return 0;
    if (char_is_skin_tone(code_point))
        return taken;
    if (kind != CHAR_JOINER)
        return 0;
    at += taken;
    taken += text_decode(text + at, len - at, &next);
    return char_is_pictograph(next) ? taken : 0;
}

size_t text_next_grapheme(const char *text, size_t len, int *ret_columns)
{
    uint32_t code_point;
    uint32_t next;
    size_t at = text_decode(text, len, &code_point);
    size_t more = 1;
    bool pictograph;

    *ret_columns = 0;
    if (at == 0)
        return 0;
    *ret_columns = char_columns(code_point);
    if (at == len || (unsigned char)text[at] < 0x80) /* nothing of ASCII joins another */
        return at;
    if (char_is_flag_letter(code_point)) {
        more = text_decode(text + at, len - at, &next);
        if (char_is_flag_letter(next)) {
            at += more;
            *ret_columns = 2;
        }
    }
    if (char_kind_of(code_point) == CHAR_CONTROL)
        return at;
    pictograph = char_is_pictograph(code_point);
    while ((more = joined_bytes(text, len, at, pictograph)) > 0)
        at += more;
    return at;
}

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0u) == 0x80u;
}

size_t text_previous_grapheme(const char *text, size_t at)
{
    size_t start = at;
    size_t before;
    int columns;

    if (at == 0)
        return 0;
    /* Back to a character that surely begins a grapheme (ASCII), then forward again. */
    do
        start--;
    while (start > 0 && at - start < MOST_BACK && (unsigned char)text[start] >= 0x80);
    while (start > 0 && is_continuation(text[start]))
        start--;
    for (before = start; start < at;
         start += text_next_grapheme(text + start, at - start, &columns))
        before = start;
    return before;
}

int text_columns(const char *text)
{
    return text_columns_bytes(text, strlen(text));
}

/* Bytes at the front that take a column each: printable ASCII that nothing joins. */
static size_t plain_bytes(const char *text, size_t len)
{
    size_t at = 0;

    while (at < len && text[at] >= 0x20 && text[at] < 0x7f)
        at++;
    return at > 0 && at < len && (unsigned char)text[at] >= 0x80 ? at - 1 : at;
}

int text_columns_bytes(const char *text, size_t len)
{
    size_t at = plain_bytes(text, len);
    int total = (int)at;

    while (at < len) {
        int columns;
        size_t plain;

        at += text_next_grapheme(text + at, len - at, &columns);
        plain = plain_bytes(text + at, len - at);
        at += plain;
        total += columns + (int)plain;
    }
    return total;
}

/* Of them as many as fit, and of a long text no more are looked at. */
static size_t plain_fit(const char *text, size_t len, int columns)
{
    size_t room = columns > 0 ? (size_t)columns : 0;
    size_t plain = plain_bytes(text, len < room + 1 ? len : room + 1);

    return plain < room ? plain : room;
}

size_t text_fit(const char *text, size_t len, int columns)
{
    size_t at = plain_fit(text, len, columns);

    columns -= (int)at;
    while (at < len) {
        int wide;
        size_t plain, taken = text_next_grapheme(text + at, len - at, &wide);

        if (wide > columns)
            break;
        at += taken;
        plain = plain_fit(text + at, len - at, columns - wide);
        at += plain;
        columns -= wide + (int)plain;
    }
    return at;
}

void text_cut(struct str *out, const char *text, int columns, bool ascii)
{
    size_t len = strlen(text);
    size_t fits = text_fit(text, len, columns > 0 ? columns : 0);
    const char *mark = ascii ? "..." : ellipsis;
    int mark_columns = ascii ? 3 : 1;

    if (columns <= 0)
        return;
    if (fits == len) {
        str_add(out, text);
        return;
    }
    if (columns < mark_columns) {
        str_add_bytes(out, mark, (size_t)columns);
        return;
    }
    fits = text_fit(text, len, columns - mark_columns);
    while (fits > 0 && strchr(" \t,", text[fits - 1]) != NULL)
        fits--;
    str_add_bytes(out, text, fits);
    str_add(out, mark);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static size_t skip_blanks(const char *text, size_t len, size_t at)
{
    while (at < len && is_blank(text[at]))
        at++;
    return at;
}

/* Where the line that begins at 0 ends: behind its last whole word, or within a word too long. */
static size_t line_end(const char *text, size_t len, int columns)
{
    size_t fits = text_fit(text, len, columns);
    size_t indent = skip_blanks(text, len, 0);
    size_t at = fits;
    int wide;

    if (fits == len || is_blank(text[fits]))
        return fits;
    while (at > indent && !is_blank(text[at - 1]))
        at--;
    if (at > indent)
        return at;
    return fits > 0 ? fits : text_next_grapheme(text, len, &wide);
}

static void wrap_paragraph(const char *text, size_t len, int columns,
    void (*line)(void *context, const char *start, size_t len), void *context)
{
    size_t at = 0;

    do {
        size_t end = at + line_end(text + at, len - at, columns);
        size_t seen = end;

        while (seen > at && is_blank(text[seen - 1]))
            seen--;
        line(context, text + at, seen - at);
        at = skip_blanks(text, len, end);
    } while (at < len);
}

void text_wrap(const char *text, int columns,
    void (*line)(void *context, const char *start, size_t len), void *context)
{
    while (*text != '\0') {
        size_t len = strcspn(text, "\n");

        wrap_paragraph(text, len, columns > 0 ? columns : 1, line, context);
        text += len;
        if (*text == '\n')
            text++;
    }
}
