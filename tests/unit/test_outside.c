/* Text on its way through an editor: its command, its file, what comes back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/attributes.h"
#include "files/outside.h"
#include "files/paths.h"
#include "support/home.h"

static char *home;

static int make_home(void **state)
{
    home = home_new();
    char *folder = home_path(home, "state");
    setenv("XDG_STATE_HOME", folder, 1);
    free(folder);
    return 0;
}

static int end_home(void **state)
{
    home_free(home);
    return 0;
}

static void commands_are_split_without_a_shell(void **state)
{
    static const struct {
        const char *visual, *editor;
        int line;
        const char *words; /* NULL: refused */
    } cases[] = {
        {NULL, "ed", 0, "[ed][/x]"},
        {"vim", "ed", 0, "[vim][/x]"},
        {" ", "ed", 0, "[ed][/x]"},
        {NULL, NULL, 0, "[vi][/x]"},
        {"vim -u NONE", NULL, 0, "[vim][-u][NONE][/x]"},
        {"'/my own/ed' -c \"a b\"", NULL, 0, "[/my own/ed][-c][a b][/x]"},
        {"ed\\ itor  -w", NULL, 0, "[ed itor][-w][/x]"},
        {"ed 'a\\b' \"c\\\"d\"", NULL, 0, "[ed][a\\b][c\"d][/x]"},
        {"ed $HOME `id` ;rm *", NULL, 0, "[ed][$HOME][`id`][;rm][*][/x]"},
        {"ed ''", NULL, 0, "[ed][][/x]"},
        {"ed 'x", NULL, 0, NULL},
        {"\"\" x", NULL, 0, NULL},
        {"vim", NULL, 7, "[vim][+7][/x]"},
        {"/usr/bin/nano -w", NULL, 7, "[/usr/bin/nano][-w][+7][/x]"},
        {"hx", NULL, 7, "[hx][/x:7]"},
        {"code --wait", NULL, 7, "[code][--wait][--goto][/x:7]"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct outside_words words = {0};
        struct arena arena = {0};
        struct str shown = {0};
        struct error err;

        unsetenv("VISUAL");
        unsetenv("EDITOR");
        if (cases[i].visual)
            setenv("VISUAL", cases[i].visual, 1);
        if (cases[i].editor)
            setenv("EDITOR", cases[i].editor, 1);
        bool ok = outside_command("/x", cases[i].line, &arena, &words, &err);
        if (ok != (cases[i].words != NULL))
            fail_msg("case %zu was %s", i, ok ? "taken" : "refused");
        for (size_t w = 0; ok && words.items[w]; w++)
            str_addf(&shown, "[%s]", words.items[w]);
        if (ok)
            assert_string_equal(str_text(&shown), cases[i].words);
        str_fini(&shown);
        array_fini(&words);
        arena_fini(&arena);
    }
}

/* What nobody changed comes back byte for byte. */
static void texts_come_back_as_they_were(void **state)
{
    static const char *const texts[] = {"", "a", "a\n", "a\n\n", "\n", "a\r\nb", "a\r", "\r\n",
        "\xef\xbb\xbfmark", " ", "\t", "e\xcc\x81", "\xe2\x80\xae", "\x1b]0;x\x07", "- [ ] x fri"};

    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct str path = {0}, back = {0};
        struct stat status;
        struct error err;

        assert_true(outside_new(texts[i], strlen(texts[i]), 5, &path, &err));
        assert_int_equal(stat(str_text(&path), &status), 0);
        assert_int_equal(status.st_mode & 0777, 0600);
        assert_true(outside_read(str_text(&path), texts[i], 1000, &back, &err));
        if (strcmp(str_text(&back), texts[i]) != 0)
            fail_msg("text %zu came back as '%s'", i, str_text(&back));
        unlink(str_text(&path));
        str_fini(&path);
        str_fini(&back);
    }
}

