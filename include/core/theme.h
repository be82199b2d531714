/* What a theme says: how each role looks, and what it lies on. Views name roles, never colours
 * (look/roles.md). Plain values: files/theme_file reads them, ui/style resolves them. */
#ifndef CORE_THEME_H
#define CORE_THEME_H

#include <stdbool.h>
#include <stdint.h>

enum role {
    ROLE_TEXT,       /* what one reads: names, values, bodies */
    ROLE_MUTED,      /* what explains it: reasons, labels, units, column heads */
    ROLE_FAINT,      /* what may be missed */
    ROLE_TITLE,      /* the name of the thing on the screen; a heading */
    ROLE_ACCENT,     /* you are here, and you can press this */
    ROLE_TAB,        /* a tab that is not open */
    ROLE_TAB_ACTIVE, /* the open tab */
    ROLE_GOOD,       /* the shape only, as the next three */
    ROLE_WATCH,
    ROLE_RISK,
    ROLE_UNKNOWN,
    ROLE_OVERDUE, /* the words '4d late' and nothing else */
    ROLE_MONEY,
    ROLE_DATE,
    ROLE_LINK,  /* opens something outside */
    ROLE_MARK,  /* the tick of a marked row, and the count of marks */
    ROLE_MATCH, /* letters that a filter or search matched */
    ROLE_BORDER,
    ROLE_TRACK,   /* the empty part of a bar, grid lines */
    ROLE_CHART_1, /* commit, the measured line */
    ROLE_CHART_2, /* best case */
    ROLE_CHART_3, /* pipeline */
    ROLE_CHART_4, /* at risk */
    ROLE_HINT_KEY,
    ROLE_HINT_TEXT,
    ROLE_INPUT,  /* what is being typed */
    ROLE_CURSOR, /* the cell under the caret */
    ROLE_ERROR,  /* a sentence that says what failed */
    ROLE_TOAST,  /* what was just done */
    ROLE_COUNT,
};

/* What a role may lie on. */
enum ground {
    GROUND_SCREEN,
    GROUND_SELECTION,           /* the row under the cursor, where the keys are */
    GROUND_SELECTION_UNFOCUSED, /* the row under the cursor of the other pane */
    GROUND_POPUP,
    GROUND_COUNT,
};

#define COLOUR_DEFAULT (-1) /* the terminal's own */
#define COLOUR_KEEP (-2)    /* of a ground: the role keeps its colour */

enum { ATTRIBUTE_BOLD = 1, ATTRIBUTE_UNDERLINE = 2, ATTRIBUTE_REVERSE = 4 };

/* The foreground of a role: number of the palette or COLOUR_DEFAULT, and attributes. */
struct theme_ink {
    int16_t colour;
    uint8_t attributes;
};

/* foreground COLOUR_KEEP keeps each role's own; any other flattens the roles on this ground to it.
 */
struct theme_ground {
    int16_t foreground;
    int16_t background;
    uint8_t attributes;
};

/* One look at two depths: 256 colours, and 16 or fewer. Without colours ui/style has its own. */
struct theme_depth {
    struct theme_ink roles[ROLE_COUNT];
    struct theme_ground grounds[GROUND_COUNT];
};
struct theme {
    char name[32];
    char about[120];
    struct theme_depth full;    /* 256 colours */
    struct theme_depth sixteen; /* 16 or 8 */
};

const char *role_name(enum role role);    /* "tab-active"; borrowed */
const char *role_purpose(enum role role); /* one line for `theme list` and comments; borrowed */
bool role_from_name(const char *name, enum role *ret_role);
const char *ground_name(enum ground ground); /* "selection-unfocused" */
bool ground_from_name(const char *name, enum ground *ret_ground);
/* The role that this one looks like where a theme says nothing (title: text, tab: muted, ...), and
 * the attributes it adds. ROLE_TEXT gives itself. */
enum role role_parent(enum role role, uint8_t *ret_attributes);
/* WCAG 2.1 contrast of two colours of the 256 palette (xterm's first 16), 1 to 21. */
double colour_contrast(int a, int b);
/* The least contrast that a role must reach on its ground: 4.5 for text, 3 for shapes and lines. */
double role_floor(enum role role);

#endif
