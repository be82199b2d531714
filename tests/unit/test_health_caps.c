/* Health over the shipped model: caps, the override, and what each measure reads (defaults.md 1).
 * 23 Nov 2026 is a Monday. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <math.h>
#include <string.h>
#include <cmocka.h>
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

/* --- caps and the override, over the shipped model --- */

static void a_healthy_account_has_all_points(void **state)
{
    (void)state;
    struct dossier_maker maker;

    maker_init(&maker, "2026-11-23");
    maker_healthy(&maker);
    struct health health = health_made(&maker, NULL, maker.today);

    assert_string_equal(health.model->id, "standard");
    assert_int_equal(health.score, 100);
    assert_int_equal(health.cap_count, 0);
    assert_true(near(health.coverage, 1));
    assert_string_equal(part_of(&health, "adoption")->words, "85 of 100");
    assert_string_equal(part_of(&health, "usage_trend")->words, "85 active, were 85");
    assert_string_equal(part_of(&health, "goals")->words, "1 of 1 on plan");
    assert_string_equal(part_of(&health, "two_way_contact")->words, "5d ago, cadence 30d");
    assert_string_equal(part_of(&health, "nps")->words, "9 from 1 person");
    maker_fini(&maker);
}

static void set_notice(struct dossier_maker *maker)
{
    maker_account(maker, "notice_given", "-2", NULL);
}

static void set_nobody_active(struct dossier_maker *maker)
{
    for (size_t i = 0; i < maker->dossier.readings.count; i++) {
        struct reading *reading = &maker->dossier.readings.items[i];

        if (strcmp(reading->metric, "active_users") == 0 && reading->date > maker->today - 28)
            reading->value = 0;
    }
}

static void set_nobody_left(struct dossier_maker *maker)
{
    maker_leave(maker, 0);
    maker_leave(maker, 1);
}

static void set_set_up_only(struct dossier_maker *maker)
{
    struct row *run = maker_add(maker, KIND_RUN, "id", "r1", "playbook", "onboarding", "type",
        "onboarding", "started", "-60", "anchor", "-60", "target", "-30", "status", "open", NULL);
    struct row *step = maker_add(maker, KIND_STEP, "step", "set-up", "status", "done", "done_on",
        "-30", "need", "required", NULL);

    row_set_integer(step, STEP_RUN, run->key);
}

static void set_unpaid(struct dossier_maker *maker)
{
    maker_reading(maker, "days_past_due", "-1", 61);
}

static void set_champion_left(struct dossier_maker *maker)
{
    maker_leave(maker, 0);
}

static void set_champion_left_near(struct dossier_maker *maker)
{
    maker_leave(maker, 0);
    maker_account(maker, "renewal", "+91", NULL);
}

static void set_detractor(struct dossier_maker *maker)
{
    maker_answer(maker, "nps", "Priya Nair", "-4", 6);
}

static void set_escalation(struct dossier_maker *maker)
{
    maker_add(maker, KIND_TICKET, "id", "4411", "opened", "-1", "escalated", "yes", "status",
        "open", NULL);
}

static void set_competitor(struct dossier_maker *maker)
{
    maker_account(maker, "renewal", "+181", NULL);
    maker_add(maker, KIND_NOTE, "at", "-2", "kind", "call", "tags", "competitor", NULL);
}

struct cap_case {
    const char *id;
    void (*set)(struct dossier_maker *maker);
    int score;
};
static const struct cap_case cap_cases[] = {
    {"notice", set_notice, 10},
    {"nobody-active", set_nobody_active, 25},
    {"nobody-left", set_nobody_left, 45},
    {"onboarding-stuck", set_set_up_only, 50},
    {"payment-late", set_unpaid, 50},
    {"champion-left", set_champion_left, 60},
    {"champion-left-near", set_champion_left_near, 50},
    {"detractor", set_detractor, 60},
    {"escalation", set_escalation, 65},
    {"competitor", set_competitor, 70},
};

