/* The renewals of the book: rows by decision, totals, what moved, how good the last one was. */
#include "app/forecast_internal.h"
#include "app/giving_way.h"

#include <stdlib.h>
#include <string.h>

#define WEEK 7

/* A forecast under way. */
struct making {
    struct session *session;
    const struct forecast_book *book;
    const struct forecast_terms *terms;
    struct arena *arena;
    struct forecast forecast;
};

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

/* The same of pointers: lines are long. */
static int compare_pointed(const void *left, const void *right)
{
    return compare_lines(
        *(const struct due_line *const *)left, *(const struct due_line *const *)right);
}

static bool copy_rows(struct session *session, const struct due_line *const *chosen, size_t count,
    struct due_line *rows, struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        rows[i] = *chosen[i];
        if (!work_goes_on_at(session, i, err))
            return false;
    }
    return true;
}

static bool choose_rows(struct making *making, struct error *err)
{
    const struct due_list *lines = &making->book->lines;
    struct forecast *forecast = &making->forecast;
    const struct due_line **chosen = mem_alloc_array(lines->count + 1, sizeof(*chosen));
    struct due_line *rows;
    size_t count = 0;
    bool ok;

    for (size_t i = 0; i < lines->count; i++)
        if (is_in_window(&lines->items[i], forecast->until))
            chosen[count++] = &lines->items[i];
    rows = arena_alloc_array(making->arena, count + 1, sizeof(*rows));
    ok = work_sort(making->session, chosen, count, sizeof(*chosen), compare_pointed, err) &&
         copy_rows(making->session, chosen, count, rows, err);
    free(chosen);
    if (!ok)
        return false;
    forecast_make(rows, count, making->terms, making->arena, &forecast->table);
    forecast->rows = rows;
    forecast->row_count = count;
    return work_goes_on(making->session, err);
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

static bool hold_against(
    struct making *making, const struct forecast_past *since, struct error *err)
{
    const struct due_list *book = &making->book->lines;
    struct forecast *forecast = &making->forecast;
    struct due_line *lines;

    forecast->has_since = since->there;
    if (!since->there)
        return true;
    lines = arena_alloc_array(making->arena, book->count + 1, sizeof(*lines));
    if (book->count)
        memcpy(lines, book->items, book->count * sizeof(*lines));
    struct forecast_stand now = {session_today(making->session), lines, book->count};
    forecast_moves(&since->stand, &now, making->arena, &forecast->moves);
    for (int i = 0; i <= (int)FORECAST_WEIGHTED; i++) {
        if (!work_goes_on(making->session, err))
            return false;
        forecast_bridge(&since->stand, &now, forecast->quarter, (enum forecast_measure)i,
            making->arena, &forecast->bridges[i]);
    }
    return work_goes_on(making->session, err);
}

static bool read_past(struct making *making, struct error *err)
{
    struct forecast_past pasts[FORECAST_FROZEN + 1] = {0};
    struct forecast *forecast = &making->forecast;

    pasts[FORECAST_FROZEN].stand.day = forecast->since;
    for (int i = 0; i < FORECAST_FROZEN; i++) {
        forecast->frozen[i].days_before = days_before[i];
        pasts[i].span = &forecast->last_quarter;
        pasts[i].stand.day = forecast->last_quarter.last - days_before[i];
    }
    if (!forecast_past_read(
            making->session, making->book, pasts, FORECAST_FROZEN + 1, making->arena, err))
        return false;
    forecast->last_actual = actual_of(making->book, forecast->last_quarter);
    for (int i = 0; i < FORECAST_FROZEN; i++)
        judge(&pasts[i], forecast->last_quarter, forecast->last_actual, &forecast->frozen[i]);
    return hold_against(making, &pasts[FORECAST_FROZEN], err);
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

/* Each part is one pass over the lines, and a key may come between two. */
static bool add_up(struct making *making, struct error *err)
{
    const struct forecast_book *book = making->book;
    struct forecast *forecast = &making->forecast;
    struct forecast_table whole;

    forecast_make(book->lines.items, book->lines.count, making->terms, making->arena, &whole);
    forecast->book_arr = whole.totals.all.arr + whole.no_end.all.arr + whole.outside.all.arr;
    forecast->at_risk_arr = book->at_risk_arr;
    forecast->at_risk_accounts = book->at_risk_accounts;
    forecast->accounts_without_rate = book->without_rate;
    if (!work_goes_on(making->session, err))
        return false;
    forecast->outside = outside_words(book, session_currency(making->session), making->arena);
    forecast_book_landing(
        book->lines.items, book->lines.count, forecast->until, &forecast->landing);
    return work_goes_on(making->session, err) && choose_rows(making, err);
}

bool verb_forecast(struct session *session, const struct forecast_order *order, struct arena *arena,
    struct forecast *ret_forecast, struct error *err)
{
    struct forecast_terms terms = {
        session_today(session), order->by_quarter, &session_settings(session)->calendar};
    struct forecast_book book;
    struct making making = {session, &book, &terms, arena, start_forecast(session, order)};
    bool ok;

    if (!forecast_book_read(session, order->where, arena, &book, err))
        return false;
    ok = work_goes_on(session, err) && add_up(&making, err) && read_past(&making, err);
    forecast_book_fini(&book);
    if (ok)
        *ret_forecast = making.forecast;
    return ok;
}
