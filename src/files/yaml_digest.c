/* Trees of YAML: of what is shipped from its digest, which costs a tenth of reading the text; of
 * all else by libyaml. */
#include "yaml_digest_internal.h"

#include <string.h>
#include "base/bug.h"
#include "embedded_internal.h"
#include "yaml_internal.h"

struct digest_reader {
    const char *at, *end;
    const char *path; /* of all nodes */
    struct arena *arena;
};

static int read_number(struct digest_reader *reader)
{
    int number = 0;

    for (int shift = 0; shift < 28; shift += 7) {
        int byte;

        BUG_ON(reader->at == reader->end);
        byte = (unsigned char)*reader->at++;
        number |= (byte & 0x7F) << shift;
        if (!(byte & 0x80))
            break;
    }
    return number;
}

/* Lent: it lives as long as the program. */
static const char *read_text(struct digest_reader *reader)
{
    const char *text = reader->at;

    reader->at += strlen(text) + 1;
    BUG_ON(reader->at > reader->end);
    return text;
}

/* Not deeper than the file, which was let through with TREE_MOST_DEPTH. */
static struct tree_node *read_node(struct digest_reader *reader)
{
    struct tree_node *node = arena_alloc(reader->arena, sizeof(*node)), **next = &node->first;
    int bits = read_number(reader);

    node->kind = (enum tree_kind)(bits & DIGEST_KIND);
    node->quoted = (bits & DIGEST_QUOTED) != 0;
    node->path = reader->path;
    node->text = "";
    node->line = read_number(reader);
    node->column = read_number(reader);
    node->last_line = node->line + read_number(reader);
    if (bits & DIGEST_KEY) {
        node->key = read_text(reader);
        node->key_line = read_number(reader);
        node->key_column = read_number(reader);
    }
    if (node->kind == TREE_TEXT) {
        node->text = read_text(reader);
        return node;
    }
    node->count = read_number(reader);
    for (int i = 0; i < node->count; i++, next = &(*next)->next)
        *next = read_node(reader);
    return node;
}

/* Only the very bytes in this program: a user's copy of a file is the user's. */
static const struct yaml_digest *find_digest(const char *text)
{
    const struct embedded *file = embedded_table;

    while (file->text && file->text != text)
        file++;
    for (size_t i = 0; file->text && i < yaml_digest_count; i++)
        if (strcmp(yaml_digests[i].path, file->path) == 0)
            return &yaml_digests[i];
    return NULL;
}

bool tree_parse(const char *path, const char *text, size_t len, struct arena *arena,
    struct fault_list *faults, const struct tree_node **ret_root)
{
    const struct yaml_digest *digest = find_digest(text);
    struct digest_reader reader;

    if (!digest)
        return tree_parse_text(path, text, len, arena, faults, ret_root);
    reader = (struct digest_reader){
        digest->nodes, digest->nodes + digest->len, arena_copy_text(arena, path), arena};
    *ret_root = digest->len ? read_node(&reader) : NULL;
    return true;
}
