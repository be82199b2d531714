/* What steps demand, what meets it, and what is given by hand. Mon 23 Nov 2026. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>
#include "files/embedded.h"
#include "support/runner.h"

static void a_gate_says_what_it_needs(void **state)
{
    (void)state;
    struct runner runner;
    struct demand_list demands;
    runner_init(&runner);
    maker_account(&runner.maker, "start", "2026-11-23", "stage", "onboarding", NULL);
    runner_start(&runner, "config/playbooks/onboarding.yaml");
    assert_false(runner_done(&runner, "kickoff"));
    assert_string_equal(runner.err.text,
        "step 3, Kickoff, is a gate; it still needs a note (write a note; none since 23 Nov is "
        "free "
        "for this step); who was there (write a note that says who was there); a person: champion "
        "(nobody recorded in that role)");
    assert_int_equal(runner.change.rows.count, 0);
    assert_false(run_skip(
        &runner.ground, runner_step(&runner, "3"), "no time", &runner.change, &runner.err));
    assert_non_null(strstr(runner.err.text, "cannot be skipped"));

    maker_add(&runner.maker, KIND_NOTE, "at", "-3T10:00", "kind", "call", "attendees", "Ana", NULL);
    maker_add(&runner.maker, KIND_CONTACT, "name", "Ana", "role", "champion", NULL);
    assert_false(runner_done(&runner, "kickoff")); /* the note is of before the run */
    maker_add(&runner.maker, KIND_NOTE, "at", "todayT10:00", "kind", "internal", NULL);
    assert_false(runner_done(&runner, "kickoff")); /* an internal one is none with the customer */
    struct row *note =
        maker_add(&runner.maker, KIND_NOTE, "at", "todayT11:00", "kind", "meeting", NULL);
    assert_false(runner_done(&runner, "kickoff"));
    maker_set(&runner.maker, note, "attendees", "Ana;Bo");
    run_demands(&runner.ground, runner_step(&runner, "3"), NULL, &runner.arena, &demands);
    assert_int_equal(demands.count, 3);
    assert_string_equal(demands.items[0].how, "meeting of 23 Nov");
    assert_string_equal(demands.items[2].how, "Ana");
    runner_must(&runner, runner_done(&runner, "kickoff"));
    runner_assert_status(&runner, "kickoff", "done");
    runner_assert_due(&runner, "goals", "2026-11-25");

    /* the same note serves no second step */
    run_demands(&runner.ground, runner_step(&runner, "first-value"), NULL, &runner.arena, &demands);
    assert_false(demands.items[1].met);
    runner_fini(&runner);
}

static void goals_need_their_facts(void **state)
{
    (void)state;
    struct runner runner;
    struct demand_list demands;
    runner_init(&runner);
    maker_account(&runner.maker, "start", "2026-11-23", NULL);
    runner_start(&runner, "config/playbooks/onboarding.yaml");
    struct row *goal = maker_add(&runner.maker, KIND_GOAL, "statement", "Faster invoices",
        "baseline", "12", "target", "4", NULL);
    run_demands(&runner.ground, runner_step(&runner, "goals"), NULL, &runner.arena, &demands);
    assert_false(demands.items[0].met);
    assert_string_equal(demands.items[0].how, "the goal lacks its due, owner");
    maker_set(&runner.maker, goal, "due", "+90");
    maker_set(&runner.maker, goal, "owner", "Ana");
    run_demands(&runner.ground, runner_step(&runner, "goals"), NULL, &runner.arena, &demands);
    assert_true(demands.items[0].met);
    assert_string_equal(demands.items[0].how, "Faster invoices");
    /* but it comes after the kickoff */
    assert_false(runner_done(&runner, "goals"));
    assert_string_equal(runner.err.text, "step 4, One to three goals, in numbers, comes after "
                                         "step 3, Kickoff: do that first");
    runner_fini(&runner);
}

