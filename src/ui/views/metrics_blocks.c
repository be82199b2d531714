/* The blocks of Metrics: the book by health, its ARR from one day to another, what is asked for,
 * leading figures, the mean score, where the time went, causes, steps that stand still. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/chart.h"
#include "ui/views/metrics.h"

enum { MOST_ROWS = 6, CHART_ROWS = 4, BAR_COLUMNS = 6, TIME_BAR = 6, MONEY_COLUMNS = 7 };

static const char *const titles[] = {
    [METRICS_BANDS] = N_("Book by health"),
    [METRICS_WALK] = N_("ARR"),
    [METRICS_THEMES] = N_("Asked for by several"),
    [METRICS_LEADING] = N_("Leading"),
    [METRICS_MEAN] = N_("Mean score"),
    [METRICS_TIMES] = N_("Time went to"),
    [METRICS_CAUSES] = N_("Causes of risk"),
    [METRICS_STALLS] = N_("Steps that stand still"),
};

/* --- the walk --- */

/* Is the ARR of the first day known? */
static bool is_history(const struct metrics_page *page)
{
    return page->history != DAY_NONE && page->history <= page->span.from;
}

static void add_step(struct metrics_view *view, const char *words, int64_t count, int64_t amount)
{
    struct metrics_step *step = &view->steps[view->step_count];

    if (view->step_count == METRICS_STEPS)
        return;
    *step = (struct metrics_step){.amount = amount};
    snprintf(step->words, sizeof(step->words), "%s, %lld", words, (long long)count);
    view->step_count++;
}

/* What a position adds to the line of the walk at hand. */
enum walk_line {
    WALK_OPENING,
    WALK_HANDED,
    WALK_LOST,
    WALK_SHRUNK,
    WALK_GROWN,
    WALK_NEW,
    WALK_BACK,
    WALK_TAKEN,
    WALK_CLOSING,
    WALK_LINES
};

static int64_t walk_amount(const struct arr_position *position, enum walk_line line)
{
    switch (line) {
    case WALK_OPENING: return position->opening;
    case WALK_HANDED: return -position->handed;
    case WALK_LOST: return -position->churn;
    case WALK_SHRUNK: return -position->contraction;
    case WALK_GROWN: return position->expansion;
    case WALK_NEW: return position->place == ARR_CAME_NEW ? position->came : 0;
    case WALK_BACK: return position->place == ARR_CAME_BACK ? position->came : 0;
    case WALK_TAKEN: return position->taken;
    case WALK_CLOSING: return position->closing;
    case WALK_LINES: break;
    }
    return 0;
}

static bool is_known(const struct arr_position *position)
{
    return position->place != ARR_NOT_KNOWN && position->place != ARR_WITHOUT_RATE;
}

/* The rows of one line, in the page's arena, and their sum. */
static int64_t walk_rows(
    struct metrics_view *view, enum walk_line line, struct metric_rows *ret_rows)
{
    const struct arr_position_list *positions = &view->page->walk.positions;
    struct metric_rows rows = {0};
    size_t count = 0;
    int64_t sum = 0;

    for (size_t i = 0; i < positions->count; i++)
        count += is_known(&positions->items[i]) && walk_amount(&positions->items[i], line);
    rows.items = arena_alloc_array(&view->page->arena, count + 1, sizeof(*rows.items));
    for (size_t i = 0; i < positions->count; i++) {
        const struct arr_position *position = &positions->items[i];
        int64_t amount = is_known(position) ? walk_amount(position, line) : 0;

        if (!amount)
            continue;
        rows.items[rows.count++] = (struct metric_row){.kind = KIND_ACCOUNT,
            .key = position->accounts[0],
            .account = position->accounts[0],
            .numerator = amount,
            .denominator = 1,
            .joined = (int)position->account_count - 1};
        sum += amount;
    }
    *ret_rows = rows;
    return sum;
}

void metrics_walk_steps(struct ui *ui, struct metrics_view *view)
{
    static const char *const words[] = {[WALK_HANDED] = N_("handed over"),
        [WALK_LOST] = N_("lost"),
        [WALK_SHRUNK] = N_("shrunk"),
        [WALK_GROWN] = N_("grown"),
        [WALK_NEW] = N_("new"),
        [WALK_BACK] = N_("came back"),
        [WALK_TAKEN] = N_("taken over")};
    struct metric_span span = view->page->span;
    char first[24], last[24];

    view->step_count = 0;
    day_short(span.from, ui_show(ui).today, first);
    if (span.to == ui_show(ui).today)
        text_format(last, sizeof(last), _("today"));
    else
        day_short(span.to, ui_show(ui).today, last);
    for (int line = 0; line < WALK_LINES; line++) {
        bool is_end = line == WALK_OPENING || line == WALK_CLOSING;
        struct metric_rows rows;
        int64_t sum = walk_rows(view, (enum walk_line)line, &rows);

        if (!rows.count && !is_end)
            continue;
        add_step(view,
            line == WALK_OPENING ? first
            : is_end             ? last
                                 : _(words[line]),
            (int64_t)rows.count, sum);
        if (line == WALK_OPENING && !rows.count && !is_history(view->page))
            text_format(
                view->steps[0].words, sizeof(view->steps[0].words), _("%s, no history"), first);
        view->steps[view->step_count - 1].rows = rows;
        view->steps[view->step_count - 1].is_end = is_end;
    }
}

