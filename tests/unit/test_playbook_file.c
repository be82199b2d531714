/* Playbooks from YAML: the shipped ones, and every fault with its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include "base/str.h"
#include "files/embedded.h"
#include "files/playbook_file.h"
#include "support/dossier_maker.h"

static const struct settings settings = {.qbr_days = {0, 90, 180, 0}};

static void print_faults(const struct fault_list *faults)
{
    struct str line = {0};
    for (size_t i = 0; i < faults->count; i++) {
        str_clear(&line);
        fault_format(&faults->items[i], &line);
        print_error("%s\n", str_text(&line));
    }
    str_fini(&line);
}

/* --- the shipped ones --- */

struct shipped {
    const char *id, *title;
    int steps, gates, optional;
};
static const struct shipped shipped[] = {
    {"adoption-drive", "Adoption drive", 8, 1, 2},
    {"advocacy", "Advocacy", 7, 1, 1},
    {"champion-change", "Champion change", 10, 2, 2},
    {"ebr", "EBR", 9, 1, 0},
    {"escalation", "Escalation", 9, 1, 1},
    {"expansion", "Expansion", 8, 1, 1},
    {"hand-over", "Sales hand-over", 7, 1, 1},
    {"onboarding", "Onboarding", 12, 3, 2},
    {"qbr", "QBR", 10, 1, 1},
    {"renewal", "Renewal", 12, 3, 1},
    {"risk-recovery", "Risk recovery", 10, 2, 1},
    {"taking-over", "Taking over an account", 7, 1, 1},
};

static void check_shipped(const struct playbook *playbook, const struct shipped *row)
{
    int needs[NEEDS] = {0};
    assert_string_equal(playbook->id, row->id);
    assert_string_equal(playbook->title, row->title);
    assert_int_equal(playbook->step_count, row->steps);
    for (int i = 0; i < playbook->step_count; i++) {
        const struct playbook_step *step = &playbook->steps[i];
        needs[step->need]++;
        assert_false(text_blank(step->guidance));
        assert_true(step->need != NEED_GATE || step->demand_count > 0);
    }
    assert_int_equal(needs[NEED_GATE], row->gates);
    assert_int_equal(needs[NEED_OPTIONAL], row->optional);
}

static void shipped_ones_load(void **state)
{
    (void)state;
    struct playbook_catalogue catalogue;
    assert_true(playbook_catalogue_load(NULL, &settings, &catalogue, NULL));
    assert_int_equal(catalogue.entries.count, COUNT_OF(shipped));
    for (size_t i = 0; i < COUNT_OF(shipped); i++) {
        const struct playbook_entry *entry = &catalogue.entries.items[i];
        assert_string_equal(entry->name, shipped[i].id);
        assert_true(entry->shipped);
        print_faults(&entry->faults);
        assert_int_equal(entry->faults.count, 0);
        assert_non_null(entry->playbook);
        check_shipped(entry->playbook, &shipped[i]);
    }
    playbook_catalogue_fini(&catalogue);
}

static const struct playbook *shipped_one(struct playbook_catalogue *catalogue, const char *name)
{
    const struct playbook *playbook = NULL;
    struct error err;
    assert_true(playbook_catalogue_load(NULL, &settings, catalogue, NULL));
    assert_true(playbook_catalogue_need(catalogue, name, &playbook, &err));
    return playbook;
}

static void words_become_rules(void **state)
{
    (void)state;
    struct playbook_catalogue catalogue;
    const struct playbook *renewal = shipped_one(&catalogue, "Renewal");
    const struct playbook_step *price = &renewal->steps[6];
    assert_int_equal(renewal->type, PLAYBOOK_RENEWAL);
    assert_int_equal(renewal->how, PLAYBOOK_BEFORE);
    assert_true(renewal->begins);
    assert_int_equal(renewal->before.count, 120);
    assert_int_equal(renewal->anchor, ANCHOR_DECISION);
    assert_string_equal(price->id, "price");
    assert_int_equal(price->offset.count, -60);
    assert_int_equal(price->when.count, 1);
    assert_int_equal(price->when.alternatives[0].items[0].kind, KIND_CONTRACT);
    assert_string_equal(price->when.text, "contract: uplift > 0%");
    assert_int_equal(price->demand_count, 2);
    assert_string_equal(renewal->steps[11].demands[2].id, "text2");
    assert_string_equal(renewal->steps[11].demands[2].or_word, "none");
    playbook_catalogue_fini(&catalogue);

    const struct playbook *onboarding = shipped_one(&catalogue, "onboarding");
    const struct playbook_step *goals = &onboarding->steps[3];
    assert_int_equal(onboarding->target.source, SPAN_ONBOARDING_DAYS);
    assert_int_equal(goals->anchor, ANCHOR_STEP);
    assert_string_equal(onboarding->steps[goals->anchor_step].id, "kickoff");
    assert_int_equal(goals->demands[0].word_count, 4);
    assert_int_equal(goals->after_count, 1);
    assert_true(onboarding->steps[9].first_value);
    assert_string_equal(onboarding->text, embedded_find("config/playbooks/onboarding.yaml")->text);
    playbook_catalogue_fini(&catalogue);
}

