/* A note in somebody else's editor (promises.md V1-V6): scripts stand in for editors, good ones and
 * bad ones. Whatever they do, the text stays and the screen comes back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include "base/mem.h"
#include "e2e/desk.h"

enum { ROWS = 24, COLUMNS = 100, END_WITHIN_MS = 2000 };

#define CTRL_X_CTRL_E "\030\005"

/* The script, and $VISUAL with more words before the path. */
static void make_editor(struct desk *desk, const char *script, const char *command)
{
    struct str text = {0}, visual = {0};
    char *path;

    str_addf(&text, "#!/bin/sh\nfor file; do :; done\n%s\n", script);
    path = home_write(desk->home, "my editor", str_text(&text));
    assert_int_equal(chmod(path, 0755), 0);
    str_addf(&visual, "VISUAL=");
    if (command)
        str_add(&visual, command);
    else
        str_addf(&visual, "'%s' -w 'two words'", path);
    desk->extra[1] = str_take(&visual);
    str_fini(&text);
    free(path);
}

static void drop_editor(struct desk *desk)
{
    free((void *)(uintptr_t)desk->extra[1]);
    desk->extra[1] = NULL;
}

static void write_note(struct desk *desk)
{
    desk_open(desk, ROWS, COLUMNS);
    desk_see(desk, "Globex");
    desk_type_see(desk, "c", "becomes a task");
    desk_type_see(desk, "from the hand", "from the hand");
}

/* Files that were given to an editor and lie there still; the text of the last. */
static int left_over(struct desk *desk, char **ret_text)
{
    char *folder = home_path(desk->home, "state/daybook/drafts");
    DIR *dir = opendir(folder);
    int count = 0;

    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        char *path = home_path(folder, entry->d_name);

        if (text_ends(entry->d_name, ".md")) {
            free(*ret_text);
            *ret_text = file_read(path);
            count++;
        }
        free(path);
    }
    if (dir)
        closedir(dir);
    free(folder);
    return count;
}

/* Files the note, and gives its body. */
static const char *file_note(struct desk *desk)
{
    desk_type(desk, CTRL_SENT('s'));
    desk_see(desk, "call logged");
    desk_leave(desk);
    return desk_do(desk, "list", "notes", "--json");
}

static const struct {
    const char *about, *script, *command;
    const char *said; /* on the screen, when it is over */
    const char *body; /* as JSON, once filed */
    const char *left; /* in the file that stays; NULL: none does */
} editors[] = {
    {"good", "echo 'and more' >>\"$file\"", NULL, "from the editor", "from the hand\\nand more\"",
        NULL},
    {"arguments", "echo \"$# $1 $2\" >>\"$file\"", NULL, "from the editor", "\\n3 -w two words\"",
        NULL},
    {"by rename", "echo new >\"$file.x\"; mv \"$file.x\" \"$file\"", NULL, "from the editor",
        "\"new\"", NULL},
    {"unchanged", ":", NULL, "the editor changed nothing", "\"from the hand\"", NULL},
    {"CR LF", "printf 'one\\r\\ntwo\\r\\n' >\"$file\"", NULL, "from the editor", "\"one\\ntwo\"",
        NULL},
    {"BOM", "printf '\\357\\273\\277one\\n' >\"$file\"", NULL, "from the editor", "\"one\"", NULL},
    {"fails", "exit 3", NULL, "failed with status 3; your text stays as it was",
        "\"from the hand\"", NULL},
    {"fails late", "echo half >\"$file\"; exit 1", NULL, "failed with status 1; your text stays",
        "\"from the hand\"", "half\n"},
    {"killed", "echo half >\"$file\"; kill -9 $$", NULL, "was killed; your text stays",
        "\"from the hand\"", "half\n"},
    {"raw and killed", "stty raw -echo; printf '\\033[?1049h\\033[?25l'; kill -9 $$", NULL,
        "was killed; your text stays", "\"from the hand\"", NULL},
    {"empties", ": >\"$file\"", NULL, "left an empty file; your text stays", "\"from the hand\"",
        NULL},
    {"deletes", "rm \"$file\"", NULL, "is gone; your text stays", "\"from the hand\"", NULL},
    {"not UTF-8", "printf 'bad \\377\\n' >\"$file\"", NULL, "is not UTF-8: the byte FF",
        "\"from the hand\"", "bad \377\n"},
    {"NUL", "printf 'a\\000b\\n' >\"$file\"", NULL, "holds a NUL", "\"from the hand\"", "a"},
    {"too long", "head -c 5000000 /dev/zero | tr '\\0' x >\"$file\"", NULL, "is larger than",
        "\"from the hand\"", "xxx"},
    {"missing", "", "/nowhere/ed -w", "there is no editor '/nowhere/ed'", "\"from the hand\"",
        NULL},
    {"no program", "", "/", "cannot be started", "\"from the hand\"", NULL},
    {"open quote", "", "vi 'x", "a quote that is not closed", "\"from the hand\"", NULL},
};

