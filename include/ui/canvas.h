/* A grid of cells to draw on, with no terminal behind it: views and widgets name a role for each
 * cell, ui/screen shows the grid, tests compare it with pictures. x and y count from the origin of
 * the area entered last; whatever falls outside of that area is not drawn. */
#ifndef UI_CANVAS_H
#define UI_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/attributes.h"
#include "base/str.h"
#include "core/theme.h"

#define CANVAS_CODES 5       /* a base and at most four marks, as a terminal's cell holds */
#define CANVAS_SIDE_MAX 1000 /* columns or rows; a larger terminal is drawn to here */

/* columns is 1, 2, or 0 for the right half of a wide one. Unused codes are 0. */
struct canvas_cell {
    uint32_t codes[CANVAS_CODES];
    uint8_t columns;
    uint8_t role;
    uint8_t ground;
    uint8_t spare;
};

struct area {
    int x, y, columns, rows;
};

enum { CANVAS_PLACES = 64 };

/* A zeroed one is ready for canvas_resize. The cells are the canvas's own. */
struct canvas {
    int columns, rows;
    struct canvas_cell *cells;
    size_t room;
    uint64_t draw_count; /* goes up with each cell that is drawn */
    uint64_t *drawn; /* of each row, what it was then: who shows the canvas compares no others */
    int row_room;
    struct area clip; /* in cells of the whole canvas; its corner is 0,0 of what is drawn */
    int origin_x, origin_y;
    int cursor_x, cursor_y; /* of the whole canvas; where the terminal's own cursor goes */
    bool cursor_shown;
    bool braille;      /* lines of charts are braille, where it is not ASCII (the setting charts) */
    bool ascii;        /* shapes become ASCII as they are put: look/rules.md, Shapes */
    struct area popup; /* that was drawn last; columns 0: none */
    struct canvas_place {
        struct area area;
        char command[48];
    } places[CANVAS_PLACES];
    int place_count;
    struct str scratch;
    struct str scratch_cut;
};

void canvas_fini(struct canvas *canvas);
/* Sets the size, and blanks all. */
void canvas_resize(struct canvas *canvas, int columns, int rows);
/* Blanks all, leaves every area, hides the cursor. */
void canvas_erase(struct canvas *canvas);

/* From now on 0,0 is the area's corner and nothing is drawn outside of it. Give what it returns to
 * canvas_leave. */
struct area canvas_enter(struct canvas *canvas, struct area area);
void canvas_leave(struct canvas *canvas, struct area before);
/* The whole of what was entered last: its corner is 0,0. */
struct area canvas_area(const struct canvas *canvas);
/* Cuts columns or rows off an area; the second part is what is left of it. */
struct area area_take_rows(struct area *area, int rows);
struct area area_take_last_rows(struct area *area, int rows);
struct area area_take_columns(struct area *area, int columns);
bool area_has(struct area area, int x, int y);

/* Puts text, cleaned for display, and returns the column after it. Long text stops at the area. */
int canvas_put(struct canvas *canvas, int x, int y, enum role role, const char *text);
int canvas_put_bytes(
    struct canvas *canvas, int x, int y, enum role role, const char *text, size_t len);
int canvas_putf(struct canvas *canvas, int x, int y, enum role role, const char *format, ...)
    PRINTF_LIKE(5, 6);
/* One of our own shapes, one cell wide: the quick way for rules and charts. */
void canvas_put_glyph(struct canvas *canvas, int x, int y, enum role role, uint32_t code);
/* The same as canvas_put in at most so many columns, the last one "…" where text is longer. */
int canvas_put_cut(
    struct canvas *canvas, int x, int y, enum role role, const char *text, int columns);
/* Ends before column end_x; returns where it begins. */
int canvas_put_right(struct canvas *canvas, int end_x, int y, enum role role, const char *text);
int canvas_putf_right(struct canvas *canvas, int end_x, int y, enum role role, const char *format,
    ...) PRINTF_LIKE(5, 6);
/* `12,800`, as number_whole; behind x, and before end_x. */
int canvas_count(struct canvas *canvas, int x, int y, enum role role, int64_t count);
int canvas_count_right(struct canvas *canvas, int end_x, int y, enum role role, int64_t count);
/* Wraps text at blanks within an area, `…` after the last row where there is more; returns the rows
 * it took, at most area.rows. */
int canvas_put_wrapped(struct canvas *canvas, struct area area, enum role role, const char *text);
/* Columns that canvas_put would take: of the text once cleaned. */
int canvas_columns_of(struct canvas *canvas, const char *text);

/* Pieces of one line in several roles. */
struct span {
    enum role role;
    const char *text;
};
#define SPANS(...)                                                                                 \
    (const struct span[]){__VA_ARGS__}, sizeof((struct span[]){__VA_ARGS__}) / sizeof(struct span)
int canvas_spans(struct canvas *canvas, int x, int y, const struct span *spans, size_t count);
int canvas_spans_right(
    struct canvas *canvas, int end_x, int y, const struct span *spans, size_t count);

/* Roles and grounds of cells, their text left as it is. */
void canvas_set_role(struct canvas *canvas, struct area area, enum role role);
void canvas_set_ground(struct canvas *canvas, struct area area, enum ground ground);
/* Blanks an area in text role. */
void canvas_blank(struct canvas *canvas, struct area area, enum ground ground);
/* Cells of another canvas onto a row; x, y and all of them lie within the whole canvas. */
void canvas_copy_cells(
    struct canvas *canvas, int x, int y, const struct canvas_cell *cells, int count);
/* Selects rows: their ground, and the bar in the area's first column. */
void canvas_select_rows(struct canvas *canvas, struct area area, bool focused);

/* A rule over all columns, a pane line with its joint on a rule, and a frame with round corners. */
void canvas_rule(struct canvas *canvas, int y);
void canvas_pane_line(struct canvas *canvas, int x, int y, int rows);
void canvas_frame(struct canvas *canvas, struct area area);

/* Where the terminal's cursor is left: at the start of the focused row, or the caret. */
void canvas_set_cursor(struct canvas *canvas, int x, int y, bool shown);

/* A click within the area, which is cut to what was entered, runs this command line; gone when all
 * is blanked. */
void canvas_place(struct canvas *canvas, struct area area, const char *command);
/* The one at a cell of the whole canvas, the last drawn first; NULL: none. Borrowed. */
const char *canvas_place_at(const struct canvas *canvas, int x, int y);

/* For tests, in cells of the whole canvas. Row text has no trailing blanks. */
const struct canvas_cell *canvas_cell_at(const struct canvas *canvas, int x, int y);
void canvas_row_text(const struct canvas *canvas, int y, struct str *out);
/* All rows of text, then the roles and grounds row by row as "0: title 1-9, muted 10-12". */
void canvas_picture(const struct canvas *canvas, struct str *out);

#endif
