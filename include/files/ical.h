/* iCalendar files (RFC 5545): the meetings in them, as far as a book of accounts needs them. */
#ifndef FILES_ICAL_H
#define FILES_ICAL_H

#include "core/meeting.h"

struct ical_person {
    const char *name, *email; /* "" where not said; the e-mail in lower case */
    bool declined;
};
struct ical_persons ARRAY_OF(struct ical_person);
struct ical_event {
    int line;                       /* of its BEGIN:VEVENT */
    const char *uid, *title, *body; /* clean text; the body may have lines */
    const char *zone;    /* of its wall times (files/zone.h); NULL: floating, this machine's */
    minute_number start; /* wall time in its zone */
    int minutes;         /* 0: not said */
    bool whole_day, cancelled;
    minute_number instance; /* RECURRENCE-ID, wall: stands for that one of its uid; MINUTE_NONE */
    struct meeting_rule rule;
    struct minute_list except;   /* EXDATE, wall */
    struct ical_persons persons; /* organizer and attendees; rooms are none */
};
struct ical_events ARRAY_OF(struct ical_event);
struct ical_fault {
    int line;
    const char *property; /* or "" */
    const char *why;
};
struct ical_faults ARRAY_OF(struct ical_fault);
struct ical {
    struct ical_events events;
    struct ical_faults faults; /* an event each, which is then not among the events */
};

enum { ICAL_BYTES_MOST = 64 << 20, ICAL_EVENTS_MOST = 50000, ICAL_LINE_MOST = 1 << 20 };

/* False where it is no calendar at all. Texts live in the arena, the lists until ical_fini. */
bool ical_read(const char *text, size_t len, struct arena *arena, struct ical *ret_ical,
    struct error *err) CHECKED;
void ical_fini(struct ical *ical);
/* Does a regular file of this name begin as a calendar? */
bool ical_is_calendar(const char *path);

#endif
