/* The commands in the language xx (support/pseudo.awk): what people read went through the
 * catalogue, and what programs read did not. */
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
#include "support/plain_words.h"

static char language[4096];
static const char *const other[] = {BOOK_TODAY, "LANGUAGE=xx", language, NULL};

static void run_other(struct run_result *result, const char *home, const char *arguments)
{
    book_run_under(result, home, arguments, other);
}

static void make_folder(const char *home, const char *name)
{
    char *path = home_path(home, name);

    (void)mkdir(path, 0700);
    free(path);
}

static void write_settings(const char *home, const char *text)
{
    make_folder(home, "config");
    make_folder(home, "config/daybook");
    free(home_write(home, "config/daybook/daybook.yaml", text));
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

/* Days and numbers as they are set stand in texts alone: what is stored and what programs read is
 * the same, whatever the user likes to see. */
static void days_and_numbers_are_shown_as_set_and_never_kept_so(void **state)
{
    static const struct book_line shown[] = {
        {"today", 0, "Mon Nov 23 2026"},
        {"show Globex", 0, "ends Feb 18 2027"},
        {"show Globex", 0, "urgency 22,"},
        {"list tasks --columns title,due", 0, "Fri Nov 27"},
        {"renewals", 0, "Feb 18 2027"},
        {"renewals --explain Globex", 0, "420.000"},
        {"metrics --from 2025-12-31", 0, "Jan 1 to Nov 23"},
        {"list accounts --csv --columns id,ends,arr", 0, "A1,2027-02-18,420000.00"},
        {"brief Globex --kind renewal", 0, "18 Feb 2027"},
        {"task add Globex \"call them\" --due fri", 0, "db-"},
        {"playbook start renewal \"Acme S\303\274d\"", 0, ""},
        {"health", 0, ""},
    };
    static const char *const looks[] = {"export --format json", "list --csv", "log --json",
        "today --json", "renewals --json", "metrics --json", "show Globex --json"};
    char *usual = book_home(), *set = book_home();
    struct run_result one = {0}, two = {0};

    write_settings(set, "date_format: month-day\nnumber_format: comma\n");
    write_settings(usual, "");
    book_play(set, shown, COUNT_OF(shown));
    for (size_t i = 0; i < COUNT_OF(shown); i++)
        book_run(&one, usual, shown[i].arguments);
    for (size_t i = 0; i < COUNT_OF(looks); i++) {
        book_run(&one, usual, looks[i]);
        book_run(&two, set, looks[i]);
        assert_string_equal(str_text(&one.out), str_text(&two.out));
    }
    run_fini(&one);
    run_fini(&two);
    home_free(usual);
    home_free(set);
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
    /* how a finding of doctor begins; the names of shipped pages */
    "ok call cover ebr handoff present qbr renewal value week",
    /* what a setting and a theme may say */
    "iso colours",
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

/* --- faults of files: config, rules, what is imported, what is run --- */

/* What a user got wrong, many a way; the texts are the user's, what is said of them is ours. */
static const struct {
    const char *name, *text;
} faulty_files[] = {
    {"config/daybook/daybook.yaml", "cadence_days: [1, many, 3]\nweekend: someday\nonwer: Dana\n"
                                    "date_format: backwards\nday_holds: 100000\nrates: 4\n"},
    {"config/daybook/keys.yaml", "global:\n  x x: nonsense\n  C-Zz: done\nnowhere:\n  a: add\n"},
    {"config/daybook/signals.yaml", "signals:\n  - id: mine\n    when: arr >\n  - id: mine\n"},
    {"config/daybook/health.yaml", "models: 4\n"},
    {"config/daybook/sources.yaml",
        "gone:\n  run: [/nowhere/at-all]\n  every: 12h\nsilent:\n  run: [\"true\"]\n"
        "broken:\n  run: [\"false\"]\nlate:\n  run: [cat, twisted.csv]\n  every: soon\n"},
    {"config/daybook/playbooks/mine.yaml",
        "title: Mine\nstart: sometimes\nsteps:\n  - title: one\n    due: never\n"
        "    demands: [gold]\n  - title: two\n    after: nine\n"},
    {"config/daybook/themes/mine.yaml", "about: mine\ntext: nocolour\nnorole: red\n"},
    {"quote.yaml", "title: \"Mine\n"},
    {"tabs.yaml", "title: Mine\n\tsteps: 4\n"},
    {"list.yaml", "title: [Mine\nsteps: 4\n"},
    {"same.yaml", "title: Mine\ntitle: Mine\n"},
    {"twisted.csv", "id,name,arr,renewal,tier,nps,email\n"
                    "D1,Umbra,many,2027-13-45,mid,5000,x\nD2,\"Vela\"x,4,,,,\nD3,a,b\n"
                    "D3,,-5,1/2/3,,,\nD4,Umbra,1e400,tomorrow,gold,,\n,,,,,,\nD5,\"open,4\n"},
    {"headless.csv", "nonsense,other\n1,2\n"},
    {"empty.csv", ""},
    {"orphans.csv", "account,title,due\nnobody,call,2026-11-30\nGlobex,,someday\n"},
    {"twisted.json", "[{\"id\": \"D1\", \"name\": \"Umbra\", \"arr\": 01}, {\"id\" 4}]\n"},
    {"cut.json", "[{\"id\": \"D1\", \"name\": \"Umb"},
    {"nested.json", "[{\"id\": \"D1\", \"name\": {\"a\": [1]}}, 4]\n"},
    {"twisted.ics", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20261399T000000\nSUMMARY:x\n"
                    "END:VEVENT\nBEGIN:VEVENT\nUID:2\nDTSTART;TZID=Nowhere/Town:20261124T090000\n"
                    "SUMMARY:y\nEND:VEVENT\nEND:VCALENDAR\n"},
};

static const char *const faulty_lines[] = {"doctor", "config check", "keys --check",
    "--theme mine list", "playbook check", "playbook check quote.yaml", "playbook check tabs.yaml",
    "playbook check list.yaml", "playbook check same.yaml", "health preview quote.yaml",
    "health preview same.yaml", "import twisted.csv --dry-run", "import headless.csv",
    "import empty.csv", "import orphans.csv", "import twisted.csv", "import twisted.json",
    "import cut.json", "import nested.json", "import twisted.ics", "import .", "import /dev/null",
    "import accounts.csv --map nonsense=4", "sync", "sources", "sync nowhere",
    "--as-of 2026-11-20 list", "--as-of 2026-11-20 metrics", "--as-of 2031-01-01 list",
    "--as-of 2026-11-20 done Globex", "health Globex", "signals --backtest", "restore twisted.csv",
    "backup /nowhere/at-all/copy.db", "--db twisted.csv list", "brief Globex --kind nonsense",
    "timeline Globex", "today"};

/* Their names and texts are the user's: allowed. */
static void write_faulty(const char *home)
{
    static const char *const folders[] = {
        "config", "config/daybook", "config/daybook/playbooks", "config/daybook/themes"};

    for (size_t i = 0; i < COUNT_OF(folders); i++)
        make_folder(home, folders[i]);
    for (size_t i = 0; i < COUNT_OF(faulty_files); i++) {
        free(home_write(home, faulty_files[i].name, faulty_files[i].text));
        plain_words_allow(faulty_files[i].name);
        plain_words_allow(faulty_files[i].text);
    }
}

static void no_fault_says_a_word_that_was_not_marked(void **state)
{
    char *home = book_home();
    int found = 0;

    write_faulty(home);
    for (size_t i = 0; i < COUNT_OF(faulty_lines); i++)
        plain_words_allow(faulty_lines[i]);
    for (size_t i = 0; i < COUNT_OF(faulty_lines); i++)
        found += look_at(home, faulty_lines[i]);
    plain_words_allow_files("config/daybook.yaml");
    plain_words_allow_files("themes/");
    found += look_at(home, "config show");
    found += look_at(home, "theme list");
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
    return book_forget(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(data_are_the_same_in_every_language),
        cmocka_unit_test(the_book_is_the_same_whoever_writes_it),
        cmocka_unit_test(days_and_numbers_are_shown_as_set_and_never_kept_so),
        cmocka_unit_test(no_command_says_a_word_that_was_not_marked),
        cmocka_unit_test(no_fault_says_a_word_that_was_not_marked),
    };

    return cmocka_run_group_tests(tests, begin, forget);
}
