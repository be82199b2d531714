/* A note in its three states, its fields, its templates and its earlier versions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "base/attributes.h"
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

static struct touched_row row_here(void)
{
    const struct view *view = view_at(ui_current(scene.ui));

    return view->row(scene.ui, scene.ui->states[scene.ui->current]);
}

static int64_t note_under_cursor(void)
{
    return row_here().key;
}

static struct row *row_of(enum kind kind, int64_t key, struct arena *arena)
{
    struct row *row = NULL;
    struct error err;

    assert_true(store_get(session_store(scene.session), kind, key, arena, &row, &err));
    assert_non_null(row);
    return row;
}

static void in_the_other_terminal(bool ok, struct outcome *outcome)
{
    assert_true(ok);
    outcome_fini(outcome);
}

static const char *body_text(void)
{
    return str_text(&composer_of(scene.ui)->body.edit.text);
}

static void type_when(const char *when)
{
    scene_keys(&scene, "C-Home Up Up Up Up Up C-u");
    scene_type(&scene, when);
    scene_keys(&scene, "Down Down Down Down Down C-End");
}

/* --- prepared, live, logged --- */

/* The one note that waits on the account under the cursor, or NULL. */
static const struct row *prepared_note(struct arena *arena)
{
    struct row_list prepared = {0};
    struct error err;

    assert_true(
        store_page(session_store(scene.session), ORDER_PREPARED, 0, 10, arena, &prepared, &err));
    assert_true(prepared.count < 2);
    return prepared.count ? prepared.items[0] : NULL;
}

static const char *field_of(int64_t note, int field, struct arena *arena)
{
    return row_text(row_of(KIND_NOTE, note, arena), field);
}

/* m g, what one hears, C-s: an agenda that is filed before, and logged when it took place. */
static void a_call_is_prepared_lived_and_logged(void **state)
{
    struct arena arena = {0};
    const struct row *note;
    int64_t key;

    for (size_t i = 0; i < COUNT_OF(scene_sizes); i++) {
        scene_start(&scene, scene_sizes[i].columns, scene_sizes[i].rows);
        scene_keys(&scene, "m g");
        type_when("2026-11-23 09:30");
        scene_check(&scene, "composer-live");
        type_when("2026-11-24 14:00");
        scene_check(&scene, "composer-prepared");
        scene_keys(&scene, "Esc u u");
        assert_null(prepared_note(&arena));
    }
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "m g");
    note = prepared_note(&arena);
    assert_non_null(note);
    key = note->key;
    assert_string_equal(row_text(note, NOTE_KIND), "call");
    assert_string_equal(row_text(note, NOTE_TEMPLATE), "call");
    assert_non_null(strstr(row_text(note, NOTE_BODY), "send the revised roll-out plan"));
    scene_type(&scene, "They will think it over.");
    scene_keys(&scene, "C-s");
    assert_null(prepared_note(&arena));
    assert_string_equal(field_of(key, NOTE_STATE, &arena), "logged");
    assert_non_null(strstr(field_of(key, NOTE_BODY, &arena), "They will think it over."));
    scene_see(&scene, "call logged");
    scene_keys(&scene, "u u");
    arena_fini(&arena);
}

/* c on its day opens the one that waits; Esc keeps it waiting, with what was typed. */
static void c_opens_the_one_that_is_prepared(void **state)
{
    struct arena arena = {0};
    int64_t key;

    scene_start(&scene, 110, 32);
    scene_keys(&scene, "m g");
    key = prepared_note(&arena)->key;
    type_when("2026-11-23 16:00");
    scene_keys(&scene, "Esc");
    assert_string_equal(view_at(ui_current(scene.ui))->name, "today");
    scene_keys(&scene, "c");
    assert_int_equal(composer_of(scene.ui)->note, key);
    assert_true(composer_of(scene.ui)->prepared);
    scene_type(&scene, "ASK PRIYA");
    scene_keys(&scene, "Esc");
    scene_see(&scene, "call kept for later");
    assert_string_equal(field_of(key, NOTE_STATE, &arena), "prepared");
    assert_non_null(strstr(field_of(key, NOTE_BODY, &arena), "ASK PRIYA"));
    scene_keys(&scene, "m g"); /* it is there: no second one */
    assert_int_equal(composer_of(scene.ui)->note, key);
    scene_keys(&scene, "Esc j c");
    assert_int_equal(composer_of(scene.ui)->note, 0);
    scene_keys(&scene, "Esc k u u u");
    assert_null(prepared_note(&arena));
    arena_fini(&arena);
}

