/* Words for days and times: typed, at the end of a line, in a cell of a file, in a rule of a
 * meeting that repeats. */
#include <stdlib.h>
#include <string.h>
#include "core/cell.h"
#include "core/duration.h"
#include "core/meeting.h"
#include "fuzz.h"

static void look_at_day(day_number day)
{
    char buffer[24], again[24];
    day_number back = DAY_NONE;

    BUG_ON(day < day_make(1900, 1, 1) || day > day_make(2199, 12, 31));
    BUG_ON(!day_parse_iso(day_iso(day, buffer), &back) || back != day);
    (void)day_words(day, fuzz_today(), again);
    (void)day_short(day, fuzz_today(), again);
}

static void type(const char *text)
{
    const struct calendar *calendar = &fuzz_settings.calendar;
    struct error err = {0};
    day_number day;
    int minute = -1;
    size_t at = 0;

    if (day_parse(text, fuzz_today(), calendar, &day, &err))
        look_at_day(day);
    else
        BUG_ON(err.text[0] == '\0');
    if (day_parse_with_time(text, fuzz_today(), calendar, &day, &minute, &err)) {
        look_at_day(day);
        BUG_ON(minute < -1 || minute >= 24 * 60);
    }
    if (day_find_at_end(text, fuzz_today(), calendar, &day, &minute, &at)) {
        look_at_day(day);
        BUG_ON(at > strlen(text) || minute < -1 || minute >= 24 * 60);
    } else {
        (void)day_find_wrong_at_end(text, fuzz_today(), calendar, &err);
    }
    if (duration_parse(text, &minute, &err))
        BUG_ON(minute < 0 || minute > DURATION_MINUTES_MAX);
}

static void read_cell(const char *text)
{
    struct cell_evidence evidence = {0};
    struct error err = {0};
    day_number day;
    int minute;

    cell_observe_date(&evidence, text);
    (void)cell_date_proof(&evidence);
    for (enum date_order order = DATE_OPEN; order <= DATE_YMD; order++)
        if (cell_day(text, order, &day, &minute, &err)) {
            look_at_day(day);
            BUG_ON(minute < -1 || minute >= 24 * 60);
        }
}

static void repeat(const char *text)
{
    struct arena arena = {0};
    struct meeting_rule rule;
    struct minute_list times = {0};
    struct error err = {0};
    const char *until = NULL;
    minute_number start = minute_make(fuzz_today() - 400, 600);
    struct meeting_span span = {start, start + 500 * 24 * 60};

    if (meeting_rule_read(text, &arena, &rule, &until, &err)) {
        meeting_times(&rule, start, span, &times);
        BUG_ON(times.count > MEETING_TIMES_MOST);
        for (size_t i = 0; i < times.count; i++)
            BUG_ON(times.items[i] < span.first || times.items[i] > span.last);
    }
    array_fini(&times);
    arena_fini(&arena);
}

void fuzz_day(const uint8_t *data, size_t size)
{
    char *text = fuzz_text(data, size);

    type(text);
    read_cell(text);
    repeat(text);
    free(text);
}
