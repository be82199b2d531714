/* The back-test by hand: one account of sixty weeks whose use stopped for three of them. And an
 * account taken back to a day: what came later is gone. 23 Nov 2026 is a Monday. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "core/backtest.h"
#include "support/shipped_rules.h"

#define WEEKS 53

struct bench {
    struct dossier_maker maker;
    struct row_list renewals, movements;
    day_number days[WEEKS];
    double medians[WEEKS];
    struct rules rules;
    struct backtest_line *lines;
};

static struct row *dated(struct bench *bench, enum kind kind, int field, int days_ago)
{
    struct row *row = row_new(&bench->maker.arena, kind);

    row_set_day(row, field, bench->maker.today - days_ago);
    ARRAY_PUSH(kind == KIND_MOVEMENT ? &bench->movements : &bench->renewals, row);
    return row;
}

static struct backtest_history history_of(struct bench *bench)
{
    return (struct backtest_history){&bench->maker.dossier, &bench->renewals, &bench->movements};
}

static int set_up(void **state)
{
    struct bench *bench = calloc(1, sizeof(*bench));
    struct dossier_maker *maker = &bench->maker;

    maker_init(maker, "2026-11-23");
    maker_account(maker, "start", "-500", "renewal", "+301", "auto_renew", "no", "seats", "100",
        "stage", "steady", NULL);
    maker_add(maker, KIND_CONTACT, "name", "Ana Costa", "role", "champion", NULL);
    for (int week = 60; week >= 0; week--) {
        char day[16];

        snprintf(day, sizeof(day), "-%d", week * 7);
        maker_reading(maker, "active_users", day, week >= 28 && week <= 30 ? 0 : 100);
    }
    row_set_text(dated(bench, KIND_MOVEMENT, MOVEMENT_DATE, 500), MOVEMENT_KIND, "book_in");
    for (int i = 0; i < WEEKS; i++) {
        bench->days[i] = maker->today - 7 * (WEEKS - 1 - i);
        bench->medians[i] = (double)NAN;
    }
    bench->rules = (struct rules){
        .settings = &maker->settings, .health = shipped_health(), .signals = shipped_signals()};
    *state = bench;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;

    array_fini(&bench->renewals);
    array_fini(&bench->movements);
    maker_fini(&bench->maker);
    free(bench->lines);
    free(bench);
    return 0;
}

static const struct backtest_line *run(struct bench *bench, const char *id)
{
    const struct signal_rules *rules = bench->rules.signals;
    const struct backtest_ground ground = {
        &bench->rules, &bench->maker.book, bench->medians, bench->days, WEEKS, bench->maker.today};
    const struct backtest_history history = history_of(bench);

    free(bench->lines);
    bench->lines = calloc((size_t)rules->count + 1, sizeof(*bench->lines));
    backtest_account(&ground, &history, bench->lines);
    for (int i = 0; i < rules->count; i++)
        if (strcmp(rules->rules[i].id, id) == 0)
            return &bench->lines[i];
    return &bench->lines[rules->count];
}

/* Nobody on 30, 29 and 28 weeks ago. Two readings in a row are 14 days first on the second one: it
 * is true on two weeks, and began 29 x 7 = 203 days ago. */
static void a_stop_is_counted_by_hand(void **state)
{
    struct bench *bench = *state;
    const struct backtest_line *line;

    row_set_text(
        dated(bench, KIND_MOVEMENT, MOVEMENT_DATE, 203 - 60), MOVEMENT_KIND, "contraction");
    row_set_text(dated(bench, KIND_RENEWAL, RENEWAL_CLOSED_ON, 203 - 100), RENEWAL_STATUS, "won");
    line = run(bench, "usage-stopped");
    assert_int_equal(line->starts, 1);
    assert_int_equal(line->weeks, 2);
    assert_int_equal(line->accounts, 1);
    assert_int_equal(line->last, bench->maker.today - 203);
    assert_int_equal(line->after[0].ripe, 1);
    assert_int_equal(line->after[1].ripe, 1);
    assert_int_equal(line->after[0].left, 1);
    assert_int_equal(line->after[1].left, 1);
    assert_int_equal(line->after[0].renewed, 0); /* on day 100 */
    assert_int_equal(line->after[1].renewed, 1);
    assert_int_equal(line->after[1].won_back, 0);
}

/* On the day itself nothing came after; on day 90 it did, on day 91 it did not. */
static void spans_end_on_their_day(void **state)
{
    static const struct {
        int days_after, within[BACKTEST_SPANS];
    } cases[] = {
        {0, {0, 0}}, {1, {1, 1}}, {90, {1, 1}}, {91, {0, 1}}, {180, {0, 1}}, {181, {0, 0}}};

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct bench *bench;
        const struct backtest_line *line;

        assert_int_equal(set_up((void **)&bench), 0);
        row_set_text(dated(bench, KIND_MOVEMENT, MOVEMENT_DATE, 203 - cases[i].days_after),
            MOVEMENT_KIND, "contraction");
        line = run(bench, "usage-stopped");
        for (int span = 0; span < BACKTEST_SPANS; span++)
            assert_int_equal(line->after[span].left, cases[i].within[span]);
        tear_down((void **)&bench);
    }
    (void)state;
}

static void a_span_that_is_not_over_is_not_counted(void **state)
{
    struct bench *bench = *state;

    bench->maker.today -= 203 - 120; /* the start is 120 days ago now */
    for (int i = 0; i < WEEKS; i++)
        bench->days[i] -= 203 - 120;
    const struct backtest_line *line = run(bench, "usage-stopped");

    assert_int_equal(line->starts, 1);
    assert_int_equal(line->after[0].ripe, 1);
    assert_int_equal(line->after[1].ripe, 0);
}

