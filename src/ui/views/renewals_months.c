/* Months with their stacks of unit marks, one a category, and the categories with what they come
 * to, added up one below the other. */
#include <stdio.h>
#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/chart.h"
#include "ui/views/renewals.h"

enum { LABEL = 9, TO_RENEW = 12, COUNT = 5, CATEGORIES = 38, BESIDE = 76, PERIODS_MOST = 60 };

/* A row of the picture: a period, or several that there is no room for. */
struct month_row {
    char label[24];
    struct forecast_totals totals;
};

/* --- rows --- */

/* `Jan`, `Jan 2027`, `Oct–Dec`. */
static void label_of(struct month_row *row, struct forecast_span span, int year)
{
    struct civil first = day_to_civil(span.first), last = day_to_civil(span.last);

    if (first.year != last.year || first.month != last.month)
        text_format(row->label, sizeof(row->label), "%s–%s", day_month_name(first.month),
            day_month_name(last.month));
    else if (first.year == year || first.month > 1)
        text_format(row->label, sizeof(row->label), "%s", day_month_name(first.month));
    else
        text_format(
            row->label, sizeof(row->label), "%s %d", day_month_name(first.month), first.year);
}

static void add_sum(struct forecast_sum *sum, const struct forecast_sum *more)
{
    sum->count += more->count;
    sum->target += more->target;
    sum->retained += more->retained;
}

static void add_totals(struct forecast_totals *totals, const struct forecast_totals *more)
{
    add_sum(&totals->all, &more->all);
    add_sum(&totals->won, &more->won);
    for (int i = 0; i < (int)FORECAST_CATEGORIES; i++)
        add_sum(&totals->open[i], &more->open[i]);
}

struct periods {
    const struct forecast_period *of[PERIODS_MOST]; /* those that hold a line */
    int count;
};

static struct periods periods_of(const struct forecast_table *table)
{
    struct periods periods = {0};

    for (int i = 0; i < table->period_count && periods.count < PERIODS_MOST; i++)
        if (table->periods[i].totals.all.count)
            periods.of[periods.count++] = &table->periods[i];
    return periods;
}

/* Which neighbours share a row where there is not one for each: the sum of squares of what the rows
 * hold is least, so that small months go together and large ones stand alone. best[r][n]: of the
 * first n periods in r + 1 rows; from: where its last row begins. */
struct sharing {
    double best[PERIODS_MOST][PERIODS_MOST + 1];
    int from[PERIODS_MOST][PERIODS_MOST + 1];
};

static void share_first(struct sharing *sharing, const struct periods *periods, int row, int end)
{
    double amount = 0;

    sharing->best[row][end] = -1;
    for (int begin = end - 1; begin >= row; begin--) {
        double before = row ? sharing->best[row - 1][begin] : 0, square;

        amount += (double)periods->of[begin]->totals.all.target;
        square = before + amount * amount;
        if ((row || begin == 0) &&
            (sharing->best[row][end] < 0 || square < sharing->best[row][end])) {
            sharing->best[row][end] = square;
            sharing->from[row][end] = begin;
        }
    }
}

/* The first period of each of so many rows. */
static void share_rows(const struct periods *periods, int rows, int *ret_first)
{
    struct sharing sharing;

    for (int row = 0; row < rows; row++)
        for (int end = row + 1; end <= periods->count; end++)
            share_first(&sharing, periods, row, end);
    for (int row = rows - 1, end = periods->count; row >= 0; row--)
        end = ret_first[row] = sharing.from[row][end];
}

/* Slipped ones, and the periods that hold a line, neighbours together where there are too many. */
static int rows_of(struct ui *ui, const struct renewals *view, struct month_row *rows, int room)
{
    const struct forecast_table *table = &view->forecast.table;
    struct periods periods = periods_of(table);
    int year = day_to_civil(ui_show(ui).today).year, count = 0, shown, first[PERIODS_MOST];

    if (table->slipped.all.count) {
        memcpy(rows[count].label, "slipped", sizeof("slipped"));
        rows[count++].totals = table->slipped;
    }
    shown = room - count < periods.count ? room - count : periods.count;
    if (shown < 1)
        return count;
    share_rows(&periods, shown, first);
    for (int i = 0; i < shown; i++, count++) {
        int end = i + 1 < shown ? first[i + 1] : periods.count;
        struct forecast_span span = {
            periods.of[first[i]]->span.first, periods.of[end - 1]->span.last};

        label_of(&rows[count], span, year);
        for (int at = first[i]; at < end; at++)
            add_totals(&rows[count].totals, &periods.of[at]->totals);
    }
    return count;
}

