/* Opening a book: made whole and private; refused with a sentence and left byte for byte where it
 * is not one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <grp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include "base/mem.h"
#include "store/place.h"
#include "support/book.h"
#include "support/home.h"

#define FILE_NAME "data/daybook/daybook.db"

static void shut(struct book *book)
{
    store_close(book->store);
    book->store = NULL;
}

static bool try_open(const char *path, bool read_only, bool create, struct error *err)
{
    struct store_options options = {.path = path, .read_only = read_only, .create = create};
    struct store *store = NULL;
    bool good;

    *err = (struct error){0};
    good = store_open(&options, &store, err);
    store_close(store);
    return good;
}

static mode_t mode_of(const char *path)
{
    struct stat status;

    assert_int_equal(stat(path, &status), 0);
    return status.st_mode & 0777;
}

static void test_private(void **state)
{
    struct book *book = *state;
    char *folder = home_path(book->home, "data/daybook");
    mode_t old = umask(0);

    shut(book);
    unlink(book->path);
    book_reopen(book);
    umask(old);
    assert_int_equal(mode_of(book->path), 0600);
    assert_int_equal(mode_of(folder), 0700);
    assert_string_equal(store_path(book->store), book->path);
    assert_false(store_is_read_only(book->store));
    free(folder);
}

/* The number of objects is part of the first paint. */
static void test_schema(void **state)
{
    struct book *book = *state;

    shut(book);
    assert_true(book_sql(book->path, "SELECT count(*) FROM sqlite_schema") < 110);
    assert_int_equal(
        book_sql(book->path,
            "SELECT count(*) FROM pragma_table_list WHERE type = 'table' AND schema = 'main'"
            " AND NOT strict AND name NOT LIKE 'sqlite_%'"),
        0);
    assert_int_equal(
        book_sql(book->path, "SELECT count(*) FROM pragma_table_list l WHERE type = 'table' AND"
                             " schema = 'main' AND name NOT LIKE 'sqlite_%' AND NOT EXISTS"
                             " (SELECT 1 FROM pragma_table_info(l.name) WHERE pk > 0)"),
        0);
    assert_int_equal(book_sql(book->path, "PRAGMA application_id"), 1684169323);
    assert_int_equal(book_sql(book->path, "PRAGMA user_version"), STORE_SCHEMA_VERSION);
}

/* Undoing an insert looks for its children: without an index that is quadratic. */
static void test_links_are_indexed(void **state)
{
    struct book *book = *state;
    struct str sql = {0};

    shut(book);
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const struct kind_info *info = kind_info((enum kind)kind);

        for (int field = 0; field < info->stored; field++) {
            if (info->fields[field].type != FIELD_LINK)
                continue;
            str_clear(&sql);
            str_addf(&sql,
                "SELECT count(*) FROM pragma_index_list('%s') l, pragma_index_info(l.name) i"
                " WHERE i.seqno = 0 AND i.name = '%s'",
                info->singular, info->fields[field].name);
            if (book_sql(book->path, str_text(&sql)) == 0)
                fail_msg("%s.%s has no index", info->singular, info->fields[field].name);
        }
    }
    str_fini(&sql);
}

/* Each file is refused with these words, and is the same afterwards. */
struct refusal {
    const char *what;
    const char *sql;   /* done to a good book, or */
    const char *bytes; /* its whole content, or */
    long cut;          /* bytes cut from its end */
    enum error_code code;
    const char *words;
};

static char picture[1025];

static const struct refusal refusals[] = {
    {"newer", "PRAGMA user_version = 99", NULL, 0, ERROR_REFUSED, "newer daybook (schema 99"},
    {"foreign", "PRAGMA application_id = 7", NULL, 0, ERROR_REFUSED, "another program"},
    {"trigger", "CREATE TRIGGER t AFTER INSERT ON task BEGIN DELETE FROM note; END", NULL, 0,
        ERROR_REFUSED, "triggers or views"},
    {"view", "CREATE VIEW v AS SELECT 1", NULL, 0, ERROR_REFUSED, "triggers or views"},
    {"empty", NULL, "", 0, ERROR_REFUSED, "is empty"},
    {"a byte", NULL, "x", 0, ERROR_REFUSED, "no daybook"},
    {"picture", NULL, picture, 0, ERROR_REFUSED, "no daybook"},
    {"cut", NULL, NULL, 4096, ERROR_REFUSED, "damaged"},
    {"cut by one", NULL, NULL, 1, ERROR_REFUSED, "damaged"},
};

