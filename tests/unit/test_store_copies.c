/* Copies of the book: beside it before an import, and back again whatever stands in the way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include <sqlite3.h>
#include "store/copies.h"
#include "support/book.h"
#include "support/home.h"
#include "support/old_book.h"

static const day_number monday = 20780; /* 23 Nov 2026 */

static bool has_file(const char *home, const char *name)
{
    char *path = home_path(home, name);
    bool there = access(path, F_OK) == 0;

    free(path);
    return there;
}

static void one_a_day_and_the_oldest_go(void **state)
{
    static const struct {
        day_number day;
        const char *why;
        bool made;
        const char *there, *gone; /* after it; NULL: none */
    } steps[] = {
        {0, "import", true, "daybook.db.backup-2026-11-23-import", NULL},
        {0, "import", false, "daybook.db.backup-2026-11-23-import", NULL},
        {1, "import", true, "daybook.db.backup-2026-11-24-import", NULL},
        {1, "other", true, "daybook.db.backup-2026-11-24-other",
            "daybook.db.backup-2026-11-23-import"},
        {8, "import", true, "daybook.db.backup-2026-12-01-import",
            "daybook.db.backup-2026-11-24-import"},
    };
    struct book book = {0};
    struct error err;
    char *folder;

    book_init(&book);
    folder = strdup(book.path);
    *strrchr(folder, '/') = '\0';
    for (size_t i = 0; i < COUNT_OF(steps); i++) {
        const struct copy_order order = {steps[i].why, monday + steps[i].day, 2};
        bool made = !steps[i].made;

        assert_true(store_copy_beside(book.store, &order, &made, &err));
        assert_int_equal(made, steps[i].made);
        assert_true(has_file(folder, steps[i].there));
        assert_false(steps[i].gone && has_file(folder, steps[i].gone));
    }
    free(folder);
    book_fini(&book);
}

/* Where the rows of the accounts stand there is rubbish. */
static void spoil_accounts(struct book *book)
{
    static char rubbish[4096];
    int64_t page;
    FILE *file;

    store_close(book->store);
    book->store = NULL;
    page = book_sql(book->path, "SELECT rootpage FROM sqlite_schema WHERE name = 'account'");
    memset(rubbish, 0x5a, sizeof(rubbish));
    file = fopen(book->path, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, (long)(page - 1) * (long)sizeof(rubbish), SEEK_SET), 0);
    assert_int_equal(fwrite(rubbish, 1, sizeof(rubbish), file), sizeof(rubbish));
    assert_int_equal(fclose(file), 0);
    book_reopen(book);
}

/* A copy of it is none, and the last good one does not make room for it. */
static void a_damaged_book_takes_no_copy_away(void **state)
{
    struct book book = {0};
    struct error err;
    char *folder;
    bool made = false;

    book_init(&book);
    folder = home_path(book.home, "data/daybook");
    book_account(&book, "A1", "Alpha");
    assert_true(
        store_copy_beside(book.store, &(struct copy_order){"import", monday, 1}, &made, &err));
    assert_true(made);
    spoil_accounts(&book);
    assert_false(
        store_copy_beside(book.store, &(struct copy_order){"import", monday + 1, 1}, &made, &err));
    assert_false(made);
    assert_int_equal(err.code, ERROR_REFUSED);
    assert_non_null(strstr(err.text, "did not pass its check"));
    assert_true(has_file(folder, "daybook.db.backup-2026-11-23-import"));
    assert_int_equal(folder_entries(folder), 5); /* with . and .., the book and its journal */
    free(folder);
    book_fini(&book);
}

static void none_is_made_where_none_is_wanted(void **state)
{
    struct book book = {0};
    struct error err;
    bool made = true;

    book_init(&book);
    assert_true(
        store_copy_beside(book.store, &(struct copy_order){"import", monday, 0}, &made, &err));
    assert_false(made);
    book_fini(&book);
}

