/* The columns of Renewals: what stands in each, and what it sorts by. */
#include <stdio.h>
#include <stdlib.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/views/renewals.h"

/* --- what a line stands as --- */

struct category_look renewals_category(enum forecast_category category)
{
    static const struct category_look looks[] = {
        [FORECAST_COMMIT] = {"●", N_("commit"), ROLE_CHART_1},
        [FORECAST_BEST_CASE] = {"◐", N_("best case"), ROLE_CHART_2},
        [FORECAST_NOT_CALLED] = {"○", N_("not called"), ROLE_CHART_3},
        [FORECAST_AT_RISK] = {"■", N_("at risk"), ROLE_CHART_4},
        [FORECAST_EXPECTED_LOSS] = {"×", N_("expected loss"), ROLE_CHART_4},
        [FORECAST_OMITTED] = {"–", N_("omitted"), ROLE_FAINT},
    };

    return looks[category];
}

struct category_look renewals_standing(const struct due_line *line)
{
    static const struct category_look looks[DUE_STATES] = {
        [DUE_LOCKED_IN] = {"●", N_("locked in"), ROLE_CHART_1},
        [DUE_LEAVING] = {"×", N_("leaving"), ROLE_CHART_4},
        [DUE_WON] = {"✓", N_("won"), ROLE_CHART_1},
        [DUE_LOST] = {"×", N_("lost"), ROLE_CHART_4},
    };

    if (line->place == DUE_NO_END)
        return (struct category_look){"○", _("no end date"), ROLE_UNKNOWN};
    return looks[line->state].word ? looks[line->state] : renewals_category(line->value.category);
}

bool renewals_counts(const struct due_line *line)
{
    return !line->unknown && !line->outside && line->place != DUE_NO_END;
}

int64_t renewals_forecast_of(const struct due_line *line)
{
    return line->value.retained + line->value.uplift + line->value.expansion;
}

/* --- cells --- */

static void put_money(
    const struct renewals_cell *cell, const struct column_money *money, int64_t minor, bool muted)
{
    char text[COLUMN_MONEY_TEXT];

    canvas_put_right(cell->canvas, cell->area.x + cell->area.columns, cell->area.y,
        minor == MONEY_NONE || muted ? ROLE_MUTED : ROLE_MONEY,
        column_money_text(money, minor, text));
}

static void draw_day(const struct renewals_cell *cell, const struct due_line *line)
{
    enum { ANOTHER_YEAR = 400 };
    day_number day = forecast_day(line);
    int x = cell->area.x;
    char text[24];

    if (day == DAY_NONE)
        return;
    if (!cell->view->with_year) /* the head of the window names the time */
        x = canvas_putf(
            cell->canvas, x, cell->area.y, ROLE_DATE, "%s ", day_weekday_name(day_weekday(day)));
    day_short(day, cell->view->with_year ? day - ANOTHER_YEAR : day, text);
    canvas_put(cell->canvas, x + (text[1] == ' '), cell->area.y, ROLE_DATE, text); /* ` 3 Feb` */
}

static void draw_by(const struct renewals_cell *cell, const struct due_line *line)
{
    const char *word = "";
    enum role role = ROLE_MUTED;

    if (line->place == DUE_SLIPPED ||
        (line->state == DUE_OPEN && line->clock.state == RENEWAL_SLIPPED)) {
        word = _("slipped");
        role = ROLE_OVERDUE;
    } else if (line->state == DUE_OPEN && line->clock.by_notice) {
        word = line->clock.assumed ? _("notice?") : _("notice");
    }
    canvas_put(cell->canvas, cell->area.x, cell->area.y, role, word);
}

static void draw_in(const struct renewals_cell *cell, const struct due_line *line)
{
    day_number day = forecast_day(line), today = ui_show(cell->ui).today;
    int end = cell->area.x + cell->area.columns;

    if (day == DAY_NONE || !due_is_open(line->state))
        return;
    if (day < today)
        canvas_putf_right(
            cell->canvas, end, cell->area.y, ROLE_OVERDUE, _("%dd late"), (int)(today - day));
    else
        canvas_putf_right(cell->canvas, end, cell->area.y, ROLE_DATE, "%dd", (int)(day - today));
}

