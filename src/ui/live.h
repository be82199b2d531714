/* Settings, keys and looks that change while daybook runs. */
#ifndef UI_LIVE_H
#define UI_LIVE_H

#include <stdbool.h>

struct ui;

/* A setting was written here, or its file by somebody: what is in force is read anew, and every
 * screen with it. */
void live_settings_changed(struct ui *ui);
/* The folder of settings moved: whichever of daybook.yaml, keys.yaml and the theme changed is read
 * anew. True: something that shows did. */
bool live_look(struct ui *ui);
/* The theme by the command line, else by the setting, else by what the terminal can; said where it
 * cannot be had. */
void live_theme(struct ui *ui);

#endif
