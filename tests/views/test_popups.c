/* What stands over a screen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "base/attributes.h"
#include "support/scene.h"
#include "ui/shell.h"
#include "ui/tour.h"

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

/* How many commands there are is no part of the picture, nor what stands far below: it would move
 * with each new one. */
static void picture_of_a_list(const char *name, const char *keys, int most_rows)
{
    for (size_t i = 0; i < COUNT_OF(scene_sizes); i++) {
        if (scene_sizes[i].rows > most_rows)
            continue;
        scene_start(&scene, scene_sizes[i].columns, scene_sizes[i].rows);
        scene_keys(&scene, keys);
        scene.ui->modal.picker.count = 100 + scene.ui->modal.picker.headings;
        if (!*picker_typed(&scene.ui->modal.picker))
            scene.ui->modal.picker.matches.count = scene.ui->modal.picker.count;
        shell_draw(scene.ui);
        scene_check(&scene, name);
    }
}

static void the_palette(void **state)
{
    picture_of_a_list("palette", ": r e n e", 100);
}

static void help(void **state)
{
    picture_of_a_list("help", "?", 24);
}

static void why(void **state)
{
    scene_check_sizes(&scene, "why", "i");
}

static void a_question(void **state)
{
    scene_check_sizes(&scene, "snooze", "z");
}

/* Of the snooze prompt, at 110x32. */
static void answers(const char *keys, const char *shown)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, keys);
    if (!strstr(scene_row(&scene, 30), shown))
        fail_msg("%s: %s", keys, scene_row(&scene, 30));
}

static void a_proposal_gives_way_to_what_is_typed(void **state)
{
    answers("z", "until  tomorrow ");
    answers("z f r i", "until  fri ");
    answers("z 2", "until  +3d ");
    answers("z 2 6", "until  26 ");
    answers("z 2 Backspace", "until  +3");
    answers("z Backspace", "until  tomorro");
    answers("z 7", "until  7 ");
    answers("z f r i Enter u z C-r", "until  fri ");
}

static void what_was_not_done_bears_no_tick(void **state)
{
    answers("s", " s does nothing on this screen");
    assert_null(strstr(scene_row(&scene, 30), "✓"));
    answers("b", "✓ ");
    answers("u", "U redo");
}

static void a_yes_or_no(void **state)
{
    scene_check_sizes(&scene, "delete", "D");
}

/* Typed into the palette of Today: what Enter brings up. */
static void finds(const char *typed, const char *shown)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, ":");
    scene_type(&scene, typed);
    scene_keys(&scene, "Enter");
    scene_see(&scene, shown);
}

static void the_palette_finds_all_there_is(void **state)
{
    finds("glob", "Globex  ");                   /* an account */
    finds("globex", "Globex   mid");             /* its screen */
    finds("priya", "People");                    /* a person, on the account's tab */
    finds("view metr", "net revenue retention"); /* a screen */
    finds("playbook: onb", "Steps 12");          /* a playbook */
    finds("setting: backups", "backups");
    finds("theme: dark", "theme dark, kept in daybook.yaml");
    finds("hide until a day", "Snooze Northwind Traders until"); /* by what it does */
    finds("search qbr in:tasks", "search qbr in:tasks");         /* a whole line */
    finds("no such thing at all", "no command 'no such thing at all'");
}

/* Names are kept from one palette to the next, and read again once one of them is another. */
static void the_palette_knows_a_name_that_was_given_since(void **state)
{
    finds("glob", "Globex  ");
    scene_command(&scene, "modify name=Quillhaven");
    scene_keys(&scene, "1 :");
    scene_type(&scene, "quillh");
    scene_see(&scene, "1 of ");
    scene_keys(&scene, "Esc u :");
    scene_type(&scene, "quillh");
    scene_see(&scene, "0 of ");
}

static void a_number_goes_to_that_row(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "2 :");
    scene_type(&scene, "5");
    scene_keys(&scene, "Enter");
    scene_keys(&scene, ".");
    assert_int_equal(
        view_at(ui_current(scene.ui))->list(ui_state(scene.ui, VIEW_BOOK))->selected, 4);
}

