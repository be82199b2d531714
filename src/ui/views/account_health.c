/* The tab Health of the screen Account: its weeks as columns, every measure with its own line, what
 * capped it, and the measure under the cursor over time. The numbers are core/health's. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "ui/chart.h"
#include "ui/sizes.h"
#include "ui/views/account.h"

enum {
    MOST_COLUMNS = 128,
    LEAST_CHART = 4, /* rows of the weeks' columns; always a multiple of 4 */
    MOST_CHART = 12,
    FRAME_ROWS = 3, /* of a picture: heading, months, the row of air below */
    LEAST_PLOT = 4, /* rows of the line of one measure */
    MOST_PLOT = 8,
    SHORT_LINE = 8, /* weeks */
    SOURCE_COLUMNS = 14,
    HIDDEN = 2,   /* columns that a screen which is not wide has not: what it gives, its source */
    BESIDE = 180, /* columns from which the signals stand beside */
};

/* --- what is shown --- */

/* Measures of the model that the book uses at all. */
static int parts_shown(const struct health *health)
{
    int count = 0;

    for (int i = 0; i < health->part_count; i++)
        count += health->parts[i].state != MEASURE_NOT_IN_USE;
    return count;
}

static const struct health_part *part_at(const struct health *health, int64_t index)
{
    for (int i = 0; i < health->part_count; i++)
        if (health->parts[i].state != MEASURE_NOT_IN_USE && index-- == 0)
            return &health->parts[i];
    return NULL;
}

static bool is_known(const struct health_part *part)
{
    return part->state == MEASURE_KNOWN || part->state == MEASURE_STALE;
}

static double points_then(const struct health *then, const char *measure)
{
    for (int i = 0; i < then->part_count; i++)
        if (text_equal(then->parts[i].measure->id, measure) && is_known(&then->parts[i]))
            return then->parts[i].score;
    return (double)NAN;
}

/* The points of each measure on the same weekday of the last weeks, oldest first. Read once, when
 * the tab is first drawn. */
static const double *read_points(struct ui *ui, struct account_view *view)
{
    const struct health *health = &view->assessment.health;
    struct assess_given past = {.dossier = &view->dossier};
    struct arena arena = {0};
    struct error ignored;
    double *points;

    if (view->points)
        return view->points;
    if (!session_rules(ui_session(ui), &past.rules, &ignored) ||
        !session_book_facts(ui_session(ui), &past.book, &ignored))
        return NULL;
    points = arena_alloc_array(
        &view->arena, (size_t)health->part_count * HEALTH_WEEKS + 1, sizeof(*points));
    for (int week = 0; week < HEALTH_WEEKS; week++) {
        struct health then;

        arena_clear(&arena);
        assess_health_on(&past, ui_show(ui).today - 7 * (HEALTH_WEEKS - 1 - week), &arena, &then);
        for (int i = 0; i < health->part_count; i++)
            points[i * HEALTH_WEEKS + week] = points_then(&then, health->parts[i].measure->id);
    }
    arena_fini(&arena);
    return view->points = points;
}

static const double *points_of(const struct account_view *view, const struct health_part *part)
{
    return view->points ? view->points + (part - view->assessment.health.parts) * HEALTH_WEEKS
                        : NULL;
}

/* --- the table --- */

/* Where columns end, but words and source, which begin there; 0: it is not shown. */
struct measure_columns {
    int words, words_end, score, weight, gives, costs, line, line_weeks, age, source;
};

static struct measure_columns columns_of(int columns)
{
    struct measure_columns at = {.words = 20};
    int end = columns - 1;

    if (columns >= SCREEN_WIDE) {
        at.source = end - SOURCE_COLUMNS;
        end -= SOURCE_COLUMNS + 2;
    }
    at.age = end;
    at.line_weeks = columns >= MOST_COLUMNS  ? HEALTH_WEEKS
                    : columns >= SCREEN_WIDE ? 13
                                             : SHORT_LINE;
    at.line = end - 10 - at.line_weeks;
    at.costs = at.line - 2;
    at.gives = columns >= SCREEN_WIDE ? at.costs - 7 : 0;
    at.weight = (at.gives ? at.gives : at.costs) - 7;
    at.score = at.weight - 7;
    at.words_end = at.score - 5;
    return at;
}

