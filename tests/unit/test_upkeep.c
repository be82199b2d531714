/* What follows from a change, an import and a new day by itself, and how one undo takes it back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <sys/stat.h>
#include "app/import.h"
#include "app/verbs.h"
#include "support/home.h"

struct bench {
    char *home, *book, *config;
    struct session *session;
    struct arena arena;
    day_number today;
};

static void must(bool good, const struct error *err)
{
    if (!good)
        fail_msg("%s", err->text);
}

static void open_session(struct bench *bench)
{
    struct session_options options = {.create = true,
        .actor = ACTOR_APP,
        .db_path = bench->book,
        .config_dir = bench->config,
        .today = bench->today};
    struct error err;

    must(session_open(&options, &bench->session, &err), &err);
}

/* Another day, as whoever opens the app then sees it. */
static void days_pass(struct bench *bench, int days)
{
    struct error err;
    bool more;

    session_close(bench->session);
    bench->today += days;
    open_session(bench);
    if (session_needs_rescore(bench->session))
        must(session_rescore(bench->session, 0, &more, &err), &err);
}

static void write_playbook(struct bench *bench, const char *name, const char *text)
{
    char path[64];

    snprintf(path, sizeof(path), "config/playbooks/%s.yaml", name);
    free(home_write(bench->home, path, text));
    verb_playbooks_forget(bench->session);
}

static int set_up(void **state)
{
    struct bench *bench = calloc(1, sizeof(*bench));
    char *folder;

    bench->home = home_new();
    bench->book = home_path(bench->home, "book.db");
    bench->config = home_path(bench->home, "config");
    folder = home_path(bench->home, "config/playbooks");
    (void)mkdir(folder, 0700);
    free(folder);
    free(home_write(bench->home, "config/playbooks/renewal.yaml", "")); /* the shipped one begins */
    assert_true(day_parse_iso("2026-11-23", &bench->today));
    open_session(bench);
    *state = bench;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;

    session_close(bench->session);
    arena_fini(&bench->arena);
    home_free(bench->home);
    free(bench->book);
    free(bench->config);
    free(bench);
    return 0;
}

/* --- doing --- */

static int64_t add(struct bench *bench, const char *name, const char *field)
{
    char assignment[64];
    struct outcome outcome = {0};
    struct error err;
    int64_t account;

    snprintf(assignment, sizeof(assignment), "name=%s", name);
    must(verb_add(bench->session, KIND_ACCOUNT, 0, (const char *const[]){assignment, field, NULL},
             &outcome, NULL, &err),
        &err);
    account = outcome.accounts.items[0];
    outcome_fini(&outcome);
    return account;
}

/* The summary, in the arena. */
static const char *set(struct bench *bench, int64_t account, const char *assignment)
{
    struct outcome outcome = {0};
    struct error err;
    const char *summary;

    must(verb_set(bench->session, KIND_ACCOUNT, account, (const char *const[]){assignment, NULL},
             &outcome, &err),
        &err);
    summary = arena_copy_text(&bench->arena, str_text(&outcome.summary));
    outcome_fini(&outcome);
    return summary;
}

static const char *take_back(struct bench *bench, int64_t id)
{
    struct outcome outcome = {0};
    struct error err;
    const char *summary;

    must(session_undo(bench->session, id, &outcome, &err), &err);
    assert_int_equal(outcome.kept.len, 0);
    summary = arena_copy_text(&bench->arena, str_text(&outcome.summary));
    outcome_fini(&outcome);
    return summary;
}

static void redo(struct bench *bench)
{
    struct outcome outcome = {0};
    struct error err;

    must(session_redo(bench->session, &outcome, &err), &err);
    outcome_fini(&outcome);
}

/* --- seeing --- */

/* `vip open, x cancelled`: the runs, oldest first. */
static const char *runs_of(struct bench *bench, int64_t account)
{
    struct row_list runs = {0};
    struct str text = {0};
    struct error err;
    const char *copy;

    must(store_children(
             session_store(bench->session), KIND_RUN, account, &bench->arena, &runs, &err),
        &err);
    for (size_t i = 0; i < runs.count; i++)
        str_addf(&text, "%s%s %s%s", i ? ", " : "", row_text(runs.items[i], RUN_PLAYBOOK),
            row_text(runs.items[i], RUN_STATUS),
            row_knows(runs.items[i], RUN_SUCCEEDED) ? "!" : "");
    copy = arena_copy_text(&bench->arena, str_text(&text));
    str_fini(&text);
    return copy;
}

