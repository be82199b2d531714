/* import on the command line: counts, rejects, statuses, a second run, and undo of it. */
#include <fcntl.h>
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

#include "cli/book.h"

static void expect(
    const char *home, const char *arguments, int status, const char *out, const char *err)
{
    struct run_result result = {0};

    book_run(&result, home, arguments);
    if (result.status != status || !strstr(str_text(&result.out), out) ||
        !strstr(str_text(&result.err), err))
        fprintf(stderr, "%s: %d\n%s%s", arguments, result.status, str_text(&result.out),
            str_text(&result.err));
    assert_int_equal(result.status, status);
    assert_non_null(strstr(str_text(&result.out), out));
    assert_non_null(strstr(str_text(&result.err), err));
    run_fini(&result);
}

static void expect_not(const char *home, const char *arguments, const char *out)
{
    struct run_result result = {0};

    book_run(&result, home, arguments);
    assert_int_equal(result.status, 0);
    assert_null(strstr(str_text(&result.out), out));
    run_fini(&result);
}

static void write_file(const char *home, const char *name, const char *text)
{
    free(home_write(home, name, text));
}

static void it_makes_the_book_and_changes_nothing_twice(void **state)
{
    char *home = home_new();

    write_file(home, "accounts.csv", "id,name,arr,renewal\nC1,Umbra,120000,2027-03-01\n");
    write_file(
        home, "contacts.csv", "account,name,email,role\nC1,Ida Lund,ida@umbra.example,champion\n");
    expect(home, "import contacts.csv accounts.csv", 0,
        "contacts.csv: 1 created, 0 updated, 0 unchanged, 0 rejected\n"
        "accounts.csv: 1 created, 0 updated, 0 unchanged, 0 rejected\n",
        "");
    expect(home, "import accounts.csv contacts.csv", 0,
        "accounts.csv: 0 created, 0 updated, 1 unchanged, 0 rejected\n"
        "contacts.csv: 0 created, 0 updated, 1 unchanged, 0 rejected\n",
        "");
    expect(home, "show C1", 0, "Ida Lund", "");
    expect(home, "today --json", 0, "\"id\": \"C1\"", "");
    home_free(home);
}

static void files_of_one_call_are_one_undo(void **state)
{
    char *home = home_new();

    write_file(home, "a.csv", "id,name,arr\nC1,Umbra,120000\n");
    write_file(home, "c.csv", "account,id,name\nC1,p1,Ida Lund\nC9,p2,Nobody\n");
    write_file(home, "m.csv", "account,date,metric,value\nC1,2026-11-01,logins,7\n");
    write_file(home, "b.json",
        "{\"accounts\": [{\"id\": \"C2\", \"name\": \"Bolt\"}],"
        " \"contacts\": [{\"account\": \"C2\", \"id\": \"p3\", \"name\": \"Ana\"}]}");
    expect(home, "import m.csv c.csv nowhere.csv a.csv", 1, "a.csv: 1 created", "");
    expect(home, "log", 0, " 1  ", "");
    expect(
        home, "undo --id 1", 0, "undid: import of a.csv, c.csv, m.csv: 3 created, 0 updated\n", "");
    expect(home, "export accounts --format json", 0, "[]\n", "");
    expect(home, "export contacts --format json", 0, "[]\n", "");
    expect(home, "redo", 0, "redid: import of a.csv, c.csv, m.csv", "");
    expect(home, "list measures --csv --columns account,value", 0, "account,value\nC1,7\n", "");
    expect(home, "import b.json a.csv", 0, "b.json: 2 created", "");
    expect(home, "log", 0, " 4  ", "");
    expect(home, "undo --id 4", 0, "undid: import of b.json: 2 created, 0 updated\n", "");
    expect(home, "list contacts --csv --columns id", 0, "id\np1\n", "");
    home_free(home);
}

enum { MANY_LINES = 1100 };

/* Line i with the account `step` further on. */
static void write_lines(const char *home, const char *name, int step)
{
    struct str text = {0};

    str_add(&text, "account,id,product,arr,start,ends\n");
    for (int i = 0; i < MANY_LINES; i++)
        str_addf(
            &text, "A%d,K%d,Core,%d,2026-01-01,2026-12-31\n", (i + step) % MANY_LINES, i, i + 1);
    write_file(home, name, str_text(&text));
    str_fini(&text);
}