/* All lines in one unit, so that they add up as shown: thousands where all are whole ones. */
static bool is_in_thousands(const struct metrics_view *view, const char *currency)
{
    int64_t thousand = 1000;

    for (int i = 0; i < money_exponent(currency); i++)
        thousand *= 10;
    for (int i = 0; i < view->step_count; i++)
        if (view->steps[i].amount % thousand)
            return false;
    return true;
}

/* Returns where it begins. */
static int put_step_money(
    struct ui *ui, const struct metrics_view *view, int at, struct canvas *canvas, struct area line)
{
    const struct metrics_step *step = &view->steps[at];
    const char *currency = ui_show(ui).currency;
    bool thousands = is_in_thousands(view, currency);
    int64_t size = step->amount < 0 ? -step->amount : step->amount;
    const char *sign = step->is_end ? "" : step->amount < 0 ? "−" : "+";
    char money[48];

    if (!at && !step->rows.count && !is_history(view->page))
        return canvas_put_right(canvas, line.x + line.columns, line.y, ROLE_MUTED, "--");
    money_full(thousands ? size / 1000 : size, currency, money);
    return canvas_putf_right(canvas, line.x + line.columns, line.y,
        at == view->step_count - 1 ? ROLE_TITLE : ROLE_MONEY, "%s%s%s", sign, money,
        thousands ? "k" : "");
}

/* --- lines of the blocks --- */

struct drawing {
    struct ui *ui;
    struct metrics_view *view;
    struct canvas *canvas;
};

static void put_percent(struct canvas *canvas, int end, int y, int64_t part, int64_t whole)
{
    char text[48];

    if (whole)
        canvas_putf_right(canvas, end, y, ROLE_MUTED, "%s%%",
            number_real((double)part * 100 / (double)whole, 1, text));
    else
        canvas_put_right(canvas, end, y, ROLE_MUTED, "n/a");
}

/* The best first, unknown last. */
static enum health_band band_at(int at)
{
    static const enum health_band bands[] = {BAND_GREEN, BAND_YELLOW, BAND_RED, BAND_UNKNOWN};

    return bands[at];
}

static int count_columns(int64_t count)
{
    int columns = 1;

    for (int64_t left = count; left >= 10; left /= 10)
        columns++;
    return columns;
}

/* The sum over so many accounts: 0 of some is not known. */
static const char *money_of(struct ui *ui, int64_t sum, int64_t accounts, char *money)
{
    return sum == 0 && accounts > 0 ? "--" : money_short(sum, ui_show(ui).currency, money);
}

static void draw_band(const struct drawing *on, int at, struct area line)
{
    const struct metric_bands *bands = &on->view->page->bands;
    enum health_band band = band_at(at);
    int digits = count_columns(bands->total_accounts);
    int end = line.x + line.columns, x = line.x + 9 + (digits < 3 ? 3 : digits);
    double share =
        bands->total_accounts ? (double)bands->accounts[band] / (double)bands->total_accounts : 0;
    char money[48];

    canvas_put(on->canvas, line.x, line.y, part_band_role(band), part_band_shape(band));
    canvas_put(on->canvas, line.x + 2, line.y, ROLE_TEXT, _(health_band_label(band)));
    canvas_count_right(on->canvas, x, line.y, ROLE_TEXT, bands->accounts[band]);
    put_percent(on->canvas, end, line.y, bands->arr[band], bands->total_arr);
    end -= 7;
    canvas_put_right(on->canvas, end, line.y, ROLE_MONEY,
        money_of(on->ui, bands->arr[band], bands->accounts[band], money));
    if (end - MONEY_COLUMNS - x > BAR_COLUMNS)
        chart_bar(on->canvas, x + 1, line.y, BAR_COLUMNS, share, ROLE_CHART_1);
}

