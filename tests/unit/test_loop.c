/* The loop with a pipe in place of a terminal: keys, watches, timers, idle work, signals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>
#include "base/str.h"
#include "ui/loop.h"

/* A loop that never ends is to fail, not to hang. */
enum { READS_CLOSED_MOST = 100, NEVER_ENDED = 99, HANGS_SECONDS = 60 };

struct fixture {
    struct loop *loop;
    int keys[2];
    int other[2];
    int slices, reads_closed;
    bool is_closed;
    struct str log;
};

static bool read_key(void *context, struct key *ret_key)
{
    struct fixture *fixture = context;
    char byte;
    ssize_t count = read(fixture->keys[0], &byte, 1);
    fixture->is_closed = count == 0;
    if (fixture->is_closed && ++fixture->reads_closed > READS_CLOSED_MOST)
        loop_end(fixture->loop, NEVER_ENDED);
    *ret_key = (struct key){.code = (key_code)byte};
    return count == 1;
}

static bool is_alive(void *context)
{
    return !((struct fixture *)context)->is_closed;
}

static void on_due(void *context)
{
    str_add(&((struct fixture *)context)->log, "timer ");
}

static void on_unseen(void *context)
{
    struct fixture *fixture = context;
    str_add(&fixture->log, "unseen ");
    loop_unseen(fixture->loop);
}

static enum loop_key judge(void *context, const struct key *key)
{
    return key->code == '!' ? LOOP_KEY_ENDS : key->code == 'X' ? LOOP_KEY_GIVES_UP : LOOP_KEY_WAITS;
}

/* It asks twice, as long works do. */
static void work_while(struct fixture *fixture, const char *keys)
{
    assert_int_equal(write(fixture->keys[1], keys, strlen(keys)), strlen(keys));
    bool first = loop_is_awaited(fixture->loop, judge, fixture);
    bool again = loop_is_awaited(fixture->loop, judge, fixture);
    str_add(&fixture->log, first && again ? "ended " : first || again ? "wavered " : "done ");
}

static void on_key(void *context, const struct key *key)
{
    struct fixture *fixture = context;
    str_addf(&fixture->log, "%c ", (int)key->code);
    if (key->code == 'q')
        loop_end(fixture->loop, 3);
    if (key->code == 'h')
        raise(SIGHUP);
    if (key->code == 'w')
        for (int i = 0; i < 20; i++)
            raise(SIGWINCH);
    if (key->code == 't')
        loop_after(fixture->loop, 5, on_due, fixture);
    if (key->code == 'u')
        loop_after(fixture->loop, 5, on_unseen, fixture);
    if (key->code == '1')
        work_while(fixture, "abq");
    if (key->code == '2')
        work_while(fixture, "a!bq");
    if (key->code == '3')
        work_while(fixture, "aXbq");
    if (key->code == '4') {
        raise(SIGWINCH);
        work_while(fixture, "");
    }
    if (key->code == 'o')
        assert_int_equal(write(fixture->other[1], "x", 1), 1);
    if (key->code == 's')
        loop_wake_idle(fixture->loop);
    if (key->code == 'p')
        raise(SIGPIPE);
}

static void on_draw(void *context)
{
    str_add(&((struct fixture *)context)->log, "draw ");
}

static void on_resize(void *context)
{
    struct fixture *fixture = context;
    str_add(&fixture->log, "resize ");
    loop_end(fixture->loop, 0);
}

static bool on_idle(void *context)
{
    struct fixture *fixture = context;
    str_addf(&fixture->log, "slice%d ", ++fixture->slices);
    if (fixture->slices == 1) /* nothing left, until a key asks for more */
        assert_int_equal(write(fixture->keys[1], "s", 1), 1);
    if (fixture->slices == 3)
        loop_end(fixture->loop, 0);
    return fixture->slices > 1;
}

static void end_loop(void *context)
{
    struct fixture *fixture = context;
    str_add(&fixture->log, "end ");
    loop_end(fixture->loop, 0);
}

static void on_ready(void *context, int fd)
{
    struct fixture *fixture = context;
    char byte;
    assert_int_equal(read(fd, &byte, 1), 1);
    str_add(&fixture->log, "ready ");
    loop_forget(fixture->loop, fd);
    loop_after(fixture->loop, 0, end_loop, fixture);
}

