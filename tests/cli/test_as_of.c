/* The book as of a day. A history is made day by day; what each evening said of itself is kept, and
 * must be what the last day says of that evening, byte for byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "cli/book.h"
#include "cli_internal.h"
#include "support/home.h"

/* --- a history --- */

struct day {
    const char *day;
    const char *lines[16];
};

static const char more_csv[] = "id,name,arr,renewal,tier\n"
                               "C1,Umbra GmbH,150000,2027-03-01,mid\n"
                               "C3,Quill,30000,2027-06-30,smb\n";
static const char readings_csv[] =
    "account,date,metric,value\n"
    "A1,2026-11-02,active_users,40\nA1,2026-11-09,active_users,42\nA1,2026-11-16,active_users,20\n"
    "C1,2026-11-09,csat,3.5\nC1,2026-11-16,logins,12\nA1,2026-11-16,nps,9\n";
static const char late_csv[] = "account,date,metric,value\n"
                               "A1,2026-11-23,active_users,3\nA1,2026-11-10,csat,1\n";

static const struct day history[] = {
    {"2026-11-24", {"import accounts.csv", "import readings.csv", "set account A1 tags=pilot",
                       "note Globex --kind call --with \"Ana Ruiz\" -m \"- [ ] send the deck fri\"",
                       "set account C1 seats=40"}},
    {"2026-11-25",
        {"task done db-1", "undo", "redo", "add contact C1 name=\"Bo Lind\" role=sponsor",
            "playbook step db-1 1 done", "set contact db-1 status=left"}},
    {"2026-11-27",
        {"import more.csv", "delete account C2", "add goal A1 statement=\"Fewer tickets\"",
            "add opportunity A1 name=Seats amount=20k", "task snooze db-2 2026-12-01"}},
    {"2026-11-30", {"undo", "undo", "undo", "snooze Globex 2026-12-10 --why away",
                       "add contract A1 id=L1 "
                       "product=Fleet arr=400k ends=2027-02-18",
                       "import late.csv"}},
    {"2026-12-07", {"set contract L1 arr=300k", "done Globex", "set account A1 stage=renewing",
                       "feedback set \"bulk edit\" planned", "delete note db-1"}},
    {"2026-12-08", {"undo", "set contact db-1 status=active", "playbook cancel db-1 --why enough"}},
};
enum { DAYS = sizeof(history) / sizeof(history[0]) };

/* What a person may look at; %s: the option, if any. */
static const char *const looks[] = {
    "list --json",
    "today --json",
    "log --json",
    "list tasks --json",
    "list notes --json",
    "list contacts --json",
    "list contracts --json",
    "list runs --json",
    "list steps --json",
    "list measures --json",
    "list goals --json",
    "list opportunities --json",
    "list feedback --json",
    "list signals --json --where \"open = yes\"",
    "show A1 --json",
    "show C1 --json",
    "timeline --json",
    "playbook status",
    "search send",
    "search Quill",
    "list movements --json",
};
enum { LOOKS = sizeof(looks) / sizeof(looks[0]) };

static char *look(const char *home, const char *today, const char *as_of, int which)
{
    struct run_result result = {0};
    char line[256], *text;

    snprintf(line, sizeof(line), "--today %s %s%s %s", today, as_of ? "--as-of " : "",
        as_of ? as_of : "", looks[which]);
    book_run(&result, home, line);
    str_add(&result.out, str_text(&result.err));
    text = strdup(str_text(&result.out));
    run_fini(&result);
    return text;
}

static void same_text(const char *what, const char *day, const char *is, const char *wanted)
{
    size_t at = 0, from;

    while (is[at] && is[at] == wanted[at])
        at++;
    if (is[at] == wanted[at])
        return;
    from = at > 80 ? at - 80 : 0;
    fail_msg("%s of %s:\n is     %.160s\n wanted %.160s", what, day, is + from, wanted + from);
}

static void play_day(const char *home, const struct day *day)
{
    struct run_result result = {0};
    char line[256];

    for (size_t i = 0; i < COUNT_OF(day->lines) && day->lines[i]; i++) {
        snprintf(line, sizeof(line), "--today %s %s", day->day, day->lines[i]);
        book_run(&result, home, line);
        if (result.status != 0)
            fail_msg("%s: %d %s", line, result.status, str_text(&result.err));
    }
    run_fini(&result);
}

static char *make_home(void)
{
    char *home = book_home();

    free(home_write(home, "readings.csv", readings_csv));
    free(home_write(home, "more.csv", more_csv));
    free(home_write(home, "late.csv", late_csv));
    return home;
}

/* Lists of rows that rest on nothing computed over the whole book are also what the evening itself
 * printed without the option. */
static bool rests_on_book(int which)
{
    static const char *const words[] = {"list --json", "today", "show", "signals", "list runs"};

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (strstr(looks[which], words[i]))
            return true;
    return false;
}

static void each_evening_is_as_it_was(void **state)
{
    char *home = make_home(), *kept[DAYS][LOOKS],
         *file = home_path(home, "data/daybook/daybook.db");
    char *before, *after;

    for (int i = 0; i < DAYS; i++) {
        play_day(home, &history[i]);
        for (int j = 0; j < LOOKS; j++) {
            char *live = look(home, history[i].day, NULL, j);

            kept[i][j] = look(home, history[i].day, history[i].day, j);
            if (!rests_on_book(j))
                same_text(looks[j], history[i].day, kept[i][j], live);
            free(live);
        }
    }
    before = file_read(file);
    for (int i = 0; i < DAYS; i++)
        for (int j = 0; j < LOOKS; j++) {
            char *now = look(home, "2026-12-15", history[i].day, j);

            same_text(looks[j], history[i].day, now, kept[i][j]);
            free(now);
            free(kept[i][j]);
        }
    after = file_read(file);
    assert_string_equal(before, after);
    free(before);
    free(after);
    free(file);
    home_free(home);
    (void)state;
}

