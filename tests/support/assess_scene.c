#include "support/assess_scene.h"

#include <stdio.h>
#include <string.h>
#include "base/bug.h"

/* Health is the mean of three readings, so that a case can say how healthy it is. */
static const struct score_threshold plain[] = {{.max_age_days = INT32_MAX, .zero = 0, .full = 100}};
#define MEASURE(name, at)                                                                          \
    {                                                                                              \
        .id = name, .label = name, .input = INPUT_METRIC, .metric = name, .weight = 1,             \
        .group = at, .form = SCORE_NUMERIC, .thresholds = plain, .threshold_count = 1,             \
        .freshness = {                                                                             \
            -1,                                                                                    \
            -1,                                                                                    \
            -1,                                                                                    \
            -1,                                                                                    \
            -1,                                                                                    \
            false                                                                                  \
        }                                                                                          \
    }
static const struct health_measure measures[] = {
    MEASURE("one", 0), MEASURE("two", 0), MEASURE("three", 1)};
static const char *const groups[] = {"usage", "voice"};
static const bool is_usage[] = {true, false};
static const struct health_model model = {.id = "plain",
    .title = "plain",
    .groups = groups,
    .group_is_usage_or_outcome = is_usage,
    .group_count = 2,
    .measures = measures,
    .measure_count = COUNT_OF(measures)};
static const struct health_rules health = {.models = &model, .model_count = 1};

/* A signal fires where its word stands in the account's segment. */
static struct signal_rule signal_rows[] = {
    {.id = "fire", .severity = SEVERITY_HIGH, .text = "it burns", .next = "put it out"},
    {.id = "smoke", .severity = SEVERITY_MEDIUM, .text = "it smokes", .suggests = "risk-recovery"},
    {.id = "smell", .severity = SEVERITY_LOW, .text = "it smells", .next = "open a window"},
    {.id = "bloom",
        .growth = true,
        .severity = SEVERITY_HIGH,
        .text = "it grows",
        .next = "propose seats"},
    {.id = "promise-overdue", .severity = SEVERITY_MEDIUM, .text = "promised", .next = "keep it"},
    {.id = "no-touch", .severity = SEVERITY_LOW, .text = "silence", .next = "ring them"},
};
static const struct signal_rules signals = {signal_rows, COUNT_OF(signal_rows)};

void scene_init(struct scene *scene)
{
    memset(scene, 0, sizeof(*scene));
    maker_init(&scene->maker, "2026-11-23");
    scene->maker.book.metrics_in_use = UINT64_MAX;
    scene->rules =
        (struct rules){.settings = &scene->maker.settings, .health = &health, .signals = &signals};
    for (size_t i = 0; i < COUNT_OF(signal_rows); i++) {
        struct query *when;
        char text[64];

        snprintf(text, sizeof(text), "segment ~ %s", signal_rows[i].id);
        BUG_ON(!query_parse(
            text, KIND_ACCOUNT, &scene->maker.settings, &scene->maker.arena, &when, NULL));
        signal_rows[i].when = when;
    }
}

void scene_fini(struct scene *scene)
{
    maker_fini(&scene->maker);
    arena_fini(&scene->arena);
}

void scene_health(struct scene *scene, const char *day, int score)
{
    for (size_t i = 0; i < COUNT_OF(measures); i++)
        maker_reading(&scene->maker, measures[i].metric, day, score);
}

void scene_assess(struct scene *scene)
{
    assess(&(struct assess_given){&scene->rules, &scene->maker.dossier, &scene->maker.book},
        scene->maker.today, ASSESS_TO_SHOW, &scene->arena, &scene->made);
}

void scene_usual(struct scene *scene)
{
    scene_init(scene);
    maker_account(&scene->maker, "start", "-400", NULL);
    maker_add(&scene->maker, KIND_CONTACT, "name", "Lena Holt", "influence", "high", NULL);
    maker_add(&scene->maker, KIND_CONTACT, "name", "Amir Haddad", "role", "champion", NULL);
    scene_health(scene, "-60", 80);
}
