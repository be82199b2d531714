/* The book as of a day on the screen, and what changed between two. 23 Nov 2026 is today. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "app/as_of.h"
#include "base/attributes.h"
#include "support/scene.h"
#include "ui/shell.h"

static struct scene scene;

static int make_scene(void **state)
{
    scene_init(&scene, false);
    return 0;
}

static int end_scene(void **state)
{
    scene_fini(&scene);
    return 0;
}

static void each_size_says_the_day(void **state)
{
    for (size_t i = 0; i < COUNT_OF(scene_sizes); i++) {
        scene_start(&scene, scene_sizes[i].columns, scene_sizes[i].rows);
        scene_keys(&scene, "2");
        scene_command(&scene, "asof 1 nov");
        scene_check(&scene, "as-of-book");
        assert_non_null(strstr(scene_row(&scene, 0), "as of Sun 1 Nov 2026"));
        scene_keys(&scene, "1");
        scene_check(&scene, "as-of-today");
    }
}

/* Row by row but the last two: the toast and the hints. */
static char *picture(int rows)
{
    struct str out = {0};
    char *text;

    for (int y = 0; y < rows - 2; y++)
        str_addf(&out, "%s\n", scene_row(&scene, y));
    text = strdup(str_text(&out));
    str_fini(&out);
    return text;
}

static void now_is_as_it_was(void **state)
{
    static const char *const screens[] = {"1 j j", "2 j j j", "2 j Enter", "4 j", "7 j", "g l"};

    for (size_t i = 0; i < COUNT_OF(screens); i++) {
        char *before, *after;

        scene_start(&scene, 110, 32);
        scene_keys(&scene, screens[i]);
        before = picture(32);
        scene_command(&scene, "asof 1 nov");
        scene_see(&scene, "as of Sun 1 Nov 2026");
        scene_keys(&scene, "j k");
        scene_command(&scene, "asof now");
        after = picture(32);
        assert_string_equal(after, before);
        free(before);
        free(after);
    }
}

/* Every command there is: none changes a byte, whatever is answered. */
static void nothing_can_be_written(void **state)
{
    size_t count;
    const struct shell_command *commands = shell_commands(&count);
    uint64_t before = store_writes(session_store(scene.session));

    scene_start(&scene, 110, 32);
    scene_keys(&scene, "2");
    scene_command(&scene, "asof 1 nov");
    for (size_t i = 0; i < count; i++) {
        if (!strncmp(commands[i].name, "quit", 4) || !strcmp(commands[i].name, "asof") ||
            !strcmp(commands[i].name, "suspend") || !strcmp(commands[i].name, "present"))
            continue;
        scene_command(&scene, commands[i].name);
        scene_keys(&scene, "x Enter Enter");
        scene_keys(&scene, "Esc Esc Esc");
        scene_keys(&scene, "2");
    }
    scene_command(&scene, "log");
    scene_see(&scene, "read only: the book as of Sun 1 Nov 2026; :asof now comes back");
    assert_true(session_is_as_of(scene.session));
    scene_command(&scene, "asof now");
    assert_false(session_is_as_of(scene.session));
    assert_int_equal(store_writes(session_store(scene.session)), before);
}

static void a_day_ahead_is_refused(void **state)
{
    scene_start(&scene, 80, 24);
    scene_command(&scene, "asof tomorrow");
    scene_see(&scene, "tomorrow is still to come");
    scene_command(&scene, "asof now");
    scene_see(&scene, "this is the book of now");
    scene_command(&scene, "asof");
    scene_type(&scene, "-1w");
    scene_see(&scene, "Mon 16 Nov 2026");
    scene_keys(&scene, "Enter");
    assert_non_null(strstr(scene_row(&scene, 0), "as of Mon 16 Nov 2026"));
    /* days are counted from now, also from there */
    scene_command(&scene, "asof fri");
    assert_non_null(strstr(scene_row(&scene, 0), "as of Fri 20 Nov 2026"));
}

static void what_changed(void **state)
{
    scene_check_sizes(&scene, "changes", "g c");
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "g c");
    scene_see(&scene, "since Mon 16 Nov 2026");
    scene_keys(&scene, "]");
    scene_see(&scene, "since Fri 23 Oct 2026");
    scene_keys(&scene, "] ] ]");
    scene_see(&scene, "a year is the longest");
    scene_command(&scene, "changes 1 nov");
    scene_see(&scene, "since Sun 1 Nov 2026");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "Overview");
}

static int rows_with(const char *text)
{
    int rows = 0;

    for (int y = 0; y < scene.ui->canvas.rows; y++)
        rows += strstr(scene_row(&scene, y), text) != NULL;
    return rows;
}

/* Facts, as one types; an account's name stands at the first of those that are left. */
static void words_narrow_what_changed(void **state)
{
    int health;

    scene_start(&scene, 110, 32);
    scene_keys(&scene, "g c ] ]");
    health = rows_with(" health ");
    assert_true(health > 0 && health < rows_with("  "));
    scene_keys(&scene, "/");
    scene_type(&scene, "health");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "filter health");
    assert_true(rows_with(" health ") >= health);
    assert_int_equal(rows_with(" stage "), 0);
    scene_keys(&scene, "/ C-u");
    scene_type(&scene, "no such words");
    scene_see(&scene, "Nothing matches the filter.");
    scene_keys(&scene, "Enter F");
    assert_false(scene_has(&scene, "no such words"));
    assert_int_equal(rows_with(" health "), health);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_size_says_the_day, make_scene, end_scene),
        cmocka_unit_test_setup_teardown(now_is_as_it_was, make_scene, end_scene),
        cmocka_unit_test_setup_teardown(nothing_can_be_written, make_scene, end_scene),
        cmocka_unit_test_setup_teardown(a_day_ahead_is_refused, make_scene, end_scene),
        cmocka_unit_test_setup_teardown(what_changed, make_scene, end_scene),
        cmocka_unit_test_setup_teardown(words_narrow_what_changed, make_scene, end_scene),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
