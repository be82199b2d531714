/* Meetings that repeat: on which days a rule of a calendar file falls (RFC 5545, RRULE), in the
 * wall time of the meeting's own zone. Pure: no zone and no clock. */
#ifndef CORE_MEETING_H
#define CORE_MEETING_H

#include "base/array.h"
#include "base/date.h"
#include "base/mem.h"

enum meeting_every { MEETING_ONCE, MEETING_DAILY, MEETING_WEEKLY, MEETING_MONTHLY };
enum { MEETING_DAYS_MOST = 16, MEETING_TIMES_MOST = 2000 };

struct meeting_weekday {
    int weekday; /* 0 = Monday */
    int nth;     /* monthly: the nth of the month, -1 the last; 0: each */
};
struct meeting_rule {
    enum meeting_every every;
    int interval;        /* 0 stands for 1 */
    int count;           /* so many times from the start on; 0: no end by number */
    minute_number until; /* the last one is not later; MINUTE_NONE: no end by day */
    int week_start;      /* 0 = Monday */
    struct meeting_weekday days[MEETING_DAYS_MOST];
    int day_count;
    int month_day; /* monthly: 1..31, -1..-31 from the end; 0: as the start */
};
struct minute_list ARRAY_OF(minute_number);
struct meeting_span {
    minute_number first, last; /* both with */
};

/* Reads the value of an RRULE, `FREQ=WEEKLY;BYDAY=MO,TH;COUNT=10`. A part that is not understood is
 * a fault: a meeting on the wrong days is worse than none. UNTIL is left as text in *ret_until (in
 * the arena, or NULL), for its zone is not known here. */
bool meeting_rule_read(const char *text, struct arena *arena, struct meeting_rule *ret_rule,
    const char **ret_until, struct error *err) CHECKED;
/* Adds the times in the span, in order, of a meeting that began at `start`; at most
 * MEETING_TIMES_MOST. A rule without end ends with the span. */
void meeting_times(const struct meeting_rule *rule, minute_number start, struct meeting_span span,
    struct minute_list *times);

#endif
