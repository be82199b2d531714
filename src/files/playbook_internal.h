/* Reading a playbook: what its parts share. Every reader adds its faults and goes on. */
#ifndef FILES_PLAYBOOK_INTERNAL_H
#define FILES_PLAYBOOK_INTERNAL_H

#include "files/playbook_file.h"
#include "files/yaml_tree.h"

struct reader {
    const struct settings *settings;
    struct arena *arena;
    struct fault_list *faults;
    struct playbook *playbook;
    struct playbook_step *steps;
    const struct tree_node **nodes; /* of the steps, in the same order */
};

#define PLAYBOOK_OFFSET_DAYS_MOST 3660

/* Lists of core/playbook as the tree wants them. */
struct tree_words playbook_tree_words(enum playbook_list list);
/* Under a key; the fallback stays where nothing is written. */
void playbook_read_condition(struct reader *reader, const struct tree_node *map, const char *key,
    struct playbook_condition *condition);
void playbook_read_offset(struct reader *reader, const struct tree_node *map, const char *key,
    struct playbook_offset *offset);
/* An offset that must be more than nothing: a length. */
void playbook_read_length(struct reader *reader, const struct tree_node *map, const char *key,
    struct playbook_offset *length);
void playbook_read_span(struct reader *reader, const struct tree_node *map, const char *key,
    struct playbook_span *span);
/* An id: small letters, digits, - and _. False: fault added. */
bool playbook_id_is_good(struct reader *reader, const struct tree_node *node, const char *what);
void playbook_read_steps(struct reader *reader, const struct tree_node *list);
void playbook_read_demands(
    struct reader *reader, const struct tree_node *map, struct playbook_step *step);

#endif
