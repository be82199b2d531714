/* Files that are missing, foreign or damaged: a sentence that says what, where and what was
 * kept, the exit status of contract.md, nothing lost and not a byte changed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include "base/mem.h"
#include "e2e/desk.h"
#include "support/book.h"

enum { ROWS = 24, COLUMNS = 80 };

static int count_accounts(struct desk *desk)
{
    int lines = -1; /* the header */

    for (const char *at = desk_do(desk, "list", "--columns", "id", "--csv"); *at; at++)
        lines += *at == '\n';
    return lines;
}

/* --- import --- */

static void files_that_cannot_be_read(void **state)
{
    struct desk *desk = *state;
    char *empty = home_write(desk->home, "empty.csv", "");
    char *folder = home_path(desk->home, "data");
    char *none = home_path(desk->home, "none.csv");
    const char *const paths[][2] = {
        {none, "No such file"}, {folder, "is a folder"}, {empty, "is empty"}};
    char *before = desk_book(desk), *after;

    for (size_t i = 0; i < COUNT_OF(paths); i++) {
        assert_int_equal(desk_cli(desk, "import", paths[i][0]), 3);
        assert_string_equal(str_text(&desk->result.out), "");
        desk_says(str_text(&desk->result.err), paths[i][0], "the path");
        desk_says(str_text(&desk->result.err), paths[i][1], paths[i][0]);
        assert_int_equal(strncmp(str_text(&desk->result.err), "daybook: ", 9), 0);
    }
    /* A good one beside it is taken. */
    assert_int_equal(desk_cli(desk, "import", none, "tests/data/morning/tasks.csv"), 1);
    desk_says(
        str_text(&desk->result.out), "0 created, 0 updated, 3 unchanged, 0 rejected", "tasks");
    desk_says(str_text(&desk->result.err), none, "the missing one");
    after = desk_book(desk);
    assert_string_equal(before, after);
    free(before);
    free(after);
    free(empty);
    free(folder);
    free(none);
}

static void rows_that_are_not_taken(void **state)
{
    static const char text[] = "id,name,arr,renewal\n"
                               "X1,Good,100,2027-01-01\n"
                               ",,5,\n"
                               "X3,No such day,5,2027-13-41\n"
                               "X4,Below,-5,2027-01-01\n"
                               "X1,Twice,5,2027-01-01\n"
                               "X5,\"two\nlines\",1,2027-02-02\n"
                               "X6,\"open,1,2027-02-02\n";
    static const char *const said[] = {":3: ", ":4: renewal: ", ":5: arr: ", ":6: id: ", ":9: "};
    struct desk *desk = *state;
    char *path = home_write(desk->home, "bad.csv", text);

    assert_int_equal(desk_cli(desk, "import", path), 1);
    desk_says(
        str_text(&desk->result.out), "2 created, 0 updated, 0 unchanged, 5 rejected", "counts");
    for (size_t i = 0; i < COUNT_OF(said); i++)
        desk_says(str_text(&desk->result.err), said[i], "the place");
    assert_int_equal(count_accounts(desk), 8);
    assert_int_equal(desk_cli(desk, "import", path), 1);
    desk_says(
        str_text(&desk->result.out), "0 created, 0 updated, 2 unchanged, 5 rejected", "again");
    free(path);
}

/* --- the book --- */

struct spoiling {
    const char *what;
    const char *sql;   /* done to a good book, or */
    const char *bytes; /* its whole content, or */
    long cut;          /* bytes cut from its end */
    const char *words;
};

static const struct spoiling spoilings[] = {
    {"newer", "PRAGMA user_version = 99", NULL, 0, "newer daybook"},
    {"foreign", "PRAGMA application_id = 7", NULL, 0, "another program"},
    {"trigger", "CREATE TRIGGER t AFTER INSERT ON task BEGIN DELETE FROM note; END", NULL, 0,
        "triggers or views"},
    {"view", "CREATE VIEW v AS SELECT 1", NULL, 0, "triggers or views"},
    {"zero bytes", NULL, "", 0, "is empty"},
    {"a byte", NULL, "x", 0, "no daybook"},
    {"text", NULL, "Dear customer, this is a letter that somebody saved under this name.", 0,
        "no daybook"},
    {"truncated", NULL, NULL, 4096, "damaged"},
    {"cut by one", NULL, NULL, 1, "damaged"},
    {"half", NULL, NULL, 60000, "damaged"},
};

