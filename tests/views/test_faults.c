/* Faults of the user's own files: told once, listed, and shown in their lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <cmocka.h>
#include "app/settings.h"
#include "app/verbs.h"
#include "base/attributes.h"
#include "support/home.h"
#include "support/scene.h"
#include "ui/live.h"
#include "ui/shell.h"
#include "ui/views/settings_words.h"

static struct scene scene;

static void write_file(const char *name, const char *text)
{
    char *path = home_path(scene.home, name);
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
    free(path);
}

static void make_folder(const char *name)
{
    char *path = home_path(scene.home, name);

    (void)mkdir(path, 0700);
    free(path);
}

static int make_scene(void **state)
{
    scene_init(&scene, false);
    make_folder("config");
    make_folder("config/playbooks");
    write_file("config/playbooks/check-in.yaml",
        "id: check-in\ntitle: Check-in\ntype: review\nsteps:\n  - id: call\n    titel: Call them\n"
        "    due: +2wd\n");
    write_file("config/playbooks/welcome.yaml",
        "id: welcome\ntitle: 欢迎 Welcome\ntype: onbording\nsteps:\n  - id: hello\n"
        "    title: Say hello\n    due: soon\n");
    verb_playbooks_forget(scene.session);
    return 0;
}

static int end_scene(void **state)
{
    scene_fini(&scene);
    return 0;
}

static bool is_shown(const char *text)
{
    for (int y = 0; y < scene.ui->canvas.rows; y++)
        if (strstr(scene_row(&scene, y), text))
            return true;
    return false;
}

static void the_list_and_the_line(void **state)
{
    scene_check_sizes(&scene, "faults", "g f j");
}

static void without_shapes(void **state)
{
    scene_start_ascii(&scene, 80, 24);
    scene_keys(&scene, "g f");
    scene_check(&scene, "faults-ascii");
}

/* The mark stands below the column that the fault names. */
static void the_mark(void **state)
{
    int line = 0, at;

    scene_start(&scene, 80, 24);
    scene_keys(&scene, "g f");
    for (int y = 0; y < 24; y++)
        if (strstr(scene_row(&scene, y), "titel: Call"))
            line = y;
    assert_true(line > 0);
    at = (int)(strstr(scene_row(&scene, line), "titel") - scene_row(&scene, line));
    assert_int_equal(scene_row(&scene, line + 1)[at], '^');
}

/* From the catalogue Enter leads to the file's own first fault. */
static void from_the_catalogue(void **state)
{
    scene_start(&scene, 80, 24);
    scene_keys(&scene, "5 S-Tab");
    assert_true(is_shown("2 faulty files"));
    assert_true(is_shown("check-in.yaml"));
    scene_keys(&scene, "j Enter");
    assert_int_equal(scene.ui->current, VIEW_FAULTS);
    assert_non_null(strstr(scene_row(&scene, scene.ui->canvas.cursor_y), "welcome.yaml"));
}

static void is_told_once(void **state)
{
    scene_start(&scene, 110, 32);
    shell_tell_faults(scene.ui);
    shell_draw(scene.ui);
    assert_true(is_shown("3 faults in your files, g f shows them"));
    scene_keys(&scene, "j");
    assert_false(is_shown("faults in your files"));
    shell_tell_faults(scene.ui);
    shell_draw(scene.ui);
    assert_false(is_shown("faults in your files"));
    write_file("config/playbooks/third.yaml", "id: third\n");
    verb_playbooks_forget(scene.session);
    shell_tell_faults(scene.ui);
    shell_draw(scene.ui);
    assert_true(is_shown("faults in your files"));
    write_file("config/playbooks/third.yaml", "");
}

/* Last: the files are mended, and R reads them. */
static void mended(void **state)
{
    scene_start(&scene, 80, 24);
    scene_keys(&scene, "g f");
    write_file("config/playbooks/welcome.yaml", "");
    write_file("config/playbooks/check-in.yaml",
        "id: check-in\ntitle: Check-in\ntype: review\nsteps:\n  - id: call\n    title: Call them\n"
        "    due: +2wd\n");
    scene_keys(&scene, "R");
    assert_true(is_shown("Nothing is wrong"));
    scene_keys(&scene, "5 S-Tab");
    assert_true(is_shown("Check-in"));
    assert_false(is_shown("faulty"));
}

/* --- the settings themselves --- */

static char *read_own(void)
{
    char *path = home_path(scene.home, "config/daybook.yaml");
    char *text = file_read(path);

    free(path);
    return text;
}

static void assert_own(const char *want)
{
    char *text = read_own();

    assert_non_null(text);
    assert_string_equal(text, want);
    free(text);
}

static void settings_as_pictures(void **state)
{
    write_file("config/daybook.yaml", "# mine\nday_holds: 9   # few\nnetting: x\n");
    (void)session_settings_look(scene.session);
    scene_check_sizes(&scene, "settings", ", j j");
    scene_start_ascii(&scene, 80, 24);
    scene_keys(&scene, ",");
    scene_check(&scene, "settings-ascii");
}

