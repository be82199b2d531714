/* A checklist from its start: Onboarding begun on an account, a step ticked, a demand given, the
 * gate passed with its note, a step skipped, blocked, dated, given away; each looked at in the
 * book, and undone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <cmocka.h>
#include "base/mem.h"
#include "e2e/desk.h"
#include "support/home.h"

enum { ROWS = 32, COLUMNS = 110 };

/* What a script sees of the steps: the words must stand there, or must not. */
static void check_steps(struct desk *desk, const char *words, bool stand)
{
    const char *said = desk_do(
        desk, "list", "steps", "--columns", "number,status,why,given,pinned,owner", "--json");

    if ((strstr(said, words) != NULL) != stand)
        fail_msg("'%s' %s in\n%s", words, stand ? "does not stand" : "stands", said);
}

static void undo(struct desk *desk, const char *words)
{
    desk_type_see(desk, "u", "undid: Umbra Labs: ");
    check_steps(desk, words, false);
}

static void start_onboarding(struct desk *desk)
{
    desk_type_see(desk, "ga", "Go to");
    desk_type_see(desk, "umbra\r", "Overview");
    desk_see(desk, "Umbra Labs");
    desk_type_see(desk, "p", "Playbook");
    desk_type_see(desk, "onboarding\r", "Onboarding on Umbra Labs");
    desk_type_see(desk, "\r", "Onboarding started");
    desk_see(desk, "0 of 10 required");
    desk_type_see(desk, "gg", "Never ask the customer");
}

static void tick(struct desk *desk)
{
    desk_type_see(desk, "x", "Read the hand-over done; next: Welcome, and a kickoff date");
    check_steps(desk, "\"status\": \"done\"", true);
    undo(desk, "\"status\": \"done\"");
}

/* The cursor went on to the second step, which asks for a day. */
static void give_a_day(struct desk *desk)
{
    desk_type_see(desk, "x", "the kickoff");
    desk_type_see(desk, "thu", "Thu 26 Nov 2026");
    desk_type_see(desk, "\r", "Welcome, and a kickoff date done; next: ");
    check_steps(desk, "2026-11-26", true);
    undo(desk, "\"status\": \"done\"");
}

static void pass_the_gate(struct desk *desk)
{
    desk_type_see(desk, "ggjj", "Half of the time on their business.");
    desk_type_see(desk, "x", "Kickoff asks for a note");
    desk_type_see(desk, "Everybody is on board.", "Everybody is on board.");
    desk_type_see(desk, CTRL_SENT('s'), "Kickoff asks for who was there");
    desk_type_see(desk, "Kofi Mensah", "Kofi Mensah");
    desk_type_see(desk, CTRL_SENT('s'), "Kickoff done; next: ");
    check_steps(desk, "\"status\": \"done\"", true);
    undo(desk, "\"status\": \"done\"");
    desk_type_see(desk, "u", "undid: Umbra Labs: meeting changed");
    desk_type_see(desk, "u", "undid: Umbra Labs: meeting logged");
}

static void skip_block_date_and_give_away(struct desk *desk)
{
    desk_type_see(desk, "gg", "Never ask the customer");
    desk_type_see(desk, "ms", "Skip 1, because");
    desk_type_see(desk, "they know it all\r", "Read the hand-over skipped, they know it all");
    check_steps(desk, "they know it all", true);
    undo(desk, "they know it all");

    desk_type_see(desk, "gg", "Never ask the customer");
    desk_type_see(desk, "mb", "Blocked by");
    desk_type_see(desk, "\r", "They block it, because");
    desk_type_see(desk, "waiting for their IT\r", "blocked by the customer");
    check_steps(desk, "waiting for their IT", true);
    undo(desk, "waiting for their IT");

    desk_type_see(desk, "d", "1 due on");
    desk_type_see(desk, "4 dec", "Fri 4 Dec 2026");
    desk_type_see(desk, "\r", "pinned");
    check_steps(desk, "\"pinned\": true", true);
    undo(desk, "\"pinned\": true");

    desk_type_see(desk, "mo", "Who does it");
    desk_type_see(desk, "ida\r", "ida does it");
    undo(desk, "ida");
}

static void step_through_and_take_back(void **state)
{
    struct desk *desk = *state;
    char *before, *after;

    desk_open(desk, ROWS, COLUMNS);
    start_onboarding(desk);
    before = desk_book(desk);
    tick(desk);
    give_a_day(desk);
    pass_the_gate(desk);
    skip_block_date_and_give_away(desk);
    desk_leave(desk);
    after = desk_book(desk);
    assert_string_equal(after, before);
    desk_check_sound(desk);
    free(before);
    free(after);
}

/* From Today: x on an account whose next step asks for something goes to its checklist and asks. */
static void from_today(void **state)
{
    struct desk *desk = *state;

    desk_do(desk, "playbook", "step", "db-1", "1", "done");
    desk_open(desk, ROWS, COLUMNS);
    desk_see(desk, "6 more");
    desk_type_see(desk, "/initech\r", "1 match");
    desk_see(desk, "Set-up and data live");
    desk_type_see(desk, "x", "what holds it up");
    desk_see(desk, "1 of 10 required");
    desk_type_see(desk, "\r", "Set-up and data live done; next: ");
    desk_see(desk, "2 of 10 required");
    desk_leave(desk);
}

