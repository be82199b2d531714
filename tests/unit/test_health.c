/* Health: model.md E7-E11. 23 Nov 2026 is a Monday. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <math.h>
#include <string.h>
#include <cmocka.h>
#include "base/money.h"
#include "support/shipped_rules.h"

static const struct health_part *part_of(const struct health *health, const char *id)
{
    for (int i = 0; i < health->part_count; i++) {
        if (strcmp(health->parts[i].measure->id, id) == 0)
            return &health->parts[i];
    }
    fail_msg("no measure %s", id);
    return NULL;
}

static bool near(double a, double b)
{
    return fabs(a - b) < 1e-9;
}

/* --- E7 --- */

struct score_case {
    double zero, full, value;
    double score;
};
static const struct score_case score_cases[] = {
    {7, 30, 18, 100. * 11 / 23}, /* the test vector: 47.83, shown 48 */
    {7, 30, 7, 0},
    {7, 30, 6, 0},
    {7, 30, 30, 100},
    {7, 30, 31, 100},
    {2, 0, 0, 100}, /* less is better */
    {2, 0, 1, 50},
    {2, 0, 3, 0},
    {-.3, 0, -.15, 50},
};

static void numeric_scores(void **state)
{
    (void)state;
    const struct health_measure measure = {.form = SCORE_NUMERIC};

    for (size_t i = 0; i < COUNT_OF(score_cases); i++) {
        const struct score_case *row = &score_cases[i];
        const struct score_threshold threshold = {.zero = row->zero, .full = row->full};
        double score = -1;

        assert_true(health_measure_score(&measure, &threshold, row->value, NULL, &score));
        assert_true(near(score, row->score));
    }
    assert_int_equal(round_half_up(score_cases[0].score), 48);
    const struct score_threshold equal = {.zero = 1, .full = 1};
    double score;

    assert_false(health_measure_score(&measure, &equal, 1, NULL, &score));
    assert_false(health_measure_score(&measure, NULL, 1, NULL, &score));
}

static void tiers_and_picks(void **state)
{
    (void)state;
    static const struct score_pick tiers[] = {{NULL, 0, 100}, {NULL, 15, 70}, {NULL, 30, 40}};
    static const struct score_pick picks[] = {{"good", 0, 100}, {"bad", 0, 10}};
    const struct health_measure tiered = {.form = SCORE_TIERED, .picks = tiers, .pick_count = 3};
    const struct health_measure picked = {.form = SCORE_PICKLIST, .picks = picks, .pick_count = 2};
    double score = -1;

    assert_true(health_measure_score(&tiered, NULL, 0, NULL, &score) && score == 100);
    assert_true(health_measure_score(&tiered, NULL, 15, NULL, &score) && score == 70);
    assert_true(health_measure_score(&tiered, NULL, 15.1, NULL, &score) && score == 40);
    assert_true(health_measure_score(&tiered, NULL, 99, NULL, &score) && score == 40);
    assert_true(health_measure_score(&picked, NULL, 0, "Bad", &score) && score == 10);
    assert_false(health_measure_score(&picked, NULL, 0, "so so", &score));
    assert_false(health_measure_score(&picked, NULL, 0, NULL, &score));
}

/* --- E8 --- */

struct fade_case {
    struct health_freshness freshness;
    int age, interval;
    double score;
    double share;
    bool stale;
};
#define SENTIMENT                                                                                  \
    {                                                                                              \
        30, 60, 90, 14, 120, false                                                                 \
    }
#define USAGE                                                                                      \
    {                                                                                              \
        14, -1, 45, -1, -1, true                                                                   \
    }
