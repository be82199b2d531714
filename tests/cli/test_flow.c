/* A morning on the command line: what one command writes, the next one reads, undo takes back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <cmocka.h>

#include "base/mem.h"
#include "cli/book.h"

/* One line of a script: the arguments, and what the output holds; `!` before: what it does not. */
struct line {
    const char *arguments;
    const char *holds;
};

static void play(const char *home, const struct line *lines, size_t count)
{
    struct run_result result = {0};

    for (size_t i = 0; i < count; i++) {
        const char *holds = lines[i].holds;
        bool absent = holds[0] == '!', found;

        book_run(&result, home, lines[i].arguments);
        found = strstr(str_text(&result.out), holds + absent) != NULL;
        if (result.status != 0 || found == absent)
            fprintf(stderr, "%s: %d\n%s%swanted: %s\n", lines[i].arguments, result.status,
                str_text(&result.out), str_text(&result.err), holds);
        assert_int_equal(result.status, 0);
        assert_true(found != absent);
    }
    run_fini(&result);
}

static void a_note_its_task_and_their_undoing(void **state)
{
    static const struct line lines[] = {
        {"note Globex -m \"Spoke to Ana\n- [ ] send deck fri\" --with \"Ana Ruiz\"", "db-1\n"},
        {"list tasks --columns title,due --csv", "send deck,2026-11-27\n"},
        {"list notes --json", "\"attendees\": [\"Ana Ruiz\"]"},
        {"show Globex --json", "\"last_touch\": \"2026-11-23\""},
        {"search deck", "send deck"},
        {"task done db-4", "send deck done"},
        {"undo 2", "undid: Globex: call logged, 1 follow-up planned"},
        {"list tasks --csv", "!send deck"},
        {"list notes --json", "[]"},
        {"redo 2", "redid: Globex: send deck done"},
        {"list tasks --where \"status = done\" --json", "send deck"},
        {"log Globex --json", "\"by\": \"command line\""},
    };
    char *home = book_home();

    play(home, lines, sizeof(lines) / sizeof(*lines));
    home_free(home);
}

static void rows_are_added_set_and_deleted(void **state)
{
    static const struct line lines[] = {
        {"add goal Globex statement=\"Save 100 hours\" target=100 due=eoq", "db-1\n"},
        {"list goals --csv", "A1,db-1,Save 100 hours"},
        {"set goal db-1 current=40", "Globex: goal 'Save 100 hours'"},
        {"show Globex --json", "\"current\": 40"},
        {"set account Globex name=\"Globex AG\" arr=500k", "Globex"},
        {"list --json --columns name,arr", "{\"name\": \"Globex AG\", \"arr\": 500000.00}"},
        {"undo", "undid: "},
        {"list --json --columns name", "{\"name\": \"Globex\"}"},
        {"delete account Globex", "'Globex' deleted"},
        {"list accounts --csv", "!Globex"},
        {"list contacts --json", "[]"},
        {"undo", "undid: "},
        {"list contacts --csv", "Ana Ruiz"},
        {"list runs --csv", "renewal"},
    };
    char *home = book_home();

    play(home, lines, sizeof(lines) / sizeof(*lines));
    home_free(home);
}

static void rows_of_today_are_done_and_snoozed(void **state)
{
    static const struct line lines[] = {
        {"today --json", "\"name\": \"Acme S\303\274d\""},
        {"snooze \"Acme S\303\274d\" +3d --why \"on leave\"", "snoozed until Thu 26 Nov"},
        {"today --json", "!Acme S\303\274d"},
        {"undo", "undid: "},
        {"today", "Acme S\303\274d"},
        {"done \"Acme S\303\274d\"", "Acme S\303\274d: "},
        {"today --json", "!Acme S\303\274d"},
        {"undo", "undid: "},
        {"today", "Acme S\303\274d"},
    };
    char *home = book_home();

    play(home, lines, sizeof(lines) / sizeof(*lines));
    home_free(home);
}

static void a_playbook_goes_step_by_step(void **state)
{
    static const struct line lines[] = {
        {"playbook status Globex", "0 of 10"},
        {"playbook step db-1 1 done", "done"},
        {"playbook status --json", "\"required_done\": 1"},
        {"playbook step db-1 1 reopen", "reopened"},
        {"playbook step db-1 2 skip --why \"nothing new\"", "skipped"},
        {"list steps --where \"status = skipped\" --json", "\"why\": \"nothing new\""},
        {"playbook step db-1 3 block --side customer --why legal", "blocked by the customer"},
        {"playbook status", "blocked"},
        {"undo 4", "undid: "},
        {"playbook status --json", "\"required_done\": 0"},
    };
    char *home = book_home();

    play(home, lines, sizeof(lines) / sizeof(*lines));
    home_free(home);
}

