/* Bars, lines in a row, stacks of marks. */
#include "ui/chart.h"

#include <math.h>
#include "chart_internal.h"

#define FULL_CELL 0x2501  /* ━ */
#define HALF_CELL 0x2578  /* ╸ */
#define TRACK_CELL 0x2500 /* ─ */
#define PLAN_CELL 0x2502  /* │ */
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
    int most = columns < CHART_BAR_MOST ? columns : CHART_BAR_MOST;
    int halves = bar_halves(share, most);
    for (int i = 0; i < most; i++) {
        int left = halves - 2 * i;
        canvas_put_glyph(canvas, x + i, y, left > 0 ? role : ROLE_TRACK,
            left > 1    ? FULL_CELL
            : left == 1 ? HALF_CELL
                        : TRACK_CELL);
    }
}

void chart_bar_plan(struct canvas *canvas, struct area line, double share, double plan)
{
    int most = line.columns < CHART_BAR_MOST ? line.columns : CHART_BAR_MOST;

    chart_bar(canvas, line.x, line.y, most, share, ROLE_CHART_1);
    if (isnan(plan) || most < 1)
        return;
    int at = (int)floor(fmin(1, fmax(0, plan)) * (most - 1) + 0.5);
    canvas_put_glyph(canvas, line.x + at, line.y, ROLE_TEXT, PLAN_CELL);
}

void chart_range(const double *values, int count, double *ret_low, double *ret_high)
{
    *ret_low = (double)INFINITY;
    *ret_high = (double)-INFINITY;
    for (int i = 0; i < count; i++) {
        if (!isfinite(values[i]))
            continue;
        *ret_low = fmin(*ret_low, values[i]);
        *ret_high = fmax(*ret_high, values[i]);
    }
}

/* The level of a value: 0 to levels. */
static int level_of(double value, double low, double range, int levels)
{
    int level = range > 0 ? (int)((value - low) * levels / range) : 0;

    return level > levels ? levels : level;
}

/* One dot for the value, one half way to the next, so that the line runs on. */
static void put_dots(struct canvas *canvas, struct area cell, const double *pair, enum role role)
{
    unsigned dots = chart_dot(0, (int)pair[0]);

    if (!isnan(pair[1]))
        dots |= chart_dot(1, (int)floor((pair[0] + pair[1]) / 2 + 0.5));
    canvas_put_glyph(canvas, cell.x, cell.y, role, BRAILLE | dots);
}

int chart_line(struct canvas *canvas, int x, int y, const double *values, int count,
    double least_range, enum role role)
{
    bool braille = canvas->braille && !canvas->ascii;
    double low, high;
    chart_range(values, count, &low, &high);
    double range = fmax(least_range, high - low);
    int levels = braille ? BRAILLE_ROWS - 1 : LINE_STEPS;
    for (int i = 0; i < count; i++) {
        if (!isfinite(values[i]))
            continue;
        int level = level_of(values[i], low, range, levels);
        bool has_next = i + 1 < count && isfinite(values[i + 1]);
        double pair[] = {
            level, has_next ? level_of(values[i + 1], low, range, levels) : (double)NAN};
        if (braille)
            put_dots(canvas, (struct area){x + i, y, 1, 1}, pair, role);
        else
            canvas_put_glyph(canvas, x + i, y, role, EIGHTHS + 1 + (uint32_t)level);
    }
    return x + count;
}

double chart_unit(double most, int columns)
{
    static const double steps[] = {1, 2, 5};

    if (!isfinite(most) || most <= 0 || columns < 1)
        return 1;
    double power = pow(10, floor(log10(most / columns)) - 1);
    for (int tries = 0; tries < 4; tries++) {
        for (size_t i = 0; i < COUNT_OF(steps); i++)
            if (most / (steps[i] * power) <= columns + 1e-9)
                return steps[i] * power;
        power *= 10;
    }
    return most;
}

int chart_marks(double value, double unit)
{
    if (!isfinite(value) || value <= 0 || unit <= 0)
        return 0;
    double marks = floor(value / unit + 0.5 + 1e-9);
    return marks < 1 ? 1 : marks > CANVAS_SIDE_MAX ? CANVAS_SIDE_MAX : (int)marks;
}

int chart_stack(
    struct canvas *canvas, struct area line, const struct chart_part *parts, int count, double unit)
{
    int x = line.x, end = line.x + line.columns;

    for (int i = 0; i < count; i++)
        for (int left = chart_marks(parts[i].value, unit); left > 0 && x < end; left--)
            x = canvas_put(canvas, x, line.y, parts[i].role, parts[i].shape);
    return x;
}
