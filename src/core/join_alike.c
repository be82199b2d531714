/* Accounts that look alike: what of a name and a domain is looked at. */
#include <string.h>
#include "base/text.h"
#include "core/join.h"

static const char *const legal_forms[] = {"ab", "ag", "as", "bv", "co", "company", "corp",
    "corporation", "gmbh", "inc", "incorporated", "kg", "limited", "llc", "ltd", "nv", "oy", "plc",
    "sa", "sarl", "sas", "se", "spa", "srl"};

static bool is_legal_form(const char *word, size_t len)
{
    for (size_t i = 0; i < COUNT_OF(legal_forms); i++)
        if (strlen(legal_forms[i]) == len && memcmp(legal_forms[i], word, len) == 0)
            return true;
    return false;
}

const char *join_plain_name(const char *name, struct arena *arena)
{
    char *plain = text_fold_copy(arena, name);
    size_t len = 0;

    for (size_t i = 0; plain[i]; i++) {
        bool parts = strchr(" .,-_/&()'\"", plain[i]) != NULL;

        if (plain[i] == '.' || plain[i] == '\'')
            continue;
        if (!parts)
            plain[len++] = plain[i];
        else if (len && plain[len - 1] != ' ')
            plain[len++] = ' ';
    }
    while (len && plain[len - 1] == ' ')
        len--;
    plain[len] = '\0';
    for (char *space; (space = strrchr(plain, ' ')) && is_legal_form(space + 1, strlen(space + 1));)
        *space = '\0';
    return plain;
}

const char *join_domain(const char *text, struct arena *arena)
{
    const char *at = strstr(text, "://");
    char *domain;

    at = at ? at + 3 : text;
    domain = text_fold_copy(arena, arena_copy_bytes(arena, at, strcspn(at, "/?#: ")));
    return text_starts(domain, "www.") ? domain + 4 : domain;
}

bool join_names_are_near(const char *one, const char *other)
{
    size_t a = strlen(one), b = strlen(other), least = a < b ? a : b;
    int most = least < 5 ? 0 : least < 10 ? 1 : 2;

    if (!a || !b)
        return false;
    if (strncmp(one, other, least) == 0 && (a == b || (a > b ? one : other)[least] == ' '))
        return true;
    return most > 0 && text_distance(one, other, most) <= most;
}
