/* Faulty files of the user's own: every fault has its file, line and column, the default stands in,
 * and no byte of the file is changed. */
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include "e2e/desk.h"

enum { ROWS = 24, COLUMNS = 80 };

struct faulty {
    const char *name; /* below the config folder */
    const char *text;
    const char *place;   /* `:LINE:COLUMN: ` */
    const char *call[6]; /* goes on with the default and says so; NULL: says nothing, or refuses */
    int status;
};

static const struct faulty faulties[] = {
    {"health.yaml", "measures:\n  a: [1,\n", ":3:1: ", {"show", "Globex"}, 0},
    {"signals.yaml", "no-touch: {bad: 1\n", ":1:11: ", {"show", "Globex"}, 0},
    {"daybook.yaml", "currency: 12\n", ":1:11: ", {"today"}, 0},
    {"keys.yaml", "list:\n  NoKey: next\n", ":2:3: ", {NULL}, 0},
    {"themes/mine.yaml", "colours-256:\n  text: purpleish\n", ":2:9: ", {NULL}, 0},
    {"playbooks/mine.yaml", "id: mine\ntitle: Mine\ntype: renewal\nsteps: 3\n",
        ":4:8: ", {"playbook", "list"}, 0},
    {"imports/mine.yaml", "accounts:\n  nosuch: [a]\n",
        ":2:3: ", {"import", "tests/data/morning/tasks.csv"}, 3},
};

static void make_config(struct desk *desk)
{
    static const char *const folders[] = {"config/daybook", "config/daybook/themes",
        "config/daybook/playbooks", "config/daybook/imports"};

    for (size_t i = 0; i < COUNT_OF(folders); i++) {
        char *path = home_path(desk->home, folders[i]);

        assert_int_equal(mkdir(path, 0700), 0);
        free(path);
    }
}

static void check_faulty(struct desk *desk, const struct faulty *faulty)
{
    struct str name = {0}, place = {0};
    char *path, *text;

    str_addf(&name, "config/daybook/%s", faulty->name);
    path = home_write(desk->home, str_text(&name), faulty->text);
    str_addf(&place, "%s%s", path, faulty->place);
    assert_int_equal(desk_cli(desk, "config", "check"), 1);
    desk_says(str_text(&desk->result.err), str_text(&place), "config check");
    assert_int_equal(desk_cli(desk, "doctor"), 1);
    desk_says(str_text(&desk->result.out), str_text(&place), "doctor");
    if (faulty->call[0]) {
        assert_int_equal(desk_run(desk, faulty->call), faulty->status);
        desk_says(str_text(&desk->result.err), str_text(&place), faulty->call[0]);
    }
    text = file_read(path);
    assert_string_equal(text, faulty->text);
    unlink(path);
    free(text);
    free(path);
    str_fini(&name);
    str_fini(&place);
}

static void config_that_is_broken(void **state)
{
    struct desk *desk = *state;

    make_config(desk);
    for (size_t i = 0; i < COUNT_OF(faulties); i++)
        check_faulty(desk, &faulties[i]);
    desk_do(desk, "config", "check");
}

/* The app opens with the default, and says which file it could not take. */
static void the_app_opens_with_broken_config(void **state)
{
    struct desk *desk = *state;
    static const size_t shown[] = {2, 3};

    make_config(desk);
    for (size_t i = 0; i < COUNT_OF(shown); i++) {
        const struct faulty *faulty = &faulties[shown[i]];
        struct str name = {0};
        char *path;

        str_addf(&name, "config/daybook/%s", faulty->name);
        path = home_write(desk->home, str_text(&name), faulty->text);
        desk_open(desk, ROWS, 150);
        desk_see(desk, faulty->place);
        desk_type_see(desk, "j2", "by decision");
        desk_leave(desk);
        unlink(path);
        free(path);
        str_fini(&name);
    }
    free(home_write(desk->home, "config/daybook/themes/mine.yaml", "colours-256:\n  text: no\n"));
    desk_open_with(desk, ROWS, COLUMNS, (const char *const[]){"--theme", "mine", NULL});
    desk_see(desk, "mine");
    desk_leave(desk);
}

/* A file that is written while the app is open is read at once; its fault leads to its line. */
static void a_playbook_edited_beside_the_app(void **state)
{
    struct desk *desk = *state;

    make_config(desk);
    desk_open(desk, ROWS, 110);
    desk_type_see(desk, "5", "Catalogue");
    free(home_write(desk->home, "config/daybook/playbooks/mine.yaml",
        "id: mine\ntitle: Mine\ntype: review\nsteps:\n  - id: one\n    titel: One\n    title: O\n"
        "    due: 1d\n"));
    desk_see(desk, "A fault in your files, g f shows it: playbooks/mine.yaml:6:5: ");
    desk_see(desk, "1 faulty file");
    desk_type_see(desk, "gf", "6      titel: One");
    desk_see(desk, "^ \"titel\" is not known here; did you mean \"title\"?");
    free(home_write(desk->home, "config/daybook/playbooks/mine.yaml",
        "id: mine\ntitle: Mine at last\ntype: review\nsteps:\n  - id: one\n    title: One\n"
        "    due: 1d\n"));
    desk_see(desk, "Nothing is wrong");
    desk_type_see(desk, "5", "Catalogue");
    desk_type_see(desk, "\033[Zjjjjjj", "Mine at last");
    desk_leave(desk);
}

/* Settings and keys that are saved beside the open app count at once; a fault is told with its
 * line, and gone when it is mended. */
