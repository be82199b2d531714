/* The register of feedback: themes, who asks, what came of it; the pattern on Today. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "app/verbs.h"
#include "base/attributes.h"
#include "support/scene.h"
#include "support/small_book.h"
#include "ui/shell.h"

static struct scene scene;

static const struct {
    const char *account;
    const char *fields[8];
} said[] = {
    {"northwind", {"theme=single sign-on", "severity=high", "date=2026-11-02",
                      "asked_by=Priya Nair", "text=one step to sign in, from the phone"}},
    {"globex", {"theme=Single Sign-On", "severity=medium", "date=2026-11-11",
                   "asked_by=Amir Haddad", "text=log-in without a code"}},
    {"umbrella", {"theme=single sign-on", "date=2026-11-20", "asked_by=Noor Aziz",
                     "text=the wards share one terminal, and nobody logs out"}},
    {"umbrella", {"theme=bulk edit", "severity=low", "date=2026-09-14", "status=planned",
                     "text=forty seats in one go"}},
    {"zephyr", {"theme=audit log", "severity=high", "date=2026-08-03", "status=done",
                   "told_on=2026-11-03", "text=who saw which flight"}},
    {"keiki", {"theme=日本語の見積もり", "severity=medium", "date=2026-11-18"}},
};

static void say_all(void)
{
    for (size_t i = 0; i < COUNT_OF(said); i++) {
        struct outcome outcome = {0};
        struct error err;

        if (!verb_add(scene.session, KIND_FEEDBACK,
                small_book_account(scene.session, said[i].account), said[i].fields, &outcome, NULL,
                &err))
            fail_msg("%s", err.text);
        outcome_fini(&outcome);
    }
}

static int make_scene(void **state)
{
    scene_init(&scene, false);
    say_all();
    return 0;
}

static int end_scene(void **state)
{
    scene_fini(&scene);
    return 0;
}

static void all_themes(void **state)
{
    scene_check_sizes(&scene, "feedback", "2 g v");
}

static void one_theme(void **state)
{
    scene_check_sizes(&scene, "feedback-theme", "2 g v Enter");
}

static void the_pattern_on_today(void **state)
{
    scene_check_sizes(&scene, "feedback-today", "1");
    scene_start(&scene, 80, 24);
    scene_see(&scene, "3 accounts ask for single sign-on since 2 Nov, ");
    scene_keys(&scene, "g v");
    scene_see(&scene, "the wards share");
    scene_keys(&scene, "Enter");
    assert_int_equal(scene.ui->current, VIEW_ACCOUNT);
    scene_see(&scene, "Umbrella Health");
}

static void without_shapes(void **state)
{
    scene_start_ascii(&scene, 80, 24);
    scene_keys(&scene, "2 g v");
    scene_check(&scene, "feedback-ascii");
}

/* A theme that is done plans to tell each of the three, and takes the pattern off Today. */
static void what_came_of_it_is_told(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "2 g v g g m s");
    scene_see(&scene, "What came of it?");
    scene_type(&scene, "done");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "single sign-on: done, 3 to be told");
    scene_see(&scene, "3 to be told");
    scene_keys(&scene, "1");
    assert_false(scene_has(&scene, "ask for single sign-on"));
    scene_keys(&scene, "4 f a /");
    scene_type(&scene, "title ~ \"came of\"");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "1–3 of 3");
    scene_keys(&scene, "x");
    scene_see(&scene, "what came of single sign-on done");
    scene_keys(&scene, "Esc g v");
    scene_command(&scene, "register single sign-on");
    scene_see(&scene, "done, told 23 Nov");
    scene_see(&scene, "done, to be told");
    scene_keys(&scene, "u u");
    scene_see(&scene, "undid: single sign-on: done, 3 to be told");
    assert_false(scene_has(&scene, "done, to be told"));
    scene_keys(&scene, "1");
    scene_see(&scene, "3 accounts ask for single sign-on");
}

/* One customer's row alone. */
static void one_row_is_settled(void **state)
{
    scene_start(&scene, 110, 32);
    scene_command(&scene, "register Single-Sign-On");
    scene_keys(&scene, "j x");
    scene_see(&scene, "done, to be told");
    scene_see(&scene, "open, high   2 accounts");
    scene_keys(&scene, "x");
    scene_see(&scene, "open, high   3 accounts");
    scene_keys(&scene, "u u Esc");
    scene_see(&scene, "4 themes");
}

static void written_down_from_an_account(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "2");
    scene_command(&scene, "goto globex");
    scene_command(&scene, "feedback");
    scene_see(&scene, "Globex asks for");
    scene_type(&scene, "bulk e");
    scene_keys(&scene, "Tab");
    scene_see(&scene, "bulk edit");
    scene_keys(&scene, "Enter");
    scene_type(&scene, "prices of all depots at once");
    scene_keys(&scene, "Enter");
    scene_type(&scene, "soon");
    scene_keys(&scene, "C-s");
    scene_see(&scene, "high, medium or low");
    scene_keys(&scene, "C-u");
    scene_type(&scene, "high");
    scene_keys(&scene, "Enter Tab C-s");
    scene_see(&scene, "feedback 'prices of all depots at once' added");
    scene_command(&scene, "register bulk edit");
    scene_see(&scene, "Amir Haddad");
    scene_see(&scene, "2 accounts");
    scene_keys(&scene, "u");
}

/* Heard during a call: the line of the caret, and who is there. */
static void written_down_while_they_talk(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "2");
    scene_command(&scene, "goto globex");
    scene_keys(&scene, "c");
    scene_type(&scene, "All is well.");
    scene_keys(&scene, "Enter");
    scene_type(&scene, "- wants it in the dark");
    scene_keys(&scene, "C-x f");
    scene_see(&scene, "Globex asks for");
    scene_see(&scene, "they say  wants it in the dark");
    scene_type(&scene, "dark colours");
    scene_keys(&scene, "C-s");
    scene_see(&scene, "- wants it in the dark");
    scene_see(&scene, "feedback 'wants it in the dark' added");
    scene_keys(&scene, "Esc");
    scene_command(&scene, "register dark colours");
    scene_see(&scene, "wants it in the dark");
    scene_keys(&scene, "u");
    scene_see(&scene, "4 themes");
}

static void words_narrow_the_themes(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "g v");
    scene_command(&scene, "filter no such words");
    scene_see(&scene, "Nothing matches the filter.");
    scene_see(&scene, "0 of ");
    scene_keys(&scene, "F");
    assert_false(scene_has(&scene, "no such words"));
    scene_see(&scene, "Feedback");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_themes),
        cmocka_unit_test(one_theme),
        cmocka_unit_test(the_pattern_on_today),
        cmocka_unit_test(without_shapes),
        cmocka_unit_test(what_came_of_it_is_told),
        cmocka_unit_test(one_row_is_settled),
        cmocka_unit_test(written_down_from_an_account),
        cmocka_unit_test(written_down_while_they_talk),
        cmocka_unit_test(words_narrow_the_themes),
    };

    return cmocka_run_group_tests(tests, make_scene, end_scene);
}
