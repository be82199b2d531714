/* Runs without their user: dates that follow the account's days, the exit, the success and its
 * window. 23 Nov 2026 is a Monday; days were counted on a calendar. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "support/runner.h"

#define HEAD "id: x\ntitle: X\ntype: renewal\n"
#define DECISION                                                                                   \
    HEAD "anchor: decision\nsteps:\n  - {id: a, title: A, due: -60d}\n"                            \
         "  - {id: b, title: B, due: -30d}\n  - {id: c, title: C, due: +2wd, from: b}\n"           \
         "  - {id: d, title: D, due: +1wd, from: contract start}\n"

static void begin(struct runner *runner, const char *renewal, const char *text)
{
    runner_init(runner);
    maker_account(&runner->maker, "renewal", renewal, NULL);
    runner_start_text(runner, text);
}

static size_t follow(struct runner *runner)
{
    size_t moved = run_follow(&runner->ground, &runner->change);

    runner_apply(runner);
    return moved;
}

static void assert_run_day(struct runner *runner, int field, const char *iso)
{
    char day[24];

    assert_string_equal(day_iso(row_day(runner->ground.run, field), day), iso);
}

/* ends 1 Mar 2027 (a Monday): 60 days before is Thu 31 Dec, 30 before is Sat 30 Jan, so Fri 29. */
static void dates_follow_the_decision(void **state)
{
    (void)state;
    struct runner runner;

    begin(&runner, "2027-03-02", DECISION);
    runner_assert_due(&runner, "a", "2026-12-31");
    runner_assert_due(&runner, "b", "2027-01-29");
    runner_assert_due(&runner, "c", "2027-02-02");
    runner_assert_due(&runner, "d", "");
    assert_int_equal(follow(&runner), 0);

    /* four weeks later: Thu 28 Jan, Fri 26 Feb (from Sat 27), and two working days */
    maker_account(&runner.maker, "renewal", "2027-03-30", NULL);
    assert_int_equal(follow(&runner), 3);
    runner_assert_due(&runner, "a", "2027-01-28");
    runner_assert_due(&runner, "b", "2027-02-26");
    runner_assert_due(&runner, "c", "2027-03-02");
    assert_run_day(&runner, RUN_ANCHOR, "2027-03-29");
    assert_run_day(&runner, RUN_TARGET, "2027-02-02"); /* the original one */
    runner_fini(&runner);
}

static void what_is_done_or_pinned_stays(void **state)
{
    (void)state;
    struct runner runner;
    day_number pin;

    begin(&runner, "2027-03-02", DECISION);
    assert_true(day_parse_iso("2027-01-05", &pin));
    runner_must(&runner, runner_done(&runner, "a"));
    runner_must(&runner,
        run_set_day(&runner.ground, runner_step(&runner, "b"), pin, &runner.change, &runner.err));
    runner_assert_due(&runner, "c", "2027-01-07");
    maker_account(&runner.maker, "renewal", "2027-03-30", NULL);
    assert_int_equal(follow(&runner), 0);
    runner_assert_due(&runner, "b", "2027-01-05");
    runner_assert_due(&runner, "c", "2027-01-07"); /* counts from the pinned one */
    runner_assert_status(&runner, "a", "done");
    assert_run_day(&runner, RUN_ANCHOR, "2027-03-29");
    runner_fini(&runner);
}

/* A step of another anchor gets its day when that becomes known, whatever the run counts from. */
static void a_waiting_step_gets_its_day(void **state)
{
    (void)state;
    struct runner runner;

    begin(&runner, "2027-03-02", DECISION);
    maker_account(&runner.maker, "start", "2026-11-27", NULL); /* Fri */
    assert_int_equal(follow(&runner), 1);
    runner_assert_due(&runner, "d", "2026-11-30");
    /* no longer known: nothing is erased */
    maker_account(&runner.maker, "start", "", "renewal", "", NULL);
    assert_int_equal(follow(&runner), 0);
    runner_assert_due(&runner, "a", "2026-12-31");
    runner_assert_due(&runner, "d", "2026-11-30");
    runner_fini(&runner);
}

static void a_waiting_run_gets_all_of_them(void **state)
{
    (void)state;
    struct runner runner;

    begin(&runner, "", DECISION);
    runner_assert_due(&runner, "a", "");
    assert_run_day(&runner, RUN_TARGET, "");
    maker_account(&runner.maker, "renewal", "2027-03-02", NULL);
    assert_int_equal(follow(&runner), 3);
    runner_assert_due(&runner, "c", "2027-02-02");
    assert_run_day(&runner, RUN_TARGET, "2027-02-02"); /* its last required step */
    runner_fini(&runner);
}

