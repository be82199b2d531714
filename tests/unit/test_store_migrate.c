/* A book of an older daybook: brought up to date in one step, with a copy of the old one beside it,
 * nothing lost, and in the end the same tables as a new one has. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include "base/mem.h"
#include "store/copies.h"
#include "store/search.h"
#include "support/book.h"
#include "support/home.h"
#include "support/old_book.h"

/* The number of columns that one file has and the other has not, or not of that type. */
static int64_t strange_columns(const char *path, const char *other)
{
    struct str sql = {0};
    int64_t count;

    str_addf(&sql,
        "ATTACH '%s' AS other; SELECT count(*) FROM (SELECT l.name, i.name, i.type, i.pk FROM"
        " pragma_table_list l, pragma_table_info(l.name, 'main') i WHERE l.schema = 'main'"
        " AND l.name NOT LIKE 'sqlite_%%' EXCEPT SELECT l.name, i.name, i.type, i.pk FROM"
        " pragma_table_list l, pragma_table_info(l.name, 'other') i WHERE l.schema = 'other')",
        other);
    count = book_sql(path, str_text(&sql));
    str_clear(&sql);
    str_addf(&sql,
        "ATTACH '%s' AS other; SELECT count(*) FROM (SELECT name, type FROM main.sqlite_schema"
        " EXCEPT SELECT name, type FROM other.sqlite_schema)",
        other);
    count += book_sql(path, str_text(&sql));
    str_fini(&sql);
    return count;
}

/* Every row that it had is there, under its key and of its day. */
static void look_at_rows(const char *path)
{
    static const char *const counts[] = {
        "SELECT count(*) FROM account WHERE key = 1 AND name = 'Old Mill'",
        "SELECT count(*) FROM task WHERE title = 'send the deck'",
        "SELECT count(*) FROM note WHERE body = 'budget freeze'",
        "SELECT count(*) FROM contact WHERE name = 'Ana Ruiz'",
        "SELECT count(*) FROM goal WHERE statement = 'sites live'",
        "SELECT count(*) FROM feedback WHERE text = 'darker colours'",
        "SELECT count(*) FROM change WHERE day = 20780", /* 2026-11-23, of its stamp */
    };

    for (size_t i = 0; i < COUNT_OF(counts); i++)
        assert_int_equal(book_sql(path, counts[i]), 1);
}

static void it_becomes_a_new_one(const struct old_schema *old)
{
    struct book fresh = {0};
    struct store *store = NULL;
    struct str report = {0};
    struct error err;
    char *path;

    book_init(&fresh);
    path = old_book_in(fresh.home, old);
    assert_true(store_open(&(struct store_options){.path = path}, &store, &err));
    (void)!store_check(store, &report, &err);
    assert_non_null(strstr(str_text(&report), "schema: ok"));
    str_fini(&report);
    store_close(store);
    store_close(fresh.store);
    fresh.store = NULL;
    assert_int_equal(book_sql(path, "PRAGMA user_version"), STORE_SCHEMA_VERSION);
    assert_int_equal(strange_columns(path, fresh.path), 0);
    assert_int_equal(strange_columns(fresh.path, path), 0);
    look_at_rows(path);
    free(path);
    book_fini(&fresh);
}

static void an_old_book_becomes_a_new_one(void **state)
{
    for (size_t i = 0; i < OLD_SCHEMAS; i++)
        it_becomes_a_new_one(&old_schemas[i]);
}

/* What only the second schema had. */
static void rows_of_two_are_kept(void **state)
{
    char *home = home_new(), *path = old_book_in(home, &old_schemas[1]);
    struct store *store = NULL;
    struct error err;

    assert_true(store_open(&(struct store_options){.path = path}, &store, &err));
    store_close(store);
    assert_int_equal(book_sql(path, "SELECT arr FROM contract WHERE id = 'C1'"), 1200);
    assert_int_equal(book_sql(path, "SELECT open FROM signal WHERE signal = 'quiet'"), 1);
    assert_int_equal(book_sql(path, "SELECT count(*) FROM opportunity WHERE name = 'seats'"), 1);
    assert_int_equal(book_sql(path, "SELECT count(*) FROM movement"), 0);
    free(path);
    home_free(home);
}

static void a_copy_is_kept(const struct old_schema *old)
{
    char *home = home_new(), *path = old_book_in(home, old), *copy = home_path(home, old->copy);
    struct store *store = NULL;
    struct arena arena = {0};
    struct row *task = NULL;
    struct error err;

    assert_true(store_open(&(struct store_options){.path = path}, &store, &err));
    assert_true(store_get(store, KIND_TASK, 1, &arena, &task, &err));
    assert_string_equal(row_text(task, TASK_TITLE), "send the deck");
    store_close(store);
    assert_int_equal(book_sql(copy, "PRAGMA user_version"), old->version);
    assert_int_equal(book_sql(copy, "SELECT count(*) FROM note"), 1);
    arena_fini(&arena);
    free(copy);
    free(path);
    home_free(home);
}

static void what_it_says_is_kept(void **state)
{
    for (size_t i = 0; i < OLD_SCHEMAS; i++)
        a_copy_is_kept(&old_schemas[i]);
}

