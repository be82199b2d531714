/* Lines of a calendar. */
#include "files/ical_out.h"

#include <stdio.h>
#include <string.h>
#include "base/text.h"

#define MOST_OCTETS 75
#define TEXT_MOST 4096 /* bytes of one text: a calendar is no place for more */

void ical_out_line(struct str *out, const char *name, const char *value)
{
    struct str line = {0};
    const char *at;
    size_t len, room = MOST_OCTETS;

    str_addf(&line, "%s:%s", name, value);
    at = str_text(&line);
    for (len = line.len; len > room; room = MOST_OCTETS - 1) {
        size_t part = room;

        while (part > 1 && ((unsigned char)at[part] & 0xC0) == 0x80)
            part--;
        str_add_bytes(out, at, part);
        str_add(out, "\r\n ");
        at += part;
        len -= part;
    }
    str_add_bytes(out, at, len);
    str_add(out, "\r\n");
    str_fini(&line);
}

/* Control characters have no place in a calendar; a line break has a mark. */
static void add_escaped(struct str *out, const char *text)
{
    struct str clean = {0};
    size_t len = strlen(text);

    if (len > TEXT_MOST)
        for (len = TEXT_MOST; len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80; len--)
            continue;
    text_clean_lines(&clean, text, len);
    for (const char *at = str_text(&clean); *at != '\0'; at++) {
        if (*at == '\n') {
            str_add(out, "\\n");
            continue;
        }
        if (strchr("\\;,", *at) != NULL)
            str_add_char(out, '\\');
        str_add_char(out, *at);
    }
    str_fini(&clean);
}

void ical_out_text(struct str *out, const char *name, const char *text)
{
    struct str escaped = {0};

    if (text_blank(text))
        return;
    add_escaped(&escaped, text);
    ical_out_line(out, name, str_text(&escaped));
    str_fini(&escaped);
}

void ical_out_day(struct str *out, const char *name, day_number day)
{
    struct civil civil;
    char value[32];
    struct str property = {0};

    if (day == DAY_NONE)
        return;
    civil = day_to_civil(day);
    snprintf(value, sizeof(value), "%04d%02d%02d", civil.year, civil.month, civil.day);
    str_addf(&property, "%s;VALUE=DATE", name);
    ical_out_line(out, str_text(&property), value);
    str_fini(&property);
}

void ical_out_moment(struct str *out, const char *name, minute_number minute, bool utc)
{
    struct civil civil = day_to_civil(minute_day(minute));
    int clock = (int)(minute - (int64_t)minute_day(minute) * 24 * 60);
    char value[40];

    snprintf(value, sizeof(value), "%04d%02d%02dT%02d%02d00%s", civil.year, civil.month, civil.day,
        clock / 60, clock % 60, utc ? "Z" : "");
    ical_out_line(out, name, value);
}

void ical_out_begin(struct str *out)
{
    ical_out_line(out, "BEGIN", "VCALENDAR");
    ical_out_line(out, "VERSION", "2.0");
    ical_out_line(out, "PRODID", "-//daybook//daybook//EN");
    ical_out_line(out, "CALSCALE", "GREGORIAN");
}

void ical_out_end(struct str *out)
{
    ical_out_line(out, "END", "VCALENDAR");
}