static void a_day_given_by_hand_follows_nothing(void **state)
{
    (void)state;
    struct runner runner;
    day_number day;

    begin(&runner, "2027-03-02", DECISION);
    assert_true(day_parse_iso("2027-02-26", &day));
    runner_must(&runner, run_move_anchor(&runner.ground, day, &runner.change, &runner.err));
    runner_assert_due(&runner, "b", "2027-01-27");
    maker_account(&runner.maker, "renewal", "2027-06-01", NULL);
    assert_int_equal(follow(&runner), 0);
    runner_assert_due(&runner, "b", "2027-01-27");
    assert_run_day(&runner, RUN_ANCHOR, "2027-02-26");
    runner_fini(&runner);
}

/* What a late start spread, and what was shifted, keeps its day while nothing moved. */
static void only_what_moved_moves(void **state)
{
    (void)state;
    struct runner runner;
    struct run_shift shift = {{7, UNIT_DAYS}, false};

    begin(&runner, "2027-01-05", DECISION); /* ends Mon 4 Jan: a was due on Thu 5 Nov */
    runner_assert_due(&runner, "a", "2026-11-23");
    runner_assert_due(&runner, "b", "2026-12-04");
    assert_int_equal(follow(&runner), 0);
    runner_must(&runner, run_shift(&runner.ground, shift, &runner.change, &runner.err));
    assert_int_equal(follow(&runner), 0);
    runner_assert_due(&runner, "a", "2026-11-30");
    runner_assert_due(&runner, "b", "2026-12-11");
    runner_fini(&runner);
}

/* --- exit --- */

#define EXIT                                                                                       \
    HEAD "steps:\n  - {id: a, title: A, due: +1d}\n  - {id: b, title: B, due: +2d}\n"              \
         "exit:\n  when: stage = churned\n"

static void it_ends_by_its_exit(void **state)
{
    (void)state;
    struct runner runner;

    begin(&runner, "", EXIT);
    runner_must(&runner, runner_done(&runner, "a"));
    assert_false(run_exits(&runner.ground));
    maker_account(&runner.maker, "stage", "churned", NULL);
    assert_true(run_exits(&runner.ground));
    run_exit(&runner.ground, &runner.change);
    runner_apply(&runner);
    assert_true(row_is(runner.ground.run, RUN_STATUS, "cancelled"));
    assert_string_equal(row_text(runner.ground.run, RUN_WHY), "stage = churned");
    assert_run_day(&runner, RUN_FINISHED, "2026-11-23");
    runner_assert_status(&runner, "a", "done");
    runner_assert_status(&runner, "b", "cancelled");
    assert_false(run_exits(&runner.ground));
    runner_fini(&runner);
}

static void kept_steps_can_still_be_done(void **state)
{
    (void)state;
    struct runner runner;

    begin(&runner, "", EXIT "  open_steps: keep\n");
    maker_account(&runner.maker, "stage", "churned", NULL);
    run_exit(&runner.ground, &runner.change);
    runner_apply(&runner);
    assert_true(row_is(runner.ground.run, RUN_STATUS, "cancelled"));
    runner_assert_status(&runner, "a", "open");
    runner_must(&runner, runner_done(&runner, "a"));
    runner_must(&runner, runner_done(&runner, "b"));
    assert_true(row_is(runner.ground.run, RUN_STATUS, "cancelled")); /* it is not finished by it */
    runner_assert_status(&runner, "b", "done");
    assert_false(runner_done(&runner, "b"));
    runner_fini(&runner);
}

/* --- steps that come --- */

/* Left out at the start; b was due on Tue 24, c and e lie ahead, d is past and optional, f has no
 * condition that holds. */
static void steps_come_as_their_condition_comes_true(void **state)
{
    (void)state;
    struct runner runner;

    begin(&runner, "",
        HEAD "steps:\n"
             "  - {id: a, title: A, due: +1wd}\n"
             "  - {id: b, title: B, due: +1wd, when: stage = renewing}\n"
             "  - {id: c, title: C, due: +5wd, from: a, when: stage = renewing}\n"
             "  - {id: d, title: D, due: +1wd, need: optional, when: stage = renewing}\n"
             "  - {id: e, title: E, due: +9wd, need: optional, when: stage = renewing}\n"
             "  - {id: f, title: F, due: +9wd, when: stage = adopting}\n"
             "  - {id: g, title: G, due: +9wd}\n");
    assert_int_equal(run_grow(&runner.ground, &runner.change), 0);
    runner_set_today(&runner, "2026-11-26");
    maker_account(&runner.maker, "stage", "renewing", NULL);
    assert_int_equal(run_grow(&runner.ground, &runner.change), 3);
    runner_apply(&runner);
    runner_assert_due(&runner, "b", "2026-11-26"); /* missed: as at a late start */
    runner_assert_due(&runner, "c", "2026-12-01");
    runner_assert_due(&runner, "e", "2026-12-04");
    assert_int_equal(row_integer(runner_step(&runner, "g"), STEP_NUMBER), 5);
    assert_int_equal(runner.maker.dossier.steps.count, 5);
    assert_int_equal(run_grow(&runner.ground, &runner.change), 0); /* once */
    maker_account(&runner.maker, "stage", "steady", NULL);
    assert_int_equal(run_grow(&runner.ground, &runner.change), 0); /* none goes */
    assert_int_equal(runner.change.rows.count, 0);
    runner_fini(&runner);
}