static void help_is_filtered_and_runs_its_line(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "?");
    scene_see(&scene, "On this screen");
    scene_type(&scene, "hide the account");
    assert_false(scene_has(&scene, "On this screen"));
    scene_see(&scene, "1 of ");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "Snooze Northwind Traders until");
}

static void help_tells_the_keys_of_typing_too(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "?");
    scene_type(&scene, "history-search");
    scene_see(&scene, "an older answer that has this in it");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "that key is for while you type: C-r");
}

static void c_p_goes_to_people_and_notes(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "C-p");
    scene_type(&scene, "priya");
    scene_see(&scene, "│▎  Priya Nair        person, Northwind Traders");
    scene_keys(&scene, "C-u");
    scene_type(&scene, "budget freeze");
    scene_see(&scene, "note, Northwind");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "Budget freeze until January.");
    scene_keys(&scene, "C-p");
    scene_type(&scene, "nobody called this");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "nothing is called 'nobody called this'");
}

/* --- prompts --- */

/* Of the filter over the book: what Tab makes of it, and what is told beside it or below. */
static void filter_typed(const char *typed, const char *keys)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "2 /");
    scene_type(&scene, typed);
    scene_keys(&scene, keys);
}

static void completes(const char *typed, const char *completed)
{
    filter_typed(typed, "Tab");
    if (!strstr(scene_row(&scene, 30), completed))
        fail_msg("%s: %s", typed, scene_row(&scene, 30));
}

static void an_expression_is_completed(void **state)
{
    completes("hea", "Filter  health");
    completes("health < 50 an", "health < 50 and");
    completes("tier ", "tier =");
    completes("arr ", "arr <");
    completes("tier = ent", "tier = enterprise");
    completes("tier in (enterprise, m", "tier in (enterprise, mid");
    completes("name = north", "name = \"Northwind Traders\"");
    completes("name = \"north", "name = \"Northwind Traders\"");
    completes("renewal < ", "renewal < 7d");
    completes("pinned = ", "pinned = yes");
    completes("not tie", "not tier");
    filter_typed("tier ~ zzz", "Tab");
    scene_see(&scene, "nothing to complete");
}

static void a_value_is_completed(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "2 m s C-u");
    scene_type(&scene, "ad");
    scene_keys(&scene, "Tab");
    scene_see(&scene, "stage =  adopting");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "stage");
    scene_keys(&scene, "u m s C-u Up");
    scene_see(&scene, "stage =  adopting");
    scene_keys(&scene, "Esc");
}

static void what_matches_is_counted_while_typing(void **state)
{
    filter_typed("tier = enterprise", "Esc");
    filter_typed("tier = enterprise", "C-e");
    scene_see(&scene, "4 match");
    filter_typed("name = globex", "C-e");
    scene_see(&scene, "1 matches");
    filter_typed("arr > 90m", "C-e");
    scene_see(&scene, "none matches");
    scene_keys(&scene, "Esc 6 /");
    scene_type(&scene, "tier = enterprise");
    scene_see(&scene, "4 match");
    scene_keys(&scene, "Esc");
}

static void a_fault_is_pointed_at(void **state)
{
    char *row;

    filter_typed("tier = mid and helth < 50", "Enter");
    row = strdup(scene_row(&scene, 30));
    assert_int_equal(
        strstr(row, "helth") - row, strstr(scene_row(&scene, 31), "^") - scene_row(&scene, 31));
    free(row);
    scene_see(&scene, "^ no field \"helth\"; did you mean \"health\"");
    scene_check(&scene, "fault-pointed");
    scene_start(&scene, 40, 12);
    scene_keys(&scene, "2 /");
    scene_type(&scene, "tier = mid and helth < 50");
    scene_check(&scene, "fault-pointed");
    scene_keys(&scene, "Esc");
}

static void answers_come_back_after_a_restart(void **state)
{
    answers("z + 4 d Enter", "snoozed until");
    answers("u", "undid");
    answers("z C-u Up", "until  +4d ");
    answers("z C-u + C-r", "until  +4d ");
    answers("z C-u + 5 C-r", "no older entry has this in it");
    answers("2 / C-u Up", "Filter");
}

