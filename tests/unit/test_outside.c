/* Text on its way through an editor: its command, its file, what comes back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
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

/* Links planted under the names that come next: none is ever written through. */
static void a_planted_link_is_never_followed(void **state)
{
    char *victim = home_write(home, "victim", "precious"), *kept;
    struct str first = {0}, path = {0};
    struct error err;
    unsigned number = 0;

    assert_true(outside_new("x", 1, 9, &first, &err));
    assert_int_equal(
        sscanf(strrchr(str_text(&first), '-'), "-%u.md", &number), 1); /* one of ours */
    for (unsigned i = 1; i <= 50; i++) {
        struct str link = {0};

        str_add_bytes(
            &link, str_text(&first), (size_t)(strrchr(str_text(&first), '-') - str_text(&first)));
        str_addf(&link, "-%u.md", number + i);
        assert_int_equal(symlink(victim, str_text(&link)), 0);
        str_fini(&link);
    }
    assert_true(outside_new("hostile", 7, 9, &path, &err));
    kept = file_read(victim);
    assert_string_equal(kept, "precious");
    free(kept);
    free(victim);
    str_fini(&first);
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
    return cmocka_run_group_tests(tests, make_home, end_home);
}
