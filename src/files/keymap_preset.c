#include "base/str.h"
#include "base/text.h"
#include "files/config.h"
#include "files/keymap_file.h"
#include "files/yaml_tree.h"

void keymap_file_preset_named(struct keymap *keymap, const char *name)
{
    struct arena arena = {0};
    struct fault_list ignored = {0}; /* shipped: it has none */
    struct config_file file;

    if (name && config_shipped(arena_format(&arena, "keys/%s.yaml", name), &file))
        (void)!keymap_file_lay(keymap, file.path, file.text, file.len, &ignored);
    fault_list_fini(&ignored);
    arena_fini(&arena);
}

bool keymap_file_preset(struct keymap *keymap, const char *text, size_t len)
{
    struct arena arena = {0};
    struct fault_list ignored = {0}; /* they are told when the text is laid */
    const struct tree_node *root = NULL, *preset = NULL;
    bool is_named;

    if (tree_parse("", text, len, &arena, &ignored, &root) && root && root->kind == TREE_MAP)
        preset = tree_get(root, "preset");
    is_named = preset && preset->kind == TREE_TEXT;
    if (is_named)
        keymap_file_preset_named(keymap, preset->text);
    fault_list_fini(&ignored);
    arena_fini(&arena);
    return is_named;
}
