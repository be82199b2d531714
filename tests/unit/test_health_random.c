/* Health of 10,000 random accounts under random models, beside a second calculation of E7, E8 and
 * E9 that knows nothing of core/health, and what must be true of every explanation (E10). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <limits.h>
#include <stdio.h>
#include <math.h>
#include <string.h>
#include <cmocka.h>
#include "support/shipped_rules.h"

enum { ACCOUNTS = 10000, MEASURES = 6, GROUPS = 3, READINGS = 4 };

static uint32_t seed = 20261123;

static int below(int limit)
{
    seed = seed * 1664525u + 1013904223u;
    return (int)((seed >> 9) % (uint32_t)limit);
}

/* --- a model and an account, in plain figures --- */

struct plain_measure {
    double weight, zero, full;
    int group, stale, fade, gone, bad_stale, bad_gone;
    int days[READINGS]; /* before today, rising in time; -1: none */
    double values[READINGS];
};
static struct plain_measure plain[MEASURES];

static const char *const metric_names[MEASURES] = {"m0", "m1", "m2", "m3", "m4", "m5"};
static const char *const group_names[GROUPS] = {"use", "talk", "money"};
static const bool proves[GROUPS] = {true, false, false};
static struct score_threshold thresholds[MEASURES];
static struct health_measure measures[MEASURES];
static const struct health_cap unproven = {
    .id = "unproven", .label = "unproven", .at_most = 75, .rule = "unproven"};
static struct health_model model = {.id = "one",
    .title = "One",
    .groups = group_names,
    .group_is_usage_or_outcome = proves,
    .group_count = GROUPS,
    .measures = measures,
    .measure_count = MEASURES};
static const struct health_rules rules = {
    .models = &model, .model_count = 1, .caps = &unproven, .cap_count = 1};

static int days_or_never(int range)
{
    return below(4) ? below(range) : -1;
}

static void make_measure(int at)
{
    struct plain_measure *one = &plain[at];

    *one = (struct plain_measure){.weight = 1 + below(30),
        .zero = below(20),
        .group = below(GROUPS),
        .stale = days_or_never(40),
        .fade = days_or_never(40),
        .bad_stale = days_or_never(40)};
    one->full = one->zero + (below(2) ? 1 + below(40) : -1 - below(40));
    one->gone = below(2) && one->stale >= 0 ? one->stale + below(60) : -1;
    one->bad_gone = below(3) ? -1 : below(120);
    thresholds[at] =
        (struct score_threshold){.max_age_days = INT_MAX, .zero = one->zero, .full = one->full};
    measures[at] = (struct health_measure){.id = metric_names[at],
        .label = metric_names[at],
        .input = INPUT_METRIC,
        .metric = metric_names[at],
        .weight = one->weight,
        .group = one->group,
        .thresholds = &thresholds[at],
        .threshold_count = 1,
        .freshness = {one->stale, one->fade, one->gone, one->bad_stale, one->bad_gone, false}};
}

static void make_readings(struct dossier_maker *maker, int at)
{
    struct plain_measure *one = &plain[at];
    int day = below(5) ? 60 + below(40) : -1;
    char words[16];

    for (int i = 0; i < READINGS; i++) {
        one->days[i] = day;
        if (day < 0)
            continue;
        one->values[i] = one->zero + (one->full - one->zero) * (below(140) - 20) / 100.0;
        snprintf(words, sizeof(words), "-%d", day);
        maker_reading(maker, metric_names[at], words, one->values[i]);
        day -= 1 + below(30);
    }
}

static void make_account(struct dossier_maker *maker)
{
    maker_reset(maker);
    for (int i = 0; i < MEASURES; i++) {
        maker->book.metrics_in_use |= health_metric_bit(metric_names[i]);
        make_measure(i);
        make_readings(maker, i);
    }
}

/* --- the second calculation --- */

struct second {
    double h, coverage, weights[MEASURES], scores[MEASURES];
    int known, groups;
    int shown;
};

/* The value of the last day that is not after `ago` days before today. */
static bool value_on(const struct plain_measure *one, int ago, double *ret_value, int *ret_age)
{
    bool any = false;

    for (int i = 0; i < READINGS; i++)
        if (one->days[i] >= ago) {
            *ret_value = one->values[i];
            *ret_age = one->days[i] - ago;
            any = true;
        }
    return any;
}

static double weight_left(const struct plain_measure *one, double score, int age)
{
    bool bad = score <= 60 + 1e-9;
    int stale = bad && one->bad_stale >= 0 ? one->bad_stale : one->stale;
    int gone = bad && one->bad_gone >= 0 ? one->bad_gone : one->gone;

    if (gone >= 0 && age > gone)
        return 0;
    if (bad || stale < 0 || age <= stale || one->fade < 0)
        return one->weight;
    if (one->fade == 0)
        return 0;
    return one->weight * fmax(0, 1 - (double)(age - stale) / one->fade);
}

static struct second calculate(int ago)
{
    struct second made = {0};
    double all = 0, full = 0, points = 0;
    bool group_known[GROUPS] = {false};

    for (int i = 0; i < MEASURES; i++) {
        double value;
        int age;

        full += plain[i].weight;
        if (!value_on(&plain[i], ago, &value, &age))
            continue;
        made.scores[i] =
            fmin(100, fmax(0, 100 * (value - plain[i].zero) / (plain[i].full - plain[i].zero)));
        made.weights[i] = weight_left(&plain[i], made.scores[i], age);
        if (made.weights[i] <= 0)
            continue;
        all += made.weights[i];
        points += made.weights[i] * made.scores[i];
        made.known++;
        group_known[plain[i].group] = true;
    }
    for (int i = 0; i < GROUPS; i++)
        made.groups += group_known[i];
    made.h = all > 0 ? points / all : 0;
    made.coverage = all / full;
    made.shown = (int)floor((group_known[0] ? made.h : fmin(made.h, 75)) + .5 + 1e-9);
    if (made.coverage < .5 - 1e-9 || made.known < 3 || made.groups < 2)
        made.shown = -1;
    return made;
}

