/* Runs while building: reads the shipped YAML and writes its nodes as a C table, so that no start
 * has to read it again (yaml_digest_internal.h says how).
 * digest_gen OUTPUT NAME... -- FILE...   A fault in one of them ends the build. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/str.h"
#include "files/paths.h"
#include "gen_faults_internal.h"
#include "gen_internal.h"
#include "yaml_digest_internal.h"
#include "yaml_internal.h"

static void add_number(struct str *out, int number)
{
    for (; number > 0x7F; number >>= 7)
        str_add_char(out, (char)((number & 0x7F) | 0x80));
    str_add_char(out, (char)number);
}

static void add_text(struct str *out, const char *text)
{
    str_add_bytes(out, text, strlen(text) + 1);
}

static void add_node(struct str *out, const struct tree_node *node)
{
    add_number(
        out, (int)node->kind | (node->key ? DIGEST_KEY : 0) | (node->quoted ? DIGEST_QUOTED : 0));
    add_number(out, node->line);
    add_number(out, node->column);
    add_number(out, node->last_line - node->line);
    if (node->key) {
        add_text(out, node->key);
        add_number(out, node->key_line);
        add_number(out, node->key_column);
    }
    if (node->kind == TREE_TEXT) {
        add_text(out, node->text);
        return;
    }
    add_number(out, node->count);
    for (const struct tree_node *child = node->first; child; child = child->next)
        add_node(out, child);
}

static void write_row(FILE *out, const char *name, const struct str *nodes)
{
    fprintf(out, "    {\"%s\",\n        \"", name);
    for (size_t i = 0; i < nodes->len; i++)
        gen_byte(out, (unsigned char)nodes->data[i]);
    fprintf(out, "\",\n        %zu},\n", nodes->len);
}

static bool add_file(FILE *out, const char *name, const char *file, struct fault_list *faults)
{
    const struct tree_node *root = NULL;
    struct str text = {0}, nodes = {0};
    struct arena arena = {0};
    struct error err;
    bool read = file_read_whole(file, TREE_MOST_BYTES, &text, &err);
    bool good = read && tree_parse_text(name, str_text(&text), text.len, &arena, faults, &root);

    if (!read)
        fault_add_error(faults, name, &err);
    if (root)
        add_node(&nodes, root);
    if (good)
        write_row(out, name, &nodes);
    str_fini(&text);
    str_fini(&nodes);
    arena_fini(&arena);
    return good;
}

static bool is_yaml(const char *name)
{
    const char *ending = strrchr(name, '.');

    return ending && strcmp(ending, ".yaml") == 0;
}

static bool generate(
    FILE *out, char *const *names, char *const *files, size_t count, struct fault_list *faults)
{
    size_t written = 0;
    bool good = true;

    fputs("/* Written by digest_gen; do not edit. */\n#include \"yaml_digest_internal.h\"\n\n"
          "const struct yaml_digest yaml_digests[] = {\n",
        out);
    for (size_t i = 0; i < count; i++) {
        if (!is_yaml(names[i]))
            continue;
        good &= add_file(out, names[i], files[i], faults);
        written++;
    }
    fprintf(out, "};\nconst size_t yaml_digest_count = %zu;\n", written);
    return good && !ferror(out);
}

int main(int argc, char **argv)
{
    size_t count = argc > 3 ? (size_t)(argc - 3) / 2 : 0;
    struct fault_list faults = {0};
    FILE *out = argc < 3 || strcmp(argv[2 + count], "--") != 0 ? NULL : fopen(argv[1], "wb");

    if (!out) {
        fprintf(stderr, "usage: digest_gen OUTPUT NAME... -- FILE...\n");
        return EXIT_FAILURE;
    }
    return gen_end(
        out, argv[1], generate(out, argv + 2, argv + 3 + count, count, &faults), &faults);
}
