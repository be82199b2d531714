/* A run beside another text of its playbook, and moving over. Mon 23 Nov 2026. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "base/text.h"
#include "core/run_diff.h"
#include "files/playbook_file.h"
#include "support/runner.h"

#define HEAD "id: x\ntitle: X\ntype: review\nversion: 1\nsteps:\n"
#define HEAD2 "id: x\ntitle: X\ntype: review\nversion: 2\nsteps:\n"

static const struct playbook *read(struct runner *runner, const char *text)
{
    struct playbook_source source = {"x.yaml", text, strlen(text)};
    struct fault_list faults = {0};
    const struct playbook *playbook = NULL;
    bool good =
        playbook_parse(&source, &runner->maker.settings, &runner->arena, &faults, &playbook);
    if (!good)
        print_error("%d: %s\n%s\n", faults.items[0].line, faults.items[0].text, text);
    fault_list_fini(&faults);
    assert_true(good);
    return playbook;
}

static struct run_diff diff_with(struct runner *runner, const char *text)
{
    struct run_diff diff;
    run_diff(&runner->ground, read(runner, text), &runner->arena, &diff);
    return diff;
}

static const struct run_diff_item *find(const struct run_diff *diff, const char *id)
{
    for (size_t i = 0; i < diff->items.count; i++)
        if (text_equal(diff->items.items[i].id, id))
            return &diff->items.items[i];
    fail_msg("no item %s", id);
    return NULL;
}

static void assert_sentence(const struct run_diff *diff, const char *id, const char *sentence)
{
    assert_string_equal(find(diff, id)->sentence, sentence);
}

static int by_number(const void *a, const void *b)
{
    const struct row *left = *(struct row *const *)a, *right = *(struct row *const *)b;
    int64_t first = row_integer(left, STEP_NUMBER), second = row_integer(right, STEP_NUMBER);
    return first != second ? (first < second ? -1 : 1) : left->key < right->key ? -1 : 1;
}

/* As the store gives them back. */
static void sort(struct runner *runner)
{
    struct row_list *steps = &runner->maker.dossier.steps;
    qsort(steps->items, steps->count, sizeof(*steps->items), by_number);
}

static void move(struct runner *runner, const char *text)
{
    runner_must(
        runner, run_move_over(&runner->ground, read(runner, text), &runner->change, &runner->err));
    sort(runner);
    runner->ground.playbook =
        playbook_of_run(runner->ground.run, &runner->maker.settings, &runner->arena);
    assert_non_null(runner->ground.playbook);
}

/* `1 a open, 2 b done` */
static void assert_steps(struct runner *runner, const char *wanted)
{
    struct str out = {0};
    const struct row_list *steps = &runner->maker.dossier.steps;
    for (size_t i = 0; i < steps->count; i++)
        str_addf(&out, "%s%d %s %s", i ? ", " : "", (int)row_integer(steps->items[i], STEP_NUMBER),
            row_text(steps->items[i], STEP_STEP), row_text(steps->items[i], STEP_STATUS));
    assert_string_equal(str_text(&out), wanted);
    str_fini(&out);
}

static void begin(struct runner *runner, const char *text)
{
    runner_init(runner);
    runner_start_text(runner, text);
}

/* --- what is said --- */

#define THREE                                                                                      \
    HEAD "  - {id: a, title: A, due: +1wd}\n"                                                      \
         "  - {id: b, title: B, due: +2wd}\n"                                                      \
         "  - {id: c, title: C, due: +3wd}\n"