#define DRIVE(id, days) "add run Globex id=" id " playbook=adoption-drive type=adoption " days
/* Days from start to end: 30 40 20 10 50, and 20 that ended two days ago. */
static void playbooks_tell_what_came_of_them(void **state)
{
    static const struct line lines[] = {
        {DRIVE("r1", "status=done started=2026-03-01 finished=2026-03-31 succeeded=2026-04-30"),
            "r1"},
        {DRIVE("r2", "status=done started=2026-03-01 finished=2026-04-10"), "r2"},
        {DRIVE("r3", "status=done started=2026-05-01 finished=2026-05-21 succeeded=2026-05-10"),
            "r3"},
        {DRIVE("r4", "status=done started=2026-06-01 finished=2026-06-11 succeeded=2026-06-11"),
            "r4"},
        {"playbook list", "n/a: 4 runs"},
        {DRIVE("r5", "status=done started=2026-07-01 finished=2026-08-20 succeeded=2026-09-20"),
            "r5"},
        {DRIVE("r6", "status=done started=2026-11-01 finished=2026-11-21"), "r6"},
        {"playbook list", "0         n/a    25 d      60%  Adoption drive"},
        {"playbook list --json", "\"days\": {\"median\": 25, \"p75\": 40, \"runs\": 6}"},
        {"playbook show adoption-drive", "6 runs: 0 open, 6 done, 0 cancelled"},
        {"playbook show adoption-drive", "25 d from start to end, of 6 runs done"},
        {"playbook show adoption-drive",
            "60%, 3 of 5 runs that ended 30 days ago or longer; 1 ended later"},
        {"playbook show adoption-drive --json",
            "\"in\": [\"r1\", \"r3\", \"r4\"], \"out\": [\"r2\", \"r5\"]"},
        {"playbook show adoption-drive --json", "\"ended_later\": [\"r6\"]"},
        {"playbook show qbr", "no run yet"},
        {"add run Globex id=r7 playbook=old-one status=open", "r7"},
        {"playbook list", "its file is gone"},
    };
    char *home = book_home();

    play(home, lines, sizeof(lines) / sizeof(*lines));
    home_free(home);
}

#define ONBOARDING(account, id, days)                                                              \
    "add run " account " id=" id " playbook=onboarding type=onboarding " days
static void status_ends_with_onboarding(void **state)
{
    static const struct line lines[] = {
        {"playbook status", "none is open"},
        {"set account \"Acme Nord\" start=2026-09-01", "Acme Nord"},
        {"set account Globex start=2026-10-14", "Globex"},
        {ONBOARDING("\"Acme Nord\"", "o1",
             "status=done started=2026-09-01 target=2026-10-01 first_value=2026-09-25"),
            "o1"},
        {ONBOARDING("Globex", "o2", "status=open started=2026-11-20 target=2026-11-22"), "o2"},
        {"playbook status", "Onboarding, from 24 Nov 2025 to 23 Nov"},
        {"playbook status", "now                       0 on track, 1 behind, 0 stuck, 0 blocked"},
        {"playbook status", "on time                   50%, 1 of 2 runs"},
        {"playbook status", "with the customer's days  50%, 1 of 2 runs"},
        {"playbook status",
            "time to value             median 24 d, three quarters within 24 d, 1 account"},
        {"playbook status", "still without it          1 account, median age 40 d"},
        {"playbook status --to 2026-10-31", "on time                   100%, 1 of 1 run"},
        {"playbook status --from 2026-09-25 --to 2026-10-31", "n/a: no run was to be finished"},
        {"playbook status --onboarding --json",
            "\"on_time\": {\"value\": 0.5, \"numerator\": 1, \"denominator\": 2"},
        {"playbook status --onboarding --json", "\"in\": [\"o1\"], \"out\": [\"o2\"]}"},
        {"playbook status Globex", "!Onboarding, from"},
    };
    char *home = book_home();

    play(home, lines, sizeof(lines) / sizeof(*lines));
    home_free(home);
}

/* A gate wants what it demands, says so, and opens once it is there. */
static void a_gate_wants_its_demand(void **state)
{
    struct run_result result = {0};
    char *home = book_home();

    book_run(&result, home, "playbook step db-1 5");
    assert_int_equal(result.status, 2);
    assert_non_null(strstr(str_text(&result.err), "is a gate; it still needs a note"));
    book_run(&result, home, "note Globex -m \"They want to stay.\"");
    book_run(&result, home, "playbook step db-1 5");
    assert_int_equal(result.status, 0);
    book_run(&result, home, "playbook step db-1 4 done category=commit text=\"420k, all well\"");
    assert_int_equal(result.status, 0);
    book_run(&result, home, "list --csv --columns category --where \"name = globex\"");
    assert_string_equal(str_text(&result.out), "category\ncommit\n");
    run_fini(&result);
    home_free(home);
}