static void each_cap_lowers(void **state)
{
    (void)state;
    struct dossier_maker maker;

    maker_init(&maker, "2026-11-23");
    for (size_t i = 0; i < COUNT_OF(cap_cases); i++) {
        maker_reset(&maker);
        maker_healthy(&maker);
        cap_cases[i].set(&maker);
        struct health health = health_made(&maker, NULL, maker.today);

        if (health.score != cap_cases[i].score || health.cap_count < 1)
            fail_msg("%s: %d, %d caps", cap_cases[i].id, health.score, health.cap_count);
        assert_string_equal(health.caps[0]->id, cap_cases[i].id);
        for (int n = 1; n < health.cap_count; n++)
            assert_true(health.caps[n]->at_most >= health.caps[n - 1]->at_most);
    }
    maker_fini(&maker);
}

/* Near misses of the same conditions. */
static void caps_lift(void **state)
{
    (void)state;
    struct dossier_maker maker;

    maker_init(&maker, "2026-11-23");
    maker_healthy(&maker);
    maker_leave(&maker, 0);
    maker_add(&maker, KIND_CONTACT, "name", "Tom Becker", "role", "champion", NULL);
    assert_int_equal(health_made(&maker, NULL, maker.today).cap_count, 0); /* a successor */

    maker_reset(&maker);
    maker_healthy(&maker);
    set_detractor(&maker);
    maker_add(&maker, KIND_NOTE, "at", "-1", "kind", "call", "attendees", "Priya Nair", "body",
        "the invoice was wrong; mended", NULL);
    assert_int_equal(health_made(&maker, NULL, maker.today).cap_count, 0); /* followed up */

    maker_reset(&maker);
    maker_healthy(&maker);
    set_detractor(&maker);
    maker_answer(&maker, "nps", "Priya Nair", "-1", 9);
    assert_int_equal(health_made(&maker, NULL, maker.today).cap_count, 0); /* a newer mark */

    maker_reset(&maker);
    maker_healthy(&maker);
    set_competitor(&maker);
    maker_account(&maker, "renewal", "+182", NULL);
    assert_int_equal(health_made(&maker, NULL, maker.today).cap_count, 0); /* decides in 181 days */

    maker_reset(&maker);
    maker_healthy(&maker);
    set_competitor(&maker);
    maker_add(&maker, KIND_SIGNAL, "signal", "competitor", "muted", "yes", NULL);
    assert_int_equal(health_made(&maker, NULL, maker.today).cap_count, 0);
    maker_fini(&maker);
}

/* No usage and no outcome: a kind word is no proof. */
static void green_must_be_earned(void **state)
{
    (void)state;
    struct dossier_maker maker;

    maker_init(&maker, "2026-11-23");
    maker_healthy(&maker);
    array_clear(&maker.dossier.readings);
    array_clear(&maker.dossier.goals);
    maker_answer(&maker, "nps", "Ana Costa", "-100", 9);
    struct health health = health_made(&maker, NULL, maker.today);

    assert_true(near(health.raw, 100));
    assert_int_equal(health.score, 75);
    assert_true(health.earned_cap);
    assert_int_equal(health.band, BAND_YELLOW);
    maker_fini(&maker);
}

struct override_case {
    const char *set, *from, *until;
    bool notice;
    int score;
    bool overridden;
};
static const struct override_case override_cases[] = {
    {"40", "-1", "+29", false, 40, true},
    {"40", "today", "today", false, 40, true},
    {"40", "-40", "-1", false, 100, false},
    {"40", "+1", "+29", false, 100, false},
    {"40", "-30", "", false, 40, true}, /* 30 days where no end is said */
    {"40", "-31", "", false, 100, false},
    {"90", "-1", "+29", true, 75, true}, /* cut: notice was given */
    {"90", "-1", "+29", false, 90, true},
    {"", "-1", "+29", false, 100, false},
};

