/* Today, as it opens, with the preview alone, in ASCII, and headed by meetings. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "base/attributes.h"
#include "app/demo.h"
#include "app/verbs.h"
#include "app/settings.h"
#include "support/scene.h"
#include "ui/shell.h"

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

static void it_fits_every_size(void **state)
{
    scene_check_sizes(&scene, "today", "");
}

static void further_down(void **state)
{
    scene_check_sizes(&scene, "today-down", "j j j");
}

static void the_preview_alone(void **state)
{
    scene_check_sizes(&scene, "today-detail", "w w");
}

static void in_ascii_each_shape_has_its_own(void **state)
{
    scene_start_ascii(&scene, 80, 24);
    scene_check(&scene, "ascii-today");
    scene_keys(&scene, "Enter [ [");
    scene_check(&scene, "ascii-health");
    scene_keys(&scene, "5 Enter");
    scene_check(&scene, "ascii-checklist");
}

static void prepare(const char *account, day_number day, int minute, const char *kind)
{
    struct note_draft draft = {.kind = kind,
        .at = minute_make(day, minute),
        .attendees = "Ana Ruiz",
        .body = "",
        .prepared = true,
        .minutes = 30};
    struct outcome outcome = {0};
    struct error err;

    assert_true(verb_find_account(scene.session, account, &draft.account, &err));
    assert_true(verb_note_log(scene.session, &draft, &outcome, NULL, &err));
    outcome_fini(&outcome);
}

/* The last of all: the book is another one from here on. */
static void meetings_head_it(void **state)
{
    day_number today = day_make(2026, 11, 23);

    prepare("Globex", today, 14 * 60, "qbr");
    prepare("Northwind", today, 9 * 60 + 30, "call");
    prepare("Globex", today - 4, 14 * 60, "meeting");
    prepare("Globex", today - 8, 14 * 60, "meeting"); /* too long ago to be offered */
    prepare("Globex", today + 1, 14 * 60, "meeting"); /* not of today */
    scene_check_sizes(&scene, "today-meetings", "");
    scene_start_ascii(&scene, 80, 24);
    scene_check(&scene, "ascii-today-meetings");

    scene_start(&scene, 80, 24);
    scene_see(&scene, "1 meeting not logged: Globex");
    scene_keys(&scene, "m n");
    scene_type(&scene, "meeting");
    scene_keys(&scene, "Enter");
    assert_false(scene_has(&scene, "not logged"));
    scene_keys(&scene, "u");
    scene_see(&scene, "1 meeting not logged: Globex");

    scene_keys(&scene, "c"); /* the first of the queue: its meeting, with the agenda of a call */
    scene_see(&scene, "2026-11-23 09:30");
    scene_see(&scene, "## Ask");
}

static void set_pane_from(const char *columns)
{
    struct error err;

    assert_true(session_setting_set(scene.session, settings_find("pane_from"), columns, &err));
}

static void a_pane_stands_beside_the_list_from_so_many_columns_on(void **state)
{
    scene_start(&scene, 110, 32);
    scene_see(&scene, "│");
    set_pane_from("111");
    scene_start(&scene, 110, 32);
    assert_false(scene_has(&scene, "│"));
    scene_start(&scene, 111, 32);
    scene_see(&scene, "│");
    set_pane_from(NULL);
}

static void draw_first(struct session *session, struct scene_size size, struct str *out)
{
    struct ui *ui = shell_new(session, size.columns, size.rows);

    ui_start_view(ui, VIEW_TODAY);
    shell_draw(ui);
    assert_false(toast_is_shown(&ui->toast)); /* where a fault would be told */
    canvas_picture(&ui->canvas, out);
    shell_free(ui);
}

/* It is made only so far then: nothing on it may wait for the rest. */
static void the_first_frame_of_the_demo_is_whole(void **state)
{
    const struct session_options options = {.demo = true, .today = day_make(2026, 11, 23)};
    struct session *session = NULL;
    struct str first = {0}, whole = {0};
    struct error err;

    for (int i = 0; i < 4; i++) {
        str_clear(&first);
        str_clear(&whole);
        assert_true(session_open_for_screen(&options, &session, &err));
        draw_first(session, scene_sizes[i], &first);
        assert_non_null(strstr(str_text(&first), "Northwind"));
        assert_true(demo_finish(session, &err));
        draw_first(session, scene_sizes[i], &whole);
        assert_string_equal(str_text(&first), str_text(&whole));
        session_close(session);
    }
    str_fini(&first);
    str_fini(&whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_fits_every_size),
        cmocka_unit_test(further_down),
        cmocka_unit_test(the_preview_alone),
        cmocka_unit_test(in_ascii_each_shape_has_its_own),
        cmocka_unit_test(meetings_head_it),
        cmocka_unit_test(a_pane_stands_beside_the_list_from_so_many_columns_on),
        cmocka_unit_test(the_first_frame_of_the_demo_is_whole),
    };

    return cmocka_run_group_tests(tests, make_scene, end_scene);
}
