/* The search in the app: hits come with each letter, Enter opens one, and what another program
 * writes meanwhile is found too. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "e2e/desk.h"

enum { ROWS = 32, COLUMNS = 110 };

static void letter_by_letter(void **state)
{
    struct desk *desk = *state;

    desk_open(desk, ROWS, COLUMNS);
    desk_type_see(desk, "7", "3 notes");
    desk_type_see(desk, "/", "account:globex");
    desk_type_see(desk, "exp", "2 found   search exp");
    desk_see(desk, "Exports are late again.");
    desk_type_see(desk, "q", "Nothing holds all of that.");
    desk_type_see(desk, "\177orts -vendors", "0 found");
    desk_type_see(desk, "\025usage", "Send the usage review");
    desk_type_see(desk, "\025#compet", "1 found");
    desk_type(desk, "\r\r");
    desk_see(desk, "They look at two other vendors.");
    desk_see(desk, "with Dana Reyes");
    desk_type_see(desk, "h", "1 found   search #compet");
    desk_type_see(desk, "\033", "3 notes");
    desk_leave(desk);
}

static void from_the_palette_to_a_task_and_a_person(void **state)
{
    struct desk *desk = *state;

    desk_open(desk, ROWS, COLUMNS);
    desk_type_see(desk, ":search qbr in:tasks\r", "Plan the QBR");
    desk_type_see(desk, "\r", "Tab which");
    desk_see(desk, "Umbra Labs");
    desk_type_see(desk, "g/mensah", "Kofi Mensah");
    desk_type_see(desk, "\r\r", "last touch");
    desk_see(desk, "Kofi Mensah");
    desk_leave(desk);
}

static void what_others_write_is_found(void **state)
{
    struct desk *desk = *state;

    desk_open(desk, ROWS, COLUMNS);
    desk_type_see(desk, "g/walrus\r", "Nothing holds all of that.");
    desk_do(desk, "note", "Globex", "-m", "A walrus in the depot");
    desk_see(desk, "A walrus in the depot");
    desk_do(desk, "undo");
    desk_see(desk, "Nothing holds all of that.");
    desk_leave(desk);
    desk_check_sound(desk);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_set_up_morning, desk_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(letter_by_letter),
        TEST(from_the_palette_to_a_task_and_a_person),
        TEST(what_others_write_is_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