/* Days of the open steps, oldest first: `24 Nov, 30 Nov`. */
static const char *dues_of(struct bench *bench, int64_t account)
{
    struct row_list steps = {0};
    struct str text = {0};
    struct error err;
    char day[24];
    const char *copy;

    must(store_children(
             session_store(bench->session), KIND_STEP, account, &bench->arena, &steps, &err),
        &err);
    for (size_t i = 0; i < steps.count; i++)
        str_addf(&text, "%s%s", text.len ? ", " : "",
            day_short(row_day(steps.items[i], STEP_DUE), bench->today, day));
    copy = arena_copy_text(&bench->arena, str_text(&text));
    str_fini(&text);
    return copy;
}

static size_t offers(struct bench *bench, const char *playbook)
{
    struct playbook_match_list matches = {0};
    struct error err;
    size_t count;

    must(verb_playbook_matches(bench->session, playbook, &bench->arena, &matches, &err), &err);
    count = matches.count;
    array_fini(&matches);
    return count;
}

static struct journal_entry newest(struct bench *bench)
{
    struct journal_list log = {0};
    struct journal_entry entry;
    struct error err;

    must(store_log(session_store(bench->session), 0, 1, &bench->arena, &log, &err), &err);
    entry = log.items[0];
    array_fini(&log);
    return entry;
}

static void assert_news(struct bench *bench, const char *wanted)
{
    struct str news = {0};

    assert_true(session_take_news(bench->session, &news) == (*wanted != '\0'));
    assert_string_equal(str_text(&news), wanted);
    str_fini(&news);
}

#define VIP                                                                                        \
    "id: vip\ntitle: VIP\ntype: review\nstart: {how: enters, when: segment = vip, then: begin}\n"  \
    "steps:\n  - {id: a, title: A, due: +1d}\n"
#define LATE                                                                                       \
    "id: late\ntitle: Late\ntype: renewal\nanchor: ends\n"                                         \
    "start: {how: before, before: 30d, then: begin}\n"                                             \
    "steps:\n  - {id: a, title: A, due: -20d}\n  - {id: b, title: B, due: -10d}\n"

/* --- beginning --- */

static void it_begins_in_the_change_itself(void **state)
{
    struct bench *bench = *state;

    write_playbook(bench, "vip", VIP);
    int64_t globex = add(bench, "Globex", NULL);
    assert_string_equal(
        set(bench, globex, "segment=vip"), "account 'Globex': segment=vip; VIP begun");
    assert_string_equal(runs_of(bench, globex), "vip open");
    assert_int_equal(offers(bench, "vip"), 0);

    assert_string_equal(take_back(bench, 0), "undid: account 'Globex': segment=vip; VIP begun");
    assert_string_equal(runs_of(bench, globex), "");
    assert_int_equal(offers(bench, "vip"), 0); /* its condition went with it */
    redo(bench);
    assert_string_equal(runs_of(bench, globex), "vip open");
    take_back(bench, 0);
    assert_string_equal(set(bench, globex, "segment=vip"),
        "account 'Globex': segment=vip; VIP begun"); /* it enters anew */
}

/* The condition stands in an older change: the begun run alone is taken back. */
static void undone_it_is_only_offered(void **state)
{
    struct bench *bench = *state;
    int64_t globex = add(bench, "Globex", "renewal=2027-01-15");

    write_playbook(bench, "late", LATE);
    days_pass(bench, 1);
    days_pass(bench, 22); /* 16 Dec: 29 days before the end */
    assert_string_equal(runs_of(bench, globex), "late open");
    assert_string_equal(newest(bench).summary, "daybook began Late for Globex");
    assert_news(bench, "daybook began Late for Globex");
    assert_news(bench, ""); /* told once */
    take_back(bench, newest(bench).id);
    assert_string_equal(runs_of(bench, globex), "");
    assert_int_equal(offers(bench, "late"), 1);
    set(bench, globex, "owner=Bo");
    days_pass(bench, 1);
    set(bench, globex, "owner=Ann");
    assert_string_equal(runs_of(bench, globex), "");
    assert_int_equal(offers(bench, "late"), 1);
    assert_string_equal(
        set(bench, globex, "renewal=2027-06-01"), "account 'Globex': renewal=2027-06-01");
    assert_int_equal(offers(bench, "late"), 0);
    assert_string_equal(set(bench, globex, "renewal=2027-01-15"),
        "account 'Globex': renewal=2027-01-15; Late begun");
}