static void check_editor(struct desk *desk, size_t i)
{
    char *left = NULL;
    const char *notes;
    int count;

    make_editor(desk, editors[i].script, editors[i].command);
    write_note(desk);
    desk_type_see(desk, CTRL_X_CTRL_E, editors[i].said);
    desk_see(desk, "1 Today");
    notes = file_note(desk);
    if (!strstr(notes, editors[i].body))
        fail_msg("%s: %s is not in %s", editors[i].about, editors[i].body, notes);
    count = left_over(desk, &left);
    if (count != (editors[i].left != NULL))
        fail_msg("%s: %d files are left", editors[i].about, count);
    if (left && strncmp(left, editors[i].left, strlen(editors[i].left)) != 0)
        fail_msg("%s: '%s' is left", editors[i].about, left);
    assert_int_equal(desk_draft_count(desk), 0);
    free(left);
    drop_editor(desk);
}

/* Each on a home of its own, so that what is left is its own. */
static void editors_of_all_kinds(void **state)
{
    for (size_t i = 0; i < COUNT_OF(editors); i++) {
        void *own;

        desk_set_up_morning(&own);
        check_editor(own, i);
        desk_tear_down(&own);
    }
}

/* What an editor is given is never made of what a stranger wrote. */
static void no_path_is_made_of_data(void **state)
{
    static const char name[] = "../../evil; -rf $(touch x) `id` 'q' %n";
    struct desk *desk = *state;
    char *told, *path, *folder = home_path(desk->home, "state/daybook/drafts/outside-");

    desk_do(desk, "add", "account", "id=../x", "name=../../evil; -rf $(touch x) `id` 'q' %n");
    make_editor(desk, "printf '%s' \"$file\" >\"$HOME/told\"; echo more >>\"$file\"", NULL);
    desk_open(desk, ROWS, COLUMNS);
    desk_type_see(desk, "2", "evil");
    desk_type_see(desk, "c", "becomes a task");
    desk_type_see(desk, "from the hand", "from the hand");
    desk_type_see(desk, CTRL_X_CTRL_E, "from the editor");
    file_note(desk);
    path = home_path(desk->home, "told");
    told = file_read(path);
    assert_non_null(told);
    assert_int_equal(strncmp(told, folder, strlen(folder)), 0);
    assert_string_equal(
        told + strlen(folder) + strspn(told + strlen(folder), "0123456789-"), ".md");
    assert_null(strstr(told, name));
    free(told);
    free(path);
    free(folder);
    drop_editor(desk);
}

/* --- what a child has open --- */

/* Notes in a shell what it has open: the target of each handle on a line. */
#define LIST_HANDLES "for f in /proc/$$/fd/*; do readlink \"$f\"; done >\"$HOME/handles\""

/* Of daybook's own handles none: not the book's, which would hold its lock, no draft's, no watch.
 */
static void check_handles(struct desk *desk, const char *who)
{
    static const char *const own[] = {"/daybook/", ".db", "anon_inode:", "inotify", "socket:"};
    char *path = home_path(desk->home, "handles");
    char *handles = file_read(path);

    assert_non_null(handles);
    desk_says(handles, "/handles", who); /* it saw its own */
    for (size_t i = 0; i < COUNT_OF(own); i++)
        if (strstr(handles, own[i]))
            fail_msg("%s has a handle of daybook's:\n%s", who, handles);
    assert_int_equal(unlink(path), 0);
    free(handles);
    free(path);
}

static void no_handle_is_inherited(void **state)
{
    struct desk *desk = *state;

    make_editor(desk, LIST_HANDLES "; echo more >>\"$file\"", NULL);
    write_note(desk);
    desk_type_see(desk, CTRL_X_CTRL_E, "from the editor");
    check_handles(desk, "the editor");
    desk_type_see(desk, CTRL_SENT('s'), "call logged");
    desk_type_see(desk, "|", "Pipe 1 account as CSV to");
    desk_type(desk, LIST_HANDLES "; echo begun");
    desk_type_see(desk, "\r", "│ begun");
    check_handles(desk, "a command");
    desk_kill(desk);
    drop_editor(desk);
}

