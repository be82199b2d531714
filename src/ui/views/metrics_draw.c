/* The picture of Metrics: the period, the scorecard, and the blocks below it as a grid. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/chart.h"
#include "ui/sizes.h"
#include "ui/views/metrics.h"
#include "ui/ways.h"

enum {
    GAP = 4,
    LEAST_SCORES = 8,
    BESIDE_LEAST = 24, /* columns of what stands beside, cut */
    MOST_BLOCK = 48,
    LEAST_PLOT = 4,
    MOST_PLOT = 10
};

/* --- head --- */

static int chips_columns(void)
{
    return (int)sizeof("month   quarter   12 months   year    [ ]") - 1;
}

static void draw_chips(const struct metrics_view *view, struct canvas *canvas, int y)
{
    static const char *const names[] = {N_("month"), N_("quarter"), N_("12 months"), N_("year")};
    int x = canvas->columns - 1 - chips_columns();

    for (int i = 0; i < (int)COUNT_OF(names); i++) {
        enum role role = i == (int)view->period ? ROLE_TAB_ACTIVE : ROLE_TAB;

        x = part_put_click(canvas, x, y, &(struct span){role, names[i]}, "period") + 3;
    }
    canvas_put(canvas, x + 1, y, ROLE_HINT_KEY, "[ ]");
}

static struct metric_span shown_span(const struct metrics_view *view)
{
    return view->page->span;
}

static void draw_filter(
    const struct metrics_view *view, struct canvas *canvas, int x, int end, int y)
{
    if (!view->where.len || x + 16 > end)
        return;
    x = canvas_put(canvas, x, y, ROLE_MUTED, _("filter "));
    x = canvas_put_cut(canvas, x, y, ROLE_ACCENT, str_text(&view->where), end - x);
    if (view->page && x + 16 < end)
        canvas_putf(
            canvas, x + 2, y, ROLE_MUTED, _("%zu of %zu"), view->page->left, view->page->all);
}

static void draw_head(const struct metrics_view *view, struct canvas *canvas, int y)
{
    char name[40], rest[40];
    int x, end = canvas->columns - 1;

    metrics_period_words(view, shown_span(view), name, rest);
    x = canvas_put(canvas, 1, y, ROLE_TITLE, name);
    x = canvas_put(canvas, x, y, ROLE_MUTED, rest);
    if (view->job)
        x = canvas_put(canvas, x + 3, y, ROLE_MUTED, _("Counting..."));
    if (x + 3 + chips_columns() <= end) {
        draw_chips(view, canvas, y);
        end -= chips_columns() + 3;
    }
    if (canvas->rows < SCREEN_TALL)
        return;
    draw_filter(view, canvas, x + 3, end, y);
}

/* Where the head has no room for it: the row above the hints. */
static void draw_foot(const struct metrics_view *view, struct canvas *canvas)
{
    if (canvas->rows >= SCREEN_LOW && (canvas->rows < SCREEN_TALL || canvas->columns < SCREEN_WIDE))
        draw_filter(view, canvas, 1, canvas->columns - 1, canvas->rows - 2);
}

/* --- the scorecard --- */

/* Where columns end, line and behind begin; 0: it is not shown. */
struct score_columns {
    int now, aim, line, change, behind;
};

static struct score_columns columns_of(int columns)
{
    if (columns >= SCREEN_WIDE)
        return (struct score_columns){36, 46, 50, 72, 76};
    if (columns >= SCREEN_NARROW)
        return (struct score_columns){34, 42, 44, 61, 63};
    return (struct score_columns){.now = columns - 1};
}

