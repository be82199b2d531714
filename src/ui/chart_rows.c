/* Pictures over several rows: columns, and a line with its axis. */
#include <math.h>
#include "chart_internal.h"

#define POINT_CELL 0x25c6 /* ◆, * in ASCII */

enum { LEAST_PLOT_COLUMNS = 4, MOST_CELLS_A_VALUE = 5 };

unsigned chart_dot(int column, int level)
{
    static const unsigned char dots[2][BRAILLE_ROWS] = {
        {0x40, 0x04, 0x02, 0x01}, {0x80, 0x20, 0x10, 0x08}};

    return dots[column][level];
}

/* --- columns --- */

int chart_columns_shown(int area_columns, int count)
{
    int fit = (area_columns + 1) / 2;
    return count < fit ? count : fit;
}

/* From the lower edge up, in eighths of a row. */
static void draw_column(struct canvas *canvas, struct area area, int eighths, enum role role)
{
    for (int row = 0; row < area.rows && eighths > 0; row++) {
        canvas_put_glyph(canvas, area.x, area.y + area.rows - 1 - row, role,
            EIGHTHS + (uint32_t)(eighths > 8 ? 8 : eighths));
        eighths -= 8;
    }
}

void chart_columns_draw(struct canvas *canvas, struct area area, const struct chart_columns *chart)
{
    int shown = chart_columns_shown(area.columns, chart->count);
    for (int i = 0; i < shown; i++) {
        double value = chart->values[chart->count - shown + i];
        if (!isfinite(value))
            continue;
        struct area column = {area.x + 2 * i, area.y, 1, area.rows};
        int eighths = (int)floor(fmin(2, value / chart->top) * area.rows * 8 + 0.5);
        enum role role = chart->role_of ? chart->role_of(value) : ROLE_CHART_1;
        draw_column(canvas, column, eighths < 1 && value > 0 ? 1 : eighths, role);
    }
}

/* --- the frame --- */

/* Cuts the numbers at the left, those at the right and the labels off the area. */
static bool frame_cut(struct canvas *canvas, struct area *area, const struct chart_frame *frame)
{
    int top = frame->top ? canvas_columns_of(canvas, frame->top) : 0;
    int bottom = frame->bottom ? canvas_columns_of(canvas, frame->bottom) : 0;
    int left = top > bottom ? top : bottom;
    int right = frame->last ? canvas_columns_of(canvas, frame->last) + 1 : 0;

    if (frame->labels)
        area_take_last_rows(area, 1);
    if (left)
        area_take_columns(area, left + 1);
    area->columns -= right;
    return area->rows > 0 && area->columns >= LEAST_PLOT_COLUMNS;
}

static void frame_edges(struct canvas *canvas, struct area area, const struct chart_frame *frame)
{
    if (frame->top)
        canvas_put_right(canvas, area.x - 1, area.y, ROLE_MUTED, frame->top);
    if (frame->bottom && (area.rows > 1 || !frame->top))
        canvas_put_right(canvas, area.x - 1, area.y + area.rows - 1, ROLE_MUTED, frame->bottom);
}

/* Does the first label stand in the way of the second? It may be of a piece of a month only. */
static bool is_crowded(struct canvas *canvas, const char *const *labels, int shown, int step)
{
    for (int i = 1; i < shown; i++)
        if (labels[i])
            return labels[0] && i * step <= canvas_columns_of(canvas, labels[0]);
    return false;
}

/* Those that have room, from the left. labels are of the values shown. */
static void frame_labels(
    struct canvas *canvas, struct area area, const char *const *labels, int shown, int step)
{
    int free_x = area.x;
    int first = labels && is_crowded(canvas, labels, shown, step);

    for (int i = first; labels && i < shown; i++) {
        int x = area.x + i * step;

        if (!labels[i] || x < free_x)
            continue;
        if (x + canvas_columns_of(canvas, labels[i]) > area.x + area.columns)
            break;
        free_x = canvas_put(canvas, x, area.y + area.rows, ROLE_MUTED, labels[i]) + 1;
    }
}

/* Beside the last value, on the row where it ends. */
static void frame_last(struct canvas *canvas, struct area area, int end_x, double share,
    const struct chart_frame *frame)
{
    int row = (int)ceil(fmin(1, fmax(0, share)) * area.rows - 1e-9);

    if (frame->last && !isnan(share))
        canvas_put(
            canvas, end_x + 1, area.y + area.rows - (row < 1 ? 1 : row), ROLE_TITLE, frame->last);
}

static double last_of(const double *values, int count)
{
    return count > 0 ? values[count - 1] : (double)NAN;
}

int chart_columns_framed(struct canvas *canvas, struct area area, const struct chart_columns *chart,
    const struct chart_frame *frame)
{
    int rows = area.rows, shown, first;

    if (!frame_cut(canvas, &area, frame))
        return 0;
    shown = chart_columns_shown(area.columns, chart->count);
    first = chart->count - shown;
    frame_edges(canvas, area, frame);
    chart_columns_draw(canvas, area, chart);
    frame_labels(canvas, area, frame->labels ? frame->labels + first : NULL, shown, 2);
    frame_last(canvas, area, area.x + 2 * shown - 1,
        last_of(chart->values, chart->count) / chart->top, frame);
    return rows;
}

