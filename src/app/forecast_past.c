/* The forecast as it was frozen, of several days in one pass. */
#include "app/forecast_internal.h"

#include "base/money.h"
#include "store/forecast.h"

struct past_pass {
    const struct forecast_book *book;
    struct forecast_past *pasts;
    struct due_list *lists;   /* one a day */
    struct frozen_line *last; /* of the line under way, in force on each day */
    bool *has_last;
    size_t count;
    int64_t line; /* under way; 0: none */
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

/* What was closed of the same term by then stands in its place. */
static void end_line(struct past_pass *pass)
{
    for (size_t i = 0; i < pass->count; i++) {
        const struct chosen_account *account;

        if (pass->has_last[i] && !pass->last[i].gone &&
            (account = forecast_book_find(pass->book, pass->last[i].account)))
            ARRAY_PUSH(&pass->lists[i], line_of(&pass->last[i], account));
        pass->has_last[i] = false;
    }
}

static bool take_frozen(void *context, const struct frozen_line *frozen)
{
    struct past_pass *pass = context;

    if (frozen->line != pass->line)
        end_line(pass);
    pass->line = frozen->line;
    for (size_t i = 0; i < pass->count; i++)
        if (frozen->day <= pass->pasts[i].stand.day) {
            pass->last[i] = *frozen;
            pass->has_last[i] = true;
            pass->pasts[i].there = true;
        }
    return true;
}

/* A due line by its line and end, for those that were closed. */
static int compare_terms(const void *left, const void *right)
{
    const struct due_line *a = *(const struct due_line *const *)left;
    const struct due_line *b = *(const struct due_line *const *)right;

    if (a->account != b->account)
        return a->account < b->account ? -1 : 1;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return (a->ends > b->ends) - (a->ends < b->ends);
}

struct closed_lines {
    const struct due_line **items;
    size_t count;
};

static struct closed_lines closed_by(
    const struct forecast_book *book, day_number day, struct arena *arena)
{
    struct closed_lines closed = {
        .items = arena_alloc_array(arena, book->lines.count + 1, sizeof(*closed.items))};

    for (size_t i = 0; i < book->lines.count; i++) {
        const struct due_line *line = &book->lines.items[i];

        if (line->renewal != 0 && line->closed_on != DAY_NONE && line->closed_on <= day)
            closed.items[closed.count++] = line;
    }
    qsort(closed.items, closed.count, sizeof(*closed.items), compare_terms);
    return closed;
}

static struct forecast_stand stand_of(const struct forecast_book *book, day_number day,
    const struct due_list *frozen, struct arena *arena)
{
    struct closed_lines closed = closed_by(book, day, arena);
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
    return (struct forecast_stand){day, lines, count};
}

bool forecast_past_read(struct session *session, const struct forecast_book *book,
    struct forecast_past *pasts, size_t count, struct arena *arena, struct error *err)
{
    struct past_pass pass = {.book = book,
        .pasts = pasts,
        .count = count,
        .lists = arena_alloc_array(arena, count, sizeof(*pass.lists)),
        .last = arena_alloc_array(arena, count, sizeof(*pass.last)),
        .has_last = arena_alloc_array(arena, count, sizeof(*pass.has_last))};
    day_number latest = DAY_NONE;
    bool ok;

    for (size_t i = 0; i < count; i++)
        if (pasts[i].stand.day > latest)
            latest = pasts[i].stand.day;
    ok = store_each_forecast(session_store(session), latest, take_frozen, &pass, err);
    if (ok)
        end_line(&pass);
    for (size_t i = 0; i < count; i++) {
        if (ok)
            pasts[i].stand = stand_of(book, pasts[i].stand.day, &pass.lists[i], arena);
        array_fini(&pass.lists[i]);
    }
    return ok;
}
