/* Marks on tasks and steps: done, given a day, put off, flagged, deleted together. Space ticks the
 * box of one, as on a checklist, so they are marked with v and V. */
#include "ui/commands_internal.h"
#include "ui/views/tasks.h"
#include "ui/views/views.h"

void tasks_mark_range(struct ui *ui, void *state, const char *rest)
{
    struct tasks *tasks = state;
    const struct row *row = rows_at(&tasks->rows[tasks->lens], tasks->lists[tasks->lens].selected);

    if (row && marks_has(&tasks->marks, row->key))
        marks_toggle(&tasks->marks, row->key);
    else
        marks_range(&tasks->marks, &tasks->rows[tasks->lens], tasks->lists[tasks->lens].selected);
}

void tasks_mark_all(struct ui *ui, void *state, const char *rest)
{
    struct tasks *tasks = state;

    marks_all(&tasks->marks, &tasks->rows[tasks->lens]);
}

const struct key_list *tasks_marked(struct ui *ui, enum kind *ret_kind)
{
    const struct tasks *tasks = ui_state(ui, VIEW_TASKS);

    if (ui_current(ui) != VIEW_TASKS || !tasks || !tasks->marks.keys.count)
        return NULL;
    *ret_kind = tasks->lens == LENS_STEPS ? KIND_STEP : KIND_TASK;
    return &tasks->marks.keys;
}
