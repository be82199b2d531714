/* The checklist: its states, what its keys do, and how it leads through what a step demands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <cmocka.h>
#include "app/verbs.h"
#include "base/attributes.h"
#include "base/text.h"
#include "support/home.h"
#include "support/scene.h"
#include "support/small_book.h"
#include "ui/shell.h"
#include "ui/ui_internal.h"
#include "views/checklist_scene.h"

/* --- what the keys do --- */

static void a_tick_says_what_comes_next(void **state)
{
    start_onboarding("goto globex");
    scene_keys(&scene, "x");
    check_status("globex", 1, "done");
    see("Read the hand-over done; next: Welcome, and a kickoff date, tomorrow");
    see("▎ ☐   2  Welcome, and a kickoff date");
    scene_keys(&scene, "k x");
    check_status("globex", 1, "open");
    see("Read the hand-over reopened");
    undo(1);
    check_status("globex", 1, "done");
    undo(1);
    check_status("globex", 1, "open");
}

/* Another program deleted the account while the question stood. */
static void skipped_when_it_is_gone(void **state)
{
    struct outcome outcome;
    struct error err;
    int64_t account = small_book_account(scene.session, "globex");

    start_onboarding("goto globex");
    scene_keys(&scene, "m s");
    assert_true(verb_delete(scene.session, KIND_ACCOUNT, account, &outcome, &err));
    outcome_fini(&outcome);
    ui_changed(scene.ui);
    shell_draw(scene.ui);
    scene_type(&scene, "not needed");
    scene_keys(&scene, "Enter");
    see("this step is gone");
}

static void skipped_with_a_reason(void **state)
{
    start_onboarding("goto globex");
    scene_keys(&scene, "m s Enter");
    see("say why it is skipped");
    scene_type(&scene, "they did it with the old system");
    scene_keys(&scene, "Enter");
    check_status("globex", 1, "skipped");
    see("Read the hand-over skipped, they did it with the old system; next: Welcome");
    scene_keys(&scene, "k");
    see("skipped today: they did it with the old");
    scene_keys(&scene, "j j m s");
    see("Kickoff is a gate: it cannot be skipped");
    undo(1);
    check_status("globex", 1, "open");
}

static void blocked_with_a_side_and_free_again(void **state)
{
    start_onboarding("goto globex");
    scene_keys(&scene, "m b");
    see("Blocked by");
    scene_keys(&scene, "Enter");
    scene_type(&scene, "waiting for their IT");
    scene_keys(&scene, "Enter");
    check_status("globex", 1, "blocked");
    see("blocked by the customer");
    see("blocked by the customer since today:");
    see("blocked by the customer since 23 Nov   day 658 of 30");
    see("0 of 10 required");
    scene_keys(&scene, "m b");
    check_status("globex", 1, "open");
    undo(1);
    check_status("globex", 1, "blocked");
    undo(1);
    scene_keys(&scene, "m b Down Enter");
    scene_type(&scene, "the connector is late");
    scene_keys(&scene, "Enter");
    assert_string_equal(step_says("globex", 1, STEP_SIDE), "us");
}

static void a_date_is_pinned_and_let_go(void **state)
{
    start_onboarding("goto globex");
    scene_keys(&scene, "d");
    scene_type(&scene, "fri");
    see("Fri 27 Nov 2026");
    scene_keys(&scene, "Enter");
    see("due Fri 27 Nov, planned 3 Feb 2025, pinned");
    see("Read the hand-over            pinned      Fri 27 Nov");
    scene_keys(&scene, "b");
    assert_false(is_seen("pinned "));
    scene_keys(&scene, "b");
    see("pinned");
    undo(1);
    assert_false(is_seen("pinned "));
    undo(2);
    see("due today, planned 3 Feb 2025");
}

static void given_to_somebody(void **state)
{
    start_onboarding("goto globex");
    scene_keys(&scene, "m o");
    scene_type(&scene, "ida");
    scene_keys(&scene, "Enter");
    see("ida does it");
    scene_keys(&scene, "m O");
    scene_type(&scene, "ana");
    scene_keys(&scene, "Enter");
    assert_string_equal(step_says("globex", 12, STEP_OWNER), "ana");
    undo(1);
    assert_string_equal(step_says("globex", 12, STEP_OWNER), "");
    assert_string_equal(step_says("globex", 1, STEP_OWNER), "ida");
}

