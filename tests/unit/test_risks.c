/* Risks and signals in a book: what is written by hand survives every score, what was
 * closed begins anew, each verb is one undo; sums worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "app/risks.h"
#include "app/signals.h"
#include "app/verbs.h"
#include "base/money.h"
#include "support/bench.h"

/* An account with a high ticket, open four days: urgent-ticket. */
static int set_up(void **state)
{
    struct bench *bench = bench_new("2026-11-23");

    bench->account =
        bench_add(bench, KIND_ACCOUNT, 0, FIELDS("name=Globex", "arr=100k", "renewal=2027-11-01"));
    (void)bench_add(bench, KIND_TICKET, bench->account,
        FIELDS("id=T1", "opened=2026-11-19", "priority=high", "status=open", "subject=slow"));
    *state = bench;
    return 0;
}

static struct row *signal_of(struct bench *bench, const char *id)
{
    struct row_list rows = bench_rows(bench, KIND_SIGNAL);

    return signal_current(&rows, id);
}

static size_t rows_of(struct bench *bench, const char *id, size_t *ret_open)
{
    struct row_list rows = bench_rows(bench, KIND_SIGNAL);
    size_t count = 0;

    *ret_open = 0;
    for (size_t i = 0; i < rows.count; i++)
        if (row_is(rows.items[i], SIGNAL_SIGNAL, id)) {
            count++;
            *ret_open += row_integer(rows.items[i], SIGNAL_OPEN) != 0;
        }
    return count;
}

static int64_t risks_of(struct bench *bench)
{
    struct row *row = NULL;
    struct error err;

    assert_true(store_get(
        session_store(bench->session), KIND_ACCOUNT, bench->account, &bench->arena, &row, &err));
    return row_integer(row, ACCOUNT_RISKS);
}

#define TELLS(call, words)                                                                         \
    do {                                                                                           \
        struct outcome outcome = {0};                                                              \
        struct error err = {0};                                                                    \
        if (!(call))                                                                               \
            fail_msg("%s", err.text);                                                              \
        if (!strstr(str_text(&outcome.summary), words))                                            \
            fail_msg("%s", str_text(&outcome.summary));                                            \
        outcome_fini(&outcome);                                                                    \
    } while (0)
static int64_t write_risk(struct bench *bench, const char *severity)
{
    const struct risk_draft draft = {.account = bench->account,
        .text = "they close a plant",
        .severity = severity,
        .cause = "company",
        .exposed = MONEY_NONE,
        .look = DAY_NONE};
    struct str id = {0};
    struct row *row = NULL;

    DO(verb_risk_add(bench->session, &draft, &outcome, &id, &err));
    DO(risk_find(bench->session, str_text(&id), &bench->arena, &row, &err));
    str_fini(&id);
    return row->key;
}

/* --- by hand --- */

static void by_hand_survives_every_score(void **state)
{
    struct bench *bench = *state;
    int64_t before = risks_of(bench);
    int64_t key = write_risk(bench, "high");

    assert_int_equal(risks_of(bench), before + 1);
    bench_open(bench, "2026-11-24");
    bench_open(bench, "2026-12-24");
    struct row *row = signal_of(bench, "risk-1");

    assert_int_equal(row->key, key);
    assert_int_equal(row_integer(row, SIGNAL_OPEN), 1);
    assert_string_equal(row_text(row, SIGNAL_CAUSE), "company change");
    assert_string_equal(row_text(row, SIGNAL_TEXT), "they close a plant");
    DO(verb_risk_close(
        bench->session, key, &(struct risk_end){"saved", "they stay", NULL}, &outcome, &err));
    assert_null(signal_of(bench, "risk-1"));
    bench_open(bench, "2026-12-25");
    assert_null(signal_of(bench, "risk-1"));
    bench_undo(bench);
    assert_int_equal(row_integer(signal_of(bench, "risk-1"), SIGNAL_OPEN), 1);
    assert_false(row_knows(signal_of(bench, "risk-1"), SIGNAL_OUTCOME));
}

