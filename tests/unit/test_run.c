/* Runs: start, tick, skip, block, reopen, dates that follow, finish, pace. Mon 23 Nov 2026. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>
#include "support/runner.h"

/* --- starting --- */

static void a_start_makes_the_run_and_its_steps(void **state)
{
    (void)state;
    struct runner runner;
    char day[24];
    runner_init(&runner);
    maker_account(&runner.maker, "start", "2026-11-23", "stage", "onboarding", NULL);
    runner_start(&runner, "config/playbooks/onboarding.yaml");
    const struct row *run = runner.ground.run;
    assert_string_equal(row_text(run, RUN_PLAYBOOK), "onboarding");
    assert_string_equal(row_text(run, RUN_TYPE), "onboarding");
    assert_string_equal(day_iso(row_day(run, RUN_TARGET), day), "2026-12-23");
    assert_int_equal(runner.maker.dossier.steps.count, 12);
    runner_assert_due(&runner, "1", "2026-11-23");
    runner_assert_due(&runner, "welcome", "2026-11-24");
    runner_assert_due(&runner, "kickoff", "2026-11-30");
    runner_assert_due(&runner, "goals", "2026-12-02");
    runner_assert_due(&runner, "live", "2026-12-07");
    runner_assert_due(&runner, "first-value", "2026-12-21"); /* Sun 20 rolls */
    runner_assert_due(&runner, "close", "2026-12-28");
    struct run_state now = runner_state(&runner);
    assert_int_equal(now.pace, RUN_ON_TRACK);
    assert_int_equal(now.required, 10);
    assert_int_equal(now.required_done, 0);
    assert_int_equal(now.steps, 12);
    assert_int_equal(now.day, 0);
    assert_int_equal(now.target_days, 30);
    assert_string_equal(row_text(now.next, STEP_STEP), "read");
    assert_string_equal(run_onboarding_word(&runner.maker.dossier, runner.maker.today), "on track");
    runner_fini(&runner);
}

static void a_late_start_is_spread(void **state)
{
    (void)state;
    struct runner runner;
    runner_init(&runner);
    maker_account(&runner.maker, "start", "2026-11-03", NULL);
    runner_start(&runner, "config/playbooks/onboarding.yaml");
    /* Missed: 1-7 without the optional ones; first-value lies ahead on 30 Nov. */
    runner_assert_due(&runner, "1", "2026-11-23");
    runner_assert_due(&runner, "2", "2026-11-24");
    runner_assert_due(&runner, "3", "2026-11-25");
    runner_assert_due(&runner, "6", "2026-11-30");
    runner_assert_due(&runner, "7", "2026-11-30");
    runner_assert_due(&runner, "first-value", "2026-11-30");
    runner_assert_status(&runner, "7", "open");
    runner_assert_status(&runner, "train-users", "open"); /* 23 Nov is today: not missed */
    runner_fini(&runner);
}

/* --- ticking --- */

static void a_tick_moves_what_hangs_on_it(void **state)
{
    (void)state;
    static const char text[] = "id: x\ntitle: X\ntype: review\nsteps:\n"
                               "  - {id: a, title: A, due: +1wd}\n"
                               "  - {id: b, title: B, due: +2wd, from: a}\n"
                               "  - {id: c, title: C, due: +1wd, from: b}\n"
                               "  - {id: d, title: D, due: +9wd, from: b}\n";
    struct runner runner;
    runner_init(&runner);
    runner_start_text(&runner, text);
    runner_assert_due(&runner, "c", "2026-11-27");
    runner_must(&runner, run_set_day(&runner.ground, runner_step(&runner, "d"),
                             day_make(2026, 12, 24), &runner.change, &runner.err));
    runner_set_today(&runner, "2026-11-26");
    assert_true(runner_done(&runner, "a"));
    assert_string_equal(runner.change.summary, "Globex: A done; 2 dates moved");
    runner_apply(&runner);
    runner_assert_status(&runner, "a", "done");
    runner_assert_due(&runner, "b", "2026-11-30");
    runner_assert_due(&runner, "c", "2026-12-01");
    runner_assert_due(&runner, "d", "2026-12-24"); /* pinned */
    runner_must(&runner,
        run_reopen(&runner.ground, runner_step(&runner, "a"), &runner.change, &runner.err));
    runner_assert_due(&runner, "b", "2026-11-26");
    runner_must(&runner, run_set_day(&runner.ground, runner_step(&runner, "d"), DAY_NONE,
                             &runner.change, &runner.err));
    runner_assert_due(&runner, "d", "2026-12-09");
    runner_fini(&runner);
}

