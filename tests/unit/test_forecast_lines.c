/* The due lines of one account, from its rows: model.md E3, E5. Today is Mon 23 Nov 2026. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "base/money.h"
#include "base/str.h"
#include "core/forecast.h"
#include "support/dossier_maker.h"

struct fixture {
    struct dossier_maker maker;
    struct row_list renewals;
    struct due_list lines;
};

static int set_up(void **state)
{
    static struct fixture fixture;

    fixture = (struct fixture){0};
    maker_init(&fixture.maker, "2026-11-23");
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;

    array_fini(&fixture->renewals);
    array_fini(&fixture->lines);
    maker_fini(&fixture->maker);
    return 0;
}

/* A line in words: end state target amount arr, and marks: o outside, u unknown, r a renewal. */
static void words_of(const struct fixture *fixture, const struct due_line *line, struct str *out)
{
    char iso[24];

    str_addf(out, "%s %s", line->ends == DAY_NONE ? "never" : day_iso(line->ends, iso),
        due_state_word(line->state));
    if (line->unknown)
        str_add(out, " ?");
    else
        str_addf(out, " %lld %lld %lld", (long long)line->target / 100,
            (long long)line->amount / 100, (long long)line->arr / 100);
    str_addf(out, "%s%s", line->outside ? " outside" : "", line->renewal ? " renewal" : "");
    (void)fixture;
}

static void lines_are(struct fixture *fixture, const char *wanted)
{
    struct due_ground ground = {fixture->maker.account, &fixture->maker.dossier.contracts,
        &fixture->renewals, &fixture->maker.settings, fixture->maker.today};
    struct str words = {0};

    array_clear(&fixture->lines);
    due_lines_of(&ground, &fixture->lines);
    for (size_t i = 0; i < fixture->lines.count; i++) {
        str_add(&words, i ? "; " : "");
        words_of(fixture, &fixture->lines.items[i], &words);
    }
    assert_string_equal(str_text(&words), wanted);
    str_fini(&words);
}

static void __attribute__((sentinel)) add_renewal(struct fixture *fixture, ...)
{
    struct row *row = row_new(&fixture->maker.arena, KIND_RENEWAL);
    va_list pairs;

    row->key = 1000 + (int64_t)fixture->renewals.count;
    row_set_integer(row, RENEWAL_ACCOUNT, fixture->maker.account->key);
    va_start(pairs, fixture);
    for (const char *field; (field = va_arg(pairs, const char *)) != NULL;)
        maker_set(&fixture->maker, row, field, va_arg(pairs, const char *));
    va_end(pairs);
    ARRAY_PUSH(&fixture->renewals, row);
}

#define ADD(kind, ...) maker_add(&fixture->maker, kind, __VA_ARGS__, NULL)
#define RENEWAL(...) add_renewal(fixture, __VA_ARGS__, NULL)

static void an_account_without_lines_has_its_implied_one(void **state)
{
    struct fixture *fixture = *state;

    maker_account(&fixture->maker, "arr", "1000", "renewal", "2027-02-19", NULL);
    lines_are(fixture, "2027-02-18 open 1000 1000 1000");
    assert_int_equal(fixture->lines.items[0].line, -fixture->maker.account->key);
    assert_string_equal(fixture->lines.items[0].account_name, "Globex");
    maker_account(&fixture->maker, "renewal", "", NULL);
    lines_are(fixture, "never open 1000 1000 1000");
    maker_account(&fixture->maker, "arr", "", NULL);
    lines_are(fixture, "");
    maker_account(&fixture->maker, "renewal", "2027-02-19", NULL);
    lines_are(fixture, "2027-02-18 open ?");
}

static void a_target_and_a_forecast_of_its_own(void **state)
{
    struct fixture *fixture = *state;

    ADD(KIND_CONTRACT, "id", "a", "arr", "1000", "ends", "2027-02-18", "target", "1100", "forecast",
        "900", "category", "best case", "probability", ".6", "uplift", ".05");
    lines_are(fixture, "2027-02-18 open 1100 900 1000");
    struct due_line *line = &fixture->lines.items[0];
    assert_int_equal(line->value.category, FORECAST_BEST_CASE);
    assert_true(fabs(line->value.p - .6) < 1e-9);
    assert_int_equal(line->value.weighted, 54000);
}

