/* The tab Value of the screen Account: goals with how far they are, what they got, and what that
 * was worth. What its keys do is in account_value_verbs.c. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "app/value.h"
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/chart.h"
#include "ui/sizes.h"
#include "ui/views/account.h"

enum { BESIDE = 160, VALUE_MOST_COLUMNS = 118, HEADS = 3, TALL_ROWS = 16 };
enum { OWNER_COLUMNS = 16, WHEN_COLUMNS = 14, BAR_COLUMNS = 12, NUMBERS_COLUMNS = 18 };

/* --- goals --- */

/* `10 → 24 of 42` */
static void goal_numbers(const struct row *goal, struct str *out)
{
    if (row_knows(goal, GOAL_BASELINE)) {
        value_add_number(out, row_real(goal, GOAL_BASELINE));
        str_add(out, " → ");
    }
    if (row_knows(goal, GOAL_CURRENT))
        value_add_number(out, row_real(goal, GOAL_CURRENT));
    else if (row_knows(goal, GOAL_TARGET))
        str_add(out, "?");
    if (row_knows(goal, GOAL_TARGET)) {
        str_add(out, row_is(goal, GOAL_KIND, "keep") ? _(", keep ") : _(" of "));
        value_add_number(out, row_real(goal, GOAL_TARGET));
    }
    if (!out->len)
        str_add(out, row_text(goal, GOAL_METRIC));
}

/* ● on plan, ▲ behind it, ○ not known. */
static enum health_band goal_band(const struct row *goal, day_number today)
{
    double way;
    bool on_plan;

    if (!goal_way(goal, &way))
        return BAND_UNKNOWN;
    return way >= 1 || !goal_plan(goal, today, &on_plan) || on_plan ? BAND_GREEN : BAND_YELLOW;
}

static struct due_words goal_when(const struct row *goal, day_number today)
{
    struct due_words when = {.role = ROLE_MUTED};
    char day[24];

    if (goal_is_reached(goal))
        text_format(when.text, sizeof(when.text), _("reached"));
    else if (goal_is_dropped(goal))
        text_format(when.text, sizeof(when.text), _("dropped"));
    else if (row_knows(goal, GOAL_DUE) && row_day(goal, GOAL_DUE) < today)
        when = part_due(row_day(goal, GOAL_DUE), today);
    else if (row_knows(goal, GOAL_DUE))
        text_format(
            when.text, sizeof(when.text), "%s", day_short(row_day(goal, GOAL_DUE), today, day));
    else
        text_format(when.text, sizeof(when.text), _("no day"));
    return when;
}

/* Share and bar, with the plan on it; returns where they begin. */
static int draw_way(const struct row *goal, day_number today, struct canvas *canvas, int end, int y)
{
    double way = (double)NAN, time = (double)NAN;
    bool narrow = canvas->columns < SCREEN_NARROW;

    if (!goal_way(goal, &way))
        canvas_put_right(canvas, end, y, ROLE_MUTED, "--");
    else
        canvas_putf_right(canvas, end, y, ROLE_TEXT, "%.0f%%", floor(way * 100 + 0.5 + 1e-9));
    if (narrow)
        return end - 4;
    if (goal_is_reached(goal) || goal_is_dropped(goal) || !goal_time(goal, today, &time))
        time = (double)NAN;
    end -= 5 + BAR_COLUMNS;
    chart_bar_plan(canvas, (struct area){end, y, BAR_COLUMNS, 1}, way, time);
    return end;
}

