/* What the files of the screen Book share: its rows, their order, the marks. */
#ifndef UI_VIEWS_BOOK_H
#define UI_VIEWS_BOOK_H

#include "ui/filter.h"
#include "ui/views/book_columns.h"
#include "ui/views/glance.h"

/* In the order of `w`. */
enum book_panes { BOOK_LIST, BOOK_SPLIT, BOOK_DETAIL, BOOK_PANES };

struct book {
    struct rows rows;
    struct list list;
    int64_t selected;
    int first_column;
    struct book_layout layout; /* as drawn last */
    enum book_panes panes;
    struct glance glance;
    struct book_sorts sorts;
    struct key_list marks;
    int64_t marked_arr;
    struct row_filter filter;
    struct totals totals;
    struct str own; /* filter of the book of the setting owner; f with a blank one shows all */
};

bool book_load(struct ui *ui, void *state, struct error *err);
/* Are the accounts shown those of the totals? */
bool book_is_whole(const struct book *book);
bool book_has_mark(const struct book *book, int64_t account);

/* --- book_draw.c --- */
void book_draw(struct ui *ui, void *state, struct canvas *canvas);
/* One row anew; false: more than the row changes with the cursor. */
bool book_line(struct ui *ui, void *state, struct canvas *canvas, struct area line, int64_t index);

/* --- book_sort.c --- */
/* `arr`, `-arr, name`: falling with a minus, at most ROWS_SORTS. False: no such column. */
bool book_sort_set(struct book *book, const char *words);
void book_sort_words(const struct book *book, struct str *out); /* the same words; appends */
/* `sort` asks, `sort COLUMN` does it; the same column again turns the order round. `sort-then`: the
 * order of those that are alike so far. */
void book_run_sort(struct ui *ui, void *state, const char *rest);
void book_run_sort_then(struct ui *ui, void *state, const char *rest);

#endif