static void what_is_given_is_kept_and_checked(void **state)
{
    (void)state;
    struct runner runner;
    struct demand_list demands;
    char day[24];
    runner_init(&runner);
    maker_account(&runner.maker, "tier", "enterprise", NULL);
    runner_start(&runner, "config/playbooks/qbr.yaml");
    runner_assert_due(&runner, "hold", "");
    struct given wrong = {"date", "someday"};
    assert_false(runner_done_with(&runner, "date", &wrong, 1));
    struct given unknown = {"day", "2026-12-16"};
    assert_false(runner_done_with(&runner, "date", &unknown, 1));
    assert_non_null(strstr(runner.err.text, "it asks for date, text"));
    struct given given[] = {{"date", "2026-12-16"}, {"text", "Ana and\nthe sponsor"}};
    runner_must(&runner, runner_done_with(&runner, "date", given, 2));
    assert_string_equal(day_iso(row_day(runner.ground.run, RUN_ANCHOR), day), "2026-12-16");
    assert_string_equal(row_text(runner_step(&runner, "date"), STEP_GIVEN),
        "date=2026-12-16\ntext=Ana and the sponsor");
    runner_assert_due(&runner, "hold", "2026-12-16");
    runner_assert_due(&runner, "send", "2026-12-14");
    runner_assert_due(&runner, "recap", "2026-12-17");
    runner_must(&runner,
        run_move_anchor(&runner.ground, day_make(2026, 12, 21), &runner.change, &runner.err));
    runner_assert_due(&runner, "hold", "2026-12-21");
    runner_assert_due(&runner, "send", "2026-12-17");
    run_demands(&runner.ground, runner_step(&runner, "date"), NULL, &runner.arena, &demands);
    assert_true(demands.items[0].met);
    assert_true(demands.items[1].met);
    runner_fini(&runner);
}

static void words_that_pass_and_choices(void **state)
{
    (void)state;
    struct runner runner;
    runner_init(&runner);
    runner_start(&runner, "config/playbooks/hand-over.yaml");
    struct given accepted = {"ask", "Accepted"};
    struct given note = {"note", "they told me"};
    assert_false(runner_done(&runner, "accept"));
    assert_false(runner_done_with(&runner, "seller", &note, 1));
    assert_non_null(strstr(runner.err.text, "cannot be said in words here"));
    runner_must(&runner, runner_done_with(&runner, "accept", &accepted, 1));
    static const struct {
        const char *text;
        bool met;
    } cases[] = {{"good", false}, {"Doubtful: no owner yet", true}, {"poor, nobody asked", true},
        {"goods: x", false}, {"doubtful:", false}, {"", false}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct given items[] = {{"choice", cases[i].text}};
        struct given_list given = {.items = items, .count = 1};
        struct demand_list demands;
        run_demands(&runner.ground, runner_step(&runner, "fit"), &given, &runner.arena, &demands);
        assert_int_equal(demands.items[0].met, cases[i].met);
    }
    runner_fini(&runner);
}

static void the_forecast_is_the_accounts(void **state)
{
    (void)state;
    struct runner runner;
    runner_init(&runner);
    maker_account(&runner.maker, "renewal", "+200", NULL);
    runner_start(&runner, "config/playbooks/renewal.yaml");
    struct given wrong = {"category", "maybe"};
    struct given given = {"category", "Best case"};
    assert_false(runner_done_with(&runner, "forecast", &wrong, 1));
    runner_must(&runner, runner_done_with(&runner, "forecast", &given, 1));
    assert_string_equal(row_text(runner.maker.account, ACCOUNT_CATEGORY), "best case");
    runner_fini(&runner);
}

/* --- every shipped playbook can be walked to its end --- */

