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

/* --- faults --- */

struct fault_case {
    const char *text;
    int line, column;
    const char *says;    /* part of the sentence */
    const char *nearest; /* or NULL */
};

#define HEAD "id: x\ntitle: X\ntype: review\n"
#define STEP "steps:\n  - id: a\n    title: A\n    due: +1d\n"

static const struct fault_case fault_cases[] = {
    {"", 1, 1, "empty", NULL},
    {"- a\n", 1, 1, "a playbook must be a map", NULL},
    {HEAD, 1, 1, "\"steps\" is missing", NULL},
    {"title: X\ntype: review\n" STEP, 1, 1, "\"id\" is missing", NULL},
    {"id: Big One\ntitle: X\ntype: review\n" STEP, 1, 5, "small letters", NULL},
    {"id: x\ntitle: ''\ntype: review\n" STEP, 2, 8, "one line", NULL},
    {"id: x\ntitle: X\n" STEP, 1, 1, "\"type\" is missing", NULL},
    {"id: x\ntitle: X\ntype: revue\n" STEP, 3, 7, "type must be", "review"},
    {HEAD "ancor: start\n" STEP, 4, 1, "\"ancor\" is not known", "anchor"},
    {HEAD "anchor: desision\n" STEP, 4, 9, "anchor must be", "decision"},
    {HEAD "target: 30\n" STEP, 4, 9, "target must be a number with d", NULL},
    {HEAD "target: -3d\n" STEP, 4, 9, "more than nothing", NULL},
    {HEAD "target: {tier 4: 3d}\n" STEP, 4, 10, "\"tier 4\" is not known", "tier 1"},
    {HEAD "applies: stag = steady\n" STEP, 4, 10, "stag", NULL},
    {HEAD "applies: stage = steady and and\n" STEP, 4, 29, "", NULL},
    {HEAD "applies: {tickt: status = open}\n" STEP, 4, 11, "\"tickt\" is not known", "ticket"},
    {HEAD "applies: {ticket: stage = open}\n" STEP, 4, 19, "stage", NULL},
    {HEAD "applies: {arr: lower half}\n" STEP, 4, 16, "upper half", NULL},
    {HEAD "start: {how: enters}\n" STEP, 4, 8, "\"when\" is missing", NULL},
    {HEAD "anchor: ends\nstart: {how: before}\n" STEP, 5, 8, "\"before\" is missing", NULL},
    {HEAD "anchor: ends\nstart: {how: before, before: 10d, when: stage = steady}\n" STEP, 5, 8,
        "belongs to how: enters", NULL},
    {HEAD "start: {how: before, before: 10d}\n" STEP, 4, 8, "nothing can start before", NULL},
    {HEAD "start: {how: entered}\n" STEP, 4, 14, "how must be", "enters"},
    {HEAD "start: {then: begin}\n" STEP, 4, 8, "\"then\" belongs", NULL},
    {HEAD "again: {times: 0}\n" STEP, 4, 16, "times must be a whole number", NULL},
    {HEAD "again: {at_once: perhaps}\n" STEP, 4, 18, "yes or no", NULL},
    {HEAD "finish: {sucess: stage = steady}\n" STEP, 4, 10, "\"sucess\"", "success"},
    {HEAD "exit: {open_steps: keep}\n" STEP, 4, 7, "\"when\" is missing", NULL},
    {HEAD "exit: {when: stage = churned, open_steps: drop}\n" STEP, 4, 43, "open_steps must", NULL},
    {HEAD "steps: []\n", 4, 8, "1 to 200 steps", NULL},
    {HEAD "steps: a\n", 4, 8, "steps must be a list", NULL},
    {HEAD "steps:\n  - a\n", 5, 5, "a step must be a map", NULL},
    {HEAD "steps:\n  - title: A\n    due: +1d\n", 5, 5, "\"id\" is missing", NULL},
    {HEAD "steps:\n  - id: a\n    due: +1d\n", 5, 5, "\"title\" is missing", NULL},
    {HEAD "steps:\n  - id: a\n    title: A\n", 5, 5, "\"due\" is missing", NULL},
    {HEAD "steps:\n  - id: start\n    title: A\n    due: +1d\n", 5, 9, "name of an anchor", NULL},
    {HEAD STEP "    kind: meting\n", 8, 11, "kind must be", "meeting"},
    {HEAD STEP "    ned: gate\n", 8, 5, "\"ned\" is not known", "need"},
    {HEAD STEP "    need: gate\n", 5, 5, "a gate needs \"demands\"", NULL},
    {HEAD STEP "    from: b\n", 8, 11, "neither an anchor nor", NULL},
    {HEAD STEP "    from: a\n", 8, 11, "cannot count from itself", NULL},
    {HEAD STEP "    after: kickof\n  - id: kickoff\n    title: K\n    due: 0\n", 8, 12,
        "no step \"kickof\"", "kickoff"},
    {HEAD STEP "    after: a\n", 8, 12, "cannot name itself", NULL},
    {HEAD STEP "  - id: a\n    title: B\n    due: +1d\n", 8, 9, "line 5 has the id \"a\"", NULL},
    {HEAD "steps:\n  - {id: a, title: A, due: +1d, from: b}\n"
          "  - {id: b, title: B, due: +1d, from: a}\n",
        6, 39, "from goes round in a circle", NULL},
    {HEAD "steps:\n  - {id: a, title: A, due: +1d, after: c}\n"
          "  - {id: b, title: B, due: +1d, after: a}\n"
          "  - {id: c, title: C, due: +1d, after: b}\n",
        6, 40, "after goes round in a circle", NULL},
    {HEAD "steps:\n  - {id: a, title: A, due: soon}\n", 5, 28, "due must be a number", NULL},
    {HEAD "steps:\n  - {id: a, title: A, due: +12x}\n", 5, 28, "due must be a number", NULL},
    {HEAD "steps:\n  - {id: a, title: A, due: +4000d}\n", 5, 28, "over ten years", NULL},
    {HEAD "steps:\n  - {id: a, title: A, due: -600w}\n", 5, 28, "over ten years", NULL},
    {HEAD "steps:\n  - {id: a, title: A, due: 99999999999d}\n", 5, 28, "due must be", NULL},
    {HEAD STEP "    required_when: stage = steady\n", 8, 5, "required: this one is so", NULL},
    {HEAD STEP "    first_value: yes\n", 8, 5, "belongs to a gate", NULL},
    {HEAD STEP "    repeats: {every: 1wd}\n", 8, 14, "\"until\" is missing", NULL},
    {HEAD STEP "    repeats: {every: 0d, until: b}\n  - {id: b, title: B, due: 0}\n", 8, 22,
        "more than nothing", NULL},
    {HEAD STEP "    demands: note\n", 8, 14, "demands must be a list", NULL},
    {HEAD STEP "    demands: [nots]\n", 8, 15, "nothing that can be demanded", "note"},
    {HEAD STEP "    demands: [person]\n", 8, 15, "needs to say which", NULL},
    {HEAD STEP "    demands: [{person: champoin}]\n", 8, 24, "\"champoin\"", "champion"},
    {HEAD STEP "    demands: [{contract: [ends, notise]}]\n", 8, 33, "\"notise\"", "notice"},
    {HEAD STEP "    demands: [{goal: yes, with: [base]}]\n", 8, 34, "\"base\"", NULL},
    {HEAD STEP "    demands: [{choice: fit}]\n", 8, 15, "a choice needs \"of\"", NULL},
    {HEAD STEP "    demands: [{text: a, of: [b]}]\n", 8, 25, "belongs to a choice", NULL},
    {HEAD STEP "    demands: [{text: a, note: b}]\n", 8, 25, "one demand an item", NULL},
    {HEAD STEP "    demands: [{or: none}]\n", 8, 15, "must demand something", NULL},
    {HEAD STEP "    demands: [{text: a, id: b}, {text: c, id: b}]\n", 8, 33, "have the id", NULL},
    {HEAD STEP "    demands: [{note: a, count: 0}]\n", 8, 32, "count must be", NULL},
    {HEAD STEP "    demands: [{text: a, sets_anchor: yes}]\n", 8, 25, "belongs to a date", NULL},
    {HEAD "title: Y\n" STEP, 4, 1, "title", NULL},
    {HEAD "summary: *x\n" STEP, 4, 10, "alias", NULL},
};

