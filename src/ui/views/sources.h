/* What the files of the screen Sources share. */
#ifndef UI_VIEWS_SOURCES_H
#define UI_VIEWS_SOURCES_H

#include "app/sync.h"
#include "ui/ui_internal.h"

struct sources_view {
    struct arena arena;
    struct fault_list faults;
    struct sync_list sources;
    bool is_faulty; /* err says why nothing of the file is obeyed */
    struct error err;
    struct list list;
};

const struct sync_source *sources_here(const struct sources_view *view); /* NULL: none */
void sources_draw(struct ui *ui, void *state, struct canvas *canvas);

#endif
