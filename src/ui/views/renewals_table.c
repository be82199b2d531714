/* The table of Renewals: which columns fit, a row, and the line that adds up. */
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/sizes.h"
#include "ui/views/renewals.h"

enum { GAP = 2, LEFT = 4 /* bar, air, mark, air */ };

static bool is(const struct renewals_column *column, const char *id)
{
    return text_equal(column->id, id);
}

/* --- which fit --- */

/* The notice word stands close to its day. */
static int gap_before(const struct renewals_column *column)
{
    return is(column, "by") ? 1 : GAP;
}

/* Money is never cut: as wide as its widest amount, with a sign where it is a change. */
static int money_width(const struct renewals *view, const struct renewals_column *column)
{
    int width = column->sum == SUM_WEIGHTED
                    ? column_money_width(&view->weighted, 0)
                    : column_money_width(&view->money, column->sum == SUM_TARGET     ? 0
                                                       : column->sum == SUM_FORECAST ? 1
                                                                                     : 2);

    width += column->sum == SUM_CHANGE;
    return width > column->least ? width : column->least;
}

static int least_of(
    const struct renewals *view, const struct renewals_column *column, bool is_narrow)
{
    if (column->sum)
        return money_width(view, column);
    if (is(column, "decides"))
        return view->with_year ? 11 : 10;
    if (is(column, "in"))
        return view->any_late ? 7 : 4;
    if (is_narrow && is(column, "category"))
        return 1; /* its shape */
    return is_narrow && is(column, "account") ? 10 : column->least;
}

static int least_total(const struct renewals *view, const bool *in, bool is_narrow)
{
    int total = LEFT - GAP + 1;

    for (size_t i = 0; i < renewals_column_count(); i++)
        total += in[i] ? least_of(view, renewals_column_at(i), is_narrow) +
                             gap_before(renewals_column_at(i))
                       : 0;
    return total;
}

/* A product says something only where an account has several. */
static bool is_asked(const struct renewals *view, const struct renewals_column *column)
{
    if (!(column->pages & 1u << view->page))
        return false;
    if (is(column, "product"))
        return view->many_lines;
    return !is(column, "moved") || view->forecast.has_since;
}

static void choose(const struct renewals *view, bool *in, int screen_columns)
{
    int skipped = 0;

    for (size_t i = 0; i < renewals_column_count(); i++)
        in[i] = is_asked(view, renewals_column_at(i)) &&
                (renewals_column_at(i)->rank == 0 || skipped++ >= view->first_column);
    while (least_total(view, in, screen_columns < SCREEN_NARROW) > screen_columns) {
        size_t out = 0;

        for (size_t i = 0; i < renewals_column_count(); i++)
            if (in[i] &&
                renewals_column_at(i)->rank > (in[out] ? renewals_column_at(out)->rank : 0))
                out = i;
        if (renewals_column_at(out)->rank == 0)
            return;
        in[out] = false;
    }
}

static void widen(struct renewals_layout *layout, int room)
{
    for (int i = 0; i < layout->count && room > 0; i++) {
        const struct renewals_column *column = layout->columns[i];
        int more = column->columns - layout->width[i];

        if (column->sum || is(column, "in") || is(column, "decides") || more <= 0)
            continue;
        more = more < room ? more : room;
        layout->width[i] += more;
        room -= more;
    }
}

void renewals_layout_make(struct renewals *view, int screen_columns)
{
    struct renewals_layout *layout = &view->layout;
    bool is_narrow = screen_columns < SCREEN_NARROW;
    bool in[RENEWALS_COLUMNS_MOST];
    int x = LEFT - GAP;

    choose(view, in, screen_columns);
    memset(layout, 0, sizeof(*layout));
    for (size_t i = 0; i < renewals_column_count(); i++) {
        layout->hidden += !in[i] && is_asked(view, renewals_column_at(i));
        if (!in[i])
            continue;
        layout->columns[layout->count] = renewals_column_at(i);
        layout->width[layout->count++] = least_of(view, renewals_column_at(i), is_narrow);
    }
    widen(layout, screen_columns - least_total(view, in, is_narrow));
    for (int i = 0; i < layout->count; i++) {
        layout->x[i] = x + gap_before(layout->columns[i]);
        x = layout->x[i] + layout->width[i];
    }
}