/* A task says which kind, and for when. */
static void a_task_is_prepared_for_its_day(void **state)
{
    struct arena arena = {0};
    struct outcome outcome;
    struct error err;
    struct task_draft task = {.account = 0,
        .title = "quarterly review",
        .due = day_make(2026, 11, 26),
        .at_minute = 14 * 60,
        .kind = "qbr"};

    scene_start(&scene, 110, 32);
    task.account = ui_account(scene.ui);
    in_the_other_terminal(verb_task_add(scene.session, &task, &outcome, NULL, &err), &outcome);
    scene_keys(&scene, "4");
    while (!text_equal(row_text(row_of(KIND_TASK, row_here().key, &arena), TASK_TITLE), task.title))
        scene_keys(&scene, "j");
    scene_keys(&scene, "m g");
    scene_see(&scene, "qbr prepared for Thu 26 Nov");
    assert_string_equal(row_text(prepared_note(&arena), NOTE_KIND), "qbr");
    assert_int_equal(
        row_integer(prepared_note(&arena), NOTE_AT), minute_make(day_make(2026, 11, 26), 14 * 60));
    scene_keys(&scene, "C-s"); /* it was earlier than planned: it took place now */
    assert_null(prepared_note(&arena));
    scene_keys(&scene, "u u u");
    arena_fini(&arena);
}

/* One of a calendar says nothing yet: it begins with the agenda of its kind, kept only if written
 * into. */
static void a_meeting_of_a_calendar_gets_its_agenda(void **state)
{
    static const char *const keys[] = {"c", "m g"};
    struct arena arena = {0};
    struct note_draft draft = {.kind = "meeting",
        .at = minute_make(day_make(2026, 11, 23), 15 * 60),
        .body = "",
        .prepared = true};
    struct outcome outcome;
    struct error err;

    scene_start(&scene, 110, 32);
    draft.account = ui_account(scene.ui);
    in_the_other_terminal(verb_note_log(scene.session, &draft, &outcome, NULL, &err), &outcome);
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        scene_keys(&scene, keys[i]);
        scene_see(&scene, "meeting, live");
        assert_non_null(strstr(body_text(), "Where they stand with their goals"));
        scene_keys(&scene, "Esc");
        assert_string_equal(row_text(prepared_note(&arena), NOTE_BODY), "");
    }
    scene_keys(&scene, "c");
    scene_type(&scene, "AGREED");
    scene_keys(&scene, "C-s");
    assert_null(prepared_note(&arena));
    scene_keys(&scene, "u u");
    arena_fini(&arena);
}

/* Templates come by C-t, and give way to that of another kind until one writes. */
static void templates_stand_in_nobodys_way(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "c Up Up Up Right");
    assert_string_equal(body_text(), "");
    scene_keys(&scene, "C-t Enter");
    scene_see(&scene, "new email");
    assert_non_null(strstr(body_text(), "To "));
    scene_keys(&scene, "C-Home Up Up Up Right Right");
    assert_non_null(strstr(body_text(), "Training"));
    scene_keys(&scene, "Down Down Down");
    scene_type(&scene, "MINE");
    scene_keys(&scene, "C-Home Up Up Up Left");
    assert_non_null(strstr(body_text(), "MINE"));
    assert_non_null(strstr(body_text(), "Training"));
    scene_keys(&scene, "Down Down Down C-x h Backspace Esc");
    scene_command(&scene, "template renewal-intent");
    assert_non_null(strstr(body_text(), "If it were up to them today"));
    scene_keys(&scene, "C-x h Backspace Esc");
}

/* --- fields --- */

static void people_are_picked_and_new_ones_told(void **state)
{
    struct arena arena = {0};
    struct row_list people = {0};
    struct error err;
    int64_t account;
    size_t before;

    scene_start(&scene, 110, 32);
    account = ui_account(scene.ui);
    assert_true(
        store_children(session_store(scene.session), KIND_CONTACT, account, &arena, &people, &err));
    before = people.count;
    scene_keys(&scene, "c");
    scene_type(&scene, "Talked.");
    scene_keys(&scene, "Up Up Tab");
    scene_see(&scene, "executive sponsor, VP Operations");
    scene_keys(&scene, "Enter Tab");
    scene_type(&scene, "Bo Lindgren");
    scene_keys(&scene, "Enter Down");
    assert_string_equal(str_text(&composer_of(scene.ui)->with.text), "Priya Nair; Bo Lindgren");
    scene_see(&scene, "Bo Lindgren is new");
    scene_keys(&scene, "C-s");
    scene_see(&scene, "call logged, new person: Bo Lindgren");
    assert_true(
        store_children(session_store(scene.session), KIND_CONTACT, account, &arena, &people, &err));
    assert_int_equal(people.count, before + 1);
    scene_keys(&scene, "u");
    arena_fini(&arena);
}

