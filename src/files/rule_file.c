#include "rule_file_internal.h"

const struct query *rule_query_of(
    const struct rule_reader *reader, const struct tree_node *map, const char *key)
{
    const struct tree_node *node = tree_get(map, key);
    struct query *query = NULL;
    struct error err = {0};

    if (node == NULL || !tree_is_text(node, key, reader->faults))
        return NULL;
    const char *text = arena_copy_text(reader->arena, node->text);

    if (query_parse(text, KIND_ACCOUNT, reader->settings, reader->arena, &query, &err))
        return query;
    int column = node->column + node->quoted + (err.column > 0 ? err.column - 1 : 0);

    fault_add(reader->faults, node->path, node->line, column, "%s", err.text);
    return NULL;
}

const char *rule_text_of(
    const struct rule_reader *reader, const struct tree_node *map, const char *key)
{
    return arena_copy_text(reader->arena, tree_text_of(map, key, NULL, reader->faults));
}

const char *rule_text_needed(
    const struct rule_reader *reader, const struct tree_node *map, const char *key)
{
    if (tree_need(map, key, reader->faults) == NULL)
        return "";
    const char *text = rule_text_of(reader, map, key);

    return text ? text : "";
}

#define NAMES_MOST 64

const char *rule_name_of(const struct rule_reader *reader, const struct tree_node *map,
    const char *key, const char *(*after)(const char *name))
{
    const char *known[NAMES_MOST];
    size_t count = 0;
    const char *text = tree_text_of(map, key, NULL, reader->faults);

    if (text == NULL)
        return NULL;
    for (const char *name = after(NULL); name && count < NAMES_MOST; name = after(name)) {
        if (text_equal(name, text))
            return name;
        known[count++] = name;
    }
    tree_fault(tree_get(map, key), reader->faults, "no %s '%s' is known", key, text);
    fault_suggest(reader->faults, text, known, count);
    return NULL;
}