static void lines_take_the_call_of_the_account(void **state)
{
    struct fixture *fixture = *state;

    maker_account(&fixture->maker, "category", "at risk", NULL);
    ADD(KIND_CONTRACT, "id", "a", "arr", "1000", "ends", "2027-02-18");
    ADD(KIND_CONTRACT, "id", "b", "arr", "10", "ends", "2027-02-18", "category", "commit");
    lines_are(fixture, "2027-02-18 open 1000 1000 1000; 2027-02-18 open 10 10 10");
    assert_int_equal(fixture->lines.items[0].called, FORECAST_AT_RISK);
    assert_int_equal(fixture->lines.items[1].called, FORECAST_COMMIT);
    assert_int_equal(
        forecast_worst_call(&fixture->maker.dossier, fixture->maker.today), FORECAST_AT_RISK);
}

struct state_case {
    const char *what;
    const char *status, *auto_renew, *notice, *given, *ends, *wanted;
};
static const struct state_case state_cases[] = {
    {"open", "open", "no", "", "", "2027-02-18", "2027-02-18 open 500 500 500"},
    /* its notice date was 20 Oct */
    {"locked in", "open", "yes", "60", "", "2026-12-19", "2026-12-19 locked in 500 500 500"},
    {"on its notice date", "open", "yes", "26", "", "2026-12-19", "2026-12-19 open 500 500 500"},
    {"leaving", "open", "no", "", "2026-11-01", "2026-12-19", "2026-12-19 leaving 500 500 500"},
    {"left", "open", "no", "", "2026-10-01", "2026-11-22", "2026-11-22 lost 500 0 0"},
    {"slipped", "open", "no", "", "", "2026-10-31", "2026-10-31 open 500 500 500"},
    {"renewed as imported", "renewed", "no", "", "", "2026-12-19", "2026-12-19 won 500 500 500"},
    {"lost, live to its end", "lost", "no", "", "", "2026-12-19", "2026-12-19 lost 500 0 500"},
    {"ended", "ended", "no", "", "", "2026-10-31", "2026-10-31 lost 500 0 0"},
    {"not begun", "open", "no", "", "", "2028-02-18", "2028-02-18 open 500 500 500"},
};

static void states_of_a_line(void **state)
{
    struct fixture *fixture = *state;

    for (size_t i = 0; i < COUNT_OF(state_cases); i++) {
        const struct state_case *one = &state_cases[i];

        maker_reset(&fixture->maker);
        ADD(KIND_CONTRACT, "id", "a", "arr", "500", "status", one->status, "auto_renew",
            one->auto_renew, "notice", one->notice, "notice_given", one->given, "ends", one->ends,
            "term_months", "12");
        lines_are(fixture, one->wanted);
    }
}

static void a_line_that_has_not_begun_is_due_and_not_live(void **state)
{
    struct fixture *fixture = *state;

    ADD(KIND_CONTRACT, "id", "a", "arr", "500", "start", "2027-01-01", "ends", "2027-12-31");
    lines_are(fixture, "2027-12-31 open 500 500 0");
}

static void churned_accounts_are_lost(void **state)
{
    struct fixture *fixture = *state;

    maker_account(&fixture->maker, "stage", "churned", NULL);
    ADD(KIND_CONTRACT, "id", "a", "arr", "500", "ends", "2027-02-18");
    lines_are(fixture, "2027-02-18 lost 500 0 0");
}

