/* The book as it stood at the end of a day, to look at: every verb and view works on it, every
 * write is refused. What can be known of that day: store/rewind.h. */
#ifndef APP_AS_OF_H
#define APP_AS_OF_H

#include "app/session.h"

/* How far it is, 0..1, for a progress line; false gives it up: ERROR_FOUND. */
struct as_of_watch {
    bool (*tell)(void *context, double done);
    void *context;
};

/* A session of its own over a copy of the book of `now`, scored for `day`, with day for today. The
 * day must not be after the today of `now`, which may be read-only, and which must live longer: its
 * settings are shared. Nothing of the user's is touched; nothing of the copy outlives the session.
 * watch may be NULL. */
bool as_of_open(struct session *now, day_number day, const struct as_of_watch *watch,
    struct session **ret_session, struct error *err) CHECKED;

/* The same for who compares account by account, in half the time: what an account's place among all
 * of that day makes of its urgency may be that of today. */
bool as_of_open_unranked(struct session *now, day_number day, const struct as_of_watch *watch,
    struct session **ret_session, struct error *err) CHECKED;

/* The same, not scored and not sealed: what is computed in it is of the later book still. For who
 * assesses its accounts one by one and keeps nothing; its reading is left as that of `now` is. */
bool as_of_open_unscored(struct session *now, day_number day, const struct as_of_watch *watch,
    struct session **ret_session, struct error *err) CHECKED;

/* A session over a copy of the book of now, on which changes can be tried: no lock of the book is
 * taken and nothing of it is kept. For one change: it cannot be rolled back. */
bool as_of_trial(struct session *now, struct session **ret_session, struct error *err) CHECKED;

/* Each becomes the other, for whoever holds one by its address; both must be open. */
void as_of_swap(struct session *one, struct session *other);

/* Is it the book as of a day? Its day is session_today. */
bool session_is_as_of(const struct session *session);
/* A sentence on what is not known of that day; "" where the journal tells all. */
const char *session_as_of_limits(const struct session *session);

/* A day behind us, as a person may write it: `1 oct`, `26` and `fri` are the last such day, today
 * with them; the other words as in contract.md. A day ahead is refused with a sentence. */
bool day_parse_behind(const struct session *session, const char *text, day_number *ret_day,
    struct error *err) CHECKED;

#endif
