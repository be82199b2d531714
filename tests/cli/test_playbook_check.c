/* playbook check through the real program: one line a fault, with its place, and nothing changed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <cmocka.h>

#include "cli/book.h"

#define HEAD "id: x\ntitle: X\ntype: review\n"
#define STEP "steps:\n  - id: a\n    title: A\n    due: +1d\n"

struct sample {
    const char *text;
    const char *line; /* the beginning of what is told, after the name of the file */
};
static const struct sample samples[] = {
    {"- a\n", ":1:1: a playbook must be a map"},
    {HEAD, ":1:1: \"steps\" is missing"},
    {"id: Big One\ntitle: X\ntype: review\n" STEP, ":1:5: id must be of small letters"},
    {"id: x\ntitle: X\ntype: revue\n" STEP, ":3:7: type must be"},
    {HEAD "ancor: start\n" STEP, ":4:1: \"ancor\" is not known here; did you mean \"anchor\"?"},
    {HEAD "applies: stag = steady\n" STEP, ":4:10: no field \"stag\""},
    {HEAD "applies: stage = steady and and\n" STEP, ":4:29: "},
    {HEAD "target: 30\n" STEP, ":4:9: target must be a number with d, wd"},
    {HEAD "start: {how: enters}\n" STEP, ":4:8: \"when\" is missing"},
    {HEAD STEP "  - id: a\n    title: B\n    due: +1d\n", ":8:9: the step of line 5 has the id"},
    {HEAD STEP "    after: kickof\n  - {id: kickoff, title: K, due: 0}\n",
        ":8:12: after: there is no step \"kickof\"; did you mean \"kickoff\"?"},
    {HEAD
        "steps:\n  - {id: a, title: A, due: 0, from: b}\n  - {id: b, title: B, due: 0, from: a}\n",
        ":6:37: from goes round in a circle"},
    {HEAD "steps:\n  - {id: a, title: A, due: +4000d}\n", ":5:28: due of \"+4000d\" is over ten"},
    {HEAD STEP "    need: gate\n", ":5:5: a gate needs \"demands\""},
    {HEAD STEP "    demands: [{person: champoin}]\n", ":8:24: \"champoin\" is not known here; did"},
    {HEAD STEP "title: Y\n", ":8:1: \"title\" stands here a second time"},
    {HEAD STEP "summary: *x\n", ":8:10: aliases are not supported"},
    {"id: &x [*x]\n", ":1:5: anchors are not supported"},
    {HEAD STEP "---\n" HEAD, ":8:1: a second document"},
    {HEAD STEP "\tsummary: S\n", ":8:1: a tab stands here"},
    {"id: x\ntitle: Gr\xFC\xDF\n", ":2:10: this is not UTF-8"},
    {"id: x\ntitle: \"\\e[31mX\"\n", ":2:8: this text holds a control character"},
};

/* One line of standard error, which begins with the place. */
static bool tells(const struct run_result *result, const char *name, const char *wanted)
{
    const char *err = str_text(&result->err);
    const char *at = strstr(err, name);
    const char *end = strchr(err, '\n');

    return result->status == 1 && result->out.len == 0 && at && end && end[1] == '\0' &&
           text_starts(at + strlen(name), wanted);
}

static void each_fault_is_one_line(void **state)
{
    struct run_result result = {0};
    char *home = book_home();
    int bad = 0;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        char *path = home_write(home, "f.yaml", samples[i].text), *after;

        book_run(&result, home, "playbook check f.yaml");
        if (!tells(&result, "f.yaml", samples[i].line)) {
            fprintf(stderr, "%zu: status %d, wanted %s\n%s%s", i, result.status, samples[i].line,
                str_text(&result.err), str_text(&result.out));
            bad++;
        }
        after = file_read(path);
        assert_string_equal(after, samples[i].text);
        free(after);
        free(path);
    }
    assert_int_equal(bad, 0);
    run_fini(&result);
    home_free(home);
}

static void write_many(
    const char *home, const char *name, const char *head, const char *text, int count)
{
    char *path = home_path(home, name);
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    fputs(head, file);
    for (int i = 0; i < count; i++)
        fputs(text, file);
    assert_int_equal(fclose(file), 0);
    free(path);
}

