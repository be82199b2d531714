/* What the screen Renewals shows: the lines of the window, closed ones, what moved; in order. */
#include "ui/views/renewals.h"

#include <stdlib.h>
#include "app/growth.h"
#include "base/money.h"

const int renewals_windows[RENEWALS_WINDOWS] = {30, 60, 90, 0};

bool renewals_open(struct ui *ui, void *state, struct error *err)
{
    struct renewals *view = state;

    view->window = RENEWALS_WINDOW_USUAL;
    view->only = -1;
    return renewals_sort_set(view, "decides") ||
           error_set(err, ERROR_USAGE, "no column to sort by");
}

void renewals_close(void *state)
{
    struct renewals *view = state;

    arena_fini(&view->arena);
    arena_fini(&view->subject.arena);
    str_fini(&view->where);
    array_fini(&view->rows);
    array_fini(&view->marks);
    array_fini(&view->mark_accounts);
}

/* --- rows --- */

const struct due_line *renewals_here(const struct renewals *view)
{
    int64_t at = view->lists[view->page].selected;

    return at < (int64_t)view->rows.count ? view->rows.items[at] : NULL;
}

const struct forecast_move *renewals_move_of(
    const struct renewals *view, const struct due_line *line)
{
    for (size_t i = 0; i < view->forecast.moves.count; i++) {
        const struct forecast_move *move = &view->forecast.moves.items[i];

        if (move->after && move->after->line == line->line && move->after->ends == line->ends)
            return move;
    }
    return NULL;
}

bool renewals_is_late(const struct due_line *line, day_number today)
{
    day_number day = forecast_day(line);

    return due_is_open(line->state) && day != DAY_NONE && day < today;
}

static bool is_shown(const struct renewals *view, const struct due_line *line)
{
    return view->only < 0 || (due_is_open(line->state) && (int)line->value.category == view->only);
}

/* By day; those that are closed count in the sums of the window, and stand last. */
static void add_due(struct renewals *view)
{
    for (int open = 1; open >= 0; open--)
        for (size_t i = 0; i < view->forecast.row_count; i++) {
            const struct due_line *line = &view->forecast.rows[i];

            if (is_shown(view, line) && !line->outside && due_is_open(line->state) == open)
                ARRAY_PUSH(&view->rows, line);
        }
}

static void add_moved(struct renewals *view)
{
    for (size_t i = 0; i < view->forecast.moves.count; i++) {
        const struct forecast_move *move = &view->forecast.moves.items[i];

        ARRAY_PUSH(&view->rows, move->after ? move->after : move->before);
    }
}

/* Those of a year, the latest first. */
static void add_closed(struct renewals *view, day_number today)
{
    for (size_t i = view->past_count; i-- > 0;)
        if (!due_is_open(view->past[i].state) && view->past[i].ends > today - RENEWALS_CLOSED_DAYS)
            ARRAY_PUSH(&view->rows, &view->past[i]);
}

/* Money takes one unit, and days a year, where one row needs it. */
static void look_at_rows(struct ui *ui, struct renewals *view)
{
    struct civil today = day_to_civil(ui_show(ui).today);
    int64_t before = 0;

    column_money_begin(&view->money, ui_show(ui).currency);
    column_money_begin(&view->weighted, ui_show(ui).currency);
    view->many_lines = view->with_year = view->any_late = false;
    for (size_t i = 0; i < view->rows.count; i++) {
        const struct due_line *line = view->rows.items[i];

        view->many_lines = view->many_lines || line->account == before ||
                           (i > 1 && view->rows.items[i - 2]->account == line->account);
        before = line->account;
        view->any_late = view->any_late || renewals_is_late(line, ui_show(ui).today);
        view->with_year = view->with_year ||
                          (renewals_windows[view->window] == 0 && forecast_day(line) != DAY_NONE &&
                              day_to_civil(forecast_day(line)).year != today.year);
        if (!renewals_counts(line))
            continue;
        column_money_take(&view->money, 0, line->target);
        column_money_take(&view->money, 1, renewals_forecast_of(line));
        column_money_take(&view->money, 2, renewals_forecast_of(line) - line->target);
        column_money_take_pair(&view->money, line->target, renewals_forecast_of(line));
        column_money_take(&view->weighted, 0, line->value.weighted);
    }
    column_money_settle(&view->money);
    column_money_settle(&view->weighted);
    view->with_year = view->with_year || view->page == RENEWALS_CLOSED;
}

static void keep_selected(struct renewals *view)
{
    struct list *list = &view->lists[view->page];

    list_fit(list, (int64_t)view->rows.count, list->room);
    for (size_t i = 0; i < view->rows.count; i++)
        if (view->rows.items[i]->line == view->selected) {
            list_select(list, (int64_t)i);
            return;
        }
}

void renewals_fill(struct ui *ui, struct renewals *view)
{
    array_clear(&view->rows);
    if (view->page == RENEWALS_DUE)
        add_due(view);
    else if (view->page == RENEWALS_MOVED)
        add_moved(view);
    else
        add_closed(view, ui_show(ui).today);
    renewals_sort(view);
    look_at_rows(ui, view);
    keep_selected(view);
}

static bool read_past(
    struct ui *ui, struct renewals *view, const char *where, struct arena *arena, struct error *err)
{
    struct due_list lines;

    view->past = NULL;
    view->past_count = 0;
    if (view->page != RENEWALS_CLOSED)
        return true;
    if (!forecast_due_lines(ui_session(ui), where, arena, &lines, err))
        return false;
    view->past = lines.items;
    view->past_count = lines.count;
    if (lines.count)
        qsort(lines.items, lines.count, sizeof(*lines.items), forecast_compare);
    return true;
}

/* Of the whole book: an expression over accounts says nothing of opportunities. */
static bool read_growth(struct ui *ui, struct renewals *view, day_number until,
    struct renewals_growth *ret_growth, struct error *err)
{
    struct renewals_growth growth = {0};
    struct growth_entries entries;
    struct arena arena = {0};
    bool ok = view->where.len || growth_read(ui_session(ui), 0, &arena, &entries, err);

    for (size_t i = 0; ok && !view->where.len && i < entries.count; i++) {
        const struct growth_entry *entry = &entries.items[i];
        day_number close = row_day(entry->row, OPPORTUNITY_CLOSE);

        if (!growth_stage_is_open(entry->stage) || entry->amount == MONEY_NONE ||
            (until != DAY_NONE && (close == DAY_NONE || close > until)))
            continue;
        growth.count++;
        growth.weighted += entry->weighted;
    }
    arena_fini(&arena);
    *ret_growth = growth;
    return ok;
}

bool renewals_load(struct ui *ui, void *state, struct error *err)
{
    struct renewals *view = state;
    const char *where = view->where.len ? str_text(&view->where) : NULL;
    const struct forecast_order order = {.where = where,
        .by_quarter = view->by_quarter,
        .window_days = renewals_windows[view->window],
        .since = DAY_NONE};
    struct arena arena = {0};
    struct forecast forecast;

    if (!verb_forecast(ui_session(ui), &order, &arena, &forecast, err) ||
        !read_growth(ui, view, forecast.until, &view->growth, err) ||
        !read_past(ui, view, where, &arena, err)) {
        arena_fini(&arena);
        return false;
    }
    arena_fini(&view->arena);
    view->arena = arena;
    view->forecast = forecast;
    view->subject.line = 0;
    renewals_fill(ui, view);
    return true;
}
