/* Playbooks: what runs, what is offered, what there is; one playbook; the preview of a start. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "base/attributes.h"
#include "support/scene.h"
#include "ui/shell.h"
#include "ui/views/playbooks.h"

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

static bool is_shown(const char *text)
{
    for (int y = 0; y < scene.ui->canvas.rows; y++)
        if (strstr(scene_row(&scene, y), text))
            return true;
    return false;
}

static void runs(void **state)
{
    scene_check_sizes(&scene, "playbooks", "5");
}

static void offers(void **state)
{
    scene_check_sizes(&scene, "playbooks-offered", "5 Tab");
}

static void the_catalogue(void **state)
{
    scene_check_sizes(&scene, "playbooks-catalogue", "5 S-Tab j");
}

static void a_checklist(void **state)
{
    scene_check_sizes(&scene, "checklist", "5 Enter");
}

static void one_playbook(void **state)
{
    scene_check_sizes(&scene, "playbook-steps", "5 S-Tab G k k Enter j j");
    scene_check_sizes(&scene, "playbook-fits", "5 S-Tab G k k Enter ] Space");
    scene_check_sizes(&scene, "playbook-runs", "5 S-Tab G k k Enter ] ]");
    scene_check_sizes(&scene, "playbook-about", "5 S-Tab G k k Enter [");
}

/* `p` on an account: which playbook, and how it would go there. */
static void open_preview(const char *playbook)
{
    scene_keys(&scene, "p");
    scene_type(&scene, playbook);
    scene_keys(&scene, "Enter");
    assert_int_equal(scene.ui->current, VIEW_PREVIEW);
}

static void a_preview(void **state)
{
    for (size_t i = 0; i < COUNT_OF(scene_sizes); i++) {
        scene_start(&scene, scene_sizes[i].columns, scene_sizes[i].rows);
        scene_keys(&scene, "g b");
        open_preview("Adoption");
        scene_check(&scene, "preview");
        scene_keys(&scene, "-");
        scene_keys(&scene, "Space j Space j Space j Space");
        open_preview("Risk");
        scene_check(&scene, "preview-many");
    }
}

static void without_shapes(void **state)
{
    scene_start_ascii(&scene, 80, 24);
    scene_keys(&scene, "5");
    scene_check(&scene, "playbooks-ascii");
    scene_keys(&scene, "S-Tab G k k Enter");
    scene_check(&scene, "playbook-steps-ascii");
    scene_keys(&scene, "] Space");
    scene_check(&scene, "playbook-fits-ascii");
    scene_keys(&scene, "1 g b");
    open_preview("Adoption");
    scene_check(&scene, "preview-ascii");
}

/* Tab goes round; a click into another section goes there; the cursor stays where it was. */
static void sections(void **state)
{
    scene_start(&scene, 80, 24);
    scene_keys(&scene, "5");
    assert_non_null(strstr(scene_row(&scene, scene.ui->canvas.cursor_y), "Initech"));
    scene_keys(&scene, "Tab j Tab Tab");
    assert_non_null(strstr(scene_row(&scene, scene.ui->canvas.cursor_y), "Initech"));
    for (int y = 0; y < 24; y++)
        if (strstr(scene_row(&scene, y), "Advocacy")) {
            scene_click(&scene, 8, y);
            assert_int_equal(scene.ui->canvas.cursor_y, y);
        }
    scene_keys(&scene, "Enter");
    assert_int_equal(scene.ui->current, VIEW_PLAYBOOK);
    assert_true(is_shown("Advocacy"));
}

/* As one types, over all three lists; what is left is what verbs are about. */
static void words_narrow_them(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "5 /");
    scene_type(&scene, "initech");
    scene_see(&scene, " of ");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "filter initech");
    scene_see(&scene, "Initech");
    scene_see(&scene, "Nothing matches the filter.");
    assert_false(scene_has(&scene, "Advocacy"));
    scene_keys(&scene, "/ C-u");
    scene_type(&scene, "advocacy");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "Advocacy");
    assert_false(scene_has(&scene, "Initech"));
    scene_keys(&scene, "1 5 Esc");
    assert_false(scene_has(&scene, "filter"));
    scene_see(&scene, "Initech");
    assert_int_equal(scene.ui->current, VIEW_PLAYBOOKS);
}

/* What is written from here on is taken back by its test. */

static int64_t offers_shown(void)
{
    return ((const struct list *)view_at(VIEW_PLAYBOOKS)->list(scene.ui->states[VIEW_PLAYBOOKS]))
        ->count;
}

static void an_offer_is_set_aside(void **state)
{
    int64_t before;

    scene_start(&scene, 110, 32);
    scene_keys(&scene, "5 Tab");
    before = offers_shown();
    assert_true(before > 0);
    scene_keys(&scene, "x");
    assert_int_equal(offers_shown(), before - 1);
    assert_non_null(strstr(scene_row(&scene, 30), "offer of Champion change set aside"));
    scene_keys(&scene, "u");
    assert_int_equal(offers_shown(), before);
    scene_keys(&scene, "m m");
    scene_type(&scene, "they asked us not to");
    scene_keys(&scene, "Enter");
    assert_non_null(strstr(scene_row(&scene, 30), "offer of Champion change muted"));
    assert_int_equal(offers_shown(), before - 1);
    scene_keys(&scene, "u");
    assert_int_equal(offers_shown(), before);
}