static void a_second_one_has_its_own_name(void **state)
{
    struct bench *bench = *state;
    int64_t one = write_risk(bench, NULL), other = write_risk(bench, "low");

    assert_true(one != other);
    assert_string_equal(row_text(signal_of(bench, "risk-1"), SIGNAL_SEVERITY), "medium");
    assert_string_equal(row_text(signal_of(bench, "risk-2"), SIGNAL_SEVERITY), "low");
    bench_undo(bench);
    assert_null(signal_of(bench, "risk-2"));
}

static void what_is_wrong_is_refused(void **state)
{
    struct bench *bench = *state;
    struct risk_draft draft = {
        .account = bench->account, .text = " ", .exposed = MONEY_NONE, .look = DAY_NONE};
    int64_t key = write_risk(bench, "high");
    struct row *ticket = signal_of(bench, "urgent-ticket");

    REFUSED(verb_risk_add(bench->session, &draft, &outcome, NULL, &err), ERROR_USAGE, "sentence");
    draft.text = "x";
    draft.severity = "grave";
    REFUSED(verb_risk_add(bench->session, &draft, &outcome, NULL, &err), ERROR_USAGE, "severity");
    draft.severity = NULL;
    draft.cause = "weather";
    REFUSED(verb_risk_add(bench->session, &draft, &outcome, NULL, &err), ERROR_USAGE, "no cause");
    draft.cause = NULL;
    draft.look = session_today(bench->session);
    REFUSED(
        verb_risk_add(bench->session, &draft, &outcome, NULL, &err), ERROR_USAGE, "after today");
    REFUSED(verb_risk_set(bench->session, ticket->key, FIELDS("text=mine"), &outcome, &err),
        ERROR_USAGE, "its own");
    REFUSED(verb_risk_set(bench->session, key, FIELDS("open=no"), &outcome, &err), ERROR_USAGE,
        "cause, exposed");
    REFUSED(verb_risk_close(bench->session, ticket->key, &(struct risk_end){"lost", NULL, NULL},
                &outcome, &err),
        ERROR_USAGE, "needs a cause");
    REFUSED(verb_risk_close(
                bench->session, key, &(struct risk_end){"gone", NULL, NULL}, &outcome, &err),
        ERROR_USAGE, "no outcome");
}

/* --- a rule's risk --- */

static void close_ticket(struct bench *bench, const char *closed, const char *status)
{
    struct row_list rows;
    struct arena *arena = &bench->arena;
    const char *const fields[] = {
        arena_format(arena, "closed=%s", closed), arena_format(arena, "status=%s", status), NULL};

    DO(store_children(
        session_store(bench->session), KIND_TICKET, bench->account, arena, &rows, &err));
    DO(verb_set(bench->session, KIND_TICKET, rows.items[0]->key, fields, &outcome, &err));
}

static void what_was_closed_begins_anew(void **state)
{
    struct bench *bench = *state;
    struct row *first = signal_of(bench, "urgent-ticket");
    size_t open;

    assert_non_null(first);
    DO(verb_risk_close(bench->session, first->key,
        &(struct risk_end){"saved", "fixed by us", "quality"}, &outcome, &err));
    bench_open(bench, "2026-11-24");
    /* Still true: hidden, and no second row. */
    assert_int_equal(rows_of(bench, "urgent-ticket", &open), 1);
    assert_int_equal(open, 1);
    close_ticket(bench, "2026-11-24", "closed");
    assert_int_equal(rows_of(bench, "urgent-ticket", &open), 1);
    assert_int_equal(open, 0);
    assert_null(signal_of(bench, "urgent-ticket"));
    bench_open(bench, "2026-12-10");
    (void)bench_add(bench, KIND_TICKET, bench->account,
        FIELDS("id=T2", "opened=2026-12-01", "priority=high", "status=open"));
    assert_int_equal(rows_of(bench, "urgent-ticket", &open), 2);
    assert_int_equal(open, 1);
    struct row *second = signal_of(bench, "urgent-ticket");

    assert_true(second->key != first->key);
    assert_false(row_knows(second, SIGNAL_OUTCOME));
    assert_int_equal(row_day(second, SIGNAL_SINCE), session_today(bench->session));
}

