/* What the two halves of the YAML reader share: events into nodes, and libyaml's problems into
 * words. */
#ifndef FILES_YAML_INTERNAL_H
#define FILES_YAML_INTERNAL_H

#include <yaml.h>
#include "files/yaml_tree.h"

struct yaml_source {
    const char *path;
    const char *text;
    size_t len;
};

/* UTF-8 throughout and no control character; else a fault with line and column. */
bool yaml_check_bytes(const struct yaml_source *source, struct fault_list *faults) CHECKED;
/* The fault that stopped the parser, in plain words and at the place that helps. */
void yaml_problem(
    const struct yaml_source *source, const yaml_parser_t *parser, struct fault_list *faults);

/* yaml_tree.c: tree_parse of a text that was not read while building. */
bool tree_parse_text(const char *path, const char *text, size_t len, struct arena *arena,
    struct fault_list *faults, const struct tree_node **ret_root) CHECKED;

#endif
