/* Readings by metric, goals and people: model.md E16-E22. 23 Nov 2026 is a Monday. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <math.h>
#include <string.h>
#include <cmocka.h>
#include "core/goal.h"
#include "core/measure.h"
#include "core/people.h"
#include "support/dossier_maker.h"

static bool near(double a, double b)
{
    return fabs(a - b) < 1e-9;
}

static struct measures read_all(const struct dossier_maker *maker)
{
    struct measures measures;

    measures_read(&maker->dossier, maker->today, &measures);
    return measures;
}

struct name_case {
    const char *name;
    enum metric metric;
};
static const struct name_case name_cases[] = {
    {"active_users", METRIC_ACTIVE},
    {"active", METRIC_ACTIVE},
    {"weekly_active_users", METRIC_ACTIVE},
    {"active_users_28d", METRIC_ACTIVE_28D},
    {"mau", METRIC_ACTIVE_28D},
    {"logins", METRIC_LOGINS},
    {"seats", METRIC_SEATS},
    {"feature_adoption", METRIC_DEPTH},
    {"adoption", METRIC_DEPTH},
    {"depth", METRIC_DEPTH},
    {"nps", METRIC_NPS},
    {"csat", METRIC_CSAT},
    {"payment", METRIC_PAYMENT},
    {"days_past_due", METRIC_PAYMENT},
    {"sentiment", METRIC_SENTIMENT},
    {"users", METRIC_ACTIVE},
    {"flow_runs", METRIC_COUNT},
    {"", METRIC_COUNT},
};

static void metrics_have_synonyms(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(name_cases); i++)
        assert_int_equal(metric_of_name(name_cases[i].name), name_cases[i].metric);
}

static void series_end_at_the_day(void **state)
{
    (void)state;
    struct dossier_maker maker;

    maker_init(&maker, "2026-11-23");
    for (int i = 0; i < 40; i++) {
        char day[8] = {'-', (char)('0' + i / 10), (char)('0' + i % 10)};

        maker_reading(&maker, "logins", day, i);
        maker_reading(&maker, "own", day, 100 + i);
    }
    maker_reading(&maker, "logins", "+1", 999);
    maker_reading(&maker, "nps", "-3", 12);
    struct measures measures = read_all(&maker);

    assert_int_equal(measures.of[METRIC_LOGINS].count, 40);
    assert_true(series_last(&measures.of[METRIC_LOGINS])->value == 0);
    assert_int_equal(series_interval(&measures.of[METRIC_LOGINS]), 1);
    assert_int_equal(measures.of[METRIC_NPS].count, 1);
    assert_int_equal(measures.of[METRIC_CSAT].count, 0);
    struct series own = measures_named(&measures, "own");
    struct series week = series_between(&own, maker.today - 7, maker.today);

    assert_int_equal(own.count, 40);
    assert_int_equal(week.count, 7); /* (today - 7, today] */
    assert_true(near(series_mean(&week), 103));
    assert_int_equal(measures_named(&measures, "other").count, 0);
    maker_fini(&maker);
}

struct csat_case {
    double values[3];
    double first; /* the first of them on 1-5 */
};
static const struct csat_case csat_cases[] = {
    {{4, 5, 3}, 4},
    {{1, 1, 1}, 1},
    {{.95, 1, .5}, 4.8},
    {{5, 10, 8}, 3},
    {{50, 90, 100}, 3},
};

static void csat_comes_in_many_scales(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(csat_cases); i++) {
        struct reading readings[3] = {{.metric = "csat"}, {.metric = "csat"}, {.metric = "csat"}};
        const struct series series = {readings, 3};

        for (int n = 0; n < 3; n++)
            readings[n].value = csat_cases[i].values[n];
        assert_true(near(csat_on_five(&series, readings[0].value), csat_cases[i].first));
    }
}

static void seats_come_from_lines_then_the_account(void **state)
{
    (void)state;
    struct dossier_maker maker;

    maker_init(&maker, "2026-11-23");
    maker_reading(&maker, "seats", "-1", 7);
    struct measures measures = read_all(&maker);

    assert_true(measures_seats(&measures) == 7);
    maker_account(&maker, "seats", "50", NULL);
    assert_true(measures_seats(&measures) == 50);
    maker_add(&maker, KIND_CONTRACT, "seats", "30", "status", "open", NULL);
    maker_add(&maker, KIND_CONTRACT, "seats", "40", "status", "lost", "ends", "-1", NULL);
    assert_true(measures_seats(&measures) == 30);
    assert_false(measures_adoption(&measures).known); /* nobody counted the users */
    maker_reading(&maker, "wau", "-1", 15);
    measures = read_all(&maker);
    assert_true(near(measures_adoption(&measures).share, .5));
    maker_fini(&maker);
}

