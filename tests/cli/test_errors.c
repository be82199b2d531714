/* What goes wrong: the exit status of contract.md, and a sentence that says what and why. */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "cli/book.h"
#include "support/pty.h"

struct fault_case {
    const char *arguments;
    int status;
    const char *says; /* on standard error */
};

static void check_cases(const char *home, const struct fault_case *cases, size_t count)
{
    struct run_result result = {0};

    for (size_t i = 0; i < count; i++) {
        book_run(&result, home, cases[i].arguments);
        if (result.status != cases[i].status || !strstr(str_text(&result.err), cases[i].says))
            fprintf(stderr, "%s: %d, not %d\n%s\nlacks: %s\n", cases[i].arguments, result.status,
                cases[i].status, str_text(&result.err), cases[i].says);
        assert_int_equal(result.status, cases[i].status);
        assert_non_null(strstr(str_text(&result.err), cases[i].says));
        assert_int_equal(result.out.len, 0);
    }
    run_fini(&result);
}

static void wrong_usage_is_2(void **state)
{
    static const struct fault_case cases[] = {
        {"tday", 2, "did you mean 'today'?"},
        {"frobnicate", 2, "daybook: no command 'frobnicate'"},
        {"people", 2, "no command 'people'; daybook list contacts shows them"},
        {"notes", 2, "no command 'notes'; daybook list notes shows them"},
        {"list people", 2, "no kind 'people'; did you mean 'contacts'?"},
        {"task", 2, "task: say what: add, chase, done, snooze"},
        {"task ad", 2, "no command 'ad'; known: add, chase, done, snooze"},
        {"today --jsn", 2, "no option --jsn; did you mean --json?"},
        {"--as-off 2026-01-01 today", 2, "no option --as-off; did you mean --as-of?"},
        {"today -x", 2, "no option -x; see daybook help today"},
        {"today --json=yes", 2, "--json takes no value"},
        {"today --json --plain", 2, "not both"},
        {"show", 2, "usage: daybook show ACCOUNT"},
        {"show Globex twice", 2, "'twice' is one word too many"},
        {"list --limit", 2, "--limit wants N"},
        {"list --limit many", 2, "--limit wants a whole number"},
        {"list --json --csv", 2, "not both"},
        {"list acounts", 2, "did you mean 'accounts'?"},
        {"list --sort nam", 2, "did you mean 'name'?"},
        {"list --columns name,helth", 2, "did you mean 'health'?"},
        {"list --where \"helth < 60\"", 2, "--where:1:1: no field \"helth\"; did you mean"},
        {"list --where \"health <\"", 2, "--where:1:"},
        {"list tasks --where \"account < Globex\"", 2, "--where:1:9: account has a name"},
        {"--color pink list", 2, "--color is auto, never, 16 or 256, not 'pink'"},
        {"--theme nosuch list", 2, "no theme 'nosuch'; daybook theme list names them"},
        {"--theme drak today", 2, "did you mean 'dark'?"},
        {"--today 2300-01-01 today", 2, "1900 to 2199"},
        {"--today 2026-02-30 today", 2, "no 30 Feb 2026"},
        {"--demo --db x.db today", 2, "leave --db out"},
        {"set account Globex tire=mid", 2, "the nearest is 'tier'"},
        {"set account Globex health=90", 2, "'health' is computed"},
        {"set account Globex arr=lots", 2, "'lots'"},
        {"add widget name=x", 2, "no kind 'widget'"},
        {"add task Globex due=fri", 2, "'title' is needed"},
        {"note Globex", 2, "say what: -m TEXT"},
        {"note Globex -m \"x\" --kind chat", 2, "--kind is one of call, email"},
        {"note Globex -m \"x\" --at 31apr", 2, "31apr"},
        {"task add Globex x --due \"31 apr\"", 2, "no 31 Apr"},
        {"snooze Globex yesterday", 2, "after today"},
        {"undo 0", 2, "no count of changes"},
        {"undo 1 --id 1", 2, "not both"},
        {"import --dates ymy accounts.csv", 2, "--dates is dmy, mdy or ymd"},
        {"import --delimiter ab accounts.csv", 2, "--delimiter is"},
        {"playbook step db-1 1 fly", 2, "a step is done, reopened"},
        {"playbook step db-1 1 block --why x", 2, "--side us or --side customer"},
    };
    char *home = book_home();

    check_cases(home, cases, sizeof(cases) / sizeof(*cases));
    home_free(home);
}