static void spoil(const char *home, const char *path, const struct spoiling *spoiling)
{
    struct stat status;

    if (spoiling->sql)
        book_sql(path, spoiling->sql);
    if (spoiling->bytes)
        free(home_write(home, "data/daybook/daybook.db", spoiling->bytes));
    if (spoiling->cut) {
        assert_int_equal(stat(path, &status), 0);
        assert_int_equal(truncate(path, status.st_size - spoiling->cut), 0);
    }
}

static char *bytes_of(const char *path, size_t *ret_len)
{
    FILE *file = fopen(path, "rb");
    struct stat status;
    char *bytes;

    assert_non_null(file);
    assert_int_equal(fstat(fileno(file), &status), 0);
    *ret_len = (size_t)status.st_size;
    bytes = mem_alloc(*ret_len + 1);
    assert_int_equal(fread(bytes, 1, *ret_len, file), *ret_len);
    fclose(file);
    return bytes;
}

static void write_bytes(const char *path, const char *bytes, size_t len)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

/* The app says it on the terminal and ends, the screen never taken. */
static void check_app_refuses(struct desk *desk, const struct spoiling *spoiling)
{
    desk->pty = pty_start(&(struct pty_options){
        .home = desk->home, .extra = desk->extra, .rows = ROWS, .columns = 200});
    assert_int_equal(desk_wait_said(desk, spoiling->words), 3);
}

static void check_refused(struct desk *desk, const char *path, const struct spoiling *spoiling)
{
    static const char *const calls[][5] = {{"list"}, {"today", "--json"},
        {"import", "tests/data/morning/tasks.csv"}, {"note", "Globex", "-m", "lost?"}, {"undo"}};
    char *before, *after;
    size_t len, len_after;

    before = bytes_of(path, &len);
    for (size_t i = 0; i < COUNT_OF(calls); i++) {
        if (desk_run(desk, calls[i]) != 3)
            fail_msg("%s: %s gave %d", spoiling->what, calls[i][0], desk->result.status);
        assert_string_equal(str_text(&desk->result.out), "");
        desk_says(str_text(&desk->result.err), path, spoiling->what);
        desk_says(str_text(&desk->result.err), spoiling->words, spoiling->what);
    }
    assert_int_equal(desk_cli(desk, "doctor"), 1);
    desk_says(str_text(&desk->result.out), spoiling->words, spoiling->what);
    check_app_refuses(desk, spoiling);
    after = bytes_of(path, &len_after);
    assert_int_equal(len, len_after);
    assert_memory_equal(before, after, len);
    free(before);
    free(after);
}

static void books_that_are_none(void **state)
{
    struct desk *desk = *state;
    char *path = desk_db(desk), *good;
    size_t len;

    good = bytes_of(path, &len);
    for (size_t i = 0; i < COUNT_OF(spoilings); i++) {
        write_bytes(path, good, len);
        spoil(desk->home, path, &spoilings[i]);
        check_refused(desk, path, &spoilings[i]);
    }
    write_bytes(path, good, len);
    assert_int_equal(count_accounts(desk), 6);
    free(good);
    free(path);
}

/* A folder in its place, a missing one, a place that cannot be: said, and nothing made. */
static void places_that_are_none(void **state)
{
    struct desk *desk = *state;
    char *folder = home_path(desk->home, "data");
    char *none = home_path(desk->home, "data/none.db");
    char *below = home_path(desk->home, "data/daybook/daybook.db/x.db");
    const char *const paths[][2] = {{folder, "folder"}, {none, "no book"}, {below, "no book"}};

    for (size_t i = 0; i < COUNT_OF(paths); i++) {
        assert_int_equal(desk_cli(desk, "--db", paths[i][0], "list"), 3);
        desk_says(str_text(&desk->result.err), paths[i][0], "the path");
        desk_says(str_text(&desk->result.err), paths[i][1], paths[i][0]);
    }
    assert_int_equal(access(none, F_OK), -1);
    assert_int_equal(desk_cli(desk, "--db", below, "import", "tests/data/morning/tasks.csv"), 3);
    desk_says(str_text(&desk->result.err), below, "the path");
    free(folder);
    free(none);
    free(below);
}

/* Runs it as a user whom file modes bind: root is bound by none. False: that cannot be had here. */
static bool run_bound(struct desk *desk, const char *const *args)
{
    const char *all[12] = {"--reuid", "65534", "--clear-groups", home_program()};
    struct run_options options = {
        .home = desk->home, .extra = desk->extra, .program = "/usr/bin/setpriv"};

    if (geteuid() != 0) {
        desk_run(desk, args);
        return true;
    }
    for (size_t i = 0; args[i]; i++)
        all[4 + i] = args[i];
    if (access(options.program, X_OK) != 0)
        return false;
    run_with(&desk->result, &options, all);
    return desk->result.status != 127;
}

