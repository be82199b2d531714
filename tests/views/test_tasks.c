/* Tasks: open, what we owe and what is waited for, steps due, done. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "base/attributes.h"
#include "app/verbs.h"
#include "support/scene.h"
#include "support/small_book.h"
#include "ui/shell.h"
#include "ui/views/views.h"

static struct scene scene;

static const struct {
    const char *account;
    const char *fields[9];
} more[] = {
    {"globex", {"title=the price list of next year", "kind=promise", "due=2026-11-25",
                   "owed_to=Amir Haddad;Bo Lindqvist"}},
    {"umbrella", {"title=who is in charge while Noor is away", "kind=promise"}},
    {"umbrella", {"title=forty seats, by ward", "kind=ask", "waiting_on=sales", "due=2026-11-20",
                     "chase=2026-11-23", "chased=2", "made_on=2026-11-02"}},
    {"globex", {"title=what the old depots pay for", "kind=ask", "waiting_on=sales",
                   "due=2026-12-18", "made_on=2026-11-20"}},
    {"globex", {"title=log-in without a code", "kind=ask", "waiting_on=Product", "due=2026-11-19",
                   "made_on=2026-10-21"}},
};

static int make_scene(void **state)
{
    scene_init(&scene, false);
    for (size_t i = 0; i < COUNT_OF(more); i++) {
        struct outcome outcome = {0};
        struct error err;

        if (!verb_add(scene.session, KIND_TASK, small_book_account(scene.session, more[i].account),
                more[i].fields, &outcome, NULL, &err))
            fail_msg("%s", err.text);
        outcome_fini(&outcome);
    }
    return 0;
}

static int end_scene(void **state)
{
    scene_fini(&scene);
    return 0;
}

static void open_tasks(void **state)
{
    scene_check_sizes(&scene, "tasks", "4");
}

static void steps_due(void **state)
{
    scene_check_sizes(&scene, "tasks-steps", "4 ]");
}

static void done_tasks(void **state)
{
    scene_check_sizes(&scene, "tasks-done", "4 [");
}

static void of_what_is_open(void **state)
{
    static const struct {
        const char *name, *keys;
    } chosen[] = {{"tasks-today", "4 f t"}, {"tasks-overdue", "4 Tab Tab"},
        {"tasks-promises", "4 f p"}, {"tasks-asks", "4 S-Tab"}};

    for (size_t i = 0; i < COUNT_OF(chosen); i++)
        scene_check_sizes(&scene, chosen[i].name, chosen[i].keys);
}

static void without_shapes(void **state)
{
    scene_start_ascii(&scene, 80, 24);
    scene_keys(&scene, "4 f k");
    scene_check(&scene, "tasks-asks-ascii");
    scene_keys(&scene, "f p");
    scene_check(&scene, "tasks-promises-ascii");
}

static void a_filter_is_laid_over_the_choice(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "4 f k /");
    scene_type(&scene, "waiting_on = sales");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "1–2 of 2");
    assert_false(scene_has(&scene, "log-in without a code"));
    scene_keys(&scene, "Esc");
    scene_see(&scene, "1–4 of 4");
    scene_keys(&scene, "Esc");
    scene_see(&scene, "propose 40 seats");
}

/* They stand below each other in this order, from this row of the screen on. */
static void check_rows(int y, const char *const *titles, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!strstr(scene_row(&scene, y + (int)i), titles[i]))
            fail_msg("not '%s' but: %s", titles[i], scene_row(&scene, y + (int)i));
}

/* By account, alike ones as they stood; then by title, falling; kept, and gone with Esc. */
static void columns_sort_one_after_the_other(void **state)
{
    static const char *const own[] = {"log-in", "call Amir", "forty seats"};
    static const char *const by_account[] = {
        "log-in", "call Amir", "the price list", "old depots", "send the revised", "escalate"};
    static const char *const by_both[] = {"old depots", "the price list", "log-in", "call Amir",
        "send the revised", "fix sign-in", "escalate", "who is in charge"};
    static const char *const by_priority[] = {"escalate"};

    scene_start(&scene, 110, 32);
    scene_keys(&scene, "4");
    check_rows(5, own, COUNT_OF(own));
    scene_keys(&scene, "s a");
    scene_see(&scene, "account ↑");
    check_rows(6, by_account, COUNT_OF(by_account));
    scene_command(&scene, "sort +account, -title");
    scene_see(&scene, "what ↓");
    check_rows(6, by_both, COUNT_OF(by_both));
    scene_keys(&scene, "s a");
    scene_see(&scene, "account ↓");
    scene_keys(&scene, "s a s +");
    scene_type(&scene, "due");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "due ↑");
    scene_command(&scene, "sort none");
    scene_see(&scene, "no column 'none' to sort by");
    scene_keys(&scene, "s p");
    check_rows(6, by_priority, COUNT_OF(by_priority));
    scene_keys(&scene, "Esc");
    check_rows(5, own, COUNT_OF(own));
}

