/* Words that the rows of a screen must hold: for lists that are no rows of one kind, where an
 * expression would have nothing to name. It narrows while one types. */
#ifndef UI_WORD_FILTER_H
#define UI_WORD_FILTER_H

#include "ui/ui_internal.h"

/* A zeroed one leaves all rows. */
struct word_filter {
    struct str text;
    size_t all; /* how many rows there are without it: set by who reads them */
};

/* Is each of the words in one of the texts? Case and accents are nothing; a text may be NULL. */
bool word_filter_fits(const struct word_filter *filter, const char *const *texts, size_t count);
/* The command `filter`: asks, or takes the rest. The screen that is shown is read anew. */
void word_filter_run(struct ui *ui, struct word_filter *filter, const char *rest);
/* False: there was none to take away. */
bool word_filter_clear(struct ui *ui, struct word_filter *filter);
/* `filter sso  2 of 9`; returns the column after it; nothing, where there is none or no room. */
int word_filter_draw(
    const struct word_filter *filter, size_t shown, struct canvas *canvas, int x, int y);

#endif
