/* Every command: its row in the table, its help, and its own example, which must work. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <cmocka.h>

#include "cli/book.h"
#include "cli_internal.h"

static void rows_are_sorted_and_whole(void **state)
{
    for (const struct cli_command *row = cli_commands; row->name; row++) {
        assert_non_null(row->usage);
        assert_true(row->summary && strlen(row->summary) > 8 && strlen(row->summary) <= 72);
        assert_int_equal(strncmp(row->example, row->name, strlen(row->name)), 0);
        assert_non_null(row->run);
        assert_true(row->most < 0 || row->most >= row->least);
        if (row[1].name)
            assert_true(strcmp(row->name, row[1].name) < 0);
    }
    for (int i = 0; i + 1 < GLOBALS; i++)
        assert_true(strcmp(cli_globals[i].name, cli_globals[i + 1].name) < 0);
}

static void options_have_help_and_no_name_twice(void **state)
{
    for (const struct cli_command *row = cli_commands; row->name; row++) {
        const struct cli_option *option = row->options;

        for (; option->name; option++) {
            assert_true(option->help && strlen(option->help) > 3);
            for (const struct cli_option *other = row->options; other < option; other++)
                assert_string_not_equal(other->name, option->name);
            for (int i = 0; i < GLOBALS; i++)
                assert_string_not_equal(cli_globals[i].name, option->name);
        }
        assert_true(option - row->options <= CLI_OPTIONS);
    }
}

/* A source that prints the accounts.csv of the book: commands run beside sources.yaml. */
static void write_source(const char *home)
{
    char *folder = home_path(home, "config/daybook"), *path;

    assert_int_equal(mkdir(folder, 0700), 0);
    path = home_write(
        home, "config/daybook/sources.yaml", "crm: {run: [cat, ../../accounts.csv], every: 12h}\n");
    assert_int_equal(chmod(path, 0600), 0);
    free(path);
    free(folder);
}

static void every_example_works(void **state)
{
    struct run_result result = {0};

    for (const struct cli_command *row = cli_commands; row->name; row++) {
        char *home = book_home();

        write_source(home);
        book_run(&result, home, row->example);
        if (result.status != 0)
            fprintf(stderr, "%s: %d: %s\n", row->example, result.status, str_text(&result.err));
        assert_int_equal(result.status, 0);
        assert_true(result.out.len > 0);
        home_free(home);
    }
    run_fini(&result);
}

static void a_first_word_alone_has_help(void **state)
{
    static const char *const lines[] = {"task --help", "task -h", "help task"};
    struct run_result result = {0};
    char *home = home_new();

    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        book_run(&result, home, lines[i]);
        assert_int_equal(result.status, 0);
        assert_non_null(strstr(str_text(&result.out), "task snooze"));
        assert_null(strstr(str_text(&result.out), "playbook"));
    }
    run_fini(&result);
    home_free(home);
}

static void every_command_has_help(void **state)
{
    struct run_result result = {0};
    char *home = home_new();

    for (const struct cli_command *row = cli_commands; row->name; row++) {
        char line[128];

        snprintf(line, sizeof(line), "%s --help", row->name);
        book_run(&result, home, line);
        assert_int_equal(result.status, 0);
        assert_non_null(strstr(str_text(&result.out), row->summary));
        assert_non_null(strstr(str_text(&result.out), row->example));
        for (const struct cli_option *option = row->options; option->name; option++)
            assert_non_null(strstr(str_text(&result.out), option->name));
        assert_int_equal(result.err.len, 0);
    }
    book_run(&result, home, "--help");
    for (const struct cli_command *row = cli_commands; row->name; row++)
        assert_non_null(strstr(str_text(&result.out), row->summary));
    for (int i = 0; i < GLOBALS; i++)
        assert_non_null(strstr(str_text(&result.out), cli_globals[i].name));
    run_fini(&result);
    home_free(home);
}

static void version_names_the_libraries(void **state)
{
    struct run_result result = {0};
    char *home = home_new();

    book_run(&result, home, "--version");
    assert_int_equal(result.status, 0);
    assert_int_equal(strncmp(str_text(&result.out), "daybook ", 8), 0);
    assert_non_null(strstr(str_text(&result.out), "ncurses "));
    assert_non_null(strstr(str_text(&result.out), "SQLite 3."));
    assert_non_null(strstr(str_text(&result.out), "libyaml 0."));
    run_fini(&result);
    home_free(home);
}

/* Read-only commands leave the book's bytes alone, writing ones are refused by --read-only. */
static void read_only_refuses_every_write(void **state)
{
    struct run_result result = {0};

    for (const struct cli_command *row = cli_commands; row->name; row++) {
        char line[512];
        char *home = book_home();
        bool tries = row->flags & CLI_TRIES_ASIDE && strstr(row->example, "--dry-run");

        snprintf(line, sizeof(line), "--read-only %s", row->example);
        book_run(&result, home, line);
        assert_int_equal(result.status, row->flags & CLI_WRITES && !tries ? 3 : 0);
        home_free(home);
    }
    run_fini(&result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_sorted_and_whole),
        cmocka_unit_test(options_have_help_and_no_name_twice),
        cmocka_unit_test(every_example_works),
        cmocka_unit_test(every_command_has_help),
        cmocka_unit_test(a_first_word_alone_has_help),
        cmocka_unit_test(version_names_the_libraries),
        cmocka_unit_test(read_only_refuses_every_write),
    };

    return cmocka_run_group_tests(tests, NULL, book_forget);
}
