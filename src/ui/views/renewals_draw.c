/* The picture of Renewals: what it comes to, the window, the months, the lines, and the one under
 * the cursor. */
#include <stdio.h>
#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "core/renewal_rates.h"
#include "ui/sizes.h"
#include "ui/views/renewals.h"

enum { MIDDLE = 20, CHIPS = 20 };

/* --- head --- */

/* `30 60 90 all [ ]` */
static int draw_chips(const struct renewals *view, struct canvas *canvas, int y)
{
    int x = canvas->columns - 1 - CHIPS;

    for (int i = 0; i < RENEWALS_WINDOWS; i++) {
        enum role role = i == view->window ? ROLE_TAB_ACTIVE : ROLE_TAB;
        char days[12] = N_("all");

        if (renewals_windows[i])
            snprintf(days, sizeof(days), "%d", renewals_windows[i]);
        x = part_put_click(canvas, x, y, &(struct span){role, days}, "window") + 2;
    }
    canvas_put(canvas, canvas->columns - 4, y, ROLE_HINT_KEY, "[ ]");
    return canvas->columns - 1 - CHIPS;
}

/* A number and its word, while there is room. Returns the column after. */
static int put_vital(
    struct canvas *canvas, int x, int y, int end, const char *number, const char *word)
{
    int width = canvas_columns_of(canvas, number) + canvas_columns_of(canvas, word) + 1;

    if (x + width > end)
        return x;
    x = canvas_put(canvas, x, y, ROLE_TITLE, number);
    return canvas_putf(canvas, x, y, ROLE_MUTED, " %s", word) + 3;
}

static int put_money_vital(struct ui *ui, struct canvas *canvas, struct area line, int64_t minor,
    const char *sign, const char *word)
{
    char money[48], text[64];

    snprintf(text, sizeof(text), "%s%s", sign, money_short(minor, ui_show(ui).currency, money));
    return put_vital(canvas, line.x, line.y, line.x + line.columns, text, word);
}

static void draw_vital(struct ui *ui, const struct renewals *view, struct canvas *canvas, int y)
{
    const struct forecast_totals *totals = &view->forecast.table.totals;
    int64_t growth = totals->all.uplift + totals->all.expansion;
    int end = draw_chips(view, canvas, y) - 1;
    char number[16], until[24], word[48];
    struct area line = {1, y, end - 1, 1};
    const struct {
        int64_t minor;
        const char *sign, *word;
    } vitals[] = {{totals->all.target, "", _("to renew")},
        {totals->all.weighted, "", _("weighted")},
        {forecast_running(totals, FORECAST_EXPECTED_LOSS), "", _("forecast")},
        {growth, growth > 0 ? "+" : "", _("growth")}};

    snprintf(number, sizeof(number), "%d", totals->all.count);
    if (view->forecast.until == DAY_NONE)
        text_format(word, sizeof(word), _("to renew"));
    else
        text_format(word, sizeof(word), _("by %s"),
            day_short(view->forecast.until, ui_show(ui).today, until));
    line.x = put_vital(
        canvas, line.x, y, end, number, view->forecast.until == DAY_NONE ? _("in all") : word);
    for (size_t i = 0; i < COUNT_OF(vitals); i++) {
        line.columns = end - line.x;
        if (i + 1 == COUNT_OF(vitals) && !vitals[i].minor)
            return;
        line.x = put_money_vital(ui, canvas, line, vitals[i].minor, vitals[i].sign, vitals[i].word);
    }
}

static int put_rate(struct canvas *canvas, int x, int y, struct rate rate, const char *word)
{
    char text[64] = "n/a", number[48];
    double value;

    if (rate_value(rate, &value))
        snprintf(text, sizeof(text), "%s%%", number_real(value * 100, 1, number));
    return put_vital(canvas, x, y, canvas->columns - 1, text, word);
}

static int put_count(struct canvas *canvas, int x, int y, int count, const char *word)
{
    char text[16];

    snprintf(text, sizeof(text), "%d", count);
    return count ? put_vital(canvas, x, y, canvas->columns - 1, text, word) : x;
}

