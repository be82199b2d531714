/* What is done to a person besides setting fields: leaving, and being erased. */
#ifndef APP_PEOPLE_H
#define APP_PEOPLE_H

#include "app/session.h"

/* Left on that day; DAY_NONE: is there again. */
bool verb_person_left(struct session *session, int64_t contact, day_number day,
    struct outcome *ret_outcome, struct error *err) CHECKED;

#endif
