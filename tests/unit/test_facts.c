/* What daybook knows of the libraries that it stands on, measured: another version that differs is
 * noticed here first (tests/README.md, M). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>
#include <curses.h>
#include <sqlite3.h>
#include <yaml.h>
#include "support/book.h"
#include "support/home.h"

static char *home, *path;

static int set_up(void **state)
{
    home = home_new();
    path = home_path(home, "a.db");
    book_sql(path, "CREATE TABLE t(a INTEGER) STRICT; INSERT INTO t VALUES (1)");
    return 0;
}

static int tear_down(void **state)
{
    free(path);
    home_free(home);
    return 0;
}

static int run_child(int (*work)(void))
{
    int status;
    pid_t child = fork();

    if (child == 0)
        _exit(work());
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static sqlite3 *connect_to(const char *file)
{
    sqlite3 *db = NULL;

    if (sqlite3_open(file, &db) != SQLITE_OK)
        abort();
    return db;
}

static int execute(sqlite3 *db, const char *sql)
{
    return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

/* Another program, which exists before this one has the file open: SQLite keeps what it knows of
 * locks over a fork. */
struct other {
    pid_t child;
    int gate[2];
};

static void other_start(struct other *other)
{
    char byte;

    assert_int_equal(pipe(other->gate), 0);
    other->child = fork();
    if (other->child != 0)
        return;
    if (read(other->gate[0], &byte, 1) != 1)
        _exit(99);
    _exit(execute(connect_to(path), "INSERT INTO t VALUES (2)"));
}

/* What SQLite says to its write. */
static int other_writes(struct other *other)
{
    int status;

    assert_int_equal(write(other->gate[1], ".", 1), 1);
    assert_int_equal(waitpid(other->child, &status, 0), other->child);
    close(other->gate[0]);
    close(other->gate[1]);
    return WEXITSTATUS(status);
}

/* M1: an ordinary close of the file drops the locks of a transaction that is open. */
static void a_close_drops_the_locks(void **state)
{
    struct other before, after;
    sqlite3 *db;

    other_start(&before);
    other_start(&after);
    db = connect_to(path);
    assert_int_equal(execute(db, "BEGIN EXCLUSIVE; INSERT INTO t VALUES (3)"), SQLITE_OK);
    assert_int_equal(other_writes(&before), SQLITE_BUSY);
    close(open(path, O_RDONLY | O_CLOEXEC));
    assert_int_not_equal(other_writes(&after), SQLITE_BUSY);
    sqlite3_close(db);
}

static int write_beyond_the_limit(void)
{
    struct rlimit limit = {8192, 8192}, no_core = {0, 0};
    sqlite3 *db = connect_to(path);

    setrlimit(RLIMIT_CORE, &no_core);
    setrlimit(RLIMIT_FSIZE, &limit);
    return execute(db, "CREATE TABLE u(b); INSERT INTO u VALUES (zeroblob(100000))");
}

static int write_beyond_it_ignored(void)
{
    signal(SIGXFSZ, SIG_IGN);
    return write_beyond_the_limit();
}

/* M2, M3: the signal ends the program before SQLite can say anything; the file is sound. */
static void a_size_limit_kills(void **state)
{
    assert_int_equal(run_child(write_beyond_the_limit), 128 + SIGXFSZ);
    assert_int_equal(book_sql(path, "SELECT count(*) FROM t"), 1);
    assert_in_range(run_child(write_beyond_it_ignored), 1, 127);
    assert_int_equal(book_sql(path, "SELECT count(*) FROM t"), 1);
    assert_int_equal(book_sql(path, "SELECT count(*) FROM pragma_quick_check() WHERE 'ok'"), 0);
}

/* --- curses --- */

/* What is sent to the terminal for the text. */
static char *drawn(const char *text)
{
    char *out = home_path(home, "drawn"), *bytes;
    FILE *to = fopen(out, "w"), *from = fopen("/dev/null", "r");
    SCREEN *screen;

    assert_non_null(to);
    setenv("TERM", "xterm-256color", 1);
    screen = newterm("xterm-256color", to, from);
    assert_non_null(screen);
    (void)mvaddstr(2, 0, text);
    (void)refresh();
    (void)endwin();
    delscreen(screen);
    fclose(to);
    fclose(from);
    bytes = file_read(out);
    free(out);
    return bytes;
}

static void check_drawn(const char *text, const char *wanted, bool there)
{
    char *bytes = drawn(text);

    if ((strstr(bytes, wanted) != NULL) != there)
        fail_msg("%s: %s is%s sent", text, wanted, there ? " not" : "");
    free(bytes);
}

