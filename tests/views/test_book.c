/* The Book: columns by width, marks, a filter, a sort. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "base/attributes.h"
#include "files/paths.h"
#include "support/home.h"
#include "support/scene.h"
#include "ui/commands_internal.h"
#include "ui/left.h"
#include "ui/path_prompt.h"
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
    scene_check_sizes(&scene, "book", "2");
}

static void marks_and_columns(void **state)
{
    scene_check_sizes(&scene, "book-marks", "2 j Space Space L L L");
}

/* --- out into a file --- */

static char *read_there(const char *name)
{
    char *path = home_path(scene.home, name);
    struct str text = {0};
    struct error err;

    if (!file_read_whole(path, 1 << 20, &text, &err))
        fail_msg("%s", err.text);
    free(path);
    return text.data;
}

static void export_to(const char *name)
{
    char *path = home_path(scene.home, name);

    scene_keys(&scene, "m e");
    scene_type(&scene, path); /* in place of what is proposed */
    scene_keys(&scene, "Enter");
    free(path);
}

static int lines_of(const char *text)
{
    int lines = 0;

    for (; *text; text++)
        lines += *text == '\n';
    return lines;
}

static void rows_go_into_a_file(void **state)
{
    char *text;

    scene_start(&scene, 80, 24);
    scene_keys(&scene, "2 Space Space m e");
    scene_see(&scene, "Export 2 accounts to  ~/accounts.csv");
    scene_keys(&scene, "Esc");
    export_to("two.xlsx");
    scene_see(&scene, "end the name in .csv, .json, .md or .ics");
    scene_keys(&scene, "Esc");
    export_to("two.csv");
    scene_see(&scene, "two.csv written: 2 accounts");
    text = read_there("two.csv");
    assert_int_equal(lines_of(text), 3);
    free(text);
    scene_keys(&scene, "Esc");
    export_to("two.csv");
    scene_see(&scene, "is there. Replace it?");
    scene_keys(&scene, "y");
    scene_see(&scene, "two.csv written: all accounts");
    text = read_there("two.csv");
    assert_true(lines_of(text) > 3);
    free(text);
    export_to("days.ics");
    text = read_there("days.ics");
    assert_non_null(strstr(text, "BEGIN:VEVENT"));
    free(text);
}

/* What to do stands at the end of a refusal: it is never cut for the sake of the hint. */
static void a_long_refusal_is_whole(void **state)
{
    scene_start(&scene, 80, 24);
    scene_keys(&scene, "4 z");
    scene_type(&scene, "someday");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "'someday' is not a date: write 2026-12-01, ");
    scene_keys(&scene, "Esc");
}

/* --- what is read off the screen --- */

/* Whoever counts on one screen and then on the other finds why the lists differ. */
static void the_scope_is_said(void **state)
{
    scene_start(&scene, 80, 24);
    scene_keys(&scene, "1");
    scene_see(&scene, " 11 accounts  $3.12M");
    scene_keys(&scene, "2");
    scene_see(&scene, " 11 accounts, 1 churned  $3.12M");
    scene_see(&scene, "1–12 of 12");
}

static void a_change_of_many_says_what_was(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "2 v j j m s");
    scene_type(&scene, "zzz");
    scene_see(&scene, "a word of your own: no rule knows it");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "stage=zzz?");
    scene_see(&scene, "Now: ");
    scene_see(&scene, "The rules know onboarding, adopting");
    scene_keys(&scene, "n m s");
    scene_type(&scene, "steady");
    assert_false(scene_has(&scene, "a word of your own"));
}

/* `u undo` of the screen before would be an `u` in the note that is written on this one. */
static void what_was_said_goes_with_its_screen(void **state)
{
    scene_start(&scene, 80, 24);
    scene_keys(&scene, "2 b");
    scene_see(&scene, "undo");
    scene_keys(&scene, "c");
    assert_false(scene_has(&scene, "undo"));
}

static void heads_keep_apart(void **state)
{
    scene_start(&scene, 80, 24);
    scene_keys(&scene, "2 s t");
    scene_command(&scene, "sort touch");
    assert_true(scene_has(&scene, "decides  touch↑") || scene_has(&scene, "decides  touch↓"));
}

/* In the words of who asks, not of files; a refusal says what to write. */
static void a_field_is_asked_for_in_plain_words(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "2 m a C-u");
    scene_see(&scene, "Northwind Traders: ARR =");
    scene_see(&scene, "120k, 1.5m, 120000");
    scene_keys(&scene, "Esc m h");
    scene_see(&scene, "health by hand =");
    scene_type(&scene, "60");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "write the reason behind the score: 60 they cut the team");
    scene_type(&scene, " they cut the team");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "undo");
    scene_keys(&scene, "u");
}