/* --- nothing is written, nothing is left --- */

/* Everything in the table of commands. */
static void writers_are_refused(void **state)
{
    char *home = book_home(), line[512];
    struct run_result result = {0};

    for (const struct cli_command *row = cli_commands; row->name; row++) {
        bool writes = !(row->flags & CLI_NO_BOOK);
        bool tries = row->flags & CLI_TRIES_ASIDE && strstr(row->example, "--dry-run");

        snprintf(line, sizeof(line), "--as-of 2026-11-23 %s", row->example);
        book_run(&result, home, line);
        if (row->flags & (CLI_WRITES | CLI_NO_BOOK) && !tries) {
            if (result.status != 2 || result.out.len)
                fail_msg("%s: %d", line, result.status);
            if (!strstr(str_text(&result.err),
                    writes ? "writes; nothing changed" : "commands that show the book"))
                fail_msg("%s: %s", line, str_text(&result.err));
        } else if (result.status != 0) {
            fail_msg("%s: %d %s", line, result.status, str_text(&result.err));
        }
    }
    run_fini(&result);
    home_free(home);
    (void)state;
}

static void a_write_in_the_conversation_is_refused(void **state)
{
    char *home = book_home();
    struct run_result result = {0};

    book_run_with_input(&result, home, "--as-of 2026-11-23 today --plain", "x\n");
    str_add(&result.out, str_text(&result.err));
    assert_non_null(
        strstr(str_text(&result.out), "this is the book as of Mon 23 Nov 2026: read only"));
    run_fini(&result);
    home_free(home);
    (void)state;
}

static int entries_in(const char *folder)
{
    DIR *open = opendir(folder);
    int count = 0;

    assert_non_null(open);
    while (readdir(open) != NULL)
        count++;
    closedir(open);
    return count - 2;
}

/* The copy has no name from before it holds anything, so even a kill leaves nothing. */
static void nothing_is_left(void **state)
{
    char *home = book_home(), *folder = home_path(home, "scratch"), extra[600];
    const char *const environment[] = {extra, BOOK_TODAY, NULL};
    const char *const args[] = {"--as-of", "2026-11-23", "list", NULL};
    struct run_result result = {0};

    assert_int_equal(mkdir(folder, 0700), 0);
    snprintf(extra, sizeof(extra), "TMPDIR=%s", folder);
    run_with(&result, &(struct run_options){.home = home, .extra = environment}, args);
    assert_int_equal(result.status, 0);
    assert_int_equal(entries_in(folder), 0);
    run_fini(&result);
    free(folder);
    home_free(home);
    (void)state;
}

/* --- days --- */

static void days_behind(void **state)
{
    static const struct book_line lines[] = {
        {"--as-of tomorrow list", 2, "tomorrow is still to come"},
        {"--as-of 2027-01-01 list", 2, "still to come"},
        {"--as-of +3d list", 2, "still to come"},
        {"--as-of nonsense list", 2, "nonsense"},
        {"--today 2026-12-04 --as-of fri log --limit 1", 0, "undid"},
        {"--today 2026-12-04 --as-of \"23 nov\" list tasks --csv --columns id,due", 0,
            "2026-11-27"},
        {"--today 2026-12-04 --as-of 23 show A1", 0, "(87d)"},
        {"--as-of 2026-11-22 list", 0, "first written on Mon 23 Nov 2026"},
    };
    char *home = book_home();

    book_play(home, lines, COUNT_OF(lines));
    home_free(home);
    (void)state;
}

/* --- what changed --- */

static void changes_are_told(void **state)
{
    static const struct book_line lines[] = {
        {"--today 2026-11-24 set account A1 stage=renewing", 0, ""},
        {"--today 2026-11-24 set contact db-1 status=left", 0, ""},
        {"--today 2026-11-24 add account id=N1 name=Newly arr=30k", 0, ""},
        {"--today 2026-11-25 changes --from 2026-11-23", 0, "stage    steady to renewing"},
        {"--today 2026-11-25 changes --from 2026-11-23", 0, "people   Ana Ruiz (champion) left"},
        {"--today 2026-11-25 changes --from 2026-11-23", 0, "account  came into the book"},
        {"--today 2026-11-25 changes Newly --from 2026-11-23", 0, "!Globex"},
        {"--today 2026-11-25 changes --from 2026-11-24", 0, "!renewing"},
        {"--today 2026-11-25 changes --from 2026-11-23 --to 2026-11-23", 2, "before the last"},
        {"--today 2026-11-25 changes --to tomorrow", 2, "still to come"},
        {"--today 2026-11-25 --as-of 2026-11-24 changes --from 2026-11-23", 0, "renewing"},
    };
    char *home = book_home(), *json;

    book_play(home, lines, COUNT_OF(lines));
    json = book_text(home, "--today 2026-11-25 changes --from 2026-11-23 --json");
    assert_true(json_is_valid(json));
    assert_non_null(
        strstr(json, "{\"part\": \"people\", \"what\": \"left\", \"about\": \"Ana Ruiz\""));
    free(json);
    home_free(home);
    (void)state;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_evening_is_as_it_was),
        cmocka_unit_test(writers_are_refused),
        cmocka_unit_test(a_write_in_the_conversation_is_refused),
        cmocka_unit_test(nothing_is_left),
        cmocka_unit_test(days_behind),
        cmocka_unit_test(changes_are_told),
    };

    return cmocka_run_group_tests(tests, NULL, book_forget);
}
