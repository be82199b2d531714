/* From a role on a ground to colours and attributes, at the depth that the terminal has. */
#ifndef UI_STYLE_H
#define UI_STYLE_H

#include <stdbool.h>
#include "core/theme.h"

enum colour_depth { DEPTH_MONO, DEPTH_8, DEPTH_16, DEPTH_256 };

/* Colours are numbers of the palette or COLOUR_DEFAULT. */
struct style {
    int16_t foreground;
    int16_t background;
    uint8_t attributes; /* ATTRIBUTE_ */
};

/* A selected row has one foreground but for its name, which is bold, and its state, its charts and
 * what is late: a step of the cursor repaints two rows, and each change of colour costs bytes
 * (groundwork.md 7). On a reversed ground, or one with a colour for text, it is one colour alone.
 */
struct style style_of(
    const struct theme *theme, enum colour_depth depth, enum role role, enum ground ground);

/* The theme that needs no file: the terminal's own ground and colours. */
const struct theme *style_terminal_theme(void);

/* What the environment says; each may be NULL. */
struct style_wishes {
    const char *colour;    /* --color: auto, never, 16 or 256 */
    const char *no_colour; /* NO_COLOR: any text but "" means none */
    const char *colorfgbg; /* COLORFGBG: "15;0" */
    const char *theme;     /* the theme that was named */
};
/* terminal_colours as terminfo counts them. */
enum colour_depth style_depth(const struct style_wishes *wishes, int terminal_colours);
/* Name of the theme: the one wished for, else dark or light where the ground is known and 256
 * colours are there, else terminal; mono where there is no colour. Borrowed. */
const char *style_theme_name(const struct style_wishes *wishes, enum colour_depth depth);

#endif
