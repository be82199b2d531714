/* What json-c takes and JSON is not: loose numbers, words, quotes, raw controls; and whole numbers
 * too large to be kept, of which it would make the largest it knows. */
#include <string.h>
#include "json_internal.h"
#include "base/words.h"

static size_t digits_at(const char *text)
{
    return strspn(text, "0123456789");
}

/* The bytes of a number as the grammar has it; 0: it is none. */
static size_t number_at(const char *text)
{
    size_t at = *text == '-', whole = digits_at(text + at), more;

    if (whole == 0 || (whole > 1 && text[at] == '0'))
        return 0;
    at += whole;
    if (text[at] == '.') {
        more = digits_at(text + at + 1);
        if (more == 0)
            return 0;
        at += more + 1;
    }
    if (text[at] == 'e' || text[at] == 'E') {
        at += 1 + (text[at + 1] == '+' || text[at + 1] == '-');
        more = digits_at(text + at);
        at += more;
        if (more == 0)
            return 0;
    }
    return at;
}

/* Is it a whole number beyond 64 bits, or one that only an endless would hold? */
static bool is_beyond(const char *text, size_t len)
{
    static const char most[] = "9223372036854775807";
    size_t sign = *text == '-', digits = len - sign;
    char copy[32];
    double value;

    if (digits_at(text + sign) == digits)
        return digits > sizeof(most) - 1 ||
               (digits == sizeof(most) - 1 && memcmp(text + sign, most, digits) > 0);
    if (len >= sizeof(copy))
        return false;
    memcpy(copy, text, len);
    copy[len] = '\0';
    return !text_to_real(copy, &value);
}

static const char *fault_of_number(const char *text, size_t *ret_len)
{
    *ret_len = number_at(text);
    if (*ret_len == 0)
        return _("is no number as JSON writes them");
    return is_beyond(text, *ret_len) ? _("is too large a number: put it in quotes") : NULL;
}

static size_t word_at(const char *text)
{
    static const char *const words[] = {"true", "false", "null"};

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (strncmp(text, words[i], strlen(words[i])) == 0)
            return strlen(words[i]);
    return 0;
}

/* The text that begins here, with its quotes; 0: a control stands in it, *ret_at tells where. */
static size_t text_at(const char *text, size_t *ret_at)
{
    size_t at = 1;

    for (; text[at] != '"'; at += 1 + (text[at] == '\\'))
        if ((unsigned char)text[at] < ' ') {
            *ret_at += at;
            return 0;
        }
    return at + 1;
}

const char *json_fault_of_strict(const char *text, size_t *ret_at)
{
    size_t at = 0, taken;
    const char *fault = NULL;

    while (text[at] != '\0' && !fault) {
        *ret_at = at;
        if (text[at] == '"') {
            taken = text_at(text + at, ret_at);
            fault = taken ? NULL : _("holds a control character: write \\n or \\t for it");
        } else if (text[at] == '-' || (text[at] >= '0' && text[at] <= '9')) {
            fault = fault_of_number(text + at, &taken);
        } else if (strchr("{}[],: \t\r\n", text[at]) != NULL) {
            taken = 1;
        } else {
            taken = word_at(text + at);
            fault = taken ? NULL : _("cannot be understood here");
        }
        at += taken;
    }
    return fault;
}
