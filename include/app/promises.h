/* What is waited for: an ask that was asked again, or put off. */
#ifndef APP_PROMISES_H
#define APP_PROMISES_H

#include "app/session.h"

/* It was asked again: the chase day moves on to `day`, and it is counted. DAY_NONE: a week after
 * today, on a working day. ERROR_USAGE: it is no ask, is not open, or the day is not ahead. */
bool verb_task_chase(struct session *session, int64_t task, day_number day,
    struct outcome *ret_outcome, struct error *err) CHECKED;
/* Not before that day: of an ask the chase day moves, of all else the due day. */
bool verb_task_snooze(struct session *session, int64_t task, day_number day,
    struct outcome *ret_outcome, struct error *err) CHECKED;

#endif
