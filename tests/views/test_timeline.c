/* The timeline of the book, and what its keys do there and on the tab of an account. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
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

static void the_book(void **state)
{
    scene_check_sizes(&scene, "timeline", "g l j");
}

static void one_kind(void **state)
{
    scene_check_sizes(&scene, "timeline-notes", "g l f n j j");
}

static void in_ascii(void **state)
{
    scene_start_ascii(&scene, 80, 24);
    scene_keys(&scene, "g l j");
    scene_check(&scene, "timeline-ascii");
}

/* A pinned note stands at the head, there and on its account, until it is let go. */
static void a_note_is_pinned(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "g l f n G b");
    scene_see(&scene, "note pinned   u undo");
    scene_keys(&scene, "g g");
    scene_see(&scene, " Pinned");
    scene_check_sizes(&scene, "timeline-pinned", "g l f n");
    scene_keys(&scene, "b");
    assert_false(scene_has(&scene, " Pinned"));
    scene_keys(&scene, "u");
    scene_see(&scene, " Pinned");
    scene_keys(&scene, "u");
    assert_false(scene_has(&scene, " Pinned"));
}

static void months_are_jumped(void **state)
{
    scene_start(&scene, 80, 24);
    scene_keys(&scene, "g l ]");
    scene_see(&scene, " Oct 2026");
    scene_keys(&scene, "[");
    scene_see(&scene, " Nov 2026");
    scene_keys(&scene, "[");
    scene_see(&scene, "this is the last month");
    scene_keys(&scene, "] ] ] ] ] ] ] ] ]");
    scene_see(&scene, "this is the first month");
}

/* Tab goes through the kinds and round; F shows all again. */
static void kinds_are_gone_through(void **state)
{
    scene_start(&scene, 80, 24);
    scene_keys(&scene, "g l Tab");
    scene_see(&scene, "Budget freeze");
    assert_false(scene_has(&scene, "signal  "));
    scene_keys(&scene, "S-Tab S-Tab");
    scene_see(&scene, "#4411");
    assert_false(scene_has(&scene, "Budget freeze"));
    scene_command(&scene, "show nothing");
    scene_see(&scene, "the timeline has no 'nothing'");
    scene_keys(&scene, "f s F");
    scene_see(&scene, "signal  ");
    scene_command(&scene, "timeline notes,value");
    scene_see(&scene, "Budget freeze");
    scene_see(&scene, "orders take 31 hours");
}

/* Enter opens what stands behind: a note, an import, a ticket, the checklist. */
static void what_stands_behind_it_opens(void **state)
{
    static const struct {
        const char *keys, *sees;
    } cases[] = {
        {"g l f n Enter", "7 Notes"},
        {"g l f i Enter", "contracts: 2 new"},
        {"g l f k Enter", "sign-in takes three steps"},
        {"g l f s Enter", "A second person who cares"},
        {"g l f v Enter", "confirmed"},
        {"g l f p Enter", "Dana Ruiz"},
        {"g l f g Enter", "where it comes from"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        scene_start(&scene, 110, 32);
        scene_keys(&scene, cases[i].keys);
        scene_see(&scene, cases[i].sees);
    }
}

/* On the tab the same keys; [ and ] go from tab to tab there, { and } by months. */
static void a_filter_says_what_narrows(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "g l /");
    scene_see(&scene, "Tab narrows the timeline to one kind");
    scene_keys(&scene, "g w /");
    scene_see(&scene, "filters the same rows by words");
}

static void on_an_account(void **state)
{
    scene_start(&scene, 110, 32);
    scene_command(&scene, "goto northwind");
    scene_keys(&scene, "f n");
    scene_see(&scene, "Budget freeze");
    assert_false(scene_has(&scene, "signal  "));
    scene_keys(&scene, "b");
    scene_see(&scene, " Pinned");
    scene_keys(&scene, "u F }");
    scene_see(&scene, " Oct 2026");
    scene_keys(&scene, "f i");
    scene_see(&scene, "this account");
    scene_keys(&scene, "f h");
    scene_see(&scene, "Nothing of this kind has happened here.");
    scene_keys(&scene, "]");
    scene_see(&scene, "Checklist");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_book),
        cmocka_unit_test(one_kind),
        cmocka_unit_test(in_ascii),
        cmocka_unit_test(a_note_is_pinned),
        cmocka_unit_test(months_are_jumped),
        cmocka_unit_test(kinds_are_gone_through),
        cmocka_unit_test(what_stands_behind_it_opens),
        cmocka_unit_test(a_filter_says_what_narrows),
        cmocka_unit_test(on_an_account),
    };

    return cmocka_run_group_tests(tests, make_scene, end_scene);
}
