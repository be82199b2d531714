/* The shipped health.yaml loads without a fault and says what defaults.md says; faults have their
 * place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "files/embedded.h"
#include "files/health_file.h"
#include "support/dossier_maker.h"

static struct dossier_maker maker;
static struct health_rules rules;

static int read_shipped(void **state)
{
    (void)state;
    const struct embedded *file = embedded_find("config/health.yaml");
    struct fault_list faults = {0};
    struct str line = {0};

    assert_non_null(file);
    maker_init(&maker, "2026-11-23");
    bool well = health_file_read(
        file->path, file->text, file->len, &maker.settings, &maker.arena, &faults, &rules);

    for (size_t i = 0; i < faults.count; i++) {
        str_clear(&line);
        fault_format(&faults.items[i], &line);
        fprintf(stderr, "%s\n", str_text(&line));
    }
    str_fini(&line);
    fault_list_fini(&faults);
    return well ? 0 : -1;
}

static int drop_shipped(void **state)
{
    (void)state;
    maker_fini(&maker);
    return 0;
}

struct weight_case {
    const char *model;
    const char *measure;
    double weight;
};
static const struct weight_case weight_cases[] = {
    {"onboarding", "adoption", 15},
    {"onboarding", "usage_trend", 0},
    {"onboarding", "onboarding", 40},
    {"onboarding", "sentiment", 15},
    {"onboarding", "two_way_contact", 15},
    {"onboarding", "sponsor", 5},
    {"onboarding", "urgent_tickets", 10},
    {"low-touch", "adoption", 25},
    {"low-touch", "usage_trend", 20},
    {"low-touch", "depth", 15},
    {"low-touch", "goals", 0},
    {"low-touch", "urgent_tickets", 15},
    {"low-touch", "csat", 5},
    {"low-touch", "nps", 10},
    {"low-touch", "payment", 10},
    {"standard", "adoption", 15},
    {"standard", "usage_trend", 12},
    {"standard", "depth", 8},
    {"standard", "goals", 20},
    {"standard", "onboarding", 0},
    {"standard", "sentiment", 8},
    {"standard", "two_way_contact", 5},
    {"standard", "sponsor", 7},
    {"standard", "urgent_tickets", 10},
    {"standard", "csat", 5},
    {"standard", "nps", 6},
    {"standard", "payment", 4},
};

static const struct health_model *model(const char *id)
{
    for (int i = 0; i < rules.model_count; i++) {
        if (strcmp(rules.models[i].id, id) == 0)
            return &rules.models[i];
    }
    fail_msg("no model %s", id);
    return NULL;
}

static const struct health_measure *measure(const struct health_model *of, const char *id)
{
    for (int i = 0; i < of->measure_count; i++) {
        if (strcmp(of->measures[i].id, id) == 0)
            return &of->measures[i];
    }
    return NULL;
}

static void weights_are_those_of_the_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(weight_cases); i++) {
        const struct weight_case *row = &weight_cases[i];
        const struct health_measure *found = measure(model(row->model), row->measure);

        assert_true((found ? found->weight : 0) == row->weight);
    }
}

static void each_model_sums_to_100(void **state)
{
    (void)state;
    assert_int_equal(rules.model_count, 3);
    for (int i = 0; i < rules.model_count; i++) {
        double sum = 0;

        for (int m = 0; m < rules.models[i].measure_count; m++)
            sum += rules.models[i].measures[m].weight;
        assert_true(sum == 100);
    }
    assert_null(rules.models[2].when);
}

static void caps_are_those_of_the_table(void **state)
{
    (void)state;
    static const int at_most[] = {10, 25, 45, 50, 50, 50, 60, 60, 65, 70, 75};

    assert_int_equal(rules.cap_count, (int)COUNT_OF(at_most));
    for (int i = 0; i < rules.cap_count; i++) {
        assert_int_equal(rules.caps[i].at_most, at_most[i]);
        assert_int_equal(rules.caps[i].blocks_green, i < 3);
    }
}

static void numbers_are_read(void **state)
{
    (void)state;
    const struct health_measure *adoption = measure(model("standard"), "adoption");
    const struct health_measure *payment = measure(model("standard"), "payment");
    const struct health_measure *sentiment = measure(model("standard"), "sentiment");

    assert_int_equal(adoption->threshold_count, 4);
    assert_true(adoption->thresholds[0].not_applicable);
    assert_true(adoption->thresholds[2].zero > .0999 && adoption->thresholds[2].zero < .1001);
    assert_int_equal(adoption->thresholds[2].max_age_days, 180);
    assert_true(adoption->freshness.by_feed);
    assert_int_equal(payment->form, SCORE_TIERED);
    assert_int_equal(payment->picks[1].score, 70);
    assert_int_equal(sentiment->picks[2].score, 10);
    assert_int_equal(sentiment->freshness.bad_gone_days, 120);
}

/* The shipped limits are those of the code, and each can be another one. */
static void limits_are_the_models(void **state)
{
    static const char text[] =
        "groups:\n  a:\n    title: A\nmeasures:\n  m:\n    group: a\n    reads: adoption\n"
        "    worth_0: 0\n    worth_100: 1\nmodels:\n  x:\n    weights: {m: 1}\n"
        "limits:\n  red_up_to: 40\n  yellow_up_to: 60\n  least_groups: 1\n";
    const struct health_limits *shipped = health_limits_of(&rules);
    struct settings settings = {0};
    struct fault_list faults = {0};
    struct arena arena = {0};
    struct health_rules own;

    assert_int_equal(memcmp(shipped, &health_usual_limits, sizeof(*shipped)), 0);
    assert_true(
        health_file_read("own.yaml", text, sizeof(text) - 1, &settings, &arena, &faults, &own));
    assert_int_equal(health_limits_of(&own)->least_groups, 1);
    assert_int_equal(health_limits_of(&own)->least_measures, 3);
    assert_int_equal(health_band_by(health_limits_of(&own), 40), BAND_RED);
    assert_int_equal(health_band_by(health_limits_of(&own), 41), BAND_YELLOW);
    assert_int_equal(health_band_by(health_limits_of(&own), 60), BAND_YELLOW);
    assert_int_equal(health_band_by(health_limits_of(&own), 61), BAND_GREEN);
    assert_int_equal(health_band_by(health_limits_of(&own), -1), BAND_UNKNOWN);
    arena_fini(&arena);
    fault_list_fini(&faults);
}

