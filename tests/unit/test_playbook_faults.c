/* Every fault of a playbook has one line with its place, at once; bombs are refused as fast. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>
#include "base/str.h"
#include "files/playbook_file.h"
#include "playbook_fault_cases.h"
#include "support/playbook_bombs.h"

/* On any machine, under any tool: what a bomb would take is minutes. The 50 ms are measured by
 * tests/bench. */
#define SECONDS_MOST 3.0

static const struct settings settings = {.qbr_days = {0, 90, 180, 0}};

struct attempt {
    struct arena arena;
    struct fault_list faults;
    const struct playbook *playbook;
    bool good;
    double seconds; /* of the processor */
};

static void read_bytes(struct attempt *attempt, const char *text, size_t len)
{
    struct playbook_source source = {"x.yaml", text, len};
    clock_t began = clock();
    *attempt = (struct attempt){0};
    attempt->good =
        playbook_parse(&source, &settings, &attempt->arena, &attempt->faults, &attempt->playbook);
    attempt->seconds = (double)(clock() - began) / CLOCKS_PER_SEC;
}

static void fini(struct attempt *attempt)
{
    fault_list_fini(&attempt->faults);
    arena_fini(&attempt->arena);
}

static void print_faults(const struct attempt *attempt)
{
    struct str line = {0};
    for (size_t i = 0; i < attempt->faults.count; i++) {
        str_clear(&line);
        fault_format(&attempt->faults.items[i], &line);
        print_error("    %s\n", str_text(&line));
    }
    str_fini(&line);
}

static bool fits(const struct attempt *attempt, const struct fault_case *wanted)
{
    const struct fault *fault = attempt->faults.items;
    if (attempt->good || attempt->playbook || attempt->faults.count != 1 || attempt->faults.more)
        return false;
    return fault->line == wanted->line && fault->column == wanted->column &&
           strstr(fault->text, wanted->says) && !strchr(fault->text, '\n') &&
           text_equal(fault->nearest, wanted->nearest) && attempt->seconds < SECONDS_MOST;
}

static int check_cases(const struct fault_cases *cases)
{
    int bad = 0;
    for (size_t i = 0; i < cases->count; i++) {
        const struct fault_case *wanted = &cases->items[i];
        struct attempt attempt;
        read_bytes(&attempt, wanted->text, strlen(wanted->text));
        if (!fits(&attempt, wanted)) {
            print_error("case %zu, wanted %d:%d %s (%s)\n%s\n", i, wanted->line, wanted->column,
                wanted->says, wanted->nearest ? wanted->nearest : "-", wanted->text);
            print_faults(&attempt);
            bad++;
        }
        fini(&attempt);
    }
    return bad;
}

static void two_hundred_faults_have_their_places(void **state)
{
    (void)state;
    int bad = check_cases(&yaml_fault_cases) + check_cases(&head_fault_cases) +
              check_cases(&step_fault_cases);
    assert_int_equal(bad, 0);
    assert_true(yaml_fault_cases.count + head_fault_cases.count + step_fault_cases.count >= 200);
}

static void all_faults_at_once_from_the_top(void **state)
{
    (void)state;
    static const char text[] = "id: x\n"
                               "title: X\n"
                               "type: revue\n"
                               "applies: stag = steady\n"
                               "steps:\n"
                               "  - id: a\n"
                               "    title: A\n"
                               "    due: soon\n"
                               "    from: c\n"
                               "  - id: b\n"
                               "    kind: cal\n"
                               "    due: +1d\n";
    static const int lines[] = {3, 4, 8, 9, 10, 11};
    struct attempt attempt;
    read_bytes(&attempt, text, strlen(text));
    assert_false(attempt.good);
    assert_int_equal(attempt.faults.count, COUNT_OF(lines));
    for (size_t i = 0; i < COUNT_OF(lines); i++)
        assert_int_equal(attempt.faults.items[i].line, lines[i]);
    fini(&attempt);
}

