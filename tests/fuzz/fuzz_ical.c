/* Calendar files, and the times of the meetings in them. */
#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "files/ical.h"
#include "files/zone.h"
#include "fuzz.h"

static void look_at_event(const struct ical_event *event)
{
    minute_number now = minute_make(fuzz_today(), 0);
    struct meeting_span span = {now - 60 * 24 * 60, now + 400 * 24 * 60};
    struct minute_list times = {0};

    fuzz_look_at_clean(event->uid);
    fuzz_look_at_clean(event->title);
    BUG_ON(!text_is_utf8(event->body, strlen(event->body)) || event->minutes < 0);
    meeting_times(&event->rule, event->start, span, &times);
    BUG_ON(times.count > MEETING_TIMES_MOST);
    for (size_t i = 0; i < times.count && i < 3; i++)
        (void)zone_to_universal(event->zone, times.items[i]);
    for (size_t i = 0; i < event->persons.count; i++) {
        fuzz_look_at_clean(event->persons.items[i].name);
        fuzz_look_at_clean(event->persons.items[i].email);
    }
    array_fini(&times);
}

void fuzz_ical(const uint8_t *data, size_t size)
{
    char *text = fuzz_text(data, size);
    struct arena arena = {0};
    struct ical ical = {0};
    struct error err = {0};

    if (ical_read(text, size, &arena, &ical, &err)) {
        for (size_t i = 0; i < ical.events.count; i++)
            look_at_event(&ical.events.items[i]);
        for (size_t i = 0; i < ical.faults.count; i++)
            BUG_ON(ical.faults.items[i].line < 1 || ical.faults.items[i].why == NULL);
        ical_fini(&ical);
    } else {
        BUG_ON(err.text[0] == '\0');
    }
    arena_fini(&arena);
    free(text);
}
