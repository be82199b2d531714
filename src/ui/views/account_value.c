/* The tab Value of the screen Account: goals with how far they are, and what they got. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "base/text.h"
#include "core/goal.h"
#include "ui/chart.h"
#include "ui/views/account.h"

enum { NARROW = 60, WIDE = 100, VALUE_MOST_COLUMNS = 118, HEADS = 3 };

/* --- goals --- */

static void add_number(struct str *out, const char *before, double value)
{
    str_add(out, before);
    str_add_real(out, value);
}

/* `from 48 to 24, now 31` */
static void goal_numbers(const struct row *goal, struct str *out)
{
    if (row_knows(goal, GOAL_BASELINE))
        add_number(out, "from ", row_real(goal, GOAL_BASELINE));
    if (row_knows(goal, GOAL_TARGET))
        add_number(out, out->len ? " to " : "to ", row_real(goal, GOAL_TARGET));
    if (row_knows(goal, GOAL_CURRENT))
        add_number(out, out->len ? ", now " : "now ", row_real(goal, GOAL_CURRENT));
    if (!out->len)
        str_add(out, row_text(goal, GOAL_METRIC));
}

static enum health_band goal_band(const struct row *goal, day_number today, double *ret_way)
{
    double time;

    if (!goal_way(goal, ret_way)) {
        *ret_way = (double)NAN;
        return BAND_UNKNOWN;
    }
    if (goal_is_reached(goal) || !goal_time(goal, today, &time))
        return BAND_GREEN;
    return *ret_way < time - 0.1 - 1e-9 ? BAND_YELLOW : BAND_GREEN;
}

static void goal_when(const struct row *goal, day_number today, struct str *out)
{
    char day[24];

    if (goal_is_reached(goal))
        str_add(out, "reached");
    else if (goal_is_dropped(goal))
        str_add(out, "dropped");
    else if (row_knows(goal, GOAL_DUE))
        str_addf(out, "by %s", day_short(row_day(goal, GOAL_DUE), today, day));
    else
        str_add(out, "no day");
}

static void draw_goal(
    const struct row *goal, day_number today, struct canvas *canvas, struct area line)
{
    double way;
    enum health_band band = goal_band(goal, today, &way);
    struct str numbers = {0}, when = {0};
    int end = line.columns - 1, y = line.y;

    goal_numbers(goal, &numbers);
    goal_when(goal, today, &when);
    if (line.columns >= NARROW)
        canvas_put_right(canvas, end, y, ROLE_MUTED, str_text(&when));
    end -= line.columns >= NARROW ? 17 : 0;
    if (isnan(way))
        canvas_put_right(canvas, end, y, ROLE_MUTED, "--");
    else
        canvas_putf_right(canvas, end, y, ROLE_TEXT, "%.0f%%", floor(way * 100 + 0.5 + 1e-9));
    end -= 5;
    if (line.columns >= NARROW)
        chart_bar(canvas, end - 10, y, 10, way, ROLE_CHART_1);
    end -= line.columns >= NARROW ? 13 : 1;
    if (line.columns >= WIDE)
        canvas_put_cut(canvas, end - 26, y, ROLE_MUTED, str_text(&numbers), 26);
    end -= line.columns >= WIDE ? 28 : 0;
    canvas_put(canvas, 2, y, part_band_role(band), part_band_shape(band));
    canvas_put_cut(canvas, 4, y, ROLE_TITLE, row_text(goal, GOAL_STATEMENT), end - 4);
    str_fini(&numbers);
    str_fini(&when);
}

/* --- value entries, newest first --- */

/* `$61k a year`, `17 hours per week` */
static void result_amount(const struct row *result, struct str *out)
{
    if (!row_knows(result, RESULT_AMOUNT))
        return;
    str_add_real(out, row_real(result, RESULT_AMOUNT));
    if (*row_text(result, RESULT_UNIT))
        str_addf(out, " %s", row_text(result, RESULT_UNIT));
    if (*row_text(result, RESULT_PERIOD))
        str_addf(out, " per %s", row_text(result, RESULT_PERIOD));
}