static void draw_heads(struct canvas *canvas, struct area line)
{
    struct measure_columns at = columns_of(line.columns);
    const struct {
        int end;
        const char *text;
    } heads[] = {{at.score, _("points")}, {at.weight, _("weight")}, {at.gives, _("gives")},
        {at.costs, _("costs")}, {at.age, _("age")}};
    char weeks[48];

    canvas_put(canvas, 2, line.y, ROLE_MUTED, _("where it comes from"));
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        if (heads[i].end)
            canvas_put_right(canvas, heads[i].end, line.y, ROLE_MUTED, heads[i].text);
    text_format(
        weeks, sizeof(weeks), words_plural("%d week", "%d weeks", at.line_weeks), at.line_weeks);
    canvas_put(canvas, at.line, line.y, ROLE_MUTED, weeks);
    if (at.source)
        canvas_put(canvas, at.source, line.y, ROLE_MUTED, _("source"));
}

static const char *state_words(enum measure_state state)
{
    switch (state) {
    case MEASURE_MISSING: return _("not known");
    case MEASURE_NOT_APPLICABLE: return _("does not apply here");
    case MEASURE_KNOWN:
    case MEASURE_STALE:
    case MEASURE_NOT_IN_USE: break;
    }
    return "";
}

/* `41d`, `stale 41d`; nothing where it bears no day. */
static void draw_age(const struct health_part *part, struct canvas *canvas, int end, int y)
{
    if (part->date == DAY_NONE)
        return;
    if (part->state == MEASURE_STALE)
        canvas_putf_right(canvas, end, y, ROLE_TEXT, _("stale %dd"), part->age_days);
    else
        canvas_putf_right(canvas, end, y, ROLE_MUTED, "%dd", part->age_days);
}

static void draw_numbers(const struct health_part *part, double total, struct canvas *canvas,
    const struct measure_columns *at, int y)
{
    canvas_putf_right(canvas, at->score, y, ROLE_TEXT, "%.0f", floor(part->score + 0.5 + 1e-9));
    canvas_putf_right(
        canvas, at->weight, y, ROLE_MUTED, "× %2.0f%%", total > 0 ? part->weight / total * 100 : 0);
    if (at->gives)
        part_tenths_right(canvas, at->gives, y, ROLE_TEXT, part->gives);
    part_tenths_right(canvas, at->costs, y, part->loss >= 5 ? ROLE_TEXT : ROLE_MUTED, -part->costs);
}

static void draw_measure(const struct account_view *view, const struct health_part *part,
    double total, struct canvas *canvas, struct area line)
{
    struct measure_columns at = columns_of(line.columns);
    const double *points = points_of(view, part);
    bool known = is_known(part);
    int y = line.y;

    if (!known)
        canvas_put(canvas, 2, y, ROLE_UNKNOWN, "○");
    canvas_put_cut(canvas, known ? 2 : 4, y, known ? ROLE_TITLE : ROLE_MUTED, part->measure->label,
        known ? 17 : 15);
    canvas_put_cut(canvas, at.words, y, ROLE_MUTED,
        known ? (part->words ? part->words : "") : state_words(part->state),
        at.words_end - at.words);
    if (known)
        draw_numbers(part, total, canvas, &at, y);
    if (points && at.line_weeks <= HEALTH_WEEKS)
        chart_line(canvas, at.line, y, points + HEALTH_WEEKS - at.line_weeks, at.line_weeks, 20,
            ROLE_CHART_3);
    draw_age(part, canvas, at.age, y);
    if (at.source && part->source && part->state != MEASURE_NOT_APPLICABLE)
        canvas_put_cut(canvas, at.source, y, ROLE_MUTED, _(part->source), SOURCE_COLUMNS);
}

static double total_weight(const struct health *health)
{
    double total = 0;

    for (int i = 0; i < health->part_count; i++)
        total += health->parts[i].weight;
    return total;
}

/* Returns the rows it took. */
static int draw_table(
    struct ui *ui, struct account_view *view, struct canvas *canvas, struct area area)
{
    const struct health *health = &view->assessment.health;
    struct measure_columns at = columns_of(area.columns);
    struct list *list = &view->lists[TAB_HEALTH];
    double total = total_weight(health);
    int y = area.y + 1;

