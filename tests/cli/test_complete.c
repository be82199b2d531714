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
#include "support/jnode.h"

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

/* Commands whose `--json` shows something of the book of these tests. */
static const struct {
    const char *command, *line;
} json_lines[] = {
    {"absorb", "absorb Globex \"Acme Nord\" --dry-run"},
    {"changes", "changes"},
    {"duplicates", "duplicates"},
    {"feedback list", "feedback list"},
    {"growth", "growth"},
    {"health preview", "health preview health.yaml"},
    {"import", "import --dry-run a.csv"},
    {"log", "log"},
    {"merge", "merge Globex \"Acme Nord\" --dry-run"},
    {"metrics", "metrics"},
    {"playbook diff", "playbook diff db-1"},
    {"playbook list", "playbook list"},
    {"playbook matches", "playbook matches"},
    {"playbook show", "playbook show renewal"},
    {"playbook start", "playbook start risk-recovery Globex --dry-run"},
    {"playbook status", "playbook status"},
    {"playbook update", "playbook update db-1 --dry-run"},
    {"renewals", "renewals"},
    {"risk causes", "risk causes"},
    {"search", "search plan"},
    {"show", "show Globex"},
    {"signals", "signals"},
    {"sources", "sources"},
    {"sync", "sync"},
    {"timeline", "timeline"},
    {"today", "today"},
    {"trash list", "trash list"},
    {"value", "value"},
};

static const struct cli_json_shape *shape_of(const char *command)
{
    for (const struct cli_json_shape *row = cli_json_shapes; row->command; row++)
        if (strcmp(row->command, command) == 0)
            return row;
    return NULL;
}

static bool has_word(const char *words, const char *word)
{
    size_t len = strlen(word);

    for (const char *at = words; (at = strstr(at, word)); at += len)
        if ((at == words || at[-1] == ' ') && (at[len] == ' ' || at[len] == '?' || !at[len]))
            return true;
    return false;
}

static void check_object(const struct cli_json_shape *shape, const struct jnode *object)
{
    assert_int_equal(object->type, JNODE_OBJECT);
    for (const struct jnode *item = object->first; item; item = item->next)
        if (!has_word(shape->keys, item->key))
            fail_msg("%s: the key %s is not documented", shape->command, item->key);
    for (const char *at = shape->keys; *at;) {
        size_t len = strcspn(at, " ");
        char key[64];

        snprintf(key, sizeof(key), "%.*s", (int)len, at);
        if (key[len - 1] != '?' && !jnode_get(object, key))
            fail_msg("%s: the key %s is not printed", shape->command, key);
        at += len + (at[len] == ' ');
    }
}

static void json_is_as_documented(void **state)
{
    struct run_result result = {0};
    struct str line = {0};
    char *home = book_home();

    char *health = file_read("config/health.yaml");

    free(home_write(home, "a.csv", "id,name\nN1,New\n"));
    free(home_write(home, "health.yaml", health));
    for (size_t i = 0; i < COUNT_OF(json_lines); i++) {
        const struct cli_json_shape *shape = shape_of(json_lines[i].command);
        struct arena arena = {0};
        const struct jnode *root;

        str_clear(&line);
        str_addf(&line, "%s --json", json_lines[i].line);
        book_run(&result, home, str_text(&line));
        assert_non_null(shape);
        root = jnode_read(&arena, str_text(&result.out));
        if (!root)
            fail_msg("%s: %s", str_text(&line), str_text(&result.err));
        assert_int_equal(root->type, shape->is_list ? JNODE_LIST : JNODE_OBJECT);
        if (!shape->is_list)
            check_object(shape, root);
        else if (root->count == 0)
            print_message("%s: nothing to look at\n", str_text(&line));
        for (const struct jnode *item = shape->is_list ? root->first : NULL; item;
             item = item->next)
            check_object(shape, item);
        arena_fini(&arena);
    }
    free(health);
    str_fini(&line);
    run_fini(&result);
    home_free(home);
}

/* `playbook step` prints what one step asks for alone. */
static void every_json_has_its_line_in_the_man_page(void **state)
{
    for (const struct cli_command *row = cli_commands; row->name; row++)
        for (const struct cli_option *option = row->options; option->name; option++)
            if (strcmp(option->name, "json") == 0 && strcmp(row->name, "playbook step") != 0 &&
                !shape_of(row->name))
                fail_msg("%s: its JSON is not documented", row->name);
    for (const struct cli_json_shape *row = cli_json_shapes; row->command; row++)
        if (row[1].command)
            assert_true(strcmp(row->command, row[1].command) < 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_is_as_documented),
        cmocka_unit_test(every_json_has_its_line_in_the_man_page),
        cmocka_unit_test(the_line_says_what_may_follow),
        cmocka_unit_test(without_a_book_nothing_fails),
        cmocka_unit_test(every_shell_has_a_script),
        cmocka_unit_test(the_man_page_has_every_command),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