static void draw_step(const struct drawing *on, int at, struct area line)
{
    const struct metrics_step *step = &on->view->steps[at];
    enum role role = at == on->view->step_count - 1 ? ROLE_TEXT : ROLE_MUTED;
    int end = put_step_money(on->ui, on->view, at, on->canvas, line) - 1;
    int x = canvas_put_cut(on->canvas, line.x, line.y, role, step->words, end - line.x);

    if (step->is_end && (at || is_history(on->view->page)) && x + 10 <= end)
        canvas_put(
            on->canvas, x, line.y, role, words_plural(" account", " accounts", step->rows.count));
}

static void draw_theme(const struct drawing *on, int at, struct area line)
{
    const struct feedback_theme *theme = &on->view->page->themes.items[at];
    int end = line.x + line.columns;
    char money[48];

    canvas_put_right(on->canvas, end, line.y, ROLE_MONEY,
        theme->asking.accounts > theme->asking.unknown
            ? money_short(theme->asking.arr, ui_show(on->ui).currency, money)
            : "--");
    canvas_count_right(on->canvas, end - 9, line.y, ROLE_TEXT, theme->asking.accounts);
    canvas_put_cut(on->canvas, line.x, line.y, ROLE_TEXT, theme->name, line.columns - 13);
}

/* Columns of the widest `of N` of the leading figures. */
static int whole_columns(const struct metrics_view *view)
{
    int most = 1;

    for (int i = 0; i < metrics_rows_of(view, METRICS_LEADING); i++) {
        int columns = count_columns(
            metrics_result_at(view, (struct metrics_place){METRICS_LEADING, i})->denominator);

        most = columns > most ? columns : most;
    }
    return most + 3;
}

static void draw_leading(const struct drawing *on, int at, struct area line)
{
    const struct metric_result *result =
        metrics_result_at(on->view, (struct metrics_place){METRICS_LEADING, at});
    bool ratio = metric_info(result->id)->unit == METRIC_UNIT_RATIO;
    int end = line.x + line.columns, now = end - whole_columns(on->view) - 1;

    canvas_put_cut(
        on->canvas, line.x, line.y, ROLE_TEXT, _(metric_info(result->id)->label), now - line.x - 4);
    if (!result->known) {
        canvas_put_right(on->canvas, now, line.y, ROLE_MUTED, "n/a");
        return;
    }
    canvas_count_right(on->canvas, now, line.y, ROLE_TITLE, result->numerator);
    if (ratio || result->denominator > 0)
        canvas_putf_right(
            on->canvas, end, line.y, ROLE_MUTED, _("of %lld"), (long long)result->denominator);
}

static void draw_time(const struct drawing *on, int at, struct area line)
{
    const struct metric_times *times = &on->view->page->times;
    int end = line.x + line.columns;
    int64_t minutes = times->minutes[at];

    canvas_put_cut(on->canvas, line.x, line.y, ROLE_TEXT, _(metric_time_word((enum metric_time)at)),
        line.columns - TIME_BAR - 10);
    if (minutes && minutes < 60)
        canvas_putf_right(on->canvas, end, line.y, ROLE_TEXT, "%lldm", (long long)minutes);
    else
        canvas_putf_right(on->canvas, end, line.y, ROLE_TEXT, "%lldh",
            (long long)round_half_up((double)minutes / 60));
    chart_bar(on->canvas, end - 6 - TIME_BAR, line.y, TIME_BAR,
        times->total ? (double)minutes / (double)times->total : 0, ROLE_CHART_1);
}

static void draw_cause(const struct drawing *on, int at, struct area line)
{
    const struct metric_cause *cause = &on->view->page->causes.items[at];
    int end = line.x + line.columns;
    char money[48];

    canvas_put_cut(on->canvas, line.x, line.y, *cause->cause ? ROLE_TEXT : ROLE_MUTED,
        *cause->cause ? cause->cause : _("not named"), line.columns - 12);
    canvas_count_right(on->canvas, end - 8, line.y, ROLE_TEXT, cause->accounts);
    canvas_put_right(on->canvas, end, line.y, ROLE_MONEY,
        money_of(on->ui, cause->exposed, cause->accounts, money));
}

static void draw_stall(const struct drawing *on, int at, struct area line)
{
    const struct metrics_stall *stall = &on->view->page->stalls.items[at];
    int end = line.x + line.columns;

    canvas_put_cut(on->canvas, line.x, line.y, ROLE_TEXT,
        *stall->step ? stall->step : stall->playbook, line.columns - 4);
    canvas_count_right(on->canvas, end, line.y, ROLE_TEXT, (int64_t)stall->rows.count);
}

/* --- the mean score --- */

static int known_means(const struct metrics_view *view)
{
    int known = 0;

    for (int i = 0; i < METRIC_POINTS; i++)
        known += view->page->means[i].known > 0;
    return known;
}