static void draw_goal(
    const struct row *goal, day_number today, struct canvas *canvas, struct area line)
{
    struct due_words when = goal_when(goal, today);
    enum health_band band = goal_band(goal, today);
    bool wide = line.columns >= SCREEN_WIDE, gone = goal_is_dropped(goal);
    int end = line.columns - 1, y = line.y;
    struct str numbers = {0};

    goal_numbers(goal, &numbers);
    if (line.columns >= SCREEN_NARROW) {
        canvas_put_right(canvas, end, y, when.role, when.text);
        end -= WHEN_COLUMNS;
    }
    if (wide) {
        end -= OWNER_COLUMNS;
        canvas_put_cut(canvas, end, y, ROLE_MUTED, row_text(goal, GOAL_OWNER), OWNER_COLUMNS - 1);
        end -= 2;
    }
    end = draw_way(goal, today, canvas, end, y) - 2;
    if (line.columns >= SCREEN_NARROW) {
        canvas_put_right(canvas, end, y, ROLE_MUTED, str_text(&numbers));
        end -= NUMBERS_COLUMNS + 2;
    }
    canvas_put(canvas, 2, y, part_band_role(band), part_band_shape(band));
    canvas_put_cut(
        canvas, 4, y, gone ? ROLE_MUTED : ROLE_TITLE, row_text(goal, GOAL_STATEMENT), end - 4);
    str_fini(&numbers);
}

/* --- value entries, newest first --- */

static const char *result_words(const struct row *result)
{
    return *row_text(result, RESULT_STORY) ? row_text(result, RESULT_STORY)
                                           : row_text(result, RESULT_METRIC);
}

/* Who confirmed it, what proves it and how much it was, from the right; returns where they begin.
 */
static int draw_proof(
    const struct row *result, bool proved, struct canvas *canvas, struct area line)
{
    const char *evidence = row_text(result, RESULT_EVIDENCE);
    int end = line.columns - 1 - OWNER_COLUMNS;
    struct str amount = {0};

    canvas_put_cut(canvas, end, line.y, ROLE_MUTED,
        value_is_confirmed(result) ? row_text(result, RESULT_CONFIRMED_BY) : _("not confirmed"),
        OWNER_COLUMNS);
    if (proved && line.columns >= SCREEN_WIDE) {
        end -= OWNER_COLUMNS + 2;
        canvas_put_cut(canvas, end, line.y, ROLE_LINK, evidence, OWNER_COLUMNS);
    }
    value_add_amount(&amount, result);
    end = canvas_put_right(canvas, end - 2, line.y, ROLE_TITLE, str_text(&amount));
    str_fini(&amount);
    return end - 2;
}

/* Is there a column of what proves it? */
static bool is_proved(const struct row_list *results)
{
    for (size_t i = 0; i < results->count; i++)
        if (!text_blank(row_text(results->items[i], RESULT_EVIDENCE)))
            return true;
    return false;
}

static void draw_result(const struct account_view *view, const struct row *result, day_number today,
    struct canvas *canvas, struct area line)
{
    bool confirmed = value_is_confirmed(result), narrow = line.columns < SCREEN_NARROW;
    int end = narrow ? line.columns - 1
                     : draw_proof(result, is_proved(&view->dossier.results), canvas, line);
    int x = narrow ? 11 : 17, y = line.y;
    char day[24];

    canvas_put(canvas, 2, y, confirmed ? ROLE_GOOD : ROLE_UNKNOWN, confirmed ? "✓" : "○");
    canvas_put(canvas, 4, y, ROLE_MUTED, day_short(row_day(result, RESULT_DATE), today, day));
    canvas_put_cut(canvas, x, y, ROLE_TEXT, result_words(result), end - x);
}

/* --- the running scorecard --- */

/* `2026   1,400 hours a month   1 confirmed, 2 not` */
static void draw_sum(const struct value_sum *sum, struct canvas *canvas, struct area line)
{
    struct arena arena = {0};
    struct row *row = row_new(&arena, KIND_RESULT);
    struct str words = {0};
    bool open = !sum->confirmed_count;
    int x = line.x;

    row_set_real(row, RESULT_AMOUNT, open ? sum->unconfirmed : sum->confirmed);
    row_set_text(row, RESULT_UNIT, sum->unit);
    row_set_text(row, RESULT_PERIOD, sum->period);
    value_add_amount(&words, row);
    if (sum->year)
        canvas_putf(canvas, x, line.y, ROLE_MUTED, "%d", sum->year);
    x = canvas_put_right(canvas, x + 32, line.y, open ? ROLE_MUTED : ROLE_TITLE, str_text(&words));
    x = line.x + 34;
    if (sum->confirmed_count)
        x = canvas_putf(canvas, x, line.y, ROLE_MUTED, _("%d confirmed"), sum->confirmed_count);
    if (sum->unconfirmed_count)
        canvas_putf(canvas, x, line.y, ROLE_MUTED, _("%s%d not confirmed"),
            sum->confirmed_count ? ", " : "", sum->unconfirmed_count);
    str_fini(&words);
    arena_fini(&arena);
}