static void all_open_days_are_shifted(void **state)
{
    start_onboarding("goto globex");
    scene_keys(&scene, "m d");
    scene_type(&scene, "1w");
    see("1 week later");
    assert_false(is_seen("Fri 11 Dec"));
    scene_keys(&scene, "Enter");
    see("Fri 11 Dec");
    undo(1);
    assert_false(is_seen("Fri 11 Dec"));
}

static void cancelled_and_run_again(void **state)
{
    start_onboarding("goto globex");
    scene_keys(&scene, "m r");
    see("Onboarding still runs: finish it, or cancel it with D");
    assert_false(is_seen("from today?"));
    scene_keys(&scene, "D Enter");
    see("say why it is cancelled");
    scene_type(&scene, "they stay with the old set-up");
    scene_keys(&scene, "Enter");
    check_status("globex", 1, "cancelled");
    see("because they stay with the old set-up");
    see("0 of ");
    scene_keys(&scene, "m o");
    see("Onboarding is cancelled: m r runs it again");
    scene_keys(&scene, "m r");
    see("Run Onboarding again on Globex, from today?");
    scene_keys(&scene, "y");
    see("0 of 10 required");
    see("Onboarding started");
    undo(2);
    check_status("globex", 1, "open");
}

/* --- leading through demands --- */

/* A step that asks for a day: left out, left with Esc, given. */
static void what_is_not_a_gate_can_be_ticked_without(void **state)
{
    start_onboarding("goto globex");
    scene_keys(&scene, "j x");
    see("the kickoff");
    scene_keys(&scene, "Esc");
    check_status("globex", 2, "open");
    scene_keys(&scene, "x Enter");
    see("Tick Welcome, and a kickoff date without a date: the kickoff?");
    scene_keys(&scene, "n");
    check_status("globex", 2, "open");
    scene_keys(&scene, "x Enter y");
    check_status("globex", 2, "done");
    undo(1);
    scene_keys(&scene, "k j x");
    scene_type(&scene, "nonsense");
    scene_keys(&scene, "Enter");
    check_status("globex", 2, "open");
    scene_keys(&scene, "C-u");
    scene_type(&scene, "thu");
    scene_keys(&scene, "Enter");
    check_status("globex", 2, "done");
    assert_string_equal(step_says("globex", 2, STEP_GIVEN), "date=2026-11-26");
    undo(1);
    check_status("globex", 2, "open");
}

/* The kickoff is a gate: a note, who was there, a champion. */
static void a_gate_wants_all_of_it(void **state)
{
    start_onboarding("goto vega");
    scene_keys(&scene, "j j x");
    see("## Why they bought");
    scene_keys(&scene, "Esc"); /* nothing was written: no draft stays */
    assert_false(is_seen("draft kept"));
    scene_keys(&scene, "x");
    see("Kickoff asks for a note");
    scene_type(&scene, "They are all on board.");
    scene_keys(&scene, "C-s");
    see("Kickoff asks for who was there");
    scene_type(&scene, "Ida Roth");
    scene_keys(&scene, "C-s");
    see("who is the champion");
    scene_keys(&scene, "Esc");
    check_status("vega", 3, "open");
    scene_keys(&scene, "x");
    scene_type(&scene, "Ida Moreno");
    scene_keys(&scene, "Enter");
    see("A new person");
    see("Ida Moreno");
    see("champion");
    scene_keys(&scene, "C-s");
    check_status("vega", 3, "done");
    see("Kickoff done; next: ");
    undo(1);
    check_status("vega", 3, "open");
}

/* Somebody who is there takes the role. */
static void a_person_takes_the_role(void **state)
{
    struct arena arena = {0};
    struct row_list people = {0};
    struct error err;
    bool is_buyer = false;

    scene_command(&scene, "goto umbrella");
    scene_command(&scene, "playbook hand-over");
    scene_keys(&scene, "g g");
    for (int i = 0; i < 20 && !is_seen("a person: buyer"); i++)
        scene_keys(&scene, "j");
    scene_keys(&scene, "x");
    for (int i = 0; i < 4 && !is_seen("who is the buyer"); i++)
        scene_keys(&scene, "Up Enter");
    see("who is the buyer");
    scene_type(&scene, "oyelaran");
    scene_keys(&scene, "Enter Esc");
    assert_true(store_children(session_store(scene.session), KIND_CONTACT,
        small_book_account(scene.session, "umbrella"), &arena, &people, &err));
    for (size_t i = 0; i < people.count; i++)
        is_buyer |= row_is(people.items[i], CONTACT_NAME, "Sam Oyelaran") &&
                    row_is(people.items[i], CONTACT_ROLE, "economic buyer");
    assert_true(is_buyer);
    arena_fini(&arena);
}

