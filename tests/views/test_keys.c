/* Every bound key has a command, and what keys do from screen to screen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>
#include <string.h>
#include "base/attributes.h"
#include "base/str.h"
#include "base/text.h"
#include "core/keymap.h"
#include "files/paths.h"
#include "support/home.h"
#include "support/scene.h"
#include "support/small_book.h"
#include "ui/edit.h"
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

static int start(void **state)
{
    scene_start(&scene, 110, 32);
    return 0;
}

/* What prompts, pickers and the composer do themselves, besides typing. */
static bool is_of_typing(const char *command)
{
    static const char *const words[] = {"accept", "cancel", "complete", "complete-back",
        "history-back", "history-forward", "history-search", "keep-draft", "line-down", "line-up",
        "new-line", "next", "next-field", "page-down", "page-up", "previous", "previous-field",
        "save", "template", "undo-typing", "redo-typing", "copy-text", "cut-text", "edit-outside",
        "mark", "unmark"};

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (text_equal(words[i], command))
            return true;
    if (text_starts(command, "select-"))
        return text_equal(command, "select-all") || is_of_typing(command + strlen("select-"));
    return edit_action_from_name(command) != EDIT_NONE || shell_line_is_known(command);
}

static void every_key_has_its_command(void **state)
{
    static const char *const typing[] = {"prompt", "form", "composer", "picker"};
    const struct keymap *keymap = &scene.ui->keymap;

    assert_true(keymap->bindings.count > 100);
    for (size_t i = 0; i < keymap->bindings.count; i++) {
        const struct keymap_binding *binding = &keymap->bindings.items[i];
        bool known = shell_line_is_known(binding->command);

        for (size_t k = 0; k < COUNT_OF(typing); k++)
            if (text_equal(typing[k], binding->section))
                known = is_of_typing(binding->command);
        if (!known || !ui_key_commands.knows(binding->command))
            fail_msg("%s: no command '%s'", binding->section, binding->command);
    }
    assert_false(shell_line_is_known("no-such-command"));
    assert_false(ui_key_commands.knows("opne"));
    assert_false(ui_key_commands.knows("select-nothing"));
}

static void every_hint_has_its_key_and_command(void **state)
{
    for (int id = 0; id < VIEW_COUNT; id++) {
        const struct view *view = view_at((enum view_id)id);
        struct keymap_sections sections = {
            {view->name, view->edits ? "composer" : "list", "global"}, 3};

        for (size_t i = 0; i < view->hint_count; i++)
            if (!keymap_for_command(&scene.ui->keymap, &sections, view->hints[i].command))
                fail_msg("%s: no key for the hint '%s'", view->name, view->hints[i].command);
    }
}

static bool screen_has(const char *text)
{
    for (int y = 0; y < scene.ui->canvas.rows; y++)
        if (strstr(scene_row(&scene, y), text))
            return true;
    return false;
}

static void assert_screen(const char *text)
{
    if (!screen_has(text))
        fail_msg("'%s' is not on the screen", text);
}

static void marked_rows_go_together_and_come_back(void **state)
{
    scene_keys(&scene, "2 Space Space m s");
    scene_type(&scene, "adopting");
    scene_keys(&scene, "Enter");
    assert_screen("Set on 2 accounts, $1.67M, stage=adopting?");
    scene_keys(&scene, "y");
    assert_screen("2 accounts changed: stage=adopting");
    scene_keys(&scene, "g g Enter");
    assert_screen("Northwind Traders   enterprise, adopting");
    scene_keys(&scene, "u");
    assert_screen("undid: 2 accounts changed: stage=adopting");
    assert_screen("Northwind Traders   enterprise, renewing");
}

static void a_range_is_marked(void **state)
{
    scene_keys(&scene, "2 Space j j v");
    assert_screen("4 marked");
    scene_keys(&scene, "Esc");
    assert_false(screen_has("marked"));
}

static void a_click_selects_and_a_second_opens(void **state)
{
    scene_click(&scene, 20, 11);
    assert_string_equal(view_at(ui_current(scene.ui))->name, "today");
    assert_non_null(strstr(scene_row(&scene, 5), "Globex"));
    scene_click(&scene, 20, 10);
    assert_string_equal(view_at(ui_current(scene.ui))->name, "account");
    assert_screen("Globex");
    scene_click(&scene, 4, 0);
    assert_string_equal(view_at(ui_current(scene.ui))->name, "today");
}

