#include "ui/style.h"

#include <string.h>
#include "base/attributes.h"
#include "base/str.h"

#define PLAIN                                                                                      \
    {                                                                                              \
        COLOUR_DEFAULT, 0                                                                          \
    }
#define BOLD                                                                                       \
    {                                                                                              \
        COLOUR_DEFAULT, ATTRIBUTE_BOLD                                                             \
    }
#define UNDERLINED                                                                                 \
    {                                                                                              \
        COLOUR_DEFAULT, ATTRIBUTE_UNDERLINE                                                        \
    }
#define BOTH                                                                                       \
    {                                                                                              \
        COLOUR_DEFAULT, ATTRIBUTE_BOLD | ATTRIBUTE_UNDERLINE                                       \
    }
#define RED                                                                                        \
    {                                                                                              \
        1, 0                                                                                       \
    }
#define BOLD_RED                                                                                   \
    {                                                                                              \
        1, ATTRIBUTE_BOLD                                                                          \
    }

/* look/roles.md, mono. */
static const struct theme_depth no_colours = {
    .roles =
        {
            [ROLE_TEXT] = PLAIN,
            [ROLE_MUTED] = PLAIN,
            [ROLE_FAINT] = PLAIN,
            [ROLE_TITLE] = BOLD,
            [ROLE_ACCENT] = BOLD,
            [ROLE_TAB] = PLAIN,
            [ROLE_TAB_ACTIVE] = BOTH,
            [ROLE_GOOD] = PLAIN,
            [ROLE_WATCH] = PLAIN,
            [ROLE_RISK] = BOLD,
            [ROLE_UNKNOWN] = PLAIN,
            [ROLE_OVERDUE] = BOLD,
            [ROLE_MONEY] = PLAIN,
            [ROLE_DATE] = PLAIN,
            [ROLE_LINK] = UNDERLINED,
            [ROLE_MARK] = BOLD,
            [ROLE_MATCH] = BOTH,
            [ROLE_BORDER] = PLAIN,
            [ROLE_TRACK] = PLAIN,
            [ROLE_CHART_1] = PLAIN,
            [ROLE_CHART_2] = PLAIN,
            [ROLE_CHART_3] = PLAIN,
            [ROLE_CHART_4] = PLAIN,
            [ROLE_HINT_KEY] = BOLD,
            [ROLE_HINT_TEXT] = PLAIN,
            [ROLE_INPUT] = PLAIN,
            [ROLE_CURSOR] = {COLOUR_DEFAULT, ATTRIBUTE_REVERSE},
            [ROLE_ERROR] = BOLD,
            [ROLE_TOAST] = PLAIN,
        },
    .grounds =
        {
            [GROUND_SCREEN] = {COLOUR_KEEP, COLOUR_DEFAULT, 0},
            [GROUND_SELECTION] = {COLOUR_DEFAULT, COLOUR_DEFAULT, ATTRIBUTE_REVERSE},
            [GROUND_SELECTION_UNFOCUSED] = {COLOUR_KEEP, COLOUR_DEFAULT, ATTRIBUTE_UNDERLINE},
            [GROUND_POPUP] = {COLOUR_KEEP, COLOUR_DEFAULT, 0},
        },
};

/* As without colours, but for the rows named in look/roles.md, terminal: only red can be read on
 * any ground, and only as a shape. */
#define TERMINAL_LOOK                                                                              \
    {                                                                                              \
        .roles =                                                                                   \
            {                                                                                      \
                [ROLE_TEXT] = PLAIN,                                                               \
                [ROLE_MUTED] = PLAIN,                                                              \
                [ROLE_FAINT] = PLAIN,                                                              \
                [ROLE_TITLE] = BOLD,                                                               \
                [ROLE_ACCENT] = BOLD,                                                              \
                [ROLE_TAB] = PLAIN,                                                                \
                [ROLE_TAB_ACTIVE] = BOTH,                                                          \
                [ROLE_GOOD] = PLAIN,                                                               \
                [ROLE_WATCH] = BOLD,                                                               \
                [ROLE_RISK] = BOLD_RED,                                                            \
                [ROLE_UNKNOWN] = PLAIN,                                                            \
                [ROLE_OVERDUE] = BOLD,                                                             \
                [ROLE_MONEY] = PLAIN,                                                              \
                [ROLE_DATE] = PLAIN,                                                               \
                [ROLE_LINK] = UNDERLINED,                                                          \
                [ROLE_MARK] = BOLD,                                                                \
                [ROLE_MATCH] = BOTH,                                                               \
                [ROLE_BORDER] = PLAIN,                                                             \
                [ROLE_TRACK] = PLAIN,                                                              \
                [ROLE_CHART_1] = PLAIN,                                                            \
                [ROLE_CHART_2] = PLAIN,                                                            \
                [ROLE_CHART_3] = PLAIN,                                                            \
                [ROLE_CHART_4] = RED,                                                              \
                [ROLE_HINT_KEY] = BOLD,                                                            \
                [ROLE_HINT_TEXT] = PLAIN,                                                          \
                [ROLE_INPUT] = PLAIN,                                                              \
                [ROLE_CURSOR] = {COLOUR_DEFAULT, ATTRIBUTE_REVERSE},                               \
                [ROLE_ERROR] = BOLD,                                                               \
                [ROLE_TOAST] = PLAIN,                                                              \
            },                                                                                     \
        .grounds = {                                                                               \
            [GROUND_SCREEN] = {COLOUR_KEEP, COLOUR_DEFAULT, 0},                                    \
            [GROUND_SELECTION] = {COLOUR_DEFAULT, COLOUR_DEFAULT, ATTRIBUTE_REVERSE},              \
            [GROUND_SELECTION_UNFOCUSED] = {COLOUR_KEEP, COLOUR_DEFAULT, ATTRIBUTE_BOLD},          \
            [GROUND_POPUP] = {COLOUR_KEEP, COLOUR_DEFAULT, 0},                                     \
        },                                                                                         \
    }

