/* Roles to colours, and what is chosen at start. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include "base/attributes.h"
#include "base/str.h"
#include "files/theme_file.h"
#include "support/golden.h"
#include "ui/style.h"

enum { THEMES = 7 };

static const char *const shipped[THEMES] = {
    "terminal", "dark", "light", "contrast", "colour-blind", "solarized", "mono"};

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

/* look/rules.md, Selection: where a ground is painted the name is bold, the state keeps its colour.
 */
static void a_painted_selection_keeps_name_and_state(void **state)
{
    struct theme theme;

    assert_true(theme_file_shipped("dark", &theme));
    assert_int_equal(
        style_of(&theme, DEPTH_256, ROLE_TITLE, GROUND_SELECTION).attributes, ATTRIBUTE_BOLD);
    for (int role = ROLE_GOOD; role <= ROLE_RISK; role++) {
        struct style style = style_of(&theme, DEPTH_256, (enum role)role, GROUND_SELECTION);

        assert_int_equal(style.foreground, theme.full.roles[role].colour);
        assert_int_not_equal(style.foreground, theme.full.roles[ROLE_TEXT].colour);
        assert_int_equal(style.background, 236);
    }
    assert_int_equal(style_of(&theme, DEPTH_256, ROLE_MUTED, GROUND_SELECTION).foreground,
        theme.full.roles[ROLE_TEXT].colour);
    assert_int_equal(style_of(&theme, DEPTH_16, ROLE_TITLE, GROUND_SELECTION).attributes, 0);
}

static void depth_limits_the_colours(void **state)
{
    struct theme theme = *style_terminal_theme();
    theme.sixteen.roles[ROLE_GOOD] = (struct theme_ink){10, 0};
    theme.sixteen.roles[ROLE_FAINT] = (struct theme_ink){8, 0};
    assert_int_equal(style_of(&theme, DEPTH_16, ROLE_GOOD, GROUND_SCREEN).foreground, 10);
    struct style eight = style_of(&theme, DEPTH_8, ROLE_GOOD, GROUND_SCREEN);
    assert_int_equal(eight.foreground, 2);
    assert_int_equal(eight.attributes, 0);
    assert_int_equal(style_of(&theme, DEPTH_8, ROLE_FAINT, GROUND_SCREEN).foreground, 7);
    struct style mono = style_of(&theme, DEPTH_MONO, ROLE_RISK, GROUND_SCREEN);
    assert_int_equal(mono.foreground, COLOUR_DEFAULT);
    assert_int_equal(mono.attributes, ATTRIBUTE_BOLD);
}

