/* What the files of the charts share. */
#ifndef UI_CHART_INTERNAL_H
#define UI_CHART_INTERNAL_H

#include "ui/chart.h"

#define EIGHTHS 0x2580  /* + 1 is ▁, + 8 is █ */
#define BRAILLE 0x2800u /* + dots */
#define BRAILLE_ROWS 4  /* of dots in a cell, two columns of them */

/* The bit of a dot: column 0 or 1, level 0 (lowest) to 3. */
unsigned chart_dot(int column, int level);
/* Least and greatest known value; INFINITY and -INFINITY where none is. */
void chart_range(const double *values, int count, double *ret_low, double *ret_high);

#endif