/* A row of the signals taken away: the book is scored again without a new day. */
static void changed_rules_score_the_book_again(void **state)
{
    static const char question[] =
        "list --config config --csv --columns top_signal --where \"name = globex\"";
    struct run_result result = {0};
    char *home = book_home(), *before;

    book_run(&result, home, question);
    assert_int_equal(result.status, 0);
    before = mem_copy_text(str_text(&result.out));
    free(home_write(
        home, "config/signals.yaml", "decision-uncalled: off\nrenewal-not-green: off\n"));
    book_run(&result, home, question);
    assert_int_equal(result.status, 0);
    assert_string_not_equal(str_text(&result.out), before);
    free(before);
    run_fini(&result);
    home_free(home);
}

static void options_stand_anywhere(void **state)
{
    static const struct line lines[] = {
        {"list --limit=1 --csv --columns name tasks --sort -title", "!"},
        {"task add --due -2w Globex \"look back\"", "db-4\n"},
        {"list tasks --csv --columns title,due", "look back,2026-11-09\n"},
        {"note -m\"one letter\" Globex", "db-1\n"},
        {"--today 2026-12-24 task add Globex --due tomorrow -- --with dashes", "db-5\n"},
        {"list tasks --csv --columns title,due", "--with dashes,2026-12-25\n"},
        {"playbook --read-only status", "Renewal"},
    };
    char *home = book_home();

    play(home, lines + 1, sizeof(lines) / sizeof(*lines) - 1);
    home_free(home);
}

static void the_conversation_takes_the_same_verbs(void **state)
{
    struct run_result result = {0};
    char *home = book_home();

    book_run_with_input(&result, home, "today --plain",
        "why\nnote talked about price\ntask send the offer fri\nsnooze +2d\nwhat\nquit\n");
    assert_int_equal(result.status, 0);
    assert_non_null(strstr(str_text(&result.out), "call logged"));
    assert_non_null(strstr(str_text(&result.out), "send the offer planned for Fri 27 Nov"));
    assert_non_null(strstr(str_text(&result.out), "snoozed until Wed 25 Nov"));
    assert_non_null(strstr(str_text(&result.out), "not understood"));
    book_run(&result, home, "list notes --csv --columns body");
    assert_string_equal(str_text(&result.out), "body\ntalked about price\n");
    book_run_with_input(&result, home, "note Globex -", "from a pipe\nsecond line\n");
    assert_int_equal(result.status, 0);
    book_run(&result, home, "list notes --json --columns body");
    assert_non_null(strstr(str_text(&result.out), "from a pipe\\nsecond line"));
    run_fini(&result);
    home_free(home);
}

/* Each at once after the other: none leaves the scoring to the one before. */
static void every_day_has_its_own_scores(void **state)
{
    static const struct line lines[] = {
        {"--today 2026-11-24 list --csv --columns id,scored_on", "A1,2026-11-24"},
        {"--today 2026-11-25 list --csv --columns id,scored_on", "A1,2026-11-25"},
        {"--today 2028-01-01 list --csv --columns id,scored_on", "A1,2028-01-01"},
        {"--today 2026-11-01 list --csv --columns id,scored_on", "A1,2026-11-01"},
    };
    char *home = book_home();

    play(home, lines, sizeof(lines) / sizeof(*lines));
    home_free(home);
}

/* A letter each; nothing is written twice, and what is internal stands in none. */
static void letters_to_many(void **state)
{
    struct run_result result = {0};
    char *home = book_home(), *folder = home_path(home, "letters");
    struct str arguments = {0};

    book_run(&result, home, "mail check-in Globex");
    assert_int_equal(result.status, 0);
    assert_non_null(strstr(str_text(&result.out), "Subject: A quick word, Ana?"));
    assert_null(strstr(str_text(&result.out), "check-in"));
    str_addf(&arguments, "mail check-in --where \"not stage = churned\" --log -o %s", folder);
    book_run(&result, home, str_text(&arguments));
    assert_int_equal(result.status, 0);
    assert_non_null(strstr(str_text(&result.out), "globex"));
    book_run(&result, home, str_text(&arguments));
    assert_int_equal(result.status, 3);
    book_run(&result, home, "list notes --csv --columns kind,tags");
    assert_non_null(strstr(str_text(&result.out), "email,try"));
    book_run(&result, home, "undo");
    assert_non_null(strstr(str_text(&result.out), "letters written: check-in"));
    book_run(&result, home, "list notes --json");
    assert_string_equal(str_text(&result.out), "[]\n");
    book_run(&result, home, "mail nothing Globex");
    assert_int_equal(result.status, 2);
    assert_non_null(strstr(str_text(&result.err), "there are check-in, goals"));
    char *mails = home_path(home, "config/mails");
    assert_int_equal(mkdir(mails, 0700), 0);
    free(mails);
    free(home_write(home, "config/mails/mine.md", "Hello\n\n{health}\n"));
    book_run(&result, home, "mail mine Globex --config config");
    assert_int_equal(result.status, 2);
    assert_non_null(strstr(str_text(&result.err), "mine.md:3:1: {health} is internal"));
    str_fini(&arguments);
    run_fini(&result);
    free(folder);
    home_free(home);
}

