/* Notes, one note, and the composer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <dirent.h>
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
        scene_keys(&scene, "c Up Up Up Up Up C-u");
        scene_type(&scene, "2026-11-23 09:30");
        scene_keys(&scene, "Down");
        scene_type(&scene, "45");
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

/* Today, the account under the cursor, c, the text, C-s: two keys and what one has to say. */
static void a_call_is_logged_in_two_keys(void **state)
{
    static const char *const keys[] = {"c", NULL, "C-s"}; /* NULL: the text */
    struct arena arena = {0};
    struct row_list before = {0}, after = {0};
    struct error err;
    int64_t account;
    size_t pressed = 0;

    scene_start(&scene, 110, 32);
    scene_keys(&scene, "j");
    account = ui_account(scene.ui);
    assert_true(
        store_children(session_store(scene.session), KIND_NOTE, account, &arena, &before, &err));
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        pressed += keys[i] != NULL;
        if (keys[i])
            scene_keys(&scene, keys[i]);
        else
            scene_type(&scene, "They want the export fixed.");
    }
    assert_int_equal(pressed, 2);
    assert_string_equal(view_at(ui_current(scene.ui))->name, "today");
    assert_int_equal(ui_account(scene.ui), account);
    assert_true(
        store_children(session_store(scene.session), KIND_NOTE, account, &arena, &after, &err));
    assert_int_equal(after.count, before.count + 1);
    assert_string_equal(
        row_text(after.items[after.count - 1], NOTE_BODY), "They want the export fixed.");
    assert_string_equal(row_text(after.items[after.count - 1], NOTE_KIND), "call");
    scene_keys(&scene, "u");
    arena_fini(&arena);
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

/* Which of the two texts is filed, by what is typed when it is asked. */
static void a_note_changed_meanwhile_asks_which(void **state)
{
    static const struct {
        const char *answer, *keys;
        bool mine, theirs;
    } cases[] = {
        {"mine", "Enter", true, false}, {"theirs", "Enter C-s", false, true},
        {"theirs", "Enter C-_ C-s", true, false}, {"both", "Enter C-s", true, true},
        {"", "Esc C-s Enter", true, false}, /* not answered: asked again, nothing lost */
    };
    const char *const theirs[] = {"body=THEIRS", NULL};

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
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
        scene_type(&scene, cases[i].answer);
        scene_keys(&scene, cases[i].keys);
        body = row_text(row_of(KIND_NOTE, note, &arena), NOTE_BODY);
        if ((strstr(body, "MINE") != NULL) != cases[i].mine ||
            (strstr(body, "THEIRS") != NULL) != cases[i].theirs)
            fail_msg("'%s %s' files %s", cases[i].answer, cases[i].keys, body);
        assert_string_equal(view_at(ui_current(scene.ui))->name, "notes");
        scene_keys(&scene, "u u");
        arena_fini(&arena);
    }
}

static void shift_tab_goes_back_a_field(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "c S-Tab");
    assert_int_equal(composer_of(scene.ui)->at, FIELD_MOOD);
    scene_keys(&scene, "S-Tab");
    assert_int_equal(composer_of(scene.ui)->at, FIELD_WITH);
    scene_keys(&scene, "S-Tab S-Tab S-Tab S-Tab");
    assert_int_equal(composer_of(scene.ui)->at, FIELD_WHEN);
    scene_keys(&scene, "Esc");
}

static void what_is_no_text_is_not_pasted(void **state)
{
    struct key paste = {.code = KEYCAP_PASTE, .text = "\xef\xbf\xbd", .len = 3, .is_mended = true};

    scene_start(&scene, 110, 32);
    scene_keys(&scene, "c");
    scene_type(&scene, "kept ");
    shell_key(scene.ui, &paste);
    assert_string_equal(str_text(&composer_of(scene.ui)->body.edit.text), "kept ");
    scene_keys(&scene, "C-u Esc");
}

/* In a list no key of a paste is one: it is offered as a note. */
static void a_paste_in_a_list_is_offered_as_a_note(void **state)
{
    struct key paste = {.code = KEYCAP_PASTE, .text = "q\nD\nquarter", .len = 11};
    int64_t account;

    scene_start(&scene, 110, 32);
    account = ui_account(scene.ui);
    shell_key(scene.ui, &paste);
    scene_keys(&scene, "n");
    assert_string_equal(view_at(ui_current(scene.ui))->name, "today");
    shell_key(scene.ui, &paste);
    scene_keys(&scene, "y");
    assert_int_equal(ui_account(scene.ui), account);
    assert_string_equal(str_text(&composer_of(scene.ui)->body.edit.text), "q\nD\nquarter");
    scene_keys(&scene, "C-_");
    assert_string_equal(str_text(&composer_of(scene.ui)->body.edit.text), "");
    scene_keys(&scene, "Esc");
}

static const char *body_text(void)
{
    return str_text(&composer_of(scene.ui)->body.edit.text);
}

