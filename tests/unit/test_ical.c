/* Calendar files: what is read of a meeting, and what is refused at which line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "base/str.h"
#include "files/ical.h"
#include "files/zone.h"

#define HEAD "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
#define BERLIN                                                                                     \
    "BEGIN:VTIMEZONE\nTZID:Here\nBEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETTO:+0100\n"      \
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nBEGIN:DAYLIGHT\n"                      \
    "DTSTART:16010101T020000\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\n"          \
    "END:DAYLIGHT\nEND:VTIMEZONE\n"
#define U "BEGIN:VEVENT\nUID:u\n"
#define E "END:VEVENT\n"
#define AT "DTSTART:20261123T090000Z\n"

struct file_case {
    const char *text;
    /* of each event `title|universal time|minutes|name <email>, ...|flags`; of each fault
     * `!line property: why`; joined by ` / ` */
    const char *is;
};

static const struct file_case cases[] = {
    {HEAD U "SUMMARY:A\n" AT E, "A|2026-11-23T09:00|0||"},
    {HEAD "BEGIN:VEVENT\r\nUID:u\r\nSUMMARY:A\r\nDTSTART:20261123T090000Z\r\nEND:VEVENT\r\n",
        "A|2026-11-23T09:00|0||"},
    {"\xEF\xBB\xBF" HEAD U "SUMMARY:A\n" AT E, "A|2026-11-23T09:00|0||"},
    /* --- texts --- */
    {HEAD U "SUMMARY:A long\n  title\n\t here\n" AT E, "A long title here|2026-11-23T09:00|0||"},
    {HEAD U "SUMMARY:Gr\xC3\n \xBC\xC3\x9F"
            "e\n" AT E,
        "Gr\xC3\xBC\xC3\x9F"
        "e|2026-11-23T09:00|0||"},
    {HEAD U "SUMMARY:a\\, b\\; c\\\\ d\\n e\n" AT E, "a, b; c\\ d  e|2026-11-23T09:00|0||"},
    {HEAD U "SUMMARY;LANGUAGE=de:Hallo: du\n" AT E, "Hallo: du|2026-11-23T09:00|0||"},
    {HEAD U "SUMMARY:a\x1B[31mb\n" AT E, "a^[[31mb|2026-11-23T09:00|0||"},
    {HEAD U "summary:low\n" AT E, "low|2026-11-23T09:00|0||"},
    {HEAD U AT E, "|2026-11-23T09:00|0||"},
    /* --- times --- */
    {HEAD U "DTSTART:20261123T090000\n" E, "|floating 2026-11-23T09:00|0||"},
    {HEAD U "DTSTART;VALUE=DATE:20261123\n" E, "|floating 2026-11-23T00:00|0||day"},
    {HEAD U "DTSTART;TZID=Europe/Berlin:20261123T090000\n" E, "|2026-11-23T08:00|0||"},
    {HEAD U "DTSTART;TZID=Europe/Berlin:20260623T090000\n" E, "|2026-06-23T07:00|0||"},
    {HEAD U "DTSTART;TZID=\"America/New_York\":20261123T090000\n" E, "|2026-11-23T14:00|0||"},
    {HEAD U "DTSTART;TZID=Asia/Kolkata:20261123T090000\n" E, "|2026-11-23T03:30|0||"},
    {HEAD BERLIN U "DTSTART;TZID=Here:20261123T090000\n" E, "|2026-11-23T08:00|0||"},
    {HEAD BERLIN U "DTSTART;TZID=Here:20260623T090000\n" E, "|2026-06-23T07:00|0||"},
    {HEAD BERLIN U "DTSTART;TZID=Here:20261024T090000\n" E, "|2026-10-24T07:00|0||"},
    {HEAD BERLIN U "DTSTART;TZID=Here:20261026T090000\n" E, "|2026-10-26T08:00|0||"},
    {HEAD "BEGIN:VTIMEZONE\nTZID:X\nBEGIN:STANDARD\nTZOFFSETTO:-0330\nEND:STANDARD\n"
          "END:VTIMEZONE\n" U "DTSTART;TZID=X:20261123T090000\n" E,
        "|2026-11-23T12:30|0||"},
    /* --- lengths --- */
    {HEAD U AT "DTEND:20261123T094500Z\n" E, "|2026-11-23T09:00|45||"},
    {HEAD U AT "DURATION:PT1H30M\n" E, "|2026-11-23T09:00|90||"},
    {HEAD U AT "DURATION:P1DT1H\n" E, "|2026-11-23T09:00|1500||"},
    {HEAD U "DTSTART;TZID=Europe/Berlin:20261123T090000\nDTEND:20261123T083000Z\n" E,
        "|2026-11-23T08:00|30||"},
    /* --- people --- */
    {HEAD U AT "ATTENDEE;CN=Ana Ruiz:mailto:Ana@Globex.com\n" E,
        "|2026-11-23T09:00|0|Ana Ruiz <ana@globex.com>|"},
    {HEAD U AT "ORGANIZER;CN=\"Ruiz, Ana: x\":MAILTO:a@b.c\nATTENDEE:mailto:d@e.f\n" E,
        "|2026-11-23T09:00|0|Ruiz, Ana: x <a@b.c>, <d@e.f>|"},
    {HEAD U AT "ATTENDEE;CUTYPE=ROOM;CN=Room:mailto:r@b.c\n" E, "|2026-11-23T09:00|0||"},
    {HEAD U AT "ATTENDEE:mailto:a@b.c\nORGANIZER:mailto:A@b.c\n" E, "|2026-11-23T09:00|0|<a@b.c>|"},
    {HEAD U AT "ATTENDEE;CN=X:tel:123456789\n" E, "|2026-11-23T09:00|0||"},
    {HEAD U AT "ATTENDEE;PARTSTAT=DECLINED:mailto:a@b.c\n" E, "|2026-11-23T09:00|0|<a@b.c>-|"},
    /* --- states --- */
    {HEAD U AT "STATUS:CANCELLED\n" E, "|2026-11-23T09:00|0||cancelled"},
    {HEAD "METHOD:CANCEL\n" U AT E, "|2026-11-23T09:00|0||cancelled"},
    {HEAD U AT "RECURRENCE-ID:20261120T090000Z\n" E, "|2026-11-23T09:00|0||for 2026-11-20T09:00"},
    {HEAD U AT "RRULE:FREQ=DAILY\nEXDATE:20261124T090000Z,20261125T090000Z\n" E,
        "|2026-11-23T09:00|0||daily not 2026-11-24T09:00 not 2026-11-25T09:00"},
    {HEAD U AT "RRULE:FREQ=DAILY;UNTIL=20261201\n" E,
        "|2026-11-23T09:00|0||daily until 2026-12-01T23:59"},
    {HEAD U "DTSTART;TZID=Europe/Berlin:20261123T090000\nRRULE:FREQ=DAILY;UNTIL="
            "20261201T080000Z\n" E,
        "|2026-11-23T08:00|0||daily until 2026-12-01T09:00"},
    /* an alarm inside does not speak for the meeting */
    {HEAD U AT "SUMMARY:A\nBEGIN:VALARM\nSUMMARY:B\nDURATION:nonsense\nEND:VALARM\n" E,
        "A|2026-11-23T09:00|0||"},
    {HEAD "BEGIN:VTODO\nUID:t\nEND:VTODO\n" U AT E, "|2026-11-23T09:00|0||"},
    {HEAD, ""},
    /* --- refused, with the line --- */
    {HEAD U "DTSTART:2026112\n" E, "!5 DTSTART: it is no day of the calendar"},
    {HEAD U "DTSTART:20260230T090000Z\n" E, "!5 DTSTART: it is no day of the calendar"},
    {HEAD U "DTSTART:20261123T250000Z\n" E, "!5 DTSTART: it is no time of the day"},
    {HEAD U "DTSTART:20261123T0900\n" E, "!5 DTSTART: it is no time of the day"},
    {HEAD U "DTSTART:20261123T090000ZZ\n" E, "!5 DTSTART: something follows the time"},
    {HEAD U "DTSTART;TZID=Mars/Base:20261123T090000\n" E,
        "!5 DTSTART: the time zone 'Mars/Base' is not known"},
    {HEAD U "DTSTART;TZID=../../etc/passwd:20261123T090000\n" E,
        "!5 DTSTART: the time zone '../../etc/passwd' is not known"},
    {HEAD U E, "!3 DTSTART: it is missing"},
    {HEAD "BEGIN:VEVENT\n" AT E, "!3 UID: it is missing"},
    {HEAD U AT "DTEND:20261123T080000Z\n" E, "!3 DTEND: it is before DTSTART"},
    {HEAD U AT "DURATION:1H\n" E, "!6 DURATION: it is no length of time"},
    {HEAD U AT "DURATION:P99999999999999W\n" E, "!6 DURATION: it is no length of time"},
    {HEAD U AT "no colon here\n" E, "!6 : a colon is missing"},
    {HEAD U AT "SUMMARY;X:\n;=:\n" E, "!6 : a colon is missing"},
    {HEAD U AT "RRULE:FREQ=SECONDLY\n" E, "!6 : RRULE: 'FREQ=SECONDLY' is not understood"},
    {HEAD U AT "EXDATE:tomorrow\n" E, "!6 EXDATE: it is no day of the calendar"},
    {HEAD U AT, "!3 : END:VEVENT is missing"},
    {HEAD U "DTSTART:x\n" E U "SUMMARY:good\n" AT E,
        "good|2026-11-23T09:00|0|| / !5 DTSTART: it is no day of the calendar"},
};

