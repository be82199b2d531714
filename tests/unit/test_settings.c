/* daybook.yaml: the shipped one, and the user's over it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include "files/config.h"
#include "files/paths.h"
#include "files/settings_edit.h"
#include "files/settings_file.h"

struct fixture {
    char folder[64];
    struct arena arena;
    struct fault_list faults;
    struct settings settings;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof(*fixture));

    snprintf(fixture->folder, sizeof(fixture->folder), "/tmp/daybook-settings-XXXXXX");
    *state = fixture;
    return mkdtemp(fixture->folder) == NULL;
}

static void forget(struct fixture *fixture)
{
    fault_list_fini(&fixture->faults);
    arena_fini(&fixture->arena);
}

static void path_of(const struct fixture *fixture, const char *name, struct str *ret_path)
{
    path_join(ret_path, fixture->folder, name);
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    static const char *const names[] = {
        "daybook.yaml", "themes/mine.yaml", "themes/none.yaml", "themes"};

    for (size_t i = 0; i < COUNT_OF(names); i++) {
        struct str path = {0};

        path_of(fixture, names[i], &path);
        remove(str_text(&path));
        str_fini(&path);
    }
    rmdir(fixture->folder);
    forget(fixture);
    free(fixture);
    return 0;
}

static void write_file(const struct fixture *fixture, const char *name, const char *text)
{
    struct str path = {0};
    struct error err;

    path_of(fixture, name, &path);
    assert_true(path_make_parent(str_text(&path), &err));
    assert_true(file_write_whole(str_text(&path), text, strlen(text), FILE_WRITE_REPLACE, &err));
    str_fini(&path);
}

static void read_with(struct fixture *fixture, const char *text)
{
    forget(fixture);
    write_file(fixture, "daybook.yaml", text);
    settings_read(fixture->folder, &fixture->arena, &fixture->settings, &fixture->faults);
}

static void the_shipped_ones_are_the_promise(void **state)
{
    struct fixture *fixture = *state;
    const struct settings *settings = &fixture->settings;

    settings_read(NULL, &fixture->arena, &fixture->settings, &fixture->faults);
    assert_int_equal(fixture->faults.count, 0);
    assert_null(settings->currency);
    assert_null(settings->owner);
    assert_null(settings->theme);
    assert_null(settings->numbers);
    assert_int_equal(settings->rate_count, 0);
    assert_int_equal(settings_tier(settings, "Strategic"), 1);
    assert_int_equal(settings_tier(settings, "MID-market"), 2);
    assert_int_equal(settings_tier(settings, "scaled"), 3);
    assert_int_equal(settings_tier(settings, "3"), 3);
    assert_int_equal(settings_tier(settings, "gold"), 2);
    assert_int_equal(settings_tier(settings, ""), 2);
    for (int tier = 0; tier < 4; tier++)
        assert_int_equal(settings->onboarding_days[tier], 30);
    assert_int_equal(settings->cadence_days[1], 14);
    assert_int_equal(settings->cadence_days[2], 30);
    assert_int_equal(settings->cadence_days[3], 90);
    assert_int_equal(settings->qbr_days[1], 90);
    assert_int_equal(settings->qbr_days[2], 180);
    assert_int_equal(settings->qbr_days[3], 0);
    assert_int_equal(settings->day_holds, 12);
    assert_int_equal(settings->journal_days, 90);
    assert_int_equal(settings->journal_megabytes, 200);
    assert_int_equal(settings->backups, 7);
    assert_int_equal(settings->calendar.weekend_mask, 0x60);
    assert_int_equal(settings->calendar.week_start, 0);
    assert_int_equal(settings->calendar.fiscal_year_start, 1);
}

static void the_users_lie_over_them(void **state)
{
    struct fixture *fixture = *state;
    const struct settings *settings = &fixture->settings;
    int64_t minor;

    read_with(fixture,
        "owner: Ana\ncurrency: usd\nrates: {eur: 1.5, SEK: .1}\n"
        "tiers: {gold: 1, enterprise: 2, scaled: off}\ncadence_days: {2: 21}\n"
        "onboarding_days: {default: 45, 1: 60}\nweekend: [fri, Saturday]\nweek_start: sun\n"
        "fiscal_year_start: feb\nholidays:\n  2026-12-25: Christmas\n  2026-01-01:\n"
        "date_order: dmy\nnumbers: Comma\nrivals: [Initech, HÖÖLI]\n");
    assert_int_equal(fixture->faults.count, 0);
    assert_string_equal(settings->owner, "Ana");
    assert_string_equal(settings->currency, "USD");
    assert_true(settings_convert(settings, 1000, "EUR", &minor) && minor == 1500);
    assert_int_equal(settings_tier(settings, "gold"), 1);
    assert_int_equal(settings_tier(settings, "enterprise"), 2);
    assert_int_equal(settings_tier(settings, "scaled"), 2);
    assert_int_equal(settings_tier(settings, "smb"), 3);
    assert_int_equal(settings->cadence_days[1], 14);
    assert_int_equal(settings->cadence_days[2], 21);
    assert_int_equal(settings->onboarding_days[1], 60);
    assert_int_equal(settings->onboarding_days[3], 45);
    assert_int_equal(settings->calendar.weekend_mask, 0x30);
    assert_int_equal(settings->calendar.week_start, 6);
    assert_int_equal(settings->calendar.fiscal_year_start, 2);
    assert_int_equal(settings->calendar.holiday_count, 2);
    assert_int_equal(settings->calendar.holidays[0], day_make(2026, 1, 1));
    assert_string_equal(settings->date_order, "dmy");
    assert_string_equal(settings->numbers, "comma");
    assert_int_equal(settings->rival_count, 2);
    assert_string_equal(settings->rivals[1], "hooli");
}

static void every_fault_is_told_and_the_default_stands(void **state)
{
    static const char *const told[] = {
        "2:11: currency must be three letters of a currency, like EUR",
        "3:14: EUR must be a number, not \"x\"",
        "3:17: \"EURO\" is no currency: write three letters, like EUR",
        "3:31: SEK must be above 0",
        "4:19: 1 must be a whole number from 1 to 3650, not \"0\"",
        "5:12: day_holds must be a whole number from 1 to 1000, not \"many\"",
        "6:11: this must be a weekday, like monday; did you mean \"saturday\"?",
        "7:13: date_order must be dmy, mdy or ymd, not \"dym\"; did you mean \"dmy\"?",
        "8:12: \"2026-13-01\" is no day: write it as 2026-12-25",
        "9:8: owner must be text",
        "10:1: \"teirs\" is not known here; did you mean \"tiers\"?",
    };
    struct fixture *fixture = *state;
    struct str line = {0};

    read_with(fixture,
        "# faults\ncurrency: dollar\nrates: {EUR: x, EURO: 1, SEK: 0}\ncadence_days: {1: 0}\n"
        "day_holds: many\nweekend: [satuday]\ndate_order: dym\nholidays: {\"2026-13-01\": x}\n"
        "owner: [a]\nteirs: {}\n");
    assert_int_equal(fixture->faults.count, COUNT_OF(told));
    for (size_t i = 0; i < COUNT_OF(told); i++) {
        str_clear(&line);
        fault_format(&fixture->faults.items[i], &line);
        if (!text_ends(str_text(&line), told[i]))
            fail_msg("%s\nnot %s", str_text(&line), told[i]);
    }
    assert_int_equal(fixture->settings.day_holds, 12);
    assert_int_equal(fixture->settings.cadence_days[1], 14);
    assert_int_equal(fixture->settings.calendar.weekend_mask, 0x60);
    str_fini(&line);
}

static void off_takes_away(void **state)
{
    struct fixture *fixture = *state;

    read_with(fixture, "tiers: off\nowner: off\nrates: {EUR: off}\nrivals: off\n");
    assert_int_equal(fixture->faults.count, 0);
    assert_int_equal(fixture->settings.tier_count, 0);
    assert_null(fixture->settings.owner);
    assert_int_equal(fixture->settings.rival_count, 0);
}

static void broken_yaml_leaves_the_defaults(void **state)
{
    struct fixture *fixture = *state;

    read_with(fixture, "owner: \"open\n");
    assert_int_equal(fixture->faults.count, 1);
    assert_int_equal(fixture->faults.items[0].line, 1);
    assert_int_equal(fixture->settings.day_holds, 12);
    read_with(fixture, "");
    assert_int_equal(fixture->faults.count, 0);
    assert_int_equal(fixture->settings.day_holds, 12);
}

static void every_setting_stands_in_the_shipped_file(void **state)
{
    struct config_file file;

    (void)state;
    assert_true(config_shipped("daybook.yaml", &file));
    for (size_t i = 0; settings_info(i) != NULL; i++) {
        struct str line = {0};

        str_addf(&line, "\n%s:", settings_info(i)->name);
        assert_non_null(strstr(file.text, str_text(&line)));
        assert_true(strlen(settings_info(i)->help) > 5);
        str_fini(&line);
    }
}

static void a_users_file_stands_for_the_shipped_one(void **state)
{
    struct fixture *fixture = *state;
    struct config_file file;
    struct config_file_list files;
    struct error err;

    assert_true(config_find(fixture->folder, "daybook.yaml", &fixture->arena, &file, &err));
    assert_true(file.shipped);
    write_file(fixture, "daybook.yaml", "owner: x\n");
    assert_true(config_find(fixture->folder, "daybook.yaml", &fixture->arena, &file, &err));
    assert_false(file.shipped);
    assert_string_equal(file.text, "owner: x\n");
    write_file(fixture, "daybook.yaml", " \n");
    assert_true(config_find(fixture->folder, "daybook.yaml", &fixture->arena, &file, &err));
    assert_true(file.hidden);
    assert_false(config_find(fixture->folder, "nothing.yaml", &fixture->arena, &file, &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
    assert_false(config_find(fixture->folder, "../x", &fixture->arena, &file, &err));
    assert_false(config_find(fixture->folder, "themes/../../x", &fixture->arena, &file, &err));
    assert_int_equal(err.code, ERROR_USAGE);
    write_file(fixture, "themes/mine.yaml", "a: 1\n");
    write_file(fixture, "themes/none.yaml", "");
    assert_true(config_list(fixture->folder, "themes", ".yaml", &fixture->arena, &files, &err));
    for (size_t i = 0; i < files.count; i++) {
        assert_string_not_equal(files.items[i].name, "themes/none.yaml");
        assert_true(i == 0 || strcmp(files.items[i - 1].name, files.items[i].name) < 0);
    }
    assert_true(files.count >= 1);
}

/* --- changed where they stand --- */

