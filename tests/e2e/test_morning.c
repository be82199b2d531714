/* A morning: the first account of Today, why, a call with a follow-up, the task done, a step
 * ticked, all of it undone, and done again; each time the same after a new start. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "e2e/desk.h"
#include "support/jnode.h"

enum { ROWS = 32, COLUMNS = 110 };

/* Name of the first row, by the command line; in the arena. */
static const char *first_of_today(struct desk *desk, struct arena *arena)
{
    const struct jnode *today = jnode_read(arena, desk_do(desk, "today", "--json"));
    const char *name = jnode_text(jnode_at(today, 0), "name");

    assert_non_null(name);
    return name;
}

/* --- the steps --- */

static void open_first_and_read_why(struct desk *desk, const char *name)
{
    char *title;
    struct str why = {0};

    str_addf(&why, "Why: %s", name);
    title = str_take(&why);
    desk_see(desk, name);
    desk_type_see(desk, "\r", "3 Account");
    desk_see_gone(desk, "most at stake");
    desk_type_see(desk, "i", title);
    desk_see(desk, "Why it is in Today");
    desk_type(desk, "\033");
    desk_see_gone(desk, title);
    free(title);
}

static void log_a_call(struct desk *desk)
{
    desk_type_see(desk, "c", "becomes a task");
    desk_type_see(desk, "Spoke with Dana about the exports.\r", "about the exports.");
    desk_type_see(desk, "- [ ] send plan fri", "1 follow-up will be filed");
    desk_see(desk, "27 Nov");
    desk_type(desk, CTRL_SENT('s'));
    desk_see_gone(desk, "1 follow-up will be filed");
    desk_see(desk, "1 follow-up planned");
}

static void complete_the_task(struct desk *desk)
{
    desk_type_see(desk, "4", "send plan");
    desk_type_see(desk, "/send plan\r", "1–1 of 1");
    desk_type(desk, "x");
    desk_see(desk, "send plan done");
    desk_type(desk, "\033");
    desk_see_gone(desk, "filter send plan");
}

static void tick_a_step(struct desk *desk)
{
    desk_type_see(desk, "5", "Initech");
    desk_type_see(desk, "\r", "Read the hand-over");
    desk_see(desk, "0 of 10 required");
    desk_type(desk, "x");
    desk_see(desk, "1 of 10 required");
}

/* What of the three is done, as a script would see it. */
struct done {
    int notes, tasks, done_tasks, done_steps;
};

static size_t count_rows(struct desk *desk, const char *kind, const char *where)
{
    struct arena arena = {0};
    const struct jnode *rows =
        jnode_read(&arena, desk_do(desk, "list", kind, "--where", where, "--json"));
    size_t count;

    assert_non_null(rows);
    count = rows->count;
    arena_fini(&arena);
    return count;
}

static int count_done_steps(struct desk *desk)
{
    struct arena arena = {0};
    const struct jnode *runs =
        jnode_read(&arena, desk_do(desk, "playbook", "status", "I2", "--json"));
    int count = (int)jnode_number(jnode_at(runs, 0), "required_done");

    arena_fini(&arena);
    return count;
}

static void check_done(struct desk *desk, struct done done)
{
    assert_int_equal(count_done_steps(desk), done.done_steps);
    assert_int_equal(count_rows(desk, "notes", "body ~ \"Spoke with Dana\""), done.notes);
    assert_int_equal(count_rows(desk, "tasks", "title = \"send plan\""), done.tasks);
    assert_int_equal(
        count_rows(desk, "tasks", "title = \"send plan\" and status = done"), done.done_tasks);
}

/* said: what the screen answers. */
static void undo_key(struct desk *desk, const char *key, const char *said, struct done done)
{
    desk_type_see(desk, key, said);
    check_done(desk, done);
}

static bool looks_like(struct vt *vt, void *picture)
{
    return strcmp(vt_text(vt), picture) == 0;
}

/* --- the test --- */

