/* What the files of the import of meetings share. */
#ifndef APP_MEETINGS_INTERNAL_H
#define APP_MEETINGS_INTERNAL_H

#include "files/ical.h"
#include "import_internal.h"

/* What is said of all times of one event. */
struct meeting_facts {
    int64_t account; /* 0: none */
    const char *attendees, *kind;
};
/* By e-mail, else by domain; of several accounts the one with most people there. In the arena. */
bool meeting_know(struct session *session, const struct ical_event *event, struct arena *arena,
    struct meeting_facts *ret_facts, struct error *err) CHECKED;

#endif
