/* Runs from the command line: a file edited under a run, moving over, whole runs, many at once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "cli/book.h"

/* --- the file edited under the run --- */

#define FIRST                                                                                      \
    "title: Start-up\n"                                                                            \
    "type: onboarding\n"                                                                           \
    "anchor: contract start\n"                                                                     \
    "target: 30d\n"                                                                                \
    "steps:\n"                                                                                     \
    "  - {id: read, title: Read the hand-over, due: +0wd}\n"                                       \
    "  - {id: welcome, title: Welcome, kind: email, due: +1wd}\n"                                  \
    "  - {id: kickoff, title: Kickoff, kind: meeting, due: +3wd}\n"
#define LAST                                                                                       \
    "  - {id: value, title: First value, due: +27d, need: gate, first_value: yes,\n"               \
    "     demands: [{value: what they got}]}\n"                                                    \
    "  - {id: close, title: Close, from: value, due: +5wd, after: value}\n"
static const char before_file[] =
    "id: start-up\nversion: 1\n" FIRST
    "  - {id: goals, title: Goals, from: kickoff, due: +2wd, guidance: Numbers.}\n"
    "  - {id: live, title: Set-up live, due: +14d}\n"
    "  - {id: train, title: Train them, kind: training, due: +16d}\n" LAST;
/* A step added, one removed, one reworded, one re-dated. */
static const char after_file[] =
    "id: start-up\nversion: 2\n" FIRST
    "  - {id: data, title: Look at the data, from: kickoff, due: +1wd}\n"
    "  - {id: goals, title: One to three goals, from: kickoff, due: +2wd, guidance: In numbers.}\n"
    "  - {id: live, title: Set-up live, due: +10d}\n" LAST;

/* From Mon 23 Nov; the kickoff was held on Tue 24, so that the goals moved from Mon 30 to Thu 26.
 */
static const char before_state[] = "number,step,title,due,status\n"
                                   "1,read,Read the hand-over,2026-11-23,done\n"
                                   "2,welcome,Welcome,2026-11-24,done\n"
                                   "3,kickoff,Kickoff,2026-11-26,done\n"
                                   "4,goals,Goals,2026-11-26,open\n"
                                   "5,live,Set-up live,2026-12-07,open\n"
                                   "6,train,Train them,2026-12-09,open\n"
                                   "7,value,First value,2026-12-21,open\n"
                                   "8,close,Close,2026-12-28,open\n";
static const char after_state[] = "number,step,title,due,status\n"
                                  "1,read,Read the hand-over,2026-11-23,done\n"
                                  "2,welcome,Welcome,2026-11-24,done\n"
                                  "3,kickoff,Kickoff,2026-11-26,done\n"
                                  "4,data,Look at the data,2026-11-25,open\n"
                                  "5,goals,One to three goals,2026-11-26,open\n"
                                  "6,live,Set-up live,2026-12-03,open\n"
                                  "7,value,First value,2026-12-21,open\n"
                                  "8,close,Close,2026-12-28,open\n"
                                  "9,train,Train them,2026-12-09,cancelled\n";
static const char difference[] = "version: 2, was 1\n"
                                 "step 4 Look at the data: new, due 25 Nov\n"
                                 "step 5 One to three goals: was Goals; guidance reworded\n"
                                 "step 6 Set-up live: due 3 Dec, was 7 Dec\n"
                                 "step 6 Train them: no longer in the playbook, will be dropped\n";

#define TUESDAY "--today 2026-11-24 "

static void assert_text(const char *home, const char *arguments, const char *wanted)
{
    char *text = book_text(home, arguments);

    assert_string_equal(text, wanted);
    free(text);
}

static void assert_state(const char *home, const char *steps, const char *run)
{
    assert_text(home,
        TUESDAY "list steps --sort number --csv --columns "
                "number,step,title,due,status",
        steps);
    assert_text(home, TUESDAY "list runs --csv --columns version,target,status", run);
}

/* Three steps ticked, on Mon 23 and Tue 24. */
static char *start_and_tick(void)
{
    static const struct book_line lines[] = {
        {"add account id=A1 name=Globex stage=onboarding start=2026-11-23", 0, "A1"},
        {"playbook start start-up Globex", 0, "db-1\n"},
        {"playbook diff db-1", 0, "the run is as its file"},
        {"playbook step db-1 1", 0, "done"},
        {"playbook step db-1 welcome done", 0, "done"},
        {TUESDAY "playbook step db-1 3", 0, "Kickoff done; 1 date moved"},
    };
    char *home = home_new();

    book_playbook(home, "start-up.yaml", before_file);
    book_play(home, lines, sizeof(lines) / sizeof(*lines));
    return home;
}

