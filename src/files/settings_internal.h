/* The loader of daybook.yaml: what it fills, and the table of settings. */
#ifndef FILES_SETTINGS_INTERNAL_H
#define FILES_SETTINGS_INTERNAL_H

#include "files/settings_file.h"
#include "files/yaml_tree.h"

struct rate_list ARRAY_OF(struct setting_rate);
struct word_list ARRAY_OF(struct setting_word);
struct day_list ARRAY_OF(day_number);

/* Both files go through one loader: the shipped one first, the user's over it. */
struct loader {
    const char *config_dir; /* or NULL */
    struct settings *settings;
    struct arena *arena;
    struct fault_list *faults;
    struct rate_list rates;
    struct word_list tiers;
    struct day_list holidays;
    struct day_list working; /* holidays of a country that are none here */
};

/* Reads the value of a setting into the loader's settings; a fault where it does not fit. */
void setting_load(
    struct loader *loader, const struct setting_info *setting, const struct tree_node *node);

#endif