static void draw_heads(struct canvas *canvas, struct area line)
{
    struct score_columns at = columns_of(line.columns);

    canvas_put(canvas, 1, line.y, ROLE_MUTED, _("scorecard"));
    canvas_put_right(canvas, at.now, line.y, ROLE_MUTED, _("now"));
    if (!at.line)
        return;
    canvas_put_right(canvas, at.aim, line.y, ROLE_MUTED, _("aim"));
    canvas_put(canvas, at.line, line.y, ROLE_MUTED, _("12 months"));
    canvas_put_right(canvas, at.change, line.y, ROLE_MUTED, _("change"));
    canvas_put(canvas, at.behind, line.y, ROLE_MUTED, _("behind it"));
}

/* ● meets its aim, ▲ does not, ○ not known; none where there is no aim. */
static void draw_state(const struct metric_result *result, struct canvas *canvas, int y)
{
    int meets = metric_meets_aim(result);

    if (!result->known)
        canvas_put(canvas, 2, y, ROLE_UNKNOWN, "○");
    else if (meets >= 0)
        canvas_put(canvas, 2, y, meets ? ROLE_GOOD : ROLE_WATCH, meets ? "●" : "▲");
}

static double points_value(const struct metric_point *points, int at)
{
    return points[at].known ? points[at].value : (double)NAN;
}

/* The value in the unit in which it is shown: percents, not shares. */
static double shown_value(enum metric_unit unit, double value)
{
    return unit == METRIC_UNIT_RATIO ? value * 100 : value;
}

/* Since the first month that is known: `↑ 3`; under one whole a dot, not known: blank. */
static void draw_change(struct ui *ui, const struct metrics_view *view,
    const struct metric_result *result, struct canvas *canvas, struct area cell)
{
    int end = cell.x + cell.columns, y = cell.y;
    const struct metric_point *points = view->page->points[result->id];
    enum metric_unit unit = metric_info(result->id)->unit;
    int first = 0;
    char money[48];

    while (first < METRIC_POINTS - 1 && !points[first].known)
        first++;
    if (!result->known || first == METRIC_POINTS - 1)
        return;
    double moved = shown_value(unit, result->value) - shown_value(unit, points[first].value);
    int64_t whole = round_half_up(fabs(moved));
    const char *arrow = moved > 0 ? "↑" : "↓";

    if (!whole)
        canvas_put_right(canvas, end - 1, y, ROLE_FAINT, "·");
    else if (unit == METRIC_UNIT_MONEY)
        canvas_putf_right(canvas, end - 1, y, ROLE_TEXT, "%s%s", arrow,
            money_short(whole, ui_show(ui).currency, money));
    else
        canvas_putf_right(canvas, end - 1, y, ROLE_TEXT, "%s%2lld", arrow, (long long)whole);
}

static void draw_line(
    const struct metrics_view *view, enum metric_id id, struct canvas *canvas, int x, int y)
{
    const struct metric_point *points = view->page->points[id];
    enum metric_unit unit = metric_info(id)->unit;
    double values[METRIC_POINTS];

    for (int i = 0; i < METRIC_POINTS; i++)
        values[i] = shown_value(unit, points_value(points, i));
    chart_line(
        canvas, x, y, values, METRIC_POINTS, unit == METRIC_UNIT_SCORE ? 20 : 5, ROLE_CHART_3);
}

/* Words go from the end until it fits: never a part of a number. */
static void drop_words(struct str *words, int columns)
{
    while (words->len && text_columns(str_text(words)) > columns) {
        const char *text = str_text(words), *blank = strrchr(text, ' ');

        if (!blank || blank == text)
            return;
        str_remove(words, (size_t)(blank - text), words->len - (size_t)(blank - text));
    }
}

/* `$5.58M of $5.94M`, and what stands beside where there is room; of an unknown one why. */
static void draw_behind(
    struct ui *ui, const struct metric_result *result, struct canvas *canvas, struct area line)
{
    struct str words = {0};
    int x = line.x;

