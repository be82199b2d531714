#include "core/theme.h"

#include <math.h>
#include <stddef.h>
#include "base/attributes.h"
#include "base/str.h"
#include "base/words.h"

enum role_kind { KIND_TEXT, KIND_SHAPE, KIND_LINE };

struct role_row {
    const char *name;
    const char *purpose;
    enum role_kind kind;
    enum role parent;
    uint8_t attributes; /* what it adds to its parent's */
};

#define BOLD ATTRIBUTE_BOLD
#define UNDERLINE ATTRIBUTE_UNDERLINE

static const struct role_row rows[] = {
    [ROLE_TEXT] = {"text", N_("what one reads: names, values, bodies"), KIND_TEXT, ROLE_TEXT, 0},
    [ROLE_MUTED] = {"muted", N_("what explains it: reasons, labels, units"), KIND_TEXT, ROLE_TEXT,
        0},
    [ROLE_FAINT] = {"faint", N_("what may be missed"), KIND_SHAPE, ROLE_MUTED, 0},
    [ROLE_TITLE] = {"title", N_("the name of the thing; a heading"), KIND_TEXT, ROLE_TEXT, BOLD},
    [ROLE_ACCENT] = {"accent", N_("you are here; you can press this"), KIND_TEXT, ROLE_TEXT, 0},
    [ROLE_TAB] = {"tab", N_("a tab that is not open"), KIND_TEXT, ROLE_MUTED, 0},
    [ROLE_TAB_ACTIVE] = {"tab-active", N_("the open tab"), KIND_TEXT, ROLE_ACCENT,
        BOLD | UNDERLINE},
    [ROLE_GOOD] = {"good", N_("the shape of good and done"), KIND_SHAPE, ROLE_TEXT, 0},
    [ROLE_WATCH] = {"watch", N_("the shape of watch and behind"), KIND_SHAPE, ROLE_TEXT, 0},
    [ROLE_RISK] = {"risk", N_("the shape of at risk and lost"), KIND_SHAPE, ROLE_TEXT, 0},
    [ROLE_UNKNOWN] = {"unknown", N_("the shape of unknown and waiting"), KIND_SHAPE, ROLE_MUTED, 0},
    [ROLE_OVERDUE] = {"overdue", N_("the words '4d late'"), KIND_TEXT, ROLE_RISK, 0},
    [ROLE_MONEY] = {"money", N_("amounts"), KIND_TEXT, ROLE_TEXT, 0},
    [ROLE_DATE] = {"date", N_("dates and day counts"), KIND_TEXT, ROLE_TEXT, 0},
    [ROLE_LINK] = {"link", N_("opens something outside"), KIND_TEXT, ROLE_ACCENT, UNDERLINE},
    [ROLE_MARK] = {"mark", N_("the tick of a marked row"), KIND_TEXT, ROLE_ACCENT, BOLD},
    [ROLE_MATCH] = {"match", N_("letters that a search matched"), KIND_TEXT, ROLE_ACCENT,
        BOLD | UNDERLINE},
    [ROLE_BORDER] = {"border", N_("the rule, the pane line, frames"), KIND_LINE, ROLE_MUTED, 0},
    [ROLE_TRACK] = {"track", N_("the empty part of a bar"), KIND_LINE, ROLE_BORDER, 0},
    [ROLE_CHART_1] = {"chart-1", N_("first series: commit, the measure"), KIND_SHAPE, ROLE_ACCENT,
        0},
    [ROLE_CHART_2] = {"chart-2", N_("second series: best case"), KIND_SHAPE, ROLE_TEXT, 0},
    [ROLE_CHART_3] = {"chart-3", N_("third series: pipeline"), KIND_SHAPE, ROLE_MUTED, 0},
    [ROLE_CHART_4] = {"chart-4", N_("fourth series: at risk"), KIND_SHAPE, ROLE_RISK, 0},
    [ROLE_HINT_KEY] = {"hint-key", N_("a key in a hint"), KIND_TEXT, ROLE_ACCENT, 0},
    [ROLE_HINT_TEXT] = {"hint-text", N_("what that key does"), KIND_TEXT, ROLE_MUTED, 0},
    [ROLE_INPUT] = {"input", N_("what is being typed"), KIND_TEXT, ROLE_TEXT, 0},
    [ROLE_CURSOR] = {"cursor", N_("the cell under the caret"), KIND_TEXT, ROLE_TEXT,
        ATTRIBUTE_REVERSE},
    [ROLE_ERROR] = {"error", N_("a sentence that says what failed"), KIND_TEXT, ROLE_RISK, BOLD},
    [ROLE_TOAST] = {"toast", N_("what was just done"), KIND_TEXT, ROLE_TEXT, 0},
};
_Static_assert(COUNT_OF(rows) == ROLE_COUNT, "a row for every role");

static const char *const grounds[] = {
    [GROUND_SCREEN] = "screen",
    [GROUND_SELECTION] = "selection",
    [GROUND_SELECTION_UNFOCUSED] = "selection-unfocused",
    [GROUND_POPUP] = "popup",
};
_Static_assert(COUNT_OF(grounds) == GROUND_COUNT, "a name for every ground");

const char *role_name(enum role role)
{
    return rows[role].name;
}

const char *role_purpose(enum role role)
{
    return rows[role].purpose;
}

bool role_from_name(const char *name, enum role *ret_role)
{
    for (int i = 0; i < ROLE_COUNT; i++) {
        if (text_equal(rows[i].name, name)) {
            *ret_role = (enum role)i;
            return true;
        }
    }
    return false;
}

const char *ground_name(enum ground ground)
{
    return grounds[ground];
}

bool ground_from_name(const char *name, enum ground *ret_ground)
{
    for (int i = 0; i < GROUND_COUNT; i++) {
        if (text_equal(grounds[i], name)) {
            *ret_ground = (enum ground)i;
            return true;
        }
    }
    return false;
}

enum role role_parent(enum role role, uint8_t *ret_attributes)
{
    *ret_attributes = rows[role].attributes;
    return rows[role].parent;
}

double role_floor(enum role role)
{
    return rows[role].kind == KIND_TEXT ? 4.5 : 3;
}

/* The first 16 as xterm shows them; the rest of the palette is a rule. */
static const uint32_t first_colours[] = {0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd,
    0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff,
    0xffffff};

static uint32_t colour_rgb(int colour)
{
    if (colour < 16)
        return first_colours[colour < 0 ? 0 : colour];
    if (colour > 231)
        return (uint32_t)(8 + 10 * (colour - 232)) * 0x010101u;
    uint32_t rgb = 0;
    for (int divisor = 36; divisor > 0; divisor /= 6) {
        int step = (colour - 16) / divisor % 6;
        rgb = rgb << 8 | (uint32_t)(step ? 55 + 40 * step : 0);
    }
    return rgb;
}

/* Relative luminance, WCAG 2.1. */
static double luminance(int colour)
{
    static const double weight[] = {0.2126, 0.7152, 0.0722};
    uint32_t rgb = colour_rgb(colour);
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        double part = (double)(rgb >> (16 - 8 * i) & 255) / 255;
        sum += weight[i] * (part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
}

double colour_contrast(int a, int b)
{
    double first = luminance(a), second = luminance(b);
    double high = first > second ? first : second;
    double low = first > second ? second : first;
    return (high + 0.05) / (low + 0.05);
}
