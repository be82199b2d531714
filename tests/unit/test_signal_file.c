/* The shipped signals.yaml loads and says what defaults.md says; a user's file is laid over it;
 * faults have their place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>
#include "files/embedded.h"
#include "files/signal_file.h"
#include "support/shipped_rules.h"

static struct dossier_maker maker;

static int set_up(void **state)
{
    (void)state;
    maker_init(&maker, "2026-11-23");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    maker_fini(&maker);
    return 0;
}

static const struct signal_rule *find(const struct signal_rules *rules, const char *id)
{
    for (int i = 0; i < rules->count; i++) {
        if (strcmp(rules->rules[i].id, id) == 0)
            return &rules->rules[i];
    }
    return NULL;
}

struct row_case {
    const char *id;
    bool growth;
    enum severity severity;
    enum severity worse;
    int quiet;
    const char *suggests;
};
static const struct row_case row_cases[] = {
    {"notice-received", false, SEVERITY_HIGH, SEVERITY_NONE, 7, "risk-recovery"},
    {"decision-uncalled", false, SEVERITY_HIGH, SEVERITY_NONE, 7, "renewal"},
    {"renewal-not-green", false, SEVERITY_MEDIUM, SEVERITY_NONE, 14, "risk-recovery"},
    {"champion-left", false, SEVERITY_HIGH, SEVERITY_NONE, 30, "champion-change"},
    {"usage-stopped", false, SEVERITY_HIGH, SEVERITY_NONE, 14, "adoption-drive"},
    {"usage-fall", false, SEVERITY_MEDIUM, SEVERITY_HIGH, 21, "adoption-drive"},
    {"health-drop", false, SEVERITY_MEDIUM, SEVERITY_NONE, 14, "risk-recovery"},
    {"urgent-ticket", false, SEVERITY_MEDIUM, SEVERITY_HIGH, 5, "escalation"},
    {"tickets-up", false, SEVERITY_MEDIUM, SEVERITY_NONE, 30, NULL},
    {"detractor", false, SEVERITY_MEDIUM, SEVERITY_HIGH, 60, "risk-recovery"},
    {"csat-falling", false, SEVERITY_LOW, SEVERITY_NONE, 45, NULL},
    {"competitor", false, SEVERITY_MEDIUM, SEVERITY_NONE, 30, "risk-recovery"},
    {"payment-late", false, SEVERITY_MEDIUM, SEVERITY_HIGH, 14, NULL},
    {"onboarding-behind", false, SEVERITY_MEDIUM, SEVERITY_HIGH, 7, "escalation"},
    {"first-value-missing", false, SEVERITY_MEDIUM, SEVERITY_HIGH, 7, "onboarding"},
    {"promise-overdue", false, SEVERITY_MEDIUM, SEVERITY_HIGH, 3, NULL},
    {"no-touch", false, SEVERITY_LOW, SEVERITY_NONE, 7, NULL},
    {"not-answering", false, SEVERITY_MEDIUM, SEVERITY_NONE, 14, "champion-change"},
    {"sponsor-silent", false, SEVERITY_LOW, SEVERITY_NONE, 30, "ebr"},
    {"single-threaded", false, SEVERITY_LOW, SEVERITY_MEDIUM, 60, "champion-change"},
    {"goal-off-plan", false, SEVERITY_MEDIUM, SEVERITY_NONE, 30, NULL},
    {"no-value-quarter", false, SEVERITY_LOW, SEVERITY_NONE, 45, "qbr"},
    {"uplift-untold", false, SEVERITY_MEDIUM, SEVERITY_NONE, 10, "renewal"},
    {"contract-unknown", false, SEVERITY_LOW, SEVERITY_NONE, 30, "renewal"},
    {"data-thin", false, SEVERITY_LOW, SEVERITY_NONE, 14, NULL},
    {"sentiment-stale", false, SEVERITY_LOW, SEVERITY_NONE, 14, NULL},
    {"seats-full", true, SEVERITY_MEDIUM, SEVERITY_NONE, 45, "expansion"},
    {"usage-growth", true, SEVERITY_LOW, SEVERITY_NONE, 45, "expansion"},
    {"new-need", true, SEVERITY_MEDIUM, SEVERITY_NONE, 30, "expansion"},
    {"promoter", true, SEVERITY_LOW, SEVERITY_NONE, 120, "advocacy"},
    {"goal-reached", true, SEVERITY_MEDIUM, SEVERITY_NONE, 30, "advocacy"},
};

static void the_shipped_rows_are_those_of_the_table(void **state)
{
    (void)state;
    const struct signal_rules *rules = shipped_signals();

    assert_int_equal(rules->count, (int)COUNT_OF(row_cases));
    for (size_t i = 0; i < COUNT_OF(row_cases); i++) {
        const struct row_case *row = &row_cases[i];
        const struct signal_rule *rule = find(rules, row->id);

        assert_non_null(rule);
        assert_int_equal(rule->growth, row->growth);
        assert_int_equal(rule->severity, row->severity);
        assert_int_equal(rule->worse, row->worse);
        assert_int_equal(rule->quiet_days, row->quiet);
        assert_non_null(rule->next);
        if (row->suggests == NULL)
            assert_null(rule->suggests);
        else
            assert_string_equal(rule->suggests, row->suggests);
    }
}

static void every_built_in_is_used(void **state)
{
    (void)state;
    const struct signal_rules *rules = shipped_signals();
    const char *last = "";

    for (const char *name = signal_rule_after(NULL); name; name = signal_rule_after(name)) {
        assert_non_null(find(rules, name));
        assert_true(strcmp(last, name) < 0); /* the table is sorted */
        last = name;
    }
}