static void first_value_ends_onboarding(void **state)
{
    (void)state;
    struct runner runner;
    char day[24];
    runner_init(&runner);
    maker_account(&runner.maker, "start", "2026-11-20", "stage", "onboarding", NULL);
    runner_start(&runner, "config/playbooks/onboarding.yaml");
    runner_set_today(&runner, "2026-12-18");
    struct row *value = maker_add(&runner.maker, KIND_RESULT, "date", "-2", "metric", "days", NULL);
    maker_add(&runner.maker, KIND_NOTE, "at", "-1T11:00", "kind", "call", NULL);
    assert_false(runner_done(&runner, "first-value")); /* not confirmed */
    assert_non_null(strstr(runner.err.text, "a confirmed value entry: what they got from it"));
    maker_set(&runner.maker, value, "confirmed_by", "Ana");
    assert_true(runner_done(&runner, "first-value"));
    assert_non_null(
        strstr(runner.change.summary, "first value confirmed, stage onboarding to adopting"));
    runner_apply(&runner);
    assert_string_equal(row_text(runner.maker.account, ACCOUNT_STAGE), "adopting");
    assert_string_equal(row_text(runner.maker.account, ACCOUNT_HAND), "stage");
    assert_string_equal(day_iso(run_first_value(&runner.maker.dossier), day), "2026-12-16");
    assert_string_equal(run_onboarding_word(&runner.maker.dossier, runner.maker.today), "done");
    runner_must(&runner, run_reopen(&runner.ground, runner_step(&runner, "first-value"),
                             &runner.change, &runner.err));
    assert_string_equal(row_text(runner.maker.account, ACCOUNT_STAGE), "onboarding");
    assert_int_equal(run_first_value(&runner.maker.dossier), DAY_NONE);
    runner_fini(&runner);
}

/* --- skip, block, repeat, finish, cancel --- */

static void a_skip_wants_a_reason(void **state)
{
    (void)state;
    struct runner runner;
    runner_init(&runner);
    runner_start(&runner, "config/playbooks/escalation.yaml");
    const struct row *facts = runner_step(&runner, "facts");
    assert_false(run_skip(&runner.ground, facts, " ", &runner.change, &runner.err));
    runner_must(
        &runner, run_skip(&runner.ground, facts, "known already", &runner.change, &runner.err));
    runner_assert_status(&runner, "facts", "skipped");
    struct run_state now = runner_state(&runner);
    assert_int_equal(now.required, 7); /* the skipped one is in neither */
    assert_int_equal(now.closed, 1);
    runner_must(&runner, runner_done(&runner, "facts"));
    runner_assert_status(&runner, "facts", "done");
    assert_false(runner_done(&runner, "facts"));
    assert_non_null(strstr(runner.err.text, "is done: reopen it first"));
    runner_fini(&runner);
}