static void rows_that_are_not_there_are_2(void **state)
{
    static const struct fault_case cases[] = {
        {"show Globax", 2, "nearest: Globex (A1)"},
        {"show \"Acmr Nord\"", 2, "nearest: Acme Nord"},
        {"show Acmr", 2, "nearest: Acme"},
        {"show Acme", 2, "more than one account: Acme Nord"},
        {"done Nobody", 2, "no account 'Nobody'"},
        {"log Nobody", 2, "no account 'Nobody'"},
        {"delete task db-99", 2, "no task 'db-99'"},
        {"task done db-99", 2, "no task 'db-99'"},
        {"playbook start renwal Globex", 2, "did you mean \"renewal\"?"},
        {"playbook show nothing", 2, "no playbook"},
        {"playbook step db-1 99", 2, "99"},
        {"playbook step db-9 1", 2, "no run 'db-9'"},
        {"signals --explain Nobody", 2, "no account 'Nobody'"},
        {"undo --id 9999", 2, "9999"},
    };
    char *home = book_home();

    check_cases(home, cases, sizeof(cases) / sizeof(*cases));
    home_free(home);
}

static void files_that_cannot_be_read_are_3(void **state)
{
    static const struct fault_case cases[] = {
        {"--db none.db list", 3, "there is no book yet"},
        {"--db data list", 3, "folder"},
        {"--db accounts.csv list", 3, "accounts.csv"},
        {"--db /dev/null list", 3, "/dev/null"},
        {"playbook check none.yaml", 3, "none.yaml"},
        {"playbook check data", 3, "data"},
        {"--read-only add account name=x", 3, "nothing changed"},
    };
    char *home = book_home();

    check_cases(home, cases, sizeof(cases) / sizeof(*cases));
    home_free(home);
}

/* Byte 60 of the file's head holds user_version: the book of a daybook to come. */
static void a_newer_book_is_refused_and_untouched(void **state)
{
    struct run_result result = {0};
    char *home = book_home(), *path = home_path(home, "data/daybook/daybook.db");
    struct stat before, after;
    FILE *file = fopen(path, "r+b");

    assert_non_null(file);
    assert_int_equal(fseek(file, 60, SEEK_SET), 0);
    assert_int_equal(fwrite("\0\0\0\x63", 1, 4, file), 4);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(stat(path, &before), 0);
    book_run(&result, home, "list");
    assert_int_equal(result.status, 3);
    assert_non_null(strstr(str_text(&result.err), "newer"));
    book_run(&result, home, "add account name=x");
    assert_int_equal(result.status, 3);
    assert_int_equal(stat(path, &after), 0);
    assert_int_equal(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
    assert_int_equal(before.st_size, after.st_size);
    run_fini(&result);
    free(path);
    home_free(home);
}

/* Runs `daybook list --json` with standard output as given; returns the exit status. */
static int list_to(const char *home, int out, char *message, size_t size)
{
    const char *program = home_program();
    char *full = realpath(program, NULL);
    static const char *const extra[] = {BOOK_TODAY, NULL};
    char **env = env_sealed(home, extra),
         **argv = argv_of(full, (const char *[]){"list", "--json", NULL});
    int pipes[2], status = 0;
    pid_t pid;
    ssize_t len;

    assert_int_equal(pipe(pipes), 0);
    pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        dup2(out, STDOUT_FILENO);
        dup2(pipes[1], STDERR_FILENO);
        close(pipes[0]);
        execve(full, argv, env);
        _exit(127);
    }
    close(pipes[1]);
    len = read(pipes[0], message, size - 1);
    message[len > 0 ? len : 0] = '\0';
    close(pipes[0]);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    free(argv);
    env_free(env);
    free(full);
    return WEXITSTATUS(status);
}

