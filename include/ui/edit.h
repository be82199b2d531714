/* Text being typed: caret, readline's moves and deletions, one kill buffer, undo and redo. Prompts,
 * pickers and the composer stand on it. Positions are bytes at grapheme borders. */
#ifndef UI_EDIT_H
#define UI_EDIT_H

#include <stdbool.h>
#include <stddef.h>
#include "base/array.h"
#include "base/str.h"
#include "ui/input.h"

/* By their names in keys.yaml: `line-start`, `delete-word-back`, ... */
enum edit_action {
    EDIT_NONE,
    EDIT_CHAR_BACK,
    EDIT_CHAR_FORWARD,
    EDIT_DELETE_BACK,
    EDIT_DELETE_FORWARD,
    EDIT_DELETE_TO_END,   /* of the line */
    EDIT_DELETE_TO_START, /* of the line */
    EDIT_DELETE_WORD_BACK,
    EDIT_DELETE_WORD_FORWARD,
    EDIT_LINE_END,
    EDIT_LINE_START,
    EDIT_REDO,
    EDIT_TEXT_END,
    EDIT_TEXT_START,
    EDIT_UNDO,
    EDIT_WORD_BACK,
    EDIT_WORD_FORWARD,
    EDIT_YANK,
};
enum edit_action edit_action_from_name(const char *name); /* EDIT_NONE: not one of them */

/* What may join the last step: letters typed on, or deleted on. */
enum edit_run { EDIT_RUN_NONE, EDIT_RUN_TYPED, EDIT_RUN_ERASED };

/* One change: what stood at a place, and what stands there now. */
struct edit_step {
    size_t at;
    char *removed, *added;
    size_t removed_len, added_len;
    enum edit_run run;
};

/* A zeroed one is an empty text. change_at and so on tell the last change, for who lays text out.
 */
struct edit {
    struct str text;
    size_t at; /* the caret, in bytes */
    struct str killed;
    struct edit_steps ARRAY_OF(struct edit_step) steps;
    size_t step_at;    /* steps before it are done, those from it on are undone */
    size_t step_bytes; /* kept in steps; the oldest go when they are too many */
    struct {
        size_t at, removed_len, added_len;
    } change;
    unsigned changes;      /* counts every change */
    unsigned kill_changes; /* what it was after the last kill, and where that left the caret */
    size_t kill_at;
};

void edit_fini(struct edit *edit);
/* Takes a text, its caret at the end, with no steps to undo. */
void edit_set(struct edit *edit, const char *text, size_t len);
/* Puts bytes at the caret, as one step of undo; typed ones join the word before. */
void edit_insert(struct edit *edit, const char *bytes, size_t len);
void edit_type(struct edit *edit, const char *bytes, size_t len);
/* Removes bytes, the caret goes there. */
void edit_remove(struct edit *edit, size_t from, size_t to);
/* Puts a text in the place of bytes, as one step: a completion. */
void edit_replace(struct edit *edit, size_t from, size_t to, const char *text);
void edit_put(struct edit *edit, size_t from, size_t to, const char *bytes, size_t len);
/* The same with letters typed over a selection; those typed on join them. */
void edit_type_over(struct edit *edit, size_t from, size_t to, const char *bytes, size_t len);
/* Removes bytes, or leaves them, and keeps them for yank. */
void edit_kill(struct edit *edit, size_t from, size_t to);
void edit_copy(struct edit *edit, size_t from, size_t to);
/* True when text or caret is another than before. */
bool edit_do(struct edit *edit, enum edit_action action);
/* Moves the caret, and ends the word that undo takes as one. */
void edit_move(struct edit *edit, size_t at);

/* Types a key that is a character: true where it is one. A paste goes in whole; one_line makes its
 * line ends blanks. */
bool edit_key(struct edit *edit, const struct key *key, bool one_line);

size_t edit_line_start(const struct edit *edit, size_t at);
size_t edit_line_end(const struct edit *edit, size_t at);

#endif
