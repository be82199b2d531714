/* A call prepared, lived and logged on a terminal: the agenda waits through a kill, its follow-up
 * becomes a task when it is logged, and one undo makes it wait again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "e2e/desk.h"

enum { ROWS = 32, COLUMNS = 110 };

/* What `list notes` says of them, and how often the word stands there. */
static int notes_saying(struct desk *desk, const char *word)
{
    const char *text = desk_do(desk, "list", "notes", "--json");
    int count = 0;

    for (const char *at = text; (at = strstr(at, word)); at++)
        count++;
    return count;
}

static void prepared_lived_logged(void **state)
{
    struct desk *desk = *state;

    desk_open(desk, ROWS, COLUMNS);
    desk_type_see(desk, ":", "of ");
    desk_type(desk, "prepare call\r");
    desk_see(desk, "What would make the next quarter a good one?");
    assert_int_equal(notes_saying(desk, "\"prepared\""), 1);
    desk_type_see(desk, "AGENDAPOINT", "AGENDAPOINT");
    desk_type(desk, "\033");
    desk_see(desk, "call kept for later");
    desk_kill(desk);
    assert_int_equal(desk_draft_count(desk), 0); /* it waits in the book, not as a draft */

    desk_open(desk, ROWS, COLUMNS);
    desk_type_see(desk, "7", "1 prepared");
    desk_type_see(desk, "gge", "AGENDAPOINT");
    desk_type_see(desk, "\r- [ ] send the numbers fri", "1 follow-up will be filed");
    desk_type(desk, CTRL_SENT('s'));
    desk_see(desk, "call logged, 1 follow-up planned");
    desk_see_gone(desk, "1 prepared");
    assert_int_equal(notes_saying(desk, "\"prepared\""), 0);
    desk_says(desk_do(desk, "list", "tasks", "--json"), "send the numbers", "the tasks");
    desk_type_see(desk, "u", "1 prepared");
    desk_leave(desk);
    desk_check_sound(desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(prepared_lived_logged, desk_set_up_morning, desk_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
