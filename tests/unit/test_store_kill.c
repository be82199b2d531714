/* Killed at any point: what was acknowledged is there, nothing is half there, the file is sound.
 * Two writers at once lose nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include "support/book.h"

#define ROUNDS 30

static int set_up(void **state)
{
    struct book *book = calloc(1, sizeof(*book));

    book_init(book);
    *state = book;
    return 0;
}

static int tear_down(void **state)
{
    book_fini(*state);
    free(*state);
    return 0;
}

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

#define WRITES 100

static pid_t start_counter(const struct book *book)
{
    pid_t child = fork();

    if (child == 0) {
        struct store *store = book_connect(book, 5000);

        for (int i = 0; i < WRITES; i++)
            if (!book_write_three(store, i, NULL))
                _exit(1);
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

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_kill),
        TEST(test_two_writers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
