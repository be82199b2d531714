/* Offsets, conditions, anchors and starts; the tables of E14 are in test_playbook_dates. 23 Nov
 * 2026 is a Monday; the days here were counted on a calendar. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>
#include "core/run.h"
#include "files/playbook_file.h"
#include "support/dossier_maker.h"

static day_number iso(const char *text)
{
    day_number day = DAY_NONE;
    assert_true(*text == '\0' || day_parse_iso(text, &day));
    return day;
}

static void assert_day(day_number day, const char *wanted)
{
    char buffer[24];
    assert_string_equal(day_iso(day, buffer), wanted);
}

static void offsets_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int count;
        enum playbook_unit unit;
    } good[] = {{"+5wd", 5, UNIT_WORKING_DAYS}, {"5bd", 5, UNIT_WORKING_DAYS},
        {"-90d", -90, UNIT_DAYS}, {"2w", 2, UNIT_WEEKS}, {"-1m", -1, UNIT_MONTHS},
        {"0", 0, UNIT_DAYS}, {"-0d", 0, UNIT_DAYS}};
    static const char *const bad[] = {"", "5", "+", "-d", "5 d", "5y", "1.5d", "5dd", "++5d",
        "1000000d", "99999999999999999999d"};
    struct playbook_offset offset;
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        assert_true(playbook_offset_parse(good[i].text, &offset));
        assert_int_equal(offset.count, good[i].count);
        assert_int_equal(offset.unit, good[i].unit);
    }
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        assert_false(playbook_offset_parse(bad[i], &offset));
}

/* --- a playbook on an account --- */

struct fixture {
    struct dossier_maker maker;
    struct arena arena;
    struct playbook_ground ground;
};

static const struct playbook *read(struct fixture *fixture, const char *text)
{
    struct playbook_source source = {"x.yaml", text, strlen(text)};
    struct fault_list faults = {0};
    const struct playbook *playbook = NULL;
    bool good =
        playbook_parse(&source, &fixture->maker.settings, &fixture->arena, &faults, &playbook);
    if (!good)
        print_error(
            "%d:%d %s\n", faults.items[0].line, faults.items[0].column, faults.items[0].text);
    assert_true(good);
    fault_list_fini(&faults);
    return playbook;
}

static void begin(struct fixture *fixture)
{
    *fixture = (struct fixture){0};
    maker_init(&fixture->maker, "2026-11-23");
    fixture->ground = (struct playbook_ground){
        .dossier = &fixture->maker.dossier,
        .settings = &fixture->maker.settings,
        .book = &fixture->maker.book,
        .today = fixture->maker.today,
    };
}

static void end(struct fixture *fixture)
{
    arena_fini(&fixture->arena);
    maker_fini(&fixture->maker);
}

static struct run_plan plan(struct fixture *fixture, const char *text, const char *given)
{
    struct run_plan made;
    run_plan_make(read(fixture, text), &fixture->ground, iso(given), &fixture->arena, &made);
    return made;
}

static void assert_step(const struct run_plan *made, int index, enum plan_how how, const char *due)
{
    assert_int_equal(made->steps[index].how, how);
    assert_day(made->steps[index].due, due);
}

#define HEAD "id: x\ntitle: X\ntype: review\n"

static void a_chain_keeps_no_memory(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture);
    struct run_plan made = plan(&fixture,
        HEAD "anchor: given\nsteps:\n"
             "  - {id: a, title: A, due: +1m, roll: none}\n"
             "  - {id: b, title: B, due: +1m, from: a, roll: none}\n"
             "  - {id: c, title: C, due: +1m, from: b, roll: none}\n",
        "2026-12-31");
    assert_step(&made, 0, PLAN_AHEAD, "2027-01-31");
    assert_step(&made, 1, PLAN_AHEAD, "2027-02-28");
    assert_step(&made, 2, PLAN_AHEAD, "2027-03-28");
    assert_day(made.target, "2027-03-28");
    end(&fixture);
}

