/* A prompt of one line: readline's keys by the `prompt` section of the keymap, history, completion
 * and a word about what is wrong. */
#ifndef UI_PROMPT_H
#define UI_PROMPT_H

#include "core/keymap.h"
#include "ui/canvas.h"
#include "ui/edit.h"
#include "ui/keys.h"

/* What may stand in place of the bytes from `from` to the caret; texts are copied. */
struct completion {
    size_t from;
    struct completion_texts ARRAY_OF(char *) texts;
};
void completion_add(struct completion *completion, const char *text);

enum prompt_answer {
    PROMPT_GOES_ON, /* the key was used; look at edit.changes to see whether the text is new */
    PROMPT_ACCEPTED,
    PROMPT_CANCELLED,
    PROMPT_OUTSIDE, /* the text is to be edited outside, then prompt_take it */
    PROMPT_HELP,    /* which keys there are is asked for */
    PROMPT_UNUSED,  /* not a key of prompts */
};

/* A zeroed one is ready; set what is wished for. Pointers are borrowed. */
struct prompt {
    const char *label;
    struct edit edit;
    const char *const *history; /* oldest first */
    size_t history_count;
    void *context;
    /* Fills in what fits before the caret; NULL: Tab does nothing. */
    void (*complete)(void *context, const char *text, size_t at, struct completion *completion);
    char message[160]; /* what is wrong, or what would come of it; gone with the next change */
    bool is_fault;

    /* its own */
    struct keys keys;
    size_t history_at; /* entries from the newest; 0 is the draft */
    struct str draft;
    struct completion completion;
    size_t completion_at;
    size_t first_shown; /* byte that stands at the left */
};

void prompt_fini(struct prompt *prompt);
void prompt_take(struct prompt *prompt, const char *text); /* caret at the end, message gone */
const char *prompt_text(const struct prompt *prompt);
enum prompt_answer prompt_key(
    struct prompt *prompt, const struct keymap *keymap, const struct key *key);
void prompt_tell(struct prompt *prompt, bool is_fault, const char *message);
/* One row: label, text, caret; the message at the right, or cut below the text when it is long. */
void prompt_draw(struct prompt *prompt, struct canvas *canvas, struct area area);

/* Where, in that row, the letter stands that is the column-th of the text, from 1. */
int prompt_column(const struct prompt *prompt, struct canvas *canvas, struct area area, int column);

/* The text of an edit in so many columns, scrolled so that the caret is seen; first_shown is kept
 * between drawings. */
void edit_draw_line(
    const struct edit *edit, struct canvas *canvas, struct area area, size_t *first_shown);

#endif
