/* Do the runner and the terminal work, tried on the shell? */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include "support/pty.h"
#include "support/run.h"

#define SHELL "/bin/sh"
#define ARGS(...) ((const char *const[]){__VA_ARGS__, NULL})

static int set_up(void **state)
{
    *state = home_new();
    return 0;
}

static int tear_down(void **state)
{
    home_free(*state);
    return 0;
}

static void runner_sees_output_and_status(void **state)
{
    struct run_result result = {0};
    struct run_options options = {.home = *state, .program = SHELL, .input = "typed in\n"};
    run_with(&result, &options, ARGS("-c", "cat; echo bad >&2; exit 3"));
    assert_int_equal(result.status, 3);
    assert_string_equal(str_text(&result.out), "typed in\n");
    assert_string_equal(str_text(&result.err), "bad\n");
    run_with(&result, &options, ARGS("-c", "kill -9 $$"));
    assert_int_equal(result.status, 128 + SIGKILL);
    assert_string_equal(str_text(&result.out), "");
    run_fini(&result);
}

static void runner_seals_the_environment(void **state)
{
    struct run_result result = {0};
    const char *extra[] = {"TZ=Asia/Tokyo", "COLUMNS=30", NULL};
    run_with(&result, &(struct run_options){.home = *state, .program = SHELL, .extra = extra},
        ARGS("-c", "echo $TERM $LC_ALL $TZ $COLUMNS ${USER-none} ${XDG_DATA_HOME#$HOME/}; test -d "
                   "$XDG_DATA_HOME"));
    assert_string_equal(str_text(&result.out), "xterm-256color C.UTF-8 Asia/Tokyo 30 none data\n");
    assert_int_equal(result.status, 0);
    run_fini(&result);
}

static void runner_ends_what_hangs(void **state)
{
    struct run_result result = {0};
    run_with(&result, &(struct run_options){.home = *state, .program = SHELL, .within_ms = 50},
        ARGS("-c", "echo begun; exec cat /dev/zero >/dev/null"));
    assert_int_equal(result.status, RUN_TIMED_OUT);
    run_fini(&result);
}

static void runner_carries_much_both_ways(void **state)
{
    struct str much = {0};
    for (int i = 0; i < 40000; i++)
        str_addf(&much, "line %d\n", i);
    struct run_result result = {0};
    run_with(&result,
        &(struct run_options){.home = *state, .program = SHELL, .input = str_text(&much)},
        ARGS("-c", "cat"));
    assert_string_equal(str_text(&result.out), str_text(&much));
    run_with(&result, /* it reads nothing, and that is fine */
        &(struct run_options){.home = *state, .program = SHELL, .input = str_text(&much)},
        ARGS("-c", "exit 0"));
    assert_int_equal(result.status, 0);
    run_fini(&result);
    str_fini(&much);
}

static struct pty *start_shell(const char *home, const char *script, int read_bytes)
{
    return pty_start(&(struct pty_options){.home = home,
        .program = SHELL,
        .args = ARGS("-c", script),
        .rows = 10,
        .columns = 40,
        .read_bytes = read_bytes});
}

static bool word_is_bold(struct vt *vt, void *context)
{
    int row, column;
    return vt_find(vt, context, &row, &column) && vt_cell(vt, row, column).bold;
}

static void terminal_shows_text_and_cells(void **state)
{
    static const char script[] =
        "stty -echo; printf 'a\\344\\270\\255b \\033[1;31;48;5;120mBold\\033[m "
        "\\033[7mturned\\033[m\\n'; read line; echo got $line; exit 7";
    struct pty *pty = start_shell(*state, script, 3);
    char bold[] = "Bold";
    assert_true(pty_wait_until(pty, word_is_bold, bold, PTY_WITHIN));
    assert_true(pty_wait_for(pty, "turned", PTY_WITHIN));
    int row, column;
    assert_true(vt_find(pty_screen(pty), "Bold", &row, &column));
    assert_int_equal(column, 5);
    assert_int_equal(vt_cell(pty_screen(pty), row, column).foreground, 1);
    assert_int_equal(vt_cell(pty_screen(pty), row, column).background, 120);
    assert_int_equal(vt_cell(pty_screen(pty), row, 0).background, VT_DEFAULT);
    assert_int_equal(vt_cell(pty_screen(pty), row, 1).columns, 2);
    assert_true(vt_cell(pty_screen(pty), row, 10).reverse);
    assert_string_equal(vt_row(pty_screen(pty), row), "a\344\270\255b Bold turned");
    assert_true(pty_type(pty, "word\r"));
    int status = 0;
    assert_true(pty_wait_exit(pty, PTY_WITHIN, &status));
    assert_int_equal(status, 7);
    assert_non_null(strstr(str_text(pty_raw(pty)), "got word"));
    pty_free(pty);
}

static void terminal_is_resized(void **state)
{
    struct pty *pty = start_shell(*state,
        "trap 'echo now $(stty size)' WINCH; echo first $(stty size); while :; do read x; done", 0);
    assert_true(pty_wait_for(pty, "first 10 40", PTY_WITHIN));
    pty_resize(pty, 20, 60);
    pty_type(pty, "\r");
    assert_true(pty_wait_for(pty, "now 20 60", PTY_WITHIN));
    assert_int_equal(vt_rows(pty_screen(pty)), 20);
    assert_int_equal(vt_columns(pty_screen(pty)), 60);
    pty_signal(pty, SIGKILL);
    int status = 0;
    assert_true(pty_wait_exit(pty, PTY_WITHIN, &status));
    assert_int_equal(status, 128 + SIGKILL);
    pty_free(pty);
}

static void a_wait_can_fail(void **state)
{
    struct pty *pty = start_shell(*state, "echo here; read x", 0);
    assert_true(pty_wait_for(pty, "here", PTY_WITHIN));
    assert_false(pty_wait_for(pty, "elsewhere", 20));
    assert_false(pty_wait_gone(pty, "here", 20));
    int status = 0;
    assert_false(pty_wait_exit(pty, 20, &status));
    pty_free(pty);
    pty_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runner_sees_output_and_status),
        cmocka_unit_test(runner_seals_the_environment),
        cmocka_unit_test(runner_ends_what_hangs),
        cmocka_unit_test(runner_carries_much_both_ways),
        cmocka_unit_test(terminal_shows_text_and_cells),
        cmocka_unit_test(terminal_is_resized),
        cmocka_unit_test(a_wait_can_fail),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