static struct stat status_of(const char *path)
{
    struct stat status;

    assert_int_equal(stat(path, &status), 0);
    return status;
}

static char *bytes_of(const char *path, size_t *ret_len)
{
    FILE *file = fopen(path, "rb");
    size_t len = (size_t)status_of(path).st_size;
    char *bytes = calloc(1, len + 1);

    assert_non_null(file);
    assert_int_equal(fread(bytes, 1, len, file), len);
    fclose(file);
    *ret_len = len;
    return bytes;
}

static void spoil(struct book *book, const struct refusal *refusal)
{
    if (refusal->sql != NULL)
        book_sql(book->path, refusal->sql);
    if (refusal->bytes != NULL)
        free(home_write(book->home, FILE_NAME, refusal->bytes));
    if (refusal->cut > 0)
        assert_int_equal(truncate(book->path, status_of(book->path).st_size - refusal->cut), 0);
}

static void test_refused(void **state)
{
    struct book *book = *state;

    memset(picture, 0x5a, sizeof(picture) - 1);
    memcpy(picture, "\xff\xd8\xff\xe0 JFIF", 9);
    for (size_t i = 0; i < COUNT_OF(refusals); i++) {
        struct error err;
        size_t before, after;
        char *old, *new;

        unlink(book->path);
        book_reopen(book);
        book_account(book, "A", "Globex");
        shut(book);
        spoil(book, &refusals[i]);
        old = bytes_of(book->path, &before);
        if (try_open(book->path, false, true, &err))
            fail_msg("%s was opened", refusals[i].what);
        if (err.code != refusals[i].code || strstr(err.text, refusals[i].words) == NULL)
            fail_msg("%s: %d %s", refusals[i].what, err.code, err.text);
        assert_string_equal(err.path, book->path);
        new = bytes_of(book->path, &after);
        if (before != after || memcmp(old, new, before) != 0)
            fail_msg("%s was written to", refusals[i].what);
        free(old);
        free(new);
    }
}

/* One that has backups was there once: a new one in its place would look like a loss. */
static void test_missing_beside_backups(struct book *book)
{
    char *gone = home_path(book->home, "data/gone.db");
    char *copy = home_write(book->home, "data/gone.db.backup-2026-11-20-import", "");
    struct error err;

    assert_false(try_open(gone, false, true, &err));
    assert_int_equal(err.code, ERROR_REFUSED);
    assert_non_null(strstr(err.text, "gone.db.backup-2026-11-20-import"));
    assert_int_equal(access(gone, F_OK), -1);
    assert_int_equal(unlink(copy), 0);
    assert_true(try_open(gone, false, true, &err));
    free(gone);
    free(copy);
}

static void test_missing(void **state)
{
    struct book *book = *state;
    char *none = home_path(book->home, "data/none/deep/book.db");
    char *folder = home_path(book->home, "data");
    struct error err;

    assert_false(try_open(none, false, false, &err));
    assert_int_equal(err.code, ERROR_IO);
    assert_false(try_open(none, true, true, &err));
    assert_false(try_open(folder, false, true, &err));
    assert_non_null(strstr(err.text, "folder"));
    assert_true(try_open(none, false, true, &err));
    assert_true(try_open(none, true, false, &err));
    test_missing_beside_backups(book);
    free(none);
    free(folder);
}

