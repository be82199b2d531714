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
    scene_check_sizes(&scene, "account-people", "Enter ] ] ]");
}

static void money(void **state)
{
    scene_check_sizes(&scene, "account-money", "Enter ] ] ] ] ]");
}

static void health(void **state)
{
    scene_check_sizes(&scene, "account-health", "Enter [ [");
}

static void checklist(void **state)
{
    scene_check_sizes(&scene, "account-checklist", "Enter ] ] j");
}

static void value(void **state)
{
    scene_check_sizes(&scene, "account-value", "Enter ] ] ] ] j");
}

static void facts(void **state)
{
    scene_check_sizes(&scene, "account-facts", "Enter [");
}

static void check_account(const char *name, const char *command, const char *keys)
{
    for (size_t i = 0; i < COUNT_OF(scene_sizes); i++) {
        scene_start(&scene, scene_sizes[i].columns, scene_sizes[i].rows);
        scene_command(&scene, command);
        scene_keys(&scene, keys);
        scene_check(&scene, name);
    }
}

/* Names longer and wider than there is room for; two contract lines. */
static void long_names(void **state)
{
    check_account("account-long", "goto sgdl", "");
    check_account("account-long-money", "goto sgdl", "[ [ [");
    check_account("account-wide", "goto keiki", "");
}

/* Nothing is known but the name. */
static void next_to_nothing_known(void **state)
{
    check_account("account-bare", "goto bare", "");
    check_account("account-bare-people", "goto bare", "] ] ]");
    check_account("account-bare-health", "goto bare", "[ [");
    check_account("account-bare-checklist", "goto bare", "] ]");
    check_account("account-bare-value", "goto bare", "] ] ] ]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(overview),
        cmocka_unit_test(timeline),
        cmocka_unit_test(checklist),
        cmocka_unit_test(people),
        cmocka_unit_test(value),
        cmocka_unit_test(money),
        cmocka_unit_test(health),
        cmocka_unit_test(facts),
        cmocka_unit_test(long_names),
        cmocka_unit_test(next_to_nothing_known),
    };

    return cmocka_run_group_tests(tests, make_scene, end_scene);
}