static void settings_and_keys_edited_beside_the_app(void **state)
{
    struct desk *desk = *state;

    make_config(desk);
    desk_open(desk, ROWS, 110);
    desk_see(desk, "Mon 23 Nov 2026");
    free(home_write(desk->home, "config/daybook/daybook.yaml", "date_format: iso\n"));
    desk_see(desk, "Mon 2026-11-23");
    free(home_write(desk->home, "config/daybook/daybook.yaml", "date_format: izo\n"));
    desk_see(desk, "daybook.yaml:1:14: date_format must be");
    desk_see(desk, "Mon 23 Nov 2026");
    free(home_write(desk->home, "config/daybook/keys.yaml", "global:\n  X: settings author\n"));
    free(home_write(
        desk->home, "config/daybook/daybook.yaml", "author: Dana Ruiz # me\ndate_format: iso\n"));
    desk_see(desk, "Mon 2026-11-23");
    desk_type_see(desk, "jjX", "yours, line 1");
    desk_type_see(desk,
        "\r\x15"
        "Bo\r",
        "author is Bo now");
    desk_leave(desk);
}

/* All that is kept of screens; yours. */
static char *kept_screen(struct desk *desk)
{
    char *folder = home_path(desk->home, "state/daybook");
    struct str pattern = {0};
    glob_t found;
    char *text = NULL;

    str_addf(&pattern, "%s/screen-*", folder);
    if (glob(str_text(&pattern), 0, NULL, &found) == 0) {
        text = file_read(found.gl_pathv[0]);
        globfree(&found);
    }
    str_fini(&pattern);
    free(folder);
    return text;
}

/* Until the words are on the disk, a second or so after the last key. */
static void wait_kept(struct desk *desk, const char *words)
{
    long long until = now_ms() + PTY_WITHIN;
    bool there = false;

    while (!there && now_ms() < until) {
        char *text = kept_screen(desk);

        there = text && strstr(text, words);
        free(text);
        if (!there)
            (void)poll(NULL, 0, 10);
    }
    assert_true(there);
}

/* The screen, its filter and order, and the row under the cursor: after a quit, and after a kill a
 * second later than the last key. A new day begins at Today. */
static void where_one_was_comes_back(void **state)
{
    struct desk *desk = *state;
    char *before, *after;

    desk_open(desk, ROWS, 110);
    desk_type_see(desk, "2", "by decision");
    desk_type(desk, "/arr > 50k\r");
    desk_see(desk, "filter arr > 50k");
    desk_type(desk, ":sort -arr\r");
    desk_type_see(desk, "jj", "by arr");
    before = desk_picture(desk);
    desk_leave(desk);
    desk_open(desk, ROWS, 110);
    desk_see(desk, "filter arr > 50k");
    after = desk_picture(desk);
    assert_string_equal(after, before);
    free(after);
    desk_type_see(desk, "3]]]", "People");
    wait_kept(desk, "tab People");
    desk_kill(desk);
    desk_open(desk, ROWS, 110);
    desk_see(desk, "People");
    desk_leave(desk);
    desk_open_with(desk, ROWS, 110, (const char *const[]){"--today", "2026-11-24", NULL});
    desk_see(desk, "Tue 24 Nov 2026");
    desk_see(desk, "to go");
    desk_leave(desk);
    free(before);
}

/* The page of each screen that has several. */
static void the_page_comes_back(void **state)
{
    static const struct {
        const char *keys, *seen, *kept;
    } pages[] = {
        {"5]", "11 offered", "do playbooks tab "},
        {"gx\t", "16 rows", "do risks show signals"},
        {"go\t", "Who speaks for us", "do growth show-next"},
        {"gww", "w weeks", "do agenda layout"},
        {"gl\t", "Roll-out to the second site", "do timeline show notes"},
    };
    struct desk *desk = *state;

    for (size_t i = 0; i < COUNT_OF(pages); i++) {
        desk_open(desk, ROWS, 110);
        desk_type_see(desk, pages[i].keys, pages[i].seen);
        wait_kept(desk, pages[i].kept);
        desk_leave(desk);
        desk_open(desk, ROWS, 110);
        desk_see(desk, pages[i].seen);
        desk_type_see(desk, "1", "to go");
        desk_leave(desk);
    }
}

/* A file made to cost time: refused by its depth while it is read. */
static void deep_yaml_is_cheap(void **state)
{
    enum { DEPTH = 100000 };
    struct desk *desk = *state;
    struct str text = {0};
    long long before;

    make_config(desk);
    str_add(&text, "measures: ");
    for (int i = 0; i < DEPTH; i++)
        str_add(&text, "[");
    free(home_write(desk->home, "config/daybook/health.yaml", str_text(&text)));
    before = now_ms();
    assert_int_equal(desk_cli(desk, "config", "check"), 1);
    assert_in_range(now_ms() - before, 0, 10000); /* of 45 s: the machine may be busy */
    desk_says(str_text(&desk->result.err), "health.yaml:1:", "depth");
    free(home_write(desk->home, "config/daybook/health.yaml", "a: &a [*a]\n"));
    assert_int_equal(desk_cli(desk, "config", "check"), 1);
    desk_says(str_text(&desk->result.err), "health.yaml:1:", "alias");
    free(home_write(desk->home, "config/daybook/health.yaml",
        "measures:\n  a: {label: \"x\\e]0;owned\\a\"}\n"));
    assert_int_equal(desk_cli(desk, "config", "check"), 1);
    assert_null(strchr(str_text(&desk->result.err), '\033'));
    str_fini(&text);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_set_up_morning, desk_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(config_that_is_broken),
        TEST(the_app_opens_with_broken_config),
        TEST(a_playbook_edited_beside_the_app),
        TEST(settings_and_keys_edited_beside_the_app),
        TEST(where_one_was_comes_back),
        TEST(the_page_comes_back),
        TEST(deep_yaml_is_cheap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
