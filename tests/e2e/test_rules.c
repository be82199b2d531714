/* The user's health.yaml while the app is open: in force at once, the last good one where it is
 * faulty, also after a restart, with the fault on every screen until it is mended. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include "e2e/desk.h"

enum { ROWS = 24, COLUMNS = 110 };

static void make_config(struct desk *desk)
{
    char *path = home_path(desk->home, "config/daybook");

    assert_int_equal(mkdir(path, 0700), 0);
    free(path);
}

static void write_health(struct desk *desk, const char *text)
{
    free(home_write(desk->home, "config/daybook/health.yaml", text));
}

/* The shipped file with other bands: whoever has a score above 7 is green. */
static char *kind_model(void)
{
    char *text = file_read("config/health.yaml");
    char *red = strstr(text, "red_up_to: 50"), *yellow = strstr(text, "yellow_up_to: 75");

    assert_non_null(red);
    assert_non_null(yellow);
    memcpy(red, "red_up_to: 03", strlen("red_up_to: 03"));
    memcpy(yellow, "yellow_up_to: 07", strlen("yellow_up_to: 07"));
    return text;
}

static void expect_band(struct desk *desk, const char *band)
{
    struct str words = {0};

    str_addf(&words, "\"band\": \"%s\"", band);
    assert_int_equal(desk_cli(desk, "show", "Globex", "--json"), 0);
    desk_says(str_text(&desk->result.out), str_text(&words), "Globex");
    str_fini(&words);
}

static void another_model_is_in_force_at_once(void **state)
{
    struct desk *desk = *state;
    char *kind = kind_model();

    make_config(desk);
    expect_band(desk, "red");
    desk_open(desk, ROWS, COLUMNS);
    write_health(desk, kind);
    desk_see(desk, "health.yaml changed: 1 account changes band");
    desk_see(desk, "● 32 good");
    expect_band(desk, "green");
    desk_leave(desk);
    free(kind);
}

static void a_faulty_one_changes_nothing(void **state)
{
    static const char fault[] = "health.yaml:2:10 is faulty: ";
    struct desk *desk = *state;
    char *kind = kind_model();

    make_config(desk);
    write_health(desk, kind);
    expect_band(desk, "green");
    desk_open(desk, ROWS, COLUMNS);
    desk_see(desk, "health.yaml changed: 1 account changes band");
    write_health(desk, "groups:\n  usage: [1]\n");
    desk_see(desk, "health.yaml:2:10: a group must be a map");
    desk_type_see(desk, "j2", "by decision");
    desk_see(desk, fault);
    desk_type_see(desk, "j5", "Catalogue");
    desk_see(desk, fault);
    desk_leave(desk);

    expect_band(desk, "green");
    desk_says(str_text(&desk->result.err), "the last good one stays in force", "show");
    assert_int_equal(desk_cli(desk, "doctor"), 1);
    desk_says(str_text(&desk->result.out),
        "health.yaml is faulty; the last good one stays in force", "doctor");

    desk_open(desk, ROWS, COLUMNS);
    desk_type_see(desk, "jk2", fault);
    write_health(desk, kind);
    desk_see_gone(desk, fault);
    desk_leave(desk);
    free(kind);
}

/* Without a good one of before the shipped one stands in; one that is taken away is gone. */
static void what_was_never_good_is_not_kept(void **state)
{
    struct desk *desk = *state;
    char *kind = kind_model(), *path = home_path(desk->home, "config/daybook/health.yaml");

    make_config(desk);
    write_health(desk, "groups:\n  usage: [1]\n");
    expect_band(desk, "red");
    write_health(desk, kind);
    expect_band(desk, "green");
    unlink(path);
    expect_band(desk, "red");
    write_health(desk, "groups:\n  usage: [1]\n");
    expect_band(desk, "red");
    free(path);
    free(kind);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_set_up_morning, desk_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(another_model_is_in_force_at_once),
        TEST(a_faulty_one_changes_nothing),
        TEST(what_was_never_good_is_not_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
