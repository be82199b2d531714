/* The tables that shipped_gen writes, read by the same code that reads the user's files. */
#ifndef FILES_SHIPPED_INTERNAL_H
#define FILES_SHIPPED_INTERNAL_H

#include "core/keymap.h"
#include "core/theme.h"

extern const struct keymap_binding shipped_bindings[];
extern const size_t shipped_binding_count;
extern const struct theme shipped_themes[];
extern const size_t shipped_theme_count;

#endif