static const struct theme terminal = {
    .name = "terminal",
    .about = "the ground and colours of the terminal, whatever they are",
    .full = TERMINAL_LOOK,
    .sixteen = TERMINAL_LOOK,
};

const struct theme *style_terminal_theme(void)
{
    return &terminal;
}

/* Eight colours: the bright ones as bold, but for shapes, which are read by form. Bright black
 * would be black, so it becomes what stands out from the ground; so does a foreground that would be
 * the ground's own. */
static void reduce_to_eight(struct style *style, bool is_shape)
{
    if (style->background >= 8)
        style->background = (int16_t)(style->background - 8);
    if (style->background == 7)
        style->attributes &= (uint8_t)~ATTRIBUTE_BOLD;
    if (style->foreground > 8) {
        style->foreground = (int16_t)(style->foreground - 8);
        if (!is_shape)
            style->attributes |= ATTRIBUTE_BOLD;
    } else if (style->foreground == 8) {
        style->foreground = style->background == 7 ? 0 : 7;
    }
}

/* Reverse where both colours are known: such a row can be cleared, which reverse cannot. */
static void exchange_colours(struct style *style)
{
    int16_t foreground = style->foreground;

    if (foreground < 0 || style->background < 0)
        return;
    style->foreground = style->background;
    style->background = foreground;
    style->attributes &= (uint8_t)~ATTRIBUTE_REVERSE;
}

/* On a selected row: what is a shape or a warning, and is found by its colour from row to row. */
static bool keeps_colour(enum role role)
{
    return (role >= ROLE_GOOD && role <= ROLE_RISK) || role == ROLE_OVERDUE || role == ROLE_TRACK ||
           (role >= ROLE_CHART_1 && role <= ROLE_CHART_4);
}

static void flatten(struct style *style, enum role role, const struct theme_depth *look,
    const struct theme_ground *under)
{
    bool is_one = under->foreground != COLOUR_KEEP || (under->attributes & ATTRIBUTE_REVERSE) != 0;

    if (is_one || !keeps_colour(role))
        style->foreground =
            under->foreground != COLOUR_KEEP ? under->foreground : look->roles[ROLE_TEXT].colour;
    style->attributes &=
        is_one || role != ROLE_TITLE ? ATTRIBUTE_REVERSE : ATTRIBUTE_REVERSE | ATTRIBUTE_BOLD;
}

struct style style_of(
    const struct theme *theme, enum colour_depth depth, enum role role, enum ground ground)
{
    const struct theme_depth *look = depth == DEPTH_MONO  ? &no_colours
                                     : depth == DEPTH_256 ? &theme->full
                                                          : &theme->sixteen;
    const struct theme_ink *ink = &look->roles[role];
    const struct theme_ground *under = &look->grounds[ground];
    struct style style = {ink->colour, under->background, ink->attributes};
    bool is_flat = under->foreground != COLOUR_KEEP || (under->attributes & ATTRIBUTE_REVERSE) != 0;
    if (ground == GROUND_SELECTION || is_flat)
        flatten(&style, role, look, under);
    style.attributes |= under->attributes;
    if (under->attributes & ATTRIBUTE_REVERSE && role != ROLE_CURSOR)
        exchange_colours(&style);
    if (depth == DEPTH_8)
        reduce_to_eight(&style, role_floor(role) < 4 && !is_flat);
    return style;
}

enum colour_depth style_depth(const struct style_wishes *wishes, int terminal_colours)
{
    bool is_mono = text_equal(wishes->colour, "never") ||
                   (wishes->no_colour != NULL && wishes->no_colour[0] != '\0' &&
                       (wishes->colour == NULL || text_equal(wishes->colour, "auto")));
    if (is_mono || terminal_colours < 8)
        return DEPTH_MONO;
    if (text_equal(wishes->colour, "256"))
        return DEPTH_256;
    if (terminal_colours < 16)
        return DEPTH_8;
    if (terminal_colours < 256 || text_equal(wishes->colour, "16"))
        return DEPTH_16;
    return DEPTH_256;
}

/* The background is the last number of "15;0" or "15;default;0": 0-6 and 8 are dark. */
static const char *theme_for_ground(const char *colorfgbg)
{
    const char *last = colorfgbg ? strrchr(colorfgbg, ';') : NULL;
    long long colour;
    if (last == NULL || !text_to_int(last + 1, &colour) || colour < 0 || colour > 15)
        return "terminal";
    return colour < 7 || colour == 8 ? "dark" : "light";
}

const char *style_theme_name(const struct style_wishes *wishes, enum colour_depth depth)
{
    if (depth == DEPTH_MONO)
        return "mono";
    if (wishes->theme != NULL && wishes->theme[0] != '\0')
        return wishes->theme;
    return depth == DEPTH_256 ? theme_for_ground(wishes->colorfgbg) : "terminal";
}