static void add_event(const struct ical_event *event, struct str *out)
{
    static const char *const every[] = {"", "daily", "weekly", "monthly"};
    bool floating = !event->zone;
    char iso[24];

    str_addf(out, "%s%s|%s%s|%d|", out->len ? " / " : "", event->title, floating ? "floating " : "",
        minute_iso(floating ? event->start : zone_to_universal(event->zone, event->start), iso),
        event->minutes);
    for (size_t i = 0; i < event->persons.count; i++) {
        const struct ical_person *person = &event->persons.items[i];

        str_addf(out, "%s%s%s<%s>%s", i ? ", " : "", person->name, *person->name ? " " : "",
            person->email, person->declined ? "-" : "");
    }
    str_addf(out, "|%s%s%s", event->cancelled ? "cancelled" : "", event->whole_day ? "day" : "",
        every[event->rule.every]);
    if (event->instance != MINUTE_NONE)
        str_addf(out, "for %s", minute_iso(event->instance, iso));
    if (event->rule.until != MINUTE_NONE)
        str_addf(out, " until %s", minute_iso(event->rule.until, iso));
    for (size_t i = 0; i < event->except.count; i++)
        str_addf(out, " not %s", minute_iso(event->except.items[i], iso));
}

static void is_read_as_written(void **state)
{
    int wrong = 0;

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct arena arena = {0};
        struct ical ical;
        struct str text = {0};
        struct error err;

        assert_true(ical_read(cases[i].text, strlen(cases[i].text), &arena, &ical, &err));
        for (size_t j = 0; j < ical.events.count; j++)
            add_event(&ical.events.items[j], &text);
        for (size_t j = 0; j < ical.faults.count; j++)
            str_addf(&text, "%s!%d %s: %s", text.len ? " / " : "", ical.faults.items[j].line,
                ical.faults.items[j].property, ical.faults.items[j].why);
        if (!text_equal(str_text(&text), cases[i].is)) {
            print_error("case %zu: is `%s`, not `%s`\n", i, str_text(&text), cases[i].is);
            wrong++;
        }
        str_fini(&text);
        ical_fini(&ical);
        arena_fini(&arena);
    }
    assert_int_equal(wrong, 0);
}

