/* Snapshots of past days (E11): what comes late rewrites them from its day on, days on which
 * daybook did not run are filled, another model leaves them; and each stored one is what the rows
 * say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <cmocka.h>
#include "app/session.h"
#include "app/verbs.h"
#include "support/home.h"

struct bench {
    char *home;
    struct session *session;
    struct arena arena;
    int64_t account;
};

/* Three readings make a score: their mean. */
static const char model[] =
    "groups:\n  use: {title: Use, proves_value: yes}\n  talk: {title: Talk}\n"
    "measures:\n"
    "  one: {group: use, reads: metric, metric: one, worth_0: 0, worth_100: 100}\n"
    "  two: {group: use, reads: metric, metric: two, worth_0: 0, worth_100: 100}\n"
    "  three: {group: talk, reads: metric, metric: three, worth_0: 0, worth_100: 100}\n"
    "models:\n  all:\n    weights: {one: 1, two: 1, three: 1}\n";

static void write_model(struct bench *bench, const char *more)
{
    struct str text = {0};

    str_addf(&text, "%s%s", model, more);
    free(home_write(bench->home, "config/health.yaml", str_text(&text)));
    str_fini(&text);
}

static void open_on(struct bench *bench, const char *today)
{
    char *path = home_path(bench->home, "book.db"), *config = home_path(bench->home, "config");
    struct session_options options = {
        .create = true, .actor = ACTOR_APP, .db_path = path, .config_dir = config};
    struct error err;
    bool more;

    session_close(bench->session);
    assert_true(day_parse_iso(today, &options.today));
    assert_true(session_open(&options, &bench->session, &err));
    assert_true(
        !session_needs_rescore(bench->session) || session_rescore(bench->session, 0, &more, &err));
    free(path);
    free(config);
}

static void add(struct bench *bench, enum kind kind, const char *const *assignments)
{
    struct outcome outcome = {0};
    struct error err;
    struct str id = {0};

    if (!verb_add(bench->session, kind, bench->account, assignments, &outcome, &id, &err))
        fail_msg("%s: %s", assignments[0], err.text);
    if (outcome.accounts.count)
        bench->account = outcome.accounts.items[0];
    outcome_fini(&outcome);
    str_fini(&id);
}

/* All three metrics of a day. */
static void read_all(struct bench *bench, const char *day, int value)
{
    static const char *const metrics[] = {"one", "two", "three"};

    for (size_t i = 0; i < COUNT_OF(metrics); i++) {
        const char *fields[4] = {arena_format(&bench->arena, "metric=%s", metrics[i]),
            arena_format(&bench->arena, "date=%s", day),
            arena_format(&bench->arena, "value=%d", value), NULL};

        add(bench, KIND_MEASURE, fields);
    }
}

/* `2026-11-02 60 | 2026-11-09 70`, and each of them is what the rows say of its day. */
static const char *snapshots(struct bench *bench)
{
    const struct rules *rules;
    const struct book_facts *facts;
    struct dossier dossier;
    struct error err;
    struct str text = {0};
    const char *kept;
    char day[24];

    assert_true(session_rules(bench->session, &rules, &err));
    assert_true(session_book_facts(bench->session, &facts, &err));
    assert_true(store_dossier(session_store(bench->session), bench->account,
        session_today(bench->session), &bench->arena, &dossier, &err));
    for (size_t i = 0; i < dossier.snapshots.count; i++) {
        const struct snapshot *one = &dossier.snapshots.items[i];
        const struct assess_given past = {rules, &dossier, facts};
        struct health health;

        assess_health_on(&past, one->day, &bench->arena, &health);
        if (one->model == rules->health->hash) {
            assert_int_equal(health.score, one->health);
            assert_int_equal(health.band, one->band);
            assert_true(fabs(health.coverage - one->coverage) < 1e-9);
        }
        str_addf(&text, "%s%s %d", i ? " | " : "", day_iso(one->day, day), one->health);
    }
    kept = arena_copy_text(&bench->arena, str_text(&text));
    str_fini(&text);
    return kept;
}