struct fault_case {
    const char *text;
    int line, column;
    const char *says;
    const char *nearest;
};

#define GROUPS "groups:\n  a:\n    title: A\n"
#define MEASURE GROUPS "measures:\n  m:\n    group: a\n    reads: adoption\n"

#define WHOLE                                                                                      \
    MEASURE "    worth_0: 0\n    worth_100: 1\n"                                                   \
            "models:\n  x:\n    weights: {m: 1}\n"

static const struct fault_case fault_cases[] = {
    {"grups:\n  a:\n", 1, 1, "grups", "groups"},
    {WHOLE "limits:\n  red_up_to: 80\n", 14, 14, "yellow must end above red", NULL},
    {WHOLE "limits:\n  red_upto: 40\n", 14, 3, "red_upto", "red_up_to"},
    {WHOLE "limits:\n  least_coverage: 150%\n", 14, 19, "least_coverage", NULL},
    {GROUPS
        "measures:\n  m:\n    group: b\n    reads: adoption\n    worth_0: 0\n    worth_100: 1\n",
        6, 12, "group", NULL},
    {GROUPS
        "measures:\n  m:\n    group: a\n    reads: adoptoin\n    worth_0: 0\n    worth_100: 1\n",
        7, 12, "adoptoin", "adoption"},
    {MEASURE "    worth_0: 1\n    worth_100: 1\nmodels:\n  x:\n    weights: {m: 1}\n", 9, 16,
        "same value", NULL},
    {MEASURE "models:\n  x:\n    weights: {m: 1}\n", 6, 5, "has one of", NULL},
    {MEASURE "    worth_0: 0\n    worth_100: 1\nmodels:\n  x:\n    weights: {mm: 1}\n", 12, 15,
        "mm", NULL},
    {MEASURE "    worth_0: 0\n    worth_100: 1\nmodels:\n  x:\n    when: stagge = x\n"
             "    weights: {m: 1}\n",
        12, 11, "stagge", NULL},
    {MEASURE "    worth_0: 0\n    worth_100: 1\nmodels:\n  x:\n    weights: {m: 1}\n  y:\n"
             "    weights: {m: 1}\n",
        13, 3, "no account gets here", NULL},
    {MEASURE "    worth_0: 0\n    worth_100: 1\nmodels:\n  x:\n    weights: {m: lots}\n", 12, 18,
        "lots", NULL},
    {MEASURE "    up_to:\n      - bound: 5\n        score: 1\n      - bound: 4\n        score: 0\n"
             "models:\n  x:\n    weights: {m: 1}\n",
        11, 9, "go up", NULL},
    {MEASURE "    worth_0: 0\n    worth_100: 1\nmodels:\n  x:\n    weights: {m: 1}\ncaps:\n  c:\n"
             "    at_most: 50\n",
        14, 3, "needs a rule", NULL},
    {MEASURE "    worth_0: 0\n    worth_100: 1\nmodels:\n  x:\n    weights: {m: 1}\ncaps:\n  c:\n"
             "    at_most: 500\n    rule: unproven\n",
        15, 14, "500", NULL},
    {MEASURE "    worth_0: 0\n    worth_100: 1\nmodels:\n  x:\n    weights: {m: 1}\ncaps:\n  c:\n"
             "    at_most: 50\n    rule: champion-lef\n",
        16, 11, "champion-lef", "champion-left"},
};

static void faults_have_their_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(fault_cases); i++) {
        const struct fault_case *row = &fault_cases[i];
        struct fault_list faults = {0};
        struct health_rules read = {0};
        bool well = health_file_read("health.yaml", row->text, strlen(row->text), &maker.settings,
            &maker.arena, &faults, &read);

        assert_false(well);
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

static void an_empty_file_has_no_model(void **state)
{
    (void)state;
    struct fault_list faults = {0};
    struct health_rules read = {.model_count = 7};

    assert_true(
        health_file_read("health.yaml", "", 0, &maker.settings, &maker.arena, &faults, &read));
    assert_int_equal(read.model_count, 0);
    fault_list_fini(&faults);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weights_are_those_of_the_table),
        cmocka_unit_test(each_model_sums_to_100),
        cmocka_unit_test(caps_are_those_of_the_table),
        cmocka_unit_test(numbers_are_read),
        cmocka_unit_test(limits_are_the_models),
        cmocka_unit_test(faults_have_their_place),
        cmocka_unit_test(an_empty_file_has_no_model),
    };

    return cmocka_run_group_tests(tests, read_shipped, drop_shipped);
}
