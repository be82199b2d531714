/* What the files of Tasks share: three lists, and the chips that choose among what is open. */
#ifndef UI_VIEWS_TASKS_H
#define UI_VIEWS_TASKS_H

#include "store/tasks.h"
#include "ui/filter.h"
#include "ui/views/marks.h"

enum lens { LENS_OPEN, LENS_STEPS, LENS_DONE, LENS_COUNT };

struct tasks {
    enum lens lens;
    struct rows rows[LENS_COUNT];
    struct list lists[LENS_COUNT];
    int64_t selected[LENS_COUNT];
    struct account_names names;
    struct row_filter filters[LENS_COUNT];
    struct task_counts counts; /* of what is open */
    struct marks marks;        /* of the lens that is shown */
};

void tasks_mark_range(struct ui *ui, void *state, const char *rest);
void tasks_mark_all(struct ui *ui, void *state, const char *rest);
/* What is marked on the screen Tasks while that is shown; NULL: nothing. */
const struct key_list *tasks_marked(struct ui *ui, enum kind *ret_kind);

void tasks_draw(struct ui *ui, void *state, struct canvas *canvas);
bool tasks_draw_line(
    struct ui *ui, void *state, struct canvas *canvas, struct area line, int64_t index);

#endif
