/* What is printed: JSON that is JSON, with the keys of contract.md; CSV; texts that cannot drive a
 * terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "cli/book.h"
#include "support/pty.h"

static const struct {
    const char *arguments, *keys;
} promised[] = {
    {"today --json",
        "rank id name health band exposure urgency terms reasons next meetings severity "
        "kind text signal due"},
    {"show Globex --json",
        "account contracts health score band coverage measures caps override change people "
        "tasks runs notes goals values opportunities risks timeline id group value date weight "
        "contribution age_days state facts"},
    {"list --json",
        "id name domain tier arr currency renewal health band coverage health_change_7d "
        "health_change_30d decides_on decides_in decides_by renewal_state last_touch "
        "next_touch exposure urgency facts"},
    {"list contracts --json", ""},
    {"list tasks --json", "account id title due kind priority status waiting_on"},
    {"list contacts --json",
        "account id name email phone title role influence stance reports_to status last_touch"},
    {"list runs --json", "account id playbook title started target status"},
    {"list steps --json", "id account run step number title due status"},
    {"list risks --json", "id account signal severity text suggests since"},
    {"list renewals --json", "decides_on renewal_state"},
    {"list signals --json", "signal severity"},
    {"list notes --json", ""},
    {"list opportunities --json", ""},
    {"list goals --json", ""},
    {"list values --json", ""},
    {"list feedback --json", "account id date theme severity status text asked_by told_on"},
    {"list measures --json", ""},
    {"list tickets --json", ""},
    {"list facts --json", ""},
    {"log --json", "id at by account rows undone undoes summary"},
    {"search plan --json", "kind id account day text"},
    {"signals --json", "signal severity"},
    {"signals --explain Globex --json", "signal fires state why"},
    {"playbook list --json", "name title type steps fault gone outcome runs open overdue done "
                             "cancelled completion progress days names_success success "
                             "ended_later successful_before no_end stalls_at value numerator "
                             "denominator median p75"},
    {"playbook show renewal --json",
        "id title version type summary applies starts success steps outcome in out"},
    {"playbook status --json",
        "id account playbook pace required required_done next expected target blocked "
        "blocked_by blocked_why"},
    {"playbook status --onboarding --json",
        "after until on_track behind stuck blocked confirmed on_time on_time_held cancelled held "
        "no_target time_to_value value_negative "
        "value_no_start waiting waiting_no_start"},
};

static void json_has_the_promised_keys(void **state)
{
    struct run_result result = {0};
    char *home = book_home();

    for (size_t i = 0; i < COUNT_OF(promised); i++) {
        const char *at = promised[i].keys;

        book_run(&result, home, promised[i].arguments);
        assert_int_equal(result.status, 0);
        if (!json_is_valid(str_text(&result.out)))
            fail_msg("%s", promised[i].arguments);
        while (*at) {
            size_t len = strcspn(at, " ");
            char key[64];

            snprintf(key, sizeof(key), "\"%.*s\": ", (int)len, at);
            if (!strstr(str_text(&result.out), key))
                fail_msg("%s lacks %s", promised[i].arguments, key);
            at += len + strspn(at + len, " ");
        }
    }
    run_fini(&result);
    home_free(home);
}

static void columns_help_names_every_field(void **state)
{
    struct run_result result = {0};
    char *home = book_home();

    book_run(&result, home, "list --columns help");
    assert_int_equal(result.status, 0);
    assert_non_null(strstr(str_text(&result.out), "\nhealth "));
    assert_non_null(strstr(str_text(&result.out), "annual recurring revenue"));
    assert_null(strstr(str_text(&result.out), "natural"));
    book_run(&result, home, "list tasks --columns help");
    assert_non_null(strstr(str_text(&result.out), "waiting_on"));
    run_fini(&result);
    home_free(home);
}

static void lists_are_sorted_and_limited(void **state)
{
    static const struct {
        const char *arguments, *csv;
    } cases[] = {
        {"list --csv --columns name", "name\nAcme Nord\nAcme S\303\274d\nGlobex\n"},
        {"list --csv --columns name --sort -arr", "name\nGlobex\nAcme Nord\nAcme S\303\274d\n"},
        {"list --csv --columns name --sort arr", "name\nAcme S\303\274d\nAcme Nord\nGlobex\n"},
        {"list --csv --columns name --sort -arr --limit 1", "name\nGlobex\n"},
        {"list --csv --columns name --limit 0", "name\n"},
        {"list --csv --columns name --sort owner,-name",
            "name\nGlobex\nAcme S\303\274d\nAcme Nord\n"},
        {"list --csv --columns name --where \"arr > 80k\"", "name\nAcme Nord\nGlobex\n"},
        {"list --csv --columns id,name --where \"name ~ glo\"", "id,name\nA1,Globex\n"},
        {"list --csv --columns name --where \"renewal < 90d\"", "name\nAcme S\303\274d\nGlobex\n"},
        {"list --csv --columns name,arr,renewal --where \"id = a1\"",
            "name,arr,renewal\nGlobex,420000.00,2027-02-19\n"},
        {"list tasks --csv --columns title --where \"account = GLOBEX\"", "title\nsend the plan\n"},
        {"list tasks --csv --columns title --where \"account = A1 and kind = ask\"", "title\n"},
        {"list tasks --csv --columns title --where \"account != Globex\"", "title\nfix export\n"},
        {"list tasks --csv --columns title --where \"account ~ acme\"", "title\nfix export\n"},
        {"list tasks --csv --columns title --where \"account in (globex, nobody)\"",
            "title\nsend the plan\n"},
        {"list renewals --csv --columns account --where \"account ~ sud\"", "account\ndb-2\n"},
        {"list runs --csv --columns title --where \"not account = Globex\"",
            "title\nSales hand-over\n"},
    };
    struct run_result result = {0};
    char *home = book_home();

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        book_run(&result, home, cases[i].arguments);
        assert_int_equal(result.status, 0);
        assert_string_equal(str_text(&result.out), cases[i].csv);
    }
    run_fini(&result);
    home_free(home);
}

/* A limit shows the first of the whole list: also where names are alike but for their letters, by
 * an index or not; and an expression leaves the same rows, however few. */