struct edit_case {
    const char *text, *name, *value; /* value NULL: the default again */
    const char *want;                /* NULL: refused, and why says */
    const char *why;
};

static const struct edit_case edits[] = {
    {"", "day_holds", "9", "day_holds: 9\n", NULL},
    {"# mine\nday_holds: 9   # few\nowner: Ana\n", "day_holds", "20",
        "# mine\nday_holds: 20   # few\nowner: Ana\n", NULL},
    {"owner: \"A #1\" # me", "owner", "Bo", "owner: Bo # me\n", NULL},
    {"owner: O'Neil # it's me\n", "owner", "Bo", "owner: Bo # it's me\n", NULL},
    {"owner:Ana\n", "day_holds", "9", NULL, "one setting on each line"},
    {"owner: Ana", "day_holds", "9", "owner: Ana\nday_holds: 9\n", NULL},
    {"#day_holds: 12\n\n# --- days ---\n", "day_holds", "9",
        "#day_holds: 12\nday_holds: 9\n\n# --- days ---\n", NULL},
    {"#cadence_days:\n#  1: 14\n#  2: 30\n#weekend: [x]\n", "cadence_days", "{1: 7}",
        "#cadence_days:\n#  1: 14\n#  2: 30\ncadence_days: {1: 7}\n#weekend: [x]\n", NULL},
    {"cadence_days:\n  1: 14\n  2: 30\n\n# next\nowner: x\n", "cadence_days", "{1: 7}",
        "cadence_days: {1: 7}\n\n# next\nowner: x\n", NULL},
    {"rivals:\n- A\n- B\nowner: x\n", "rivals", "[C]", "rivals: [C]\nowner: x\n", NULL},
    {"rates:\n  EUR: 1.1 # of the bank\n", "rates", "{EUR: 2}", NULL, "with comments"},
    {"rates:\n  # of the bank\n  EUR: 1.1\n", "rates", "{EUR: 2}", NULL, "with comments"},
    {"day_holds: 9 # few\nowner: x\n", "day_holds", NULL, "#day_holds: 9 # few\nowner: x\n", NULL},
    {"rates:\n  EUR: 1.1 # b\nowner: x\n", "rates", NULL, "#rates:\n#  EUR: 1.1 # b\nowner: x\n",
        NULL},
    {"owner: x\n", "day_holds", NULL, "owner: x\n", NULL},
    {"a: 1\r\nday_holds: 9\r\nb: 2\r\n", "day_holds", "7", "a: 1\r\nday_holds: 7\r\nb: 2\r\n",
        NULL},
    {"nonsense: [1, 2] # kept\nday_holds: many\n", "day_holds", "7",
        "nonsense: [1, 2] # kept\nday_holds: 7\n", NULL},
    {"day_holds: 9\n", "day_holds", "0", NULL, "from 1 to 1000"},
    {"day_holds: 9\n", "day_holds", "many", NULL, "from 1 to 1000"},
    {"day_holds: 9\n", "day_holds", "", NULL, "needs a value"},
    {"day_holds: 9\n", "day_holds", "7\nowner: x", NULL, "on one line"},
    {"owner: x\n", "date_order", "dym", NULL, "dmy, mdy or ymd"},
    {"owner: x\n", "weekend", "[fri", NULL, ""},
    {"owner: \"open\n", "day_holds", "7", NULL, ""},
    {"{owner: x}\n", "day_holds", "7", NULL, "one setting on each line"},
};

