/* What stands over a screen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
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
        cmocka_unit_test(a_yes_or_no),
    };

    return cmocka_run_group_tests(tests, make_scene, end_scene);
}
