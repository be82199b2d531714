/* What starts a playbook ahead of a day: another anchor than its own, and the rhythm of reviews;
 * and the steps that are a gate for some accounts. 23 Nov 2026 is a Monday. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>
#include "core/run.h"
#include "files/playbook_file.h"
#include "support/dossier_maker.h"

struct fixture {
    struct dossier_maker maker;
    struct arena arena;
    struct playbook_ground ground;
};

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

static void assert_day(day_number day, const char *wanted)
{
    char buffer[24];
    assert_string_equal(day_iso(day, buffer), wanted);
}

#define HEAD "id: x\ntitle: X\ntype: review\n"
#define QBR "steps:\n  - {id: a, title: A, kind: qbr, due: 0}\n"

static const char rhythm[] =
    HEAD "anchor: review\nstart: {how: before, before: 28d}\nagain: {every: qbr_days}\n" QBR;

struct rhythm_case {
    const char *tier, *start; /* of the contract */
    const char *review;       /* a note of that kind of day, or NULL */
    const char *run_for;      /* the anchor of an earlier run, or NULL */
    const char *wanted;       /* the next review */
    enum playbook_call call;
};
static const struct rhythm_case rhythm_cases[] = {
    /* tier 1: 90 days after the last one: 1 Sep + 90 = 30 Nov, a Monday, in 7 days */
    {"strategic", "", "2026-09-01", NULL, "2026-11-30", PLAYBOOK_OFFER},
    /* 25 Sep + 90 = 24 Dec, in 31 days: not yet */
    {"strategic", "", "2026-09-25", NULL, "2026-12-24", PLAYBOOK_NOT_NOW},
    /* 22 Sep + 90 = 21 Dec, in 28 days */
    {"strategic", "", "2026-09-22", NULL, "2026-12-21", PLAYBOOK_OFFER},
    /* tier 2: 180 days; 1 Jun + 180 = Sat 28 Nov, rolled to Monday */
    {"mid", "", "2026-06-01", NULL, "2026-11-30", PLAYBOOK_OFFER},
    /* tier 3 has none */
    {"smb", "", "2026-06-01", NULL, "", PLAYBOOK_NOT_NOW},
    /* overdue since 1 May: prepared from today on, 28 days, 21 Dec */
    {"strategic", "", "2026-01-31", NULL, "2026-12-21", PLAYBOOK_OFFER},
    /* a run was made for a later day than the last review: 1 Dec + 90 = 1 Mar 2027 */
    {"strategic", "", "2026-09-01", "2026-12-01", "2027-03-01", PLAYBOOK_NOT_NOW},
    /* never held: 90-day spans from 1 Mar 2026: 30 May, 28 Aug, 26 Nov */
    {"strategic", "2026-03-01", NULL, NULL, "2026-11-26", PLAYBOOK_OFFER},
    /* never held, no contract: not known */
    {"strategic", "", NULL, NULL, "", PLAYBOOK_NOT_NOW},
};

static void reviews_have_a_rhythm(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rhythm_cases); i++) {
        const struct rhythm_case *row = &rhythm_cases[i];
        struct fixture fixture;
        struct run_plan plan;
        begin(&fixture);
        maker_account(&fixture.maker, "tier", row->tier, "start", row->start, NULL);
        maker_add(&fixture.maker, KIND_NOTE, "kind", "call", "at", "2026-11-20", NULL);
        if (row->review)
            maker_add(&fixture.maker, KIND_NOTE, "kind", "qbr", "at", row->review, NULL);
        if (row->run_for)
            maker_add(&fixture.maker, KIND_RUN, "playbook", "x", "status", "done", "started",
                "2026-11-03", "finished", "2026-11-04", "anchor", row->run_for, NULL);
        const struct playbook *playbook = read(&fixture, rhythm);
        assert_day(playbook_own_anchor_day(playbook, &fixture.ground), row->wanted);
        assert_int_equal(playbook_calls(playbook, &fixture.ground, &fixture.arena).call, row->call);
        run_plan_make(playbook, &fixture.ground, DAY_NONE, &fixture.arena, &plan);
        assert_day(plan.anchor, row->wanted);
        run_plan_make(
            playbook, &fixture.ground, maker_day(&fixture.maker, "+9"), &fixture.arena, &plan);
        assert_day(plan.anchor, "2026-12-02"); /* the user's day goes before */
        end(&fixture);
    }
}

