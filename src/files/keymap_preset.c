#include "base/str.h"
#include "files/config.h"
#include "files/keymap_file.h"
#include "files/yaml_tree.h"

void keymap_file_preset(struct keymap *keymap, const char *text, size_t len)
{
    struct arena arena = {0};
    struct fault_list ignored = {0}; /* they are told when the text is laid */
    const struct tree_node *root = NULL, *preset = NULL;
    struct config_file file;

    if (tree_parse("", text, len, &arena, &ignored, &root) && root && root->kind == TREE_MAP)
        preset = tree_get(root, "preset");
    if (preset && preset->kind == TREE_TEXT &&
        config_shipped(arena_format(&arena, "keys/%s.yaml", preset->text), &file))
        (void)!keymap_file_lay(keymap, file.path, file.text, file.len, &ignored);
    fault_list_fini(&ignored);
    arena_fini(&arena);
}
