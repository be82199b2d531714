/* The text of a note: many lines, wrapped at blanks, on ui/edit. It lays out only what is near the caret, so that a
 * megabyte costs no more than a page. */
#ifndef UI_TEXTAREA_H
#define UI_TEXTAREA_H

#include "ui/canvas.h"
#include "ui/edit.h"

/* A zeroed one is ready. */
struct textarea {
    struct edit edit;
    size_t top;   /* first byte of the first row shown */
    int columns;  /* of the last drawing; moves by row need it */
    int rows;
    int wish;     /* column that moves up and down keep, -1: none yet */
};

void textarea_fini(struct textarea *area);
/* Draws the text and puts the terminal's cursor on the caret. beside (may be NULL) is called for each row that ends a
 * line of the text, with that line's number. */
struct textarea_row {
    size_t start, len; /* bytes of the text */
    size_t line;       /* number of its line, from 0; only counted where `count_lines` was asked */
    bool ends_line;
    int y; /* on the canvas */
};
typedef void textarea_row_fn(void *context, struct canvas *canvas, const struct textarea_row *row);
void textarea_draw(struct textarea *area, struct canvas *canvas, struct area where, bool focused,
    textarea_row_fn *beside, void *context);
/* line-up, line-down, page-up, page-down, new-line and all of edit_action. False: not one of them, or the caret stands
 * in the first row (line-up). */
bool textarea_command(struct textarea *area, const char *command);
bool textarea_key(struct textarea *area, const struct key *key);
/* Bytes of the row that begins at start, a line end not included; *ret_next is where the next one begins. */
size_t textarea_row_len(const char *text, size_t len, size_t start, int columns, size_t *ret_next);

#endif
