/* The page of Metrics: made on a thread it says what it says when made at once; what is not wanted
 * any more, or cannot be read, ends quietly. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sched.h>
#include <cmocka.h>
#include "app/metrics_page.h"
#include "app/verbs.h"
#include "support/home.h"

static char *home;
static struct session *session;
static size_t threads_before; /* any job's */

static int open_session(const struct session_options *options)
{
    struct error err = {0};
    bool more = true;

    if (!session_open(options, &session, &err) || !session_rescore(session, 0, &more, &err))
        fail_msg("%s", err.text);
    return more;
}

static int open_demo(void **state)
{
    home = home_new();
    setenv("TMPDIR", home, 1);
    return open_session(&(struct session_options){.demo = true, .today = day_make(2026, 11, 23)});
}

static void add(enum kind kind, int64_t account, const char *const *fields, int64_t *ret_account)
{
    struct outcome outcome = {0};
    struct error err = {0};

    if (!verb_add(session, kind, account, fields, &outcome, NULL, &err))
        fail_msg("%s", err.text);
    if (ret_account)
        *ret_account = outcome.accounts.items[0];
    outcome_fini(&outcome);
}

/* Three accounts, one in another currency, in a file with settings of its own. */
static int open_book(void **state)
{
    static const char *const accounts[][6] = {
        {"id=a", "name=Globex", "arr=120000", "tier=mid", "seats=100", NULL},
        {"id=b", "name=Initech", "arr=80000", "currency=EUR", "tier=enterprise", NULL},
        {"id=c", "name=Umbra", "arr=50000", "tier=enterprise", "seats=50", NULL}};
    char *config, *path;
    int64_t account = 0;

    home = home_new();
    free(home_write(home, "config/daybook.yaml", "currency: USD\nrates:\n  EUR: 1.1\n"));
    config = home_path(home, "config");
    path = home_path(home, "book.db");
    assert_int_equal(open_session(&(struct session_options){.db_path = path,
                         .config_dir = config,
                         .create = true,
                         .today = day_make(2026, 11, 23)}),
        0);
    for (size_t i = 0; i < COUNT_OF(accounts); i++)
        add(KIND_ACCOUNT, 0, accounts[i], &account);
    add(KIND_NOTE, account, (const char *const[]){"kind=call", "body=hello", NULL}, NULL);
    free(config);
    free(path);
    return 0;
}

static int close_all(void **state)
{
    session_close(session);
    home_free(home);
    return unsetenv("TMPDIR");
}

static struct metrics_page *make(const struct metrics_wish *wish)
{
    struct metrics_page *page = NULL;
    struct error err = {0};

    if (!metrics_page_make(session, wish, &page, &err))
        fail_msg("%s", err.text);
    return page;
}

static struct metrics_page *wait_for(struct metrics_job *job, struct error *err)
{
    struct metrics_page *page = NULL;

    while (!metrics_job_take(job, &page, err))
        sched_yield();
    return page;
}

static void check_same(const struct metrics_page *one, const struct metrics_page *other)
{
    for (int id = 0; id < FIGURES; id++) {
        assert_int_equal(one->results.of[id].known, other->results.of[id].known);
        assert_int_equal(one->results.of[id].numerator, other->results.of[id].numerator);
        assert_int_equal(one->results.of[id].denominator, other->results.of[id].denominator);
        assert_int_equal(one->results.of[id].rows.count, other->results.of[id].rows.count);
    }
    assert_int_equal(one->bands.total_arr, other->bands.total_arr);
    assert_true(one->bands.total_arr > 0);
    assert_int_equal(one->walk.sum.closing, other->walk.sum.closing);
    assert_int_equal(one->themes.count, other->themes.count);
    assert_int_equal(one->stalls.count, other->stalls.count);
    assert_int_equal(one->left, other->left);
}

static void a_thread_says_the_same(void **state)
{
    static const char *const filters[] = {NULL, "", "tier = enterprise"};

    for (size_t i = 0; i < COUNT_OF(filters); i++) {
        struct metrics_wish wish = {filters[i], metrics_year(session)};
        struct metrics_job *job = metrics_job_start(session, &wish);
        struct metrics_page *page = make(&wish), *other;
        struct error err = {0};

        assert_non_null(job);
        other = wait_for(job, &err);
        assert_non_null(other);
        check_same(page, other);
        assert_true(page->left > 0 && page->left <= page->all);
        metrics_page_free(page);
        metrics_page_free(other);
    }
}