/* --- a line --- */

bool chart_edges(
    const double *values, int count, double least_range, double *ret_bottom, double *ret_top)
{
    double low, high;

    chart_range(values, count, &low, &high);
    if (low > high)
        return false;
    double range = fmax(high - low, least_range);
    range = range > 0 ? range : 1;
    double step = chart_unit(range, 4);
    low = floor(low / step + 1e-9) * step;
    high = fmax(ceil(high / step - 1e-9) * step, low + ceil(least_range / step - 1e-9) * step);
    *ret_bottom = low;
    *ret_top = high > low ? high : low + step;
    return true;
}

/* Where values stand: cells a value, and how many are shown. */
struct steps {
    int cells, shown, first;
};

static struct steps steps_of(const struct chart_plot *plot, int columns)
{
    int cells = plot->count > 0 ? columns / plot->count : 1;
    struct steps steps = {.cells = cells < 1                    ? 1
                                   : cells > MOST_CELLS_A_VALUE ? MOST_CELLS_A_VALUE
                                                                : cells};

    steps.shown = plot->count < columns / steps.cells ? plot->count : columns / steps.cells;
    steps.first = plot->count - steps.shown;
    return steps;
}

static double share_of(const struct chart_plot *plot, double value)
{
    return fmin(1, fmax(0, (value - plot->bottom) / (plot->top - plot->bottom)));
}

/* Eighth blocks up to the line, no higher than ▆ in the upper row; in ASCII the point alone. */
static void plot_blocks(
    struct canvas *canvas, struct area area, const struct chart_plot *plot, struct steps steps)
{
    for (int x = 0; x < steps.shown * steps.cells; x++) {
        double value = plot->values[steps.first + x / steps.cells];
        int most = area.rows * 8 - 2, eighths;

        if (!isfinite(value))
            continue;
        if (!canvas->ascii && steps.cells > 1 && x % steps.cells == steps.cells - 1)
            continue; /* air between columns, as in chart_columns_draw */
        eighths = 1 + (int)floor(share_of(plot, value) * (most - 1) + 0.5);
        if (canvas->ascii)
            canvas_put_glyph(canvas, area.x + x, area.y + area.rows - 1 - (eighths - 1) / 8,
                plot->role, POINT_CELL);
        else
            draw_column(
                canvas, (struct area){area.x + x, area.y, 1, area.rows}, eighths, plot->role);
    }
}

/* The value at so many dots from the left, on the way from one to the next. */
static double value_at(const struct chart_plot *plot, struct steps steps, int dot)
{
    int wide = steps.cells * 2, index = dot / wide;
    double value = plot->values[steps.first + index], way = (double)(dot % wide) / wide, next;

    if (index + 1 >= steps.shown || way <= 0)
        return value;
    next = plot->values[steps.first + index + 1];
    return isfinite(next) ? value + (next - value) * way : way < 0.5 ? value : next;
}

static void plot_cell_dots(struct canvas *canvas, struct area area, const struct chart_plot *plot,
    struct steps steps, int x)
{
    int levels[2], most = area.rows * BRAILLE_ROWS - 1;

    for (int i = 0; i < 2; i++) {
        double value = value_at(plot, steps, 2 * x + i);

        levels[i] = isfinite(value) ? (int)floor(share_of(plot, value) * most + 0.5) : -1;
    }
    for (int row = 0; row < area.rows; row++) {
        unsigned dots = 0;

        for (int i = 0; i < 2; i++)
            if (levels[i] >= 0 && levels[i] / BRAILLE_ROWS == row)
                dots |= chart_dot(i, levels[i] % BRAILLE_ROWS);
        if (dots)
            canvas_put_glyph(
                canvas, area.x + x, area.y + area.rows - 1 - row, plot->role, BRAILLE | dots);
    }
}

int chart_plot_draw(struct canvas *canvas, struct area area, const struct chart_plot *plot,
    const struct chart_frame *frame)
{
    int rows = area.rows, columns;
    struct steps steps;

    if (plot->count < 1 || plot->top <= plot->bottom || !frame_cut(canvas, &area, frame))
        return 0;
    steps = steps_of(plot, area.columns);
    columns = steps.shown * steps.cells;
    frame_edges(canvas, area, frame);
    if (canvas->braille && !canvas->ascii)
        for (int x = 0; x < columns; x++)
            plot_cell_dots(canvas, area, plot, steps, x);
    else
        plot_blocks(canvas, area, plot, steps);
    frame_labels(
        canvas, area, frame->labels ? frame->labels + steps.first : NULL, steps.shown, steps.cells);
    frame_last(
        canvas, area, area.x + columns, share_of(plot, last_of(plot->values, plot->count)), frame);
    return rows;
}
