/* Keys in YAML: sections of `KEYS: COMMAND` (config/keys.yaml, and the user's laid over it). */
#ifndef FILES_KEYMAP_FILE_H
#define FILES_KEYMAP_FILE_H

#include "core/keymap.h"
#include "files/fault.h"

/* Lays a file over what the keymap holds: a line takes the place of those it would hide. Lines that
 * are wrong are left out and named in faults. False: the file cannot be read as YAML at all, and
 * nothing changed. Whether a command exists is not known here. */
bool keymap_file_lay(struct keymap *keymap, const char *path, const char *text, size_t len,
    struct fault_list *faults) CHECKED;
/* Where the text says `preset: vim`, the shipped keys of that name; before the text itself is laid.
 * False: it names none. */
bool keymap_file_preset(struct keymap *keymap, const char *text, size_t len);
/* `vim`; `default` and NULL lay nothing. */
void keymap_file_preset_named(struct keymap *keymap, const char *name);
/* The shipped keys, into an empty keymap. */
void keymap_file_shipped(struct keymap *keymap);

#endif
