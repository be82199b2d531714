/* The clock of the machine, moved under the program by support/fault_shim.c (promises.md K1, K3):
 * midnight while it is open, three days asleep, years back and years ahead. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "base/mem.h"
#include "e2e/desk.h"

enum { ROWS = 24, COLUMNS = 100 };

#define DAY_S 86400LL
#define MIDNIGHT 1795478400LL /* the first second of 24 Nov 2026, UTC */

static char *clock_path;
static char *clock_entries[2];

static void set_clock(long long second)
{
    FILE *file = fopen(clock_path, "w");

    assert_non_null(file);
    fprintf(file, "%lld\n", second);
    assert_int_equal(fclose(file), 0);
}

/* From here on there is no other day than the clock's. */
static int take_clock(struct desk *desk)
{
    const char *shim = getenv("DAYBOOK_SHIM");
    struct str text = {0};

    if (!shim)
        return -1;
    clock_path = home_path(desk->home, "clock");
    str_addf(&text, "FAULT_CLOCK=%s", clock_path);
    clock_entries[0] = str_take(&text);
    str_addf(&text, "LD_PRELOAD=%s", shim);
    clock_entries[1] = str_take(&text);
    desk->extra[0] = clock_entries[0];
    desk->extra[1] = clock_entries[1];
    desk->extra[2] = "ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0";
    return 0;
}

static int set_up(void **state)
{
    return desk_set_up_morning(state) != 0 ? -1 : take_clock(*state);
}

static int set_up_empty(void **state)
{
    return desk_set_up(state) != 0 ? -1 : take_clock(*state);
}

static int tear_down(void **state)
{
    free(clock_path);
    free(clock_entries[0]);
    free(clock_entries[1]);
    return desk_tear_down(state);
}

/* A second before midnight; then nobody touches anything. */
static void midnight_comes_by_itself(void **state)
{
    struct desk *desk = *state;

    set_clock(MIDNIGHT - 1);
    desk_open(desk, ROWS, COLUMNS);
    desk_see(desk, "Mon 23 Nov 2026");
    desk_see(desk, "Globex");
    set_clock(MIDNIGHT + 1);
    desk_see(desk, "Tue 24 Nov 2026");
    desk_see(desk, "Globex");
    desk_leave(desk);
    desk_do(desk, "today");
    desk_says(str_text(&desk->result.out), "Tue 24 Nov 2026", "the command line");
}

/* The same under a note, which keeps its text. */
static void midnight_comes_while_one_writes(void **state)
{
    struct desk *desk = *state;

    set_clock(MIDNIGHT - 1);
    desk_open(desk, ROWS, COLUMNS);
    desk_see(desk, "Globex");
    desk_type_see(desk, "c", "becomes a task");
    desk_type_see(desk, "late in the evening", "late in the evening");
    set_clock(MIDNIGHT + 1);
    desk_see(desk, "Tue 24 Nov 2026");
    desk_see(desk, "late in the evening");
    desk_type_see(desk, CTRL_SENT('s'), "call logged");
    desk_leave(desk);
    desk_says(desk_do(desk, "list", "notes", "--json"), "late in the evening", "the note");
}

/* And under a question: what is answered then counts from the new day. */
static void midnight_comes_over_a_question(void **state)
{
    struct desk *desk = *state;

    set_clock(MIDNIGHT - 1);
    desk_open(desk, ROWS, COLUMNS);
    desk_see(desk, "Globex");
    desk_type_see(desk, "t", "Enter do it");
    desk_type_see(desk, "send it +1d", "Tue 24 Nov");
    set_clock(MIDNIGHT + 1);
    desk_see_gone(desk, "Mon 23 Nov 2026");
    desk_type_see(desk, "\r", "send it planned for tomorrow");
    desk_leave(desk);
    desk_do(desk, "list", "tasks", "--csv", "--columns", "title,due");
    desk_says(str_text(&desk->result.out), "send it,2026-11-25", "the task");
}

static int process_of(struct desk *desk)
{
    char *path = home_path(desk->home, "pid"), *text = file_read(path);
    long pid = text ? strtol(text, NULL, 10) : 0;

    assert_true(pid > 1);
    free(text);
    free(path);
    return (int)pid;
}

static void open_in_shell(struct desk *desk)
{
    static const char script[] =
        "set -m; $1 -c 'echo $$ >$HOME/pid; exec \"$1\"' sh \"$2\"; "
        "echo STOPPED 1; read line; fg >/dev/null; echo STOPPED 2; read line; fg >/dev/null; "
        "echo ENDED IT";

    desk->pty = pty_start(&(struct pty_options){.home = desk->home,
        .extra = desk->extra,
        .program = "/bin/bash",
        .args = (const char *const[]){"-c", script, "bash", "/bin/sh", home_program(), NULL},
        .rows = ROWS,
        .columns = COLUMNS});
}

