/* A book with nothing in it: each screen says why it is empty and which key changes that. */
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
    scene_init(&scene, true);
    return 0;
}

static int end_scene(void **state)
{
    scene_fini(&scene);
    return 0;
}

static void the_first_start(void **state)
{
    for (size_t i = 0; i < COUNT_OF(scene_sizes); i++) {
        scene_start(&scene, scene_sizes[i].columns, scene_sizes[i].rows);
        scene_command(&scene, "view first");
        scene_check(&scene, "first");
    }
}

static void every_screen_says_why_it_is_empty(void **state)
{
    static const struct {
        const char *name, *keys;
    } screens[] = {{"empty-today", ""}, {"empty-book", "2"}, {"empty-tasks", "4"},
        {"empty-steps", "4 ]"}, {"empty-playbooks", "5"}, {"empty-notes", "7"},
        {"empty-goto", "3"}};

    for (size_t i = 0; i < COUNT_OF(screens); i++) {
        scene_start(&scene, 80, 24);
        scene_keys(&scene, screens[i].keys);
        scene_check(&scene, screens[i].name);
    }
}

/* What src/ui/views/README.md says: from an empty home to the first call by what the screen tells.
 */
static void the_first_call(void **state)
{
    scene_start(&scene, 110, 32);
    scene_command(&scene, "view first");
    scene_keys(&scene, "z");
    scene_see(&scene, "i takes in an export, e adds the first");
    scene_see(&scene, "e  Start empty");
    scene_keys(&scene, "e");
    scene_see(&scene, "Globex, 120k: its name");
    scene_type(&scene, "Acme, 40k");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "account 'Acme' added; c logs a call with them");
    scene_keys(&scene, "c");
    assert_false(scene_has(&scene, "undo")); /* u would be typed here */
    scene_see(&scene, "C-s file it");
    scene_see(&scene, "no measure known");
    assert_false(scene_has(&scene, "no data"));
    scene_type(&scene, "They want a plan - [ ] send it fri");
    scene_see(&scene, "- [ ] makes a task where it begins a line");
    scene_keys(&scene, "Enter");
    scene_type(&scene, "- [ ] send it fri");
    scene_see(&scene, "1 follow-up will be filed");
    scene_keys(&scene, "C-s");
    scene_see(&scene, "Acme: call logged");
    scene_keys(&scene, "1 c"); /* nobody is under the cursor there: which one, and then the note */
    scene_see(&scene, "Log a call with which account?");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "Acme   new call");
    scene_keys(&scene, "Esc");
}

/* With accounts of which little is known, none is the first: what is to be filled in is counted,
 * and a count of nothing known is none. */
static void what_is_lacking_is_counted(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "a");
    scene_type(&scene, "Bolt");
    scene_keys(&scene, "C-s 1");
    scene_see(&scene, "Too little is known of 2 accounts to say who comes first.");
    scene_see(&scene, " 1  without ARR            how much is at stake");
    scene_see(&scene, " 2  without an end date    when they decide");
    scene_see(&scene, " 1  without a touch        who was not called for long");
    scene_see(&scene, " 2  without active users   the most of a health score");
    scene_see(&scene, "■ -- at risk   ○ 2 unknown   -- decide in 90d");
    scene_turn(&scene, 40, 12, false);
    scene_see(&scene, " say who comes first.");
    scene_see(&scene, " 2  without an end date");
    scene_turn(&scene, 110, 32, false);
    scene_keys(&scene, "Enter");
    scene_see(&scene, "filter band = unknown");
    scene_keys(&scene, "F");
    scene_command(&scene, "modify renewal=2027-01-31");
    scene_keys(&scene, "1");
    assert_false(scene_has(&scene, "Too little is known"));
    assert_false(scene_has(&scene, "-- decide in 90d"));
    scene_see(&scene, "■ -- at risk");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_start),
        cmocka_unit_test(every_screen_says_why_it_is_empty),
        cmocka_unit_test(the_first_call),
        cmocka_unit_test(what_is_lacking_is_counted),
    };

    return cmocka_run_group_tests(tests, make_scene, end_scene);
}
