/* Which key helps, by the live key map: what empty screens and refusals name. */
#ifndef UI_WAYS_H
#define UI_WAYS_H

#include "ui/ui_internal.h"

enum { WAY_ROOM = 64 };

/* The key of a command line on the screen that is shown; `:snooze` where none is bound. */
const char *way_key(struct ui *ui, const char *command, char buffer[WAY_ROOM]);
/* The same of a section of the key map: `prompt`, `form`, `picker`. "" where none is bound. */
const char *way_key_in(
    struct ui *ui, const char *section, const char *command, char buffer[WAY_ROOM]);
/* `a  add an account`; returns the column after it. */
int way_put(
    struct ui *ui, struct canvas *canvas, int x, int y, const char *command, const char *words);
/* Says, where there is no account yet, how one comes in. False: there are some. */
bool way_refuse_empty(struct ui *ui);
/* No account is chosen: asks which, opens it, and runs there what was run here. */
void way_choose_account(struct ui *ui);
/* No account is chosen, and how one is; or that there is none yet. */
void way_to_account(struct ui *ui);

#endif
