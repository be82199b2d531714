/* A filter in the expression language over the rows of a list, live while it is typed. */
#ifndef UI_FILTER_H
#define UI_FILTER_H

#include "ui/rows.h"
#include "ui/ui_internal.h"

/* Set the first part; the rest zeroed is no filter. */
struct row_filter {
    struct rows *rows;                                           /* whose filter it is */
    bool (*load)(struct ui *ui, void *state, struct error *err); /* of the view */
    void *state;                                                 /* of the view */
    const char *hint;
    struct str text;
    struct arena arena; /* of rows->filter */
    bool is_behind;     /* of what is being typed */
    bool is_typed;      /* now: a letter has no time to look far */
    struct error none;  /* why nothing matches, where that is known: book_query_finds_none */
};

void filter_fini(struct row_filter *filter);
static inline bool filter_is_set(const struct row_filter *filter)
{
    return filter->rows && filter->rows->filter != NULL;
}
/* Text that is no expression leaves the filter that stands. "" takes it away. */
bool filter_set(
    struct ui *ui, struct row_filter *filter, const char *text, struct error *err) CHECKED;
void filter_clear(struct ui *ui, struct row_filter *filter);
/* `filter` asks for it, `filter EXPRESSION` sets it. */
void filter_run(struct ui *ui, struct row_filter *filter, const char *rest);

/* Asks for an expression over accounts, where no rows of the store are filtered. taken: as accept
 * of ui_question. */
void filter_ask_accounts(struct ui *ui, const char *initial,
    bool (*taken)(struct ui *ui, const char *text, void *context, struct error *err),
    void *context);

/* `filter health < 50`, cut before end; nothing where there is none. Returns the column after it.
 */
int filter_draw(const struct row_filter *filter, struct canvas *canvas, int x, int y, int end);
/* Where nothing matches: these words, why it is so where that is known, and the way to clear it. */
void filter_draw_none(struct ui *ui, const struct row_filter *filter, struct canvas *canvas, int y,
    const char *words);

#endif