/* A console with eight has no more, for text as for grounds. */
static void eight_colours_are_enough(void **state)
{
    for (int i = 0; i < THEMES; i++) {
        struct theme theme;

        assert_true(theme_file_shipped(shipped[i], &theme));
        for (int role = 0; role < ROLE_COUNT; role++)
            for (int ground = 0; ground < GROUND_COUNT; ground++) {
                struct style style =
                    style_of(&theme, DEPTH_8, (enum role)role, (enum ground)ground);

                if (style.foreground >= 8 || style.background >= 8)
                    fail_msg("%s: %s on %s is %d on %d", theme.name, role_name((enum role)role),
                        ground_name((enum ground)ground), style.foreground, style.background);
            }
    }
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

/* --- can it be read? Worked out anew, apart from core/theme: WCAG 2.1, relative luminance --- */

#define RGB(value) ((value) >> 16 & 255), ((value) >> 8 & 255), ((value)&255)
/* What a terminal makes of its own colours: ground, text and the sixteen. */
struct host {
    const char *name;
    uint32_t ground, text, colours[16];
};

#define XTERM_COLOURS                                                                              \
    {                                                                                              \
        0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f,  \
            0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff                   \
    }
#define SOLARIZED_COLOURS                                                                          \
    {                                                                                              \
        0x073642, 0xdc322f, 0x859900, 0xb58900, 0x268bd2, 0xd33682, 0x2aa198, 0xeee8d5, 0x002b36,  \
            0xcb4b16, 0x586e75, 0x657b83, 0x839496, 0x6c71c4, 0x93a1a1, 0xfdf6e3                   \
    }

static const struct host hosts[] = {
    {"black", 0x000000, 0xe5e5e5, XTERM_COLOURS},
    {"white", 0xffffff, 0x000000, XTERM_COLOURS},
    {"solarized dark", 0x002b36, 0x839496, SOLARIZED_COLOURS},
    {"solarized light", 0xfdf6e3, 0x657b83, SOLARIZED_COLOURS},
};

static uint32_t rgb_of(const struct host *host, int colour, uint32_t own)
{
    static const uint32_t steps[] = {0, 95, 135, 175, 215, 255};
    uint32_t at = (uint32_t)(colour - 16), grey = 8 + 10 * (uint32_t)(colour - 232);

    if (colour < 0)
        return own;
    if (colour < 16)
        return host->colours[colour];
    if (colour >= 232)
        return grey << 16 | grey << 8 | grey;
    return steps[at / 36] << 16 | steps[at / 6 % 6] << 8 | steps[at % 6];
}

static double linear(uint32_t part)
{
    double value = (double)part / 255;

    return value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t rgb)
{
    const uint32_t parts[] = {RGB(rgb)};

    return 0.2126 * linear(parts[0]) + 0.7152 * linear(parts[1]) + 0.0722 * linear(parts[2]);
}

/* A terminal of eight colours shows bold ones bright. */
static double ratio(const struct host *host, enum colour_depth depth, struct style style)
{
    bool is_bright = depth == DEPTH_8 && style.foreground >= 0 && style.foreground < 8 &&
                     style.attributes & ATTRIBUTE_BOLD;
    double ink = luminance(rgb_of(host, style.foreground + 8 * is_bright, host->text));
    double ground = luminance(rgb_of(host, style.background, host->ground));

    return ((ink > ground ? ink : ground) + 0.05) / ((ink > ground ? ground : ink) + 0.05);
}

/* Where text is the host's own on the host's own ground it is as good as the host made it;
 * Solarized light made it 4.1. Lines do not lie on a selection. */
static double floor_of(
    const struct theme *theme, enum colour_depth depth, enum role role, struct style style)
{
    bool is_text = role_floor(role) > 4;

    if (style.foreground < 0 && style.background < 0)
        return is_text ? 4.1 : 3;
    return !is_text ? 3 : depth == DEPTH_256 && text_equal(theme->name, "contrast") ? 7 : 4.5;
}

static bool is_line_on_selection(enum role role, enum ground ground)
{
    return (role == ROLE_BORDER || role == ROLE_TRACK) &&
           (ground == GROUND_SELECTION || ground == GROUND_SELECTION_UNFOCUSED);
}

static void check_all(const struct theme *theme, enum colour_depth depth, const struct host *host)
{
    for (int role = 0; role < ROLE_COUNT; role++)
        for (int ground = 0; ground < GROUND_COUNT; ground++) {
            struct style style = style_of(theme, depth, (enum role)role, (enum ground)ground);
            double least = floor_of(theme, depth, (enum role)role, style);

            if (is_line_on_selection((enum role)role, (enum ground)ground))
                continue;
            if (ratio(host, depth, style) < least - 0.05)
                fail_msg("%s at depth %d on %s: %s on %s is %.1f to 1, not %.1f", theme->name,
                    depth, host->name, role_name((enum role)role), ground_name((enum ground)ground),
                    ratio(host, depth, style), least);
        }
}

/* With 16 colours or fewer a theme that paints its ground counts on their being those of xterm or
 * near; where they are Solarized's, the themes terminal, solarized and mono are for it. */
static bool is_meant_for(
    const struct theme *theme, enum colour_depth depth, const struct host *host)
{
    struct style style = style_of(theme, depth, ROLE_TEXT, GROUND_SCREEN);

    return depth == DEPTH_256 || style.background < 0 || host->colours[1] == hosts[0].colours[1];
}

static void all_can_be_read_on_any_terminal(void **state)
{
    for (int i = 0; i < THEMES; i++) {
        struct theme theme;

        assert_true(theme_file_shipped(shipped[i], &theme));
        for (int depth = DEPTH_MONO; depth <= DEPTH_256; depth++)
            for (size_t at = 0; at < COUNT_OF(hosts); at++)
                if (is_meant_for(&theme, (enum colour_depth)depth, &hosts[at]))
                    check_all(&theme, (enum colour_depth)depth, &hosts[at]);
    }
}

/* --- and what it is, to be looked at: each role on each ground, COLOUR/GROUND and attributes ---
 */

static void add_look(struct str *out, struct style style)
{
    static const char letters[] = {'b', 'u', 'r'};
    char colours[24], number[2][8];
    const int16_t both[] = {style.foreground, style.background};
    size_t len;

    for (int i = 0; i < 2; i++)
        snprintf(number[i], sizeof(number[i]), "%d", both[i]);
    len = (size_t)snprintf(colours, sizeof(colours), "%s/%s ", both[0] < 0 ? "own" : number[0],
        both[1] < 0 ? "own" : number[1]);
    for (int i = 0; i < 3 && len + 1 < sizeof(colours); i++)
        if (style.attributes & 1 << i)
            colours[len++] = letters[i];
    colours[len] = '\0';
    str_addf(out, "%-13s", colours);
}

static void add_looks(struct str *out, const struct theme *theme, enum colour_depth depth)
{
    static const char *const colours[] = {"no colours", "8 colours", "16 colours", "256 colours"};

    str_addf(out, "== %s, %s\n%-14s", theme->name, colours[depth], "");
    str_add(out, "screen       selection    unfocused    popup\n");
    for (int role = 0; role < ROLE_COUNT; role++) {
        str_addf(out, "%-14s", role_name((enum role)role));
        for (int ground = 0; ground < GROUND_COUNT; ground++)
            add_look(out, style_of(theme, depth, (enum role)role, (enum ground)ground));
        while (out->len && out->data[out->len - 1] == ' ')
            str_remove(out, out->len - 1, 1);
        str_add(out, "\n");
    }
}

static void every_role_looks_as_in_the_picture(void **state)
{
    struct str text = {0};

    for (int i = 0; i < THEMES; i++) {
        struct theme theme;

        assert_true(theme_file_shipped(shipped[i], &theme));
        for (int depth = DEPTH_256; depth > DEPTH_MONO; depth--)
            add_looks(&text, &theme, (enum colour_depth)depth);
    }
    add_looks(&text, style_terminal_theme(), DEPTH_MONO);
    golden_check_text("pictures/looks", str_text(&text));
    str_fini(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_lead_back_to_roles),
        cmocka_unit_test(contrast_is_that_of_wcag),
        cmocka_unit_test(a_selection_is_one_colour),
        cmocka_unit_test(a_painted_selection_keeps_name_and_state),
        cmocka_unit_test(depth_limits_the_colours),
        cmocka_unit_test(eight_colours_are_enough),
        cmocka_unit_test(all_can_be_read_on_any_terminal),
        cmocka_unit_test(every_role_looks_as_in_the_picture),
        cmocka_unit_test(the_start_chooses_by_what_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