static int set_up(void **state)
{
    static struct fixture fixture;
    struct error err;
    memset(&fixture, 0, sizeof(fixture));
    alarm(HANGS_SECONDS);
    if (pipe(fixture.keys) != 0 || pipe(fixture.other) != 0)
        return -1;
    fcntl(fixture.keys[0], F_SETFL, O_NONBLOCK);
    struct loop_hooks hooks = {.context = &fixture,
        .terminal_fd = fixture.keys[0],
        .read_key = read_key,
        .is_alive = is_alive,
        .key = on_key,
        .draw = on_draw,
        .resized = on_resize};
    if (!loop_new(&hooks, &fixture.loop, &err))
        return -1;
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    loop_free(fixture->loop);
    for (int i = 0; i < 2; i++) {
        close(fixture->other[i]);
        if (fixture->keys[i] >= 0)
            close(fixture->keys[i]);
    }
    str_fini(&fixture->log);
    return 0;
}

static int run_with(struct fixture *fixture, const char *keys, const char *log)
{
    assert_int_equal(write(fixture->keys[1], keys, strlen(keys)), strlen(keys));
    int status = loop_run(fixture->loop);
    assert_string_equal(str_text(&fixture->log), log);
    return status;
}

static void all_keys_come_before_one_drawing(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(write(fixture->other[1], "x", 1), 1);
    assert_true(loop_watch(fixture->loop, fixture->other[0], on_ready, fixture));
    assert_int_equal(run_with(fixture, "abc", "draw a b c ready end "), 0);
}

static void it_ends_with_what_it_is_given(void **state)
{
    assert_int_equal(run_with(*state, "aqz", "draw a q "), 3);
}

static void a_hang_up_ends_in_order(void **state)
{
    assert_int_equal(run_with(*state, "ah", "draw a h "), 128 + SIGHUP);
}

static void a_closed_terminal_ends_it(void **state)
{
    struct fixture *fixture = *state;
    close(fixture->keys[1]);
    fixture->keys[1] = -1;
    assert_int_equal(loop_run(fixture->loop), 128 + SIGHUP);
}

static void many_resizes_are_one(void **state)
{
    assert_int_equal(run_with(*state, "w", "draw w resize "), 0);
}

static void a_timer_is_due_once(void **state)
{
    struct fixture *fixture = *state;
    loop_after(fixture->loop, 60000, end_loop, fixture);
    loop_after(fixture->loop, 20, end_loop, fixture); /* in place of the first */
    assert_int_equal(run_with(fixture, "tt", "draw t t timer draw end "), 0);
}

static void what_changed_nothing_is_not_drawn(void **state)
{
    struct fixture *fixture = *state;
    loop_after(fixture->loop, 20, end_loop, fixture);
    assert_int_equal(run_with(fixture, "u", "draw u unseen end "), 0);
}

/* Due at once with another that may be seen. */
static void one_that_is_seen_is_enough(void **state)
{
    struct fixture *fixture = *state;
    loop_after(fixture->loop, 0, on_unseen, fixture);
    loop_after(fixture->loop, 0, on_due, fixture);
    loop_after(fixture->loop, 100, end_loop, fixture);
    assert_int_equal(run_with(fixture, "a", "draw a unseen timer draw end "), 0);
}

static void a_broken_pipe_is_no_end(void **state)
{
    assert_int_equal(run_with(*state, "pq", "draw p q "), 3);
}

static void a_long_work_hears_keys(void **state)
{
    assert_int_equal(run_with(*state, "1", "draw 1 done a b q "), 3);
}

static void one_key_ends_a_long_work(void **state)
{
    assert_int_equal(run_with(*state, "2", "draw 2 ended a ! b q "), 3);
}

static void one_key_gives_a_long_work_up(void **state)
{
    assert_int_equal(run_with(*state, "3", "draw 3 ended a b q "), 3);
}

static void a_signal_ends_a_long_work(void **state)
{
    assert_int_equal(run_with(*state, "4", "draw 4 ended resize "), 0);
}

static void idle_work_gives_way_to_keys(void **state)
{
    struct fixture *fixture = *state;
    struct error err;
    loop_free(fixture->loop);
    struct loop_hooks hooks = {.context = fixture,
        .terminal_fd = fixture->keys[0],
        .read_key = read_key,
        .key = on_key,
        .idle = on_idle};
    assert_true(loop_new(&hooks, &fixture->loop, &err));
    assert_int_equal(run_with(fixture, "a", "a slice1 s slice2 slice3 "), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(all_keys_come_before_one_drawing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(it_ends_with_what_it_is_given, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_hang_up_ends_in_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_closed_terminal_ends_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(many_resizes_are_one, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_timer_is_due_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_changed_nothing_is_not_drawn, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_that_is_seen_is_enough, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_broken_pipe_is_no_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(idle_work_gives_way_to_keys, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_long_work_hears_keys, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_key_ends_a_long_work, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_key_gives_a_long_work_up, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_signal_ends_a_long_work, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