/* --- E on a note --- */

static void a_note_is_edited_by_one_key(void **state)
{
    struct desk *desk = *state;

    make_editor(desk, "echo 'said later' >>\"$file\"", NULL);
    write_note(desk);
    file_note(desk);
    desk_open(desk, ROWS, COLUMNS);
    desk_type_see(desk, "7", "from the hand");
    desk_type_see(desk, "E", "from the editor");
    desk_see(desk, "said later");
    desk_type(desk, CTRL_SENT('s'));
    desk_see(desk, "call changed");
    desk_leave(desk);
    assert_non_null(
        strstr(desk_do(desk, "list", "notes", "--json"), "from the hand\\nsaid later\""));
    drop_editor(desk);
    make_editor(desk, ":", NULL);
    desk_open(desk, ROWS, COLUMNS);
    desk_type_see(desk, "7", "from the hand");
    desk_type_see(desk, "E", "the editor changed nothing");
    desk_see_gone(desk, "changing a call");
    desk_leave(desk);
    drop_editor(desk);
}

/* --- meanwhile --- */

static void keys_and_sizes_are_the_editors(void **state)
{
    struct desk *desk = *state;

    make_editor(desk,
        "trap 'echo GOT INT' INT; trap 'echo GOT QUIT' QUIT\n"
        "echo EDITOR HERE\n"
        "until [ \"$a\" = go ]; do read a; done; echo more >>\"$file\"",
        NULL);
    write_note(desk);
    desk_type_see(desk, CTRL_X_CTRL_E, "EDITOR HERE");
    desk_type_see(desk, "\003", "GOT INT");
    desk_type_see(desk, "\034", "GOT QUIT");
    pty_resize(desk->pty, 30, 120);
    desk_type(desk, "go\r");
    desk_see(desk, "from the editor");
    desk_see(desk, "1 Today");
    assert_int_equal(vt_columns(pty_screen(desk->pty)), 120);
    assert_non_null(strstr(file_note(desk), "from the hand\\nmore\""));
    drop_editor(desk);
}

/* ^Z stops the editor and daybook together; the shell goes on, and fg brings both back. */
static void a_stop_is_for_both(void **state)
{
    static const char script[] =
        "set -m; \"$1\"; echo STOPPED IT; read line; fg >/dev/null; echo ENDED IT";
    struct desk *desk = *state;

    make_editor(desk, "echo EDITOR HERE; read a; echo more >>\"$file\"", NULL);
    desk->pty = pty_start(&(struct pty_options){.home = desk->home,
        .extra = desk->extra,
        .program = "/bin/bash",
        .args = (const char *const[]){"-c", script, "bash", home_program(), NULL},
        .rows = ROWS,
        .columns = COLUMNS});
    desk_see(desk, "Globex");
    desk_type_see(desk, "c", "becomes a task");
    desk_type_see(desk, "from the hand", "from the hand");
    desk_type_see(desk, CTRL_X_CTRL_E, "EDITOR HERE");
    desk_type_see(desk, "\032", "STOPPED IT");
    desk_type(desk, "\r");
    desk_type_see(desk, "\r", "from the editor");
    desk_type_see(desk, CTRL_SENT('s'), "call logged");
    desk_type_see(desk, "Q", "ENDED IT");
    desk_wait_end(desk);
    drop_editor(desk);
}

/* --- killed meanwhile --- */

static void make_slow_editor(struct desk *desk)
{
    make_editor(desk, "echo 'saved in the editor' >>\"$file\"; echo EDITOR HERE; read a", NULL);
}

static void check_offered(struct desk *desk)
{
    desk_open(desk, ROWS, COLUMNS);
    desk_see(desk, "A draft is kept: Globex");
    desk_type_see(desk, "c", "saved in the editor");
    desk_see(desk, "from the hand");
    assert_non_null(strstr(file_note(desk), "from the hand\\nsaved in the editor\""));
    assert_int_equal(desk_draft_count(desk), 0);
}

