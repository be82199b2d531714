/* The columns of the Book: a table; which of them fit, where they stand, and how a row is drawn. */
#ifndef UI_VIEWS_BOOK_COLUMNS_H
#define UI_VIEWS_BOOK_COLUMNS_H

#include "store/store.h"
#include "ui/rows.h"
#include "ui/canvas.h"
#include "ui/views/parts.h"

struct book_column {
    const char *id; /* for sort and settings: `decision` */
    const char *head;
    int field;   /* what it sorts by */
    int columns; /* width */
    int least;   /* narrowest, where it can give way; else the same */
    bool right;
    int rank; /* which goes first when there is no room: the highest */
    void (*draw)(struct canvas *canvas, struct area cell, const struct row *account,
        const struct show *show);
};

enum { BOOK_COLUMNS_MOST = 24 };
struct book_layout {
    const struct book_column *columns[BOOK_COLUMNS_MOST];
    int x[BOOK_COLUMNS_MOST], width[BOOK_COLUMNS_MOST];
    int count;
    int hidden; /* columns that there is no room for */
};

size_t book_column_count(void);
const struct book_column *book_column_at(size_t index);
const struct book_column *book_column_find(const char *id); /* or NULL */
/* Columns from `first` (scrolled with H and L; the name always stands) in so many columns of
 * screen; has_codes: amounts may bear a code, `SEK 7.7k`. */
void book_layout_make(struct book_layout *layout, int screen_columns, int first, bool has_codes);
/* In which order the rows stand: by the first, then, where they are alike, by the next. */
struct book_sorts {
    struct book_sort {
        const struct book_column *column;
        bool falling;
    } items[ROWS_SORTS];
    int count;
};
void book_draw_heads(
    struct canvas *canvas, int y, const struct book_layout *layout, const struct book_sorts *sorts);
void book_draw_row(struct canvas *canvas, int y, const struct book_layout *layout,
    const struct row *account, const struct show *show);
/* Where the name stands in a row. */
struct area book_name_cell(const struct book_layout *layout, int y);

#endif
