/* Two programs on one book: the app sees what the command line wrote, within a second and with the
 * cursor where it was; a lock is told and waited out; nobody's write is lost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include "base/mem.h"
#include "e2e/desk.h"
#include "support/book.h"
#include "support/lock.h"

enum { ROWS = 24, COLUMNS = 100, SEEN_MS = 1000, TASKS = 25 };

/* --- seen within a second --- */

/* Gives the time that it took. */
static long long check_seen(struct desk *desk, const char *text)
{
    long long before = now_ms();

    desk_see(desk, text);
    return now_ms() - before;
}

/* The row under the cursor is drawn on another ground. The cursor itself wanders while it paints.
 */
static bool is_selected(struct vt *vt, void *context)
{
    int row = -1;
    struct vt_cell cell;

    if (!vt_find(vt, context, &row, NULL))
        return false;
    cell = vt_cell(vt, row, 1);
    return cell.reverse || cell.background != VT_DEFAULT;
}

static void see_selected(struct desk *desk, const char *text)
{
    char *wanted = mem_copy_text(text);

    if (!pty_wait_until(desk->pty, is_selected, wanted, PTY_WITHIN))
        fail_msg("the cursor is not on %s", text);
    free(wanted);
}

static void a_write_is_seen(void **state)
{
    struct desk *desk = *state;
    long long took, again;

    desk_open(desk, ROWS, COLUMNS);
    desk_type_see(desk, "2", "Hooli Health");
    desk_type(desk, "jj");
    see_selected(desk, "Stark Grid");
    desk_do(desk, "add", "account", "id=A0", "name=Aardvark Ltd", "arr=900k", "renewal=2026-12-20");
    took = check_seen(desk, "Aardvark Ltd");
    see_selected(desk, "Stark Grid");
    desk_do(desk, "set", "account", "S6", "name=Stark Power");
    again = check_seen(desk, "Stark Power");
    see_selected(desk, "Stark Power");
    desk_do(desk, "delete", "account", "A0");
    desk_see_gone(desk, "Aardvark Ltd");
    see_selected(desk, "Stark Power");
    assert_in_range(again < took ? again : took, 0, SEEN_MS); /* the machine may be busy once */
    desk_leave(desk);
}

static void an_undo_goes_both_ways(void **state)
{
    struct desk *desk = *state;

    desk_open(desk, ROWS, COLUMNS);
    desk_type_see(desk, "4", "usage review");
    desk_do(desk, "task", "add", "Globex", "send the invoice", "--due", "tomorrow");
    check_seen(desk, "send the invoice");
    desk_type_see(desk, "u", "undid:");
    desk_see_gone(desk, "send the invoice  ");
    desk_do(desk, "redo");
    check_seen(desk, "send the invoice");
    desk_leave(desk);
}

/* --- a lock --- */

static void a_lock_is_told(void **state)
{
    struct desk *desk = *state;
    char *path = desk_db(desk);
    struct lock *lock;

    desk_open(desk, ROWS, COLUMNS);
    desk_see(desk, "Globex");
    lock = lock_take(path);
    desk_type_see(desk, "2", "another program is writing");
    desk_type(desk, "j"); /* keys never wait */
    desk_type_see(desk, "?", "Esc close");
    desk_type(desk, "\033");
    desk_see_gone(desk, "Esc close");
    lock_release(lock);
    desk_see(desk, "Stark Grid"); /* with no further key */
    desk_leave(desk);
    free(path);
}

static void a_note_waits_for_the_lock(void **state)
{
    struct desk *desk = *state;
    char *path = desk_db(desk);
    struct lock *lock;

    desk_open(desk, ROWS, COLUMNS);
    desk_see(desk, "Globex");
    desk_type_see(desk, "c", "becomes a task");
    desk_type_see(desk, "said while locked", "said while locked");
    lock = lock_take(path);
    desk_type_see(desk, CTRL_SENT('s'), "another program");
    desk_see(desk, "said while locked");
    assert_int_equal(desk_draft_count(desk), 1);
    lock_release(lock);
    desk_type_see(desk, " and", "said while locked and");
    lock = lock_take_to_write(path); /* the book can be read then; the keys wait no more for it */
    desk_type_see(desk, CTRL_SENT('s'), "another program");
    desk_see(desk, "said while locked and");
    lock_release(lock);
    desk_type_see(desk, CTRL_SENT('s'), "call logged");
    desk_leave(desk);
    assert_non_null(strstr(desk_do(desk, "list", "notes", "--json"), "said while locked"));
    assert_int_equal(desk_draft_count(desk), 0);
    free(path);
}

/* With no further key it is taken as soon as it may be; it is not given
 * up after the second that the opening of a book may wait. */
