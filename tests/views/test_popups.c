/* What stands over a screen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "base/attributes.h"
#include "support/scene.h"

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
    };

    return cmocka_run_group_tests(tests, make_scene, end_scene);
}