static void month_to_month_and_trials_are_outside(void **state)
{
    struct fixture *fixture = *state;

    ADD(KIND_CONTRACT, "id", "a", "arr", "1", "ends", "2026-11-30", "term_months", "1");
    ADD(KIND_CONTRACT, "id", "b", "arr", "2", "start", "2026-11-01", "ends", "2026-11-30");
    ADD(KIND_CONTRACT, "id", "c", "arr", "3", "start", "2026-09-01", "ends", "2026-11-30");
    ADD(KIND_CONTRACT, "id", "d", "arr", "4", "ends", "2027-03-31", "status", "trial");
    ADD(KIND_CONTRACT, "id", "e", "arr", "5", "ends", "2027-03-31", "product", "Free trial");
    /* twelve months, then rolling: the first end is a renewal */
    ADD(KIND_CONTRACT, "id", "f", "arr", "6", "ends", "2027-03-31", "term_months", "12",
        "renewal_term_months", "1", "auto_renew", "yes");
    ADD(KIND_CONTRACT, "id", "g", "arr", "7", "ends", "2026-10-31", "term_months", "12",
        "renewal_term_months", "1", "auto_renew", "yes");
    lines_are(fixture, "2026-11-30 open 1 1 1 outside; 2026-11-30 open 2 2 2 outside; "
                       "2026-11-30 open 3 3 3; 2027-03-31 open 4 4 4 outside; "
                       "2027-03-31 open 5 5 5 outside; 2027-03-31 open 6 6 6; "
                       "2026-11-30 open 7 7 7 outside");
}

static void a_multi_year_line_is_due_in_its_last_year(void **state)
{
    struct fixture *fixture = *state;

    ADD(KIND_CONTRACT, "id", "a", "arr", "500", "start", "2025-03-01", "ends", "2028-02-29",
        "term_months", "36");
    lines_are(fixture, "2028-02-29 open 500 500 500");
}

/* --- currencies --- */

static void amounts_in_the_reporting_currency(void **state)
{
    static const struct setting_rate rates[] = {{"EUR", 1.105}};
    struct fixture *fixture = *state;

    fixture->maker.settings.rates = rates;
    fixture->maker.settings.rate_count = 1;
    ADD(KIND_CONTRACT, "id", "a", "arr", "1000", "currency", "EUR", "ends", "2027-02-18",
        "forecast", "0.01");
    lines_are(fixture, "2027-02-18 open 1105 0 1105");
    /* 1 cent x 1.105 */
    assert_int_equal(fixture->lines.items[0].amount, 1);
}

static void an_account_without_a_rate_is_outside_whole(void **state)
{
    struct fixture *fixture = *state;

    ADD(KIND_CONTRACT, "id", "a", "arr", "1000", "currency", "SEK", "ends", "2027-02-18");
    ADD(KIND_CONTRACT, "id", "b", "arr", "1000", "ends", "2027-02-18");
    lines_are(fixture, "2027-02-18 open ?; 2027-02-18 open ?");
    assert_string_equal(fixture->lines.items[0].currency, "SEK");
}

/* --- closed renewals --- */

static void a_renewal_closes_the_term_of_its_line(void **state)
{
    struct fixture *fixture = *state;

    ADD(KIND_CONTRACT, "id", "a", "arr", "1100", "ends", "2027-10-31");
    RENEWAL("id", "r1", "line", "a", "ends", "2026-10-31", "status", "won", "target", "1000",
        "final", "1100", "uplift", "50", "closed_on", "2026-11-02", "source", "hand");
    lines_are(fixture, "2027-10-31 open 1100 1100 1100; 2026-10-31 won 1000 1100 0 renewal");
    const struct due_line *line = &fixture->lines.items[1];
    assert_int_equal(line->line, fixture->maker.dossier.contracts.items[0]->key);
    assert_int_equal(line->value.uplift, 5000);
    assert_int_equal(line->value.expansion, 5000);
    assert_string_equal(line->source, "hand");
}

static void the_end_of_the_line_itself_may_be_closed(void **state)
{
    struct fixture *fixture = *state;

    /* lost before its last day: the ARR is there to the end, the renewal is decided */
    ADD(KIND_CONTRACT, "id", "a", "arr", "1000", "ends", "2026-12-31", "status", "lost");
    RENEWAL("line", "a", "ends", "2026-12-31", "status", "lost", "target", "900", "closed_on",
        "2026-11-02", "reason", "price");
    lines_are(fixture, "2026-12-31 lost 900 0 1000 renewal");
    assert_string_equal(fixture->lines.items[0].reason, "price");
}