/* They are counted with the page and found when somebody looks. */
static void rows_are_made_when_asked_for(void **state)
{
    struct metrics_wish wish = {NULL, metrics_year(session)};
    struct metrics_page *page = make(&wish);
    struct metrics *metrics = NULL;
    struct arena arena = {0};
    struct error err = {0};
    size_t all = 0;

    assert_true(metrics_load(session, NULL, &metrics, &err));
    for (int id = 0; id < FIGURES; id++) {
        struct metric_result result;
        size_t counted = page->results.of[id].rows.count;
        const struct metric_rows *rows = metrics_page_rows(page, (enum metric_id)id);

        metrics_one(metrics, (enum metric_id)id, wish.span, &arena, &result);
        assert_int_equal(counted, result.rows.count);
        assert_int_equal(rows->count, counted);
        assert_ptr_equal(metrics_page_rows(page, (enum metric_id)id)->items, rows->items);
        for (size_t i = 0; i < counted; i++)
            assert_memory_equal(&rows->items[i], &result.rows.items[i], sizeof(*rows->items));
        assert_string_equal(page->results.of[id].beside, result.beside);
        all += counted;
    }
    assert_true(all > 0);
    metrics_free(metrics);
    metrics_page_free(page);
    arena_fini(&arena);
}

static void what_cannot_be_read_is_told(void **state)
{
    struct metrics_wish wish = {"tier =", metrics_year(session)};
    struct metrics_page *page = NULL;
    struct error err = {0};

    assert_false(metrics_page_make(session, &wish, &page, &err));
    assert_null(wait_for(metrics_job_start(session, &wish), &err));
    assert_int_equal(err.code, ERROR_USAGE);
}

/* What was taken or dropped may still be on its way out. */
static void wait_for_no_thread(void)
{
    while (folder_entries("/proc/self/task") > threads_before)
        sched_yield();
}

/* Neither its thread nor its hold of the file outlives it. */
static void what_is_dropped_ends_by_itself(void **state)
{
    struct metrics_wish wish = {NULL, metrics_year(session)};
    size_t files;

    wait_for_no_thread();
    files = folder_entries("/proc/self/fd");
    for (int i = 0; i < 3; i++)
        metrics_job_drop(metrics_job_start(session, &wish));
    wait_for_no_thread();
    assert_int_equal(folder_entries("/proc/self/fd"), files);
    metrics_job_drop(NULL);
    metrics_page_free(NULL);
    metrics_page_free(make(&wish));
}

/* While it reads nobody could write, and what it reads would be old. It may be done before. */
static void a_write_of_its_owner_goes_first(void **state)
{
    struct metrics_wish wish = {NULL, metrics_year(session)};
    bool gave_way = false;

    for (int i = 0; i < 500 && !gave_way; i++) {
        struct metrics_job *job = metrics_job_start(session, &wish);
        struct error err = {0};
        struct metrics_page *page;

        if (!store_begin(session_store(session), &err))
            fail_msg("%s", err.text);
        store_rollback(session_store(session));
        page = wait_for(job, &err);
        gave_way = !page;
        assert_true(page || err.code == ERROR_FOUND);
        metrics_page_free(page);
    }
    assert_true(gave_way);
}

/* Steps and causes come with rows that can be opened; themes are those of the filter alone. */
static void blocks_are_of_the_filter(void **state)
{
    struct metrics_wish all = {NULL, metrics_year(session)}, none = {"arr > 900m", all.span};
    struct metrics_page *page = make(&all), *empty = make(&none);

    assert_true(page->themes.count > 0 && page->stalls.count > 0);
    for (size_t i = 0; i < page->themes.count; i++)
        assert_true(page->themes.items[i].asking.accounts >= 2);
    for (size_t i = 0; i < page->stalls.count; i++)
        assert_true(page->stalls.items[i].rows.count > 0);
    assert_int_equal(empty->left, 0);
    assert_int_equal(empty->themes.count + empty->stalls.count + empty->causes.count, 0);
    assert_int_equal(empty->bands.total_accounts, 0);
    metrics_page_free(page);
    metrics_page_free(empty);
}

/* Its settings are this session's alone. */
static void the_demo_is_counted_at_once(void **state)
{
    struct metrics_wish wish = {NULL, metrics_year(session)};

    assert_null(metrics_job_start(session, &wish));
    assert_false(metrics_is_large(session));
}

int main(void)
{
    const struct CMUnitTest book[] = {
        cmocka_unit_test(a_thread_says_the_same),
        cmocka_unit_test(rows_are_made_when_asked_for),
        cmocka_unit_test(what_cannot_be_read_is_told),
        cmocka_unit_test(what_is_dropped_ends_by_itself),
        cmocka_unit_test(a_write_of_its_owner_goes_first),
    };
    const struct CMUnitTest demo[] = {
        cmocka_unit_test(blocks_are_of_the_filter),
        cmocka_unit_test(the_demo_is_counted_at_once),
    };

    threads_before = folder_entries("/proc/self/task");
    return cmocka_run_group_tests(book, open_book, close_all) +
           cmocka_run_group_tests(demo, open_demo, close_all);
}