static void what_comes_in_so_is_offered(void **state)
{
    struct bench *bench = *state;

    write_playbook(bench, "vip", VIP);
    int64_t globex = add(bench, "Globex", "segment=vip");
    assert_string_equal(runs_of(bench, globex), "");
    assert_int_equal(offers(bench, "vip"), 1);
}

/* Nobody has looked at a new file yet: what was true before it came is offered, what a change makes
 * true begins. */
static void a_new_playbook_begins_what_changes(void **state)
{
    struct bench *bench = *state;
    int64_t old = add(bench, "Old", "segment=vip"), new = add(bench, "New", NULL);

    write_playbook(bench, "vip", VIP);
    set(bench, old, "owner=Bo");
    assert_string_equal(runs_of(bench, old), "");
    set(bench, new, "segment=vip");
    assert_string_equal(runs_of(bench, new), "vip open");
    days_pass(bench, 1);
    assert_string_equal(runs_of(bench, old), "");
    assert_int_equal(offers(bench, "vip"), 1);
}

/* What daybook did overnight stands before no change of a person's. */
static void undo_is_the_users_own(void **state)
{
    struct bench *bench = *state;
    int64_t globex = add(bench, "Globex", "renewal=2027-01-15");

    write_playbook(bench, "late", LATE);
    days_pass(bench, 1);
    set(bench, globex, "owner=Bo");
    days_pass(bench, 22);
    assert_int_equal(newest(bench).actor, ACTOR_DAYBOOK);
    assert_string_equal(take_back(bench, 0), "undid: account 'Globex': owner=Bo");
    redo(bench);
    assert_string_equal(runs_of(bench, globex), "late open");
    assert_string_equal(newest(bench).summary, "redid: account 'Globex': owner=Bo");
}

/* One begins the other, and the other the first: it comes to an end. */
static void it_never_loops(void **state)
{
    struct bench *bench = *state;

    write_playbook(bench, "one",
        "id: one\ntitle: One\ntype: review\nagain: {at_once: yes}\n"
        "start:\n  how: enters\n  when:\n    account: segment = vip\n    no run: playbook = two "
        "and "
        "status = open\n  then: begin\n"
        "exit:\n  when:\n    run: playbook = two and status = open\n"
        "steps: [{id: a, title: A, due: +1d}]\n");
    write_playbook(bench, "two",
        "id: two\ntitle: Two\ntype: review\nagain: {at_once: yes}\n"
        "start:\n  how: enters\n  when:\n    run: playbook = one and status = open\n  then: begin\n"
        "exit:\n  when:\n    no run: playbook = one and status = open\n"
        "steps: [{id: a, title: A, due: +1d}]\n");
    int64_t globex = add(bench, "Globex", NULL);
    set(bench, globex, "segment=vip");
    const char *runs = runs_of(bench, globex);
    assert_true(strncmp(runs, "one", 3) == 0);
    take_back(bench, 0);
    assert_string_equal(runs_of(bench, globex), "");
}

/* --- ending and succeeding --- */

static void it_ends_and_comes_back(void **state)
{
    struct bench *bench = *state;

    write_playbook(bench, "vip", VIP "exit: {when: segment = plain}\n");
    int64_t globex = add(bench, "Globex", NULL);
    set(bench, globex, "segment=vip");
    assert_string_equal(set(bench, globex, "segment=plain"),
        "account 'Globex': segment=plain; VIP ended, segment = plain");
    assert_string_equal(runs_of(bench, globex), "vip cancelled");
    take_back(bench, 0);
    assert_string_equal(runs_of(bench, globex), "vip open");
    set(bench, globex, "segment=plain");
    assert_string_equal(runs_of(bench, globex), "vip cancelled");
}