static int stack_parts(const struct forecast_totals *totals, struct chart_part *parts)
{
    int count = 0;

    parts[count++] = (struct chart_part){(double)totals->won.retained, "✓", ROLE_CHART_1};
    for (int i = 0; i < (int)FORECAST_OMITTED; i++) {
        struct category_look look = renewals_category((enum forecast_category)i);

        parts[count++] =
            (struct chart_part){(double)totals->open[i].retained, look.shape, look.role};
    }
    return count;
}

static double stack_of(const struct forecast_totals *totals)
{
    struct chart_part parts[FORECAST_CATEGORIES + 1];
    double sum = 0;

    for (int i = stack_parts(totals, parts); i-- > 0;)
        sum += parts[i].value;
    return sum;
}

static double most_of(const struct month_row *rows, int count)
{
    double most = 0;

    for (int i = 0; i < count; i++)
        most = stack_of(&rows[i].totals) > most ? stack_of(&rows[i].totals) : most;
    return most;
}

/* The amounts of this column take one unit. */
static void settle_unit(struct column_money *money, const struct month_row *rows, int count)
{
    for (int i = 0; i < count; i++)
        column_money_take(money, 0, rows[i].totals.all.target);
    column_money_settle(money);
}

struct months {
    struct ui *ui;
    struct canvas *canvas;
    struct column_money money;
    double unit;
    int end; /* column after the counts */
};

static void draw_row(const struct months *months, const struct month_row *row, struct area line)
{
    int stack = months->end - COUNT - TO_RENEW - 2 - line.x - LABEL;
    struct chart_part parts[FORECAST_CATEGORIES + 1];
    char text[COLUMN_MONEY_TEXT];
    int count = stack_parts(&row->totals, parts);

    canvas_put_cut(months->canvas, line.x, line.y, ROLE_TEXT, row->label, LABEL - 1);
    if (stack > 0 && months->unit > 0)
        chart_stack(months->canvas, (struct area){line.x + LABEL, line.y, stack, 1}, parts, count,
            months->unit);
    canvas_put_right(months->canvas, months->end - COUNT, line.y, ROLE_MONEY,
        column_money_text(&months->money, row->totals.all.target, text));
    canvas_putf_right(months->canvas, months->end, line.y, ROLE_MUTED, "%d", row->totals.all.count);
}

static void draw_heads(const struct months *months, struct area line)
{
    char money[48];

    if (months->unit > 0)
        canvas_putf(months->canvas, line.x + LABEL, line.y, ROLE_MUTED,
            _("forecast, one mark is %s"),
            money_short((int64_t)months->unit, ui_show(months->ui).currency, money));
    canvas_put_right(months->canvas, months->end - COUNT, line.y, ROLE_MUTED, _("to renew"));
}

/* `lands at 93% gross, 96% net if all comes as called`, and what stands outside the total. */
static void beside_total(const struct months *months, const struct renewals *view, struct str *out)
{
    const struct forecast_table *table = &view->forecast.table;
    double gross, net;
    char money[48], other[48];

    if (table->no_end.all.count && table->no_end.all.arr)
        str_addf(out, _("beside it %d with no end date, %s"), table->no_end.all.count,
            money_short(table->no_end.all.arr, ui_show(months->ui).currency, money));
    else if (table->totals.unknown)
        str_addf(out, _("beside it %d whose amount is not known"), table->totals.unknown);
    if (forecast_landing(&table->totals, &gross, &net))
        str_addf(out, _("%slands at %s%% gross, %s%% net as called"), out->len ? "   " : "",
            number_real(gross * 100, 1, money), number_real(net * 100, 1, other));
}

static void draw_total(const struct months *months, const struct renewals *view, struct area line)
{
    const struct forecast_sum *all = &view->forecast.table.totals.all;
    char text[COLUMN_MONEY_TEXT];
    int x = canvas_put(months->canvas, line.x, line.y, ROLE_MUTED, _("total"));
    struct str words = {0};

    canvas_put_right(months->canvas, months->end - COUNT, line.y, ROLE_TITLE,
        column_money_text(&months->money, all->target, text));
    canvas_putf_right(months->canvas, months->end, line.y, ROLE_MUTED, "%d", all->count);
    x = line.x + LABEL > x + 2 ? line.x + LABEL : x + 2;
    beside_total(months, view, &words);
    canvas_put_cut(
        months->canvas, x, line.y, ROLE_MUTED, str_text(&words), months->end - COUNT - 10 - x);
    str_fini(&words);
}

/* --- categories --- */