/* --- bombs --- */

static void bombs_are_refused_at_once(void **state)
{
    (void)state;
    int bad = 0;
    for (size_t i = 0; i < playbook_bomb_count; i++) {
        const struct playbook_bomb *bomb = &playbook_bombs[i];
        struct str text = {0};
        struct attempt attempt;
        bomb->add(&text);
        read_bytes(&attempt, str_text(&text), text.len);
        const struct fault *fault = attempt.faults.items;
        if (attempt.good || attempt.faults.count != 1 || attempt.faults.more ||
            fault->line != bomb->line || (bomb->column && fault->column != bomb->column) ||
            !strstr(fault->text, bomb->says) || strlen(fault->text) > 400 ||
            attempt.seconds > SECONDS_MOST) {
            print_error("%s: %.2f s, wanted %d:%d\n", bomb->name, attempt.seconds, bomb->line,
                bomb->column);
            print_faults(&attempt);
            bad++;
        }
        fini(&attempt);
        str_fini(&text);
    }
    assert_int_equal(bad, 0);
}

/* Just within every limit. */
static void what_is_only_large_is_read(void **state)
{
    (void)state;
    struct str text = {0};
    struct attempt attempt;
    str_add(&text, HEAD "steps:\n");
    for (int i = 0; i < 200; i++)
        str_addf(&text, "  - {id: s%d, title: S, due: +1d%s}\n", i, i ? ", from: s0" : "");
    str_add(&text, "#");
    while (text.len < 1024 * 1024)
        str_add_char(&text, ' ');
    read_bytes(&attempt, str_text(&text), text.len);
    print_faults(&attempt);
    assert_true(attempt.good);
    assert_int_equal(attempt.playbook->step_count, 200);
    fini(&attempt);
    str_fini(&text);
}

/* --- one in a folder of many --- */

static void write_file(const char *folder, int number, const char *text)
{
    char path[300];
    (void)snprintf(path, sizeof(path), "%s/f%03d.yaml", folder, number);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void remove_file(const char *folder, int number)
{
    char path[300];
    (void)snprintf(path, sizeof(path), "%s/f%03d.yaml", folder, number);
    assert_int_equal(unlink(path), 0);
}

/* A fault in one file stops no other, and each keeps its own. */
static void faulty_files_lie_beside_sound_ones(void **state)
{
    (void)state;
    char folder[] = "/tmp/daybook-faults-XXXXXX";
    struct playbook_catalogue catalogue;
    int count = (int)step_fault_cases.count;
    struct error err;
    assert_non_null(mkdtemp(folder));
    for (int i = 0; i < count; i++)
        write_file(folder, i, step_fault_cases.items[i].text);
    write_file(folder, count, "id: sound\ntitle: Sound\ntype: review\n" STEP);
    assert_true(playbook_catalogue_load(folder, &settings, &catalogue, &err));
    assert_int_equal(catalogue.entries.count, 12 + count + 1);
    for (int i = 0; i < count; i++) {
        char name[16];
        (void)snprintf(name, sizeof(name), "f%03d", i);
        const struct playbook_entry *entry = playbook_catalogue_find(&catalogue, name);
        assert_null(entry->playbook);
        assert_int_equal(entry->faults.count, 1);
        assert_int_equal(entry->faults.items[0].line, step_fault_cases.items[i].line);
    }
    assert_non_null(playbook_catalogue_find(&catalogue, "sound")->playbook);
    assert_non_null(playbook_catalogue_find(&catalogue, "renewal")->playbook);
    playbook_catalogue_fini(&catalogue);
    for (int i = 0; i <= count; i++)
        remove_file(folder, i);
    assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_hundred_faults_have_their_places),
        cmocka_unit_test(all_faults_at_once_from_the_top),
        cmocka_unit_test(bombs_are_refused_at_once),
        cmocka_unit_test(what_is_only_large_is_read),
        cmocka_unit_test(faulty_files_lie_beside_sound_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
