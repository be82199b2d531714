/* The Book: columns by width, marks, a filter, a sort. */
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
    scene_check_sizes(&scene, "book", "2");
}

static void marks_and_columns(void **state)
{
    scene_check_sizes(&scene, "book-marks", "2 j Space Space L L L");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_fits_every_size),
        cmocka_unit_test(marks_and_columns),
    };

    return cmocka_run_group_tests(tests, make_scene, end_scene);
}