static void the_override_stands_above_caps(void **state)
{
    (void)state;
    struct dossier_maker maker;

    maker_init(&maker, "2026-11-23");
    for (size_t i = 0; i < COUNT_OF(override_cases); i++) {
        const struct override_case *row = &override_cases[i];

        maker_reset(&maker);
        maker_healthy(&maker);
        maker_account(&maker, "health_set", row->set, "health_from", row->from, "health_until",
            row->until, NULL);
        if (row->notice)
            set_notice(&maker);
        struct health health = health_made(&maker, NULL, maker.today);

        assert_int_equal(health.score, row->score);
        assert_int_equal(health.overridden, row->overridden);
        assert_int_equal(health.computed, row->notice ? 10 : 100);
    }
    maker_reset(&maker);
    maker_account(&maker, "health_set", "60", "health_from", "-1", NULL);
    struct health unknown = health_made(&maker, NULL, maker.today);

    assert_int_equal(unknown.score, 60); /* an unknown one too */
    assert_int_equal(unknown.computed, -1);
    maker_fini(&maker);
}

/* --- inputs of the shipped models --- */

struct state_case {
    const char *why;
    const char *start;
    int days_ago; /* of the last usage */
    int users;
    const char *measure;
    enum measure_state state;
};
static const struct state_case state_cases[] = {
    {"under 30 days", "-30", 1, 90, "adoption", MEASURE_NOT_APPLICABLE},
    {"from day 31", "-31", 1, 90, "adoption", MEASURE_KNOWN},
    {"few users", "-400", 1, 9, "usage_trend", MEASURE_NOT_APPLICABLE},
    {"enough users", "-400", 1, 10, "usage_trend", MEASURE_KNOWN},
    {"stale", "-400", 15, 90, "usage_trend", MEASURE_STALE},
    {"gone", "-400", 46, 90, "usage_trend", MEASURE_MISSING},
    {"NPS too early", "-60", 1, 90, "nps", MEASURE_NOT_APPLICABLE},
    {"NPS in time", "-61", 1, 90, "nps", MEASURE_KNOWN},
    {"feed of tickets", "-400", 1, 90, "urgent_tickets", MEASURE_KNOWN},
    {"no answer", "-400", 1, 90, "csat", MEASURE_MISSING},
    {"nobody has it", "-400", 1, 90, "payment", MEASURE_NOT_IN_USE},
};

static void states_of_measures(void **state)
{
    (void)state;
    struct dossier_maker maker;

    maker_init(&maker, "2026-11-23");
    for (size_t i = 0; i < COUNT_OF(state_cases); i++) {
        const struct state_case *row = &state_cases[i];

        maker_reset(&maker);
        maker_healthy(&maker);
        maker_account(&maker, "start", row->start, NULL);
        for (size_t n = 0; n < maker.dossier.readings.count; n++) {
            struct reading *reading = &maker.dossier.readings.items[n];

            if (strcmp(reading->metric, "active_users") != 0)
                continue;
            reading->date -= row->days_ago - 1;
            reading->value = row->users;
        }
        maker.book.metrics_in_use = ~(UINT64_C(1) << INPUT_PAYMENT);
        struct health health = health_made(&maker, NULL, maker.today);

        if (part_of(&health, row->measure)->state != row->state)
            fail_msg("%s: %d", row->why, (int)part_of(&health, row->measure)->state);
    }
    maker_fini(&maker);
}

static void an_account_score_of_nps_has_its_own_scale(void **state)
{
    (void)state;
    struct dossier_maker maker;

    maker_init(&maker, "2026-11-23");
    maker_healthy(&maker);
    array_clear(&maker.dossier.readings);
    maker_reading(&maker, "nps", "-10", 20);
    struct health health = health_made(&maker, NULL, maker.today);

    assert_true(near(part_of(&health, "nps")->score, 50)); /* -20 to 60 */
    maker_answer(&maker, "nps", "Ana Costa", "-30", 5);
    maker_answer(&maker, "nps", "Ana Costa", "-20", 8);
    maker_answer(&maker, "nps", "Priya Nair", "-20", 8);
    health = health_made(&maker, NULL, maker.today);
    assert_true(near(part_of(&health, "nps")->value, 8)); /* each one's latest, never mixed */
    assert_true(near(part_of(&health, "nps")->score, 75));
    maker_fini(&maker);
}