/* Another ticket is another matter: it does not hide behind the one that was closed. */
static void another_matter_is_not_hidden(void **state)
{
    struct bench *bench = *state;
    struct row *first = signal_of(bench, "urgent-ticket");
    size_t open;

    DO(verb_risk_close(
        bench->session, first->key, &(struct risk_end){"passed", NULL, NULL}, &outcome, &err));
    (void)bench_add(bench, KIND_TICKET, bench->account,
        FIELDS("id=T0", "opened=2026-11-01", "escalated=yes", "status=open"));
    assert_int_equal(rows_of(bench, "urgent-ticket", &open), 2);
    assert_int_equal(open, 1);
    assert_false(row_knows(signal_of(bench, "urgent-ticket"), SIGNAL_OUTCOME));
    bench_open(bench, "2026-11-24");
    assert_int_equal(rows_of(bench, "urgent-ticket", &open), 2);
}

static bool is_in_today(struct bench *bench, const char *text)
{
    struct row *row = NULL;
    struct error err;

    assert_true(store_get(
        session_store(bench->session), KIND_ACCOUNT, bench->account, &bench->arena, &row, &err));
    return strstr(row_text(row, ACCOUNT_REASONS), text) != NULL;
}

static void answers_are_quiet_until_their_day(void **state)
{
    struct bench *bench = *state;
    const struct signal_rest rest = {
        "urgent-ticket", session_today(bench->session) + 3, "after the release"};

    (void)write_risk(bench, "high"); /* keeps the account in Today */
    assert_true(is_in_today(bench, "\turgent-ticket\t"));
    DO(signals_snooze(bench->session, bench->account, &rest, &outcome, &err));
    assert_false(is_in_today(bench, "\turgent-ticket\t"));
    bench_open(bench, "2026-11-25");
    assert_false(is_in_today(bench, "\turgent-ticket\t"));
    bench_open(bench, "2026-11-26"); /* its day */
    assert_true(is_in_today(bench, "\turgent-ticket\t"));
    DO(signals_handle(
        bench->session, bench->account, "urgent-ticket", NULL, &outcome, &err)); /* quiet 5 */
    bench_open(bench, "2026-12-01");
    assert_false(is_in_today(bench, "\turgent-ticket\t"));
    bench_open(bench, "2026-12-02");
    assert_true(is_in_today(bench, "\turgent-ticket\t"));
    bench_undo(bench);
    assert_int_equal(
        row_day(signal_of(bench, "urgent-ticket"), SIGNAL_QUIET_UNTIL), rest.until - 1);
}

static void muted_is_never_heard(void **state)
{
    struct bench *bench = *state;

    (void)write_risk(bench, "high");
    REFUSED(signals_mute(bench->session, bench->account, "urgent-ticket", "", &outcome, &err),
        ERROR_USAGE, "say why");
    REFUSED(signals_unmute(bench->session, bench->account, "urgent-ticket", &outcome, &err),
        ERROR_USAGE, "not muted");
    DO(signals_mute(
        bench->session, bench->account, "urgent-ticket", "they like it slow", &outcome, &err));
    bench_open(bench, "2027-02-01");
    assert_false(is_in_today(bench, "\turgent-ticket\t"));
    assert_string_equal(
        row_text(signal_of(bench, "urgent-ticket"), SIGNAL_MUTE_WHY), "they like it slow");
    DO(signals_unmute(bench->session, bench->account, "urgent-ticket", &outcome, &err));
    assert_true(is_in_today(bench, "\turgent-ticket\t"));
    bench_undo(bench);
    bench_undo(bench);
    assert_true(is_in_today(bench, "\turgent-ticket\t"));
    /* One that never fired there. */
    TELLS(signals_mute(
              bench->session, bench->account, "champion-left", "she moved inside", &outcome, &err),
        "muted: she moved inside (champion left)");
    bench_undo(bench);
    DO(signals_mute(
        bench->session, bench->account, "detractor", "no survey there", &outcome, &err));
    assert_int_equal(row_integer(signal_of(bench, "detractor"), SIGNAL_OPEN), 0);
    REFUSED(signals_mute(bench->session, bench->account, "dettractor", "x", &outcome, &err),
        ERROR_NOT_FOUND, "no signal");
    bench_undo(bench);
    assert_null(signal_of(bench, "detractor"));
}