    metric_add_behind(&words, result, ui_show(ui).currency);
    drop_words(&words, line.columns);
    if (words.len)
        x = canvas_put_cut(canvas, x, line.y, ROLE_MUTED, str_text(&words), line.columns) + 3;
    if (*result->beside && (!words.len || line.x + line.columns - x >= BESIDE_LEAST ||
                               text_columns(result->beside) <= line.x + line.columns - x))
        canvas_put_cut(canvas, x, line.y, words.len ? ROLE_FAINT : ROLE_MUTED, result->beside,
            line.x + line.columns - x);
    str_fini(&words);
}

static void draw_score(
    struct ui *ui, struct metrics_view *view, int index, struct canvas *canvas, struct area line)
{
    const struct metric_result *result =
        metrics_result_at(view, (struct metrics_place){METRICS_SCORE, index});
    struct score_columns at = columns_of(line.columns);
    struct str text = {0};

    draw_state(result, canvas, line.y);
    canvas_put_cut(canvas, 4, line.y, ROLE_TEXT, _(metric_info(result->id)->label), at.now - 11);
    metric_add_value(&text, result, ui_show(ui).currency);
    canvas_put_right(
        canvas, at.now, line.y, result->known ? ROLE_TITLE : ROLE_MUTED, str_text(&text));
    if (at.line) {
        str_clear(&text);
        metric_add_aim(&text, result->id);
        canvas_put_right(canvas, at.aim, line.y, ROLE_MUTED, str_text(&text));
        draw_line(view, result->id, canvas, at.line, line.y);
        draw_change(ui, view, result, canvas, (struct area){at.change - 8, line.y, 8, 1});
        draw_behind(
            ui, result, canvas, (struct area){at.behind, line.y, line.columns - 1 - at.behind, 1});
    }
    str_fini(&text);
    if (ui_list_row(ui, canvas, &view->list, index, line))
        canvas_set_role(canvas, (struct area){4, line.y, at.now - 11, 1}, ROLE_TITLE);
}

/* As many as there are rows for, the one under the cursor among them. */
static void draw_scores(
    struct ui *ui, struct metrics_view *view, struct canvas *canvas, struct area area)
{
    struct metrics_place place = metrics_place_of(view, view->list.selected);
    int all = metrics_rows_of(view, METRICS_SCORE), room = area.rows - 1;
    char number[48];
    int top = place.part == METRICS_SCORE && place.at >= room ? place.at - room + 1 : 0;

    draw_heads(canvas, (struct area){0, area.y, area.columns, 1});
    for (int i = top; i < all && i < top + room; i++)
        draw_score(ui, view, i, canvas, (struct area){0, area.y + 1 + i - top, area.columns, 1});
    if (area.columns >= SCREEN_WIDE && all > room)
        canvas_putf_right(canvas, area.columns - 1, area.y, ROLE_FAINT, _("%s more"),
            number_whole(all - room, number));
}

/* --- the grid of blocks --- */

struct grid {
    int columns, width;
    enum metrics_part parts[METRICS_PARTS];
    int count;
};

static struct grid grid_of(const struct metrics_view *view, int columns)
{
    struct grid grid = {.columns = columns >= 180             ? 4
                                   : columns >= SCREEN_WIDE   ? 3
                                   : columns >= SCREEN_NARROW ? 2
                                                              : 1};

    grid.width = (columns - 2 - GAP * (grid.columns - 1)) / grid.columns;
    grid.width = grid.width > MOST_BLOCK ? MOST_BLOCK : grid.width;
    for (int part = METRICS_BANDS; part < METRICS_PARTS; part++)
        if (metrics_block_rows(view, (enum metrics_part)part))
            grid.parts[grid.count++] = (enum metrics_part)part;
    return grid;
}

/* Rows of the blocks that stand beside each other. */
static int grid_rows(const struct metrics_view *view, const struct grid *grid, int row)
{
    int most = 0;

    for (int i = row * grid->columns; i < (row + 1) * grid->columns && i < grid->count; i++) {
        int rows = metrics_block_rows(view, grid->parts[i]);

        most = rows > most ? rows : most;
    }
    return most;
}

