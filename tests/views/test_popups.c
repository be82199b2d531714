/* What stands over a screen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
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

static void the_palette(void **state)
{
    scene_check_sizes(&scene, "palette", ":");
}

static void help(void **state)
{
    scene_check_sizes(&scene, "help", "?");
}

static void why(void **state)
{
    scene_check_sizes(&scene, "why", "i");
}

static void a_question(void **state)
{
    scene_check_sizes(&scene, "snooze", "z");
}

/* Of the snooze prompt, at 110x32. */
static void answers(const char *keys, const char *shown)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, keys);
    if (!strstr(scene_row(&scene, 30), shown))
        fail_msg("%s: %s", keys, scene_row(&scene, 30));
}

static void a_proposal_gives_way_to_what_is_typed(void **state)
{
    answers("z", "until  tomorrow ");
    answers("z f r i", "until  fri ");
    answers("z 2", "until  +3d ");
    answers("z 2 6", "until  26 ");
    answers("z 2 Backspace", "until  +3");
    answers("z Backspace", "until  tomorro");
    answers("z 7", "until  7 ");
}

static void what_was_not_done_bears_no_tick(void **state)
{
    answers("s", " s does nothing on this screen");
    assert_null(strstr(scene_row(&scene, 30), "✓"));
    answers("b", "✓ ");
    answers("u", "U redo");
}

static void a_yes_or_no(void **state)
{
    scene_check_sizes(&scene, "delete", "D");
}

/* Typed into the palette of Today: what Enter brings up. */
static void finds(const char *typed, const char *shown)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, ":");
    scene_type(&scene, typed);
    scene_keys(&scene, "Enter");
    scene_see(&scene, shown);
}

static void the_palette_finds_all_there_is(void **state)
{
    finds("glob", "Globex  ");             /* an account */
    finds("globex", "Globex   mid");       /* its screen */
    finds("priya", "People");              /* a person, on the account's tab */
    finds("view metr", "net revenue retention");   /* a screen */
    finds("playbook: onb", "Steps 12"); /* a playbook */
    finds("setting backups", "settings");
    finds("hide until a day", "Snooze Northwind Traders until"); /* by what it does */
    finds("search qbr in:tasks", "search qbr in:tasks");         /* a whole line */
    finds("no such thing at all", "no command 'no such thing at all'");
}

static void a_number_goes_to_that_row(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "2 :");
    scene_type(&scene, "5");
    scene_keys(&scene, "Enter");
    scene_keys(&scene, ".");
    assert_int_equal(
        view_at(ui_current(scene.ui))->list(ui_state(scene.ui, VIEW_BOOK))->selected, 4);
}

static void help_is_filtered_and_runs_its_line(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "?");
    scene_see(&scene, "On this screen");
    scene_type(&scene, "hide the account");
    assert_false(scene_has(&scene, "On this screen"));
    scene_see(&scene, "1 of ");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "Snooze Northwind Traders until");
}

static void c_p_goes_to_people_and_notes(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "C-p");
    scene_type(&scene, "budget freeze");
    scene_see(&scene, "note, Northwind");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "Budget freeze until January.");
    scene_keys(&scene, "C-p");
    scene_type(&scene, "nobody called this");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "nothing is called 'nobody called this'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_palette),
        cmocka_unit_test(help),
        cmocka_unit_test(why),
        cmocka_unit_test(a_question),
        cmocka_unit_test(a_proposal_gives_way_to_what_is_typed),
        cmocka_unit_test(what_was_not_done_bears_no_tick),
        cmocka_unit_test(a_yes_or_no),
        cmocka_unit_test(the_palette_finds_all_there_is),
        cmocka_unit_test(a_number_goes_to_that_row),
        cmocka_unit_test(help_is_filtered_and_runs_its_line),
        cmocka_unit_test(c_p_goes_to_people_and_notes),
    };

    return cmocka_run_group_tests(tests, make_scene, end_scene);
}
