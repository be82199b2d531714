/* The power goes at every single call of a save, a backup and a first start, and what was not
 * synced is dropped, torn or out of order; or the program is killed there; or the call fails. What
 * was acknowledged is there, nothing is half there, and the file is sound; a failure is said, and
 * the same program goes on when the disk is good again. DAYBOOK_LONG: every call, each cut in three
 * ways, each of four failures, in turn once and for good. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/resource.h>
#include <unistd.h>
#include <cmocka.h>
#include <sqlite3.h>
#include "base/mem.h"
#include "store/copies.h"
#include "support/book.h"
#include "support/crash_run.h"
#include "support/home.h"
#include "support/old_book.h"

enum { SAVES = 2, ROWS_BEFORE = 3, CALLS_MOST = 2000, SOUND_EVERY = 10 };

#ifdef __SANITIZE_ADDRESS__ /* a fork costs ten times as much */
enum { THRIFT = 5 };
#else
enum { THRIFT = 1 };
#endif

#define HAS_NOTE "SELECT count(*) FROM note WHERE body = 'budget freeze'"

static bool is_long(void)
{
    return getenv("DAYBOOK_LONG") != NULL;
}

/* --- the jobs --- */

/* Open from its first call to the end of the program: a failure must leave it fit for use. */
static bool open_once(const char *path, struct store **store, struct error *err)
{
    struct store_options options = {.path = path, .create = true, .busy_timeout_ms = 1000};

    return *store || store_open(&options, store, err);
}

static bool save(const char *path, struct crash_told *told, struct error *err)
{
    static struct store *store;

    if (!open_once(path, &store, err))
        return false;
    for (; told->count < SAVES; told->count++)
        if (!book_write_three(store, told->count, err))
            return false;
    return true;
}

static bool back_up(const char *path, struct crash_told *told, struct error *err)
{
    static struct store *store;
    struct str copy = {0};
    bool good;

    str_addf(&copy, "%.*s/copy.db", (int)(strrchr(path, '/') - path), path);
    good = open_once(path, &store, err) && store_backup(store, str_text(&copy), err);
    str_fini(&copy);
    told->count = good;
    return good;
}

static bool restore(const char *path, struct crash_told *told, struct error *err)
{
    struct str copy = {0}, kept = {0};
    bool good;

    str_addf(&copy, "%.*s/../../older.db", (int)(strrchr(path, '/') - path), path);
    good = store_restore(str_text(&copy), path, day_make(2026, 11, 23), &kept, err);
    told->count = good;
    str_fini(&copy);
    str_fini(&kept);
    return good;
}

static bool migrate(const char *path, struct crash_told *told, struct error *err)
{
    struct store *store = NULL;

    if (!store_open(&(struct store_options){.path = path, .busy_timeout_ms = 1000}, &store, err))
        return false;
    store_close(store);
    told->count = 1;
    return true;
}

/* --- what is left --- */

/* The check of everything takes its time: of few. */
static void check_sound(struct book *book, int at)
{
    static int seen;
    struct str report = {0};
    struct error err = {0};

    if (!is_long() && seen++ % SOUND_EVERY != 0)
        return;
    if (!store_check(book->store, &report, &err))
        fail_msg("call %d: %s%s", at, str_text(&report), err.text);
    str_fini(&report);
}

/* The rows of a whole book at path. */
static int64_t rows_at(const char *path, int at)
{
    struct book book = {.path = mem_copy_text(path)};
    int64_t count;

    book.store = book_connect(&book, 1000);
    check_sound(&book, at);
    count = book_count(&book, KIND_ACCOUNT);
    assert_int_equal(book_count(&book, KIND_NOTE), count);
    assert_int_equal(book_count(&book, KIND_TASK), count);
    store_close(book.store);
    arena_fini(&book.arena);
    free(book.path);
    return count;
}

static void check_saves(const struct crash_run *run, enum crash_end end, int at)
{
    int64_t before = run->start ? ROWS_BEFORE : 0, told = before + run->told->count;
    const char *left = crash_run_left(run, end);
    int64_t there = access(left, F_OK) == 0 ? rows_at(left, at) : 0;

    /* One more may be there than was told: the answer to it was on its way. */
    if (there < told || there > told + 1)
        fail_msg("call %d: %lld are there, %lld were told", at, (long long)there, (long long)told);
}

