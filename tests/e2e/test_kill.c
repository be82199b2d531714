/* kill -9, a closed window and the ending signals, at any point of writing: at most one second of
 * typing is lost, it is offered at the next start, and what was said to be done is done. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "e2e/desk.h"

enum { ROWS = 24, COLUMNS = 80, WORDS = 50000, LOST_MS = 1000 };

/* The words w00000, w00001, ... and when each was typed. */
struct typing {
    long long at[WORDS];
    int count;
    long long lag; /* the longest time from the key to the screen: so long the machine kept it */
};

/* How far behind a draft may be; a machine that is busy holds up timers as it holds up keys. */
static long long lost_ms(const struct typing *typing)
{
    return LOST_MS + 10 * typing->lag;
}

static const char *word(int number)
{
    static char text[16];

    snprintf(text, sizeof(text), "w%05d", number);
    return text;
}

static void type_word(struct desk *desk, struct typing *typing)
{
    long long lag;

    typing->at[typing->count] = now_ms();
    desk_type(desk, " ");
    desk_type_see(desk, word(typing->count), word(typing->count));
    lag = now_ms() - typing->at[typing->count++];
    typing->lag = lag > typing->lag ? lag : typing->lag;
}

/* Types on for so long, each word when the one before it stands on the screen. */
static void type_for(struct desk *desk, struct typing *typing, int ms)
{
    long long until = now_ms() + ms;

    while (now_ms() < until && typing->count < WORDS)
        type_word(desk, typing);
}

/* The words from the first on that stand in the text. */
static int words_in(const char *text)
{
    int count = 0;

    while (strstr(text, word(count)))
        count++;
    return count;
}

static void open_composer(struct desk *desk)
{
    desk_open(desk, ROWS, COLUMNS);
    desk_see(desk, "Globex");
    desk_type_see(desk, "c", "becomes a task");
}

/* Killed while the fingers move; returns how many words were kept. */
static int check_kill(struct desk *desk, int ms)
{
    struct typing typing = {0};
    long long killed;
    char *drafts;
    int kept;

    open_composer(desk);
    type_for(desk, &typing, ms);
    killed = now_ms();
    desk_kill(desk);
    drafts = desk_drafts(desk);
    kept = words_in(drafts);
    free(drafts);
    if (kept < typing.count && typing.at[kept] + lost_ms(&typing) < killed)
        fail_msg("after %d ms of typing: %d of %d words kept; the next was typed %lld ms before",
            ms, kept, typing.count, killed - typing.at[kept]);
    return kept;
}

static bool has_no_draft(struct vt *vt, void *context)
{
    return desk_draft_count(context) == 0;
}

/* It is offered, goes on where it stopped, and is filed whole. */
static void go_on_with_draft(struct desk *desk, int kept)
{
    desk_open(desk, ROWS, COLUMNS);
    desk_see(desk, "A draft is kept: Globex");
    desk_type_see(desk, "c", word(kept - 1));
    desk_type_see(desk, "\rand the end", "and the end");
    desk_type(desk, CTRL_SENT('s'));
    desk_see_gone(desk, "and the end");
    assert_true(pty_wait_until(desk->pty, has_no_draft, desk, PTY_WITHIN));
    desk_leave(desk);
    assert_int_equal(words_in(desk_do(desk, "list", "notes", "--json")), kept);
    assert_non_null(strstr(str_text(&desk->result.out), "and the end"));
    desk_do(desk, "undo");
}

static void typing_is_kept(void **state)
{
    static const int moments[] = {90, 420, 560, 1050, 1900};
    struct desk *desk = *state;
    bool any = false;

    for (size_t i = 0; i < COUNT_OF(moments); i++) {
        int kept = check_kill(desk, moments[i]);

        if (kept > 0)
            go_on_with_draft(desk, kept);
        any |= kept > 0;
        assert_int_equal(desk_draft_count(desk), 0);
    }
    assert_true(any);
    desk_check_sound(desk);
}

