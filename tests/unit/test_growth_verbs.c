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
#include "support/home.h"

struct bench {
    char *home, *path, *config;
    struct session *session;
    struct arena arena;
    int64_t account;
};

static void open_on(struct bench *bench, const char *day)
{
    struct session_options options = {
        .create = true, .actor = ACTOR_APP, .db_path = bench->path, .config_dir = bench->config};
    struct error err;
    bool more = true;

    session_close(bench->session);
    assert_true(day_parse_iso(day, &options.today));
    assert_true(session_open(&options, &bench->session, &err));
    while (session_needs_rescore(bench->session) && more)
        assert_true(session_rescore(bench->session, 0, &more, &err));
}

static int64_t add(
    struct bench *bench, enum kind kind, int64_t account, const char *const *assignments)
{
    struct outcome outcome = {0};
    struct row_list rows;
    struct error err;
    int64_t key;

    if (!verb_add(bench->session, kind, account, assignments, &outcome, NULL, &err))
        fail_msg("%s", err.text);
    key = outcome.accounts.items[0];
    outcome_fini(&outcome);
    if (!account)
        return key;
    assert_true(
        store_children(session_store(bench->session), kind, account, &bench->arena, &rows, &err));
    return rows.items[rows.count - 1]->key;
}

#define FIELDS(...) ((const char *const[]){__VA_ARGS__, NULL})

static int set_up(void **state)
{
    struct bench *bench = calloc(1, sizeof(*bench));

    bench->home = home_new();
    bench->path = home_path(bench->home, "book.db");
    bench->config = home_path(bench->home, "config");
    open_on(bench, "2026-11-23");
    bench->account =
        add(bench, KIND_ACCOUNT, 0, FIELDS("name=Globex", "arr=100k", "renewal=2027-11-01"));
    *state = bench;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;

    session_close(bench->session);
    arena_fini(&bench->arena);
    free(bench->path);
    free(bench->config);
    home_free(bench->home);
    free(bench);
    return 0;
}

static void undo(struct bench *bench)
{
    struct outcome outcome;
    struct error err;

    if (!session_undo(bench->session, 0, &outcome, &err))
        fail_msg("%s", err.text);
    assert_int_equal(outcome.kept.len, 0);
    outcome_fini(&outcome);
}

#define DO(call)                                                                                   \
    do {                                                                                           \
        struct outcome outcome = {0};                                                              \
        struct error err = {0};                                                                    \
        if (!(call))                                                                               \
            fail_msg("%s", err.text);                                                              \
        outcome_fini(&outcome);                                                                    \
    } while (0)
#define REFUSED(call, code_wanted, part)                                                           \
    do {                                                                                           \
        struct outcome outcome = {0};                                                              \
        struct error err = {0};                                                                    \
        assert_false(call);                                                                        \
        assert_int_equal(err.code, code_wanted);                                                   \
        if (!strstr(err.text, part))                                                               \
            fail_msg("%s", err.text);                                                              \
    } while (0)

static struct row *opportunity_of(struct bench *bench)
{
    struct row_list rows;
    struct error err;

    assert_true(store_children(session_store(bench->session), KIND_OPPORTUNITY, bench->account,
        &bench->arena, &rows, &err));
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
    undo(bench);
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
    open_on(bench, "2027-03-23"); /* 120 days later */
    REFUSED(verb_reference_ask(bench->session, &draft, &outcome, NULL, &err), ERROR_USAGE, "120");
    open_on(bench, "2027-03-24");
    DO(verb_reference_ask(bench->session, &draft, &outcome, NULL, &err));
    DO(store_children(
        session_store(bench->session), KIND_REFERENCE, bench->account, &bench->arena, &rows, &err));
    assert_int_equal(rows.count, 2);
    DO(verb_reference_set(bench->session, rows.items[1]->key, "given", "on stage", &outcome, &err));
    REFUSED(verb_reference_set(bench->session, rows.items[1]->key, "given", NULL, &outcome, &err),
        ERROR_USAGE, "already");
    undo(bench);
    DO(store_children(
        session_store(bench->session), KIND_REFERENCE, bench->account, &bench->arena, &rows, &err));
    assert_string_equal(row_text(rows.items[1], REFERENCE_STATUS), "asked");
    assert_false(row_knows(rows.items[1], REFERENCE_GIVEN_ON));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(growth_goes_by_its_stages),
        TEST(nobody_is_asked_twice_so_soon),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