static void one_setting_changes_and_nothing_else(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(edits); i++) {
        const struct edit_case *edit = &edits[i];
        struct str out = {0};
        struct error err = {0};
        bool ok = settings_edit_text(
            edit->text, "daybook.yaml", settings_find(edit->name), edit->value, &out, &err);

        if (ok != (edit->want != NULL))
            fail_msg("%zu: %s", i, ok ? str_text(&out) : err.text);
        if (ok)
            assert_string_equal(str_text(&out), edit->want);
        else if (!strstr(err.text, edit->why))
            fail_msg("%zu: %s", i, err.text);
        str_fini(&out);
    }
}

/* Of every setting: what the shipped file says can be written, and reads the same. */
static void every_default_can_be_written(void **state)
{
    struct config_file file;

    (void)state;
    assert_true(config_shipped("daybook.yaml", &file));
    for (size_t i = 0; settings_info(i) != NULL; i++) {
        struct setting_place place = settings_place(file.text, settings_info(i)->name), again;
        struct str out = {0}, type = {0};
        struct error err = {0};

        assert_true(place.line > 0);
        settings_say_type(settings_info(i), &type);
        assert_true(type.len > 3 && settings_find(settings_info(i)->name) == settings_info(i));
        if (place.value.len) {
            if (!settings_edit_text(
                    "# x\n", "daybook.yaml", settings_info(i), str_text(&place.value), &out, &err))
                fail_msg("%s: %s", settings_info(i)->name, err.text);
            again = settings_place(str_text(&out), settings_info(i)->name);
            assert_string_equal(str_text(&again.value), str_text(&place.value));
            assert_int_equal(again.line, 2);
            str_fini(&again.value);
        }
        str_fini(&place.value);
        str_fini(&type);
        str_fini(&out);
    }
}

