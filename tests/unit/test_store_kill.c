/* Killed at any point: what was acknowledged is there, nothing is half there, the file is sound.
 * Two writers at once lose nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <grp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include "support/book.h"
#include "support/home.h"

#define ROUNDS (getenv("DAYBOOK_LONG") ? 500 : 30)

/* Writes until it is killed, telling each success. */
static void write_on(const struct book *book, int pipe_end)
{
    struct store *store = book_connect(book, 5000);

    for (int number = 0;; number++) {
        if (!book_write_three(store, number, NULL) || write(pipe_end, ".", 1) != 1)
            _exit(1);
    }
}

/* Kills the writer after so many milliseconds; returns how many it acknowledged. */
static int64_t kill_writer(const struct book *book, int after_ms)
{
    int ends[2], status;
    int64_t told = 0;
    char dots[4096];
    ssize_t got;
    pid_t child;

    assert_int_equal(pipe(ends), 0);
    child = fork();
    if (child == 0) {
        close(ends[0]);
        write_on(book, ends[1]);
    }
    close(ends[1]);
    poll(NULL, 0, after_ms);
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    while ((got = read(ends[0], dots, sizeof(dots))) > 0)
        told += got;
    close(ends[0]);
    return told;
}

static void check_sound(struct book *book)
{
    struct str report = {0};
    struct error err = {0};

    if (!store_check(book->store, &report, &err))
        fail_msg("%s%s", str_text(&report), err.text);
    str_fini(&report);
}

static void test_kill(void **state)
{
    struct book *book = *state;
    int64_t expected = 0;

    for (int round = 0; round < ROUNDS; round++) {
        int64_t there, told;

        store_close(book->store);
        book->store = NULL;
        told = kill_writer(book, round * 7 % 41);
        book->store = book_connect(book, 5000);
        there = book_count(book, KIND_ACCOUNT);
        /* One more may have been committed and not told yet. */
        assert_in_range(there, expected + told, expected + told + 1);
        assert_int_equal(book_count(book, KIND_NOTE), there);
        assert_int_equal(book_count(book, KIND_TASK), there);
        expected = there;
    }
    assert_true(expected > 0);
    check_sound(book);
}

#define WRITES (getenv("DAYBOOK_LONG") ? 5000 : 100)

static pid_t start_counter(const struct book *book)
{
    pid_t child = fork();

    if (child == 0) {
        struct store *store = book_connect(book, 5000);
        struct error err = {0};

        for (int i = 0; i < WRITES; i++)
            if (!book_write_three(store, i, &err)) {
                fprintf(stderr, "save %d: %s\n", i, err.text);
                _exit(1);
            }
        store_close(store);
        _exit(0);
    }
    return child;
}

static void test_two_writers(void **state)
{
    struct book *book = *state;
    pid_t children[2];
    int status;

    store_close(book->store);
    book->store = NULL;
    for (int i = 0; i < 2; i++)
        children[i] = start_counter(book);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(WEXITSTATUS(status), 0);
    }
    book->store = book_connect(book, 5000);
    assert_int_equal(book_count(book, KIND_ACCOUNT), 2 * WRITES);
    check_sound(book);
}

/* --- backups meanwhile --- */

/* Each is one committed state: as many notes and tasks as accounts. */
static void test_backup_of_a_moving_book(void **state)
{
    enum { BACKUPS = 10 };
    struct book *book = *state;
    struct book copy = {.path = home_path(book->home, "data/copy.db")};
    pid_t child;
    int status;
    int64_t before = 0, there;

    store_close(book->store);
    book->store = NULL;
    child = start_counter(book);
    book->store = book_connect(book, 5000);
    for (int i = 0; i < BACKUPS; i++) {
        struct error err = {0};

        if (!store_backup(book->store, copy.path, &err))
            fail_msg("%s", err.text);
        copy.store = book_connect(&copy, 0);
        check_sound(&copy);
        there = book_count(&copy, KIND_ACCOUNT);
        assert_in_range(there, before, WRITES);
        assert_int_equal(book_count(&copy, KIND_NOTE), there);
        assert_int_equal(book_count(&copy, KIND_TASK), there);
        before = there;
        store_close(copy.store);
        assert_int_equal(unlink(copy.path), 0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    arena_fini(&copy.arena);
    free(copy.path);
}

/* --- damage --- */

/* The file as it is, to be spoilt in many ways. */
struct bytes {
    char *at;
    size_t len;
};

static struct bytes read_all(const char *path)
{
    struct bytes bytes = {0};
    struct stat status;
    FILE *file = fopen(path, "rb");

    assert_non_null(file);
    assert_int_equal(fstat(fileno(file), &status), 0);
    bytes.len = (size_t)status.st_size;
    bytes.at = malloc(bytes.len + 1);
    assert_non_null(bytes.at);
    assert_int_equal(fread(bytes.at, 1, bytes.len, file), bytes.len);
    fclose(file);
    return bytes;
}

static void write_all(const char *path, const struct bytes *bytes)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes->at, 1, bytes->len, file), bytes->len);
    assert_int_equal(fclose(file), 0);
}

