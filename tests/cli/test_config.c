/* config init, show: a folder to begin with, and what is in force and why. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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
        {"config show ../x", 2, ".."},
    };
    char *home = home_new(), *path;

    book_play(home, (struct book_line[]){{"config init", 0, ""}}, 1);
    path = home_write(home, "config/daybook/daybook.yaml", "# mine\nauthor: Dana Ruiz # me\n");
    book_play(home, lines, COUNT_OF(lines));
    free(path);
    home_free(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_folder_changes_nothing),
        cmocka_unit_test(every_row_is_there),
        cmocka_unit_test(what_is_yours_is_named_with_its_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