static void an_import_waits_for_the_lock(void **state)
{
    enum { LOCKED_MS = 2000 };
    struct desk *desk = *state;
    char *path = desk_db(desk);
    struct lock *lock;

    free(home_write(desk->home, "more.csv", "id,name,arr\nN1,Newcomer AG,900000\n"));
    desk_open(desk, ROWS, COLUMNS);
    desk_type_see(desk, ":import ~/more.csv\r", "Import it: 1 new");
    lock = lock_take(path);
    desk_type_see(desk, "x", "Importing; Esc stops it");
    desk_type_see(desk, "?", "Esc close"); /* keys never wait */
    desk_type(desk, "\033");
    desk_see_gone(desk, "Esc close");
    assert_false(pty_wait_for(desk->pty, "nothing was changed", LOCKED_MS));
    lock_release(lock);
    desk_see(desk, "more.csv: 1 new");
    desk_leave(desk);
    free(path);
}

/* Naps take no time: a writer that stays for a minute has outstayed every wait. */
static bool take_naps(struct desk *desk)
{
    static char preload[4096];
    const char *shim = getenv("DAYBOOK_SHIM");

    if (!shim)
        return false;
    snprintf(preload, sizeof(preload), "LD_PRELOAD=%s", shim);
    desk->extra[1] = preload;
    desk->extra[2] = "FAULT_NAP=1";
    desk->extra[3] = "ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0";
    return true;
}

/* At the end of the wait it is told who was there; nothing is lost, the keys are free, and it can
 * be done again. */
static void a_lock_that_stays(void **state)
{
    struct desk *desk = *state;
    char *path = desk_db(desk);
    struct lock *lock;

    free(home_write(desk->home, "more.csv", "id,name,arr\nN1,Newcomer AG,900000\n"));
    if (!take_naps(desk))
        skip();
    desk_open(desk, ROWS, COLUMNS);
    desk_type_see(desk, ":import ~/more.csv\r", "Import it: 1 new");
    lock = lock_take(path);
    desk_type_see(desk, "x", "another program is writing to it: nothing was changed; try again");
    desk_type_see(desk, "\t", "how it is read");
    lock_release(lock);
    desk_type_see(desk, "x", "more.csv: 1 new");
    desk_leave(desk);
    desk->extra[1] = NULL;
    desk_says(desk_do(desk, "list", "--json"), "Newcomer AG", "the book");
    free(path);
}

static void the_command_line_says_who_is_there(void **state)
{
    struct desk *desk = *state;
    char *path = desk_db(desk);
    struct lock *lock;

    if (!take_naps(desk))
        skip();
    lock = lock_take(path);
    assert_int_equal(desk_cli(desk, "task", "add", "Globex", "never written"), 3);
    assert_non_null(strstr(str_text(&desk->result.err), "another program"));
    assert_string_equal(str_text(&desk->result.out), "");
    lock_release(lock);
    desk->extra[1] = NULL;
    assert_null(strstr(desk_do(desk, "list", "tasks", "--json"), "never written"));
    free(path);
}

/* At a terminal it gives a sign of life, and writes as soon as it may. */
static void the_command_line_waits(void **state)
{
    struct desk *desk = *state;
    char *path = desk_db(desk);
    struct lock *lock = lock_take(path);

    desk->pty = pty_start(&(struct pty_options){.home = desk->home,
        .extra = desk->extra,
        .args = (const char *const[]){"note", "Globex", "-m", "in its turn", NULL}});
    desk_see(desk, "another program is writing; waiting for it");
    lock_release(lock);
    assert_int_equal(desk_wait_end(desk), 0);
    desk_says(desk_do(desk, "list", "notes", "--json"), "in its turn", "the notes");
    free(path);
}

/* --- two writers --- */

/* In a child: the command line, again and again. */
static void write_tasks(const struct desk *desk)
{
    struct desk own = {.home = desk->home};
    char title[32];

    memcpy(own.extra, desk->extra, sizeof(own.extra));
    for (int i = 0; i < TASKS; i++) {
        snprintf(title, sizeof(title), "chore %02d", i);
        if (desk_cli(&own, "task", "add", "Vandelay", title) != 0)
            _exit(1);
    }
    _exit(0);
}

static bool said_something(struct vt *vt, void *context)
{
    return vt_find(vt, context, NULL, NULL) || vt_find(vt, "another program", NULL, NULL);
}

/* Presses until it was done; where the other one was writing, again. */
static void press_until_done(struct desk *desk, const char *keys, const char *said)
{
    char *text = mem_copy_text(said);

    for (;;) {
        desk_type(desk, keys);
        assert_true(pty_wait_until(desk->pty, said_something, text, PTY_WITHIN));
        if (vt_find(pty_screen(desk->pty), said, NULL, NULL))
            break;
        /* The prompt stays open with the fault; a toast stays until a key. */
        desk_type(desk,
            vt_find(pty_screen(desk->pty), "Esc leave", NULL, NULL) ? "\033" : CTRL_SENT('l'));
        desk_see_gone(desk, "another program");
    }
    free(text);
}