static int set_up(void **state)
{
    struct bench *bench = mem_alloc(sizeof(*bench));
    char *folder;

    bench->home = home_new();
    folder = home_path(bench->home, "config");
    (void)!mkdir(folder, 0700);
    free(folder);
    write_model(bench, "");
    open_on(bench, "2026-11-02");
    add(bench, KIND_ACCOUNT, (const char *const[]){"name=Globex", "id=G1", NULL});
    read_all(bench, "2026-11-02", 60);
    *state = bench;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;

    session_close(bench->session);
    home_free(bench->home);
    arena_fini(&bench->arena);
    free(bench);
    return 0;
}

static void a_row_where_it_differs(void **state)
{
    struct bench *bench = *state;

    assert_string_equal(snapshots(bench), "2026-11-02 60");
    open_on(bench, "2026-11-03");
    assert_string_equal(snapshots(bench), "2026-11-02 60");
    read_all(bench, "2026-11-03", 70);
    assert_string_equal(snapshots(bench), "2026-11-02 60 | 2026-11-03 70");
}

static void what_comes_late(void **state)
{
    struct bench *bench = *state;

    open_on(bench, "2026-11-03");
    read_all(bench, "2026-11-03", 70);
    open_on(bench, "2026-11-10");
    read_all(bench, "2026-11-10", 90);
    read_all(bench, "2026-11-05", 40);
    assert_string_equal(
        snapshots(bench), "2026-11-02 60 | 2026-11-03 70 | 2026-11-05 40 | 2026-11-10 90");
    /* Before the first one there is nothing to rewrite; the first stays true. */
    read_all(bench, "2026-10-20", 10);
    assert_string_equal(
        snapshots(bench), "2026-11-02 60 | 2026-11-03 70 | 2026-11-05 40 | 2026-11-10 90");
}

static void what_is_taken_back(void **state)
{
    struct bench *bench = *state;
    struct outcome outcome = {0};
    struct error err;

    open_on(bench, "2026-11-10");
    read_all(bench, "2026-11-05", 30);
    assert_string_equal(snapshots(bench), "2026-11-02 60 | 2026-11-05 30");
    for (int i = 0; i < 3; i++) {
        assert_true(session_undo(bench->session, 0, &outcome, &err));
        outcome_fini(&outcome);
    }
    assert_string_equal(snapshots(bench), "2026-11-02 60");
}

/* A week in which nobody ran it: a value that goes old does so on its own day. */
static void days_without_a_scoring(void **state)
{
    struct bench *bench = *state;

    write_model(bench, "caps:\n  old:\n    when: age_days > 305\n    at_most: 20\n");
    open_on(bench, "2026-11-02");
    add(bench, KIND_CONTRACT,
        (const char *const[]){"product=Desk", "start=2026-01-05", "arr=10", NULL});
    open_on(bench, "2026-11-03");
    open_on(bench, "2026-11-12");
    /* 6 Nov is day 305, the 7th the first above it. */
    assert_non_null(strstr(snapshots(bench), "2026-11-07 20"));
    assert_null(strstr(snapshots(bench), "2026-11-12"));
}

static void another_model_leaves_the_past(void **state)
{
    struct bench *bench = *state;

    open_on(bench, "2026-11-03");
    read_all(bench, "2026-11-03", 70);
    write_model(bench, "caps:\n  low:\n    when: name = globex\n    at_most: 5\n");
    open_on(bench, "2026-11-04");
    assert_string_equal(snapshots(bench), "2026-11-02 60 | 2026-11-03 70 | 2026-11-04 5");
}

/* Which texts were followed is noted, so that they need not be read: an edit is seen all the same.
 */
static void another_model_the_same_day(void **state)
{
    static const char low[] = "caps:\n  low:\n    when: name = globex\n    at_most: 5\n";
    struct bench *bench = *state;

    open_on(bench, "2026-11-03");
    read_all(bench, "2026-11-03", 70);
    open_on(bench, "2026-11-03");
    assert_false(session_needs_rescore(bench->session));
    write_model(bench, low);
    open_on(bench, "2026-11-03");
    assert_string_equal(snapshots(bench), "2026-11-02 60 | 2026-11-03 5");
    open_on(bench, "2026-11-03");
    write_model(bench, "");
    open_on(bench, "2026-11-03");
    assert_string_equal(snapshots(bench), "2026-11-02 60 | 2026-11-03 70");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_row_where_it_differs),
        TEST(what_comes_late),
        TEST(what_is_taken_back),
        TEST(days_without_a_scoring),
        TEST(another_model_leaves_the_past),
        TEST(another_model_the_same_day),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