/* `1,5` may be meant as a million and a half. */
static void an_amount_is_told_as_it_was_understood(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "2 m a C-u");
    scene_type(&scene, "1,5");
    scene_see(&scene, "  $1.50");
    scene_keys(&scene, "C-u");
    scene_type(&scene, "1.5m");
    scene_see(&scene, "  $1,500,000");
    scene_keys(&scene, "Esc");
    scene_keys(&scene, "G e C-n C-u");
    scene_type(&scene, "90k");
    scene_see(&scene, "  $90,000");
    scene_keys(&scene, "C-u Esc g g");
}

/* What makes an ask or a promise in a note makes one here too. */
static void a_task_may_be_an_ask(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "2 t");
    scene_type(&scene, "call Ana frday");
    scene_see(&scene, "  no day");
    scene_keys(&scene, "C-u");
    scene_type(&scene, "@product fix the export fri");
    scene_see(&scene, "an ask, due Fri 27 Nov 2026");
    scene_keys(&scene, "Enter t");
    scene_type(&scene, "! send the figures");
    scene_see(&scene, "a promise,");
    scene_keys(&scene, "Enter 4 /");
    scene_type(&scene, "title ~ export");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "@   Fri 27 Nov   fix the export");
    scene_keys(&scene, "F 1 u u");
}

/* As in a browser: back, and forward again, until one goes elsewhere. */
static void back_and_forward(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "2 Enter 6 8 C-o C-o");
    assert_int_equal(ui_current(scene.ui), VIEW_ACCOUNT);
    scene_keys(&scene, "M-o M-Right");
    assert_int_equal(ui_current(scene.ui), VIEW_METRICS);
    scene_keys(&scene, "M-o");
    scene_see(&scene, "nothing to go forward to");
    scene_keys(&scene, "M-Left 7 M-o");
    assert_int_equal(ui_current(scene.ui), VIEW_NOTES);
    scene_keys(&scene, "1 2 c Esc M-o"); /* a note that was left is not gone on to */
    assert_int_equal(ui_current(scene.ui), VIEW_BOOK);
}

/* What was half typed is told with the account that it is of, not with the one that the cursor
 * happened to be on. */
static void a_draft_is_told_with_its_own_account(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "2 a");
    scene_type(&scene, "Newco Holding");
    scene_keys(&scene, "Esc");
    drafts_offer(scene.ui);
    shell_draw(scene.ui);
    scene_see(&scene, " A draft is kept: A new account. :drafts");
    scene_command(&scene, "drafts");
    scene_see(&scene, "A new account     Newco Holding");
    scene_keys(&scene, "Esc a C-u Esc e C-n C-n C-u");
    scene_type(&scene, "smb");
    scene_keys(&scene, "Esc");
    drafts_offer(scene.ui);
    shell_draw(scene.ui);
    scene_see(&scene, " A draft is kept: Account, Northwind Traders. :drafts");
    scene_keys(&scene, "e C-n C-n C-u Esc");
}

/* Where a file lies is no text of anybody's: it is not told at the next start. */
static void a_path_is_no_draft(void **state)
{
    const char *text = "/somewhere/accounts.csv";

    assert_true(left_is_worth(&(struct ui_question){.title = "Task for Globex"}, text));
    assert_false(left_is_worth(
        &(struct ui_question){.title = "Import file", .complete = path_complete}, text));
}

/* On a narrow screen whole keys, or none; on one that is too small, all of the sentence. */
static void keys_of_a_form_are_whole(void **state)
{
    scene_start(&scene, 40, 12);
    scene_keys(&scene, "2 e C-n C-n");
    scene_see(&scene, " C-s save   Esc leave    │");
    scene_turn(&scene, 110, 32, false);
    scene_see(&scene, "Esc leave   Tab choose ");
    scene_keys(&scene, "C-p C-p");
    scene_see(&scene, " name of the customer ");
    scene_turn(&scene, 20, 5, false);
    assert_string_equal(scene_row(&scene, 0), "daybook needs 40x10");
    assert_string_equal(scene_row(&scene, 1), "cells");
    scene_turn(&scene, 110, 32, false);
    scene_keys(&scene, "Esc a");
    scene_see(&scene, "Globex; an ARR may follow: Globex, 120k");
    scene_keys(&scene, "Esc");
}

static void filter_typed(const char *typed, const char *keys)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "2 /");
    scene_type(&scene, typed);
    scene_keys(&scene, keys);
}