static void open_initech(const char *keys)
{
    scene_start(&scene, 110, 32);
    scene_command(&scene, "goto initech");
    scene_keys(&scene, "] ] Enter g g");
    scene_keys(&scene, keys);
}

/* What was typed into a form that was left stands there the next time. */
static void a_value_in_their_words(void **state)
{
    open_initech("G k k x");
    see("A value entry");
    scene_type(&scene, "reports take 2 hours, were 9");
    scene_keys(&scene, "Esc x");
    see("reports take 2 hours, were 9");
    scene_keys(&scene, "C-s");
    see("this is needed");
    scene_keys(&scene, "Tab");
    see("Mara Kowalczyk");
    scene_keys(&scene, "C-s");
    see("First value, in their words asks for a note");
    scene_type(&scene, "Seen in the call.");
    scene_keys(&scene, "C-s");
    check_status("initech", 10, "done");
    see("first value confirmed");
    undo(1);
    check_status("initech", 10, "open");
}

/* What was given before Esc is in the book. */
static void what_was_given_is_kept(void **state)
{
    open_initech("G x");
    see("comes after step 10");
    open_initech("j j j j x x");
    see("1 of 2: first value");
    scene_type(&scene, "11 dec");
    scene_keys(&scene, "Enter");
    see("2 of 2: what the first value will be");
    scene_keys(&scene, "Esc");
    check_status("initech", 5, "open");
    assert_string_equal(step_says("initech", 5, STEP_GIVEN), "date=2026-12-11");
    scene_keys(&scene, "x");
    see("2 of 2: what the first value will be");
    scene_type(&scene, "one report by herself");
    scene_keys(&scene, "Enter");
    check_status("initech", 5, "done");
    scene_keys(&scene, "g g j j j j");
    see("What was given                         2 of 2");
    see("one report by herself");
}

static void a_goal_in_numbers(void **state)
{
    open_initech("j j j x x");
    see("A new goal");
    scene_keys(&scene, "C-s");
    see("this is needed");
    scene_type(&scene, "days to close a month");
    scene_keys(&scene, "Enter");
    scene_type(&scene, "9");
    scene_keys(&scene, "Enter");
    scene_type(&scene, "4");
    scene_keys(&scene, "Enter");
    scene_type(&scene, "+3m");
    see("Tue 23 Feb 2027");
    scene_keys(&scene, "Enter Tab Enter");
    check_status("initech", 4, "done");
    undo(1);
    check_status("initech", 4, "open");
    undo(1);
    scene_keys(&scene, "k k k");
    see("no goals yet");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_tick_says_what_comes_next, make_scene, end_scene),
        cmocka_unit_test_setup_teardown(skipped_when_it_is_gone, make_scene, end_scene),
        cmocka_unit_test_setup_teardown(skipped_with_a_reason, make_scene, end_scene),
        cmocka_unit_test_setup_teardown(blocked_with_a_side_and_free_again, make_scene, end_scene),
        cmocka_unit_test_setup_teardown(a_date_is_pinned_and_let_go, make_scene, end_scene),
        cmocka_unit_test_setup_teardown(given_to_somebody, make_scene, end_scene),
        cmocka_unit_test_setup_teardown(all_open_days_are_shifted, make_scene, end_scene),
        cmocka_unit_test_setup_teardown(cancelled_and_run_again, make_scene, end_scene),
        cmocka_unit_test_setup_teardown(
            what_is_not_a_gate_can_be_ticked_without, make_scene, end_scene),
        cmocka_unit_test_setup_teardown(a_gate_wants_all_of_it, make_scene, end_scene),
        cmocka_unit_test_setup_teardown(a_person_takes_the_role, make_scene, end_scene),
        cmocka_unit_test_setup_teardown(a_value_in_their_words, make_scene, end_scene),
        cmocka_unit_test_setup_teardown(what_was_given_is_kept, make_scene, end_scene),
        cmocka_unit_test_setup_teardown(a_goal_in_numbers, make_scene, end_scene),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