static void draw_name(const struct renewals_cell *cell, const struct due_line *line)
{
    bool here = renewals_here(cell->view) == line;

    canvas_put_cut(cell->canvas, cell->area.x, cell->area.y, here ? ROLE_TITLE : ROLE_TEXT,
        *line->account_name ? line->account_name : line->account_id, cell->area.columns);
}

static void draw_product(const struct renewals_cell *cell, const struct due_line *line)
{
    canvas_put_cut(cell->canvas, cell->area.x, cell->area.y, ROLE_MUTED,
        line->product ? line->product : "", cell->area.columns);
}

static void draw_health(const struct renewals_cell *cell, const struct due_line *line)
{
    int x = cell->area.x, y = cell->area.y;

    canvas_put(cell->canvas, x, y, part_band_role(line->band), part_band_shape(line->band));
    if (line->health < 0)
        canvas_put_right(cell->canvas, x + 5, y, ROLE_MUTED, "--");
    else
        canvas_putf_right(cell->canvas, x + 5, y, ROLE_TEXT, "%d", line->health);
}

static void draw_target(const struct renewals_cell *cell, const struct due_line *line)
{
    put_money(cell, &cell->view->money, renewals_counts(line) ? line->target : MONEY_NONE, false);
}

static void draw_forecast(const struct renewals_cell *cell, const struct due_line *line)
{
    put_money(cell, &cell->view->money,
        renewals_counts(line) ? renewals_forecast_of(line) : MONEY_NONE, false);
}

static void draw_change(const struct renewals_cell *cell, const struct due_line *line)
{
    int64_t change = renewals_counts(line) ? renewals_forecast_of(line) - line->target : MONEY_NONE;
    char text[COLUMN_MONEY_TEXT];

    canvas_put_right(cell->canvas, cell->area.x + cell->area.columns, cell->area.y,
        change < 0 ? ROLE_TEXT : ROLE_MUTED, column_money_change(&cell->view->money, change, text));
}

static void draw_p(const struct renewals_cell *cell, const struct due_line *line)
{
    if (renewals_counts(line))
        canvas_putf_right(cell->canvas, cell->area.x + cell->area.columns, cell->area.y,
            line->probability >= 0 ? ROLE_TEXT : ROLE_MUTED, "%lld%%",
            (long long)round_half_up(line->value.p * 100));
}

static void draw_weighted(const struct renewals_cell *cell, const struct due_line *line)
{
    put_money(cell, &cell->view->weighted,
        renewals_counts(line) ? line->value.weighted : MONEY_NONE, true);
}

static void draw_category(const struct renewals_cell *cell, const struct due_line *line)
{
    struct category_look look = renewals_standing(line);
    int x = canvas_put(cell->canvas, cell->area.x, cell->area.y, look.role, look.shape);

    if (cell->area.columns > 2)
        canvas_put_cut(
            cell->canvas, x + 1, cell->area.y, ROLE_TEXT, _(look.word), cell->area.columns - 2);
}

/* ↑ ↓ where the line is worth more or less than a week ago, · where something else moved. */
static void draw_moved(const struct renewals_cell *cell, const struct due_line *line)
{
    const struct forecast_move *move = renewals_move_of(cell->view, line);
    int64_t before = move && move->before ? move->before->value.weighted : 0;
    int64_t after = move && move->after ? move->after->value.weighted : 0;

    if (move)
        canvas_put(cell->canvas, cell->area.x + 1, cell->area.y,
            after < before ? ROLE_TEXT : ROLE_MUTED,
            after < before   ? "↓"
            : after > before ? "↑"
                             : "·");
}