/* The line that the account implied is gone with the first row: what the row is not told it takes
 * from there, so that ARR and decision stay. */
static void the_first_line_is_what_the_account_said(void **state)
{
    static const struct book_line lines[] = {
        {"set account A1 notice_days=2m auto_renew=yes seats=40", 0, ""},
        {"list accounts --csv --columns id,arr_now,ends,decides_on", 0,
            "A1,420000.00,2027-02-18,2026-12-18"},
        {"add contract A1 id=L1 uplift=5%", 0, "L1"},
        {"list accounts --csv --columns id,arr_now,ends,decides_on", 0,
            "A1,420000.00,2027-02-18,2026-12-18"},
        {"list contracts --csv --columns id,arr,ends,notice,notice_unit,auto_renew,uplift,seats", 0,
            "L1,420000.00,2027-02-18,2,months,yes,0.05,40"},
        {"add contract A1 id=L2 arr=10k", 0, "L2"}, /* the next one stands for itself */
        {"list contracts --csv --columns id,arr,ends,notice", 0, "L2,10000.00,,\n"},
        {"undo 2", 0, "undid"},
        {"add contract A1 id=L3 arr=500k ends=2027-05-31", 0, "L3"},
        {"list contracts --csv --columns id,arr,ends,notice", 0, "L3,500000.00,2027-05-31,2\n"},
    };
    char *home = book_home();

    book_play(home, lines, sizeof(lines) / sizeof(*lines));
    home_free(home);
}

static void an_undo_is_seen_before(void **state)
{
    static const struct book_line lines[] = {
        {"set account Globex tier=gold segment=mid", 0, ""},
        {"task add Globex \"call the plant\"", 0, ""},
        {"delete contact db-1", 0, ""},
        {"--read-only undo 3 --dry-run", 0, "  contact Ana Ruiz: comes back\n"},
        {"undo 3 --dry-run", 0, "  task call the plant: goes\nwould undo: "},
        {"undo 3 --dry-run", 0, "  account Globex: segment mid -> nothing\n"},
        {"undo --dry-run", 0, "!tier"},
        {"list contacts", 0, "!Ana Ruiz"},
        {"undo 2 --dry-run --json", 0, "\"what\": \"goes\", \"kind\": \"task\""},
        {"undo --json", 2, "--json is for --dry-run"},
        {"redo --dry-run", 2, "nothing to redo"},
        {"undo", 0, "undid"},
        {"list contacts", 0, "Ana Ruiz"},
        {"redo --dry-run", 0, "  contact Ana Ruiz: goes\n"},
        {"list contacts", 0, "Ana Ruiz"},
        {"undo 99 --dry-run", 1, "nothing to undo"},
    };
    char *home = book_home();

    (void)state;
    book_play(home, lines, COUNT_OF(lines));
    home_free(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_line_is_what_the_account_said),
        cmocka_unit_test(a_note_its_task_and_their_undoing),
        cmocka_unit_test(rows_are_added_set_and_deleted),
        cmocka_unit_test(rows_of_today_are_done_and_snoozed),
        cmocka_unit_test(a_playbook_goes_step_by_step),
        cmocka_unit_test(playbooks_tell_what_came_of_them),
        cmocka_unit_test(status_ends_with_onboarding),
        cmocka_unit_test(a_gate_wants_its_demand),
        cmocka_unit_test(changed_rules_score_the_book_again),
        cmocka_unit_test(options_stand_anywhere),
        cmocka_unit_test(the_conversation_takes_the_same_verbs),
        cmocka_unit_test(every_day_has_its_own_scores),
        cmocka_unit_test(letters_to_many),
        cmocka_unit_test(an_undo_is_seen_before),
    };

    return cmocka_run_group_tests(tests, NULL, book_forget);
}
