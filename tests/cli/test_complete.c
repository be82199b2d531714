/* What the shells offer, and the man page: both told from the table of commands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "cli/book.h"
#include "cli_internal.h"

/* The texts that are offered, joined by `|`, without their help. */
static void offered(struct run_result *result, struct str *out)
{
    str_clear(out);
    for (const char *line = str_text(&result->out); *line; line += strcspn(line, "\n") + 1) {
        if (out->len)
            str_add_char(out, '|');
        str_add_bytes(out, line, strcspn(line, "\t"));
    }
}

static void the_line_says_what_may_follow(void **state)
{
    static const struct {
        const char *line, *offers;
    } cases[] = {
        {"th", "theme"}, {"theme \"\"", "list"}, {"zzz", ""}, {"completions zzz", ""},
        {"show glo", "Globex"}, {"show \"acme n\"", "Acme Nord"},
        {"set account Globex notice_", "notice_days=|notice_given="},
        {"list --columns \"name,notice_\"", "name,notice_days|name,notice_given"},
        {"list tasks --sort du", "due"}, {"--read-only show glo", "Globex"},
        {"list notes --where sen", "sentiment"}, {"import --dates \"\"", "dmy|mdy|ymd"},
        {"import --dry", "--dry-run"}, {"task snooze db-1 to", "today|tomorrow"},
        {"playbook show risk", "risk-recovery"}, {"playbook start renewal glo", "Globex"},
        {"help und", "undo"}, {"--theme dar", "dark"},
        {"import acc", ""}, /* a file: the shell's own */
    };
    struct run_result result = {0};
    struct str texts = {0}, line = {0};
    char *home = book_home();

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        str_clear(&line);
        str_addf(&line, "completions for -- %s", cases[i].line);
        book_run(&result, home, str_text(&line));
        assert_int_equal(result.status, 0);
        offered(&result, &texts);
        assert_string_equal(str_text(&texts), cases[i].offers);
    }
    str_fini(&line);
    str_fini(&texts);
    run_fini(&result);
    home_free(home);
}

static void without_a_book_nothing_fails(void **state)
{
    struct run_result result = {0};
    char *home = home_new();

    book_run(&result, home, "completions for -- show a");
    assert_int_equal(result.status, 0);
    assert_int_equal(result.out.len, 0);
    assert_int_equal(result.err.len, 0);
    run_fini(&result);
    home_free(home);
}

static void every_shell_has_a_script(void **state)
{
    static const char *const shells[] = {"bash", "fish", "zsh"};
    struct run_result result = {0};
    struct str line = {0};
    char *home = home_new();

    for (size_t i = 0; i < COUNT_OF(shells); i++) {
        str_clear(&line);
        str_addf(&line, "completions %s", shells[i]);
        book_run(&result, home, str_text(&line));
        assert_int_equal(result.status, 0);
        assert_non_null(strstr(str_text(&result.out), "daybook completions for --"));
    }
    book_run(&result, home, "completions tcsh");
    assert_int_equal(result.status, 2);
    str_fini(&line);
    run_fini(&result);
    home_free(home);
}

/* Its examples are those of the table, which test_commands runs one by one. */
static void the_man_page_has_every_command(void **state)
{
    struct run_result result = {0};
    struct str want = {0};
    char *home = home_new();

    book_run(&result, home, "man");
    assert_int_equal(result.status, 0);
    assert_int_equal(strncmp(str_text(&result.out), ".TH DAYBOOK 1", 13), 0);
    for (const struct cli_command *row = cli_commands; row->name; row++) {
        str_clear(&want);
        str_addf(&want, "\n.SS %s ", row->name);
        assert_non_null(strstr(str_text(&result.out), str_text(&want)));
    }
    for (int i = 0; i < GLOBALS; i++) {
        str_clear(&want);
        str_addf(&want, "\\-\\-%.2s", cli_globals[i].name);
        assert_non_null(strstr(str_text(&result.out), str_text(&want)));
    }
    str_fini(&want);
    run_fini(&result);
    home_free(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_line_says_what_may_follow),
        cmocka_unit_test(without_a_book_nothing_fails),
        cmocka_unit_test(every_shell_has_a_script),
        cmocka_unit_test(the_man_page_has_every_command),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