static void give_away(struct desk *desk)
{
    struct run_result result = {0};

    if (geteuid() == 0)
        run_with(&result, &(struct run_options){.home = desk->home, .program = "/bin/chown"},
            (const char *const[]){"-R", "65534", desk->home, NULL});
    run_fini(&result);
}

static void books_that_may_not_be_touched(void **state)
{
    struct desk *desk = *state;
    char *path = desk_db(desk);

    give_away(desk);
    if (!run_bound(desk, (const char *const[]){"list", NULL}) || desk->result.status != 0) {
        free(path);
        skip(); /* the program lies where nobody else may go */
    }
    assert_int_equal(chmod(path, 0), 0);
    assert_true(run_bound(desk, (const char *const[]){"list", NULL}));
    assert_int_equal(desk->result.status, 3);
    desk_says(str_text(&desk->result.err), path, "unreadable");
    assert_int_equal(chmod(path, 0400), 0);
    assert_true(run_bound(desk, (const char *const[]){"list", NULL}));
    assert_int_equal(desk->result.status, 0);
    desk_says(str_text(&desk->result.out), "Globex", "read-only");
    assert_true(run_bound(desk, (const char *const[]){"note", "Globex", "-m", "lost?", NULL}));
    assert_int_equal(desk->result.status, 3);
    desk_says(str_text(&desk->result.err), "read-only", "a write");
    assert_int_equal(chmod(path, 0600), 0);
    assert_null(strstr(desk_do(desk, "list", "notes", "--json"), "lost?"));
    free(path);
}

static void move(struct desk *desk, const char *from, const char *to)
{
    char *paths[] = {home_path(desk->home, from), home_path(desk->home, to)};

    assert_int_equal(rename(paths[0], paths[1]), 0);
    free(paths[0]);
    free(paths[1]);
}

/* The folder of the open book becomes a link to one of somebody else's: not a byte goes there. */
static void a_folder_swapped_for_another(void **state)
{
    struct desk *desk = *state;
    char *link = home_path(desk->home, "data/daybook");
    char *others = home_path(desk->home, "data/others/daybook.db"), *before, *after;
    size_t len, len_after;

    move(desk, "data/daybook", "data/others"); /* a book of theirs */
    desk_do(desk, "import", "tests/data/morning/accounts.csv");
    before = bytes_of(others, &len);
    desk_open(desk, ROWS, COLUMNS);
    desk_see(desk, "Globex");
    move(desk, "data/daybook", "data/mine");
    assert_int_equal(symlink("others", link), 0);
    desk_type_see(desk, "c", "becomes a task");
    desk_type_see(desk, "mine alone", "mine alone");
    desk_type(desk, CTRL_SENT('s'));
    desk_see(desk, "mine alone"); /* still at hand */
    desk_see(desk, "replaced");
    desk_kill(desk);
    after = bytes_of(others, &len_after);
    assert_int_equal(len, len_after);
    assert_memory_equal(before, after, len);
    free(before);
    free(after);
    free(others);
    free(link);
}

/* Modes: only the user may look, whatever the umask is. */
static void all_is_private(void **state)
{
    static const char *const names[] = {
        "data/daybook", "data/daybook/daybook.db", "state/daybook", "state/daybook/drafts"};
    struct desk desk;
    mode_t before = umask(0);

    desk_init(&desk);
    desk_do(&desk, "add", "account", "id=A", "name=Globex");
    desk_open(&desk, ROWS, COLUMNS);
    desk_type_see(&desk, "2", "Globex");
    desk_type_see(&desk, "c", "becomes a task");
    desk_type_see(&desk, "secret", "secret");
    desk_type_see(&desk, "\033", "c goes on with it");
    desk_leave(&desk);
    umask(before);
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        char *path = home_path(desk.home, names[i]);
        struct stat status;

        assert_int_equal(stat(path, &status), 0);
        assert_int_equal(status.st_mode & 077, 0);
        free(path);
    }
    desk_fini(&desk);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_set_up_morning, desk_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(files_that_cannot_be_read),
        TEST(rows_that_are_not_taken),
        TEST(books_that_are_none),
        TEST(places_that_are_none),
        TEST(books_that_may_not_be_touched),
        TEST(a_folder_swapped_for_another),
        cmocka_unit_test(all_is_private),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
