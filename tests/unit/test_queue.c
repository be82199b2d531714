/* Ranks of Today and what is at stake: model.md E12, E20. 23 Nov 2026 is a Monday. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>
#include "base/money.h"
#include "base/str.h"
#include "core/assess.h"
#include "support/dossier_maker.h"

static const struct signal_rule risk_rule = {.id = "risk"};
static const struct signal_rule growth_rule = {.id = "growth", .growth = true};
static const int64_t book_arr[] = {1000000, 2000000, 3000000, 3000000, 5000000};

/* An account with nothing to it: unknown contract and touch, full health, no signal. */
struct scene {
    struct dossier_maker maker;
    struct account_contract contract;
    struct touch_state touch;
    struct signal signals[3];
    struct signal_list list;
    int health;
};

static void scene_init(struct scene *scene)
{
    maker_init(&scene->maker, "2026-11-23");
    scene->maker.book.accounts = COUNT_OF(book_arr);
    scene->maker.book.arr_sorted = book_arr;
    scene->contract = (struct account_contract){.arr = MONEY_NONE};
    scene->touch = (struct touch_state){.counted_from = DAY_NONE};
    scene->list = (struct signal_list){.items = scene->signals};
    scene->health = 100;
}

static void scene_signal(
    struct scene *scene, const struct signal_rule *rule, enum severity severity, bool hidden)
{
    scene->signals[scene->list.count++] =
        (struct signal){.rule = rule, .severity = severity, .hidden = hidden};
}

static struct rank scene_rank(struct scene *scene)
{
    const struct standing standing = {.dossier = &scene->maker.dossier,
        .book = &scene->maker.book,
        .contract = &scene->contract,
        .touch = &scene->touch,
        .signals = &scene->list,
        .health = scene->health,
        .today = scene->maker.today};
    struct rank rank;

    rank_compute(&standing, &rank);
    return rank;
}

static void assert_factor(double factor, double expected)
{
    assert_int_equal(round_half_up(factor * 1e9), round_half_up(expected * 1e9));
}

static void weights_and_words(void **state)
{
    (void)state;
    static const struct {
        const char *word;
        int weight;
    } rows[RANK_TERMS] = {{"signal", 10}, {"due", 8}, {"renewal", 6}, {"health", 6}, {"value", 6},
        {"prio", 4}, {"touch", 3}, {"age", 1}, {"pin", 15}, {"blocked", -5}};

    for (int i = 0; i < RANK_TERMS; i++) {
        assert_string_equal(rank_term_word((enum rank_term)i), rows[i].word);
        assert_int_equal(rank_term_weight((enum rank_term)i), rows[i].weight);
    }
}

static void nothing_is_nothing(void **state)
{
    (void)state;
    struct scene scene;

    scene_init(&scene);
    struct rank rank = scene_rank(&scene);
    for (int i = 0; i < RANK_TERMS; i++)
        assert_factor(rank.factor[i], 0);
    assert_int_equal(rank.urgency, 0);
    maker_fini(&scene.maker);
}

/* Globex, all terms at once:
 *   signal   medium                        .6           x 10   6
 *   due      4 d late: 1 - .8 x 3/21       .885714..    x 8    7.085714..
 *   renewal  in 71 d: (180 - 71)/150       .726666..    x 6    4.36
 *   health   (100 - 58)/100                .42          x 6    2.52
 *   value    $30k: two of four have less   .5           x 6    3
 *   prio     medium                        .65          x 4    2.6
 *   touch    34 d of 30: 4/30              .133333..    x 3     .4
 *   age      73/365                        .2           x 1     .2
 *   pin      1                                          x 15  15
 *   blocked  no                                                0
 *                                                   sum  41.165714.. */