/* Returns the rows it took. */
static int draw_sums(const struct value_sums *sums, struct canvas *canvas, struct area area)
{
    int rows = 1;

    if (!sums->count || area.rows < 2 || area.columns < SCREEN_NARROW - 20)
        return 0;
    part_heading(
        canvas, area.x, area.y, area.x + area.columns, _("Running total"), _("by year and unit"));
    for (size_t i = 0; i < sums->count && rows < area.rows; i++, rows++)
        draw_sum(&sums->items[i], canvas, (struct area){area.x, area.y + rows, area.columns, 1});
    return rows;
}

/* --- what it comes to: one line at the head --- */

/* `return 3.2x   $1.30M confirmed, $406k paid since 24 Nov 2025   $40k not confirmed` */
static void draw_return(
    struct ui *ui, const struct value_return *back, struct canvas *canvas, struct area line)
{
    const char *currency = ui_show(ui).currency;
    char money[48], times[24], day[24];
    int x = canvas_put(canvas, line.x, line.y, ROLE_MUTED, _("return "));

    x = canvas_put(
        canvas, x, line.y, back->known ? ROLE_TITLE : ROLE_MUTED, value_times_words(back, times));
    if (line.columns < SCREEN_NARROW)
        return;
    if (back->entries) {
        x = canvas_put(
            canvas, x + 3, line.y, ROLE_TITLE, money_short(back->value, currency, money));
        x = canvas_put(canvas, x, line.y, ROLE_MUTED, _(" confirmed"));
    } else {
        x = canvas_put(canvas, x + 3, line.y, ROLE_MUTED, _("no confirmed money"));
    }
    if (back->cost != MONEY_NONE && line.columns >= 70)
        x = canvas_putf(canvas, x, line.y, ROLE_MUTED, _(", %s paid since %s"),
            money_short(back->cost, currency, money),
            day_short(back->window.after + 1, ui_show(ui).today, day));
    if (back->open_entries && line.columns >= 90)
        canvas_putf(canvas, x + 3, line.y, ROLE_MUTED, _("%s not confirmed"),
            money_short(back->unconfirmed, currency, money));
}

static void draw_head(
    struct ui *ui, const struct account_view *view, struct canvas *canvas, struct area line)
{
    struct value_share share = value_delivered(&view->dossier.goals, ui_show(ui).today);
    struct value_return back = value_of_account(
        ui_session(ui), &view->dossier, row_money(view->assessment.account, ACCOUNT_ARR_NOW));
    int x = canvas_put(canvas, line.x, line.y, ROLE_MUTED, _("delivered ")),
        end = line.x + line.columns;

    if (share.counted)
        x = canvas_putf(
            canvas, x, line.y, ROLE_TITLE, "%.0f%%", floor(share.share * 100 + 0.5 + 1e-9));
    else
        x = canvas_put(canvas, x, line.y, ROLE_MUTED, "n/a");
    if (share.unknown && line.columns >= SCREEN_NARROW)
        x = canvas_putf(canvas, x, line.y, ROLE_MUTED, _(", %d without data"), share.unknown);
    draw_return(ui, &back, canvas, (struct area){x + 3, line.y, end - x - 3, 1});
}

/* --- the list of both --- */