static int grid_count(const struct grid *grid)
{
    return (grid->count + grid->columns - 1) / grid->columns;
}

/* All of them with a row of air between. */
static int grid_height(const struct metrics_view *view, const struct grid *grid)
{
    int rows = 0;

    for (int row = 0; row < grid_count(grid); row++)
        rows += grid_rows(view, grid, row) + 1;
    return rows ? rows - 1 : 0;
}

static int row_of_part(const struct grid *grid, enum metrics_part part)
{
    for (int i = 0; i < grid->count; i++)
        if (grid->parts[i] == part)
            return i / grid->columns;
    return 0;
}

/* The first row of the grid that is drawn, so that the one with the cursor is whole. */
static int first_row(const struct metrics_view *view, const struct grid *grid, int room)
{
    struct metrics_place place = metrics_place_of(view, view->list.selected);
    int last = row_of_part(grid, place.part), first = last, used;

    used = grid_rows(view, grid, last);
    while (first > 0 && used + 1 + grid_rows(view, grid, first - 1) <= room)
        used += 1 + grid_rows(view, grid, --first);
    return first;
}

/* The blocks that stand beside each other; the last one takes what the division leaves. */
static void draw_grid_row(struct ui *ui, struct metrics_view *view, const struct grid *grid,
    struct canvas *canvas, struct area area)
{
    int first = area.x, columns = area.columns;

    for (int i = 0; i < grid->columns && first + i < grid->count; i++) {
        struct area block = {1 + i * (grid->width + GAP), area.y, grid->width, area.rows};

        if (i == grid->columns - 1 && columns - 1 - block.x <= MOST_BLOCK)
            block.columns = columns - 1 - block.x;
        metrics_draw_block(ui, view, grid->parts[first + i], canvas, block);
    }
}

/* Returns the row below them. */
static int draw_blocks(
    struct ui *ui, struct metrics_view *view, struct canvas *canvas, struct area area)
{
    struct grid grid = grid_of(view, area.columns);
    int y = area.y;

    int first = first_row(view, &grid, area.rows);

    for (int row = first; row < grid_count(&grid); row++) {
        int rows = grid_rows(view, &grid, row), left = area.y + area.rows - y;

        if (left < 2 || (left < rows && row > first))
            break;
        draw_grid_row(ui, view, &grid, canvas,
            (struct area){row * grid.columns, y, area.columns, rows < left ? rows : left});
        y += rows + 1;
    }
    return y;
}

/* --- the figure under the cursor, over time, where there is room --- */

static void say_edge(const struct metric_result *result, double value, struct ui *ui, char *out)
{
    enum metric_unit unit = metric_info(result->id)->unit;
    char money[48];

    if (unit == METRIC_UNIT_MONEY)
        snprintf(out, 24, "%s", money_short(round_half_up(value), ui_show(ui).currency, money));
    else
        snprintf(out, 24, unit == METRIC_UNIT_RATIO ? "%.0f%%" : "%.0f", value);
}

static void draw_over_time(
    struct ui *ui, const struct metrics_view *view, struct canvas *canvas, struct area area)
{
    const struct metric_result *result =
        metrics_result_at(view, metrics_place_of(view, view->list.selected));
    double values[METRIC_POINTS];
    const char *labels[METRIC_POINTS];
    char top[24], bottom[24];
    struct str last = {0};
    struct chart_plot plot = {values, METRIC_POINTS, 0, 0, ROLE_CHART_3};