static void the_same_text_is_no_difference(void **state)
{
    struct runner runner;
    (void)state;
    begin(&runner, THREE);
    const struct playbook *same = read(&runner, THREE);
    const struct playbook *other = read(&runner, THREE "# a word\n");
    assert_false(run_is_outdated(runner.ground.run, same));
    assert_false(run_is_outdated(runner.ground.run, NULL));
    assert_true(run_is_outdated(runner.ground.run, other));
    struct run_diff diff = diff_with(&runner, THREE);
    assert_false(diff.differs);
    assert_int_equal(diff.items.count, 0);
    diff = diff_with(&runner, THREE "# a word\n");
    assert_true(diff.differs);
    assert_int_equal(diff.items.count, 3);
    assert_int_equal(diff.added + diff.removed + diff.reworded + diff.redated + diff.changed, 0);
    assert_int_equal(diff.whole.count, 0);
    assert_false(run_move_over(&runner.ground, same, &runner.change, &runner.err));
    runner_fini(&runner);
}

static void a_playbook_that_is_gone_is_said(void **state)
{
    struct runner runner;
    struct run_diff diff;
    (void)state;
    begin(&runner, THREE);
    run_diff(&runner.ground, NULL, &runner.arena, &diff);
    assert_false(diff.differs);
    assert_string_equal(
        diff.missing, "there is no playbook \"x\" any more: the run goes on with its own text");
    runner_fini(&runner);
}

struct sentence_case {
    const char *was, *now; /* the step a */
    const char *sentence;
    unsigned what;
};
static const struct sentence_case sentence_cases[] = {
    {"title: A, due: +1wd", "title: A, due: +1wd", "", 0},
    {"title: A, due: +1wd", "title: Aa, due: +1wd", "step 1 Aa: was A", RUN_DIFF_TITLE},
    {"title: A, due: +1wd", "title: A, due: +3wd", "step 1 A: due 26 Nov, was 24 Nov",
        RUN_DIFF_DATE},
    /* Sat 28 and Sun 29 roll to the same Monday */
    {"title: A, due: +5d", "title: A, due: +6d", "", 0},
    {"title: A, due: +5d", "title: A, due: +5d, roll: back", "step 1 A: due 27 Nov, was 30 Nov",
        RUN_DIFF_DATE},
    {"title: A, due: +1wd", "title: A, due: +1wd, from: ends",
        "step 1 A: waits for its day, was due 24 Nov", RUN_DIFF_DATE},
    {"title: A, due: +1wd, from: ends", "title: A, due: +1wd", "step 1 A: due 24 Nov, was waiting",
        RUN_DIFF_DATE},
    {"title: A, due: +1wd", "title: A, due: +1wd, guidance: slowly", "step 1 A: guidance reworded",
        RUN_DIFF_GUIDANCE},
    {"title: A, due: +1wd, guidance: slowly", "title: A, due: +1wd", "step 1 A: guidance gone",
        RUN_DIFF_GUIDANCE},
    {"title: A, due: +1wd", "title: A, due: +1wd, demands: [note]",
        "step 1 A: asks for a note, was nothing", RUN_DIFF_DEMANDS},
    {"title: A, due: +1wd, demands: [note]", "title: A, due: +1wd, demands: [note, attendees]",
        "step 1 A: asks for a note, who was there, was a note", RUN_DIFF_DEMANDS},
    {"title: A, due: +1wd, demands: [{person: champion}]",
        "title: A, due: +1wd, demands: [{person: champion, count: 2}]",
        "step 1 A: asks for a person: champion, was a person: champion", RUN_DIFF_DEMANDS},
    {"title: A, due: +1wd, need: optional, demands: [note]",
        "title: A, due: +1wd, need: gate, demands: [note]", "step 1 A: gate, was optional",
        RUN_DIFF_NEED},
    {"title: A, due: +1wd, kind: call", "title: A, due: +1wd, kind: email",
        "step 1 A: email, was call", RUN_DIFF_KIND},
    {"title: A, due: +1wd", "title: A, due: +1wd, owner: Ana",
        "step 1 A: owner Ana, was that of the account", RUN_DIFF_OWNER},
    {"title: A, due: +1wd", "title: A, due: +1wd, after: [z, y]",
        "step 1 A: after z,y, was after nothing", RUN_DIFF_AFTER},
    {"title: A, due: +1wd", "title: A, due: +1wd, template: kickoff", "step 1 A: details changed",
        RUN_DIFF_DETAILS},
    {"title: A, due: +1wd", "title: A, due: +1wd, repeats: {every: 1wd, until: z}",
        "step 1 A: details changed", RUN_DIFF_DETAILS},
    {"title: A, due: +1wd", "title: Aa, due: +2wd, kind: call, guidance: slowly",
        "step 1 Aa: was A; guidance reworded; due 25 Nov, was 24 Nov; call, was task",
        RUN_DIFF_TITLE | RUN_DIFF_GUIDANCE | RUN_DIFF_DATE | RUN_DIFF_KIND},
};