static void a_day_is_echoed_with_how_far_it_is(void **state)
{
    answers("z f r i", "Fri 27 Nov 2026, in 4 days");
    answers("z C-u t o d a y", "Mon 23 Nov 2026, today");
    answers("z 1", "Tue 24 Nov 2026, tomorrow");
    answers("z C-u", "until");
    scene_type(&scene, "31 f");
    assert_false(scene_has(&scene, "there is no"));
    scene_type(&scene, "eb");
    scene_see(&scene, "there is no 31 Feb 2027");
}

/* --- forms --- */

static void a_form_checks_each_line_as_one_leaves_it(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "2 e");
    scene_see(&scene, "│ Account");
    scene_keys(&scene, "C-n C-u"); /* ARR */
    scene_type(&scene, "lots");
    assert_false(scene_has(&scene, "is no amount"));
    scene_keys(&scene, "C-n");
    scene_check(&scene, "form-fault");
    scene_keys(&scene, "S-Tab C-u");
    scene_type(&scene, "500k");
    scene_keys(&scene, "Down Down Down Down C-u"); /* renewal */
    scene_type(&scene, "31 mar");
    scene_see(&scene, "Wed 31 Mar 2027, in 128 days");
    scene_keys(&scene, "C-_ C-_ C-s");
    scene_see(&scene, "$500k");
    scene_keys(&scene, "u");
    scene_see(&scene, "undid: ");
    scene_see(&scene, "$420k");
}

/* What is wrong covers neither the name of the line nor what was typed into it. */
static void a_long_fault_leaves_its_line_to_be_seen(void **state)
{
    scene_start(&scene, 40, 12);
    scene_keys(&scene, "2 a Down Down Down Down Down");
    scene_type(&scene, "the 35th of may");
    scene_keys(&scene, "Enter");
    scene_see(&scene, "renewal  the 35th of");
    scene_see(&scene, "60d, 2m, 10bd");
    scene_keys(&scene, "Up");
    scene_see(&scene, "'the 35th of may' is not a date");
    scene_check(&scene, "form-fault");
    scene_keys(&scene, "C-u Esc");
}

static void a_fault_keeps_the_form_and_what_was_typed(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "2 e C-u C-s");
    scene_see(&scene, "this is needed");
    scene_type(&scene, "Northwind AG");
    scene_keys(&scene, "C-n C-u x C-s");
    scene_see(&scene, "Northwind AG");
    scene_keys(&scene, "Esc e"); /* what was left comes back */
    scene_see(&scene, "Northwind AG");
    scene_keys(&scene, "C-n C-u 4 2 0 k C-s");
    scene_see(&scene, "Northwind AG");
    scene_keys(&scene, "u");
    scene_see(&scene, "Northwind Traders");
}

/* What came back is what was typed, and no more: the other lines say what the book says now. */
static void only_what_was_typed_comes_back(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "2 e C-n C-n C-n C-n C-u");
    scene_type(&scene, "Lena");
    scene_keys(&scene, "Esc");
    scene_command(&scene, "modify arr=777k");
    scene_keys(&scene, "e");
    scene_see(&scene, "Lena");
    scene_see(&scene, "777000");
    scene_see(&scene, "as you left it");
    scene_keys(&scene, "C-s");
    scene_see(&scene, "$777k");
    scene_keys(&scene, "u u e");
    assert_false(scene_has(&scene, "as you left it"));
    assert_false(scene_has(&scene, "Lena"));
    scene_keys(&scene, "Esc");
}

static void a_long_line_left_comes_back_with_up(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "t");
    scene_type(&scene, "ask Priya for the numbers");
    scene_keys(&scene, "Esc t");
    assert_false(scene_has(&scene, "for the numbers"));
    scene_keys(&scene, "Up");
    scene_see(&scene, "for the numbers");
    scene_keys(&scene, "Esc");
}

static void a_task_has_a_form(void **state)
{
    scene_start(&scene, 110, 32);
    scene_keys(&scene, "4 e");
    scene_see(&scene, "│ Task");
    assert_false(scene_has(&scene, "openopen")); /* what is usual is of new ones alone */
    scene_keys(&scene, "C-n C-u");
    scene_type(&scene, "fri");
    scene_see(&scene, "Fri 27 Nov 2026, in 4 days");
    scene_keys(&scene, "C-u");
    scene_type(&scene, "12-32");
    scene_see(&scene, "there is no 32 Dec 2026");
    scene_keys(&scene, "C-u");
    scene_type(&scene, "fri");
    scene_keys(&scene, "C-n C-n C-u Tab");
    scene_see(&scene, "high");
    scene_keys(&scene, "C-s u");
    scene_see(&scene, "undid: ");
}