static void a_full_disk_under_the_output_is_3(void **state)
{
    char *home = book_home(), message[512];
    int full = open("/dev/full", O_WRONLY | O_CLOEXEC);

    if (full < 0) {
        home_free(home);
        skip();
    }
    assert_int_equal(list_to(home, full, message, sizeof(message)), 3);
    assert_non_null(strstr(message, "daybook: standard output: "));
    close(full);
    home_free(home);
}

static void a_reader_that_went_away_is_quiet(void **state)
{
    char *home = book_home(), message[512];
    int pipes[2];

    assert_int_equal(pipe(pipes), 0);
    close(pipes[0]);
    assert_int_equal(list_to(home, pipes[1], message, sizeof(message)), 141);
    assert_string_equal(message, "");
    close(pipes[1]);
    home_free(home);
}

enum { AGAIN_MS = 1000 };

/* While it waits for its standard input. */
static void a_signal_ends_it_with_its_own_status(void **state)
{
    static const struct {
        int signal, status;
    } cases[] = {{SIGINT, 130}, {SIGTERM, 143}, {SIGHUP, 129}};
    static const char *const args[] = {"today", "--plain", NULL};
    static const char *const extra[] = {BOOK_TODAY, NULL};

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        char *home = book_home();
        struct pty *pty = pty_start(
            &(struct pty_options){.home = home, .args = args, .extra = extra, .rows = 50});
        int status = 0;

        assert_true(pty_wait_for(pty, "quit?", PTY_WITHIN));
        pty_signal(pty, cases[i].signal);
        for (int again = 0; again < 20 && !pty_wait_exit(pty, AGAIN_MS, &status); again++)
            pty_signal(pty, cases[i].signal); /* one that came between prompt and read is lost */
        assert_int_equal(status, cases[i].status);
        pty_free(pty);
        home_free(home);
    }
}

static void closed_streams_do_no_harm(void **state)
{
    char *home = book_home(), *program = realpath(home_program(), NULL);
    char with[4096];
    const char *extra[] = {BOOK_TODAY, with, NULL};
    static const char *const args[] = {
        "-c", "exec \"$DAYBOOK\" task add Globex 'with closed streams' <&- >&- 2>&-", NULL};
    struct run_result result = {0};

    snprintf(with, sizeof(with), "DAYBOOK=%s", program);
    run_with(
        &result, &(struct run_options){.home = home, .extra = extra, .program = "/bin/sh"}, args);
    assert_int_equal(result.status, 0);
    book_run(&result, home, "doctor");
    assert_int_equal(result.status, 0);
    book_run(&result, home, "list tasks");
    assert_non_null(strstr(str_text(&result.out), "with closed streams"));
    run_fini(&result);
    free(program);
    home_free(home);
}

static void a_faulty_playbook_is_1_with_its_place(void **state)
{
    struct run_result result = {0};
    char *home = book_home();

    free(home_write(home, "bad.yaml", "title: Bad\nstps:\n  - x\n"));
    book_run(&result, home, "playbook check bad.yaml renewal.yaml");
    assert_int_equal(result.status, 1);
    assert_non_null(strstr(str_text(&result.err), "bad.yaml:2:1: "));
    book_run(&result, home, "playbook check bad.yaml none.yaml");
    assert_int_equal(result.status, 1);
    assert_non_null(strstr(str_text(&result.err), "none.yaml"));
    run_fini(&result);
    home_free(home);
}

