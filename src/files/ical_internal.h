/* What the files of the calendar reader share. */
#ifndef FILES_ICAL_INTERNAL_H
#define FILES_ICAL_INTERNAL_H

#include "base/str.h"
#include "files/ical.h"

struct ical_param {
    const char *name, *value;
};
enum { ICAL_PARAMS_MOST = 16 };
/* A content line, unfolded: NAME;PARAM=VALUE:VALUE. */
struct ical_line {
    int number; /* where it begins in the file */
    const char *name, *value;
    struct ical_param params[ICAL_PARAMS_MOST];
    int param_count;
};
struct ical_source {
    const char *at, *end;
    int number; /* of the line that is read next */
    struct str text;
    struct arena arena; /* of one line */
};
/* The next line; false: there is none. name is NULL where it is malformed. */
bool ical_next_line(struct ical_source *source, struct ical_line *ret_line);
const char *ical_param(const struct ical_line *line, const char *name); /* "" where there is none */
/* Text with its \n \, \; taken back, clean; in the arena. */
const char *ical_text(const char *value, bool lines, struct arena *arena);

/* --- ical_time.c --- */
struct ical_zone {
    const char *name, *zone; /* as TZ holds it; NULL: not understood */
};
struct ical_zones ARRAY_OF(struct ical_zone);
/* One half of a VTIMEZONE. */
struct ical_shift {
    bool there;
    int offset;               /* seconds east of UTC that hold from then on */
    int minute;               /* of the day, when it begins */
    int month, week, weekday; /* 5: the last week; weekday 0 = Sunday; month 0: never again */
};
/* Daylight may be absent. In the arena. */
const char *ical_zone_text(
    const struct ical_shift *standard, const struct ical_shift *daylight, struct arena *arena);
/* Takes a property of one half. */
void ical_shift_take(struct ical_shift *shift, const struct ical_line *line, struct arena *arena);

struct ical_time {
    minute_number wall;
    const char *zone; /* NULL: floating */
    bool whole_day;
};
/* DTSTART, DTEND and the like; NULL: fine, else why not. */
const char *ical_time_read(const struct ical_line *line, const char *value,
    const struct ical_zones *zones, struct arena *arena, struct ical_time *ret_time);
/* The same moment on the wall of another zone. */
minute_number ical_time_at(const struct ical_time *time, const char *zone);
bool ical_duration(const char *text, int *ret_minutes);

#endif
