/* One setting of daybook.yaml changed where it stands: order, comments, blank lines and what is not
 * known stay as they are. */
#ifndef FILES_SETTINGS_EDIT_H
#define FILES_SETTINGS_EDIT_H

#include "core/settings.h"

/* Where a setting stands in the text of a settings file, and what is written there. */
struct setting_place {
    int line;         /* from 1; 0: it does not stand there */
    struct str value; /* on one line, without comments; yours */
};
/* Lines are looked at, nothing is parsed: a faulty file has places too. */
struct setting_place settings_place(const char *text, const char *name);

/* The text with the setting at that value, as YAML of one line; value NULL: its line becomes a
 * comment, and the default is in force again. A new setting goes below its own commented line, else
 * to the end. A trailing comment of its line stays. ERROR_REFUSED: the value does not fit, or the
 * setting stands on several lines that hold comments. */
bool settings_edit_text(const char *text, const char *path, const struct setting_info *setting,
    const char *value, struct str *ret_text, struct error *err) CHECKED;
/* The same with the user's daybook.yaml, which is made where there is none; whole or not at all. A
 * link keeps pointing where it points. */
bool settings_edit(const char *config_dir, const struct setting_info *setting, const char *value,
    struct error *err) CHECKED;

#endif
