/* Text of many lines: the body of a note. Soft wrap, the keys of the `composer` section, a
 * selection, undo, pastes as one step, lists that go on, and what may be meant offered below the
 * caret. A change lays out only the rows it touches, so a megabyte is as quick as a line. */
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
    /* What fits before the caret, asked after each letter, and by Tab (is_asked): all that is added
     * is offered in a list. NULL, or nothing added by Tab: Tab puts blanks. */
    void (*complete)(
        void *context, const struct edit *edit, bool is_asked, struct completion *completion);
    /* After a row was drawn: roles of words, something at its right end. May be NULL. */
    void (*decorate)(void *context, struct canvas *canvas, const struct editor_row *row);
    /* A selection was copied or cut, for the terminal's clipboard. May be NULL. */
    void (*copied)(void *context, const char *text, size_t len);

    struct edit edit; /* its text and caret; change it by edit_ functions only */

    /* its own */
    struct keys keys;
    struct editor_starts ARRAY_OF(size_t) starts; /* bytes at which the rows begin */
    int columns;                                  /* that they were laid out for */
    int wide_columns;                             /* of a wide letter in this locale */
    unsigned laid;                                /* edit.changes when they were */
    size_t top;                                   /* first row shown */
    int rows_shown;
    int goal;     /* column that line-up and line-down keep; -1: none */
    bool is_left; /* another field has the keys: no caret is drawn */
    bool is_full;
    struct completion completion; /* what is offered; none: the list is closed */
    size_t completion_at;         /* in it; its count: none of them yet */
    size_t mark;                  /* where the selection began; the caret is its other end */
    enum { EDITOR_UNMARKED, EDITOR_MARKED_BY_SHIFT, EDITOR_MARKED } marked;
    unsigned marked_changes; /* edit.changes when it was: a change ends it */
    unsigned continued;      /* edit.changes when a list item was begun by itself, else 0 */
};

enum editor_answer {
    EDITOR_USED,
    EDITOR_COMMAND, /* *ret_command: save, keep-draft, edit-outside, help, ... for the caller */
    EDITOR_UNUSED,
};

void editor_fini(struct editor *editor);
void editor_take(struct editor *editor, const char *text, size_t len); /* caret at the end */
/* Another text in place of all there is, as one step of undo. */
void editor_replace(struct editor *editor, const char *text, size_t len);
enum editor_answer editor_key(struct editor *editor, const struct keymap *keymap,
    const struct key *key, const char **ret_command);
/* Lays out for the area's columns, scrolls the caret into sight, draws, sets the caret. */
void editor_draw(struct editor *editor, struct canvas *canvas, struct area area);
/* What is offered, below the caret: over what was drawn, within the area of editor_draw. */
void editor_draw_offer(struct editor *editor, struct canvas *canvas, struct area area);
/* A click at a cell of the area: the caret goes there. */
void editor_click(struct editor *editor, int x, int y);
/* Scrolls without the caret, for the wheel; the next key brings it back into sight. */
void editor_scroll(struct editor *editor, int rows);
/* True when the last typing or paste was cut at the limit. */
bool editor_is_full(const struct editor *editor);
/* What is selected; false: nothing is. */
bool editor_selection(const struct editor *editor, size_t *ret_from, size_t *ret_to);

#endif
