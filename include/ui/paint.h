/* Frames as bytes: a canvas against what the terminal shows. What differs becomes one run of bytes,
 * so that a frame is one write. No ncurses in it. */
#ifndef UI_PAINT_H
#define UI_PAINT_H

#include "base/str.h"
#include "ui/canvas.h"
#include "ui/style.h"

/* What the terminal can do, in bytes without padding; "" where it cannot. Strings are borrowed as
 * long as the paint lives. */
struct paint_terminal {
    const char *plain, *bold, *underline, *reverse;
    const char *unbold, *ununderline, *unreverse; /* from this alone, the rest as it is */
    const char *own_colours;                      /* both back to the terminal's own */
    const char *clear, *clear_line; /* the screen; from the cursor to the end of its row */
    const char *show_cursor, *hide_cursor;
    const char *row_start, *up, *down; /* to column 0; a row up or down in the same column */
    bool erases_in_colour;             /* what is cleared takes the ground of the pen */
    bool wraps_at_once;     /* a character in the last column scrolls the last row away */
    bool no_coloured_lines; /* it cannot underline in colours */
    bool joins_pens;        /* colours and attributes may be one sequence, parted by `;` */
    /* Each appends the bytes for numbers below 1000 (places) and 256 (colours). add_right may be
     * NULL: it cannot skip columns. */
    void (*add_place)(struct str *out, int y, int x);
    void (*add_right)(struct str *out, int columns);
    void (*add_foreground)(struct str *out, int colour);
    void (*add_background)(struct str *out, int colour);
};

/* A role on a ground, worked out at its first use. */
struct paint_look {
    struct style style;
    bool is_known;
    bool clears;    /* a blank in it looks like what was cleared on its ground */
    uint64_t blank; /* two of which this is the same have blanks that look the same */
};

/* A zeroed one is ready for paint_set_theme; the first frame is painted whole. */
struct paint {
    const struct paint_terminal *terminal;
    const struct theme *theme;
    enum colour_depth depth;
    struct paint_look looks[ROLE_COUNT][GROUND_COUNT];
    struct canvas_cell *shown;       /* rows x columns */
    const struct canvas_cell *cells; /* of the canvas painted last; NULL: none, or it is lost */
    uint64_t drawn;                  /* its draw_count then */
    int rows, columns;
    bool is_begun;    /* what is shown is known */
    struct style pen; /* how the terminal writes now, also between frames */
    int x, y;         /* where; -1 where that is not known */
    bool has_cursor;
    int pens; /* so often the pen changed in the row at hand */
    struct paint_run {
        const struct paint_look *look;
        int x, end;
        bool is_blank;
    } runs[CANVAS_SIDE_MAX]; /* of that row, which are still to be written */
    int run_count;
    struct str out;
};

void paint_fini(struct paint *paint);
/* The theme is borrowed. The next frame is painted whole. */
void paint_set_theme(struct paint *paint, const struct theme *theme, enum colour_depth depth);
/* What the terminal shows is not known any more. */
void paint_forget(struct paint *paint);
/* The bytes that make the terminal show the canvas; "" where it does. The pen is left as it was
 * last: whoever else writes to the terminal makes it plain first. Borrowed until the next call.
 */
const struct str *paint_frame(struct paint *paint, const struct canvas *canvas);

#endif