/* --- success --- */

struct success_case {
    const char *within; /* of the file, or "" */
    const char *status, *finished, *was, *stage;
    bool succeeds;
};
static const struct success_case success_cases[] = {
    {"", "open", "", "", "adopting", true},
    {"", "open", "", "", "steady", false},
    {"", "open", "", "yes", "adopting", false}, /* was so when it started */
    {"", "done", "today", "", "adopting", true},
    {"", "done", "-30", "", "adopting", true}, /* E15: to the end + 30 d */
    {"", "done", "-31", "", "adopting", false},
    {"", "cancelled", "-30", "", "adopting", true},
    {"  within: 45d\n", "done", "-45", "", "adopting", true},
    {"  within: 45d\n", "done", "-46", "", "adopting", false},
    {"  within: 2w\n", "done", "-14", "", "adopting", true},
    {"  within: 2w\n", "done", "-15", "", "adopting", false},
};

static void success_has_a_window(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(success_cases); i++) {
        const struct success_case *row = &success_cases[i];
        struct runner runner;
        char text[256];

        snprintf(text, sizeof(text),
            HEAD "steps: [{id: a, title: A, due: +1d}]\nfinish:\n  success: stage = adopting\n%s",
            row->within);
        begin(&runner, "", text);
        struct row *run = runner.maker.dossier.runs.items[0];
        assert_false(row_knows(run, RUN_WAS_SUCCESS));
        maker_set(&runner.maker, run, "status", row->status);
        maker_set(&runner.maker, run, "finished", row->finished);
        maker_set(&runner.maker, run, "was_success", row->was);
        maker_account(&runner.maker, "stage", row->stage, NULL);
        if (run_succeeds(&runner.ground) != row->succeeds)
            fail_msg("case %zu", i);
        if (row->succeeds) {
            run_note_success(&runner.ground, &runner.change);
            runner_apply(&runner);
            assert_run_day(&runner, RUN_SUCCEEDED, "2026-11-23");
            assert_false(run_succeeds(&runner.ground)); /* once */
        }
        runner_fini(&runner);
    }
}

/* Another run has a step of that id, and it is done; so has this one, which is not. */
static void only_its_own_steps_are_its_success(void **state)
{
    (void)state;
    struct runner runner;

    runner_init(&runner);
    maker_account(&runner.maker, "renewal", "", NULL);
    maker_add(&runner.maker, KIND_STEP, "step", "a", "title", "A", "status", "done", NULL);
    runner_start_text(&runner,
        HEAD "steps: [{id: a, title: A, due: +1d}, {id: b, title: B, due: +2d}]\n"
             "finish: {success: {step: step = a and status = done}}\n");
    assert_int_equal(row_integer(runner.ground.run, RUN_WAS_SUCCESS), 0);
    assert_false(run_succeeds(&runner.ground));
    runner_must(&runner, runner_done(&runner, "a"));
    assert_true(run_succeeds(&runner.ground));
    runner_fini(&runner);
}

static void what_was_so_at_the_start_is_no_success(void **state)
{
    (void)state;
    struct runner runner;

    runner_init(&runner);
    maker_account(&runner.maker, "stage", "adopting", NULL);
    runner_start_text(&runner,
        HEAD "steps: [{id: a, title: A, due: +1d}]\nfinish: {success: stage = adopting}\n");
    assert_int_equal(row_integer(runner.ground.run, RUN_WAS_SUCCESS), 1);
    assert_false(run_succeeds(&runner.ground));
    runner_fini(&runner);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_follow_the_decision),
        cmocka_unit_test(what_is_done_or_pinned_stays),
        cmocka_unit_test(a_waiting_step_gets_its_day),
        cmocka_unit_test(a_waiting_run_gets_all_of_them),
        cmocka_unit_test(a_day_given_by_hand_follows_nothing),
        cmocka_unit_test(only_what_moved_moves),
        cmocka_unit_test(it_ends_by_its_exit),
        cmocka_unit_test(kept_steps_can_still_be_done),
        cmocka_unit_test(steps_come_as_their_condition_comes_true),
        cmocka_unit_test(success_has_a_window),
        cmocka_unit_test(only_its_own_steps_are_its_success),
        cmocka_unit_test(what_was_so_at_the_start_is_no_success),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
