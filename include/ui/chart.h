/* Small pictures of numbers: look/rules.md, Charts. None of them stands without its number. */
#ifndef UI_CHART_H
#define UI_CHART_H

#include "ui/canvas.h"

#define CHART_BAR_MOST 15 /* columns of a bar */

/* A bar of half cells on a track. share is 0-1: never empty above 0, never full below 1; not a
 * number draws the track alone. */
void chart_bar(struct canvas *canvas, int x, int y, int columns, double share, enum role role);
/* A line of eighth blocks, one column a value, over their own range or least_range, whichever is
 * more (20 for scores, 5 for rates). Values not known (NAN) are blank. Returns the column after. */
int chart_line(struct canvas *canvas, int x, int y, const double *values, int count,
    double least_range, enum role role);

/* Columns of eighth blocks from zero, one cell wide, one of air between. */
struct chart_columns {
    const double *values;               /* borrowed; NAN leaves a gap */
    int count;                          /* the last that fit are shown */
    double top;                         /* the value of the area's upper edge: 100 for health */
    enum role (*role_of)(double value); /* NULL: ROLE_CHART_1 */
};
/* Value number i of those shown stands at area.x + 2 * i. */
void chart_columns_draw(struct canvas *canvas, struct area area, const struct chart_columns *chart);
int chart_columns_shown(int area_columns, int count); /* how many values fit */

#endif
