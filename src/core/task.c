#include "core/task.h"

#include "base/str.h"
#include "core/change.h"

bool task_is_open(const struct row *task)
{
    return !row_is(task, TASK_STATUS, "done") && !row_is(task, TASK_STATUS, "cancelled");
}

bool task_is_promise(const struct row *task)
{
    return row_is(task, TASK_KIND, "promise");
}

bool task_is_ask(const struct row *task)
{
    return row_is(task, TASK_KIND, "ask") || !text_blank(row_text(task, TASK_WAITING_ON));
}

day_number task_day(const struct row *task)
{
    day_number chase = task_is_ask(task) ? row_day(task, TASK_CHASE) : DAY_NONE;

    return chase == DAY_NONE ? row_day(task, TASK_DUE) : chase;
}

int task_age(const struct row *task, day_number today)
{
    day_number made = row_day(task, TASK_MADE_ON);

    return made == DAY_NONE || made > today ? -1 : today - made;
}

void task_chase(struct change *change, const struct row *task, day_number day)
{
    size_t index = change_update(change, KIND_TASK, task->key);

    change_set_day(change, index, TASK_CHASE, day);
    change_set_integer(change, index, TASK_CHASED, row_integer(task, TASK_CHASED) + 1);
}