/* Where the exit was true all along, whoever starts it knows better. */
static void a_run_started_in_spite_of_its_exit_stays(void **state)
{
    struct bench *bench = *state;
    struct outcome outcome = {0};
    struct error err;

    write_playbook(bench, "vip", VIP "exit: {when: segment = plain}\n");
    int64_t globex = add(bench, "Globex", "segment=plain");
    must(verb_playbook_start(bench->session, "vip", globex, DAY_NONE, &outcome, NULL, &err), &err);
    outcome_fini(&outcome);
    set(bench, globex, "owner=Bo");
    days_pass(bench, 1);
    assert_string_equal(runs_of(bench, globex), "vip open");
}

static void success_is_noted_once(void **state)
{
    struct bench *bench = *state;

    write_playbook(bench, "vip", VIP "finish: {success: owner = Bo}\n");
    int64_t globex = add(bench, "Globex", NULL);
    set(bench, globex, "segment=vip");
    assert_string_equal(
        set(bench, globex, "owner=Bo"), "account 'Globex': owner=Bo; VIP has its success");
    assert_string_equal(set(bench, globex, "owner=Al"), "account 'Globex': owner=Al");
    assert_string_equal(set(bench, globex, "owner=Bo"), "account 'Globex': owner=Bo");
    assert_string_equal(runs_of(bench, globex), "vip open!");
}

/* --- dates --- */

static void dates_follow_a_change(void **state)
{
    struct bench *bench = *state;

    write_playbook(bench, "late", LATE);
    int64_t globex = add(bench, "Globex", NULL);
    set(bench, globex, "renewal=2026-12-15"); /* ends Mon 14 Dec */
    assert_string_equal(dues_of(bench, globex), "24 Nov, 4 Dec");
    assert_string_equal(set(bench, globex, "renewal=2026-12-22"),
        "account 'Globex': renewal=2026-12-22; 2 dates moved");
    assert_string_equal(dues_of(bench, globex), "1 Dec, 11 Dec");
    take_back(bench, 0);
    assert_string_equal(dues_of(bench, globex), "24 Nov, 4 Dec");
    redo(bench);
    assert_string_equal(dues_of(bench, globex), "1 Dec, 11 Dec");
    assert_string_equal(runs_of(bench, globex), "late open");
}

static void take_file(struct bench *bench, const char *text)
{
    char *path = home_write(bench->home, "accounts.csv", text);
    const char *paths[] = {path};
    struct import_options options = {0};
    struct import_report_list reports = {0};
    struct error err;

    must(import_files(bench->session, paths, 1, &options, &bench->arena, &reports, &err), &err);
    must(reports.items[0].taken, &reports.items[0].error);
    free(path);
}

static void dates_follow_an_import(void **state)
{
    struct bench *bench = *state;

    write_playbook(bench, "late", LATE);
    take_file(bench, "id,name,renewal\nG1,Globex,2027-02-01\nH1,Hooli,2027-02-01\n");
    take_file(bench, "id,name,renewal\nG1,Globex,2026-12-15\nH1,Hooli,2027-02-01\n");
    assert_string_equal(newest(bench).summary, "daybook began Late for Globex");
    assert_int_equal(newest(bench).actor, ACTOR_DAYBOOK);
    int64_t globex = 1;
    assert_string_equal(dues_of(bench, globex), "24 Nov, 4 Dec");
    take_file(bench, "id,name,renewal\nG1,Globex,2026-12-22\nH1,Hooli,2027-02-02\n");
    assert_string_equal(newest(bench).summary,
        "import of accounts.csv: 0 created, 2 updated; 2 dates of playbooks moved");
    assert_string_equal(dues_of(bench, globex), "1 Dec, 11 Dec");
    take_back(bench, newest(bench).id);
    assert_string_equal(dues_of(bench, globex), "24 Nov, 4 Dec");
    assert_string_equal(runs_of(bench, globex), "late open");
}

static void add_lines(struct str *text, int count, const char *segment)
{
    str_clear(text);
    str_add(text, "id,name,segment\n");
    for (int i = 0; i < count; i++)
        str_addf(text, "A%d,Account %d,%s\n", i, i, segment);
}