/* Once each, whether they are chosen or not; and working days go on without them. */
static void faulty_holidays_are_told(void **state)
{
    struct run_result result = {0};
    char *home = book_home(), *folder = home_path(home, "config/daybook");

    assert_int_equal(mkdir(folder, 0700), 0);
    free(folder);
    folder = home_path(home, "config/daybook/holidays");
    assert_int_equal(mkdir(folder, 0700), 0);
    free(home_write(home, "config/daybook/daybook.yaml", "holidays_of: [us, acme, dee]\n"));
    free(home_write(home, "config/daybook/holidays/acme.yaml", "days:\n  2026-02-30: x\n"));
    free(home_write(home, "config/daybook/holidays/other.yaml", "days: [\n"));
    book_run(&result, home, "config check");
    assert_int_equal(result.status, 1);
    assert_non_null(strstr(str_text(&result.err), "daybook.yaml:1:25: there is no holidays/dee"));
    const char *told = strstr(str_text(&result.err), "acme.yaml:2:3: \"2026-02-30\" is no day");
    assert_non_null(told);
    assert_null(strstr(told + 1, "acme.yaml:2:3"));
    assert_non_null(strstr(str_text(&result.err), "other.yaml:"));
    book_run(&result, home, "doctor");
    assert_int_equal(result.status, 1);
    assert_non_null(strstr(str_text(&result.out), "acme.yaml:2:3: "));
    book_run(&result, home, "task add Globex \"send the plan\" --due +3bd");
    assert_int_equal(result.status, 0);
    book_run(&result, home, "list tasks --csv");
    assert_non_null(strstr(str_text(&result.out), "2026-11-27")); /* Mon + 3 but for Thanksgiving */
    run_fini(&result);
    free(folder);
    home_free(home);
}

static void faulty_config_is_told_and_daybook_goes_on(void **state)
{
    struct run_result result = {0};
    char *home = book_home(), *folder = home_path(home, "config/daybook");

    assert_int_equal(mkdir(folder, 0700), 0);
    free(home_write(home, "config/daybook/daybook.yaml", "currency: USD\ntheem: dark\n"));
    free(home_write(home, "config/daybook/health.yaml", "models: [\n"));
    book_run(&result, home, "config check");
    assert_int_equal(result.status, 1);
    assert_non_null(strstr(str_text(&result.err), "daybook.yaml:2:1: "));
    assert_non_null(strstr(str_text(&result.err), "health.yaml:"));
    book_run(&result, home, "doctor");
    assert_int_equal(result.status, 1);
    assert_non_null(strstr(str_text(&result.out), "daybook.yaml:2:1: "));
    book_run(&result, home, "show Globex");
    assert_int_equal(result.status, 0);
    run_fini(&result);
    free(folder);
    home_free(home);
}

static void doctor_names_modes_that_let_others_in(void **state)
{
    struct run_result result = {0};
    char *home = book_home(), *path = home_path(home, "data/daybook/daybook.db");

    book_run(&result, home, "doctor");
    assert_int_equal(result.status, 0);
    assert_int_equal(chmod(path, 0644), 0);
    book_run(&result, home, "doctor");
    assert_int_equal(result.status, 1);
    assert_non_null(strstr(str_text(&result.out), "!!  mode: "));
    assert_int_equal(chmod(path, 0600), 0);
    free(path);
    path = home_path(home, "data/daybook");
    assert_int_equal(chmod(path, 0755), 0);
    book_run(&result, home, "doctor");
    assert_int_equal(result.status, 1);
    assert_non_null(strstr(str_text(&result.out), "chmod 700"));
    run_fini(&result);
    free(path);
    home_free(home);
}

static void without_a_terminal_the_screen_says_so(void **state)
{
    struct run_result result = {0};
    char *home = book_home();

    book_run(&result, home, "");
    assert_true(result.status == 2 || result.status == 3);
    assert_non_null(strstr(str_text(&result.err), "terminal"));
    book_run(&result, home, "--color pink");
    assert_int_equal(result.status, 2);
    run_fini(&result);
    home_free(home);
}