static void steps_wait_for_an_unknown_anchor(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture);
    struct run_plan made = plan(&fixture,
        HEAD "anchor: contract start\nsteps:\n"
             "  - {id: a, title: A, due: +1d}\n"
             "  - {id: b, title: B, due: +1d, from: a}\n"
             "  - {id: c, title: C, due: +1wd, from: begin}\n"
             "  - {id: begin, title: D, due: 0, from: start}\n",
        "");
    assert_step(&made, 0, PLAN_WAITING, "");
    assert_string_equal(made.steps[0].waiting_for, "the start of the contract");
    assert_step(&made, 1, PLAN_WAITING, "");
    assert_string_equal(made.steps[1].waiting_for, "the start of the contract");
    assert_step(&made, 2, PLAN_AHEAD, "2026-11-24");
    assert_step(&made, 3, PLAN_AHEAD, "2026-11-23");
    assert_day(made.anchor, "");
    end(&fixture);
}

static void a_late_start_skips_and_spreads(void **state)
{
    (void)state;
    static const char text[] = HEAD "anchor: contract start\ntarget: 30d\nsteps:\n"
                                    "  - {id: a, title: A, due: +1d}\n"
                                    "  - {id: b, title: B, due: +2d, need: optional}\n"
                                    "  - {id: c, title: C, due: +3d}\n"
                                    "  - {id: d, title: D, due: +4d}\n"
                                    "  - {id: e, title: E, due: +5d}\n"
                                    "  - {id: f, title: F, due: +24d}\n"
                                    "  - {id: g, title: G, due: +2wd, from: e}\n"
                                    "  - {id: h, title: H, due: +2wd, from: f}\n";
    struct fixture fixture;
    begin(&fixture);
    maker_account(&fixture.maker, "start", "2026-11-02", NULL);
    struct run_plan made = plan(&fixture, text, "");
    /* missed: 3, 4, 5, 6 and 9 Nov (rolled); 24 days on is Thu 26 Nov */
    assert_step(&made, 0, PLAN_SPREAD, "2026-11-23");
    assert_day(made.steps[0].planned, "2026-11-03");
    assert_step(&made, 1, PLAN_SKIPPED, "2026-11-04");
    assert_step(&made, 2, PLAN_SPREAD, "2026-11-24");
    assert_step(&made, 3, PLAN_SPREAD, "2026-11-25");
    assert_step(&made, 4, PLAN_SPREAD, "2026-11-26");
    assert_step(&made, 5, PLAN_AHEAD, "2026-11-26");
    assert_step(&made, 6, PLAN_SPREAD, "2026-11-26"); /* not beyond the first still ahead */
    assert_step(&made, 7, PLAN_AHEAD, "2026-11-30");
    assert_int_equal(made.spread, 5);
    assert_int_equal(made.skipped, 1);
    assert_day(made.target, "2026-12-02");
    end(&fixture);
}

static void a_late_start_on_a_weekend_begins_on_monday(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture);
    fixture.ground.today = iso("2026-11-21");
    struct run_plan made = plan(&fixture,
        HEAD "anchor: given\nsteps:\n"
             "  - {id: a, title: A, due: +1d}\n"
             "  - {id: b, title: B, due: +2d}\n"
             "  - {id: c, title: C, due: +10wd, from: b}\n",
        "2026-11-12");
    assert_step(&made, 0, PLAN_SPREAD, "2026-11-23");
    assert_step(&made, 1, PLAN_SPREAD, "2026-11-24");
    /* its true day is 30 Nov; it counts from the spread day of b */
    assert_step(&made, 2, PLAN_AHEAD, "2026-12-08");
    assert_day(made.steps[2].planned, "2026-11-30");
    end(&fixture);
}

static void steps_exist_and_are_required_by_condition(void **state)
{
    (void)state;
    static const char text[] =
        HEAD "steps:\n"
             "  - {id: a, title: A, due: +1d, when: {contract: uplift > 0%}}\n"
             "  - {id: b, title: B, due: +1d, need: optional,\n"
             "     required_when: [{arr: upper half}, stage = onboarding]}\n"
             "  - {id: c, title: C, due: +1d, when: {no ticket: escalated = yes}}\n";
    struct fixture fixture;
    int64_t arr[] = {100, 200, 300, 400};
    begin(&fixture);
    struct run_plan made = plan(&fixture, text, "");
    assert_int_equal(made.step_count, 2);
    assert_int_equal(made.steps[0].need, NEED_OPTIONAL);
    assert_int_equal(made.steps[1].number, 2);

    maker_add(&fixture.maker, KIND_CONTRACT, "uplift", ".05", NULL);
    maker_add(&fixture.maker, KIND_TICKET, "escalated", "yes", NULL);
    row_set_integer(fixture.maker.account, ACCOUNT_ARR_NOW, 300);
    fixture.maker.book.accounts = 4;
    fixture.maker.book.arr_sorted = arr;
    made = plan(&fixture, text, "");
    assert_int_equal(made.step_count, 2);
    assert_string_equal(made.steps[0].step->id, "a");
    assert_int_equal(made.steps[1].need, NEED_REQUIRED);
    row_set_integer(fixture.maker.account, ACCOUNT_ARR_NOW, 200);
    made = plan(&fixture, text, "");
    assert_int_equal(made.steps[1].need, NEED_OPTIONAL);
    end(&fixture);
}