/* A day holds 12 rows; what would be more waits as offers. */
static void an_import_begins_no_flood(void **state)
{
    struct bench *bench = *state;
    struct str text = {0};

    write_playbook(bench, "vip", VIP);
    add_lines(&text, 30, "plain");
    take_file(bench, str_text(&text));
    add_lines(&text, 13, "vip");
    take_file(bench, str_text(&text));
    assert_int_equal(offers(bench, "vip"), 13);
    add_lines(&text, 13, "plain");
    take_file(bench, str_text(&text));
    assert_int_equal(offers(bench, "vip"), 0);
    add_lines(&text, 12, "vip");
    take_file(bench, str_text(&text));
    assert_int_equal(offers(bench, "vip"), 0);
    assert_string_equal(newest(bench).summary, "daybook began VIP for 12 accounts");
    str_fini(&text);
}

/* --- several as one --- */

/* The limit is one of imports: renewals that come due on one day all begin, in whatever slices. */
static void a_day_begins_all_that_it_brings(void **state)
{
    struct bench *bench = *state;
    struct str text = {0};

    write_playbook(bench, "late", LATE);
    str_add(&text, "id,name,renewal\n");
    for (int i = 0; i < 20; i++)
        str_addf(&text, "A%d,Account %d,2027-03-31\n", i, i);
    take_file(bench, str_text(&text));
    days_pass(bench, 1);
    assert_int_equal(offers(bench, "late"), 0);
    days_pass(bench, 110);
    assert_string_equal(newest(bench).summary, "daybook began Late for 20 accounts");
    str_fini(&text);
}

static void a_group_is_one_change(void **state)
{
    struct bench *bench = *state;
    struct outcome outcome = {0};
    struct error err;

    write_playbook(bench, "vip", VIP);
    int64_t one = add(bench, "One", NULL), two = add(bench, "Two", NULL);
    must(session_group_begin(bench->session, &err), &err);
    set(bench, one, "segment=vip");
    set(bench, two, "segment=vip");
    set(bench, two, "owner=Bo");
    must(session_group_end(bench->session, "2 accounts changed", &outcome, &err), &err);
    assert_int_equal(outcome.accounts.count, 2);
    assert_string_equal(str_text(&outcome.summary), "2 accounts changed; VIP begun, 2 times");
    assert_int_equal(outcome.change_id, newest(bench).id);
    outcome_fini(&outcome);
    assert_string_equal(runs_of(bench, one), "vip open");
    take_back(bench, 0);
    assert_string_equal(runs_of(bench, one), "");
    assert_string_equal(runs_of(bench, two), "");
    assert_string_equal(newest(bench).summary, "undid: 2 accounts changed; VIP begun, 2 times");
}

static void a_dropped_group_leaves_nothing(void **state)
{
    struct bench *bench = *state;
    struct outcome outcome = {0};
    struct error err;
    int64_t one = add(bench, "One", NULL), before;

    before = newest(bench).id;
    must(session_group_begin(bench->session, &err), &err);
    set(bench, one, "segment=vip");
    assert_false(verb_set(bench->session, KIND_ACCOUNT, one,
        (const char *const[]){"renewal=nonsense", NULL}, &outcome, &err));
    session_group_drop(bench->session);
    assert_int_equal(newest(bench).id, before);
    set(bench, one, "owner=Bo");
    assert_int_equal(newest(bench).id, before + 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(it_begins_in_the_change_itself),
        TEST(undone_it_is_only_offered),
        TEST(what_comes_in_so_is_offered),
        TEST(a_new_playbook_begins_what_changes),
        TEST(undo_is_the_users_own),
        TEST(it_never_loops),
        TEST(it_ends_and_comes_back),
        TEST(a_run_started_in_spite_of_its_exit_stays),
        TEST(success_is_noted_once),
        TEST(dates_follow_a_change),
        TEST(dates_follow_an_import),
        TEST(an_import_begins_no_flood),
        TEST(a_day_begins_all_that_it_brings),
        TEST(a_group_is_one_change),
        TEST(a_dropped_group_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
