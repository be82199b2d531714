/* A small ground for the figures. */
#include "metric_scene.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "base/money.h"
#include "base/str.h"

static const struct settings settings = {.currency = "USD", .qbr_days = {90, 90, 180, 0}};

void set_up(struct scene *scene, size_t accounts)
{
    memset(scene, 0, sizeof(*scene));
    for (size_t i = 0; i < accounts; i++) {
        scene->keys[i] = (int64_t)i + 1;
        scene->accounts[i] = (struct metric_account){.key = (int64_t)i + 1,
            .tier = 2,
            .mine = true,
            .chosen = true,
            .wanted = true,
            .health = -1,
            .band = BAND_UNKNOWN,
            .arr = MONEY_NONE,
            .currency = "",
            .change_30d = HEALTH_NO_CHANGE,
            .value_share = -1,
            .start = DAY_NONE,
            .left = DAY_NONE,
            .decides = DAY_NONE,
            .active = -1};
    }
    scene->ground = (struct metric_ground){.today = T,
        .settings = &settings,
        .currency = "USD",
        .accounts = scene->accounts,
        .account_count = accounts,
        .all = accounts,
        .history = DAY_NONE};
    scene->ground.ledger.accounts = scene->keys;
    scene->ground.ledger.account_count = accounts;
}

/* A point of the curve is the same figure. */
static void check_value(const struct scene *scene)
{
    const struct metric_result *result = &scene->result;
    struct metric_result value;

    metric_compute_value(&scene->ground, result->id, result->span, &value);
    assert_int_equal(value.known, result->known);
    assert_int_equal(value.numerator, result->numerator);
    assert_int_equal(value.denominator, result->denominator);
    assert_memory_equal(&value.value, &result->value, sizeof(value.value));
    assert_int_equal(value.rows.count, 0);
}

/* What stands behind it is said the same where its rows are counted alone. */
static void check_counted(struct scene *scene)
{
    const struct metric_result *result = &scene->result;
    struct str whole = {0}, counted = {0};
    struct metric_result alone;

    metric_compute_counted(&scene->ground, result->id, result->span, &scene->arena, &alone);
    assert_int_equal(alone.rows.count, result->rows.count);
    metric_add_behind(&whole, result, "USD");
    metric_add_behind(&counted, &alone, "USD");
    assert_string_equal(str_text(&counted), str_text(&whole));
    str_fini(&whole);
    str_fini(&counted);
}

void compute(struct scene *scene, enum metric_id id, int from, int to)
{
    metric_compute(
        &scene->ground, id, (struct metric_span){from, to}, &scene->arena, &scene->result);
    check_value(scene);
    check_counted(scene);
}

void assert_figure(struct scene *scene, const char *expected)
{
    struct str text = {0};
    const struct metric_result *result = &scene->result;

    if (result->known)
        str_addf(
            &text, "%lld of %lld", (long long)result->numerator, (long long)result->denominator);
    else
        str_add(&text, "n/a");
    if (*result->beside)
        str_addf(&text, " | %s", result->beside);
    if (strcmp(str_text(&text), expected) != 0)
        fail_msg("%s: %s, not %s", metric_info(result->id)->name, str_text(&text), expected);
    str_fini(&text);
}

void assert_words(struct scene *scene, const char *value, const char *aim, const char *behind)
{
    struct str text = {0};

    metric_add_value(&text, &scene->result, "USD");
    assert_string_equal(str_text(&text), value);
    str_clear(&text);
    metric_add_aim(&text, scene->result.id);
    assert_string_equal(str_text(&text), aim);
    str_clear(&text);
    metric_add_behind(&text, &scene->result, "USD");
    assert_string_equal(str_text(&text), behind);
    str_fini(&text);
}

void tear_down(struct scene *scene)
{
    arena_fini(&scene->arena);
}

struct run_standing run_of(int64_t account, int start, int target, int value)
{
    struct run_standing run = {.account = account,
        .run = account * 10,
        .playbook = "",
        .halt_step = "",
        .status = value == N ? STANDING_OPEN : STANDING_DONE,
        .onboarding = 1};
#define NO_DAY(name) run.name = DAY_NONE;
    STANDING_DAYS(NO_DAY)
#undef NO_DAY
    run.started = run.contract_start = T - start;
    run.target = T - start + target;
    if (value != N)
        run.first_value = run.finished = T - start + value;
    return run;
}
