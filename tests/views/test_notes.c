/* Notes, one note, and the composer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "base/attributes.h"
#include "support/home.h"
#include "support/scene.h"
#include "ui/shell.h"
#include "ui/views/composer.h"

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

/* --- what other terminals do to a note while it is written --- */

static int64_t note_under_cursor(void)
{
    const struct view *view = view_at(ui_current(scene.ui));

    return view->row(scene.ui, scene.ui->states[scene.ui->current]).key;
}

static struct row *row_of(enum kind kind, int64_t key, struct arena *arena)
{
    struct row *row = NULL;
    struct error err;

    assert_true(store_get(session_store(scene.session), kind, key, arena, &row, &err));
    return row;
}

static void in_the_other_terminal(bool ok, struct outcome *outcome)
{
    assert_true(ok);
    outcome_fini(outcome);
}

static void a_note_changed_meanwhile_keeps_both_texts(void **state)
{
    const char *const theirs[] = {"body=THEIRS", NULL};
    struct arena arena = {0};
    struct outcome outcome;
    struct error err;
    const char *body;
    int64_t note;

    scene_start(&scene, 110, 32);
    scene_keys(&scene, "7");
    note = note_under_cursor();
    scene_keys(&scene, "e");
    scene_type(&scene, "MINE ");
    in_the_other_terminal(
        verb_set(scene.session, KIND_NOTE, note, theirs, &outcome, &err), &outcome);
    scene_keys(&scene, "C-s");
    assert_string_equal(row_text(row_of(KIND_NOTE, note, &arena), NOTE_BODY), "THEIRS");
    scene_keys(&scene, "C-s");
    body = row_text(row_of(KIND_NOTE, note, &arena), NOTE_BODY);
    assert_non_null(strstr(body, "MINE"));
    assert_non_null(strstr(body, "THEIRS"));
    scene_keys(&scene, "u u");
    arena_fini(&arena);
}

static void a_note_deleted_meanwhile_is_logged_anew(void **state)
{
    struct arena arena = {0};
    struct outcome outcome;
    struct error err;
    int64_t note;

    scene_start(&scene, 110, 32);
    scene_keys(&scene, "7");
    note = note_under_cursor();
    scene_keys(&scene, "e");
    scene_type(&scene, "MINE ");
    in_the_other_terminal(verb_delete(scene.session, KIND_NOTE, note, &outcome, &err), &outcome);
    scene_keys(&scene, "C-s C-s");
    assert_string_equal(view_at(ui_current(scene.ui))->name, "notes");
    assert_null(row_of(KIND_NOTE, note, &arena));
    note = note_under_cursor();
    assert_non_null(strstr(row_text(row_of(KIND_NOTE, note, &arena), NOTE_BODY), "MINE"));
    scene_keys(&scene, "u u");
    arena_fini(&arena);
}

static void a_note_outlives_its_account(void **state)
{
    struct arena arena = {0};
    struct outcome outcome;
    struct error err;
    int64_t account, note;

    scene_start(&scene, 110, 32);
    account = ui_account(scene.ui);
    scene_keys(&scene, "c");
    scene_type(&scene, "HOMELESS");
    in_the_other_terminal(
        verb_delete(scene.session, KIND_ACCOUNT, account, &outcome, &err), &outcome);
    scene_keys(&scene, "C-s C-s 7");
    note = note_under_cursor();
    assert_string_equal(row_text(row_of(KIND_NOTE, note, &arena), NOTE_BODY), "HOMELESS");
    scene_keys(&scene, "u u");
    assert_non_null(row_of(KIND_ACCOUNT, account, &arena));
    arena_fini(&arena);
}

/* No draft can be written: what was typed stays in the composer, whatever is begun. */
static void no_text_is_lost_where_no_draft_can_be_kept(void **state)
{
    char *file = home_write(scene.home, "no-folder", "");

    scene_start(&scene, 110, 32);
    setenv("XDG_STATE_HOME", file, 1);
    scene_keys(&scene, "c");
    scene_type(&scene, "PRECIOUS");
    scene_keys(&scene, "Esc j c");
    scene_keys(&scene, "Esc k c");
    assert_non_null(strstr(str_text(&composer_of(scene.ui)->body.edit.text), "PRECIOUS"));
    setenv("XDG_STATE_HOME", scene.home, 1);
    scene_keys(&scene, "C-u Esc");
    free(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_notes),
        cmocka_unit_test(one_note),
        cmocka_unit_test(the_composer),
        cmocka_unit_test(a_note_changed_meanwhile_keeps_both_texts),
        cmocka_unit_test(a_note_deleted_meanwhile_is_logged_anew),
        cmocka_unit_test(a_note_outlives_its_account),
        cmocka_unit_test(no_text_is_lost_where_no_draft_can_be_kept),
    };

    return cmocka_run_group_tests(tests, make_scene, end_scene);
}
