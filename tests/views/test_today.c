/* Today, as it opens, with the preview alone, and in ASCII. */
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

static void it_fits_every_size(void **state)
{
    scene_check_sizes(&scene, "today", "");
}

static void further_down(void **state)
{
    scene_check_sizes(&scene, "today-down", "j j j");
}

static void the_preview_alone(void **state)
{
    scene_check_sizes(&scene, "today-detail", "w w");
}

static void in_ascii_each_shape_has_its_own(void **state)
{
    scene_start_ascii(&scene, 80, 24);
    scene_check(&scene, "ascii-today");
    scene_keys(&scene, "Enter [ [");
    scene_check(&scene, "ascii-health");
    scene_keys(&scene, "5 Enter");
    scene_check(&scene, "ascii-checklist");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_fits_every_size),
        cmocka_unit_test(further_down),
        cmocka_unit_test(the_preview_alone),
        cmocka_unit_test(in_ascii_each_shape_has_its_own),
    };

    return cmocka_run_group_tests(tests, make_scene, end_scene);
}