/* --- the short way, after the third time --- */

static void from_the_palette(const char *command)
{
    scene_keys(&scene, ":");
    scene_type(&scene, command);
    scene_keys(&scene, "Enter");
}

static void the_third_time_names_the_key(void **state)
{
    scene_start(&scene, 110, 32);
    from_the_palette("why");
    scene_keys(&scene, "Esc");
    from_the_palette("why");
    scene_keys(&scene, "Esc");
    assert_false(scene_has(&scene, "next time"));
    scene_start(&scene, 110, 32); /* it is remembered */
    from_the_palette("why");
    assert_false(scene_has(&scene, "next time"));
    scene_keys(&scene, "Esc");
    scene_see(&scene, "next time: i  why it is here, down to the rows");
    from_the_palette("why"); /* once */
    scene_keys(&scene, "Esc");
    assert_false(scene_has(&scene, "next time"));
}

static void a_long_walk_names_the_filter(void **state)
{
    scene_start(&scene, 110, 32);
    for (int walk = 0; walk < 3; walk++) {
        assert_false(scene_has(&scene, "next time"));
        for (int i = 0; i < 25; i++)
            scene_keys(&scene, "j");
        if (walk < 2)
            scene_keys(&scene, "g g");
    }
    scene_see(&scene, "next time: /  finds it by typing   C-d  half a page");
}

/* What the screen would be drawn in. */
static const char *theme_shown(void)
{
    return scene.ui->theme.name;
}

static void a_theme_is_shown_before_it_is_chosen(void **state)
{
    scene_start(&scene, 110, 32);
    scene_command(&scene, "theme dark");
    scene_see(&scene, "theme dark, kept in daybook.yaml");
    scene_command(&scene, "theme");
    scene_see(&scene, "for a dark room");
    scene_keys(&scene, "Down");
    assert_string_equal(theme_shown(), "light");
    scene_type(&scene, "sola");
    assert_string_equal(theme_shown(), "solarized");
    scene_keys(&scene, "Esc");
    assert_string_equal(theme_shown(), "dark");
    scene_command(&scene, "theme");
    scene_keys(&scene, "Up Enter");
    assert_string_equal(theme_shown(), "contrast");
    assert_string_equal(session_settings(scene.session)->theme, "contrast");
    scene_command(&scene, "theme pink");
    scene_see(&scene, "no theme 'pink'");
    assert_string_equal(session_settings(scene.session)->theme, "contrast");
}

/* --- the tour --- */

static void each_stop_names_what_there_is(void **state)
{
    size_t count = 0;

    for (const struct tour_stop *stop; (stop = tour_stop(count)) != NULL; count++) {
        enum view_id id = stop->view == VIEW_COUNT ? VIEW_ACCOUNT : stop->view;
        struct keymap_sections sections = {{view_at(id)->name, "list", "global"}, 3};

        for (const char *at = stop->text; (at = strchr(at, '{')) != NULL; at++) {
            char command[64] = "";

            snprintf(command, sizeof(command), "%.*s", (int)strcspn(at + 1, "}"), at + 1);
            if (!shell_line_is_known(command) ||
                !keymap_for_command(&scene.ui->keymap, &sections, command))
                fail_msg("%s: no key does '%s'", stop->title, command);
        }
    }
    assert_int_equal(count, 10);
}

static void the_tour_writes_nothing_and_ends_where_it_began(void **state)
{
    uint64_t writes = store_writes(session_store(scene.session));

    scene_start(&scene, 110, 32);
    scene_keys(&scene, "6");
    scene_command(&scene, "tour");
    for (int i = 1; i <= 10; i++) {
        char place[24];

        snprintf(place, sizeof(place), "%d of 10", i);
        scene_see(&scene, place);
        assert_false(scene_has(&scene, "{"));
        scene_keys(&scene, "x D"); /* no key of the screen below reaches it */
        if (i < 10)
            scene_keys(&scene, "Enter h Enter");
    }
    scene_keys(&scene, "Enter");
    assert_int_equal(ui_current(scene.ui), VIEW_RENEWALS);
    scene_see(&scene, ":tour walks it again");
    scene_keys(&scene, "q");
    assert_int_equal(ui_current(scene.ui), VIEW_TODAY);
    assert_true(store_writes(session_store(scene.session)) == writes);
}

