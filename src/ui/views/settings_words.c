#include "ui/views/settings_words.h"

#include <string.h>
#include "base/text.h"

/* One quoted text from its quote on; returns what follows. */
static const char *add_unquoted(const char *at, struct str *out)
{
    char quote = *at++;

    while (*at && *at != quote) {
        if (quote == '"' && *at == '\\' && at[1])
            at++;
        str_add_char(out, *at++);
    }
    return *at ? at + 1 : at;
}

void setting_value_plain(const char *value, struct str *out)
{
    size_t len = strlen(value);
    const char *at = value + 1, *end = value + len - (len > 0);

    if (len < 2 || !((value[0] == '[' && *end == ']') || (value[0] == '{' && *end == '}'))) {
        str_add(out, value);
        return;
    }
    while (at < end) {
        bool begins = strchr("[{, :", at[-1]) != NULL;

        if (begins && (*at == '"' || *at == '\''))
            at = add_unquoted(at, out);
        else
            str_add_char(out, *at++);
    }
}

/* --- the way back --- */

static bool is_list(enum setting_type type)
{
    return type == SETTING_WEEKDAYS || type == SETTING_COUNTRIES || type == SETTING_NAMES;
}

static bool is_map(enum setting_type type)
{
    return type == SETTING_RATES || type == SETTING_TIERS || type == SETTING_BY_TIER ||
           type == SETTING_DAYS;
}

static bool is_bare(const char *text, size_t len)
{
    static const char marks[] = ":#&*!|>'\"%@`{}[]\\?";

    for (size_t i = 0; i < len; i++)
        if (strchr(marks, text[i]) || (text[i] == '-' && i == 0))
            return false;
    return true;
}

/* Without the blanks around it, in quotes where it would be read as something else. */
static void add_item(struct str *out, const char *text, size_t len)
{
    while (len && *text == ' ') {
        text++;
        len--;
    }
    while (len && text[len - 1] == ' ')
        len--;
    if (is_bare(text, len) || (len > 1 && strchr("'\"", *text) && text[len - 1] == *text)) {
        str_add_bytes(out, text, len);
        return;
    }
    str_add_char(out, '"');
    for (size_t i = 0; i < len; i++) {
        if (strchr("\"\\", text[i]))
            str_add_char(out, '\\');
        str_add_char(out, text[i]);
    }
    str_add_char(out, '"');
}

static void add_pair(struct str *out, const char *text, size_t len)
{
    const char *colon = memchr(text, ':', len);
    size_t key = colon ? (size_t)(colon - text) : len;

    add_item(out, text, key);
    if (!colon)
        return;
    str_add(out, ": ");
    add_item(out, colon + 1, len - key - 1);
}

void setting_value_typed(const struct setting_info *setting, const char *typed, struct str *out)
{
    const char *text = typed + strspn(typed, " ");
    bool list = is_list(setting->type), map = is_map(setting->type);

    if ((!list && !map) || *text == '[' || *text == '{') {
        str_add(out, typed);
        return;
    }
    str_add_char(out, list ? '[' : '{');
    while (*text) {
        size_t len = strcspn(text, ",");

        if (list)
            add_item(out, text, len);
        else
            add_pair(out, text, len);
        text += len;
        if (*text == ',')
            text++;
        str_add(out, *text ? ", " : "");
    }
    str_add_char(out, list ? ']' : '}');
}
