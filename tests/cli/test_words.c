/* The commands in the language xx (support/pseudo.awk): what people read went through the
 * catalogue, and what programs read did not. */
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
#include "support/plain_words.h"

static char language[4096];
static const char *const other[] = {BOOK_TODAY, "LANGUAGE=xx", language, NULL};

static void run_other(struct run_result *result, const char *home, const char *arguments)
{
    book_run_under(result, home, arguments, other);
}

/* --- data --- */

static const char *const data_lines[] = {"man", "completions bash", "completions fish",
    "completions zsh", "completions for snooze G", "export accounts --format csv",
    "export tasks --format ics", "export --format md", "export --format json", "list --csv",
    "list risks --csv", "list tasks --csv", "list renewals --csv",
    "import accounts.csv --dry-run --json", "doctor --json"};

static void same_in_both(const char *home, const char *line)
{
    struct run_result usual = {0}, turned = {0};

    book_run(&usual, home, line);
    run_other(&turned, home, line);
    if (strcmp(str_text(&usual.out), str_text(&turned.out)) != 0)
        fprintf(stderr, "%s: in another language\n%s", line, str_text(&turned.out));
    assert_string_equal(str_text(&usual.out), str_text(&turned.out));
    assert_int_equal(usual.status, turned.status);
    run_fini(&usual);
    run_fini(&turned);
}

static bool takes_json(const struct cli_command *row)
{
    for (const struct cli_option *option = row->options; option->name; option++)
        if (!strcmp(option->name, "json"))
            return true;
    return false;
}

static void data_are_the_same_in_every_language(void **state)
{
    char *home = book_home();

    for (size_t i = 0; i < COUNT_OF(data_lines); i++)
        same_in_both(home, data_lines[i]);
    for (const struct cli_command *row = cli_commands; row->name; row++) {
        char line[512];

        if (!takes_json(row) || row->flags & CLI_WRITES)
            continue;
        snprintf(line, sizeof(line), "%s%s", row->example,
            strstr(row->example, "--json") ? "" : " --json");
        same_in_both(home, line);
    }
    home_free(home);
}

/* What is scored, run and written under a catalogue says the same to programs. */
static void the_book_is_the_same_whoever_writes_it(void **state)
{
    static const char *const lines[] = {"import accounts.csv", "snooze Globex +7d",
        "playbook start hand-over \"Acme S\303\274d\"", "set account A1 stage=renewing", "health",
        "task done db-1"};
    static const char *const looks[] = {"export --format json", "today --json", "signals --json",
        "list --json", "list risks --json", "list steps --json"};
    struct run_result one = {0}, two = {0};
    char *usual = book_home(), *turned = book_home();

    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        book_run(&one, usual, lines[i]);
        run_other(&two, turned, lines[i]);
        assert_int_equal(one.status, two.status);
        assert_string_not_equal(str_text(&one.out), "");
    }
    for (size_t i = 0; i < COUNT_OF(looks); i++) {
        book_run(&one, usual, looks[i]);
        book_run(&two, turned, looks[i]);
        if (strcmp(str_text(&one.out), str_text(&two.out)) != 0)
            fprintf(stderr, "%s\n%s\n%s", looks[i], str_text(&one.out), str_text(&two.out));
        assert_string_equal(str_text(&one.out), str_text(&two.out));
    }
    run_fini(&one);
    run_fini(&two);
    home_free(usual);
    home_free(turned);
}

/* --- words --- */

static const char *const others[] = {
    /* what one types, and what a usage stands for */
    "daybook auto never point comma dmy mdy ymd csv json md ics taskwarrior JSON Esc bash fish zsh",
    /* of the terminal and of the file that is imported */
    "xterm UTF UTC Umbra GmbH Vela Ltd",
    /* from the C library, which has a catalogue of its own */
    "such file or directory",
    /* what was done, as it was stored by the commands that made the book; the days in it */
    "undid redid undone deleted added planned Fri Nov",
    /* doctor's checks of the file, a word each */
    "ok mode file belonging schema totals search index",
};

