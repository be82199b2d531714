/* What the files of the screen Import share: a file is read, shown with what would become of it,
 * forced where it was read wrong, and then taken in or left. */
#ifndef UI_VIEWS_IMPORT_H
#define UI_VIEWS_IMPORT_H

#include "app/import_job.h"
#include "ui/ui_internal.h"

enum import_phase {
    IMPORT_NOTHING, /* no file was named */
    IMPORT_LOOKS,   /* the file is read, nothing is written; `result` is the preview, or NULL yet */
    IMPORT_WRITES,
    IMPORT_DONE, /* `result` is what was done */
    IMPORT_UNDOES
};

/* A row of the list at the left. */
enum import_row_kind {
    IMPORT_GO,
    IMPORT_OTHER_FILE,
    IMPORT_KIND,
    IMPORT_ENCODING,
    IMPORT_DELIMITER,
    IMPORT_DATES,
    IMPORT_NUMBERS,
    IMPORT_EDITS,
    IMPORT_BLANKS,
    IMPORT_COLUMN,
    /* once it is done */
    IMPORT_SEE,
    IMPORT_UNDO,
    IMPORT_SAVE,
    IMPORT_KEEP
};
struct import_row {
    enum import_row_kind kind;
    int column; /* of the preview; of IMPORT_COLUMN */
};
struct import_row_list ARRAY_OF(struct import_row);

/* A line of what would become of the file, at the right. */
enum import_line_kind {
    IMPORT_GAP,
    IMPORT_HEAD,   /* a heading, with its count */
    IMPORT_NEW,    /* a row, by its line and name */
    IMPORT_RECORD, /* a row whose fields follow */
    IMPORT_FIELD,  /* field, before, after */
    IMPORT_KEPT,   /* field, what it stays, what the file says */
    IMPORT_REJECT, /* line, why */
    IMPORT_NOTE,   /* words, so many columns further in (`number`) */
    IMPORT_MORE    /* so many are not shown */
};
struct import_line {
    enum import_line_kind kind;
    int number;
    int64_t count;
    const char *a, *b, *c;
};
struct import_line_list ARRAY_OF(struct import_line);

struct import_view {
    struct ui *ui;
    enum import_phase phase;
    struct str path;
    struct import_options options; /* texts are static, or in the arena */
    struct arena arena;            /* of what was forced for this file */
    struct import_job *job;        /* NULL: none runs */
    struct import_result *result;
    struct error fault; /* where nothing could be begun; code 0: none */
    struct list list, told;
    bool in_told; /* the keys are at the right */
    bool is_first_start;
    bool is_kept; /* what was said of the columns is a map of the user's own */
    struct import_row_list rows;
    struct import_line_list lines;
    int told_columns;   /* for which the lines were made */
    int number_columns; /* of the largest line number */
};

/* NULL: nothing is known of the file yet. */
const struct import_report *import_report_of(const struct import_view *view);
const struct import_row *import_row_here(const struct import_view *view);
/* It changes nothing, or cannot be taken: there is nothing to go on with. */
bool import_can_go(const struct import_view *view);
/* Reads the file again by what is forced now. */
void import_look(struct ui *ui, struct import_view *view);
/* A fault of the file as a whole, or NULL. */
const struct error *import_fault_of(const struct import_view *view);

/* import_rows.c */
void import_make_rows(struct import_view *view);
void import_make_lines(struct import_view *view);
int import_number_columns(const struct import_view *view); /* of `line 12  ` */

/* import_force.c: what Enter does on such a row. */
void import_force(struct ui *ui, struct import_view *view, const struct import_row *row);

/* import_list.c, import_told.c, import_draw.c */
void import_draw_list(
    struct ui *ui, struct import_view *view, struct canvas *canvas, struct area area);
void import_draw_told(
    struct ui *ui, struct import_view *view, struct canvas *canvas, struct area area);
void import_draw(struct ui *ui, void *state, struct canvas *canvas);

/* import_words.c. Buffers hold 32 bytes. */
void import_add_count(
    struct str *out, int64_t count, const char *word); /* `, 2 new`; of 0 nothing */
/* `2 new, 1 changed, 1 not taken`, or `no rows`. Appends. */
void import_counts(const struct import_report *report, struct str *out);
const char *import_delimiter_word(char delimiter);
const char *import_order_word(const char *order);
const char *import_number_word(const char *form); /* an example of it; "" of none */
/* The form by which the columns of numbers were read; "" where none had anything to be decided. */
const char *import_numbers_of(const struct import_report *report);
/* Why there is nothing to go on with, of a file that was read. */
const char *import_nothing_words(const struct import_report *report);
/* A sentence without its end that names options of the command line; in the arena, or itself. */
const char *import_without_options(struct arena *arena, const char *text);
/* A day or an amount as a person reads it; anything else as it is, `nothing` for blank. */
const char *import_value(const char *text, day_number today, char *buffer);

#endif
