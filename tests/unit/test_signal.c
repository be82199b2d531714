/* Each shipped signal fires with its evidence, and does not where the fact is a little less or
 * missing (defaults.md 2). 23 Nov 2026 is a Monday. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "signal_cases.h"
#include "core/signal_rows.h"
#include "support/shipped_rules.h"

static void evaluate(struct dossier_maker *maker, struct signal_list *ret_signals)
{
    const struct rules rules = {
        .settings = &maker->settings, .health = shipped_health(), .signals = shipped_signals()};
    struct assessment made;

    assess(&(struct assess_given){&rules, &maker->dossier, &maker->book}, maker->today,
        ASSESS_TO_SHOW, &maker->arena, &made);
    *ret_signals = made.signals;
}

static const struct signal *find(const struct signal_list *signals, const char *id)
{
    for (size_t i = 0; i < signals->count; i++) {
        if (strcmp(signals->items[i].rule->id, id) == 0)
            return &signals->items[i];
    }
    return NULL;
}

static void begin(struct dossier_maker *maker)
{
    maker_reset(maker);
    maker_healthy(maker);
}

static void a_healthy_account_is_silent(void **state)
{
    (void)state;
    struct dossier_maker maker;
    struct signal_list signals;

    maker_init(&maker, "2026-11-23");
    maker_healthy(&maker);
    evaluate(&maker, &signals);
    for (size_t i = 0; i < signals.count; i++)
        fail_msg("%s: %s", signals.items[i].rule->id, signals.items[i].text);
    maker_fini(&maker);
}

/* What is missing fires nothing but the lines that say so. */
static void an_empty_account_says_what_is_missing(void **state)
{
    (void)state;
    struct dossier_maker maker;
    struct signal_list signals;

    maker_init(&maker, "2026-11-23");
    evaluate(&maker, &signals);
    assert_int_equal(signals.count, 2);
    assert_non_null(find(&signals, "contract-unknown"));
    assert_non_null(find(&signals, "data-thin"));
    maker_fini(&maker);
}

static bool is_same(const char *a, const char *b)
{
    return b == NULL || (a && strcmp(a, b) == 0);
}

static void each_fires_and_does_not(void **state)
{
    (void)state;
    struct dossier_maker maker;
    struct signal_list signals;
    int faults = 0;

    maker_init(&maker, "2026-11-23");
    for (size_t i = 0; i < signal_case_count; i++) {
        const struct signal_test *row = &signal_cases[i];

        begin(&maker);
        signal_script(&maker, row->script);
        evaluate(&maker, &signals);
        const struct signal *signal = find(&signals, row->id);
        enum severity severity = signal ? signal->severity : SEVERITY_NONE;

        if (severity == row->severity &&
            (!signal || (is_same(signal->text, row->text) && is_same(signal->next, row->next))))
            continue;
        faults++;
        fprintf(stderr, "%s, case %zu: %s: %s -> %s\n", row->id, i, severity_word(severity),
            signal ? signal->text : "", signal && signal->next ? signal->next : "");
    }
    maker_fini(&maker);
    assert_int_equal(faults, 0);
}

static void every_shipped_signal_has_both_cases(void **state)
{
    (void)state;
    const struct signal_rules *rules = shipped_signals();

    assert_int_equal(rules->count, 31);
    for (int i = 0; i < rules->count; i++) {
        bool fires = false;
        bool silent = false;

        for (size_t n = 0; n < signal_case_count; n++) {
            if (strcmp(signal_cases[n].id, rules->rules[i].id) != 0)
                continue;
            fires = fires || signal_cases[n].severity != SEVERITY_NONE;
            silent = silent || signal_cases[n].severity == SEVERITY_NONE;
        }
        if (!fires || !silent)
            fail_msg("%s has no case where it %s", rules->rules[i].id, fires ? "rests" : "fires");
    }
}

/* --- order, state --- */

static void worst_come_first_and_growth_after_risk(void **state)
{
    (void)state;
    struct dossier_maker maker;
    struct signal_list signals;

    maker_init(&maker, "2026-11-23");
    maker_healthy(&maker);
    maker_leave(&maker, 0);
    maker_reading(&maker, "days_past_due", "-1", 20);
    maker_add(&maker, KIND_NOTE, "at", "-2", "kind", "call", "tags", "budget", NULL);
    evaluate(&maker, &signals);
    assert_true(signals.count >= 3);
    assert_string_equal(signals.items[0].rule->id, "champion-left");
    assert_string_equal(signals.items[1].rule->id, "payment-late");
    assert_string_equal(signals.items[2].rule->id, "new-need");
    maker_fini(&maker);
}

struct state_case {
    const char *handled, *quiet_until, *muted;
    bool hidden;
};
static const struct state_case state_cases[] = {
    {"high 4411", "today", "no", true},
    {"high 4411", "+5", "no", true},
    {"high 4411", "-1", "no", false},   /* the quiet is over */
    {"medium 4411", "+5", "no", false}, /* it is worse now */
    {"high 4400", "+5", "no", false},   /* another ticket */
    {"", "+5", "no", true},
    {"", "", "no", false},
    {"", "", "yes", true},
};

