/* sources.yaml with all its faults, whom it is obeyed for, and the programs that it names: how they
 * end, what is kept of what they print. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/attributes.h"
#include "files/child.h"
#include "files/embedded.h"
#include "files/sources_file.h"
#include "support/home.h"

static bool read_text(
    const char *text, struct arena *arena, struct fault_list *faults, struct sources *ret_sources)
{
    return sources_file_read("s.yaml", text, strlen(text), "/cfg", arena, faults, ret_sources);
}

static void a_whole_row_is_read(void **state)
{
    static const char text[] = "crm:\n  run: [my-export, --csv, \"a b\", $HOME]\n  every: 12h\n"
                               "  limit: 90s\n  kind: accounts\n  map: imports/own.yaml\n"
                               "  dates: dmy\n  numbers: comma\n  encoding: windows-1252\n"
                               "  delimiter: \";\"\n  overwrite: yes\n  blank_erases: yes\n"
                               "bare:\n  run: x\n"
                               "gone: off\n";
    struct arena arena = {0};
    struct fault_list faults = {0};
    struct sources sources;

    assert_true(read_text(text, &arena, &faults, &sources));
    assert_int_equal(sources.count, 2);
    const struct source *crm = &sources.items[0], *bare = &sources.items[1];

    assert_string_equal(crm->name, "crm");
    assert_int_equal(crm->argc, 4);
    assert_string_equal(crm->argv[2], "a b");
    assert_string_equal(crm->argv[3], "$HOME");
    assert_null(crm->argv[4]);
    assert_int_equal(crm->every_minutes, 720);
    assert_int_equal(crm->limit_s, 90);
    assert_string_equal(crm->map, "/cfg/imports/own.yaml");
    assert_string_equal(crm->dates, "dmy");
    assert_string_equal(crm->numbers, "comma");
    assert_int_equal(crm->delimiter, ';');
    assert_true(crm->overwrite && crm->blank_erases);
    assert_string_equal(bare->argv[0], "x");
    assert_int_equal(bare->every_minutes, 0);
    assert_int_equal(bare->limit_s, 600);
    assert_null(bare->kind);
    assert_int_equal(bare->line, 13);
    fault_list_fini(&faults);
    arena_fini(&arena);
}

static void every_fault_has_its_place(void **state)
{
    static const struct {
        const char *text;
        int line, column;
        const char *says;
    } cases[] = {
        {"a:\n  runs: [x]\n", 2, 3, "\"runs\" is not known here"},
        {"a:\n  crm: x\n  run: [x]\n", 2, 3,
            "\"crm\" is not known here, only blank_erases, dates,"},
        {"sources:\n  crm:\n    run: [x]\n", 1, 1,
            "take this line out: each source begins at the left edge, as crm: and below it run:"},
        {"a:\n  every: 1h\n", 2, 3, "\"run\" is missing"},
        {"a:\n  run: my-export --csv\n", 2, 8, "run is a list of words"},
        {"a:\n  run: []\n", 2, 8, "run names no program"},
        {"a:\n  run: [\"\"]\n", 2, 8, "run names no program"},
        {"a:\n  run: [x, [y]]\n", 2, 12, "must be text"},
        {"a: {run: x, every: 12}\n", 1, 20, "every is 30m, 12h, 1d or 2w, up to 366d, not \"12\""},
        {"a: {run: x, every: daily}\n", 1, 20, "not \"daily\""},
        {"a: {run: x, every: 30s}\n", 1, 20, "not \"30s\""},
        {"a: {run: x, every: 99999999999h}\n", 1, 20, "not \"99999999999h\""},
        {"a: {run: x, limit: 0s}\n", 1, 20, "limit is 90s, 10m or 1h, up to 1d, not \"0s\""},
        {"a: {run: x, limit: 25h}\n", 1, 20, "not \"25h\""},
        {"a: {run: x, kind: acounts}\n", 1, 19, "no kind \"acounts\" is known"},
        {"a: {run: x, dates: xyz}\n", 1, 20, "dates"},
        {"a: {run: x, numbers: dot}\n", 1, 22, "numbers"},
        {"a: {run: x, encoding: ebcdic}\n", 1, 23, "ebcdic"},
        {"a: {run: x, delimiter: ab}\n", 1, 24, "delimiter is"},
        {"a: {run: x, overwrite: maybe}\n", 1, 24, "overwrite"},
        {"a/b: {run: x}\n", 1, 1, "a source's name is letters"},
        {".a: {run: x}\n", 1, 1, "a source's name is letters"},
        {"a: [run, x]\n", 1, 4, "a source must be a map"},
        {"- a\n", 1, 1, "the file must be a map"},
        {"a: {run: x}\na: {run: y}\n", 2, 1, "a"},
        {"a: {run: x\n", 1, 4, "is not closed"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct arena arena = {0};
        struct fault_list faults = {0};
        struct sources sources = {.count = -1};

        if (read_text(cases[i].text, &arena, &faults, &sources))
            fail_msg("no fault in %s", cases[i].text);
        assert_int_equal(sources.count, -1);
        if (faults.items[0].line != cases[i].line || faults.items[0].column != cases[i].column ||
            !strstr(faults.items[0].text, cases[i].says))
            fail_msg("%s: %d:%d: %s", cases[i].text, faults.items[0].line, faults.items[0].column,
                faults.items[0].text);
        fault_list_fini(&faults);
        arena_fini(&arena);
    }
}

static void all_faults_are_told(void **state)
{
    struct arena arena = {0};
    struct fault_list faults = {0};
    struct sources sources;

    assert_false(read_text(
        "a: {run: x, every: z}\nb: {limit: q, run: x}\nc: {}\n", &arena, &faults, &sources));
    assert_int_equal(faults.count, 3);
    assert_int_equal(faults.items[1].line, 2);
    assert_int_equal(faults.items[2].line, 3);
    fault_list_fini(&faults);
    arena_fini(&arena);
}

static void the_shipped_file_names_none(void **state)
{
    const struct embedded *shipped = embedded_find("config/sources.yaml");
    struct arena arena = {0};
    struct fault_list faults = {0};
    struct sources sources;

    assert_non_null(shipped);
    assert_true(read_text(shipped->text, &arena, &faults, &sources));
    assert_int_equal(sources.count, 0);
    arena_fini(&arena);
}

/* The example in it, with its first mark and blanks taken away, is one that works. */
static void the_example_in_it_is_read(void **state)
{
    const struct embedded *shipped = embedded_find("config/sources.yaml");
    struct arena arena = {0};
    struct fault_list faults = {0};
    struct sources sources;
    struct str text = {0};

    for (const char *at = shipped->text; *at; at += strcspn(at, "\n"), at += *at == '\n')
        if (strncmp(at, "#   ", 4) == 0)
            str_add_bytes(&text, at + 4, strcspn(at, "\n") + 1 - 4);
    assert_true(read_text(str_text(&text), &arena, &faults, &sources));
    assert_int_equal(sources.count, 2);
    assert_int_equal(sources.items[0].argc, 3);
    assert_int_equal(sources.items[0].limit_s, 600);
    assert_string_equal(sources.items[1].argv[0], "./usage.sh");
    str_fini(&text);
    arena_fini(&arena);
}