static void the_whole_morning(void **state)
{
    struct desk *desk = *state;
    struct arena arena = {0};
    const char *name = first_of_today(desk, &arena);
    char *before = desk_book(desk), *after, *picture, *again;

    desk_open(desk, ROWS, COLUMNS);
    desk_see(desk, "6 more"); /* the last that is painted */
    picture = desk_picture(desk);
    open_first_and_read_why(desk, name);
    log_a_call(desk);
    complete_the_task(desk);
    tick_a_step(desk);
    check_done(desk, (struct done){1, 1, 1, 1});
    after = desk_book(desk);
    undo_key(desk, "u", "undid: Initech: ", (struct done){1, 1, 1, 0});
    undo_key(desk, "u", "undid: Globex: send plan done", (struct done){1, 1, 0, 0});
    undo_key(desk, "u", "undid: Globex: call logged", (struct done){0, 0, 0, 0});
    desk_leave(desk);

    again = desk_book(desk);
    assert_string_equal(again, before);
    free(again);
    desk_open(desk, ROWS, COLUMNS);
    desk_type_see(desk, "1k", "6 more"); /* it comes back to where one was */
    assert_true(pty_wait_until(desk->pty, looks_like, picture, PTY_WITHIN));

    undo_key(desk, "U", "redid: Globex: call logged", (struct done){1, 1, 0, 0});
    undo_key(desk, "U", "redid: Globex: send plan done", (struct done){1, 1, 1, 0});
    undo_key(desk, "U", "redid: Initech: ", (struct done){1, 1, 1, 1});
    desk_leave(desk);
    again = desk_book(desk);
    assert_string_equal(again, after);
    desk_check_sound(desk);
    free(again);
    free(before);
    free(after);
    free(picture);
    arena_fini(&arena);
}

/* --- the first start --- */

/* From an empty home to the first logged call, by nothing but what the screen says. Each key that
 * is pressed stands on the screen before it; 65 keys, of which 60 are words. */
static void the_first_call_of_a_new_user(void **state)
{
    struct desk *desk = *state;
    const struct jnode *notes;
    struct arena arena = {0};

    desk_open(desk, 24, 80);
    desk_see(desk, "e  Start empty");
    desk_see(desk, "name the first account");
    desk_type_see(desk, "e", "New account");
    desk_see(desk, "Globex, 120k: its name, and the ARR");
    desk_see(desk, "Enter do it");
    desk_type_see(desk, "Acme, 12k", "New account  Acme, 12k");
    desk_type_see(desk, "\r", "c logs a call with them");
    desk_type_see(desk, "c", "becomes a task");
    desk_see(desk, "- [ ] send the plan fri");
    desk_see(desk, "C-s file it");
    desk_type_see(desk, "Ana showed her week to the team.\r", "to the team.");
    desk_type_see(desk, "- [ ] send plan fri", "1 follow-up will be filed");
    desk_type_see(desk, CTRL_SENT('s'), "Acme: call logged, 1 follow-up planned");
    desk_leave(desk);
    notes = jnode_read(&arena, desk_do(desk, "list", "notes", "--json"));
    assert_string_equal(jnode_text(jnode_at(notes, 0), "kind"), "call");
    desk_says(desk_do(desk, "list", "tasks"), "send plan", "the follow-up");
    arena_fini(&arena);
    desk_open(desk, 24, 80); /* it is no first start any more */
    desk_see(desk, "1 account ");
    desk_leave(desk);
}

static void the_tour_before_anything_else(void **state)
{
    struct desk *desk = *state;

    desk_open(desk, 24, 80);
    desk_type_see(desk, "t", "1 of 10");
    desk_type_see(desk, "\r", "2 of 10");
    desk_type_see(desk, "\033", ":tour walks it again");
    desk_see(desk, "Northwind Traders");
    desk_leave(desk);
    desk_open(desk, 24, 80); /* nothing of it is kept */
    desk_see(desk, "Take the tour");
    desk_leave(desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_whole_morning, desk_set_up_morning, desk_tear_down),
        cmocka_unit_test_setup_teardown(the_first_call_of_a_new_user, desk_set_up, desk_tear_down),
        cmocka_unit_test_setup_teardown(the_tour_before_anything_else, desk_set_up, desk_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