/* Stopped as a laptop that sleeps, by key and from under a popup by signal, and days later there
 * again. */
static void three_days_asleep(void **state)
{
    struct desk *desk = *state;

    set_clock(MIDNIGHT - 3600);
    open_in_shell(desk);
    desk_see(desk, "Mon 23 Nov 2026");
    desk_type_see(desk, "\032", "STOPPED 1");
    assert_false(vt_is_alternate(pty_screen(desk->pty)));
    set_clock(MIDNIGHT + 3 * DAY_S);
    desk_type_see(desk, "\r", "Fri 27 Nov 2026");
    desk_see(desk, "Globex");
    desk_type_see(desk, "?", "Esc close");
    assert_int_equal(kill(process_of(desk), SIGTSTP), 0);
    desk_see(desk, "STOPPED 2");
    assert_false(vt_is_alternate(pty_screen(desk->pty)));
    assert_true(vt_cursor(pty_screen(desk->pty), NULL, NULL));
    set_clock(MIDNIGHT + 4 * DAY_S);
    desk_type_see(desk, "\r", "Sat 28 Nov 2026"); /* drawn anew: what is seen from now on is it */
    desk_see(desk, "Esc close");
    desk_type(desk, "\033");
    desk_see_gone(desk, "Esc close");
    desk_type_see(desk, "Q", "ENDED IT");
    assert_int_equal(text_count(str_text(pty_raw(desk->pty)), "\033[?1049h"), 3);
    desk_wait_end(desk);
}

/* What is being typed in a form, while the window becomes another one. */
static void asleep_in_the_midst_of_typing(void **state)
{
    struct desk *desk = *state;

    set_clock(MIDNIGHT - 3600);
    open_in_shell(desk);
    desk_see(desk, "Globex");
    desk_type_see(desk, "e", "C-s");
    desk_type_see(desk, " and more", "and more");
    desk_type_see(desk, "\032", "STOPPED 1");
    pty_resize(desk->pty, 14, 50);
    desk_type_see(desk, "\r", "and more");
    desk_type_see(desk, " still", "and more still");
    pty_resize(desk->pty, ROWS, COLUMNS);
    desk_type_see(desk, " here", "and more still here");
    desk_type(desk, "\033");
    desk_see_gone(desk, "and more");
    desk_type_see(desk, "Q", "STOPPED 2"); /* it ended */
    desk_type_see(desk, "\r", "ENDED IT");
    desk_wait_end(desk);
}

/* What was written stays in the order in which it was written, whatever year it claims to be. */
static void years_back_and_ahead(void **state)
{
    static const struct {
        long long second;
        const char *day; /* on Today */
    } moments[] = {
        {MIDNIGHT, "24 Nov 2026"},
        {MIDNIGHT - 3600, "23 Nov 2026"},
        {MIDNIGHT - DAY_S, "23 Nov 2026"},
        {MIDNIGHT - 3653 * DAY_S, "2016"},
        {2208988800LL, "1 Jan 2040"},
        {253402300799LL, "31 Dec 2199"}, /* 9999: beyond the calendar, its last day */
        {-4000000000LL, "1 Jan 1900"},
        {0, "1 Jan 1970"},
        {MIDNIGHT, "24 Nov 2026"},
    };
    struct desk *desk = *state;

    /* Without a renewal, which the years would bring. */
    set_clock(MIDNIGHT);
    desk_do(desk, "add", "account", "id=K1", "name=Kept");
    for (size_t i = 0; i < COUNT_OF(moments); i++) {
        char note[24];

        set_clock(moments[i].second);
        snprintf(note, sizeof(note), "note number %zu", i);
        desk_do(desk, "note", "K1", "-m", note);
        desk_do(desk, "today");
        desk_says(str_text(&desk->result.out), moments[i].day, note);
        desk_do(desk, "list", "notes", "--json");
        for (size_t k = 0; k <= i; k++) { /* none is forgotten by its age */
            snprintf(note, sizeof(note), "note number %zu", k);
            desk_says(str_text(&desk->result.out), note, "notes");
        }
    }
    for (size_t i = COUNT_OF(moments); i-- > 0;) { /* the last one goes first */
        char note[24];

        desk_do(desk, "undo");
        snprintf(note, sizeof(note), "note number %zu", i);
        assert_null(strstr(desk_do(desk, "list", "notes", "--json"), note));
        if (i == 0)
            continue;
        snprintf(note, sizeof(note), "note number %zu", i - 1);
        desk_says(str_text(&desk->result.out), note, "undone in order");
    }
    desk_check_sound(desk);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(midnight_comes_by_itself),
        TEST(midnight_comes_while_one_writes),
        TEST(midnight_comes_over_a_question),
        TEST(three_days_asleep),
        TEST(asleep_in_the_midst_of_typing),
        cmocka_unit_test_setup_teardown(years_back_and_ahead, set_up_empty, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