/* What is sorted is read where a mark, a filter and a tab are: each of them keeps to it. */
static void an_order_goes_with_filter_and_tab(void **state)
{
    static const char *const found[] = {"what the old depots", "the price list"};
    struct str kept = {0};

    scene_start(&scene, 110, 32);
    scene_keys(&scene, "4");
    scene_command(&scene, "sort -title");
    scene_command(&scene, "filter title ~ old or title ~ \"price list of next\"");
    check_rows(6, found, COUNT_OF(found));
    view_tasks.keep(ui_state(scene.ui, VIEW_TASKS), &kept);
    assert_non_null(strstr(str_text(&kept), "sort -title\n"));
    str_fini(&kept);
    scene_keys(&scene, "Esc ]");
    scene_see(&scene, "what ↓");
    scene_keys(&scene, "Esc Esc");
}

/* A step draws two rows alone, and scene_keys compares that with a whole drawing: here the last row
 * says another thing of some of them. */
static void hints_follow_the_cursor(void **state)
{
    char before[512] = "";
    int changes = 0;

    scene_start(&scene, 160, 32);
    scene_keys(&scene, "4 g g");
    for (int step = 0; step < 12; step++) {
        scene_keys(&scene, "j");
        changes += step > 0 && strcmp(before, scene_row(&scene, 31)) != 0;
        snprintf(before, sizeof(before), "%s", scene_row(&scene, 31));
    }
    assert_true(changes > 0);
}

/* The ask that was asked again comes back later; u takes it back. Last, since it writes. */
static void an_ask_is_chased(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "4 f k");
    scene_see(&scene, "asks 4, 2 to chase");
    scene_keys(&scene, "m c");
    scene_see(&scene, "Asked again; next on");
    scene_keys(&scene, "4 Enter");
    scene_see(&scene, "Product asked again, next Mon 30 Nov");
    scene_see(&scene, "asks 4, 1 to chase");
    scene_see(&scene, "open 33d, chased 1x");
    scene_keys(&scene, "u");
    scene_see(&scene, "asks 4, 2 to chase");
    scene_command(&scene, "chase +3d");
    scene_see(&scene, "next Thu 26 Nov");
    scene_keys(&scene, "z 3 Enter");
    scene_see(&scene, "log-in without a code to be chased Mon 30 Nov");
    scene_keys(&scene, "u u");
    scene_see(&scene, "asks 4, 2 to chase");
    scene_keys(&scene, "f p m c");
    scene_see(&scene, "waits on nobody");
}

/* v marks, V marks all; a verb asks for all of them, with their titles, and is one change. */
static void marked_tasks_go_together(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "4 v j j v");
    scene_see(&scene, "3 marked");
    scene_see(&scene, "x tick   d due   z snooze");
    scene_keys(&scene, "d");
    scene_type(&scene, "15 dec");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "Due: 3 tasks, Tue 15 Dec 2026, in 22 days?");
    scene_see(&scene, "log-in without a code");
    scene_keys(&scene, "y");
    scene_see(&scene, "3 tasks due Tue 15 Dec 2026");
    scene_keys(&scene, "u");
    scene_see(&scene, "undid: 3 tasks due");
    scene_see(&scene, "3 marked"); /* they are what they were */
    scene_keys(&scene, "x y");
    scene_see(&scene, "3 tasks ticked");
    assert_false(scene_has(&scene, "marked")); /* what is gone from sight is marked no more */
    scene_keys(&scene, "u");
    scene_see(&scene, "undid: 3 tasks ticked");
    scene_keys(&scene, "v F");
    assert_false(scene_has(&scene, "1 marked"));
    scene_keys(&scene, "v b");
    scene_see(&scene, "this is not for marked tasks");
    scene_keys(&scene, "F V");
    scene_see(&scene, "marked");
    scene_keys(&scene, "z Enter");
    scene_see(&scene, " more");
    scene_keys(&scene, "n V");
    assert_false(scene_has(&scene, "marked"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(open_tasks),
        cmocka_unit_test(steps_due),
        cmocka_unit_test(done_tasks),
        cmocka_unit_test(of_what_is_open),
        cmocka_unit_test(without_shapes),
        cmocka_unit_test(a_filter_is_laid_over_the_choice),
        cmocka_unit_test(columns_sort_one_after_the_other),
        cmocka_unit_test(an_order_goes_with_filter_and_tab),
        cmocka_unit_test(hints_follow_the_cursor),
        cmocka_unit_test(an_ask_is_chased),
        cmocka_unit_test(marked_tasks_go_together),
    };

    return cmocka_run_group_tests(tests, make_scene, end_scene);
}