static void a_run_moves_over_and_back(void **state)
{
    static const char run_before[] = "version,target,status\n1,2026-12-23,open\n";
    static const char run_after[] = "version,target,status\n2,2026-12-23,open\n";
    static const struct book_line over = {TUESDAY "playbook update db-1", 0,
        "Globex: Start-up moved over to version 2: 1 added, 1 removed, 1 reworded, 1 re-dated"};
    static const struct book_line back = {TUESDAY "undo", 0, "undid: Globex: Start-up moved over"};
    static const struct book_line after[] = {
        {TUESDAY "playbook update db-1", 0, "the run is as its file"},
        {TUESDAY "playbook step db-1 data", 0, "Look at the data done"},
        {TUESDAY "list steps --csv --columns why --where \"status = cancelled\"", 0,
            "no longer in the playbook"},
    };
    char *home = start_and_tick();

    assert_state(home, before_state, run_before);
    book_playbook(home, "start-up.yaml", after_file);
    assert_text(home, TUESDAY "playbook diff db-1", difference);
    assert_text(home, TUESDAY "playbook update db-1 --dry-run", difference);
    assert_state(home, before_state, run_before);
    book_play(home, &over, 1);
    assert_state(home, after_state, run_after);
    book_play(home, &back, 1);
    assert_state(home, before_state, run_before);
    assert_text(home, TUESDAY "playbook diff db-1", difference);
    book_play(home, &over, 1);
    assert_state(home, after_state, run_after);
    book_play(home, after, sizeof(after) / sizeof(*after));
    home_free(home);
}

static void the_difference_as_json(void **state)
{
    char *home = start_and_tick(), *text;

    book_playbook(home, "start-up.yaml", after_file);
    text = book_text(home, TUESDAY "playbook diff db-1 --json");
    assert_true(json_is_valid(text));
    assert_non_null(strstr(text, "\"differs\": true"));
    assert_non_null(strstr(text, "\"step\": \"live\", \"number\": 6, \"title\": \"Set-up live\", "
                                 "\"status\": \"open\", \"what\": [\"date\"], \"was_due\": "
                                 "\"2026-12-07\", \"due\": \"2026-12-03\""));
    free(text);
    home_free(home);
}

/* A run keeps its text: it goes on whatever becomes of the file. */
static void a_file_that_is_gone_or_faulty_harms_no_run(void **state)
{
    static const struct book_line faulty[] = {
        {TUESDAY "playbook diff db-1", 0, "its file is faulty: "},
        {TUESDAY "playbook diff db-1", 0, "start-up.yaml:2:1:"},
        {TUESDAY "playbook update db-1", 2, "cannot move over: its file is faulty"},
        {TUESDAY "playbook step db-1 goals", 0, "Goals done"},
    };
    static const struct book_line gone[] = {
        {TUESDAY "playbook diff db-1", 0, "there is no playbook \"start-up\" any more"},
        {TUESDAY "playbook update db-1", 2, "its playbook is no longer there"},
        {TUESDAY "playbook start start-up Globex", 2, "there is no playbook"},
        {TUESDAY "playbook step db-1 live", 0, "Set-up live done"},
        {TUESDAY "playbook step db-1 value", 2, "it still needs a confirmed value entry"},
        {TUESDAY "playbook step db-1 train date 2026-12-15", 0, "Train them set for Tue 15 Dec"},
        {TUESDAY "playbook step db-1 train unpin", 0, "Train them set for Wed 9 Dec"},
        {TUESDAY "playbook status", 0, "5 of 8"},
        {TUESDAY "playbook cancel db-1 --why \"no use\"", 0, "Start-up cancelled"},
        {TUESDAY "playbook repeat db-1", 0, "db-2\n"},
        {TUESDAY "playbook status", 0, "0 of 8"},
    };
    char *home = start_and_tick();

    book_playbook(home, "start-up.yaml", "id: [\n");
    book_play(home, faulty, sizeof(faulty) / sizeof(*faulty));
    book_playbook(home, "start-up.yaml", NULL);
    book_play(home, gone, sizeof(gone) / sizeof(*gone));
    home_free(home);
}

