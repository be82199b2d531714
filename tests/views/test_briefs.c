/* Briefs on the screen: the kind is chosen, the page read, and written into a file that is never
 * replaced without a yes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "support/home.h"
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

static void the_kinds(void **state)
{
    scene_check_sizes(&scene, "briefs", "m B");
}

static void a_page_is_read(void **state)
{
    scene_check_sizes(&scene, "brief-value", "m B v a l Enter");
}

/* What was drawn row by row before must not come back over the popup. */
static void the_list_stays_under_the_page(void **state)
{
    scene_start(&scene, 80, 24);
    scene_keys(&scene, "2 j");
    scene_command(&scene, "brief value");
    scene_see(&scene, "Brief: value");
    for (int y = 2; y < 20; y++) {
        char row[400];

        snprintf(row, sizeof(row), "%s", scene_row(&scene, y));
        shell_draw(scene.ui);
        assert_string_equal(row, scene_row(&scene, y));
    }
    scene_keys(&scene, "Esc");
}

static char *page_path(const char *name)
{
    return home_path(scene.home, name);
}

static void write_to(const char *path)
{
    scene_command(&scene, "brief renewal");
    scene_see(&scene, "w write to a file");
    scene_keys(&scene, "w C-u");
    scene_type(&scene, path);
    scene_keys(&scene, "Enter");
}

static void it_is_written_and_not_replaced_without_a_yes(void **state)
{
    char *path = page_path("page.html"), *text;

    scene_start(&scene, 110, 32);
    write_to(path);
    scene_see(&scene, "written");
    text = file_read(path);
    assert_int_equal(strncmp(text, "<!DOCTYPE html>", 15), 0);
    free(text);
    free(home_write(scene.home, "page.html", "mine"));
    write_to(path);
    scene_see(&scene, "is there. Replace it?");
    scene_keys(&scene, "n");
    text = file_read(path);
    assert_string_equal(text, "mine");
    free(text);
    write_to(path);
    scene_keys(&scene, "y");
    text = file_read(path);
    assert_int_equal(strncmp(text, "<!DOCTYPE html>", 15), 0);
    free(text);
    free(path);
}

static void a_command_with_a_file_writes_it(void **state)
{
    char *path = page_path("value.md"), *text;
    struct str command = {0};

    scene_start(&scene, 110, 32);
    str_addf(&command, "brief value %s", path);
    scene_command(&scene, str_text(&command));
    text = file_read(path);
    assert_non_null(strstr(text, ": value delivered, Mon 23 Nov 2026\n"));
    free(text);
    scene_command(&scene, "brief nothing");
    scene_see(&scene, "no template 'nothing'");
    scene_command(&scene, "brief value /nowhere/at/all.md");
    scene_see(&scene, "/nowhere/at");
    free(path);
    str_fini(&command);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_kinds),
        cmocka_unit_test(a_page_is_read),
        cmocka_unit_test(the_list_stays_under_the_page),
        cmocka_unit_test(it_is_written_and_not_replaced_without_a_yes),
        cmocka_unit_test(a_command_with_a_file_writes_it),
    };

    return cmocka_run_group_tests(tests, make_scene, end_scene);
}