static const char *with_step(struct runner *runner, const char *step, const char *end)
{
    return arena_format(&runner->arena,
        HEAD "  - {id: a, %s}\n"
             "  - {id: z, title: Z, due: +9wd}\n"
             "  - {id: y, title: Y, due: +9wd}\n%s",
        step, end);
}

static void each_change_has_its_sentence(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(sentence_cases); i++) {
        const struct sentence_case *row = &sentence_cases[i];
        struct runner runner;
        runner_init(&runner);
        runner_start_text(&runner, with_step(&runner, row->was, ""));
        struct run_diff diff = diff_with(&runner, with_step(&runner, row->now, "# new\n"));
        assert_sentence(&diff, "a", row->sentence);
        assert_int_equal(find(&diff, "a")->what, row->what);
        assert_sentence(&diff, "z", "");
        /* The move does what was said; then nothing is left to say. */
        move(&runner, with_step(&runner, row->now, "# new\n"));
        diff = diff_with(&runner, with_step(&runner, row->now, "# newer\n"));
        assert_sentence(&diff, "a", "");
        runner_fini(&runner);
    }
}

static void the_whole_has_its_sentences(void **state)
{
    static const char now[] = "id: x\ntitle: Y\ntype: risk\nversion: 2\nanchor: ends\n"
                              "target: 30d\nfinish: {success: adoption > 50%, within: 45d}\n"
                              "exit: {when: stage = churned}\nsteps:\n"
                              "  - {id: a, title: A, due: +1wd, from: start}\n";
    static const char *const lines[] = {
        "title: Y, was X",
        "version: 2, was 1",
        "type: risk, was review",
        "dates count from: the end of the contract, was the start",
        "target: 30d, was the last required step; this run keeps 24 Nov",
        "success: adoption > 50% within 45d, was none",
        "exit: stage = churned, open steps cancelled, was none",
    };
    struct runner runner;
    (void)state;
    begin(&runner, HEAD "  - {id: a, title: A, due: +1wd}\n");
    struct run_diff diff = diff_with(&runner, now);
    assert_int_equal(diff.whole.count, COUNT_OF(lines));
    for (size_t i = 0; i < COUNT_OF(lines); i++)
        assert_string_equal(diff.whole.items[i], lines[i]);
    assert_sentence(&diff, "a", "");
    move(&runner, now);
    const struct row *run = runner.ground.run;
    assert_string_equal(row_text(run, RUN_TITLE), "Y");
    assert_string_equal(row_text(run, RUN_VERSION), "2");
    assert_string_equal(row_text(run, RUN_TYPE), "risk");
    assert_int_equal(row_day(run, RUN_TARGET), day_make(2026, 11, 24));
    runner_fini(&runner);
}

/* --- moving over --- */