static void draw_result(
    const struct row *result, day_number today, struct canvas *canvas, struct area line)
{
    const char *who = row_text(result, RESULT_CONFIRMED_BY);
    struct str amount = {0};
    int end = line.columns - 1, y = line.y;
    char day[24];

    result_amount(result, &amount);
    if (line.columns >= NARROW) {
        if (*who)
            canvas_putf_right(canvas, end, y, ROLE_MUTED, "%s", who);
        else
            canvas_put_right(canvas, end, y, ROLE_MUTED, "not confirmed");
        end -= 22;
    }
    if (line.columns >= WIDE && amount.len)
        canvas_put_right(canvas, end, y, ROLE_TEXT, str_text(&amount));
    end -= line.columns >= WIDE ? 24 : 0;
    canvas_put(canvas, 2, y, *who ? ROLE_GOOD : ROLE_UNKNOWN, *who ? "✓" : "○");
    canvas_put(canvas, 4, y, ROLE_MUTED, day_short(row_day(result, RESULT_DATE), today, day));
    canvas_put_cut(canvas, 17, y, ROLE_TEXT,
        *row_text(result, RESULT_STORY) ? row_text(result, RESULT_STORY)
                                        : row_text(result, RESULT_METRIC),
        end - 2 - 17);
    str_fini(&amount);
}

/* --- both --- */

static const struct row *row_at(const struct account_view *view, int64_t at)
{
    const struct row_list *goals = &view->dossier.goals, *results = &view->dossier.results;
    size_t index = (size_t)at;

    if (index < goals->count)
        return goals->items[index];
    index -= goals->count;
    return index < results->count ? results->items[results->count - 1 - index] : NULL;
}

static void draw_headings(
    struct ui *ui, struct account_view *view, struct canvas *canvas, int y, bool goals)
{
    struct goal_count count = goals_on_plan(&view->dossier, ui_show(ui).today);
    char sum[64];
    int confirmed = 0;

    for (size_t i = 0; i < view->dossier.results.count; i++)
        confirmed += *row_text(view->dossier.results.items[i], RESULT_CONFIRMED_BY) != '\0';
    if (goals)
        snprintf(sum, sizeof(sum), "%d of %d on plan", count.on_plan, count.all);
    else
        snprintf(sum, sizeof(sum), "%zu %s, %d confirmed", view->dossier.results.count,
            view->dossier.results.count == 1 ? "entry" : "entries", confirmed);
    part_heading(canvas, 2, y,
        (canvas->columns < VALUE_MOST_COLUMNS ? canvas->columns : VALUE_MOST_COLUMNS) - 1,
        goals ? "Goals" : "What they got", sum);
}

static void draw_nothing(struct canvas *canvas, int y)
{
    canvas_put(canvas, 1, y + 1, ROLE_TEXT, "No goal and no result is written down here.");
    canvas_spans(canvas, 1, y + 2,
        SPANS({ROLE_HINT_KEY, "a"}, {ROLE_HINT_TEXT, "  add a goal, or what they got"}));
}

void account_draw_value(
    struct ui *ui, struct account_view *view, struct canvas *canvas, struct area area)
{
    struct list *list = &view->lists[TAB_VALUE];
    int64_t goals = (int64_t)view->dossier.goals.count;
    int64_t all = goals + (int64_t)view->dossier.results.count;
    int columns = area.columns < VALUE_MOST_COLUMNS ? area.columns : VALUE_MOST_COLUMNS;
    day_number today = ui_show(ui).today;
    int y = area.y;

    if (!all)
        draw_nothing(canvas, area.y);
    list_fit(list, all, area.rows - HEADS);
    for (int64_t i = list->top; i < list_end(list); i++) {
        bool begins = i == list->top || i == goals;
        struct area line;

        if (begins && i == goals && i > list->top)
            y++;
        if (begins)
            draw_headings(ui, view, canvas, y++, i < goals);
        line = (struct area){0, y++, columns, 1};
        if (i < goals)
            draw_goal(row_at(view, i), today, canvas, line);
        else
            draw_result(row_at(view, i), today, canvas, line);
        ui_list_row(ui, canvas, list, i, line);
    }
}

