#include "support/playbook_bombs.h"

#define HEAD "id: x\ntitle: X\ntype: review\n"
#define STEP "steps:\n  - id: a\n    title: A\n    due: +1d\n"

static void add_many(struct str *out, int count, const char *text)
{
    for (int i = 0; i < count; i++)
        str_add(out, text);
}

static void add_brackets(struct str *out)
{
    add_many(out, 100000, "[");
}
static void add_braces(struct str *out)
{
    add_many(out, 100000, "{a: ");
}
static void add_dashes(struct str *out)
{
    add_many(out, 100000, "- ");
}
static void add_questions(struct str *out)
{
    add_many(out, 100000, "? ");
}

static void add_stairs(struct str *out)
{
    for (int i = 0; i < 1000; i++) {
        for (int blank = 0; blank < i; blank++)
            str_add_char(out, ' ');
        str_add(out, "a:\n");
    }
}

/* Nine lists of nine, each of the one before: 3 thousand million values. */
static void add_laughs(struct str *out)
{
    str_add(out, "a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
        str_addf(out, "a%d: &a%d [", i, i);
        for (int k = 0; k < 9; k++)
            str_addf(out, "%s*a%d", k ? ", " : "", i - 1);
        str_add(out, "]\n");
    }
}

static void add_itself(struct str *out)
{
    str_add(out, "id: x\nsteps: &s\n  - *s\n");
}

static void add_anchors(struct str *out)
{
    str_add(out, HEAD "steps:\n");
    for (int i = 0; i < 50000; i++)
        str_addf(out, "  - &a%d x\n", i);
}

/* Of three letters and a colon: they must fit into 1 MiB. */
static void add_keys(struct str *out)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    int base = (int)sizeof(letters) - 1;
    for (int i = 0; i < 200000; i++)
        str_addf(out, "%c%c%c:\n", letters[i / base / base], letters[i / base % base],
            letters[i % base]);
}

static void add_same_keys(struct str *out)
{
    add_many(out, 200000, "a:\n");
}
static void add_full_keys(struct str *out)
{
    add_many(out, 200000, "key: value\n");
}
static void add_directives(struct str *out)
{
    for (int i = 0; i < 60000; i++)
        str_addf(out, "%%TAG !%d! x\n", i);
}

static void add_late_directives(struct str *out)
{
    str_add(out, HEAD STEP "...\n");
    add_directives(out);
}

static void add_scalar(struct str *out)
{
    str_add(out, HEAD STEP "summary: ");
    add_many(out, 5 * 1024 * 1024, "0123456789");
}

static void add_line_too_many(struct str *out)
{
    str_add(out, HEAD STEP);
    while (out->len < 1024 * 1024 + 1)
        str_add_char(out, '#');
}

static void add_steps(struct str *out)
{
    str_add(out, HEAD "steps:\n");
    for (int i = 0; i < 10000; i++)
        str_addf(out, "  - {id: s%d}\n", i);
}

static void add_nots(struct str *out)
{
    str_add(out, HEAD STEP "applies: ");
    add_many(out, 100000, "not ");
}

static void add_parentheses(struct str *out)
{
    str_add(out, HEAD STEP "applies: ");
    add_many(out, 100000, "(");
}

static void add_nul(struct str *out)
{
    str_add_bytes(out, "id: x\ntitle: a\0b\n", 17);
}
static void add_nuls(struct str *out)
{
    while (out->len < 4096)
        str_add_char(out, '\0');
}

static void add_wide(struct str *out) /* UTF-16 */
{
    str_add_bytes(out, "\xFF\xFEi\0d\0:\0 \0x\0\n\0", 14);
}

const struct playbook_bomb playbook_bombs[] = {
    {"brackets", add_brackets, 1, 33, "nested deeper than 32"},
    {"braces", add_braces, 1, 129, "nested deeper than 32"},
    {"dashes", add_dashes, 1, 65, "nested deeper than 32"},
    {"question marks", add_questions, 1, 3, "a name must be plain text"},
    {"stairs", add_stairs, 33, 33, "nested deeper than 32"},
    {"laughs", add_laughs, 1, 5, "anchors are not supported"},
    {"itself", add_itself, 2, 8, "anchors are not supported"},
    {"anchors", add_anchors, 5, 5, "anchors are not supported"},
    {"200,000 keys", add_keys, 30000, 5, "goes on too long"},
    {"the same key", add_same_keys, 30000, 3, "goes on too long"},
    {"keys beyond the size", add_full_keys, 1, 1, "larger than 1 MiB"},
    {"directives", add_directives, 1, 1, "directives are not supported"},
    {"late directives", add_late_directives, 9, 1, "directives are not supported"},
    {"a scalar of 50 MB", add_scalar, 1, 1, "larger than 1 MiB"},
    {"1 MiB and a byte", add_line_too_many, 1, 1, "larger than 1 MiB"},
    {"10,000 steps", add_steps, 5, 3, "1 to 200 steps"},
    {"nots", add_nots, 8, 0, ""},
    {"parentheses", add_parentheses, 8, 0, ""},
    {"NUL", add_nul, 2, 9, "a control character (code 0)"},
    {"NULs", add_nuls, 1, 1, "a control character (code 0)"},
    {"UTF-16", add_wide, 1, 1, "not UTF-8"},
};
const size_t playbook_bomb_count = COUNT_OF(playbook_bombs);