static void handled_is_quiet_until_the_facts_change(void **state)
{
    (void)state;
    struct dossier_maker maker;
    struct signal_list signals;

    maker_init(&maker, "2026-11-23");
    for (size_t i = 0; i < COUNT_OF(state_cases); i++) {
        const struct state_case *row = &state_cases[i];

        begin(&maker);
        maker_add(&maker, KIND_TICKET, "id", "4411", "opened", "-9", "escalated", "yes", "status",
            "open", NULL);
        maker_add(&maker, KIND_SIGNAL, "signal", "urgent-ticket", "handled_text", row->handled,
            "quiet_until", row->quiet_until, "muted", row->muted, NULL);
        evaluate(&maker, &signals);
        const struct signal *signal = find(&signals, "urgent-ticket");

        assert_non_null(signal);
        assert_string_equal(signal->facts, "high 4411");
        assert_int_equal(signal->hidden, row->hidden);
        assert_non_null(signal->state);
    }
    maker_fini(&maker);
}

static void nothing_is_sold_to_the_unhealthy(void **state)
{
    (void)state;
    struct dossier_maker maker;
    struct signal_list signals;

    maker_init(&maker, "2026-11-23");
    maker_healthy(&maker);
    maker_add(&maker, KIND_NOTE, "at", "-2", "kind", "call", "tags", "budget", NULL);
    evaluate(&maker, &signals);
    assert_string_equal(find(&signals, "new-need")->suggests, "expansion");
    maker_reading(&maker, "days_past_due", "-1", 61); /* caps at 50: red */
    evaluate(&maker, &signals);
    assert_null(find(&signals, "new-need")->suggests);
    maker_fini(&maker);
}

struct text_case {
    const char *text;
    int column; /* of the fault; 0: none */
};
static const struct text_case text_cases[] = {
    {"invoice {days}d past due[, since {date}]", 0},
    {"{name} owes {arr}", 0},
    {"plain", 0},
    {"{dayz} late", 1},
    {"it is {days late", 7},
    {"it is {} late", 7},
    {"a [b [c]]", 6},
    {"a] b", 2},
    {"a [b", 3},
};

static void templates_are_checked(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(text_cases); i++) {
        struct error err = {0};
        bool well = signal_text_check(text_cases[i].text, "payment-late", &err);

        assert_int_equal(well, text_cases[i].column == 0);
        assert_int_equal(err.column, text_cases[i].column);
    }
}

/* --- rows that were found, over those that are stored --- */

static struct row *signal_row(struct arena *arena, int64_t key, const char *id, bool by_hand)
{
    struct row *row = row_new(arena, KIND_SIGNAL);

    row->key = key;
    row_set_text(row, SIGNAL_SIGNAL, id);
    row_set_integer(row, SIGNAL_OPEN, 1);
    row_set_integer(row, SIGNAL_BY_HAND, by_hand);
    return row;
}

/* One goes on, one is over, one is a person's own, one was closed with an outcome and is about
 * something else by now, one is history, and one is new. */
static void rows_that_are_open_once_they_are_written(void **state)
{
    struct arena arena = {0};
    struct row *stored[] = {signal_row(&arena, 1, "goes-on", false),
        signal_row(&arena, 2, "over", false), signal_row(&arena, 3, "by-hand", true),
        signal_row(&arena, 4, "again", false), signal_row(&arena, 5, "history", false)};
    struct row *found[] = {signal_row(&arena, 0, "new", false),
        signal_row(&arena, 0, "again", false), signal_row(&arena, 1, "goes-on", false)};
    const struct row *wanted[] = {found[2], stored[2], found[0], found[1]};
    const struct row_list olds = {.items = stored, .count = COUNT_OF(stored)};
    const struct row_list news = {.items = found, .count = COUNT_OF(found)};
    struct row_list open;

    row_set_text(stored[3], SIGNAL_OUTCOME, "saved");
    row_set_text(stored[4], SIGNAL_OUTCOME, "lost");
    row_set_integer(stored[4], SIGNAL_OPEN, 0);
    signal_rows_after(&olds, &news, &arena, &open);
    assert_int_equal(open.count, COUNT_OF(wanted));
    for (size_t i = 0; i < open.count; i++)
        assert_ptr_equal(open.items[i], wanted[i]);
    assert_true(signal_row_is_over(stored[1], &olds, &news));
    assert_true(signal_row_is_over(stored[3], &olds, &news)); /* it begins another row */
    assert_false(signal_row_is_over(stored[2], &olds, &news));
    arena_fini(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_healthy_account_is_silent),
        cmocka_unit_test(an_empty_account_says_what_is_missing),
        cmocka_unit_test(each_fires_and_does_not),
        cmocka_unit_test(every_shipped_signal_has_both_cases),
        cmocka_unit_test(worst_come_first_and_growth_after_risk),
        cmocka_unit_test(handled_is_quiet_until_the_facts_change),
        cmocka_unit_test(nothing_is_sold_to_the_unhealthy),
        cmocka_unit_test(templates_are_checked),
        cmocka_unit_test(rows_that_are_open_once_they_are_written),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
