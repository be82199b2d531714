/* From how many columns and rows on a screen shows more (look/rules.md, Sizes): one table for all.
 * What decides how many panes there are is a setting: ui_panes. */
#ifndef UI_SIZES_H
#define UI_SIZES_H

enum screen_sizes {
    SCREEN_NARROW = 60, /* columns under which rows have few columns, and a popup takes all */
    SCREEN_WIDE = 100,  /* from here on the lesser columns too */
    SCREEN_ROOMY = 150, /* from here on all of them */
    SCREEN_LOW = 16,    /* rows under which heads and air go */
    SCREEN_TALL = 30,   /* from here on there is air */
};

#endif
