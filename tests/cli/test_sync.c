/* Sources: what is taken of good and bad commands, what is kept of a run, and that one stops no
 * other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <cmocka.h>

#include "base/array.h"
#include "cli/book.h"
#include "support/pty.h"

#define HEAD "id,name,arr,renewal\\n"

static const char many[] =
    "good:\n"
    "  run: [printf, '" HEAD "S1,Umbra,120000,2027-03-01\\nS2,Vela,9000,2027-05-01\\n']\n"
    "  every: 12h\n"
    "fails:\n"
    "  run: [sh, -c, 'printf \"" HEAD
    "S9,Half,1,2027-01-01\\n\"; echo login expired >&2; exit 3']\n"
    "  every: 1d\n"
    "rubbish: {run: [printf, '\\x7fELF\\1\\2']}\n"
    "late: {run: [sh, -c, 'printf \"" HEAD "S8,Late,1,2027-01-01\\n\"; sleep 60'], limit: 1s}\n"
    "part: {run: [printf, '" HEAD "S1,Umbra,120000,2027-03-01\\nS3,Below,-5,2027-01-01\\n']}\n"
    "unknown: {run: [no-such-export]}\n"
    "empty: {run: ['true']}\n"
    "json: {run: [printf, '[{\"id\":\"S4\",\"name\":\"Json AG\",\"arr\":5000}]'], kind: accounts}\n"
    "people: {run: [cat, people.csv], kind: contacts}\n";

static void write_sources(const char *home, const char *text)
{
    char *folder = home_path(home, "config/daybook"), *path;

    (void)!mkdir(folder, 0700);
    path = home_write(home, "config/daybook/sources.yaml", text);
    assert_int_equal(chmod(path, 0600), 0);
    free(path);
    free(folder);
}

static char *home_with(const char *text)
{
    char *home = book_home();

    write_sources(home, text);
    return home;
}

/* Good ones are taken whatever the others do, and a second run changes nothing. */
static void a_broken_source_stops_no_other(void **state)
{
    static const struct book_line lines[] = {
        {"sync", 1, "late: the command was ended after its limit of 1s"},
        {"show Half", 2, ""}, /* half an export is none */
        {"show Late", 2, ""},
        {"show Umbra", 0, "Umbra"},
        {"show \"Json AG\"", 0, "Json AG"},
        {"sync good", 0, "good: 0 created, 0 updated, 2 unchanged, 0 rejected"},
        {"sync part", 1, "part:3: arr: is below 0"},
        {"sync fails", 3, "daybook: fails: the command ended with status 3: login expired"},
        {"sync rubbish", 3, "is a program"},
        {"sync unknown", 3, "unknown: there is no program 'no-such-export'"},
        {"sync empty", 3, "empty: the command printed nothing"},
        {"log", 0, "import of good: 2 created"},
        {"log", 0, "import of people: 1 created"}, /* commands run beside the file */
        {"sync godo", 2, "no source 'godo'; did you mean good?"},
        {"sync good --due", 2, "name sources, or say --all or --due"},
        {"sync --due --all", 2, "either --all or --due"},
    };
    char *home = home_with(many);

    free(home_write(
        home, "config/daybook/people.csv", "account,name,email\nA1,Bo Li,bo@x.example\n"));
    book_play(home, lines, COUNT_OF(lines));
    home_free(home);
}

/* One import is one change. */
static void undo_takes_a_run_back(void **state)
{
    static const struct book_line lines[] = {
        {"sync good", 0, "2 created"},
        {"show Umbra", 2, ""},
    };
    char *home = home_with(many), *log;
    struct run_result result = {0};
    char line[64];
    int id;

    book_play(home, lines, 1);
    log = book_text(home, "log");
    assert_int_equal(sscanf(strstr(log, "\n") + 1, "%d", &id), 1); /* the newest */
    snprintf(line, sizeof(line), "undo --id %d", id);
    book_run(&result, home, line);
    assert_int_equal(result.status, 0);
    book_play(home, lines + 1, 1);
    run_fini(&result);
    free(log);
    home_free(home);
}

