/* Folders by XDG; whole files in and out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include "files/paths.h"

struct fixture {
    char folder[64];
    char old[256];
};

static int make_folder(void **state)
{
    struct fixture *fixture = calloc(1, sizeof(*fixture));

    snprintf(fixture->folder, sizeof(fixture->folder), "/tmp/daybook-paths-XXXXXX");
    if (mkdtemp(fixture->folder) == NULL || getcwd(fixture->old, sizeof(fixture->old)) == NULL ||
        chdir(fixture->folder) != 0)
        return -1;
    *state = fixture;
    return 0;
}

static void remove_tree(const char *path)
{
    pid_t child = fork();

    if (child == 0) {
        execlp("rm", "rm", "-rf", path, (char *)NULL);
        _exit(1);
    }
    waitpid(child, NULL, 0);
}

static int remove_folder(void **state)
{
    struct fixture *fixture = *state;
    int failed = chdir(fixture->old);

    remove_tree(fixture->folder);
    free(fixture);
    return failed;
}

static void environment(const char *name, const char *value)
{
    if (value == NULL)
        unsetenv(name);
    else
        setenv(name, value, 1);
}

struct place {
    const char *given, *variable, *xdg, *home;
    const char *path; /* NULL: an error */
};

static void the_book_has_its_place(void **state)
{
    static const struct place rows[] = {
        {"x.db", "/v.db", "/xdg", "/home/me", "x.db"},
        {NULL, "/v.db", "/xdg", "/home/me", "/v.db"},
        {NULL, NULL, "/xdg", "/home/me", "/xdg/daybook/daybook.db"},
        {NULL, "", "/xdg/", "/home/me", "/xdg/daybook/daybook.db"},
        {NULL, NULL, "not/absolute", "/home/me", "/home/me/.local/share/daybook/daybook.db"},
        {NULL, NULL, NULL, "/", "/.local/share/daybook/daybook.db"},
        {NULL, NULL, NULL, NULL, NULL},
        {NULL, NULL, "", "", NULL},
        {NULL, NULL, NULL, "here", NULL},
    };
    struct str path = {0};
    struct error err;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        environment("DAYBOOK_DB", rows[i].variable);
        environment("XDG_DATA_HOME", rows[i].xdg);
        environment("HOME", rows[i].home);
        assert_int_equal(path_of_db(rows[i].given, &path, &err), rows[i].path != NULL);
        if (rows[i].path != NULL)
            assert_string_equal(str_text(&path), rows[i].path);
        else
            assert_non_null(strstr(err.text, "--db"));
    }
    str_fini(&path);
}

static void config_and_state_have_theirs(void **state)
{
    struct str path = {0};
    struct error err;

    (void)state;
    environment("HOME", "/home/me");
    environment("XDG_CONFIG_HOME", NULL);
    environment("XDG_STATE_HOME", NULL);
    environment("DAYBOOK_CONFIG", NULL);
    assert_true(path_of_config(NULL, &path, &err));
    assert_string_equal(str_text(&path), "/home/me/.config/daybook");
    assert_true(path_of_state(&path, &err));
    assert_string_equal(str_text(&path), "/home/me/.local/state/daybook");
    environment("XDG_CONFIG_HOME", "relative");
    environment("XDG_STATE_HOME", "./state");
    assert_true(path_of_config(NULL, &path, &err));
    assert_string_equal(str_text(&path), "/home/me/.config/daybook");
    assert_true(path_of_state(&path, &err));
    assert_string_equal(str_text(&path), "/home/me/.local/state/daybook");
    environment("XDG_CONFIG_HOME", NULL);
    environment("XDG_STATE_HOME", NULL);
    str_fini(&path);
}

static mode_t mode_of(const char *path)
{
    struct stat status;

    assert_int_equal(stat(path, &status), 0);
    return status.st_mode & 0777;
}

static void folders_are_private(void **state)
{
    struct error err;

    (void)state;
    umask(0);
    assert_int_equal(mkdir("wide", 0755), 0);
    assert_true(path_make_folder("wide/a//b/", &err));
    assert_int_equal(mode_of("wide"), 0755);
    assert_int_equal(mode_of("wide/a"), 0700);
    assert_int_equal(mode_of("wide/a/b"), 0700);
    assert_true(path_make_folder("wide/a/b", &err));
    assert_true(path_make_parent("plain", &err));
    assert_true(path_make_parent("wide/c/file", &err));
    assert_int_equal(mode_of("wide/c"), 0700);
    close(open("file", O_CREAT | O_WRONLY, 0600));
    assert_false(path_make_folder("file/x", &err));
    assert_string_equal(err.path, "file");
}