static void all_terms_together(void **state)
{
    (void)state;
    static const double points[RANK_TERMS] = {
        6, 8 - 8 * .8 * 3 / 21, 4.36, 2.52, 3, 2.6, .4, .2, 15, 0};
    struct scene scene;

    scene_init(&scene);
    scene.health = 58;
    scene.contract.arr = 3000000;
    scene.contract.clock.renewal_factor = 109 / 150.0;
    scene.touch.counted_from = scene.maker.today - 34;
    scene.touch.cadence_days = 30;
    maker_account(&scene.maker, "pinned", "yes", NULL);
    scene_signal(&scene, &growth_rule, SEVERITY_HIGH, false);
    scene_signal(&scene, &risk_rule, SEVERITY_MEDIUM, false);
    scene_signal(&scene, &risk_rule, SEVERITY_HIGH, true);
    maker_add(&scene.maker, KIND_TASK, "title", "call", "due", "-4", "priority", "medium",
        "made_on", "-73", NULL);
    struct rank rank = scene_rank(&scene);
    for (int i = 0; i < RANK_TERMS; i++)
        assert_factor(rank.points[i], points[i]);
    assert_int_equal(rank.urgency, 4117);
    maker_fini(&scene.maker);
}

static void signal_terms(void **state)
{
    (void)state;
    static const struct {
        const struct signal_rule *rule;
        enum severity severity;
        bool hidden;
        double factor;
    } cases[] = {{&risk_rule, SEVERITY_HIGH, false, 1}, {&risk_rule, SEVERITY_MEDIUM, false, .6},
        {&risk_rule, SEVERITY_LOW, false, .3}, {&growth_rule, SEVERITY_HIGH, false, .5},
        {&growth_rule, SEVERITY_MEDIUM, false, .3}, {&growth_rule, SEVERITY_LOW, false, .15},
        {&risk_rule, SEVERITY_HIGH, true, 0}};

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct scene scene;

        scene_init(&scene);
        scene_signal(&scene, cases[i].rule, cases[i].severity, cases[i].hidden);
        assert_factor(scene_rank(&scene).factor[RANK_SIGNAL], cases[i].factor);
        maker_fini(&scene.maker);
    }
}

static void due_terms(void **state)
{
    (void)state;
    static const struct {
        const char *due;
        double factor; /* 1 - .8 x (days + 7)/21 */
    } cases[] = {{"-400", 1}, {"-8", 1}, {"-7", 1}, {"-6", 1 - .8 / 21}, {"-1", 1 - 4.8 / 21},
        {"today", 1 - 5.6 / 21}, {"+7", 1 - 11.2 / 21}, {"+13", 1 - 16 / 21.0}, {"+14", .2},
        {"+15", .2}, {"+400", .2}, {"", 0}};

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct scene scene;

        scene_init(&scene);
        maker_add(&scene.maker, KIND_TASK, "due", cases[i].due, NULL);
        assert_factor(scene_rank(&scene).factor[RANK_DUE], cases[i].factor);
        maker_fini(&scene.maker);
    }
}

static void the_greatest_of_open_items(void **state)
{
    (void)state;
    struct scene scene;

    scene_init(&scene);
    maker_add(&scene.maker, KIND_TASK, "due", "-30", "priority", "high", "status", "done",
        "made_on", "-400", NULL);
    maker_add(
        &scene.maker, KIND_TASK, "due", "-30", "priority", "high", "status", "cancelled", NULL);
    maker_add(&scene.maker, KIND_TASK, "due", "+7", "priority", "low", "made_on", "-73", NULL);
    maker_add(&scene.maker, KIND_TASK, "priority", "High", "status", "open", "made_on", "+2", NULL);
    struct rank rank = scene_rank(&scene);
    assert_factor(rank.factor[RANK_DUE], 1 - 11.2 / 21);
    assert_factor(rank.factor[RANK_PRIO], 1);
    assert_factor(rank.factor[RANK_AGE], .2);

    /* Steps count as items, by the start of their run; a closed run has none. */
    struct row *run = maker_add(
        &scene.maker, KIND_RUN, "playbook", "renewal", "started", "-500", "status", "open", NULL);
    struct row *step =
        maker_add(&scene.maker, KIND_STEP, "step", "one", "due", "-7", "status", "open", NULL);
    row_set_integer(step, STEP_RUN, run->key);
    rank = scene_rank(&scene);
    assert_factor(rank.factor[RANK_DUE], 1);
    assert_factor(rank.factor[RANK_AGE], 1);
    maker_set(&scene.maker, run, "status", "done");
    assert_factor(scene_rank(&scene).factor[RANK_AGE], .2);
    maker_fini(&scene.maker);
}