/* The old index knew notes alone; the new one is made from what the file holds. */
static void all_is_found(const struct old_schema *old)
{
    static const struct {
        const char *query, *hits;
    } cases[] = {
        {"budget", "note [budget] freeze"},
        {"deck", "task send the [deck]"},
        {"mill", "account Old [Mill]"},
        {"ruiz", "contact Ana [Ruiz]"},
        {"sites", "goal [sites] live"},
        {"colours", "feedback darker [colours]"},
        {"status:open in:tasks", "task send the deck"},
    };
    struct book book = {0};

    book_init(&book);
    store_close(book.store);
    free(book.path);
    book.path = old_book_in(book.home, old);
    book.store = book_connect(&book, 5000);
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_string_equal(book_search(&book, cases[i].query, false), cases[i].hits);
    assert_false(store_index_is_behind(book.store));
    book_fini(&book);
}

static void all_of_it_is_found(void **state)
{
    for (size_t i = 0; i < OLD_SCHEMAS; i++)
        all_is_found(&old_schemas[i]);
}

/* To read it only, it would have to be written. */
static void read_only_it_is_left_as_it_was(void **state)
{
    char *home = home_new(), *path = old_book_in(home, &old_schemas[0]),
         *copy = home_path(home, "old.db.schema-1");
    struct store *store = NULL;
    struct error err;

    assert_false(
        store_open(&(struct store_options){.path = path, .read_only = true}, &store, &err));
    assert_int_equal(err.code, ERROR_REFUSED);
    assert_int_equal(book_sql(path, "PRAGMA user_version"), 1);
    assert_int_not_equal(access(copy, F_OK), 0);
    free(copy);
    free(path);
    home_free(home);
}

/* --- two at once --- */

enum { ROUNDS = 5, BOTH = 2 };

/* Waits until the pipe is closed, so that both begin at the same moment. */
static void open_when_told(const char *path, const int gate[2])
{
    struct store *store = NULL;
    struct error err = {0};
    char byte;

    close(gate[1]);
    if (read(gate[0], &byte, 1) != 0)
        _exit(2);
    if (!store_open(&(struct store_options){.path = path, .busy_timeout_ms = 5000}, &store, &err)) {
        fprintf(stderr, "%s\n", err.text);
        _exit(1);
    }
    store_close(store);
    _exit(0);
}

static void open_in_both(const char *path)
{
    pid_t children[BOTH];
    int gate[2], status;

    assert_int_equal(pipe(gate), 0);
    for (int i = 0; i < BOTH; i++) {
        children[i] = fork();
        if (children[i] == 0)
            open_when_told(path, gate);
    }
    close(gate[0]);
    close(gate[1]);
    for (int i = 0; i < BOTH; i++) {
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
    }
}

static void two_start_at_once(void **state)
{
    for (int round = 0; round < ROUNDS; round++)
        for (size_t i = 0; i < OLD_SCHEMAS; i++) {
            char *home = home_new(), *path = old_book_in(home, &old_schemas[i]);
            char *copy = home_path(home, old_schemas[i].copy), *second;
            struct str name = {0};

            str_addf(&name, "%s-2", copy);
            second = str_take(&name);
            open_in_both(path);
            look_at_rows(path);
            assert_int_equal(book_sql(path, "PRAGMA user_version"), STORE_SCHEMA_VERSION);
            assert_int_equal(book_sql(copy, "PRAGMA user_version"), old_schemas[i].version);
            assert_int_not_equal(access(second, F_OK), 0);
            free(second);
            free(copy);
            free(path);
            home_free(home);
        }
}

/* The copy of another state of that schema is never taken for the one of this. */
static void a_second_copy_is_kept(void **state)
{
    char *home = home_new(), *path = old_book_in(home, &old_schemas[1]);
    char *first = home_path(home, "old.db.schema-2"),
         *second = home_path(home, "old.db.schema-2-2"), *kept;
    struct store *store = NULL;
    struct error err;

    free(home_write(home, "old.db.schema-2", "of last year"));
    assert_true(store_open(&(struct store_options){.path = path}, &store, &err));
    store_close(store);
    assert_int_equal(book_sql(second, "PRAGMA user_version"), 2);
    kept = file_read(first);
    assert_string_equal(kept, "of last year");
    free(kept);
    assert_true(store_is_own_copy("old.db.schema-2-2", "old.db"));
    free(first);
    free(second);
    free(path);
    home_free(home);
}

/* One that was open before a newer daybook came writes no more, and leaves the file as that made
 * it. */
static void an_older_one_is_still_open(void **state)
{
    struct book book = {0};
    struct error err = {0};
    int64_t changes;

    book_init(&book);
    book_account(&book, "A", "Globex");
    changes = book_sql(book.path, "PRAGMA user_version = 99; SELECT count(*) FROM change");
    assert_false(book_write_three(book.store, 1, &err));
    assert_int_equal(err.code, ERROR_READ_ONLY);
    assert_non_null(strstr(err.text, "a newer daybook changed the form of the book"));
    assert_true(store_is_read_only(book.store));
    assert_int_equal(book_count(&book, KIND_ACCOUNT), 1); /* reading goes on */
    assert_false(book_write_three(book.store, 2, &err));
    assert_int_equal(book_sql(book.path, "SELECT count(*) FROM change"), changes);
    book_fini(&book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_old_book_becomes_a_new_one),
        cmocka_unit_test(rows_of_two_are_kept),
        cmocka_unit_test(what_it_says_is_kept),
        cmocka_unit_test(all_of_it_is_found),
        cmocka_unit_test(read_only_it_is_left_as_it_was),
        cmocka_unit_test(two_start_at_once),
        cmocka_unit_test(a_second_copy_is_kept),
        cmocka_unit_test(an_older_one_is_still_open),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
