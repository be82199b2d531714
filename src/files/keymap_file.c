#include "files/keymap_file.h"

#include "base/attributes.h"
#include "base/words.h"
#include "files/yaml_tree.h"

static const char *const sections[] = {"global", "list", "prompt", "form", "composer", "picker",
    "today", "book", "account", "tasks", "agenda", "playbooks", "playbook", "preview", "import",
    "faults", "settings", "feedback", "growth", "risks", "present", "timeline", "checklist",
    "renewals", "sources", "notes", "note", "metrics", "value", "changes", "first"};

static void set_place(struct keymap_binding *binding, const struct tree_node *node)
{
    binding->line = node->key_line;
    binding->column = node->key_column;
}

static void lay_row(struct keymap *keymap, const char *section, const struct tree_node *node,
    struct fault_list *faults)
{
    struct error err;
    const char *command = tree_is_null(node) ? "off" : node->text;
    if (node->kind != TREE_TEXT)
        tree_fault(node, faults, "a command is one line of text");
    else if (!keymap_bind(keymap, section, node->key, command, &err))
        tree_fault_at_key(node, faults, "%s", err.text);
    else if (!text_equal(command, "off"))
        set_place(&keymap->bindings.items[keymap->bindings.count - 1], node);
}

static void lay_section(
    struct keymap *keymap, const struct tree_node *map, struct fault_list *faults)
{
    if (tree_is_null(map) || !tree_is_map(map, map->key, faults))
        return;
    for (const struct tree_node *node = map->first; node != NULL; node = node->next)
        lay_row(keymap, map->key, node, faults);
}

/* `preset: vim`: which one is laid below the lines (keymap_preset.c). */
static void check_preset(const struct tree_node *node, struct fault_list *faults)
{
    static const char *const names[] = {"default", "vim", "arrows"};

    if (node->kind == TREE_TEXT && text_is_one_of(node->text, names, COUNT_OF(names)))
        return;
    tree_fault(node, faults, "there is no such preset");
    if (node->kind == TREE_TEXT)
        fault_suggest(faults, node->text, names, COUNT_OF(names));
}

static bool is_section(const char *name)
{
    return text_is_one_of(name, sections, COUNT_OF(sections));
}

bool keymap_file_lay(struct keymap *keymap, const char *path, const char *text, size_t len,
    struct fault_list *faults)
{
    struct arena arena = {0};
    const struct tree_node *root = NULL;
    bool is_good = tree_parse(path, text, len, &arena, faults, &root) &&
                   (root == NULL || tree_is_map(root, _("a file of keys"), faults));
    if (is_good)
        keymap->layer++;
    const struct tree_node *first = is_good && root != NULL ? root->first : NULL;
    for (const struct tree_node *node = first; node != NULL; node = node->next) {
        if (text_equal(node->key, "preset")) {
            check_preset(node, faults);
        } else if (is_section(node->key)) {
            lay_section(keymap, node, faults);
        } else {
            tree_fault_at_key(node, faults, "'%s' is no section of keys", node->key);
            fault_suggest(faults, node->key, sections, COUNT_OF(sections));
        }
    }
    arena_fini(&arena);
    return is_good;
}