static void others_may_not_write_it(void **state)
{
    static const struct {
        mode_t file, folder;
        const char *ignored; /* NULL: it is obeyed */
    } cases[] = {
        {0600, 0700, NULL},
        {0644, 0755, NULL},
        {0664, 0755, "others may write to it, which names programs"},
        {0646, 0755, "others may write to it, which names programs"},
        {0644, 0777, "others may write to the folder of sources.yaml"},
        {0644, 01777, NULL},
    };
    char *home = home_new(), *folder = home_path(home, "config");
    char *path = home_write(home, "config/sources.yaml", "a: {run: x}\n");

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct arena arena = {0};
        struct fault_list faults = {0};
        struct sources sources;
        struct error err;

        assert_int_equal(chmod(path, cases[i].file) | chmod(folder, cases[i].folder), 0);
        assert_true(sources_file_find(folder, &arena, &faults, &sources, &err));
        assert_int_equal(sources.count, cases[i].ignored ? 0 : 1);
        assert_string_equal(sources.path, path);
        if (cases[i].ignored)
            assert_non_null(strstr(sources.ignored, cases[i].ignored));
        else
            assert_null(sources.ignored);
        arena_fini(&arena);
    }
    if (geteuid() == 0) { /* only root can give a file away */
        struct arena arena = {0};
        struct fault_list faults = {0};
        struct sources sources;
        struct error err;

        assert_int_equal(chmod(folder, 0700) | chown(path, 65534, 65534), 0);
        assert_int_equal(chmod(path, 0644), 0);
        assert_true(sources_file_find(folder, &arena, &faults, &sources, &err));
        assert_int_equal(sources.count, 0);
        assert_non_null(strstr(sources.ignored, "belongs to another user"));
        arena_fini(&arena);
    }
    free(path);
    free(folder);
    home_free(home);
}

