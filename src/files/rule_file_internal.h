/* What the readers of rules (health, signals) share. */
#ifndef FILES_RULE_FILE_INTERNAL_H
#define FILES_RULE_FILE_INTERNAL_H

#include "core/query.h"
#include "files/yaml_tree.h"

struct rule_reader {
    const struct settings *settings;
    struct arena *arena;
    struct fault_list *faults;
};

/* The expression over accounts under a key; NULL where there is none, or with a fault at the very
 * place in it. */
const struct query *rule_query_of(
    const struct rule_reader *reader, const struct tree_node *map, const char *key);
/* A text kept in the arena; NULL where there is none. */
const char *rule_text_of(
    const struct rule_reader *reader, const struct tree_node *map, const char *key);
/* The same, and a fault where there is none. */
const char *rule_text_needed(
    const struct rule_reader *reader, const struct tree_node *map, const char *key);
/* One of the names that `after` walks through (NULL gives the first), or NULL. A name that it does
 * not know is a fault with the nearest one. */
const char *rule_name_of(const struct rule_reader *reader, const struct tree_node *map,
    const char *key, const char *(*after)(const char *name));

#endif