/* Each write is there as soon as the screen says so. */
static void what_was_said_is_kept(void **state)
{
    struct desk *desk = *state;

    open_composer(desk);
    desk_type_see(desk, "Agreed.\r- [ ] send plan fri", "1 follow-up");
    desk_type(desk, CTRL_SENT('s'));
    desk_see(desk, "1 follow-up planned");
    desk_kill(desk);
    assert_non_null(strstr(desk_do(desk, "list", "notes", "--json"), "Agreed."));
    assert_non_null(strstr(desk_do(desk, "list", "tasks", "--json"), "send plan"));

    desk_open(desk, ROWS, COLUMNS);
    desk_type_see(desk, "4", "send plan");
    desk_type_see(desk, "/send plan\r", "1–1 of 1");
    desk_type_see(desk, "x", "send plan done");
    desk_kill(desk);
    desk_do(desk, "list", "tasks", "--where", "status = done and title = \"send plan\"",
        "--columns", "title", "--csv");
    assert_non_null(strstr(str_text(&desk->result.out), "send plan"));

    desk_open(desk, ROWS, COLUMNS);
    desk_type_see(desk, "u", "undid:");
    desk_kill(desk);
    desk_do(desk, "list", "tasks", "--where", "status = open and title = \"send plan\"",
        "--columns", "title", "--csv");
    assert_non_null(strstr(str_text(&desk->result.out), "send plan"));
    desk_check_sound(desk);
}

/* Killed at odd moments while it writes and takes back, over and over. */
static void writing_is_whole(void **state)
{
    struct desk *desk = *state;
    char *before = desk_book(desk), *after;

    for (int round = 0; round < 8; round++) {
        desk_open(desk, ROWS, COLUMNS);
        desk_type_see(desk, "4", "usage review");
        for (int i = 0; i < 20 + round * 7; i++)
            desk_type(desk, i % 2 ? "u" : "!");
        desk_kill(desk);
        desk_check_sound(desk);
    }
    /* Each flag was taken back, but perhaps the last one of each round. */
    for (int round = 0; round < 8; round++) {
        after = desk_book(desk);
        if (strcmp(after, before) == 0)
            break;
        free(after);
        after = NULL;
        desk_do(desk, "undo");
    }
    assert_non_null(after);
    free(after);
    free(before);
}

/* --- signals --- */

/* Runs daybook in a shell that tells its process, its status, and how it left the terminal. */
static void open_in_shell(struct desk *desk)
{
    static const char script[] =
        "stty -g >$HOME/before; $1 -c 'echo $$ >$HOME/pid; exec \"$1\"' sh \"$2\"; "
        "echo status $?; stty -g >$HOME/after; echo shell again; read line";

    desk->pty = pty_start(&(struct pty_options){.home = desk->home,
        .extra = desk->extra,
        .program = "/bin/sh",
        .args = (const char *const[]){"-c", script, "sh", "/bin/sh", home_program(), NULL},
        .rows = ROWS,
        .columns = COLUMNS});
    desk_see(desk, "1 Today");
}

static int process_of(struct desk *desk)
{
    char *path = home_path(desk->home, "pid"), *text = file_read(path);
    long long pid = 0;

    if (text && text[strcspn(text, "\n")])
        text[strcspn(text, "\n")] = '\0';
    assert_true(text && text_to_int(text, &pid) && pid > 1);
    free(text);
    free(path);
    return (int)pid;
}

static void check_terminal(struct desk *desk)
{
    char *paths[] = {home_path(desk->home, "before"), home_path(desk->home, "after")};
    char *before = file_read(paths[0]), *after = file_read(paths[1]);

    assert_non_null(before);
    assert_string_equal(before, after);
    assert_false(vt_is_alternate(pty_screen(desk->pty)));
    assert_true(vt_cursor(pty_screen(desk->pty), NULL, NULL));
    free(before);
    free(after);
    free(paths[0]);
    free(paths[1]);
}

static void check_signal(struct desk *desk, int signal)
{
    char status[24];
    char *drafts;

    open_in_shell(desk);
    desk_see(desk, "Globex");
    desk_type_see(desk, "c", "becomes a task");
    desk_type_see(desk, "not yet on the disk", "not yet on the disk");
    assert_int_equal(kill(process_of(desk), signal), 0);
    desk_see(desk, "shell again");
    snprintf(status, sizeof(status), "status %d", 128 + signal);
    desk_see(desk, status);
    check_terminal(desk);
    drafts = desk_drafts(desk);
    assert_non_null(strstr(drafts, "not yet on the disk"));
    free(drafts);
    desk_type(desk, "\r");
    assert_int_equal(desk_wait_end(desk), 0);
}

