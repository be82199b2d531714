/* Growth stage by stage and references in a book: what each needs, each verb one undo. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "app/growth.h"
#include "app/verbs.h"
#include "base/money.h"
#include "support/bench.h"

static int set_up(void **state)
{
    struct bench *bench = bench_new("2026-11-23");

    bench->account =
        bench_add(bench, KIND_ACCOUNT, 0, FIELDS("name=Globex", "arr=100k", "renewal=2027-11-01"));
    *state = bench;
    return 0;
}

static struct row *opportunity_of(struct bench *bench)
{
    struct row_list rows = bench_rows(bench, KIND_OPPORTUNITY);

    return rows.count ? rows.items[rows.count - 1] : NULL;
}

static void growth_goes_by_its_stages(void **state)
{
    struct bench *bench = *state;
    const struct growth_draft draft = {.account = bench->account,
        .name = "more seats",
        .amount = MONEY_NONE,
        .probability = -1,
        .close = DAY_NONE};
    struct growth_step step = {GROWTH_QUALIFIED, NULL, NULL, MONEY_NONE, -1};
    bool moved = true;

    DO(verb_growth_add(bench->session, &draft, &outcome, NULL, &err));
    int64_t key = opportunity_of(bench)->key;

    REFUSED(verb_growth_step(bench->session, key, &step, &outcome, &err), ERROR_USAGE, "amount");
    step.amount = 2000000;
    DO(verb_growth_step(bench->session, key, &step, &outcome, &err));
    REFUSED(verb_growth_step(bench->session, key, &step, &outcome, &err), ERROR_USAGE, "already");
    step = (struct growth_step){GROWTH_HANDED_OVER, NULL, NULL, MONEY_NONE, -1};
    REFUSED(verb_growth_step(bench->session, key, &step, &outcome, &err), ERROR_USAGE, "who has");
    step.to = "Sam";
    DO(verb_growth_step(bench->session, key, &step, &outcome, &err));
    assert_int_equal(
        row_day(opportunity_of(bench), OPPORTUNITY_HANDED_ON), session_today(bench->session));
    step = (struct growth_step){GROWTH_LOST, NULL, NULL, MONEY_NONE, -1};
    REFUSED(verb_growth_step(bench->session, key, &step, &outcome, &err), ERROR_USAGE, "why");
    step.stage = GROWTH_WON;
    DO(verb_growth_step(bench->session, key, &step, &outcome, &err));
    assert_int_equal(
        row_day(opportunity_of(bench), OPPORTUNITY_CLOSED_ON), session_today(bench->session));
    DO(growth_arr_moved(bench->session, key, &moved, &err));
    assert_false(moved);
    bench_undo(bench);
    assert_string_equal(row_text(opportunity_of(bench), OPPORTUNITY_STAGE), "handed over");
    assert_false(row_knows(opportunity_of(bench), OPPORTUNITY_CLOSED_ON));
}

static void nobody_is_asked_twice_so_soon(void **state)
{
    struct bench *bench = *state;
    const struct reference_draft draft = {.account = bench->account, .contact = "Ana Ruiz"};
    struct row_list rows;

    DO(verb_reference_ask(bench->session, &draft, &outcome, NULL, &err));
    REFUSED(verb_reference_ask(bench->session, &draft, &outcome, NULL, &err), ERROR_USAGE,
        "not again within 120 days");
    bench_open(bench, "2027-03-23"); /* 120 days later */
    REFUSED(verb_reference_ask(bench->session, &draft, &outcome, NULL, &err), ERROR_USAGE, "120");
    bench_open(bench, "2027-03-24");
    DO(verb_reference_ask(bench->session, &draft, &outcome, NULL, &err));
    DO(store_children(
        session_store(bench->session), KIND_REFERENCE, bench->account, &bench->arena, &rows, &err));
    assert_int_equal(rows.count, 2);
    DO(verb_reference_set(bench->session, rows.items[1]->key, "given", "on stage", &outcome, &err));
    REFUSED(verb_reference_set(bench->session, rows.items[1]->key, "given", NULL, &outcome, &err),
        ERROR_USAGE, "already");
    bench_undo(bench);
    DO(store_children(
        session_store(bench->session), KIND_REFERENCE, bench->account, &bench->arena, &rows, &err));
    assert_string_equal(row_text(rows.items[1], REFERENCE_STATUS), "asked");
    assert_false(row_knows(rows.items[1], REFERENCE_GIVEN_ON));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, bench_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(growth_goes_by_its_stages),
        TEST(nobody_is_asked_twice_so_soon),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
