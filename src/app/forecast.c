/* The renewals of the book: rows by decision, totals, what moved, how good the last one was. */
#include "app/forecast_internal.h"

#include <stdlib.h>
#include <string.h>

#define WEEK 7

static const int days_before[FORECAST_FROZEN] = {90, 60, 30};

bool forecast_due_lines(struct session *session, const char *where, struct arena *arena,
    struct due_list *ret_lines, struct error *err)
{
    struct forecast_terms terms = {
        .today = session_today(session), .calendar = &session_settings(session)->calendar};
    struct forecast_table table;
    struct forecast_book book;

    if (!forecast_book_read(session, where, arena, &book, err))
        return false;
    forecast_make(book.lines.items, book.lines.count, &terms, arena, &table);
    *ret_lines = (struct due_list){
        .items = arena_alloc_array(arena, book.lines.count + 1, sizeof(struct due_line)),
        .count = book.lines.count,
        .room = book.lines.count + 1};
    if (book.lines.count)
        memcpy(ret_lines->items, book.lines.items, book.lines.count * sizeof(struct due_line));
    forecast_book_fini(&book);
    return true;
}

/* --- the rows --- */

static int rank_of_place(enum due_place place)
{
    return place == DUE_NO_END ? 2 : place == DUE_OUTSIDE;
}

static int compare_lines(const void *left, const void *right)
{
    const struct due_line *a = left, *b = right;
    int rank_a = rank_of_place(a->place), rank_b = rank_of_place(b->place);

    return rank_a != rank_b ? rank_a - rank_b : forecast_compare(a, b);
}

static bool is_in_window(const struct due_line *line, day_number until)
{
    switch (line->place) {
    case DUE_SLIPPED: return true;
    case DUE_PERIOD: return until == DAY_NONE || forecast_day(line) <= until;
    case DUE_NO_END:
    case DUE_OUTSIDE: return until == DAY_NONE;
    case DUE_PAST: break;
    }
    return false;
}

static void choose_rows(const struct forecast_book *book, const struct forecast_terms *terms,
    struct arena *arena, struct forecast *forecast)
{
    struct due_line *rows = arena_alloc_array(arena, book->lines.count + 1, sizeof(*rows));

    for (size_t i = 0; i < book->lines.count; i++)
        if (is_in_window(&book->lines.items[i], forecast->until))
            rows[forecast->row_count++] = book->lines.items[i];
    qsort(rows, forecast->row_count, sizeof(*rows), compare_lines);
    forecast_make(rows, forecast->row_count, terms, arena, &forecast->table);
    forecast->rows = rows;
}

/* --- how good the last one was --- */

static bool is_of_period(const struct due_line *line, struct forecast_span span)
{
    return !line->outside && !line->unknown && line->ends != DAY_NONE && line->ends >= span.first &&
           line->ends <= span.last;
}

static int64_t measure_stand(
    const struct forecast_stand *stand, struct forecast_span span, enum forecast_measure measure)
{
    int64_t sum = 0;

    for (size_t i = 0; i < stand->count; i++)
        if (is_of_period(&stand->lines[i], span))
            sum += forecast_measure_of(&stand->lines[i], measure);
    return sum;
}

static void judge(const struct forecast_past *past, struct forecast_span span, int64_t actual,
    struct forecast_frozen *frozen)
{
    frozen->day = past->stand.day;
    frozen->there = past->there;
    if (!past->there)
        return;
    frozen->commit = measure_stand(&past->stand, span, FORECAST_CALLED_COMMIT);
    frozen->weighted = measure_stand(&past->stand, span, FORECAST_WEIGHTED);
    frozen->has_accuracy = forecast_accuracy(frozen->commit, actual, &frozen->accuracy);
    frozen->has_bias = forecast_bias(frozen->commit, actual, &frozen->bias);
    frozen->has_weighted_accuracy =
        forecast_accuracy(frozen->weighted, actual, &frozen->weighted_accuracy);
    frozen->has_weighted_bias = forecast_bias(frozen->weighted, actual, &frozen->weighted_bias);
}

static int64_t actual_of(const struct forecast_book *book, struct forecast_span span)
{
    int64_t sum = 0;

    for (size_t i = 0; i < book->lines.count; i++)
        if (book->lines.items[i].state == DUE_WON && is_of_period(&book->lines.items[i], span))
            sum += book->lines.items[i].value.retained;
    return sum;
}