/* What became of the lines that are closed, of the terms of a year and of later ones (E3). */
static void draw_rates(struct ui *ui, const struct renewals *view, struct canvas *canvas, int y)
{
    const day_number today = ui_show(ui).today;
    const struct renewal_terms terms = {
        today - RENEWALS_CLOSED_DAYS, today + 10 * RENEWALS_CLOSED_DAYS, today};
    struct renewal_rates rates;
    int x = 1;

    renewal_rates_of(view->past, view->past_count, &terms, &rates);
    x = put_rate(canvas, x, y, rates.gross_resolved, _("gross"));
    x = put_rate(canvas, x, y, rates.net_resolved, _("net"));
    x = put_rate(canvas, x, y, rates.logo_resolved, _("of accounts"));
    x = put_count(canvas, x, y, rates.won, _("won"));
    x = put_count(canvas, x, y, rates.lost, _("lost"));
    x = put_count(canvas, x, y, rates.late, _("late"));
    put_count(canvas, x, y, rates.by_itself, _("by themselves"));
}

/* What is marked, filtered, hidden: in the row of the table's heads no room is lost to it. */
static void draw_notes(struct ui *ui, const struct renewals *view, struct canvas *canvas, int y)
{
    int x = 1, end = canvas->columns - 1;

    if (view->layout.hidden) {
        end = canvas_spans_right(canvas, end, y, SPANS({ROLE_HINT_KEY, "H L"}));
        end = canvas_putf_right(canvas, end, y, ROLE_MUTED,
                  words_plural("+%d column  ", "+%d columns  ", view->layout.hidden),
                  view->layout.hidden) -
              2;
    }
    for (int i = 0; i < RENEWALS_PAGES && canvas->columns >= SCREEN_NARROW; i++) {
        enum role role = i == (int)view->page ? ROLE_TAB_ACTIVE : ROLE_TAB;

        x = part_put_click(canvas, x, y, &(struct span){role, _(renewals_pages[i])}, "page") + 3;
    }
    if (view->marks.count && x + 12 < end) {
        x = canvas_count(canvas, x, y, ROLE_MARK, (int64_t)view->marks.count);
        x = canvas_put(canvas, x, y, ROLE_MUTED, _(" marked")) + 3;
    }
    if (view->only >= 0 && x + 24 < end)
        x = canvas_spans(canvas, x, y,
                SPANS({ROLE_MUTED, _("only ")},
                    {ROLE_ACCENT, _(renewals_category((enum forecast_category)view->only).word)})) +
            3;
    if (view->where.len && x + 12 < end) {
        x = canvas_put(canvas, x, y, ROLE_MUTED, _("filter "));
        canvas_put_cut(canvas, x, y, ROLE_ACCENT, str_text(&view->where), end - x);
    }
}

/* --- rows --- */

bool renewals_draw_line(
    struct ui *ui, void *state, struct canvas *canvas, struct area line, int64_t index)
{
    struct renewals *view = state;
    const struct due_line *due = index < (int64_t)view->rows.count ? view->rows.items[index] : NULL;
    struct list *list = &view->lists[view->page];

    if (!due)
        return true;
    if (renewals_is_marked(view, due->line))
        canvas_put(canvas, 2, line.y, ROLE_MARK, "✓");
    renewals_draw_cells(ui, view, canvas, line.y, due);
    if (ui_list_row(ui, canvas, list, index, line)) {
        canvas_set_role(canvas, renewals_name_cell(view, line.y), ROLE_TITLE);
        view->selected = due->line;
    }
    return canvas->rows < MIDDLE; /* else the foot tells of it too */
}

