/* For the programs that run while building: what is shipped is still to be read. */
#include "yaml_internal.h"

bool tree_parse(const char *path, const char *text, size_t len, struct arena *arena,
    struct fault_list *faults, const struct tree_node **ret_root)
{
    return tree_parse_text(path, text, len, arena, faults, ret_root);
}