static void what_is_no_calendar_is_refused(void **state)
{
    static const char *const texts[] = {"", "id,name\n1,Globex\n", "BEGIN:VCARD\n", "\n\n", ":"};

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        struct arena arena = {0};
        struct ical ical;
        struct error err = {0};

        assert_false(ical_read(texts[i], strlen(texts[i]), &arena, &ical, &err));
        assert_int_equal(err.code, ERROR_REFUSED);
        arena_fini(&arena);
    }
}

/* Every beginning of a file is read or refused, never past its end. */
static void no_cut_breaks_it(void **state)
{
    static const char whole[] =
        HEAD BERLIN U AT "SUMMARY;A=\"b:c\":x\n y\nATTENDEE;CN=\"A\":mailto:"
                         "a@b.c\nRRULE:FREQ=WEEKLY;BYDAY=MO,2TU\n" E;

    (void)state;
    for (size_t len = 0; len < sizeof(whole); len++) {
        char *cut = mem_copy_bytes(whole, len);
        struct arena arena = {0};
        struct ical ical = {0};
        struct error err;

        if (ical_read(cut, len, &arena, &ical, &err))
            assert_true(ical.events.count + ical.faults.count <= 1);
        ical_fini(&ical);
        arena_fini(&arena);
        free(cut);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_read_as_written),
        cmocka_unit_test(what_is_no_calendar_is_refused),
        cmocka_unit_test(no_cut_breaks_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
