/* Values of settings that are lists or maps, as one reads and types them: without the brackets,
 * braces and quotes that the file has. */
#ifndef UI_VIEWS_SETTINGS_WORDS_H
#define UI_VIEWS_SETTINGS_WORDS_H

#include "base/str.h"
#include "core/settings.h"

/* `saturday, sunday` of `[saturday, sunday]`; any other value as it is. Appends. */
void setting_value_plain(const char *value, struct str *out);
/* What is typed for a setting as the file has it: `[Initech, "A & B"]`. What has its brackets
 * already stays. Appends. */
void setting_value_typed(const struct setting_info *setting, const char *typed, struct str *out);

#endif
