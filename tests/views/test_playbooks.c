/* Playbooks and a checklist. */
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

static void runs(void **state)
{
    scene_check_sizes(&scene, "playbooks", "5");
}

static void a_checklist(void **state)
{
    scene_check_sizes(&scene, "checklist", "5 Enter");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs),
        cmocka_unit_test(a_checklist),
    };

    return cmocka_run_group_tests(tests, make_scene, end_scene);
}