static const struct fade_case fade_cases[] = {
    {SENTIMENT, 30, 0, 100, 1, false},
    {SENTIMENT, 31, 0, 100, 59. / 60, true},
    {SENTIMENT, 60, 0, 100, .5, true},
    {SENTIMENT, 90, 0, 100, 0, true},
    {SENTIMENT, 14, 0, 60, 1, false}, /* 60 and less: never fades */
    {SENTIMENT, 15, 0, 60, 1, true},
    {SENTIMENT, 120, 0, 10, 1, true},
    {SENTIMENT, 121, 0, 10, 0, true},
    {USAGE, 14, 7, 90, 1, false},
    {USAGE, 15, 7, 90, 1, true}, /* keeps its weight */
    {USAGE, 45, 7, 90, 1, true},
    {USAGE, 46, 7, 90, 0, true},
    {USAGE, 60, 30, 90, 1, false}, /* a monthly feed: twice its interval */
    {USAGE, 91, 30, 90, 1, true},
    {USAGE, 92, 30, 90, 0, true},
    {{10, 0, -1, -1, -1, false}, 10, 0, 90, 1, false}, /* g = 0: none from day d + 1 */
    {{10, 0, -1, -1, -1, false}, 11, 0, 90, 0, true},
    {{-1, -1, -1, -1, -1, false}, 9999, 0, 90, 1, false},
};

static void age_takes_weight(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(fade_cases); i++) {
        const struct fade_case *row = &fade_cases[i];
        double share = health_fade(&row->freshness, row->age, row->score, row->interval);
        bool stale = health_is_stale(&row->freshness, row->age, row->score, row->interval);

        if (!near(share, row->share) || stale != row->stale)
            fail_msg("case %zu: %g, %s", i, share, stale ? "stale" : "fresh");
    }
}

/* --- E9, with a model of three metrics --- */

static const struct score_threshold as_it_is = {.max_age_days = INT32_MAX, .full = 100};
#define METRIC(name, points, of_group)                                                             \
    {                                                                                              \
        .id = name, .label = name, .input = INPUT_METRIC, .metric = name, .weight = points,        \
        .group = of_group, .form = SCORE_NUMERIC, .thresholds = &as_it_is, .threshold_count = 1,   \
        .freshness = {                                                                             \
            -1,                                                                                    \
            -1,                                                                                    \
            -1,                                                                                    \
            -1,                                                                                    \
            -1,                                                                                    \
            false                                                                                  \
        }                                                                                          \
    }
static const struct health_measure three[] = {
    METRIC("a", 20, 0), METRIC("b", 15, 1), METRIC("c", 22, 2), METRIC("d", 43, 3)};
static const char *const group_names[] = {"A", "B", "C", "D"};
static const bool group_proves[] = {true, false, false, false};
static const struct health_model three_model = {.id = "three",
    .groups = group_names,
    .group_is_usage_or_outcome = group_proves,
    .group_count = 4,
    .measures = three,
    .measure_count = 4};
static const struct health_rules three_rules = {.models = &three_model, .model_count = 1};

static void three_readings(struct dossier_maker *maker)
{
    maker_reading(maker, "a", "today", 47);
    maker_reading(maker, "b", "-3", 59);
    maker_reading(maker, "c", "-4", 21);
}

static void the_test_vector_rolls_up(void **state)
{
    (void)state;
    struct dossier_maker maker;

    maker_init(&maker, "2026-11-23");
    three_readings(&maker);
    struct health health = health_made(&maker, &three_rules, maker.today);

    assert_true(fabs(health.raw - 40.12) < .005);
    assert_int_equal(health.score, 40);
    assert_int_equal(health.band, BAND_RED);
    assert_true(near(health.coverage, 1)); /* nobody ever had d: not in use */
    assert_int_equal(part_of(&health, "d")->state, MEASURE_NOT_IN_USE);
    maker.book.metrics_in_use = health_metric_bit("d");
    health = health_made(&maker, &three_rules, maker.today);
    assert_int_equal(part_of(&health, "d")->state, MEASURE_MISSING);
    assert_true(near(health.coverage, .57));
    assert_true(health.thin);
    assert_int_equal(health.score, 40);
    maker_fini(&maker);
}

static void contributions_and_losses_sum(void **state)
{
    (void)state;
    struct dossier_maker maker;
    double points = 0;
    double losses = 0;

    maker_init(&maker, "2026-11-23");
    three_readings(&maker);
    struct health health = health_made(&maker, &three_rules, maker.today);

    for (int i = 0; i < health.part_count; i++) {
        points += health.parts[i].contribution;
        losses += health.parts[i].loss;
        if (i > 0)
            assert_true(health.parts[i].loss <= health.parts[i - 1].loss);
    }
    assert_true(near(points, health.raw));
    assert_true(near(losses, 100 - health.raw));
    assert_string_equal(health.parts[0].measure->id, "c");
    maker_fini(&maker);
}

