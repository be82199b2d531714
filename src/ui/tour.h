/* A short walk over the real screens: a few words at each stop, left at any moment. It writes
 * nothing, and ends where it began. */
#ifndef UI_TOUR_H
#define UI_TOUR_H

#include "ui/ui_internal.h"

void tour_start(struct ui *ui);
void tour_key(struct ui *ui, const struct key *key);
void tour_draw(struct ui *ui, struct canvas *canvas);

/* A stop, for the tests: `{log}` stands for the key of that command. */
struct tour_stop {
    enum view_id view;
    const char *title, *text;
};
const struct tour_stop *tour_stop(size_t index); /* NULL past the last */

#endif