static void draw_mean(struct metrics_view *view, struct canvas *canvas, struct area area)
{
    double values[METRIC_POINTS];
    const char *labels[METRIC_POINTS];
    char last[16] = "--";
    struct chart_columns columns = {values, METRIC_POINTS, 100, NULL};
    struct chart_frame frame = {"100", "0", last, labels};
    const struct metric_mean *means = view->page->means;

    for (int i = 0; i < METRIC_POINTS; i++) {
        int month = day_to_civil(means[i].day).month;

        values[i] = means[i].known ? (double)means[i].sum / (double)means[i].known : (double)NAN;
        labels[i] = i % 3 == 0 ? day_month_name(month) : NULL;
    }
    if (means[METRIC_POINTS - 1].known)
        snprintf(last, sizeof(last), "%lld", (long long)round_half_up(values[METRIC_POINTS - 1]));
    if (known_means(view) == 1)
        canvas_put(canvas, area.x + 4, area.y, ROLE_MUTED, _("no history yet"));
    area.columns = area.columns > 32 ? 32 : area.columns;
    chart_columns_framed(canvas, area, &columns, &frame);
}

/* --- a block --- */

int metrics_block_rows(const struct metrics_view *view, enum metrics_part part)
{
    int rows = metrics_rows_of(view, part);

    if (part == METRICS_MEAN)
        return known_means(view) ? CHART_ROWS + 2 : 0;
    if (part == METRICS_WALK)
        return rows > 2 || view->steps[0].amount || view->steps[1].amount ? rows + 1 : 0;
    return rows ? (rows > MOST_ROWS ? MOST_ROWS : rows) + 1 : 0;
}

/* What sums the block up, at the right of its heading. */
static void sum_of(
    struct ui *ui, const struct metrics_view *view, enum metrics_part part, struct str *out)
{
    const struct metrics_page *page = view->page;
    char money[48];

    switch (part) {
    case METRICS_BANDS:
        str_add(out, money_of(ui, page->bands.total_arr, page->bands.total_accounts, money));
        break;
    case METRICS_WALK:
        str_add(out, view->period == METRICS_TWELVE ? _("year on year") : _("over the period"));
        break;
    case METRICS_MEAN:
        str_addf(out, _("of the %lld known"), (long long)page->means[METRIC_POINTS - 1].known);
        break;
    case METRICS_TIMES:
        str_addf(out, "%lldh", (long long)round_half_up((double)page->times.total / 60));
        if (page->times.untimed)
            str_addf(out, _(", %lld untimed"), (long long)page->times.untimed);
        break;
    case METRICS_CAUSES: str_add(out, _("accounts, exposed")); break;
    case METRICS_STALLS: str_add(out, _("runs")); break;
    case METRICS_THEMES:
    case METRICS_LEADING:
    case METRICS_SCORE:
    case METRICS_PARTS: break;
    }
}

void metrics_draw_block(struct ui *ui, struct metrics_view *view, enum metrics_part part,
    struct canvas *canvas, struct area area)
{
    static void (*const draw[])(const struct drawing *, int, struct area) = {
        [METRICS_BANDS] = draw_band,
        [METRICS_WALK] = draw_step,
        [METRICS_THEMES] = draw_theme,
        [METRICS_LEADING] = draw_leading,
        [METRICS_TIMES] = draw_time,
        [METRICS_CAUSES] = draw_cause,
        [METRICS_STALLS] = draw_stall,
        [METRICS_PARTS] = NULL,
    };
    const struct drawing on = {ui, view, canvas};
    struct metrics_place place = metrics_place_of(view, view->list.selected);
    int all = metrics_rows_of(view, part), room = area.rows - 1;
    int top = place.part == part && place.at >= room ? place.at - room + 1 : 0;
    struct str sum = {0};

    sum_of(ui, view, part, &sum);
    part_heading(canvas, area.x, area.y, area.x + area.columns, _(titles[part]), str_text(&sum));
    str_fini(&sum);
    if (part == METRICS_MEAN && room < CHART_ROWS + 1)
        return;
    if (part == METRICS_MEAN) {
        draw_mean(view, canvas, (struct area){area.x, area.y + 1, area.columns, CHART_ROWS + 1});
        return;
    }
    for (int i = top; i < all && i < top + room; i++) {
        struct area line = {area.x, area.y + 1 + i - top, area.columns, 1};

        draw[part](&on, i, line);
        line.x--; /* the bar of the cursor stands before the words */
        line.columns++;
        ui_list_row(
            ui, canvas, &view->list, metrics_index_of(view, (struct metrics_place){part, i}), line);
    }
}
