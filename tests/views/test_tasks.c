/* Tasks: open, steps due, done. */
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

static void open_tasks(void **state)
{
    scene_check_sizes(&scene, "tasks", "4");
}

static void steps_due(void **state)
{
    scene_check_sizes(&scene, "tasks-steps", "4 ]");
}

static void done_tasks(void **state)
{
    scene_check_sizes(&scene, "tasks-done", "4 [");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(open_tasks),
        cmocka_unit_test(steps_due),
        cmocka_unit_test(done_tasks),
    };

    return cmocka_run_group_tests(tests, make_scene, end_scene);
}