static void a_block_counts_the_customers_days(void **state)
{
    (void)state;
    struct runner runner;
    runner_init(&runner);
    maker_account(&runner.maker, "start", "2026-11-23", NULL);
    runner_start(&runner, "config/playbooks/onboarding.yaml");
    const struct row *live = runner_step(&runner, "live");
    struct run_block nobody = {"them", "no data"};
    struct run_block block = {"Customer", "no data yet"};
    assert_false(run_block(&runner.ground, live, nobody, &runner.change, &runner.err));
    runner_must(&runner, run_block(&runner.ground, live, block, &runner.change, &runner.err));
    assert_int_equal(runner_state(&runner).pace, RUN_BLOCKED);
    assert_string_equal(row_text(live, STEP_SIDE), "customer");
    runner_set_today(&runner, "2026-12-03");
    runner_must(&runner, run_unblock(&runner.ground, live, &runner.change, &runner.err));
    assert_int_equal(row_integer(live, STEP_BLOCKED_DAYS), 10);
    runner_assert_status(&runner, "live", "open");
    block.side = "us";
    runner_must(&runner, run_block(&runner.ground, live, block, &runner.change, &runner.err));
    runner_set_today(&runner, "2026-12-05");
    runner_must(&runner, runner_done(&runner, "live"));
    assert_int_equal(row_integer(live, STEP_BLOCKED_DAYS), 10);
    assert_false(run_unblock(&runner.ground, live, &runner.change, &runner.err));
    runner_fini(&runner);
}

static void a_step_repeats_until_another_is_done(void **state)
{
    (void)state;
    struct runner runner;
    runner_init(&runner);
    runner_start(&runner, "config/playbooks/escalation.yaml");
    int required = runner_state(&runner).required;
    runner_assert_due(&runner, "update", "2026-11-25");
    runner_set_today(&runner, "2026-11-27");
    const struct row *first = runner_step(&runner, "update");
    runner_must(&runner, runner_done(&runner, "update"));
    runner_assert_due(&runner, "update", "2026-11-30");
    assert_int_equal(runner.maker.dossier.steps.count, 10);
    assert_int_equal(runner_state(&runner).required, required);
    assert_int_equal(runner_state(&runner).required_done, 0);
    assert_false(run_reopen(&runner.ground, first, &runner.change, &runner.err));
    struct given given = {"text", "Ana"};
    runner_must(&runner, runner_done_with(&runner, "fixed", &given, 1));
    runner_assert_status(&runner, "update", "cancelled");
    assert_int_equal(runner_state(&runner).required, required);
    assert_int_equal(runner_state(&runner).required_done, 2);
    runner_fini(&runner);
}

static void the_last_required_step_finishes_the_run(void **state)
{
    (void)state;
    static const char text[] = "id: x\ntitle: X\ntype: review\nsteps:\n"
                               "  - {id: a, title: A, due: +1d}\n"
                               "  - {id: b, title: B, due: +1d, need: optional}\n"
                               "  - {id: c, title: C, due: +1d}\n";
    struct runner runner;
    runner_init(&runner);
    runner_start_text(&runner, text);
    runner_must(&runner, runner_done(&runner, "a"));
    assert_string_equal(row_text(runner.ground.run, RUN_STATUS), "open");
    assert_true(run_skip(
        &runner.ground, runner_step(&runner, "c"), "not needed", &runner.change, &runner.err));
    assert_string_equal(runner.change.summary, "Globex: C skipped, not needed; X finished");
    runner_apply(&runner);
    assert_string_equal(row_text(runner.ground.run, RUN_STATUS), "done");
    assert_int_equal(row_day(runner.ground.run, RUN_FINISHED), runner.maker.today);
    assert_int_equal(runner_state(&runner).pace, RUN_DONE);
    assert_false(runner_done(&runner, "b"));
    runner_must(&runner,
        run_reopen(&runner.ground, runner_step(&runner, "a"), &runner.change, &runner.err));
    assert_string_equal(row_text(runner.ground.run, RUN_STATUS), "open");
    assert_false(row_knows(runner.ground.run, RUN_FINISHED));
    runner_must(&runner, run_cancel(&runner.ground, "merged", &runner.change, &runner.err));
    assert_int_equal(runner_state(&runner).pace, RUN_CANCELLED);
    runner_assert_status(&runner, "a", "cancelled");
    runner_assert_status(&runner, "c", "skipped");
    assert_false(
        run_reopen(&runner.ground, runner_step(&runner, "a"), &runner.change, &runner.err));
    runner_fini(&runner);
}

