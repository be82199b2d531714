/* A theme in YAML (the folder themes): how each role looks at 256 colours and at 16. */
#ifndef FILES_THEME_FILE_H
#define FILES_THEME_FILE_H

#include "core/theme.h"
#include "files/fault.h"

/* Reads a theme; name is what the user calls it. False: the faults say where and why, and nothing
 * was read by half. A role that cannot be read on its ground (role_floor) is a fault too, but then
 * the theme is read and the role takes a colour that can. */
bool theme_file_read(const char *name, const char *path, const char *text, size_t len,
    struct theme *ret_theme, struct fault_list *faults) CHECKED;
/* A theme that was shipped; false: no such theme. */
bool theme_file_shipped(const char *name, struct theme *ret_theme) CHECKED;

#endif