/* A word that no row has finds nothing, and that is said at the word, and where the list is empty;
 * of one that is there, or is only one of two, nothing is said. */
static void a_word_that_no_row_has_is_told(void **state)
{
    static const char told[] = "no account has tier \"ent\"; did you mean \"enterprise\"?";

    filter_typed("health < 0 and tier = ent", "C-e");
    scene_see(&scene, "none matches");
    assert_int_equal(strstr(scene_row(&scene, 31), "^ no account") - scene_row(&scene, 31),
        (int)strlen(" Filter  health < 0 and tier = "));
    scene_keys(&scene, "Enter");
    scene_see(&scene, "No account matches the filter.");
    scene_see(&scene, told);
    filter_typed("tier in (enterprise, ent) and health < 0", "C-e");
    scene_see(&scene, told);
    filter_typed("tier = enterprise and health < 0", "C-e");
    scene_see(&scene, "none matches");
    assert_false(scene_has(&scene, "no account has"));
    filter_typed("health < 0 and not tier = ent", "C-e");
    assert_false(scene_has(&scene, "no account has"));
    filter_typed("tags = nosuch", "C-e");
    scene_see(&scene, "no account has tags \"nosuch\"");
    scene_keys(&scene, "Esc 6 /");
    scene_type(&scene, "tier = ent");
    scene_see(&scene, told);
    scene_keys(&scene, "Esc 4 /");
    scene_type(&scene, "kind = promis");
    scene_see(&scene, "no task has kind \"promis\"");
    scene_keys(&scene, "Esc");
}

/* What u takes back, and what came before it, is read before it goes; what went is no longer
 * listed.
 */
static void changes_are_read_before_they_go(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "2 g g b g h");
    scene_see(&scene, "Enter shows what would go back");
    scene_see(&scene, ": pinned");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "What would go back");
    scene_see(&scene, "pinned yes");
    scene_keys(&scene, "Esc");
    assert_false(scene_has(&scene, "undid"));
    scene_keys(&scene, "g h Enter y");
    scene_see(&scene, "undid: ");
    scene_keys(&scene, "Esc g h");
    assert_false(scene_has(&scene, ": pinned "));
    scene_keys(&scene, "Esc");
}

/* Esc takes back what is being typed, not what stood before it. */
static void a_filter_outlives_another_that_was_not_meant(void **state)
{
    filter_typed("tier = enterprise", "Enter");
    scene_see(&scene, " 4 accounts ");
    scene_keys(&scene, "/ C-u");
    scene_type(&scene, "name ~ quill");
    scene_see(&scene, "1 account");
    scene_keys(&scene, "Esc");
    scene_see(&scene, "filter tier = enterprise");
    scene_see(&scene, " 4 accounts ");
    scene_keys(&scene, "Esc");
    assert_false(scene_has(&scene, "filter tier"));
    filter_typed("tier = mid", "Esc");
    assert_false(scene_has(&scene, "filter tier"));
}

/* `i` on one that Today does not list does not say that it does. */
static void why_is_told_of_those_not_in_today_too(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "2 G i");
    scene_see(&scene, "Why it is not in Today");
    scene_see(&scene, "Its rank would be ");
    scene_keys(&scene, "Esc g g i");
    scene_see(&scene, "Why it is in Today");
    scene_see(&scene, " Rank ");
    scene_keys(&scene, "Esc");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(back_and_forward),
        cmocka_unit_test(it_fits_every_size),
        cmocka_unit_test(marks_and_columns),
        cmocka_unit_test(rows_go_into_a_file),
        cmocka_unit_test(a_long_refusal_is_whole),
        cmocka_unit_test(the_scope_is_said),
        cmocka_unit_test(a_change_of_many_says_what_was),
        cmocka_unit_test(what_was_said_goes_with_its_screen),
        cmocka_unit_test(heads_keep_apart),
        cmocka_unit_test(a_task_may_be_an_ask),
        cmocka_unit_test(a_filter_outlives_another_that_was_not_meant),
        cmocka_unit_test(why_is_told_of_those_not_in_today_too),
        cmocka_unit_test(a_field_is_asked_for_in_plain_words),
        cmocka_unit_test(an_amount_is_told_as_it_was_understood),
        cmocka_unit_test(a_draft_is_told_with_its_own_account),
        cmocka_unit_test(a_path_is_no_draft),
        cmocka_unit_test(keys_of_a_form_are_whole),
        cmocka_unit_test(a_word_that_no_row_has_is_told),
        cmocka_unit_test(changes_are_read_before_they_go),
    };

    return cmocka_run_group_tests(tests, make_scene, end_scene);
}