static void what_is_written_is_read(void **state)
{
    struct str text = {0};
    struct error err;
    bool there;

    (void)state;
    assert_true(file_write_whole("a", "x\0y", 3, FILE_WRITE_NEW | FILE_WRITE_SYNC, &err));
    assert_int_equal(mode_of("a"), 0600);
    assert_true(file_read_whole("a", 3, &text, &err));
    assert_memory_equal(text.data, "x\0y", 4);
    assert_false(file_write_whole("a", "z", 1, FILE_WRITE_NEW, &err));
    assert_int_equal(err.code, ERROR_REFUSED);
    assert_true(file_write_whole("a", "z", 1, FILE_WRITE_REPLACE, &err));
    assert_true(file_read_if_there("a", 3, &text, &there, &err) && there);
    assert_string_equal(str_text(&text), "z");
    assert_true(file_read_if_there("b", 3, &text, &there, &err));
    assert_false(there);
    assert_false(file_read_whole("b", 3, &text, &err));
    assert_int_equal(err.code, ERROR_IO);
    str_fini(&text);
}

static void no_temporary_file_stays(void **state)
{
    char name[64];
    struct error err;

    (void)state;
    snprintf(name, sizeof(name), ".a.daybook-tmp-%ld", (long)getpid());
    assert_true(file_is_temporary(name));
    assert_false(file_is_temporary("a.yaml"));
    close(open(name, O_CREAT | O_WRONLY, 0600));
    assert_true(file_write_whole("a", "z", 1, FILE_WRITE_REPLACE, &err));
    assert_false(file_is_there(name));
    assert_false(file_write_whole("none/a", "z", 1, FILE_WRITE_REPLACE, &err));
    assert_string_equal(err.path, "none/a");
    assert_string_equal(err.text, "the folder none is not there: make it, or name another");
    assert_false(file_write_whole("a/b/c", "z", 1, FILE_WRITE_REPLACE, &err));
    assert_string_equal(err.text, "a is a file, not a folder");
}

static void what_found_no_room_is_gone(void **state)
{
    static char large[65536];
    const struct rlimit limit = {4096, RLIM_INFINITY}, none = {RLIM_INFINITY, RLIM_INFINITY};
    struct str text = {0};
    char name[64];
    struct error err;
    bool written;

    (void)state;
    memset(large, 'x', sizeof(large));
    snprintf(name, sizeof(name), ".a.daybook-tmp-%ld", (long)getpid());
    assert_true(file_write_whole("a", "z", 1, FILE_WRITE_REPLACE, &err));
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    written = file_write_whole("a", large, sizeof(large), FILE_WRITE_REPLACE, &err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
    assert_false(written);
    assert_int_equal(err.code, ERROR_FULL);
    assert_false(file_is_there(name));
    assert_true(file_read_whole("a", 10, &text, &err));
    assert_string_equal(str_text(&text), "z");
    str_fini(&text);
}

static void what_is_no_file_is_refused(void **state)
{
    struct str text = {0};
    struct error err;

    (void)state;
    assert_int_equal(mkdir("folder", 0700), 0);
    assert_int_equal(mkfifo("pipe", 0600), 0);
    assert_false(file_read_whole("folder", 10, &text, &err));
    assert_string_equal(err.text, "is a folder, not a file");
    assert_false(file_read_whole("pipe", 10, &text, &err));
    assert_string_equal(err.text, "is a pipe, not a file");
    assert_false(file_read_whole("/dev/zero", 10, &text, &err));
    assert_string_equal(err.text, "is a device, not a file");
    assert_false(file_write_whole("folder", "z", 1, FILE_WRITE_REPLACE, &err));
    assert_true(file_write_whole("/dev/null", "z", 1, FILE_WRITE_NEW, &err));
    assert_false(file_write_whole("/dev/full", "z", 1, FILE_WRITE_NEW, &err));
    assert_int_equal(err.code, ERROR_FULL);
    str_fini(&text);
}

static void a_cap_is_kept(void **state)
{
    struct str text = {0};
    struct error err;
    char *big = calloc(1, 5000);

    (void)state;
    assert_true(file_write_whole("big", big, 5000, FILE_WRITE_NEW, &err));
    assert_false(file_read_whole("big", 4999, &text, &err));
    assert_int_equal(err.code, ERROR_REFUSED);
    assert_true(file_read_whole("big", 5000, &text, &err));
    free(big);
    str_fini(&text);
}

#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_book_has_its_place),
        cmocka_unit_test(config_and_state_have_theirs),
        IN_A_FOLDER(folders_are_private),
        IN_A_FOLDER(what_is_written_is_read),
        IN_A_FOLDER(no_temporary_file_stays),
        IN_A_FOLDER(what_found_no_room_is_gone),
        IN_A_FOLDER(what_is_no_file_is_refused),
        IN_A_FOLDER(a_cap_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