/* --- whole runs and single steps: db-1 is the renewal of Globex, which decides on Fri 19 Feb ---
 */

static void runs_are_shifted_given_away_and_ended(void **state)
{
    static const struct book_line lines[] = {
        {"playbook step db-1 2 date 2026-12-04", 0, "set for Fri 4 Dec"},
        {"list steps --csv --columns due,pinned --where \"pinned = yes\"", 0, "2026-12-04,yes"},
        {"playbook shift db-1 -- +1w", 0, "Renewal shifted by 1w; "},
        {"list steps --csv --columns due --where \"pinned = yes\"", 0, "2026-12-04"},
        {"playbook shift db-1 +1w --all", 0, "Renewal shifted by 1w; "},
        {"list steps --csv --columns due --where \"pinned = yes\"", 0, "2026-12-11"},
        {"undo 2", 0, "undid: "},
        {"list steps --csv --columns due --where \"pinned = yes\"", 0, "2026-12-04"},
        {"playbook step db-1 2 unpin", 0, "set for "},
        {"list steps --csv --columns number --where \"pinned = yes\"", 0, "!2"},
        {"playbook shift db-1 soon", 2, "by how much? +5d days"},
        {"playbook shift db-1 -2d", 0, "shifted by -2d"},
        {"playbook assign db-1 2 Ben", 0, "goes to Ben"},
        {"list steps --csv --columns number,owner --where \"owner = ben\"", 0, "owner\n2,Ben\n"},
        {"playbook assign db-1 Cleo", 0, "Renewal goes to Cleo, 1"},
        {"list steps --csv --columns owner --where \"owner = ben\"", 0, "!Ben"},
        {"playbook assign db-1 Dana", 0, "Renewal goes to Dana"}, /* the account's own */
        {"list steps --csv --columns owner --where \"not missing(owner)\"", 0, "!Dana"},
        {"playbook step db-1 2 date", 2, "say which day"},
        {"playbook step db-1 2 done --why x", 2, "--why goes with skip and block"},
        {"playbook step db-1 2 skip", 2, "is skipped: --why TEXT"},
        {"playbook step db-1 2 block --side us", 2, "say what blocks it: --why TEXT"},
        {"list steps --where \"run = db-1\"", 2, "write the number alone, run = 1"},
        {"playbook step db-1 99 done", 2, "has no step \"99\"; its steps"},
        {"playbook repeat db-1", 2, "still runs: finish or cancel it first"},
        {"playbook cancel db-1", 2, "say why: --why"},
        {"playbook cancel db-1 --why \"renewed early\"", 0, "Globex: Renewal cancelled"},
        {"list runs --csv --columns why --where \"playbook = renewal\"", 0, "renewed early"},
        {"playbook step db-1 1 done", 2, "is cancelled"},
        {"playbook repeat db-1", 0, "db-3\n"},
        {"playbook status Globex", 0, "0 of 10"},
        {"playbook start qbr Globex", 0, "db-4\n"}, /* its review has no date */
        {"playbook status Globex", 0, "no day yet"},
    };
    char *home = book_home();

    book_play(home, lines, sizeof(lines) / sizeof(*lines));
    home_free(home);
}

static void a_finished_run_is_reopened_by_its_step(void **state)
{
    static const struct book_line lines[] = {
        {"playbook start two Globex", 0, "db-3\n"},
        {"playbook step db-3 a", 0, "done"},
        {"playbook step db-3 b block --side us --why \"no time\"", 0, "blocked by us, no time"},
        {"playbook step db-3 b", 0, "B done; Two finished"},
        {"playbook step db-3 a reopen", 0, "A reopened"},
        {"list runs --csv --columns id,status,finished --where \"playbook = two\"", 0,
            "db-3,open,\n"},
        {"playbook step db-3 a", 0, "Two finished"},
        {"playbook repeat db-3", 0, "db-4\n"},
    };
    char *home = book_home();

    book_playbook(home, "two.yaml",
        "id: two\ntitle: Two\ntype: review\nsteps:\n"
        "  - {id: a, title: A, due: +1wd}\n  - {id: b, title: B, due: +2wd}\n");
    book_play(home, lines, sizeof(lines) / sizeof(*lines));
    home_free(home);
}

