/* What the files of the preview share: what would start where, and with which dates. */
#ifndef UI_VIEWS_PREVIEW_H
#define UI_VIEWS_PREVIEW_H

#include "ui/views/playbook_steps.h"

struct preview {
    struct arena arena;
    struct str name; /* of the playbook's file */
    struct key_list accounts;
    day_number given; /* of the anchor, by the user; DAY_NONE: none */
    bool is_many;
    const struct playbook *playbook; /* NULL: it could not be read */
    struct start_lines lines;        /* in the arena */
    int starts, steps;               /* how many runs and open steps there would be */
    struct day_span span;            /* of those steps */
    struct list list;                /* of the accounts where they are many, else of the steps */
};

/* The account under the cursor, or the only one; NULL: none. */
const struct start_line *preview_line(const struct preview *preview);
bool preview_asks_day(const struct preview *preview);

void preview_draw(struct ui *ui, void *state, struct canvas *canvas);

#endif
