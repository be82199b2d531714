/* Presenting: whatever is pressed, nothing internal stands on the screen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
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

/* Words of health, rank, stance, risk and money, and another customer's name. */
static const char *const internal[] = {"at risk", "health", "coverage", "sentiment",
    "pulls it down", "most at stake", "to go", "champion", "against", "ARR", "$", "notice by",
    "decides", "Globex"};

static bool shows(const char *words)
{
    for (int y = 0; y < 32; y++)
        if (strstr(scene_row(&scene, y), words))
            return true;
    return false;
}

static void look(const char *after)
{
    for (size_t i = 0; i < sizeof(internal) / sizeof(*internal); i++)
        if (shows(internal[i]))
            fail_msg("after %s: '%s' is on the screen", after, internal[i]);
}

static void whatever_is_pressed(void **state)
{
    static const char *const keys[] = {"1", "2", "3", "4", "5", "7", "i", ":", "C-p", "C-o", "g b",
        "g w", "g /", "/", "Enter", "Tab", "J", "K", "u", "g f", "m s", "x", "z", "]", "?", "F1",
        "D", "C-c", "Q", "PgDn", "."};

    scene_start(&scene, 110, 32);
    scene_keys(&scene, "2 j j");
    scene_command(&scene, "present");
    for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
        scene_keys(&scene, keys[i]);
        look(keys[i]);
    }
    scene_click(&scene, 12, 0);
    look("a click on a tab");
}

/* A note can be written, without what stands beside it; then the page is there again. */
static void a_note_is_written(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "2 j j");
    scene_command(&scene, "present");
    scene_keys(&scene, "c");
    look("c");
    scene_type(&scene, "They like it.");
    look("typing");
    scene_keys(&scene, "C-p");
    look("C-p in the note");
    scene_keys(&scene, "C-s");
    assert_false(shows("They like it."));
    scene_keys(&scene, "Esc");
    assert_true(shows("Globex") || shows("ARR") || shows("health"));
}

static void the_page(void **state)
{
    scene_start(&scene, 80, 24);
    scene_keys(&scene, "2");
    scene_command(&scene, "present");
    scene_check(&scene, "present");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whatever_is_pressed),
        cmocka_unit_test(a_note_is_written),
        cmocka_unit_test(the_page),
    };

    return cmocka_run_group_tests(tests, make_scene, end_scene);
}