static void a_adds_what_the_screen_lists(void **state)
{
    scene_keys(&scene, "2 a");
    scene_type(&scene, "Acme, 12k");
    assert_screen("owner"); /* a line a field, none of them needed */
    scene_keys(&scene, "Enter Enter");
    scene_type(&scene, "smb");
    scene_keys(&scene, "C-s");
    assert_screen("account 'Acme' added");
    scene_keys(&scene, "2 /");
    scene_type(&scene, "acme");
    scene_keys(&scene, "Enter Enter ] ] ] a");
    scene_type(&scene, "Ana Costa, champion");
    scene_keys(&scene, "C-s");
    assert_screen("Ana Costa           champion");
    scene_keys(&scene, "t");
    scene_type(&scene, "call Ana fri");
    assert_screen("Fri 27 Nov 2026");
    scene_keys(&scene, "Enter 4 /");
    scene_type(&scene, "ana");
    scene_keys(&scene, "Enter");
    assert_screen("call Ana");
    scene_keys(&scene, "F u u u");
}

static void three_reopens_the_last_account(void **state)
{
    scene_keys(&scene, "j Enter 1 g g 3");
    assert_screen("Vega Insurance   enterprise");
}

static void n_goes_to_what_wants_something(void **state)
{
    scene_keys(&scene, "5 Enter g g n");
    assert_screen("Train those who run it");
    assert_non_null(strstr(scene_row(&scene, 12), "▎"));
}

static void a_filter_narrows_today_and_tab_completes_it(void **state)
{
    scene_keys(&scene, "/");
    scene_type(&scene, "hea");
    scene_keys(&scene, "Tab");
    scene_type(&scene, " < 50");
    scene_keys(&scene, "Enter");
    assert_screen("filter health < 50");
    assert_screen("Northwind Traders");
    assert_false(screen_has("Globex  "));
    scene_keys(&scene, "Esc");
    assert_screen("Globex");
}

static void dot_repeats_with_the_same_words(void **state)
{
    scene_keys(&scene, "g g z C-u");
    scene_type(&scene, "+2w, waits for legal");
    scene_keys(&scene, "Enter .");
    assert_screen("2 snoozed");
    scene_keys(&scene, "u u");
    assert_false(screen_has("snoozed   "));
}

/* The other terminal hides the row between the question and its answer. */
static void an_answer_is_about_the_row_that_was_asked_about(void **state)
{
    int64_t asked = ui_account(scene.ui);
    struct outcome outcome;
    struct error err;
    struct arena arena = {0};
    struct row *row = NULL;

    scene_keys(&scene, "D");
    assert_true(verb_account_snooze(
        scene.session, asked, session_today(scene.session) + 9, "", &outcome, &err));
    outcome_fini(&outcome);
    ui_changed(scene.ui);
    shell_draw(scene.ui);
    scene_keys(&scene, "y");
    assert_true(store_get(session_store(scene.session), KIND_ACCOUNT, asked, &arena, &row, &err));
    assert_null(row);
    assert_int_not_equal(ui_account(scene.ui), asked);
    scene_keys(&scene, "u u");
    arena_fini(&arena);
}

/* Where the words stand. */
static void find(const char *text, int *ret_x, int *ret_y)
{
    for (int y = 0; y < scene.ui->canvas.rows; y++) {
        const char *row = scene_row(&scene, y), *at = strstr(row, text);

        if (!at)
            continue;
        *ret_x = text_columns_bytes(row, (size_t)(at - row));
        *ret_y = y;
        return;
    }
    fail_msg("'%s' is not on the screen", text);
}

static void click(const char *text)
{
    int x = 0, y = 0;

    find(text, &x, &y);
    scene_click(&scene, x, y);
}

static void headings_sort_and_hints_press_their_keys(void **state)
{
    scene_keys(&scene, "2");
    click("account  ");
    assert_screen("by name");
    click("account ↑");
    assert_screen("account ↓");
    click("commands");
    assert_screen("Esc close");
    click("close");
    assert_false(screen_has("Esc close"));
    click("account ↓");
    click("Globex");
    click("open");
    click("People");
    assert_screen("stance");
    click("2 Book");
    assert_screen("by name");
}

