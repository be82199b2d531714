/* config init, show: a folder to begin with, and what is in force and why. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/array.h"
#include "cli/book.h"
#include "files/embedded.h"

static void a_new_folder_changes_nothing(void **state)
{
    static const struct book_line lines[] = {
        {"config show", 0, "backups"},
        {"config init", 0, "written  daybook.yaml"},
        {"config check", 0, "4 files of your own, no fault"},
        {"config show", 0, "!daybook.yaml:"},
        {"keys --check", 0, ""},
        {"config init", 0, "kept     sources.yaml"},
        {"--read-only config init", 3, "nothing changed"},
        {"--demo config init", 2, "the demo has no config folder"},
    };
    char *home = home_new();

    book_play(home, lines, COUNT_OF(lines));
    home_free(home);
}

/* Every `#` taken away that `config init` put there gives the shipped file again. */
static void every_row_is_there(void **state)
{
    static const char *const names[] = {
        "daybook.yaml", "keys.yaml", "signals.yaml", "sources.yaml"};
    static const struct book_line init[] = {{"config init", 0, ""}};
    char *home = home_new();

    book_play(home, init, 1);
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        char name[64], *path, *made;
        const struct embedded *shipped;
        const char *want;

        snprintf(name, sizeof(name), "config/daybook/%s", names[i]);
        path = home_path(home, name);
        made = file_read(path);
        snprintf(name, sizeof(name), "config/%s", names[i]);
        shipped = embedded_find(name);
        assert_non_null(made);
        assert_non_null(shipped);
        want = shipped->text;
        for (const char *at = made; *at; at++) {
            if ((at == made || at[-1] == '\n') && *at == '#' && *want != '#')
                at++;
            assert_int_equal(*at, *want);
            want++;
        }
        assert_int_equal(*want, '\0');
        free(path);
        free(made);
    }
    home_free(home);
}

static void what_is_yours_is_named_with_its_line(void **state)
{
    static const struct book_line lines[] = {
        {"config show", 0, "Dana Ruiz"},
        {"config show", 0, "config/daybook/daybook.yaml:2"},
        {"config show daybook.yaml", 0, "author: Dana Ruiz"},
        {"config show health.yaml", 0, "models:"},
        {"config show nothing.yaml", 2, "nothing.yaml"},
        {"config show ../x", 2, "is no name of a config file"},
        {"config show themes/../../x", 2, "is no name of a config file"},
    };
    char *home = home_new(), *path;

    book_play(home, (struct book_line[]){{"config init", 0, ""}}, 1);
    free(home_write(home, "config/x", "somebody's\n"));
    path = home_write(home, "config/daybook/daybook.yaml", "# mine\nauthor: Dana Ruiz # me\n");
    book_play(home, lines, COUNT_OF(lines));
    free(path);
    home_free(home);
}

static void a_key_without_a_command_is_found(void **state)
{
    static const struct book_line wrong[] = {
        {"keys --check", 1,
            "keys.yaml:2:3: list: X: there is no command \"opne\"; did you mean \"open\"?"},
        {"keys --check", 1, "keys.yaml:3:3: 'C-i' cannot be told from Tab"},
        {"keys --check", 1,
            "keys.yaml:4:3: list: Y: there is no command \"copy rwo\"; did you mean \"copy row\"?"},
        {"keys --check", 1, "keys.yaml:6:3: 'x' in global does nothing on lists: 'x' of list"},
        {"keys --check", 1, "keys.yaml:8:3: 'Q Q' in today leaves 'Q' of global out of reach"},
        {"config check", 1, "did you mean \"copy row\"?"}};
    static const struct book_line right[] = {{"keys --check", 0, "no fault"}};
    char *home = home_new();

    book_play(home, (struct book_line[]){{"config init", 0, ""}}, 1);
    free(home_write(home, "config/daybook/keys.yaml",
        "list:\n  X: opne\n  C-i: open\n  Y: copy rwo\nglobal:\n  x: help\ntoday:\n  Q Q: help\n"));
    book_play(home, wrong, COUNT_OF(wrong));
    free(home_write(home, "config/daybook/keys.yaml", "list:\n  X: open\n  g 9: view book\n"));
    book_play(home, right, COUNT_OF(right));
    home_free(home);
}

/* Words of a command are looked at too; a saved view has its name from views.yaml. */
static void a_word_of_a_command_is_looked_at(void **state)
{
    static const struct {
        const char *line, *told;
    } cases[] = {{"view bok", "did you mean \"view book\"?"},
        {"sort healt", "did you mean \"sort health\"?"},
        {"show note", "did you mean \"show notes\"?"},
        {"modify ownr", "there is no command \"modify ownr\""},
        {"keys emacs", "there is no command \"keys emacs\""},
        {"log cal", "there is no command \"log cal\""}, {"view red ones", "no fault"},
        {"view growth", "no fault"}, {"sort -arr, name", "no fault"},
        {"show notes,money", "no fault"}, {"modify owner=Ana", "no fault"},
        {"log email", "no fault"}, {"snooze +3d", "no fault"}};
    char *home = home_new();

    book_play(home, (struct book_line[]){{"config init", 0, ""}}, 1);
    free(home_write(home, "config/daybook/views.yaml",
        "red ones:\n  screen: book\n  do:\n    - filter band = red\n"));
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const struct book_line line = {
            "keys --check", strcmp(cases[i].told, "no fault") ? 1 : 0, cases[i].told};
        struct str file = {0};

        str_addf(&file, "list:\n  X: %s\n", cases[i].line);
        free(home_write(home, "config/daybook/keys.yaml", str_text(&file)));
        book_play(home, &line, 1);
        str_fini(&file);
    }
    home_free(home);
}

