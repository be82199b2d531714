/* Evidence: {name} is filled in, and a part in [ ] goes where a name in it is not known. */
#include <string.h>
#include "base/text.h"
#include "core/people.h"
#include "signal_internal.h"

#define NAME_BYTES_MOST 40

void signal_fill(struct signal_case *at, const char *name, const char *text)
{
    if (at->fill_count < SIGNAL_FILLS_MOST)
        at->fills[at->fill_count++] = (struct signal_fill){name, text_blank(text) ? NULL : text};
}

void signal_fill_count(struct signal_case *at, const char *name, int count)
{
    signal_fill(at, name, arena_format(at->arena, "%d", count));
}

void signal_fill_day(struct signal_case *at, const char *name, day_number day)
{
    signal_fill(at, name, words_day(at->arena, day, at->today));
}

/* The name from after { to }, or false: too long, or the brace is not closed. */
static bool take_name(const char *open, char *name, const char **ret_after)
{
    size_t len = strcspn(open + 1, "{}[]");

    if (open[len + 1] != '}' || len == 0 || len >= NAME_BYTES_MOST)
        return false;
    memcpy(name, open + 1, len);
    name[len] = '\0';
    *ret_after = open + len + 2;
    return true;
}

static bool add_field(const struct signal_case *at, const char *name, struct str *out)
{
    const struct row *account = at->assessment->account;
    int field = field_find(KIND_ACCOUNT, name);

    if (field < 0 || !row_knows(account, field))
        return false;
    field_format_words(out, account, field, at->book->currency, at->today);
    return true;
}

/* The person to call where the condition names nobody. */
static void add_contact(const struct signal_case *at, struct str *out)
{
    const struct row *contact = people_main_contact(at->dossier, at->today);
    const char *name = contact ? row_text(contact, CONTACT_NAME) : "";

    str_add(out, text_blank(name) ? "the customer" : name);
}

/* False: not known. */
static bool add_name(const struct signal_case *at, const char *name, struct str *out)
{
    for (int i = 0; i < at->fill_count; i++) {
        if (!text_equal(at->fills[i].name, name))
            continue;
        str_add(out, at->fills[i].text ? at->fills[i].text : "");
        return at->fills[i].text != NULL;
    }
    if (text_equal(name, "contact")) {
        add_contact(at, out);
        return true;
    }
    return add_field(at, name, out);
}

/* Up to end or to the closing ]; false where a name in it is not known. */
static bool add_part(
    const struct signal_case *at, const char *text, const char *end, struct str *out)
{
    char name[NAME_BYTES_MOST];
    bool known = true;

    while (text < end) {
        const char *open = memchr(text, '{', (size_t)(end - text));
        size_t plain = (size_t)((open ? open : end) - text);

        str_add_bytes(out, text, plain);
        text += plain;
        if (!open)
            break;
        if (take_name(text, name, &text))
            known = add_name(at, name, out) && known;
        else
            str_add_char(out, *text++);
    }
    return known;
}

const char *signal_text(const struct signal_case *at, const char *template)
{
    struct str out = {0};

    while (*template) {
        size_t plain = strcspn(template, "[");

        (void)add_part(at, template, template + plain, &out);
        template += plain;
        if (*template == '\0')
            break;
        size_t optional = strcspn(template, "]");
        size_t before = out.len;

        if (!add_part(at, template + 1, template + optional, &out))
            str_remove(&out, before, out.len - before);
        template += optional + (template[optional] == ']');
    }
    char *text = arena_copy_text(at->arena, str_text(&out));

    str_fini(&out);
    return text;
}

static bool is_filled(const char *rule, const char *name)
{
    return text_equal(name, "contact") || signal_rule_fills(rule, name) ||
           field_find(KIND_ACCOUNT, name) >= 0;
}

static bool text_fault(struct error *err, const char *text, const char *at, const char *what)
{
    bool set = error_set(err, ERROR_USAGE, "%s", what);

    if (err)
        err->column = (int)(at - text) + 1;
    return set;
}

bool signal_text_check(const char *text, const char *rule, struct error *err)
{
    const char *open = NULL;

    for (const char *at = text; *at;) {
        char name[NAME_BYTES_MOST];
        const char *after = at + 1;

        if (*at == '[' && open)
            return text_fault(err, text, at, "a part in [ ] stands in another one");
        if (*at == ']' && open == NULL)
            return text_fault(err, text, at, "this ] closes nothing");
        if (*at == '[' || *at == ']')
            open = *at == '[' ? at : NULL;
        if (*at == '{' && !take_name(at, name, &after))
            return text_fault(err, text, at, "this { needs a name and a }");
        if (*at == '{' && !is_filled(rule, name)) {
            (void)text_fault(err, text, at, "");
            error_set(err, ERROR_USAGE, "nothing is called {%s} here", name);
            if (err)
                err->column = (int)(at - text) + 1;
            return false;
        }
        at = after;
    }
    return open == NULL || text_fault(err, text, open, "this [ is not closed");
}