/* Tabs and chips say which of them is in force by what is listed. */
static void tabs_and_chips_are_clicked(void **state)
{
    scene_keys(&scene, "4");
    click("Done");
    assert_screen("thank Noor for the reference");
    click("Open");
    click("promises");
    assert_screen("send the revised roll-out plan");
    assert_false(screen_has("escalate to sponsor"));
    click("asks 1");
    assert_screen("fix sign-in");
    assert_false(screen_has("send the revised roll-out plan"));
    click("all ");
    assert_screen("escalate to sponsor");
    scene_keys(&scene, "6");
    click("30  60");
    assert_screen("by 23 Dec");
    click("all  [ ]");
    assert_screen("in all");
    click("closed   moved");
    assert_false(screen_has("in all"));
    click("to renew   closed");
    assert_screen("in all");
}

static void the_wheel_leaves_the_row_under_the_cursor(void **state)
{
    int64_t account;

    scene_start(&scene, 80, 14);
    scene_keys(&scene, "2");
    account = ui_account(scene.ui);
    assert_screen("Lumen Retail");
    scene_mouse(&scene, KEYCAP_WHEEL_DOWN, 20, 6);
    scene_mouse(&scene, KEYCAP_WHEEL_DOWN, 20, 6);
    assert_false(screen_has("Lumen Retail"));
    assert_int_equal(ui_account(scene.ui), account);
    scene_keys(&scene, "j k");
    assert_int_equal(ui_account(scene.ui), account);
}

static void the_right_button_brings_up_what_can_be_done(void **state)
{
    int x = 0, y = 0;

    scene_keys(&scene, "2");
    find("Vega Insurance", &x, &y);
    scene_mouse(&scene, KEYCAP_RIGHT_CLICK, x, y);
    assert_screen("This row");
    click("snooze");
    assert_screen("Snooze Vega Insurance until");
    click("leave");
    assert_false(screen_has("Snooze Vega"));
    scene_mouse(&scene, KEYCAP_RIGHT_CLICK, x, y);
    scene_mouse(&scene, KEYCAP_WHEEL_DOWN, x, y);
    scene_click(&scene, 2, 28);
    assert_false(screen_has("This row"));
}

/* On any letter of a key or of its words; between two of them is neither. */
static void a_click_hits_what_it_is_on(void **state)
{
    int x = 0, y = 0;

    scene_keys(&scene, "2 z");
    find("Enter do it", &x, &y);
    scene_click(&scene, x, y);
    assert_screen("snoozed until");
    scene_keys(&scene, "u z");
    find("Enter do it", &x, &y);
    scene_click(&scene, x + 2, y);
    assert_screen("snoozed until");
    scene_keys(&scene, "u 1 x");
    find("y yes   n no", &x, &y);
    scene_click(&scene, x + 6, y);
    assert_screen("y yes   n no");
    scene_click(&scene, x + 8, y);
    assert_false(screen_has("y yes   n no"));
    assert_false(screen_has("handled"));
}

static void a_prefix_goes_on_by_a_click(void **state)
{
    scene_keys(&scene, "g");
    modal_show_prefix(scene.ui);
    shell_draw(scene.ui);
    click("go to Notes");
    assert_string_equal(view_at(ui_current(scene.ui))->name, "notes");
}

static void minus_goes_there_and_back(void **state)
{
    scene_keys(&scene, "2 4 -");
    assert_string_equal(view_at(ui_current(scene.ui))->name, "book");
    scene_keys(&scene, "-");
    assert_string_equal(view_at(ui_current(scene.ui))->name, "tasks");
    scene_keys(&scene, "C-o C-o C-o");
    assert_screen("no screen before this one");
}

static void the_way_back_leads_through_accounts(void **state)
{
    scene_keys(&scene, "2 Enter");
    assert_screen("Northwind Traders   enterprise");
    scene_command(&scene, "goto globex");
    assert_screen("Globex   mid");
    scene_keys(&scene, "C-o");
    assert_screen("Northwind Traders   enterprise");
}

/* Whatever wrote, with the words it was told where it can. */
static void dot_repeats_what_screens_do(void **state)
{
    scene_keys(&scene, "2 / n o r t h Enter Enter ] ] ] s . .");
    assert_screen("undo");
    scene_keys(&scene, "u u u");
}

/* Without a terminal nothing is opened: the link is copied. */
static void links_of_a_row_are_found(void **state)
{
    scene_keys(&scene, "2 / n o r t h Enter o");
    assert_screen("no link stands here");
    scene_command(&scene, "modify url=see https://crm.example/a/1, and http://x.example/(2)");
    scene_keys(&scene, "o");
    assert_screen("copied: https://crm.example/a/1");
    scene_keys(&scene, "O");
    assert_screen("http://x.example/(2");
    scene_keys(&scene, "Down Enter");
    assert_screen("copied: http://x.example/(2");
    scene_keys(&scene, "y u");
    assert_screen("copied: https://crm.example/a/1");
    scene_keys(&scene, "u");
}

