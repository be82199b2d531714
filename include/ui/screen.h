/* The terminal: all of ncurses is behind this door. It shows a canvas by sending what changed, and
 * gives keys. There is one screen, since there is one terminal. */
#ifndef UI_SCREEN_H
#define UI_SCREEN_H

#include <stdbool.h>
#include "base/error.h"
#include "ui/canvas.h"
#include "ui/input.h"
#include "ui/style.h"

struct screen_options {
    struct style_wishes wishes; /* texts outlive the call only */
    bool ascii;                 /* asked for; a locale that is not UTF-8 makes it so as well */
    bool mouse;
};

/* Takes the terminal: raw keys, alternate screen, mouse, bracketed paste. Errors: no terminal, a
 * TERM that terminfo does not know. Call setlocale first. On fatal signals and bugs it is given
 * back. */
bool screen_start(const struct screen_options *options, struct error *err) CHECKED;
const char *screen_library_version(void); /* of ncurses, with its name */
int screen_colours_of(const char *term); /* by terminfo; 0: none; -1: it is not known there */
void screen_stop(void); /* gives it back; harmless when not started */
/* For an editor or a stop: gives the terminal back, and takes it again with a full repaint. */
void screen_leave(void);
void screen_enter(void);

/* What was found at start. */
bool screen_is_ascii(void);
enum colour_depth screen_depth(void);
const char *screen_theme_name(void); /* which theme to load, by style_theme_name; borrowed */
int screen_input_fd(void);

/* Borrowed until another is set; until one is, style_terminal_theme. */
void screen_set_theme(const struct theme *theme);
void screen_set_mouse(bool is_on);
bool screen_has_mouse(void);

/* The terminal's size now, after a WINCH too. */
void screen_measure(int *ret_columns, int *ret_rows);
/* Shows the canvas: rows are compared with what was shown, one write for all that differs. */
void screen_present(const struct canvas *canvas);
/* The next present repaints all (C-l). */
void screen_forget(void);
/* The next key; false: none is waiting. A lone escape is waited for 25 ms (or ESCDELAY). */
bool screen_read_key(struct key *ret_key);
/* Bytes wait, or the other end was closed: the next read need not ask. */
void screen_bytes_wait(void);
/* False once the terminal is gone: its other end was closed. */
bool screen_is_alive(void);
/* Puts text on the terminal's clipboard (OSC 52); false: too long for terminals to take. */
bool screen_copy(const char *text, size_t len) CHECKED;

#endif