static void check_copy(const struct crash_run *run, enum crash_end end, int at)
{
    char *copy = home_path(end == CRASH_CUT ? run->after : run->folder, "copy.db");
    bool there = access(copy, F_OK) == 0;

    assert_int_equal(rows_at(crash_run_left(run, end), at), ROWS_BEFORE);
    if (!there && run->told->count)
        fail_msg("call %d: the backup is not there", at);
    if (there)
        assert_int_equal(rows_at(copy, at), ROWS_BEFORE);
    free(copy);
}

/* The book of before or the older one; if the latter, that of before is beside it. */
static void check_restored(const struct crash_run *run, enum crash_end end, int at)
{
    const char *folder = end == CRASH_CUT ? run->after : run->folder;
    char *kept = home_path(folder, "daybook.db.backup-2026-11-23-restore");
    int64_t there = rows_at(crash_run_left(run, end), at);

    if (there != ROWS_BEFORE && there != 1)
        fail_msg("call %d: %lld rows", at, (long long)there);
    if (there != 1 && run->told->count)
        fail_msg("call %d: what was restored is not there, but %lld rows", at, (long long)there);
    if (there == 1)
        assert_int_equal(rows_at(kept, at), ROWS_BEFORE);
    free(kept);
}

/* The old one that is kept beside a new one has all its rows. */
static void check_old_one(const char *folder)
{
    int found = 0;

    for (size_t i = 0; i < OLD_SCHEMAS; i++) {
        struct str path = {0};

        str_addf(&path, "%s/daybook.db.schema-%d", folder, old_schemas[i].version);
        if (access(str_text(&path), F_OK) == 0) {
            assert_int_equal(
                book_sql(str_text(&path), "PRAGMA user_version"), old_schemas[i].version);
            assert_int_equal(book_sql(str_text(&path), HAS_NOTE), 1);
            found++;
        }
        str_fini(&path);
    }
    assert_int_equal(found, 1);
}

/* Wholly of the one schema or of the other, with its rows; the next start makes the new one. */
static void check_migrated(const struct crash_run *run, enum crash_end end, int at)
{
    const char *left = crash_run_left(run, end);
    int64_t version = book_sql(left, "PRAGMA user_version");
    struct error err = {0};

    assert_int_equal(book_sql(left, HAS_NOTE), 1);
    if (version == STORE_SCHEMA_VERSION)
        check_old_one(end == CRASH_CUT ? run->after : run->folder);
    else
        assert_int_equal(run->told->count, 0);
    if (!migrate(left, &(struct crash_told){0}, &err))
        fail_msg("call %d: the next start: %s", at, err.text);
    check_old_one(end == CRASH_CUT ? run->after : run->folder);
    assert_int_equal(rows_at(left, at), 1);
}

/* --- each job at each call --- */

static void make_start(struct crash_run *run)
{
    struct book book = {.path = run->path};
    char *older = home_path(run->home, "older.db");

    book.store = book_connect(&book, 1000);
    for (int i = 0; i < ROWS_BEFORE; i++) {
        if (i == 1)
            assert_true(store_backup(book.store, older, NULL));
        assert_true(book_write_three(book.store, i, NULL));
    }
    store_close(book.store);
    crash_run_from_here(run);
    free(older);
}

/* What is restored is a book of the first schema. */
static void make_start_and_old_copy(struct crash_run *run)
{
    char *older = home_path(run->home, "older.db");

    make_start(run);
    assert_int_equal(unlink(older), 0);
    old_book_make(older, &old_schemas[0]);
    free(older);
}

static void make_nothing(struct crash_run *run)
{
    assert_null(run->start);
}

static void make_first(struct crash_run *run)
{
    old_book_make(run->path, &old_schemas[0]);
    crash_run_from_here(run);
}

static void make_second(struct crash_run *run)
{
    old_book_make(run->path, &old_schemas[1]);
    crash_run_from_here(run);
}

struct trial {
    crash_job *job;
    crash_check *check;
    void (*make_start)(struct crash_run *run);
    int stride; /* of the calls that are tried; in a long run each is */
};

