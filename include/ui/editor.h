/* Text of many lines: the body of a note. Soft wrap, the keys of the `composer` section, undo,
 * pastes as one step. A change lays out only the rows it touches, so a megabyte is as quick as a
 * line. */
#ifndef UI_EDITOR_H
#define UI_EDITOR_H

#include "core/keymap.h"
#include "ui/canvas.h"
#include "ui/edit.h"
#include "ui/keys.h"
#include "ui/prompt.h"

/* One row as it is drawn: bytes of the text without the line end. */
struct editor_row {
    const char *text; /* the whole text */
    size_t start, end;
    int y;
};

/* A zeroed one is ready; set the first part. Pointers are borrowed. */
struct editor {
    size_t limit; /* bytes that the text may have; 0: no limit. What is over is not taken */
    void *context;
    /* What fits before the caret, for Tab; NULL, or nothing added: Tab puts blanks. */
    void (*complete)(void *context, const char *text, size_t at, struct completion *completion);
    /* After a row was drawn: roles of words, something at its right end. May be NULL. */
    void (*decorate)(void *context, struct canvas *canvas, const struct editor_row *row);

    struct edit edit; /* its text and caret; change it by edit_ functions only */

    /* its own */
    struct keys keys;
    struct editor_starts ARRAY_OF(size_t) starts; /* bytes at which the rows begin */
    int columns;                                  /* that they were laid out for */
    unsigned laid;                                /* edit.changes when they were */
    size_t top;                                   /* first row shown */
    int rows_shown;
    int goal; /* column that line-up and line-down keep; -1: none */
    bool is_full;
    struct completion completion;
    size_t completion_at;
};

enum editor_answer {
    EDITOR_USED,
    EDITOR_COMMAND, /* *ret_command: save, keep-draft, edit-outside, help, ... for the caller */
    EDITOR_UNUSED,
};

void editor_fini(struct editor *editor);
void editor_take(struct editor *editor, const char *text, size_t len); /* caret at the end */
enum editor_answer editor_key(struct editor *editor, const struct keymap *keymap,
    const struct key *key, const char **ret_command);
/* Lays out for the area's columns, scrolls the caret into sight, draws, sets the caret. */
void editor_draw(struct editor *editor, struct canvas *canvas, struct area area);
/* A click at a cell of the area: the caret goes there. */
void editor_click(struct editor *editor, int x, int y);
/* Scrolls without the caret, for the wheel; the next key brings it back into sight. */
void editor_scroll(struct editor *editor, int rows);
/* True when the last typing or paste was cut at the limit. */
bool editor_is_full(const struct editor *editor);

#endif