static void rows_are_copied_in_every_form(void **state)
{
    static const char *const keys[] = {"y y", "y m", "y j", "y t"};

    scene_keys(&scene, "2 y n");
    assert_screen("copied: Northwind Traders");
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        scene_keys(&scene, keys[i]);
        assert_screen("copied: the row");
    }
    scene_keys(&scene, "Space Space y t");
    assert_screen("copied: 2 rows");
    scene_keys(&scene, "y e");
    assert_screen("an account has no email");
}

static void columns_sort_by_letters_and_one_after_the_other(void **state)
{
    scene_keys(&scene, "2 s t");
    assert_screen("by tier");
    scene_command(&scene, "sort-then arr");
    scene_see(&scene, "by tier, arr");
    assert_int_equal(ui_account(scene.ui), small_book_account(scene.session, "northwind"));
    scene_keys(&scene, "g g j");
    assert_int_equal(ui_account(scene.ui), small_book_account(scene.session, "vega"));
    scene_keys(&scene, "s t g g");
    scene_see(&scene, "by tier, arr");
    assert_int_equal(ui_account(scene.ui), small_book_account(scene.session, "initech"));
}

/* Its filter, its order and its columns, under a name; gone again once it is forgotten. */
static void a_view_is_saved_and_comes_back(void **state)
{
    char *path = home_path(scene.home, "config/views.yaml");
    static const char before[] = "# mine\nold: { screen: book, do: [ sort name ] }\n# end\n";
    struct str after = {0};
    struct error err;

    assert_true(path_make_parent(path, &err) &&
                file_write_whole(path, before, strlen(before), FILE_WRITE_REPLACE, &err));
    scene_keys(&scene, "2 s t f w");
    scene_type(&scene, "nobody");
    scene_keys(&scene, "C-u");
    scene_type(&scene, "Red ones");
    scene_keys(&scene, "Enter");
    assert_screen("view 'Red ones' saved; f f shows it again");
    scene_command(&scene, "sort name");
    scene_command(&scene, "filter band = red");
    scene_command(&scene, "save-view Red \"ones\" two");
    scene_command(&scene, "filter tier = smb");
    scene_command(&scene, "sort health");
    scene_keys(&scene, "4 f f");
    assert_screen("book: filter band = red, sort +name");
    scene_keys(&scene, "Esc g u");
    scene_type(&scene, "two");
    scene_keys(&scene, "Enter");
    assert_screen("filter band = red");
    assert_screen("by name");
    scene_start(&scene, 110, 32); /* the next day */
    scene_command(&scene, "view red ones");
    assert_screen("by tier");
    assert_false(screen_has("band = red"));
    scene_command(&scene, "forget-view red ones");
    assert_screen("forgotten: red ones");
    scene_command(&scene, "view red ones");
    assert_screen("no screen and no saved view 'red ones'");
    scene_command(&scene, "view Red \"ones\" two");
    assert_screen("filter band = red");
    scene_command(&scene, "save-view book");
    assert_screen("'book' is a screen of daybook");
    scene_command(&scene, "forget-view Red \"ones\" two");
    assert_true(file_read_whole(path, 4096, &after, &err));
    assert_string_equal(str_text(&after), before); /* whatever else stands there stays */
    str_fini(&after);
    free(path);
}

static void the_preview_scrolls_beside_the_list(void **state)
{
    int64_t account = ui_account(scene.ui);

    assert_screen("What pulls it down");
    scene_keys(&scene, "J J J");
    assert_false(screen_has("What pulls it down"));
    assert_int_equal(ui_account(scene.ui), account);
    scene_keys(&scene, "K K K");
    assert_screen("What pulls it down");
    scene_keys(&scene, "J J J j K"); /* the next one begins at its top */
    assert_screen("K changes nothing here");
    scene_keys(&scene, "w w J");
    assert_int_not_equal(ui_account(scene.ui), account);
}