static void draw_empty(struct ui *ui, const struct renewals *view, struct canvas *canvas, int y)
{
    const char *why = _("Nothing is decided in this window, and nothing has slipped.");
    const char *key = "]", *text = _("  a longer one");

    if (view->page == RENEWALS_CLOSED) {
        why = _("No renewal was won or lost in the last twelve months.");
        key = "r w", text = _("  on a line that is to renew: it is won");
    } else if (view->page == RENEWALS_MOVED) {
        why = view->forecast.has_since
                  ? _("Nothing moved in the last seven days.")
                  : _("There is no forecast of a week ago yet: one is kept each day.");
        key = "Tab", text = _("  what is to renew");
    } else if (view->only >= 0 || view->where.len) {
        why = _("No line of this window matches.");
        key = "Esc", text = _("  all of them");
    } else if (renewals_windows[view->window] == 0) {
        why = _("No contract with an end is known.");
        key = "2", text = _("  the book: a adds an account, m m renewal sets its day");
    }
    canvas_put_cut(canvas, 1, y, ROLE_TEXT, why, canvas->columns - 2);
    canvas_spans(canvas, 1, y + 1, SPANS({ROLE_HINT_KEY, key}, {ROLE_HINT_TEXT, text}));
}

static int foot_rows(const struct canvas *canvas)
{
    return canvas->rows >= SCREEN_TALL ? 3 : canvas->rows >= MIDDLE ? 2 : 0;
}

/* The rows, then the line that adds them up; below: the rule and the foot. */
static void draw_table(struct ui *ui, struct renewals *view, struct canvas *canvas, int y)
{
    struct list *list = &view->lists[view->page];
    bool has_total =
        view->page != RENEWALS_MOVED && view->rows.count > 1 && canvas->rows >= SCREEN_LOW;
    int foot = foot_rows(canvas), air = canvas->rows >= SCREEN_TALL;
    int below = 1 + (canvas->rows >= SCREEN_LOW) + (foot ? foot + 1 : 0) + has_total;
    int room = canvas->rows - y - below;

    if (has_total && air && (int64_t)view->rows.count < room)
        room--;
    list_fit(list, (int64_t)view->rows.count, room);
    for (int64_t i = list->top; i < list_end(list); i++, y++)
        renewals_draw_line(ui, view, canvas, (struct area){0, y, canvas->columns, 1}, i);
    if (!view->rows.count)
        draw_empty(ui, view, canvas, y + (air ? 1 : 0));
    if (has_total) {
        y += air && (int64_t)view->rows.count <= room;
        renewals_draw_total(ui, view, canvas, y++);
    }
    if (!foot || !view->rows.count)
        return;
    renewals_draw_more(ui, view, canvas,
        (struct area){1, y + 1, canvas->columns - 2, canvas->rows - 4 - foot - y});
    y = canvas->rows - 2 - foot;
    canvas_rule(canvas, y - 1);
    renewals_draw_foot(ui, view, canvas, (struct area){1, y, canvas->columns - 2, foot});
}

void renewals_draw(struct ui *ui, void *state, struct canvas *canvas)
{
    struct renewals *view = state;
    int y = canvas->rows >= SCREEN_TALL ? 2 : 1;
    int months = canvas->rows >= 45            ? 14
                 : canvas->rows >= SCREEN_TALL ? 9
                 : canvas->rows >= MIDDLE      ? 5
                                               : 0;

    renewals_layout_make(view, canvas->columns);
    if (view->page == RENEWALS_CLOSED)
        draw_rates(ui, view, canvas, y++);
    else
        draw_vital(ui, view, canvas, y++);
    canvas_rule(canvas, y++);
    if (months && canvas->columns >= SCREEN_NARROW && view->forecast.row_count &&
        view->page == RENEWALS_DUE) {
        y += renewals_draw_months(
            ui, view, canvas, (struct area){1, y, canvas->columns - 2, months});
        canvas_rule(canvas, y++);
    }
    if (canvas->rows >= MIDDLE)
        draw_notes(ui, view, canvas, y++);
    renewals_draw_heads(view, canvas, y++);
    draw_table(ui, view, canvas, y);
    if (canvas->rows >= SCREEN_LOW)
        part_range(canvas, 1, canvas->rows - 2, &view->lists[view->page]);
}
