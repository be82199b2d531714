#include "base/words.h"

#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

static const char domain[] = "daybook";
static bool is_on;
static _Thread_local int plain; /* depth of words_plain_begin() */

const char *words_translate(const char *text)
{
    /* The translation of "" would be the catalogue's own head. */
    return is_on && !plain && text && *text ? gettext(text) : text;
}

const char *words_plural(const char *one, const char *many, long long count)
{
    unsigned long n = (unsigned long)(count < 0 ? -count : count);

    if (is_on && !plain)
        return ngettext(one, many, n);
    return n == 1 ? one : many;
}

static const char *named(const char *variable)
{
    const char *value = getenv(variable);

    return value && *value ? value : NULL;
}

/* Is it the language `code`, as in `en`, `en_GB.UTF-8`, `en:de`? */
static bool is_language(const char *name, const char *code)
{
    size_t len = strlen(code);

    return strncmp(name, code, len) == 0 && strchr("_.@:", name[len]);
}

static bool wants_words(void)
{
    const char *locale = named("LC_ALL"), *language = named("LANGUAGE");

    if (!locale)
        locale = named("LC_MESSAGES");
    if (!locale)
        locale = named("LANG");
    if (!locale || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0)
        return false;
    if (!language)
        language = locale;
    return !is_language(language, "en") && !is_language(language, "C");
}

void words_begin(const char *folder)
{
    const char *own = named("DAYBOOK_LOCALEDIR");

    if (!wants_words() || !setlocale(LC_MESSAGES, ""))
        return;
    bindtextdomain(domain, own ? own : folder);
    bind_textdomain_codeset(domain, "UTF-8");
    textdomain(domain);
    is_on = *gettext("") != '\0';
    if (!is_on)
        words_end();
}

void words_end(void)
{
    if (is_on || strcmp(setlocale(LC_MESSAGES, NULL), "C") != 0)
        setlocale(LC_MESSAGES, "C");
    is_on = false;
}

void words_plain_begin(void)
{
    plain++;
}

void words_plain_end(void)
{
    plain--;
}

bool words_are_plain(void)
{
    return plain > 0;
}