static void a_limit_cuts_the_whole_list(void **state)
{
    static const char csv[] =
        "id,name,tier\nB1,Twin,mid\na2,twin,mid\nA3,TWIN,rare\nb4,Tw\303\255n,\n"
        "c5,Zeta,\nd6,alpha,\ne7,Alpha,\n";
    static const char *const lists[] = {"list accounts --csv --columns id,name",
        "list accounts --csv --columns id,name --sort -name",
        "list accounts --csv --columns id --where \"tier = rare\"",
        "list accounts --csv --columns id --where \"tier = rare or name ~ alpha\" --sort -id"};
    struct run_result result = {0};
    char *home = book_home();

    book_run_with_input(&result, home, "import -", csv);
    assert_int_equal(result.status, 0);
    for (size_t i = 0; i < COUNT_OF(lists); i++) {
        char *whole = book_text(home, lists[i]), *end = strchr(whole, '\n') + 1;

        for (int limit = 0; limit < 12; limit++) {
            struct str line = {0};

            str_addf(&line, "%s --limit %d", lists[i], limit);
            book_run(&result, home, str_text(&line));
            assert_int_equal(result.out.len, end - whole);
            assert_memory_equal(str_text(&result.out), whole, (size_t)(end - whole));
            if (*end)
                end = strchr(end, '\n') + 1;
            str_fini(&line);
        }
        assert_true(*end == '\0');
        free(whole);
    }
    run_fini(&result);
    home_free(home);
}

static void csv_is_quoted_and_holds_no_formula(void **state)
{
    struct run_result result = {0};
    char *home = book_home();

    book_run(&result, home, "add account name=\"=1+1, and more\" tags=\"@sum\" domain=\"'-x\"");
    assert_int_equal(result.status, 0);
    book_run(&result, home, "list --csv --columns name,tags,domain --where \"name ~ more\"");
    assert_string_equal(
        str_text(&result.out), "name,tags,domain\n\"'=1+1, and more\",'@sum,''-x\n");
    run_fini(&result);
    home_free(home);
}

/* A name that would set the terminal's title, turn the text around and clear the screen. */
#define NAUGHTY "\033]0;gotcha\007\033[2J\342\200\256evil\302\233m"