static void put_category(const struct months *months, struct area line,
    const struct category_look *look, int64_t amount, int64_t running)
{
    char text[COLUMN_MONEY_TEXT];
    int end = line.x + line.columns;
    const struct column_money *money = &months->money;

    canvas_put(months->canvas, line.x, line.y, look->role, look->shape);
    canvas_put(months->canvas, line.x + 2, line.y, ROLE_TEXT, look->word);
    canvas_put_right(months->canvas, end - 11, line.y, amount ? ROLE_MONEY : ROLE_MUTED,
        column_money_text(money, amount, text));
    if (running != MONEY_NONE)
        canvas_put_right(
            months->canvas, end, line.y, ROLE_MONEY, column_money_text(money, running, text));
}

/* Amounts and what they come to so far, one below the other. */
static void settle_categories(struct column_money *money, const struct forecast_totals *totals)
{
    int64_t before = forecast_closed(totals);

    column_money_take(money, 0, before);
    for (int i = 0; i < (int)FORECAST_OMITTED; i++) {
        int64_t running = forecast_running(totals, (enum forecast_category)i);

        column_money_take(money, 0, totals->open[i].retained);
        column_money_take_pair(money, before, running);
        before = running;
    }
    column_money_settle(money);
}

static void draw_categories(
    const struct months *months, const struct renewals *view, struct area area)
{
    const struct forecast_totals *totals = &view->forecast.table.totals;
    struct months own = *months;
    struct area line = area_take_rows(&area, 1);

    column_money_begin(&own.money, ui_show(months->ui).currency);
    settle_categories(&own.money, totals);
    canvas_put(own.canvas, line.x + 2, line.y, ROLE_MUTED, _("category"));
    canvas_put_right(own.canvas, line.x + line.columns - 11, line.y, ROLE_MUTED, _("amount"));
    canvas_put_right(own.canvas, line.x + line.columns, line.y, ROLE_MUTED, _("running"));
    put_category(&own, area_take_rows(&area, 1),
        &(struct category_look){"✓", _("closed"), ROLE_CHART_1}, forecast_closed(totals),
        forecast_closed(totals));
    for (int i = 0; i < (int)FORECAST_CATEGORIES && area.rows > 0; i++) {
        struct category_look look = renewals_category((enum forecast_category)i);
        bool must = i == FORECAST_COMMIT || i == FORECAST_BEST_CASE || i == FORECAST_AT_RISK;

        if (must || totals->open[i].count)
            put_category(&own, area_take_rows(&area, 1), &look, totals->open[i].retained,
                i == FORECAST_OMITTED ? MONEY_NONE
                                      : forecast_running(totals, (enum forecast_category)i));
    }
    if (view->growth.count && area.rows > 0)
        put_category(&own, area_take_rows(&area, 1),
            &(struct category_look){"↑", _("expansion × p"), ROLE_CHART_2}, view->growth.weighted,
            MONEY_NONE);
}

static int category_rows(const struct renewals *view)
{
    int rows = 5 + (view->growth.count > 0);

    for (int i = 0; i < (int)FORECAST_CATEGORIES; i++)
        rows += i != FORECAST_COMMIT && i != FORECAST_BEST_CASE && i != FORECAST_AT_RISK &&
                view->forecast.table.totals.open[i].count > 0;
    return rows;
}

int renewals_draw_months(
    struct ui *ui, const struct renewals *view, struct canvas *canvas, struct area area)
{
    struct month_row rows[PERIODS_MOST] = {0};
    bool beside = area.columns >= BESIDE && area.rows >= category_rows(view);
    struct months months = {
        .ui = ui, .canvas = canvas, .end = area.x + area.columns - (beside ? CATEGORIES + 4 : 0)};
    int room = area.rows - 2 < PERIODS_MOST ? area.rows - 2 : PERIODS_MOST;
    int count = rows_of(ui, view, rows, room), taken;
    int stack = months.end - COUNT - TO_RENEW - 2 - area.x - LABEL;
    struct area left = area;

    column_money_begin(&months.money, ui_show(ui).currency);
    settle_unit(&months.money, rows, count);
    if (most_of(rows, count) > 0 && stack > 4)
        months.unit = chart_unit(most_of(rows, count), stack < 40 ? stack : 40);
    draw_heads(&months, area_take_rows(&left, 1));
    for (int i = 0; i < count; i++)
        draw_row(&months, &rows[i], area_take_rows(&left, 1));
    draw_total(&months, view, area_take_rows(&left, 1));
    taken = count + 2;
    if (!beside)
        return taken;
    area.x += area.columns - CATEGORIES;
    area.columns = CATEGORIES;
    draw_categories(&months, view, area);
    return taken > category_rows(view) ? taken : category_rows(view);
}
