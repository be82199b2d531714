/* Paths in prompts: ~ is the user's own folder, Tab completes folders and files. */
#ifndef UI_PATH_PROMPT_H
#define UI_PATH_PROMPT_H

#include "base/mem.h"
#include "ui/prompt.h"

/* A path whose ~ is the user's own folder; in the arena. */
const char *path_expand_home(struct arena *arena, const char *path);
/* The same the other way round, for a person's eyes; appends. */
void path_add_short(struct str *out, const char *path);
/* Where a file of that path lies, whatever the folder one is in; appends. */
void path_add_place(struct str *out, const char *path);
/* For struct ui_question.complete: what lies in the folder that is typed, a folder with its slash.
 */
void path_complete(void *context, const char *text, size_t at, struct completion *completion);

#endif