static void a_plan_is_one_undo(void **state)
{
    struct bench *bench = *state;
    int64_t key = write_risk(bench, "high");
    struct risk_list risks;
    int64_t runs = 0;

    REFUSED(verb_risk_plan(bench->session, key, NULL, DAY_NONE, &outcome, &err), ERROR_USAGE,
        "suggests no playbook");
    DO(verb_risk_plan(bench->session, key, "risk-recovery", DAY_NONE, &outcome, &err));
    DO(risks_read(bench->session, &(struct risks_wanted){RISKS_OPEN, bench->account, NULL, NULL},
        &bench->arena, &risks, &err));
    assert_int_equal(risks.items[0].row->key, key);
    assert_string_equal(risks.items[0].plan_title, "Risk recovery");
    assert_non_null(strstr(risks.items[0].plan_state, " of "));
    bench_undo(bench);
    assert_false(row_knows(signal_of(bench, "risk-1"), SIGNAL_PLAN));
    DO(store_count(session_store(bench->session), KIND_RUN, &runs, &err));
    assert_int_equal(runs, 0);
}

/* --- sums --- */

static void an_account_is_exposed_once(void **state)
{
    struct bench *bench = *state;
    struct risk_list risks;
    int64_t key = write_risk(bench, "high");
    int64_t other = bench_add(bench, KIND_ACCOUNT, 0, FIELDS("name=Initech"));
    const struct risk_draft draft = {
        .account = other, .text = "no budget", .exposed = 700000, .look = DAY_NONE};

    TELLS(
        verb_risk_set(bench->session, key, FIELDS("exposed=20k", "cause=support"), &outcome, &err),
        ": exposed=20k, cause=support (");
    DO(verb_risk_set(bench->session, key, FIELDS("exposed=30k"), &outcome, &err));
    DO(verb_risk_add(bench->session, &draft, &outcome, NULL, &err));
    DO(risks_read(bench->session, &(struct risks_wanted){RISKS_OPEN, 0, NULL, NULL}, &bench->arena,
        &risks, &err));
    assert_int_equal(risks.accounts, 2);
    /* Globex: its other risks expose all of its 100k, the one by hand 30k of it; Initech: 7k. */
    assert_int_equal(risks.exposed, 10000000 + 700000);
    assert_int_equal(risks.unknown, 0);
}

/* What the ledger writes: amounts are signed. */
static void move_arr(
    struct bench *bench, const char *day, const char *kind, int64_t amount, const char *reason)
{
    struct change change;
    day_number date;
    size_t index;

    assert_true(day_parse_iso(day, &date));
    change_init(&change, ACTOR_APP);
    change.account = bench->account;
    index = change_insert(&change, KIND_MOVEMENT);
    change_set_integer(&change, index, MOVEMENT_ACCOUNT, bench->account);
    change_set_day(&change, index, MOVEMENT_DATE, date);
    change_set_text(&change, index, MOVEMENT_KIND, kind);
    change_set_integer(&change, index, MOVEMENT_AMOUNT, amount);
    change_set_text(&change, index, MOVEMENT_REASON, reason);
    change_summarize(&change, "moved");
    DO(session_apply(bench->session, &change, &outcome, &err));
    change_fini(&change);
}

