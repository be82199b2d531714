/* Runs: start, tick, skip, block, reopen, dates that follow, finish, pace. Mon 23 Nov 2026. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "core/run_standing.h"
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

struct held_case {
    const char
        *blocks; /* day, then the step: + blocked by the customer, - goes on, x done, c all */
    int days;    /* of the run, on 20 Dec */
};
static const struct held_case held_cases[] = {
    {"25+live 30-live", 5},
    {"25+live 30-live 32+live 36xlive", 9},
    {"25+live 27+goals 30-live 34-goals", 9}, /* 25 to 34, once */
    {"25+live 27+goals 30-goals 34-live", 9}, /* one lies in the other */
    {"25+live 25+goals 31-goals 31-live", 6}, /* the same days */
    {"25+live 27+goals 30-live 31+live 33-goals 35-live", 10},
    {"25+live 27+goals 30+admins 40c", 15}, /* all end at once */
    {"25+live 30-live 40+goals", 15},       /* 5, and 10 up to now */
    {"25+live 27+goals", 25},
};

static void hold(struct runner *runner, const char *order, size_t len)
{
    char *end;
    long day = strtol(order, &end, 10);
    char id[24] = "";
    memcpy(id, end + 1, len - (size_t)(end + 1 - order));
    runner->maker.today = runner->ground.base.today = day_make(2026, 10, 31) + (day_number)day;
    if (*end == 'c') {
        runner_must(runner, run_cancel(&runner->ground, "over", &runner->change, &runner->err));
        return;
    }
    const struct row *step = runner_step(runner, id);
    struct run_block block = {"customer", "no data yet"};
    if (*end == '+')
        runner_must(runner, run_block(&runner->ground, step, block, &runner->change, &runner->err));
    else if (*end == '-')
        runner_must(runner, run_unblock(&runner->ground, step, &runner->change, &runner->err));
    else
        runner_must(runner, runner_done(runner, id));
}

static void a_day_of_the_customer_counts_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(held_cases); i++) {
        struct runner runner;
        struct run_standing standing;
        runner_init(&runner);
        maker_account(&runner.maker, "start", "2026-11-23", NULL);
        runner_start_text(&runner, "id: x\ntitle: X\ntype: onboarding\nsteps:\n"
                                   "  - {id: live, title: Live, due: +1d}\n"
                                   "  - {id: goals, title: Goals, due: +2d}\n"
                                   "  - {id: admins, title: Admins, due: +3d}\n");
        for (const char *at = held_cases[i].blocks; *at; at += strspn(at, " ")) {
            size_t len = strcspn(at, " ");
            hold(&runner, at, len);
            at += len;
        }
        day_number day = day_make(2026, 12, 20);
        run_standing_make(runner.ground.run, &runner.maker.dossier.steps, NULL, day, &standing);
        int held = standing.held;
        if (standing.held_since != DAY_NONE)
            held += day - standing.held_since;
        if (held != held_cases[i].days)
            fail_msg("%s: %d days", held_cases[i].blocks, held);
        runner_fini(&runner);
    }
}

