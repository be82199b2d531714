/* Small pictures of numbers: look/rules.md, Charts. None of them stands without its number. All
 * draw eighth blocks; lines are braille where the canvas says so, and everything is ASCII where the
 * terminal is. Values not known are NAN and leave a gap, never a zero. */
#ifndef UI_CHART_H
#define UI_CHART_H

#include "ui/canvas.h"

#define CHART_BAR_MOST 15 /* columns of a bar */

/* A bar of half cells on a track, at most CHART_BAR_MOST columns. share is 0-1: never empty above
 * 0, never full below 1; not a number draws the track alone. */
void chart_bar(struct canvas *canvas, int x, int y, int columns, double share, enum role role);
/* The same with a mark at the share `plan` of its way; NAN: none. */
void chart_bar_plan(struct canvas *canvas, struct area line, double share, double plan);
/* A line in a row, one column a value, over their own range or least_range, whichever is more (20
 * for scores, 5 for rates). Returns the column after. */
int chart_line(struct canvas *canvas, int x, int y, const double *values, int count,
    double least_range, enum role role);

/* Columns of eighth blocks from zero, one cell wide, one of air between. */
struct chart_columns {
    const double *values;               /* borrowed */
    int count;                          /* the last that fit are shown */
    double top;                         /* the value of the area's upper edge: 100 for health */
    enum role (*role_of)(double value); /* NULL: ROLE_CHART_1 */
};
/* Value number i of those shown stands at area.x + 2 * i. */
void chart_columns_draw(struct canvas *canvas, struct area area, const struct chart_columns *chart);
int chart_columns_shown(int area_columns, int count); /* how many values fit */

/* The numbers around a picture of several rows. */
struct chart_frame {
    const char *top, *bottom;  /* at the left of its upper and lower row; NULL: none */
    const char *last;          /* beside the last value; NULL: none */
    const char *const *labels; /* below, one a value, NULL: none there; NULL: no row of labels */
};
/* The columns with their frame within the area. Returns the rows it took; 0: no room. */
int chart_columns_framed(struct canvas *canvas, struct area area, const struct chart_columns *chart,
    const struct chart_frame *frame);

/* A line over several rows with its axis: top and bottom are the values of its edges. */
struct chart_plot {
    const double *values; /* borrowed; the last that fit are shown, each as wide as there is room */
    int count;
    double top, bottom;
    enum role role;
};
/* Edges in round numbers that hold all values and are at least least_range apart. False: no value
 * is known. */
bool chart_edges(
    const double *values, int count, double least_range, double *ret_bottom, double *ret_top);
/* Returns the rows it took; 0: no room, or nothing to draw. */
int chart_plot_draw(struct canvas *canvas, struct area area, const struct chart_plot *plot,
    const struct chart_frame *frame);

/* Stacks of unit marks, one shape a category: `one mark is $20k`. */
struct chart_part {
    double value; /* NAN or less than 0: none */
    const char *shape;
    enum role role;
};
/* What one mark is worth, 1, 2 or 5 of a power of ten, so that `most` takes at most so many. */
double chart_unit(double most, int columns);
/* Marks of a value: rounded half up, at least one for more than nothing. */
int chart_marks(double value, double unit);
/* The parts one after the other, in at most so many columns. Returns the column after. */
int chart_stack(struct canvas *canvas, struct area line, const struct chart_part *parts, int count,
    double unit);

#endif