struct goal_case {
    const char *kind, *baseline, *target, *current, *status, *start, *due;
    double way;  /* -1: no data */
    int on_plan; /* -1: does not count */
};
static const struct goal_case goal_cases[] = {
    {"reach", "0", "100", "40", "open", "-50", "+50", .4, 1}, /* 10 points of slack */
    {"reach", "0", "100", "39", "open", "-50", "+50", .39, 0},
    {"reach", "100", "0", "75", "open", "-50", "+50", .25, 0}, /* falling */
    {"reach", "0", "100", "140", "open", "-50", "+50", 1, 1},
    {"reach", "0", "100", "-5", "open", "-50", "+50", 0, 0},
    {"reach", "0", "100", "", "open", "-50", "+50", -1, -1},
    {"reach", "0", "100", "90", "open", "-50", "-1", .9, 0}, /* past its day */
    {"reach", "0", "100", "", "reached", "-50", "-1", 1, 1},
    {"reach", "0", "100", "50", "dropped", "-50", "+50", .5, -1},
    {"reach", "0", "100", "50", "open", "", "", .5, -1},
    {"reach", "", "100", "40", "open", "-50", "+50", -1, -1}, /* from where is not known */
    {"reach", "5", "5", "5", "open", "-50", "+50", -1, -1},
    {"keep", "", "99", "99.5", "open", "-50", "+50", 1, 1},
    {"keep", "", "99", "98", "open", "-50", "+50", 0, 0},
    {"yes/no", "", "", "", "open", "-1", "+50", 0, 1},
    {"yes/no", "", "", "1", "open", "-50", "+50", 1, 1},
};

static void goals_have_a_way_and_a_plan(void **state)
{
    (void)state;
    struct dossier_maker maker;

    maker_init(&maker, "2026-11-23");
    for (size_t i = 0; i < COUNT_OF(goal_cases); i++) {
        const struct goal_case *row = &goal_cases[i];
        double way = -1;

        maker_reset(&maker);
        struct row *goal = maker_add(&maker, KIND_GOAL, "kind", row->kind, "baseline",
            row->baseline, "target", row->target, "current", row->current, "status", row->status,
            "start", row->start, "due", row->due, NULL);
        bool known = goal_way(goal, &way);
        struct goal_count count = goals_on_plan(&maker.dossier, maker.today);

        assert_int_equal(known, row->way >= 0);
        assert_true(!known || near(way, row->way));
        assert_int_equal(count.all == 0 ? -1 : count.on_plan, row->on_plan);
    }
    maker_fini(&maker);
}

struct warmth_case {
    const char *heard;
    enum warmth warmth;
};
static const struct warmth_case warmth_cases[] = {{"-30", WARMTH_WARM}, {"-31", WARMTH_COOLING},
    {"-60", WARMTH_COOLING}, {"-61", WARMTH_COLD}, {"", WARMTH_NEVER}, {"+1", WARMTH_NEVER}};

static void people_cool(void **state)
{
    (void)state;
    struct dossier_maker maker;

    maker_init(&maker, "2026-11-23");
    struct row *contact = maker_add(&maker, KIND_CONTACT, "name", "Ana Costa", NULL);

    for (size_t i = 0; i < COUNT_OF(warmth_cases); i++) {
        maker_set(&maker, contact, "last_touch", warmth_cases[i].heard);
        assert_int_equal(
            person_warmth(&maker.dossier, contact, 30, maker.today), warmth_cases[i].warmth);
    }
    maker_add(&maker, KIND_NOTE, "at", "-2", "kind", "call", "attendees", "Ana Costa", NULL);
    assert_int_equal(person_warmth(&maker.dossier, contact, 30, maker.today), WARMTH_WARM);
    assert_int_equal(person_last_heard(&maker.dossier, contact, maker.today), maker.today - 2);
    assert_int_equal(person_last_heard(&maker.dossier, contact, maker.today - 3), DAY_NONE);
    maker_fini(&maker);
}

static void the_main_contact_is_the_champion(void **state)
{
    (void)state;
    struct dossier_maker maker;

    maker_init(&maker, "2026-11-23");
    maker_add(&maker, KIND_CONTACT, "name", "Tom", "influence", "high", NULL);
    maker_add(&maker, KIND_CONTACT, "name", "Ana", "role", "Champion", "influence", "low", NULL);
    maker_add(&maker, KIND_CONTACT, "name", "Eve", "role", "champion", "status", "left", NULL);
    assert_string_equal(
        row_text(people_main_contact(&maker.dossier, maker.today), CONTACT_NAME), "Ana");
    maker_set(&maker, maker.dossier.contacts.items[1], "left_on", "today");
    assert_string_equal(
        row_text(people_main_contact(&maker.dossier, maker.today), CONTACT_NAME), "Tom");
    assert_string_equal(/* the day before she was there */
        row_text(people_main_contact(&maker.dossier, maker.today - 1), CONTACT_NAME), "Ana");
    assert_int_equal(people_active(&maker.dossier, maker.today), 1);
    maker_fini(&maker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(metrics_have_synonyms),
        cmocka_unit_test(series_end_at_the_day),
        cmocka_unit_test(csat_comes_in_many_scales),
        cmocka_unit_test(seats_come_from_lines_then_the_account),
        cmocka_unit_test(goals_have_a_way_and_a_plan),
        cmocka_unit_test(people_cool),
        cmocka_unit_test(the_main_contact_is_the_champion),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
