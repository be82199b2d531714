/* Notes, one note, and the composer. */
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

static void all_notes(void **state)
{
    scene_check_sizes(&scene, "notes", "7");
}

static void one_note(void **state)
{
    scene_check_sizes(&scene, "note", "7 j Enter");
}

static void the_composer(void **state)
{
    for (size_t i = 0; i < COUNT_OF(scene_sizes); i++) {
        scene_start(&scene, scene_sizes[i].columns, scene_sizes[i].rows);
        scene_keys(&scene, "c Up Up Up Up C-u");
        scene_type(&scene, "2026-11-23 09:30");
        scene_keys(&scene, "Down Down");
        scene_type(&scene, "Priya Nair");
        scene_keys(&scene, "Down Right Right Down");
        scene_type(&scene, "The freeze is for new spend only.");
        scene_keys(&scene, "Enter");
        scene_type(&scene, "- [!] send the plan tomorrow");
        scene_check(&scene, "composer");
        scene_keys(&scene, "C-_ C-u Backspace C-u Esc");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_notes),
        cmocka_unit_test(one_note),
        cmocka_unit_test(the_composer),
    };

    return cmocka_run_group_tests(tests, make_scene, end_scene);
}