static void another_anchor_may_start_it(void **state)
{
    (void)state;
    static const char text[] = HEAD "start: {how: before, before: 90d, anchor: ends}\n" QBR;
    struct fixture fixture;
    struct run_plan plan;
    begin(&fixture);
    maker_account(&fixture.maker, "renewal", "+92", NULL); /* ends in 91 days */
    assert_int_equal(playbook_calls(read(&fixture, text), &fixture.ground, &fixture.arena).call,
        PLAYBOOK_NOT_NOW);
    maker_account(&fixture.maker, "renewal", "+91", NULL);
    assert_int_equal(
        playbook_calls(read(&fixture, text), &fixture.ground, &fixture.arena).call, PLAYBOOK_OFFER);
    run_plan_make(read(&fixture, text), &fixture.ground, DAY_NONE, &fixture.arena, &plan);
    assert_day(plan.anchor, "2026-11-23"); /* its dates count from the start all the same */
    end(&fixture);
}

/* The run's own anchor is the start: what it was begun for is told by the day it began. */
static void it_is_offered_once_for_another_anchor(void **state)
{
    (void)state;
    static const char text[] = HEAD "start: {how: before, before: 90d, anchor: ends}\n" QBR;
    struct fixture fixture;
    begin(&fixture);
    maker_account(
        &fixture.maker, "renewal", "+61", NULL); /* ends in 60: window began 30 days ago */
    struct row *run = maker_add(&fixture.maker, KIND_RUN, "playbook", "x", "status", "done",
        "started", "-29", "finished", "-3", "anchor", "-29", NULL);
    assert_int_equal(playbook_calls(read(&fixture, text), &fixture.ground, &fixture.arena).call,
        PLAYBOOK_NOT_NOW);
    maker_set(&fixture.maker, run, "started", "-31");
    assert_int_equal(
        playbook_calls(read(&fixture, text), &fixture.ground, &fixture.arena).call, PLAYBOOK_OFFER);
    end(&fixture);
}

static void a_second_beside_an_open_run_is_never_offered(void **state)
{
    (void)state;
    static const char text[] =
        HEAD "start: {how: enters, when: stage = steady}\nagain: {at_once: yes, apart: 1d}\n" QBR;
    struct fixture fixture;
    begin(&fixture);
    struct row *run = maker_add(
        &fixture.maker, KIND_RUN, "playbook", "x", "status", "open", "started", "-9", NULL);
    assert_int_equal(playbook_calls(read(&fixture, text), &fixture.ground, &fixture.arena).call,
        PLAYBOOK_NOT_NOW);
    assert_true(playbook_may_start(read(&fixture, text), &fixture.ground, NULL));
    maker_set(&fixture.maker, run, "status", "done");
    maker_set(&fixture.maker, run, "finished", "-2");
    assert_int_equal(
        playbook_calls(read(&fixture, text), &fixture.ground, &fixture.arena).call, PLAYBOOK_OFFER);
    end(&fixture);
}

static void some_accounts_have_a_gate(void **state)
{
    (void)state;
    static const char text[] =
        HEAD "steps:\n"
             "  - {id: a, title: A, due: 0, need: optional, demands: [note],\n"
             "     gate_when: tier = strategic, required_when: tier = mid}\n"
             "  - {id: b, title: B, due: 0, demands: [note], gate_when: tier = strategic}\n";
    static const struct {
        const char *tier;
        enum step_need first, second;
    } cases[] = {{"strategic", NEED_GATE, NEED_GATE}, {"mid", NEED_REQUIRED, NEED_REQUIRED},
        {"smb", NEED_OPTIONAL, NEED_REQUIRED}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct fixture fixture;
        struct run_plan plan;
        begin(&fixture);
        maker_account(&fixture.maker, "tier", cases[i].tier, NULL);
        run_plan_make(read(&fixture, text), &fixture.ground, DAY_NONE, &fixture.arena, &plan);
        assert_int_equal(plan.steps[0].need, cases[i].first);
        assert_int_equal(plan.steps[1].need, cases[i].second);
        end(&fixture);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reviews_have_a_rhythm),
        cmocka_unit_test(another_anchor_may_start_it),
        cmocka_unit_test(it_is_offered_once_for_another_anchor),
        cmocka_unit_test(a_second_beside_an_open_run_is_never_offered),
        cmocka_unit_test(some_accounts_have_a_gate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