static void make_rich(struct runner *runner)
{
    struct dossier_maker *maker = &runner->maker;
    maker_account(maker, "start", "2026-11-23", "entered", "2026-11-23", "renewal", "+300",
        "notice_days", "60", "auto_renew", "yes", "seats", "50", "stage", "onboarding", NULL);
    maker_add(maker, KIND_CONTRACT, "uplift", ".05", "ends", "+299", "notice", "60", "notice_unit",
        "days", "auto_renew", "yes", "seats", "50", NULL);
    maker_add(maker, KIND_CONTACT, "name", "Ana", "role", "champion", NULL);
    maker_add(maker, KIND_CONTACT, "name", "Bo", "role", "economic buyer", NULL);
    maker_add(maker, KIND_CONTACT, "name", "Cy", "role", "executive sponsor", NULL);
    maker_add(maker, KIND_GOAL, "statement", "Faster", "baseline", "9", "target", "2", "due", "+90",
        "owner", "Ana", "updated_on", "today", NULL);
    maker_add(maker, KIND_RESULT, "date", "today", "confirmed_by", "Ana", NULL);
    maker_add(maker, KIND_OPPORTUNITY, "name", "Seats", "amount", "100", "close", "+60", NULL);
    maker_add(maker, KIND_TASK, "title", "Ask product", "kind", "ask", "made_on", "today", NULL);
}

static const char *answer(const struct playbook_demand *demand, struct arena *arena)
{
    if (demand->kind == DEMAND_DATE)
        return "2026-12-16";
    if (demand->kind == DEMAND_CATEGORY)
        return "commit";
    if (demand->kind == DEMAND_CHOICE)
        return arena_format(arena, "%s: because", demand->words[0]);
    return demand->kind == DEMAND_TEXT ? "said" : NULL;
}

static void walk_step(struct runner *runner, const struct row *row)
{
    struct given items[8];
    struct demand_list demands;
    size_t count = 0;
    maker_add(&runner->maker, KIND_NOTE, "at", "todayT10:00", "kind", "call", "attendees", "Ana",
        "sentiment", "good", NULL);
    run_demands(&runner->ground, row, NULL, &runner->arena, &demands);
    for (size_t i = 0; i < demands.count; i++) {
        const char *text = answer(demands.items[i].demand, &runner->arena);
        if (text)
            items[count++] = (struct given){demands.items[i].demand->id, text};
    }
    struct given_list given = {.items = items, .count = count};
    run_demands(&runner->ground, row, &given, &runner->arena, &demands);
    for (size_t i = 0; i < demands.count; i++)
        if (!demands.items[i].met)
            print_error("%s: %s: %s\n", row_text(row, STEP_TITLE), demands.items[i].words,
                demands.items[i].how);
    runner_must(runner, run_done(&runner->ground, row, &given, &runner->change, &runner->err));
    for (size_t i = 0; i < demands.count; i++)
        assert_true(demands.items[i].met);
}

static void every_shipped_playbook_comes_to_its_end(void **state)
{
    (void)state;
    const struct embedded *file = NULL;
    while ((file = embedded_next("config/playbooks/", file))) {
        struct runner runner;
        struct run_state now;
        runner_init(&runner);
        make_rich(&runner);
        runner_start(&runner, file->path);
        size_t steps = runner.maker.dossier.steps.count;
        for (size_t i = 0; i < steps; i++)
            if (row_is(runner.ground.run, RUN_STATUS, "open"))
                walk_step(&runner, runner.maker.dossier.steps.items[i]);
        now = runner_state(&runner);
        assert_int_equal(now.pace, RUN_DONE);
        assert_int_equal(now.required_done, now.required);
        assert_string_equal(row_text(runner.maker.account, ACCOUNT_STAGE),
            text_ends(file->path, "/onboarding.yaml") ? "adopting" : "onboarding");
        runner_fini(&runner);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_gate_says_what_it_needs),
        cmocka_unit_test(goals_need_their_facts),
        cmocka_unit_test(what_is_given_is_kept_and_checked),
        cmocka_unit_test(words_that_pass_and_choices),
        cmocka_unit_test(the_forecast_is_the_accounts),
        cmocka_unit_test(every_shipped_playbook_comes_to_its_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