static void causes_add_up(void **state)
{
    struct bench *bench = *state;
    const struct risk_period period = {
        session_today(bench->session) - 10, session_today(bench->session)};
    int64_t key = write_risk(bench, "high");
    struct cause_summary sum;

    DO(verb_risk_close(
        bench->session, key, &(struct risk_end){"lost", NULL, NULL}, &outcome, &err));
    move_arr(bench, "2026-11-20", "churn", -5000000, "company change");
    move_arr(bench, "2026-11-13", "contraction", -2000000, "price or budget");
    move_arr(bench, "2026-11-12", "contraction", -900000, "price or budget");
    move_arr(bench, "2026-11-20", "expansion", 500000, "");
    (void)bench_add(bench, KIND_RENEWAL, bench->account,
        FIELDS("ends=2026-11-20", "status=won", "target=100k", "final=80k", "closed_on=2026-11-20",
            "reason=price"));
    (void)bench_add(bench, KIND_RENEWAL, bench->account,
        FIELDS(
            "ends=2026-11-20", "status=won", "target=100k", "final=120k", "closed_on=2026-11-20"));
    (void)bench_add(bench, KIND_RENEWAL, bench->account,
        FIELDS("ends=2026-11-20", "status=lost", "target=40k", "closed_on=2026-11-23"));
    DO(risks_causes(bench->session, period, &sum, &err));
    assert_int_equal(sum.lines[CAUSE_COMPANY_CHANGE].closed[RISK_LOST], 1);
    assert_int_equal(sum.lines[CAUSE_COMPANY_CHANGE].churned, 5000000);
    assert_int_equal(sum.lines[CAUSE_PRICE].contractions, 1); /* the other is before the period */
    assert_int_equal(sum.lines[CAUSE_PRICE].contracted, 2000000);
    assert_int_equal(sum.lines[CAUSE_PRICE].renewals, 1);
    assert_int_equal(sum.lines[CAUSE_PRICE].unrenewed, 2000000);
    assert_int_equal(sum.lines[CAUSE_COUNT].renewals, 1);
    assert_int_equal(sum.lines[CAUSE_COUNT].unrenewed, 4000000);
    assert_int_equal(sum.all.unrenewed, 6000000);
    assert_int_equal(sum.all.churns + sum.all.contractions, 2);
    int64_t open = 0;

    for (size_t i = 0; i <= CAUSE_COUNT; i++)
        open += sum.lines[i].open;
    assert_int_equal(open, sum.all.open);
    assert_int_equal(open, risks_of(bench));
}

/* --- the same risk on a third of the book --- */

static size_t listed(struct bench *bench)
{
    struct totals totals;

    DO(store_totals(session_store(bench->session), &totals, &err));
    return (size_t)totals.listed;
}

/* Six accounts of long ago; a ticket each on two of them is no pattern, on three it is: one line,
 * and no row that stands there for that alone. A week later they are rows again. */
static void one_line_stands_for_a_third_of_the_book(void **state)
{
    struct bench *bench = *state;
    struct risk_patterns patterns;
    struct str words = {0};
    int64_t keys[6];

    for (int i = 0; i < 6; i++) {
        keys[i] = bench_add(bench, KIND_ACCOUNT, 0,
            FIELDS("name=Other", "arr=10k", "start=2024-01-01", "renewal=2028-06-01",
                "auto_renew=no", "notice_days=30", "last_activity=2026-11-23"));
    }
    bench_open(bench, "2026-12-10"); /* all seven are in the book before this week */
    for (int i = 0; i < 2; i++)
        (void)bench_add(bench, KIND_TICKET, keys[i],
            FIELDS("opened=2026-12-07", "priority=high", "status=open"));
    bench_open(bench, "2026-12-11");
    DO(risk_patterns_read(bench->session, &bench->arena, &patterns, &err));
    assert_int_equal(patterns.count, 0);
    size_t before = listed(bench);

    (void)bench_add(
        bench, KIND_TICKET, keys[2], FIELDS("opened=2026-12-07", "priority=high", "status=open"));
    assert_int_equal(listed(bench), before + 1);
    bench_open(bench, "2026-12-12");
    DO(risk_patterns_read(bench->session, &bench->arena, &patterns, &err));
    assert_int_equal(patterns.count, 1);
    risk_pattern_words(&patterns.items[0], &words);
    assert_string_equal(str_text(&words), "urgent ticket on 3 of 7 accounts this week: one cause?");
    str_fini(&words);
    assert_int_equal(listed(bench), before - 2);
    bench_open(bench, "2026-12-18"); /* begun on the 10th and the 11th: a week ago, and more */
    DO(risk_patterns_read(bench->session, &bench->arena, &patterns, &err));
    assert_int_equal(patterns.count, 0);
    assert_true(listed(bench) >= before + 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, bench_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(by_hand_survives_every_score),
        TEST(a_second_one_has_its_own_name),
        TEST(what_is_wrong_is_refused),
        TEST(what_was_closed_begins_anew),
        TEST(another_matter_is_not_hidden),
        TEST(answers_are_quiet_until_their_day),
        TEST(muted_is_never_heard),
        TEST(a_plan_is_one_undo),
        TEST(an_account_is_exposed_once),
        TEST(causes_add_up),
        TEST(one_line_stands_for_a_third_of_the_book),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