static void health_terms(void **state)
{
    (void)state;
    static const struct {
        int health;
        double factor;
    } cases[] = {{-1, .5}, {0, 1}, {41, .59}, {100, 0}};
    struct scene scene;

    scene_init(&scene);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        scene.health = cases[i].health;
        assert_factor(scene_rank(&scene).factor[RANK_HEALTH], cases[i].factor);
    }
    maker_fini(&scene.maker);
}

static void value_terms(void **state)
{
    (void)state;
    static const struct {
        int accounts;
        int64_t arr;
        double factor; /* accounts with less / (accounts - 1) */
    } cases[] = {{5, 1000000, 0}, {5, 2000000, .25}, {5, 3000000, .5}, {5, 5000000, 1},
        {5, 9000000, 1}, {5, 0, 0}, {5, MONEY_NONE, 0}, {1, 1000000, 0}, {0, 1000000, 0}};
    struct scene scene;

    scene_init(&scene);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        scene.maker.book.accounts = cases[i].accounts;
        scene.contract.arr = cases[i].arr;
        assert_factor(scene_rank(&scene).factor[RANK_VALUE], cases[i].factor);
    }
    maker_fini(&scene.maker);
}

static void touch_terms(void **state)
{
    (void)state;
    static const struct {
        int days, cadence;
        double factor;
    } cases[] = {{0, 30, 0}, {30, 30, 0}, {31, 30, 1 / 30.0}, {45, 30, .5}, {60, 30, 1},
        {400, 30, 1}, {9, 7, 2 / 7.0}};
    struct scene scene;

    scene_init(&scene);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        scene.touch.counted_from = scene.maker.today - cases[i].days;
        scene.touch.cadence_days = cases[i].cadence;
        assert_factor(scene_rank(&scene).factor[RANK_TOUCH], cases[i].factor);
    }
    maker_fini(&scene.maker);
}

static void blocked_only_where_all_is(void **state)
{
    (void)state;
    struct scene scene;

    scene_init(&scene);
    struct row *ask =
        maker_add(&scene.maker, KIND_TASK, "waiting_on", "product", "due", "+3", NULL);
    assert_factor(scene_rank(&scene).points[RANK_BLOCKED], -5);
    maker_set(&scene.maker, ask, "due", "today"); /* the day to chase it */
    assert_factor(scene_rank(&scene).points[RANK_BLOCKED], 0);
    maker_set(&scene.maker, ask, "due", "");
    assert_factor(scene_rank(&scene).points[RANK_BLOCKED], -5);

    struct row *run = maker_add(&scene.maker, KIND_RUN, "status", "open", NULL);
    struct row *first =
        maker_add(&scene.maker, KIND_STEP, "step", "one", "status", "blocked", NULL);
    struct row *second =
        maker_add(&scene.maker, KIND_STEP, "step", "two", "status", "open", "after", "one", NULL);
    row_set_integer(first, STEP_RUN, run->key);
    row_set_integer(second, STEP_RUN, run->key);
    assert_factor(scene_rank(&scene).points[RANK_BLOCKED], -5);
    maker_set(&scene.maker, first, "status", "done"); /* now the second can be done */
    assert_factor(scene_rank(&scene).points[RANK_BLOCKED], 0);
    maker_fini(&scene.maker);
}

