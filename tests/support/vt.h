/* What a person would see: a terminal's screen fed with bytes, by libvterm. */
#ifndef TESTS_VT_H
#define TESTS_VT_H

#include <stdbool.h>
#include <stddef.h>
#include "base/str.h"

#define VT_DEFAULT (-1) /* the terminal's own colour */
#define VT_RGB 0x1000000

/* Dim is not known to libvterm. */
struct vt_cell {
    char text[32]; /* UTF-8; "" right of a wide character, " " where nothing was written */
    int columns;   /* 1 or 2 */
    bool bold;
    bool underline;
    bool italic;
    bool reverse;
    int foreground; /* VT_DEFAULT, 0-255, or VT_RGB + 0xRRGGBB */
    int background;
};

struct vt;
/* answers, called with context, gets what a terminal would reply to questions; may be NULL. */
struct vt *vt_new(int rows, int columns,
    void (*answers)(const char *bytes, size_t len, void *context), void *context);
void vt_free(struct vt *vt);
/* Any cut of the stream gives the same screen. */
void vt_feed(struct vt *vt, const char *bytes, size_t len);
void vt_resize(struct vt *vt, int rows, int columns);

int vt_rows(const struct vt *vt);
int vt_columns(const struct vt *vt);
/* The row's text without blanks at its end, borrowed until the next call; "" outside the screen. */
const char *vt_row(struct vt *vt, int row);
/* All rows, each ended by a newline; borrowed until the next call. */
const char *vt_text(struct vt *vt);
struct vt_cell vt_cell(const struct vt *vt, int row, int column); /* zeroed outside the screen */
/* Where the text first stands on one row; ret_row and ret_column may be NULL. */
bool vt_find(struct vt *vt, const char *text, int *ret_row, int *ret_column);
/* False: the cursor is hidden. ret_row and ret_column may be NULL. */
bool vt_cursor(const struct vt *vt, int *ret_row, int *ret_column);
bool vt_is_alternate(const struct vt *vt); /* in the full-screen buffer? */
const char *vt_title(const struct vt *vt); /* the window's title, "" if none was set; borrowed */

#endif
