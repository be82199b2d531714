/* Where the screen is tall: what moved in a week, the bridge of the quarter, and how good the last
 * quarter's forecast was, below the table. */
#include <stdio.h>
#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/views/renewals.h"

enum { LEAST_ROWS = 9, LEAST_COLUMNS = 100, BESIDE = 44, NAME = 24 };

static void draw_moves(
    struct ui *ui, const struct renewals *view, struct canvas *canvas, struct area area)
{
    const struct forecast_move_list *moves = &view->forecast.moves;
    struct str words = {0};
    char sum[64];

    snprintf(sum, sizeof(sum), "%zu", moves->count);
    part_heading(canvas, area.x, area_take_rows(&area, 1).y, area.x + area.columns,
        _("Moved in 7 days"), view->forecast.has_since ? sum : _("not known yet"));
    for (size_t i = 0; i < moves->count && area.rows > 0; i++) {
        const struct forecast_move *move = &moves->items[i];
        const struct due_line *line = move->after ? move->after : move->before;
        int y = area_take_rows(&area, 1).y;

        str_clear(&words);
        renewals_say_move(ui, move, &words);
        canvas_put_cut(canvas, area.x, y, ROLE_TEXT, line->account_name, NAME - 2);
        canvas_put_cut(canvas, area.x + NAME, y, ROLE_MUTED, str_text(&words), area.columns - NAME);
    }
    str_fini(&words);
}

/* A word at the left and an amount at the right of a line. */
static void put_pair(struct canvas *canvas, struct area line, const char *word,
    const struct column_money *money, int64_t minor, bool is_change)
{
    char text[COLUMN_MONEY_TEXT];

    canvas_put(canvas, line.x, line.y, ROLE_MUTED, word);
    canvas_put_right(canvas, line.x + line.columns, line.y, ROLE_MONEY,
        is_change ? column_money_change(money, minor, text)
                  : column_money_text(money, minor, text));
}

/* In a unit in which the bridge adds up as shown. */
static void settle_bridge(
    struct column_money *money, const struct forecast_bridge *bridge, const char *currency)
{
    int64_t running = bridge->opening;

    column_money_begin(money, currency);
    for (int i = 0; i < (int)BRIDGE_PARTS; i++) {
        column_money_take_pair(money, running, running + bridge->parts[i]);
        running += bridge->parts[i];
    }
    column_money_settle(money);
}

static void draw_bridge(
    struct ui *ui, const struct renewals *view, struct canvas *canvas, struct area *area)
{
    const struct forecast_bridge *bridge = &view->forecast.bridges[FORECAST_WEIGHTED];
    struct column_money money;
    char day[24], word[40];

    if (!view->forecast.has_since)
        return;
    settle_bridge(&money, bridge, ui_show(ui).currency);
    part_heading(canvas, area->x, area_take_rows(area, 1).y, area->x + area->columns,
        _("This quarter, weighted"), NULL);
    text_format(
        word, sizeof(word), _("on %s"), day_short(view->forecast.since, ui_show(ui).today, day));
    put_pair(canvas, area_take_rows(area, 1), word, &money, bridge->opening, false);
    for (int i = 0; i < (int)BRIDGE_PARTS && area->rows > 1; i++)
        if (bridge->parts[i])
            put_pair(canvas, area_take_rows(area, 1), _(bridge_part_word((enum bridge_part)i)),
                &money, bridge->parts[i], true);
    if (area->rows > 0)
        put_pair(canvas, area_take_rows(area, 1), _("today"), &money, bridge->closing, false);
    area_take_rows(area, area->rows > 0);
}

static void draw_accuracy(
    struct ui *ui, const struct renewals *view, struct canvas *canvas, struct area area)
{
    char money[48];

    if (area.rows < 2)
        return;
    part_heading(canvas, area.x, area_take_rows(&area, 1).y, area.x + area.columns,
        _("Last quarter, frozen before its end"), NULL);
    for (int i = 0; i < FORECAST_FROZEN && area.rows > 0; i++) {
        const struct forecast_frozen *frozen = &view->forecast.frozen[i];
        int y = area_take_rows(&area, 1).y, end = area.x + area.columns;

        canvas_putf(canvas, area.x, y, ROLE_MUTED,
            words_plural("%d day", "%d days", frozen->days_before), frozen->days_before);
        if (!frozen->there) {
            canvas_put_right(canvas, end, y, ROLE_MUTED, _("none was kept"));
            continue;
        }
        canvas_put_right(canvas, end - 12, y, ROLE_MONEY,
            money_short(frozen->weighted, ui_show(ui).currency, money));
        if (frozen->has_weighted_accuracy)
            canvas_putf_right(canvas, end, y, ROLE_TEXT, _("%lld%% right"),
                (long long)round_half_up(frozen->weighted_accuracy * 100));
        else
            canvas_put_right(canvas, end, y, ROLE_MUTED, "n/a");
    }
    if (area.rows > 0) {
        area_take_rows(&area, 1);
        canvas_put(canvas, area.x, area.y - 1, ROLE_MUTED, _("came in"));
        canvas_put_right(canvas, area.x + area.columns - 12, area.y - 1, ROLE_TITLE,
            money_short(view->forecast.last_actual, ui_show(ui).currency, money));
    }
}

void renewals_draw_more(
    struct ui *ui, const struct renewals *view, struct canvas *canvas, struct area area)
{
    struct area beside = area;

    if (area.rows < LEAST_ROWS || area.columns < LEAST_COLUMNS || view->page != RENEWALS_DUE)
        return;
    canvas_rule(canvas, area.y);
    area_take_rows(&area, 1);
    area_take_rows(&beside, 1);
    beside.x += area.columns - BESIDE;
    beside.columns = BESIDE;
    area.columns -= BESIDE + 4;
    draw_moves(ui, view, canvas, area);
    draw_bridge(ui, view, canvas, &beside);
    draw_accuracy(ui, view, canvas, beside);
}