static void what_an_editor_left_is_mended_or_refused_by_name(void **state)
{
    static const struct {
        const char *before, *left;
        size_t len; /* 0: of the text */
        const char *text, *fault;
    } cases[] = {
        {"a", "b\n", 0, "b", NULL},
        {"a", "b", 0, "b", NULL},
        {"a\n", "b\n", 0, "b\n", NULL},
        {"a", "b\n\n", 0, "b\n", NULL},
        {"a\nb", "a\r\nc\r\n", 0, "a\nc", NULL},
        {"a\r\nb", "a\r\nc\n", 0, "a\r\nc", NULL},
        {"a", "\xef\xbb\xbfz\n", 0, "z", NULL},
        {"a", "ok\n\xff\n", 0, NULL, "is not UTF-8: the byte FF"},
        {"a", "\xed\xa0\x80", 0, NULL, "is not UTF-8: the byte ED"},
        {"a", "x\0y", 3, NULL, "holds a NUL"},
        {"a", "twelve bytes", 0, NULL, "is larger"},
        {"a", "", 0, "", NULL},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        size_t len = cases[i].len ? cases[i].len : strlen(cases[i].left);
        struct str path = {0}, back = {0};
        struct error err;

        assert_true(outside_new(cases[i].before, strlen(cases[i].before), 5, &path, &err));
        assert_true(
            file_write_whole(str_text(&path), cases[i].left, len, FILE_WRITE_REPLACE, &err));
        bool ok = outside_read(str_text(&path), cases[i].before, 10, &back, &err);
        if (ok != (cases[i].text != NULL))
            fail_msg("case %zu was %s", i, ok ? "taken" : err.text);
        if (ok)
            assert_string_equal(str_text(&back), cases[i].text);
        else
            assert_non_null(strstr(err.text, cases[i].fault));
        assert_true(file_is_there(str_text(&path)));
        unlink(str_text(&path));
        str_fini(&path);
        str_fini(&back);
    }
}

/* --- links in the way --- */

/* The name of a text for an editor, of a number. */
static void number_path(struct str *path, const char *head, unsigned number)
{
    str_clear(path);
    str_addf(path, "%s-%u.md", head, number);
}

static unsigned number_of(const char *path)
{
    unsigned number = 0;

    assert_int_equal(sscanf(strrchr(path, '-'), "-%u.md", &number), 1);
    return number;
}

/* Puts links to the victim where the next text comes to lie, until it is killed. */
static void plant_links(const char *head, const char *victim, const volatile unsigned *number)
{
    struct str link = {0}, path = {0};

    str_addf(&link, "%s-link", head);
    for (unsigned turn = 0;; turn++) {
        number_path(&path, head, *number + 1 + turn % 3);
        if (symlink(victim, str_text(&link)) != 0 || rename(str_text(&link), str_text(&path)) != 0)
            continue;
    }
}

static pid_t start_planting(const char *head, const char *victim, const volatile unsigned *number)
{
    pid_t child = fork();

    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL); /* whatever becomes of the test */
        plant_links(head, victim, number);
    }
    assert_true(child > 0);
    return child;
}

/* One stands there already, others come at any moment: none is ever written through. */
static void a_planted_link_is_never_followed(void **state)
{
    enum { TRIES = 10000 };
    char *victim = home_write(home, "victim", "precious"), *kept;
    volatile unsigned *number =
        mmap(NULL, sizeof(*number), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    struct str head = {0}, link = {0}, path = {0};
    struct error err;
    pid_t child;

    assert_true(number != MAP_FAILED && outside_new("x", 1, 9, &path, &err));
    *number = number_of(str_text(&path));
    str_add_bytes(
        &head, str_text(&path), (size_t)(strrchr(str_text(&path), '-') - str_text(&path)));
    child = start_planting(str_text(&head), victim, number);
    for (int i = 0; i < TRIES; i++) {
        number_path(&link, str_text(&head), *number + 1);
        (void)!symlink(victim, str_text(&link)); /* or the other one was there before */
        str_clear(&path);
        if (!outside_new("hostile", 7, 9, &path, &err))
            fail_msg("%s", err.text);
        assert_string_not_equal(str_text(&path), str_text(&link));
        unlink(str_text(&path));
        unlink(str_text(&link));
        *number = number_of(str_text(&path));
    }
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, NULL, 0), child);
    kept = file_read(victim);
    assert_string_equal(kept, "precious");
    free(kept);
    free(victim);
    munmap((void *)(uintptr_t)number, sizeof(*number));
    str_fini(&head);
    str_fini(&link);
    str_fini(&path);
}

static void what_is_gone_is_told(void **state)
{
    struct str back = {0};
    struct error err;

    assert_false(outside_read("/nowhere/at/all", "a", 10, &back, &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
    str_fini(&back);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commands_are_split_without_a_shell),
        cmocka_unit_test(texts_come_back_as_they_were),
        cmocka_unit_test(what_an_editor_left_is_mended_or_refused_by_name),
        cmocka_unit_test(a_planted_link_is_never_followed),
        cmocka_unit_test(what_is_gone_is_told),
    };

    if (access("/dev/shm", W_OK) == 0) /* each of thousands of files is synced */
        setenv("TMPDIR", "/dev/shm", 0);
    return cmocka_run_group_tests(tests, make_home, end_home);
}