static const struct trial trials[] = {
    {save, check_saves, make_start, 1},
    {save, check_saves, make_nothing, 7},
    {back_up, check_copy, make_start, 11},
    {restore, check_restored, make_start, 19},
    {restore, check_restored, make_start_and_old_copy, 29},
    {migrate, check_migrated, make_first, 19},
    {migrate, check_migrated, make_second, 19},
};

/* Of how many different ones. */
static struct {
    int all;
    size_t looks;
} counted;

static int stride_of(const struct trial *trial)
{
    return is_long() ? 1 : THRIFT * trial->stride;
}

static void count_and_end(struct crash_run *run, int all)
{
    counted.all += all;
    counted.looks += run->seen.count;
    crash_run_fini(run);
}

/* --- cuts --- */

static void cut_each(bool is_kill)
{
    enum { ENDS = 12 };

    memset(&counted, 0, sizeof(counted));
    for (size_t i = 0; i < COUNT_OF(trials); i++) {
        struct crash_cuts cuts = {.job = trials[i].job,
            .check = trials[i].check,
            .stride = stride_of(&trials[i]),
            .ways = is_long() && !is_kill ? 3 : 1,
            .end_ways = is_kill ? 0 : ENDS,
            .is_kill = is_kill};
        struct crash_run run;
        int cut;

        crash_run_init(&run);
        trials[i].make_start(&run);
        cut = crash_run_cuts(&run, &cuts);
        assert_in_range(run.told->calls, 20, CALLS_MOST);
        assert_true(cut >= (run.told->calls - 1) / cuts.stride * cuts.ways);
        count_and_end(&run, cut);
    }
}

static void power_cuts(void **state)
{
    cut_each(false);
    print_message("%d power cuts, %zu different\n", counted.all, counted.looks);
}

static void kills(void **state)
{
    cut_each(true);
    print_message("%d kills, %zu different\n", counted.all, counted.looks);
}

/* --- failures --- */

struct fault {
    int error;
    const char *words;
};

static const struct fault faults[] = {
    {ENOSPC, "full"},
    {EDQUOT, "quota"},
    {EIO, "check the disk"},
    {EROFS, "ead-only"},
};

/* Sees the job fail at the call, or done without reaching it. */
static bool fail_at(const struct trial *trial, struct crash_run *run, int at, unsigned way)
{
    const struct fault *fault = &faults[way % COUNT_OF(faults)];
    unsigned turn = is_long() ? way + (unsigned)at : way / COUNT_OF(faults);
    struct crash_plan plan = {.at = at, .error = fault->error, .goes_on = turn % 2 == 1};
    enum crash_end end = crash_run_go(run, &plan, trial->job);

    if (crash_run_is_new(run, end))
        trial->check(run, end, at);
    if (end == CRASH_FAILED && !strstr(run->told->err.text, fault->words))
        fail_msg("call %d, %s: %s", at, fault->words, run->told->err.text);
    return end != CRASH_DONE;
}

/* Call by call, until the job is done without reaching it: by each kind of failure in turn, or by
 * all. */
static void fail_each(const struct trial *trial)
{
    unsigned ways = is_long() ? COUNT_OF(faults) : 1, way = 0;
    struct crash_run run;
    int at = 1, failures = 0;

    crash_run_init(&run);
    trial->make_start(&run);
    do {
        for (unsigned i = 0; i < ways; i++)
            failures += fail_at(trial, &run, at, way++);
        at += stride_of(trial);
    } while (run.told->calls >= at - stride_of(trial));
    assert_in_range(at, 20, CALLS_MOST);
    count_and_end(&run, failures);
}

static void calls_that_fail(void **state)
{
    memset(&counted, 0, sizeof(counted));
    for (size_t i = 0; i < COUNT_OF(trials); i++)
        fail_each(&trials[i]);
    print_message("%d failures told, %zu ends\n", counted.all, counted.looks);
}

/* --- the folder --- */

/* SQLite opens the folder to sync it: how often it did since last asked. */
static int folder_syncs(int watch)
{
    char bytes[4096] __attribute__((aligned(__alignof__(struct inotify_event))));
    ssize_t got;
    int count = 0;

    while ((got = read(watch, bytes, sizeof(bytes))) > 0)
        for (char *at = bytes; at < bytes + got;) {
            const struct inotify_event *event = (const struct inotify_event *)(const void *)at;

            count += (event->mask & IN_ISDIR) && (event->mask & IN_OPEN) && event->len == 0;
            at += sizeof(*event) + event->len;
        }
    return count;
}

