/* A file imported on the screen: found by typing, read, forced, taken in, looked at, taken back;
 * and stopped in the middle, with the keys free. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "base/str.h"
#include "e2e/desk.h"
#include "support/home.h"
#include "support/lock.h"

enum { ROWS = 32, COLUMNS = 110 };

static void put_file(struct desk *desk, const char *name, const char *text)
{
    free(home_write(desk->home, name, text));
}

/* The path is completed, the first row is the way on, u is the way back. */
static void from_the_key_to_the_undo(void **state)
{
    struct desk *desk = *state;

    put_file(desk, "data/crm-export.txt",
        "Account ID,Account Name,ARR,Renewal Date\n"
        "G1,Globex,\"$210,000.00\",15/01/2027\nN9,Northwind,\"$75,000.00\",31/03/2027\n"
        "X1,Broken,\"-$5.00\",31/03/2027\n");
    desk_do(desk, "set", "account", "G1", "arr=190000");
    desk_open(desk, ROWS, COLUMNS);
    desk_type_see(desk, "gi", "Import file");
    desk_type_see(desk, "~/da\t", "~/data/");
    desk_type_see(desk, "crm\t", "~/data/crm-export.txt");
    desk_type_see(desk, "\r", "Import it: 1 new");
    desk_see(desk, "190,000 stays, not 210,000");
    desk_see(desk, "arr: is below 0");
    desk_type_see(desk, "\r", "1 new, 1 unchanged, 1 not taken   u undo");
    desk_says(desk_do(desk, "list", "--columns", "name,arr"), "$190k", "the edit by hand");
    desk_type_see(desk, "2", "Northwind");
    desk_type_see(desk, "-u", "Import it: 1 new");
    desk_type_see(desk, "jjjjjj\r", "190,000 → 210,000");
    desk_type_see(desk, "x", "Look at Today");
    desk_says(desk_do(desk, "list", "--columns", "name,arr"), "$210k", "the file won");
    desk_type_see(desk, "\r", "4 Tasks");
    desk_see_gone(desk, "Look at Today");
    desk_leave(desk);
    desk_check_sound(desk);
}

/* Another program holds the book, so that the rows cannot be in before Esc. */
static void stopped_with_the_keys_free(void **state)
{
    struct desk *desk = *state;
    struct str text = {0};
    char *path = desk_db(desk), *book = desk_book(desk), *left;
    struct lock *lock;

    str_add(&text, "id,name,arr\n");
    for (int i = 0; i < 2000; i++)
        str_addf(&text, "B%d,Customer %d,%d000\n", i, i, i % 90 + 1);
    put_file(desk, "many.csv", str_text(&text));
    str_fini(&text);
    desk_open(desk, ROWS, COLUMNS);
    desk_type_see(desk, ":import ~/many.csv\r", "Import it: 2,000 new");
    lock = lock_take(path);
    desk_type_see(desk, "x", "Importing; Esc stops it");
    desk_type_see(desk, "\t", "how it is read");
    desk_type_see(desk, "\t", "what changes");
    desk_type_see(desk, "\033", "stopping: nothing is kept");
    lock_release(lock);
    desk_see(desk, "stopped: nothing was imported");
    desk_see(desk, "Import it: 2,000 new");
    desk_leave(desk);
    left = desk_book(desk);
    assert_string_equal(left, book);
    free(left);
    free(book);
    free(path);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_set_up_morning, desk_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(from_the_key_to_the_undo),
        TEST(stopped_with_the_keys_free),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