/* When it goes on, something happened: it is not stuck for the weeks that it was blocked. */
static void the_end_of_a_block_is_a_move(void **state)
{
    (void)state;
    struct runner runner;
    struct run_block block = {"customer", "no data yet"};
    runner_init(&runner);
    runner_start_text(&runner, "id: x\ntitle: X\ntype: onboarding\nsteps:\n"
                               "  - {id: live, title: Live, due: +90d}\n");
    const struct row *live = runner_step(&runner, "live");
    runner_must(&runner, run_block(&runner.ground, live, block, &runner.change, &runner.err));
    runner_set_today(&runner, "2026-12-21");
    runner_must(&runner, run_unblock(&runner.ground, live, &runner.change, &runner.err));
    assert_int_equal(runner_state(&runner).pace, RUN_ON_TRACK);
    assert_int_equal(runner_state(&runner).idle_days, 0);
    runner_set_today(&runner, "2027-01-04");
    assert_int_equal(runner_state(&runner).pace, RUN_STUCK);
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

/* One run of 20 days that began on 1 Nov: steps by letter (D done, O open, B blocked), due on the
 * days given; moved: the day of the last step done. Days are of November. */
struct state_case {
    const char *type, *steps;
    int due[3];
    int moved, today;
    enum run_pace pace;
    int behind;
};
static const struct state_case states[] = {
    /* on track: today <= expected, the day of the next required step */
    {"onboarding", "DOO", {5, 10, 15}, 5, 10, RUN_ON_TRACK, 0},
    {"onboarding", "DOO", {5, 10, 15}, 5, 11, RUN_BEHIND, 1},
    /* of several open ones the earliest counts, whatever its place */
    {"onboarding", "DOO", {5, 15, 10}, 5, 11, RUN_BEHIND, 1},
    /* an optional step keeps nobody waiting */
    {"onboarding", "DoO", {5, 8, 15}, 5, 15, RUN_ON_TRACK, 0},
    /* the target at the latest, 21 Nov, where the steps were moved beyond it */
    {"onboarding", "DOO", {5, 25, 28}, 18, 21, RUN_ON_TRACK, 0},
    {"onboarding", "DOO", {5, 25, 28}, 18, 22, RUN_BEHIND, 1},
    /* stuck: nothing for 14 days, 13 is not enough */
    {"onboarding", "DOO", {5, 19, 20}, 5, 18, RUN_ON_TRACK, 0},
    {"onboarding", "DOO", {5, 19, 20}, 5, 19, RUN_STUCK, 0},
    {"onboarding", "DOO", {5, 10, 20}, 5, 19, RUN_STUCK, 9},
    /* elsewhere only where something waits: a renewal has quiet weeks */
    {"renewal", "DOO", {5, 19, 20}, 5, 19, RUN_ON_TRACK, 0},
    {"renewal", "DoO", {5, 18, 20}, 5, 19, RUN_STUCK, 0},
    /* stuck: past ceil(1.5 x 20) = day 30, which is 1 Dec; yesterday something was done */
    {"onboarding", "DDO", {5, 10, 15}, 30, 31, RUN_BEHIND, 16},
    {"onboarding", "DDO", {5, 10, 15}, 31, 32, RUN_STUCK, 17},
    /* blocked wins over all, also where it is an optional step */
    {"onboarding", "DBO", {5, 10, 15}, 5, 9, RUN_BLOCKED, 0},
    {"onboarding", "DBO", {5, 10, 15}, 5, 40, RUN_BLOCKED, 30},
    {"onboarding", "DbO", {5, 10, 15}, 5, 12, RUN_BLOCKED, 0},
    /* what is dated after today has not happened */
    {"onboarding", "DOO", {5, 19, 20}, 25, 15, RUN_STUCK, 0},
};

static struct row *state_step(struct dossier_maker *maker, const struct state_case *at, int i)
{
    char letter = at->steps[i];
    struct row *step = maker_add(maker, KIND_STEP, "step", (char[]){letter, (char)('0' + i), 0},
        "need", letter >= 'a' ? "optional" : "required", NULL);
    row_set_integer(step, STEP_RUN, 99);
    row_set_integer(step, STEP_NUMBER, i + 1);
    row_set_day(step, STEP_DUE, day_make(2026, 10, 31) + at->due[i]);
    row_set_text(step, STEP_STATUS,
        letter == 'D'                    ? "done"
        : letter == 'B' || letter == 'b' ? "blocked"
                                         : "open");
    if (letter == 'D')
        row_set_day(step, STEP_DONE_ON, day_make(2026, 10, 31) + at->moved);
    return step;
}

static void states_of_e16(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(states); i++) {
        struct runner runner;
        struct run_state now;
        runner_init(&runner);
        struct row *run = maker_add(&runner.maker, KIND_RUN, "type", states[i].type, "status",
            "open", "started", "2026-11-01", "anchor", "2026-11-01", "target", "2026-11-21", NULL);
        run->key = 99;
        for (int n = 0; n < 3; n++)
            state_step(&runner.maker, &states[i], n);
        run_state(
            run, &runner.maker.dossier.steps, NULL, day_make(2026, 10, 31) + states[i].today, &now);
        if (now.pace != states[i].pace || now.days_behind != states[i].behind)
            fail_msg("case %zu: %s, %d days behind", i, run_pace_word(now.pace), now.days_behind);
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
        cmocka_unit_test(a_day_of_the_customer_counts_once),
        cmocka_unit_test(the_end_of_a_block_is_a_move),
        cmocka_unit_test(a_step_repeats_until_another_is_done),
        cmocka_unit_test(the_last_required_step_finishes_the_run),
        cmocka_unit_test(paces_of_onboarding),
        cmocka_unit_test(states_of_e16),
        cmocka_unit_test(steps_are_found_by_number_id_and_title),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