static void names_of_our_own(void **state)
{
    static const struct {
        const char *file;
        bool own;
    } cases[] = {
        {"b.db.schema-1", true},
        {"b.db.schema-12.part-7", true},
        {"b.db.schema-x", false},
        {"b.db.backup-2026-11-23-import", true},
        {"b.db.backup-2026-11-23-restore-2", true},
        {"b.db.backup-2026-11-23-import.part-9", true},
        {"b.db.backup-monday", false},
        {"b.db.backup-2026-11-2", false},
        {"b.db", false},
        {"c.db.schema-1", false},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(store_is_own_copy(cases[i].file, "b.db"), cases[i].own);
}

/* --- restoring --- */

/* A book with one account, saved; then another one is added. Gives the path of the copy, yours. */
static char *saved_and_moved_on(struct book *book)
{
    char *copy = home_path(book->home, "copy.db");
    struct error err;

    book_account(book, "A1", "Alpha");
    assert_true(store_backup(book->store, copy, &err));
    book_account(book, "B1", "Beta");
    return copy;
}

static int64_t accounts_in(const char *path)
{
    return book_sql(path, "SELECT count(*) FROM account");
}

static void it_comes_back_while_another_has_it_open(void **state)
{
    struct book book = {0};
    struct str kept = {0};
    struct error err;
    int64_t before = 0, after = 0;
    char *copy;

    book_init(&book);
    copy = saved_and_moved_on(&book);
    assert_true(store_data_version(book.store, &before));
    assert_true(store_restore(copy, book.path, monday, &kept, &err));
    assert_true(store_data_version(book.store, &after));
    assert_int_not_equal(before, after);
    assert_int_equal(book_count(&book, KIND_ACCOUNT), 1);
    assert_non_null(strstr(str_text(&kept), ".backup-2026-11-23-restore"));
    store_close(book.store);
    book.store = NULL;
    assert_int_equal(accounts_in(str_text(&kept)), 2);
    str_fini(&kept);
    free(copy);
    book_fini(&book);
}

static void what_is_there_is_kept_each_time(void **state)
{
    struct book book = {0};
    struct str kept = {0};
    struct error err;
    char *copy;

    book_init(&book);
    copy = saved_and_moved_on(&book);
    assert_true(store_restore(copy, book.path, monday, &kept, &err));
    str_clear(&kept);
    assert_true(store_restore(copy, book.path, monday, &kept, &err));
    assert_non_null(strstr(str_text(&kept), "-restore-2"));
    str_fini(&kept);
    free(copy);
    book_fini(&book);
}

/* A file that is no book is put aside with its journal, and the copy takes its place. */
static void in_place_of_a_damaged_one(void **state)
{
    struct book book = {0};
    struct str kept = {0};
    struct error err;
    struct stat status;
    FILE *file;
    char *copy;

    book_init(&book);
    copy = saved_and_moved_on(&book);
    store_close(book.store);
    book.store = NULL;
    file = fopen(book.path, "wb");
    assert_non_null(file);
    for (int i = 0; i < 4096; i++)
        fputc('x', file);
    fclose(file);
    assert_true(store_restore(copy, book.path, monday, &kept, &err));
    assert_non_null(strstr(str_text(&kept), ".damaged-2026-11-23"));
    assert_int_equal(stat(str_text(&kept), &status), 0);
    assert_int_equal(status.st_size, 4096);
    assert_int_equal(accounts_in(book.path), 1);
    str_fini(&kept);
    free(copy);
    book_fini(&book);
}

static void where_there_was_none(void **state)
{
    struct book book = {0};
    struct str kept = {0};
    struct error err;
    struct stat status;
    char *copy, *path;

    book_init(&book);
    copy = saved_and_moved_on(&book);
    path = home_path(book.home, "elsewhere/new.db");
    assert_true(store_restore(copy, path, monday, &kept, &err));
    assert_int_equal(kept.len, 0);
    assert_int_equal(accounts_in(path), 1);
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    str_fini(&kept);
    free(path);
    free(copy);
    book_fini(&book);
}

/* All bytes of a file: those of a book hold NULs. */
static struct str bytes_of(const char *path)
{
    struct str bytes = {0};
    FILE *file = fopen(path, "rb");
    char piece[4096];
    size_t got;

    assert_non_null(file);
    while ((got = fread(piece, 1, sizeof(piece), file)) > 0)
        str_add_bytes(&bytes, piece, got);
    fclose(file);
    return bytes;
}

/* The copy is what it was, and nothing was left where it lies or beside the book. */
static void check_traces(const struct book *book, const char *copy, struct str *before)
{
    char *folders[] = {home_path(book->home, "elsewhere"), home_path(book->home, "data/daybook")};
    struct str after = bytes_of(copy);

    assert_int_equal(after.len, before->len);
    assert_memory_equal(str_text(&after), str_text(before), after.len);
    assert_int_equal(folder_entries(folders[0]), 3); /* with . and .. */
    assert_int_equal(folder_entries(folders[1]), 4); /* and what was kept */
    for (size_t i = 0; i < COUNT_OF(folders); i++)
        free(folders[i]);
    str_fini(&after);
    str_fini(before);
}

/* Brought up to date on the way, with its rows. */
static void restore_old(const struct old_schema *old)
{
    struct book book = {0};
    struct str kept = {0}, before;
    struct error err;
    char *copy;

    book_init(&book);
    book_account(&book, "B1", "Beta");
    copy = home_path(book.home, "elsewhere/old.db");
    *strrchr(copy, '/') = '\0';
    assert_int_equal(mkdir(copy, 0700), 0);
    copy[strlen(copy)] = '/';
    old_book_make(copy, old);
    before = bytes_of(copy);
    if (!store_restore(copy, book.path, monday, &kept, &err))
        fail_msg("schema %d: %s", old->version, err.text);
    store_close(book.store);
    book.store = NULL;
    check_traces(&book, copy, &before);
    assert_int_equal(book_sql(book.path, "PRAGMA user_version"), STORE_SCHEMA_VERSION);
    assert_int_equal(book_sql(book.path, "SELECT count(*) FROM account WHERE id = 'A1'"), 1);
    assert_int_equal(book_sql(book.path, "SELECT count(*) FROM note WHERE id = 'N1'"), 1);
    assert_int_equal(accounts_in(book.path), 1);
    assert_int_equal(book_sql(str_text(&kept), "SELECT count(*) FROM account WHERE id = 'B1'"), 1);
    str_fini(&kept);
    free(copy);
    book_fini(&book);
}

static void one_of_an_older_schema(void **state)
{
    for (size_t i = 0; i < OLD_SCHEMAS; i++)
        restore_old(&old_schemas[i]);
}

/* Each is refused, and the book is as it was. */
static void what_is_no_copy_of_a_book(void **state)
{
    static const struct {
        const char *name, *text, *sql;
    } cases[] = {
        {"absent.db", NULL, NULL},
        {"text.db", "these are not the pages that you are looking for\n", NULL},
        {"empty.db", "", NULL},
        {"foreign.db", NULL, "CREATE TABLE t(x); PRAGMA application_id = 7"},
        {"newer.db", NULL,
            "CREATE TABLE t(x); PRAGMA application_id = 1684169323; PRAGMA user_version = 999"},
    };
    struct book book = {0};
    struct str kept = {0};
    struct error err;

    book_init(&book);
    book_account(&book, "A1", "Alpha");
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char *path = cases[i].text ? home_write(book.home, cases[i].name, cases[i].text)
                                   : home_path(book.home, cases[i].name);

        if (cases[i].sql)
            book_sql(path, cases[i].sql);
        assert_false(store_restore(path, book.path, monday, &kept, &err));
        assert_int_equal(error_exit_status(err.code), 3);
        assert_int_equal(kept.len, 0);
        assert_int_equal(book_count(&book, KIND_ACCOUNT), 1);
        free(path);
    }
    assert_false(store_restore(book.path, book.path, monday, &kept, &err));
    assert_non_null(strstr(err.text, "the book itself"));
    book_fini(&book);
}