/* --- a row --- */

void renewals_draw_heads(const struct renewals *view, struct canvas *canvas, int y)
{
    const struct renewals_layout *layout = &view->layout;

    for (int i = 0; i < layout->count; i++) {
        const struct renewals_column *column = layout->columns[i];

        if (layout->width[i] >= 3)
            part_put_head(canvas, (struct area){layout->x[i], y, layout->width[i], 1},
                &(struct part_head){
                    _(column->head), column->id, renewals_sorted(view, column), column->right});
    }
}

void renewals_draw_cells(struct ui *ui, const struct renewals *view, struct canvas *canvas, int y,
    const struct due_line *line)
{
    const struct renewals_layout *layout = &view->layout;

    for (int i = 0; i < layout->count; i++) {
        const struct renewals_cell cell = {
            ui, view, canvas, (struct area){layout->x[i], y, layout->width[i], 1}};

        layout->columns[i]->draw(&cell, line);
    }
}

struct area renewals_name_cell(const struct renewals *view, int y)
{
    const struct renewals_layout *layout = &view->layout;

    for (int i = 0; i < layout->count; i++)
        if (text_equal(layout->columns[i]->id, "account"))
            return (struct area){layout->x[i], y, layout->width[i], 1};
    return (struct area){0};
}

/* --- the line that adds up --- */

struct shown_sum {
    int64_t target, forecast, weighted;
    int unknown;
};

static struct shown_sum sum_shown(const struct renewals *view)
{
    struct shown_sum sum = {0};

    for (size_t i = 0; i < view->rows.count; i++) {
        const struct due_line *line = view->rows.items[i];

        if (!renewals_counts(line)) {
            sum.unknown += line->unknown && !line->outside && line->place != DUE_NO_END;
            continue;
        }
        sum.target += line->target;
        sum.forecast += renewals_forecast_of(line);
        sum.weighted += line->value.weighted;
    }
    return sum;
}

static void draw_total_cell(const struct renewals *view, struct canvas *canvas, struct area area,
    const struct renewals_column *column, const struct shown_sum *sum)
{
    char text[COLUMN_MONEY_TEXT] = "";

    if (column->sum == SUM_TARGET)
        column_money_text(&view->money, sum->target, text);
    else if (column->sum == SUM_FORECAST)
        column_money_text(&view->money, sum->forecast, text);
    else if (column->sum == SUM_CHANGE)
        column_money_change(&view->money, sum->forecast - sum->target, text);
    else if (column->sum == SUM_WEIGHTED)
        column_money_text(&view->weighted, sum->weighted, text);
    canvas_put_right(canvas, area.x + area.columns, area.y, ROLE_TITLE, text);
}

void renewals_draw_total(struct ui *ui, const struct renewals *view, struct canvas *canvas, int y)
{
    const struct renewals_layout *layout = &view->layout;
    struct shown_sum sum = sum_shown(view);

    for (int i = 0; i < layout->count; i++) {
        struct area area = {layout->x[i], y, layout->width[i], 1};

        if (is(layout->columns[i], "account")) {
            int x = canvas_put(canvas, area.x, y, ROLE_MUTED, _("total"));

            if (sum.unknown && area.columns > 18)
                canvas_putf(canvas, x, y, ROLE_MUTED, _(", +%d not known"), sum.unknown);
            else if (view->money.is_rounded || view->weighted.is_rounded)
                canvas_put(canvas, x, y, ROLE_MUTED, _(", rounded"));
        }
        draw_total_cell(view, canvas, area, layout->columns[i], &sum);
    }
}
