/* An onboarding lived in the app, from the offer to the finished run: six sittings, each of its own
 * day; every step is ticked with x, and what it demands is given in the dialogs that come. 23 Nov
 * 2026 is a Monday. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "e2e/desk.h"
#include "support/jnode.h"

enum { ROWS = 32, COLUMNS = 110 };

/* A new morning; the checklist of the only run is opened from Playbooks. */
static void sit_down(struct desk *desk, const char *day, const char *counts)
{
    desk->extra[0] = day;
    desk_open(desk, ROWS, COLUMNS);
    desk_type_see(desk, "5", "Running 1");
    desk_type_see(desk, "\r", counts);
}

/* --- the sittings --- */

static void start_it(struct desk *desk)
{
    desk_open(desk, ROWS, COLUMNS);
    desk_type_see(desk, "5", "Offered 1");
    desk_see(desk, "stage = onboarding");
    desk_type_see(desk, "s", "Onboarding started, 12 steps");
    desk_see(desk, "Offered 0");
    desk_type_see(desk, "\r", "0 of 10 required");
    desk_type_see(desk, "x", "Read the hand-over done; next: Welcome");
    desk_type_see(desk, "x", "the kickoff");
    desk_type_see(desk, "30", "Mon 30 Nov 2026");
    desk_type_see(desk, "\r", "2 of 10 required");
    desk_leave(desk);
}

/* A gate: left with Esc it stays closed. */
static void hold_the_kickoff(struct desk *desk)
{
    sit_down(desk, "DAYBOOK_TODAY=2026-11-30", "2 of 10 required");
    desk_type_see(desk, "ms", "is a gate: it cannot be skipped");
    desk_type_see(desk, "x", "Kickoff asks for a note");
    desk_type(desk, "\033");
    desk_see(desk, "2 of 10 required");
    desk_type_see(desk, "x", "Kickoff asks for a note");
    desk_type_see(desk, "They want to close the month faster.", "close the month faster.");
    desk_type_see(desk, CTRL_SENT('s'), "Kickoff asks for who was there");
    desk_type_see(desk, "Ana Ruiz", "Ana Ruiz");
    desk_type_see(desk, CTRL_SENT('s'), "who is the champion");
    desk_type_see(desk, "\r", "Kickoff done; next: One to three goals");
    desk_type_see(desk, "x", "A new goal");
    desk_type_see(desk, "two days\r9\r2\r2027-03-31\rAna Ruiz", "Ana Ruiz");
    desk_type_see(desk, CTRL_SENT('s'), "4 of 10 required");
    desk_leave(desk);
}

static void plan_and_set_up(struct desk *desk)
{
    sit_down(desk, "DAYBOOK_TODAY=2026-12-07", "4 of 10 required");
    desk_type_see(desk, "x", "first value");
    desk_type_see(desk, "2026-12-18\r", "what the first value will be");
    desk_type_see(desk, "a run of their own\r", "5 of 10 required");
    desk_type_see(desk, "x", "what holds it up");
    desk_type_see(desk, "\r", "6 of 10 required");
    desk_leave(desk);
}

/* Optional ones: one is skipped, one is done. */
static void train_them(struct desk *desk)
{
    sit_down(desk, "DAYBOOK_TODAY=2026-12-14", "6 of 10 required");
    desk_type_see(desk, "x", "write it now");
    desk_type_see(desk, "\r", "Train those who run it asks for who was there");
    desk_type_see(desk, "They drove.", "They drove.");
    desk_type_see(desk, CTRL_SENT('s'), "without who was there?");
    desk_type_see(desk, "n", "6 of 10 required");
    desk_type_see(desk, "x", "write it now");
    desk_type_see(desk, "\r", "changing a training");
    desk_type_see(desk, "Ana Ruiz", "Ana Ruiz");
    desk_type_see(desk, CTRL_SENT('s'), "7 of 10 required");
    desk_type_see(desk, "ms", "Skip 8, because");
    desk_type_see(desk, "Ana trains them\r", "skipped, Ana trains them");
    desk_type_see(desk, "x", "somebody new");
    desk_type_see(desk, "Bo Lind\r", "A new person");
    desk_type_see(desk, CTRL_SENT('s'), "A second person who cares done");
    desk_see(desk, "7 of 10 required");
    desk_leave(desk);
}

static void see_first_value(struct desk *desk)
{
    sit_down(desk, "DAYBOOK_TODAY=2026-12-21", "7 of 10 required");
    desk_type_see(desk, "x", "A value entry");
    desk_type_see(desk, "two days, were nine\rAna Ruiz", "Ana Ruiz");
    desk_type_see(desk, CTRL_SENT('s'), "First value, in their words asks for a note");
    desk_type_see(desk, "She showed me the run.", "the run.");
    desk_type_see(desk, CTRL_SENT('s'), "8 of 10 required");
    desk_see(desk, "first value confirmed");
    desk_leave(desk);
    desk_says(desk_do(desk, "list", "accounts", "--columns", "stage", "--csv"), "adopting", "A1");
}

static void close_it(struct desk *desk)
{
    sit_down(desk, "DAYBOOK_TODAY=2026-12-28", "8 of 10 required");
    desk_type_see(desk, "x", "how the sponsor took it");
    desk_type_see(desk, "glad\r", "9 of 10 required");
    desk_type_see(desk, "x", "how often you talk from now on");
    desk_type_see(desk, "every month\r", "the first QBR");
    desk_type_see(desk, "2027-02-22\r", "35 days, 5 days after its target");
    desk_see(desk, "Esc close");
    desk_type(desk, "\033");
    desk_see_gone(desk, "Esc close");
    desk_see(desk, "a success since Mon 21 Dec");
    desk_leave(desk);
}

/* What a script sees of it; 30 days after the end its success is counted. */
static void check_run(struct desk *desk)
{
    struct arena arena = {0};
    const struct jnode *run =
        jnode_at(jnode_read(&arena, desk_do(desk, "list", "runs", "--json")), 0);
    const struct jnode *outcome;

    assert_string_equal(jnode_text(run, "status"), "done");
    assert_string_equal(jnode_text(run, "finished"), "2026-12-28");
    assert_string_equal(jnode_text(run, "first_value"), "2026-12-21");
    assert_string_equal(jnode_text(run, "succeeded"), "2026-12-21");
    desk->extra[0] = "DAYBOOK_TODAY=2027-01-27";
    run = jnode_read(&arena, desk_do(desk, "playbook", "list", "--json"));
    outcome = jnode_get(jnode_find(run, "name", "onboarding"), "outcome");
    assert_int_equal((int)jnode_number(jnode_get(outcome, "success"), "numerator"), 1);
    arena_fini(&arena);
    desk_check_sound(desk);
}

static void live_it(void **state)
{
    struct desk *desk = *state;

    desk_do(desk, "add", "account", "id=A1", "name=Globex", "arr=420k", "stage=onboarding",
        "start=2026-11-23", "renewal=2027-11-23", "tier=mid", "owner=Dana");
    start_it(desk);
    hold_the_kickoff(desk);
    plan_and_set_up(desk);
    train_them(desk);
    see_first_value(desk);
    close_it(desk);
    check_run(desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(live_it, desk_set_up, desk_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
