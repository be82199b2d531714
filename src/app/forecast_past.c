/* The forecast as it was frozen, of several days in one pass. */
#include "app/forecast_internal.h"

#include <string.h>
#include "app/giving_way.h"
#include "base/money.h"
#include "store/forecast.h"

struct past_pass {
    const struct forecast_book *book;
    struct forecast_past *pasts;
    struct due_list *lists; /* one a day */
};

static struct due_line line_of(
    const struct frozen_line *frozen, const struct chosen_account *account)
{
    struct due_line line = {
        .account = frozen->account,
        .line = frozen->line,
        .id = "",
        .account_id = account->id,
        .account_name = account->name,
        .product = "",
        .currency = "",
        .ends = frozen->ends,
        .state = frozen->state,
        .clock = {.ends = frozen->ends,
            .decision = frozen->ends,
            .notice_deadline = DAY_NONE,
            .act_by = DAY_NONE},
        .target = frozen->target,
        .amount = frozen->amount,
        .final_uplift = MONEY_NONE,
        .uplift = frozen->uplift,
        .probability = frozen->probability,
        .called = frozen->category,
        .health = -1,
        .band = BAND_UNKNOWN,
        .unknown = frozen->target == MONEY_NONE || frozen->amount == MONEY_NONE,
        .closed_on = DAY_NONE,
        .source = "",
        .reason = "",
    };

    line.value = forecast_value_of(&line);
    return line;
}

static bool is_of_span(const struct forecast_span *span, day_number ends)
{
    return !span || (ends != DAY_NONE && ends >= span->first && ends <= span->last);
}

static bool take_frozen(void *context, size_t at, const struct frozen_line *frozen)
{
    struct past_pass *pass = context;
    const struct chosen_account *account;

    pass->pasts[at].there = true;
    if (!frozen->gone && is_of_span(pass->pasts[at].span, frozen->ends) &&
        (account = forecast_book_find(pass->book, frozen->account)))
        ARRAY_PUSH(&pass->lists[at], line_of(frozen, account));
    return true;
}

/* A due line by its line and end, for those that were closed. */
static int compare_terms(const void *left, const void *right)
{
    const struct due_line *a = *(const struct due_line *const *)left;
    const struct due_line *b = *(const struct due_line *const *)right;

    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return (a->ends > b->ends) - (a->ends < b->ends);
}

struct closed_lines {
    const struct due_line **items;
    size_t count;
};

static struct closed_lines closed_by(
    const struct forecast_book *book, const struct forecast_past *past, struct arena *arena)
{
    struct closed_lines closed = {
        .items = arena_alloc_array(arena, book->lines.count + 1, sizeof(*closed.items))};

    for (size_t i = 0; i < book->lines.count; i++) {
        const struct due_line *line = &book->lines.items[i];

        if (line->renewal != 0 && line->closed_on != DAY_NONE &&
            line->closed_on <= past->stand.day && is_of_span(past->span, line->ends))
            closed.items[closed.count++] = line;
    }
    qsort(closed.items, closed.count, sizeof(*closed.items), compare_terms);
    return closed;
}

/* What was closed of the same term by then stands in the place of what was frozen. */
static struct forecast_stand stand_of(const struct forecast_book *book,
    const struct forecast_past *past, const struct due_list *frozen, struct arena *arena)
{
    struct closed_lines closed = closed_by(book, past, arena);
    struct due_line *lines =
        arena_alloc_array(arena, frozen->count + closed.count + 1, sizeof(*lines));
    size_t count = 0;

    for (size_t i = 0; i < frozen->count; i++) {
        const struct due_line *line = &frozen->items[i];

        if (closed.count == 0 ||
            !bsearch(&line, closed.items, closed.count, sizeof(*closed.items), compare_terms))
            lines[count++] = *line;
    }
    for (size_t i = 0; i < closed.count; i++)
        lines[count++] = *closed.items[i];
    return (struct forecast_stand){past->stand.day, lines, count};
}

bool forecast_past_read(struct session *session, const struct forecast_book *book,
    struct forecast_past *pasts, size_t count, struct arena *arena, struct error *err)
{
    struct past_pass pass = {.book = book,
        .pasts = pasts,
        .lists = arena_alloc_array(arena, count, sizeof(*pass.lists))};
    day_number *days = arena_alloc_array(arena, count, sizeof(*days));
    bool ok;

    for (size_t i = 0; i < count; i++)
        days[i] = pasts[i].stand.day;
    ok = store_forecast_on(session_store(session), days, count, take_frozen, &pass, err);
    for (size_t i = 0; i < count; i++) {
        if (ok)
            pasts[i].stand = stand_of(book, &pasts[i], &pass.lists[i], arena);
        ok = ok && work_goes_on(session, err);
        array_fini(&pass.lists[i]);
    }
    return ok;
}

/* --- of one account --- */

struct history_pass {
    struct forecast_days *days;
    const struct chosen_account *account;
};

static bool take_day(void *context, const struct frozen_line *frozen)
{
    struct history_pass *pass = context;
    struct forecast_day day = {
        .from = frozen->day, .gone = frozen->gone, .line = line_of(frozen, pass->account)};

    ARRAY_PUSH(pass->days, day);
    return true;
}

static void name_days(const struct row_list *contracts, struct forecast_days *days)
{
    for (size_t i = 0; i < days->count; i++)
        for (size_t k = 0; k < contracts->count; k++)
            if (contracts->items[k]->key == days->items[i].line.line) {
                days->items[i].line.id = row_text(contracts->items[k], CONTRACT_ID);
                days->items[i].line.product = row_text(contracts->items[k], CONTRACT_PRODUCT);
            }
}

bool forecast_history(struct session *session, int64_t account, struct arena *arena,
    struct forecast_days *ret_days, struct error *err)
{
    struct forecast_days days = {0};
    struct row_list contracts;
    struct row *row;

    if (!store_get(session_store(session), KIND_ACCOUNT, account, arena, &row, err) ||
        !store_children(session_store(session), KIND_CONTRACT, account, arena, &contracts, err))
        return false;
    if (!row)
        return error_set(err, ERROR_NOT_FOUND, "the account is gone");
    struct chosen_account chosen = {
        account, row_text(row, ACCOUNT_ID), row_text(row, ACCOUNT_NAME)};
    struct history_pass pass = {&days, &chosen};
    if (!store_forecast_of(session_store(session), account, take_day, &pass, err)) {
        array_fini(&days);
        return false;
    }
    name_days(&contracts, &days);
    *ret_days = (struct forecast_days){
        .items = arena_alloc_array(arena, days.count + 1, sizeof(*days.items)),
        .count = days.count,
        .room = days.count + 1};
    if (days.count)
        memcpy(ret_days->items, days.items, days.count * sizeof(*days.items));
    array_fini(&days);
    return true;
}