static void no_text_of_the_book_drives_a_terminal(void **state)
{
    static const char *const commands[] = {"list", "today", "log", "search gotcha",
        "list --csv --columns name", "signals", "show nobody" NAUGHTY, "show \"" NAUGHTY "\""};
    struct run_result result = {0};
    char *home = book_home();

    book_run(&result, home, "add account name=\"" NAUGHTY "\" arr=1m renewal=+10d");
    assert_int_equal(result.status, 0);
    for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++) {
        static const char *const extra[] = {BOOK_TODAY, NULL};
        const char *args[8] = {NULL};
        char *copy = strdup(commands[i]), *blank = strchr(copy, ' ');
        struct pty *pty;
        int status;

        args[0] = copy;
        if (blank) {
            *blank = '\0';
            args[1] = blank + 1;
        }
        if (args[1] && args[1][0] == '"') {
            args[1]++;
            copy[strlen(commands[i]) - 1] = '\0';
        }
        if (args[1] && strcmp(args[1], "--csv --columns name") == 0) {
            args[1] = "--csv";
            args[2] = "--columns=name";
        }
        pty = pty_start(&(struct pty_options){
            .home = home, .args = args, .extra = extra, .rows = 60, .columns = 200});
        assert_true(pty_wait_exit(pty, PTY_WITHIN, &status));
        assert_true(pty_raw(pty)->len > 0);
        assert_null(strchr(str_text(pty_raw(pty)), '\033'));
        assert_null(strchr(str_text(pty_raw(pty)), '\007'));
        assert_null(strstr(str_text(pty_raw(pty)), "\342\200\256"));
        assert_null(strstr(str_text(pty_raw(pty)), "\302\233"));
        pty_free(pty);
        free(copy);
    }
    book_run(&result, home, "list --json");
    assert_true(json_is_valid(str_text(&result.out)));
    assert_non_null(
        strstr(str_text(&result.out), "\\u001b]0;gotcha\\u0007\\u001b[2J\\u202eevil\\u009bm"));
    book_run(&result, home, "list --csv --columns name --where \"name ~ gotcha\"");
    assert_non_null(strstr(str_text(&result.out), NAUGHTY)); /* to a file: as it is */
    run_fini(&result);
    home_free(home);
}

static void ascii_has_shapes_of_its_own(void **state)
{
    struct run_result result = {0};
    char *home = book_home();

    book_run(&result, home, "list --columns band");
    assert_non_null(strstr(str_text(&result.out), "\342\227\213 unknown"));
    book_run(&result, home, "--ascii list --columns band");
    assert_non_null(strstr(str_text(&result.out), "? unknown"));
    run_fini(&result);
    home_free(home);
}

/* Whatever is printed comes from a masked copy; what would write is refused. */
static void redacted_output_names_nobody(void **state)
{
    static const char *const commands[] = {"list", "list contacts", "list notes --json",
        "list tasks", "today", "today --json", "export --format json",
        "export accounts --format csv", "renewals", "metrics --json", "log", "changes", "signals"};
    static const char *const names[] = {"Globex", "globex", "Umbra", "Hooli"};
    struct run_result result = {0};
    struct str line = {0};
    char *home = book_home();

    book_run(&result, home, "list");
    assert_non_null(strstr(str_text(&result.out), names[0]));
    for (size_t i = 0; i < COUNT_OF(commands); i++) {
        str_clear(&line);
        str_addf(&line, "--redact %s", commands[i]);
        book_run(&result, home, str_text(&line));
        assert_int_equal(result.status, 0);
        for (size_t k = 0; k < COUNT_OF(names); k++)
            if (strstr(str_text(&result.out), names[k]))
                fail_msg("%s: %s", str_text(&line), str_text(&result.out));
    }
    book_run(&result, home, "--redact note Globex -m x");
    assert_int_equal(result.status, 2);
    book_run(&result, home, "list");
    assert_non_null(strstr(str_text(&result.out), names[0]));
    str_fini(&line);
    run_fini(&result);
    home_free(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_has_the_promised_keys),
        cmocka_unit_test(columns_help_names_every_field),
        cmocka_unit_test(lists_are_sorted_and_limited),
        cmocka_unit_test(a_limit_cuts_the_whole_list),
        cmocka_unit_test(csv_is_quoted_and_holds_no_formula),
        cmocka_unit_test(no_text_of_the_book_drives_a_terminal),
        cmocka_unit_test(ascii_has_shapes_of_its_own),
        cmocka_unit_test(redacted_output_names_nobody),
    };

    return cmocka_run_group_tests(tests, NULL, book_forget);
}
