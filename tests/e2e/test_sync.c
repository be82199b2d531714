/* A source beside the keys: it runs behind the screen, what it brings is seen, Esc and Q end it.
 * Its program prints what the test gives it, when the test gives it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include "e2e/desk.h"

enum { ROWS = 24, COLUMNS = 100 };

/* The program's id stands in `pid` once it waits for what to print. */
static const char sources[] =
    "slow:\n  run: [sh, -c, 'echo $$ >pid; exec cat fifo']\n  every: 1d\n";

static int set_up(void **state)
{
    struct desk *desk;
    char *folder, *fifo, *path;

    if (desk_set_up_morning(state) != 0)
        return -1;
    desk = *state;
    folder = home_path(desk->home, "config/daybook");
    (void)mkdir(folder, 0700);
    path = home_write(desk->home, "config/daybook/sources.yaml", sources);
    fifo = home_path(desk->home, "config/daybook/fifo");
    assert_int_equal(chmod(path, 0600) | mkfifo(fifo, 0600), 0);
    free(fifo);
    free(path);
    free(folder);
    return 0;
}

static void give(struct desk *desk, const char *text)
{
    char *path = home_path(desk->home, "config/daybook/fifo");
    int fifo = open(path, O_WRONLY); /* until its reader is there */

    assert_true(fifo >= 0);
    assert_int_equal(write(fifo, text, strlen(text)), (ssize_t)strlen(text));
    close(fifo);
    free(path);
}

/* Whose id the program wrote: is it gone? */
static void check_gone(struct desk *desk)
{
    char *path = home_path(desk->home, "config/daybook/pid"), *text = file_read(path);
    int pid = 0;

    assert_non_null(text);
    assert_int_equal(sscanf(text, "%d", &pid), 1);
    assert_int_equal(kill(pid, 0), -1);
    free(text);
    free(path);
}

/* The program has begun: it would be ended before it wrote its id. */
static void wait_for_reader(struct desk *desk)
{
    char *path = home_path(desk->home, "config/daybook/fifo");
    int fifo = open(path, O_WRONLY);

    assert_true(fifo >= 0);
    close(fifo); /* and it printed nothing */
    free(path);
}

static void keys_go_on_meanwhile(void **state)
{
    struct desk *desk = *state;

    desk_open(desk, ROWS, COLUMNS);
    desk_see(desk, "a source is due; :sync due runs it, g s shows it");
    desk_type_see(desk, "gs", "1 of 1 due");
    desk_type_see(desk, "\r", "Running slow   Esc stop");
    desk_type_see(desk, "2", "Hooli Health");
    desk_type_see(desk, "4", "usage review");
    desk_see(desk, "Running slow   Esc stop");
    give(desk, "id,name,arr,renewal\nN1,Newcomer AG,900000,2026-12-20\nN2,Second,1,2027-01-01\n");
    desk_see(desk, "slow: 2 created, 0 updated, 0 unchanged");
    desk_type_see(desk, "2", "Newcomer AG");
    desk_type_see(desk, "gs", "0 of 1 due");
    desk_type_see(desk, "u", "Take it back?");
    desk_type_see(desk, "y", "undid:");
    desk_type(desk, "2");
    desk_see_gone(desk, "Newcomer AG");
    desk_leave(desk);
    check_gone(desk);
    desk_check_sound(desk);
}

static void esc_stops_it(void **state)
{
    struct desk *desk = *state;

    desk_open(desk, ROWS, COLUMNS);
    desk_type_see(desk, "gs", "1 of 1 due");
    desk_type_see(desk, "\r", "Running slow   Esc stop");
    desk_type(desk, "\033");
    desk_see(desk, "slow: stopped, nothing imported");
    desk_see(desk, "1 of 1 due");
    desk_type_see(desk, "\r", "Running slow   Esc stop"); /* and again */
    give(desk, "id,name\nN1,Newcomer AG\n");
    desk_see(desk, "slow: 1 created");
    desk_leave(desk);
    check_gone(desk);
}

static void leaving_ends_it(void **state)
{
    struct desk *desk = *state;

    desk_open(desk, ROWS, COLUMNS);
    desk_type_see(desk, "gs", "1 of 1 due");
    desk_type_see(desk, "\r", "Running slow   Esc stop");
    desk_leave(desk);
    desk_says(desk_do(desk, "sources"), "never", "a run that was ended");
    desk_check_sound(desk);
}

static void one_that_prints_nothing_is_told(void **state)
{
    struct desk *desk = *state;

    desk_open(desk, ROWS, COLUMNS);
    desk_type_see(desk, "gs", "1 of 1 due");
    desk_type_see(desk, "\r", "Running slow   Esc stop");
    wait_for_reader(desk);
    desk_see(desk, "slow: the command printed nothing");
    desk_see(desk, "1 failed");
    desk_leave(desk);
    check_gone(desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(keys_go_on_meanwhile, set_up, desk_tear_down),
        cmocka_unit_test_setup_teardown(esc_stops_it, set_up, desk_tear_down),
        cmocka_unit_test_setup_teardown(leaving_ends_it, set_up, desk_tear_down),
        cmocka_unit_test_setup_teardown(one_that_prints_nothing_is_told, set_up, desk_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