    if (!result || area.rows < LEAST_PLOT + 2)
        return;
    for (int i = 0; i < METRIC_POINTS; i++) {
        const struct metric_point *point = &view->page->points[result->id][i];

        values[i] =
            point->known ? shown_value(metric_info(result->id)->unit, point->value) : (double)NAN;
        labels[i] = day_month_name(day_to_civil(point->span.to).month);
    }
    if (!chart_edges(values, METRIC_POINTS, 5, &plot.bottom, &plot.top))
        return;
    say_edge(result, plot.top, ui, top);
    say_edge(result, plot.bottom, ui, bottom);
    metric_add_value(&last, result, ui_show(ui).currency);
    part_heading(canvas, area.x, area.y, area.x + area.columns, _(metric_info(result->id)->label),
        _("at the ends of 12 months"));
    area_take_rows(&area, 1);
    area.rows = area.rows > MOST_PLOT + 1 ? MOST_PLOT + 1 : area.rows;
    chart_plot_draw(
        canvas, area, &plot, &(struct chart_frame){top, bottom, str_text(&last), labels});
    str_fini(&last);
}

/* --- all --- */

/* Rows of the scorecard with its heads: what the blocks leave, eight figures at least. */
static int score_rows(const struct metrics_view *view, struct area area)
{
    struct grid grid = grid_of(view, area.columns);
    int all = metrics_rows_of(view, METRICS_SCORE) + 1;
    int left = area.rows - 2 - grid_height(view, &grid);

    if (left > all)
        return all;
    return left > LEAST_SCORES + 1 ? left : LEAST_SCORES + 1;
}

static void draw_page(
    struct ui *ui, struct metrics_view *view, struct canvas *canvas, struct area area)
{
    bool on_scores = metrics_place_of(view, view->list.selected).part == METRICS_SCORE;
    int rows = score_rows(view, area);

    if (area.rows < rows + 5) { /* one of both */
        if (on_scores)
            draw_scores(ui, view, canvas, area);
        else
            draw_blocks(ui, view, canvas, area);
        return;
    }
    draw_scores(ui, view, canvas, (struct area){0, area.y, area.columns, rows});
    area_take_rows(&area, rows + (canvas->rows >= SCREEN_TALL));
    canvas_rule(canvas, area.y);
    area_take_rows(&area, 1);
    rows = draw_blocks(ui, view, canvas, area) + 1;
    draw_over_time(ui, view, canvas,
        (struct area){
            1, rows, area.columns > 84 ? 84 : area.columns - 2, area.y + area.rows - rows});
}

bool metrics_is_empty(const struct metrics_view *view)
{
    return !view->page->all && !view->page->bands.total_accounts &&
           !view->page->results.of[FIGURE_GRR].known;
}

static void draw_empty(struct ui *ui, const struct metrics_view *view, struct canvas *canvas, int y)
{
    if (view->where.len) {
        canvas_put(canvas, 1, y, ROLE_TEXT, _("No account matches."));
        way_put(ui, canvas, 1, y + 1, "clear", _("takes the filter away"));
        return;
    }
    canvas_put(canvas, 1, y, ROLE_TEXT, _("There is no account in this book to be measured yet."));
    way_put(ui, canvas, 1, y + 1, "import", _("takes in a CSV export"));
}

void metrics_draw(struct ui *ui, void *state, struct canvas *canvas)
{
    struct metrics_view *view = state;
    int y = canvas->rows >= SCREEN_TALL ? 2 : 1, foot = canvas->rows >= SCREEN_LOW ? 2 : 1;
    struct area area;

    if (!view->page) {
        canvas_put(canvas, 1, y, ROLE_MUTED, _("Counting..."));
        canvas_rule(canvas, y + 1);
        return;
    }
    if (view->is_open) {
        metrics_draw_open(ui, view, canvas);
        return;
    }
    draw_head(view, canvas, y++);
    canvas_rule(canvas, y++);
    area = (struct area){
        0, y, canvas->columns, canvas->rows - y - foot + (foot == 2 && !view->where.len)};
    if (metrics_is_empty(view) || (view->where.len && !view->page->left))
        draw_empty(ui, view, canvas, y + 1);
    else
        draw_page(ui, view, canvas, area);
    draw_foot(view, canvas);
}