/* The book went, its journal stayed: it must never be played back into a new book. */
static void test_stray_journal(void **state)
{
    struct book *book = *state;
    struct error err;

    shut(book);
    free(home_write(book->home, FILE_NAME "-journal", "something"));
    unlink(book->path);
    assert_false(try_open(book->path, false, true, &err));
    assert_int_equal(err.code, ERROR_REFUSED);
    assert_int_equal(access(book->path, F_OK), -1);
}

static void test_read_only(void **state)
{
    struct book *book = *state;
    struct store_options options = {.path = book->path, .read_only = true};
    struct store *store;
    struct error err = {0};
    struct change change;
    int64_t count;

    book_account(book, "A", "Globex");
    assert_true(store_open(&options, &store, &err));
    assert_true(store_is_read_only(store));
    assert_true(store_count(store, KIND_ACCOUNT, &count, &err));
    assert_int_equal(count, 1);
    change_init(&change, ACTOR_APP);
    change_delete(&change, KIND_ACCOUNT, 1);
    assert_false(store_apply(store, &change, NULL, NULL, &err));
    assert_int_equal(err.code, ERROR_READ_ONLY);
    change_fini(&change);
    store_close(store);
}

/* Runs it in a process of its own: how that ended, 128 and the number by a signal. A call, so that
 * what the caller holds stays in sight there: valgrind looks for leaks at each end. */