struct unknown_case {
    const char *metrics; /* those that are known */
    const char *in_use;  /* those that others of the book have */
    int score;
};
static const struct unknown_case unknown_cases[] = {
    {"abc", "", 80},
    {"ab", "", -1},   /* fewer than 3 */
    {"abc", "d", 80}, /* 57 of 100 */
    {"ab", "cd", -1}, /* under half */
    {"abd", "c", 80}, /* 78 of 100 */
    {"", "abcd", -1},
};

static void too_little_is_unknown(void **state)
{
    (void)state;
    struct dossier_maker maker;

    maker_init(&maker, "2026-11-23");
    for (size_t i = 0; i < COUNT_OF(unknown_cases); i++) {
        const struct unknown_case *row = &unknown_cases[i];

        maker_reset(&maker);
        for (const char *at = row->metrics; *at; at++)
            maker_reading(&maker, (char[]){*at, '\0'}, "today", 80);
        for (const char *at = row->in_use; *at; at++)
            maker.book.metrics_in_use |= health_metric_bit((char[]){*at, '\0'});
        struct health health = health_made(&maker, &three_rules, maker.today);

        assert_int_equal(health.score, row->score);
        assert_int_equal(health.band, row->score < 0 ? BAND_UNKNOWN : BAND_GREEN);
    }
    maker_fini(&maker);
}

static void two_groups_are_needed(void **state)
{
    (void)state;
    static const struct health_measure one_group[] = {
        METRIC("a", 20, 0), METRIC("b", 15, 0), METRIC("c", 22, 0)};
    struct health_model model = three_model;
    const struct health_rules rules = {.models = &model, .model_count = 1};
    struct dossier_maker maker;

    model.measures = one_group;
    model.measure_count = 3;
    maker_init(&maker, "2026-11-23");
    three_readings(&maker);
    struct health health = health_made(&maker, &rules, maker.today);

    assert_int_equal(health.known, 3);
    assert_int_equal(health.groups_known, 1);
    assert_int_equal(health.score, -1);
    maker_fini(&maker);
}

static void what_is_later_does_not_exist(void **state)
{
    (void)state;
    struct dossier_maker maker;

    maker_init(&maker, "2026-11-23");
    three_readings(&maker);
    assert_int_equal(health_made(&maker, &three_rules, maker.today).score, 40);
    assert_int_equal(health_made(&maker, &three_rules, maker.today - 1).score, -1);
    maker_fini(&maker);
}

struct rounding_case {
    double value;
    int score;
    enum health_band band;
};
static const struct rounding_case rounding_cases[] = {
    {50.4, 50, BAND_RED},
    {50.5, 51, BAND_YELLOW},
    {75.49, 75, BAND_YELLOW},
    {75.5, 76, BAND_GREEN},
    {0, 0, BAND_RED},
    {100, 100, BAND_GREEN},
};

static void rounding_is_half_up_once(void **state)
{
    (void)state;
    struct dossier_maker maker;

    maker_init(&maker, "2026-11-23");
    for (size_t i = 0; i < COUNT_OF(rounding_cases); i++) {
        maker_reset(&maker);
        maker_reading(&maker, "a", "today", rounding_cases[i].value);
        maker_reading(&maker, "b", "today", rounding_cases[i].value);
        maker_reading(&maker, "c", "today", rounding_cases[i].value);
        struct health health = health_made(&maker, &three_rules, maker.today);

        assert_int_equal(health.score, rounding_cases[i].score);
        assert_int_equal(health.band, rounding_cases[i].band);
    }
    maker_fini(&maker);
}

/* --- E10, E11 --- */

static double total_of(const struct health_change *change)
{
    double sum = 0;

    for (size_t i = 0; i < change->moves.count; i++)
        sum += change->moves.items[i].points;
    return sum;
}

static double moved_by(const struct health_change *change, enum move_kind kind)
{
    double sum = 0;

    for (size_t i = 0; i < change->moves.count; i++)
        sum += change->moves.items[i].kind == kind ? change->moves.items[i].points : 0;
    return sum;
}