static size_t count_lines(const char *text, const char *part)
{
    size_t count = 0;

    while ((text = strstr(text, part))) {
        count++;
        text += strlen(part);
    }
    return count;
}

static void two_writers_lose_nothing(void **state)
{
    struct desk *desk = *state;
    char keys[48], said[48];
    pid_t child;
    int status;

    desk_open(desk, ROWS, COLUMNS);
    desk_see(desk, "Globex");
    child = fork();
    if (child == 0)
        write_tasks(desk);
    for (int i = 0; i < TASKS; i++) {
        snprintf(keys, sizeof(keys), ":task errand %02d\r", i);
        snprintf(said, sizeof(said), "errand %02d planned", i);
        press_until_done(desk, keys, said);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    desk_leave(desk);
    desk_do(desk, "list", "tasks", "--columns", "title", "--csv");
    assert_int_equal(count_lines(str_text(&desk->result.out), "chore "), TASKS);
    assert_int_equal(count_lines(str_text(&desk->result.out), "errand "), TASKS);
    desk_check_sound(desk);
}

/* --- two terminals, one note --- */

static struct pty *open_other(struct desk *desk)
{
    return pty_start(&(struct pty_options){
        .home = desk->home, .extra = desk->extra, .rows = ROWS, .columns = COLUMNS});
}

/* Types in one of the two and waits there. */
static void other_type_see(struct pty *pty, const char *keys, const char *text)
{
    assert_true(pty_type(pty, keys));
    if (!pty_wait_for(pty, text, PTY_WITHIN))
        fail_msg("'%s' does not come in the other terminal", text);
}

/* Both stay at hand, and each program's draft is its own. */
static void a_note_is_edited_in_both(void **state)
{
    struct desk *desk = *state;
    struct pty *other = open_other(desk);
    const char *notes;

    other_type_see(other, "7", "Exports are late");
    desk_open(desk, ROWS, COLUMNS);
    desk_type_see(desk, "7", "Exports are late");
    desk_type_see(desk, "e", "changing a");
    desk_type_see(desk, "SAID HERE ", "SAID HERE");
    other_type_see(other, "e", "changing a");
    other_type_see(other, "SAID THERE ", "SAID THERE");
    other_type_see(other, CTRL_SENT('s'), " changed ");
    desk_type_see(desk, CTRL_SENT('s'), "Changed meanwhile: keep");
    desk_type_see(desk, "both", "theirs below mine");
    desk_type_see(desk, "\r", "theirs stands below yours");
    desk_see(desk, "SAID THERE");
    desk_type_see(desk, CTRL_SENT('s'), " changed ");
    desk_leave(desk);
    other_type_see(other, "\r", "SAID HERE"); /* the other sees it, unasked */
    pty_free(other);
    notes = desk_do(desk, "list", "notes", "--json");
    assert_non_null(strstr(notes, "SAID HERE"));
    assert_non_null(strstr(notes, "SAID THERE"));
    assert_int_equal(desk_draft_count(desk), 0);
}

/* --- the ground moves --- */

/* The account goes while its note is written: the text stays, and is a draft. */
static void an_account_goes_meanwhile(void **state)
{
    struct desk *desk = *state;
    char *drafts;

    desk_open(desk, ROWS, COLUMNS);
    desk_see(desk, "Globex");
    desk_type_see(desk, "c", "becomes a task");
    desk_type_see(desk, "said before it went", "said before it went");
    desk_do(desk, "delete", "account", "G1");
    desk_type_see(desk, CTRL_SENT('s'), "its account was deleted meanwhile");
    desk_kill(desk);
    drafts = desk_drafts(desk);
    desk_says(drafts, "said before it went", "the draft");
    desk_says(drafts, "Globex", "the draft");
    free(drafts);
}

/* As a program that synchronises folders does it. */
static void the_book_is_taken_away(void **state)
{
    struct desk *desk = *state;
    char *path = desk_db(desk), *aside = home_path(desk->home, "aside.db");

    desk_open(desk, ROWS, COLUMNS);
    desk_see(desk, "Globex");
    desk_type_see(desk, "c", "becomes a task");
    desk_type_see(desk, "said to nobody", "said to nobody");
    desk_see(desk, "draft kept");
    assert_int_equal(rename(path, aside), 0);
    check_seen(desk, "moved, replaced or deleted");
    desk_type_see(desk, CTRL_SENT('s'), "drafts are kept; start again");
    desk_see(desk, "said to nobody");
    assert_int_equal(desk_draft_count(desk), 1);
    desk_kill(desk);
    assert_int_equal(rename(aside, path), 0);
    assert_null(strstr(desk_do(desk, "list", "notes", "--json"), "said to nobody"));
    desk_open(desk, ROWS, COLUMNS);
    desk_see(desk, "A draft is kept: Globex");
    desk_leave(desk);
    free(path);
    free(aside);
}

/* A newer daybook brought it up to date while this one is open. */
static void the_book_becomes_newer(void **state)
{
    struct desk *desk = *state;
    char *path = desk_db(desk);

    desk_open(desk, ROWS, COLUMNS);
    desk_see(desk, "Globex");
    book_sql(path, "PRAGMA user_version = 99");
    desk_see(desk, "read-only, Mon 23 Nov");
    desk_type_see(desk, "2", "Stark Grid"); /* reading goes on */
    desk_leave(desk);
    assert_int_equal(book_sql(path, "PRAGMA user_version"), 99);
    free(path);
}

/* One lock and one journal, by whichever name it is opened. */
static void it_has_two_names(void **state)
{
    struct desk *desk = *state;
    char *path = desk_db(desk), *soft = home_path(desk->home, "soft.db"),
         *hard = home_path(desk->home, "hard.db");

    assert_int_equal(symlink(path, soft), 0);
    desk_open_with(desk, ROWS, COLUMNS, (const char *const[]){"--db", soft, NULL});
    desk_type_see(desk, "2", "Stark Grid");
    desk_do(desk, "add", "account", "id=A0", "name=Aardvark Ltd", "arr=900k");
    check_seen(desk, "Aardvark Ltd");
    desk_leave(desk);
    desk_do(desk, "doctor");
    assert_int_equal(link(path, hard), 0);
    assert_int_equal(desk_cli(desk, "doctor"), 1);
    desk_says(str_text(&desk->result.out), "another name", "doctor");
    free(path);
    free(soft);
    free(hard);
}

static void copies_in_conflict(void **state)
{
    struct desk *desk = *state;

    free(home_write(desk->home, "data/daybook/daybook (Ann's conflicted copy 2026-11-22).db", "x"));
    free(home_write(desk->home, "data/daybook/daybook.sync-conflict-20261122-101010-ABC.db", "x"));
    assert_int_equal(desk_cli(desk, "doctor"), 1);
    desk_says(str_text(&desk->result.out), "Ann's conflicted copy", "doctor");
    desk_says(str_text(&desk->result.out), "sync-conflict-20261122", "doctor");
    desk_open(desk, ROWS, COLUMNS);
    desk_see(desk, "copies in conflict");
    desk_leave(desk);
    desk_open(desk, ROWS, COLUMNS); /* once */
    desk_type_see(desk, "2", "Stark Grid");
    desk_leave(desk);
}

/* A writer that is stopped in its midst keeps the lock: nobody takes it away, and it goes on. */
static void a_writer_is_stopped(void **state)
{
    struct desk *desk = *state;
    char *path = desk_db(desk);
    int gate[2], status;
    char byte;
    pid_t writer;

    assert_int_equal(pipe(gate), 0);
    writer = fork();
    if (writer == 0) {
        struct lock *lock = lock_take(path);

        if (write(gate[1], ".", 1) == 1)
            raise(SIGSTOP);
        lock_release(lock);
        _exit(0);
    }
    assert_int_equal(read(gate[0], &byte, 1), 1);
    (void)take_naps(desk); /* else it takes its seconds */
    assert_int_equal(desk_cli(desk, "note", "Globex", "-m", "too soon"), 3);
    desk_says(str_text(&desk->result.err), "another program", "a stopped writer");
    desk->extra[1] = NULL;
    assert_int_equal(kill(writer, SIGCONT), 0);
    assert_int_equal(waitpid(writer, &status, 0), writer);
    assert_int_equal(status, 0);
    desk_do(desk, "note", "Globex", "-m", "in time");
    assert_null(strstr(desk_do(desk, "list", "notes", "--json"), "too soon"));
    close(gate[0]);
    close(gate[1]);
    free(path);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_set_up_morning, desk_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_write_is_seen),
        TEST(an_undo_goes_both_ways),
        TEST(a_lock_is_told),
        TEST(a_note_waits_for_the_lock),
        TEST(an_import_waits_for_the_lock),
        TEST(a_lock_that_stays),
        TEST(the_command_line_says_who_is_there),
        TEST(the_command_line_waits),
        TEST(two_writers_lose_nothing),
        TEST(a_note_is_edited_in_both),
        TEST(an_account_goes_meanwhile),
        TEST(the_book_is_taken_away),
        TEST(the_book_becomes_newer),
        TEST(it_has_two_names),
        TEST(copies_in_conflict),
        TEST(a_writer_is_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
