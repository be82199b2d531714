/* Just enough of JSON to say whether a text is one document. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include "cli/book.h"

static bool value(const char **at);

static void blanks(const char **at)
{
    *at += strspn(*at, " \n\r\t");
}

static bool take(const char **at, const char *word)
{
    size_t len = strlen(word);

    blanks(at);
    if (strncmp(*at, word, len) != 0)
        return false;
    *at += len;
    return true;
}

/* Raw controls do not stand in a text. */
static bool text(const char **at)
{
    if (!take(at, "\""))
        return false;
    while (**at && **at != '"') {
        if ((unsigned char)**at < 0x20)
            return false;
        *at += **at == '\\' && (*at)[1] ? 2 : 1;
    }
    return *(*at)++ == '"';
}

static bool number(const char **at)
{
    const char *start;

    *at += **at == '-';
    start = *at;
    *at += strspn(*at, "0123456789");
    if (*at == start || (*start == '0' && *at - start > 1))
        return false;
    if (**at == '.') {
        start = ++*at;
        *at += strspn(*at, "0123456789");
        if (*at == start)
            return false;
    }
    if (**at == 'e' || **at == 'E') {
        ++*at;
        *at += **at == '-' || **at == '+';
        start = *at;
        *at += strspn(*at, "0123456789");
    }
    return *at != start;
}

static bool items(const char **at, bool is_object)
{
    const char *end = is_object ? "}" : "]";

    if (take(at, end))
        return true;
    do {
        if (is_object && (!text(at) || !take(at, ":")))
            return false;
        if (!value(at))
            return false;
    } while (take(at, ","));
    return take(at, end);
}

static bool value(const char **at)
{
    blanks(at);
    if (take(at, "{"))
        return items(at, true);
    if (take(at, "["))
        return items(at, false);
    if (**at == '"')
        return text(at);
    if (take(at, "null") || take(at, "true") || take(at, "false"))
        return true;
    return number(at);
}

bool json_is_valid(const char *document)
{
    const char *at = document;
    bool valid = value(&at);

    blanks(&at);
    if (valid && *at == '\0')
        return true;
    fprintf(stderr, "no JSON at: %.60s\n", at);
    return false;
}
