/* iCalendar out (RFC 5545): lines ended by CR LF, folded at 75 octets between characters, texts
 * escaped. */
#ifndef FILES_ICAL_OUT_H
#define FILES_ICAL_OUT_H

#include "base/date.h"
#include "base/str.h"

void ical_out_begin(struct str *out);
void ical_out_end(struct str *out);
/* `text` as it stands behind NAME and its parameters: `DUE;VALUE=DATE`. */
void ical_out_line(struct str *out, const char *name, const char *value);
void ical_out_text(struct str *out, const char *name, const char *text); /* escaped; "": no line */
void ical_out_day(struct str *out, const char *name, day_number day);    /* DAY_NONE: no line */
/* A moment of UTC, with its Z; or wall time of nobody's zone. */
void ical_out_moment(struct str *out, const char *name, minute_number minute, bool utc);

#endif
