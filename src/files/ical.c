/* The meetings of a calendar file. A meeting with a line that is not understood is refused whole,
 * with that line: one at the wrong time is worse than none. */
#include "files/ical.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/text.h"
#include "base/words.h"
#include "files/zone.h"
#include "ical_internal.h"

struct reading {
    struct ical_source source;
    struct arena *arena;
    struct ical *ical;
    struct ical_zones zones;
    bool cancels; /* METHOD:CANCEL: all of it is called off */

    /* of the event that is read */
    struct ical_event event;
    struct ical_time start, end, instance;
    bool has_start, has_end, has_instance, is_faulty;
    int depth; /* of parts inside it, an alarm */
    const char *until;
    struct ical_line until_line;
};

static void refuse(struct reading *reading, int line, const char *property, const char *why)
{
    if (!reading->is_faulty)
        ARRAY_PUSH(&reading->ical->faults,
            (struct ical_fault){line, arena_copy_text(reading->arena, property),
                arena_copy_text(reading->arena, why)});
    reading->is_faulty = true;
}

/* --- people --- */

static const char *email_of(const char *value, struct arena *arena)
{
    char *email;

    if (strlen(value) < 8 || !text_equal_nocase(arena_copy_bytes(arena, value, 7), "mailto:"))
        return "";
    email = arena_copy_text(arena, value + 7);
    for (char *at = email; *at; at++)
        if (*at >= 'A' && *at <= 'Z')
            *at = (char)(*at + ('a' - 'A'));
    return text_is_clean(email) ? email : "";
}

static void take_person(struct reading *reading, const struct ical_line *line)
{
    const char *type = ical_param(line, "CUTYPE");
    struct ical_person person = {.name = ical_text(ical_param(line, "CN"), false, reading->arena),
        .email = email_of(line->value, reading->arena),
        .declined = text_equal_nocase(ical_param(line, "PARTSTAT"), "DECLINED")};

    if (text_equal_nocase(type, "ROOM") || text_equal_nocase(type, "RESOURCE") || !*person.email)
        return;
    for (size_t i = 0; i < reading->event.persons.count; i++)
        if (text_equal(reading->event.persons.items[i].email, person.email))
            return;
    ARRAY_PUSH(&reading->event.persons, person);
}

/* --- times --- */

static bool take_time(struct reading *reading, const struct ical_line *line, const char *value,
    struct ical_time *time)
{
    const char *why = ical_time_read(line, value, &reading->zones, reading->arena, time);

    if (why)
        refuse(reading, line->number, line->name, why);
    return why == NULL;
}

/* EXDATE may hold several, and may come before DTSTART: kept in universal order until the end. */
static void take_exceptions(struct reading *reading, const struct ical_line *line)
{
    const char *at = line->value;
    struct ical_time time;

    while (*at) {
        size_t len = strcspn(at, ",");

        if (!take_time(reading, line, arena_copy_bytes(reading->arena, at, len), &time))
            return;
        ARRAY_PUSH(&reading->event.except,
            time.whole_day
                ? time.wall
                : ical_time_at(&time, reading->has_start ? reading->start.zone : time.zone));
        at += len + (at[len] == ',');
    }
}

static void take_rule(struct reading *reading, const struct ical_line *line)
{
    struct error err;

    if (!meeting_rule_read(
            line->value, reading->arena, &reading->event.rule, &reading->until, &err))
        refuse(reading, line->number, "", err.text);
    reading->until_line = (struct ical_line){.number = line->number, .name = "RRULE"};
}

static void take_duration(struct reading *reading, const struct ical_line *line)
{
    if (!ical_duration(line->value, &reading->event.minutes))
        refuse(reading, line->number, line->name, _("it is no length of time"));
}

static void take_start(struct reading *reading, const struct ical_line *line)
{
    reading->has_start = take_time(reading, line, line->value, &reading->start);
}

static void take_end(struct reading *reading, const struct ical_line *line)
{
    reading->has_end = take_time(reading, line, line->value, &reading->end);
}

static void take_instance(struct reading *reading, const struct ical_line *line)
{
    reading->has_instance = take_time(reading, line, line->value, &reading->instance);
}

static void take_uid(struct reading *reading, const struct ical_line *line)
{
    reading->event.uid = ical_text(line->value, false, reading->arena);
}

static void take_title(struct reading *reading, const struct ical_line *line)
{
    reading->event.title = ical_text(line->value, false, reading->arena);
}

static void take_body(struct reading *reading, const struct ical_line *line)
{
    reading->event.body = ical_text(line->value, true, reading->arena);
}

static void take_status(struct reading *reading, const struct ical_line *line)
{
    reading->event.cancelled = text_equal_nocase(line->value, "CANCELLED");
}

static const struct property {
    const char *name;
    void (*take)(struct reading *reading, const struct ical_line *line);
} properties[] = {
    {"ATTENDEE", take_person},
    {"DESCRIPTION", take_body},
    {"DTEND", take_end},
    {"DTSTART", take_start},
    {"DURATION", take_duration},
    {"EXDATE", take_exceptions},
    {"ORGANIZER", take_person},
    {"RECURRENCE-ID", take_instance},
    {"RRULE", take_rule},
    {"STATUS", take_status},
    {"SUMMARY", take_title},
    {"UID", take_uid},
};

/* --- an event --- */

static void settle_until(struct reading *reading)
{
    struct ical_time until;

    if (!reading->until || !take_time(reading, &reading->until_line, reading->until, &until))
        return;
    reading->event.rule.until =
        ical_time_at(&until, reading->start.zone) + (until.whole_day ? 1439 : 0);
}