/* All that is shown is read, and the file examined: a refusal, or an answer; never an end, never a
 * byte changed. Returns whether it was found to be damaged. */
static bool look_at_damaged(const char *path, const struct bytes *bytes)
{
    struct store_options options = {.path = path, .read_only = true};
    struct store *store = NULL;
    struct arena arena = {0};
    struct str report = {0};
    struct error err = {0};
    bool sound = store_open(&options, &store, &err);
    struct bytes after;

    for (int kind = 0; sound && kind < KIND_COUNT; kind++) {
        struct row_list rows = {0};

        sound = store_children(store, (enum kind)kind, 1, &arena, &rows, &err);
    }
    sound = sound && store_check(store, &report, &err);
    store_close(store);
    after = read_all(path);
    assert_int_equal(after.len, bytes->len);
    assert_memory_equal(after.at, bytes->at, bytes->len);
    if (!sound && (err.code == ERROR_NONE || !err.text[0]))
        fail_msg("refused without a word");
    free(after.at);
    arena_fini(&arena);
    str_fini(&report);
    return !sound;
}

static void fill_book(struct book *book)
{
    for (int i = 0; i < 20; i++)
        assert_true(book_write_three(book->store, i, NULL));
    store_close(book->store);
    book->store = NULL;
}

static void test_bit_flips(void **state)
{
    struct book *book = *state;
    struct bytes bytes;
    int flips = getenv("DAYBOOK_LONG") ? 500 : 60, found = 0;
    uint32_t chance = 20261123;

    fill_book(book);
    bytes = read_all(book->path);
    for (int i = 0; i < flips; i++) {
        size_t at;

        chance = chance * 1664525 + 1013904223;
        at = (chance >> 3) % bytes.len;
        bytes.at[at] = (char)(bytes.at[at] ^ (1 << (chance >> 29)));
        write_all(book->path, &bytes);
        found += look_at_damaged(book->path, &bytes);
        bytes.at[at] = (char)(bytes.at[at] ^ (1 << (chance >> 29)));
    }
    write_all(book->path, &bytes);
    assert_false(look_at_damaged(book->path, &bytes));
    print_message("%d bit flips, %d found\n", flips, found);
    assert_true(found > 0);
    free(bytes.at);
}

/* At each page, and a byte before it and behind it. */
static void test_cuts(void **state)
{
    struct book *book = *state;
    struct bytes bytes, cut;
    size_t step = getenv("DAYBOOK_LONG") ? 1 : 11;

    fill_book(book);
    bytes = read_all(book->path);
    for (size_t page = 0; page < bytes.len / 4096; page += step)
        for (size_t side = 0; side < 3; side++) {
            cut = bytes;
            cut.len = page * 4096 + side - (page > 0);
            write_all(book->path, &cut);
            if (!look_at_damaged(book->path, &cut))
                fail_msg("cut to %zu of %zu: not noticed", cut.len, bytes.len);
        }
    free(bytes.at);
}

/* --- a journal that cannot be read --- */

static int open_as_nobody(const char *path)
{
    struct store *store = NULL;
    struct error err = {0};

    if (getuid() == 0 && (setgroups(0, NULL) != 0 || setgid(65534) != 0 || setuid(65534) != 0))
        return 9;
    if (store_open(&(struct store_options){.path = path}, &store, &err))
        return 1;
    return strstr(err.text, "journal") && strstr(err.text, "Permission denied") ? 0 : 2;
}

static void test_unreadable_journal(void **state)
{
    struct book *book = *state;
    char *folder = home_path(book->home, "data/daybook"), *data = home_path(book->home, "data");
    char *journal = home_path(folder, "daybook.db-journal");
    struct bytes before, after;
    int status;
    pid_t child;

    fill_book(book);
    before = read_all(book->path);
    free(home_write(
        folder, "daybook.db-journal", "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7 and what it held"));
    assert_int_equal(chmod(book->home, 0755) | chmod(data, 0755) | chmod(folder, 0777) |
                         chmod(book->path, 0666) | chmod(journal, 0),
        0);
    child = fork();
    if (child == 0)
        _exit(open_as_nobody(book->path));
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    after = read_all(book->path);
    assert_int_equal(after.len, before.len);
    assert_memory_equal(after.at, before.at, before.len);
    assert_int_equal(access(journal, F_OK), 0);
    free(before.at);
    free(after.at);
    free(folder);
    free(data);
    free(journal);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, book_set_up, book_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_kill),
        TEST(test_two_writers),
        TEST(test_backup_of_a_moving_book),
        TEST(test_bit_flips),
        TEST(test_cuts),
        TEST(test_unreadable_journal),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