static void steps_come_and_go(void **state)
{
    static const char was[] = HEAD "  - {id: a, title: A, due: +1wd}\n"
                                   "  - {id: b, title: B, due: +2wd}\n"
                                   "  - {id: c, title: C, due: +3wd}\n"
                                   "  - {id: d, title: D, due: +4wd}\n"
                                   "  - {id: e, title: E, due: +5wd}\n";
    static const char now[] = HEAD2 "  - {id: c, title: Cc, due: +5wd}\n"
                                    "  - {id: n, title: N, due: +1wd, from: c}\n"
                                    "  - {id: a, title: Aa, due: +9wd}\n"
                                    "  - {id: e, title: E, due: +5wd}\n";
    struct runner runner;
    (void)state;
    begin(&runner, was);
    runner_must(&runner, runner_done(&runner, "a"));
    runner_must(&runner, runner_done(&runner, "b"));
    struct run_diff diff = diff_with(&runner, now);
    assert_int_equal(diff.added, 1);
    assert_int_equal(diff.removed, 2);
    assert_int_equal(diff.reworded, 2);
    assert_int_equal(diff.redated, 1);
    assert_sentence(&diff, "c", "step 1 Cc: was C; due 30 Nov, was 26 Nov");
    assert_sentence(&diff, "n", "step 2 N: new, due 1 Dec");
    assert_sentence(&diff, "a", "step 3 Aa: was A; it is done and stays");
    assert_sentence(&diff, "e", "");
    assert_sentence(&diff, "b", "step 2 B: no longer in the playbook; it is done and stays");
    assert_sentence(&diff, "d", "step 4 D: no longer in the playbook, will be dropped");
    move(&runner, now);
    assert_steps(&runner, "1 c open, 2 n open, 3 a done, 4 e open, 5 b done, 6 d cancelled");
    runner_assert_due(&runner, "c", "2026-11-30");
    runner_assert_due(&runner, "n", "2026-12-01");
    runner_assert_due(&runner, "a", "2026-11-24");
    runner_assert_due(&runner, "e", "2026-11-30");
    assert_string_equal(row_text(runner_step(&runner, "c"), STEP_TITLE), "Cc");
    assert_string_equal(row_text(runner_step(&runner, "a"), STEP_TITLE), "A");
    assert_string_equal(row_text(runner_step(&runner, "d"), STEP_WHY), "no longer in the playbook");
    assert_string_equal(row_text(runner.ground.run, RUN_TEXT), now);

    /* Back again: what was dropped comes back open, what was new is dropped. */
    move(&runner, was);
    assert_steps(&runner, "1 a done, 2 b done, 3 c open, 4 d open, 5 e open, 6 n cancelled");
    runner_assert_due(&runner, "c", "2026-11-26");
    runner_assert_due(&runner, "d", "2026-11-27");
    assert_string_equal(row_text(runner_step(&runner, "d"), STEP_WHY), "");
    runner_fini(&runner);
}

static void one_change_says_what_it_did(void **state)
{
    struct runner runner;
    (void)state;
    begin(&runner, THREE);
    assert_true(run_move_over(&runner.ground,
        read(&runner, HEAD2 "  - {id: a, title: Aa, due: +2wd, kind: call}\n"
                            "  - {id: n, title: N, due: +3wd}\n"
                            "  - {id: c, title: C, due: +3wd}\n"),
        &runner.change, &runner.err));
    assert_string_equal(runner.change.summary,
        "Globex: X moved over to version 2: 1 added, 1 removed, 1 reworded, 1 re-dated, 1 changed "
        "otherwise");
    assert_int_equal(runner.change.account, runner.maker.account->key);
    runner_fini(&runner);
}

static void pinned_and_reassigned_steps_keep_what_was_set(void **state)
{
    static const char now[] = HEAD2 "  - {id: a, title: A, due: +4wd, owner: Ben}\n"
                                    "  - {id: b, title: B, due: +5wd, owner: Ben}\n"
                                    "  - {id: c, title: C, due: +1wd, from: a}\n";
    struct runner runner;
    (void)state;
    begin(&runner, THREE);
    runner_must(&runner, run_set_day(&runner.ground, runner_step(&runner, "a"),
                             day_make(2026, 12, 3), &runner.change, &runner.err));
    row_set_text(runner.maker.dossier.steps.items[1], STEP_OWNER, "Cleo");
    struct run_diff diff = diff_with(&runner, now);
    assert_sentence(&diff, "a",
        "step 1 A: asked for another day, but pinned to 3 Dec; owner Ben, was that of the "
        "account");
    assert_sentence(&diff, "b", "step 2 B: due 30 Nov, was 25 Nov");
    assert_sentence(&diff, "c", "step 3 C: due 4 Dec, was 26 Nov"); /* Thu 3 + 1 */
    move(&runner, now);
    runner_assert_due(&runner, "a", "2026-12-03");
    runner_assert_due(&runner, "c", "2026-12-04");
    assert_string_equal(row_text(runner_step(&runner, "a"), STEP_OWNER), "Ben");
    assert_string_equal(row_text(runner_step(&runner, "b"), STEP_OWNER), "Cleo");
    runner_fini(&runner);
}

