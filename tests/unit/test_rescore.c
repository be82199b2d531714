/* The re-score of a large book on a thread: beside its owner's writes, under rules that move again,
 * and killed in its midst. It always ends as one that nothing disturbed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>
#include <sys/wait.h>
#include "app/giving_way.h"
#include "app/import.h"
#include "app/rescore_job.h"
#include "app/rules.h"
#include "app/verbs.h"
#include "store/leaving.h"
#include "store/wait.h"
#include "support/home.h"

/* More than two transactions hold, so that there is a midst. */
#define CLAIM "rescoring"
#define MARKING "marking"
enum {
    ACCOUNTS = 520,
    FEW = 100,
    TRIES = 8,
    WITHIN_MS = 60000,
    IDLE_SECONDS = 3,
    QUIT_SECONDS = 5
};

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

static struct session *open_session(struct bench *bench)
{
    struct session_options options = {.create = true,
        .actor = ACTOR_APP,
        .db_path = bench->book,
        .config_dir = bench->config,
        .busy_timeout_ms = WITHIN_MS,
        .today = bench->today};
    struct session *session;
    struct error err;

    must(session_open(&options, &session, &err), &err);
    return session;
}

static int set_up(void **state)
{
    struct bench *bench = calloc(1, sizeof(*bench));

    bench->home = home_new();
    bench->book = home_path(bench->home, "book.db");
    bench->config = home_path(bench->home, "config");
    assert_true(day_parse_iso("2026-11-23", &bench->today));
    bench->session = open_session(bench);
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

/* --- a book that is worth a thread --- */

static void take_file(struct bench *bench, const char *name, const struct str *text)
{
    char *path = home_write(bench->home, name, str_text(text));
    const char *paths[] = {path};
    struct import_options options = {0};
    struct import_report_list reports = {0};
    struct error err;

    must(import_files(bench->session, paths, 1, &options, &bench->arena, &reports, &err), &err);
    must(reports.items[0].taken, &reports.items[0].error);
    free(path);
}

static void rescore_all(struct bench *bench)
{
    struct error err;
    bool more;

    must(session_rescore(bench->session, 0, &more, &err), &err);
}

static void fill_book(struct bench *bench)
{
    struct str accounts = {0}, measures = {0};

    str_add(&accounts, "id,name,arr,seats,renewal\n");
    str_add(&measures, "account,date,metric,value\n");
    for (int i = 0; i < ACCOUNTS; i++) {
        str_addf(&accounts, "A%d,Account %d,%d000,%d,2027-0%d-01\n", i, i, i % 90, 20 + i % 50,
            1 + i % 9);
        str_addf(&measures, "A%d,2026-11-20,active_users,%d\n", i, i % 60);
        str_addf(&measures, "A%d,2026-11-20,logins,%d\n", i, i % 500);
        str_addf(&measures, "A%d,2026-11-20,csat,%d\n", i, 1 + i % 5);
        str_addf(&measures, "A%d,2026-11-20,payment,%d\n", i, i % 40);
    }
    take_file(bench, "accounts.csv", &accounts);
    take_file(bench, "measures.csv", &measures);
    rescore_all(bench);
    str_fini(&accounts);
    str_fini(&measures);
}

/* The shipped model with another weight. */
static void write_model(struct bench *bench, char weight)
{
    char *text = file_read("config/health.yaml"), *at = strstr(text, "adoption: 15\n      usage");

    assert_non_null(at);
    at[strlen("adoption: 1")] = weight;
    free(home_write(bench->home, "config/health.yaml", text));
    free(text);
}

static bool add_row(void *context, const struct row *row)
{
    str_addf(context, "%d %lld", (int)row->kind, (long long)row->key);
    for (int field = 0; field < kind_info(row->kind)->count; field++) {
        str_add(context, ";");
        field_format_plain(context, row, field, "USD");
    }
    str_add(context, "\n");
    return true;
}

/* All that the rules made. */
static struct str scores(struct bench *bench)
{
    struct str text = {0};
    struct error err;

    must(store_each(session_store(bench->session), KIND_ACCOUNT, add_row, &text, &err), &err);
    must(store_each(session_store(bench->session), KIND_SIGNAL, add_row, &text, &err), &err);
    return text;
}

/* Those behind the place to which it came, where all are to be scored anew. */
static void add_marked(struct bench *bench, struct key_list *keys)
{
    struct store *store = session_store(bench->session);
    struct key_list marked = {0};
    const char *place = NULL;
    long long after;
    struct error err;

    must(store_meta_get(store, MARKING, &bench->arena, &place, &err), &err);
    if (place) {
        assert_true(text_to_int(place, &after));
        must(store_accounts_after(store, after, ACCOUNTS, &marked, &err), &err);
    }
    for (size_t i = 0; i < marked.count; i++)
        ARRAY_PUSH(keys, marked.items[i]);
    store_keys_unique(keys);
    array_fini(&marked);
}

static size_t count_unscored(struct bench *bench)
{
    struct key_list keys = {0};
    struct error err;
    size_t count;

    must(store_unscored(session_store(bench->session), bench->today, 0, ACCOUNTS, &keys, &err),
        &err);
    add_marked(bench, &keys);
    count = keys.count;
    array_fini(&keys);
    return count;
}

/* So many in a transaction: many are scored by two threads, few by one. */
static void score_again(struct bench *bench, int at_once)
{
    for (int64_t key = 1; key <= ACCOUNTS;) {
        struct key_list keys = {0};
        struct error err;

        for (int i = 0; i < at_once && key <= ACCOUNTS; i++)
            ARRAY_PUSH(&keys, key++);
        must(store_mark_unscored(session_store(bench->session), &keys, &err), &err);
        assert_int_equal(count_unscored(bench), keys.count);
        rescore_all(bench);
        array_fini(&keys);
    }
    assert_int_equal(count_unscored(bench), 0);
}

static void expect_again(struct bench *bench, int at_once)
{
    struct str kept = scores(bench), again;

    score_again(bench, at_once);
    again = scores(bench);
    assert_string_equal(str_text(&kept), str_text(&again));
    str_fini(&kept);
    str_fini(&again);
}

/* Once more, in one piece, gives what is there. */
static void expect_as_undisturbed(struct bench *bench)
{
    assert_int_equal(count_unscored(bench), 0);
    expect_again(bench, ACCOUNTS);
}

static void two_threads_make_what_one_makes(void **state)
{
    struct bench *bench = *state;

    fill_book(bench);
    score_again(bench, ACCOUNTS);
    expect_again(bench, FEW);
    expect_again(bench, ACCOUNTS);
}

static struct rescore_result wait_for(struct rescore_job *job)
{
    struct pollfd polled = {.fd = rescore_job_fd(job), .events = POLLIN};
    struct rescore_result result;

    assert_non_null(job);
    assert_int_equal(poll(&polled, 1, WITHIN_MS), 1);
    rescore_job_take(job, &result);
    return result;
}

static void score_to_the_end(struct bench *bench)
{
    struct rescore_result result = wait_for(rescore_job_start(bench->session));

    assert_true(result.good && !result.is_left && result.day == bench->today);
    str_fini(&result.news);
}

static int64_t version_of(struct bench *bench)
{
    int64_t version;

    while (!store_data_version(session_store(bench->session), &version))
        (void)sched_yield();
    return version;
}

/* Until another connection wrote so many times more, or does not write any more. */
static void wait_for_writes(struct bench *bench, int count)
{
    int64_t version = version_of(bench);
    time_t until = time(NULL) + IDLE_SECONDS;

    while (count > 0 && time(NULL) < until) {
        int64_t now = version_of(bench);

        count -= now != version;
        version = now;
        (void)sched_yield();
    }
}

/* --- beside writes --- */

static void its_owner_writes_meanwhile(void **state)
{
    struct bench *bench = *state;
    struct outcome outcome = {0};
    struct rescore_job *job;
    struct rescore_result result;
    struct error err;

    fill_book(bench);
    write_model(bench, '3');
    assert_true(session_rules_look(bench->session) && session_needs_rescore(bench->session));
    assert_true(rescore_job_pays(bench->session));
    job = rescore_job_start(bench->session);
    /* It gives way: no write is refused. */
    must(verb_add(bench->session, KIND_ACCOUNT, 0, (const char *const[]){"name=Initech", NULL},
             &outcome, NULL, &err),
        &err);
    outcome_fini(&outcome);
    result = wait_for(job);
    assert_true(result.good && !result.is_left && result.day == bench->today);
    assert_non_null(strstr(str_text(&result.news), "health.yaml changed: "));
    str_fini(&result.news);
    assert_int_equal(count_unscored(bench), 0);
}

/* --- rules that move again --- */

/* Did the thread end because of it? It has begun, and comes to no end while its owner writes; it
 * may have been through before. */
static bool move_rules_meanwhile(struct bench *bench, char weight)
{
    struct rescore_job *job = rescore_job_start(bench->session);
    struct rescore_result result;
    struct error err;

    assert_non_null(job);
    wait_for_writes(bench, 1);
    must(store_begin(session_store(bench->session), &err), &err);
    write_model(bench, weight);
    store_rollback(session_store(bench->session));
    (void)session_rules_look(bench->session);
    assert_true(session_needs_rescore(bench->session));
    result = wait_for(job);
    assert_true(result.good);
    str_fini(&result.news);
    return result.is_left;
}

static void it_ends_where_rules_move(void **state)
{
    struct bench *bench = *state;
    struct str before, now;
    bool moved = false;

    fill_book(bench);
    before = scores(bench);
    for (int i = 0; i < TRIES && !moved; i++) {
        write_model(bench, '3');
        (void)session_rules_look(bench->session);
        assert_true(session_needs_rescore(bench->session));
        moved = move_rules_meanwhile(bench, '8');
    }
    assert_true(moved);
    assert_true(session_needs_rescore(bench->session)); /* whoever began it begins anew */
    score_to_the_end(bench);
    now = scores(bench);
    assert_string_not_equal(str_text(&before), str_text(&now));
    expect_as_undisturbed(bench);
    str_fini(&before);
    str_fini(&now);
}

/* --- killed --- */

/* In slices that hold few, so that there is a midst however slow the one is who watches. */
static void score_in_child(struct bench *bench)
{
    struct session *session = open_session(bench);
    struct error ignored;
    bool more = session_needs_rescore(session);

    while (more && session_rescore(session, 1, &more, &ignored))
        continue;
    for (;;)
        (void)pause();
}

/* -9 once it wrote so many times. Those that it left to score are told. */
static size_t kill_in_midst(struct bench *bench, int writes)
{
    pid_t child = fork();
    int status;

    assert_true(child >= 0);
    if (child == 0)
        score_in_child(bench);
    wait_for_writes(bench, writes);
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    return count_unscored(bench);
}

/* Whoever scores the book has it to itself, as long as it lives and writes now and then. */
static void it_leaves_the_book_to_who_scores_it(void **state)
{
    struct bench *bench = *state;
    struct rescore_result result;
    char claim[64];
    struct error err;

    fill_book(bench);
    write_model(bench, '2');
    (void)session_rules_look(bench->session);
    (void)session_needs_rescore(bench->session);
    snprintf(claim, sizeof(claim), "%lld %ld", (long long)clock_stamp(), (long)getppid());
    must(store_meta_set(session_store(bench->session), CLAIM, claim, &err), &err);
    result = wait_for(rescore_job_start(bench->session));
    assert_true(!result.good && result.err.code == ERROR_BUSY);
    str_fini(&result.news);
    snprintf(claim, sizeof(claim), "%lld %ld", (long long)clock_stamp() - 20, (long)getppid());
    must(store_meta_set(session_store(bench->session), CLAIM, claim, &err), &err);
    score_to_the_end(bench);
    expect_as_undisturbed(bench);
}

static void it_goes_on_after_a_kill(void **state)
{
    /* The rules are taken, the book is looked at, accounts are scored. */
    static const int moments[] = {1, 2, 3, 4};
    struct bench *bench = *state;
    bool any = false;

    fill_book(bench);
    for (size_t i = 0; i < COUNT_OF(moments); i++) {
        struct str before = scores(bench), now;
        size_t left;

        write_model(bench, (char)('2' + i));
        left = kill_in_midst(bench, moments[i]);
        any = any || (left > 0 && left < ACCOUNTS);
        (void)session_rules_look(bench->session);
        (void)session_needs_rescore(bench->session);
        score_to_the_end(bench);
        now = scores(bench);
        assert_string_not_equal(str_text(&before), str_text(&now));
        expect_as_undisturbed(bench);
        str_fini(&before);
        str_fini(&now);
    }
    assert_true(any);
}

static atomic_bool waits;

static void note_wait(void)
{
    atomic_store(&waits, true);
}

/* Another program keeps the file locked, and its owner quits: that is at once. */
static void it_stops_while_it_waits_for_a_lock(void **state)
{
    struct bench *bench = *state;
    struct session *other;
    struct rescore_job *job;
    struct pollfd polled = {.events = POLLIN};
    struct timespec from, to;
    struct error err;

    fill_book(bench);
    write_model(bench, '3');
    assert_true(session_rules_look(bench->session) && session_needs_rescore(bench->session));
    other = open_session(bench);
    must(store_begin(session_store(other), &err), &err);
    store_tell_wait(note_wait);
    job = rescore_job_start(bench->session);
    assert_non_null(job);
    polled.fd = rescore_job_fd(job);
    while (!atomic_load(&waits) && poll(&polled, 1, 1) == 0)
        continue;
    assert_true(atomic_load(&waits)); /* else it ended by itself */
    store_tell_wait(NULL);
    clock_gettime(CLOCK_MONOTONIC, &from);
    rescore_job_free(job);
    clock_gettime(CLOCK_MONOTONIC, &to);
    assert_true(to.tv_sec - from.tv_sec < QUIT_SECONDS);
    store_rollback(session_store(other));
    session_close(other);
    score_to_the_end(bench);
    expect_as_undisturbed(bench);
}

/* --- what many rows are sorted by gives way --- */

struct item {
    int rank, turn;
};
enum { ITEMS = 5000 };

static int by_rank(const void *left, const void *right)
{
    return ((const struct item *)left)->rank - ((const struct item *)right)->rank;
}

static bool after_some(void *context)
{
    return --*(int *)context < 0;
}

static void make_items(struct item *items)
{
    for (int i = 0; i < ITEMS; i++)
        items[i] = (struct item){(i * 7919) % 613, i};
}

/* Those of a rank stay in their order; given up after each of its steps, none is lost. */
static void a_long_sort_gives_way(void **state)
{
    static struct item items[ITEMS];
    struct bench *bench = *state;
    struct store *store = session_store(bench->session);
    struct error err;
    int asked = 0;

    make_items(items);
    assert_true(work_sort(bench->session, items, ITEMS, sizeof(*items), by_rank, &err));
    for (int i = 1; i < ITEMS; i++)
        assert_true(items[i - 1].rank < items[i].rank ||
                    (items[i - 1].rank == items[i].rank && items[i - 1].turn < items[i].turn));
    for (bool done = false; !done; asked++) {
        int left = asked;
        int64_t sum = 0;

        make_items(items);
        store_leave_when(store, after_some, &left);
        done = work_sort(bench->session, items, ITEMS, sizeof(*items), by_rank, &err);
        store_leave_when(store, NULL, NULL);
        if (!done)
            assert_int_equal(err.code, ERROR_FOUND);
        for (int i = 0; i < ITEMS; i++)
            sum += items[i].turn;
        assert_int_equal(sum, (int64_t)ITEMS * (ITEMS - 1) / 2);
    }
    assert_true(asked > ITEMS / 1000);
}

static bool always(void *context)
{
    return true;
}

/* SQLite counts the steps of a statement over all its runs: of thousands one would be left. */
static void a_read_that_is_left_begins_and_ends(void **state)
{
    enum { READS = 9000 };
    struct bench *bench = *state;
    struct store *store = session_store(bench->session);
    struct error err;

    store_leave_when(store, always, NULL);
    for (int i = 0; i < READS; i++)
        if (!store_begin_read(store, &err) || !store_commit(store, &err))
            fail_msg("read %d: %s", i, err.text);
    store_leave_when(store, NULL, NULL);
    assert_true(store_begin(store, &err) && store_commit(store, &err));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(two_threads_make_what_one_makes),
        TEST(its_owner_writes_meanwhile),
        TEST(it_ends_where_rules_move),
        TEST(it_stops_while_it_waits_for_a_lock),
        TEST(it_leaves_the_book_to_who_scores_it),
        TEST(it_goes_on_after_a_kill),
        TEST(a_long_sort_gives_way),
        TEST(a_read_that_is_left_begins_and_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