static bool read_over(const char *text, struct fault_list *faults, struct signal_rules *ret_rules)
{
    return signal_file_read("signals.yaml", text, strlen(text), &maker.settings, shipped_signals(),
        &maker.arena, faults, ret_rules);
}

static void a_users_file_is_laid_over(void **state)
{
    (void)state;
    static const char text[] = "no-touch: off\n"
                               "usage-fall:\n"
                               "  fall: 15%\n"
                               "  quiet: 10\n"
                               "big-and-quiet:\n"
                               "  kind: risk\n"
                               "  severity: medium\n"
                               "  when: arr > 200k and not touched < 21d\n"
                               "  says: big account, no touch for {touch_days}d\n"
                               "  next: call {contact}\n";
    struct fault_list faults = {0};
    struct signal_rules rules;

    assert_true(read_over(text, &faults, &rules));
    assert_int_equal(rules.count, shipped_signals()->count);
    assert_null(find(&rules, "no-touch"));
    const struct signal_rule *fall = find(&rules, "usage-fall");

    assert_true(fall->params[0] > .149 && fall->params[0] < .151);
    assert_true(fall->params[1] > .399 && fall->params[1] < .401); /* as it was */
    assert_int_equal(fall->quiet_days, 10);
    assert_non_null(fall->text);
    assert_non_null(find(&rules, "big-and-quiet")->when);
    assert_int_equal(find(shipped_signals(), "usage-fall")->quiet_days, 21);
    fault_list_fini(&faults);
}

static void one_of_the_users_own_fires(void **state)
{
    (void)state;
    static const char text[] = "big:\n  severity: medium\n  when: arr > 200k\n"
                               "  says: \"{name} is big[, {industry}]\"\n  next: call {contact}\n";
    struct fault_list faults = {0};
    struct signal_rules own;
    struct assessment made;

    assert_true(signal_file_read(
        "signals.yaml", text, strlen(text), &maker.settings, NULL, &maker.arena, &faults, &own));
    maker_account(&maker, "arr", "250000", NULL);
    const struct rules rules = {
        .settings = &maker.settings, .health = shipped_health(), .signals = &own};

    assess(&(struct assess_given){&rules, &maker.dossier, &maker.book}, maker.today, ASSESS_TO_SHOW,
        &maker.arena, &made);
    assert_int_equal(made.signals.count, 1);
    assert_string_equal(made.signals.items[0].text, "Globex is big");
    assert_string_equal(made.signals.items[0].next, "call the customer");
    assert_int_equal(made.signals.items[0].severity, SEVERITY_MEDIUM);
    fault_list_fini(&faults);
}

struct fault_case {
    const char *text;
    int line, column;
    const char *says;
    const char *nearest;
};
static const struct fault_case fault_cases[] = {
    {"no-tuch: off\n", 1, 1, "no-tuch", "no-touch"},
    {"no-touch:\n  overr: 20%\n", 2, 3, "overr", "over"},
    {"no-touch:\n  over: much\n", 2, 9, "much", NULL},
    {"no-touch:\n  severity: hihg\n", 2, 13, "hihg", "high"},
    {"no-touch:\n  says: no touch {dayz}d\n", 2, 18, "dayz", NULL},
    {"no-touch:\n  says: \"no touch {days\"\n", 2, 19, "name", NULL},
    {"no-touch:\n  high_when: tier_numbr = 1\n", 2, 14, "tier_numbr", NULL},
    {"mine:\n  severity: low\n  says: x\n", 1, 1, "rule or a when", NULL},
    {"mine:\n  severity: low\n  when: arr > 1k\n", 1, 1, "says", NULL},
    {"mine:\n  says: x\n  when: arr > 1k\n", 1, 1, "severity", NULL},
    {"mine:\n  rule: usage-fal\n  says: x\n  severity: low\n", 2, 9, "usage-fal", "usage-fall"},
    {"- a\n", 1, 1, "map", NULL},
};

static void faults_have_their_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(fault_cases); i++) {
        const struct fault_case *row = &fault_cases[i];
        struct fault_list faults = {0};
        struct signal_rules rules;

        assert_false(read_over(row->text, &faults, &rules));
        assert_true(faults.count >= 1);
        const struct fault *fault = &faults.items[0];

        if (fault->line != row->line || fault->column != row->column ||
            strstr(fault->text, row->says) == NULL)
            fail_msg("case %zu: %d:%d: %s", i, fault->line, fault->column, fault->text);
        if (row->nearest)
            assert_string_equal(fault->nearest, row->nearest);
        fault_list_fini(&faults);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shipped_rows_are_those_of_the_table),
        cmocka_unit_test(every_built_in_is_used),
        cmocka_unit_test(a_users_file_is_laid_over),
        cmocka_unit_test(one_of_the_users_own_fires),
        cmocka_unit_test(faults_have_their_place),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