/* What is written keeps the lines around it, and is in force before the next key. */
static void a_setting_is_changed_in_place(void **state)
{
    scene_start(&scene, 80, 24);
    write_file("config/daybook.yaml", "# mine\nday_holds: 9   # few\nauthor: Bo\n");
    (void)session_settings_look(scene.session);
    scene_keys(&scene, ", /");
    scene_type(&scene, "day_holds");
    scene_keys(&scene, "Enter Enter C-u");
    scene_type(&scene, "0");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "a whole number from 1 to 1000");
    assert_own("# mine\nday_holds: 9   # few\nauthor: Bo\n");
    scene_keys(&scene, "C-u");
    scene_type(&scene, "20");
    scene_keys(&scene, "Enter");
    assert_own("# mine\nday_holds: 20   # few\nauthor: Bo\n");
    assert_int_equal(session_settings(scene.session)->day_holds, 20);
    scene_keys(&scene, "D");
    assert_own("# mine\n#day_holds: 20   # few\nauthor: Bo\n");
    assert_int_equal(session_settings(scene.session)->day_holds, 12);
    scene_see(&scene, "default");
}

/* Days and money as the user wants them, on the screen alone. */
static void days_and_numbers_by_setting(void **state)
{
    char buffer[40];

    scene_start(&scene, 110, 32);
    scene_see(&scene, "Mon 23 Nov 2026");
    scene_command(&scene, "settings date_format");
    scene_keys(&scene, "Enter");
    scene_type(&scene, "zzz"); /* fits none of the words */
    scene_keys(&scene, "Enter");
    scene_see(&scene, "must be day-month, month-day or iso, not \"zzz\"");
    scene_keys(&scene, "Enter");
    scene_type(&scene, "month");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "Mon Nov 23 2026");
    assert_string_equal(day_head(day_make(2026, 11, 23), buffer), "Mon 23 Nov 2026");
    write_file("config/daybook.yaml", "date_format: iso\nnumber_format: comma\n");
    assert_true(live_look(scene.ui));
    assert_false(live_look(scene.ui));
    shell_draw(scene.ui);
    scene_see(&scene, "Mon 2026-11-23");
    scene_keys(&scene, "1 8");
    scene_see(&scene, ",0%");
    assert_false(scene_has(&scene, ".0%"));
    write_file("config/keys.yaml", "global:\n  X: view book\n");
    assert_true(live_look(scene.ui));
    scene_keys(&scene, "X");
    scene_see(&scene, "k"); /* of money */
    assert_int_equal(scene.ui->current, VIEW_BOOK);
    scene_see(&scene, "/ filter"); /* in the line of hints, whose keys are kept */
    write_file("config/keys.yaml", "list:\n  /: off\n  W: filter\n");
    assert_true(live_look(scene.ui));
    shell_draw(scene.ui);
    scene_see(&scene, "W filter");
    write_file("config/daybook.yaml", "");
    write_file("config/keys.yaml", "");
    assert_true(live_look(scene.ui));
}

/* The brackets, braces and quotes are the file's. */
static void lists_are_read_and_typed_plainly(void **state)
{
    static const struct {
        const char *setting, *typed, *file;
    } cases[] = {
        {"weekend", "friday, saturday", "[friday, saturday]"},
        {"weekend", "[sunday]", "[sunday]"},
        {"rivals", "Initech, A & B , #1 Soft", "[Initech, \"A & B\", \"#1 Soft\"]"},
        {"tiers", "gold: 1,silver:2", "{gold: 1, silver: 2}"},
        {"holidays", "2026-12-24: half: day", "{2026-12-24: \"half: day\"}"},
        {"owner", "Ana, Bo", "Ana, Bo"},
    };
    static const char *const shown[][2] = {
        {"{enterprise: 1, \"1\": 1}", "enterprise: 1, 1: 1"},
        {"[\"A & B\", 'x']", "A & B, x"},
        {"[O'Brien]", "O'Brien"},
        {"12", "12"},
        {"{}", ""},
        {"[", "["},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str out = {0};

        setting_value_typed(settings_find(cases[i].setting), cases[i].typed, &out);
        assert_string_equal(str_text(&out), cases[i].file);
        str_fini(&out);
    }
    for (size_t i = 0; i < COUNT_OF(shown); i++) {
        struct str out = {0};

        setting_value_plain(shown[i][0], &out);
        assert_string_equal(str_text(&out), shown[i][1]);
        str_fini(&out);
    }
    scene_start(&scene, 110, 32);
    scene_command(&scene, "settings");
    scene_see(&scene, "saturday, sunday");
    assert_false(scene_has(&scene, "[saturday"));
}

/* Whoever has the fingers of another program finds its keys without a manual. */
static void other_keys_are_found_and_chosen(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "2 :");
    scene_type(&scene, "vim");
    scene_see(&scene, "closer to the fingers of vim");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "keys vim, kept in daybook.yaml");
    scene_keys(&scene, "d d");
    scene_see(&scene, "Delete ");
    scene_keys(&scene, "Esc");
    scene_command(&scene, "settings keys");
    scene_see(&scene, "vim");
    scene_keys(&scene, "D 2 d");
    scene_see(&scene, "a day can be set on tasks and steps");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_list_and_the_line),
        cmocka_unit_test(without_shapes),
        cmocka_unit_test(the_mark),
        cmocka_unit_test(from_the_catalogue),
        cmocka_unit_test(is_told_once),
        cmocka_unit_test(mended),
        cmocka_unit_test(settings_as_pictures),
        cmocka_unit_test(lists_are_read_and_typed_plainly),
        cmocka_unit_test(a_setting_is_changed_in_place),
        cmocka_unit_test(other_keys_are_found_and_chosen),
        cmocka_unit_test(days_and_numbers_by_setting),
    };

    return cmocka_run_group_tests(tests, make_scene, end_scene);
}