static void begin_and_take_back(struct book *book)
{
    assert_true(store_begin(book->store, NULL));
    assert_true(book_write_three(book->store, 7, NULL));
    store_rollback(book->store);
}

/* Another program, which removes its journals: so the next one is a new file. */
static void write_elsewhere(struct book *book)
{
    sqlite3 *db = NULL;

    assert_int_equal(sqlite3_open(book->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "UPDATE note SET rev = rev + 1", NULL, NULL, NULL), 0);
    sqlite3_close(db);
}

static void replace_journal(struct book *book)
{
    struct str journal = {0}, other = {0};

    str_addf(&journal, "%s-journal", book->path);
    str_addf(&other, "%s-other", book->path);
    fclose(fopen(str_text(&other), "w"));
    assert_int_equal(rename(str_text(&other), str_text(&journal)), 0);
    str_fini(&journal);
    str_fini(&other);
}

static void save_one(struct book *book)
{
    assert_true(book_write_three(book->store, 8, NULL));
}

/* There is a descriptor for the journal, and none for the folder. */
static void save_without_descriptors(struct book *book)
{
    struct rlimit usual, few;
    int next = dup(STDOUT_FILENO);

    replace_journal(book);
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &usual), 0);
    few = usual;
    few.rlim_cur = (rlim_t)next + 1;
    close(next);
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
    save_one(book);
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &usual), 0);
}

/* It is synced with a journal's first sync, again wherever that is another file, and again after it
 * could not be. */
static void the_folder_is_synced_for_a_new_journal(void **state)
{
    enum { OF_OTHERS = -1 };
    static const struct {
        void (*step)(struct book *book);
        int syncs;
    } steps[] = {{save_one, 1}, {save_one, 0}, {begin_and_take_back, 0}, {replace_journal, 0},
        {begin_and_take_back, 1}, {save_one, 0}, {write_elsewhere, OF_OTHERS}, {save_one, 1},
        {save_one, 0}, {replace_journal, 0}, {save_one, 1}, {save_one, 0},
        {save_without_descriptors, 0}, {save_one, 1}, {save_one, 0}};
    int watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC), syncs;
    struct book book;
    char *folder;

    book_init(&book);
    folder = mem_copy_bytes(book.path, (size_t)(strrchr(book.path, '/') - book.path));
    assert_true(inotify_add_watch(watch, folder, IN_OPEN) >= 0);
    for (size_t i = 0; i < COUNT_OF(steps); i++) {
        steps[i].step(&book);
        syncs = folder_syncs(watch);
        if (syncs != steps[i].syncs && steps[i].syncs != OF_OTHERS)
            fail_msg("step %zu: %d syncs, not %d", i, syncs, steps[i].syncs);
    }
    close(watch);
    free(folder);
    book_fini(&book);
}

/* A page of the book is one call; its number, content and checksum in the journal would be three
 * more: of 20 pages 83 calls. */
static void a_save_writes_its_journal_at_once(void **state)
{
    enum { FEW = 40 };
    struct book book;
    char *folder, *after;

    book_init(&book);
    folder = mem_copy_bytes(book.path, (size_t)(strrchr(book.path, '/') - book.path));
    after = home_path(book.home, "after");
    save_one(&book);
    crash_disk_arm(&(struct crash_plan){.folder = folder, .after = after});
    save_one(&book);
    if (crash_disk_calls() > FEW)
        fail_msg("%d calls to the disk", crash_disk_calls());
    crash_disk_disarm();
    free(after);
    free(folder);
    book_fini(&book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(power_cuts),
        cmocka_unit_test(kills),
        cmocka_unit_test(calls_that_fail),
        cmocka_unit_test(the_folder_is_synced_for_a_new_journal),
        cmocka_unit_test(a_save_writes_its_journal_at_once),
    };

    if (access("/dev/shm", W_OK) == 0) /* there are thousands of files */
        setenv("TMPDIR", "/dev/shm", 0);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
