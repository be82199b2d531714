/* Open tasks chosen by what they want of us, by index: for the filters of Tasks (core/task.h says
 * what a promise, an ask and the day of a task are). */
#ifndef STORE_TASKS_H
#define STORE_TASKS_H

#include "store/store.h"

enum task_choice {
    TASKS_ALL,
    TASKS_TODAY,    /* whose day is today */
    TASKS_OVERDUE,  /* whose day is past, longest first */
    TASKS_PROMISES, /* by due day, no day last */
    TASKS_ASKS,     /* by whom they wait on, then by the day to chase them */
    TASK_CHOICES
};
struct task_counts {
    int64_t of[TASK_CHOICES];
    int64_t late_promises; /* past their day */
    int64_t asks_to_chase; /* whose day has come */
};
/* Counted once, then kept in step with what is written here. */
bool store_task_counts(struct store *store, day_number today, struct task_counts *ret_counts,
    struct error *err) CHECKED;
bool store_task_keys(struct store *store, enum task_choice choice, day_number today,
    struct key_list *ret_keys, struct error *err) CHECKED;

/* Open tasks due on a day that have their hour, by it. */
bool store_timed_keys(struct store *store, day_number day, int limit, struct key_list *ret_keys,
    struct error *err) CHECKED;

/* Feedback said in a span of days, by day. */
bool store_feedback_keys(struct store *store, struct day_span span, struct key_list *ret_keys,
    struct error *err) CHECKED;

#endif