const struct row *account_value_row(const struct account_view *view, int64_t at)
{
    const struct row_list *goals = &view->dossier.goals, *results = &view->dossier.results;
    size_t index = (size_t)at;

    if (index < goals->count)
        return goals->items[index];
    index -= goals->count;
    return index < results->count ? results->items[results->count - 1 - index] : NULL;
}

int64_t account_value_rows(const struct account_view *view)
{
    return (int64_t)(view->dossier.goals.count + view->dossier.results.count);
}

static void draw_heading(struct ui *ui, const struct account_view *view, struct canvas *canvas,
    struct area line, bool goals)
{
    struct goal_count count = goals_on_plan(&view->dossier, ui_show(ui).today);
    size_t confirmed = 0, all = view->dossier.results.count;
    char sum[64];

    for (size_t i = 0; i < all; i++)
        confirmed += value_is_confirmed(view->dossier.results.items[i]);
    if (goals)
        text_format(sum, sizeof(sum), _("%d of %d on plan"), count.on_plan, count.all);
    else
        text_format(sum, sizeof(sum), _("%zu of %zu confirmed"), confirmed, all);
    part_heading(canvas, 1, line.y, line.columns - 1, goals ? _("Goals") : _("What they got"), sum);
}

static void draw_nothing(struct canvas *canvas, int y)
{
    canvas_put(canvas, 1, y + 1, ROLE_TEXT, _("No goal and no result is written down here."));
    canvas_spans(canvas, 1, y + 2,
        SPANS({ROLE_HINT_KEY, "a"}, {ROLE_HINT_TEXT, _("  add a goal, or what they got")}));
}

static void draw_rows(
    struct ui *ui, struct account_view *view, struct canvas *canvas, struct area area)
{
    struct list *list = &view->lists[TAB_VALUE];
    int64_t goals = (int64_t)view->dossier.goals.count;
    day_number today = ui_show(ui).today;
    int y = area.y;

    list_fit(list, account_value_rows(view), area.rows - HEADS);
    for (int64_t i = list->top; i < list_end(list); i++) {
        bool is_goal = i < goals;
        struct area line;

        if (i == goals && i > list->top)
            y++;
        if (i == list->top || i == goals)
            draw_heading(ui, view, canvas, (struct area){0, y++, area.columns, 1}, is_goal);
        line = (struct area){0, y++, area.columns, 1};
        if (is_goal)
            draw_goal(account_value_row(view, i), today, canvas, line);
        else
            draw_result(view, account_value_row(view, i), today, canvas, line);
        ui_list_row(ui, canvas, list, i, line);
    }
}

void account_draw_value(
    struct ui *ui, struct account_view *view, struct canvas *canvas, struct area area)
{
    bool beside = area.columns >= BESIDE;
    int needs = (int)account_value_rows(view) + HEADS, below;
    struct area side = area;
    struct value_sums sums;
    struct arena arena = {0};

    if (!account_value_rows(view)) {
        draw_nothing(canvas, area.y);
        return;
    }
    value_sums_of(&view->dossier.results, ui_show(ui).today, &arena, &sums);
    area.columns = area.columns < VALUE_MOST_COLUMNS ? area.columns : VALUE_MOST_COLUMNS;
    draw_head(ui, view, canvas, (struct area){1, area.y, area.columns - 2, 1});
    area_take_rows(&area, area.rows >= TALL_ROWS ? 2 : 1);
    below = (int)sums.count + 2;
    if (beside)
        side = (struct area){area.columns + 4, area.y, side.columns - area.columns - 5, area.rows};
    else
        side = (struct area){1, area.y + needs + 1, area.columns - 2, area.rows - needs - 1};
    if (beside || side.rows >= below - 1)
        draw_sums(&sums, canvas, side);
    draw_rows(ui, view, canvas, area);
    arena_fini(&arena);
}

struct touched_row account_value_here(const struct account_view *view)
{
    const struct row *row = account_value_row(view, view->lists[TAB_VALUE].selected);

    return row ? (struct touched_row){row->kind, row->key} : (struct touched_row){KIND_GOAL, 0};
}