static void a_link_keeps_pointing(void **state)
{
    struct fixture *fixture = *state;
    struct str real = {0}, link = {0}, text = {0};
    struct error err;
    char target[80];

    path_of(fixture, "themes/mine.yaml", &real);
    path_of(fixture, "daybook.yaml", &link);
    write_file(fixture, "themes/mine.yaml", "owner: x # me\n");
    assert_int_equal(symlink("themes/mine.yaml", str_text(&link)), 0);
    assert_true(settings_edit(fixture->folder, settings_find("owner"), "Bo", &err));
    assert_int_equal(readlink(str_text(&link), target, sizeof(target)), strlen("themes/mine.yaml"));
    assert_true(file_read_whole(str_text(&real), 1000, &text, &err));
    assert_string_equal(str_text(&text), "owner: Bo # me\n");
    str_fini(&real);
    str_fini(&link);
    str_fini(&text);
}

#define OF_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        OF_A_FOLDER(the_shipped_ones_are_the_promise),
        OF_A_FOLDER(the_users_lie_over_them),
        OF_A_FOLDER(every_fault_is_told_and_the_default_stands),
        OF_A_FOLDER(off_takes_away),
        OF_A_FOLDER(broken_yaml_leaves_the_defaults),
        OF_A_FOLDER(every_setting_stands_in_the_shipped_file),
        OF_A_FOLDER(a_users_file_stands_for_the_shipped_one),
        cmocka_unit_test(one_setting_changes_and_nothing_else),
        cmocka_unit_test(every_default_can_be_written),
        OF_A_FOLDER(a_link_keeps_pointing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