struct anchor_case {
    enum playbook_anchor anchor;
    const char *wanted;
};

static void anchors_of_an_account(void **state)
{
    (void)state;
    static const struct anchor_case cases[] = {
        {ANCHOR_START, "2026-11-23"},
        {ANCHOR_CONTRACT_START, "2026-03-01"},
        {ANCHOR_HAND_OVER, "2026-11-23"},
        {ANCHOR_ENTERED, "2026-05-05"},
        {ANCHOR_DECISION, "2026-12-30"},
        {ANCHOR_ENDS, "2027-02-28"},
        {ANCHOR_NOTICE, "2026-12-30"},
        {ANCHOR_REVIEW, ""},
        {ANCHOR_GIVEN, ""},
    };
    struct fixture fixture;
    begin(&fixture);
    maker_account(&fixture.maker, "start", "2026-03-01", "entered", "2026-05-05", "renewal",
        "2027-03-01", "notice_days", "60", "auto_renew", "yes", NULL);
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_day(playbook_anchor_day(cases[i].anchor, &fixture.ground, fixture.ground.today),
            cases[i].wanted);
    maker_account(&fixture.maker, "start", "2026-12-01", NULL);
    assert_day(
        playbook_anchor_day(ANCHOR_HAND_OVER, &fixture.ground, fixture.ground.today), "2026-12-01");
    end(&fixture);
}

static void targets_go_by_tier(void **state)
{
    (void)state;
    struct playbook_span span = {.source = SPAN_WRITTEN,
        .by_tier = {{0}, {45, UNIT_DAYS}, {2, UNIT_WEEKS}, {1, UNIT_MONTHS}}};
    struct fixture fixture;
    begin(&fixture);
    day_number from = iso("2026-11-23");
    maker_account(&fixture.maker, "tier", "enterprise", NULL);
    assert_day(playbook_span_end(&span, &fixture.ground, from), "2027-01-07");
    maker_account(&fixture.maker, "tier", "mid", NULL);
    assert_day(playbook_span_end(&span, &fixture.ground, from), "2026-12-07");
    maker_account(&fixture.maker, "tier", "smb", NULL);
    assert_day(playbook_span_end(&span, &fixture.ground, from), "2026-12-23");
    span.source = SPAN_QBR_DAYS; /* none for tier 3 */
    assert_day(playbook_span_end(&span, &fixture.ground, from), "");
    span.source = SPAN_ONBOARDING_DAYS;
    assert_day(playbook_span_end(&span, &fixture.ground, from), "2026-12-23");
    end(&fixture);
}

/* --- when to start --- */

#define STEP "steps:\n  - {id: a, title: A, due: +1d}\n"

static enum playbook_call calls(struct fixture *fixture, const char *text)
{
    return playbook_calls(read(fixture, text), &fixture->ground, &fixture->arena).call;
}