/* More movements than a batch holds: what one account lost is far from what another one got. */
static void lines_move_however_many_they_are(void **state)
{
    struct str accounts = {0};
    char *home = home_new();

    str_add(&accounts, "id,name\n");
    for (int i = 0; i < MANY_LINES; i++)
        str_addf(&accounts, "A%d,Acme %d\n", i, i);
    write_file(home, "a.csv", str_text(&accounts));
    write_lines(home, "k.csv", 0);
    write_lines(home, "moved.csv", MANY_LINES / 2);
    expect(home, "import a.csv k.csv", 0, "k.csv: 1100 created", "");
    expect(home, "import moved.csv", 0, "moved.csv: 0 created, 1100 updated", "");
    expect(
        home, "list movements --csv --columns line --where \"kind = correction\"", 0, "line\n", "");
    expect(home, "list movements --csv --columns account,other --where \"line = K3\" --sort kind",
        0, "account,other\nA3,\nA3,A553\nA553,A3\n", "");
    expect(home, "undo --id 2", 0, "undid: import of moved.csv", "");
    str_fini(&accounts);
    home_free(home);
}

/* All fell alike, as before a holiday: nobody is told of, and already on the first day. */
static void a_fall_of_the_whole_book_is_no_signal(void **state)
{
    struct str measures = {0};
    char *home = home_new();

    str_add(&measures, "account,date,metric,value\n");
    for (int account = 1; account <= 3; account++)
        for (int week = 0; week < 8; week++)
            str_addf(&measures, "U%d,2026-%02d-%02d,active_users,%d\n", account, week < 4 ? 11 : 10,
                week < 4 ? 1 + 7 * week : 4 + 7 * (week - 4), week < 4 ? 70 : 100);
    write_file(home, "accounts.csv",
        "id,name,arr,renewal\nU1,Ua,1k,2027-09-01\nU2,Ub,2k,2027-09-01\nU3,Uc,3k,2027-09-01\n");
    write_file(home, "measures.csv", str_text(&measures));
    expect(home, "import accounts.csv measures.csv", 0, "24 created", "");
    expect(home, "list accounts --csv --columns id,usage_change", 0, "U1,-0.3", "");
    expect_not(home, "list signals --csv --columns account,signal", "usage-fall");
    str_fini(&measures);
    home_free(home);
}

static void bad_rows_are_told_and_good_ones_kept(void **state)
{
    char *home = book_home();

    write_file(
        home, "bad.csv", "id,name,arr\nD1,One,100\nD1,Twice,100\nD3,Three,-5\nD4,Four,400\n");
    expect(home, "import bad.csv", 1, "bad.csv: 2 created, 0 updated, 0 unchanged, 2 rejected\n",
        "bad.csv:3: ");
    expect(home, "import bad.csv", 1, "2 unchanged, 2 rejected", "bad.csv:4: arr: ");
    expect(home, "import --json bad.csv", 1, "\"rejects\": [{\"line\": 3, ", "");
    expect(home, "list --csv --columns id --where \"id ~ d\"", 0, "D4", "");
    home_free(home);
}

static void a_dry_run_writes_nothing(void **state)
{
    char *home = book_home();

    expect(home, "import --dry-run accounts.csv", 0, "accounts.csv: 2 created", "");
    expect(home, "list --csv --columns id", 0, "id\ndb-1\ndb-2\nA1\n", "");
    home_free(home);
}

/* As SQLite does it: the byte behind 1 GiB is who is going to write, and readers pass. */
static int lock_against_writers(const char *home)
{
    struct flock lock = {
        .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0x40000001, .l_len = 1};
    char *path = home_path(home, "data/daybook/daybook.db");
    int fd = open(path, O_RDWR | O_CLOEXEC);

    assert_true(fd >= 0);
    assert_int_equal(fcntl(fd, F_SETLK, &lock), 0);
    free(path);
    return fd;
}

static void a_dry_run_takes_no_lock(void **state)
{
    char *home = book_home();
    int lock;

    expect(home, "--read-only import --dry-run accounts.csv", 0, "accounts.csv: 2 created", "");
    expect(home, "--read-only import accounts.csv", 3, "", "--read-only was given");
    lock = lock_against_writers(home);
    expect(home, "import --dry-run accounts.csv", 0, "accounts.csv: 2 created", "");
    assert_int_equal(close(lock), 0);
    home_free(home);
}

/* What was tried of a file that then failed counts for none of the others. */
static void a_dry_run_goes_on_behind_a_fault(void **state)
{
    char *home = book_home();

    write_file(home, "contacts.json", "{\"contacts\": [{\"account\": \"N1\", \"name\": \"Ida\"}]}");
    write_file(home, "new.csv", "id,name\nN1,Umbra\n");
    expect(home, "import --dry-run none.csv contacts.json new.csv", 1,
        "contacts.json: 1 created, 0 updated, 0 unchanged, 0 rejected\n", "none.csv");
    expect(home, "list --csv --columns id", 0, "id\ndb-1\ndb-2\nA1\n", "");
    home_free(home);
}