static void who_left_is_no_longer_asked(void **state)
{
    struct bench *bench = *state;
    const struct backtest_line *all = run(bench, "any account");

    assert_int_equal(all->weeks, WEEKS);
    row_set_text(dated(bench, KIND_MOVEMENT, MOVEMENT_DATE, 70), MOVEMENT_KIND, "churn");
    maker_account(&bench->maker, "stage", "churned", NULL);
    all = run(bench, "any account");
    assert_int_equal(all->weeks, WEEKS - 11); /* the weeks 10 .. 0 ago */
    row_set_text(dated(bench, KIND_MOVEMENT, MOVEMENT_DATE, 35), MOVEMENT_KIND, "reactivation");
    maker_account(&bench->maker, "stage", "steady", NULL);
    all = run(bench, "any account");
    assert_int_equal(all->weeks, WEEKS - 5);
}

static void what_bears_no_day_is_not_tested(void **state)
{
    struct bench *bench = *state;
    const struct signal_rules *rules = shipped_signals();
    const struct signal_rule own = {.id = "own"};
    int undated = 0;

    for (int i = 0; i < rules->count; i++)
        undated += backtest_undated(&rules->rules[i]) != NULL;
    assert_int_equal(undated, 4);
    assert_non_null(backtest_undated(&own));
    assert_int_equal(run(bench, "goal-off-plan")->weeks, 0);
}

/* --- one account on a day --- */

static void what_came_later_is_gone(void **state)
{
    struct bench *bench = *state;
    struct dossier_maker *maker = &bench->maker;
    const struct backtest_history history = history_of(bench);
    struct dossier then;

    maker_add(maker, KIND_CONTACT, "name", "Raj", "status", "left", "left_on", "-20", NULL);
    maker_add(maker, KIND_TICKET, "id", "1", "opened", "-29", NULL);
    maker_add(maker, KIND_TICKET, "id", "2", "opened", "-30", NULL);
    maker_add(
        maker, KIND_TASK, "title", "a", "made_on", "-40", "status", "done", "done_on", "-29", NULL);
    maker_add(maker, KIND_TASK, "title", "b", "made_on", "-29", "status", "open", NULL);
    maker_add(maker, KIND_NOTE, "at", "-30", "kind", "call", NULL);
    maker_add(maker, KIND_NOTE, "at", "-29", "kind", "call", NULL);
    maker_add(maker, KIND_RESULT, "date", "-29", "confirmed_by", "Ana", NULL);
    maker_add(maker, KIND_REFERENCE, "asked_on", "-29", NULL);
    maker_account(maker, "notice_given", "-10", NULL);
    assert_true(backtest_dossier(&history, maker->today - 30, &maker->arena, &then));
    assert_false(row_knows(then.contacts.items[1], CONTACT_LEFT_ON));
    assert_string_equal(row_text(then.contacts.items[1], CONTACT_STATUS), "");
    assert_int_equal(then.tickets.count, 1);
    assert_string_equal(row_text(then.tickets.items[0], TICKET_ID), "2");
    assert_int_equal(then.tasks.count, 1);
    assert_string_equal(row_text(then.tasks.items[0], TASK_STATUS), "open");
    assert_int_equal(then.notes.count, 1);
    assert_int_equal(then.results.count, 0);
    assert_int_equal(then.references.count, 0);
    assert_false(row_knows(then.account, ACCOUNT_NOTICE_GIVEN));
    assert_int_equal(then.readings.items[then.readings.count - 1].date, maker->today - 35);
    /* And nothing of the account itself has moved. */
    assert_int_equal(maker->dossier.tickets.count, 2);
    assert_true(row_knows(maker->account, ACCOUNT_NOTICE_GIVEN));
    assert_string_equal(row_text(maker->dossier.tasks.items[0], TASK_STATUS), "done");
}

/* A term that was renewed 20 days ago was still to be renewed 30 days ago. */
static void the_term_of_then_was_running(void **state)
{
    struct bench *bench = *state;
    struct dossier_maker *maker = &bench->maker;
    const struct backtest_history history = history_of(bench);
    struct row *renewal = dated(bench, KIND_RENEWAL, RENEWAL_CLOSED_ON, 20);
    struct dossier then;

    row_set_text(renewal, RENEWAL_STATUS, "won");
    row_set_day(renewal, RENEWAL_ENDS, maker->today - 5);
    assert_true(backtest_dossier(
        &(struct backtest_history){&maker->dossier, &bench->renewals, &bench->movements},
        maker->today - 30, &maker->arena, &then));
    assert_int_equal(row_day(then.account, ACCOUNT_RENEWAL), maker->today - 4);
    assert_true(backtest_dossier(
        &(struct backtest_history){&maker->dossier, &bench->renewals, &bench->movements},
        maker->today - 20, &maker->arena, &then));
    assert_int_equal(row_day(then.account, ACCOUNT_RENEWAL), maker->today + 301);
    assert_false(backtest_dossier(&history, maker->today - 501, &maker->arena, &then));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_stop_is_counted_by_hand),
        cmocka_unit_test(spans_end_on_their_day),
        TEST(a_span_that_is_not_over_is_not_counted),
        TEST(who_left_is_no_longer_asked),
        TEST(what_bears_no_day_is_not_tested),
        TEST(what_came_later_is_gone),
        TEST(the_term_of_then_was_running),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
