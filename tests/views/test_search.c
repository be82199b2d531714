/* Searching: hits of all kinds as one types, with what was looked for marked, and Enter opens each
 * at its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "base/attributes.h"
#include "store/store.h"
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

static void hits_as_one_types(void **state)
{
    for (size_t i = 0; i < COUNT_OF(scene_sizes); i++) {
        scene_start(&scene, scene_sizes[i].columns, scene_sizes[i].rows);
        scene_keys(&scene, "7 /");
        scene_type(&scene, "depot");
        scene_check(&scene, "search-typing");
        scene_keys(&scene, "Enter j");
        scene_check(&scene, "search");
    }
}

static void nothing_found_says_what_helps(void **state)
{
    for (size_t i = 0; i < COUNT_OF(scene_sizes); i++) {
        scene_start(&scene, scene_sizes[i].columns, scene_sizes[i].rows);
        scene_keys(&scene, "7 /");
        scene_type(&scene, "no such word");
        scene_keys(&scene, "Enter");
        scene_check(&scene, "search-none");
    }
}

/* The row under the cursor of the screen that is shown. */
static struct touched_row row_here(void)
{
    const struct view *view = view_at(ui_current(scene.ui));

    return view->row(scene.ui, scene.ui->states[scene.ui->current]);
}

static const char *text_here(struct arena *arena)
{
    struct touched_row here = row_here();
    struct row *row = NULL;
    struct error err;

    assert_true(store_get(session_store(scene.session), here.kind, here.key, arena, &row, &err));
    assert_non_null(row);
    return row_text(row, kind_info(here.kind)->name);
}

static void search_for(const char *words)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "7 /");
    scene_type(&scene, words);
    scene_keys(&scene, "Enter");
}

static void enter_opens_each_at_its_place(void **state)
{
    static const struct {
        const char *words, *view, *text;
        enum kind kind;
    } cases[] = {
        {"revised plan", "tasks", "send the revised roll-out plan", KIND_TASK},
        {"thank noor", "tasks", "thank Noor for the reference", KIND_TASK},
        {"becker", "account", "Tom Becker", KIND_CONTACT},
        {"vega", "account", "Vega Insurance", KIND_ACCOUNT},
        {"\"order time\"", "account", "order time under 24 hours", KIND_GOAL},
    };
    struct arena arena = {0};

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        scene_start(&scene, 110, 32);
        scene_keys(&scene, "4 Tab Tab Tab Tab"); /* what Tasks showed before does not hide it */
        scene_keys(&scene, "7 /");
        scene_type(&scene, cases[i].words);
        scene_keys(&scene, "Enter Enter");
        assert_string_equal(view_at(ui_current(scene.ui))->name, cases[i].view);
        assert_int_equal(row_here().kind, cases[i].kind);
        assert_string_equal(text_here(&arena), cases[i].text);
    }
    arena_fini(&arena);
}

static void a_note_is_read_and_left(void **state)
{
    search_for("freeze");
    scene_keys(&scene, "Enter");
    assert_string_equal(view_at(ui_current(scene.ui))->name, "note");
    assert_non_null(strstr(scene_row(&scene, 2), "Northwind"));
    scene_keys(&scene, "h");
    assert_string_equal(view_at(ui_current(scene.ui))->name, "notes");
    assert_non_null(strstr(scene_row(&scene, 2), "1 found   search freeze"));
    scene_keys(&scene, "Esc");
    assert_non_null(strstr(scene_row(&scene, 2), " notes"));
}

static void a_goal_is_read_over_its_account(void **state)
{
    search_for("\"order time\"");
    scene_keys(&scene, "Enter");
    scene_check(&scene, "search-goal");
}

static void from_anywhere(void **state)
{
    scene_start(&scene, 110, 32);
    scene_command(&scene, "search budget freeze");
    assert_non_null(strstr(scene_row(&scene, 2), "1 found   search budget freeze"));
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "2 g /");
    scene_type(&scene, "budget");
    assert_non_null(strstr(scene_row(&scene, 2), "1 found   search budget"));
    scene_keys(&scene, "Esc");
}

static void add_notes(int count)
{
    struct change change;
    struct error err;

    change_init(&change, ACTOR_APP);
    change_summarize(&change, "many notes");
    for (int i = 0; i < count; i++) {
        size_t row = change_insert(&change, KIND_NOTE);
        char body[32];

        snprintf(body, sizeof(body), "walrus %d", i);
        change_set_text(&change, row, NOTE_BODY, body);
        change_set_integer(&change, row, NOTE_AT, (int64_t)i * 1440);
    }
    assert_true(store_apply(session_store(scene.session), &change, NULL, NULL, &err));
    change_fini(&change);
}

/* Pages come as one goes down; what is there is counted with a plus until the last. */
static void thousands_are_scrolled_through(void **state)
{
    struct arena arena = {0};

    add_notes(1000);
    search_for("walrus");
    assert_non_null(strstr(scene_row(&scene, 2), "+ found   search walrus"));
    assert_string_equal(text_here(&arena), "walrus 999");
    for (int i = 0; i < 60; i++)
        scene_keys(&scene, "PgDn");
    assert_string_equal(text_here(&arena), "walrus 0");
    assert_non_null(strstr(scene_row(&scene, 2), "1000 found   search walrus"));
    scene_keys(&scene, "Home");
    assert_string_equal(text_here(&arena), "walrus 999");
    scene_keys(&scene, "u");
    assert_non_null(strstr(scene_row(&scene, 2), "0 found"));
    arena_fini(&arena);
}

/* As in a filter: what there is to say, then what it may be. */
static void a_search_is_completed(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "7 /");
    scene_type(&scene, "price acc");
    scene_keys(&scene, "Tab");
    scene_see(&scene, "price account:");
    scene_type(&scene, "northw");
    scene_keys(&scene, "Tab");
    scene_see(&scene, "price account:\"Northwind Traders\"");
    scene_type(&scene, " -in:");
    scene_keys(&scene, "Tab Tab");
    scene_see(&scene, "Traders\" -in:tasks");
    scene_type(&scene, ",fee");
    scene_keys(&scene, "Tab");
    scene_see(&scene, "-in:tasks,feedback");
    scene_keys(&scene, "Esc");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hits_as_one_types),
        cmocka_unit_test(nothing_found_says_what_helps),
        cmocka_unit_test(enter_opens_each_at_its_place),
        cmocka_unit_test(a_note_is_read_and_left),
        cmocka_unit_test(a_goal_is_read_over_its_account),
        cmocka_unit_test(from_anywhere),
        cmocka_unit_test(thousands_are_scrolled_through),
        cmocka_unit_test(a_search_is_completed),
    };

    return cmocka_run_group_tests(tests, make_scene, end_scene);
}