/* Stark Grid has no line of its own: what only a line can say makes the first one, which takes the
 * rest from the account; and the step that hangs on the uplift comes to the run. */
static void facts_of_the_contract(void **state)
{
    struct desk *desk = *state;

    desk_do(desk, "playbook", "start", "renewal", "S6");
    desk_open(desk, ROWS, COLUMNS);
    desk_type_see(desk, "ga", "Go to");
    desk_type_see(desk, "stark\r", "Overview");
    desk_type_see(desk, "]]", "0 of 10");
    desk_type_see(desk, "\r", "0 of 10 required");
    desk_type_see(desk, "ggx", "From the contract");
    desk_type_see(desk, "5%", "5%");
    desk_type_see(desk, CTRL_SENT('s'), "the limit of the uplift");
    desk_type_see(desk, "\r", "1 of 11 required");
    desk_see(desk, "Price change told");
    desk_leave(desk);
    desk_says(desk_do(desk, "list", "contracts", "--csv", "--columns", "account,arr,ends,uplift"),
        "S6,240000.00,2027-01-31,0.05", "the line");
}

/* --- the file changes while it runs --- */

#define STEP(id, title, more) "  - id: " id "\n    title: " title "\n" more
#define DUE(days) "    due: +" days "wd\n"
#define HEAD(version) "id: tour\nversion: " version "\ntitle: Tour\ntype: review\nsteps:\n"
#define BEFORE                                                                                     \
    HEAD("1")                                                                                      \
    STEP("a", "Look", DUE("1"))                                                                    \
    STEP("b", "Listen", DUE("1"))                                                                  \
    STEP("c", "Write it down", DUE("2"))                                                           \
    STEP("d", "Ask twice", DUE("3"))                                                               \
    STEP("e", "Answer", DUE("4"))                                                                  \
    STEP("f", "Close", DUE("5"))
/* One added, one removed, one reworded, one on another day. */
#define AFTER                                                                                      \
    HEAD("2")                                                                                      \
    STEP("a", "Look", DUE("1"))                                                                    \
    STEP("b", "Listen", DUE("1"))                                                                  \
    STEP("c", "Write it down", DUE("2"))                                                           \
    STEP("new", "Count", DUE("3"))                                                                 \
    STEP("e", "Answer in writing", DUE("4"))                                                       \
    STEP("f", "Close", DUE("9"))

static void write_playbook(struct desk *desk, const char *text)
{
    free(home_write(desk->home, "config/daybook/playbooks/tour.yaml", text));
}

/* The steps as they are: id, title, day, status, a line each. */
static char *steps_now(struct desk *desk)
{
    return mem_copy_text(
        desk_do(desk, "list", "steps", "--columns", "step,title,due,status", "--json"));
}

static void move_over(struct desk *desk)
{
    desk_type_see(desk, "mp", "Tour: what changed in the playbook");
    desk_see(desk, "Count: new, due 26 Nov");
    desk_see(desk, "Ask twice: no longer in the playbook, will be dropped");
    desk_see(desk, "Answer in writing: was Answer");
    desk_see(desk, "Close: due 4 Dec, was 30 Nov");
    desk_type(desk, "y");
    desk_see_gone(desk, "has changed since this run began");
    desk_see(desk, "Answer in writing");
}

static void the_file_changes_and_the_run_moves_over(void **state)
{
    struct desk *desk = *state;
    char *folder = home_path(desk->home, "config/daybook"), *before, *moved, *now;

    assert_int_equal(mkdir(folder, 0700), 0);
    free(folder);
    folder = home_path(desk->home, "config/daybook/playbooks");
    assert_int_equal(mkdir(folder, 0700), 0);
    free(folder);
    write_playbook(desk, BEFORE);
    desk_do(desk, "playbook", "start", "tour", "U3");
    desk_open(desk, ROWS, COLUMNS);
    desk_type_see(desk, "ga", "Go to");
    desk_type_see(desk, "umbra\r", "Overview");
    desk_type_see(desk, "]]", "0 of 6");
    desk_type_see(desk, "\r", "0 of 6 required");
    desk_type_see(desk, "x", "1 of 6 required");
    desk_type_see(desk, "x", "2 of 6 required");
    desk_type_see(desk, "x", "3 of 6 required");
    before = steps_now(desk);

    write_playbook(desk, AFTER);
    desk_type_see(desk, "R", "has changed since this run began");
    move_over(desk);
    moved = steps_now(desk);
    assert_string_not_equal(moved, before);
    desk_type_see(desk, "u", "undid: Umbra Labs: ");
    desk_see(desk, "has changed since this run began");
    now = steps_now(desk);
    assert_string_equal(now, before);
    free(now);
    move_over(desk);
    now = steps_now(desk);
    assert_string_equal(now, moved);
    desk_see(desk, "3 of 6 required");
    desk_leave(desk);
    desk_check_sound(desk);
    free(now);
    free(before);
    free(moved);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            step_through_and_take_back, desk_set_up_morning, desk_tear_down),
        cmocka_unit_test_setup_teardown(from_today, desk_set_up_morning, desk_tear_down),
        cmocka_unit_test_setup_teardown(facts_of_the_contract, desk_set_up_morning, desk_tear_down),
        cmocka_unit_test_setup_teardown(
            the_file_changes_and_the_run_moves_over, desk_set_up_morning, desk_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
