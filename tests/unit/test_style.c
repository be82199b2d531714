/* Roles to colours, and what is chosen at start. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/attributes.h"
#include "base/str.h"
#include "ui/style.h"

static void names_lead_back_to_roles(void **state)
{
    for (int i = 0; i < ROLE_COUNT; i++) {
        enum role role = ROLE_COUNT;
        assert_true(role_from_name(role_name((enum role)i), &role));
        assert_int_equal(role, i);
        assert_false(text_blank(role_purpose((enum role)i)));
    }
    enum role role;
    assert_false(role_from_name("colour", &role));
}

/* From look/roles.md: 253 on 233 is 13.4, 108 on 236 is 5.3, 25 on 231 is 6.4. */
static void contrast_is_that_of_wcag(void **state)
{
    assert_float_equal(colour_contrast(253, 233), 13.4, 0.1);
    assert_float_equal(colour_contrast(108, 236), 5.3, 0.1);
    assert_float_equal(colour_contrast(231, 25), 6.4, 0.1);
    assert_float_equal(colour_contrast(16, 231), 21, 0.01);
}

static void a_selection_is_one_colour(void **state)
{
    const struct theme *theme = style_terminal_theme();
    struct style first = style_of(theme, DEPTH_256, ROLE_TEXT, GROUND_SELECTION);
    for (int i = 0; i < ROLE_CURSOR; i++) {
        struct style style = style_of(theme, DEPTH_256, (enum role)i, GROUND_SELECTION);
        assert_int_equal(style.foreground, first.foreground);
        assert_int_equal(style.attributes, first.attributes);
    }
    assert_int_equal(first.attributes, ATTRIBUTE_REVERSE);
}

static void depth_limits_the_colours(void **state)
{
    struct theme theme = *style_terminal_theme();
    theme.sixteen.roles[ROLE_GOOD] = (struct theme_ink){10, 0};
    theme.sixteen.roles[ROLE_FAINT] = (struct theme_ink){8, 0};
    assert_int_equal(style_of(&theme, DEPTH_16, ROLE_GOOD, GROUND_SCREEN).foreground, 10);
    struct style eight = style_of(&theme, DEPTH_8, ROLE_GOOD, GROUND_SCREEN);
    assert_int_equal(eight.foreground, 2);
    assert_int_equal(eight.attributes, ATTRIBUTE_BOLD);
    assert_int_equal(style_of(&theme, DEPTH_8, ROLE_FAINT, GROUND_SCREEN).foreground, 7);
    struct style mono = style_of(&theme, DEPTH_MONO, ROLE_RISK, GROUND_SCREEN);
    assert_int_equal(mono.foreground, COLOUR_DEFAULT);
    assert_int_equal(mono.attributes, ATTRIBUTE_BOLD);
}

static void the_start_chooses_by_what_is_known(void **state)
{
    static const struct {
        struct style_wishes wishes;
        int colours;
        enum colour_depth depth;
        const char *theme;
    } cases[] = {
        {{NULL, NULL, NULL, NULL}, 256, DEPTH_256, "terminal"},
        {{NULL, NULL, "15;0", NULL}, 256, DEPTH_256, "dark"},
        {{NULL, NULL, "0;default;15", NULL}, 256, DEPTH_256, "light"},
        {{NULL, NULL, "15;0", NULL}, 16, DEPTH_16, "terminal"},
        {{NULL, NULL, "rubbish;", "solarized"}, 256, DEPTH_256, "solarized"},
        {{NULL, "1", "15;0", "dark"}, 256, DEPTH_MONO, "mono"},
        {{NULL, "", NULL, "dark"}, 256, DEPTH_256, "dark"},
        {{"256", "1", NULL, NULL}, 256, DEPTH_256, "terminal"},
        {{"never", NULL, NULL, NULL}, 256, DEPTH_MONO, "mono"},
        {{"16", NULL, NULL, "dark"}, 256, DEPTH_16, "dark"},
        {{NULL, NULL, NULL, NULL}, 8, DEPTH_8, "terminal"},
        {{NULL, NULL, NULL, NULL}, -1, DEPTH_MONO, "mono"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        enum colour_depth depth = style_depth(&cases[i].wishes, cases[i].colours);
        assert_int_equal(depth, cases[i].depth);
        assert_string_equal(style_theme_name(&cases[i].wishes, depth), cases[i].theme);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_lead_back_to_roles),
        cmocka_unit_test(contrast_is_that_of_wcag),
        cmocka_unit_test(a_selection_is_one_colour),
        cmocka_unit_test(depth_limits_the_colours),
        cmocka_unit_test(the_start_chooses_by_what_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
