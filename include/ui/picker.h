/* A popup to choose from: the palette, accounts, filters. Typing filters by fuzzy match, the best
 * first; its keys are the `picker` section of the keymap. */
#ifndef UI_PICKER_H
#define UI_PICKER_H

#include "core/keymap.h"
#include "ui/canvas.h"
#include "ui/edit.h"
#include "ui/fuzzy.h"
#include "ui/keys.h"

/* One row; texts are borrowed until the next is asked for. */
struct picker_row {
    const char *name;
    const char *about; /* or NULL */
    const char *key;   /* shown at the right, or NULL */
    bool is_heading;   /* stands above those that follow, until something is typed; not chosen */
    uint32_t letters;  /* fuzzy_letters of name and about, so that most are passed over; 0: all */
    bool is_found;     /* was found by what is typed already: stays, if its name fits or not */
};

struct picker_match {
    size_t index;
    int score;
};

/* A zeroed one is ready; set the first part. */
struct picker {
    const char *label;           /* ":" */
    const char *footer;          /* "on Northwind Traders", or NULL */
    const char *verb;            /* what Enter does, for the hint: "run" */
    const char *accept, *cancel; /* keys, for the hint; NULL: Enter and Esc */
    size_t count;
    void *context;
    void (*row)(void *context, size_t index, struct picker_row *ret_row);
    bool is_tall;     /* as many rows as there is room for */
    bool by_words;    /* rows are sentences: each word typed begins one of theirs, or of `about`,
                         which is not shown then */
    bool by_about;    /* words of `about` fit too, after names */
    size_t headings;  /* among count */
    size_t fixed;     /* rows at the front that are the same whatever is typed: of a text that goes
                         on, only those that fitted before are looked at; 0: all are, always */
    bool has_numbers; /* M-1 to M-9 stand before the rows, and plain digits choose */

    /* its own */
    struct edit edit;
    struct keys keys;
    struct picker_matches ARRAY_OF(struct picker_match) matches;
    struct fuzzy last; /* what they fitted */
    size_t at, top;    /* in matches */
    unsigned filtered; /* edit.changes when it was filtered, + 1 */
    size_t first_shown;
    int rows_shown;
};
enum picker_answer { PICKER_GOES_ON, PICKER_CHOSEN, PICKER_CANCELLED, PICKER_UNUSED };

void picker_fini(struct picker *picker);
/* PICKER_CHOSEN sets *ret_index; it is SIZE_MAX where nothing fits what is typed. */
enum picker_answer picker_key(
    struct picker *picker, const struct keymap *keymap, const struct key *key, size_t *ret_index);
/* The row under the cursor; SIZE_MAX: none fits. */
size_t picker_selected(struct picker *picker);
const char *picker_typed(const struct picker *picker);
/* The rows are others now: filters anew, the cursor on the first. */
void picker_refresh(struct picker *picker);
/* More rows came, behind those of before: fixed and count are others, the cursor stays on its row
 * unless that is the first. */
void picker_grown(struct picker *picker, size_t fixed, size_t count);
/* As a popup; the whole canvas must be entered. */
void picker_draw(struct picker *picker, struct canvas *canvas);
/* The row shown at a cell of the canvas, for the mouse; SIZE_MAX: none. */
size_t picker_at(const struct picker *picker, const struct canvas *canvas, int x, int y);

#endif
