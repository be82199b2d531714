/* The tables that a template can name, lines of Markdown. Where charts are drawn (files/html.h) a
 * line of plain numbers leads each: a control character that no text of the book can hold, the
 * kind of chart, a number a row, `-` where it is not known. */
#include <stdarg.h>
#include "base/money.h"
#include "base/text.h"
#include "base/words.h"
#include "core/goal.h"
#include "core/markdown.h"
#include "core/measure.h"
#include "core/retention.h"
#include "core/value_delivered.h"
#include "template_internal.h"

enum { MONTHS = 12 };

const char *template_cell(struct arena *arena, const char *text)
{
    struct str out = {0};
    const char *cell;

    markdown_add_text(&out, text);
    cell = arena_copy_text(arena, str_text(&out));
    str_fini(&out);
    return cell;
}

void template_give_line(struct template_texts *texts, struct arena *arena, const char *format, ...)
{
    struct str line = {0};
    va_list args;

    va_start(args, format);
    str_vaddf(&line, format, args);
    va_end(args);
    ARRAY_PUSH(texts, arena_copy_text(arena, str_text(&line)));
    str_fini(&line);
}

const char *template_money(int64_t minor, const struct template_ground *ground, struct arena *arena)
{
    char buffer[40];

    if (minor == MONEY_NONE)
        return "";
    return arena_copy_text(arena, money_short(minor, ground->settings->currency, buffer));
}

/* --- the chart that a table makes --- */

static void begin_chart(struct str *chart, const char *kind)
{
    str_addf(chart, "\x01%s", kind);
}

static void add_point(struct str *chart, bool known, double value)
{
    str_add_char(chart, ' ');
    if (known)
        str_add_real(chart, value);
    else
        str_add_char(chart, '-');
}

/* Goes before the lines of the table, where it is wanted and there are any. */
static void end_chart(struct str *chart, const struct template_ground *ground, struct arena *arena,
    struct template_texts *texts)
{
    if (ground->charts && texts->count) {
        ARRAY_PUSH(texts, NULL);
        for (size_t i = texts->count - 1; i > 0; i--)
            texts->items[i] = texts->items[i - 1];
        texts->items[0] = arena_copy_text(arena, str_text(chart));
    }
    str_fini(chart);
}

/* --- goals --- */

static const char *number_cell(const struct row *row, int field, struct arena *arena)
{
    struct str out = {0};
    const char *cell;

    if (!row_knows(row, field))
        return "n/a";
    value_add_number(&out, row_real(row, field));
    cell = arena_copy_text(arena, str_text(&out));
    str_fini(&out);
    return cell;
}

static const char *way_cell(const struct row *goal, struct arena *arena, double *ret_way)
{
    bool known = goal_way(goal, ret_way);

    if (goal_is_reached(goal)) {
        *ret_way = 1;
        return _("reached");
    }
    if (known)
        return arena_format(arena, "%.0f%%", *ret_way * 100 + 0.0);
    *ret_way = -1;
    return "n/a";
}

void template_fill_goals_table(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    const struct row_list *goals = &ground->dossier->goals;
    struct str chart = {0};

    begin_chart(&chart, "bars");
    for (size_t i = 0; i < goals->count; i++) {
        const struct row *goal = goals->items[i];
        day_number due = row_day(goal, GOAL_DUE);
        const char *metric = row_text(goal, GOAL_METRIC), *way_words;
        double way;

        if (goal_is_dropped(goal))
            continue;
        if (texts->count == 0) {
            template_give_line(texts, arena, _("| Goal | Start | Now | Target | Due | How far |"));
            template_give_line(texts, arena, "|---|---:|---:|---:|---|---:|");
        }
        way_words = way_cell(goal, arena, &way);
        add_point(&chart, way >= 0, way * 100);
        template_give_line(texts, arena, "| %s%s%s%s | %s | %s | %s | %s | %s |",
            template_cell(arena, row_text(goal, GOAL_STATEMENT)), *metric ? " (" : "",
            template_cell(arena, metric), *metric ? ")" : "",
            number_cell(goal, GOAL_BASELINE, arena), number_cell(goal, GOAL_CURRENT, arena),
            number_cell(goal, GOAL_TARGET, arena),
            due == DAY_NONE ? "" : template_day(due, ground, arena), way_words);
    }
    end_chart(&chart, ground, arena, texts);
}

/* --- results --- */

static const char *worth_cell(const struct row *result, struct arena *arena)
{
    struct str out = {0};
    const char *cell;

    value_add_amount(&out, result);
    cell = template_cell(arena, str_text(&out));
    str_fini(&out);
    return cell;
}

