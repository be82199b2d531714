/* Tasks, promises and asks (model.md, Words): what is ours to do, what we owe a customer, what
 * somebody inside owes us. */
#ifndef CORE_TASK_H
#define CORE_TASK_H

#include "core/row.h"

bool task_is_open(const struct row *task); /* neither done nor cancelled */
bool task_is_promise(const struct row *task);
bool task_is_ask(const struct row *task); /* by its kind, or because somebody is waited for */
/* The day on which it wants something of us: an ask its chase day, where it has none and for all
 * else the due day; or DAY_NONE. */
day_number task_day(const struct row *task);
/* Since when an ask is open, in days; -1: not known. */
int task_age(const struct row *task, day_number today);
/* What to set when an ask was asked again: its new chase day, and one more time. */
struct change;
void task_chase(struct change *change, const struct row *task, day_number day);

#endif