static bool parse(const char *text, struct arena *arena, struct fault_list *faults)
{
    struct playbook_source source = {"x.yaml", text, strlen(text)};
    const struct playbook *playbook = NULL;
    bool good = playbook_parse(&source, &settings, arena, faults, &playbook);
    assert_int_equal(good, playbook != NULL);
    return good;
}

static bool fault_fits(const struct fault_case *wanted, const struct fault *fault)
{
    if (fault->line != wanted->line || fault->column != wanted->column ||
        !strstr(fault->text, wanted->says))
        return false;
    return !wanted->nearest || text_equal(fault->nearest, wanted->nearest);
}

static void every_fault_has_its_place(void **state)
{
    (void)state;
    int bad = 0;
    for (size_t i = 0; i < COUNT_OF(fault_cases); i++) {
        struct arena arena = {0};
        struct fault_list faults = {0};
        bool good = parse(fault_cases[i].text, &arena, &faults);
        if (good || faults.count != 1 || !fault_fits(&fault_cases[i], &faults.items[0])) {
            print_error("case %zu, wanted %d:%d %s:\n%s", i, fault_cases[i].line,
                fault_cases[i].column, fault_cases[i].says, fault_cases[i].text);
            print_faults(&faults);
            bad++;
        }
        fault_list_fini(&faults);
        arena_fini(&arena);
    }
    assert_int_equal(bad, 0);
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
    struct arena arena = {0};
    struct fault_list faults = {0};
    assert_false(parse(text, &arena, &faults));
    assert_int_equal(faults.count, COUNT_OF(lines));
    for (size_t i = 0; i < COUNT_OF(lines); i++)
        assert_int_equal(faults.items[i].line, lines[i]);
    fault_list_fini(&faults);
    arena_fini(&arena);
}

static void more_than_200_steps_are_refused(void **state)
{
    (void)state;
    for (int count = 200; count <= 201; count++) {
        struct str text = {0};
        struct arena arena = {0};
        struct fault_list faults = {0};
        str_add(&text, HEAD "steps:\n");
        for (int i = 0; i < count; i++)
            str_addf(&text, "  - {id: s%d, title: S, due: +1d%s}\n", i, i ? ", from: s0" : "");
        assert_int_equal(parse(str_text(&text), &arena, &faults), count == 200);
        fault_list_fini(&faults);
        arena_fini(&arena);
        str_fini(&text);
    }
}

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
        cmocka_unit_test(every_fault_has_its_place),
        cmocka_unit_test(all_faults_at_once_from_the_top),
        cmocka_unit_test(more_than_200_steps_are_refused),
        cmocka_unit_test(users_files_lie_over_the_shipped),
        cmocka_unit_test(a_changed_folder_is_seen),
        cmocka_unit_test(check_tells_what_cannot_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