void template_fill_results_table(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    const struct row_list *results = &ground->dossier->results;

    for (size_t i = results->count; i-- > 0;) {
        const struct row *result = results->items[i];
        day_number day = row_day(result, RESULT_DATE);
        const char *by = row_text(result, RESULT_CONFIRMED_BY);
        const char *said = *row_text(result, RESULT_STORY) ? row_text(result, RESULT_STORY)
                                                           : row_text(result, RESULT_METRIC);

        if (texts->count == 0) {
            template_give_line(
                texts, arena, _("| Day | Result | Worth | Confirmed by | Evidence |"));
            template_give_line(texts, arena, "|---|---|---:|---|---|");
        }
        template_give_line(texts, arena, "| %s | %s | %s | %s | %s |",
            day == DAY_NONE ? "" : template_day(day, ground, arena), template_cell(arena, said),
            worth_cell(result, arena),
            value_is_confirmed(result) ? template_cell(arena, by) : _("not confirmed"),
            template_cell(arena, row_text(result, RESULT_EVIDENCE)));
    }
}

/* --- usage and ARR, month by month --- */

/* The last days of the months before this one, oldest first; the last one is today. */
static day_number month_point(const struct template_ground *ground, int month)
{
    struct civil civil = day_to_civil(ground->today);

    if (month == MONTHS - 1)
        return ground->today;
    return day_add_months(day_make(civil.year, civil.month, 1), month - MONTHS + 2) - 1;
}

static const char *month_words(day_number day, struct arena *arena)
{
    struct civil civil = day_to_civil(day);

    return arena_format(arena, "%s %d", day_month_name(civil.month), civil.year);
}

void template_fill_usage_table(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    struct measures measures;
    struct series usage;
    struct str chart = {0};
    const char *word = "";

    measures_read(ground->dossier, ground->today, &measures);
    usage = *measures_usage(&measures, &word);
    begin_chart(&chart, "line");
    for (int month = 0; month < MONTHS; month++) {
        day_number until = month_point(ground, month);
        day_number after = month ? month_point(ground, month - 1) : day_add_months(until, -1);
        struct series part = series_between(&usage, after, until);
        const struct reading *last = series_last(&part);

        if (!last && texts->count == 0)
            continue;
        if (texts->count == 0) {
            template_give_line(texts, arena, _("| Month | %s |"),
                text_equal(word, "active") ? _("active users") : word);
            template_give_line(texts, arena, "|---|---:|");
        }
        add_point(&chart, last, last ? last->value : 0);
        template_give_line(texts, arena, "| %s | %s |", month_words(until, arena),
            last ? arena_format(arena, "%.0f", last->value) : "n/a");
    }
    end_chart(&chart, ground, arena, texts);
}

struct moves ARRAY_OF(struct arr_move);

static void read_moves(const struct template_ground *ground, struct moves *moves)
{
    const struct row_list *rows = ground->movements;

    for (size_t i = 0; rows && i < rows->count; i++) {
        const struct row *row = rows->items[i];
        struct arr_move move = {.key = row->key,
            .account = ground->dossier->account->key,
            .day = row_day(row, MOVEMENT_DATE),
            .amount = row_money(row, MOVEMENT_AMOUNT),
            .line = row_text(row, MOVEMENT_LINE),
            .product = row_text(row, MOVEMENT_PRODUCT),
            .currency = row_currency(row, ground->settings->currency)};

        if (move.day <= ground->today && arr_kind_of(row_text(row, MOVEMENT_KIND), &move.kind))
            ARRAY_PUSH(moves, move);
    }
    arr_moves_convert(moves->items, moves->count, ground->settings);
}

void template_fill_arr_table(
    const struct template_ground *ground, struct arena *arena, struct template_texts *texts)
{
    struct moves moves = {0};
    struct str chart = {0};

    read_moves(ground, &moves);
    begin_chart(&chart, "columns");
    for (int month = 0; moves.count && month < MONTHS; month++) {
        struct arr_ledger ledger = {moves.items, moves.count, &ground->dossier->account->key, 1};
        day_number until = month_point(ground, month);
        int64_t arr = arr_closings(&ledger, until, arena)[0];

        if (texts->count == 0 && arr == MONEY_NONE)
            continue;
        if (texts->count == 0) {
            template_give_line(texts, arena, _("| Month | ARR |"));
            template_give_line(texts, arena, "|---|---:|");
        }
        add_point(&chart, arr != MONEY_NONE, arr == MONEY_NONE ? 0 : (double)arr);
        template_give_line(texts, arena, "| %s | %s |", month_words(until, arena),
            arr == MONEY_NONE ? "n/a" : template_money(arr, ground, arena));
    }
    end_chart(&chart, ground, arena, texts);
    array_fini(&moves);
}
