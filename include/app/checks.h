/* What `config check`, `keys`, `theme list` and `doctor` look at. Nothing is changed. */
#ifndef APP_CHECKS_H
#define APP_CHECKS_H

#include "app/session.h"
#include "core/keymap.h"
#include "files/fault.h"

/* Reads every file of the user's that daybook knows: settings, keys, health, signals, playbooks and
 * themes. Adds all faults; *ret_files is how many files were there. config_dir may be NULL. */
bool check_config(const char *config_dir, const struct key_commands *commands,
    struct fault_list *faults, int *ret_files, struct error *err) CHECKED;
/* The text of such a file, in the arena, for showing the line of a fault. */
bool check_source(
    const char *path, struct arena *arena, const char **ret_text, struct error *err) CHECKED;
/* The keys in force: the shipped ones and the user's over them. Faults, with their places: what
 * cannot be bound, keys in each other's way, commands that there are not. */
bool check_keys(const char *config_dir, const struct key_commands *commands,
    struct keymap *ret_keymap, struct fault_list *faults, struct error *err) CHECKED;

struct theme_line {
    const char *name, *about; /* in the arena */
    bool shipped;
};
struct theme_lines ARRAY_OF(struct theme_line);
bool check_themes(const char *config_dir, struct arena *arena, struct theme_lines *ret_themes,
    struct fault_list *faults, struct error *err) CHECKED;

/* doctor: a line each, `ok` or `!!` first; *ret_problems counts the latter. A book that cannot be
 * opened is a problem, and so is a mode that lets others in. */
void check_book(const struct session_options *options, struct str *ret_report, int *ret_problems);
void check_folders(
    const struct session_options *options, struct str *ret_report, int *ret_problems);

#endif