/* Moved over on Mon 7 Dec: 24 and 25 Nov are past. The required ones take Mon 7 and Tue 8, the
 * optional one is skipped, the one that counts from a spread one follows it. */
static void what_comes_too_late_is_spread_or_skipped(void **state)
{
    static const char now[] = HEAD2 "  - {id: a, title: A, due: +1wd}\n"
                                    "  - {id: m, title: M, due: +1wd}\n"
                                    "  - {id: o, title: O, due: +1wd, need: optional}\n"
                                    "  - {id: n, title: N, due: +2wd}\n"
                                    "  - {id: f, title: F, due: +10wd, from: n}\n"
                                    "  - {id: b, title: B, due: +2wd}\n"
                                    "  - {id: c, title: C, due: +30wd}\n";
    struct runner runner;
    (void)state;
    begin(&runner, THREE);
    runner_set_today(&runner, "2026-12-07");
    struct run_diff diff = diff_with(&runner, now);
    assert_sentence(&diff, "o", "step 3 O: new, optional, skipped: its day is past");
    assert_sentence(&diff, "m", "step 2 M: new, due 7 Dec");
    move(&runner, now);
    runner_assert_due(&runner, "a", "2026-11-24"); /* as it was: overdue */
    runner_assert_due(&runner, "m", "2026-12-07");
    runner_assert_status(&runner, "o", "skipped");
    runner_assert_due(&runner, "n", "2026-12-08");
    runner_assert_due(&runner, "f", "2026-12-22"); /* Tue 8 + 10 */
    runner_assert_due(&runner, "b", "2026-11-25");
    runner_assert_due(&runner, "c", "2027-01-04"); /* Mon 23 Nov + 30 = Mon 4 Jan */
    runner_fini(&runner);
}

static void conditions_decide_again_only_where_they_changed(void **state)
{
    static const char was[] = HEAD "  - {id: a, title: A, due: +1wd, when: stage = steady}\n"
                                   "  - {id: b, title: B, due: +2wd, when: stage = churned}\n"
                                   "  - {id: c, title: C, due: +3wd}\n";
    static const char now[] = HEAD2 "  - {id: a, title: A, due: +1wd, when: stage = steady}\n"
                                    "  - {id: b, title: B, due: +2wd, when: stage = churned}\n"
                                    "  - {id: c, title: C, due: +3wd, when: stage = steady}\n";
    static const char later[] = HEAD2 "  - {id: a, title: A, due: +1wd}\n"
                                      "  - {id: b, title: B, due: +2wd}\n"
                                      "  - {id: c, title: C, due: +3wd, when: stage = steady}\n"
                                      "  - {id: d, title: D, due: +3wd, when: stage = steady}\n";
    struct runner runner;
    (void)state;
    begin(&runner, was);
    assert_steps(&runner, "1 a open, 2 c open");
    maker_account(&runner.maker, "stage", "onboarding", NULL);
    struct run_diff diff = diff_with(&runner, now);
    assert_int_equal(diff.items.count, 2); /* a, and c as removed: b was never here */
    assert_sentence(&diff, "c", "step 2 C: no longer in the playbook, will be dropped");
    move(&runner, now);
    assert_steps(&runner, "1 a open, 2 c cancelled");
    move(&runner, later);
    assert_steps(&runner, "1 a open, 2 b open, 3 c cancelled");
    runner_fini(&runner);
}

