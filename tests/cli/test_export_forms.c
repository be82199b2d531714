/* export as a page, as a calendar, and for Taskwarrior. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/array.h"
#include "base/date.h"
#include "base/text.h"
#include "cli/book.h"
#include "files/ical.h"

static void play(const char *home, const char *arguments, int status, const char *holds)
{
    book_play(home, &(const struct book_line){arguments, status, holds}, 1);
}

static void expect(const char *text, const char *holds)
{
    if (!strstr(text, holds))
        fprintf(stderr, "not there: %s\nin:\n%s\n", holds, text);
    assert_non_null(strstr(text, holds));
}

/* --- the calendar --- */

/* Lines end with CR LF, have at most 75 octets and are whole UTF-8 each. */
static void check_lines(const char *text)
{
    while (*text) {
        size_t len = strcspn(text, "\r\n");

        assert_true(len <= 75);
        assert_true(text_is_utf8(text, len));
        assert_memory_equal(text + len, "\r\n", 2);
        text += len + 2;
    }
}

static void check_calendar(const char *text)
{
    struct arena arena = {0};
    struct ical ical = {0};
    struct error err;
    size_t entries = text_count(text, "\r\nBEGIN:V");

    check_lines(text);
    assert_memory_equal(text, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", 30);
    assert_true(text_ends(text, "END:VCALENDAR\r\n"));
    assert_int_equal(text_count(text, "\r\nEND:V"), entries + 1);
    assert_int_equal(text_count(text, "\r\nUID:"), entries);
    assert_int_equal(text_count(text, "\r\nDTSTAMP:"), entries);
    assert_true(ical_read(text, strlen(text), &arena, &ical, &err));
    assert_int_equal(ical.faults.count, 0);
    assert_int_equal(ical.events.count, text_count(text, "BEGIN:VEVENT"));
    ical_fini(&ical);
    arena_fini(&arena);
}

static void check_uids_differ(const char *text)
{
    for (const char *uid = strstr(text, "\r\nUID:"); uid; uid = strstr(uid + 1, "\r\nUID:")) {
        char line[256];

        snprintf(line, sizeof(line), "%.*s\r\n", (int)strcspn(uid + 2, "\r"), uid + 2);
        assert_int_equal(text_count(text, line), 1);
    }
}

static void what_has_its_day_is_a_calendar(void **state)
{
    char *home = home_new(), *text = book_text(home, "--demo export --format ics");

    check_calendar(text);
    check_uids_differ(text);
    expect(text, "UID:task-t-101@daybook\r\n");
    expect(text, "\r\nUID:step-");
    expect(text, "\r\nUID:renewal-a-");
    expect(text, "\r\nUID:notice-a-");
    expect(text, "SUMMARY:EBR with the CFO\\, first draft (Atlas Mobility)");
    free(text);
    home_free(home);
}

static void a_calendar_of_one_kind(void **state)
{
    char *home = book_home(), *text, *later;

    play(home,
        "task add A1 \"Bär; \\\\ und, so ein sehr langer Titel, der über die Zeile geht: "
        "ääääääääääää\" --due 2026-12-01 --priority high",
        0, "");
    text = book_text(home, "export tasks --format ics");
    check_calendar(text);
    expect(text, "SUMMARY:B\xC3\xA4r\\; ");
    expect(text, "DUE;VALUE=DATE:20261201\r\n");
    expect(text, "PRIORITY:1\r\n");
    assert_null(strstr(text, "VEVENT"));
    later = book_text(home, "--today 2026-11-24 export tasks --format ics");
    assert_int_equal(text_count(text, "UID:task-db-1@daybook"), 1);
    assert_int_equal(text_count(later, "UID:task-db-1@daybook"), 1);
    free(text);
    free(later);
    play(home, "export accounts --format ics", 2, "ics is of tasks, steps, renewals or runs");
    home_free(home);
}

/* A reader of its own, as strict as RFC 5545 is. */
struct entry {
    char uid[128], summary[1200];
    char first[16], end[16]; /* DTSTART and DTEND, days */
};
struct entries ARRAY_OF(struct entry);

/* `\\n`, `\\,`, `\\;` and `\\\\` are what they stand for; no other escape, no bare mark. */
static void unescape(const char *value, char *out, size_t size)
{
    size_t len = 0;

    for (; *value; value++) {
        char c = *value;

        assert_true(c != ',' && c != ';' && (unsigned char)c >= ' ');
        if (c == '\\') {
            c = *++value;
            assert_true(c && strchr("n,;\\", c));
            c = c == 'n' ? '\n' : c;
        }
        assert_true(len + 1 < size);
        out[len++] = c;
    }
    out[len] = '\0';
}

/* One unfolded line, `NAME;PARAMETERS:VALUE`, in the component that is open. */
static void read_property(struct entry *entry, const char *line)
{
    size_t name = strspn(line, "ABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789");
    const char *value = strchr(line, ':');

    assert_true(name > 0 && value && (line[name] == ':' || line[name] == ';'));
    value++;
    if (strncmp(line, "UID:", 4) == 0)
        snprintf(entry->uid, sizeof(entry->uid), "%s", value);
    else if (strncmp(line, "SUMMARY:", 8) == 0)
        unescape(value, entry->summary, sizeof(entry->summary));
    else if (strncmp(line, "DTSTART;VALUE=DATE:", 19) == 0)
        snprintf(entry->first, sizeof(entry->first), "%s", value);
    else if (strncmp(line, "DTEND;VALUE=DATE:", 17) == 0)
        snprintf(entry->end, sizeof(entry->end), "%s", value);
}

static char *unfold(const char *text)
{
    struct str lines = {0};

    for (; *text; text++)
        if (strncmp(text, "\r\n ", 3) == 0)
            text += 2;
        else if (*text != '\r')
            str_add_char(&lines, *text);
    return str_take(&lines);
}

static void read_calendar(const char *text, struct entries *entries)
{
    char *lines = unfold(text), open[32] = "";
    int depth = 0;

    check_lines(text);
    for (char *line = lines, *end; *line; line = end + 1) {
        end = strchr(line, '\n');
        assert_non_null(end);
        *end = '\0';
        if (strncmp(line, "BEGIN:", 6) == 0) {
            assert_true(depth++ < 2);
            snprintf(open, sizeof(open), "%s", line + 6);
            if (depth == 2)
                ARRAY_PUSH(entries, (struct entry){.uid = ""});
        } else if (strncmp(line, "END:", 4) == 0) {
            assert_string_equal(line + 4, depth == 2 ? open : "VCALENDAR");
            depth--;
        } else if (depth == 2) {
            read_property(&entries->items[entries->count - 1], line);
        }
    }
    assert_int_equal(depth, 0);
    free(lines);
}

static const char *const titles[] = {"plain", "two\nlines",
    "a\nEND:VEVENT\nEND:VCALENDAR\nBEGIN:VEVENT", "commas, and; marks: all",
    "back\\slash \\n not a line", "\"quoted\"", "UID:other@daybook",
    "X-EVIL;VALUE=URI:http://e.example",
    "\360\237\230\200\360\237\230\200\360\237\230\200\360\237\230\200\360\237\230\200"
    "\360\237\230\200\360\237\230\200\360\237\230\200\360\237\230\200\360\237\230\200"
    "\360\237\230\200\360\237\230\200\360\237\230\200\360\237\230\200\360\237\230\200"
    "\360\237\230\200\360\237\230\200\360\237\230\200\360\237\230\200\360\237\230\200",
    "x\303\244\303\244\303\244\303\244\303\244\303\244\303\244\303\244\303\244\303\244\303\244"
    "\303\244\303\244\303\244\303\244\303\244\303\244\303\244\303\244\303\244\303\244\303\244"
    "\303\244\303\244\303\244\303\244\303\244\303\244\303\244\303\244\303\244\303\244\303\244",
    "\344\270\255\346\226\207\344\270\255\346\226\207\344\270\255\346\226\207\344\270\255\346\226"
    "\207"
    "\344\270\255\346\226\207\344\270\255\346\226\207\344\270\255\346\226\207\344\270\255\346\226"
    "\207"
    "\344\270\255\346\226\207\344\270\255\346\226\207\344\270\255\346\226\207\344\270\255\346\226"
    "\207",
    "%s%n", "=1+1", "{}"};

/* Tasks that bear the titles, each with its own id. */
static void write_tasks(const char *home)
{
    struct str text = {0};

    str_add(&text, "id,account,title,due\n");
    for (size_t i = 0; i < COUNT_OF(titles); i++) {
        str_addf(&text, "T%zu,A1,\"", i);
        for (const char *at = titles[i]; *at; at++) {
            str_add(&text, *at == '"' ? "\"" : "");
            str_add_char(&text, *at);
        }
        str_add(&text, "\",2026-12-01\n");
    }
    free(home_write(home, "tasks.csv", str_text(&text)));
    str_fini(&text);
}

/* As many out as in, whatever their titles say; the same UID the next time. */
static void no_title_makes_an_entry(void **state)
{
    char *home = book_home(), *text, *again;
    struct entries first = {0}, second = {0};
    size_t found = 0;

    write_tasks(home);
    play(home, "import tasks.csv", 0, "0 rejected");
    text = book_text(home, "export tasks --format ics");
    again = book_text(home, "--today 2026-11-25 export tasks --format ics");
    read_calendar(text, &first);
    read_calendar(again, &second);
    assert_int_equal(first.count, text_count(text, "\r\nBEGIN:VTODO\r\n"));
    assert_int_equal(first.count, second.count);
    for (size_t i = 0; i < first.count; i++) {
        char want[1200];
        long number = strncmp(first.items[i].uid, "task-T", 6) == 0
                          ? strtol(first.items[i].uid + 6, NULL, 10)
                          : -1;

        assert_string_equal(first.items[i].uid, second.items[i].uid);
        if (number < 0)
            continue;
        snprintf(want, sizeof(want), "%s (Globex)", titles[number]);
        assert_string_equal(first.items[i].summary, want);
        found++;
    }
    assert_int_equal(found, COUNT_OF(titles));
    array_fini(&first);
    array_fini(&second);
    free(text);
    free(again);
    home_free(home);
}

/* An event of a day ends before the next one begins. */
static void events_of_a_day_end_with_it(void **state)
{
    char *home = home_new(), *text = book_text(home, "--demo export renewals --format ics");
    struct entries entries = {0};
    struct error err;

    read_calendar(text, &entries);
    assert_true(entries.count > 10);
    for (size_t i = 0; i < entries.count; i++) {
        day_number first, end;
        char iso[2][12];
        const char *days[] = {entries.items[i].first, entries.items[i].end};

        for (int k = 0; k < 2; k++)
            snprintf(iso[k], sizeof(iso[k]), "%.4s-%.2s-%s", days[k], days[k] + 4, days[k] + 6);
        assert_true(day_parse(iso[0], 0, NULL, &first, &err));
        if (*days[1]) {
            assert_true(day_parse(iso[1], 0, NULL, &end, &err));
            assert_int_equal(end, first + 1);
        }
    }
    array_fini(&entries);
    free(text);
    home_free(home);
}

/* --- the page --- */

static void a_page_is_readable_and_safe(void **state)
{
    char *home = book_home(), *text;

    play(home, "add account name=\"<b>Evil</b> [x](http://e.example) # Corp\" id=EV arr=120k", 0,
        "");
    free(home_write(home, "notes.csv",
        "account,id,at,body\nEV,n1,2026-11-20T10:00,\"# Not a heading\n<script>x</script>\n"
        "![i](http://e.example/i.png)\"\n"));
    play(home, "import notes.csv", 0, "1 created");
    text = book_text(home, "export --format md");
    expect(text, "# Globex\n\n- id: A1\n");
    expect(text, "## People\n\n- Ana Ruiz");
    expect(text, "\n**2026-11-20 10:00**");
    assert_null(strstr(text, "\n# Not"));
    assert_null(strstr(text, "\n> # Not"));
    assert_null(strstr(text, "<script>"));
    assert_null(strstr(text, "![i]("));
    assert_null(strstr(text, "[x]("));
    free(text);
    text = book_text(home, "export tasks --format md");
    expect(text, "- [ ] ");
    free(text);
    play(home, "export goals --format md", 2, "md is of accounts, contacts, tasks or notes");
    home_free(home);
}

/* --- Taskwarrior --- */

static void taskwarrior_takes_tasks_and_gives_them_back(void **state)
{
    char *home = book_home(), *text;

    play(home, "task add A1 \"Send the plan\" --due 2026-11-30 --priority high", 0, "");
    play(home, "export tasks --format taskwarrior -o tw.json", 0, "");
    text = book_text(home, "export tasks --format taskwarrior");
    assert_true(json_is_valid(text));
    expect(
        text, "\"description\": \"Send the plan\", \"status\": \"pending\", \"priority\": \"H\"");
    expect(text,
        "\"due\": \"20261130T000000Z\", \"project\": \"Globex\", \"daybook_account\": \"A1\"");
    free(text);
    play(home, "import tw.json", 0, ": 0 created, 0 updated, ");
    text = book_text(home, "list facts --csv");
    assert_null(strstr(text, "uuid"));
    free(text);
    play(home, "export accounts --format taskwarrior", 2, "taskwarrior is of tasks");
    home_free(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_has_its_day_is_a_calendar),
        cmocka_unit_test(a_calendar_of_one_kind),
        cmocka_unit_test(no_title_makes_an_entry),
        cmocka_unit_test(events_of_a_day_end_with_it),
        cmocka_unit_test(a_page_is_readable_and_safe),
        cmocka_unit_test(taskwarrior_takes_tasks_and_gives_them_back),
    };

    return cmocka_run_group_tests(tests, NULL, book_forget);
}
