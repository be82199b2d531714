/* The book as of a day, killed or without room at every single write: the user's book has not moved
 * by a byte, and nothing of it lies in the folder of temporary files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include "e2e/desk.h"

enum { CALLS_MOST = 60 };

static char *scratch; /* TMPDIR */

/* Bytes in all files of a folder and of those in it. */
static long long bytes_in(const char *folder)
{
    DIR *open = opendir(folder);
    const struct dirent *entry;
    long long bytes = 0;

    assert_non_null(open);
    while ((entry = readdir(open)) != NULL) {
        struct str path = {0};
        struct stat status;

        if (entry->d_name[0] == '.')
            continue;
        str_addf(&path, "%s/%s", folder, entry->d_name);
        assert_int_equal(lstat(str_text(&path), &status), 0);
        assert_int_equal(status.st_mode & 077, 0);
        bytes += S_ISDIR(status.st_mode) ? bytes_in(str_text(&path)) : (long long)status.st_size;
        str_fini(&path);
    }
    closedir(open);
    return bytes;
}

static int entries_in(const char *folder)
{
    DIR *open = opendir(folder);
    const struct dirent *entry;
    int count = 0;

    assert_non_null(open);
    while ((entry = readdir(open)) != NULL)
        count += entry->d_name[0] != '.';
    closedir(open);
    return count;
}

static int run_faulty(struct desk *desk, const char *kind, int at)
{
    static const char *const call[] = {"--as-of", "2026-11-20", "list", NULL};
    const char *extra[8] = {desk->extra[0], NULL};
    struct str texts[4] = {{0}};

    assert_non_null(getenv("DAYBOOK_SHIM"));
    str_addf(&texts[0], "FAULT_AT=%d", at);
    str_addf(&texts[1], "FAULT_KIND=%s", kind);
    str_addf(&texts[2], "LD_PRELOAD=%s", getenv("DAYBOOK_SHIM"));
    str_addf(&texts[3], "TMPDIR=%s", scratch);
    for (int i = 0; i < 4; i++)
        extra[i + 1] = str_text(&texts[i]);
    extra[5] = "ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0";
    run_with(&desk->result, &(struct run_options){.home = desk->home, .extra = extra}, call);
    for (int i = 0; i < 4; i++)
        str_fini(&texts[i]);
    return desk->result.status;
}

static void try_each_write(struct desk *desk, const char *kind)
{
    char *db = desk_db(desk), *before = file_read(db);
    int at = 0, status;

    do {
        char *after;

        status = run_faulty(desk, kind, ++at);
        if (status != 0 && status != (*kind == 'k' ? 128 + SIGKILL : 3))
            fail_msg("write %d: status %d\n%s", at, status, str_text(&desk->result.err));
        assert_int_equal(bytes_in(scratch), 0);
        if (*kind == 'f') /* else the very taking away may have failed */
            assert_int_equal(entries_in(scratch), 0);
        after = file_read(db);
        assert_string_equal(after, before);
        free(after);
    } while (status != 0 && at < CALLS_MOST);
    assert_true(at > 2);
    free(before);
    free(db);
}

/* What a kill left is gone with the next look that comes a minute later. */
static void check_swept(struct desk *desk)
{
    const struct timespec long_ago[2] = {{.tv_sec = 1}, {.tv_sec = 1}};
    struct str stale = {0}, kept = {0}, inside = {0};

    str_addf(&stale, "%s/daybook-as-of-000000", scratch);
    str_addf(&kept, "%s/daybook-as-of-111111", scratch);
    assert_int_equal(mkdir(str_text(&stale), 0700), 0);
    assert_int_equal(mkdir(str_text(&kept), 0700), 0); /* somebody is just at it */
    str_addf(&inside, "%s/book.db", str_text(&stale));
    close(open(str_text(&inside), O_CREAT | O_WRONLY, 0600));
    assert_int_equal(utimensat(AT_FDCWD, str_text(&stale), long_ago, 0), 0);
    assert_int_equal(run_faulty(desk, "none", 1000000), 0);
    assert_int_not_equal(access(str_text(&stale), F_OK), 0);
    assert_int_equal(access(str_text(&kept), F_OK), 0);
    assert_int_equal(rmdir(str_text(&kept)), 0);
    str_fini(&stale);
    str_fini(&kept);
    str_fini(&inside);
}

static void nothing_is_left_and_nothing_moves(void **state)
{
    static const char *const kinds[] = {"full", "io", "kill"};
    struct desk *desk = *state;

    scratch = home_path(desk->home, "scratch");
    assert_int_equal(mkdir(scratch, 0700), 0);
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        try_each_write(desk, kinds[i]);
    check_swept(desk);
    free(scratch);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(
        nothing_is_left_and_nothing_moves, desk_set_up_morning, desk_tear_down)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