static void what_a_run_came_to_is_kept(void **state)
{
    static const struct book_line lines[] = {
        {"sources", 0, "never"},
        {"sync good fails --dry-run", 1, "good: 2 created"},
        {"sources", 0, "!today"}, /* a dry run leaves nothing */
        {"show Umbra", 2, ""},
        {"sync good fails", 1, "good: 2 created"},
        {"sources", 0, "2 created, 0 updated, 0 unchanged, 0 rejected"},
        {"sources", 0, "failed: the command ended with status 3: login expired"},
        {"sources --json", 0, "\"source\": \"good\""},
        {"sync --due", 3, "!good"}, /* it ran a moment ago; the one that failed did not */
        {"sync --due", 3, "fails: the command ended"},
        {"--today 2026-11-24 sync --due", 1, "good: 0 created, 0 updated, 2 unchanged"},
    };
    char *home = home_with(many), *json;

    book_play(home, lines, COUNT_OF(lines));
    json = book_text(home, "sources --json");
    assert_true(json_is_valid(json));
    assert_non_null(strstr(json, "\"state\": \"failed\", \"at\": \"2026-11-24T"));
    assert_non_null(strstr(json, "\"state\": \"never\", \"at\": null"));
    free(json);
    json = book_text(home, "sync good json --json");
    assert_true(json_is_valid(json));
    assert_non_null(strstr(json, "{\"file\": \"good\", \"kind\": \"accounts\""));
    free(json);
    home_free(home);
}

static void faults_and_other_hands_are_refused(void **state)
{
    static const struct book_line none[] = {
        {"sync", 0, "there are no sources"},
        {"sources", 0, "there are no sources"},
        {"sync x", 2, "no source 'x'"},
        {"sync --json", 0, "[]"},
    };
    static const struct book_line faulty[] = {
        {"sync", 3, "sources.yaml:1:20: every is 30m, 12h"},
        {"sync", 3, "sources.yaml:2:4: a source must be a map"},
        {"sources", 3, "sources.yaml:2:4: "},
        {"config check", 1, "sources.yaml:1:20: every is 30m, 12h"},
    };
    static const struct book_line open[] = {
        {"sync", 3, "others may write to it, which names programs: ignored"},
        {"config check", 1, "others may write to it"},
        {"show Umbra", 2, ""},
    };
    char *home = book_home(), *path = home_path(home, "config/daybook/sources.yaml");

    book_play(home, none, COUNT_OF(none));
    write_sources(home, "a: {run: x, every: z}\nb: []\n");
    book_play(home, faulty, COUNT_OF(faulty));
    write_sources(home, many);
    assert_int_equal(chmod(path, 0666), 0);
    book_play(home, open, COUNT_OF(open));
    free(path);
    home_free(home);
}

/* While one runs, nobody else runs it; Ctrl-C ends its program too, and what was taken stays. */
static void ctrl_c_ends_the_program_too(void **state)
{
    static const char *const args[] = {"sync", "good", "slow", "good", NULL};
    static const char *const extra[] = {BOOK_TODAY, NULL};
    static const struct book_line meanwhile[] = {{"sync slow", 3, "another daybook runs it now"}};
    static const struct book_line after[] = {
        {"show Umbra", 0, "Umbra"},
        {"show Slow", 2, ""},
        {"sources", 0, "slow    never"},
    };
    static const char sources[] =
        "good: {run: [printf, '" HEAD "S1,Umbra,120000,2027-03-01\\n']}\n"
        "slow: {run: [sh, -c, 'echo id,name; echo 1,Slow; echo $$ >pid; exec sleep 60']}\n";
    char *home = home_with(sources), *text;
    struct pty *pty =
        pty_start(&(struct pty_options){.home = home, .args = args, .extra = extra, .rows = 20});
    char *path = home_path(home, "config/daybook/pid");
    int status = 0, pid = 0;

    assert_true(pty_wait_for(pty, "Running slow", PTY_WITHIN));
    book_play(home, meanwhile, COUNT_OF(meanwhile));
    pty_signal(pty, SIGINT);
    assert_true(pty_wait_exit(pty, PTY_WITHIN, &status));
    assert_int_equal(status, 130);
    text = file_read(path);
    assert_int_equal(sscanf(text, "%d", &pid), 1);
    assert_int_equal(kill(pid, 0), -1);
    book_play(home, after, COUNT_OF(after));
    pty_free(pty);
    free(text);
    free(path);
    home_free(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_broken_source_stops_no_other),
        cmocka_unit_test(undo_takes_a_run_back),
        cmocka_unit_test(what_a_run_came_to_is_kept),
        cmocka_unit_test(ctrl_c_ends_the_program_too),
        cmocka_unit_test(faults_and_other_hands_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, book_forget);
}