static void drop_draft(struct desk *desk, const char *text)
{
    desk_open(desk, ROWS, COLUMNS);
    desk_see(desk, "A draft is kept");
    desk_type_see(desk, "c", text);
    desk_type(desk, CTRL_SENT('s'));
    assert_true(pty_wait_until(desk->pty, has_no_draft, desk, PTY_WITHIN));
    desk_leave(desk);
}

static void signals_keep_all(void **state)
{
    static const int signals[] = {SIGTERM, SIGHUP, SIGINT};
    struct desk *desk = *state;

    for (size_t i = 0; i < COUNT_OF(signals); i++) {
        check_signal(desk, signals[i]);
        drop_draft(desk, "not yet on the disk");
    }
}

/* A fault of the program itself: the terminal is usable all the same. */
static void a_crash_gives_the_terminal_back(void **state)
{
    static const int signals[] = {SIGSEGV, SIGABRT, SIGQUIT};
    struct desk *desk = *state;

    for (size_t i = 0; i < COUNT_OF(signals); i++) {
        open_in_shell(desk);
        assert_int_equal(kill(process_of(desk), signals[i]), 0);
        desk_see(desk, "shell again");
        check_terminal(desk);
        desk_type(desk, "\r");
        desk_wait_end(desk);
    }
}

static void run_without_memory(struct desk *desk, int allocation)
{
    static const char script[] =
        "stty -g >$HOME/before; LD_PRELOAD=$DAYBOOK_MEMORY_SHIM FAULT_MEMORY=$2 \"$1\"; "
        "echo status $?; stty -g >$HOME/after; echo shell again; read line";
    char number[16];

    snprintf(number, sizeof(number), "%d", allocation);
    desk->pty = pty_start(&(struct pty_options){.home = desk->home,
        .extra = desk->extra,
        .program = "/bin/sh",
        .args = (const char *const[]){"-c", script, "sh", home_program(), number, NULL},
        .rows = ROWS,
        .columns = COLUMNS});
    desk_type(desk, "Q"); /* where there was enough of it */
    desk_see(desk, "shell again");
}

/* Whatever asks for memory in vain: the terminal is given back, and what happened is said on it. */
static void no_memory_gives_the_terminal_back(void **state)
{
    const char *shim = getenv("DAYBOOK_MEMORY_SHIM");
    struct desk *desk = *state;
    char entry[512];
    int ends = 0;

    if (!shim)
        skip(); /* the sanitizers have an allocator of their own */
    snprintf(entry, sizeof(entry), "DAYBOOK_MEMORY_SHIM=%s", shim);
    desk->extra[1] = entry;
    for (int at = 1000; at < 12000; at += at / 6) {
        run_without_memory(desk, at);
        if (vt_find(pty_screen(desk->pty), "daybook: out of memory; what was saved is safe", NULL,
                NULL)) {
            desk_see(desk, "status 3");
            ends += strstr(str_text(pty_raw(desk->pty)), "\033[?1049h") != NULL;
        }
        check_terminal(desk);
        desk_type(desk, "\r");
        desk_wait_end(desk);
    }
    print_message("%d ends on the screen\n", ends);
    assert_true(ends > 2);
    desk->extra[1] = NULL;
}

static bool has_mood(struct vt *vt, void *context)
{
    char *drafts = desk_drafts(context);
    bool has = strstr(drafts, "sentiment: good") != NULL;

    free(drafts);
    return has;
}

static void a_closed_window_keeps_all(void **state)
{
    struct desk *desk = *state;
    char *drafts;

    open_composer(desk);
    desk_type_see(desk, "the window goes", "the window goes");
    desk_type(desk, KEY_UP_SENT KEY_RIGHT_SENT);
    assert_true(pty_wait_until(desk->pty, has_mood, desk, PTY_WITHIN));
    desk_type_see(desk, KEY_DOWN_SENT " at once", "goes at once"); /* not yet on the disk */
    pty_hang_up(desk->pty);
    assert_int_equal(desk_wait_end(desk), 128 + SIGHUP);
    drafts = desk_drafts(desk);
    assert_non_null(strstr(drafts, "the window goes at once"));
    free(drafts);
    drop_draft(desk, "the window goes at once");
    assert_non_null(strstr(desk_do(desk, "list", "notes", "--where",
                               "sentiment = good and "
                               "body = \"the window goes at once\"",
                               "--json"),
        "the window goes"));
}