    draw_heads(canvas, (struct area){0, area.y, area.columns, 1});
    list_fit(list, parts_shown(health), area.rows - 2);
    for (int64_t i = list->top; i < list_end(list); i++, y++) {
        struct area line = {0, y, area.columns, 1};

        draw_measure(view, part_at(health, i), total, canvas, line);
        ui_list_row(ui, canvas, list, i, line);
    }
    if (health->known && y < area.y + area.rows) {
        canvas_put(canvas, 2, y, ROLE_MUTED, health->cap_count ? _("sum, before caps") : _("sum"));
        if (at.gives)
            part_tenths_right(canvas, at.gives, y, ROLE_TITLE, health->raw_tenths);
        part_tenths_right(canvas, at.costs, y++, ROLE_TITLE, health->raw_tenths - 1000);
    }
    return y - area.y;
}

/* --- what limits it, and what was set by hand: a line each --- */

struct limit_lines ARRAY_OF(const char *);

static const char *by_hand(struct ui *ui, const struct account_view *view, struct arena *arena)
{
    const struct row *account = view->assessment.account;
    const struct health *health = &view->assessment.health;
    const char *by = row_text(account, ACCOUNT_HEALTH_BY);
    const char *why = row_text(account, ACCOUNT_HEALTH_WHY);
    day_number until = row_day(account, ACCOUNT_HEALTH_UNTIL);
    char day[24];
    struct str words = {0};

    str_addf(&words, _("set by hand to %d"), health->score);
    if (!text_blank(by))
        str_addf(&words, _(" by %s"), by);
    if (until != DAY_NONE)
        str_addf(&words, _(" until %s"), day_short(until, ui_show(ui).today, day));
    if (!text_blank(why))
        str_addf(&words, ": %s", why);
    if (health->computed >= 0)
        str_addf(&words, _("; computed %d"), health->computed);
    else
        str_add(&words, _("; computed: not known"));
    const char *copy = arena_copy_text(arena, str_text(&words));
    str_fini(&words);
    return copy;
}

/* What is known, and what a score takes by the model that is in force. */
static const char *why_unknown(struct ui *ui, const struct health *health, struct arena *arena)
{
    const struct health_limits *limits = &health_usual_limits;
    const struct rules *rules;
    struct error ignored;

    if (session_rules(ui_session(ui), &rules, &ignored))
        limits = health_limits_of(rules->health);
    return arena_format(arena,
        _("no score: known are %.0f%% of the weight, %s, %s; it takes %.0f%%, %d, %d"),
        floor(health->coverage * 100 + 0.5 + 1e-9),
        arena_format(
            arena, words_plural("%d measure", "%d measures", health->known), health->known),
        arena_format(arena, words_plural("%d group", "%d groups", health->groups_known),
            health->groups_known),
        limits->least_coverage * 100, limits->least_measures, limits->least_groups);
}

/* In the arena; at most LIMITS_MOST lines. */
enum { LIMITS_MOST = 20 };

static int limits_of(struct ui *ui, const struct account_view *view, struct arena *arena,
    const char *lines[LIMITS_MOST])
{
    const struct health *health = &view->assessment.health;
    int count = 0;

    for (int i = 0; i < health->cap_count; i++)
        lines[count++] = arena_format(
            arena, _("capped at %d: %s"), health->caps[i]->at_most, health->caps[i]->label);
    if (health->overridden)
        lines[count++] = by_hand(ui, view, arena);
    if (health->computed < 0)
        lines[count++] = why_unknown(ui, health, arena);
    return count;
}

static int draw_limits(const char *const *lines, int count, struct canvas *canvas, struct area area)
{
    int rows = 0;

    for (int i = 0; i < count && rows < area.rows; i++, rows++)
        canvas_put_cut(canvas, 2, area.y + rows, ROLE_TEXT, lines[i], area.columns - 3);
    return rows;
}

/* --- the measure under the cursor, over time --- */

/* The name of a month under the week in which it begins. */
static const char *const *month_labels(day_number today, const char *labels[HEALTH_WEEKS])
{
    int last = 0;

    for (int i = 0; i < HEALTH_WEEKS; i++) {
        int month = day_to_civil(today - 7 * (HEALTH_WEEKS - 1 - i)).month;

        labels[i] = month != last ? day_month_name(month) : NULL;
        last = month;
    }
    return labels;
}

/* Returns the rows it took. */
static int draw_over_time(
    struct ui *ui, const struct account_view *view, struct canvas *canvas, struct area area)
{
    const struct health_part *part =
        part_at(&view->assessment.health, view->lists[TAB_HEALTH].selected);
    const double *points = part ? points_of(view, part) : NULL;
    struct chart_plot plot = {points, HEALTH_WEEKS, 100, 0, ROLE_CHART_3};
    const char *labels[HEALTH_WEEKS];
    char top[16], bottom[16], last[16];
    struct chart_frame frame = {top, bottom, last, month_labels(ui_show(ui).today, labels)};
    int rows = area.rows - 1 > MOST_PLOT + 1 ? MOST_PLOT + 1 : area.rows - 1;

