/* Themes in YAML: the shipped ones, and what is wrong with others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "files/theme_file.h"

static const char *const shipped[] = {
    "dark", "light", "contrast", "colour-blind", "solarized", "terminal", "mono"};

static void shipped_themes_can_be_read_by_file_and_by_eye(void **state)
{
    for (size_t i = 0; i < COUNT_OF(shipped); i++) {
        struct theme theme;
        struct fault_list faults = {0};
        assert_true(theme_file_shipped(shipped[i], &theme));
        assert_int_equal(faults.count, 0);
        assert_string_equal(theme.name, shipped[i]);
        assert_true(strlen(theme.about) > 10);
        fault_list_fini(&faults);
    }
}

/* Lines do not lie on a selection. */
static void check_floors(const struct theme *theme, int foreground, enum role role, int ground)
{
    int background = theme->full.grounds[ground].background;
    bool is_line = role == ROLE_BORDER || role == ROLE_TRACK;
    bool is_selection = ground == GROUND_SELECTION || ground == GROUND_SELECTION_UNFOCUSED;
    if (background < 0 || foreground < 0 || (is_line && is_selection))
        return;
    if (colour_contrast(foreground, background) < role_floor(role) - 0.005)
        fail_msg("%s: %s on %s is too faint", theme->name, role_name(role),
            ground_name((enum ground)ground));
}

static void every_role_reaches_its_floor_on_every_ground(void **state)
{
    for (size_t i = 0; i < COUNT_OF(shipped); i++) {
        struct theme theme;
        struct fault_list faults = {0};
        assert_true(theme_file_shipped(shipped[i], &theme));
        for (int role = 0; role < ROLE_COUNT; role++) {
            for (int ground = 0; ground < GROUND_COUNT; ground++) {
                int over = theme.full.grounds[ground].foreground;
                check_floors(&theme, over == COLOUR_KEEP ? theme.full.roles[role].colour : over,
                    (enum role)role, ground);
            }
        }
        fault_list_fini(&faults);
    }
}

/* Spot values of look/roles.md, with what is derived. */
static void roles_that_are_not_named_follow_their_elder(void **state)
{
    struct theme dark, contrast, terminal;
    struct fault_list faults = {0};
    assert_true(theme_file_shipped("dark", &dark));
    assert_true(theme_file_shipped("contrast", &contrast));
    assert_true(theme_file_shipped("terminal", &terminal));
    assert_int_equal(dark.full.roles[ROLE_TAB_ACTIVE].colour, 111);
    assert_int_equal(
        dark.full.roles[ROLE_TAB_ACTIVE].attributes, ATTRIBUTE_BOLD | ATTRIBUTE_UNDERLINE);
    assert_int_equal(dark.full.roles[ROLE_ERROR].colour, 204);
    assert_int_equal(dark.full.roles[ROLE_TRACK].colour, 242);
    assert_int_equal(dark.full.grounds[GROUND_SELECTION].background, 236);
    assert_int_equal(dark.full.grounds[GROUND_SELECTION].foreground, COLOUR_KEEP);
    assert_int_equal(dark.sixteen.roles[ROLE_RISK].colour, 9);
    assert_int_equal(dark.sixteen.grounds[GROUND_SELECTION].attributes, ATTRIBUTE_REVERSE);
    assert_int_equal(contrast.full.grounds[GROUND_SELECTION].foreground, 16);
    assert_int_equal(contrast.full.roles[ROLE_OVERDUE].attributes, ATTRIBUTE_BOLD);
    assert_int_equal(terminal.full.roles[ROLE_RISK].colour, 1);
    assert_int_equal(terminal.full.roles[ROLE_TEXT].colour, COLOUR_DEFAULT);
    fault_list_fini(&faults);
}

struct theme_case {
    const char *text;
    const char *fault;
    bool is_read;
};

static void faults_name_their_place(void **state)
{
    static const struct theme_case cases[] = {
        {"colours-256:\n  text: 256\n", "t.yaml:2:9: '256' is no colour", false},
        {"colours-256:\n  text: on\n", "t.yaml:2:9: a colour is missing after 'on'", false},
        {"colours-256:\n  text: pink\n", "t.yaml:2:9: 'pink' is no colour", false},
        {"colours-256:\n  txet: 250\n", "did you mean \"text\"?", false},
        {"colours-256:\n  text: 250 on 3\n", "a role has no ground", false},
        {"colours-256:\n  text: [1]\n", "t.yaml:2:9", false},
        {"colors: {}\n", "colors", false},
        {"colours-256:\n  screen: on 233\n  text: 234\n", "t.yaml:3:9: text: colour 234", true},
        {"colours-256: {screen: on 231, text: 231}\n", "16 is taken", true},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct theme theme;
        struct fault_list faults = {0};
        struct str text = {0};
        bool is_read =
            theme_file_read("t", "t.yaml", cases[i].text, strlen(cases[i].text), &theme, &faults);
        assert_int_equal(is_read, cases[i].is_read);
        assert_true(faults.count > 0);
        fault_format(&faults.items[0], &text);
        if (strstr(str_text(&text), cases[i].fault) == NULL)
            fail_msg("'%s' does not say '%s'", str_text(&text), cases[i].fault);
        if (is_read)
            assert_true(colour_contrast(theme.full.roles[ROLE_TEXT].colour,
                            theme.full.grounds[GROUND_SCREEN].background) > 4.5);
        str_fini(&text);
        fault_list_fini(&faults);
    }
}

static void an_empty_file_is_the_plain_theme(void **state)
{
    struct theme theme;
    struct fault_list faults = {0};
    assert_true(theme_file_read("t", "t.yaml", "", 0, &theme, &faults));
    assert_int_equal(theme.full.roles[ROLE_TEXT].colour, COLOUR_DEFAULT);
    assert_int_equal(theme.full.roles[ROLE_TITLE].attributes, ATTRIBUTE_BOLD);
    assert_int_equal(theme.full.grounds[GROUND_SELECTION].attributes, ATTRIBUTE_REVERSE);
    assert_false(theme_file_shipped("../config/keys", &theme));
    fault_list_fini(&faults);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shipped_themes_can_be_read_by_file_and_by_eye),
        cmocka_unit_test(every_role_reaches_its_floor_on_every_ground),
        cmocka_unit_test(roles_that_are_not_named_follow_their_elder),
        cmocka_unit_test(faults_name_their_place),
        cmocka_unit_test(an_empty_file_is_the_plain_theme),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