struct touched_row account_value_here(const struct account_view *view)
{
    const struct row *row = row_at(view, view->lists[TAB_VALUE].selected);

    return row ? (struct touched_row){row->kind, row->key} : (struct touched_row){KIND_GOAL, 0};
}

/* --- adding --- */

enum { ADD_VALUE, ADD_GOAL };

/* Texts of the form into the fields of those names. */
static bool add_row(struct ui *ui, const struct account_view *view, enum kind kind,
    const char *const *assignments, struct error *err)
{
    struct outcome outcome;

    if (!verb_add(ui_session(ui), kind, view->loaded, assignments, &outcome, NULL, err))
        return false;
    ui_done(ui, &outcome);
    return true;
}

static bool take_value(
    struct ui *ui, const char *const *texts, void *context, size_t *ret_at, struct error *err)
{
    struct arena arena = {0};
    const char *assignments[] = {arena_format(&arena, "story=%s", texts[0]),
        arena_format(&arena, "confirmed_by=%s", texts[1]),
        arena_format(&arena, "amount=%s", texts[2]), arena_format(&arena, "unit=%s", texts[3]),
        arena_format(&arena, "period=%s", texts[4]), arena_format(&arena, "date=%s", texts[5]),
        NULL};
    bool ok = add_row(ui, context, KIND_RESULT, assignments, err);

    arena_fini(&arena);
    return ok;
}

static void ask_value(struct ui *ui, struct account_view *view)
{
    static const char *const periods[] = {"year", "month", "week", "once", NULL};
    static const struct ui_form_field fields[] = {
        {.label = "what they got", .hint = "in their words, with the number", .is_needed = true},
        {.label = "confirmed by", .hint = "who there said so; blank: nobody did yet"},
        {.label = "how much", .hint = "a number: 17"},
        {.label = "of what", .hint = "hours, USD"},
        {.label = "per", .words = periods, .hint = "Tab: year, month, week, once"},
        {.label = "on", .initial = "today", .hint = "the day it was said"},
    };

    ui_ask_form(ui, &(struct ui_form){.title = "What they got",
                        .fields = fields,
                        .count = COUNT_OF(fields),
                        .about = view->loaded,
                        .accept = take_value,
                        .context = view});
}

static bool take_goal(
    struct ui *ui, const char *const *texts, void *context, size_t *ret_at, struct error *err)
{
    struct arena arena = {0};
    const char *assignments[] = {arena_format(&arena, "statement=%s", texts[0]),
        arena_format(&arena, "baseline=%s", texts[1]), arena_format(&arena, "target=%s", texts[2]),
        arena_format(&arena, "due=%s", texts[3]), arena_format(&arena, "owner=%s", texts[4]),
        "start=today", "updated_on=today", "status=open", NULL};
    bool ok = add_row(ui, context, KIND_GOAL, assignments, err);

    arena_fini(&arena);
    return ok;
}

static void ask_goal(struct ui *ui, struct account_view *view)
{
    static const struct ui_form_field fields[] = {
        {.label = "the goal", .hint = "what they want, in their words", .is_needed = true},
        {.label = "from", .hint = "the number today: 48"},
        {.label = "to", .hint = "the number to reach: 24"},
        {.label = "by", .hint = "fri, 12 dec, +3m"},
        {.label = "owner", .hint = "who there owns it"},
    };

    ui_ask_form(ui, &(struct ui_form){.title = "A new goal",
                        .fields = fields,
                        .count = COUNT_OF(fields),
                        .about = view->loaded,
                        .accept = take_goal,
                        .context = view});
}

static void add_chosen(struct ui *ui, int64_t id, const char *typed, void *context)
{
    if (id == ADD_VALUE)
        ask_value(ui, context);
    else if (id == ADD_GOAL)
        ask_goal(ui, context);
}

void account_add_value(struct ui *ui, struct account_view *view)
{
    static const struct ui_choice choices[] = {
        {"what they got", "a value entry, in their words", NULL, ADD_VALUE},
        {"a goal", "what they want, in numbers", NULL, ADD_GOAL}};

    ui_choose(ui, "Add", choices, COUNT_OF(choices), add_chosen, view);
}
