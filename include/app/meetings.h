/* The meetings of the calendar (model.md, Today): prepared notes at their time, beside the tasks
 * that have one; and those that took place and that nobody logged. */
#ifndef APP_MEETINGS_H
#define APP_MEETINGS_H

#include "app/session.h"

enum { MEETINGS_LOOK_BACK = 7 }; /* days that an unlogged one is offered */

struct meeting {
    enum kind kind; /* KIND_NOTE, or KIND_TASK with a time */
    int64_t key, account;
    const char *account_name; /* "" under no account */
    const char *title;        /* what it is about; else its kind */
    const char *word;         /* its kind: call, meeting, qbr, ... */
    const char *with;         /* names joined by `;`, or "" */
    minute_number at;
    int minutes;  /* 0: not said */
    bool all_day; /* of the calendar, without a time */
    bool is_next; /* the first that is not over; under --today the first of the day */
};
struct meetings ARRAY_OF(struct meeting);

/* Those of today by time; texts and list in the arena. */
bool meetings_today(struct session *session, struct arena *arena, struct meetings *ret_meetings,
    struct error *err) CHECKED;
/* Of the last MEETINGS_LOOK_BACK days before today, latest first, not logged. */
bool meetings_not_logged(struct session *session, struct arena *arena,
    struct meetings *ret_meetings, struct error *err) CHECKED;
/* Nobody came: a try, no touch. */
bool meeting_no_show(
    struct session *session, int64_t note, struct outcome *ret_outcome, struct error *err) CHECKED;
/* `09:30`, `all day`; returns the buffer, of 24 bytes. */
char *meeting_time(const struct meeting *meeting, char *buffer);

#endif