/* An ask counts by the day to chase it; on a task of our own such a day means nothing. */
static void an_ask_is_due_when_it_is_to_be_chased(void **state)
{
    (void)state;
    static const struct {
        const char *kind, *due, *chase;
        double factor, blocked;
    } cases[] = {{"ask", "+14", "-7", 1, 0}, {"ask", "-7", "+14", .2, -5}, {"ask", "-7", "", 1, 0},
        {"ask", "", "+14", .2, -5}, {"ask", "", "today", 1 - 5.6 / 21, 0},
        {"task", "-7", "+14", 1, 0}, {"promise", "+14", "-7", .2, 0}};

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        bool asked = !strcmp(cases[i].kind, "ask");
        struct scene scene;
        struct rank rank;

        scene_init(&scene);
        maker_add(&scene.maker, KIND_TASK, "kind", cases[i].kind, "due", cases[i].due, "chase",
            cases[i].chase, "waiting_on", asked ? "product" : "", NULL);
        rank = scene_rank(&scene);
        assert_factor(rank.factor[RANK_DUE], cases[i].factor);
        assert_factor(rank.points[RANK_BLOCKED], cases[i].blocked);
        maker_fini(&scene.maker);
    }
}

static void exposure(void **state)
{
    (void)state;
    static const struct {
        int64_t arr;
        int health;
        double near;
        int64_t exposure;
    } cases[] = {
        {42000000, 41, 1, 24780000}, /* $420k x .59 */
        {42000000, 41, 0, 6195000},  /* a quarter of it at the least */
        {42000000, 41, .25, 6195000},
        {18000000, 58, 109 / 150.0, 5493600}, /* $180k x .42 x .72666.. = 54,936 */
        {18000000, -1, 1, 9000000},           /* unknown as 50 */
        {18000000, 100, 1, 0},
        {0, 20, 1, 0},
        {101, 50, 1, 51}, /* 50.5 cents, half up */
        {MONEY_NONE, 20, 1, MONEY_NONE},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct account_contract contract = {.arr = cases[i].arr};

        contract.clock.renewal_factor = cases[i].near;
        assert_true(exposure_of(&contract, cases[i].health) == cases[i].exposure);
    }
}

/* Ranks and the median are of those accounts alone of which each is known. */
static void the_book_is_counted(void **state)
{
    static const int64_t arrs[] = {300, 100, 200, 200};
    static const double usages[] = {.5, -.25, .25, -.5};

    for (size_t count = 0; count <= COUNT_OF(arrs); count++) {
        static const double medians[] = {0, .5, .125, .25, 0};
        struct book_counted counted = {0};
        struct book_facts facts = {.has_usage_median = true};
        struct arena arena = {0};

        for (size_t i = 0; i < count; i++) {
            ARRAY_PUSH(&counted.arrs, arrs[i]);
            ARRAY_PUSH(&counted.usages, usages[i]);
        }
        book_facts_count(&facts, &counted, &arena);
        book_counted_fini(&counted);
        assert_int_equal(facts.accounts, count);
        for (size_t i = 1; i < count; i++)
            assert_true(facts.arr_sorted[i - 1] <= facts.arr_sorted[i]);
        assert_true(count == 0 || facts.arr_sorted[0] == (count == 1 ? 300 : 100));
        assert_true(facts.has_usage_median == (count > 0));
        assert_true(facts.usage_median == medians[count]);
        arena_fini(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weights_and_words),
        cmocka_unit_test(nothing_is_nothing),
        cmocka_unit_test(all_terms_together),
        cmocka_unit_test(signal_terms),
        cmocka_unit_test(due_terms),
        cmocka_unit_test(the_greatest_of_open_items),
        cmocka_unit_test(health_terms),
        cmocka_unit_test(value_terms),
        cmocka_unit_test(touch_terms),
        cmocka_unit_test(blocked_only_where_all_is),
        cmocka_unit_test(an_ask_is_due_when_it_is_to_be_chased),
        cmocka_unit_test(exposure),
        cmocka_unit_test(the_book_is_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