static void files_that_cannot_be_read(void **state)
{
    char *home = book_home();

    expect(home, "import none.csv", 3, "",
        "daybook: none.csv: cannot be read: No such file or directory");
    expect(home, "import data", 3, "", "daybook: data: is a folder");
    expect(
        home, "import none.csv accounts.csv", 1, "accounts.csv: 2 created", "daybook: none.csv: ");
    expect(home, "import --kind widgets accounts.csv", 2, "", "no kind 'widgets'");
    home_free(home);
}

static void what_came_by_import_is_undone_by_its_id_alone(void **state)
{
    struct run_result result = {0};
    char *home = book_home(), line[64];
    const char *id;

    expect(home, "import accounts.csv", 0, "2 created", "");
    book_run(&result, home, "undo");
    assert_int_equal(result.status, 2);
    id = strstr(str_text(&result.err), "undo --id ");
    assert_non_null(id);
    snprintf(line, sizeof(line), "undo --id %.*s", (int)strspn(id + 10, "0123456789"), id + 10);
    run_fini(&result);
    expect(home, line, 0, "undid: ", "");
    expect(home, "list --csv --columns id", 0, "id\ndb-1\ndb-2\nA1\n", "");
    home_free(home);
}

/* Two exports, each with accounts and people that point at rows of the accounts beside them. */
static void references_count_in_the_accounts_of_their_folder(void **state)
{
    static const char *const folders[] = {"north", "south"};
    char *home = book_home();

    for (int i = 0; i < 2; i++) {
        char *folder = home_path(home, folders[i]), name[64], text[256];

        assert_int_equal(mkdir(folder, 0700), 0);
        snprintf(name, sizeof(name), "%s/Accounts.csv", folders[i]);
        snprintf(text, sizeof(text), "Id,Name\n%s-1,%s one\n%s-2,%s two\n", folders[i], folders[i],
            folders[i], folders[i]);
        write_file(home, name, text);
        snprintf(name, sizeof(name), "%s/Contacts.csv", folders[i]);
        snprintf(text, sizeof(text), "Id,LastName,AccountId\np%d,%s person,@AccountRef2\n", i,
            folders[i]);
        write_file(home, name, text);
        free(folder);
    }
    expect(home,
        "import north/Accounts.csv north/Contacts.csv south/Accounts.csv south/Contacts.csv", 0,
        "south/Contacts.csv: 1 created", "");
    expect(home, "list contacts --csv --columns account,name", 0,
        "north-2,north person\nsouth-2,south person\n", "");
    home_free(home);
}

static void standard_input_is_a_file_too(void **state)
{
    struct run_result result = {0};
    char *home = book_home();

    book_run_with_input(&result, home, "import -", "id,name\nE1,Piped\n");
    assert_int_equal(result.status, 0);
    assert_non_null(strstr(str_text(&result.out), "1 created"));
    run_fini(&result);
    home_free(home);
}

/* DAYBOOK_LONG: it takes a while to read so many. */
static void too_many_rows_are_refused(void **state)
{
    char *home, *path;
    FILE *file;

    if (getenv("DAYBOOK_LONG") == NULL)
        skip();
    home = book_home();
    path = home_path(home, "over.csv");
    file = fopen(path, "w");
    assert_non_null(file);
    fputs("account,date,metric,value\n", file);
    for (int i = 0; i <= 4000000; i++)
        fputs("A1,2026-01-01,nps,5\n", file);
    fclose(file);
    expect(home, "import over.csv", 3, "", "has more than 4000000 rows: split it");
    expect_not(home, "list measures --csv", "2026-01-01");
    free(path);
    home_free(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_makes_the_book_and_changes_nothing_twice),
        cmocka_unit_test(files_of_one_call_are_one_undo),
        cmocka_unit_test(lines_move_however_many_they_are),
        cmocka_unit_test(a_fall_of_the_whole_book_is_no_signal),
        cmocka_unit_test(bad_rows_are_told_and_good_ones_kept),
        cmocka_unit_test(a_dry_run_writes_nothing),
        cmocka_unit_test(a_dry_run_takes_no_lock),
        cmocka_unit_test(a_dry_run_goes_on_behind_a_fault),
        cmocka_unit_test(files_that_cannot_be_read),
        cmocka_unit_test(what_came_by_import_is_undone_by_its_id_alone),
        cmocka_unit_test(references_count_in_the_accounts_of_their_folder),
        cmocka_unit_test(standard_input_is_a_file_too),
        cmocka_unit_test(too_many_rows_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, book_forget);
}
