#include "ui/chart.h"

#include <math.h>

#define FULL_CELL 0x2501  /* ━ */
#define HALF_CELL 0x2578  /* ╸ */
#define TRACK_CELL 0x2500 /* ─ */
#define EIGHTHS 0x2580    /* + 1 is ▁, + 8 is █ */
#define LINE_STEPS 5      /* of ▁ to ▆: lines in neighbouring rows must not touch */

/* Halves of a cell that are filled. */
static int bar_halves(double share, int columns)
{
    int all = columns * 2;
    if (isnan(share) || share <= 0)
        return 0;
    if (share >= 1)
        return all;
    int halves = (int)floor(share * all + 0.5);
    if (halves < 1)
        return 1;
    return halves > all - 1 ? all - 1 : halves;
}

void chart_bar(struct canvas *canvas, int x, int y, int columns, double share, enum role role)
{
    int halves = bar_halves(share, columns);
    for (int i = 0; i < columns; i++) {
        int left = halves - 2 * i;
        canvas_put_glyph(canvas, x + i, y, left > 0 ? role : ROLE_TRACK,
            left > 1    ? FULL_CELL
            : left == 1 ? HALF_CELL
                        : TRACK_CELL);
    }
}

static void value_range(const double *values, int count, double *ret_low, double *ret_high)
{
    *ret_low = INFINITY;
    *ret_high = -INFINITY;
    for (int i = 0; i < count; i++) {
        if (isnan(values[i]))
            continue;
        *ret_low = fmin(*ret_low, values[i]);
        *ret_high = fmax(*ret_high, values[i]);
    }
}

int chart_line(struct canvas *canvas, int x, int y, const double *values, int count,
    double least_range, enum role role)
{
    double low, high;
    value_range(values, count, &low, &high);
    double range = fmax(least_range, high - low);
    for (int i = 0; i < count; i++) {
        if (isnan(values[i]))
            continue;
        int step = range > 0 ? (int)((values[i] - low) * LINE_STEPS / range) : 0;
        canvas_put_glyph(canvas, x + i, y, role, EIGHTHS + 1 + (uint32_t)step);
    }
    return x + count;
}

int chart_columns_shown(int area_columns, int count)
{
    int fit = (area_columns + 1) / 2;
    return count < fit ? count : fit;
}

static void draw_column(
    struct canvas *canvas, struct area area, double value, double top, enum role role)
{
    int filled = (int)floor(value / top * area.rows * 8 + 0.5);
    if (filled < 1 && value > 0)
        filled = 1;
    for (int row = 0; row < area.rows && filled > 0; row++) {
        canvas_put_glyph(canvas, area.x, area.y + area.rows - 1 - row, role,
            EIGHTHS + (uint32_t)(filled > 8 ? 8 : filled));
        filled -= 8;
    }
}

void chart_columns_draw(struct canvas *canvas, struct area area, const struct chart_columns *chart)
{
    int shown = chart_columns_shown(area.columns, chart->count);
    for (int i = 0; i < shown; i++) {
        double value = chart->values[chart->count - shown + i];
        if (isnan(value))
            continue;
        struct area column = {area.x + 2 * i, area.y, 1, area.rows};
        enum role role = chart->role_of ? chart->role_of(value) : ROLE_CHART_1;
        draw_column(canvas, column, value, chart->top, role);
    }
}