static void names_tags_and_accounts_are_offered(void **state)
{
    static const struct {
        const char *typed, *keys, *text;
    } cases[] = {
        {"told @Pri", "Tab", "told @Priya Nair"},
        {"told @nair", "Enter", "told @Priya Nair"},
        {"mail a@b", "Tab", "mail a@b  "},
        {"- [ ] @pro", "Enter", "- [ ] @product"},
        {"- [ ] @", "Down Enter", "- [ ] @support"},
        {"@pro", "Enter", "@pro\n"}, /* those inside are asked in follow-ups */
        {"see Glob", "Tab", "see Globex"},
        {"see Glob", "Enter", "see Glob\n"},
        {"x #bud", "Tab", "x #budget"},
        {"x#bud", "Tab", "x#bud "},
    };
    const char *const tags[] = {"tags=field;budget", NULL};
    struct outcome outcome;
    struct error err;

    scene_start(&scene, 110, 32);
    scene_keys(&scene, "7");
    in_the_other_terminal(
        verb_set(scene.session, KIND_NOTE, note_under_cursor(), tags, &outcome, &err), &outcome);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        scene_start(&scene, 110, 32);
        scene_keys(&scene, "c");
        scene_type(&scene, cases[i].typed);
        scene_keys(&scene, cases[i].keys);
        if (strncmp(body_text(), cases[i].text, strlen(cases[i].text)) != 0)
            fail_msg("'%s' %s: '%s'", cases[i].typed, cases[i].keys, body_text());
        scene_keys(&scene, "C-x h Backspace Esc");
    }
}

static void days_that_do_not_exist_are_told(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "c");
    scene_type(&scene, "- [ ] call Ana 31 apr");
    assert_non_null(strstr(scene_row(&scene, 9), "there is no 31 Apr 2027"));
    scene_keys(&scene, "C-u");
    scene_type(&scene, "- [ ] call Ana 30 apr");
    assert_non_null(strstr(scene_row(&scene, 9), "task  30 Apr 2027"));
    scene_keys(&scene, "C-u Esc");
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

/* The one draft that is kept; yours (free). */
static char *home_draft(void)
{
    char *folder = home_path(scene.home, "daybook/drafts"), *text = NULL;
    DIR *dir = opendir(folder);

    assert_non_null(dir);
    for (struct dirent *entry; (entry = readdir(dir));)
        if (text_ends(entry->d_name, ".draft")) {
            char *path = home_path(folder, entry->d_name);

            assert_null(text);
            text = file_read(path);
            free(path);
        }
    closedir(dir);
    free(folder);
    assert_non_null(text);
    return text;
}

static void a_note_outlives_its_account(void **state)
{
    char *drafts;
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
    scene_keys(&scene, "C-s");
    assert_non_null(strstr(scene_row(&scene, 2), "No account  was "));
    drafts = home_draft();
    assert_non_null(strstr(drafts, "account: 0\n"));
    assert_non_null(strstr(drafts, "HOMELESS"));
    assert_non_null(strstr(drafts, "\nname: "));
    free(drafts);
    scene_keys(&scene, "C-s 7");
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

static int carets(void)
{
    const struct canvas *canvas = scene_canvas(&scene);
    int count = 0;

    for (int y = 0; y < canvas->rows; y++)
        for (int x = 0; x < canvas->columns; x++)
            count += canvas_cell_at(canvas, x, y)->role == ROLE_CURSOR;
    return count;
}

/* One caret, where the keys go; in a row of words to choose from none. */
static void the_caret_is_where_one_writes(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "c");
    assert_int_equal(carets(), 1);
    scene_keys(&scene, "S-Tab");
    scene_see(&scene, "▎mood");
    assert_int_equal(carets(), 0);
    scene_keys(&scene, "S-Tab");
    assert_int_equal(carets(), 1);
    scene_keys(&scene, "Esc");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_caret_is_where_one_writes),
        cmocka_unit_test(all_notes),
        cmocka_unit_test(one_note),
        cmocka_unit_test(the_composer),
        cmocka_unit_test(a_call_is_logged_in_two_keys),
        cmocka_unit_test(a_note_changed_meanwhile_asks_which),
        cmocka_unit_test(shift_tab_goes_back_a_field),
        cmocka_unit_test(what_is_no_text_is_not_pasted),
        cmocka_unit_test(a_paste_in_a_list_is_offered_as_a_note),
        cmocka_unit_test(names_tags_and_accounts_are_offered),
        cmocka_unit_test(days_that_do_not_exist_are_told),
        cmocka_unit_test(a_note_deleted_meanwhile_is_logged_anew),
        cmocka_unit_test(a_note_outlives_its_account),
        cmocka_unit_test(no_text_is_lost_where_no_draft_can_be_kept),
    };

    return cmocka_run_group_tests(tests, make_scene, end_scene);
}