/* What finds nothing for a word that no row has says so beside it, and is no fault. */
static void a_word_that_no_row_has_is_told(void **state)
{
    static const struct fault_case cases[] = {
        {"list --json --where \"tier = entr\"", 0, "no account has tier \"entr\""},
        {"list tasks --csv --where \"kind = promis\"", 0, "no task has kind \"promis\""},
        {"playbook start onboarding --where \"tier = entr\"", 2, "no account has tier \"entr\""},
        {"renewals --json --where \"tier = entr\"", 0, "no account has tier \"entr\""},
        {"value --json --where \"tier = entr\"", 0, "no account has tier \"entr\""},
        {"metrics --json --where \"tier = entr\"", 0, "no account has tier \"entr\""},
    };
    /* No row, though of each word there may be some: what is computed stands in no row. */
    static const char *const silent[] = {
        "list --where \"arr > 90m\"",
        "list --limit 0 --where \"tier = entr\"",
        "list contacts --limit 1 --where \"strength = warm and touch > +900d\"",
        "list renewals --where \"status = open and target > 99m\"",
    };
    struct run_result result = {0};
    char *home = book_home();

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        book_run(&result, home, cases[i].arguments);
        assert_int_equal(result.status, cases[i].status);
        assert_non_null(strstr(str_text(&result.err), cases[i].says));
    }
    for (size_t i = 0; i < COUNT_OF(silent); i++) {
        book_run(&result, home, silent[i]);
        assert_string_equal(str_text(&result.err), "");
    }
    run_fini(&result);
    home_free(home);
}

/* The account's own cells are read no more: nothing would come of a change. */
static void what_a_contract_line_says_is_changed_there(void **state)
{
    static const char *const before[] = {"add account id=K1 name=Acme arr=5k",
        "set account K1 arr=6k renewal=2027-01-31", "add contract K1 product=Alpha"};
    static const struct fault_case cases[] = {
        {"set account K1 arr=1,5", 2,
            "'arr' of Acme is what its contract line says: change that one"},
        {"set account K1 tier=mid renewal=2027-12-31", 2, "'renewal' of Acme is what its contract"},
        {"set account K1 auto_renew=yes", 2, "'auto_renew' of Acme is what its contract"},
    };
    struct run_result result = {0};
    char *home = book_home();

    for (size_t i = 0; i < COUNT_OF(before); i++) {
        book_run(&result, home, before[i]);
        assert_int_equal(result.status, 0);
    }
    check_cases(home, cases, COUNT_OF(cases));
    book_run(&result, home, "set account K1 tier=enterprise arr=");
    assert_int_equal(result.status, 0);
    book_run(&result, home, "list --csv --columns tier,arr_now --where \"id = K1\"");
    assert_string_equal(str_text(&result.out), "tier,arr_now\nenterprise,6000.00\n");
    run_fini(&result);
    home_free(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_usage_is_2),
        cmocka_unit_test(rows_that_are_not_there_are_2),
        cmocka_unit_test(files_that_cannot_be_read_are_3),
        cmocka_unit_test(a_newer_book_is_refused_and_untouched),
        cmocka_unit_test(a_full_disk_under_the_output_is_3),
        cmocka_unit_test(a_reader_that_went_away_is_quiet),
        cmocka_unit_test(a_signal_ends_it_with_its_own_status),
        cmocka_unit_test(closed_streams_do_no_harm),
        cmocka_unit_test(a_faulty_playbook_is_1_with_its_place),
        cmocka_unit_test(faulty_holidays_are_told),
        cmocka_unit_test(faulty_config_is_told_and_daybook_goes_on),
        cmocka_unit_test(doctor_names_modes_that_let_others_in),
        cmocka_unit_test(a_word_that_no_row_has_is_told),
        cmocka_unit_test(what_a_contract_line_says_is_changed_there),
        cmocka_unit_test(without_a_terminal_the_screen_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, book_forget);
}