/* Left by the clock, and the cause told two months later; another was lost and won back. A term is
 * due once: the last decision up to the day counts. */
static void a_term_is_decided_once(void **state)
{
    struct fixture *fixture = *state;

    RENEWAL("line", "a", "ends", "2026-06-30", "status", "lost", "target", "900", "closed_on",
        "2026-07-01", "source", "clock");
    RENEWAL("line", "a", "ends", "2026-06-30", "status", "lost", "target", "900", "closed_on",
        "2026-08-30", "reason", "price");
    RENEWAL("line", "b", "ends", "2026-06-30", "status", "won", "target", "700", "final", "800",
        "closed_on", "2026-09-01");
    RENEWAL("line", "b", "ends", "2026-06-30", "status", "lost", "target", "700", "closed_on",
        "2026-07-01");
    RENEWAL("line", "b", "ends", "2025-06-30", "status", "won", "target", "700", "final", "700",
        "closed_on", "2025-06-01");
    lines_are(fixture, "2026-06-30 lost 900 0 0 renewal; 2026-06-30 won 700 800 0 renewal; "
                       "2025-06-30 won 700 700 0 renewal");
    fixture->maker.today = day_make(2026, 8, 1);
    lines_are(fixture, "2026-06-30 lost 900 0 0 renewal; 2026-06-30 lost 700 0 0 renewal; "
                       "2025-06-30 won 700 700 0 renewal");
}

static void the_implied_line_has_renewals_too(void **state)
{
    struct fixture *fixture = *state;

    maker_account(&fixture->maker, "arr", "1000", "renewal", "2027-11-01", NULL);
    RENEWAL("ends", "2026-10-31", "status", "won", "target", "800", "final", "1000");
    lines_are(fixture, "2027-10-31 open 1000 1000 1000; 2026-10-31 won 800 1000 0 renewal");
    assert_int_equal(fixture->lines.items[1].line, -fixture->maker.account->key);
}

static void what_is_closed_after_today_is_open(void **state)
{
    struct fixture *fixture = *state;

    ADD(KIND_CONTRACT, "id", "a", "arr", "1000", "ends", "2026-12-31");
    RENEWAL("line", "a", "ends", "2026-12-31", "status", "won", "target", "1000", "final", "1000",
        "closed_on", "2026-11-24");
    lines_are(fixture, "2026-12-31 open 1000 1000 1000");
    RENEWAL("line", "a", "ends", "2026-12-31", "status", "open", "target", "1000");
    lines_are(fixture, "2026-12-31 open 1000 1000 1000");
}

static void the_renewal_of_a_line_that_is_gone_stays(void **state)
{
    struct fixture *fixture = *state;

    ADD(KIND_CONTRACT, "id", "a", "arr", "1000", "ends", "2026-12-31");
    RENEWAL("line", "gone", "ends", "2026-10-31", "status", "lost", "target", "70");
    lines_are(fixture, "2026-12-31 open 1000 1000 1000; 2026-10-31 lost 70 0 0 renewal");
    assert_int_equal(fixture->lines.items[1].line, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            an_account_without_lines_has_its_implied_one, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_target_and_a_forecast_of_its_own, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lines_take_the_call_of_the_account, set_up, tear_down),
        cmocka_unit_test_setup_teardown(states_of_a_line, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            a_line_that_has_not_begun_is_due_and_not_live, set_up, tear_down),
        cmocka_unit_test_setup_teardown(churned_accounts_are_lost, set_up, tear_down),
        cmocka_unit_test_setup_teardown(month_to_month_and_trials_are_outside, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            a_multi_year_line_is_due_in_its_last_year, set_up, tear_down),
        cmocka_unit_test_setup_teardown(amounts_in_the_reporting_currency, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            an_account_without_a_rate_is_outside_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_renewal_closes_the_term_of_its_line, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            the_end_of_the_line_itself_may_be_closed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_term_is_decided_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_implied_line_has_renewals_too, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_closed_after_today_is_open, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            the_renewal_of_a_line_that_is_gone_stays, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