static void no_file_is_no_source(void **state)
{
    struct arena arena = {0};
    struct fault_list faults = {0};
    struct sources sources;
    struct error err;

    assert_true(sources_file_find("/nowhere", &arena, &faults, &sources, &err));
    assert_int_equal(sources.count, 0);
    assert_null(sources.path);
    assert_true(sources_file_find(NULL, &arena, &faults, &sources, &err));
    assert_null(sources.path);
    arena_fini(&arena);
}

/* --- programs --- */

/* As child_order wants them: at most four, up to the first NULL. */
static struct arena words_arena;
static char *const *words_of(const char *a, const char *b, const char *c, const char *d)
{
    const char *const given[] = {a, b, c, d};
    char **words = arena_alloc_array(&words_arena, COUNT_OF(given) + 1, sizeof(*words));

    for (size_t i = 0; i < COUNT_OF(given) && given[i]; i++)
        words[i] = arena_copy_text(&words_arena, given[i]);
    return words;
}

static bool until_it_prints(void *context, int64_t bytes)
{
    return bytes == 0;
}

static void programs_end_in_their_ways(void **state)
{
    static const struct {
        const char *script;
        int limit_ms;
        int64_t most;
        bool (*goes_on)(void *context, int64_t bytes);
        enum child_end end;
        int status;
        const char *out, *words;
    } cases[] = {
        {"printf 'a,b\\n1,2\\n'", 0, 100, NULL, CHILD_EXITED, 0, "a,b\n1,2\n", ""},
        {"cat", 0, 100, NULL, CHILD_EXITED, 0, "", ""}, /* nothing stands on its input */
        {"echo x; exit 3", 0, 100, NULL, CHILD_EXITED, 3, "x\n", ""},
        {"echo one >&2; echo 'login \033[31mexpired' >&2; echo >&2; exit 1", 0, 100, NULL,
            CHILD_EXITED, 1, "", "login ^[[31mexpired"},
        {"kill -9 $$", 0, 100, NULL, CHILD_KILLED, 9, "", ""},
        {"echo here; sleep 60 & wait", 1, 100, NULL, CHILD_LATE, 0, NULL, NULL},
        {"trap '' TERM; echo no >&2; while :; do :; done", 50, 100, NULL, CHILD_LATE, 0, "", NULL},
        {"while :; do echo 123456789; done", 0, 1000, NULL, CHILD_LARGE, 0, NULL, ""},
        {"echo x; sleep 60 & wait", 0, 100, until_it_prints, CHILD_STOPPED, 0, "x\n", ""},
        {"sleep 60 & echo left behind", 0, 100, NULL, CHILD_EXITED, 0, "left behind\n", ""},
        {"pwd", 0, 100, NULL, CHILD_EXITED, 0, "/\n", ""},
    };
    char *home = home_new(), *path = home_path(home, "out");

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        int out = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        struct child_order order = {words_of("sh", "-c", cases[i].script, NULL), "/", out,
            cases[i].most, cases[i].limit_ms, cases[i].goes_on, NULL};
        struct child_result result;
        struct error err;
        char *printed;

        assert_true(child_run(&order, &result, &err));
        close(out);
        printed = file_read(path);
        if (result.end != cases[i].end || result.status != cases[i].status ||
            (cases[i].out && strcmp(printed, cases[i].out) != 0) ||
            (cases[i].words && strcmp(result.words, cases[i].words) != 0))
            fail_msg("%s: end %d, status %d, printed %s, said %s", cases[i].script, (int)result.end,
                result.status, printed, result.words);
        free(printed);
    }
    free(path);
    home_free(home);
}

