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

/* a adds a goal or what they got; both stand there at once, and go with u. */
static void a_goal_and_a_value_are_added(void **state)
{
    scene_start(&scene, 110, 32);
    scene_command(&scene, "goto zephyr");
    scene_keys(&scene, "] ] ] ]");
    scene_see(&scene, "No goal and no result is written down here.");
    scene_keys(&scene, "a Down Enter C-s");
    scene_see(&scene, "this is needed");
    scene_type(&scene, "fewer calls a week");
    scene_keys(&scene, "Enter");
    scene_type(&scene, "40");
    scene_keys(&scene, "Enter Enter");
    scene_type(&scene, "10");
    scene_keys(&scene, "C-s");
    scene_see(&scene, "40 → ? of 10");
    scene_see(&scene, "delivered n/a, 1 without data");
    scene_keys(&scene, "m v");
    scene_type(&scene, "25");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "40 → 25 of 10");
    scene_see(&scene, "delivered 50%");
    scene_keys(&scene, "a Enter");
    scene_type(&scene, "calls halved");
    scene_keys(&scene, "Enter");
    scene_type(&scene, "52000");
    scene_keys(&scene, "Enter");
    scene_type(&scene, "USD");
    scene_keys(&scene, "Enter");
    scene_type(&scene, "y");
    scene_keys(&scene, "Tab C-s");
    scene_see(&scene, "0 of 1 confirmed");
    scene_see(&scene, "$52k not confirmed");
    scene_keys(&scene, "u u u");
    scene_see(&scene, "No goal and no result is written down here.");
}

/* Nobody has said so until a person of theirs is named; then it counts against the cost. */
static void what_they_got_is_confirmed_by_a_person(void **state)
{
    scene_start(&scene, 110, 32);
    scene_command(&scene, "goto northwind");
    scene_keys(&scene, "] ] ] ]");
    scene_keys(&scene, "a Enter");
    scene_type(&scene, "one depot fewer");
    scene_keys(&scene, "Enter");
    scene_type(&scene, "840000");
    scene_keys(&scene, "Enter");
    scene_type(&scene, "USD");
    scene_keys(&scene, "C-s g g j j");
    scene_see(&scene, "1 of 2 confirmed");
    scene_see(&scene, "$840k not confirmed");
    scene_keys(&scene, "x");
    scene_see(&scene, "Confirmed by");
    scene_type(&scene, "Priya");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "2 of 2 confirmed");
    scene_see(&scene, "return 2.0x   $840k confirmed, $420k paid since 24 Nov 2025");
    scene_see(&scene, "$840k  1 confirmed"); /* the running total */
    scene_keys(&scene, "x");
    scene_see(&scene, "$840k not confirmed");
    scene_keys(&scene, "k x");
    scene_see(&scene, "reached");
    scene_keys(&scene, "u u u u");
}

/* x on a step of the tab Checklist asks for what it demands, on the checklist. */
static void a_step_is_ticked_from_its_tab(void **state)
{
    scene_start(&scene, 110, 32);
    scene_command(&scene, "goto initech");
    scene_keys(&scene, "] ] j x");
    scene_see(&scene, "who was there");
    scene_see(&scene, "leave it out");
    scene_keys(&scene, "Esc");
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
        cmocka_unit_test(a_goal_and_a_value_are_added),
        cmocka_unit_test(what_they_got_is_confirmed_by_a_person),
        cmocka_unit_test(a_step_is_ticked_from_its_tab),
        cmocka_unit_test(facts),
        cmocka_unit_test(long_names),
        cmocka_unit_test(next_to_nothing_known),
    };

    return cmocka_run_group_tests(tests, make_scene, end_scene);
}
