/* The lines around a view: tabs above, hints and toasts below. Plain values in, cells out; what
 * they drew is told for the mouse. look/rules.md, Grid, Toasts and Sizes. */
#ifndef UI_BARS_H
#define UI_BARS_H

#include "ui/canvas.h"

/* --- tab bar --- */
struct tab {
    const char *title;
    char digit; /* the key that opens it */
};
struct tabs {
    const struct tab *items; /* borrowed, as all texts */
    size_t count;
    size_t open;      /* index; count: none of them, `name` is shown under 60 columns */
    const char *name; /* of the screen, where the bar is narrow */
    const char *day;  /* `Mon 23 Nov 2026`, at the right where there is room; or NULL */
    bool is_past;     /* the book of that day is shown: it stands out, and before the tabs */
};
void tabs_draw(const struct tabs *tabs, struct canvas *canvas, struct area area);
bool tabs_show_day(const struct tabs *tabs, int columns); /* is there room for it? */
/* The tab at column x of that area; -1: none. */
int tabs_at(const struct tabs *tabs, struct area area, int x);

/* --- hint bar --- */
struct hint {
    const char *key;
    const char *text;
};
struct hints {
    const struct hint *items; /* most used first; those that do not fit go from the right */
    size_t count;
    const struct hint *kept; /* at the right end, always: `:` and `?` */
    size_t kept_count;
};
void hints_draw(const struct hints *hints, struct canvas *canvas, struct area area);
/* The hint at column x of that area; NULL: none. */
const struct hint *hints_at(const struct hints *hints, struct area area, int x);

/* --- toast: one line of what happened. A zeroed one is empty --- */
struct toast {
    char text[800];    /* up to 199 columns */
    char undo_key[24]; /* shown at its end: `u undo`; "" for none */
    bool is_undo;      /* that key does it again: `U redo` */
    bool is_done;      /* something was done: it bears a tick */
    bool is_fault;     /* a fault stays until a key is pressed */
    int keys_left;
    unsigned said; /* how many there were */
};
/* Something was done; undo_key takes it back. */
void toast_say(struct toast *toast, const char *text, const char *undo_key);
/* Nothing was done: a notice. */
void toast_tell(struct toast *toast, const char *text);
void toast_fault(struct toast *toast, const char *text);
void toast_key(struct toast *toast); /* a key was pressed: gone with the next but one */
void toast_clear(struct toast *toast);
bool toast_is_shown(const struct toast *toast);
void toast_draw(const struct toast *toast, struct canvas *canvas, struct area area);

#endif