/* Its words reach it as they stand: nothing between takes them for a command. */
static void no_shell_stands_between(void **state)
{
    char *home = home_new(), *path = home_path(home, "out"), *printed;
    char *const *argv = words_of("printf", "%s|", "$(id) `id` ; * ~ > x", "it's");
    int out = open(path, O_WRONLY | O_CREAT, 0600);
    struct child_order order = {argv, home, out, 1000, 0, NULL, NULL};
    struct child_result result;
    struct error err;

    assert_true(child_run(&order, &result, &err));
    printed = file_read(path);
    assert_string_equal(printed, "$(id) `id` ; * ~ > x|it's|");
    free(printed);
    close(out);
    free(path);
    home_free(home);
}

static void what_cannot_run_is_told(void **state)
{
    static const struct {
        const char *program;
        enum error_code code;
        const char *says;
    } cases[] = {
        {"no-such-program-here", ERROR_NOT_FOUND, "there is no program 'no-such-program-here'"},
        {"/etc/passwd", ERROR_IO, "cannot be started: Permission denied"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char *const *argv = words_of(cases[i].program, NULL, NULL, NULL);
        struct child_order order = {argv, NULL, -1, 1000, 0, NULL, NULL};
        struct child_result result;
        struct error err;

        assert_false(child_run(&order, &result, &err));
        assert_int_equal(err.code, cases[i].code);
        assert_non_null(strstr(err.text, cases[i].says));
    }
}

static void a_full_disk_is_told(void **state)
{
    char *const *argv = words_of("echo", "x", NULL, NULL);
    int out = open("/dev/full", O_WRONLY);
    struct child_order order = {argv, NULL, out, 1000, 0, NULL, NULL};
    struct child_result result;
    struct error err;

    assert_false(child_run(&order, &result, &err));
    assert_int_equal(err.code, ERROR_FULL);
    close(out);
}

/* In a process of its own, which is killed: says `begun` into `told`, and never ends by itself. */
static void run_silent(int told)
{
    char *const *argv = words_of("sh", "-c", "echo begun >&9; sleep 600 & wait", NULL);
    struct child_order order = {argv, "/", open("/dev/null", O_WRONLY), 1000, 0, NULL, NULL};
    struct child_result result;
    struct error err;

    if (dup2(told, 9) == 9)
        (void)!child_run(&order, &result, &err);
    _exit(0);
}

/* The guard is begun after the program, which is the first of the two. */
static bool has_guard(pid_t parent)
{
    char path[64];
    char *children;
    int first, second;
    bool both;

    snprintf(path, sizeof(path), "/proc/%ld/task/%ld/children", (long)parent, (long)parent);
    children = file_read(path);
    both = children && sscanf(children, "%d %d", &first, &second) == 2;
    free(children);
    return both;
}

static void wait_for_guard(pid_t parent)
{
    for (int looks = 0; !has_guard(parent); looks++) {
        assert_in_range(looks, 0, 1000);
        (void)poll(NULL, 0, 10);
    }
}

/* All that it began hold the pipe open: its end says that none is left. */
static void none_outlives_a_kill(void **state)
{
    struct pollfd polled = {.events = POLLIN};
    char text[16];
    int told[2];
    pid_t child;

    assert_int_equal(pipe(told), 0);
    child = fork();
    if (child == 0)
        run_silent(told[1]);
    close(told[1]);
    assert_int_equal(read(told[0], text, sizeof(text)), 6);
    wait_for_guard(child);
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, NULL, 0), child);
    polled.fd = told[0];
    assert_int_equal(poll(&polled, 1, 20000), 1);
    assert_int_equal(read(told[0], text, sizeof(text)), 0);
    close(told[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_row_is_read),
        cmocka_unit_test(every_fault_has_its_place),
        cmocka_unit_test(all_faults_are_told),
        cmocka_unit_test(the_shipped_file_names_none),
        cmocka_unit_test(the_example_in_it_is_read),
        cmocka_unit_test(others_may_not_write_it),
        cmocka_unit_test(no_file_is_no_source),
        cmocka_unit_test(programs_end_in_their_ways),
        cmocka_unit_test(no_shell_stands_between),
        cmocka_unit_test(what_cannot_run_is_told),
        cmocka_unit_test(a_full_disk_is_told),
        cmocka_unit_test(none_outlives_a_kill),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);

    arena_fini(&words_arena);
    return failed;
}
