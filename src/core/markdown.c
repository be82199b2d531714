#include "core/markdown.h"

#include <string.h>
#include "base/text.h"

static bool is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (unsigned char)c >= 0x80;
}

/* Marks that mean something wherever they stand. `_` does not within a word, `&` only where it
 * begins an entity. */
static bool is_mark(const char *text, const char *at)
{
    char before = at > text ? at[-1] : ' ';

    if (*at == '_')
        return !is_letter_or_digit(before) || !is_letter_or_digit(at[1]);
    if (*at == '&')
        return at[1] == '#' || is_letter_or_digit(at[1]);
    if (*at == '~')
        return before == '~' || at[1] == '~';
    return strchr("\\`*[]<>|", *at) != NULL;
}

/* Marks that mean something at the start of a line: `# `, `- `, `---`, `===`, `1. `. */
static size_t mark_at_start(const char *text)
{
    size_t digits = strspn(text, "0123456789"), hashes = strspn(text, "#");

    if (hashes && (text[hashes] == ' ' || text[hashes] == '\0'))
        return 1;
    if ((*text == '-' || *text == '+') && strchr(" -", text[1])) /* the end too */
        return 1;
    if (*text == '=' && strspn(text, "= ") == strlen(text))
        return 1;
    if (digits && (text[digits] == '.' || text[digits] == ')') && strchr(" ", text[digits + 1]))
        return digits + 1;
    return 0;
}

void markdown_add_text(struct str *out, const char *text)
{
    struct str line = {0}, clean = {0};
    const char *at;
    size_t start;

    str_add(&line, text + strspn(text, " \t\r\n"));
    for (size_t i = 0; i < line.len; i++)
        if (strchr("\r\n\t\v\f", line.data[i]))
            line.data[i] = ' ';
    text_clean(&clean, str_text(&line), line.len);
    at = str_text(&clean);
    start = mark_at_start(at);
    if (start) {
        str_add_bytes(out, at, start - 1);
        str_add_char(out, '\\');
        str_add_char(out, at[start - 1]);
        at += start;
    }
    for (; *at; at++) {
        if (is_mark(str_text(&clean), at))
            str_add_char(out, '\\');
        str_add_char(out, *at);
    }
    str_fini(&clean);
    str_fini(&line);
}

size_t markdown_longest_run(const char *text, char mark)
{
    size_t longest = 0, run = 0;

    for (; *text; text++) {
        run = *text == mark ? run + 1 : 0;
        if (run > longest)
            longest = run;
    }
    return longest;
}
