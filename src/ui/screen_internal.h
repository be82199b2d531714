/* What the files of the screen share; no ncurses in it. */
#ifndef UI_SCREEN_INTERNAL_H
#define UI_SCREEN_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include "base/str.h"

/* What gives the terminal back at any moment, from a signal handler too: the modes as they were,
 * which rescue_remember notes before they are changed, and the bytes that leave ours. */
void rescue_remember(int fd);
void rescue_arm(const char *bytes, size_t len);
void rescue_disarm(void); /* the terminal was given back in order */
void rescue_now(void);

/* Raw keys without echo; the modes of before. */
void modes_take(int fd);
void modes_give_back(int fd);

/* The entry of TERM, which tigetstr and the like read then; false: there is none. */
bool terminfo_open(void);
void terminfo_close(void);

/* The bytes that put text on the clipboard, wrapped for tmux or screen by what the environment
 * says; false: over the limit. */
bool clipboard_bytes(const char *text, size_t len, struct str *out);

#endif