/* Step 2 of Globex's renewal was missed at the start; its own day would be long past. */
static void what_was_missed_does_not_fall_back(void **state)
{
    static const struct book_line lines[] = {
        {"playbook step db-1 2 date 2026-12-04", 0, "set for Fri 4 Dec"},
        {"playbook step db-1 2 unpin", 0, "set for today"},
        {"playbook step db-1 99", 2, "its steps are 1 to 11"},
    };
    char *home = book_home();

    book_play(home, lines, sizeof(lines) / sizeof(*lines));
    home_free(home);
}

static void a_look_says_what_stands_in_the_way(void **state)
{
    static const struct book_line lines[] = {
        {"playbook preview renewal \"Acme Nord\"", 0, "counts from the day the customer decides, "},
        {"playbook preview renewal \"Acme Nord\"", 0, "!not now"},
        {"playbook preview renewal Globex", 0, "not now: Renewal already runs for Globex"},
        {"set account A1 start=2024-01-15", 0, ""},
        {"playbook preview onboarding Globex", 0, "which is past; --on gives another day"},
        {"playbook start onboarding Globex", 0, ""},
        {"log --limit 1", 0, "to be done by 14 Feb 2024, which is past"},
        {"playbook show renewal", 0, "only where contract: uplift > 0%"},
        {"playbook show escalation", 0, "again every 1wd until fixed"},
        {"playbook show onboarding", 0, "after first-value"},
    };
    char *home = book_home();

    book_play(home, lines, sizeof(lines) / sizeof(*lines));
    home_free(home);
}

/* --- many at once --- */

static void many_are_started_as_one_change(void **state)
{
    static const struct book_line lines[] = {
        {"playbook start renewal --where \"arr > 50k\" --dry-run", 1, "Acme S\303\274d"},
        {"playbook start renewal --where \"arr > 50k\" --dry-run", 1,
            "daybook: playbook start: Renewal already runs for Globex"},
        {"playbook start renewal \"Acme Nord\" --dry-run", 0, "required  "},
        {"list runs --csv", 0, "!db-3"},
        {"playbook start renewal --where \"arr > 50k\"", 1, "db-3\ndb-4\n"},
        {"playbook status", 0, "Acme Nord"},
        {"log", 0, "Renewal started for 2 accounts"},
        {"undo", 0, "undid: Renewal started for 2 accounts"},
        {"list runs --csv", 0, "!db-3"},
        {"list steps --csv --columns account", 0, "!Acme S\303\274d"},
        {"redo", 0, "redid: Renewal started for 2 accounts"},
        {"playbook start renewal Globex \"Acme Nord\"", 2, "already runs for Acme Nord"},
        {"playbook start risk-recovery Globex Nobody Globex", 1, "no account 'Nobody'"},
        {"log --limit 1", 0, "Globex: Risk recovery started"},
        {"playbook start renewal", 2, "name accounts, or say --where EXPR"},
        {"playbook start renewal --where \"arr > 900m\"", 2, "no account with arr > 900m"},
        {"playbook start renewal --where \"arrr > 5\"", 2, "arr"},
        {"playbook start renewall Globex", 2, "did you mean \"renewal\""},
    };
    char *home = book_home();

    book_play(home, lines, sizeof(lines) / sizeof(*lines));
    home_free(home);
}

static void a_look_at_many_is_json_too(void **state)
{
    struct run_result result = {0};
    char *home = book_home();

    book_run(&result, home, "playbook start renewal --where \"arr > 50k\" --dry-run --json");
    assert_int_equal(result.status, 1);
    assert_true(json_is_valid(str_text(&result.out)));
    assert_non_null(strstr(str_text(&result.out), "\"name\": \"Globex\", \"run\": null, \"why\": "
                                                  "\"Renewal already runs"));
    assert_non_null(strstr(str_text(&result.out), "\"steps\": [{\"number\": 1, "));
    run_fini(&result);
    home_free(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_moves_over_and_back),
        cmocka_unit_test(the_difference_as_json),
        cmocka_unit_test(a_file_that_is_gone_or_faulty_harms_no_run),
        cmocka_unit_test(runs_are_shifted_given_away_and_ended),
        cmocka_unit_test(a_finished_run_is_reopened_by_its_step),
        cmocka_unit_test(what_was_missed_does_not_fall_back),
        cmocka_unit_test(a_look_says_what_stands_in_the_way),
        cmocka_unit_test(many_are_started_as_one_change),
        cmocka_unit_test(a_look_at_many_is_json_too),
    };

    return cmocka_run_group_tests(tests, NULL, book_forget);
}
