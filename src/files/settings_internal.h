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

/* A setting: where its value goes and what it may be. */
struct setting_row {
    struct setting_info info;
    void (*load)(struct loader *, const struct setting_row *, const struct tree_node *);
    size_t offset; /* in struct settings */
    struct tree_range range;
    struct tree_words words;
};

/* NULL past the last. */
const struct setting_row *settings_row(size_t index);

#endif