/* Words of a day, how long, and what is wrong with either. */
static void when_and_how_long(void **state)
{
    static const struct {
        const char *when, *took, *told, *at; /* at NULL: not filed */
        int minutes;
    } cases[] = {
        {"yesterday 14:00", "1h30", "Sun 22 Nov 2026", "2026-11-22T14:00", 90},
        {"-3d", "45", "Fri 20 Nov 2026", "2026-11-20T12:00", 45},
        {"fri", "", "Fri 27 Nov 2026 is still to come", NULL, 0},
        {"today", "long", "'long' is no duration", NULL, 0},
        {"never", "", "never", NULL, 0},
    };
    char at[24];

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct arena arena = {0};
        const struct row *note;

        scene_start(&scene, 110, 32);
        scene_keys(&scene, "c");
        scene_type(&scene, "UNIQUE");
        scene_keys(&scene, "Up Up Up Up Up C-u");
        scene_type(&scene, cases[i].when);
        if (cases[i].at)
            scene_see(&scene, cases[i].told);
        scene_keys(&scene, "Down");
        scene_type(&scene, cases[i].took);
        scene_keys(&scene, "C-s");
        if (!cases[i].at) {
            scene_see(&scene, cases[i].told);
            scene_keys(&scene, "Down Down Down Down Down Down C-x h Backspace Esc");
            continue;
        }
        scene_keys(&scene, "7");
        scene_command(&scene, "filter UNIQUE");
        note = row_of(KIND_NOTE, note_under_cursor(), &arena);
        assert_string_equal(minute_iso(row_integer(note, NOTE_AT), at), cases[i].at);
        assert_int_equal(row_integer(note, NOTE_DURATION), cases[i].minutes);
        scene_keys(&scene, "u");
        arena_fini(&arena);
    }
}

/* --- versions --- */

static void an_earlier_text_is_read_and_restored(void **state)
{
    struct arena arena = {0};
    const char *before;
    int64_t note;

    scene_start(&scene, 110, 32);
    scene_keys(&scene, "7 m v");
    scene_see(&scene, "as it was first written");
    note = note_under_cursor();
    before = field_of(note, NOTE_BODY, &arena);
    scene_keys(&scene, "e");
    scene_type(&scene, " And more.");
    scene_keys(&scene, "C-s Enter");
    scene_see(&scene, "1 earlier version");
    scene_keys(&scene, "m v");
    scene_see(&scene, " And more.\"");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "As it was until today");
    scene_keys(&scene, "y");
    assert_string_equal(field_of(note, NOTE_BODY, &arena), before);
    scene_see(&scene, "2 earlier versions");
    scene_keys(&scene, "u");
    assert_string_not_equal(field_of(note, NOTE_BODY, &arena), before);
    scene_keys(&scene, "u");
    arena_fini(&arena);
}

/* Those that wait stand before the rest, apart. */
static void prepared_notes_head_the_list(void **state)
{
    struct note_draft draft = {.account = 0,
        .kind = "qbr",
        .at = minute_make(day_make(2026, 11, 26), 600),
        .body = "Review with them",
        .prepared = true};
    struct outcome outcome;
    struct error err;

    scene_start(&scene, 110, 32);
    draft.account = ui_account(scene.ui);
    in_the_other_terminal(verb_note_log(scene.session, &draft, &outcome, NULL, &err), &outcome);
    scene_check_sizes(&scene, "notes-prepared", "7 j");
    scene_start_ascii(&scene, 80, 24);
    scene_keys(&scene, "7");
    scene_check(&scene, "notes-prepared-ascii");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "prepared");
    scene_keys(&scene, "u");
}

/* A list tells what was written, not the agenda above it. */
static void a_note_is_told_by_its_own_words(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "1 c C-t");
    scene_see(&scene, "call");
    scene_keys(&scene, "Enter C-End");
    scene_type(&scene, "Two sites wait for badges");
    scene_keys(&scene, "C-s 7");
    scene_see(&scene, "call       Two sites wait for badges");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_call_is_prepared_lived_and_logged),
        cmocka_unit_test(c_opens_the_one_that_is_prepared),
        cmocka_unit_test(a_task_is_prepared_for_its_day),
        cmocka_unit_test(a_meeting_of_a_calendar_gets_its_agenda),
        cmocka_unit_test(templates_stand_in_nobodys_way),
        cmocka_unit_test(people_are_picked_and_new_ones_told),
        cmocka_unit_test(when_and_how_long),
        cmocka_unit_test(an_earlier_text_is_read_and_restored),
        cmocka_unit_test(prepared_notes_head_the_list),
        cmocka_unit_test(a_note_is_told_by_its_own_words),
    };

    return cmocka_run_group_tests(tests, make_scene, end_scene);
}
