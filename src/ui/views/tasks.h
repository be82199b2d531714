/* What the files of Tasks share: three lists, and the chips that choose among what is open. */
#ifndef UI_VIEWS_TASKS_H
#define UI_VIEWS_TASKS_H

#include "store/tasks.h"
#include "ui/filter.h"

enum lens { LENS_OPEN, LENS_STEPS, LENS_DONE, LENS_COUNT };

struct tasks {
    enum lens lens;
    struct rows rows[LENS_COUNT];
    struct list lists[LENS_COUNT];
    int64_t selected[LENS_COUNT];
    struct account_names names;
    struct row_filter filters[LENS_COUNT];
    struct task_counts counts; /* of what is open */
};

void tasks_draw(struct ui *ui, void *state, struct canvas *canvas);
bool tasks_draw_line(
    struct ui *ui, void *state, struct canvas *canvas, struct area line, int64_t index);

#endif