static void a_theme_that_there_is_not_is_found(void **state)
{
    static const struct book_line wrong[] = {{"config check", 1,
        "daybook.yaml:2:1: there is no theme \"drak\"; daybook theme list names them; "
        "did you mean \"dark\"?"}};
    static const struct book_line right[] = {{"config check", 0, "no fault"}};
    char *home = home_new();

    book_play(home, (struct book_line[]){{"config init", 0, ""}}, 1);
    free(home_write(home, "config/daybook/daybook.yaml", "# mine\ntheme: drak\n"));
    book_play(home, wrong, COUNT_OF(wrong));
    free(home_write(home, "config/daybook/daybook.yaml", "theme: dark\n"));
    book_play(home, right, COUNT_OF(right));
    home_free(home);
}

/* Each finding of the terminal with its cure; `tmux` is one of our own that says what we want. */
static void doctor_looks_at_the_terminal(void **state)
{
    static const char *const well[] = {"TERM=xterm-256color", "LC_ALL=C.UTF-8", NULL};
    static const char *const badly[] = {
        "TERM=nosuch", "LC_ALL=C", "ESCDELAY=1000", "STY=1.x", NULL};
    char *home = book_home(), *path = home_path(home, "bin"), *script;
    struct run_result result = {0};
    char search[4200];
    const char *const inside[] = {
        "TERM=screen-256color", "LC_ALL=C.UTF-8", "TMUX=/x,1,0", search, NULL};

    run_with(&result, &(struct run_options){.home = home, .extra = well},
        (const char *const[]){"doctor", NULL});
    assert_int_equal(result.status, 0);
    assert_non_null(strstr(str_text(&result.out), "ok  colours: 256"));
    assert_non_null(strstr(str_text(&result.out), "ok  width of emoji: 2 columns"));
    assert_non_null(strstr(str_text(&result.out), "ok  place: "));
    run_with(&result, &(struct run_options){.home = home, .extra = badly},
        (const char *const[]){"doctor", "--json", NULL});
    assert_int_equal(result.status, 1);
    assert_non_null(
        strstr(str_text(&result.out), "{\"state\": \"problem\", \"what\": \"terminal\", \"text\": "
                                      "\"nosuch is not known to terminfo\","));
    assert_non_null(strstr(str_text(&result.out), "\"cure\": \"unset ESCDELAY"));
    assert_non_null(strstr(str_text(&result.out), "\"what\": \"letters\""));
    assert_int_equal(mkdir(path, 0700), 0);
    script = home_write(home, "bin/tmux",
        "#!/bin/sh\ncase $3 in escape-time) echo 500;; set-clipboard) echo off;;"
        " focus-events) echo on;; *) echo tmux-256color;; esac\n");
    assert_int_equal(chmod(script, 0700), 0);
    snprintf(search, sizeof(search), "PATH=%s:/usr/bin:/bin", path);
    run_with(&result, &(struct run_options){.home = home, .extra = inside},
        (const char *const[]){"doctor", NULL});
    assert_int_equal(result.status, 0);
    assert_non_null(strstr(str_text(&result.out), "--  tmux: escape-time is 500: "));
    assert_non_null(strstr(str_text(&result.out), "to mend it: set -s set-clipboard on"));
    assert_non_null(strstr(str_text(&result.out), "ok  tmux: focus-events on"));
    assert_non_null(strstr(str_text(&result.out), "ok  tmux: default-terminal tmux-256color"));
    run_fini(&result);
    free(script);
    free(path);
    home_free(home);
}

static char *make_demo_folder(const char *home, const char *name, int *ret_lock)
{
    static const struct timespec old[2] = {{.tv_sec = 1000000000}, {.tv_sec = 1000000000}};
    char *folder = home_path(home, name), path[4200];

    assert_int_equal(mkdir(folder, 0700), 0);
    snprintf(path, sizeof(path), "%s/demo.db.owner", folder);
    *ret_lock = open(path, O_CREAT | O_RDWR, 0600);
    assert_true(*ret_lock >= 0);
    assert_int_equal(flock(*ret_lock, LOCK_EX), 0);
    assert_int_equal(utimensat(AT_FDCWD, folder, old, 0), 0);
    return folder;
}

/* What a killed demo left goes at the next one; the folder of a living one stays. */
static void demos_that_were_killed_leave_nothing(void **state)
{
    char *home = home_new(), search[4200], *dead, *living;
    const char *const extra[] = {search, NULL};
    struct run_result result = {0};
    struct stat info;
    int lock, held;

    snprintf(search, sizeof(search), "TMPDIR=%s", home);
    dead = make_demo_folder(home, "daybook-demo-AAAAAA", &lock);
    close(lock);
    living = make_demo_folder(home, "daybook-demo-BBBBBB", &held);
    run_with(&result, &(struct run_options){.home = home, .extra = extra},
        (const char *const[]){"--demo", "today", NULL});
    assert_int_equal(result.status, 0);
    assert_int_equal(stat(dead, &info), -1);
    assert_int_equal(stat(living, &info), 0);
    close(held);
    run_fini(&result);
    free(dead);
    free(living);
    home_free(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_folder_changes_nothing),
        cmocka_unit_test(every_row_is_there),
        cmocka_unit_test(what_is_yours_is_named_with_its_line),
        cmocka_unit_test(a_key_without_a_command_is_found),
        cmocka_unit_test(a_word_of_a_command_is_looked_at),
        cmocka_unit_test(a_theme_that_there_is_not_is_found),
        cmocka_unit_test(doctor_looks_at_the_terminal),
        cmocka_unit_test(demos_that_were_killed_leave_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