/* Another program wrote meanwhile, and another offer is under the cursor. */
static void what_was_asked_about_is_muted(void **state)
{
    const struct playbooks *playbooks;
    struct offer_line next;

    scene_start(&scene, 110, 32);
    scene_keys(&scene, "5 Tab");
    assert_true(offers_shown() > 1);
    playbooks = scene.ui->states[VIEW_PLAYBOOKS];
    next = playbooks->offers[1];
    scene_keys(&scene, "m m");
    scene_type(&scene, "they asked us not to");
    list_select(view_at(VIEW_PLAYBOOKS)->list(scene.ui->states[VIEW_PLAYBOOKS]), 1);
    scene_keys(&scene, "Enter");
    assert_int_equal(playbooks->offers[0].account, next.account);
    assert_ptr_equal(playbooks->offers[0].playbook, next.playbook);
    scene_keys(&scene, "u");
}

static void an_offer_starts(void **state)
{
    int64_t before;

    scene_start(&scene, 110, 32);
    scene_keys(&scene, "5 Tab");
    before = offers_shown();
    scene_keys(&scene, "s");
    assert_int_equal(offers_shown(), before - 1);
    assert_non_null(strstr(scene_row(&scene, 2), "3 running"));
    scene_keys(&scene, "u");
    scene_keys(&scene, "Enter");
    assert_int_equal(scene.ui->current, VIEW_PREVIEW);
    scene_keys(&scene, "Enter");
    assert_int_equal(scene.ui->current, VIEW_CHECKLIST);
    scene_keys(&scene, "u -");
    assert_int_equal(scene.ui->current, VIEW_PLAYBOOKS);
    assert_non_null(strstr(scene_row(&scene, 2), "2 running"));
}

/* All marked ones in one change; one undo takes all back. */
static void many_start_at_once(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "g b Space j Space j Space");
    open_preview("Adoption");
    assert_true(is_shown("3 accounts"));
    assert_false(is_shown("What it asks for"));
    scene_keys(&scene, "i");
    assert_true(is_shown("What it asks for"));
    scene_keys(&scene, "Esc");
    scene_keys(&scene, "Enter y");
    assert_int_equal(scene.ui->current, VIEW_BOOK);
    assert_true(is_shown("started for 3 accounts"));
    scene_keys(&scene, "5");
    assert_non_null(strstr(scene_row(&scene, 2), "5 running"));
    scene_keys(&scene, "u");
    assert_non_null(strstr(scene_row(&scene, 2), "2 running"));
}

/* One on which it runs already says why it cannot start, and does not. */
static void a_refused_one(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "5 j");
    if (!strstr(scene_row(&scene, scene.ui->canvas.cursor_y), "Northwind"))
        scene_keys(&scene, "k");
    open_preview("Risk");
    assert_true(is_shown("already runs"));
    scene_keys(&scene, "s");
    assert_int_equal(scene.ui->current, VIEW_PREVIEW);
}

/* A review counts from a day that the user gives. */
static void a_day_is_given(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "g b");
    open_preview("QBR");
    scene_keys(&scene, "d");
    scene_type(&scene, "2027-03-10");
    scene_keys(&scene, "Enter");
    assert_true(is_shown("counts from the review date, 10 Mar 2027"));
}

static void from_the_catalogue(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "5 S-Tab s");
    scene_type(&scene, "Zephyr");
    scene_keys(&scene, "Enter");
    assert_int_equal(scene.ui->current, VIEW_PREVIEW);
    assert_true(is_shown("Adoption drive on Zephyr Air"));
    scene_keys(&scene, "Esc");
    assert_int_equal(scene.ui->current, VIEW_PLAYBOOKS);
}

static void rename_account(const char *from, const char *to)
{
    const char *fields[] = {to, NULL};
    struct outcome outcome;
    struct error err;
    int64_t account;

    if (!verb_find_account(scene.session, from, &account, &err) ||
        !verb_set(scene.session, KIND_ACCOUNT, account, fields, &outcome, &err))
        fail_msg("%s", err.text);
    outcome_fini(&outcome);
}

/* What was read for the first letter serves the next ones; a change is seen at once all the same. */
static void one_letter_more_reads_nothing(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "5 /");
    scene_type(&scene, "ini");
    scene_see(&scene, "Initech");
    rename_account("Initech", "name=Initiative");
    scene_type(&scene, "t");
    scene_see(&scene, "Initech");
    ui_changed(scene.ui);
    scene_type(&scene, "i");
    scene_see(&scene, "Initiative");
    scene_keys(&scene, "Esc");
    rename_account("Initiative", "name=Initech");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs),
        cmocka_unit_test(offers),
        cmocka_unit_test(the_catalogue),
        cmocka_unit_test(one_letter_more_reads_nothing),
        cmocka_unit_test(a_checklist),
        cmocka_unit_test(one_playbook),
        cmocka_unit_test(a_preview),
        cmocka_unit_test(without_shapes),
        cmocka_unit_test(sections),
        cmocka_unit_test(words_narrow_them),
        cmocka_unit_test(an_offer_is_set_aside),
        cmocka_unit_test(what_was_asked_about_is_muted),
        cmocka_unit_test(an_offer_starts),
        cmocka_unit_test(many_start_at_once),
        cmocka_unit_test(a_refused_one),
        cmocka_unit_test(a_day_is_given),
        cmocka_unit_test(from_the_catalogue),
    };

    return cmocka_run_group_tests(tests, make_scene, end_scene);
}
