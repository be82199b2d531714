/* The account under a list's cursor at a glance: beside the list, below it, or alone. What Today
 * and Book share. */
#ifndef UI_VIEWS_GLANCE_H
#define UI_VIEWS_GLANCE_H

#include "core/assess.h"
#include "ui/canvas.h"
#include "ui/ui_internal.h"

enum {
    GLANCE_BELOW = 7,        /* rows of it below a list */
    GLANCE_BELOW_LEAST = 17, /* rows of both: the list keeps four accounts of two lines */
};

struct glance {
    struct arena arena;
    struct dossier dossier;
    struct assessment assessment;
    int64_t key;    /* of the account it holds; 0: none */
    int top;        /* rows of it above its pane */
    bool is_beside; /* it stood beside the list when it was drawn last */
};

void glance_fini(struct glance *glance);
/* What it holds is old; the next drawing reads anew. */
void glance_forget(struct glance *glance);
/* account: the row under the cursor, NULL: none. All of it, as far as there is room. */
void glance_draw(struct ui *ui, struct glance *glance, const struct row *account,
    struct canvas *canvas, struct area area);
/* From its top on. */
void glance_draw_beside(struct ui *ui, struct glance *glance, const struct row *account,
    struct canvas *canvas, struct area area);
/* A head, why at the left, what is open at the right: GLANCE_BELOW rows. */
void glance_draw_below(struct ui *ui, struct glance *glance, const struct row *account,
    struct canvas *canvas, struct area area);
/* J and K act on the other pane: they scroll what stands beside the list; where nothing does, they
 * go to the next account. step: 1 or -1. */
void glance_step(struct ui *ui, struct glance *glance, int step);

#endif