static void it_is_offered_or_begun(void **state)
{
    (void)state;
    static const char enters[] =
        HEAD "start: {how: enters, when: stage = onboarding}\nagain: {apart: 10d}\n" STEP;
    static const char before[] =
        HEAD "anchor: ends\nstart: {how: before, before: 120d, then: begin}\n" STEP;
    struct fixture fixture;
    begin(&fixture);
    assert_int_equal(calls(&fixture, HEAD STEP), PLAYBOOK_NOT_NOW);
    assert_int_equal(calls(&fixture, enters), PLAYBOOK_NOT_NOW);
    maker_account(&fixture.maker, "stage", "onboarding", NULL);
    assert_int_equal(calls(&fixture, enters), PLAYBOOK_OFFER);

    maker_account(&fixture.maker, "renewal", "+122", NULL);
    assert_int_equal(calls(&fixture, before), PLAYBOOK_NOT_NOW);
    maker_account(&fixture.maker, "renewal", "+121", NULL);
    assert_int_equal(calls(&fixture, before), PLAYBOOK_BEGIN);
    maker_account(&fixture.maker, "renewal", "-3", NULL);
    assert_int_equal(calls(&fixture, before), PLAYBOOK_NOT_NOW);

    maker_account(&fixture.maker, "renewal", "+100", NULL);
    struct row *run = maker_add(&fixture.maker, KIND_RUN, "playbook", "x", "status", "open",
        "started", "-20", "anchor", "+99", NULL);
    assert_int_equal(calls(&fixture, enters), PLAYBOOK_NOT_NOW); /* runs already */
    maker_set(&fixture.maker, run, "status", "done");
    maker_set(&fixture.maker, run, "finished", "-9");
    assert_int_equal(calls(&fixture, enters), PLAYBOOK_NOT_NOW); /* too soon */
    assert_int_equal(calls(&fixture, before), PLAYBOOK_NOT_NOW); /* ran for this day */
    maker_set(&fixture.maker, run, "finished", "-10");
    maker_set(&fixture.maker, run, "anchor", "+40"); /* the end of +99, by 59 days: a correction */
    assert_int_equal(calls(&fixture, before), PLAYBOOK_NOT_NOW);
    maker_set(&fixture.maker, run, "anchor", "+39"); /* by half of the 120: another renewal */
    assert_int_equal(calls(&fixture, enters), PLAYBOOK_OFFER);
    assert_int_equal(calls(&fixture, before), PLAYBOOK_BEGIN);
    end(&fixture);
}

static void it_repeats_by_tier(void **state)
{
    (void)state;
    static const char text[] = HEAD "again: {every: qbr_days}\n" STEP;
    struct fixture fixture;
    begin(&fixture);
    struct row *run = maker_add(&fixture.maker, KIND_RUN, "playbook", "x", "status", "done",
        "started", "-90", "finished", "-60", NULL);
    assert_int_equal(calls(&fixture, text), PLAYBOOK_NOT_NOW); /* tier 2: 180 days */
    maker_account(&fixture.maker, "tier", "strategic", NULL);
    assert_int_equal(calls(&fixture, text), PLAYBOOK_OFFER);
    maker_set(&fixture.maker, run, "started", "-89");
    assert_int_equal(calls(&fixture, text), PLAYBOOK_NOT_NOW);
    end(&fixture);
}

static void a_start_by_hand_says_why_not(void **state)
{
    (void)state;
    struct fixture fixture;
    struct error err = {0};
    begin(&fixture);
    assert_false(playbook_may_start(
        read(&fixture, HEAD "applies: stage = churned\n" STEP), &fixture.ground, &err));
    assert_string_equal(err.text, "X is not for Globex: it is for accounts with stage = churned");
    maker_add(&fixture.maker, KIND_RUN, "playbook", "x", "status", "done", "started", "-20",
        "finished", "-9", NULL);
    assert_false(playbook_may_start(
        read(&fixture, HEAD "again: {apart: 3m}\n" STEP), &fixture.ground, &err));
    assert_string_equal(err.text, "X may run again for Globex from 2027-02-14 on");
    assert_false(
        playbook_may_start(read(&fixture, HEAD "again: {times: 1}\n" STEP), &fixture.ground, &err));
    assert_true(playbook_may_start(read(&fixture, HEAD STEP), &fixture.ground, &err));
    maker_add(&fixture.maker, KIND_RUN, "playbook", "x", "status", "open", "started", "-2", NULL);
    assert_false(playbook_may_start(read(&fixture, HEAD STEP), &fixture.ground, &err));
    assert_true(playbook_may_start(
        read(&fixture, HEAD "again: {at_once: yes}\n" STEP), &fixture.ground, &err));
    end(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(offsets_are_read),
        cmocka_unit_test(a_chain_keeps_no_memory),
        cmocka_unit_test(steps_wait_for_an_unknown_anchor),
        cmocka_unit_test(a_late_start_skips_and_spreads),
        cmocka_unit_test(a_late_start_on_a_weekend_begins_on_monday),
        cmocka_unit_test(steps_exist_and_are_required_by_condition),
        cmocka_unit_test(anchors_of_an_account),
        cmocka_unit_test(targets_go_by_tier),
        cmocka_unit_test(it_is_offered_or_begun),
        cmocka_unit_test(it_repeats_by_tier),
        cmocka_unit_test(a_start_by_hand_says_why_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
