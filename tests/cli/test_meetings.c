/* A calendar comes in, heads the day, moves, is called off, and is taken back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "cli/book.h"

#define OPEN "BEGIN:VCALENDAR\nVERSION:2.0\n"
#define CLOSE "END:VCALENDAR\n"
#define ANA "ATTENDEE;CN=Ana R:mailto:ANA@globex.com\n"
#define CALL(time)                                                                                 \
    "BEGIN:VEVENT\nUID:call@x\nSUMMARY:Call about seats\nDTSTART:20261123T" time "00Z\n"           \
    "DURATION:PT30M\nATTENDEE;CN=Me:mailto:me@vendor.example\n" ANA "END:VEVENT\n"
#define WEEKLY(more)                                                                               \
    "BEGIN:VEVENT\nUID:week@x\nSUMMARY:Weekly\nDTSTART;TZID=UTC:20261112T140000\n"                 \
    "RRULE:FREQ=WEEKLY;COUNT=3\n" more ANA "END:VEVENT\n"
#define PRIVATE "BEGIN:VEVENT\nUID:me@x\nSUMMARY:Dentist\nDTSTART:20261123T150000Z\nEND:VEVENT\n"
#define BROKEN "BEGIN:VEVENT\nUID:bad@x\nDTSTART:soon\nEND:VEVENT\n"

static char *home;

static int set_up(void **state)
{
    static const struct book_line lines[] = {
        {"add contact Globex name=\"Ana Globex\" email=ana@globex.com", 0, "db-"},
    };

    home = book_home();
    book_play(home, lines, 1);
    return 0;
}

static int tear_down(void **state)
{
    home_free(home);
    return 0;
}

static void write_calendar(const char *text)
{
    char path[512];
    FILE *file;

    snprintf(path, sizeof(path), "%s/team.ics", home);
    file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void a_calendar_heads_the_day(void **state)
{
    static const struct book_line first[] = {
        {"import --dry-run team.ics", 0, "4 created"},
        {"today", 0, "!Call about seats"},
        {"import team.ics", 0, "team.ics: 4 created, 0 updated, 0 unchanged, 0 rejected"},
        {"import team.ics", 0, "team.ics: 0 created, 0 updated, 4 unchanged, 0 rejected"},
        {"import --kind meetings team.ics", 0, "1 with nobody of an account left out: line 18"},
        {"today", 0, "→ 09:30    Globex   Call about seats   call   with Ana Globex"},
        {"today", 0, "1 meeting not logged: Globex "},
        {"today --plain", 0, "09:30    Globex   Call about seats"},
        {"list notes --json", 0, "prepared"},
    };

    (void)state;
    write_calendar(OPEN CALL("0930") WEEKLY("") PRIVATE CLOSE);
    book_play(home, first, sizeof(first) / sizeof(*first));
}

static void it_follows_the_calendar_until_it_is_logged(void **state)
{
    static const struct book_line import[] = {{"import team.ics", 0, "4 created"}};
    static const struct book_line moved[] = {
        {"import team.ics", 0, "0 created, 1 updated, 2 unchanged, 0 rejected"},
        {"today", 0, "11:00    Globex   Call about seats"},
        {"today", 0, "1 meeting not logged: Globex "},
        {"list notes --columns id,at,topic --where \"topic ~ seats\"", 0, "11:00"},
    };
    static const struct book_line gone[] = {
        {"import team.ics", 1, "2 called off, and taken away"},
        {"today", 0, "!Weekly"},
        {"today", 0, "!not logged"},
        {"today", 0, "Call about seats"},
    };

    (void)state;
    write_calendar(OPEN CALL("0930") WEEKLY("") CLOSE);
    book_play(home, import, 1);
    /* one of three is no more, and it was said at the same time that the call moved */
    write_calendar(OPEN CALL("1100") WEEKLY("EXDATE;TZID=UTC:20261112T140000\n") CLOSE);
    book_play(home, moved, sizeof(moved) / sizeof(*moved));
    write_calendar(OPEN WEEKLY("STATUS:CANCELLED\n") BROKEN CLOSE);
    book_play(home, gone, sizeof(gone) / sizeof(*gone));
}

static void what_was_logged_stays(void **state)
{
    static const struct book_line logged[] = {
        {"import team.ics", 0, "1 created"},
        {"set note db-1 state=logged", 0, ""},
        {"today", 0, "!Call about seats"},
    };
    static const struct book_line after[] = {
        {"import team.ics", 0, "0 created, 0 updated, 1 unchanged"},
        {"list notes --columns id,at,topic --where \"topic ~ seats\"", 0, "09:30"},
    };

    (void)state;
    write_calendar(OPEN CALL("0930") CLOSE);
    book_play(home, logged, sizeof(logged) / sizeof(*logged));
    write_calendar(OPEN CALL("1100") CLOSE);
    book_play(home, after, sizeof(after) / sizeof(*after));
}

static void what_is_no_calendar_is_refused(void **state)
{
    static const struct book_line lines[] = {
        {"import --kind meetings accounts.csv", 3, "it is no calendar"},
        {"import --kind meetings nothing.ics", 3, "nothing.ics"},
        {"import --kind meetings -", 3, "from a file"},
    };

    (void)state;
    book_play(home, lines, sizeof(lines) / sizeof(*lines));
}

static void it_goes_back_with_the_files_of_its_call(void **state)
{
    static const struct book_line lines[] = {
        {"import team.ics accounts.csv", 0, "team.ics: 4 created"},
        {"log --limit 1 --json", 0,
            "\"summary\": \"import of accounts.csv, team.ics: 6 created, 0 updated, 0 called "
            "off\""},
        {"undo --dry-run", 2, "import of accounts.csv, team.ics"},
    };
    char *log, line[64];
    const char *id;

    (void)state;
    write_calendar(OPEN CALL("0930") WEEKLY("") CLOSE);
    book_play(home, lines, COUNT_OF(lines));
    log = book_text(home, "log --limit 1 --json");
    id = strstr(log, "\"id\": ");
    assert_non_null(id);
    snprintf(line, sizeof(line), "undo --id %.*s", (int)strspn(id + 6, "0123456789"), id + 6);
    book_play(home, &(struct book_line){line, 0, "undid: import of accounts.csv, team.ics"}, 1);
    book_play(home, &(struct book_line){"import team.ics", 0, "4 created"}, 1);
    free(log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_calendar_heads_the_day, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            it_follows_the_calendar_until_it_is_logged, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_was_logged_stays, set_up, tear_down),
        cmocka_unit_test_setup_teardown(it_goes_back_with_the_files_of_its_call, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_calendar_is_refused, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, book_forget);
}