/* Another program holds the file: a copy of nothing would pass every check. */
static void a_lock_elsewhere_makes_no_empty_copy(void **state)
{
    struct book book = {0};
    struct store *other;
    sqlite3 *holder = NULL;
    struct error err;
    char *copy;

    book_init(&book);
    book_account(&book, "A1", "Alpha");
    copy = home_path(book.home, "copy.db");
    other = book_connect(&book, 0);
    assert_int_equal(sqlite3_open(book.path, &holder), SQLITE_OK);
    assert_int_equal(sqlite3_exec(holder, "BEGIN EXCLUSIVE", NULL, NULL, NULL), SQLITE_OK);
    assert_false(store_backup(other, copy, &err));
    assert_int_equal(err.code, ERROR_BUSY);
    assert_int_not_equal(access(copy, F_OK), 0);
    sqlite3_close(holder);
    store_close(other);
    free(copy);
    book_fini(&book);
}

/* The file's name of when it was made, where it could not be taken away; others' names stay. */
static void a_second_name_goes(void **state)
{
    static const struct {
        const char *name;
        bool goes;
    } names[] = {{"daybook.db.new-123", true}, {"daybook.db.part-7", true},
        {"daybook.db.new-", false}, {"daybook.db.new-1x", false}, {"mine.db", false}};
    struct book book = {0};
    char *folder;

    book_init(&book);
    store_close(book.store);
    book.store = NULL;
    folder = home_path(book.home, "data/daybook");
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        char *path = home_path(folder, names[i].name);

        assert_int_equal(link(book.path, path), 0);
        free(path);
    }
    book.store = book_connect(&book, 0);
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        char *path = home_path(folder, names[i].name);

        if ((access(path, F_OK) != 0) != names[i].goes)
            fail_msg("%s", names[i].name);
        free(path);
    }
    free(folder);
    book_fini(&book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_a_day_and_the_oldest_go),
        cmocka_unit_test(a_damaged_book_takes_no_copy_away),
        cmocka_unit_test(none_is_made_where_none_is_wanted),
        cmocka_unit_test(names_of_our_own),
        cmocka_unit_test(a_second_name_goes),
        cmocka_unit_test(it_comes_back_while_another_has_it_open),
        cmocka_unit_test(what_is_there_is_kept_each_time),
        cmocka_unit_test(in_place_of_a_damaged_one),
        cmocka_unit_test(where_there_was_none),
        cmocka_unit_test(one_of_an_older_schema),
        cmocka_unit_test(what_is_no_copy_of_a_book),
        cmocka_unit_test(a_lock_elsewhere_makes_no_empty_copy),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
