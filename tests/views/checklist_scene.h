/* What the tests of the checklist look at, a program each: the small book on a screen of 110x32. */
#ifndef VIEWS_CHECKLIST_SCENE_H
#define VIEWS_CHECKLIST_SCENE_H

#include "support/scene.h"
#include "support/small_book.h"

static struct scene scene;

static inline int make_scene(void **state)
{
    scene_init(&scene, false);
    scene_start(&scene, 110, 32);
    return 0;
}

static inline int end_scene(void **state)
{
    scene_fini(&scene);
    return 0;
}

/* --- looking --- */

static inline void see(const char *text)
{
    scene_see(&scene, text);
}

static inline bool is_seen(const char *text)
{
    return scene_has(&scene, text);
}

static inline const char *step_says(const char *account, int number, int field)
{
    return small_book_step(scene.session, account, number, field);
}

static inline void check_status(const char *account, int number, const char *status)
{
    assert_string_equal(step_says(account, number, STEP_STATUS), status);
}

/* Onboarding on an account that has none, the cursor on its first step. */
static inline void start_onboarding(const char *account)
{
    scene_start(&scene, 110, 32);
    scene_command(&scene, account);
    scene_command(&scene, "playbook onboarding");
    scene_keys(&scene, "g g");
    see("Read the hand-over");
}

static inline void undo(int times)
{
    for (int i = 0; i < times; i++)
        scene_keys(&scene, "u");
}

#endif
