/* The tabs of Account. */
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

static void overview(void **state)
{
    scene_check_sizes(&scene, "account", "Enter");
}

static void timeline(void **state)
{
    scene_check_sizes(&scene, "account-timeline", "Enter ] j");
}

static void people(void **state)
{
    scene_check_sizes(&scene, "account-people", "Enter ] ]");
}

static void money(void **state)
{
    scene_check_sizes(&scene, "account-money", "Enter ] ] ]");
}

static void health(void **state)
{
    scene_check_sizes(&scene, "account-health", "Enter ] ] ] ]");
}

static void facts(void **state)
{
    scene_check_sizes(&scene, "account-facts", "Enter [");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(overview),
        cmocka_unit_test(timeline),
        cmocka_unit_test(people),
        cmocka_unit_test(money),
        cmocka_unit_test(health),
        cmocka_unit_test(facts),
    };

    return cmocka_run_group_tests(tests, make_scene, end_scene);
}
