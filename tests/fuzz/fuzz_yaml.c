/* The reader of all files in YAML. */
#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "files/yaml_tree.h"
#include "fuzz.h"

static int look_at_node(const struct tree_node *node, int depth)
{
    int nodes = 1;

    BUG_ON(depth > TREE_MOST_DEPTH + 1 || node->line < 1 || node->column < 1);
    BUG_ON(!text_is_utf8(node->text, strlen(node->text)));
    BUG_ON(node->kind == TREE_TEXT && node->first != NULL);
    for (const struct tree_node *child = node->first; child; child = child->next) {
        BUG_ON((child->key != NULL) != (node->kind == TREE_MAP));
        nodes += look_at_node(child, depth + 1);
    }
    return nodes;
}

static void read_values(
    const struct tree_node *root, struct arena *arena, struct fault_list *faults)
{
    static const char *const keys[] = {"a", "b", "one"};
    struct tree_range range = {-10, 10};
    int count;

    if (root == NULL || root->kind != TREE_MAP)
        return;
    (void)tree_keys_known(root, keys, COUNT_OF(keys), faults);
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        (void)tree_text_of(root, keys[i], "", faults);
        (void)tree_bool_of(root, keys[i], false, faults);
        (void)tree_int_of(root, keys[i], 1, range, faults);
        (void)tree_real_of(root, keys[i], 1, range, faults);
        (void)tree_texts_of(root, keys[i], arena, &count, faults);
    }
}

void fuzz_yaml(const uint8_t *data, size_t size)
{
    char *text = fuzz_text(data, size);
    struct arena arena = {0};
    struct fault_list faults = {0};
    const struct tree_node *root = NULL;

    if (tree_parse("a.yaml", text, size, &arena, &faults, &root)) {
        if (root != NULL)
            BUG_ON(look_at_node(root, 1) > TREE_MOST_NODES);
        read_values(root, &arena, &faults);
    } else {
        BUG_ON(faults.count == 0);
    }
    for (size_t i = 0; i < faults.count; i++) {
        struct str line = {0}, clean = {0};

        fault_format(&faults.items[i], &line);
        text_clean(&clean, str_text(&line), line.len);
        fuzz_look_at_clean(str_text(&clean));
        str_fini(&clean);
        str_fini(&line);
    }
    fault_list_fini(&faults);
    arena_fini(&arena);
    free(text);
}