/* --- what must be true --- */

static const struct health_part *part_of(const struct health *health, int at)
{
    for (int i = 0; i < health->part_count; i++)
        if (health->parts[i].measure == &measures[at])
            return &health->parts[i];
    fail_msg("a measure has no part");
    return NULL;
}

static void check_second(const struct health *health, const struct second *second)
{
    assert_true(fabs(health->raw - second->h) < 1e-9);
    assert_true(fabs(health->coverage - second->coverage) < 1e-9);
    assert_int_equal(health->known, second->known);
    assert_int_equal(health->groups_known, second->groups);
    assert_int_equal(health->score, second->shown);
    assert_int_equal(health->band, second->shown < 0     ? BAND_UNKNOWN
                                   : second->shown <= 50 ? BAND_RED
                                   : second->shown <= 75 ? BAND_YELLOW
                                                         : BAND_GREEN);
    for (int i = 0; i < MEASURES; i++)
        assert_true(fabs(part_of(health, i)->weight - second->weights[i]) < 1e-9);
}

static void check_sums(const struct health *health)
{
    double gives = 0, costs = 0;
    int shown_gives = 0, shown_costs = 0;

    if (!health->known)
        return;
    for (int i = 0; i < health->part_count; i++) {
        gives += health->parts[i].contribution;
        costs += health->parts[i].loss;
        shown_gives += health->parts[i].gives;
        shown_costs += health->parts[i].costs;
        if (i > 0 && health->parts[i].weight > 0)
            assert_true(health->parts[i - 1].loss >= health->parts[i].loss);
    }
    assert_true(fabs(gives - health->raw) < 1e-9);
    assert_true(fabs(costs - (100 - health->raw)) < 1e-9);
    assert_int_equal(shown_gives, health->raw_tenths);
    assert_int_equal(shown_costs, 1000 - health->raw_tenths);
}

static void check_change(const struct health *then, const struct health *now, struct arena *arena)
{
    struct health_change change;
    double sum = 0, by_measures = 0;
    int shown = 0;

    if (!health_explain_change(then, now, arena, &change)) {
        assert_true(then->computed < 0 || now->computed < 0);
        return;
    }
    for (size_t i = 0; i < change.moves.count; i++) {
        const struct health_move *move = &change.moves.items[i];

        sum += move->points;
        shown += move->tenths;
        if (move->kind == MOVE_MEASURE)
            by_measures += move->points;
    }
    assert_int_equal(change.total, now->score - then->score);
    assert_true(fabs(sum - change.total) < 1e-9);
    assert_int_equal(shown, change.total * 10);
    assert_true(fabs(by_measures - change.by_measures) < 1e-9);
}

static void random_accounts(void **state)
{
    struct dossier_maker maker;

    maker_init(&maker, "2026-11-23");
    for (int i = 0; i < ACCOUNTS; i++) {
        int ago = 1 + below(40);
        struct second then_second, now_second;
        struct health then, now;

        make_account(&maker);
        now = health_made(&maker, &rules, maker.today);
        then = health_made(&maker, &rules, maker.today - ago);
        then_second = calculate(ago);
        now_second = calculate(0);
        check_second(&now, &now_second);
        check_second(&then, &then_second);
        check_sums(&now);
        check_change(&then, &now, &maker.arena);
        check_change(&now, &then, &maker.arena);
    }
    maker_fini(&maker);
}

/* Where all is 60 or less, no silence moves the score, until something is gone. */
static void silence_never_heals(void **state)
{
    struct dossier_maker maker;

    maker_init(&maker, "2026-11-23");
    for (int i = 0; i < 1000; i++) {
        struct health first, later;

        make_account(&maker);
        for (int k = 0; k < MEASURES; k++) {
            measures[k].freshness.gone_days = measures[k].freshness.bad_gone_days = -1;
            thresholds[k].full = thresholds[k].zero + (thresholds[k].full - thresholds[k].zero) * 3;
        }
        first = health_made(&maker, &rules, maker.today);
        for (int days = 1; days < 200; days += 1 + below(40)) {
            later = health_made(&maker, &rules, maker.today + days);
            assert_true(fabs(later.raw - first.raw) < 1e-9);
            assert_int_equal(later.known, first.known);
        }
    }
    maker_fini(&maker);
}

/* The same readings once more: nothing moves. */
static void what_says_nothing_new_moves_nothing(void **state)
{
    struct dossier_maker maker;
    char words[16];

    maker_init(&maker, "2026-11-23");
    for (int i = 0; i < 1000; i++) {
        struct health before, after;

        make_account(&maker);
        before = health_made(&maker, &rules, maker.today);
        for (int k = 0; k < MEASURES; k++)
            for (int r = 0; r < READINGS; r++) {
                if (plain[k].days[r] < 0)
                    continue;
                snprintf(words, sizeof(words), "-%d", plain[k].days[r]);
                maker_reading(&maker, metric_names[k], words, plain[k].values[r]);
            }
        after = health_made(&maker, &rules, maker.today);
        assert_int_equal(after.score, before.score);
        assert_true(fabs(after.raw - before.raw) < 1e-12);
        assert_true(fabs(after.coverage - before.coverage) < 1e-12);
    }
    maker_fini(&maker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_accounts),
        cmocka_unit_test(silence_never_heals),
        cmocka_unit_test(what_says_nothing_new_moves_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