/* --- E16 --- */

struct pace_case {
    const char *today;
    const char *note; /* day of a note, or "" */
    enum run_pace pace;
    int behind;
};
/* Started with contract start 20 Oct; target Thu 19 Nov. Steps 1-5 are done on time. The next is
 * due on Tue 3 Nov (live), Thu 5 Nov (admins), then first value on Mon 16 Nov. */
static const struct pace_case paces[] = {
    {"2026-11-03", "", RUN_ON_TRACK, 0},
    {"2026-11-04", "", RUN_BEHIND, 1},
    {"2026-11-09", "", RUN_BEHIND, 6},
    {"2026-11-10", "", RUN_STUCK, 7}, /* nothing since 27 Oct: 14 days */
    {"2026-11-10", "2026-11-02", RUN_BEHIND, 7},
    {"2026-12-04", "2026-12-03", RUN_BEHIND, 31}, /* day 45 = 1.5 x 30 */
    {"2026-12-05", "2026-12-04", RUN_STUCK, 32},
};

static void paces_of_onboarding(void **state)
{
    (void)state;
    static const char *const ticked[] = {"read", "welcome", "kickoff", "goals", "plan"};
    for (size_t i = 0; i < COUNT_OF(paces); i++) {
        struct runner runner;
        runner_init(&runner);
        runner_set_today(&runner, "2026-10-20");
        maker_account(&runner.maker, "start", "2026-10-20", NULL);
        runner_start(&runner, "config/playbooks/onboarding.yaml");
        for (size_t j = 0; j < COUNT_OF(ticked); j++) {
            struct row *row = runner.maker.dossier.steps.items[j];
            row_set_text(row, STEP_STATUS, "done");
            row_set_day(row, STEP_DONE_ON, day_make(2026, 10, 27));
        }
        if (*paces[i].note)
            maker_add(&runner.maker, KIND_NOTE, "at", paces[i].note, NULL);
        runner_set_today(&runner, paces[i].today);
        struct run_state now = runner_state(&runner);
        assert_int_equal(now.pace, paces[i].pace);
        assert_int_equal(now.days_behind, paces[i].behind);
        assert_int_equal(now.required_done, 5);
        runner_fini(&runner);
    }
}

static void steps_are_found_by_number_id_and_title(void **state)
{
    (void)state;
    struct runner runner;
    const struct row *row;
    runner_init(&runner);
    runner_start(&runner, "config/playbooks/onboarding.yaml");
    assert_int_equal(row_integer(runner_step(&runner, "10"), STEP_NUMBER), 10);
    assert_int_equal(row_integer(runner_step(&runner, "First value"), STEP_NUMBER), 10);
    assert_int_equal(row_integer(runner_step(&runner, "SECOND-thread"), STEP_NUMBER), 9);
    assert_false(run_find_step(&runner.ground, "train those", &row, &runner.err));
    assert_int_equal(runner.err.code, ERROR_AMBIGUOUS);
    assert_false(run_find_step(&runner.ground, "gaols", &row, &runner.err));
    assert_string_equal(runner.err.text, "Onboarding has no step \"gaols\"; did you mean "
                                         "\"goals\"?");
    assert_false(run_find_step(&runner.ground, "13", &row, &runner.err));
    runner_fini(&runner);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_start_makes_the_run_and_its_steps),
        cmocka_unit_test(a_late_start_is_spread),
        cmocka_unit_test(a_tick_moves_what_hangs_on_it),
        cmocka_unit_test(first_value_ends_onboarding),
        cmocka_unit_test(a_skip_wants_a_reason),
        cmocka_unit_test(a_block_counts_the_customers_days),
        cmocka_unit_test(a_step_repeats_until_another_is_done),
        cmocka_unit_test(the_last_required_step_finishes_the_run),
        cmocka_unit_test(paces_of_onboarding),
        cmocka_unit_test(steps_are_found_by_number_id_and_title),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