/* What was begun on one account waits while another is written about. */
static void each_account_has_its_draft(void **state)
{
    struct desk *desk = *state;

    open_composer(desk);
    desk_type_see(desk, "first account", "first account");
    desk_type(desk, "\033");
    desk_see(desk, "c goes on with it");
    desk_type(desk, "jc");
    desk_see(desk, "becomes a task");
    desk_type_see(desk, "second account", "second account");
    desk_type(desk, "\033");
    desk_see(desk, "c goes on with it");
    assert_int_equal(desk_draft_count(desk), 2);
    desk_type_see(desk, "kc", "first account");
    desk_type(desk, "\033");
    desk_see(desk, "c goes on with it");
    desk_leave(desk);
    assert_int_equal(desk_draft_count(desk), 2);
}

static bool is_form_kept(struct desk *desk)
{
    char *drafts = desk_drafts(desk);
    bool has = strstr(drafts, "=Lena Fischer") && strstr(drafts, "=15 mar");

    free(drafts);
    return has;
}

/* Up and down in the form until it is on disk. */
static void wait_form_kept(struct desk *desk)
{
    long long until = now_ms() + PTY_WITHIN;

    while (!is_form_kept(desk)) {
        assert_true(now_ms() < until);
        desk_type_see(desk, "\016", "60d, 2m");
        desk_type_see(desk, "\020", "31 jan, eoq");
    }
}

/* Half of a form, killed in the middle of it: it is offered, and stands there as it was typed. */
static void a_form_is_kept(void **state)
{
    struct desk *desk = *state;

    desk_open(desk, ROWS, COLUMNS);
    desk_see(desk, "Globex");
    desk_type_see(desk, "2jje", "domain");
    desk_type(desk, "\016\016\016\016\025");
    desk_type_see(desk, "Lena Fischer", "Lena Fischer");
    desk_type_see(desk, "\016\02515 mar", "15 mar");
    wait_form_kept(desk);
    desk_kill(desk);
    desk_open(desk, ROWS, COLUMNS);
    desk_see(desk, "A draft is kept: Account, ");
    desk_type(desk, "1"); /* from wherever one is */
    desk_type_see(desk, ":drafts\r", "15 mar");
    desk_type_see(desk, "\r", "as you left it");
    desk_see(desk, "Lena Fischer");
    desk_type(desk, CTRL_SENT('s'));
    desk_see_gone(desk, "Lena Fischer, 15 mar");
    assert_true(pty_wait_until(desk->pty, has_no_draft, desk, PTY_WITHIN));
    desk_leave(desk);
    assert_non_null(strstr(
        desk_do(desk, "list", "--where", "owner = \"Lena Fischer\" and renewal = 2027-03-15"),
        "Stark Grid"));
}

static void a_long_line_is_kept(void **state)
{
    struct desk *desk = *state;

    desk_open(desk, ROWS, COLUMNS);
    desk_see(desk, "Globex");
    desk_type_see(desk, "t", "call Ana fri");
    desk_type_see(desk, "call them about the renewal", "about the renewal");
    pty_hang_up(desk->pty);
    assert_int_equal(desk_wait_end(desk), 128 + SIGHUP);
    desk_do(desk, "config", "init");
    free(home_write(desk->home, "config/daybook/daybook.yaml", "currencyy: EUR\n"));
    desk_open(desk, ROWS, COLUMNS);
    desk_see(desk, "currencyy"); /* a fault is told first, and keeps nothing back */
    desk_type_see(desk, "jk", ":drafts goes on with it");
    desk_type_see(desk, ":drafts\r", "Globex: call them");
    desk_type_see(desk, "\r", "call them about the renewal");
    desk_type(desk, "\r");
    assert_true(pty_wait_until(desk->pty, has_no_draft, desk, PTY_WITHIN));
    desk_leave(desk);
    assert_non_null(strstr(desk_do(desk, "list", "tasks"), "call them about the renewal"));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_set_up_morning, desk_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(typing_is_kept),
        TEST(what_was_said_is_kept),
        TEST(writing_is_whole),
        TEST(signals_keep_all),
        TEST(a_crash_gives_the_terminal_back),
        TEST(no_memory_gives_the_terminal_back),
        TEST(a_closed_window_keeps_all),
        TEST(each_account_has_its_draft),
        TEST(a_form_is_kept),
        TEST(a_long_line_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
