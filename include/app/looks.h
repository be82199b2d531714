/* Keys and themes, the user's over the shipped ones; faults are kept for `doctor` and `config
 * check`. */
#ifndef APP_LOOKS_H
#define APP_LOOKS_H

#include "app/session.h"
#include "core/keymap.h"
#include "core/theme.h"

/* Into an empty keymap; always leaves the shipped keys where the user's file is faulty. */
void session_keymap(struct session *session, struct keymap *ret_keymap);
/* The same, begun with the shipped keys of that name in place of those that the setting `keys`
 * names. */
void session_keymap_begun(struct session *session, const char *preset, struct keymap *ret_keymap);
/* False: no such theme, or its file is faulty; *ret_theme is as it was. */
bool session_theme(struct session *session, const char *name, struct theme *ret_theme);
/* Another number where keys.yaml or the theme's file of the user's changed. */
uint64_t session_looks_mark(struct session *session, const char *theme);
/* Before both are read anew: their faults are told by that. */
void session_looks_forget(struct session *session);
/* The first fault of the user's own files, with its place; "" where there is none. How many there
 * are. */
size_t session_faults(const struct session *session, struct str *ret_first);

#endif