/* Their texts are those of a file that users write: keys, settings, themes, pages. */
static bool shows_a_file(const struct cli_command *row)
{
    return row->run == cli_keys || row->run == cli_theme_list || row->run == cli_config_show ||
           row->run == cli_config_init || row->run == cli_brief || row->run == cli_mail;
}

static bool prints_data(const struct cli_command *row)
{
    return row->run == cli_man || row->run == cli_completions || row->run == cli_export ||
           strstr(row->example, "--json");
}

/* Paths begin with a folder of the test's own. */
static void drop_home(char *text, const char *home)
{
    for (char *at = strstr(text, home); at; at = strstr(at, home))
        for (; *at && !strchr(" ;\n", *at); at++)
            *at = '-';
}

static void allow_commands(const struct cli_option *options)
{
    for (; options->name; options++) {
        plain_words_allow(options->name);
        plain_words_allow(options->value ? options->value : "");
    }
}

/* What goes wrong. */
static const char *const faults[] = {"show Nobody", "show A", "nonsense", "list --where \"arr >\"",
    "list --where \"nonsense = 1\"", "list --where \"arr > abc\"", "set account A1 arr=many",
    "set account A1 nonsense=1", "snooze Globex yesterday", "snooze Globex someday",
    "playbook step db-1 99", "playbook start nonsense Globex", "task done db-99", "undo 0",
    "import nowhere.csv", "renewal won Globex --amount many", "--today never today",
    "list --columns nonsense", "risk close nonsense", "--read-only snooze Globex fri"};

static int look_at(const char *home, const char *line)
{
    struct run_result result = {0};
    int found;

    run_other(&result, home, line);
    if (result.out.len)
        drop_home(result.out.data, home);
    if (result.err.len)
        drop_home(result.err.data, home);
    found = plain_words_look(line, str_text(&result.out));
    found += plain_words_look(line, str_text(&result.err));
    run_fini(&result);
    return found;
}

static void no_command_says_a_word_that_was_not_marked(void **state)
{
    char *home = book_home(), *book = book_text(home, "export --format json");
    int found = 0;

    plain_words_allow_names();
    plain_words_allow(book);
    free(book);
    for (size_t i = 0; i < COUNT_OF(faults); i++)
        plain_words_allow(faults[i]);
    allow_commands(cli_globals);
    for (size_t i = 0; i < COUNT_OF(others); i++)
        plain_words_allow(others[i]);
    for (const struct cli_command *row = cli_commands; row->name; row++) {
        plain_words_allow(row->name);
        plain_words_allow(row->usage);
        plain_words_allow(row->example);
        allow_commands(row->options);
    }
    found += look_at(home, "--help");
    for (size_t i = 0; i < COUNT_OF(faults); i++)
        found += look_at(home, faults[i]);
    for (const struct cli_command *row = cli_commands; row->name; row++) {
        char *own = book_home();
        char line[512];

        snprintf(line, sizeof(line), "%s --help", row->name);
        found += look_at(home, line);
        if (!prints_data(row) && !shows_a_file(row))
            found += look_at(own, row->example);
        home_free(own);
    }
    assert_int_equal(found, 0);
    home_free(home);
}

static int begin(void **state)
{
    snprintf(language, sizeof(language), "DAYBOOK_LOCALEDIR=%s", getenv("DAYBOOK_LOCALEDIR"));
    return 0;
}

static int forget(void **state)
{
    plain_words_forget();
    book_forget();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(data_are_the_same_in_every_language),
        cmocka_unit_test(the_book_is_the_same_whoever_writes_it),
        cmocka_unit_test(no_command_says_a_word_that_was_not_marked),
    };

    return cmocka_run_group_tests(tests, begin, forget);
}