static void what_the_editor_saved_outlives_a_kill(void **state)
{
    struct desk *desk = *state;
    char *left = NULL;

    make_slow_editor(desk);
    write_note(desk);
    desk_type_see(desk, CTRL_X_CTRL_E, "EDITOR HERE");
    desk_kill(desk);
    check_offered(desk);
    assert_int_equal(left_over(desk, &left), 0);
    drop_editor(desk);
}

static void a_closed_window_ends_both(void **state)
{
    struct desk *desk = *state;
    long long closed;

    make_slow_editor(desk);
    write_note(desk);
    desk_type_see(desk, CTRL_X_CTRL_E, "EDITOR HERE");
    closed = now_ms();
    pty_hang_up(desk->pty);
    assert_int_equal(desk_wait_end(desk), 128 + SIGHUP);
    assert_true(now_ms() - closed < END_WITHIN_MS * 5); /* the machine may be slow */
    check_offered(desk);
    drop_editor(desk);
}

/* The answer to a question goes the same way, as one line. */
static void a_prompt_is_edited_too(void **state)
{
    struct desk *desk = *state;

    make_editor(desk, "printf 'call Ana\\nabout it\\n' >\"$file\"", NULL);
    desk_open(desk, ROWS, COLUMNS);
    desk_see(desk, "Globex");
    desk_type_see(desk, "t", "Enter do it");
    desk_type_see(desk, CTRL_X_CTRL_E, "call Ana about it");
    desk_type(desk, "\r");
    desk_see_gone(desk, "Enter do it");
    desk_leave(desk);
    assert_non_null(strstr(desk_do(desk, "list", "tasks", "--json"), "\"call Ana about it\""));
    drop_editor(desk);
}

/* The process whose number the command wrote down. */
static int told_process(struct desk *desk)
{
    char *path = home_path(desk->home, "told");
    char *text = file_read(path);
    long long process = 0;

    assert_true(text && text_to_int(text, &process));

    free(text);
    free(path);
    return (int)process;
}

/* Beside the screen, which lives on; Esc ends it, and one that does not listen dies. */
static void a_command_is_stopped_by_esc(void **state)
{
    static const char *const commands[] = {"echo begun; printf %s $$ >\"$HOME/told\"; sleep 1000",
        "trap '' TERM; echo begun; printf %s $$ >\"$HOME/told\"; while :; do sleep 1000; done"};
    struct desk *desk = *state;

    desk_open(desk, ROWS, COLUMNS);
    desk_see(desk, "Globex");
    for (size_t i = 0; i < 2; i++) {
        desk_type_see(desk, "|", "Pipe 1 account as CSV to");
        desk_type(desk, commands[i]);
        desk_type_see(desk, "\r", "│ begun");
        desk_see(desk, "running, Esc stops it");
        desk_type_see(desk, KEY_ESCAPE_SENT, "stopped: ");
        assert_true(told_process(desk) > 1);
        assert_int_equal(kill(told_process(desk), 0), -1);
        desk_type(desk, KEY_ESCAPE_SENT);
        desk_see_gone(desk, "stopped: ");
    }
    desk_leave(desk);
}

/* It has no terminal of its own to draw on, and it goes with the app. */
static void a_command_ends_with_the_app(void **state)
{
    struct desk *desk = *state;

    desk_open(desk, ROWS, COLUMNS);
    desk_see(desk, "Globex");
    desk_type_see(desk, "|", "Pipe 1 account as CSV to");
    desk_type(desk, "printf %s $$ >\"$HOME/told\"; echo drawn >/dev/tty || echo begun; sleep 1000");
    desk_type_see(desk, "\r", "│ begun");
    pty_signal(desk->pty, SIGTERM);
    assert_int_equal(desk_wait_end(desk), 128 + SIGTERM);
    assert_true(told_process(desk) > 1);
    assert_int_equal(kill(told_process(desk), 0), -1);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_set_up_morning, desk_tear_down)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(editors_of_all_kinds),
        cmocka_unit_test_setup_teardown(no_path_is_made_of_data, desk_set_up, desk_tear_down),
        TEST(no_handle_is_inherited),
        TEST(a_note_is_edited_by_one_key),
        TEST(keys_and_sizes_are_the_editors),
        TEST(a_stop_is_for_both),
        TEST(what_the_editor_saved_outlives_a_kill),
        TEST(a_closed_window_ends_both),
        TEST(a_prompt_is_edited_too),
        TEST(a_command_is_stopped_by_esc),
        TEST(a_command_ends_with_the_app),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