#define HEAD "id: x\ntitle: X\ntype: review\n"
#define STEP "steps:\n  - id: a\n    title: A\n    due: +1d\n"

/* --- the catalogue --- */

static void write_file(const char *folder, const char *name, const char *text)
{
    char path[300];
    (void)snprintf(path, sizeof(path), "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void remove_file(const char *folder, const char *name)
{
    char path[300];
    (void)snprintf(path, sizeof(path), "%s/%s", folder, name);
    assert_int_equal(unlink(path), 0);
}

static void users_files_lie_over_the_shipped(void **state)
{
    (void)state;
    char folder[] = "/tmp/daybook-playbooks-XXXXXX";
    struct playbook_catalogue catalogue;
    struct error err = {0};
    const struct playbook *playbook;
    assert_non_null(mkdtemp(folder));
    write_file(folder, "qbr.yaml", "id: qbr\ntitle: Ours\ntype: review\n" STEP);
    write_file(folder, "ebr.yaml", "\n");
    write_file(folder, "bad.yaml", "id: bad\n");
    write_file(folder, "twin.yaml", "id: renewal\ntitle: Twin\ntype: review\n" STEP);
    write_file(folder, "README.md", "no playbook\n");

    assert_true(playbook_catalogue_load(folder, &settings, &catalogue, &err));
    assert_int_equal(catalogue.entries.count, 13);
    assert_string_equal(playbook_catalogue_find(&catalogue, "qbr")->playbook->title, "Ours");
    assert_null(playbook_catalogue_find(&catalogue, "ebr"));
    assert_null(playbook_catalogue_find(&catalogue, "bad")->playbook);
    assert_int_equal(playbook_catalogue_find(&catalogue, "bad")->faults.count, 3);
    assert_null(playbook_catalogue_find(&catalogue, "twin")->playbook);
    assert_non_null(playbook_catalogue_find(&catalogue, "renewal")->playbook);
    assert_non_null(playbook_catalogue_find(&catalogue, "sales hand-over"));

    assert_false(playbook_catalogue_need(&catalogue, "bad", &playbook, &err));
    assert_non_null(strstr(err.text, "bad is faulty"));
    assert_false(playbook_catalogue_need(&catalogue, "onbording", &playbook, &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
    assert_non_null(strstr(err.text, "did you mean \"onboarding\""));
    playbook_catalogue_fini(&catalogue);

    static const char *const names[] = {
        "qbr.yaml", "ebr.yaml", "bad.yaml", "twin.yaml", "README.md"};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        remove_file(folder, names[i]);
    assert_int_equal(rmdir(folder), 0);
    assert_true(playbook_catalogue_load(folder, &settings, &catalogue, &err));
    assert_int_equal(catalogue.entries.count, COUNT_OF(shipped));
    playbook_catalogue_fini(&catalogue);
}

static void a_changed_folder_is_seen(void **state)
{
    (void)state;
    char folder[] = "/tmp/daybook-playbooks-XXXXXX";
    assert_non_null(mkdtemp(folder));
    uint64_t empty = playbook_folder_mark(folder);
    assert_int_equal(playbook_folder_mark(NULL), 0);
    assert_int_equal(playbook_folder_mark("/tmp/daybook-no-such-folder"), 0);
    assert_true(empty != 0);
    write_file(folder, "a.yaml", HEAD STEP);
    uint64_t one = playbook_folder_mark(folder);
    assert_true(one != empty);
    assert_true(one == playbook_folder_mark(folder));
    write_file(folder, "README.md", "no playbook\n");
    write_file(folder, ".a.yaml.swp", "what an editor leaves\n");
    assert_true(one == playbook_folder_mark(folder));
    write_file(folder, "a.yaml", HEAD STEP "\n");
    uint64_t longer = playbook_folder_mark(folder);
    assert_true(longer != one);
    write_file(folder, "b.yaml", HEAD STEP);
    assert_true(playbook_folder_mark(folder) != longer);
    remove_file(folder, "b.yaml");
    assert_true(playbook_folder_mark(folder) == longer);
    remove_file(folder, "a.yaml");
    assert_true(playbook_folder_mark(folder) == empty);
    remove_file(folder, "README.md");
    remove_file(folder, ".a.yaml.swp");
    assert_int_equal(rmdir(folder), 0);
}

static void check_tells_what_cannot_be_read(void **state)
{
    (void)state;
    struct fault_list faults = {0};
    struct error err = {0};
    assert_false(playbook_check_file("tests/data/no-such.yaml", &settings, &faults, &err));
    assert_int_equal(err.code, ERROR_IO);
    assert_false(playbook_check_file("tests", &settings, &faults, &err));
    assert_true(playbook_check_file("config/playbooks/renewal.yaml", &settings, &faults, &err));
    assert_int_equal(faults.count, 0);
    fault_list_fini(&faults);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shipped_ones_load),
        cmocka_unit_test(words_become_rules),
        cmocka_unit_test(users_files_lie_over_the_shipped),
        cmocka_unit_test(a_changed_folder_is_seen),
        cmocka_unit_test(check_tells_what_cannot_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