/* What would take minutes or gigabytes, if it were read as it stands. */
static void bombs_are_told_at_once(void **state)
{
    static const struct {
        const char *head, *text;
        int count;
        const char *line;
    } bombs[] = {
        {"", "[", 100000, ":1:33: lists and maps are nested deeper than 32"},
        {"", "- ", 100000, ":1:65: lists and maps are nested deeper than 32"},
        {"a: &a [x]\n", "b: [*a, *a]\n", 10000, ":1:4: anchors are not supported"},
        {HEAD "summary: ", "0123456789", 5 * 1024 * 1024, ":1:1: the file is larger than 1 MiB"},
        {HEAD, "key: value\n", 200000, ":1:1: the file is larger than 1 MiB"},
        {HEAD, "k:\n", 200000, ":30000:3: the file goes on too long"},
        {"", "%TAG ! x\n", 60000, ":1:1: directives are not supported"},
    };
    struct run_result result = {0};
    char *home = book_home();

    (void)state;
    for (size_t i = 0; i < COUNT_OF(bombs); i++) {
        write_many(home, "bomb.yaml", bombs[i].head, bombs[i].text, bombs[i].count);
        run_with(&result, &(struct run_options){.home = home, .folder = home, .within_ms = 10000},
            (const char *const[]){"playbook", "check", "bomb.yaml", NULL});
        if (!tells(&result, "bomb.yaml", bombs[i].line))
            fprintf(stderr, "%zu: status %d\n%s", i, result.status, str_text(&result.err));
        assert_true(tells(&result, "bomb.yaml", bombs[i].line));
    }
    run_fini(&result);
    home_free(home);
}

static void all_of_them_are_checked_without_a_name(void **state)
{
    struct run_result result = {0};
    char *home = book_home(), *folder = home_path(home, "config/daybook");

    (void)state;
    book_run(&result, home, "playbook check");
    assert_int_equal(result.status, 0);
    assert_string_equal(str_text(&result.out), "12 playbooks, no fault\n");
    assert_int_equal(mkdir(folder, 0700), 0);
    free(folder);
    folder = home_path(home, "config/daybook/playbooks");
    assert_int_equal(mkdir(folder, 0700), 0);
    free(home_write(home, "config/daybook/playbooks/mine.yaml", HEAD STEP));
    free(home_write(home, "config/daybook/playbooks/ebr.yaml", "\n"));
    book_run(&result, home, "playbook check");
    assert_string_equal(str_text(&result.out), "12 playbooks, no fault\n");

    /* Every fault of every file, and what is sound goes on. */
    free(home_write(home, "config/daybook/playbooks/a.yaml", HEAD "ancor: start\nstps: []\n"));
    free(home_write(home, "config/daybook/playbooks/qbr.yaml", "id: qbr\ntitle: Ours\n"));
    book_run(&result, home, "playbook check");
    assert_int_equal(result.status, 1);
    assert_non_null(strstr(str_text(&result.err), "playbooks/a.yaml:4:1: \"ancor\""));
    assert_non_null(strstr(str_text(&result.err), "playbooks/a.yaml:5:1: \"stps\""));
    assert_non_null(strstr(str_text(&result.err), "playbooks/qbr.yaml:1:1: \"type\" is missing"));
    assert_non_null(strstr(str_text(&result.err), "playbooks/qbr.yaml:1:1: \"steps\" is missing"));
    /* A user's own is found by its name from any folder. */
    book_run(&result, home, "playbook check a.yaml");
    assert_int_equal(result.status, 1);
    assert_non_null(strstr(str_text(&result.err), "playbooks/a.yaml:4:1: \"ancor\""));
    assert_null(strstr(str_text(&result.err), "qbr"));
    book_run(&result, home, "playbook list");
    assert_non_null(strstr(str_text(&result.out), "faulty"));
    assert_non_null(strstr(str_text(&result.out), "Renewal"));
    book_run(&result, home, "playbook start qbr Globex");
    assert_int_equal(result.status, 3);
    assert_non_null(strstr(str_text(&result.err), "qbr is faulty"));
    book_run(&result, home, "playbook start risk-recovery Globex");
    assert_int_equal(result.status, 0);
    run_fini(&result);
    free(folder);
    home_free(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_fault_is_one_line),
        cmocka_unit_test(bombs_are_told_at_once),
        cmocka_unit_test(all_of_them_are_checked_without_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, book_forget);
}
