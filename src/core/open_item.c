/* Walks over what is open on an account. */
#include "open_item_internal.h"

#include "base/str.h"
#include "core/run.h"
#include "core/task.h"

static const struct row *run_of(
    const struct dossier *dossier, const struct row *step, const struct row *last)
{
    int64_t key = row_integer(step, STEP_RUN);

    if (last && last->key == key)
        return last;
    for (size_t i = 0; i < dossier->runs.count; i++)
        if (dossier->runs.items[i]->key == key)
            return dossier->runs.items[i];
    return NULL;
}

static bool next_task(const struct dossier *dossier, day_number today, struct open_item_walk *walk,
    struct open_item *ret_item)
{
    while (walk->task < dossier->tasks.count) {
        const struct row *task = dossier->tasks.items[walk->task++];

        if (!task_is_open(task))
            continue;
        day_number due = task_day(task);
        *ret_item =
            (struct open_item){.row = task, .due = due, .made = row_day(task, TASK_MADE_ON)};
        ret_item->blocked =
            !text_blank(row_text(task, TASK_WAITING_ON)) && (due == DAY_NONE || due > today);
        return true;
    }
    return false;
}

static bool next_step(
    const struct dossier *dossier, struct open_item_walk *walk, struct open_item *ret_item)
{
    while (walk->step < dossier->steps.count) {
        const struct row *step = dossier->steps.items[walk->step++];

        if (!run_step_is_open(step))
            continue;
        walk->run = run_of(dossier, step, walk->run);
        if (walk->run && row_is(walk->run, RUN_STATUS, "done"))
            continue; /* what a finished run left behind is nobody's work */
        *ret_item = (struct open_item){.row = step,
            .run = walk->run,
            .due = row_day(step, STEP_DUE),
            .made = walk->run ? row_day(walk->run, RUN_STARTED) : DAY_NONE};
        ret_item->waits = !run_step_ready(step, &dossier->steps);
        ret_item->blocked = ret_item->waits || row_is(step, STEP_STATUS, "blocked");
        return true;
    }
    return false;
}

bool open_item_next(const struct dossier *dossier, day_number today, struct open_item_walk *walk,
    struct open_item *ret_item)
{
    return next_task(dossier, today, walk, ret_item) || next_step(dossier, walk, ret_item);
}