/* --- the past --- */

static void hold_against(const struct forecast_book *book, const struct forecast_past *since,
    day_number today, struct arena *arena, struct forecast *forecast)
{
    struct due_line *lines = arena_alloc_array(arena, book->lines.count + 1, sizeof(*lines));

    forecast->has_since = since->there;
    if (!since->there)
        return;
    if (book->lines.count)
        memcpy(lines, book->lines.items, book->lines.count * sizeof(*lines));
    struct forecast_stand now = {today, lines, book->lines.count};
    forecast_moves(&since->stand, &now, arena, &forecast->moves);
    for (int i = 0; i <= (int)FORECAST_WEIGHTED; i++)
        forecast_bridge(&since->stand, &now, forecast->quarter, (enum forecast_measure)i, arena,
            &forecast->bridges[i]);
}

static bool read_past(struct session *session, const struct forecast_book *book,
    struct arena *arena, struct forecast *forecast, struct error *err)
{
    struct forecast_past pasts[FORECAST_FROZEN + 1] = {0};

    pasts[FORECAST_FROZEN].stand.day = forecast->since;
    for (int i = 0; i < FORECAST_FROZEN; i++) {
        forecast->frozen[i].days_before = days_before[i];
        pasts[i].span = &forecast->last_quarter;
        pasts[i].stand.day = forecast->last_quarter.last - days_before[i];
    }
    if (!forecast_past_read(session, book, pasts, FORECAST_FROZEN + 1, arena, err))
        return false;
    forecast->last_actual = actual_of(book, forecast->last_quarter);
    for (int i = 0; i < FORECAST_FROZEN; i++)
        judge(&pasts[i], forecast->last_quarter, forecast->last_actual, &forecast->frozen[i]);
    hold_against(book, &pasts[FORECAST_FROZEN], session_today(session), arena, forecast);
    return true;
}

/* --- the whole --- */

static struct forecast start_forecast(
    const struct session *session, const struct forecast_order *order)
{
    const struct calendar *calendar = &session_settings(session)->calendar;
    day_number today = session_today(session);
    struct forecast forecast = {
        .until = order->window_days > 0 ? today + order->window_days : DAY_NONE,
        .since = order->since != DAY_NONE ? order->since : today - WEEK,
        .quarter = forecast_quarter(today, calendar),
    };

    forecast.last_quarter = forecast_quarter(forecast.quarter.first - 1, calendar);
    return forecast;
}

static const char *outside_words(
    const struct forecast_book *book, const char *currency, struct arena *arena)
{
    struct str words = {0};
    const char *kept;

    forecast_outside_words(book->lines.items, book->lines.count, currency, &words);
    kept = arena_copy_text(arena, str_text(&words));
    str_fini(&words);
    return kept;
}

static void add_up(const struct forecast_book *book, const struct forecast_terms *terms,
    const char *currency, struct arena *arena, struct forecast *forecast)
{
    struct forecast_table whole;

    forecast_make(book->lines.items, book->lines.count, terms, arena, &whole);
    forecast->book_arr = whole.totals.all.arr + whole.no_end.all.arr + whole.outside.all.arr;
    forecast->at_risk_arr = book->at_risk_arr;
    forecast->at_risk_accounts = book->at_risk_accounts;
    forecast->accounts_without_rate = book->without_rate;
    forecast->outside = outside_words(book, currency, arena);
    forecast_book_landing(
        book->lines.items, book->lines.count, forecast->until, &forecast->landing);
    choose_rows(book, terms, arena, forecast);
}

bool verb_forecast(struct session *session, const struct forecast_order *order, struct arena *arena,
    struct forecast *ret_forecast, struct error *err)
{
    struct forecast_terms terms = {
        session_today(session), order->by_quarter, &session_settings(session)->calendar};
    struct forecast forecast = start_forecast(session, order);
    struct forecast_book book;
    bool ok;

    if (!forecast_book_read(session, order->where, arena, &book, err))
        return false;
    add_up(&book, &terms, session_currency(session), arena, &forecast);
    ok = read_past(session, &book, arena, &forecast, err);
    forecast_book_fini(&book);
    if (ok)
        *ret_forecast = forecast;
    return ok;
}