    if (!points || rows < LEAST_PLOT + 1 ||
        !chart_edges(points, HEALTH_WEEKS, 20, &plot.bottom, &plot.top))
        return 0;
    plot.top = fmin(100, plot.top);
    snprintf(top, sizeof(top), "%.0f", plot.top);
    snprintf(bottom, sizeof(bottom), "%.0f", plot.bottom);
    snprintf(last, sizeof(last), "%.0f", floor(points[HEALTH_WEEKS - 1] + 0.5 + 1e-9));
    part_heading(
        canvas, area.x, area.y, area.x + area.columns, part->measure->label, _("points, 26 weeks"));
    return 1 + chart_plot_draw(
                   canvas, (struct area){area.x, area.y + 1, area.columns, rows}, &plot, &frame);
}

/* --- the tab --- */

/* What is left for the weeks' columns once table and limits have their rows. */
static int chart_rows(int rows, int table)
{
    int left = rows - table - FRAME_ROWS, height = left / 4 * 4;

    if (height < LEAST_CHART)
        return 0;
    return height > MOST_CHART                           ? MOST_CHART
           : rows - table < 2 * MOST_CHART && height > 8 ? 8
                                                         : height;
}

static void draw_narrow(
    const struct account_view *view, struct canvas *canvas, struct area area, struct show show)
{
    struct subject subject = {&view->dossier, &view->assessment, show};
    int rows;

    area = (struct area){1, area.y, area.columns - 2, area.rows};
    rows = block_pulls_down(canvas, area, &subject);
    area_take_rows(&area, rows + 1 > area.rows ? area.rows : rows + 1);
    block_signals(canvas, area, &subject);
}

/* The line of the measure under the cursor, and the signals below it or beside all. */
static void draw_rest(struct ui *ui, struct account_view *view, struct canvas *canvas,
    struct area below, struct area beside)
{
    struct subject subject = account_subject(ui, view);
    int rows = below.rows > 1 ? draw_over_time(ui, view, canvas, below) : 0;

    if (beside.columns > 0) {
        block_signals(canvas, beside, &subject);
        return;
    }
    if (rows)
        area_take_rows(&below, rows + 1 > below.rows ? below.rows : rows + 1);
    block_signals(canvas, below, &subject);
}

void account_draw_health(
    struct ui *ui, struct account_view *view, struct canvas *canvas, struct area area)
{
    struct subject subject = account_subject(ui, view);
    struct week_scores weeks = {view->scores, ACCOUNT_WEEKS};
    const char *limits[LIMITS_MOST];
    struct arena arena = {0};
    struct area beside = {MOST_COLUMNS + 4, area.y, area.columns - MOST_COLUMNS - 5, area.rows};
    int count, table, height, rows;

    if (area.columns < SCREEN_NARROW) {
        draw_narrow(view, canvas, area, ui_show(ui));
        return;
    }
    read_points(ui, view);
    beside.columns = area.columns >= BESIDE ? beside.columns : 0;
    area.columns = area.columns > MOST_COLUMNS ? MOST_COLUMNS : area.columns;
    count = limits_of(ui, view, &arena, limits);
    table = parts_shown(&view->assessment.health) + 2 + count;
    height = chart_rows(area.rows, table);
    if (height) {
        rows = block_health_columns(
            canvas, (struct area){1, area.y, area.columns - 2, height + 2}, &subject, &weeks);
        area_take_rows(&area, rows ? rows + 1 : 0);
    }
    rows = draw_table(ui, view, canvas, (struct area){0, area.y, area.columns, area.rows - count});
    area_take_rows(&area, rows);
    area_take_rows(&area, draw_limits(limits, count, canvas, area));
    area_take_rows(&area, area.rows > 0);
    if (canvas->rows >= SCREEN_LOW)
        part_hidden(canvas, canvas->rows - 2, canvas->columns >= SCREEN_WIDE ? 0 : HIDDEN);
    draw_rest(ui, view, canvas, (struct area){1, area.y, area.columns - 2, area.rows}, beside);
    arena_fini(&arena);
}