static void repeats_and_dependencies_move_too(void **state)
{
    static const char was[] =
        HEAD "  - {id: a, title: A, due: +1wd, repeats: {every: 1wd, until: z}}\n"
             "  - {id: b, title: B, due: +2wd, after: a}\n"
             "  - {id: z, title: Z, due: +9wd, after: b}\n";
    static const char now[] =
        HEAD2 "  - {id: z, title: Z, due: +9wd, after: [n, a]}\n"
              "  - {id: a, title: Aa, due: +4wd, repeats: {every: 2wd, until: z}}\n"
              "  - {id: n, title: N, due: +2wd, after: a}\n";
    struct runner runner;
    (void)state;
    begin(&runner, was);
    runner_must(&runner, runner_done(&runner, "a")); /* comes again on Tue 24 */
    move(&runner, now);
    assert_steps(&runner, "1 z open, 2 a done, 2 a open, 3 n open, 4 b cancelled");
    assert_string_equal(row_text(runner_step(&runner, "z"), STEP_AFTER), "n;a");
    assert_string_equal(row_text(runner_step(&runner, "a"), STEP_TITLE), "Aa");
    runner_assert_due(&runner, "a", "2026-11-24"); /* a repeat counts from its tick */
    runner_must(&runner, runner_done(&runner, "a"));
    runner_assert_due(&runner, "a", "2026-11-25"); /* now every two working days */
    assert_false(runner_done(&runner, "z"));
    runner_fini(&runner);
}

static void a_run_without_open_steps_finishes(void **state)
{
    struct runner runner;
    (void)state;
    begin(&runner, THREE);
    runner_must(&runner, runner_done(&runner, "a"));
    move(&runner, HEAD2 "  - {id: a, title: A, due: +1wd}\n");
    assert_string_equal(row_text(runner.ground.run, RUN_STATUS), "done");
    struct run_diff diff = diff_with(&runner, THREE);
    assert_int_equal(diff.added, 2); /* b and c would be back */
    assert_false(run_is_outdated(runner.ground.run, read(&runner, THREE)));
    assert_false(run_move_over(&runner.ground, read(&runner, THREE), &runner.change, &runner.err));
    assert_string_equal(runner.err.text, "X is done: nothing can be done in it");
    runner_fini(&runner);
}

/* The run's own text can no longer be read: rows are compared with the file. */
static void a_lost_text_moves_by_its_rows(void **state)
{
    struct runner runner;
    (void)state;
    begin(&runner, THREE);
    runner.ground.playbook = NULL;
    struct run_diff diff = diff_with(&runner, HEAD2 "  - {id: a, title: A, due: +1wd}\n"
                                                    "  - {id: b, title: Bb, due: +3wd}\n");
    assert_sentence(&diff, "a", "");
    assert_sentence(&diff, "b", "step 2 Bb: was B; due 26 Nov, was 25 Nov");
    assert_sentence(&diff, "c", "step 3 C: no longer in the playbook, will be dropped");
    /* What its condition was when it started is lost too: it stays. */
    move(&runner, HEAD2 "  - {id: a, title: A, due: +1wd, when: stage = churned}\n");
    assert_steps(&runner, "1 a open, 2 b cancelled, 3 c cancelled");
    runner_fini(&runner);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_text_is_no_difference),
        cmocka_unit_test(a_playbook_that_is_gone_is_said),
        cmocka_unit_test(each_change_has_its_sentence),
        cmocka_unit_test(the_whole_has_its_sentences),
        cmocka_unit_test(steps_come_and_go),
        cmocka_unit_test(one_change_says_what_it_did),
        cmocka_unit_test(pinned_and_reassigned_steps_keep_what_was_set),
        cmocka_unit_test(what_comes_too_late_is_spread_or_skipped),
        cmocka_unit_test(conditions_decide_again_only_where_they_changed),
        cmocka_unit_test(repeats_and_dependencies_move_too),
        cmocka_unit_test(a_run_without_open_steps_finishes),
        cmocka_unit_test(a_lost_text_moves_by_its_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