static void the_tour_is_left_at_any_stop(void **state)
{
    scene_start(&scene, 110, 32);
    for (int stops = 0; stops < 10; stops++) {
        scene_command(&scene, "tour");
        for (int i = 0; i < stops; i++)
            scene_keys(&scene, "Space");
        scene_keys(&scene, "Esc");
        assert_int_equal(ui_current(scene.ui), VIEW_TODAY);
        assert_int_equal(scene.ui->modal.kind, MODAL_NONE);
    }
}

static void pictures_of_the_tour(void **state)
{
    for (size_t i = 0; i < COUNT_OF(scene_sizes); i++) {
        scene_start(&scene, scene_sizes[i].columns, scene_sizes[i].rows);
        scene_command(&scene, "tour");
        scene_check(&scene, "tour");
    }
}

static void f1_tells_the_keys_of_a_line(void **state)
{
    scene_start(&scene, 80, 24);
    scene_keys(&scene, "2 /");
    assert_false(scene_has(&scene, "C-u clear"));
    scene_keys(&scene, "F1");
    scene_see(&scene, "Tab complete");
    scene_see(&scene, "C-u clear");
    scene_type(&scene, "x");
    assert_false(scene_has(&scene, "C-u clear"));
    scene_keys(&scene, "Esc");
}

/* What two keys do alike is one line of help. */
static void help_says_nothing_twice(void **state)
{
    scene_start(&scene, 110, 60);
    scene_keys(&scene, "4 ?");
    scene_see(&scene, "go through all, today, overdue, promises, asks      Tab  S-Tab");
    scene_type(&scene, "go through open");
    scene_see(&scene, "[  ]");
    scene_keys(&scene, "Esc");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_palette),
        cmocka_unit_test(help),
        cmocka_unit_test(why),
        cmocka_unit_test(a_question),
        cmocka_unit_test(a_proposal_gives_way_to_what_is_typed),
        cmocka_unit_test(what_was_not_done_bears_no_tick),
        cmocka_unit_test(a_yes_or_no),
        cmocka_unit_test(the_palette_finds_all_there_is),
        cmocka_unit_test(the_palette_knows_a_name_that_was_given_since),
        cmocka_unit_test(a_number_goes_to_that_row),
        cmocka_unit_test(help_is_filtered_and_runs_its_line),
        cmocka_unit_test(help_tells_the_keys_of_typing_too),
        cmocka_unit_test(f1_tells_the_keys_of_a_line),
        cmocka_unit_test(help_says_nothing_twice),
        cmocka_unit_test(c_p_goes_to_people_and_notes),
        cmocka_unit_test(an_expression_is_completed),
        cmocka_unit_test(a_value_is_completed),
        cmocka_unit_test(what_matches_is_counted_while_typing),
        cmocka_unit_test(a_fault_is_pointed_at),
        cmocka_unit_test(answers_come_back_after_a_restart),
        cmocka_unit_test(a_day_is_echoed_with_how_far_it_is),
        cmocka_unit_test(a_form_checks_each_line_as_one_leaves_it),
        cmocka_unit_test(a_long_fault_leaves_its_line_to_be_seen),
        cmocka_unit_test(a_fault_keeps_the_form_and_what_was_typed),
        cmocka_unit_test(only_what_was_typed_comes_back),
        cmocka_unit_test(a_long_line_left_comes_back_with_up),
        cmocka_unit_test(a_task_has_a_form),
        cmocka_unit_test(the_third_time_names_the_key),
        cmocka_unit_test(a_long_walk_names_the_filter),
        cmocka_unit_test(a_theme_is_shown_before_it_is_chosen),
        cmocka_unit_test(each_stop_names_what_there_is),
        cmocka_unit_test(the_tour_writes_nothing_and_ends_where_it_began),
        cmocka_unit_test(the_tour_is_left_at_any_stop),
        cmocka_unit_test(pictures_of_the_tour),
    };

    return cmocka_run_group_tests(tests, make_scene, end_scene);
}
