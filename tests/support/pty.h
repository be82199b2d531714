/* Runs a program on a terminal of its own: type, wait for what a person would see, look.
 * Nothing here sleeps; every wait has a deadline and ends at once when it is met. */
#ifndef TESTS_PTY_H
#define TESTS_PTY_H

#include <stdbool.h>
#include "base/str.h"
#include "support/home.h"
#include "support/vt.h"

#define PTY_WITHIN                                                                                 \
    20000 /* ms: long enough for a loaded machine, never waited out by a good run                  \
           */

#define KEY_UP_SENT "\033OA"
#define KEY_DOWN_SENT "\033OB"
#define KEY_RIGHT_SENT "\033OC"
#define KEY_LEFT_SENT "\033OD"
#define KEY_ESCAPE_SENT "\033"
#define KEY_ENTER_SENT "\r"
#define KEY_TAB_SENT "\t"
#define KEY_BACKSPACE_SENT "\177"
#define CTRL_SENT(letter) ((char[]){(letter)&0x1F, 0})

struct pty_options {
    const char *home;         /* from home_new; outlives the pty */
    const char *const *args;  /* after the program's name, NULL-terminated; may be NULL */
    const char *const *extra; /* more of the environment */
    const char *program;      /* NULL is home_program() */
    int rows;                 /* 0 is 24 */
    int columns;              /* 0 is 80 */
    int read_bytes;           /* at most so many a read; 0 is as many as come */
};

struct pty;
struct pty *pty_start(const struct pty_options *options);
/* Kills what still runs. NULL is fine. */
void pty_free(struct pty *pty);

/* The screen as it was when last waited for. */
struct vt *pty_screen(struct pty *pty);
/* All bytes since the start, or since pty_clear_raw. */
const struct str *pty_raw(const struct pty *pty);
void pty_clear_raw(struct pty *pty);
int pty_process(const struct pty *pty); /* its process id */

/* Writes the bytes as a keyboard would. False: nobody reads any more. */
bool pty_type(struct pty *pty, const char *keys);
void pty_resize(struct pty *pty, int rows, int columns);
void pty_signal(struct pty *pty, int signal);
/* Closes the terminal's other side, as a window that goes away; then wait for the exit. */
void pty_hang_up(struct pty *pty);

/* Each waits until its condition holds and says whether it came to; if not, the screen is printed
 * to standard error. A condition is asked again after each read, and meanwhile. */
bool pty_wait_until(
    struct pty *pty, bool (*holds)(struct vt *vt, void *context), void *context, int within_ms);
bool pty_wait_for(struct pty *pty, const char *text, int within_ms); /* the text is on a row */
/* It is on no row, and the program waits again: a screen that is drawn anew is bare for a moment.
 */
bool pty_wait_gone(struct pty *pty, const char *text, int within_ms);
/* *ret_status is the exit status, or 128 + signal. */
bool pty_wait_exit(struct pty *pty, int within_ms, int *ret_status);

#endif