/* M5, M6, M7. */
static void curses_is_no_sanitiser(void **state)
{
    static const char marks[] = "e\xcc\x80\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85";

    check_drawn("a\033b", "a^[b", true);
    check_drawn("a\xe2\x80\xae b", "\xe2\x80\xae", true); /* U+202E goes through */
    check_drawn("a\xe2\x80\x8b b", "\xe2\x80\x8b", true); /* so does U+200B */
    check_drawn("a\xc2\x9b b", "\xc2\x9b", false);        /* C1 does not */
    check_drawn("one\ntwo", "onetwo", false);
    check_drawn(marks, "\xcc\x83", true);
    check_drawn(marks, "\xcc\x84", false); /* the fifth mark and those behind it are dropped */
}

/* --- libyaml --- */

/* The events until the end, or -1 for a fault; counts aliases. */
static int events_of(const char *text, int *aliases)
{
    yaml_parser_t parser;
    yaml_event_t event;
    int count = 0;
    bool ends = false;

    assert_true(yaml_parser_initialize(&parser));
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, strlen(text));
    while (!ends) {
        if (!yaml_parser_parse(&parser, &event)) {
            yaml_parser_delete(&parser);
            return -1;
        }
        *aliases += event.type == YAML_ALIAS_EVENT;
        ends = event.type == YAML_STREAM_END_EVENT;
        count++;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return count;
}

/* M8: nesting without a cap, aliases, cycles and equal keys all pass. */
static void yaml_holds_nothing_back(void **state)
{
    enum { DEEP = 1500 };
    static char deep[2 * DEEP + 1];
    int aliases = 0;

    memset(deep, '[', DEEP);
    memset(deep + DEEP, ']', DEEP);
    assert_true(events_of(deep, &aliases) > 2 * DEEP);
    assert_true(events_of("a: &a [*a]", &aliases) > 0);
    assert_int_equal(aliases, 1);
    assert_true(events_of("a: 1\na: 2\n", &aliases) > 0);
    assert_true(events_of("a: \"\\e]0;x\\a\\0\"\n", &aliases) > 0);
}

/* --- the C library and SQLite --- */

static double days_between(const char *zone, struct tm from, struct tm to)
{
    setenv("TZ", zone, 1);
    tzset();
    from.tm_isdst = to.tm_isdst = -1;
    return difftime(mktime(&to), mktime(&from)) / 86400;
}

/* M9: from midnight on 28 to midnight on 30 March 2026 it is less than two days in London. The rule
 * is told in full, so that no table of zones is needed. */
static void midnights_are_no_days(void **state)
{
    struct tm from = {.tm_year = 126, .tm_mon = 2, .tm_mday = 28}, to = from;
    double london;

    to.tm_mday = 30;
    london = days_between("GMT0BST,M3.5.0/1,M10.5.0", from, to);
    assert_true(london < 2 && london > 1.9);
    assert_true(days_between("UTC0", from, to) > 1.999);
}

/* M10. */
static void sums_overflow_or_round(void **state)
{
    sqlite3 *db = connect_to(":memory:");
    sqlite3_stmt *sum = NULL;

    assert_int_equal(
        execute(db, "CREATE TABLE m(a); INSERT INTO m VALUES (9223372036854775807), (1)"),
        SQLITE_OK);
    assert_int_equal(execute(db, "SELECT sum(a) FROM m"), SQLITE_ERROR);
    assert_int_equal(
        execute(db, "DELETE FROM m; INSERT INTO m VALUES (0.5), (9223372036854775807), (1)"),
        SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, "SELECT sum(a) FROM m", -1, &sum, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(sum), SQLITE_ROW);
    assert_int_equal(sqlite3_column_type(sum, 0), SQLITE_FLOAT);
    sqlite3_finalize(sum);
    assert_int_equal(execute(db, "CREATE TABLE s(a INTEGER) STRICT; INSERT INTO s VALUES (0.5)"),
        SQLITE_CONSTRAINT);
    sqlite3_close(db);
}

/* M11. */
static void a_new_file_can_be_read_by_all(void **state)
{
    char *other = home_path(home, "b.db");
    mode_t before = umask(022);
    struct stat status;

    book_sql(other, "CREATE TABLE t(a)");
    umask(before);
    assert_int_equal(stat(other, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0644);
    free(other);
}

/* M12: what was printed last is still in the buffer when a program ends: only a flush tells. */
static void a_full_output_is_told_by_the_flush(void **state)
{
    FILE *full = fopen("/dev/full", "w");

    if (!full)
        skip();
    assert_true(fputs("an answer", full) >= 0);
    assert_int_equal(fflush(full), EOF);
    fclose(full);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_close_drops_the_locks),
        TEST(a_size_limit_kills),
        TEST(curses_is_no_sanitiser),
        TEST(yaml_holds_nothing_back),
        TEST(midnights_are_no_days),
        TEST(sums_overflow_or_round),
        TEST(a_new_file_can_be_read_by_all),
        TEST(a_full_output_is_told_by_the_flush),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