static void draw_ends(const struct renewals_cell *cell, const struct due_line *line)
{
    char text[24], plain[24];

    if (line->ends == DAY_NONE)
        return;
    text_format(text, sizeof(text), "%s %d", day_short(line->ends, line->ends, plain),
        day_to_civil(line->ends).year);
    canvas_put_right(
        cell->canvas, cell->area.x + cell->area.columns, cell->area.y, ROLE_DATE, text);
}

/* The contract row of a line: of what only it knows. NULL: the implied one. */
static struct row *contract_of(
    const struct renewals_cell *cell, const struct due_line *line, struct arena *arena)
{
    struct row *row = NULL;
    struct error ignored;

    if (line->line <= 0 || !store_get(session_store(ui_session(cell->ui)), KIND_CONTRACT,
                               line->line, arena, &row, &ignored))
        return NULL;
    return row;
}

static void draw_paper(const struct renewals_cell *cell, const struct due_line *line)
{
    struct arena arena = {0};
    const struct row *row = contract_of(cell, line, &arena);

    if (row)
        canvas_put_cut(cell->canvas, cell->area.x, cell->area.y, ROLE_TEXT,
            row_text(row, CONTRACT_PAPER), cell->area.columns);
    arena_fini(&arena);
}

static void draw_uplift(const struct renewals_cell *cell, const struct due_line *line)
{
    if (line->uplift >= 0)
        canvas_putf_right(cell->canvas, cell->area.x + cell->area.columns, cell->area.y, ROLE_MUTED,
            "%.4g%%", line->uplift * 100);
}

static void draw_told(const struct renewals_cell *cell, const struct due_line *line)
{
    struct arena arena = {0};
    const struct row *row = contract_of(cell, line, &arena);
    day_number told = row ? row_day(row, CONTRACT_TOLD_ON) : DAY_NONE;
    char day[24];

    if (told != DAY_NONE)
        canvas_put_right(cell->canvas, cell->area.x + cell->area.columns, cell->area.y, ROLE_MUTED,
            day_short(told, ui_show(cell->ui).today, day));
    else if (row && line->uplift > 0 && due_is_open(line->state))
        canvas_put_right(cell->canvas, cell->area.x + cell->area.columns, cell->area.y, ROLE_MUTED,
            _("not yet"));
    arena_fini(&arena);
}

static void draw_what(const struct renewals_cell *cell, const struct due_line *line)
{
    const struct forecast_move *move = renewals_move_of(cell->view, line);
    struct str words = {0};

    if (move)
        renewals_say_move(cell->ui, move, &words);
    canvas_put_cut(
        cell->canvas, cell->area.x, cell->area.y, ROLE_TEXT, str_text(&words), cell->area.columns);
    str_fini(&words);
}

static void draw_closed(const struct renewals_cell *cell, const struct due_line *line)
{
    char day[24];

    canvas_put(cell->canvas, cell->area.x, cell->area.y,
        due_line_is_late(line) ? ROLE_TEXT : ROLE_MUTED,
        day_short(line->closed_on, line->closed_on, day));
    if (due_line_is_late(line))
        canvas_put(cell->canvas, cell->area.x + 7, cell->area.y, ROLE_OVERDUE, _("late"));
}

static void draw_cause(const struct renewals_cell *cell, const struct due_line *line)
{
    bool by_itself = line->source && text_equal(line->source, "clock");

    canvas_put_cut(cell->canvas, cell->area.x, cell->area.y, by_itself ? ROLE_MUTED : ROLE_TEXT,
        line->reason && *line->reason ? line->reason
        : by_itself                   ? _("by itself")
                                      : "",
        cell->area.columns);
}

static double closed_of(const struct due_line *line)
{
    return line->closed_on;
}

static double health_of(const struct due_line *line)
{
    return line->health < 0 ? 101 : line->health;
}

static double target_of(const struct due_line *line)
{
    return (double)line->target;
}

static double forecast_of(const struct due_line *line)
{
    return (double)renewals_forecast_of(line);
}

static double change_of(const struct due_line *line)
{
    return (double)(renewals_forecast_of(line) - line->target);
}

static double p_of(const struct due_line *line)
{
    return line->value.p;
}