struct model_case {
    const char *tier, *stage, *id;
};
static const struct model_case model_cases[] = {
    {"enterprise", "steady", "standard"},
    {"smb", "steady", "low-touch"},
    {"smb", "onboarding", "onboarding"},
    {"what", "renewing", "standard"},
};

static void the_first_model_that_fits_is_used(void **state)
{
    (void)state;
    struct dossier_maker maker;

    maker_init(&maker, "2026-11-23");
    for (size_t i = 0; i < COUNT_OF(model_cases); i++) {
        maker_reset(&maker);
        maker_account(&maker, "tier", model_cases[i].tier, "stage", model_cases[i].stage, NULL);
        assert_string_equal(health_made(&maker, NULL, maker.today).model->id, model_cases[i].id);
    }
    maker_fini(&maker);
}

struct onboarding_case {
    const char *start;
    double score;
};
static const struct onboarding_case onboarding_cases[] = {
    {"-30", 100}, {"-31", 40}, {"-45", 40}, {"-46", 0}};

static void onboarding_without_a_run_goes_by_days(void **state)
{
    (void)state;
    struct dossier_maker maker;

    maker_init(&maker, "2026-11-23");
    for (size_t i = 0; i < COUNT_OF(onboarding_cases); i++) {
        maker_reset(&maker);
        maker_account(&maker, "stage", "onboarding", "start", onboarding_cases[i].start, NULL);
        struct health health = health_made(&maker, NULL, maker.today);

        assert_true(near(part_of(&health, "onboarding")->score, onboarding_cases[i].score));
    }
    maker_fini(&maker);
}

struct silence_case {
    const char *entered;
    bool logged; /* by anybody of the book */
    enum measure_state state;
};
static const struct silence_case silence_cases[] = {
    {"-30", true, MEASURE_MISSING},
    {"-31", true, MEASURE_KNOWN},
    {"-31", false, MEASURE_NOT_IN_USE},
};

static void silence_counts_from_the_first_cadence_on(void **state)
{
    (void)state;
    struct dossier_maker maker;

    maker_init(&maker, "2026-11-23");
    for (size_t i = 0; i < COUNT_OF(silence_cases); i++) {
        maker_reset(&maker);
        maker_account(&maker, "start", "-400", "entered", silence_cases[i].entered, NULL);
        if (silence_cases[i].logged)
            maker.book.metrics_in_use = UINT64_C(1) << INPUT_TWO_WAY;
        struct health health = health_made(&maker, NULL, maker.today);

        assert_int_equal(part_of(&health, "two_way_contact")->state, silence_cases[i].state);
    }
    maker_fini(&maker);
}

static void inputs_seen_are_bits(void **state)
{
    (void)state;
    struct dossier_maker maker;

    maker_init(&maker, "2026-11-23");
    assert_true(health_inputs_seen(&maker.dossier) == 0);
    maker_reading(&maker, "days_past_due", "today", 0);
    maker_reading(&maker, "wau", "today", 5);
    maker_reading(&maker, "flow_runs", "today", 5);
    uint64_t seen = health_inputs_seen(&maker.dossier);

    assert_true((seen & (UINT64_C(1) << INPUT_PAYMENT)) != 0);
    assert_true((seen & (UINT64_C(1) << INPUT_ADOPTION)) != 0);
    assert_true((seen & health_metric_bit("flow_runs")) != 0);
    assert_true((seen & (UINT64_C(1) << INPUT_CSAT)) == 0);
    maker_fini(&maker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_healthy_account_has_all_points),
        cmocka_unit_test(each_cap_lowers),
        cmocka_unit_test(caps_lift),
        cmocka_unit_test(green_must_be_earned),
        cmocka_unit_test(the_override_stands_above_caps),
        cmocka_unit_test(states_of_measures),
        cmocka_unit_test(an_account_score_of_nps_has_its_own_scale),
        cmocka_unit_test(the_first_model_that_fits_is_used),
        cmocka_unit_test(onboarding_without_a_run_goes_by_days),
        cmocka_unit_test(silence_counts_from_the_first_cadence_on),
        cmocka_unit_test(inputs_seen_are_bits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