static void a_change_adds_up(void **state)
{
    (void)state;
    static const struct health_measure fading = METRIC("d", 43, 3);
    struct health_measure with_age[4];
    struct health_model model = three_model;
    const struct health_rules rules = {.models = &model, .model_count = 1};
    struct dossier_maker maker;
    struct health_change change;

    memcpy(with_age, three, sizeof(with_age));
    with_age[3] = fading;
    with_age[1].freshness.gone_days = 8; /* lost between the days */
    model.measures = with_age;
    maker_init(&maker, "2026-11-23");
    maker_reading(&maker, "a", "-9", 90);
    maker_reading(&maker, "b", "-9", 77);
    maker_reading(&maker, "c", "-9", 64);
    maker_reading(&maker, "a", "-1", 31);
    maker_reading(&maker, "d", "-1", 55);
    struct health then = health_made(&maker, &rules, maker.today - 7);
    struct health now = health_made(&maker, &rules, maker.today);

    assert_true(health_explain_change(&then, &now, &maker.arena, &change));
    assert_int_equal(change.total, now.score - then.score);
    assert_true(near(total_of(&change), change.total));
    assert_true(near(change.by_measures, 20. * (31 - 90) / 57));
    assert_true(near(moved_by(&change, MOVE_MEASURE), change.by_measures));
    assert_true(moved_by(&change, MOVE_LOST) != 0);
    assert_true(moved_by(&change, MOVE_NEW) != 0);
    assert_string_equal(change.moves.items[0].label, "a");
    maker_fini(&maker);
}

static void caps_and_the_override_are_parts_of_a_change(void **state)
{
    (void)state;
    struct dossier_maker maker;
    struct health_change change;

    maker_init(&maker, "2026-11-23");
    maker_healthy(&maker);
    struct health then = health_made(&maker, NULL, maker.today - 4);

    maker_leave(&maker, 0);
    maker_account(&maker, "health_set", "70", "health_from", "-1", NULL);
    struct health now = health_made(&maker, NULL, maker.today);

    assert_true(health_explain_change(&then, &now, &maker.arena, &change));
    assert_true(near(moved_by(&change, MOVE_CAPS), -40));
    assert_true(near(moved_by(&change, MOVE_OVERRIDE), 10));
    assert_true(near(total_of(&change), -30));
    assert_int_equal(change.total, -30);
    now.computed = -1;
    assert_false(health_explain_change(&then, &now, &maker.arena, &change));
    maker_fini(&maker);
}

struct trend_case {
    const char *days[3];
    int health[3];
    int change;
};
static const struct trend_case trend_cases[] = {
    {{"-7"}, {90}, 10},
    {{"-30", "-3"}, {95, 98}, 5}, /* the row in force at t - 7 */
    {{"-6"}, {90}, HEALTH_NO_CHANGE},
    {{"-9", "-5", "-4"}, {90, -1, 95}, HEALTH_NO_CHANGE}, /* unknown between */
    {{"-20", "-9"}, {90, -1}, HEALTH_NO_CHANGE},
    {{"-20", "-9"}, {-1, 80}, 20},
    {{NULL}, {0}, HEALTH_NO_CHANGE},
};

static void the_change_of_seven_days(void **state)
{
    (void)state;
    struct dossier_maker maker;

    maker_init(&maker, "2026-11-23");
    for (size_t i = 0; i < COUNT_OF(trend_cases); i++) {
        maker_reset(&maker);
        maker_healthy(&maker);
        for (int n = 0; n < 3 && trend_cases[i].days[n]; n++)
            maker_snapshot(&maker, trend_cases[i].days[n], trend_cases[i].health[n]);
        assert_int_equal(health_made(&maker, NULL, maker.today).change_7d, trend_cases[i].change);
    }
    maker_fini(&maker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numeric_scores),
        cmocka_unit_test(tiers_and_picks),
        cmocka_unit_test(age_takes_weight),
        cmocka_unit_test(the_test_vector_rolls_up),
        cmocka_unit_test(contributions_and_losses_sum),
        cmocka_unit_test(too_little_is_unknown),
        cmocka_unit_test(two_groups_are_needed),
        cmocka_unit_test(what_is_later_does_not_exist),
        cmocka_unit_test(rounding_is_half_up_once),
        cmocka_unit_test(a_change_adds_up),
        cmocka_unit_test(caps_and_the_override_are_parts_of_a_change),
        cmocka_unit_test(the_change_of_seven_days),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