static double weighted_of(const struct due_line *line)
{
    return (double)line->value.weighted;
}

static double category_of(const struct due_line *line)
{
    return due_is_open(line->state) ? (double)line->value.category
                                    : (double)FORECAST_CATEGORIES + (double)line->state;
}

static double ends_of(const struct due_line *line)
{
    return line->ends;
}

static double uplift_of(const struct due_line *line)
{
    return line->uplift;
}

enum {
    DUE = 1 << RENEWALS_DUE,
    CLOSED = 1 << RENEWALS_CLOSED,
    MOVED = 1 << RENEWALS_MOVED,
    ALL = DUE | CLOSED | MOVED
};

/* In the order of the screen. */
static const struct renewals_column columns[] = {
    {"decides", N_("decides"), 11, 10, false, 0, draw_day, NULL, SUM_NONE, DUE},
    {"due", N_("due"), 11, 11, false, 0, draw_ends, ends_of, SUM_NONE, CLOSED},
    {"by", "", 7, 7, false, 6, draw_by, NULL, SUM_NONE, DUE},
    {"in", N_("in"), 7, 4, true, 1, draw_in, NULL, SUM_NONE, DUE},
    {"account", N_("account"), 26, 12, false, 0, draw_name, NULL, SUM_NONE, ALL},
    {"product", N_("product"), 16, 10, false, 11, draw_product, NULL, SUM_NONE, ALL},
    {"health", N_("health"), 6, 6, false, 2, draw_health, health_of, SUM_NONE, DUE},
    {"target", N_("target"), 8, 8, true, 5, draw_target, target_of, SUM_TARGET, DUE | CLOSED},
    {"forecast", N_("forecast"), 8, 8, true, 0, draw_forecast, forecast_of, SUM_FORECAST, DUE},
    {"final", N_("final"), 8, 8, true, 0, draw_forecast, forecast_of, SUM_FORECAST, CLOSED},
    {"change", N_("change"), 6, 6, true, 7, draw_change, change_of, SUM_CHANGE, DUE | CLOSED},
    {"p", N_("odds"), 4, 4, true, 4, draw_p, p_of, SUM_NONE, DUE},
    {"weighted", N_("weighted"), 8, 8, true, 8, draw_weighted, weighted_of, SUM_WEIGHTED, DUE},
    {"moved", "7d", 2, 2, false, 9, draw_moved, NULL, SUM_NONE, DUE},
    {"category", N_("category"), 15, 12, false, 0, draw_category, category_of, SUM_NONE,
        DUE | MOVED},
    {"how", "", 6, 6, false, 0, draw_category, category_of, SUM_NONE, CLOSED},
    {"what", N_("what moved"), 70, 16, false, 0, draw_what, NULL, SUM_NONE, MOVED},
    {"closed", N_("closed"), 11, 11, false, 9, draw_closed, closed_of, SUM_NONE, CLOSED},
    {"cause", N_("cause"), 24, 12, false, 8, draw_cause, NULL, SUM_NONE, CLOSED},
    {"ends", N_("ends"), 11, 11, true, 10, draw_ends, ends_of, SUM_NONE, DUE},
    {"paper", N_("paper"), 8, 8, false, 12, draw_paper, NULL, SUM_NONE, DUE},
    {"uplift", N_("uplift"), 6, 6, true, 13, draw_uplift, uplift_of, SUM_NONE, DUE},
    {"told", N_("told"), 7, 7, true, 14, draw_told, NULL, SUM_NONE, DUE},
};
_Static_assert(COUNT_OF(columns) <= RENEWALS_COLUMNS_MOST, "a layout holds all columns");

size_t renewals_column_count(void)
{
    return COUNT_OF(columns);
}

const struct renewals_column *renewals_column_at(size_t index)
{
    return &columns[index];
}

const struct renewals_column *renewals_column_find(const char *id)
{
    for (size_t i = 0; i < COUNT_OF(columns); i++)
        if (text_equal(columns[i].id, id))
            return &columns[i];
    return NULL;
}