static void settle(struct reading *reading)
{
    struct ical_event *event = &reading->event;

    if (!event->uid || !*event->uid)
        refuse(reading, event->line, "UID", _("it is missing"));
    if (!reading->has_start)
        refuse(reading, event->line, "DTSTART", _("it is missing"));
    event->zone = reading->start.zone;
    event->start = reading->start.wall;
    event->whole_day = reading->start.whole_day;
    if (reading->has_end) {
        minute_number end = ical_time_at(&reading->end, event->zone);

        if (end < event->start)
            refuse(reading, event->line, "DTEND", _("it is before DTSTART"));
        event->minutes = event->whole_day ? 0 : (int)(end - event->start);
    }
    event->instance =
        reading->has_instance ? ical_time_at(&reading->instance, event->zone) : MINUTE_NONE;
    settle_until(reading);
    event->cancelled = event->cancelled || reading->cancels;
}

static void event_fini(struct ical_event *event)
{
    array_fini(&event->except);
    array_fini(&event->persons);
}

static void begin_event(struct reading *reading, int line)
{
    reading->event = (struct ical_event){
        .line = line, .title = "", .body = "", .rule = {.interval = 1, .until = MINUTE_NONE}};
    reading->has_start = reading->has_end = reading->has_instance = reading->is_faulty = false;
    reading->until = NULL;
    reading->depth = 0;
}

static void end_event(struct reading *reading)
{
    settle(reading);
    if (reading->ical->events.count >= ICAL_EVENTS_MOST)
        refuse(reading, reading->event.line, "", _("the file has more than 50,000 meetings"));
    if (reading->is_faulty)
        event_fini(&reading->event);
    else
        ARRAY_PUSH(&reading->ical->events, reading->event);
}

static void take_property(struct reading *reading, const struct ical_line *line)
{
    if (!line->name) {
        refuse(reading, line->number, "", _("a colon is missing"));
        return;
    }
    if (text_equal_nocase(line->name, "BEGIN")) {
        reading->depth++;
        return;
    }
    if (reading->depth) {
        reading->depth -= text_equal_nocase(line->name, "END");
        return;
    }
    for (size_t i = 0; i < sizeof(properties) / sizeof(properties[0]); i++)
        if (text_equal_nocase(line->name, properties[i].name))
            properties[i].take(reading, line);
}

static bool ends(const struct ical_line *line, const char *part)
{
    return line->name && text_equal_nocase(line->name, "END") &&
           text_equal_nocase(line->value, part);
}

static bool begins(const struct ical_line *line, const char *part)
{
    return line->name && text_equal_nocase(line->name, "BEGIN") &&
           text_equal_nocase(line->value, part);
}

static void read_event(struct reading *reading, int number)
{
    struct ical_line line;

    begin_event(reading, number);
    while (ical_next_line(&reading->source, &line)) {
        if (ends(&line, "VEVENT") && !reading->depth) {
            end_event(reading);
            return;
        }
        take_property(reading, &line);
    }
    refuse(reading, number, "", _("END:VEVENT is missing"));
    event_fini(&reading->event);
}

/* --- the file --- */

static void read_zone(struct reading *reading)
{
    struct ical_shift standard = {0}, daylight = {0}, *at = NULL;
    struct ical_zone zone = {.name = ""};
    struct ical_line line;

    while (ical_next_line(&reading->source, &line) && !ends(&line, "VTIMEZONE")) {
        if (!line.name)
            continue;
        if (text_equal_nocase(line.name, "TZID"))
            zone.name = arena_copy_text(reading->arena, line.value);
        else if (begins(&line, "STANDARD"))
            *(at = &standard) = (struct ical_shift){0}; /* the latest of several holds */
        else if (begins(&line, "DAYLIGHT"))
            *(at = &daylight) = (struct ical_shift){0};
        else if (at)
            ical_shift_take(at, &line, reading->arena);
    }
    zone.zone = ical_zone_text(&standard, &daylight, reading->arena);
    ARRAY_PUSH(&reading->zones, zone);
}

bool ical_read(
    const char *text, size_t len, struct arena *arena, struct ical *ret_ical, struct error *err)
{
    struct reading reading = {.arena = arena, .ical = ret_ical};
    struct ical_line line;

    if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        len -= 3;
    }
    reading.source = (struct ical_source){.at = text, .end = text + len, .number = 1};
    *ret_ical = (struct ical){0};
    if (!ical_next_line(&reading.source, &line) || !begins(&line, "VCALENDAR")) {
        str_fini(&reading.source.text);
        arena_fini(&reading.source.arena);
        return error_set(err, ERROR_REFUSED, "it is no calendar: BEGIN:VCALENDAR is missing");
    }
    while (ical_next_line(&reading.source, &line)) {
        if (begins(&line, "VTIMEZONE"))
            read_zone(&reading);
        else if (begins(&line, "VEVENT"))
            read_event(&reading, line.number);
        else if (line.name && text_equal_nocase(line.name, "METHOD"))
            reading.cancels = text_equal_nocase(line.value, "CANCEL");
    }
    str_fini(&reading.source.text);
    arena_fini(&reading.source.arena);
    array_fini(&reading.zones);
    return true;
}

void ical_fini(struct ical *ical)
{
    for (size_t i = 0; i < ical->events.count; i++)
        event_fini(&ical->events.items[i]);
    array_fini(&ical->events);
    array_fini(&ical->faults);
}

bool ical_is_calendar(const char *path)
{
    static const char head[] = "BEGIN:VCALENDAR";
    char bytes[32] = "";
    const char *at = bytes;
    struct stat status;
    ssize_t got;
    int file;

    if (stat(path, &status) != 0 || !S_ISREG(status.st_mode))
        return false;
    file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    got = read(file, bytes, sizeof(bytes) - 1);
    close(file);
    if (got > 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0)
        at += 3;
    return got > 0 && strncmp(at, head, strlen(head)) == 0;
}