/* As in Today: beside the list where there is room, and alone. */
static void book_shows_the_account_under_its_cursor(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "2");
    assert_false(screen_has("What pulls it down"));
    scene_keys(&scene, "w");
    assert_screen("What pulls it down");
    assert_screen("next     ");
    scene_keys(&scene, "J J J J");
    assert_false(screen_has("What pulls it down"));
    scene_keys(&scene, "w");
    assert_screen("What pulls it down");
    assert_false(screen_has("next     "));
    scene_keys(&scene, "w");
    assert_false(screen_has("What pulls it down"));
}

static void rows_of_today_are_marked_and_go_together(void **state)
{
    scene_keys(&scene, "g g Space j v");
    assert_screen("3 marked");
    scene_keys(&scene, "z");
    assert_screen("Snooze 3 accounts until");
    scene_keys(&scene, "Enter");
    assert_screen("Snooze 3 accounts, ");
    scene_keys(&scene, "y");
    assert_screen("3 accounts snoozed until");
    assert_false(screen_has("3 marked")); /* nothing is done to what cannot be seen */
    scene_keys(&scene, "u V");
    assert_screen("8 marked");
    scene_keys(&scene, "Esc");
    assert_false(screen_has("marked"));
}

/* Two accounts cannot have one id: the first does not keep it either. */
static void marked_rows_change_all_or_none(void **state)
{
    struct arena arena = {0};
    struct row *row = NULL;
    struct error err;

    scene_keys(&scene, "2 Space Space");
    scene_command(&scene, "modify id=only-one");
    scene_keys(&scene, "y");
    assert_screen("is there already");
    assert_true(
        store_find_id(session_store(scene.session), KIND_ACCOUNT, "only-one", &arena, &row, &err));
    assert_null(row);
    scene_keys(&scene, "Esc");
    arena_fini(&arena);
}

static void up_brings_back_what_was_answered(void **state)
{
    scene_keys(&scene, "/");
    scene_type(&scene, "tier = mid");
    scene_keys(&scene, "Enter Esc / Up");
    assert_screen("Filter  tier = mid");
    scene_keys(&scene, "Esc t Up");
    assert_false(screen_has("tier = mid"));
    scene_keys(&scene, "Esc");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(every_key_has_its_command, start),
        cmocka_unit_test_setup(every_hint_has_its_key_and_command, start),
        cmocka_unit_test_setup(marked_rows_go_together_and_come_back, start),
        cmocka_unit_test_setup(marked_rows_change_all_or_none, start),
        cmocka_unit_test_setup(a_range_is_marked, start),
        cmocka_unit_test_setup(a_click_selects_and_a_second_opens, start),
        cmocka_unit_test_setup(headings_sort_and_hints_press_their_keys, start),
        cmocka_unit_test_setup(tabs_and_chips_are_clicked, start),
        cmocka_unit_test_setup(the_wheel_leaves_the_row_under_the_cursor, start),
        cmocka_unit_test_setup(the_right_button_brings_up_what_can_be_done, start),
        cmocka_unit_test_setup(a_prefix_goes_on_by_a_click, start),
        cmocka_unit_test_setup(a_click_hits_what_it_is_on, start),
        cmocka_unit_test_setup(minus_goes_there_and_back, start),
        cmocka_unit_test_setup(the_way_back_leads_through_accounts, start),
        cmocka_unit_test_setup(dot_repeats_what_screens_do, start),
        cmocka_unit_test_setup(links_of_a_row_are_found, start),
        cmocka_unit_test_setup(rows_are_copied_in_every_form, start),
        cmocka_unit_test_setup(columns_sort_by_letters_and_one_after_the_other, start),
        cmocka_unit_test_setup(a_view_is_saved_and_comes_back, start),
        cmocka_unit_test_setup(the_preview_scrolls_beside_the_list, start),
        cmocka_unit_test_setup(book_shows_the_account_under_its_cursor, start),
        cmocka_unit_test_setup(rows_of_today_are_marked_and_go_together, start),
        cmocka_unit_test_setup(a_adds_what_the_screen_lists, start),
        cmocka_unit_test_setup(three_reopens_the_last_account, start),
        cmocka_unit_test_setup(n_goes_to_what_wants_something, start),
        cmocka_unit_test_setup(a_filter_narrows_today_and_tab_completes_it, start),
        cmocka_unit_test_setup(dot_repeats_with_the_same_words, start),
        cmocka_unit_test_setup(an_answer_is_about_the_row_that_was_asked_about, start),
        cmocka_unit_test_setup(up_brings_back_what_was_answered, start),
    };

    return cmocka_run_group_tests(tests, make_scene, end_scene);
}
