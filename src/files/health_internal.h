/* The two halves of the reader of health.yaml. */
#ifndef FILES_HEALTH_INTERNAL_H
#define FILES_HEALTH_INTERNAL_H

#include "core/health.h"
#include "rule_file_internal.h"

#define HEALTH_MEASURES_MOST 60
#define HEALTH_GROUPS_MOST 16

struct health_groups {
    const char *ids[HEALTH_GROUPS_MOST];
    const char *titles[HEALTH_GROUPS_MOST];
    bool proves[HEALTH_GROUPS_MOST];
    int count;
};
struct health_measures {
    struct health_measure items[HEALTH_MEASURES_MOST];
    int count;
};

/* One measure of the file, without a weight. */
void health_read_measure(const struct rule_reader *reader, const struct tree_node *node,
    const struct health_groups *groups, struct health_measure *ret_measure);

#endif