__attribute__((noinline)) static int in_child(int (*run)(struct book *book), struct book *book)
{
    pid_t child = fork();
    int status;

    if (child == 0)
        _exit(run(book));
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

/* As a user who may not write there: 0 if it opened as a view and refused to write. */
static int look_as_nobody(struct book *book)
{
    struct store_options options = {.path = book->path, .create = true};
    struct store *store = NULL;
    struct error err = {0};
    int64_t count = 0;

    if (getuid() == 0 && (setgroups(0, NULL) != 0 || setgid(65534) != 0 || setuid(65534) != 0))
        return 9;
    if (!store_open(&options, &store, &err))
        return 1;
    if (!store_is_read_only(store) || !store_count(store, KIND_ACCOUNT, &count, &err))
        return 2;
    if (count != 1 || store_begin(store, &err) || err.code != ERROR_READ_ONLY)
        return 3;
    store_close(store);
    return 0;
}

static void test_no_right_to_write(void **state)
{
    struct book *book = *state;
    char *folder = home_path(book->home, "data/daybook"), *data = home_path(book->home, "data");

    book_account(book, "A", "Globex");
    shut(book);
    chmod(book->home, 0755);
    chmod(data, 0755);
    chmod(folder, 0555);
    chmod(book->path, 0666);
    assert_int_equal(in_child(look_as_nobody, book), 0);
    chmod(folder, 0700);
    free(folder);
    free(data);
}

/* A writer that is killed in the midst leaves a hot journal. */
static int write_and_die(struct book *book)
{
    static char name[2000]; /* enough that the cache spills into the file */
    struct error err = {0};
    struct change change;

    book->store = book_connect(book, 0);
    memset(name, 'x', sizeof(name) - 1);
    change_init(&change, ACTOR_IMPORT);
    for (int i = 0; i < 20000; i++)
        change_set_text(&change, change_insert(&change, KIND_ACCOUNT), ACCOUNT_URL, name);
    if (store_begin(book->store, &err) && store_apply(book->store, &change, NULL, NULL, &err))
        kill(getpid(), SIGKILL);
    return 1;
}

static void check_sound(struct book *book)
{
    struct str report = {0};
    struct error err = {0};

    if (!store_check(book->store, &report, &err))
        fail_msg("%s%s", str_text(&report), err.text);
    str_fini(&report);
}

static void test_hot_journal(void **state)
{
    struct book *book = *state;
    char *journal = home_path(book->home, FILE_NAME "-journal");
    struct error err;
    off_t size;

    book_account(book, "A", "Kept");
    size = status_of(book->path).st_size;
    shut(book);
    assert_int_equal(in_child(write_and_die, book), 128 + SIGKILL);
    assert_true(status_of(journal).st_size > 0);
    assert_false(try_open(book->path, true, false, &err));
    assert_int_equal(err.code, ERROR_REFUSED);
    assert_non_null(strstr(err.text, "start once without --read-only"));
    book_reopen(book);
    assert_int_equal(book_count(book, KIND_ACCOUNT), 1);
    assert_int_equal(status_of(book->path).st_size, size); /* all of it went back, not the count */
    check_sound(book);
    free(journal);
}

static void test_busy(void **state)
{
    struct book *book = *state;
    struct store *other = book_connect(book, 0);
    struct error err = {0};
    int64_t before, after, count;

    assert_true(store_data_version(other, &before));
    assert_true(store_begin(book->store, &err));
    assert_false(store_begin(other, &err));
    assert_int_equal(err.code, ERROR_BUSY);
    assert_string_equal(err.text,
        "could not write: another program is writing to it: nothing was changed; try again");
    assert_true(store_count(other, KIND_ACCOUNT, &count, &err)); /* reading still works */
    book_account(book, "A", "Globex");
    assert_true(store_commit(book->store, &err));
    assert_true(store_data_version(other, &after));
    assert_int_not_equal(before, after);
    assert_true(store_count(other, KIND_ACCOUNT, &count, &err));
    assert_int_equal(count, 1);
    assert_true(store_begin(other, &err));
    store_rollback(other);
    store_close(other);
}

/* In a child whose files may not grow: 0 if the write failed as on a full disk and the book still
 * reads. */
static int write_on_full_disk(struct book *book)
{
    struct rlimit limit = {(rlim_t)status_of(book->path).st_size, RLIM_INFINITY};
    struct store *store = book_connect(book, 0);
    static char body[1 << 20];
    struct error err = {0};
    struct change change;
    int64_t count = 0;

    signal(SIGXFSZ, SIG_IGN);
    memset(body, 'x', sizeof(body) - 1);
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
        return 1;
    change_init(&change, ACTOR_APP);
    change_set_text(&change, change_insert(&change, KIND_NOTE), NOTE_BODY, body);
    if (store_apply(store, &change, NULL, NULL, &err))
        return 2;
    if (err.code != ERROR_FULL || strstr(err.text, "nothing was changed") == NULL)
        return 3;
    if (!store_count(store, KIND_NOTE, &count, &err) || count != 0)
        return 4;
    limit.rlim_cur = RLIM_INFINITY;
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
        return 5;
    if (!store_apply(store, &change, NULL, NULL, &err)) /* the same key saves when there is room */
        return 6;
    change_fini(&change);
    store_close(store);
    return 0;
}

static void test_full_disk(void **state)
{
    struct book *book = *state;
    shut(book);
    assert_int_equal(in_child(write_on_full_disk, book), 0);
    book_reopen(book);
    assert_int_equal(book_count(book, KIND_NOTE), 1);
}

static void test_replaced(void **state)
{
    struct book *book = *state;
    char *aside = home_path(book->home, "data/aside.db");
    struct error err = {0};

    book_account(book, "A", "Globex");
    assert_true(store_backup(book->store, aside, &err));
    assert_int_equal(rename(aside, book->path), 0);
    assert_false(store_begin(book->store, &err) && store_meta_set(book->store, "a", "b", &err) &&
                 store_commit(book->store, &err));
    assert_int_equal(err.code, ERROR_IO);
    assert_non_null(strstr(err.text, "replaced"));
    store_rollback(book->store);
    free(aside);
}

/* Put back, moved, deleted: noticed by its device and number, once. */
static void test_place(void **state)
{
    static const char *const ways[] = {"replaced", "moved", "deleted"};
    struct book *book = *state;
    char *aside = home_path(book->home, "data/aside.db");

    for (size_t i = 0; i < COUNT_OF(ways); i++) {
        struct error err = {0};
        struct store *store;

        unlink(book->path);
        book_reopen(book);
        store = book->store;
        book_account(book, "A", "Globex");
        assert_true(store_check_place(store, &err));
        unlink(aside);
        assert_true(i > 0 || store_backup(store, aside, &err));
        assert_int_equal(i == 0   ? rename(aside, book->path)
                         : i == 1 ? rename(book->path, aside)
                                  : unlink(book->path),
            0);
        assert_false(store_check_place(store, &err));
        assert_int_equal(err.code, ERROR_READ_ONLY);
        assert_true(store_check_place(store, &err));
        assert_false(book_write_three(store, 1, &err));
        assert_non_null(strstr(err.text, "moved, replaced or deleted"));
        assert_int_equal(book_count(book, KIND_ACCOUNT), 1);
    }
    free(aside);
}

static void test_transactions(void **state)
{
    struct book *book = *state;
    struct error err = {0};

    assert_true(store_begin(book->store, &err));
    assert_true(store_begin(book->store, &err));
    book_account(book, "A", "Globex");
    assert_true(store_commit(book->store, &err));
    store_rollback(book->store);
    assert_false(store_commit(book->store, &err)); /* of nothing: it was taken back */
    assert_int_equal(book_count(book, KIND_ACCOUNT), 0);
    assert_true(store_begin_read(book->store, &err));
    assert_false(store_begin(book->store, &err));
    assert_true(store_commit(book->store, &err));
    book_account(book, "A", "Globex");
    assert_int_equal(book_count(book, KIND_ACCOUNT), 1);
}

static void test_backup_and_check(void **state)
{
    struct book *book = *state;
    char *copy = home_path(book->home, "data/copy.db");
    struct error err = {0};

    book_account(book, "A", "Globex");
    book_add(book, KIND_NOTE, 1, NOTE_BODY, "hello world");
    check_sound(book);
    assert_true(store_backup(book->store, copy, &err));
    assert_int_equal(mode_of(copy), 0600);
    assert_false(store_backup(book->store, copy, &err));
    shut(book);
    assert_int_equal(book_sql(copy, "SELECT count(*) FROM account"), 1);
    free(copy);
}

/* What doctor finds, each from one fault. */
static void test_check_finds(void **state)
{
    static const struct {
        const char *sql, *words;
    } faults[] = {
        {"INSERT INTO entry_fts(entry_fts) VALUES('delete-all')", "search index: it does not"},
        {"UPDATE note SET body = 'hello moon'", "search index: it does not"},
        {"UPDATE note SET kind = 'call'", "search index: it does not"},
        {"INSERT INTO note(key, rev, body) VALUES (7, 1, 'unlisted')", "search index: it does not"},
        {"CREATE INDEX spare ON task(title)", "schema: it is not"},
        {"INSERT INTO score(key, counted) VALUES (1, 1)", "totals: they do not"},
        {"PRAGMA foreign_keys = OFF; DELETE FROM account", "belonging: note"},
    };
    struct book *book = *state;

    for (size_t i = 0; i < COUNT_OF(faults); i++) {
        struct str report = {0};
        struct error err = {0};

        shut(book);
        unlink(book->path);
        book_reopen(book);
        book_account(book, "A", "Globex");
        book_add(book, KIND_NOTE, 1, NOTE_BODY, "hello world");
        shut(book);
        book_sql(book->path, faults[i].sql);
        book_reopen(book);
        assert_false(store_check(book->store, &report, &err));
        assert_int_equal(err.code, ERROR_FOUND);
        if (strstr(str_text(&report), faults[i].words) == NULL)
            fail_msg("%s: %s", faults[i].sql, str_text(&report));
        str_fini(&report);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, book_set_up, book_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_private),
        TEST(test_schema),
        TEST(test_links_are_indexed),
        TEST(test_refused),
        TEST(test_missing),
        TEST(test_stray_journal),
        TEST(test_read_only),
        TEST(test_no_right_to_write),
        TEST(test_hot_journal),
        TEST(test_busy),
        TEST(test_full_disk),
        TEST(test_replaced),
        TEST(test_place),
        TEST(test_transactions),
        TEST(test_backup_and_check),
        TEST(test_check_finds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
