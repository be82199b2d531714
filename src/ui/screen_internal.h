/* What the files of the screen share; no ncurses in it. */
#ifndef UI_SCREEN_INTERNAL_H
#define UI_SCREEN_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include "base/str.h"
#include "ui/paint.h"

/* What gives the terminal back at any moment, from a signal handler too: the modes as they were,
 * which rescue_remember notes before they are changed, and the bytes that leave ours. */
void rescue_remember(int fd);
void rescue_arm(const char *bytes, size_t len);
void rescue_disarm(void); /* the terminal was given back in order */
void rescue_now(void);

/* Raw keys without echo; the modes of before. */
void modes_take(int fd);
void modes_give_back(int fd);

/* The entry of TERM; false: there is none. All that follows is asked of it while it is open, and
 * its bytes are borrowed as long. */
bool terminfo_open(void);
void terminfo_close(void);
const char *terminfo_text(const char *name);  /* a capability as it stands; NULL: it cannot */
const char *terminfo_bytes(const char *name); /* without padding; "": it cannot */
int terminfo_number(const char *name, int otherwise);
int terminfo_colours(void); /* how many; 0 where it cannot go back to its own */
void terminfo_add_margins(struct str *out, int rows); /* so that all of the screen scrolls */
/* What a frame is written with. add_place NULL: it cannot move its cursor. */
void terminfo_learn(struct paint_terminal *ret_terminal);

/* The bytes that put text on the clipboard, wrapped for tmux or screen by what the environment
 * says; false: over the limit. */
bool clipboard_bytes(const char *text, size_t len, struct str *out);

#endif
