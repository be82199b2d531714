/* daybook.yaml: the user's settings laid over the shipped ones, row by row; `off` removes a row. */
#ifndef FILES_SETTINGS_FILE_H
#define FILES_SETTINGS_FILE_H

#include "core/settings.h"
#include "files/fault.h"

/* config_dir NULL: the shipped ones alone. Always fills *ret_settings, in the arena: where the user's file cannot be
 * read, or a value of it does not fit, the fault is added and the default stands. */
void settings_read(const char *config_dir, struct arena *arena, struct settings *ret_settings,
    struct fault_list *faults);

#endif
