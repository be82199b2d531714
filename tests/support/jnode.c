#include "support/jnode.h"
#include <ctype.h>
#include <string.h>
#include "base/str.h"

enum { DEPTH_MOST = 80 };

struct reader {
    struct arena *arena;
    const char *at;
    int depth;
};

static void skip_blanks(struct reader *reader)
{
    reader->at += strspn(reader->at, " \t\r\n");
}

static bool take(struct reader *reader, const char *word)
{
    size_t len = strlen(word);

    if (strncmp(reader->at, word, len) != 0)
        return false;
    reader->at += len;
    return true;
}

/* --- texts --- */

static bool read_hex(struct reader *reader, unsigned *ret_unit)
{
    *ret_unit = 0;
    for (int i = 0; i < 4; i++, reader->at++) {
        int c = (unsigned char)*reader->at;

        if (!isxdigit(c))
            return false;
        *ret_unit = *ret_unit * 16 + (unsigned)(isdigit(c) ? c - '0' : tolower(c) - 'a' + 10);
    }
    return true;
}

static bool read_code_point(struct reader *reader, struct str *out)
{
    unsigned high, low;

    if (!read_hex(reader, &high) || high == 0 || (high >= 0xDC00 && high < 0xE000))
        return false;
    if (high >= 0xD800 && high < 0xDC00) {
        if (!take(reader, "\\u") || !read_hex(reader, &low) || low < 0xDC00 || low > 0xDFFF)
            return false;
        high = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
    }
    str_add_code_point(out, high);
    return true;
}

static bool read_escape(struct reader *reader, struct str *out)
{
    static const char letters[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    const char *letter;

    reader->at++;
    if (*reader->at == 'u') {
        reader->at++;
        return read_code_point(reader, out);
    }
    letter = *reader->at ? strchr(letters, *reader->at) : NULL;
    if (!letter)
        return false;
    reader->at++;
    str_add_char(out, meant[letter - letters]);
    return true;
}

static const char *read_text(struct reader *reader)
{
    struct str out = {0};
    bool good = take(reader, "\"");
    const char *text = NULL;

    while (good && *reader->at != '"') {
        if (*reader->at == '\\')
            good = read_escape(reader, &out);
        else if ((unsigned char)*reader->at < 0x20)
            good = false;
        else
            str_add_char(&out, *reader->at++);
    }
    if (good && take(reader, "\""))
        text = arena_copy_bytes(reader->arena, str_text(&out), out.len);
    str_fini(&out);
    return text;
}

/* --- values --- */

static struct jnode *read_value(struct reader *reader, const char *key);

/* Items up to the closing mark, each with a key where it is an object. */
static bool read_items(struct reader *reader, struct jnode *node, const char *closing)
{
    struct jnode **end = &node->first;

    for (skip_blanks(reader); !take(reader, closing); skip_blanks(reader)) {
        const char *key = NULL;
        struct jnode *item;

        if (node->count && !take(reader, ","))
            return false;
        skip_blanks(reader);
        if (node->type == JNODE_OBJECT) {
            key = read_text(reader);
            skip_blanks(reader);
            if (!key || !take(reader, ":"))
                return false;
        }
        item = read_value(reader, key);
        if (!item)
            return false;
        *end = item;
        end = &item->next;
        node->count++;
    }
    return true;
}

static bool read_number(struct reader *reader, struct jnode *node)
{
    size_t len = strspn(reader->at, "+-.0123456789eE");

    node->type = JNODE_NUMBER;
    node->text = arena_copy_bytes(reader->arena, reader->at, len);
    reader->at += len;
    return len > 0 && text_to_real(node->text, &node->number);
}

static bool read_word(struct reader *reader, struct jnode *node)
{
    node->type = JNODE_BOOL;
    node->number = *reader->at == 't';
    if (take(reader, "true") || take(reader, "false"))
        return true;
    node->type = JNODE_NULL;
    return take(reader, "null");
}

static bool fill(struct reader *reader, struct jnode *node)
{
    switch (*reader->at) {
    case '{': node->type = JNODE_OBJECT; break;
    case '[': node->type = JNODE_LIST; break;
    case '"':
        node->type = JNODE_TEXT;
        node->text = read_text(reader);
        return node->text != NULL;
    case 't':
    case 'f':
    case 'n': return read_word(reader, node);
    default: return read_number(reader, node);
    }
    reader->at++;
    return read_items(reader, node, node->type == JNODE_OBJECT ? "}" : "]");
}

static struct jnode *read_value(struct reader *reader, const char *key)
{
    struct jnode *node = arena_alloc(reader->arena, sizeof(*node));
    bool good;

    node->key = key;
    skip_blanks(reader);
    good = ++reader->depth <= DEPTH_MOST && fill(reader, node);
    reader->depth--;
    return good ? node : NULL;
}

const struct jnode *jnode_read(struct arena *arena, const char *text)
{
    struct reader reader = {arena, text, 0};
    const struct jnode *node = read_value(&reader, NULL);

    skip_blanks(&reader);
    return node && *reader.at == '\0' ? node : NULL;
}

/* --- looking --- */

const struct jnode *jnode_get(const struct jnode *node, const char *key)
{
    if (!node || node->type != JNODE_OBJECT)
        return NULL;
    for (const struct jnode *item = node->first; item; item = item->next)
        if (strcmp(item->key, key) == 0)
            return item;
    return NULL;
}

const struct jnode *jnode_at(const struct jnode *node, size_t index)
{
    const struct jnode *item = node ? node->first : NULL;

    while (item && index-- > 0)
        item = item->next;
    return item;
}

const char *jnode_text(const struct jnode *node, const char *key)
{
    const struct jnode *item = jnode_get(node, key);

    return item && item->type == JNODE_TEXT ? item->text : NULL;
}

double jnode_number(const struct jnode *node, const char *key)
{
    const struct jnode *item = jnode_get(node, key);

    return item && (item->type == JNODE_NUMBER || item->type == JNODE_BOOL) ? item->number : -1e9;
}

const struct jnode *jnode_find(const struct jnode *list, const char *key, const char *text)
{
    for (const struct jnode *item = list ? list->first : NULL; item; item = item->next)
        if (text_equal(jnode_text(item, key), text))
            return item;
    return NULL;
}
